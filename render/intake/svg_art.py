"""SVG files as artwork: paths, groups, gradients and clips; the rest is noted and left out.

Reading is safe: see `svg_xml` for what is refused. Coordinates are those of the root's view box, y down.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from render.errors import ContentError
from render.geometry import Matrix, Rect, Size
from render.intake.svg_build import Builder, Place
from render.intake.svg_notes import Notes
from render.intake.svg_reach import check_growth
from render.intake.svg_reading import Reading
from render.intake.svg_shapes import parse_length, parse_view_box
from render.intake.svg_style import INITIAL, read_styles
from render.intake.svg_xml import MOST_DEPTH, Element, read_document
from render.model.artwork import Artwork, Cluster, Part
from render.problem import Problem


@dataclass(frozen=True, slots=True)
class Imported:
    """Art as read, and notes of what could not be kept: codes with path, line and thing."""

    artwork: Artwork
    notes: tuple[Problem, ...]


def read_svg(path: Path) -> Imported:
    """Return an SVG file as artwork; raise ContentError with path and line for what is hostile or cannot be read."""
    try:
        return _read(path)
    except ContentError as fault:
        raise ContentError(fault.code, path=str(path), **fault.params) from fault.__cause__


def _read(path: Path) -> Imported:
    document = read_document(path)
    check_growth(document)
    notes, styles = Notes(), read_styles(document)
    for selector, line in styles.unknown:
        notes.left_out(f"<style> {selector}", line)
    box = _box(document.root)
    builder = Builder(Reading(document, styles, notes))
    parts = builder.root(Place(INITIAL, Size(box.width, box.height), Matrix()))
    if _levels(parts) > 2 * MOST_DEPTH:
        raise ContentError("svg.deep", line=document.root.line, most=2 * MOST_DEPTH)
    return Imported(Artwork(box, parts, str(path)), notes.problems(str(path)))


def _box(root: Element) -> Rect:
    """Return the view box, or what width and height say where there is none."""
    given = root.attributes
    try:
        if "viewBox" in given:
            return parse_view_box(given["viewBox"])
        width, height = (parse_length(given.get(name, ""), 0.0) for name in ("width", "height"))
    except ValueError:
        raise ContentError("svg.view-box", line=root.line) from None
    if min(width, height) <= 0:
        raise ContentError("svg.view-box", line=root.line)
    return Rect(0.0, 0.0, width, height)


def _levels(parts: tuple[Part, ...]) -> int:
    """Return how deep clusters are nested, without recursion."""
    count = 0
    while parts:
        parts = tuple(child for part in parts if isinstance(part, Cluster) for child in part.children)
        count += 1
    return count
