"""Photographs as bands of a page need them: each band's own rows, cut out and sent along with it.

A photograph that is enlarged is never held whole where bands are painted; what a band samples are its own rows of it
and a few around them. Smaller copies, which Skia takes where a picture is made smaller, do not fall on the same rows
in every cutting, so that such a picture stays whole.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from render.backends.grid import Grid
from render.geometry import Matrix, Rect
from render.scene.nodes import Group, Node, Picture, Raster
from render.scene.rebuild import rebuilt
from render.scene.sheet import Page

# Rows around a band's own: what sampling between rows looks at, and one for rounding.
_AROUND = 2


@dataclass(frozen=True, slots=True)
class _Photograph:
    """A picture whose rows can be cut: row r's upper edge falls on the pixel row `first` + r × `pitch`."""

    picture: Picture
    first: float
    pitch: float

    def rows(self, top: int, bottom: int) -> Picture | None:
        """Return what the pixel rows top…bottom show of it, or None."""
        height = _held(self.picture).height
        from_row = max(0, math.floor((top - self.first) / self.pitch) - _AROUND)
        to_row = min(height, math.ceil((bottom - self.first) / self.pitch) + _AROUND)
        if from_row >= to_row:
            return None
        frame = self.picture.frame
        step = frame.height / height
        return replace(
            self.picture,
            frame=Rect(frame.left, frame.top + from_row * step, frame.right, frame.top + to_row * step),
            rgb=_cut(self.picture.rgb, from_row, to_row),
            cmyk=_cut(self.picture.cmyk, from_row, to_row) if self.picture.cmyk else None,
        )


@dataclass(frozen=True, slots=True)
class Photographs:
    """The photographs taken out of a page, in the order in which they are drawn."""

    held: tuple[_Photograph, ...] = ()

    def rows(self, top: int, bottom: int) -> tuple[Picture | None, ...]:
        """Return what the pixel rows top…bottom show of each."""
        return tuple(each.rows(top, bottom) for each in self.held)

    @property
    def bytes(self) -> int:
        """What they hold in all."""
        return sum(size_of(each.picture) for each in self.held)

    def largest(self, rows: int) -> int:
        """Return the bytes of what a band of so many rows may be sent."""
        return sum(
            size_of(each.picture) * min(1.0, (rows / each.pitch + 2 * _AROUND + 1) / _held(each.picture).height)
            for each in self.held
        ).__ceil__()


def taken_out(page: Page, grid: Grid) -> tuple[Page, Photographs]:
    """Return a page with its enlarged photographs emptied, where it is painted in several bands, and these."""
    if grid.one_band:
        return page, Photographs()
    found: list[_Photograph] = []
    nodes = tuple(_emptied(node, grid.to_pixels, found) for node in page.scene.nodes)
    return replace(page, scene=replace(page.scene, nodes=nodes)), Photographs(tuple(found))


def is_empty(node: Picture) -> bool:
    """True for a picture whose pixels were taken out."""
    return not _held(node).height


def size_of(node: Picture) -> int:
    """Return the bytes that a picture's pixels take."""
    return len(node.rgb.data) + (len(node.cmyk.data) if node.cmyk else 0)


def parts(nodes: tuple[Node, ...]) -> Iterator[tuple[Node, ...]]:
    """Yield the nodes in order, each emptied picture by itself within its groups, all between them together."""
    run: list[Node] = []
    for node in nodes:
        if not waits(node):
            run.append(node)
            continue
        if run:
            yield tuple(run)
            run = []
        if isinstance(node, Group):
            yield from ((replace(node, children=part),) for part in parts(node.children))
        else:
            yield (node,)
    if run:
        yield tuple(run)


def waits(node: Node) -> bool:
    """True where an emptied picture is among a node's leaves."""
    if isinstance(node, Group):
        return any(map(waits, node.children))
    return isinstance(node, Picture) and is_empty(node)


def filled(part: tuple[Node, ...], picture: Picture) -> tuple[Node, ...]:
    """Return a part with the pixels that its emptied picture waits for."""
    return rebuilt(part, lambda node: picture if isinstance(node, Picture) else node)


def _emptied(node: Node, matrix: Matrix, found: list[_Photograph]) -> Node:
    if isinstance(node, Group):
        if node.opacity < 1:
            # What shows through is painted apart from the rest, as one.
            return node
        inner = node.matrix.then(matrix)
        return replace(node, children=tuple(_emptied(child, inner, found) for child in node.children))
    photograph = _cuttable(node, matrix) if isinstance(node, Picture) else None
    if photograph is None:
        return node
    found.append(photograph)
    picture = photograph.picture
    return replace(picture, rgb=_cut(picture.rgb, 0, 0), cmyk=_cut(picture.cmyk, 0, 0) if picture.cmyk else None)


def _cuttable(node: Picture, matrix: Matrix) -> _Photograph | None:
    """Return a picture that stands upright and covers at least a pixel with each of its own."""
    raster, frame = _held(node), node.frame
    if not raster.height or matrix.b or matrix.c or min(matrix.a, matrix.d) <= 0:
        return None
    across, pitch = frame.width * matrix.a / raster.width, frame.height * matrix.d / raster.height
    if min(across, pitch) < 1:
        return None
    return _Photograph(node, frame.top * matrix.d + matrix.f, pitch)


def _held(node: Picture) -> Raster:
    """Return the raster that holds pixels; a page's colour may have emptied the other."""
    return node.rgb if node.rgb.height or node.cmyk is None else node.cmyk


def _cut(raster: Raster, first: int, last: int) -> Raster:
    if not raster.height:
        return raster
    row = raster.width * len(raster.mode)
    return Raster(raster.mode, raster.width, last - first, raster.data[first * row : last * row])
