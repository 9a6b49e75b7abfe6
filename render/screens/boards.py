"""Boards of few rows: words in the pixel face, one line per 16 rows or a whole multiple of them, lamp by lamp.

Coordinates are the board's pixels, y down. A line's capitals stand on whole rows: 6 rows above them for stacked
marks, 3 below, all times the scale.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from render.colour import Colour, from_rgb
from render.geometry import Insets, Rect, Size, rectangle, union
from render.model.screens import Screen
from render.scene.nodes import Flat, Glyph, Node, Scene, Shape, Text, Unit
from render.screens.split import loosened, split
from render.text.fonts import face
from render.text.joints import joints
from render.text.linebreak import Measured, best_breaking, fewest_lines, measure
from render.text.normalize import upper
from render.text.phrases import divide
from render.text.shaping import Line, shape_line, space_width, word_width

FACE = "co-dong-pixel-400"
LINE_ROWS, ASCENT_ROWS, CAP_ROWS = 16, 13, 7
# Boards with a side up to this are set in the pixel face, larger ones by a template.
MOST_ROWS = 127
# Lamps at the right edge for the mark of a text that goes on, and dark ones beside them.
_MARK = 2
BLACK = from_rgb(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of a board: the words, the small opening, and the mark of a text that goes on."""

    words: Colour
    opening: Colour
    mark: Colour


INKS = {
    "full": Inks(from_rgb(255, 221, 0), from_rgb(255, 255, 255), from_rgb(0, 160, 255)),
    "three": Inks(from_rgb(255, 255, 0), from_rgb(255, 0, 0), from_rgb(0, 255, 0)),
    "one": Inks(*[from_rgb(255, 255, 255)] * 3),
}


@dataclass(frozen=True, slots=True)
class BoardSlide:
    """One slide of a board: its lines in capitals, the scale of their letters, its place among the text's slides."""

    lines: tuple[str, ...]
    scale: int
    part: int
    parts: int

    @property
    def cap_px(self) -> int:
        """The height of the capitals in lamps."""
        return CAP_ROWS * self.scale


def is_board(screen: Screen) -> bool:
    """True where words are set in the pixel face."""
    return screen.colour != "full" or min(screen.width, screen.height) <= MOST_ROWS


def largest_scale(screen: Screen) -> int:
    """Return the largest scale of the pixel face in which one line fits, 0 where none does."""
    return screen.height // LINE_ROWS


def board_slides(text: str, screen: Screen, least_cap: float) -> tuple[BoardSlide, ...]:
    """Return a text as slides: the fewest with capitals of at least `least_cap` lamps, then the largest letters.

    Where no scale keeps the least capitals, the largest that holds every word; () where none does.
    """
    words = " ".join(text.split())
    tried = [made for scale in range(largest_scale(screen), 0, -1) if (made := _in_scale(words, screen, scale))]
    readable = [each for each in tried if each[0].cap_px >= least_cap]
    return min(readable, key=len) if readable else tried[0] if tried else ()


def _in_scale(text: str, screen: Screen, scale: int) -> tuple[BoardSlide, ...]:
    """Return a text as slides with letters of one scale; () where a word is too wide."""
    rows, found = screen.height // (LINE_ROWS * scale), tuple[tuple[str, ...], ...]()
    whole = _broken(text, screen.width, rows, scale)
    if whole:
        return (BoardSlide(whole, scale, 1, 1),)
    # Words are not torn for the mark's sake: rather it stays away.
    for room in (screen.width - _MARK, screen.width):
        parts = split(text, lambda part, room=room: bool(_broken(part, room, rows, scale)))  # type: ignore[misc]
        found = tuple(_broken(part, room, rows, scale) for part in parts)
        if not any(_is_torn(part, room, scale) for part in parts):
            break
    return tuple(BoardSlide(lines, scale, at, len(found)) for at, lines in enumerate(found, 1))


def _limit(width: int, scale: int) -> float:
    """Return the widest line in em: the gap behind its last letter may lie outside."""
    return (width + scale) / (LINE_ROWS * scale)


def _is_torn(text: str, width: int, scale: int) -> bool:
    return _measured(text, torn=False).unit > _limit(width, scale)


