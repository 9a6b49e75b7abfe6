"""Many works on one A3 sheet for a single signature: each small, with its words in full.

Where they are too many for one sheet, the last one is signed and the others say so. Millimetres.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass

from render.catalogue import Catalogue
from render.geometry import Rect
from render.proofs.facts import Work, day, extent, name_of
from render.proofs.furniture import (
    A3,
    FINE,
    GAP,
    LABEL,
    RULE,
    SMALL,
    SMALL_STRONG,
    Head,
    foot,
    head,
    rule,
    sheet,
    sign_off,
)
from render.proofs.notes import changes, content_notes
from render.proofs.picture import finished
from render.proofs.prose import line_nodes, one_line
from render.proofs.rows import Row, drawn, height_of, paragraph, space
from render.scene.nodes import Node, Scene

_COLUMNS = range(2, 9)
# Smaller drawings say nothing; larger ones leave the sheet bare where works are few.
_LEAST, _MOST, _NEARLY = 16.0, 80.0, 0.8
_PAGE_GAP, _RULE_GAP = 2.0, 1.5


@dataclass(frozen=True, slots=True)
class _Grid:
    """How works stand on a sheet: so many side by side, their drawings so high, captions by row."""

    columns: int
    picture: float
    rows: tuple[tuple[tuple[Work, list[Row]], ...], ...]


def summary(works: Sequence[Work], words: Catalogue) -> tuple[Scene, ...]:
    """Return the sheets of many works, as few as can be."""
    count, grids = 1, [_grid(works, words)]
    while None in grids:
        count += 1
        size = math.ceil(len(works) / count)
        grids = [_grid(works[at : at + size], words) for at in range(0, len(works), size)]
    code = hashlib.sha256(" ".join(work.code for work in works).encode()).hexdigest()[:8].upper()
    pages = []
    for at, grid in enumerate(filter(None, grids), 1):
        top = _head(works, f"{code[:4]} {code[4:]}", at, len(grids), words)
        pages.append(sheet(A3, [*top, *_cells(grid), *_end(at, len(grids), words)], f"summary-{at}"))
    return tuple(pages)


def _grid(works: Sequence[Work], words: Catalogue) -> _Grid | None:
    """Return the grid with the largest drawings, None where not even small ones find room."""
    grids = [grid for columns in _COLUMNS if (grid := _tried(works, columns, words))]
    fit = [grid for grid in grids if len(works) == 1 or all(_is_seen(work, grid) for work in works)]
    return max(fit, key=_least_area, default=None)


def _is_seen(work: Work, grid: _Grid) -> bool:
    """True where a work's drawing is high enough, or takes nearly all the width, as banners do."""
    width, height = _drawn(work, grid)
    return height >= _LEAST or width >= _NEARLY * _width(grid.columns)


def _drawn(work: Work, grid: _Grid) -> tuple[float, float]:
    """Return the width and height of a work's pages side by side in its cell."""
    scale = _scale(work, _width(grid.columns), grid.picture - _RULE_GAP)
    sizes = [scene.size for _, scene in work.pages]
    return sum(size.width for size in sizes) * scale, _tallest(work) * scale


def _scale(work: Work, width: float, height: float) -> float:
    sizes = [scene.size for _, scene in work.pages]
    room = width - _PAGE_GAP * (len(sizes) - 1)
    return min(room / sum(size.width for size in sizes), height / _tallest(work))


def _tallest(work: Work) -> float:
    return max(scene.size.height for _, scene in work.pages)


def _least_area(grid: _Grid) -> float:
    """Return the area of the smallest drawing of a grid."""
    drawn_sizes = (_drawn(work, grid) for row in grid.rows for work, _ in row)
    return min(width * height for width, height in drawn_sizes)


def _width(columns: int) -> float:
    return (A3.body.width - (columns - 1) * GAP) / columns


