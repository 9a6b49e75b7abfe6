"""The job ticket: what a shop makes, line by line, first of all at which scale its files are drawn.

A4 lying, as many sheets as needed; then totals by material and by height, for ganging, and the technical findings.
Millimetres.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from render.catalogue import Catalogue
from render.geometry import Rect
from render.model.shops import Shop
from render.press.inks import heavy
from render.problem import Problem, Severity
from render.proofs.facts import Work, day, decimal, extent, finishing, length, name_of
from render.proofs.furniture import (
    A4_LYING,
    CAPTION,
    FIGURE,
    FINE,
    GAP,
    HEAD,
    LABEL,
    RULE,
    SMALL,
    SMALL_STRONG,
    STRONG,
    Head,
    foot,
    head,
    moved,
    rule,
    sheet,
)
from render.proofs.notes import is_content
from render.proofs.order_lines import OrderLine, by_height, by_material, total
from render.proofs.picture import finished
from render.proofs.prose import Style, line_nodes, one_line, width_of, wrap
from render.proofs.rows import Row, drawn, heading, height_of, packed, paragraph, space
from render.scene.nodes import Node, Scene
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


@dataclass(frozen=True, slots=True)
class _Ticket:
    lines: Sequence[OrderLine]
    shop: Shop | None
    words: Catalogue


def ticket(lines: Sequence[OrderLine], left_out: int, shop: Shop | None, words: Catalogue) -> tuple[Scene, ...]:
    """Return the ticket's sheets; `left_out` works are of pixels and not for this shop."""
    held = _Ticket(lines, shop, words)
    body = A4_LYING.frame._replace(top=A4_LYING.frame.top + HEAD + GAP)
    header = _header(words)
    rows = [row for at, line in enumerate(lines, 1) for row in _line(at, line, words)]
    room = body.height - header.height
    columns = packed([*rows, *_sum(lines, words)], room)
    pages = [drawn([header, *column], body.left, body.top) for column in columns]
    used = body.top + header.height + height_of(columns[-1]) + GAP
    pages = _closing(held, left_out, pages, Rect(body.left, used, body.right, body.bottom), body)
    return tuple(
        sheet(A4_LYING, [*_head(held, at, len(pages)), *nodes, *_foot(words)], f"ticket-{at}")
        for at, nodes in enumerate(pages, 1)
    )


def _closing(held: _Ticket, left_out: int, pages: list[list[Node]], rest: Rect, body: Rect) -> list[list[Node]]:
    """Return the pages with totals at the left and findings at the right, below the lines or on further sheets."""
    width = (body.width - GAP) / 2
    totals = [*_totals(held, width)]
    findings = [*_findings(held, left_out, width)]
    low = min(height_of(totals), body.height) > rest.height or min(height_of(findings), body.height) > rest.height
    place = body if low else rest
    if low:
        pages = [*pages, []]
    parts = [packed(part, place.height) for part in (totals, findings)]
    for at in range(max(map(len, parts))):
        if at:
            pages = [*pages, []]
        top = place.top if not at else body.top
        for side, part in enumerate(parts):
            pages[-1] += drawn(part[at], body.left + side * (width + GAP), top) if at < len(part) else []
    return pages


def scale_line(lines: Sequence[OrderLine], words: Catalogue) -> str:
    """Return the one scale of all files, or that each line says its own."""
    modes = {line.mode for line in lines}
    if len(modes) > 1:
        return words("ticket.scales")
    return words(f"ticket.scale.{next(iter(modes)).name.lower()}")


def _head(held: _Ticket, at: int, of: int) -> list[Node]:
    words, lines = held.words, held.lines
    date = max(line.work.design.date for line in lines)
    packs = dict.fromkeys(line.work.source[0].name for line in lines if line.work.source)
    shop = (held.shop.name if words.language == "vi" else held.shop.name_en) if held.shop else ""
    below = " · ".join(part for part in (shop, *packs) if part)
    facts = (
        (words("ticket.files"), str(len(lines))),
        (words("ticket.copies"), str(total(lines).copies)),
        (words("ticket.area.all"), square(total(lines).area, words)),
        (words("proof.date"), day(date, words) or "–"),
        (words("proof.sheet"), words("proof.of", at=at, of=of)),
    )
    said = Head(words("ticket.kind"), scale_line(lines, words), one_line(below), facts)
    return head(A4_LYING, said)


def _foot(words: Catalogue) -> list[Node]:
    return foot(A4_LYING, words("ticket.foot"), "")


def square(area: Decimal, words: Catalogue) -> str:
    """Return an area in m² with two places."""
    text = f"{area:.2f}"
    return f"{text.replace('.', ',') if words.language == 'vi' else text} m²"


