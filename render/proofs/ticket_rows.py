"""The ticket's table: one row a work, its cells side by side in fixed columns, and the sum below.

Millimetres; a row's origin is the left end of its rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import accumulate

from render.catalogue import Catalogue
from render.geometry import Rect
from render.proofs.facts import Work, day, decimal, extent, finishing, name_of
from render.proofs.furniture import CAPTION, FIGURE, FINE, LABEL, RULE, SMALL, SMALL_STRONG, STRONG, rule
from render.proofs.order_lines import OrderLine, total
from render.proofs.picture import finished
from render.proofs.prose import Style, line_nodes, one_line, width_of, wrap
from render.proofs.rows import Row
from render.scene.nodes import Node
from render.scene.sheet import ScaleMode

# Name and width of each column; together the paper's frame.
_COLUMNS = (
    ("number", 7.0),
    ("picture", 28.0),
    ("work", 57.0),
    ("size", 38.0),
    ("faces", 12.0),
    ("copies", 21.0),
    ("material", 26.0),
    ("finishing", 35.0),
    ("deadline", 18.0),
    ("area", 20.0),
)
_RIGHT = frozenset(("copies", "area", "faces"))
_INSET, _PAD = 2.0, 1.5
_MOST_LINES = 3
_PICTURE_MM = 14.0


def square(area: Decimal, words: Catalogue) -> str:
    """Return an area in m² with two places."""
    text = f"{area:.2f}"
    return f"{text.replace('.', ',') if words.language == 'vi' else text} m²"


def header(words: Catalogue) -> Row:
    """Return the names of the columns over a rule."""
    nodes: list[Node] = []
    x = 0.0
    for name, width in _COLUMNS:
        align = 1.0 if name in _RIGHT else 0.0
        place = _right(name, x, width) if align else x
        nodes += line_nodes(words(f"ticket.column.{name}"), LABEL, place, 0.0, align=align)
        x += width
    nodes.append(rule(0.0, LABEL.leading + 1.0, x, LABEL.leading + 1.0, RULE))
    return Row(LABEL.leading + 1.0, tuple(nodes))


def line_row(number: int, line: OrderLine, words: Catalogue) -> Row:
    """Return one work's line: its cells side by side, as high as the highest."""
    cells = {
        "number": [(str(number), SMALL)],
        "work": _work(line, words),
        "size": _sizes(line, words),
        "faces": [(str(line.format.faces), SMALL), *_paged(line, words)],
        "copies": [(words("ticket.in-copies", count=line.quantity), FIGURE)],
        "material": [(line.material or "–", SMALL)],
        "finishing": [(text, SMALL) for text in finishing(line.format, words)],
        "deadline": [(day(line.deadline, words) or "–", SMALL)],
        "area": [(figure(line.area, words), FIGURE), (_each(line, words), FINE)],
    }
    nodes: list[Node] = [rule(0.0, 0.0, sum(width for _, width in _COLUMNS), 0.0)]
    x, tallest = 0.0, _PICTURE_MM
    for name, width in _COLUMNS:
        if name == "picture":
            nodes += _picture(line.work, Rect(x, _PAD, x + width - 2 * _INSET, _PAD + _PICTURE_MM))
        else:
            right = _right(name, x, width) if name in _RIGHT else None
            placed, height = _cell(cells[name], width - _INSET, x, right)
            nodes += placed
            tallest = max(tallest, height)
        x += width
    return Row(tallest + 2 * _PAD, tuple(nodes))


def _right(name: str, x: float, width: float) -> float:
    """Return where the words of a column end that are set against its right; the last ends with the paper's frame."""
    return x + width - (0.0 if name == _COLUMNS[-1][0] else 2 * _INSET)


def _cell(
    texts: Iterable[tuple[str, Style]], width: float, x: float, right: float | None
) -> tuple[list[Node], float]:
    nodes: list[Node] = []
    top = 0.0
    for text, style in texts:
        for line in wrap(one_line(text), style, width):
            place, align = (x, 0.0) if right is None else (right, 1.0)
            nodes += line_nodes(line.text, style, place, _PAD + top - 0.4, align=align)
            top += style.leading
    return nodes, top


def _work(line: OrderLine, words: Catalogue) -> list[tuple[str, Style]]:
    design = line.work.design
    name = " · ".join(part for part in (line.work.number, name_of(design.format, words)) if part)
    width = dict(_COLUMNS)["work"] - _INSET
    lines = wrap(one_line(design.text), SMALL, width - width_of(" …", SMALL))
    said = " ".join(each.text for each in lines[:_MOST_LINES]) + (" …" if len(lines) > _MOST_LINES else "")
    facts = words("ticket.code", code=line.work.code, revision=design.order.revision)
    return [(name, SMALL_STRONG), (said, SMALL), (facts, FINE), *((place, FINE) for place in line.places)]


def _sizes(line: OrderLine, words: Catalogue) -> list[tuple[str, Style]]:
    """Return khổ thành phẩm, khổ in, and the size of the page in the file with its scale."""
    drawn_size = " × ".join(decimal(side, words) for side in line.drawn)
    return [
        (words("ticket.size.finished", size=extent(line.format.trim, words)), SMALL_STRONG),
        (words("ticket.size.printed", size=extent(line.printed, words)), SMALL),
        (words("ticket.size.file", size=drawn_size, scale=scale_said(line.mode)), FINE),
    ]


def scale_said(mode: ScaleMode) -> str:
    """Return a scale as it is written on files."""
    return "1:10 UserUnit" if mode is ScaleMode.USERUNIT else mode.value


def _paged(line: OrderLine, words: Catalogue) -> list[tuple[str, Style]]:
    pages = line.format.pages
    return [(words("ticket.pages", count=pages), FINE)] if pages > 1 else []


def _each(line: OrderLine, words: Catalogue) -> str:
    area = line.copy_area
    return f"{line.quantity} × {decimal(float(area), words, 2 if area >= 1 else 4)}"


def _picture(work: Work, box: Rect) -> list[Node]:
    scene = work.composition.pages[0]
    scale = min(box.width / scene.size.width, box.height / scene.size.height)
    size = (scene.size.width * scale, scene.size.height * scale)
    return [finished(work.design.format, scene, Rect(box.left, box.top, box.left + size[0], box.top + size[1]))]


def sum_row(lines: Sequence[OrderLine], words: Catalogue) -> Row:
    """Return the line below the lines: all copies and all that is printed."""
    held = total(lines)
    width = sum(each for _, each in _COLUMNS)
    starts = dict(zip(dict(_COLUMNS), accumulate((wide for _, wide in _COLUMNS), initial=0.0), strict=False))
    ends = {name: _right(name, starts[name], wide) for name, wide in _COLUMNS}
    nodes = [
        rule(0.0, 0.0, width, 0.0, RULE),
        *line_nodes(words("ticket.total"), CAPTION, 0.0, 0.6),
        *line_nodes(words("proof.copies", count=held.copies), STRONG, ends["copies"], 1.0, align=1.0),
        *line_nodes(figure(held.area, words), STRONG, ends["area"], 1.0, align=1.0),
    ]
    return Row(6.0, tuple(nodes))


def figure(value: Decimal, words: Catalogue) -> str:
    """Return a number with two places."""
    return square(value, words).removesuffix(" m²")
