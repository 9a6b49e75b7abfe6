"""Set words as scene nodes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from render.colour import Colour
from render.geometry import Rect, union
from render.scene.nodes import Flat, Glyph, Text
from render.text.block import SetLine
from render.text.fonts import face
from render.text.shaping import Placed, space_width

# Capitals up to this height in pixels look grey where their stems stand between pixels.
_CRISP_CAP = 24.0


def text_nodes(
    lines: Sequence[tuple[SetLine, Colour]], dx: float, dy: float, *, pixels: bool = False
) -> tuple[Text, ...]:
    """Return set lines as nodes, moved from their box to the page; on `pixels` small letters begin on whole ones.

    Where letters were lent, a line is a node for each face.

    Readers of PDFs take a hyphen at a line's end for a word division and drop it. A dash that ends a line is drawn
    there, but its text stands, without ink, at the head of the next line: the words read are the words drawn. They
    tell lines apart by the last glyph's width, too: a line of several nodes ends in a space.
    """
    nodes: list[Text] = []
    carried = ""
    for at, (line, colour) in enumerate(lines):
        placed = _with_head(line, carried) if carried else line.line.glyphs
        carried = ""
        if at + 1 < len(lines) and line.line.text.endswith(" -"):
            carried = "-"
            placed = (*placed[:-2], *(replace(glyph, text="") for glyph in placed[-2:]))
        if len({glyph.face for glyph in placed}) > 1:
            placed = (*placed, _space(placed[-1], line.line.width))
        nodes += _nodes(line, placed, dx, dy, colour, crisp=pixels and line.cap <= _CRISP_CAP)
    return tuple(nodes)


def _nodes(
    line: SetLine, placed: tuple[Placed, ...], dx: float, dy: float, colour: Colour, *, crisp: bool
) -> Iterator[Text]:
    """Yield a line's runs of one face each, in reading order."""
    left, base = line.x + dx, line.baseline + dy

    def place(glyph: Placed) -> float:
        x = left + glyph.x * line.size
        return x + _to_pixel(left + glyph.ink.left * line.size) if crisp and glyph.ink else x

    for (font, scale), run in groupby(placed, key=lambda glyph: (glyph.face, glyph.scale)):
        held = tuple(run)
        glyphs = tuple(Glyph(g.gid, place(g), base - g.y * line.size, g.text) for g in held)
        yield Text(font, line.size * scale, glyphs, Flat(colour), _ink(line, held).moved(dx, dy), base=base)


def _ink(line: SetLine, run: tuple[Placed, ...]) -> Rect:
    """Return the box of a run's ink; of a run that has none, its place on the baseline."""
    if len(run) >= len(line.line.glyphs):
        return line.ink
    box = union(glyph.ink for glyph in run if glyph.ink) or Rect(run[0].x, 0.0, run[-1].x, 0.0)
    return Rect(
        line.x + box.left * line.size,
        line.baseline - box.bottom * line.size,
        line.x + box.right * line.size,
        line.baseline - box.top * line.size,
    )


def _to_pixel(edge: float) -> float:
    """Return how far an edge lies from the nearest whole pixel."""
    return round(edge) - edge


def _with_head(line: SetLine, text: str) -> tuple[Placed, ...]:
    """Return a line's glyphs with a word before it that has no ink: spaces stand for the word and its space.

    They keep as near as readers allow: nearer than a tenth of an em words are one, and off the page they are none.
    """
    first = line.line.glyphs[0]
    width = space_width(first.face) * first.scale
    head = (replace(_space(first, first.x - 1.5 * width), text=text), _space(first, first.x - width / 2))
    return (*head, *line.line.glyphs)


def _space(beside: Placed, x: float) -> Placed:
    return Placed(face(beside.face).gid(" "), x, 0.0, " ", None, beside.face, beside.scale)
