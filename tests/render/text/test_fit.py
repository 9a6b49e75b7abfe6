"""The fit against the whole list of breakings, and the geometry of what it sets."""

from __future__ import annotations

import itertools

import pytest

from render.geometry import Size
from render.model.slogans import load_library
from render.resources import ASSETS
from render.text.block import Setting, Tier
from render.text.fit import fit
from render.text.fonts import face
from render.text.joints import joints
from render.text.linebreak import Figure, best_breaking, measure
from render.text.normalize import upper
from render.text.prices import FORBIDDEN
from render.text.shaping import shape_line
from tests.render.text.annotated import texts_of_all

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


def _brute_size(lines: tuple[str, ...], box: Size) -> float:
    """The largest size of fixed lines in a box, from the ink of every pair of letters: slow and plain."""
    used = face(FACE)
    cap = used.cap_height / used.upem
    shaped = [shape_line(FACE, line) for line in lines]
    axes = [(line.left + line.right) / 2 for line in shaped]
    needed = []
    for (above, a), (below, b) in itertools.pairwise(zip(shaped, axes, strict=True)):
        steps = [
            low.ink.bottom - high.ink.top + 0.2 * cap
            for high in above.glyphs
            for low in below.glyphs
            if high.ink and low.ink
            if high.ink.left - a - 0.2 * cap < low.ink.right - b and low.ink.left - b < high.ink.right - a + 0.2 * cap
        ]
        needed.append(max(steps, default=0.0))
    even = max([*needed, 1.35 * cap])
    height = shaped[0].ink.bottom - shaped[-1].ink.top + sum(max(step, even - 0.06 * cap) for step in needed)
    left = max(a - line.ink.left for line, a in zip(shaped, axes, strict=True))
    right = max(line.ink.right - a for line, a in zip(shaped, axes, strict=True))
    return min(box.width / (left + right), box.height / height)


def _all_breakings(text: str) -> list[tuple[str, ...]]:
    priced = joints(text)
    legal = [at for at, price in enumerate(priced.prices) if price != FORBIDDEN]
    found = []
    for count in range(len(legal) + 1):
        for cuts in itertools.combinations(legal, count):
            bounds = [0, *(cut + 1 for cut in cuts), len(priced.words)]
            found.append(tuple(upper(" ".join(priced.words[a:b])) for a, b in itertools.pairwise(bounds)))
    return found


SHORT = [slogan for slogan in SLOGANS if len(_all_breakings(slogan.text[:90])) <= 512 and len(slogan.text) <= 90]


@pytest.mark.parametrize("slogan", SHORT, ids=lambda slogan: slogan.id)
def test_fixed_lines_are_set_at_their_exact_largest_size(slogan) -> None:
    for lines in _all_breakings(slogan.text)[::7]:
        for box in BOXES:
            fixed = tuple(line.replace(" ", "\u00a0") for line in lines)
            made = _fit("\n".join(fixed), box)
            assert made.size == pytest.approx(_brute_size(fixed, box), rel=0.005)


def test_the_largest_size_of_all_breakings_is_found() -> None:
    """Without tolerance the fit is the largest of all breakings, to 0.5 %."""
    texts = [slogan.text for slogan in SHORT] + [text for text in texts_of_all() if 4 < _legal(text) < 10][::4]
    shares = [
        _fit(text, box, tolerance=0.0).size / max(_brute_size(lines, box) for lines in breakings)
        for text in texts
        for breakings in [_all_breakings(text)]
        for box in BOXES
    ]
    assert len(shares) >= 100 and min(shares) >= 0.995


def _legal(text: str) -> int:
    return sum(price != FORBIDDEN for price in joints(text).prices)


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


def _lines(block) -> tuple[str, ...]:
    return tuple(line.line.text for line in block.lines)


def test_other_breakings_are_ranked_all_different_and_begin_anew_behind_the_last() -> None:
    text, box = "Đảng Cộng sản Việt Nam quang vinh muôn năm!", Size(700, 900)
    found = [_lines(_fit(text, box, choice=choice)) for choice in range(1, 40)]
    assert found[0] == _lines(_fit(text, box))
    distinct = found[: found.index(found[0], 1)]
    assert len(set(distinct)) == len(distinct) >= 4
    assert found[len(distinct) : 2 * len(distinct)][0] == found[0]
    assert all(" ".join(lines) == upper(text) for lines in distinct)


def test_a_figure_is_kept_where_meaning_leaves_the_choice() -> None:
    priced = joints("bé, " * 19 + "bé")
    text = measure(priced, (1.0,) * 20, 0.0)
    lengths = {}
    for figure in Figure:
        ends, _ = best_breaking(text, 4, 20.0, figure)
        lengths[figure] = [end - start for start, end in itertools.pairwise((-1, *ends))]
    assert lengths[Figure.BLOCK] in ([5, 5, 5, 5], [4, 5, 5, 6], [4, 5, 6, 5], [4, 6, 5, 5])
    assert lengths[Figure.PYRAMID] == sorted(lengths[Figure.PYRAMID]) and lengths[Figure.PYRAMID][0] < 4
    assert lengths[Figure.INVERTED] == lengths[Figure.PYRAMID][::-1]


def test_marks_at_a_lines_edges_hang_and_the_letters_align() -> None:
    block = fit((Tier("slogan", "“Hãy\nHọc”", FACE),), Size(1000, 1000), Setting(align=0.0))
    first, second = block.lines
    h_of_first = next(glyph for glyph in first.line.glyphs if glyph.text == "H")
    edge = [first.x + h_of_first.ink.left * first.size, second.x + second.line.glyphs[0].ink.left * second.size]
    # Of the quotation mark and its gap, 70 % hang: the letter stands in by the rest.
    assert first.ink.left < edge[1] < edge[0] and edge[0] - edge[1] < 0.4 * (edge[0] - first.ink.left)


def test_a_round_letter_reaches_over_the_margin_a_little() -> None:
    block = fit((Tier("slogan", "HỌC\nOAI", FACE),), Size(1000, 1000), Setting(align=0.0))
    above, below = block.lines
    assert 0 < above.ink.left - below.ink.left < 0.05 * block.cap


def test_exclamations_do_not_pull_a_centred_line_aside() -> None:
    block = fit((Tier("slogan", "HOC\nHOC!", FACE),), Size(1000, 1000), Setting())
    above, below = block.lines
    shift = (above.ink.left - below.ink.left) / block.cap
    bang = next(glyph for glyph in below.line.glyphs if glyph.text == "!")
    assert 0 < shift < 0.5 * (bang.ink.right - below.line.glyphs[2].ink.right) * below.size / block.cap
