"""The largest setting of a block of words in a box: which breaks, which size.

A block is a stack of tiers (opening line, main words, tail), each set at a fixed ratio of one size.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache

from render.geometry import Size
from render.text.block import Block, Setting, Tier
from render.text.fonts import face
from render.text.joints import joints, signature_joints
from render.text.linebreak import (
    Measured,
    best_breaking,
    breakings_within,
    fewest_lines,
    filled,
    measure,
    other_breakings,
    price_of,
)
from render.text.normalize import upper
from render.text.shaping import space_width, word_width
from render.text.stack import Piles, Stack, main_cap, main_tier, placed, size_in
from render.text.swelling import swollen

# Sizes worth weighing, as shares of the size that greedy lines allow: from near it up, then from there down.
_UPWARD = (0.9, 0.95, 1.0, 1.05, 1.12, 1.2, 1.3)
_DOWNWARD = (0.84, 0.78, 0.72, 0.66)
# Rounding may make a line a hair wider than the box that it fills.
_HAIR = 1.0000001
# The greedy size need not be known better than this.
_ROUGHLY = 1.005
# Where other breakings are asked for, small settings in few long lines are weighed too.
_FARTHER_DOWN = (0.59, 0.52, 0.44, 0.36)
# What the loss of the whole size would cost beside the prices of breaks: a sixteenth is worth a plain break.
_SMALLNESS = 16.0
# And so much more by the share of height left empty: a tall page wants short lines, many and large.
_EMPTINESS = 38.0
# The last word of each line, and the price.
_Breaking = tuple[tuple[int, ...], float]
# The last word of each line of each tier.
_Ends = tuple[tuple[int, ...], ...]
# The best breakings of a tier found so far, by count of lines: the limit they were sought for, their widest line.
_Known = dict[int, list[tuple[float, float, _Breaking | None]]]
# Among how many breakings at most a larger setting is sought, and what it must bring.
_MOST, _WORTH_MOVING = 48, 1.003
# In more lines than these one break more or less frees nothing.
_FEW_LINES = 12
# Ink may be so much narrower than the advances of a line.
_BEARINGS = 1.04
# Small lines shrink only where the main words grow by more than this.
_WORTH_SHRINKING = 1.12


# A setting: its size, its price, its lines.
_Sized = tuple[float, float, Stack]


@dataclass(frozen=True, slots=True)
class _Words:
    """What stays the same at all sizes and ratios: each tier's measured words, and lines broken and piled so far."""

    texts: tuple[Measured, ...]
    piles: Piles
    setting: Setting
    known: tuple[_Known, ...]


def fit(tiers: tuple[Tier, ...], box: Size, setting: Setting) -> Block:
    """Return the block set as large as the box allows, within the tolerance for better breaks.

    A small tier whose words are long gives way, as far as it may, before it holds the main words back.
    """
    # On whole pixels, rounding takes up to one.
    room = Size(max(box.width - 1, box.width / 2), max(box.height - 1, box.height / 2)) if setting.pixels else box
    texts = tuple(_measured(tier) for tier in tiers)
    words = _Words(texts, Piles(tiers, texts, setting), setting, tuple({} for _ in tiers))
    if setting.running:
        size, stack = _running(tiers, words, room)
        return placed(stack, size, box, setting, main_tier(tiers))
    chosen, sized = tiers, _sized(tiers, words, room)
    if any(tier.least for tier in tiers):
        smallest = _shrunk(tiers, 1.0)
        most = _sized(smallest, words, room)
        if _best(most, setting, room) > _best(sized, setting, room) * _WORTH_SHRINKING:
            half = _shrunk(tiers, 0.5)
            tried = ((smallest, most), (half, _sized(half, words, room)))
            chosen, sized = max(tried, key=lambda each: _best(each[1], setting, room))
    few = [each for each in sized if len(each[2].lines) <= _FEW_LINES]
    if few:
        sized += _loosened(chosen, words, room, max(few, key=lambda each: each[0]))
    ranked = _ranked(sized, setting, room)
    size, stack = ranked[(setting.choice - 1) % len(ranked)]
    if setting.swell > 1:
        stack, size = swollen(stack, size, room, setting)
    return placed(stack, size, box, setting, main_tier(tiers))


