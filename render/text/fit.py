"""The largest setting of a block of words in a box: breaks, sizes, leading and place, all from ink.

A block is a stack of tiers (opening line, main words, tail), each set at a fixed ratio of one size.
Coordinates of the result: the box's unit, y down, origin at the box's top left corner.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, pairwise

from render.geometry import Rect, Size
from render.text.fonts import face
from render.text.joints import joints, signature_joints
from render.text.linebreak import (
    Figure,
    Measured,
    best_breaking,
    fewest_lines,
    measure,
    other_breakings,
    price_of,
    shifted,
    widest_unit,
)
from render.text.normalize import upper
from render.text.shaping import Line, shape_line, space_width, word_width

# Two-line blocks of a long slogan stay readable; more lines than this is a page, not a sign.
MOST_LINES = 40
# Sizes worth weighing, as shares of the size that greedy lines allow.
_FACTORS = (0.66, 0.72, 0.78, 0.84, 0.9, 0.95, 1.0, 1.05, 1.12, 1.2, 1.3)
# Where other breakings are asked for, small settings in few long lines are weighed too.
_MORE_FACTORS = (0.36, 0.44, 0.52, 0.59)
# What the loss of the whole size would cost beside the prices of breaks: a sixteenth is worth a plain break.
_SMALLNESS = 16.0
# And so much more by the share of height left empty: a tall page wants short lines, many and large.
_EMPTINESS = 24.0
# Where a pair of lines leaves room, their leading may be so much tighter than the tier's, in cap heights.
_TIGHTER = 0.1
# A block stands a little above the middle: so it reads as the middle.
_MIDDLE = 0.47
# The last word of each line, and the price.
_Breaking = tuple[tuple[int, ...], float]
# For a number of lines, the best breaking found so far and the width of its widest line.
_Known = dict[int, tuple[_Breaking | None, float]]
# The least leading of lines without marks, in cap heights.
_LEAST_LEAD = 1.35
# From how many settings, and how often, a break is moved in search of a larger size; what a move must bring.
_STARTS, _MOST_MOVES, _WORTH_MOVING = 2, 6, 1.003
# In more lines than these one break more or less frees nothing.
_FEW_LINES = 12
# Ink may be so much narrower than the advances of a line.
_BEARINGS = 1.04
# Small lines shrink only where the main words grow by more than this.
_WORTH_SHRINKING = 1.12


@dataclass(frozen=True, slots=True)
class Tier:
    """Words set at one size: `ratio` of the main size, `tracking` in em.

    `gap` is the distance from the baseline above to its capitals, in main cap heights; ink may ask for more. Where
    its words are long it may shrink to the ratio `least`, 0 for never less. A `signature` names an office.
    """

    name: str
    text: str
    face: str
    ratio: float = 1.0
    tracking: float = 0.0
    capitals: bool = True
    gap: float = 0.0
    least: float = 0.0
    signature: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """How a block is set: least gap between ink of neighbouring lines in cap heights, horizontal place 0…1.

    `crown` is room kept for an ornament above the first line's ink, in main cap heights; `choice` asks for the best
    breaking, the second best and so on; behind the last it begins anew.
    """

    air: float = 0.2
    crown: float = 0.0
    align: float = 0.5
    tolerance: float = 0.08
    largest: float = math.inf
    lines: int = MOST_LINES
    figure: Figure = Figure.BLOCK
    choice: int = 1


@dataclass(frozen=True, slots=True)
class SetLine:
    """One finished line: its tier, its glyphs, the em and the origin of its baseline."""

    tier: Tier
    line: Line
    size: float
    x: float
    baseline: float

    @property
    def ink(self) -> Rect:
        """The box of the line's ink, y down."""
        ink = self.line.ink
        return Rect(
            self.x + ink.left * self.size,
            self.baseline - ink.bottom * self.size,
            self.x + ink.right * self.size,
            self.baseline - ink.top * self.size,
        )


@dataclass(frozen=True, slots=True)
class Block:
    """A set block: its lines, the main em and cap height, and the box of all ink."""

    lines: tuple[SetLine, ...]
    size: float
    cap: float
    ink: Rect


