"""Inks as a press wants them: black words overprint, photographs go through the profile and keep to the ink limit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from render.colour import BLACK, Colour, bounded
from render.images import inked_pixels
from render.problem import Problem, warning
from render.scene.bounds import walk
from render.scene.nodes import Flat, Node, Picture, Raster, Scene, Shape, Text
from render.scene.rebuild import rebuilt


@dataclass(frozen=True, slots=True)
class Inks:
    """The press's ICC profile, and the most ink in all that it takes, percent."""

    profile: bytes
    limit: float


def inked(scene: Scene, inks: Inks) -> Scene:
    """Return a scene whose pictures are in a press's inks and whose black words overprint."""

    def change(node: Node) -> Node:
        if isinstance(node, Text) and node.paint.colour == BLACK and node.paint.alpha >= 1:
            return replace(node, paint=replace(node.paint, overprint=True))
        return _through(node, inks) if isinstance(node, Picture) else node

    return replace(scene, nodes=rebuilt(scene.nodes, change))


def _through(node: Picture, inks: Inks) -> Picture:
    source = node.cmyk or node.rgb
    data = inked_pixels(source.mode, (source.width, source.height), source.data, inks.profile, inks.limit)
    return replace(node, cmyk=Raster("CMYK", source.width, source.height, data))


def heavy(scene: Scene, limit: float) -> tuple[Problem, ...]:
    """Return a warning for each flat colour with more ink than a press takes, with the nearest build that it does."""
    found: dict[Colour, None] = {}
    for node, _ in walk(scene.nodes):
        paint = node.fill if isinstance(node, Shape) else node.paint if isinstance(node, Text) else None
        if isinstance(paint, Flat) and not paint.colour.spot and sum(paint.colour.cmyk) > limit:
            found[paint.colour] = None
    return tuple(_too_heavy(colour, limit) for colour in found)


def _too_heavy(colour: Colour, limit: float) -> Problem:
    better = _said(bounded(colour, limit))
    total = round(sum(colour.cmyk))
    return warning("ink.limit", build=_said(colour), total=total, limit=round(limit), better=better)


def _said(colour: Colour) -> str:
    return "/".join(f"{round(ink)}" for ink in colour.cmyk)