def _running(tiers: tuple[Tier, ...], words: _Words, box: Size) -> tuple[float, Stack]:
    """Return the largest size at which full lines fit the box, and the lines."""
    rough = _rough_size(tiers, words.texts, box, words.setting)
    found = []
    for factor in _DOWNWARD + _UPWARD:
        size = min(rough * factor, words.setting.largest)
        ends = tuple(
            filled(text, box.width / (size * tier.ratio) * _HAIR)
            for tier, text in zip(tiers, words.texts, strict=True)
        )
        stack = words.piles.pile(tiers, ends)
        found.append((min(size_in(stack, box), size), stack))
    return max(found, key=lambda each: each[0])


def _shrunk(tiers: tuple[Tier, ...], share: float) -> tuple[Tier, ...]:
    """Return the tiers with those that may give way shrunk by a share of what they may."""
    return tuple(
        replace(tier, ratio=tier.ratio + (tier.least - tier.ratio) * share) if tier.least else tier for tier in tiers
    )


def _sized(tiers: tuple[Tier, ...], words: _Words, box: Size) -> list[_Sized]:
    """Return the settings worth weighing, each with its size and price.

    Where only the best is asked for, the search ends upward with the first size that nothing near the largest comes
    of, and downward below the floor: what is broken best there and fits the floor was found above it.
    """
    setting = words.setting
    rough = _rough_size(tiers, words.texts, box, setting)
    found: dict[_Ends, _Sized] = {}
    floor = 0.0
    for factor in _UPWARD:
        here = _weighed(tiers, words, box, rough * factor, found)
        floor = max([floor, *(size * (1 - setting.tolerance) for size in here)])
        if setting.choice == 1 and max(here, default=0.0) < floor:
            break
    for factor in _DOWNWARD if setting.choice == 1 else _DOWNWARD + _FARTHER_DOWN:
        here = _weighed(tiers, words, box, rough * factor, found)
        floor = max([floor, *(size * (1 - setting.tolerance) for size in here)])
        if setting.choice == 1 and rough * factor < floor:
            break
    if not found:
        stack = words.piles.pile(tiers, tuple(_widest(text) for text in words.texts))
        return [(min(size_in(stack, box), setting.largest), 0.0, stack)]
    return list(found.values())


def _weighed(
    tiers: tuple[Tier, ...], words: _Words, box: Size, size: float, found: dict[_Ends, _Sized]
) -> list[float]:
    """Add the settings of the best breakings at a size to those found; return how large each is."""
    setting = words.setting
    broken = [
        _broken(text, box.width / (size * tier.ratio), held, setting)
        for tier, text, held in zip(tiers, words.texts, words.known, strict=True)
    ]
    sizes = []
    for choice in _combinations(broken):
        ends = tuple(each for each, _ in choice)
        if sum(map(len, ends)) > max(setting.lines, len(tiers)):
            continue
        if ends not in found:
            stack = words.piles.pile(tiers, ends)
            found[ends] = (min(size_in(stack, box), setting.largest), sum(price for _, price in choice), stack)
        sizes.append(found[ends][0])
    return sizes


def _best(sized: list[_Sized], setting: Setting, box: Size) -> float:
    """Return the size of the best of some settings."""
    return _ranked(sized, setting, box)[0][0]


def _ranked(sized: list[_Sized], setting: Setting, box: Size) -> list[tuple[float, Stack]]:
    """Return sizes and lines, the best first: those near the largest size by price, then the smaller ones."""
    floor = max(size for size, _, _ in sized) * (1 - setting.tolerance)
    largest = floor / (1 - setting.tolerance)

    def price(each: tuple[float, float, Stack]) -> tuple[bool, float, float]:
        size, price, stack = each
        empty = 1 - stack.height * size / box.height
        return size < floor, price + (_SMALLNESS + _EMPTINESS * empty) * (1 - size / largest), -size

    return [(size, stack) for size, _, stack in sorted(sized, key=price)]


