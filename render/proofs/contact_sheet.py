"""A contact sheet: finished pages, small and in order, on one sheet that backends draw like any work.

Millimetres on paper; the pages keep their proportions and are drawn from their own scenes, not from pictures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from render.colour import Colour
from render.geometry import Insets, Matrix, Rect, Size, rectangle
from render.scene.nodes import Flat, Glyph, Group, Node, Scene, Shape, Text, Unit
from render.text.shaping import shape_line

PAPER = Colour((243, 241, 237), (2, 2, 4, 2))
INK = Colour((60, 58, 56), (0, 0, 0, 80))
_FACE = "be-vietnam-pro-600"
_MARGIN, _GAP, _CAPTION = 12.0, 4.0, 6.0


@dataclass(frozen=True, slots=True)
class Cell:
    """One slogan's pages under its caption: the widest on top, the others side by side below."""

    caption: str
    pages: tuple[Scene, ...]


def contact_sheet(title: str, cells: Sequence[Cell], columns: int = 5, cell_width: float = 150.0) -> Scene:
    """Return a sheet of cells in rows, each `cell_width` mm wide."""
    drawn = [_cell(cell, cell_width) for cell in cells]
    rows = [drawn[at : at + columns] for at in range(0, len(drawn), columns)]
    width = 2 * _MARGIN + columns * cell_width + (columns - 1) * 2 * _GAP
    nodes: list[Node] = [_words(title, _MARGIN, _MARGIN + 7.0, 8.0)]
    top = _MARGIN + 16.0
    for row in rows:
        for column, (_, group) in enumerate(row):
            nodes.append(_moved(group, _MARGIN + column * (cell_width + 2 * _GAP), top))
        top += max(height for height, _ in row) + 3 * _GAP
    size = Size(width, top + _MARGIN - 3 * _GAP)
    ground = Shape(rectangle(Rect(0.0, 0.0, *size)), Flat(PAPER))
    return Scene(Unit.MM, size, Insets(), (ground, *nodes), "contact-sheet")


def _moved(nodes: tuple[Node, ...], x: float, y: float) -> Group:
    return Group(nodes, Matrix.move(x, y))


def _cell(cell: Cell, width: float) -> tuple[float, tuple[Node, ...]]:
    """Return a cell's height and its nodes at the origin."""
    nodes: list[Node] = [_words(cell.caption, 0.0, 3.4, 3.4, width)]
    top = _CAPTION
    first, *others = sorted(cell.pages, key=lambda page: -page.size.width / page.size.height)
    height = width * first.size.height / first.size.width
    nodes.append(_page(first, 0.0, top, height))
    top += height + _GAP
    ratios = sum(page.size.width / page.size.height for page in others)
    if others:
        height = (width - _GAP * (len(others) - 1)) / ratios
        left = 0.0
        for page in others:
            nodes.append(_page(page, left, top, height))
            left += height * page.size.width / page.size.height + _GAP
        top += height
    return top, tuple(nodes)


def _page(page: Scene, x: float, y: float, height: float) -> Group:
    trim = Rect(0.0, 0.0, *page.size)
    scale = height / page.size.height
    return Group(page.nodes, Matrix.scale(scale).then(Matrix.move(x, y)), rectangle(trim), name=page.name)


def _words(text: str, x: float, baseline: float, size: float, room: float = 1e9) -> Text:
    """Return one line of text, its end cut at a word where the room ends."""
    line = shape_line(_FACE, text)
    while line.width * size > room and " " in text:
        text = text.rsplit(" ", 1)[0]
        line = shape_line(_FACE, f"{text} …")
    glyphs = tuple(Glyph(g.gid, x + g.x * size, baseline - g.y * size, g.text) for g in line.glyphs)
    ink = line.ink
    box = Rect(x + ink.left * size, baseline - ink.bottom * size, x + ink.right * size, baseline - ink.top * size)
    return Text(_FACE, size, glyphs, Flat(INK), box)
