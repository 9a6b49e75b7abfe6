"""Running text: all texts in one row that closes on itself, as one long picture and as frames of a film.

Coordinates are the wall's pixels; the row is `loop` pixels long and moves left by `step` whole ones a frame: no
letter ever stands between two lamps. Frame 0 begins with the first text at the right edge, and behind the last
frame comes the first.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from render.backends.base import ColourMode
from render.backends.grid import Band, Grid
from render.backends.raster import paint
from render.colour import Colour
from render.geometry import Insets, Rect, Size, rectangle, star
from render.model.screens import Screen
from render.scene.nodes import Flat, Node, Scene, Shape, Text, Unit
from render.screens import boards
from render.screens.canvas import fed, lamps, page_of, rgb
from render.screens.film import Planes, planes
from render.screens.reading import ticker_speed
from render.text.fonts import face
from render.text.normalize import upper
from render.text.shaping import shape_line, space_width

WALL_FACE = "alumni-sans-800"
# Capitals of a wall's ticker: a share of its height, and of its width, so that some words are always in view.
_OF_HEIGHT, _OF_WIDTH, _LEAST_CAP = 0.42, 1 / 14, 10
# So many letters at least are in view on a board before its letters are made larger.
_IN_VIEW = 8
# Space between texts, in capitals; on a wall a star stands in its middle.
_GAP, _STAR = 3.2, 0.55
_TILE = 1024


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of a wall's ticker: ground, words, the opening words, the stars between texts."""

    ground: Colour
    words: Colour
    opening: Colour
    star: Colour


@dataclass(frozen=True, slots=True)
class Ticker:
    """A row of texts ready to run: its nodes from left to right, how long it is and how it moves."""

    screen: Screen
    nodes: tuple[Text | Shape, ...]
    ground: Colour
    font: str
    cap: float
    loop: int
    step: int
    fps: int
    texts: tuple[str, ...]

    @property
    def frames(self) -> int:
        """How many frames one turn has."""
        return self.loop // self.step

    @property
    def scene(self) -> Scene:
        """The whole row as one picture, seamless from its right edge to its left."""
        ground = Shape(rectangle(Rect(-1.0, -1.0, self.loop + 1.0, self.screen.height + 1.0)), Flat(self.ground))
        return Scene(Unit.PX, Size(self.loop, self.screen.height), Insets(), (ground, *self.nodes), self.screen.id)