@dataclass(frozen=True, slots=True)
class _Stack:
    """Shaped lines piled up at size 1.

    The last words of each tier's lines, baselines from the top, and how far ink reaches from the axis of alignment.
    """

    ends: tuple[tuple[int, ...], ...]
    lines: tuple[tuple[Tier, Line], ...]
    baselines: tuple[float, ...]
    crown: float
    height: float
    left: float
    right: float


# A setting: its size, its price, its lines.
_Sized = tuple[float, float, _Stack]


def fit(tiers: tuple[Tier, ...], box: Size, setting: Setting) -> Block:
    """Return the block set as large as the box allows, within the tolerance for better breaks.

    A small tier whose words are long gives way, as far as it may, before it holds the main words back.
    """
    ranked = _ranked(tiers, box, setting)
    if any(tier.least for tier in tiers):
        smallest = _ranked(_shrunk(tiers, 1.0), box, setting)
        if smallest[0][0] > ranked[0][0] * _WORTH_SHRINKING:
            half = _ranked(_shrunk(tiers, 0.5), box, setting)
            ranked = max(smallest, half, key=lambda each: each[0][0])
    size, stack = ranked[(setting.choice - 1) % len(ranked)]
    return _placed(stack, size, box, setting, _main(tiers))


def _shrunk(tiers: tuple[Tier, ...], share: float) -> tuple[Tier, ...]:
    """Return the tiers with those that may give way shrunk by a share of what they may."""
    return tuple(
        replace(tier, ratio=tier.ratio + (tier.least - tier.ratio) * share) if tier.least else tier for tier in tiers
    )


def _ranked(tiers: tuple[Tier, ...], box: Size, setting: Setting) -> list[tuple[float, _Stack]]:
    """Return sizes and lines, the best first: those near the largest size by price, then the smaller ones."""
    texts = tuple(_measured(tier) for tier in tiers)
    rough = _rough_size(tiers, texts, box, setting)
    stacks = _candidates(tiers, texts, box, setting, rough)
    sized = [(min(_size(stack, box), setting.largest), price, stack) for stack, price in stacks]
    starts = [each for each in sorted(sized, key=lambda each: -each[0]) if len(each[2].lines) <= _FEW_LINES]
    for each in starts[:_STARTS]:
        sized += _loosened(tiers, texts, box, setting, each)
    floor = max(size for size, _, _ in sized) * (1 - setting.tolerance)
    largest = floor / (1 - setting.tolerance)

    def price(each: tuple[float, float, _Stack]) -> tuple[bool, float, float]:
        size, price, stack = each
        empty = 1 - stack.height * size / box.height
        return size < floor, price + (_SMALLNESS + _EMPTINESS * empty) * (1 - size / largest), -size

    return [(size, stack) for size, _, stack in sorted(sized, key=price)]


def _loosened(
    tiers: tuple[Tier, ...], texts: tuple[Measured, ...], box: Size, setting: Setting, largest: _Sized
) -> list[_Sized]:
    """Return settings that grow from the largest one by moving single breaks, while its height holds it back.

    Two lines may have to stand apart because one mark meets another; a break beside it frees them.
    """
    found: list[_Sized] = []
    size, _, stack = largest
    ends = stack.ends
    for _ in range(_MOST_MOVES):
        if size >= setting.largest:
            break
        moved = [
            (*ends[:tier], each, *ends[tier + 1 :])
            for tier, text in enumerate(texts)
            for each in shifted(text, ends[tier])
            if _run_width(text, each) * tiers[tier].ratio * size < box.width * _BEARINGS
        ]
        stacks = [_stack(tiers, texts, each, setting) for each in moved]
        best = max(stacks, key=lambda each: _size(each, box), default=stack)
        if _size(best, box) <= size * _WORTH_MOVING:
            break
        size, stack, ends = min(_size(best, box), setting.largest), best, best.ends
        price = sum(price_of(text, each, setting.figure) for text, each in zip(texts, ends, strict=True))
        found.append((size, price, stack))
    return found


def _main(tiers: tuple[Tier, ...]) -> Tier:
    return max(tiers, key=lambda tier: tier.ratio)


