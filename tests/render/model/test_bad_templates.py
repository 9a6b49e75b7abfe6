"""Faulty templates are named by file, line and key, whatever is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from render.errors import ContentError
from render.model.templates import load_template

GOOD = """\
id = "thu"
name = "Thử"
name_en = "Trial"
use = "Thử."
use_en = "Trial."
media = ["print"]
suits = []
palettes = ["do-vang"]

[[arrangement]]
shapes = ["strip", "landscape", "square", "portrait", "column"]
layers = [
  { type = "fill", role = "deep", box = ["0w", "0h", "100w", "20h"] },
  { type = "svg", file = "hoa.svg", box = ["0w", "unit.top", "9w", "100h"], when = "unit" },
]
[arrangement.tree]
kind = "column"
padding = "8s"
children = [
  { name = "words", grow = 1 },
  { name = "unit", height = "7s" },
]
[arrangement.words]
face = "anton-400"
[arrangement.unit]
face = "be-vietnam-pro-600"
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'


def _load(folder: Path, text: str) -> None:
    (folder / "template.toml").write_text(text, "utf-8")
    (folder / "hoa.svg").write_text(SVG, "utf-8")
    load_template(folder)


def test_the_good_one_loads(tmp_path: Path) -> None:
    _load(tmp_path, GOOD)


BAD = {
    "wrong type": ('role = "deep"', "role = 7", "file.invalid", 13),
    "unknown key": ("padding =", "paddding =", "file.invalid", 18),
    "missing key": ('face = "anton-400"\n', "", "file.invalid", 23),
    "unknown layer": ('type = "fill"', 'type = "fil"', "file.invalid", 13),
    "role that no palette has": ('role = "deep"', 'role = "sky"', "template.role", 13),
    "length that cannot be read": ('"20h"]', '"20 apples"]', "template.length", 13),
    "a tree measured by the words": ('height = "7s"', 'height = "2cap"', "template.length-words", 16),
    "an edge of no slot": ("unit.top", "photo.top", "template.slot", 14),
    "a condition of no slot": ('when = "unit"', 'when = "!logo"', "template.slot", 14),
    "a second condition of no slot": ('when = "unit"', 'when = "unit !logo"', "template.slot", 14),
    "no drawing of that name": ("hoa.svg", "la.svg", "template.no-art", 14),
    "a drawing elsewhere": ("hoa.svg", "../hoa.svg", "file.invalid", 14),
    "no box for the words": ('name = "words"', 'name = "text"', "template.no-box", 16),
    "a name twice": ('name = "unit"', 'name = "words"', "template.tree", 16),
    "a number out of range": ('face = "anton-400"', 'face = "anton-400"\ntolerance = 3', "file.invalid", 25),
}


@pytest.mark.parametrize(("old", "new", "code", "line"), BAD.values(), ids=BAD)
def test_a_fault_is_named_with_its_line(old: str, new: str, code: str, line: int, tmp_path: Path) -> None:
    assert GOOD.count(old) >= 1
    with pytest.raises(ContentError) as caught:
        _load(tmp_path, GOOD.replace(old, new, 1))
    assert caught.value.code == code
    assert caught.value.params["path"] == f"{tmp_path / 'template.toml'}:{line}"


def test_a_shape_that_nothing_serves_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        _load(tmp_path, GOOD.replace('"square", ', ""))
    assert caught.value.code == "template.shapes" and caught.value.params["missing"] == "square"


def test_a_fold_that_the_template_does_not_have_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"template\.length-fold"):
        _load(tmp_path, GOOD.replace('"20h"]', '"fold1"]', 1))


def test_words_of_an_inner_page_need_their_manner(tmp_path: Path) -> None:
    inner = '\n[[arrangement]]\nshapes = ["landscape"]\npage = 2\nlayers = []\n[arrangement.tree]\nname = "words"\n'
    with pytest.raises(ContentError, match=r"template\.no-style"):
        _load(tmp_path, GOOD + inner)
