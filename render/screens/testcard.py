"""Test cards: an operator sees in a minute whether every module shows its own part of the picture.

A grid with the modules' numbers, a border of one pixel, four corners in four colours, the wall's size and a telephone
number, ramps of colours and of grey; and a bar that walks over the wall.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from render.backends.grid import Band
from render.colour import Colour, from_rgb
from render.geometry import Insets, Rect, Size, polygon, rectangle
from render.model.screens import Screen
from render.model.sizes import plain
from render.scene.nodes import Flat, Linear, Node, Scene, Shape, Stop, Unit
from render.screens import boards
from render.screens.canvas import fed, paint_wall, rgb
from render.screens.film import planes
from render.screens.slides import black
from render.text.shaping import shape_line

# From this height on one card holds everything; lower walls get two.
_ONE_CARD_ROWS, _ONE_CARD_COLUMNS = 128, 160
# The grid of a wall whose modules nobody named.
_UNKNOWN = 64
_WHITE, _BLACK = from_rgb(255, 255, 255), from_rgb(0, 0, 0)
_FIELDS = (from_rgb(0, 0, 48), from_rgb(0, 40, 40))
_LINES, _NUMBERS = from_rgb(90, 90, 110), from_rgb(255, 200, 0)
_CORNERS = (from_rgb(255, 0, 0), from_rgb(0, 255, 0), from_rgb(0, 96, 255), from_rgb(255, 255, 0))
_RAMPS = (_WHITE, _CORNERS[0], _CORNERS[1], from_rgb(0, 0, 255))
_SWEEP_SECONDS = 6


def cards(screen: Screen, phone: str) -> tuple[Scene, ...]:
    """Return the test cards of a wall: one, or two where it is too small for everything at once."""
    if screen.height >= _ONE_CARD_ROWS and screen.width >= _ONE_CARD_COLUMNS:
        return (_scene(screen, (*_grid(screen), *_panel(screen, phone), *_edges(screen))),)
    return _scene(screen, (*_grid(screen), *_edges(screen))), _scene(
        screen, (*_facts(screen, phone), *_edges(screen))
    )


def _scene(screen: Screen, nodes: Sequence[Node]) -> Scene:
    return Scene(Unit.PX, Size(screen.width, screen.height), Insets(), (*black(screen).nodes, *nodes), screen.id)


def _box(left: float, top: float, right: float, bottom: float, colour: Colour) -> Shape:
    return Shape(rectangle(Rect(left, top, right, bottom)), Flat(colour))


def _shown(colour: Colour, screen: Screen) -> Colour:
    """Return a colour that a board's lamps have: on boards without shades all that is lit is lit fully."""
    return colour if screen.colour == "full" else _WHITE if screen.colour == "one" else boards.INKS["three"].words


