"""Fonts of the user's own folder: families, weights, what is told of them, and works made with them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest

from render.backends.base import ColourMode, TextMode
from render.backends.grid import Grid
from render.backends.raster import paint
from render.cli import main
from render.errors import UsageError
from render.layout.compose import compose
from render.model.design import Design
from render.model.formats import formats
from render.pipeline import ExportOptions, Target, export
from render.scene.bounds import texts
from render.scene.sheet import Page
from render.text import fonts
from render.text.font_file import FontFile
from render.text.fonts import face, families
from render.text.own_fonts import read_fonts, slug
from tests.render.text.own import (
    GROWN,
    SOURCE,
    embedded_as,
    made,
    named,
    narrowing,
    postscript,
    variable,
    weighing,
    without,
)

WORK = formats()["pano-3000x2000"]
WORDS = "Vì nhân dân phục vụ, Đặc biệt 2025 - 2030!"


def forget() -> None:
    for kept in (fonts.families, fonts._own_fonts, fonts.face, fonts.chain):
        kept.cache_clear()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The user's folder of fonts, read anew before and after."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    forget()
    yield tmp_path / "home" / "co-dong-studio" / "fonts"
    forget()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("UTM Avo", "utm-avo"),
        ("Đường Đời", "duong-doi"),
        ("Ψ", "font"),
        ("A  b_c", "a-b-c"),
        ("SVN-Gotham", "svn-gotham"),
    ],
)
def test_names_become_ids(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_files_become_families(folder: Path) -> None:
    made(folder / "a.ttf", "UTM Thử", weighing(400))
    made(folder / "sub" / "deep" / "b.TTF", "UTM Thử", weighing(800))
    made(folder / "c.ttf", "UTM Thử", weighing(9), named("Số Chín"))
    made(folder / "twin.ttf", "UTM Thử", weighing(800))
    postscript(folder / "d.otf", "Thép")
    (folder / "notes.txt").write_text("not a font")
    own = {family.id: [each.weight for each in family.face] for family in families().values() if family.kind == "own"}
    assert own == {"utm-thu": [400, 800], "so-chin": [900], "thep": [700]}
    assert families()["utm-thu"].name == "UTM Thử"
    assert fonts.key("utm-thu", 700) == "utm-thu-800"


def test_a_font_of_a_built_in_name_stands_beside_it(folder: Path) -> None:
    made(folder / "x.ttf", "Oswald")
    assert families()["oswald"].kind != "own" and families()["oswald-own"].kind == "own"


def test_broken_files_are_left_out_and_told(folder: Path, capsys) -> None:
    made(folder / "good.ttf", "Lành")
    (folder / "bad.ttf").write_bytes(SOURCE.read_bytes()[:5000])
    (folder / "empty.otf").write_bytes(b"")
    assert [fault.code for fault in read_fonts(folder).unreadable] == ["font.broken"] * 2
    assert main(["list", "fonts", "--json", "--search", "Lành"]) == 0
    shown = capsys.readouterr()
    assert "bad.ttf" in shown.err and "empty.otf" in shown.err
    (row,) = json.loads(shown.out)
    assert row["id"] == "lanh" and row["faces"][0]["accepted"]


def test_a_missing_folder_is_no_fonts(tmp_path: Path) -> None:
    assert read_fonts(tmp_path / "none").families == {}
    with pytest.raises(UsageError):
        fonts.family("utm-thu")


@pytest.mark.parametrize(
    ("bits", "said"), [(0, "installable"), (2, "restricted"), (4, "preview"), (8, "editable"), (12, "editable")]
)
def test_embedding_is_reported(tmp_path: Path, bits: int, said: str) -> None:
    assert FontFile(made(tmp_path / "x.ttf", "X", embedded_as(bits))).embedding == said


def test_a_restricted_font_is_usable_and_warned_of(folder: Path) -> None:
    made(folder / "x.ttf", "Cấm", embedded_as(2))
    problems = compose(Design(text="Vì dân", format=WORK, font="cam")).problems
    assert [(problem.code, problem.stops) for problem in problems] == [("font.restricted", False)]


def test_the_quality_report(folder: Path, capsys) -> None:
    made(folder / "x.ttf", "Thiếu", without("ẶặỮ"), embedded_as(2))
    assert main(["list", "fonts", "--search", "Thieu", "--lang", "en"]) == 0
    assert "lacks 3 of the 134" in capsys.readouterr().out
    assert main(["list", "fonts", "--json", "--search", "Thieu"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    (found,) = row["faces"]
    assert set(found["coverage"].pop("missing")) == set("ẶặỮ") and found["coverage"] == {"letters": 134}
    assert (found["kerning"], found["embedding"], found["accepted"]) == ("kern.full", "restricted", False)
    assert found["verdict"] == ["letters.missing", "kern.full"] and found["dubious"] == {}
    assert 1.0 < found["tallest"] < 1.5


def test_plain_listing_inspects_nothing(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setattr("render.text.font_report.inspect_face", lambda *_: pytest.fail("inspected"))
    assert main(["list", "fonts"]) == 0


@pytest.mark.parametrize(
    ("instances", "weights"), [(True, [400, 600, 900]), (False, [400, 700])], ids=["named", "unnamed"]
)
def test_a_variable_font_gives_its_weights(folder: Path, instances: bool, weights: list[int]) -> None:
    made(folder / "v.ttf", "Biến", variable(instances=instances))
    assert [each.weight for each in families()["bien"].face] == weights
    gid = face("bien-400").gid("H")
    light = face("bien-400")
    for weight in weights:
        heavy = face(f"bien-{weight}")
        grown = GROWN * (weight - 400) / 500
        assert heavy.advance(gid) - light.advance(gid) == pytest.approx(grown, abs=1)
        assert heavy.ink(gid).right - light.ink(gid).right == pytest.approx(grown, abs=1)
        assert heavy.outline(gid).bounds().right == pytest.approx(heavy.ink(gid).right, abs=1)
        assert heavy.postscript_name.endswith(f"_{weight}wght")


def test_a_width_axis_gives_a_narrow_family_drawn_by_the_font_itself(folder: Path) -> None:
    made(folder / "w.ttf", "Hẹp Rộng", narrowing(60))
    usual, narrow = families()["hep-rong"], families()["hep-rong-75"]
    assert [each.weight for each in usual.face] == [each.weight for each in narrow.face] == [700]
    wide, slim = face("hep-rong-700"), face("hep-rong-75-700")
    gid = wide.gid("H")
    assert wide.advance(gid) - slim.advance(gid) == pytest.approx(60, abs=1)
    # Stems keep their thickness, as they do not when outlines are squeezed.
    assert wide.cap_height == slim.cap_height
    assert slim.postscript_name.endswith("_75wdth")


def _own_font(folder: Path, kind: str) -> str:
    if kind == "postscript":
        postscript(folder / "x.otf", "Thép In")
        return "thep-in"
    made(folder / "x.ttf", "Biến In", variable(instances=True))
    return "bien-in"


@pytest.mark.parametrize("mode", [TextMode.LIVE, TextMode.OUTLINES])
@pytest.mark.parametrize("kind", ["postscript", "variable"])
def test_a_pdf_shows_and_says_what_was_set(folder: Path, tmp_path: Path, kind: str, mode: TextMode) -> None:
    design = Design(text=WORDS, format=WORK, font=_own_font(folder, kind), template="bang-do")
    made = export(design, tmp_path / "x.pdf", ExportOptions(Target.PDF, colour=ColourMode.RGB, text_mode=mode))
    (scene,) = made.composition.pages
    drawn = " ".join(node.text for node, _ in texts(scene))
    with pdfium.PdfDocument(made.path) as document:
        sheet = document[0]
        held = sheet.get_textpage()
        assert held.get_text_range().split() == drawn.split()
        held.close()
        seen = np.asarray(sheet.render(scale=1000 / sheet.get_width()).to_pil().convert("RGB")).astype(int)
        sheet.close()
    box = scene.painted
    ours = paint(Page(scene, box, box, box), Grid(seen.shape[1], seen.shape[0], box), ColourMode.RGB).astype(int)
    apart = np.abs(ours - seen).max(axis=2)
    assert apart.mean() < 1.5 and (apart > 128).mean() < 0.001


@pytest.mark.readers
@pytest.mark.parametrize("kind", ["postscript", "variable"])
def test_other_readers_take_the_fonts(folder: Path, tmp_path: Path, kind: str) -> None:
    design = Design(text=WORDS, format=WORK, font=_own_font(folder, kind))
    made = export(design, tmp_path / "x.pdf", ExportOptions(Target.PDF))
    (scene,) = made.composition.pages
    read = subprocess.run(["pdftotext", made.path, "-"], capture_output=True, text=True, check=True).stdout
    assert read.split() == " ".join(node.text for node, _ in texts(scene)).split()
    listed = subprocess.run(["pdffonts", made.path], capture_output=True, text=True, check=True).stdout
    assert "yes yes yes" in listed
    for command in (["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=nullpage"], ["mutool", "draw", "-F", "txt"]):
        told = subprocess.run([*command, made.path], capture_output=True, text=True, check=True)
        assert not [line for line in told.stderr.splitlines() if "ICC" not in line]


def test_every_font_of_the_system_is_read_or_told() -> None:
    folder = Path("/usr/share/fonts")
    found = read_fonts(folder)
    files = [path for path in folder.rglob("*") if path.suffix.lower() in (".ttf", ".otf")]
    assert len(files) <= len(found.unreadable) + sum(map(len, found.families.values()))
