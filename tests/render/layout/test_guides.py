"""Backdrops whose flags and bust hang in guides: what is printed keeps clear of them or stands in its own."""

from __future__ import annotations

import pytest

from render.geometry import Rect
from render.layout.compose import compose
from render.model.design import Design
from render.model.formats import Format, formats
from render.model.palettes import find_palette
from render.scene.bounds import bounds, texts
from render.scene.nodes import Group, Shape

HALLS = [pytest.param(work, id=work.id) for work in formats().values() if work.guides]
MOTTO = "Đảng Cộng sản Việt Nam quang vinh muôn năm!"
UNIT = "ĐẢNG ỦY PHƯỜNG NINH KIỀU"


def _design(work: Format, **more: object) -> Design:
    text = "Đại hội Đảng bộ phường Ninh Kiều lần thứ nhất, nhiệm kỳ 2025 - 2030"
    return Design(text=text, format=work, template="hoi-truong", unit=UNIT, **more)


def _meet(one: Rect, other: Rect) -> bool:
    return not (
        one.right <= other.left or one.left >= other.right or one.bottom <= other.top or one.top >= other.bottom
    )


@pytest.mark.parametrize("work", HALLS)
def test_words_keep_clear_of_flags_and_bust(work: Format) -> None:
    made = compose(_design(work, lines={"motto": MOTTO}))
    assert not made.problems
    places = {guide.slot: guide.place for guide in work.guides}
    hung = [guide.place for guide in work.guides if guide.slot not in ("words", "motto")]
    inks = [ink for _, ink in texts(made.pages[0])]
    assert not [ink for ink in inks if any(_meet(ink, place) for place in hung)]
    of_words = sum(len(made.lines[slot]) for slot in ("opening", "slogan") if slot in made.lines)
    if "words" in places:
        assert all(places["words"].contains(ink, 0.01) for ink in inks[:of_words])
    if "motto" in places:
        assert places["motto"].contains(inks[of_words], 0.01)


@pytest.mark.parametrize("work", HALLS)
def test_the_national_flag_is_printed_with_the_party_flag_alone(work: Format) -> None:
    red = find_palette("do-tham").colour("flag").rgb
    place = next(guide.place for guide in work.guides if guide.slot == "flag")

    def flags(design: Design) -> list[Rect]:
        """The boxes of what is painted in the flag's red."""
        groups = [node for node in compose(design).pages[0].nodes if isinstance(node, Group)]
        return [
            bounds(node)
            for node in groups
            for child in node.children
            if isinstance(child, Shape) and child.fill and child.fill.colour.rgb == red
        ]

    assert flags(_design(work)) == []
    (drawn,) = flags(_design(work, emblem="co-dang"))
    assert drawn == pytest.approx(place, abs=work.size[1] / 500)
