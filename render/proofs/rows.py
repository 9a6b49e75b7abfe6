"""The rows of a form: headings, named values, paragraphs; packed into columns and parted between lines alone.

Millimetres; a row's nodes have their origin at its top left corner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from render.proofs.furniture import BODY, CAPTION, GAP, LABEL, RULE, moved, rule
from render.proofs.prose import Marked, Style, evenly, line_nodes, marked_nodes, one_line, wrap
from render.scene.nodes import Node

LABEL_MM = 25.0
_PAD, _LABEL_LEADING = 0.7, 3.3


@dataclass(frozen=True, slots=True)
class Row:
    """A strip of a form; where `keep`, it is never the last of a column."""

    height: float
    nodes: tuple[Node, ...] = ()
    keep: bool = False


def heading(text: str, width: float) -> list[Row]:
    """Return a section's heading under its rule."""
    nodes = (rule(0.0, 0.0, width, 0.0, RULE), *line_nodes(text, CAPTION, 0.0, 0.4))
    return [Row(5.8, nodes, keep=True)]


def paragraph(
    text: str, style: Style, width: float, marks: tuple[Marked, ...] = (), *, indent: float = 0.0, even: bool = False
) -> list[Row]:
    """Return a paragraph, a row a line; its lines as `even` as can be, or as full."""
    lines = (evenly if even else wrap)(one_line(text), style, width - indent)
    return [Row(style.leading, (moved(marked_nodes(line, style, marks), indent, 0.0),)) for line in lines]


def field(label: str, value: str | Sequence[str], width: float, style: Style = BODY) -> list[Row]:
    """Return a named value under a hairline; without a value, a dotted line to be filled in by hand."""
    values = [value] if isinstance(value, str) else [*value]
    lines = (
        [line for each in values for line in paragraph(each, style, width, indent=LABEL_MM)] if any(values) else []
    )
    if not lines:
        y = BODY.leading + 0.2
        lines = [Row(BODY.leading, (rule(LABEL_MM, y, width, y, dots=True),))]
    return labelled(label, lines, width)


def labelled(label: str, lines: Sequence[Row], width: float) -> list[Row]:
    """Return rows with a name at the left of the first, under a hairline."""
    first, *others = lines
    names = wrap(label, LABEL, LABEL_MM - 1.0)
    name = [
        node
        for at, line in enumerate(names)
        for node in line_nodes(line.text, LABEL, 0.0, _PAD + at * _LABEL_LEADING)
    ]
    opening = Row(first.height + _PAD, (rule(0.0, 0.0, width, 0.0), *name, moved(first.nodes, 0.0, _PAD)))
    lacking = LABEL.leading + (len(names) - 1) * _LABEL_LEADING - height_of(lines)
    last = others.pop() if others else opening
    rows = [opening, *others, last] if last is not opening else [opening]
    rows[-1] = Row(last.height + _PAD + max(0.0, lacking), last.nodes)
    return rows


def space(height: float) -> list[Row]:
    """Return room between rows."""
    return [Row(height)]


def height_of(rows: Sequence[Row]) -> float:
    """Return the height of rows below one another."""
    return sum(row.height for row in rows)


def packed(rows: Sequence[Row], height: float) -> list[list[Row]]:
    """Return rows in columns of a height; room at a column's head falls away."""
    columns: list[list[Row]] = [[]]
    for at, row in enumerate(rows):
        needed = row.height + (rows[at + 1].height if row.keep and at + 1 < len(rows) else 0.0)
        if columns[-1] and height_of(columns[-1]) + needed > height + 1e-6:
            columns.append([])
        if row.nodes or columns[-1]:
            columns[-1].append(row)
    return columns


def shared(sections: Sequence[Sequence[Row]], columns: int) -> list[list[Row]]:
    """Return sections in so many columns, none of them parted, the highest as low as can be."""
    cuts = combinations(range(1, len(sections)), min(columns, len(sections)) - 1)
    ways = [[*pairwise((0, *cut, len(sections)))] for cut in cuts]
    filled = [[joined(sections[start:end]) for start, end in way] for way in ways]
    return min(filled, key=lambda way: max(map(height_of, way)))


def joined(sections: Sequence[Sequence[Row]]) -> list[Row]:
    """Return sections below one another, with room between."""
    rows = [row for section in sections for row in (*section, Row(GAP / 2))]
    return rows[:-1]


def drawn(column: Sequence[Row], x: float, top: float) -> list[Node]:
    """Return a column of rows at its place."""
    nodes: list[Node] = []
    for row in column:
        if row.nodes:
            nodes.append(moved(row.nodes, x, top))
        top += row.height
    return nodes
