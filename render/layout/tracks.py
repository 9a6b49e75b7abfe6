"""Shares along one axis, in plain numbers: tracks of a grid, their cells, and where left-over room goes.

Source: CSS Grid Layout Module Level 2 (§ of that), CSS Box Alignment Module Level 3.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from render.model.trees import Justify


class Track(NamedTuple):
    """A column or row of a grid: a fixed length, or with `share` that many fr, which is minmax(0, share fr)."""

    fixed: float = 0.0
    share: float = 0.0


class Cell(NamedTuple):
    """Where a child lies in its grid, counted from nought, and how many tracks it covers."""

    column: int
    row: int
    columns: int
    rows: int


def spread(justify: Justify, free: float, count: int) -> tuple[float, float]:
    """Return the room before the first of `count` boxes and what each gap grows by; too little room hangs over."""
    if justify is Justify.BETWEEN and free > 0 and count > 1:
        return 0.0, free / (count - 1)
    return free * (0.5 if justify is Justify.CENTRE else 1.0 if justify is Justify.END else 0.0), 0.0


def sized(
    tracks: Sequence[Track], space: float | None, gap: float, demands: Iterable[tuple[int, int, float]]
) -> list[float]:
    """Return the lengths of tracks (§12.7).

    Without a known `space`, an fr is as long as the greediest child needs; `demands` are first track, span, length.
    """
    if space is not None:
        fr = _fraction(tracks, space, gap)
    else:
        fr = max((_fraction(tracks[at : at + span], need, gap) for at, span, need in demands), default=0.0)
    return [track.share * fr if track.share else track.fixed for track in tracks]


def _fraction(tracks: Sequence[Track], space: float, gap: float) -> float:
    """Return the length of one fr (§12.7.1); shares that sum to less than one leave room over."""
    room = space - gap * (len(tracks) - 1)
    shares = 0.0
    for track in tracks:
        shares += track.share
        room -= 0.0 if track.share else track.fixed
    return max(0.0, room) / max(1.0, shares) if shares else 0.0


def edges(lengths: Sequence[float], start: float, gap: float) -> list[tuple[float, float]]:
    """Return where each track begins and ends."""
    found = []
    for length in lengths:
        found.append((start, start + length))
        start += length + gap
    return found


def placed(wishes: Sequence[tuple[tuple[int, int] | None, tuple[int, int]]], columns: int) -> list[Cell]:
    """Return the cells of children by their wished (column, row), counted from one, and span.

    Those without a wish fill the free cells row by row, never going back (§8.5, sparse); a span wider than the grid
    is cut to it.
    """
    if all(at is None and span == (1, 1) for at, span in wishes):
        return [Cell(index % columns, index // columns, 1, 1) for index in range(len(wishes))]
    taken: set[tuple[int, int]] = set()
    cells: dict[int, Cell] = {}
    for index, (at, span) in enumerate(wishes):
        if at is not None:
            column = min(at[0], columns) - 1
            cells[index] = _take(Cell(column, at[1] - 1, min(span[0], columns - column), span[1]), taken)
    cursor = 0
    for index, (at, span) in enumerate(wishes):
        if at is None:
            wide = min(span[0], columns)
            while not _fits(cell := Cell(cursor % columns, cursor // columns, wide, span[1]), columns, taken):
                cursor += 1
            cells[index] = _take(cell, taken)
    return [cells[index] for index in range(len(wishes))]


def _fields(cell: Cell) -> Iterable[tuple[int, int]]:
    return (
        (column, row)
        for column in range(cell.column, cell.column + cell.columns)
        for row in range(cell.row, cell.row + cell.rows)
    )


def _fits(cell: Cell, columns: int, taken: set[tuple[int, int]]) -> bool:
    return cell.column + cell.columns <= columns and taken.isdisjoint(_fields(cell))


def _take(cell: Cell, taken: set[tuple[int, int]]) -> Cell:
    taken.update(_fields(cell))
    return cell
