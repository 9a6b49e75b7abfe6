"""Clip paths in the coordinates of what they clip. Source: SVG 1.1, chapter 14.3."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from render.errors import ContentError
from render.geometry import Matrix, Path, Size
from render.intake.svg_bounds import coordinates, extent_of
from render.intake.svg_paint import parse_reference, unit_square
from render.intake.svg_reach import used
from render.intake.svg_reading import Reading
from render.intake.svg_shapes import SHAPES, parse_length
from render.intake.svg_style import INITIAL, Style
from render.intake.svg_union import union
from render.intake.svg_xml import Element, value_error
from render.model.artwork import Part

# Clips of clips; every one is a cluster more in the art.
_LONGEST_CHAIN = 8
# What a clip takes beside its coordinates.
_COST = 50


@dataclass(slots=True)
class Clips:
    """The clips of one document, each read once."""

    reading: Reading
    _known: dict[tuple[Element, Size], Path] = field(default_factory=dict)
    # Tests of points against sides that are left, for even-odd shapes of all clips together.
    _tests: int = 4_000_000

    def of(
        self, element: Element, style: Style, view: Size, parts: Sequence[Part], passed: tuple[Element, ...] = ()
    ) -> tuple[Path, ...] | None:
        """Return the clips that all hold for an element's parts; None where nothing is left to see."""
        if style["clip-path"] in ("none", ""):
            return ()
        reference = parse_reference(style["clip-path"])
        if not reference:
            self.reading.notes.left_out("clip-path", element.line)
            return ()
        target = self.reading.document.ids.get(reference[0])
        if target is None or target.tag != "clipPath":
            self.reading.notes.missing(f"#{reference[0]}", element.line)
            return ()
        if target in passed:
            raise ContentError("svg.cycle", line=target.line, id=reference[0][:40])
        if len(passed) >= _LONGEST_CHAIN:
            raise ContentError("svg.deep", line=target.line, most=_LONGEST_CHAIN)
        return self._placed(target, view, parts, (*passed, target))

    def _placed(
        self, target: Element, view: Size, parts: Sequence[Part], passed: tuple[Element, ...]
    ) -> tuple[Path, ...] | None:
        style = self.reading.styles.computed(target, INITIAL)
        matrix = self.reading.transform(target, style)
        square = target.attributes.get("clipPathUnits") == "objectBoundingBox"
        if square and matrix:
            self.reading.spend(coordinates(parts), target.line)
            box = extent_of(parts)
            matrix = matrix.then(unit_square(box)) if box else None
        path = self._shape(target, style, Size(1.0, 1.0) if square else view, passed)
        further = self.of(target, style, view, parts, passed)
        if not matrix or not path.verbs or further is None:
            return None
        self.reading.spend(len(path.points) + _COST, target.line)
        return (path if matrix == Matrix() else path.transformed(matrix), *further)

    def _shape(self, target: Element, style: Style, view: Size, passed: tuple[Element, ...]) -> Path:
        if (target, view) not in self._known:
            shapes = [
                shape for child in target.children if (shape := self._child(child, style, Matrix(), view, passed))
            ]
            path, exact, tests = union(shapes, self._tests)
            self._tests -= tests
            if not exact:
                self.reading.notes.simplified("clip-rule", target.line)
            self._known[target, view] = path
        return self._known[target, view]

    def _child(
        self, element: Element, around: Style, matrix: Matrix, view: Size, passed: tuple[Element, ...]
    ) -> tuple[Path, bool] | None:
        style = self.reading.styles.computed(element, around)
        own = self.reading.transform(element, style)
        if style["display"] == "none" or own is None:
            return None
        if style["clip-path"] != "none":
            self.of(element, style, view, (), passed)
            self.reading.notes.left_out("<clipPath> clip-path", element.line)
        matrix = own.then(matrix)
        if target := used(element, self.reading.document):
            return self._child(target, style, use_offset(element, view).then(matrix), view, passed)
        if element.tag not in SHAPES:
            if " " not in element.tag and element.tag not in ("title", "desc", "metadata"):
                self.reading.notes.left_out(f"<clipPath> <{element.tag}>", element.line)
            return None
        if style["visibility"] != "visible":
            return None
        path = self.reading.outline(element, view)
        # Parting and turning contours takes some times what reading them took.
        self.reading.spend(4 * len(path.points), element.line)
        placed = path if matrix == Matrix() else path.transformed(matrix)
        return placed, style["clip-rule"] == "evenodd"


def use_offset(element: Element, view: Size) -> Matrix:
    """Return the shift of a `use`."""
    given = element.attributes
    try:
        return Matrix.move(
            parse_length(given.get("x", "0"), view.width), parse_length(given.get("y", "0"), view.height)
        )
    except ValueError as fault:
        raise value_error(element, "x, y", str(fault)) from None
