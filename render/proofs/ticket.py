"""The job ticket: what a shop makes, line by line, first of all at which scale its files are drawn.

A4 lying, as many sheets as needed; then totals by material and by height, for ganging, and the technical findings.
Millimetres.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from render.catalogue import Catalogue
from render.geometry import Rect
from render.model.shops import Shop
from render.press.inks import heavy
from render.problem import Problem, Severity
from render.proofs.facts import day, length
from render.proofs.furniture import (
    A4_LYING,
    GAP,
    HEAD,
    LABEL,
    SMALL,
    SMALL_STRONG,
    Head,
    foot,
    head,
    moved,
    rule,
    sheet,
)
from render.proofs.notes import is_content
from render.proofs.order_lines import OrderLine, by_height, by_material, total
from render.proofs.prose import Style, line_nodes, one_line
from render.proofs.rows import Row, drawn, heading, height_of, packed, paragraph, space
from render.proofs.ticket_rows import figure, header, line_row, square, sum_row
from render.scene.nodes import Node, Scene


@dataclass(frozen=True, slots=True)
class _Ticket:
    lines: Sequence[OrderLine]
    shop: Shop | None
    words: Catalogue


def ticket(lines: Sequence[OrderLine], left_out: int, shop: Shop | None, words: Catalogue) -> tuple[Scene, ...]:
    """Return the ticket's sheets; `left_out` works are of pixels and not for this shop."""
    held = _Ticket(lines, shop, words)
    body = A4_LYING.frame._replace(top=A4_LYING.frame.top + HEAD + GAP)
    names = header(words)
    rows = [line_row(at, line, words) for at, line in enumerate(lines, 1)]
    room = body.height - names.height
    columns = packed([*rows, sum_row(lines, words)], room)
    pages = [drawn([names, *column], body.left, body.top) for column in columns]
    used = body.top + names.height + height_of(columns[-1]) + GAP
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


def _totals(held: _Ticket, width: float) -> Iterable[Row]:
    """Yield the totals of each material, and below them those of each height."""
    words = held.words
    yield from heading(words("ticket.ganging"), width)
    yield _figures([words(f"ticket.sum.{name}") for name in ("copies", "running", "area", "finished")], LABEL, width)
    for material, lines in by_material(held.lines).items():
        yield _row(words, material or words("ticket.no-material"), lines, SMALL_STRONG, width)
        for height, same in by_height(lines).items():
            said = words("ticket.height", height=length(height, words, metres=True))
            yield _row(words, said, same, SMALL, width, indent=4.0)


def _row(
    words: Catalogue, name: str, lines: Sequence[OrderLine], style: Style, width: float, indent: float = 0.0
) -> Row:
    sums = total(lines)
    figures = [str(sums.copies), *(figure(each, words) for each in (sums.running, sums.area, sums.finished_area))]
    row = _figures(figures, style, width)
    label = paragraph(name, style, width - 76.0 - indent)
    nodes = [*row.nodes, *(moved(each.nodes, indent, 0.7 + at * style.leading) for at, each in enumerate(label))]
    return Row(max(row.height, height_of(label) + 1.4), tuple(nodes))


def _figures(figures: Sequence[str], style: Style, width: float) -> Row:
    nodes: list[Node] = [rule(0.0, 0.0, width, 0.0)]
    for at, said in enumerate(figures):
        right = width - (len(figures) - 1 - at) * 21.0
        nodes += line_nodes(said, style, right, 0.7, align=1.0)
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
