"""The fit against the whole list of breakings, and the geometry of what it sets."""

from __future__ import annotations

import itertools

import pytest

from render.geometry import Size
from render.model.slogans import load_library
from render.resources import ASSETS
from render.text.fit import Setting, Tier, fit
from render.text.joints import FORBIDDEN, joints
from render.text.normalize import upper

FACE = "oswald-700"
BOXES = [Size(7000, 900), Size(2600, 1500), Size(1000, 1000), Size(480, 500), Size(700, 2000)]
SLOGANS = [slogan for _, slogan in load_library((ASSETS / "slogans",)) if slogan.section == "V"]


def _fit(text: str, box: Size, **more):
    return fit((Tier("slogan", text, FACE),), box, Setting(**more))


@pytest.mark.parametrize("slogan", SLOGANS, ids=lambda slogan: slogan.id)
def test_no_letter_is_lost_and_no_word_is_parted(slogan) -> None:
    for box in BOXES:
        block = _fit(slogan.text, box)
        assert " ".join(line.line.text for line in block.lines) == upper(slogan.text)
        priced = joints(slogan.text)
        at = -1
        for line in block.lines[:-1]:
            at += len(line.line.text.split())
            assert priced.prices[at] != FORBIDDEN, [line.line.text for line in block.lines]


@pytest.mark.parametrize("slogan", SLOGANS, ids=lambda slogan: slogan.id)
def test_ink_stays_in_the_box_and_lines_do_not_touch(slogan) -> None:
    for box in BOXES:
        block = _fit(slogan.text, box)
        assert block.ink.left >= -1e-6 and block.ink.right <= box.width + 1e-6
        assert block.ink.top >= -1e-6 and block.ink.bottom <= box.height + 1e-6
        for above, below in itertools.pairwise(block.lines):
            assert _gap(above, below) >= 0.195 * block.cap


def _gap(above, below) -> float:
    """The least vertical distance between glyphs that stand over each other."""

    def boxes(line):
        for glyph in line.line.glyphs:
            if glyph.ink:
                ink = glyph.ink
                yield (
                    line.x + ink.left * line.size,
                    line.baseline - ink.bottom * line.size,
                    line.x + ink.right * line.size,
                    line.baseline - ink.top * line.size,
                )

    return min(
        (low[1] - high[3] for high in boxes(above) for low in boxes(below) if high[0] < low[2] and low[0] < high[2]),
        default=float("inf"),
    )


@pytest.mark.parametrize("slogan", [s for s in SLOGANS if len(s.text.split()) <= 13], ids=lambda s: s.id)
def test_the_size_is_near_the_largest_of_all_breakings(slogan) -> None:
    """Every legal breaking is set; the chosen one is within the tolerance of the largest, plus search slack."""
    priced = joints(slogan.text)
    legal = [at for at, price in enumerate(priced.prices) if price != FORBIDDEN]
    for box in BOXES[1:4]:
        largest = 0.0
        for count in range(min(7, len(legal)) + 1):
            for cuts in itertools.combinations(legal, count):
                text = "".join(word + ("\n" if at in cuts else " ") for at, word in enumerate(priced.words)).strip()
                if largest:
                    widest = max(len(line) for line in text.split("\n"))
                    if box.width / (widest * 0.2) < largest:
                        continue
                largest = max(largest, _fit(text, box, lines=40).size)
        assert _fit(slogan.text, box).size >= largest * (1 - 0.08 - 0.03)


def test_a_bigger_box_never_gives_smaller_text_for_fixed_lines() -> None:
    text = "Đảng Cộng sản Việt Nam\nquang vinh muôn năm!"
    sizes = [_fit(text, Size(1000 * k, 400 * k)).size for k in (1, 1.1, 1.3, 2)]
    assert sizes == sorted(sizes)


def test_a_dash_between_capitals_is_raised_and_keeps_its_code_point() -> None:
    block = _fit("2025 - 2030", Size(1000, 200))
    (line,) = block.lines
    dash = next(glyph for glyph in line.line.glyphs if glyph.text == "-")
    eight = next(glyph for glyph in line.line.glyphs if glyph.text == "2")
    middle = (dash.ink.top + dash.ink.bottom) / 2
    assert abs(middle - (eight.ink.top + eight.ink.bottom) / 2) < 0.03


def test_a_small_tier_gives_way_before_it_holds_the_main_words_back() -> None:
    box = Size(700, 2000)
    main = Tier("slogan", "Đại hội đảng bộ các cấp", FACE)
    stiff = Tier("term", "nhiệm kỳ 2025 - 2030!", FACE, ratio=0.66)
    yielding = Tier("term", "nhiệm kỳ 2025 - 2030!", FACE, ratio=0.66, least=0.4)
    assert fit((main, yielding), box, Setting()).size > fit((main, stiff), box, Setting()).size * 1.1
