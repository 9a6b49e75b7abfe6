"""The typesheet as a reader meets it: every face and slogan is there, and no ink leaves its box."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image

from render.cli import main
from render.cli.demo import campaign
from render.geometry import Rect
from render.proofs.typesheet import BOXES, HARD_WORDS, set_in_box
from render.scene.bounds import texts
from render.text.fonts import families

SLOGANS = campaign()[1]


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    folder = tmp_path_factory.mktemp("typesheet") / "new"
    with pytest.MonkeyPatch.context() as patch, (folder.parent / "said").open("w+", encoding="utf-8") as said:
        patch.setattr("sys.stdout", said)
        started = time.perf_counter()
        assert main(["typesheet", "--out", str(folder), "--json"]) == 0
        assert time.perf_counter() - started < 10
        said.seek(0)
        return tuple(Path(path) for path in json.load(said)["sheets"])


@pytest.fixture(scope="module")
def pages(sheets: tuple[Path, ...]) -> tuple[str, ...]:
    found = []
    with pdfium.PdfDocument(sheets[0]) as document:
        for page in document:
            words = page.get_textpage()
            found.append(" ".join(words.get_text_range().split()))
            words.close()
            page.close()
    return tuple(found)


def test_there_is_a_picture_of_every_page(sheets: tuple[Path, ...], pages: tuple[str, ...]) -> None:
    pdf, *pictures = sheets
    assert pdf.suffix == ".pdf" and len(pictures) == len(pages)
    for path in pictures:
        with Image.open(path) as picture:
            picture.load()
            assert picture.width > 3000


def test_every_weight_of_every_family_is_named_with_the_hard_words(pages: tuple[str, ...]) -> None:
    text = " ".join(pages)
    named = [f"{family.name} {face.weight} " for family in families().values() for face in family.face]
    assert [name for name in named if name not in text] == []
    for row in HARD_WORDS:
        assert text.count(row) == len(named), row


def test_every_slogan_is_read_at_three_shapes(pages: tuple[str, ...]) -> None:
    text = " ".join(pages).casefold()
    assert len(SLOGANS) == 30
    for slogan in SLOGANS:
        assert text.count(slogan.text.casefold()) == len(BOXES), slogan.id


@pytest.mark.parametrize("box", BOXES, ids=lambda box: f"{box.width:g}x{box.height:g}")
def test_no_ink_leaves_its_box(box) -> None:
    frame = Rect(0.0, 0.0, *box)
    for slogan in SLOGANS:
        lines = [(line.text, ink) for line, ink in texts(set_in_box(slogan.text, box))]
        assert lines
        assert [text for text, ink in lines if not frame.contains(ink, 1e-6)] == [], slogan.id
