"""What goes to a backend: scenes with their page boxes, scale and facts about the job.

Boxes are in the scene's unit at full size, origin at the trim's top left corner, so the media box
usually begins at negative coordinates; `scale` is what the page is drawn at.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from render.geometry import Rect
from render.scene.nodes import Node, Scene


@dataclass(frozen=True, slots=True)
class Page:
    """One scene with its nested boxes and whatever press draws around the trim."""

    scene: Scene
    trim: Rect
    bleed: Rect
    media: Rect
    marks: tuple[Node, ...] = ()


class ScaleMode(StrEnum):
    """How the drawn size stands to the real one."""

    FULL = "1:1"
    TENTH = "1:10"
    USERUNIT = "userunit"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole work, ready to be drawn: one file. `date` is ISO 8601, day only."""

    pages: tuple[Page, ...]
    title: str
    date: str
    subject: str = ""
    scale_mode: ScaleMode = ScaleMode.FULL

    @property
    def scale(self) -> Fraction:
        """Drawn length over real length, before any user unit."""
        return Fraction(1) if self.scale_mode is ScaleMode.FULL else Fraction(1, 10)
