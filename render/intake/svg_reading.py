"""One document while it is read: its styles, what was noted, its outlines, and how much it may still bring."""

from __future__ import annotations

from dataclasses import dataclass, field

from render.errors import ContentError
from render.geometry import Matrix, Path, Size
from render.intake.svg_notes import Notes
from render.intake.svg_shapes import determinant, outline, parse_share, parse_transform
from render.intake.svg_style import Style, Styles
from render.intake.svg_xml import Document, Element, value_error

# All coordinates of all pieces, and as many for what else takes time: one is about a microsecond.
MOST_COORDINATES = 2_000_000


@dataclass(slots=True)
class Reading:
    """What drawing, paints and clips of one document share."""

    document: Document
    styles: Styles
    notes: Notes
    _outlines: dict[tuple[Element, Size], Path] = field(default_factory=dict)
    _spent: int = 0

    def outline(self, element: Element, view: Size) -> Path:
        """Return a shape's path, read once; raise ContentError where it cannot be read or there is too much."""
        if (element, view) not in self._outlines:
            try:
                self._outlines[element, view] = outline(element.tag, element.attributes, view)
            except ValueError as fault:
                raise value_error(element, _LIST_OF.get(element.tag, "x, y, width, height, r"), str(fault)) from None
        path = self._outlines[element, view]
        self.spend(len(path.points), element.line)
        return path

    def spend(self, count: int, line: int) -> None:
        """Count coordinates; raise ContentError where they are too many."""
        self._spent += count
        if self._spent > MOST_COORDINATES:
            raise ContentError("svg.bomb", line=line, most=MOST_COORDINATES)

    def transform(self, element: Element, style: Style) -> Matrix | None:
        """Return an element's own map; None where it leaves nothing to see."""
        text = style["transform"]
        if text == "none":
            return Matrix()
        try:
            matrix = parse_transform(text)
        except ValueError as fault:
            raise value_error(element, "transform", str(fault)) from None
        return matrix if abs(determinant(matrix)) > 1e-12 else None

    def share(self, element: Element, style: Style, name: str) -> float:
        """Return one of the opacities."""
        try:
            return parse_share(style[name])
        except ValueError as fault:
            raise value_error(element, name, str(fault)) from None


_LIST_OF = {"path": "d", "polygon": "points", "polyline": "points"}
