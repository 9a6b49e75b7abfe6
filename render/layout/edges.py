"""Edges and hard shadows of letters: paint beneath words that stand on a picture."""

from __future__ import annotations

from dataclasses import replace

from render.geometry import Matrix, Path
from render.model.palettes import Palette
from render.model.templates import Edge
from render.scene.nodes import Flat, Join, Node, Shape, Stroke, Text
from render.text.fonts import face


def edged(nodes: tuple[Text, ...], edge: Edge, palette: Palette) -> tuple[Node, ...]:
    """Return words with their edge, the shadows of all of them beneath.

    A shadow is a shape: words painted twice would be read twice.
    """
    dark = Flat(palette.colour(edge.shadow_role or edge.role))
    shadows: list[Node] = []
    words: list[Node] = []
    for node in nodes:
        used = face(node.font)
        cap = used.cap_height / used.upem * node.size
        line = Stroke(Flat(palette.colour(edge.role)), 2 * edge.width * cap, join=Join.ROUND) if edge.width else None
        if any(edge.shadow):
            across, down = (move * cap for move in edge.shadow)
            shadow = _contours(node).transformed(Matrix(1.0, 0.0, 0.0, 1.0, across, down))
            shadows.append(Shape(shadow, dark, replace(line, paint=dark) if line else None))
        words.append(replace(node, outline=line))
    return (*shadows, *words)


def _contours(node: Text) -> Path:
    used = face(node.font)
    scale = node.size / used.upem
    whole = Path("", ())
    for glyph in node.glyphs:
        whole += used.outline(glyph.gid).transformed(Matrix(scale, 0.0, 0.0, -scale, glyph.x, glyph.y))
    return whole
