"""Line breaks nobody tuned: slogans of other subjects, and the thirty in twelve shapes and every family."""

from __future__ import annotations

from render.geometry import Size
from render.model.slogans import load_library
from render.resources import ASSETS
from render.text import fonts
from render.text.block import Setting, Tier
from render.text.fit import fit
from render.text.joints import joints
from render.text.prices import FORBIDDEN, STUMBLE
from tests.render.text.annotated import score

SHAPES = [12, 9, 7, 5, 4, 3, 2, 1.5, 1, 1 / 1.5, 1 / 2.5, 1 / 4]


def test_words_of_unseen_slogans_stay_whole_and_few_breaks_are_lost() -> None:
    """The goal is 98 % kept and under 1 % false; the bench prints what it is. This holds what was reached.

    Those who marked the slogans differ from each other by more: what one forbids (rửa tay, Ngày / Môi trường) another
    lets part, so what parts only dearly counts nearly as much.
    """
    found = score()
    assert found.slogans >= 250 and found.whole >= 1000
    assert found.kept >= 0.97 * found.whole and found.kept + found.dear >= 0.99 * found.whole
    assert found.false < 0.015 * found.whole


def _faults(lines: tuple[str, ...], prices: tuple[float, ...]) -> int:
    """Lines that end on a small word, and lines of one syllable."""
    faults, at = 0, -1
    for line in lines:
        at += len(line.split(" "))
        faults += len(lines) > 1 and " " not in line
        faults += at < len(prices) and prices[at] >= STUMBLE
    return faults


def test_in_twelve_shapes_and_every_family_no_word_is_parted_and_no_line_ends_badly_where_it_need_not() -> None:
    cases, tried, avoidable = 0, 0, []
    for family in fonts.families():
        key = fonts.key(family, 700)
        for slogan in (each for _, each in load_library((ASSETS / "slogans",)) if each.section == "V"):
            prices = joints(slogan.text).prices
            for shape in SHAPES:
                box = Size(1000 * shape**0.5, 1000 / shape**0.5)
                tiers = (Tier("slogan", slogan.text, key),)
                made = fit(tiers, box, Setting())
                lines = tuple(line.line.text for line in made.lines)
                assert not _parted(lines, prices)
                cases += 1
                # Other breakings are sought for every sixth case: they take their time.
                if cases % 6 == 0 and _faults(lines, prices):
                    tried += 1
                    others = [fit(tiers, box, Setting(choice=choice)) for choice in range(2, 8)]
                    better = [
                        other
                        for other in others
                        if other.size >= made.size * 0.94
                        and _faults(tuple(line.line.text for line in other.lines), prices) < _faults(lines, prices)
                    ]
                    avoidable += [(family, slogan.id, shape)] if better else []
    assert cases == 13 * 30 * len(SHAPES)
    assert tried > 50 and len(avoidable) <= 0.005 * cases / 6, avoidable


def _parted(lines: tuple[str, ...], prices: tuple[float, ...]) -> bool:
    ends, at = [], -1
    for line in lines[:-1]:
        at += len(line.split(" "))
        ends.append(at)
    return any(prices[end] == FORBIDDEN for end in ends)
