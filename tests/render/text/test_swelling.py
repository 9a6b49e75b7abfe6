"""Short lines made larger until both sides of a block are even: within the box, apart from each other, in measure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from render.geometry import Size
from render.text.block import Block, Setting, Tier
from render.text.fit import fit

SLOGANS = (
    "Đảng Cộng sản Việt Nam quang vinh muôn năm!",
    "Đại hội đại biểu Đảng bộ thành phố Cần Thơ",
    "Không có gì quý hơn độc lập, tự do!",
    "Ý",
)
FACES = ("anton-400", "oswald-700", "saira-extra-condensed-800")
PLAIN, SWELLING = Setting(), Setting(swell=1.4)


def block(text: str, face: str, box: Size, setting: Setting) -> Block:
    return fit((Tier("slogan", text, face),), box, setting)


def widths(made: Block) -> list[float]:
    return [(line.line.right - line.line.left) * line.size for line in made.lines]


def test_both_sides_are_even_where_the_height_allows() -> None:
    made = block(SLOGANS[0], "anton-400", Size(800, 1900), SWELLING)
    plain = block(SLOGANS[0], "anton-400", Size(800, 1900), PLAIN)
    assert [line.line.text for line in made.lines] == [line.line.text for line in plain.lines]
    assert max(widths(made)) / min(widths(made)) < max(widths(plain)) / min(widths(plain)) * 0.75
    even = [width for width, line in zip(widths(made), made.lines, strict=True) if line.size < made.size * 1.39]
    assert len(even) >= 4 and max(even) / min(even) < 1.01


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SLOGANS), st.sampled_from(FACES), st.floats(150, 3000), st.floats(150, 3000))
def test_it_stays_in_the_box_and_in_measure(text: str, face: str, width: float, height: float) -> None:
    box = Size(width, height)
    made, plain = block(text, face, box, SWELLING), block(text, face, box, PLAIN)
    ink = made.ink
    assert ink.left > -0.01 and ink.top > -0.01 and ink.right < width + 0.01 and ink.bottom < height + 0.01
    assert made.size >= plain.size * 0.939
    assert all(made.size - 1e-6 <= line.size <= made.size * 1.4 + 1e-6 for line in made.lines)
    for above, below in zip(made.lines, made.lines[1:], strict=False):
        gap = (below.baseline - below.cap) - above.baseline
        assert gap > SWELLING.air * min(above.cap, below.cap) - 0.01


@pytest.mark.parametrize("pixels", [False, True])
def test_the_small_tiers_keep_their_size(pixels: bool) -> None:
    tiers = (
        Tier("opening", "Nhiệt liệt chào mừng", "oswald-500", ratio=0.4, gap=0.4),
        Tier("slogan", SLOGANS[1], "anton-400", gap=0.4),
    )
    made = fit(tiers, Size(800, 1900), replace(SWELLING, pixels=pixels))
    assert {line.tier.ratio for line in made.lines if line.tier.name == "opening"} == {0.4}
    assert len({line.size for line in made.lines if line.tier.name == "slogan"}) > 1


def test_a_small_tier_keeps_the_air_of_the_main_words() -> None:
    """The hook and the dot of large letters above a small line: as far from it as they were."""
    tiers = (
        Tier("slogan", "Đại hội đại biểu Đảng bộ\nỢỌỤẠỊỰẠỢỌỤẠ", "anton-400"),
        Tier("term", "ẨỂỔỖẨỂỔỖẨỂỔỖ", "anton-400", ratio=0.3),
    )
    made = fit(tiers, Size(900, 420), replace(SWELLING, swell=2.0))
    last, term = made.lines[-2], made.lines[-1]
    assert last.size > made.size * 1.2
    assert term.ink.top - last.ink.bottom >= SWELLING.air * made.cap * 0.99


def test_a_line_of_small_words_does_not_swell() -> None:
    made = block("Sáng suốt\nvà\nvững vàng", "anton-400", Size(800, 1900), SWELLING)
    assert [line.line.text for line in made.lines] == ["SÁNG SUỐT", "VÀ", "VỮNG VÀNG"]
    assert made.lines[1].size == made.size


def test_without_it_every_line_is_of_one_size() -> None:
    made = block(SLOGANS[0], "anton-400", Size(800, 1900), PLAIN)
    assert len({line.size for line in made.lines}) == 1


def test_sizes_and_sides_are_not_both_uneven() -> None:
    """Where the height allows only a part of it, all lines keep one size."""
    made = block(
        "Khơi dậy mạnh mẽ\ntinh thần tự chủ,\ntự tin,\ntự hào,\ndân tộc Việt Nam",
        "anton-400",
        Size(1000, 700),
        SWELLING,
    )
    assert len({line.size for line in made.lines}) == 1
