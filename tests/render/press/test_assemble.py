"""Page boxes, the drawn scale, marks and slug around the trim."""

from __future__ import annotations

import pytest

from render.errors import UsageError
from render.geometry import Insets, Rect, Size
from render.press.assemble import PressOptions, ScaleChoice, assemble
from render.scene.bounds import bounds
from render.scene.nodes import Scene, Shape, Text, Unit
from render.scene.sheet import ScaleMode


def scene(width: float, height: float, bleed: float = 20.0, unit: Unit = Unit.MM) -> Scene:
    return Scene(unit, Size(width, height), Insets.all(bleed), ())


@pytest.mark.parametrize(
    ("width", "choice", "mode"),
    [
        (5040, ScaleChoice.AUTO, ScaleMode.FULL),
        (5041, ScaleChoice.AUTO, ScaleMode.TENTH),
        (50_000, ScaleChoice.AUTO, ScaleMode.TENTH),
        (800, ScaleChoice.TENTH, ScaleMode.TENTH),
        (8000, ScaleChoice.USERUNIT, ScaleMode.USERUNIT),
        (5040, ScaleChoice.FULL, ScaleMode.FULL),
    ],
)
def test_the_scale_follows_the_whole_page(width: float, choice: ScaleChoice, mode: ScaleMode) -> None:
    assert assemble((scene(width, 600),), "", "", PressOptions(choice)).scale_mode is mode


def test_marks_count_for_the_page_too() -> None:
    assert assemble((scene(5030, 600),), "", "", PressOptions()).scale_mode is ScaleMode.FULL
    assert assemble((scene(5030, 600),), "", "", PressOptions(marks=True)).scale_mode is ScaleMode.TENTH


def test_one_to_one_beyond_the_page_limit_is_refused() -> None:
    with pytest.raises(UsageError) as fault:
        assemble((scene(8000, 1200),), "", "", PressOptions(ScaleChoice.FULL))
    assert fault.value.code == "scale.too-large"


def test_a_screens_work_has_no_scale() -> None:
    wide = scene(9000, 300, 0, Unit.PX)
    assert assemble((wide,), "", "", PressOptions()).scale_mode is ScaleMode.FULL


@pytest.mark.parametrize(("width", "paper", "scale"), [(3000, 1, "1:1"), (10_000, 10, "1:10")])
def test_marks_stand_outside_the_bleed_and_the_slug_between_them(width: float, paper: float, scale: str) -> None:
    options = PressOptions(marks=True, slug="can-tho-2025:V-04")
    (page,) = assemble((scene(width, 1200),), "", "2025-02-03", options).pages
    marks, *others, slug = page.marks
    assert isinstance(marks, Shape)
    assert isinstance(slug, Text)
    assert page.media == page.bleed.grown(Insets.all(12 * paper))
    points = list(zip(marks.path.points[::2], marks.path.points[1::2], strict=True))
    assert len(points) == 16
    for x, y in points:
        assert not (page.bleed.left < x < page.bleed.right and page.bleed.top < y < page.bleed.bottom)
        assert page.media.contains(Rect(x, y, x, y))
    for mark in others:
        box = bounds(mark)
        assert page.media.contains(box)
        assert (
            box.bottom <= page.bleed.top
            or box.right <= page.bleed.left
            or box.left >= page.bleed.right
            or len(mark.path.verbs) > 20
        )
    ink = bounds(slug)
    assert page.media.contains(ink) and ink.top > page.bleed.bottom
    assert ink.left > page.trim.left + 2 * paper
    assert slug.text == f"can-tho-2025:V-04  {width} × 1200 mm  {scale}  2025-02-03  CMYK"
