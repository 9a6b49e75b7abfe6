"""Lines piled up by their ink: leading, the distance between tiers, and their place in a box.

Leading is one even distance a tier, a little less where a pair leaves room; it comes from the ink of the very
glyphs that meet, never from a font's own ascent.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, pairwise

from render.geometry import Rect, Size
from render.text.block import Block, SetLine, Setting, Tier
from render.text.fonts import face
from render.text.linebreak import Measured
from render.text.prices import FORCED
from render.text.shaping import Line, shape_line

# Where a pair of lines leaves room, their leading may be so much tighter than the tier's, in cap heights.
_TIGHTER = 0.06
# The least leading of lines without marks, in cap heights.
_LEAST_LEAD = 1.35
# The least leading of running text, so that columns side by side are alike.
_RUNNING_LEAD = 2.1
# Where the width alone holds letters back, lines open up to this, so that marks of two lines share no band.
_OPEN_LEAD = 1.62
# Letters with the highest and the lowest marks.
_TALL = "QgẨỞẠợ"
# How much of the height left over the lines may take for that.
_OPENED = 0.6


@dataclass(frozen=True, slots=True)
class Stack:
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


def main_tier(tiers: tuple[Tier, ...]) -> Tier:
    """Return the tier that is set largest."""
    return max(tiers, key=lambda tier: tier.ratio)


@dataclass(frozen=True, slots=True)
class _Rows:
    """A tier's lines piled up where the tier has size 1: baselines from the first, and how far ink reaches."""

    lines: tuple[Line, ...]
    baselines: tuple[float, ...]
    high: float
    low: float
    left: float
    right: float


class Piles:
    """Stacks of the same words under one setting; what a tier's lines need of each other is found only once.

    All of a tier's geometry grows with its ratio, so that tiers may be piled at other ratios than those given here.
    """

    def __init__(self, tiers: tuple[Tier, ...], texts: tuple[Measured, ...], setting: Setting) -> None:
        self._piles = tuple(
            _Pile(replace(tier, ratio=1.0), text, setting) for tier, text in zip(tiers, texts, strict=True)
        )
        self._setting = setting

    def pile(self, tiers: tuple[Tier, ...], ends: tuple[tuple[int, ...], ...]) -> Stack:
        """Return the lines piled up at size 1, each tier in one even leading set by its tightest pair."""
        setting, cap = self._setting, main_cap(tiers)
        crown = setting.crown * cap
        lines: list[tuple[Tier, Line]] = []
        baselines: list[float] = []
        high, low, left, right = math.inf, -math.inf, -math.inf, -math.inf
        pen = 0.0
        for pile, tier, lasts in zip(self._piles, tiers, ends, strict=True):
            rows, ratio = pile.rows(lasts), tier.ratio
            if lines:
                above_tier, above = lines[-1]
                beyond = setting.spread.bottom * cap_of(above_tier) + setting.spread.top * cap_of(tier)
                first, air = rows.lines[0], setting.air * cap + beyond
                step = clearance(above, above_tier.ratio, first, ratio, setting.align, air)
                pen = baselines[-1] + max(step, tier.gap * cap + cap_of(tier))
            lines += [(tier, line) for line in rows.lines]
            baselines += [pen + each * ratio for each in rows.baselines]
            high, low = min(high, pen + rows.high * ratio), max(low, pen + rows.low * ratio)
            left, right = max(left, rows.left * ratio), max(right, rows.right * ratio)
        rise = crown - high
        return Stack(ends, tuple(lines), tuple([rise + at for at in baselines]), crown, rise + low, left, right)


def extent(
    ends: tuple[tuple[int, ...], ...],
    lines: Sequence[tuple[Tier, Line]],
    baselines: Sequence[float],
    crown: float,
    setting: Setting,
) -> Stack:
    """Return lines on their baselines as a stack: its height, how far its ink reaches, edges and shadows counted."""
    high, low, left, right = math.inf, -math.inf, -math.inf, -math.inf
    for (tier, line), at in zip(lines, baselines, strict=True):
        ink, axis, ratio, cap = line.ink, _axis(line, setting.align), tier.ratio, cap_of(tier)
        high = min(high, at - ink.bottom * ratio - setting.spread.top * cap)
        low = max(low, at - ink.top * ratio + setting.spread.bottom * cap)
        left = max(left, (axis - ink.left) * ratio + setting.spread.left * cap)
        right = max(right, (ink.right - axis) * ratio + setting.spread.right * cap)
    rise = crown - high
    return Stack(ends, tuple(lines), tuple(rise + at for at in baselines), crown, rise + low, left, right)


