"""Words on a form: short paragraphs in one face, wrapped at spaces, with letters struck out or underlined.

Millimetres, y down; a paragraph's origin is its top left corner.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from render.colour import BLACK, Colour
from render.geometry import Path
from render.layout.text_block import text_nodes
from render.scene.nodes import Flat, Node, Shape, Stroke
from render.text.block import SetLine, Tier
from render.text.fonts import face
from render.text.normalize import clean
from render.text.shaping import Line, shape_line, space_width, word_width

# A dash opens a line and never ends one: readers of PDFs take it there for a word division; a stroke ends one.
_LEADING, _TRAILING = frozenset("-–—"), frozenset("/·")
_MARK_MM = 0.35
GREY = Colour((95, 95, 95), (0, 0, 0, 68))


@dataclass(frozen=True, slots=True)
class Style:
    """How words on a form are set: face, em and leading in mm, letters `tracking` em further apart."""

    face: str
    size: float
    leading: float
    colour: Colour = BLACK
    tracking: float = 0.0

    @property
    def cap(self) -> float:
        """The height of capitals in mm."""
        used = face(self.face)
        return used.cap_height / used.upem * self.size


class Mark(Enum):
    """What is drawn through or under letters: the share of the cap height above the baseline."""

    STRUCK = 0.42
    UNDERLINED = -0.3


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of letters, from `start` to before `end`, and what is drawn there."""

    start: int
    end: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class Wrapped:
    """One line of a paragraph and where it begins in the paragraph's text."""

    text: str
    start: int


def width_of(text: str, style: Style) -> float:
    """Return the advance of a line in mm: the sum of its words', which are kept, and of its spaces."""
    parts = text.split(" ")
    spaces = (len(parts) - 1) * (space_width(style.face) + 2 * style.tracking)
    return (spaces + sum(word_width(style.face, part, style.tracking) for part in parts)) * style.size


def one_line(text: str) -> str:
    """Return a text on one line, without anything that cannot be seen."""
    return " ".join(clean(text).split())


@lru_cache(maxsize=4096)
def wrap(text: str, style: Style, width: float) -> tuple[Wrapped, ...]:
    """Return a one-line text as lines that fit the width; what has no spaces is broken between letters."""
    lines: list[Wrapped] = []
    line, start, at = "", 0, 0
    for part in _parts(text):
        joined = f"{line} {part}" if line else part
        if width_of(joined, style) <= width:
            line = joined
        else:
            if line:
                lines.append(Wrapped(line, start))
            *whole, line = _broken(part, style, width)
            start = at
            for piece in whole:
                lines.append(Wrapped(piece, start))
                start += len(piece)
        at += len(part) + 1
    return (*lines, Wrapped(line, start))


def evenly(text: str, style: Style, width: float) -> tuple[Wrapped, ...]:
    """Return a text in no more lines than it needs, none much longer than the others."""
    lines = wrap(text, style, width)
    least = width / 2
    while width - least > 0.5:
        middle = (least + width) / 2
        tried = wrap(text, style, middle)
        if len(tried) > len(lines):
            least = middle
        else:
            lines, width = tried, middle
    return lines


def _parts(text: str) -> Iterator[str]:
    """Yield the words of a text, a dash together with the word behind it, a stroke with the one before."""
    words = text.split(" ")
    held = ""
    for word, following in zip(words, [*words[1:], ""], strict=True):
        held = f"{held} {word}" if held else word
        if word not in _LEADING and following not in _TRAILING:
            yield held
            held = ""
    if held:
        yield held


def _broken(word: str, style: Style, width: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and width_of(pieces[-1] + letter, style) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def line_nodes(text: str, style: Style, x: float, top: float, *, align: float = 0.0) -> tuple[Node, ...]:
    """Return one line whose leading begins at `top`; `x` is its left edge, middle, right edge by `align` 0, ½, 1."""
    line = shape_line(style.face, text, style.tracking)
    left = x - align * line.width * style.size
    return text_nodes([(_set(line, style, left, top), style.colour)], 0.0, 0.0)


def marked_nodes(line: Wrapped, style: Style, marks: tuple[Marked, ...]) -> tuple[Node, ...]:
    """Return a line at the origin with its share of a paragraph's marks."""
    return (*line_nodes(line.text, style, 0.0, 0.0), *_drawn(line, style, marks))


def _set(line: Line, style: Style, x: float, top: float) -> SetLine:
    baseline = top + (style.leading + style.cap) / 2
    return SetLine(Tier("form", line.text, style.face), line, style.size, x, baseline)


def _drawn(line: Wrapped, style: Style, marks: tuple[Marked, ...]) -> Iterator[Shape]:
    ends = _ends(shape_line(style.face, line.text, style.tracking))
    baseline = (style.leading + style.cap) / 2
    for each in marks:
        first, last = max(each.start - line.start, 0), min(each.end - line.start, len(line.text))
        if first < last:
            left, right = (ends[at] * style.size for at in (first, last))
            y = baseline - each.mark.value * style.cap
            yield Shape(Path("ML", (left, y, right, y)), stroke=Stroke(Flat(style.colour), _MARK_MM))


def _ends(line: Line) -> list[float]:
    """Return the place before each letter of a line and behind the last, in em; letters of one glyph share it."""
    places: list[float] = []
    for glyph in line.glyphs:
        places += [glyph.x] * len(glyph.text)
    return [*places, line.width]
