"""Set words as scene nodes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from render.colour import Colour
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

    Readers of PDFs take a hyphen at a line's end for a word division and drop it. A dash that ends a line is drawn
    there, but its text stands, without ink, at the head of the next line: the words read are the words drawn.
    """
    nodes: list[Text] = []
    carried = ""
    for at, (line, colour) in enumerate(lines):
        node = _node(line, dx, dy, colour, crisp=pixels and line.cap <= _CRISP_CAP)
        node = _with_head(node, carried) if carried else node
        carried = ""
        if at + 1 < len(lines) and node.text.endswith(" -"):
            carried = "-"
            silent = tuple(replace(glyph, text="") for glyph in node.glyphs[-2:])
            node = replace(node, glyphs=(*node.glyphs[:-2], *silent))
        nodes.append(node)
    return tuple(nodes)


def _node(line: SetLine, dx: float, dy: float, colour: Colour, *, crisp: bool) -> Text:
    left, base = line.x + dx, line.baseline + dy

    def place(glyph: Placed) -> float:
        x = left + glyph.x * line.size
        return x + _to_pixel(left + glyph.ink.left * line.size) if crisp and glyph.ink else x

    glyphs = tuple(
        Glyph(glyph.gid, place(glyph), base - glyph.y * line.size, glyph.text) for glyph in line.line.glyphs
    )
    return Text(line.line.face, line.size, glyphs, Flat(colour), line.ink.moved(dx, dy))


def _to_pixel(edge: float) -> float:
    """Return how far an edge lies from the nearest whole pixel."""
    return round(edge) - edge


def _with_head(node: Text, text: str) -> Text:
    """Return a line with a word before it that has no ink: spaces stand for the word and its space."""
    space = face(node.font).gid(" ")
    width = space_width(node.font) * node.size
    first = node.glyphs[0]
    head = (Glyph(space, first.x - 2 * width, first.y, text), Glyph(space, first.x - width, first.y, " "))
    return replace(node, glyphs=(*head, *node.glyphs))