class _Pile:
    """One tier's words at ratio 1: its lines, and how far apart they stand, each found once."""

    def __init__(self, tier: Tier, text: Measured, setting: Setting) -> None:
        self._tier, self._text, self._setting = tier, text, setting
        self._cap = cap_of(tier)
        self._air = (setting.air + setting.spread.top + setting.spread.bottom) * self._cap
        self._even = self._cap * (_RUNNING_LEAD if setting.running else _LEAST_LEAD)
        self._known: dict[tuple[int, ...], _Rows] = {}
        self._lines: dict[tuple[int, int], Line] = {}

    def rows(self, lasts: tuple[int, ...]) -> _Rows:
        """Return the lines that end on these words."""
        known = self._known.get(lasts)
        if known is None:
            known = self._known[lasts] = self._piled(lasts)
        return known

    def _piled(self, lasts: tuple[int, ...]) -> _Rows:
        lines = [
            self._line(start, last) for start, last in zip((0, *(at + 1 for at in lasts[:-1])), lasts, strict=True)
        ]
        baselines = tuple(accumulate(self._leads(lines, lasts), initial=0.0))
        align = self._setting.align
        axes = [_axis(line, align) for line in lines]
        inks = [line.ink for line in lines]
        top, right, bottom, left = (side * self._cap for side in self._setting.spread)
        # The highest and lowest ink are mostly the first and last line's, but a short line may hide in a long one.
        return _Rows(
            tuple(lines),
            baselines,
            min([at - ink.bottom for at, ink in zip(baselines, inks, strict=True)]) - top,
            max([at - ink.top for at, ink in zip(baselines, inks, strict=True)]) + bottom,
            max([axis - ink.left for axis, ink in zip(axes, inks, strict=True)]) + left,
            max([ink.right - axis for axis, ink in zip(axes, inks, strict=True)]) + right,
        )

    def _line(self, start: int, last: int) -> Line:
        line = self._lines.get((start, last))
        if line is None:
            words = " ".join(self._text.joints.words[start : last + 1])
            line = self._lines[start, last] = shape_line(self._tier.face, words, self._tier.tracking)
        return line

    def _leads(self, lines: list[Line], lasts: tuple[int, ...]) -> list[float]:
        """Return the distances of baselines: the largest that any pair needs, a little less where one can.

        The eye takes a line whose neighbour above has no marks between them for farther away than it is.
        """
        align = self._setting.align
        needed = [clearance(above, 1.0, below, 1.0, align, self._air) for above, below in pairwise(lines)]
        tightest = max([*needed, self._even]) - _TIGHTER * self._cap
        between, prices = self._setting.paragraph * self._cap, self._text.joints.prices
        return [
            max(need, tightest) + between * (prices[last] == FORCED)
            for need, last in zip(needed, lasts[:-1], strict=True)
        ]


def cap_of(tier: Tier) -> float:
    """Return a tier's cap height where the main words have size 1."""
    used = face(tier.face)
    return used.cap_height / used.upem * tier.ratio


def main_cap(tiers: tuple[Tier, ...]) -> float:
    """Return the main tier's cap height at size 1."""
    return cap_of(main_tier(tiers))


@lru_cache(maxsize=16384)
def clearance(above: Line, above_ratio: float, below: Line, below_ratio: float, align: float, air: float) -> float:
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


def size_in(stack: Stack, box: Size) -> float:
    """Return the largest size at which a stack's ink fits a box."""
    width = stack.left + stack.right
    # Letters that the face draws without ink leave nothing to measure.
    across = box.width / width if width else box.height
    return min(across, box.height / stack.height) if stack.height else across


