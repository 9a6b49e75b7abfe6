"""A work in proportion: its own nodes cut at the edge of print, its finishing over them, dimensions around.

Millimetres on the form. Lines of finishing get a light casing, so that they are seen on red in black and white, too.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from render.catalogue import Catalogue
from render.colour import BLACK, Colour
from render.geometry import Matrix, Path, Rect, polygon, rectangle
from render.model.formats import Format
from render.press.finishing import overlay
from render.proofs import dimensions
from render.proofs.facts import Work, decimal, length, printed_size
from render.proofs.furniture import HAIR, LINE, SMALL, frame
from render.proofs.prose import line_nodes, width_of
from render.scene.nodes import Flat, Group, Node, Scene, Shape, Stroke

_INSET, _NAME = 2.5, 4.5
_LEGEND_ROW, _BETWEEN = 4.0, 4.0
_CASING = Flat(Colour((255, 255, 255), (0, 0, 0, 0)), 0.75)
_CASING_MM = 0.35
_SAMPLE = 7.0


@dataclass(frozen=True, slots=True)
class Plan:
    """Where a work's pages stand in a box: how many side by side, millimetres a unit, and 1 in so many."""

    columns: int
    scale: float
    denominator: float


def plan(work: Work, room: tuple[float, float], words: Catalogue) -> Plan:
    """Return the largest drawing of a work's pages in a room of width × height, at a scale of two figures."""
    pages = work.pages
    room = (room[0], room[1] - _legend_height(work.design.format, room[0], words))
    scale, columns = max((_scale(work, room, columns), columns) for columns in range(1, len(pages) + 1))
    if not work.design.format.is_print:
        return Plan(columns, scale, 0.0)
    denominator = _rounded_up(max(1.0, 1.0 / max(scale, 1e-6)))
    return Plan(columns, 1.0 / denominator, denominator)


def _rounded_up(value: float) -> float:
    step = 10.0 ** (math.floor(math.log10(value)) - 1)
    return round(math.ceil(value / step - 1e-9) * step, 6)


def _margins(work: Work) -> tuple[float, float, float]:
    """Return what dimensions and a name take: left, right (and top), bottom."""
    outer = dimensions.ROOM if any(work.design.format.bleeds) else _INSET
    named = _NAME if len(work.composition.pages) > 1 else 0.0
    return dimensions.ROOM, outer, dimensions.ROOM + named


def _scale(work: Work, room: tuple[float, float], columns: int) -> float:
    left, outer, bottom = _margins(work)
    pages = [scene for _, scene in work.pages]
    rows = math.ceil(len(pages) / columns)
    width, height = (room[0] - 2 * _INSET) / columns, (room[1] - 2 * _INSET) / rows
    widest, tallest = max(p.painted.width for p in pages), max(p.painted.height for p in pages)
    return max(0.0, min((width - left - outer) / widest, (height - outer - bottom) / tallest))


def drawing(work: Work, box: Rect, words: Catalogue) -> list[Node]:
    """Return a work's pages in a framed box, with scale and legend at its foot."""
    planned = plan(work, (box.width, box.height), words)
    legend = _legend_height(work.design.format, box.width, words)
    pages = work.pages
    rows = [pages[at : at + planned.columns] for at in range(0, len(pages), planned.columns)]
    height = (box.height - legend - 2 * _INSET) / len(rows)
    nodes: list[Node] = [frame(box)]
    for at, row in enumerate(rows):
        width = (box.width - 2 * _INSET) / len(row)
        for across, (numbers, scene) in enumerate(row):
            left, top = box.left + _INSET + across * width, box.top + _INSET + at * height
            nodes += _placed(work, scene, numbers, Rect(left, top, left + width, top + height), planned.scale, words)
    return [*nodes, *_legend(work.design.format, planned, box, words)]


def _placed(
    work: Work, scene: Scene, numbers: tuple[int, ...], cell: Rect, scale: float, words: Catalogue
) -> list[Node]:
    """Return a page in the middle of its cell, with its dimensions and, where there are several, its name."""
    left, outer, bottom = _margins(work)
    width, height = scene.painted.width * scale, scene.painted.height * scale
    x = cell.left + (cell.width - width - left - outer) / 2 + left - scene.painted.left * scale
    y = cell.top + (cell.height - height - outer - bottom) / 2 + outer - scene.painted.top * scale
    trim = Rect(x, y, x + scene.size.width * scale, y + scene.size.height * scale)
    nodes: list[Node] = [page(work.design.format, scene, trim), *_dimensions(work.design.format, trim, scale, words)]
    if len(work.composition.pages) > 1:
        name, foot = words("proof.page", number=", ".join(map(str, numbers))), trim.bottom + dimensions.ROOM - 2.0
        nodes += line_nodes(name, SMALL, (trim.left + trim.right) / 2, foot, align=0.5)
    return nodes


def page(work: Format, scene: Scene, trim: Rect) -> Group:
    """Return a page's nodes scaled so that its trim fills a box, cut at the edge of print, with its finishing."""
    if not work.is_print:
        return finished(work, scene, trim)
    scale = trim.width / scene.size.width
    lines = overlay(work, 1.0 / scale)
    cut = Group(scene.nodes, clip=rectangle(scene.painted))
    return _at((cut, *_casing(lines, 1.0 / scale), lines), scene, trim)


