"""The choice of breaks: for a line count and a widest line, the breaking with the least total price.

Widths are in em and additive: words are shaped one by one, so a line is its words and its spaces.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import accumulate

from render.text.joints import FORBIDDEN, FORCED, LONE, Joints

_EVENNESS = 2.5
# A first line longer than all others reads as a stair; a shorter one as a headline.
_STAIR = 0.4


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


def best_breaking(text: Measured, count: int, limit: float) -> tuple[tuple[int, ...], float] | None:
    """Return the last word of each line and the price, or None where `count` lines cannot keep the limit."""
    words = len(text.joints.words)
    even = text.ends[-1] / count
    # cost[i] is the least price of setting the words before i; back[k][i] where line k then begins.
    cost = [0.0] + [math.inf] * words
    back: list[list[int]] = []
    for line in range(count):
        cost, begins = _extend(text, cost, limit, even, first=line == 0, last=line == count - 1)
        back.append(begins)
    if cost[words] == math.inf:
        return None
    ends, end = [], words
    for begins in reversed(back):
        ends.append(end - 1)
        end = begins[end]
    return tuple(reversed(ends)), cost[words]


def _extend(
    text: Measured, cost: list[float], limit: float, even: float, *, first: bool, last: bool
) -> tuple[list[float], list[int]]:
    """Return the least prices with one more line, and where that line begins.

    A line's price grows with the square of its distance from the mean width. The innermost loop of the studio:
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
                share = width / even
                total = so_far + max(price, 0.0) + _EVENNESS * (share - 1) * (share - 1)
                if first and end < words - 1:
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