def _loosened(tiers: tuple[Tier, ...], words: _Words, box: Size, largest: _Sized) -> list[_Sized]:
    """Return the largest setting of as many lines or one more, where it is larger and few come into question.

    What is best by width may have to stand far apart because one mark meets another; other breaks free them.
    """
    size, _, stack = largest
    texts, setting = words.texts, words.setting
    if size >= setting.largest:
        return []
    wanted = size * _WORTH_MOVING
    moved = [
        (*stack.ends[:at], each, *stack.ends[at + 1 :])
        for at, (tier, text) in enumerate(zip(tiers, texts, strict=True))
        for count in (len(stack.ends[at]), len(stack.ends[at]) + 1)
        if sum(map(len, stack.ends)) - len(stack.ends[at]) + count <= setting.lines
        for each in breakings_within(text, count, box.width * _BEARINGS / (tier.ratio * wanted), _MOST)
    ]
    stacks = [words.piles.pile(tiers, each) for each in moved]
    best = max(stacks, key=lambda each: size_in(each, box), default=stack)
    if size_in(best, box) <= wanted:
        return []
    price = sum(price_of(text, each, setting.figure) for text, each in zip(texts, best.ends, strict=True))
    return [(min(size_in(best, box), setting.largest), price, best)]


@lru_cache(maxsize=512)
def _measured(tier: Tier) -> Measured:
    priced = signature_joints(tier.text) if tier.signature else joints(tier.text)
    shown = replace(priced, words=tuple(map(upper, priced.words))) if tier.capitals else priced
    widths = tuple(word_width(tier.face, word, tier.tracking) for word in shown.words)
    return measure(shown, widths, space_width(tier.face) + 2 * tier.tracking)


def _lead(tier: Tier, setting: Setting) -> float:
    """Return a tier's usual distance of baselines in em: cap height, one mark above or below, air."""
    used = face(tier.face)
    return used.cap_height / used.upem * (1.62 + setting.air + setting.spread.top + setting.spread.bottom)


def _rough_size(tiers: tuple[Tier, ...], texts: tuple[Measured, ...], box: Size, setting: Setting) -> float:
    """Return the largest size at which greedy lines fill the box, by bisection: lines only grow with size."""
    widest = max(text.unit * tier.ratio for tier, text in zip(tiers, texts, strict=True))
    low, high = 0.0, min(box.width / widest, setting.largest)
    leads = [_lead(tier, setting) * tier.ratio for tier in tiers]
    crown = setting.crown * main_cap(tiers)
    for _ in range(18):
        if high < low * _ROUGHLY:
            break
        size = (low + high) / 2 if low else high
        counts = [
            fewest_lines(text, box.width / (size * tier.ratio) * _HAIR)
            for tier, text in zip(tiers, texts, strict=True)
        ]
        tall = (crown + sum(count * lead for count, lead in zip(counts, leads, strict=True))) * size > box.height
        if tall or sum(counts) > setting.lines:
            high = size
        else:
            low = size
            if size == high:
                break
        if low == 0.0:
            low = high / 64
    return low


def _widest(text: Measured) -> tuple[int, ...]:
    """Return the breaking at every legal place: what remains when a unit is wider than any box."""
    prices = text.joints.prices
    return (*(at for at, price in enumerate(prices) if price != math.inf), len(prices))


def _broken(text: Measured, limit: float, known: _Known, setting: Setting) -> list[_Breaking]:
    """Return the best breakings at the fewest lines for a limit and at one more; others too where they are asked."""
    limit = max(limit, text.unit) * _HAIR
    least = fewest_lines(text, limit)
    found: list[_Breaking] = []
    for count in (least, least + 1):
        best = _best_of(text, count, limit, known.setdefault(count, []), setting)
        found += [best] if best else []
        if best and setting.choice > 1:
            found += other_breakings(text, best[0], limit, setting.figure)
    return found


def _best_of(
    text: Measured, count: int, limit: float, known: list[tuple[float, float, _Breaking | None]], setting: Setting
) -> _Breaking | None:
    """Return the best breaking of `count` lines: what was best in wider lines and fits these is best here, too."""
    for sought, width, breaking in known:
        if width <= limit <= sought:
            return breaking
    best = best_breaking(text, count, limit, setting.figure)
    known.append((limit, _run_width(text, best[0]) if best else 0.0, best))
    return best


def _run_width(text: Measured, lasts: tuple[int, ...]) -> float:
    """Return the width of the widest line."""
    starts = (0, *(last + 1 for last in lasts[:-1]))
    return max(text.width(start, last) for start, last in zip(starts, lasts, strict=True))


def _combinations(
    broken: list[list[_Breaking]],
) -> list[tuple[_Breaking, ...]]:
    """Return the settings of all tiers to weigh: each as broken best, then one tier at a time otherwise."""
    if not all(broken):
        return []
    first = tuple(options[0] for options in broken)
    more = [(*first[:at], each, *first[at + 1 :]) for at, options in enumerate(broken) for each in options[1:]]
    return [first, *more]