def finished(work: Format, scene: Scene, trim: Rect) -> Group:
    """Return a page as it hangs: cut to its finished shape, within a hairline."""
    edge = _outline(work)
    line = Shape(edge, stroke=Stroke(Flat(LINE), HAIR * scene.size.width / trim.width))
    return _at((Group(scene.nodes, clip=edge), line), scene, trim)


def _at(nodes: tuple[Node, ...], scene: Scene, trim: Rect) -> Group:
    place = Matrix.scale(trim.width / scene.size.width).then(Matrix.move(trim.left, trim.top))
    return Group(nodes, place, name=scene.name)


def _outline(work: Format) -> Path:
    width, height = work.size
    if work.tail is None:
        return rectangle(Rect(0.0, 0.0, width, height))
    side, middle = (
        (height, height - work.tail.depth) if work.tail.kind == "swallow" else (height - work.tail.depth, height)
    )
    return polygon([(0.0, 0.0), (width, 0.0), (width, side), (width / 2, middle), (0.0, side)])


def _casing(lines: Group, unit: float) -> Iterator[Shape]:
    for node in lines.children:
        if isinstance(node, Shape) and node.stroke and node.fill is None:
            stroke = Stroke(_CASING, node.stroke.width + _CASING_MM * unit)
            yield replace(node, stroke=stroke)


def _dimensions(work: Format, trim: Rect, scale: float, words: Catalogue) -> Iterator[Node]:
    width, height = work.size
    if not work.is_print:
        yield from dimensions.across(trim.left, trim.right, trim.bottom, f"{width:.0f} px", below=True)
        yield from dimensions.down(trim.top, trim.bottom, trim.left, f"{height:.0f} px", left=True)
        return
    metres = max(work.size) >= 1000
    bleeds = work.bleeds
    outer = Rect(
        trim.left - bleeds.left * scale,
        trim.top - bleeds.top * scale,
        trim.right + bleeds.right * scale,
        trim.bottom + bleeds.bottom * scale,
    )
    said = (length(width, words, metres=metres), length(height, words, metres=metres))
    yield from dimensions.across(trim.left, trim.right, outer.bottom, said[0], below=True)
    yield from dimensions.down(trim.top, trim.bottom, outer.left, said[1], left=True)
    if any(bleeds):
        said = tuple(  # type: ignore[assignment]
            words("proof.printed", length=length(side, words, metres=metres)) for side in printed_size(work)
        )
        yield from dimensions.across(outer.left, outer.right, outer.top, said[0], below=False)
        yield from dimensions.down(outer.top, outer.bottom, outer.right, said[1], left=False)


def _legend(work: Format, planned: Plan, box: Rect, words: Catalogue) -> list[Node]:
    """Return the drawing's scale, and what its lines mean, at the foot of its box."""
    rows = _legend_rows(work, box.width, words)
    top = box.bottom - len(rows) * _LEGEND_ROW - 1.5
    scale = decimal(planned.denominator, words) if planned.denominator else ""
    said = words("proof.scale", scale=scale) if scale else words("proof.no-scale")
    nodes: list[Node] = [*line_nodes(said, SMALL, box.left + _INSET, top + 0.3)]
    for at, row in enumerate(rows):
        # The widest row ends at the right; the others begin where it does.
        x = box.right - _INSET - max(sum(width for _, _, width in each) for each in rows) + _BETWEEN
        y = top + at * _LEGEND_ROW + 0.3
        for name, dash, width in row:
            nodes.append(_sample(x, x + _SAMPLE, y + SMALL.leading / 2, dash, thin=name == "safe"))
            nodes += line_nodes(words(f"proof.line.{name}"), SMALL, x + _SAMPLE + 1.5, y)
            x += width
    return nodes


def _legend_height(work: Format, width: float, words: Catalogue) -> float:
    return len(_legend_rows(work, width, words)) * _LEGEND_ROW + 2.0


def _legend_rows(work: Format, width: float, words: Catalogue) -> list[list[tuple[str, tuple[float, ...], float]]]:
    """Return what lines mean, in rows right of the scale, each with its dashes and its width."""
    rows: list[list[tuple[str, tuple[float, ...], float]]] = [[]]
    room = width - 2 * _INSET - width_of(words("proof.scale", scale="1000"), SMALL)
    for name, dash in _lines_used(work):
        wide = _SAMPLE + 1.5 + width_of(words(f"proof.line.{name}"), SMALL) + _BETWEEN
        if rows[-1] and sum(each for _, _, each in rows[-1]) + wide > room:
            rows.append([])
        rows[-1].append((name, dash, wide))
    return rows


def _sample(x1: float, x2: float, y: float, dash: tuple[float, ...], *, thin: bool) -> Shape:
    short = tuple(each / 2 for each in dash)
    return Shape(Path("ML", (x1, y, x2, y)), stroke=Stroke(Flat(LINE if thin else BLACK), 0.25, dash=short))


def _lines_used(work: Format) -> list[tuple[str, tuple[float, ...]]]:
    """Return the kinds of lines over a work, with the dashes that `press.finishing` draws them in."""
    if not work.is_print:
        return []
    used: list[tuple[str, tuple[float, ...]]] = [("print", ())] if any(work.bleeds) else []
    used.append(("cut", (6.0, 2.0)))
    used += [("fold", (3.0, 1.5))] if work.folds else []
    used += [("guide", (3.0, 1.5))] if work.guides else []
    used += [("seam", (0.8, 1.2))] if any((*work.finish.pocket, *work.finish.batten)) else []
    return used + ([("safe", ())] if any(work.keep_out) else [])
