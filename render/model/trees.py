"""Trees of boxes as templates write them: the words of CSS flex-box and grid, every length a sum as in `lengths`.

A tree says how a page is shared out; `render.layout.boxes` gives it a page, the sizes of what stands in its named
boxes and the names of those that stay empty, and solves it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

import msgspec

Length = str
_FRACTION = re.compile(r"(\d+(?:\.\d+)?)fr")
_LENGTHS = ("width", "height", "least_width", "least_height", "most_width", "most_height", "gap")
NotNegative = Annotated[float, msgspec.Meta(ge=0)]
Positive = Annotated[float, msgspec.Meta(gt=0)]
Count = Annotated[int, msgspec.Meta(ge=1, le=60)]


class Kind(StrEnum):
    """How a box shares itself among its children; a leaf has none."""

    ROW = "row"
    COLUMN = "column"
    GRID = "grid"
    LEAF = "leaf"


class Align(StrEnum):
    """Where children lie across a row or column, or in their cells of a grid."""

    START = "start"
    CENTRE = "centre"
    END = "end"
    STRETCH = "stretch"


class Justify(StrEnum):
    """Where room goes that no child of a row or column, no track of a grid takes."""

    START = "start"
    CENTRE = "centre"
    END = "end"
    BETWEEN = "between"


class Tree(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A box and the boxes in it; the fields are those of `render.layout.boxes.Box`, lengths still unresolved.

    `columns` and `rows` hold lengths and fractions such as `2fr`; `cell` is column and row, counted from one.
    """

    name: str = ""
    kind: Kind = Kind.LEAF
    children: tuple[Tree, ...] = ()
    width: Length | None = None
    height: Length | None = None
    least_width: Length | None = None
    least_height: Length | None = None
    most_width: Length | None = None
    most_height: Length | None = None
    grow: NotNegative = 0.0
    shrink: NotNegative = 1.0
    aspect: Positive | None = None
    gap: Length = "0"
    padding: Length | tuple[Length, Length, Length, Length] = "0"
    align: Align = Align.STRETCH
    justify: Justify = Justify.START
    self_align: Align | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    cell: tuple[Count, Count] | None = None
    span: tuple[Count, Count] = (1, 1)


def fraction(track: str) -> float | None:
    """Return the share of a track such as `2fr`, None of a length."""
    match = _FRACTION.fullmatch(track.strip())
    return float(match[1]) if match else None


def walk(tree: Tree) -> Iterator[Tree]:
    """Yield the box and all boxes in it, in order."""
    yield tree
    for child in tree.children:
        yield from walk(child)


def lengths_of(tree: Tree) -> Iterator[Length]:
    """Yield every length of a tree, for checking."""
    for box in walk(tree):
        yield from (length for name in _LENGTHS if (length := getattr(box, name)) is not None)
        yield from (box.padding,) if isinstance(box.padding, str) else box.padding
        yield from (track for track in (*box.columns, *box.rows) if fraction(track) is None)


def faults(tree: Tree) -> list[str]:
    """Return the names that stand twice, and `leaf` where a leaf has children."""
    names = [box.name for box in walk(tree) if box.name]
    twice = sorted({name for name in names if names.count(name) > 1})
    return [*twice, *("leaf" for box in walk(tree) if box.kind is Kind.LEAF and box.children)]
