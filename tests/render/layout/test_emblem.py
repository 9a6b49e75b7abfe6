"""The Party's flag and emblem come only from the office's own drawing; until then their place is grey and stops."""

from __future__ import annotations

from pathlib import Path

import pytest

from render.errors import ContentError, UsageError
from render.intake.official import take
from render.layout.compose import compose
from render.model.design import Design
from render.model.formats import find_format
from render.model.official import EMBLEMS, drawing
from render.model.project import load_design, save_design
from render.scene.nodes import Group, Node, Shape, Text

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"><path fill="#123456" d="M0 0h30v20H0z"/></svg>'


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("render.model.official.user_folder", lambda: tmp_path / "home")


@pytest.fixture
def official(tmp_path: Path) -> Path:
    file = tmp_path / "cờ.svg"
    file.write_text(_SVG, "utf-8")
    return file


def _design(work: str = "pano-3000x2000") -> Design:
    return Design(text="Đại hội chi bộ", format=find_format(work), template="hoi-truong", emblem="co-dang")


def _all(nodes: tuple[Node, ...]) -> list[Node]:
    return [held for node in nodes for held in (node, *(_all(node.children) if isinstance(node, Group) else ()))]


def _emblem(design: Design) -> Group:
    (page,) = compose(design).pages
    return next(node for node in page.nodes if isinstance(node, Group) and node.name == "emblem")


@pytest.mark.parametrize("work", ["pano-3000x2000", "ap-phich-540x790", "mxh-1080x1080"])
def test_without_the_drawing_its_place_is_grey_and_says_so(work: str) -> None:
    inside = _all(_emblem(_design(work)).children)
    read = " ".join(glyph.text for node in inside if isinstance(node, Text) for glyph in node.glyphs)
    assert read.replace(" ", "") == "chưacómẫuchínhthức"
    fill = next(node for node in inside if isinstance(node, Shape)).fill.colour
    assert len(set(fill.rgb)) == 1 and fill.cmyk[:3] == (0, 0, 0)
    (problem,) = [each for each in compose(_design(work)).problems if each.code == "emblem.missing"]
    assert problem.stops


def test_the_drawing_taken_in_is_drawn_with_its_own_colours(official: Path) -> None:
    take("co-dang", official)
    made = compose(_design())
    fills = [node.fill.colour.rgb for node in _all(made.pages[0].nodes) if isinstance(node, Shape) and node.fill]
    assert (0x12, 0x34, 0x56) in fills
    assert not [each for each in made.problems if each.code == "emblem.missing"]


def test_a_new_drawing_takes_the_place_of_the_old_one(official: Path, picture: Path) -> None:
    take("co-dang", official)
    kept = take("co-dang", picture)
    assert drawing("co-dang") == kept and kept.suffix == ".png"
    assert [file.name for file in kept.parent.iterdir()] == ["co-dang.png"]


@pytest.mark.parametrize(
    ("text", "name", "emblem", "fault"),
    [
        (_SVG, "a.svg", "sao-vang", UsageError),
        (_SVG, "a.ai", "co-dang", UsageError),
        ("<svg", "a.svg", "co-dang", ContentError),
        ("không phải ảnh", "a.png", "co-dang", ContentError),
        ('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "a.svg", "co-dang", ContentError),
    ],
)
def test_what_cannot_be_drawn_is_not_kept(text: str, name: str, emblem: str, fault: type, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_text(text, "utf-8")
    with pytest.raises(fault):
        take(emblem, file)
    assert all(drawing(each) is None for each in EMBLEMS)


def test_a_saved_design_keeps_the_name_of_its_emblem(tmp_path: Path) -> None:
    save_design(_design(), tmp_path / "a.codong")
    assert load_design(tmp_path / "a.codong").emblem == "co-dang"


def test_without_an_emblem_nothing_is_asked() -> None:
    plain = Design(text="Đại hội chi bộ", format=find_format("pano-3000x2000"), template="hoi-truong")
    assert not [each for each in compose(plain).problems if each.code == "emblem.missing"]
