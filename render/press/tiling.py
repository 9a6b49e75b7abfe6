"""Works cut into tiles: for machines narrower than the work, and for the printer at home.

Tiles are strips, or a grid where both sides are bounded; they overlap, are numbered row by row, and each shows in a
key map where it belongs. Lengths are real millimetres.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from render.colour import BLACK, Colour
from render.errors import UsageError
from render.geometry import Insets, Rect, rectangle
from render.press.marks import SLUG_MM, slug_line
from render.scene.nodes import Flat, Node, Shape, Stroke
from render.scene.sheet import Page

# ISO 216, and the margin that printers at home cannot print.
_PAPERS = {"a4": (210.0, 297.0), "a3": (297.0, 420.0)}
_PAPER_MARGIN_MM, _PAPER_OVERLAP_MM = 8.0, 10.0
MOST_TILES = 500
_LIT = Colour((120, 120, 120), (0, 0, 0, 55))
_TYPED = re.compile(r"(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(?::(ngang|doc))?")


@dataclass(frozen=True, slots=True)
class Tiling:
    """The largest tile, mm, None for no bound on that side; how far neighbours overlap."""

    width: float | None
    height: float | None
    overlap: float


def parse_tiling(text: str) -> Tiling:
    """Return a tiling: `3200x50` (roll width × overlap), `:ngang` or `:doc` for strips that lie or stand; a4, a3.

    Without a direction strips stand where that takes fewer of them, or as many.
    """
    name = text.strip().lower()
    if name in _PAPERS:
        width, height = (side - 2 * _PAPER_MARGIN_MM for side in _PAPERS[name])
        return Tiling(width, height - SLUG_MM, _PAPER_OVERLAP_MM)
    found = _TYPED.fullmatch(name)
    if not found or not float(found[1]) > 2 * float(found[2]) or float(found[1]) < 50:
        raise UsageError("tile.unreadable", text=text)
    roll, overlap = float(found[1]), float(found[2])
    return Tiling(None if found[3] == "ngang" else roll, None if found[3] == "doc" else roll, overlap)


def tiled(page: Page, tiling: Tiling, face: str, label: str, *, marks: bool = True) -> tuple[Page, ...]:
    """Return a page's tiles, numbered and with their key map below where `marks`; raise UsageError for too many."""
    boxes = tile_boxes(page.bleed, tiling)
    if len(boxes) > MOST_TILES:
        raise UsageError("tile.too-many", count=len(boxes), most=MOST_TILES)
    return tuple(_tile(page, boxes, at, face, label, marks=marks) for at in range(len(boxes)))


def tile_boxes(printed: Rect, tiling: Tiling) -> tuple[Rect, ...]:
    """Return the tiles of what is printed, row by row, as equal as can be: a narrow last strip shows its seam."""
    across = _parts(printed.left, printed.right, tiling.width, tiling.overlap)
    down = _parts(printed.top, printed.bottom, tiling.height, tiling.overlap)
    if tiling.width == tiling.height:
        # A roll bounds one side of a strip alone: standing or lying, whichever takes fewer.
        if len(across) <= len(down):
            down = [(printed.top, printed.bottom)]
        else:
            across = [(printed.left, printed.right)]
    return tuple(Rect(left, top, right, bottom) for top, bottom in down for left, right in across)


def _parts(start: float, end: float, most: float | None, overlap: float) -> list[tuple[float, float]]:
    length = end - start
    if most is None or length <= most:
        return [(start, end)]
    count = math.ceil((length - overlap) / (most - overlap))
    size = (length + (count - 1) * overlap) / count
    return [(start + at * (size - overlap), start + at * (size - overlap) + size) for at in range(count)]


def _tile(page: Page, boxes: tuple[Rect, ...], at: int, face: str, label: str, *, marks: bool) -> Page:
    box = boxes[at]
    if not marks:
        return Page(page.scene, box, box, box)
    media = box.grown(Insets(0.0, 0.0, SLUG_MM, 0.0))
    text = slug_line(f"{at + 1}/{len(boxes)}   {label}", face, box, media, 1.0)
    return Page(page.scene, box, box, media, (text, *_key_map(boxes, at, box)))


def _key_map(boxes: tuple[Rect, ...], at: int, box: Rect) -> list[Node]:
    """Return the tiles small, below the tile at its right, its own filled."""
    whole = Rect(boxes[0].left, boxes[0].top, boxes[-1].right, boxes[-1].bottom)
    height = SLUG_MM * 0.7
    scale = min(height / whole.height, box.width * 0.3 / whole.width)
    left, top = box.right - whole.width * scale - 4.0, box.bottom + SLUG_MM * 0.15
    nodes: list[Node] = []
    for number, each in enumerate(boxes):
        small = Rect(
            left + (each.left - whole.left) * scale,
            top + (each.top - whole.top) * scale,
            left + (each.right - whole.left) * scale,
            top + (each.bottom - whole.top) * scale,
        )
        nodes.append(Shape(rectangle(small), Flat(_LIT) if number == at else None, Stroke(Flat(BLACK), 0.15)))
    return nodes
