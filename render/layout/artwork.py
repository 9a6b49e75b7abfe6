"""Imported art on a page: its view box fitted into a frame, its roles answered by the palette."""

from __future__ import annotations

from typing import Literal

from render.colour import Colour, from_rgb
from render.errors import ContentError
from render.geometry import Matrix, Rect, rectangle
from render.model import artwork as art
from render.model.palettes import Palette
from render.scene.nodes import Cap, Flat, Group, Join, Linear, Node, Paint, Radial, Shape, Stop, Stroke

Fit = Literal["contain", "cover", "stretch"]


def place(
    artwork: art.Artwork,
    parts: tuple[Node, ...],
    frame: Rect,
    fit: Fit = "contain",
    anchor: tuple[float, float] = (0.5, 0.5),
) -> Group:
    """Return art, `coloured` as parts, as a group in scene coordinates, cut at its view box and the frame.

    `anchor` shares out the room that is left over, or cut off: 0 at the left or top, 1 at the right or bottom.
    """
    matrix = _fitted(artwork.box, frame, fit, anchor)
    shown = Rect(
        max(artwork.box.left, (frame.left - matrix.e) / matrix.a),
        max(artwork.box.top, (frame.top - matrix.f) / matrix.d),
        min(artwork.box.right, (frame.right - matrix.e) / matrix.a),
        min(artwork.box.bottom, (frame.bottom - matrix.f) / matrix.d),
    )
    return Group(parts, matrix, rectangle(shown), name="artwork")


def coloured(artwork: art.Artwork, palette: Palette) -> tuple[Node, ...]:
    """Return art as nodes in its own coordinates, in the colours of a palette.

    Raise ContentError naming file, line and role where the palette lacks a role.
    """
    return _Mixer(palette, artwork.source).nodes(artwork.parts)


def _fitted(box: Rect, frame: Rect, fit: Fit, anchor: tuple[float, float]) -> Matrix:
    sx, sy = frame.width / box.width, frame.height / box.height
    if fit != "stretch":
        sx = sy = min(sx, sy) if fit == "contain" else max(sx, sy)
    left = frame.left + (frame.width - box.width * sx) * anchor[0]
    top = frame.top + (frame.height - box.height * sy) * anchor[1]
    return Matrix(sx, 0.0, 0.0, sy, left - box.left * sx, top - box.top * sy)


class _Mixer:
    """Turns parts into nodes in the colours of one palette."""

    def __init__(self, palette: Palette, source: str) -> None:
        self.palette = palette
        self.source = source

    def nodes(self, parts: tuple[art.Part, ...]) -> tuple[Node, ...]:
        """Return parts as nodes in the same order."""
        return tuple(
            Group(self.nodes(part.children), part.matrix, part.clip, part.opacity, part.name)
            if isinstance(part, art.Cluster)
            else self._shape(part)
            for part in parts
        )

    def _shape(self, piece: art.Piece) -> Shape:
        fill = self._paint(piece.fill) if piece.fill else None
        return Shape(piece.path, fill, self._stroke(piece.pen) if piece.pen else None, piece.even_odd)

    def _stroke(self, pen: art.Pen) -> Stroke:
        return Stroke(self._flat(pen.paint), pen.width, Cap(pen.cap.value), Join(pen.join.value), pen.dash)

    def _paint(self, paint: art.Paint) -> Paint:
        if isinstance(paint, art.Solid):
            return self._flat(paint)
        stops = tuple(Stop(stop.offset, self._colour(stop.ink)) for stop in paint.stops)
        if isinstance(paint, art.Linear):
            return Linear(paint.start, paint.end, stops)
        return Radial(paint.centre, paint.radius, stops)

    def _flat(self, paint: art.Solid) -> Flat:
        return Flat(self._colour(paint.ink), paint.alpha)

    def _colour(self, ink: art.Ink) -> Colour:
        if isinstance(ink, art.Own):
            return from_rgb(*ink)
        if ink.name not in self.palette.role:
            facts = {"role": ink.name, "palette": self.palette.id, "roles": ", ".join(self.palette.role)}
            raise ContentError("svg.role", path=self.source, line=ink.line, **facts)
        return self.palette.colour(ink.name)