def placed(stack: Stack, size: float, box: Size, setting: Setting, main: Tier) -> Block:
    """Return the stack at its size, its place taken from its capitals or its crown, its ink kept inside the box."""
    stack = _opened(stack, box.height / size - stack.height)
    first_tier, _ = stack.lines[0]
    head = 0.0 if stack.crown else (stack.baselines[0] - cap_of(first_tier)) * size
    spare = box.height - stack.height * size
    top = (box.height - (stack.baselines[-1] * size - head)) * setting.down - head
    top = _with_marks(stack, size, box, setting, top, head) if spare > 0 else spare / 2
    # The axis gives way where punctuation that hangs beyond it would leave the box.
    axis = min(max(box.width * setting.align, stack.left * size), box.width - stack.right * size)
    lines = []
    for (tier, line), baseline in zip(stack.lines, stack.baselines, strict=True):
        em = size * tier.ratio if not setting.pixels else _whole(tier, size * tier.ratio)
        x = axis - _axis(line, setting.align) * em
        lines.append(SetLine(tier, line, em, x, top + baseline * size))
    if setting.pixels:
        lines = _on_pixels(lines, box)
    return Block(tuple(lines), size, cap_of(main) * size, _ink(lines))


def _with_marks(stack: Stack, size: float, box: Size, setting: Setting, top: float, head: float) -> float:
    """Return the top of a block inside its box; at its head or foot, lines leave room for marks that they lack.

    So the lines of neighbouring boxes share baselines, whatever their letters carry.
    """
    spare = box.height - stack.height * size
    (first, _), (last, _) = stack.lines[0], stack.lines[-1]
    if setting.down == 0.0:
        above = _reach(first.face, first.capitals).bottom * first.ratio * size - cap_of(first) * size
        return min(max(top, above - head, 0.0), spare)
    if setting.down == 1.0:
        below = -_reach(last.face, last.capitals).top * last.ratio * size
        top = min(top, box.height - below - stack.baselines[-1] * size)
    return min(max(top, 0.0), spare)


@lru_cache(maxsize=256)
def _reach(face_name: str, capitals: bool) -> Rect:
    """Return the ink of the letters that reach farthest from the line."""
    return shape_line(face_name, _TALL.upper() if capitals else _TALL, 0.0).ink


def _opened(stack: Stack, spare: float) -> Stack:
    """Return a stack with its tight lines farther apart, by a part of the height that is left over at size 1."""
    steps = [
        max(0.0, _OPEN_LEAD * cap_of(tier) - (below - above)) if tier.name == before.name else 0.0
        for ((before, _), above), ((tier, _), below) in pairwise(zip(stack.lines, stack.baselines, strict=True))
    ]
    wanted = sum(steps)
    if spare <= 0 or not wanted:
        return stack
    share = min(1.0, spare * _OPENED / wanted)
    moved = accumulate((step * share for step in steps), initial=0.0)
    baselines = tuple(at + by for at, by in zip(stack.baselines, moved, strict=True))
    return replace(stack, baselines=baselines, height=stack.height + wanted * share)


def _ink(lines: list[SetLine]) -> Rect:
    inks = [line.ink for line in lines]
    return Rect(
        min(i.left for i in inks),
        min(i.top for i in inks),
        max(i.right for i in inks),
        max(i.bottom for i in inks),
    )


def _whole(tier: Tier, em: float) -> float:
    """Return the largest em within `em` at which a pixel face is itself, or capitals are whole pixels high."""
    used = face(tier.face)
    native = [size for size in used.native_px if size <= em]
    if native:
        return max(native)
    share = used.cap_height / used.upem
    return int(em * share + 1e-9) / share if em * share >= 1 else em


def _on_pixels(lines: list[SetLine], box: Size) -> list[SetLine]:
    """Return the lines on whole pixels, as far as rounding leads none out of the box."""
    first = lines[0].baseline
    near = [round(line.baseline) for line in lines]
    rounded = [replace(line, baseline=float(at)) for line, at in zip(lines, near, strict=True)]
    ink = _ink(rounded)
    if ink.bottom - ink.top > box.height - 1:
        # Distances that were rounded up leave no whole pixel at which the block stands inside: each is cut instead.
        rounded = [replace(line, baseline=float(near[0] + math.floor(line.baseline - first))) for line in lines]
        ink = _ink(rounded)
    down = max(0, math.ceil(-ink.top)) or -max(0, math.ceil(ink.bottom - box.height))
    found = []
    for line in rounded:
        aside = round(line.x) - line.x
        inside = line.ink.left + aside >= 0 and line.ink.right + aside <= box.width
        found.append(replace(line, x=line.x + aside if inside else line.x, baseline=line.baseline + down))
    return found