def _tried(works: Sequence[Work], columns: int, words: Catalogue) -> _Grid | None:
    captions = [(work, _caption(work, _width(columns), words)) for work in works]
    rows = tuple(tuple(captions[at : at + columns]) for at in range(0, len(captions), columns))
    taken = sum(max(height_of(caption) for _, caption in row) for row in rows) + (len(rows) - 1) * GAP
    picture = (A3.body.height - taken) / len(rows)
    # No higher than the highest work can be: banners leave the sheet's foot free, not their cells' heads.
    highest = max(_scale(work, _width(columns), _MOST) * _tallest(work) for work in works) + _RULE_GAP
    return _Grid(columns, min(picture, highest), rows) if picture > 2 * _RULE_GAP else None


def _cells(grid: _Grid) -> list[Node]:
    nodes: list[Node] = []
    width, top = _width(grid.columns), A3.body.top
    for row in grid.rows:
        for column, (work, caption) in enumerate(row):
            x = A3.body.left + column * (width + GAP)
            nodes += _pictures(work, Rect(x, top, x + width, top + grid.picture - _RULE_GAP))
            nodes.append(rule(x, top + grid.picture, x + width, top + grid.picture, RULE))
            nodes += drawn(caption, x, top + grid.picture)
        top += grid.picture + max(height_of(caption) for _, caption in row) + GAP
    return nodes


def _pictures(work: Work, box: Rect) -> list[Node]:
    """Return a work's pages side by side, at the foot of a box."""
    pages = [scene for _, scene in work.pages]
    scale = _scale(work, box.width, box.height)
    nodes: list[Node] = []
    x = box.left
    for scene in pages:
        wide, high = scene.size.width * scale, scene.size.height * scale
        nodes.append(finished(work.design.format, scene, Rect(x, box.bottom - high, x + wide, box.bottom)))
        x += wide + _PAGE_GAP
    return nodes


def _caption(work: Work, width: float, words: Catalogue) -> list[Row]:
    """Return a work's number, its words, what is ordered of it, and the notes on its content."""
    design = work.design
    name = " · ".join(part for part in (work.number, name_of(design.format, words)) if part)
    size = extent(design.format.trim, words, design.format.unit)
    copies = words("proof.copies", count=design.order.quantity) if design.format.is_print else ""
    facts = " · ".join(part for part in (size, copies, work.code, _revision(work, words), design.order.place) if part)
    marks = changes(design.original, design.text)[1].marks if design.changed else ()
    rows = [
        *space(1.0),
        *paragraph(name, SMALL_STRONG, width),
        *paragraph(design.text, SMALL, width, marks),
        *paragraph(facts, FINE, width),
    ]
    for note in content_notes(work, words):
        rows += paragraph(note, SMALL_STRONG, width)
    if design.changed:
        before = changes(design.original, design.text)[0]
        rows += paragraph(before.text, SMALL, width, before.marks)
    return rows


def _head(works: Sequence[Work], code: str, at: int, of: int, words: Catalogue) -> list[Node]:
    packs = dict.fromkeys(work.source[0].name for work in works if work.source)
    date = max(work.design.date for work in works)
    facts = (
        (words("proof.code"), code),
        (words("proof.works"), str(len(works))),
        (words("proof.date"), day(date, words) or "–"),
        (words("proof.sheet"), words("proof.of", at=at, of=of)),
    )
    title = words("proof.summary.title", count=len(works))
    said = Head(words("proof.summary.kind"), title, one_line(" · ".join(packs)), facts)
    return head(A3, said)


def _end(at: int, of: int, words: Catalogue) -> list[Node]:
    """Return what closes a sheet: the boxes to be signed on the last one, and the foot."""
    nodes = foot(A3, words("proof.foot"), "")
    if at == of:
        return [*sign_off(A3, words), *nodes]
    last = words("proof.summary.last", sheet=of)
    return [*line_nodes(last, LABEL, A3.body.left, A3.frame.bottom - LABEL.leading), *nodes]


def _revision(work: Work, words: Catalogue) -> str:
    number = work.design.order.revision
    return words("proof.revision-of", number=number) if number > 1 else ""