def _grid(screen: Screen) -> Iterator[Node]:
    """Yield the modules as fields of two colours with lines at their left and upper edges, and their numbers."""
    across, down = _module(screen)
    full, columns = screen.colour == "full", -(-screen.width // across)
    scale = _number_scale(columns * -(-screen.height // down), across, down)
    line, ink = _shown(_LINES, screen), _shown(_NUMBERS, screen)
    for at in range(columns * -(-screen.height // down)):
        row, column = divmod(at, columns)
        left, top = column * across, row * down
        if full:
            yield _box(left, top, left + across, top + down, _FIELDS[(row + column) % 2])
            yield _box(left, top, left + across, top + 1, line)
            yield _box(left, top, left + 1, top + down, line)
        if scale:
            shaped = shape_line(boards.FACE, str(at + 1))
            x = left + (across - round(shaped.width * boards.LINE_ROWS) * scale) // 2
            base = top + (down + boards.CAP_ROWS * scale) // 2
            yield from boards.line_nodes(shaped, x, base, boards.LINE_ROWS * scale, ink)


def _module(screen: Screen) -> tuple[int, int]:
    return screen.dots or (_UNKNOWN, _UNKNOWN)


def _number_scale(count: int, across: int, down: int) -> int:
    """Return the scale at which the longest number has room in a module, 0 where none has."""
    dots = round(shape_line(boards.FACE, "8" * len(str(count))).width * boards.LINE_ROWS)
    return min(
        (across - across // 5) // dots, (down - 2) // (2 * boards.CAP_ROWS) or (down - 2) // boards.CAP_ROWS, 8
    )


def _edges(screen: Screen) -> Iterator[Node]:
    """Yield the border of one pixel and the corners, each in its colour: left and right, above and below."""
    width, height, white = screen.width, screen.height, _shown(_WHITE, screen)
    for box in ((0, 0, width, 1), (0, height - 1, width, height), (0, 0, 1, height), (width - 1, 0, width, height)):
        yield _box(*box, white)
    side = max(4, min(_module(screen)) // 2)
    places = ((0, 0, 1, 1), (width, 0, -1, 1), (0, height, 1, -1), (width, height, -1, -1))
    for (x, y, right, down), colour in zip(places, _CORNERS, strict=True):
        corner = polygon([(x, y), (x + right * side, y), (x, y + down * side)])
        if screen.colour == "full":
            yield Shape(corner, Flat(colour))


def _lines_of(screen: Screen, phone: str) -> list[str]:
    metres = " × ".join(plain(side) for side in screen.metres) + " m" if screen.metres else ""
    return [line for line in (f"{screen.width} × {screen.height}", metres, phone) if line]


def _facts(screen: Screen, phone: str) -> Iterator[Node]:
    """Yield size and telephone number of a small board, as many lines as it has."""
    shown = [f"{screen.width} × {screen.height}", phone]
    room = Rect(2.0, 0.0, screen.width - 2.0, screen.height)
    if round(shape_line(boards.FACE, phone).width * boards.LINE_ROWS) > room.width:
        shown[1] = phone.replace(" ", "")
    lines = [line for line in shown if line][: max(1, screen.height // boards.LINE_ROWS)]
    yield from _words(lines, room, _shown(_NUMBERS, screen))


def _words(lines: Sequence[str], box: Rect, ink: Colour) -> Iterator[Node]:
    """Yield lines in the middle of a box, as large as whole lamps allow."""
    shaped = [shape_line(boards.FACE, line) for line in lines]
    dots = max(round(line.width * boards.LINE_ROWS) for line in shaped)
    scale = max(1, int(min(box.width // dots, box.height // (boards.LINE_ROWS * len(lines)))))
    em = boards.LINE_ROWS * scale
    top = box.top + (box.height - em * len(lines)) // 2
    for at, line in enumerate(shaped):
        left = box.left + (box.width - round(line.width * em)) // 2
        yield from boards.line_nodes(line, int(left), int(top) + at * em + boards.ASCENT_ROWS * scale, em, ink)


def _panel(screen: Screen, phone: str) -> Iterator[Node]:
    """Yield a dark field in the middle with the facts above and the ramps below."""
    across, down = _module(screen)
    # Whole modules, so that no number is half hidden.
    left, top = round(screen.width / 5 / across) * across, round(screen.height / 4 / down) * down
    right, bottom = screen.width // across * across - left, screen.height // down * down - top
    yield _box(left, top, right, bottom, _BLACK)
    middle = top + (bottom - top) * 6 // 10
    yield from _words(_lines_of(screen, phone), Rect(left + 4, top + 2, right - 4, middle), _shown(_NUMBERS, screen))
    if screen.colour != "full":
        return
    row = (bottom - middle - 2) / len(_RAMPS)
    for at, colour in enumerate(_RAMPS):
        box = Rect(left + 2, round(middle + at * row), right - 2, round(middle + (at + 1) * row))
        shades = Linear((box.left, 0.0), (box.right, 0.0), (Stop(0.0, _BLACK), Stop(1.0, colour)))
        yield Shape(rectangle(box), shades)


def bar_pictures(screen: Screen, fps: int) -> Iterator[Band]:
    """Yield a bar that walks from left to right and then from above to below, on a black wall with a border."""
    ground = paint_wall(_scene(screen, tuple(_edges(screen))), screen)
    for axis, side in ((1, screen.width), (0, screen.height)):
        thick = max(1, side // 96)
        step = max(1, side // (_SWEEP_SECONDS * fps))
        for at in range(0, side, step):
            picture = ground.copy()
            where = slice(at, min(at + thick, side))
            picture[(slice(None), where) if axis else where] = _lit(screen)
            yield fed(picture, screen)


def _lit(screen: Screen) -> tuple[int, ...]:
    return {"full": (255, 255, 255), "three": (255, 255, 0), "one": (255,)}[screen.colour]


def bar_frames(screen: Screen, fps: int) -> Iterator[tuple[bytes, int]]:
    """Yield the frames of the walking bar's film, of all that the player is fed."""
    for picture in bar_pictures(screen, fps):
        yield planes(rgb(np.ascontiguousarray(picture))).data, 1
