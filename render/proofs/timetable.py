"""A timetable: one page of paper across, a table in large type, to tape on the machine that shows.

Millimetres; a row is as high as its longest cell asks for, and all type shrinks alike where rows would not fit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from render.geometry import Insets, Rect, Size, rectangle
from render.proofs.contact_sheet import INK, PAPER
from render.scene.nodes import Flat, Glyph, Node, Scene, Shape, Text, Unit
from render.text.shaping import shape_line

PAGE = Size(297.0, 210.0)
_PLAIN, _BOLD = "be-vietnam-pro-400", "be-vietnam-pro-700"
_MARGIN, _TITLE, _EM, _LEAD, _PAD, _HAIR = 14.0, 9.0, 4.6, 1.45, 1.6, 0.3
_WIDTHS = (0.21, 0.19, 0.14, 0.11, 0.2, 0.15)
_PIECES = re.compile(r"[^ /-]*[ /-]+|[^ /-]+")
_SHRINK, _LEAST_EM = 0.94, 1.6


def timetable_page(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Scene:
    """Return the page: a title, and rows of as many cells as there are heads."""
    em = _EM
    while True:
        nodes, bottom = _table(title, heads, rows, em)
        if bottom <= PAGE.height - _MARGIN or em <= _LEAST_EM:
            break
        em *= _SHRINK
    ground = Shape(rectangle(Rect(0.0, 0.0, *PAGE)), Flat(PAPER))
    return Scene(Unit.MM, PAGE, Insets(), (ground, *nodes), "timetable")


def _table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], em: float) -> tuple[list[Node], float]:
    """Return the nodes at a type size, and where the last row ends."""
    room = PAGE.width - 2 * _MARGIN
    size = min(_TITLE, room / shape_line(_BOLD, title).width)
    nodes: list[Node] = [_text(_BOLD, title, _MARGIN, _MARGIN + _TITLE, size)]
    top = _MARGIN + 2 * _TITLE
    for face, cells in ((_BOLD, heads), *((_PLAIN, row) for row in rows)):
        nodes.append(_rule(top))
        left, high = _MARGIN, 0.0
        for cell, share in zip(cells, _WIDTHS, strict=True):
            lines = _wrapped(face, cell, share * room / em - 0.6)
            for at, line in enumerate(lines):
                nodes.append(_text(face, line, left, top + _PAD + em * (1.0 + at * _LEAD), em))
            high = max(high, 2 * _PAD + em * (1.3 + (len(lines) - 1) * _LEAD))
            left += share * room
        top += high
    return [*nodes, _rule(top)], top


def _rule(y: float) -> Shape:
    return Shape(rectangle(Rect(_MARGIN, y, PAGE.width - _MARGIN, y + _HAIR)), Flat(INK))


def _wrapped(face: str, text: str, room: float) -> list[str]:
    """Return a cell's words in lines no wider than the room, in em; names of folders may part behind - and /."""
    lines = [""]
    for piece in _PIECES.findall(text):
        longer = lines[-1] + piece
        if lines[-1] and shape_line(face, longer.rstrip()).width > room:
            lines.append(piece)
        else:
            lines[-1] = longer
    return [line.rstrip() for line in lines]


def _text(face: str, words: str, x: float, baseline: float, size: float) -> Text:
    line = shape_line(face, words)
    glyphs = tuple(Glyph(g.gid, x + g.x * size, baseline - g.y * size, g.text) for g in line.glyphs)
    ink = line.ink
    box = Rect(x + ink.left * size, baseline - ink.bottom * size, x + ink.right * size, baseline - ink.top * size)
    return Text(face, size, glyphs, Flat(INK), box)