@lru_cache(maxsize=512)
def _measured(tier: Tier) -> Measured:
    priced = signature_joints(tier.text) if tier.signature else joints(tier.text)
    shown = replace(priced, words=tuple(map(upper, priced.words))) if tier.capitals else priced
    widths = tuple(word_width(tier.face, word, tier.tracking) for word in shown.words)
    return measure(shown, widths, space_width(tier.face) + 2 * tier.tracking)


def _lead(tier: Tier, setting: Setting) -> float:
    """Return a tier's usual distance of baselines in em: cap height, one mark above or below, air."""
    used = face(tier.face)
    return used.cap_height / used.upem * (1.62 + setting.air)


def _rough_size(tiers: tuple[Tier, ...], texts: tuple[Measured, ...], box: Size, setting: Setting) -> float:
    """Return the largest size at which greedy lines fill the box, by bisection: lines only grow with size."""
    widest = max(widest_unit(text) * tier.ratio for tier, text in zip(tiers, texts, strict=True))
    low, high = 0.0, min(box.width / widest, setting.largest)
    leads = [_lead(tier, setting) * tier.ratio for tier in tiers]
    crown = setting.crown * _main_cap(tiers)
    for _ in range(18):
        size = (low + high) / 2 if low else high
        counts = [
            fewest_lines(text, box.width / (size * tier.ratio)) for tier, text in zip(tiers, texts, strict=True)
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


def _candidates(
    tiers: tuple[Tier, ...], texts: tuple[Measured, ...], box: Size, setting: Setting, rough: float
) -> list[tuple[_Stack, float]]:
    """Return stacks worth weighing with their prices: best breakings around the rough size."""
    found: dict[tuple[tuple[int, ...], ...], float] = {}
    # From small sizes to large: what was best in a wide line and fits a narrower one is best there too.
    known: list[_Known] = [{} for _ in tiers]
    for factor in _FACTORS if setting.choice == 1 else _MORE_FACTORS + _FACTORS:
        size = rough * factor
        broken = [
            _broken(text, box.width / (size * tier.ratio), held, setting)
            for tier, text, held in zip(tiers, texts, known, strict=True)
        ]
        for choice in _combinations(broken):
            key = tuple(ends for ends, _ in choice)
            if sum(len(ends) for ends in key) <= max(setting.lines, len(tiers)):
                found.setdefault(key, sum(price for _, price in choice))
    if not found:
        found[tuple(_widest(text) for text in texts)] = 0.0
    return [(_stack(tiers, texts, ends, setting), price) for ends, price in found.items()]


def _widest(text: Measured) -> tuple[int, ...]:
    """Return the breaking at every legal place: what remains when a unit is wider than any box."""
    prices = text.joints.prices
    return (*(at for at, price in enumerate(prices) if price != math.inf), len(prices))


def _broken(text: Measured, limit: float, known: _Known, setting: Setting) -> list[_Breaking]:
    """Return the best breakings at the fewest lines for a limit and at one more; others too where they are asked."""
    limit = max(limit, widest_unit(text)) * 1.0000001
    least = fewest_lines(text, limit)
    found: list[_Breaking] = []
    for count in (least, least + 1):
        if count not in known or known[count][1] > limit:
            breaking = best_breaking(text, count, limit, setting.figure)
            known[count] = (breaking, _run_width(text, breaking[0]) if breaking else 0.0)
        best, _ = known[count]
        found += [best] if best else []
        if best and setting.choice > 1:
            found += other_breakings(text, best[0], limit, setting.figure)
    return found


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


def _stack(
    tiers: tuple[Tier, ...], texts: tuple[Measured, ...], ends: tuple[tuple[int, ...], ...], setting: Setting
) -> _Stack:
    """Return the lines piled up at size 1, each tier in one even leading set by its tightest pair."""
    lines: list[tuple[Tier, Line]] = []
    baselines: list[float] = []
    cap = _main_cap(tiers)
    crown = setting.crown * cap
    for tier, text, lasts in zip(tiers, texts, ends, strict=True):
        rows = _rows(tier, text, lasts)
        if lines:
            above_tier, above = lines[-1]
            step = _clearance(above, above_tier.ratio, rows[0], tier.ratio, setting.align, setting.air * cap)
            pen = baselines[-1] + max(step, tier.gap * cap + _cap(tier))
        else:
            pen = crown + rows[0].ink.bottom * tier.ratio
        lines += ((tier, row) for row in rows)
        baselines += accumulate(_leads(tier, rows, setting), initial=pen)
    height = baselines[-1] - lines[-1][1].ink.top * lines[-1][0].ratio
    left = max((_axis(line, setting.align) - line.ink.left) * tier.ratio for tier, line in lines)
    right = max((line.ink.right - _axis(line, setting.align)) * tier.ratio for tier, line in lines)
    return _Stack(ends, tuple(lines), tuple(baselines), crown, height, left, right)


def _rows(tier: Tier, text: Measured, lasts: tuple[int, ...]) -> list[Line]:
    starts = (0, *(last + 1 for last in lasts[:-1]))
    words = text.joints.words
    return [
        shape_line(tier.face, " ".join(words[start : last + 1]), tier.tracking)
        for start, last in zip(starts, lasts, strict=True)
    ]


def _leads(tier: Tier, rows: list[Line], setting: Setting) -> list[float]:
    """Return the distances of a tier's baselines: the largest that any pair needs, a little less where one can.

    The eye takes a line whose neighbour above has no marks between them for farther away than it is.
    """
    cap = _cap(tier)
    needed = [
        _clearance(above, tier.ratio, below, tier.ratio, setting.align, setting.air * cap)
        for above, below in pairwise(rows)
    ]
    even = max([*needed, cap * _LEAST_LEAD])
    return [max(each, even - _TIGHTER * cap) for each in needed]


def _cap(tier: Tier) -> float:
    """Return a tier's cap height where the main words have size 1."""
    used = face(tier.face)
    return used.cap_height / used.upem * tier.ratio


def _main_cap(tiers: tuple[Tier, ...]) -> float:
    return _cap(_main(tiers))


@lru_cache(maxsize=4096)
def _clearance(above: Line, above_ratio: float, below: Line, below_ratio: float, align: float, air: float) -> float:
    """Return the least distance of two baselines that keeps `air` between ink wherever glyphs meet across them."""
    shift = _axis(below, align) * below_ratio - _axis(above, align) * above_ratio
    lows = [
        (
            g.ink.left * above_ratio + shift - air,
            g.ink.right * above_ratio + shift + air,
            -g.ink.top * above_ratio,
        )
        for g in above.glyphs
        if g.ink
    ]
    needed, at = 0.0, 0
    for glyph in below.glyphs:
        if glyph.ink is None:
            continue
        left, right = glyph.ink.left * below_ratio, glyph.ink.right * below_ratio
        high = glyph.ink.bottom * below_ratio
        while at < len(lows) and lows[at][1] <= left:
            at += 1
        for low_left, _, depth in lows[at:]:
            if low_left >= right:
                break
            needed = max(needed, depth + high + air)
    return needed


def _axis(line: Line, align: float) -> float:
    """Return where the axis of alignment crosses a line, in em from its origin."""
    return line.left + (line.right - line.left) * align


def _size(stack: _Stack, box: Size) -> float:
    width = stack.left + stack.right
    return min(box.width / width, box.height / stack.height) if width else box.height


def _placed(stack: _Stack, size: float, box: Size, setting: Setting, main: Tier) -> Block:
    """Return the stack at its size, centred by its capitals or its crown, its ink kept inside the box."""
    first_tier, _ = stack.lines[0]
    head = 0.0 if stack.crown else (stack.baselines[0] - _cap(first_tier)) * size
    spare = box.height - stack.height * size
    top = (box.height - (stack.baselines[-1] * size - head)) * _MIDDLE - head
    top = min(max(top, 0.0), spare) if spare > 0 else spare / 2
    # The axis gives way where punctuation that hangs beyond it would leave the box.
    axis = min(max(box.width * setting.align, stack.left * size), box.width - stack.right * size)
    lines = []
    for (tier, line), baseline in zip(stack.lines, stack.baselines, strict=True):
        em = size * tier.ratio
        x = axis - _axis(line, setting.align) * em
        lines.append(SetLine(tier, line, em, x, top + baseline * size))
    inks = [line.ink for line in lines]
    ink = Rect(
        min(i.left for i in inks),
        min(i.top for i in inks),
        max(i.right for i in inks),
        max(i.bottom for i in inks),
    )
    return Block(tuple(lines), size, _cap(main) * size, ink)
