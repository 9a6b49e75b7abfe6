"""The ticket as a table for spreadsheets, a line a work: UTF-8 with a mark, and the language's own separators."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from render.catalogue import Catalogue
from render.proofs.facts import day, decimal, finishing, name_of
from render.proofs.order_lines import OrderLine
from render.proofs.prose import one_line
from render.proofs.ticket_rows import scale_said

_COLUMNS = (
    "number",
    "code",
    "revision",
    "slogan",
    "text",
    "format",
    "finished-width",
    "finished-height",
    "print-width",
    "print-height",
    "scale",
    "faces",
    "pages",
    "copies",
    "material",
    "finishing",
    "place",
    "deadline",
    "copy-area",
    "area",
)
# A cell that begins so is taken for a formula.
_FORMULA = ("=", "+", "-", "@")


def table(lines: Sequence[OrderLine], words: Catalogue) -> bytes:
    """Return the table; sizes in mm, areas of what is printed in m²."""
    held = io.StringIO(newline="")
    # A spreadsheet parts cells by what its decimals leave free.
    writer = csv.writer(held, delimiter=";" if words.language == "vi" else ",")
    writer.writerow(words(f"ticket.csv.{name}") for name in _COLUMNS)
    for at, line in enumerate(lines, 1):
        writer.writerow(map(_plain, _cells(at, line, words)))
    return held.getvalue().encode("utf-8-sig")


def _cells(at: int, line: OrderLine, words: Catalogue) -> tuple[str, ...]:
    design, order = line.work.design, line.work.design.order
    return (
        str(at),
        line.work.code,
        str(order.revision),
        line.work.number,
        one_line(design.text),
        name_of(line.format, words),
        *(decimal(side, words) for side in (*line.format.trim, *line.printed)),
        scale_said(line.mode),
        str(line.format.faces),
        str(line.format.pages),
        str(line.quantity),
        line.material,
        "; ".join(finishing(line.format, words)),
        "; ".join(line.places),
        day(line.deadline, words),
        decimal(float(line.copy_area), words, 4),
        decimal(float(line.area), words),
    )


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
