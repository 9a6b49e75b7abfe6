"""Scenes become a sheet: page boxes, the drawn scale, and on request crop marks with a slug line.

Lengths are real millimetres; what must have a size on paper (marks, slug) is multiplied by the scale's inverse.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from render.colour import BLACK, REGISTRATION
from render.errors import UsageError
from render.geometry import Insets, Path, Rect
from render.model.sizes import plain
from render.scene.nodes import Flat, Glyph, Node, Scene, Shape, Stroke, Text, Unit
from render.scene.sheet import Page, ScaleMode, Sheet
from render.text.shaping import shape_line

# A PDF page ends at 14,400 units, 200 inches (PDF 1.7, annex C); larger works are drawn at a tenth.
LARGEST_PAGE_MM = 5080.0
_SLUG_MM, _MARK_MM, _GAP_MM, _HAIR_MM, _SLUG_EM_MM, _SLUG_INDENT_MM = 12.0, 6.0, 2.0, 0.1, 3.0, 4.0


class ScaleChoice(StrEnum):
    """What the person asked of the scale."""

    AUTO = "auto"
    FULL = "1:1"
    TENTH = "1:10"
    USERUNIT = "userunit"


@dataclass(frozen=True, slots=True)
class PressOptions:
    """Around the trim: scale, marks, and what the slug line says before size, scale and date."""

    scale: ScaleChoice = ScaleChoice.AUTO
    marks: bool = False
    slug: str = ""
    slug_face: str = "be-vietnam-pro-400"


def assemble(pages: tuple[Scene, ...], title: str, date: str, options: PressOptions) -> Sheet:
    """Return the sheet of a work; raise UsageError where 1:1 is asked and cannot be."""
    mode = _mode(pages, options)
    enlarge = 1.0 if mode is ScaleMode.FULL else 10.0
    subject = _subject(pages[0], mode, date)
    slug = f"{options.slug}  {subject}".strip()
    made = tuple(_page(scene, options, enlarge, slug) for scene in pages)
    return Sheet(made, title, date, subject, mode)


def _subject(scene: Scene, mode: ScaleMode, date: str) -> str:
    size = f"{plain(scene.size.width)} × {plain(scene.size.height)} {scene.unit}"
    scale = "1:10 (UserUnit 10)" if mode is ScaleMode.USERUNIT else mode.value
    return f"{size}  {scale}  {date}".strip()


def _mode(pages: tuple[Scene, ...], options: PressOptions) -> ScaleMode:
    if pages[0].unit is Unit.PX:
        return ScaleMode.FULL
    slug = 2 * _SLUG_MM if options.marks else 0.0
    longest = max(side + slug for scene in pages for side in (scene.painted.width, scene.painted.height))
    if options.scale is ScaleChoice.AUTO:
        return ScaleMode.TENTH if longest > LARGEST_PAGE_MM else ScaleMode.FULL
    if options.scale is ScaleChoice.FULL and longest > LARGEST_PAGE_MM:
        raise UsageError("scale.too-large", longest=round(longest), most=round(LARGEST_PAGE_MM))
    return ScaleMode(options.scale.value)


def _page(scene: Scene, options: PressOptions, enlarge: float, slug: str) -> Page:
    trim = Rect(0.0, 0.0, scene.size.width, scene.size.height)
    if not options.marks:
        return Page(scene, trim, scene.painted, scene.painted)
    media = scene.painted.grown(Insets.all(_SLUG_MM * enlarge))
    marks = (*_crop_marks(trim, scene.bleed, enlarge), *_slug_line(slug, options.slug_face, trim, media, enlarge))
    return Page(scene, trim, scene.painted, media, marks)


def _crop_marks(trim: Rect, bleed: Insets, enlarge: float) -> tuple[Node, ...]:
    """Return a pair of hairlines at each corner, outside the bleed, on every plate."""
    gap, length = _GAP_MM * enlarge, _MARK_MM * enlarge
    verbs = ""
    points: tuple[float, ...] = ()
    for x, out, beyond in ((trim.left, -1, bleed.left), (trim.right, 1, bleed.right)):
        for y, down, below in ((trim.top, -1, bleed.top), (trim.bottom, 1, bleed.bottom)):
            near, far = beyond + gap, beyond + gap + length
            points += (x + out * near, y, x + out * far, y)
            near, far = below + gap, below + gap + length
            points += (x, y + down * near, x, y + down * far)
            verbs += "MLML"
    return (Shape(Path(verbs, points), stroke=Stroke(Flat(REGISTRATION), _HAIR_MM * enlarge)),)


def _slug_line(slug: str, face_key: str, trim: Rect, media: Rect, enlarge: float) -> tuple[Node, ...]:
    """Return the line below the bleed, between the crop marks."""
    line = shape_line(face_key, slug)
    size = min(_SLUG_EM_MM * enlarge, (trim.width - 2 * _SLUG_INDENT_MM * enlarge) / line.width)
    x, y = trim.left + _SLUG_INDENT_MM * enlarge, media.bottom - 2.5 * enlarge
    glyphs = tuple(Glyph(g.gid, x + g.x * size, y - g.y * size, g.text) for g in line.glyphs)
    ink = line.ink
    box = Rect(x + ink.left * size, y - ink.bottom * size, x + ink.right * size, y - ink.top * size)
    return (Text(face_key, size, glyphs, Flat(BLACK), box),)
