"""The choice of breaks: for a line count and a widest line, the breaking with the least total price.

Widths are in em and additive: words are shaped one by one, so a line is its words and its spaces.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate

from render.text.joints import Joints
from render.text.prices import FORBIDDEN, FORCED, LONE

_EVENNESS = 2.5
_HAIRLINE = 0.01
# A first line longer than all others reads as a stair; a shorter one as a headline.
_STAIR = 0.4
# How much longer the longest line of a pyramid is wished than the mean.
_SLOPE = 0.35


class Figure(StrEnum):
    """The outline a template would like a block of lines to have, where meaning leaves the choice."""

    BLOCK = "block"
    PYRAMID = "pyramid"
    INVERTED = "inverted"


@dataclass(frozen=True, slots=True)
class Measured:
    """Priced words with their widths: `ends[i]` is the pen behind word i, spaces before it included.

    `unit` is the width of the widest run that no break may enter.
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
    words, need = len(text.joints.words), lines_needed(text, limit)
    # cost[i] is the least price of setting the words before i; back[k][i] where line k then begins.
    cost = [0.0] + [math.inf] * words
    back: list[list[int]] = []
    for line in range(count):
        wished = text.ends[-1] / count * _wished_share(figure, line, count)
        headline = line == 0 and figure is Figure.BLOCK
        cost, begins = _extend(text, cost, limit, wished, need, headline=headline, left=count - line - 1)
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


def _extend(
    text: Measured, cost: list[float], limit: float, wished: float, need: list[int], *, headline: bool, left: int
) -> tuple[list[float], list[int]]:
    """Return the least prices with one more line, and where that line begins.

    A line's price grows with the square of its distance from the wished width; words that cannot be set in the lines
    `left` end none. The innermost loop of the studio: what it reads stands in local names.
    """
    words, prices = len(text.joints.words), (*text.joints.prices, 0.0)
    starts, ends = text.starts, text.ends
    better, begins = [math.inf] * (words + 1), [0] * (words + 1)
    for start in range(words):
        so_far, rest, torn = cost[start], text.joints.rests[start], text.joints.torn[start]
        if so_far == math.inf:
            continue
        begin = starts[start]
        for end in range(start, words):
            width = ends[end] - begin
            if width > limit:
                break
            price = prices[end]
            if price != FORBIDDEN and need[end + 1] <= left:
                share = width / wished
                total = so_far + max(price, 0.0) + _EVENNESS * (share - 1) * (share - 1)
                if headline and end < words - 1:
                    total += _STAIR * share
                if start == end and words > 1:
                    total += LONE
                if -1 < rest < end:
                    total += torn
                if total < better[end + 1]:
                    better[end + 1], begins[end + 1] = total, start
            if price == FORCED:
                break
    if left:
        better[words] = math.inf
    return better, begins
