"""Set words as scene nodes."""

from __future__ import annotations

from render.colour import Colour
from render.scene.nodes import Flat, Glyph, Text
from render.text.fit import SetLine


def text_node(line: SetLine, dx: float, dy: float, colour: Colour) -> Text:
    """Return a set line as a node, moved from its box to the page."""
    left, base = line.x + dx, line.baseline + dy
    glyphs = tuple(
        Glyph(glyph.gid, left + glyph.x * line.size, base - glyph.y * line.size, glyph.text)
        for glyph in line.line.glyphs
    )
    return Text(line.line.face, line.size, glyphs, Flat(colour), line.ink.moved(dx, dy))
