"""Elements as parts of artwork, in painting order. Source: SVG 1.1, chapters 5, 7, 9, 11 and 14."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from render.errors import ContentError
from render.geometry import Matrix, Path, Rect, Size, rectangle
from render.intake.svg_clip import Clips, use_offset
from render.intake.svg_paint import Paints
from render.intake.svg_paths import LARGEST
from render.intake.svg_pen import read_pen
from render.intake.svg_reach import used
from render.intake.svg_reading import Reading
from render.intake.svg_shapes import SHAPES, inverse, parse_length, parse_view_box, view_matrix
from render.intake.svg_style import Style
from render.intake.svg_xml import Element, value_error
from render.model.artwork import Cluster, Part, Pen, Piece, Solid

_Parts = tuple[Part, ...]
# Elements that draw nothing where they stand.
_SILENT = set(
    "defs title desc metadata style clipPath linearGradient radialGradient symbol stop mask filter pattern marker"
    " view cursor color-profile font font-face".split()
)
_MOVING = {"animate", "animateColor", "animateMotion", "animateTransform", "set"}
# Effects that are left out, with the value that means none.
_EFFECTS = (("mask", "none"), ("filter", "none"), ("mix-blend-mode", "normal"), ("vector-effect", "none"))
_MARKERS = ("marker", "marker-start", "marker-mid", "marker-end")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an element stands: the style around it, what percents are of, and the map to the view box."""

    style: Style
    view: Size
    matrix: Matrix


