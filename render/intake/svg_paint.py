"""Fills as paints in the coordinates of their path. Source: SVG 1.1, chapters 11 and 13."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from render.errors import ContentError
from render.geometry import Matrix, Path, Rect, Size
from render.intake.svg_bounds import extent
from render.intake.svg_colour import parse_ink
from render.intake.svg_notes import Notes
from render.intake.svg_shapes import determinant, parse_length, parse_share, parse_transform
from render.intake.svg_style import INITIAL, Style, Styles
from render.intake.svg_xml import MOST_DEPTH, Document, Element, value_error
from render.model.artwork import Linear, Own, Paint, Radial, Solid, Stop

_URL = re.compile(r"url\(\s{0,9}['\"]?#([^'\")]{1,200})['\"]?\s{0,9}\)\s{0,9}(.*)", re.DOTALL)
# Every piece that is painted with a gradient carries its stops.
_MOST_STOPS = 500
_GRADIENTS = {"linearGradient", "radialGradient"}


def parse_reference(value: str) -> tuple[str, str] | None:
    """Return the id that url(#…) names and what stands behind it, or None."""
    found = _URL.fullmatch(value)
    return (found[1].strip(), found[2].strip()) if found else None


@dataclass(frozen=True, slots=True)
class Painted:
    """A paint with the opacity of its whole; with `matrix`, it is drawn where the map leads from."""

    paint: Paint
    alpha: float = 1.0
    matrix: Matrix | None = None


@dataclass(frozen=True, slots=True)
class _Gradient:
    """A gradient with what it inherits from others: attributes, stops, and their common opacity."""

    element: Element
    attributes: dict[str, str]
    stops: tuple[Stop, ...]
    alpha: float | None


@dataclass(slots=True)
class Paints:
    """The paints of one document; what they lack is noted."""

    document: Document
    styles: Styles
    notes: Notes
    _gradients: dict[Element, _Gradient] = field(default_factory=dict)

    def painted(self, element: Element, style: Style, name: str, path: Path, view: Size) -> Painted | None:
        """Return what `name`, fill or stroke, paints a path with; None for nothing."""
        value, line = style[name], element.line
        if reference := parse_reference(value):
            return self._referred(reference, element, style, path, view)
        return self._flat(value, style, line)

    def _flat(self, value: str, style: Style, line: int) -> Painted | None:
        if value.lower() == "currentcolor":
            value = style["color"]
        if value.lower() in ("none", ""):
            return None
        ink = parse_ink(value, line)
        if not ink:
            self.notes.unread(value, line)
            return None
        return Painted(Solid(*ink))

    def _referred(
        self, reference: tuple[str, str], element: Element, style: Style, path: Path, view: Size
    ) -> Painted | None:
        name, fallback = reference
        server = self.document.ids.get(name)
        if server and server.tag in _GRADIENTS:
            return self._shaded(self.gradient(server), path, view)
        if server:
            self.notes.left_out(f"<{server.tag}>", element.line)
        else:
            self.notes.missing(f"#{name}", element.line)
        return self._flat(fallback, style, element.line)

    def gradient(self, element: Element) -> _Gradient:
        """Return a gradient with all it inherits; raise ContentError where that leads in a circle."""
        if element not in self._gradients:
            chain = self._chain(element)
            attributes: dict[str, str] = {}
            for each in reversed(chain):
                attributes |= each.attributes
            holder = next((each for each in chain if any(child.tag == "stop" for child in each.children)), element)
            self._gradients[element] = _Gradient(element, attributes, *self._stops(holder))
        return self._gradients[element]

    def _chain(self, element: Element) -> list[Element]:
        chain = [element]
        while name := chain[-1].attributes.get("href", "").strip().removeprefix("#"):
            follower = self.document.ids.get(name)
            if follower is None or follower.tag not in _GRADIENTS:
                self.notes.missing(f"#{name}", chain[-1].line)
                break
            if follower in chain:
                raise ContentError("svg.cycle", line=follower.line, id=name[:40])
            if len(chain) >= MOST_DEPTH:
                raise ContentError("svg.deep", line=follower.line, most=MOST_DEPTH)
            chain.append(follower)
        return chain

    def _stops(self, holder: Element) -> tuple[tuple[Stop, ...], float | None]:
        """Return the stops and the opacity they share; None where it changes along the way."""
        stops: list[Stop] = []
        alphas: set[float] = set()
        around = self.styles.computed(holder, INITIAL)
        for child in holder.children:
            if child.tag != "stop":
                continue
            stop, alpha = self._stop(child, around)
            alphas.add(alpha)
            if len(stops) >= _MOST_STOPS:
                raise ContentError("svg.bomb", line=child.line, most=_MOST_STOPS)
            stops.append(Stop(max(stop.offset, stops[-1].offset if stops else 0.0), stop.ink))
        return tuple(stops), alphas.pop() if len(alphas) == 1 else None

    def _stop(self, element: Element, around: Style) -> tuple[Stop, float]:
        style = self.styles.computed(element, around)
        flat = self._flat(style["stop-color"], style, element.line) or Painted(Solid(Own(0, 0, 0), 0.0))
        assert isinstance(flat.paint, Solid)
        try:
            offset = parse_share(element.attributes.get("offset", "0"))
            alpha = parse_share(style["stop-opacity"])
        except ValueError as fault:
            raise value_error(element, "offset, stop-opacity", str(fault)) from None
        return Stop(offset, flat.paint.ink), round(flat.paint.alpha * alpha, 4)

    def _shaded(self, gradient: _Gradient, path: Path, view: Size) -> Painted | None:
        line = gradient.element.line
        if not gradient.stops:
            return None
        if gradient.alpha is None:
            self.notes.left_out("stop-opacity", line)
            return None
        if gradient.attributes.get("spreadMethod", "pad") != "pad":
            self.notes.simplified("spreadMethod", line)
        try:
            return self._laid(gradient, path, view)
        except ValueError as fault:
            raise value_error(gradient.element, "x1 … gradientTransform", str(fault)) from None

    def _laid(self, gradient: _Gradient, path: Path, view: Size) -> Painted | None:
        given = gradient.attributes
        matrix = parse_transform(given.get("gradientTransform", ""))
        if given.get("gradientUnits", "objectBoundingBox") == "objectBoundingBox":
            box = extent(path)
            if not box or box.width <= 0 or box.height <= 0:
                return None
            matrix, view = matrix.then(unit_square(box)), Size(1.0, 1.0)
        if abs(determinant(matrix)) < 1e-15 or len(gradient.stops) == 1:
            return Painted(Solid(gradient.stops[-1].ink), gradient.alpha or 0.0)
        lay = _linear if gradient.element.tag == "linearGradient" else self._radial
        paint, place = lay(gradient, matrix, view)
        return Painted(paint, gradient.alpha or 0.0, place)

    def _radial(self, gradient: _Gradient, matrix: Matrix, view: Size) -> tuple[Paint, Matrix | None]:
        given = gradient.attributes
        diagonal = (view.width**2 + view.height**2) ** 0.5 / 2**0.5
        x, y = parse_length(given.get("cx", "50%"), view.width), parse_length(given.get("cy", "50%"), view.height)
        radius = parse_length(given.get("r", "50%"), diagonal)
        fx, fy = (parse_length(given.get(name, str(at)), 1.0) for name, at in (("fx", x), ("fy", y)))
        if abs(fx - x) + abs(fy - y) > 0.01 * radius:
            self.notes.simplified("fx, fy", gradient.element.line)
        if radius <= 0:
            return Solid(gradient.stops[-1].ink), None
        a, b, c, d, _, _ = matrix
        if abs(a * c + b * d) + abs(a * a + b * b - c * c - d * d) < 1e-9 * abs(determinant(matrix)):
            return Radial(matrix.apply(x, y), radius * abs(determinant(matrix)) ** 0.5, gradient.stops), None
        return Radial((x, y), radius, gradient.stops), matrix


def unit_square(box: Rect) -> Matrix:
    """Return the map of the unit square onto a box."""
    return Matrix(box.width, 0.0, 0.0, box.height, box.left, box.top)


def _linear(gradient: _Gradient, matrix: Matrix, view: Size) -> tuple[Paint, Matrix | None]:
    """Return the line whose perpendiculars are the mapped lines of equal colour, whatever the map."""
    given = gradient.attributes
    x1, x2 = (parse_length(given.get(name, at), view.width) for name, at in (("x1", "0"), ("x2", "100%")))
    y1, y2 = (parse_length(given.get(name, "0"), view.height) for name in ("y1", "y2"))
    start, end = matrix.apply(x1, y1), matrix.apply(x2, y2)
    across = (matrix.a * (y1 - y2) + matrix.c * (x2 - x1), matrix.b * (y1 - y2) + matrix.d * (x2 - x1))
    along = end[0] - start[0], end[1] - start[1]
    square = across[0] ** 2 + across[1] ** 2
    if not square:
        return Solid(gradient.stops[-1].ink), None
    share = (along[0] * across[0] + along[1] * across[1]) / square
    end = start[0] + along[0] - share * across[0], start[1] + along[1] - share * across[1]
    return Linear(start, end, gradient.stops), None
