"""Edges and hard shadows of letters: paint beneath words that stand on a picture."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from render.geometry import Matrix, Path, joined
from render.model.palettes import Palette
from render.model.templates import Edge
from render.scene.nodes import Flat, Group, Join, Node, Shape, Stroke, Text
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
            shadows.append(_shadow(node, dark, line, *(move * cap for move in edge.shadow)))
        words.append(replace(node, outline=line))
    return (*shadows, *words)


def _shadow(node: Text, dark: Flat, line: Stroke | None, across: float, down: float) -> Group:
    """Return the outlines of a line with their edge, moved aside; one line's outlines serve all sizes."""
    em, start = node.size, node.glyphs[0]
    # What glyphs' places differ by from one size to the next is the dust of division.
    places = tuple(
        (glyph.gid, round((glyph.x - start.x) / em, 7), round((start.y - glyph.y) / em, 7)) for glyph in node.glyphs
    )
    edge = replace(line, paint=dark, width=line.width / em) if line else None
    moved = Matrix(em, 0.0, 0.0, -em, start.x + across, start.y + down)
    return Group((Shape(_contours(node.font, places), dark, edge),), moved)


@lru_cache(maxsize=512)
def _contours(font: str, places: tuple[tuple[int, float, float], ...]) -> Path:
    """Return the outlines of glyphs at their places, in em."""
    used = face(font)
    em = 1 / used.upem
    return joined(used.outline(gid).transformed(Matrix(em, 0.0, 0.0, em, x, y)) for gid, x, y in places)
