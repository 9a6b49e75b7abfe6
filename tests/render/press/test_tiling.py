"""Works cut into tiles: everything is covered, neighbours overlap, nothing passes the machine's width."""

from __future__ import annotations

from itertools import pairwise

import pytest

from render.errors import UsageError
from render.geometry import Insets, Rect, Size
from render.press.assemble import PressOptions, assemble
from render.press.tiling import Tiling, parse_tiling, tile_boxes
from render.scene.nodes import Scene, Text, Unit
from render.scene.sheet import ScaleMode

WALL = Rect(-20, -20, 12_020, 5020)


@pytest.mark.parametrize(
    ("typed", "count", "across"),
    [("3200x50", 2, 1), ("3200x50:doc", 4, 4), ("3200x50:ngang", 2, 1), ("1600x50", 4, 1), ("13000x50", 1, 1)],
)
def test_strips_cover_the_work_and_overlap(typed: str, count: int, across: int) -> None:
    tiling = parse_tiling(typed)
    boxes = tile_boxes(WALL, tiling)
    assert len(boxes) == count and len({box.left for box in boxes}) == across
    assert (boxes[0].left, boxes[0].top) == (WALL.left, WALL.top)
    assert (boxes[-1].right, boxes[-1].bottom) == pytest.approx((WALL.right, WALL.bottom))
    for one, other in pairwise(boxes):
        shared = one.right - other.left if across > 1 else one.bottom - other.top
        assert shared == pytest.approx(50)
    assert all(min(box.width, box.height) <= float(typed.split("x", maxsplit=1)[0]) for box in boxes)


def test_strips_stand_where_that_takes_fewer() -> None:
    tall = tile_boxes(Rect(0, 0, 4000, 12_000), parse_tiling("3200x50"))
    assert len(tall) == 2 and all(box.height == 12_000 for box in tall)


def test_paper_tiles_are_a_grid_within_the_paper() -> None:
    boxes = tile_boxes(Rect(0, 0, 1000, 700), parse_tiling("a4"))
    assert all(box.width <= 194 and box.height <= 281 for box in boxes)
    assert len({box.left for box in boxes}) > 1 and len({box.top for box in boxes}) > 1


@pytest.mark.parametrize("typed", ["", "3200", "3200x", "x50", "100x80", "20x5", "a5", "3200x50:up", "-3200x50"])
def test_nonsense_is_wrong_use(typed: str) -> None:
    with pytest.raises(UsageError, match=r"tile\.unreadable"):
        parse_tiling(typed)


def test_every_tile_is_a_numbered_page_of_the_same_scene_at_full_size() -> None:
    scene = Scene(Unit.MM, Size(12_000, 5000), Insets.all(20), ())
    sheet = assemble((scene,), "", "2026-01-01", PressOptions(tiling=parse_tiling("3200x50")))
    assert sheet.scale_mode is ScaleMode.FULL and len(sheet.pages) == 2
    for number, page in enumerate(sheet.pages, 1):
        label = next(node for node in page.marks if isinstance(node, Text))
        assert label.text.startswith(f"{number}/2")
        assert page.scene is scene and page.media.contains(page.bleed)


def test_too_many_tiles_are_refused() -> None:
    scene = Scene(Unit.MM, Size(50_000, 10_000), Insets.all(20), ())
    with pytest.raises(UsageError, match=r"tile\.too-many"):
        assemble((scene,), "", "", PressOptions(tiling=Tiling(194, 269, 10)))
