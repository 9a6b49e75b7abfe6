"""The choice of breaks: for a line count and a widest line, the breaking with the least total price.

Widths are in em and additive: words are shaped one by one, so a line is its words and its spaces.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate

from render.text.joints import Joints
from render.text.prices import FORBIDDEN, FORCED, LONE

_EVENNESS = 2.5
_HAIRLINE = 0.01
# A first line longer than all others reads as a stair; a shorter one as a headline.
_STAIR = 0.4
# Lines are listed for so much wider limits than the one asked for: the next may be a little wider.
_SPARE = 1.25
# How much longer the longest line of a pyramid is wished than the mean.
_SLOPE = 0.35


class Figure(StrEnum):
    """The outline a template would like a block of lines to have, where meaning leaves the choice."""

    BLOCK = "block"
    PYRAMID = "pyramid"
    INVERTED = "inverted"


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """Priced words with their widths: `ends[i]` is the pen behind word i, spaces before it included.

    `unit` is the width of the widest run that no break may enter. Each is itself alone, and so a key at no cost.
    """

    joints: Joints
    starts: tuple[float, ...]
    ends: tuple[float, ...]
    unit: float

    def width(self, first: int, last: int) -> float:
        """Return the width of the words first…last on one line."""
        return self.ends[last] - self.starts[first]


def measure(joints: Joints, widths: tuple[float, ...], space: float) -> Measured:
    """Return priced words with the running sums of their widths."""
    # A word may be without any width: a soft hyphen alone.
    widths = tuple(max(width, _HAIRLINE) for width in widths)
    ends = tuple(accumulate(widths, lambda pen, width: pen + space + width))
    starts = tuple(end - width for end, width in zip(ends, widths, strict=True))
    return Measured(joints, starts, ends, _widest_unit(joints.prices, starts, ends))


def _widest_unit(prices: tuple[float, ...], starts: tuple[float, ...], ends: tuple[float, ...]) -> float:
    """Return the width of the widest run that no break may enter."""
    widest, first = 0.0, 0
    for at, price in enumerate((*prices, FORCED)):
        if price != FORBIDDEN:
            widest = max(widest, ends[at] - starts[first])
            first = at + 1
    return widest


def lines_needed(text: Measured, limit: float) -> list[int]:
    """Return for each word the least number of lines no wider than the limit from there to the end.

    Where a unit is wider, it is more than there are words.
    """
    starts, ends = text.starts, text.ends
    words, prices = len(ends), (*text.joints.prices, FORCED)
    need = [0] * (words + 1)
    reach = words - 1
    for start in range(words - 1, -1, -1):
        if prices[start] == FORCED:
            reach = start
        far = starts[start] + limit
        while reach >= start and ends[reach] > far:
            reach -= 1
        end = reach
        while end >= start and prices[end] == FORBIDDEN:
            end -= 1
        need[start] = need[end + 1] + 1 if end >= start else words + 1
    return need


def fewest_lines(text: Measured, limit: float) -> int:
    """Return the least number of lines no wider than the limit, more than there are words where a unit is wider."""
    starts, ends, prices = text.starts, text.ends, text.joints.prices
    words, forced = len(ends), FORCED in prices
    count = start = 0
    while start < words:
        end = bisect_right(ends, starts[start] + limit, start) - 1
        if forced:
            end = next((at for at in range(start, min(end, words - 1)) if prices[at] == FORCED), end)
        while start <= end < words - 1 and prices[end] == FORBIDDEN:
            end -= 1
        if end < start:
            return words + 1
        count += 1
        start = end + 1
    return count


def filled(text: Measured, limit: float) -> tuple[int, ...]:
    """Return the last word of each line of running text: lines as full as the limit allows, words never torn."""
    words, prices = len(text.joints.words), (*text.joints.prices, FORCED)
    lasts: list[int] = []
    start = 0
    while start < words:
        last = start
        for end in _line_ends(text, prices, start, limit):
            last = end
        if last == start:
            # What no line holds ends where it may.
            last = next(end for end in range(start, words) if prices[end] != FORBIDDEN)
        lasts.append(last)
        start = last + 1
    return tuple(lasts)


def best_breaking(
    text: Measured, count: int, limit: float, figure: Figure = Figure.BLOCK
) -> tuple[tuple[int, ...], float] | None:
    """Return the last word of each line and the price, or None where `count` lines cannot keep the limit."""
    words, need, lines = len(text.joints.words), lines_needed(text, limit), _lines(text).within(limit)
    # cost[i] is the least price of setting the words before i; back[k][i] where line k then begins.
    cost = [0.0] + [math.inf] * words
    back: list[list[int]] = []
    for line in range(count):
        wished = text.ends[-1] / count * _wished_share(figure, line, count)
        headline = line == 0 and figure is Figure.BLOCK
        cost, begins = _extend(lines, cost, limit, wished, need, headline=headline, left=count - line - 1)
        back.append(begins)
    if cost[words] == math.inf:
        return None
    ends, end = [], words
    for begins in reversed(back):
        ends.append(end - 1)
        end = begins[end]
    return tuple(reversed(ends)), cost[words]


def price_of(text: Measured, breaking: tuple[int, ...], figure: Figure = Figure.BLOCK) -> float:
    """Return the price of a breaking, as `best_breaking` counts it."""
    prices = (
        FORBIDDEN if price != FORCED and at not in breaking else price for at, price in enumerate(text.joints.prices)
    )
    only = replace(text, joints=replace(text.joints, prices=tuple(prices)))
    found = best_breaking(only, len(breaking), math.inf, figure)
    return found[1] if found else math.inf


def breakings_within(text: Measured, count: int, limit: float, most: int) -> list[tuple[int, ...]]:
    """Return the breakings of `count` lines no wider than the limit; none at all where there are more than `most`."""
    words, prices, need = len(text.joints.words), (*text.joints.prices, FORCED), lines_needed(text, limit)
    grown: list[tuple[int, ...]] = [()]
    for line in range(count):
        left = count - line - 1
        grown = [
            (*lasts, end)
            for lasts in grown
            for end in _line_ends(text, prices, lasts[-1] + 1 if lasts else 0, limit)
            if need[end + 1] <= left and (end == words - 1) == (left == 0)
        ]
        if len(grown) > most:
            return []
    return grown


def _line_ends(text: Measured, prices: tuple[float, ...], start: int, limit: float) -> Iterator[int]:
    """Yield the words that a line beginning at `start` may end on."""
    for end in range(start, len(text.joints.words)):
        if text.width(start, end) > limit:
            return
        if prices[end] != FORBIDDEN:
            yield end
        if prices[end] == FORCED:
            return


def other_breakings(
    text: Measured, breaking: tuple[int, ...], limit: float, figure: Figure
) -> list[tuple[tuple[int, ...], float]]:
    """Return the best breakings of as many lines that each do without one of a breaking's breaks."""
    found = []
    for at in breaking[:-1]:
        if text.joints.prices[at] == FORCED:
            continue
        prices = (*text.joints.prices[:at], FORBIDDEN, *text.joints.prices[at + 1 :])
        barred = replace(text, joints=replace(text.joints, prices=prices))
        other = best_breaking(barred, len(breaking), limit, figure)
        found += [other] if other else []
    return found


