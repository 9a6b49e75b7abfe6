"""A block of words as values: what is to be set, in what manner, and the lines as they were set.

Coordinates of a set block: its box's unit, y down, origin at the box's top left corner.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from render.geometry import Insets, Rect
from render.text.fonts import face
from render.text.linebreak import Figure
from render.text.shaping import Line

# Two-line blocks of a long slogan stay readable; more lines than this is a page, not a sign.
MOST_LINES = 40
_NO_EDGE = Insets()
# A block stands a little above the middle: so it reads as the middle.
MIDDLE = 0.47


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
    breaking, the second best and so on; behind the last it begins anew. `spread` is how far an edge or a shadow
    reaches beyond the letters, in cap heights of their line: it counts as ink.
    `down` is where the block stands in a box higher than itself, from the top at 0 to the foot at 1.
    A line of main words may `swell` so many times to be as wide as the widest.
    `running` text has full lines instead of lines by meaning; a line that begins a paragraph stands `paragraph` cap
    heights farther down.
    Where the box is one of `pixels`, capitals and baselines stand on whole ones.
    """

    air: float = 0.2
    crown: float = 0.0
    align: float = 0.5
    tolerance: float = 0.08
    largest: float = math.inf
    lines: int = MOST_LINES
    figure: Figure = Figure.BLOCK
    pixels: bool = False
    spread: Insets = _NO_EDGE
    choice: int = 1
    down: float = MIDDLE
    running: bool = False
    paragraph: float = 0.0
    swell: float = 1.0


@dataclass(frozen=True, slots=True)
class SetLine:
    """One finished line: its tier, its glyphs, the em and the origin of its baseline."""

    tier: Tier
    line: Line
    size: float
    x: float
    baseline: float

    @property
    def cap(self) -> float:
        """The height of the line's capitals."""
        used = face(self.line.face)
        return used.cap_height / used.upem * self.size

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
