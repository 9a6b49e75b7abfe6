"""A text that one slide cannot hold, over several: parted by meaning, in as few parts as fit.

The parts read in order, joined by spaces, are the text. Prices of the places are those of line breaks (text.joints);
an end of a slide weighs more than an end of a line, and parts of like length read better.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from render.text.joints import Joints, joints
from render.text.prices import FORBIDDEN, FORCED, LONE, STUMBLE

Fits = Callable[[str], bool]
_WEIGHT, _EVENNESS = 2.0, 3.0
# What breaking a unit that nothing is wide enough for costs.
_TORN = 3 * STUMBLE


def split(text: str, fits: Fits) -> tuple[str, ...]:
    """Return the text in the fewest parts that each fit; () where a single word fits no slide."""
    whole = " ".join(text.split())
    if fits(whole):
        return (whole,)
    priced = joints(text)
    reach = _reaches(priced.words, fits)
    least = _fewest(priced, reach)
    if least[0] > len(priced.words):
        priced = loosened(priced)
        least = _fewest(priced, reach)
    if least[0] > len(priced.words):
        return ()
    return tuple(" ".join(priced.words[start:end]) for start, end in _parted(priced, reach, least))


def loosened(priced: Joints) -> Joints:
    """Return the joints with breaks inside units allowed, at a price: what fits nowhere whole must be parted."""
    return replace(priced, prices=tuple(_TORN if price == FORBIDDEN else price for price in priced.prices))


def _reaches(words: tuple[str, ...], fits: Fits) -> list[int]:
    """Return for each word the end of the longest run that begins there and fits; the word itself where none does."""
    found, high = [0] * len(words), len(words)
    for start in range(len(words) - 1, -1, -1):
        low = start
        while low < high:
            middle = (low + high + 1) // 2
            if fits(" ".join(words[start:middle])):
                low = middle
            else:
                high = middle - 1
        found[start] = low
        # What does not fit from here does not fit from further left.
        high = max(low, start)
    return found


def _ends(priced: Joints, start: int, reach: list[int]) -> list[int]:
    """Return where a part that begins at a word may end; behind a break by hand it must."""
    found = []
    for end in range(start + 1, reach[start] + 1):
        price = priced.prices[end - 1] if end < len(priced.words) else FORCED
        if price != FORBIDDEN:
            found.append(end)
        if price == FORCED:
            break
    return found


def _fewest(priced: Joints, reach: list[int]) -> list[int]:
    """Return the least number of parts from each word to the end, more than there are words where there is none."""
    count = len(priced.words)
    least = [count + 1] * count + [0]
    for start in range(count - 1, -1, -1):
        least[start] = min((least[end] + 1 for end in _ends(priced, start, reach)), default=count + 1)
    return least


def _parted(priced: Joints, reach: list[int], least: list[int]) -> list[tuple[int, int]]:
    """Return the parts as first word and word behind the last: the fewest, of these the cheapest."""
    count = len(priced.words)
    sizes = [len(word) + 1 for word in priced.words]
    wished = sum(sizes) / least[0]
    best: list[tuple[float, int]] = [(math.inf, 0)] * count + [(0.0, count)]
    for start in range(count - 1, -1, -1):
        for end in _ends(priced, start, reach):
            if least[end] != least[start] - 1:
                continue
            share = sum(sizes[start:end]) / wished - 1
            price = best[end][0] + _EVENNESS * share * share + (LONE if end - start == 1 else 0.0)
            price += _WEIGHT * max(priced.prices[end - 1], 0.0) if end < count else 0.0
            if price < best[start][0]:
                best[start] = price, end
    parts, start = [], 0
    while start < count:
        parts.append((start, best[start][1]))
        start = best[start][1]
    return parts