@lru_cache(maxsize=4096)
def _broken(text: str, width: int, rows: int, scale: int) -> tuple[str, ...]:
    """Return the text in capitals in at most so many lines, broken by meaning, or () where it does not fit."""
    limit = _limit(width, scale)
    measured = _measured(text, torn=_is_torn(text, width, scale))
    count = fewest_lines(measured, limit)
    if count > rows:
        return ()
    found = best_breaking(measured, count, limit)
    if not found:
        return ()
    words, starts = [upper(word) for word in measured.joints.words], (0, *(last + 1 for last in found[0][:-1]))
    return tuple(" ".join(words[start : last + 1]) for start, last in zip(starts, found[0], strict=True))


@lru_cache(maxsize=4096)
def _measured(text: str, *, torn: bool) -> Measured:
    priced = loosened(joints(text)) if torn else joints(text)
    widths = tuple(word_width(FACE, upper(word)) for word in priced.words)
    return measure(priced, widths, space_width(FACE))


def board_scene(slide: BoardSlide, screen: Screen, opening: int = 0) -> Scene:
    """Return a slide as a scene of the board's pixels; its first `opening` words have a colour of their own."""
    inks, em = INKS[screen.colour], LINE_ROWS * slide.scale
    top = (screen.height - em * len(slide.lines)) // 2
    widths = [round(shape_line(FACE, line).width * em) - slide.scale for line in slide.lines]
    marked = slide.parts > 1 and max(widths) <= screen.width - _MARK
    room = screen.width - (_MARK if marked else 0)
    nodes: list[Node] = [Shape(rectangle(Rect(-1, -1, screen.width + 1, screen.height + 1)), Flat(BLACK))]
    for row, line in enumerate(slide.lines):
        words, left = line.split(" "), max(0, (room - widths[row]) // 2)
        runs = ((" ".join(words[:opening]), inks.opening), (" ".join(words[opening:]), inks.words))
        nodes += run_nodes(runs, left, top + row * em + ASCENT_ROWS * slide.scale, em)
        opening = max(0, opening - len(words))
    if marked:
        nodes.append(_place_mark(slide, screen, inks.mark))
    return Scene(Unit.PX, Size(screen.width, screen.height), Insets(), tuple(nodes), screen.id)


def openings(text: str) -> int:
    """Return how many words of a text open it, and are told apart by colour."""
    return len(divide(text).opening.split())


def run_nodes(runs: tuple[tuple[str, Colour], ...], left: float, baseline: float, em: float) -> Iterator[Text]:
    """Yield runs of words of one line, each in its colour, a space between them."""
    for words, colour in runs:
        if words:
            line = shape_line(FACE, words)
            yield from line_nodes(line, left, baseline, em, colour)
            left += round((line.width + space_width(FACE)) * em)


def line_nodes(line: Line, left: float, baseline: float, em: float, colour: Colour) -> Iterator[Text]:
    """Yield a shaped line as nodes, one for each run of one face."""
    for (font, share), held in groupby(line.glyphs, key=lambda glyph: (glyph.face, glyph.scale)):
        run = tuple(held)
        glyphs = tuple(Glyph(g.gid, left + g.x * em, baseline - g.y * em, g.text) for g in run)
        box = union(glyph.ink for glyph in run if glyph.ink) or Rect(0.0, 0.0, 0.0, 0.0)
        ink = Rect(left + box.left * em, baseline - box.bottom * em, left + box.right * em, baseline - box.top * em)
        yield Text(font, em * share, glyphs, Flat(colour), ink, base=baseline)


def _place_mark(slide: BoardSlide, screen: Screen, colour: Colour) -> Shape:
    """Return the mark at the right edge that tells which part of the text this is, as a scroll bar does."""
    top = screen.height * (slide.part - 1) // slide.parts
    bottom = max(top + 1, screen.height * slide.part // slide.parts)
    return Shape(rectangle(Rect(screen.width - 1, top, screen.width, bottom)), Flat(colour))


def lacking(text: str) -> tuple[str, ...]:
    """Return the letters of a text that the pixel face has not."""
    return face(FACE).missing(upper(text))
