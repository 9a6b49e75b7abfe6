"""The choice of breaks: for a line count and a widest line, the breaking with the least total price.

Widths are in em and additive: words are shaped one by one, so a line is its words and its spaces.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate

from render.text.joints import FORBIDDEN, FORCED, LONE, Joints

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
    """Priced words with their widths: `ends[i]` is the pen behind word i, spaces before it included."""

    joints: Joints
    starts: tuple[float, ...]
    ends: tuple[float, ...]

    def width(self, first: int, last: int) -> float:
        """Return the width of the words first…last on one line."""
        return self.ends[last] - self.starts[first]


def measure(joints: Joints, widths: tuple[float, ...], space: float) -> Measured:
    """Return priced words with the running sums of their widths."""
    # A word may be without any width: a soft hyphen alone.
    widths = tuple(max(width, _HAIRLINE) for width in widths)
    ends = tuple(accumulate(widths, lambda pen, width: pen + space + width))
    return Measured(joints, tuple(end - width for end, width in zip(ends, widths, strict=True)), ends)


def widest_unit(text: Measured) -> float:
    """Return the width of the widest run that no break may enter."""
    widest, first = 0.0, 0
    for at, price in enumerate((*text.joints.prices, FORCED)):
        if price != FORBIDDEN:
            widest = max(widest, text.width(first, at))
            first = at + 1
    return widest


def fewest_lines(text: Measured, limit: float) -> int:
    """Return the least number of lines no wider than the limit; units that are wider stand alone."""
    count, first, legal = 1, 0, -1
    prices = text.joints.prices
    for at in range(len(text.joints.words)):
        while legal >= first and text.width(first, at) > limit:
            count, first, legal = count + 1, legal + 1, _last_legal(prices, legal + 1, at)
        if at < len(prices) and prices[at] != FORBIDDEN:
            legal = at
            if prices[at] == FORCED:
                count, first = count + 1, at + 1
    return count


def _last_legal(prices: tuple[float, ...], first: int, before: int) -> int:
    return next((at for at in range(before - 1, first - 1, -1) if prices[at] != FORBIDDEN), -1)


def best_breaking(
    text: Measured, count: int, limit: float, figure: Figure = Figure.BLOCK
) -> tuple[tuple[int, ...], float] | None:
    """Return the last word of each line and the price, or None where `count` lines cannot keep the limit."""
    words = len(text.joints.words)
    # cost[i] is the least price of setting the words before i; back[k][i] where line k then begins.
    cost = [0.0] + [math.inf] * words
    back: list[list[int]] = []
    for line in range(count):
        wished = text.ends[-1] / count * _wished_share(figure, line, count)
        headline = line == 0 and figure is Figure.BLOCK
        cost, begins = _extend(text, cost, limit, wished, headline=headline, last=line == count - 1)
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


def shifted(text: Measured, breaking: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Yield the breakings in which one break stands at the next legal place to its left or right."""
    prices = text.joints.prices
    for line, at in enumerate(breaking[:-1]):
        before = breaking[line - 1] if line else -1
        for places in (range(at - 1, before, -1), range(at + 1, breaking[line + 1])):
            place = next((place for place in places if prices[place] != FORBIDDEN), None)
            if place is not None and prices[at] != FORCED:
                yield (*breaking[:line], place, *breaking[line + 1 :])


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
    text: Measured, cost: list[float], limit: float, wished: float, *, headline: bool, last: bool
) -> tuple[list[float], list[int]]:
    """Return the least prices with one more line, and where that line begins.

    A line's price grows with the square of its distance from the wished width. The innermost loop of the studio:
    what it reads stands in local names.
    """
    words, prices = len(text.joints.words), (*text.joints.prices, 0.0)
    starts, ends = text.starts, text.ends
    better, begins = [math.inf] * (words + 1), [0] * (words + 1)
    for start in range(words):
        so_far, rest, torn = cost[start], text.joints.rests[start], text.joints.torn[start]
        if so_far == math.inf:
            continue
        left = starts[start]
        for end in range(start, words):
            width = ends[end] - left
            if width > limit:
                break
            price = prices[end]
            if price != FORBIDDEN:
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
    if not last:
        better[words] = math.inf
    return better, begins
