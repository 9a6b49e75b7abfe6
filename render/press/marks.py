"""Marks around the bleed: crops, registration, a bar of inks, the slug line, ticks where the work is folded or sewn.

Lengths on paper are multiplied by `enlarge`, the inverse of the scale that the page is drawn at.
"""

from __future__ import annotations

from dataclasses import dataclass

from render.colour import BLACK, REGISTRATION, Colour
from render.geometry import Insets, Path, Rect, ellipse, rectangle
from render.scene.nodes import Flat, Glyph, Node, Shape, Stroke, Text
from render.text.shaping import shape_line

SLUG_MM = 12.0
_MARK_MM, _GAP_MM, _HAIR_MM = 6.0, 2.0, 0.1
_SLUG_EM_MM, _SLUG_INDENT_MM = 3.0, 4.0
_TARGET_MM, _PATCH_MM = 2.2, 4.0
# A page narrower than this keeps its crops and its slug, and has no room for more.
_ROOM_MM = 70.0
_BAR: tuple[tuple[float, float, float, float], ...] = (
    (100, 0, 0, 0),
    (0, 100, 0, 0),
    (0, 0, 100, 0),
    (0, 0, 0, 100),
    (0, 100, 100, 0),
    (50, 0, 0, 0),
    (0, 50, 0, 0),
    (0, 0, 50, 0),
    (0, 0, 0, 50),
)


@dataclass(frozen=True, slots=True)
class Ticks:
    """Places where a tick stands outside the bleed: `across` from the trim's left edge, `down` from its top."""

    across: tuple[float, ...] = ()
    down: tuple[float, ...] = ()


def marks(trim: Rect, bleed: Insets, slug: str, face: str, ticks: Ticks, enlarge: float) -> tuple[Node, ...]:
    """Return all marks of a page, in its own coordinates."""
    media = trim.grown(bleed).grown(Insets.all(SLUG_MM * enlarge))
    found: list[Node] = [_lines(trim, bleed, ticks, enlarge)]
    if min(trim.width, trim.height) >= _ROOM_MM * enlarge:
        found += [*_targets(trim, media, enlarge), *_bar(trim, media, enlarge)]
    return (*found, slug_line(slug, face, trim, media, enlarge))


def _lines(trim: Rect, bleed: Insets, ticks: Ticks, enlarge: float) -> Shape:
    """Return two hairlines at each corner and a tick at each further place, outside the bleed, on every plate."""
    verbs, points = "", []
    for x in (trim.left, trim.right, *(trim.left + place for place in ticks.across)):
        for y, down, beyond in ((trim.top, -1, bleed.top), (trim.bottom, 1, bleed.bottom)):
            near, far = _reach(beyond, enlarge)
            points += [x, y + down * near, x, y + down * far]
            verbs += "ML"
    for y in (trim.top, trim.bottom, *(trim.top + place for place in ticks.down)):
        for x, out, beyond in ((trim.left, -1, bleed.left), (trim.right, 1, bleed.right)):
            near, far = _reach(beyond, enlarge)
            points += [x + out * near, y, x + out * far, y]
            verbs += "ML"
    return Shape(Path(verbs, tuple(points)), stroke=Stroke(Flat(REGISTRATION), _HAIR_MM * enlarge))


def _reach(beyond: float, enlarge: float) -> tuple[float, float]:
    near = beyond + _GAP_MM * enlarge
    return near, near + _MARK_MM * enlarge


def _targets(trim: Rect, media: Rect, enlarge: float) -> tuple[Node, ...]:
    """Return a cross in a circle at the middle of each side, on every plate."""
    middle, centre = (trim.left + trim.right) / 2, (trim.top + trim.bottom) / 2
    edge, radius = SLUG_MM / 2 * enlarge, _TARGET_MM * enlarge
    # The foot is the slug line's.
    places = ((middle, media.top + edge), (media.left + edge, centre), (media.right - edge, centre))
    path = Path("", ())
    for x, y in places:
        path += ellipse(x, y, radius / 2) + Path("MLML", (x - radius, y, x + radius, y, x, y - radius, x, y + radius))
    return (Shape(path, stroke=Stroke(Flat(REGISTRATION), _HAIR_MM * enlarge)),)


def _bar(trim: Rect, media: Rect, enlarge: float) -> tuple[Node, ...]:
    """Return patches of the inks, full and half, at the head left of the middle."""
    side, top = _PATCH_MM * enlarge, media.top + SLUG_MM / 2 * enlarge
    left = trim.left + _SLUG_INDENT_MM * enlarge
    return tuple(
        Shape(rectangle(Rect(left + at * side, top - side / 2, left + (at + 1) * side, top + side / 2)), _patch(inks))
        for at, inks in enumerate(_BAR)
    )


def _patch(inks: tuple[float, float, float, float]) -> Flat:
    cyan, magenta, yellow, black = (1 - ink / 100 for ink in inks)
    red, green, blue = (round(255 * part * black) for part in (cyan, magenta, yellow))
    return Flat(Colour((red, green, blue), inks))


def slug_line(slug: str, face_key: str, trim: Rect, media: Rect, enlarge: float) -> Text:
    """Return the line below the bleed, between the crop marks."""
    line = shape_line(face_key, slug)
    size = min(_SLUG_EM_MM * enlarge, (trim.width - 2 * _SLUG_INDENT_MM * enlarge) / line.width)
    x, y = trim.left + _SLUG_INDENT_MM * enlarge, media.bottom - 2.5 * enlarge
    glyphs = tuple(Glyph(g.gid, x + g.x * size, y - g.y * size, g.text) for g in line.glyphs)
    ink = line.ink
    box = Rect(x + ink.left * size, y - ink.bottom * size, x + ink.right * size, y - ink.top * size)
    return Text(face_key, size, glyphs, Flat(BLACK), box)
