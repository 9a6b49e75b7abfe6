"""The ma-két: one sheet a work, for those who sign for its words and its looks.

Head, the drawing, what it says and what it is made of in columns, the boxes to be signed; what does not fit goes
on to a further sheet. Millimetres.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from render.catalogue import Catalogue
from render.geometry import Rect
from render.proofs.facts import (
    Work,
    day,
    name_of,
)
from render.proofs.furniture import (
    GAP,
    LABEL,
    Head,
    Paper,
    foot,
    head,
    sheet,
    sign_off,
)
from render.proofs.maket_rows import sections
from render.proofs.picture import drawing, plan
from render.proofs.prose import line_nodes
from render.proofs.rows import (
    Row,
    drawn,
    height_of,
    joined,
    packed,
    shared,
)
from render.scene.nodes import Node, Scene

_COLUMN, _LEAST_DRAWING = 85, 55
# Where one sheet leaves the drawing less than this share of its size on two, two are taken; half is then its own.
_LEAST_SHARE, _HALF = 0.6, 0.5


@dataclass(frozen=True, slots=True)
class _Arrangement:
    """One way to share a sheet out: the drawing's box, and the columns of text: their places, top, and rows."""

    box: Rect
    places: tuple[float, ...]
    top: float
    columns: list[list[Row]]
    width: float
    scale: float

    @property
    def fits(self) -> bool:
        """True where no further sheet is needed."""
        return len(self.columns) <= len(self.places)


def maket(work: Work, paper: Paper, words: Catalogue, place: str) -> tuple[Scene, ...]:
    """Return a work's sheet, and further ones where its words need them; `place` is its number among the works."""
    best = _best([*_arrangements(work, paper, words)])
    pages: list[list[Node]] = [drawing(work, best.box, words)]
    for x, column in zip(best.places, best.columns, strict=False):
        pages[0] += drawn(column, x, best.top)
    pages += _continued(best, paper)
    top = _head(work, paper, words, place)
    return tuple(
        sheet(paper, [*top, *nodes, *_end(paper, words, at, len(pages))], f"{work.code}-{at}")
        for at, nodes in enumerate(pages, 1)
    )


def _best(ways: Sequence[_Arrangement]) -> _Arrangement:
    """Return the way with the largest drawing on one sheet, unless it is far smaller than with a second one."""
    largest, *_ = sorted(ways, key=lambda each: (-each.scale, each.box.width))
    single = [each for each in ways if each.fits and each.scale >= _LEAST_SHARE * largest.scale]
    return max(single, key=lambda each: (each.scale, -each.box.width), default=largest)


def _continued(best: _Arrangement, paper: Paper) -> Iterator[list[Node]]:
    """Yield the further sheets of rows that were left, packed anew to their height."""
    body, left = paper.body, best.columns[len(best.places) :]
    count = int((body.width + GAP) // (best.width + GAP))
    again = packed([row for column in left for row in column], body.height)
    for at in range(0, len(again) if left else 0, count):
        nodes: list[Node] = []
        for number, column in enumerate(again[at : at + count]):
            nodes += drawn(column, body.left + number * (best.width + GAP), body.top)
        yield nodes


def _arrangements(work: Work, paper: Paper, words: Catalogue) -> Iterator[_Arrangement]:
    """Yield the ways to share the sheet out: the drawing beside the words, and above them."""
    body = paper.body
    most = int((body.width + GAP) // (_COLUMN + GAP))
    for count in range(1, most):
        for wide in range(_COLUMN, int((body.width - _LEAST_DRAWING) / count - GAP) + 1, 5):
            width = float(wide)
            left = body.right - count * (width + GAP) + GAP
            columns = _filled(sections(work, width, words), count, body.height)
            box = Rect(body.left, body.top, left - GAP, body.bottom)
            yield _made(work, words, box, columns, (count, width, left, body.top))
    width = (body.width - (most - 1) * GAP) / most
    parts = sections(work, width, words)
    for least in (_LEAST_DRAWING, body.height * _HALF):
        columns = _filled(parts, most, body.height - GAP - least)
        top = body.bottom - max(map(height_of, columns))
        box = Rect(body.left, body.top, body.right, top - GAP)
        yield _made(work, words, box, columns, (most, width, body.left, top))


def _made(
    work: Work, words: Catalogue, box: Rect, columns: list[list[Row]], measure: tuple[int, float, float, float]
) -> _Arrangement:
    count, width, left, top = measure
    places = tuple(left + at * (width + GAP) for at in range(count))
    return _Arrangement(box, places, top, columns, width, plan(work, (box.width, box.height), words).scale)


def _filled(parts: Sequence[Sequence[Row]], count: int, height: float) -> list[list[Row]]:
    """Return sections in whole columns where they fit the height, else parted wherever a column ends."""
    whole = shared(parts, count)
    return whole if max(map(height_of, whole)) <= height else packed(joined(parts), height)


def _head(work: Work, paper: Paper, words: Catalogue, place: str) -> list[Node]:
    design = work.design
    title = " · ".join(part for part in (work.number, name_of(design.format, words)) if part)
    below = work.source[0].name if work.source else ""
    facts = (
        (words("proof.code"), work.code),
        (words("proof.revision"), str(design.order.revision)),
        (words("proof.date"), day(design.date, words) or "–"),
        (words("proof.sheet"), place),
    )
    return head(paper, Head(words("proof.kind"), title, below, facts))


def _end(paper: Paper, words: Catalogue, page: int, pages: int) -> list[Node]:
    """Return what closes a sheet: the boxes to be signed on the first one, and the foot."""
    nodes = foot(paper, words("proof.foot"), words("proof.of", at=page, of=pages) if pages > 1 else "")
    if page == 1:
        return [*sign_off(paper, words), *nodes]
    left, bottom = paper.frame.left, paper.frame.bottom
    return [*line_nodes(words("proof.continued"), LABEL, left, bottom - LABEL.leading), *nodes]
