"""Short lines made larger until both sides of a block are even, as a sign-painter fills a board."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from render.geometry import Size
from render.text.block import Setting, Tier
from render.text.lexicon import OPENERS, fold
from render.text.shaping import Line
from render.text.stack import Stack, cap_of, clearance, extent, size_in

# The widest line may lose so much of its size for the others.
_GIVEN = 0.06
# Less than this is no more than rounding.
_WORTH = 1.02
# So wide beside the widest a line is even with it.
_NEARLY = 0.9
# Where the height does not allow all of it, how finely the share is sought.
_HALVINGS = 5


def swollen(stack: Stack, size: float, box: Size, setting: Setting) -> tuple[Stack, float]:
    """Return a stack with its short main lines larger, up to `setting.swell` times, and its size in the box.

    Every line keeps its distance to the one above; where the height has no room for that, all swell by a share. Where
    more than one line would still end far from the others, none does: sizes and sides would both be uneven.
    """
    factors = _factors(stack, setting)
    if max(factors) < _WORTH:
        return stack, size
    low, high, share = 0.0, 1.0, 1.0
    best = stack, size
    for _ in range(_HALVINGS):
        tried = _with(stack, [1 + share * (factor - 1) for factor in factors], setting)
        fits = min(size_in(tried, box), size)
        if fits >= size * (1 - _GIVEN):
            best, low = (tried, fits), share
            if share == 1.0:
                break
        else:
            high = share
        share = (low + high) / 2
    return best if _even(best[0]) else (stack, size)


def _even(stack: Stack) -> bool:
    """True where all main lines but one, a short first word perhaps, are nearly as wide as the widest."""
    main = max((tier for tier, _ in stack.lines), key=lambda tier: tier.ratio).name
    widths = [(line.right - line.left) * tier.ratio for tier, line in stack.lines if tier.name == main]
    return sum(width < _NEARLY * max(widths) for width in widths) <= 1


def _factors(stack: Stack, setting: Setting) -> list[float]:
    """Return how many times larger each line would fill the width of the widest of the main words.

    A line of small words alone stays as it is: NHỮNG says nothing that should be large.
    """
    main = max(tier.ratio for tier, _ in stack.lines)
    widths = [
        line.right - line.left if tier.ratio == main and not _says_little(line) else 0.0 for tier, line in stack.lines
    ]
    widest = max(line.right - line.left for tier, line in stack.lines if tier.ratio == main)
    return [min(setting.swell, widest / width) if width else 1.0 for width in widths]


def _says_little(line: Line) -> bool:
    return all(fold(word) in OPENERS for word in line.text.split())


def _with(stack: Stack, factors: Sequence[float], setting: Setting) -> Stack:
    lines = [
        (replace(tier, ratio=tier.ratio * factor), line)
        for (tier, line), factor in zip(stack.lines, factors, strict=True)
    ]
    main = max(cap_of(tier) for tier, _ in stack.lines)
    baselines = [0.0]
    for at, (above, below) in enumerate(pairwise(lines)):
        tier, at_below = stack.lines[at + 1][0], stack.baselines[at + 1]
        # As in any stack: between lines of one tier its own air, between tiers that of the main words.
        air = setting.air * (cap_of(tier) if above[0].name == tier.name else main)
        kept = at_below - stack.baselines[at] - cap_of(tier) + cap_of(below[0])
        baselines.append(baselines[-1] + max(kept, _clear(above, below, air, setting)))
    return extent(stack.ends, lines, baselines, stack.crown, setting)


def _clear(above: tuple[Tier, Line], below: tuple[Tier, Line], air: float, setting: Setting) -> float:
    """Return the least distance of two baselines, edges and shadows counted."""
    beyond = setting.spread.bottom * cap_of(above[0]) + setting.spread.top * cap_of(below[0])
    return clearance(above[1], above[0].ratio, below[1], below[0].ratio, setting.align, air + beyond)