def _header(words: Catalogue) -> Row:
    nodes: list[Node] = []
    x = 0.0
    for name, width in _COLUMNS:
        align = 1.0 if name in _RIGHT else 0.0
        place = _right(name, x, width) if align else x
        nodes += line_nodes(words(f"ticket.column.{name}"), LABEL, place, 0.0, align=align)
        x += width
    nodes.append(rule(0.0, LABEL.leading + 1.0, x, LABEL.leading + 1.0, RULE))
    return Row(LABEL.leading + 1.0, tuple(nodes))


def _line(number: int, line: OrderLine, words: Catalogue) -> list[Row]:
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
        "area": [(_number(line.area, words), FIGURE), (_each(line, words), FINE)],
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
    return [Row(tallest + 2 * _PAD, tuple(nodes))]


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


def _sum(lines: Sequence[OrderLine], words: Catalogue) -> list[Row]:
    """Return the line below the lines: all copies and all that is printed."""
    held = total(lines)
    width = sum(each for _, each in _COLUMNS)
    starts = dict(zip(dict(_COLUMNS), accumulate((wide for _, wide in _COLUMNS), initial=0.0), strict=False))
    ends = {name: _right(name, starts[name], wide) for name, wide in _COLUMNS}
    nodes = [
        rule(0.0, 0.0, width, 0.0, RULE),
        *line_nodes(words("ticket.total"), CAPTION, 0.0, 0.6),
        *line_nodes(words("proof.copies", count=held.copies), STRONG, ends["copies"], 1.0, align=1.0),
        *line_nodes(_number(held.area, words), STRONG, ends["area"], 1.0, align=1.0),
    ]
    return [Row(6.0, tuple(nodes))]


def _totals(held: _Ticket, width: float) -> Iterable[Row]:
    """Yield the totals of each material, and below them those of each height."""
    words = held.words
    yield from heading(words("ticket.ganging"), width)
    yield _figures(
        words, [words(f"ticket.sum.{name}") for name in ("copies", "running", "area", "finished")], LABEL, width
    )
    for material, lines in by_material(held.lines).items():
        yield _row(words, material or words("ticket.no-material"), lines, SMALL_STRONG, width)
        for height, same in by_height(lines).items():
            said = words("ticket.height", height=length(height, words, metres=True))
            yield _row(words, said, same, SMALL, width, indent=4.0)


def _row(
    words: Catalogue, name: str, lines: Sequence[OrderLine], style: Style, width: float, indent: float = 0.0
) -> Row:
    sums = total(lines)
    figures = [str(sums.copies), *(_number(each, words) for each in (sums.running, sums.area, sums.finished_area))]
    row = _figures(words, figures, style, width)
    label = paragraph(name, style, width - 76.0 - indent)
    nodes = [*row.nodes, *(moved(each.nodes, indent, 0.7 + at * style.leading) for at, each in enumerate(label))]
    return Row(max(row.height, height_of(label) + 1.4), tuple(nodes))


def _number(value: Decimal, words: Catalogue) -> str:
    return square(value, words).removesuffix(" m²")


def _figures(_: Catalogue, figures: Sequence[str], style: Style, width: float) -> Row:
    nodes: list[Node] = [rule(0.0, 0.0, width, 0.0)]
    for at, figure in enumerate(figures):
        right = width - (len(figures) - 1 - at) * 21.0
        nodes += line_nodes(figure, style, right, 0.7, align=1.0)
    return Row(style.leading + 1.4, tuple(nodes))


def _findings(held: _Ticket, left_out: int, width: float) -> Iterable[Row]:
    """Yield what the shop must know of each work: technical findings alone."""
    words = held.words
    yield from heading(words("ticket.findings"), width)
    said = [*_said(held)]
    if left_out:
        said.append(words("ticket.left-out", count=left_out))
    for text in said or [words("proof.notes.none")]:
        yield from paragraph(text, SMALL, width)
        yield from space(0.8)


def _said(held: _Ticket) -> Iterable[str]:
    for number, line in enumerate(held.lines, 1):
        for problem in technical(line, held.shop):
            message, hint = held.words.problem(problem)
            severity = held.words(f"severity.{problem.severity.value}")
            yield f"{number} · {severity}: {message} {hint}".strip()


def technical(line: OrderLine, shop: Shop | None) -> tuple[Problem, ...]:
    """Return the findings on a work that are the shop's, errors first."""
    found = [problem for problem in line.work.composition.problems if not is_content(problem)]
    if shop:
        found += [problem for scene in line.work.composition.pages for problem in heavy(scene, shop.ink_limit)]
    return tuple(sorted(found, key=lambda each: each.severity is not Severity.ERROR))