def plan_ticker(texts: Sequence[str], screen: Screen, look: Look, fps: int) -> Ticker:
    """Return texts as a row for a screen; a board's letters are whole lamps, a wall's capitals whole pixels high."""
    board = boards.is_board(screen)
    font = boards.FACE if board else WALL_FACE
    em, baseline = _board_size(screen) if board else _wall_size(screen)
    cap = face(font).cap_height / face(font).upem * em
    inks = boards.INKS[screen.colour] if board else None
    words, opening = (inks.words, inks.opening) if inks else (look.words, look.opening)
    gap, pen = round(_GAP * cap), 0
    nodes: list[Text | Shape] = []
    for text in texts:
        line = upper(" ".join(text.split()))
        count = boards.openings(text)
        pieces = line.split(" ")
        for part, colour in ((" ".join(pieces[:count]), opening), (" ".join(pieces[count:]), words)):
            if part:
                nodes += boards.line_nodes(shape_line(font, part), pen, baseline, em, colour)
                pen += round((shape_line(font, part).width + space_width(font)) * em)
        if not board:
            nodes.append(Shape(star(pen + gap / 2, baseline - cap / 2, _STAR * cap), Flat(look.star)))
        pen += gap
    letters = sum(len(text) for text in texts)
    step = max(1, int(ticker_speed((pen - gap * len(texts)) / letters, screen.width) / fps))
    whole = math.lcm(2, step)
    loop = -(-max(pen, screen.width) // whole) * whole
    ground = boards.BLACK if board else look.ground
    return Ticker(screen, tuple(nodes), ground, font, cap, loop, step, fps, tuple(texts))


def _board_size(screen: Screen) -> tuple[float, float]:
    """Return em and baseline on a board: as large as leaves some letters in view."""
    fitting = range(boards.largest_scale(screen), 1, -1)
    scale = next((each for each in fitting if screen.width >= 6 * each * _IN_VIEW), 1)
    em = boards.LINE_ROWS * scale
    return float(em), float((screen.height - em) // 2 + boards.ASCENT_ROWS * scale)


def _wall_size(screen: Screen) -> tuple[float, float]:
    used = face(WALL_FACE)
    cap = int(min(screen.height * _OF_HEIGHT, max(screen.width * _OF_WIDTH, _LEAST_CAP)))
    # Stacked marks above capitals are about as high as what hangs below is deep, and half a cap again.
    return cap / used.cap_height * used.upem, float(round(screen.height / 2 + cap * 0.62))


class Row:
    """The pixels of a ticker's row, drawn in tiles as they come into view; few are held."""

    def __init__(self, ticker: Ticker) -> None:
        self.ticker = ticker
        held = ticker.screen.width // _TILE + 4
        self._tile = lru_cache(maxsize=held)(self._painted)
        self._planes = lru_cache(maxsize=2 * held)(self._parted)

    def _painted(self, at: int) -> Band:
        ticker, left = self.ticker, at * _TILE
        right = min(left + _TILE, ticker.loop)
        shown = Rect(left, 0.0, right, ticker.screen.height)
        ground = Shape(rectangle(shown.grown(Insets.all(1.0))), Flat(ticker.ground))
        nodes: list[Node] = [ground, *(node for node in ticker.nodes if _is_near(node, left, right))]
        scene = Scene(Unit.PX, Size(ticker.loop, ticker.screen.height), Insets(), tuple(nodes))
        mode = ColourMode.MONO if ticker.screen.colour == "one" else ColourMode.RGB
        return lamps(paint(page_of(scene), Grid(right - left, ticker.screen.height, shown), mode), ticker.screen)

    def columns(self, left: int, width: int) -> Band:
        """Return so many columns of the row, which begins anew where it ends."""
        return np.concatenate([self._tile(at)[:, a:b] for at, a, b in self._cuts(left, width)], axis=1)

    def _cuts(self, left: int, width: int) -> Iterator[tuple[int, int, int]]:
        """Yield the tiles that hold some columns, each with its first column and the one behind its last."""
        while width > 0:
            left %= self.ticker.loop
            at, a = divmod(left, _TILE)
            b = min(a + width, _TILE, self.ticker.loop - at * _TILE)
            yield at, a, b
            left, width = left + b - a, width - (b - a)

    def _parted(self, at: int, odd: int) -> Planes:
        """Return a tile's planes, its pairs of columns beginning at an even or at an odd one."""
        width = min(_TILE, self.ticker.loop - at * _TILE)
        return planes(rgb(self.columns(at * _TILE + odd, width)))

    def frame(self, left: int, width: int) -> Planes:
        """Return so many columns, an even number, as planes: cut from tiles that were made once."""
        odd = left % 2
        cuts = [(self._planes(at, odd), a, b) for at, a, b in self._cuts(left - odd, width)]
        return Planes(
            np.concatenate([held.light[:, a:b] for held, a, b in cuts], axis=1),
            np.concatenate([held.blue[:, a // 2 : b // 2] for held, a, b in cuts], axis=1),
            np.concatenate([held.red[:, a // 2 : b // 2] for held, a, b in cuts], axis=1),
        )


def _is_near(node: Text | Shape, left: int, right: int) -> bool:
    box = node.ink if isinstance(node, Text) else node.path.bounds()
    return box is not None and box.left < right + 2 and box.right > left - 2


def pictures(ticker: Ticker) -> Iterator[Band]:
    """Yield the pictures of one turn as the player is fed them."""
    row, screen = Row(ticker), ticker.screen
    for at in range(ticker.frames):
        yield fed(row.columns(_start(ticker, at), screen.width), screen)


def film_frames(ticker: Ticker, *, window: bool) -> Iterator[tuple[bytes, int]]:
    """Yield the frames of one turn's film, of the wall alone or of the whole raster."""
    screen = ticker.screen
    plain = screen.fold == 1 and (window or screen.raster is None)
    if plain and screen.width % 2 == screen.height % 2 == 0:
        row = Row(ticker)
        for at in range(ticker.frames):
            yield row.frame(_start(ticker, at), screen.width).data, 1
        return
    (x, y), (width, height) = (screen.at, screen.folded) if window and screen.raster else ((0, 0), screen.canvas)
    for picture in pictures(ticker):
        yield planes(rgb(picture[y : y + height, x : x + width])).data, 1


def _start(ticker: Ticker, at: int) -> int:
    return (at * ticker.step - ticker.screen.width) % ticker.loop
