"""Letters that a face lacks: who lends them, at what size, what is told, and that they are read back in order."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from render.layout.compose import compose
from render.model.design import Design
from render.model.formats import formats
from render.pipeline import ExportOptions, Target, export
from render.problem import Severity
from render.scene.bounds import texts
from render.text import fonts
from render.text.fallback import runs, scale
from render.text.fonts import face
from render.text.shaping import shape_line, shape_word, word_width

WORK = formats()["pano-3000x2000"]
OSWALD, BARLOW, VIETNAM = "oswald-700", "barlow-condensed-700", "be-vietnam-pro-700"


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("ĐẢNG", [(OSWALD, "ĐẢNG")]),
        ("Ω", [(BARLOW, "Ω")]),
        ("50kΩ", [(OSWALD, "50"), (BARLOW, "kΩ")]),
        ("ĐO-kΩ", [(OSWALD, "ĐO-"), (BARLOW, "kΩ")]),
        ("5Ω", [(BARLOW, "5Ω")]),
        ("H₂O", [(VIETNAM, "H₂O")]),
        ("☃", [(OSWALD, "☃")]),
        ("Ω☃", [(BARLOW, "Ω"), (OSWALD, "☃")]),
        ("ΩЖα", [(BARLOW, "Ω"), (OSWALD, "Жα")]),
        ("A\u00a0B", [(OSWALD, "A\u00a0B")]),
    ],
)
def test_a_part_of_a_word_stays_in_one_face(word: str, expected: list[tuple[str, str]]) -> None:
    assert list(runs(OSWALD, word)) == expected


def test_the_chain_has_the_nearest_weight() -> None:
    assert fonts.chain("oswald-500") == ("barlow-condensed-700", "be-vietnam-pro-600")
    assert fonts.chain("be-vietnam-pro-400") == ()


@pytest.mark.parametrize("key", ["oswald-700", "oswald-500", "league-gothic-400"])
def test_lent_capitals_are_as_tall_as_the_lines_own(key: str) -> None:
    for lender in fonts.chain(key):
        one, two = face(key), face(lender)
        assert two.cap_height / two.upem * scale(key, lender) == pytest.approx(one.cap_height / one.upem)
    (omega,), width = shape_word("oswald-700", "Ω", False)
    assert omega.face == BARLOW and omega.scale == scale(OSWALD, BARLOW)
    lender = face(BARLOW)
    assert width == pytest.approx(lender.advance(omega.gid) / lender.upem * omega.scale)
    assert omega.ink.bottom == pytest.approx(lender.ink(omega.gid).bottom / lender.upem * omega.scale)


def test_measured_and_set_are_the_same_width() -> None:
    line = shape_line(OSWALD, "ĐO 5kΩ H₂O", 0.05)
    assert line.width == pytest.approx(
        sum(word_width(OSWALD, word, 0.05) for word in ("ĐO", "5kΩ", "H₂O"))
        + 2 * (face(OSWALD).advance(face(OSWALD).gid(" ")) / face(OSWALD).upem + 0.1)
    )
    assert [glyph.x for glyph in line.glyphs] == sorted(glyph.x for glyph in line.glyphs)


@pytest.mark.parametrize(
    ("text", "errors", "warnings"),
    [
        ("Vì dân", [], []),
        ("Vì Ω dân", [], ["Ω"]),
        ("Vì ☃ dân", ["☃"], []),
        ("Ω ☃ Ω H₂O", ["☃"], ["Ω", "₂"]),
    ],
)
def test_what_is_lent_is_a_warning_and_what_nobody_has_an_error(text: str, errors, warnings) -> None:
    problems = compose(Design(text=text, format=WORK, font="oswald")).problems
    told = {"text.missing-glyph": [], "text.fallback": []}
    for problem in problems:
        assert problem.params["font"].startswith("oswald-")
        assert (problem.severity is Severity.ERROR) == (problem.code == "text.missing-glyph")
        told[problem.code].append(problem.params["letters"])
    assert (told["text.missing-glyph"], told["text.fallback"]) == (errors, warnings)


def test_the_unit_lines_letters_are_checked_beside_the_words() -> None:
    made = compose(Design(text="Vì ☃ dân", unit="Phường Ω", format=WORK, font="oswald"))
    assert {(each.code, each.where) for each in made.problems} == {
        ("text.missing-glyph", "slogan"),
        ("text.fallback", "unit"),
    }


MIXED = [
    "Đo 5kΩ đến 10 Ω",
    "Ω",
    "Ωm H₂O CO₂",
    "Giảm CO₂ - vì Ω Ω xanh",
    "Ω - Ω - Ω",
    "Đo 50kΩ - 60mΩ",
    "Mét khối Ω-Ω (₂) Ω!",
]


@pytest.mark.parametrize("text", MIXED)
@pytest.mark.parametrize("work", ["pano-3000x2000", "bang-ron-8000x1200", "phuon-800x2400"])
def test_lent_letters_are_nodes_of_their_own_and_read_in_order(tmp_path: Path, text: str, work: str) -> None:
    design = Design(text=text, format=formats()[work], font="oswald", unit="Phường Ω 1")
    made = export(design, tmp_path / "x.pdf", ExportOptions(Target.PDF))
    (scene,) = made.composition.pages
    nodes = [node for node, _ in texts(scene)]
    assert {node.font.rpartition("-")[0] for node in nodes} >= {"barlow-condensed"}
    for node, ink in texts(scene):
        assert not face(node.font).missing(node.text)
        assert ink.width > 0 and ink.height > 0
    words = f"{text} {design.unit}".casefold().split()
    with pdfium.PdfDocument(made.path) as document:
        held = document[0].get_textpage()
        assert held.get_text_range().casefold().split() == words


# Poppler takes lone letters far apart for columns, be they of one face or of two.
@pytest.mark.readers
@pytest.mark.parametrize("text", [text for text in MIXED if text != "Ω - Ω - Ω"])
def test_pdftotext_reads_them_in_order(tmp_path: Path, text: str) -> None:
    path = export(Design(text=text, format=WORK, font="oswald"), tmp_path / "x.pdf", ExportOptions(Target.PDF)).path
    read = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    assert read.casefold().split() == text.casefold().split()