class Builder:
    """Builds the parts of one document."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.notes = reading.notes
        self.paints = Paints(reading.document, reading.styles, reading.notes)
        self.clips = Clips(reading)
        self.drawers: dict[str, Callable[[Element, Place], _Parts]] = {
            "g": self._children,
            "a": self._children,
            "svg": self._nested,
            "switch": self._switch,
            "use": self._use,
            **dict.fromkeys(SHAPES, self._shape),
        }

    def root(self, place: Place) -> _Parts:
        """Return the parts of the whole document."""
        root = self.reading.document.root
        style = self.reading.styles.computed(root, place.style)
        inner = replace(place, style=style)
        return self._wrapped(root, inner, Matrix(), self._children(root, inner))

    def element(self, element: Element, place: Place) -> _Parts:
        """Return the parts of one element in the coordinates of its parent."""
        if " " in element.tag or element.tag in _SILENT:
            return ()
        if element.tag not in self.drawers:
            self.notes.left_out(f"<{element.tag}>", element.line)
            return ()
        style = self.reading.styles.computed(element, place.style)
        matrix = self.reading.transform(element, style)
        if style["display"] == "none" or matrix is None:
            return ()
        if element.tag == "use":
            matrix = use_offset(element, place.view).then(matrix)
        inner = Place(style, place.view, matrix.then(place.matrix))
        return self._wrapped(element, inner, matrix, self.drawers[element.tag](element, inner))

    def _children(self, element: Element, place: Place) -> _Parts:
        parts: list[Part] = []
        for child in element.children:
            parts += self.element(child, place)
        return tuple(parts)

    def _switch(self, element: Element, place: Place) -> _Parts:
        asks = {"requiredExtensions", "requiredFeatures", "systemLanguage"}
        for child in element.children:
            if child.tag in self.drawers and not asks & child.attributes.keys():
                return self.element(child, place)
        return ()

    def _use(self, element: Element, place: Place) -> _Parts:
        target = used(element, self.reading.document)
        if target is None:
            self.notes.missing(element.attributes.get("href", "").strip() or "<use>", element.line)
            return ()
        if target.tag not in ("symbol", "svg"):
            return self.element(target, place)
        style = self.reading.styles.computed(target, place.style)
        if style["display"] == "none":
            return ()
        inner = replace(place, style=style)
        sizes = {name: element.attributes[name] for name in ("width", "height") if name in element.attributes}
        return self._wrapped(target, inner, Matrix(), self._viewport(target, inner, target.attributes | sizes))

    def _nested(self, element: Element, place: Place) -> _Parts:
        return self._viewport(element, place, element.attributes)

    def _viewport(self, element: Element, place: Place, given: dict[str, str]) -> _Parts:
        """Return the children of a nested svg or symbol, mapped into its frame and cut at it."""
        try:
            frame = _frame(given, place.view)
            if frame.width <= 0 or frame.height <= 0:
                return ()
            box = parse_view_box(given["viewBox"]) if "viewBox" in given else frame.moved(-frame.left, -frame.top)
        except ValueError as fault:
            raise value_error(element, "viewBox, x, y, width, height", str(fault)) from None
        matrix = view_matrix(box, frame, given.get("preserveAspectRatio", ""))
        inner = Place(place.style, Size(box.width, box.height), matrix.then(place.matrix))
        parts = self._children(element, inner)
        if not parts:
            return ()
        cut = place.style["overflow"] not in ("visible", "auto")
        return (Cluster(parts, matrix, rectangle(frame).transformed(inverse(matrix)) if cut else None),)

    def _wrapped(self, element: Element, place: Place, matrix: Matrix, parts: _Parts) -> _Parts:
        """Return parts under their element's map, clips, opacity and name; bare where there is none of these."""
        if not parts:
            return ()
        style = place.style
        self._note_effects(element, style)
        opacity = self.reading.share(element, style, "opacity")
        clips = self.clips.of(element, style, place.view, parts)
        if clips is None or opacity == 0:
            return ()
        if opacity < 1 and (faint := _fainter(parts, opacity)):
            parts, opacity = faint, 1.0
        named = "" if element.tag in SHAPES else element.attributes.get("label") or element.attributes.get("id", "")
        if matrix == Matrix() and not clips and opacity == 1 and not named:
            return parts
        for clip in clips[1:]:
            parts = (Cluster(parts, clip=clip),)
        return (Cluster(parts, matrix, clips[0] if clips else None, opacity, named[:80]),)

    def _note_effects(self, element: Element, style: Style) -> None:
        for name, none in _EFFECTS:
            if style[name] not in (none, ""):
                self.notes.left_out(name, element.line)
        if element.tag in SHAPES:
            if any(style[name] not in ("none", "") for name in _MARKERS):
                self.notes.left_out("marker", element.line)
            for child in element.children:
                if child.tag in _MOVING:
                    self.notes.left_out(f"<{child.tag}>", child.line)

    def _shape(self, element: Element, place: Place) -> _Parts:
        style = place.style
        if style["visibility"] != "visible":
            return ()
        path = self.reading.outline(element, place.view)
        if not path.verbs:
            return ()
        _check_reach(path, place.matrix, element)
        fill = self._filled(element, place, path) if element.tag != "line" else None
        pen = self._penned(element, place, path)
        if isinstance(fill, Piece) and pen and not style["paint-order"].startswith("stroke"):
            return (replace(fill, pen=pen),)
        parts: list[Part] = [part for part in (fill, Piece(path, pen=pen) if pen else None) if part]
        return tuple(reversed(parts) if style["paint-order"].startswith("stroke") else parts)

    def _filled(self, element: Element, place: Place, path: Path) -> Part | None:
        painted = self.paints.painted(element, place.style, "fill", path, place.view)
        alpha = self.reading.share(element, place.style, "fill-opacity") * (painted.alpha if painted else 0.0)
        if not painted or not alpha:
            return None
        even_odd = place.style["fill-rule"] == "evenodd"
        if isinstance(painted.paint, Solid):
            paint = replace(painted.paint, alpha=painted.paint.alpha * alpha)
            return Piece(path, paint, even_odd=even_odd) if paint.alpha else None
        if painted.matrix is None and alpha == 1:
            return Piece(path, painted.paint, even_odd=even_odd)
        matrix = painted.matrix or Matrix()
        self.reading.spend(len(path.points), element.line)
        inside = path.transformed(inverse(matrix)) if painted.matrix else path
        return Cluster((Piece(inside, painted.paint, even_odd=even_odd),), matrix, opacity=alpha)

    def _penned(self, element: Element, place: Place, path: Path) -> Pen | None:
        style = place.style
        painted = self.paints.painted(element, style, "stroke", path, place.view)
        if not painted:
            return None
        alpha = self.reading.share(element, style, "stroke-opacity") * painted.alpha
        self.reading.spend(len(path.points), element.line)
        try:
            pen = read_pen(style, painted, path, place.view, self.notes, element.line)
        except ValueError as fault:
            raise value_error(element, "stroke-…", str(fault)) from None
        if not pen or not alpha * pen.paint.alpha:
            return None
        return replace(pen, paint=replace(pen.paint, alpha=pen.paint.alpha * alpha))


def _frame(given: dict[str, str], view: Size) -> Rect:
    x, width = (parse_length(given.get(name, at), view.width) for name, at in (("x", "0"), ("width", "100%")))
    y, height = (parse_length(given.get(name, at), view.height) for name, at in (("y", "0"), ("height", "100%")))
    return Rect(x, y, x + width, y + height)


def _check_reach(path: Path, matrix: Matrix, element: Element) -> None:
    """Raise where a path ends up so far out that no painter could count on."""
    box = path.bounds()
    assert box is not None
    corners = (matrix.apply(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom))
    if not all(abs(value) <= LARGEST for corner in corners for value in corner):
        raise ContentError("svg.huge", line=element.line, what=f"<{element.tag}>")


def _fainter(parts: _Parts, opacity: float) -> _Parts | None:
    """Return a single flat fill or line with the opacity in its paint; None where overlaps would show."""
    part = parts[0]
    if len(parts) > 1 or isinstance(part, Cluster):
        return None
    if part.pen is None and isinstance(part.fill, Solid):
        return (replace(part, fill=replace(part.fill, alpha=part.fill.alpha * opacity)),)
    if part.fill is None and part.pen:
        paint = replace(part.pen.paint, alpha=part.pen.paint.alpha * opacity)
        return (replace(part, pen=replace(part.pen, paint=paint)),)
    return None