def _wished_share(figure: Figure, line: int, count: int) -> float:
    """Return a line's wished width beside the mean."""
    if figure is Figure.BLOCK or count == 1:
        return 1.0
    rising = _SLOPE * (2 * line / (count - 1) - 1)
    return 1 + rising if figure is Figure.PYRAMID else 1 - rising


# A line that may begin somewhere: the word behind it, its width, what it costs but for its width.
_Possible = tuple[int, float, float]


class _Lines:
    """For each word of a text the lines that may begin there, narrow ones first, up to the widest limit asked for."""

    def __init__(self, text: Measured) -> None:
        self._text, self._widest = text, 0.0
        self._lines: list[list[_Possible]] = []

    def within(self, limit: float) -> list[list[_Possible]]:
        """Return the lines up to the limit at least."""
        if limit > self._widest:
            self._widest = limit * _SPARE
            self._lines = [self._begun(start) for start in range(len(self._text.ends))]
        return self._lines

    def _begun(self, start: int) -> list[_Possible]:
        text, prices = self._text, (*self._text.joints.prices, 0.0)
        if start and prices[start - 1] == FORBIDDEN:
            return []
        words, rest, torn = len(text.ends), text.joints.rests[start], text.joints.torn[start]
        begun: list[_Possible] = []
        for end in range(start, words):
            width, price = text.width(start, end), prices[end]
            if width > self._widest:
                break
            if price != FORBIDDEN:
                lone = LONE if start == end and words > 1 else 0.0
                begun.append((end + 1, width, max(price, 0.0) + lone + (torn if -1 < rest < end else 0.0)))
            if price == FORCED:
                break
        return begun


@lru_cache(maxsize=128)
def _lines(text: Measured) -> _Lines:
    return _Lines(text)


def _extend(
    lines: list[list[_Possible]],
    cost: list[float],
    limit: float,
    wished: float,
    need: list[int],
    *,
    headline: bool,
    left: int,
) -> tuple[list[float], list[int]]:
    """Return the least prices with one more line, and where that line begins.

    A line's price grows with the square of its distance from the wished width; words that cannot be set in the lines
    `left` end none. The innermost loop of the studio: what it reads stands in local names.
    """
    words = len(lines)
    better, begins = [math.inf] * (words + 1), [0] * (words + 1)
    for start, begun in enumerate(lines):
        so_far = cost[start]
        if so_far == math.inf:
            continue
        for behind, width, price in begun:
            if width > limit:
                break
            if need[behind] <= left:
                off = width / wished - 1
                total = so_far + price + _EVENNESS * off * off
                if headline and behind < words:
                    total += _STAIR * (off + 1)
                if total < better[behind]:
                    better[behind], begins[behind] = total, start
    if left:
        better[words] = math.inf
    return better, begins
