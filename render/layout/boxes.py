"""Boxes in boxes: how a page is shared out, in the words of CSS flex-box and grid; a pure function of frozen values.

The subset: rows and columns that do not wrap, grids of fixed lengths and fractions. Sizes are border boxes
(`box-sizing: border-box`), there are no margins and no percentages, and nothing is rounded. What is left out of CSS
stands at its simplest value: `min-width: 0` unless a least size is given, `1fr` is `minmax(0, 1fr)`, and rows a grid
needs beyond those named are `1fr` too. In a grid `align` is `place-items`, `justify` is `place-content`.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from render.geometry import Insets, Rect, Size
from render.layout.flow import GRID, Node, lay
from render.layout.tracks import Cell, Track, placed
from render.model.lengths import resolve
from render.model.trees import Align, Justify, Kind, Tree, fraction

_NO_CONTENTS: Mapping[str, Size] = MappingProxyType({})
_NO_TRACKS: tuple[tuple[Track, ...], tuple[Track, ...], tuple[Cell, ...]] = ((), (), ())
# fields of a template's tree that hold no length
_AS_THEY_ARE = ("grow", "shrink", "aspect", "align", "justify", "self_align", "cell", "span")


@dataclass(frozen=True, slots=True)
class Box:
    """A box: how large it would be, how it gives way, and how it shares itself among its children.

    `width` and `height` are the size to start from, None for that of the content: a leaf's `content` or the children.
    `aspect` is width over height; it gives the side that nothing else does, and limits on one side hold for the
    other. A stretched side goes before it, except that in a grid the height follows the width. `absent` boxes take
    no room and no gap; so do nameless ones whose children are all absent.
    """

    name: str = ""
    kind: Kind = Kind.LEAF
    children: tuple[Box, ...] = ()
    width: float | None = None
    height: float | None = None
    content: Size = Size(0.0, 0.0)  # noqa: RUF009
    least_width: float = 0.0
    least_height: float = 0.0
    most_width: float = math.inf
    most_height: float = math.inf
    grow: float = 0.0
    shrink: float = 1.0
    aspect: float | None = None
    gap: float = 0.0
    padding: Insets = Insets()  # noqa: RUF009
    align: Align = Align.STRETCH
    justify: Justify = Justify.START
    self_align: Align | None = None
    columns: tuple[Track, ...] = ()
    rows: tuple[Track, ...] = ()
    cell: tuple[int, int] | None = None
    span: tuple[int, int] = (1, 1)
    absent: bool = False


def solve(root: Box, frame: Rect) -> dict[str, Rect]:
    """Return the rectangles of the named boxes, in order, the root filling the frame; ValueError: a name twice."""
    if _is_absent(root):
        return {}
    found: dict[str, Rect] = {}
    lay(_node(root, root.align), frame, found)
    return found


def _is_absent(box: Box) -> bool:
    return box.absent or (not box.name and bool(box.children) and all(map(_is_absent, box.children)))


def _node(box: Box, align: Align) -> Node:
    """Return a box made ready for its parent's alignment, without what is absent."""
    node = Node()
    children = [child for child in box.children if not _is_absent(child)] if box.children else []
    node.name, node.gap, node.justify = box.name, box.gap, box.justify
    node.axis = GRID if box.kind is Kind.GRID else 1 if box.kind is Kind.COLUMN else 0
    node.kids = tuple([_node(child, child.self_align or box.align) for child in children])
    node.stretch = align is Align.STRETCH
    node.lie = 0.5 if align is Align.CENTRE else 1.0 if align is Align.END else 0.0
    node.basis, node.content = (box.width, box.height), box.content
    node.grow, node.shrink, node.aspect, node.memo = box.grow, box.shrink, box.aspect or 0.0, {}
    top, right, bottom, left = box.padding
    node.lead, node.pad = (left, top), (left + right, top + bottom)
    node.low, node.high = _limits(box, node.pad)
    node.columns, node.rows, node.cells = _grid(box, children) if box.kind is Kind.GRID else _NO_TRACKS
    return node


def _limits(box: Box, pad: tuple[float, float]) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return least and most sizes: the least wins, and no box is smaller than its padding."""
    wide, high = box.least_width, box.least_height
    wide, high = pad[0] if wide < pad[0] else wide, pad[1] if high < pad[1] else high
    most_wide, most_high = box.most_width, box.most_height
    return (wide, high), (wide if most_wide < wide else most_wide, high if most_high < high else most_high)


def _grid(box: Box, children: list[Box]) -> tuple[tuple[Track, ...], tuple[Track, ...], tuple[Cell, ...]]:
    columns = box.columns or (Track(share=1.0),)
    cells = tuple(placed([(child.cell, child.span) for child in children], len(columns)))
    missing = max((cell.row + cell.rows for cell in cells), default=0) - len(box.rows)
    return columns, (*box.rows, *(Track(share=1.0),) * missing), cells


def resolved(
    tree: Tree, values: dict[str, float], contents: Mapping[str, Size] = _NO_CONTENTS, absent: Collection[str] = ()
) -> Box:
    """Return a template's tree as boxes: lengths by `values`, the sizes of named leaves, the names that are empty."""

    def length(text: str | None, otherwise: float = 0.0) -> float:
        return otherwise if text is None else resolve(text, values)

    def track(text: str) -> Track:
        share = fraction(text)
        return Track(fixed=length(text)) if share is None else Track(share=share)

    padding = tree.padding
    return Box(
        name=tree.name,
        kind=tree.kind,
        children=tuple(resolved(child, values, contents, absent) for child in tree.children),
        width=None if tree.width is None else length(tree.width),
        height=None if tree.height is None else length(tree.height),
        content=contents.get(tree.name, Size(0.0, 0.0)),
        least_width=length(tree.least_width),
        least_height=length(tree.least_height),
        most_width=length(tree.most_width, math.inf),
        most_height=length(tree.most_height, math.inf),
        gap=length(tree.gap),
        padding=Insets.all(length(padding)) if isinstance(padding, str) else Insets(*map(length, padding)),
        columns=tuple(map(track, tree.columns)),
        rows=tuple(map(track, tree.rows)),
        absent=bool(tree.name) and tree.name in absent,
        **{name: getattr(tree, name) for name in _AS_THEY_ARE},
    )
