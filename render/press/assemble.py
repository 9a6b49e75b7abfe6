"""Scenes become a sheet: page boxes, the drawn scale, and on request marks, tiles and a press's inks.

Lengths are real millimetres; what must have a size on paper (marks, slug) is multiplied by the scale's inverse.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from render.errors import UsageError
from render.geometry import Insets, Rect
from render.model.sizes import plain
from render.press.inks import Inks, inked
from render.press.marks import SLUG_MM, Ticks, marks
from render.press.tiling import Tiling, tiled
from render.scene.bounds import walk
from render.scene.nodes import Flat, Group, Picture, Scene, Unit
from render.scene.sheet import Page, ScaleMode, Sheet

# A PDF page ends at 14,400 units, 200 inches (PDF 1.7, annex C); larger works are drawn at a tenth.
LARGEST_PAGE_MM = 5080.0


class ScaleChoice(StrEnum):
    """What the person asked of the scale; auto is one scale for all files of an order, each one by itself."""

    AUTO = "auto"
    EACH = "each"
    FULL = "1:1"
    TENTH = "1:10"
    USERUNIT = "userunit"


class Media(StrEnum):
    """What a PDF page is: the finished size, all that is printed, or that with a margin for marks."""

    TRIM = "trim"
    BLEED = "bleed"
    SLUG = "slug"


@dataclass(frozen=True, slots=True)
class PressOptions:
    """Around the trim: scale, marks, what the slug line says before size, scale and date, tiles, and the inks.

    `ticks` are where the work is folded or sewn; `face` is what slug lines are set in.
    """

    scale: ScaleChoice = ScaleChoice.AUTO
    marks: bool = False
    media: Media = Media.BLEED
    slug: str = ""
    face: str = "be-vietnam-pro-400"
    ticks: Ticks = field(default_factory=Ticks)
    tiling: Tiling | None = None
    inks: Inks | None = None

    @property
    def margin(self) -> float:
        """The margin around all that is printed, mm on paper."""
        return SLUG_MM if self.marks or self.media is Media.SLUG else 0.0


def assemble(pages: tuple[Scene, ...], title: str, date: str, options: PressOptions) -> Sheet:
    """Return the sheet of a work; raise UsageError where 1:1 is asked and cannot be."""
    mode = scale_mode(pages, options)
    enlarge = 1.0 if mode is ScaleMode.FULL else 10.0
    subject = _subject(pages[0], mode, date)
    scenes = tuple(inked(scene, options.inks) for scene in pages) if options.inks else pages
    slug = "  ".join(part for part in (options.slug, subject, _plates(scenes)) if part)
    made = tuple(page for scene in scenes for page in _pages(scene, options, enlarge, slug))
    return Sheet(made, title, date, subject, mode)


def _subject(scene: Scene, mode: ScaleMode, date: str) -> str:
    size = f"{plain(scene.size.width)} × {plain(scene.size.height)} {scene.unit}"
    scale = "1:10 (UserUnit 10)" if mode is ScaleMode.USERUNIT else mode.value
    return f"{size}  {scale}  {date}".strip()


def _plates(scenes: tuple[Scene, ...]) -> str:
    """Return the inks of a work as the slug names them: CMYK and its spots."""
    spots: dict[str, None] = {}
    for scene in scenes:
        for node, _ in walk(scene.nodes):
            if not isinstance(node, (Group, Picture)):
                paint = getattr(node, "fill", None) or getattr(node, "paint", None)
                if isinstance(paint, Flat) and paint.colour.spot:
                    spots[paint.colour.spot] = None
    return " + ".join(("CMYK", *spots))


def scale_mode(pages: tuple[Scene, ...], options: PressOptions) -> ScaleMode:
    """Return what a work is drawn at by itself; raise UsageError where 1:1 is asked and cannot be."""
    if pages[0].unit is Unit.PX or options.tiling:
        return ScaleMode.FULL
    longest = max(
        side + 2 * options.margin for scene in pages for side in (scene.painted.width, scene.painted.height)
    )
    if options.scale in (ScaleChoice.AUTO, ScaleChoice.EACH):
        return ScaleMode.TENTH if longest > LARGEST_PAGE_MM else ScaleMode.FULL
    if options.scale is ScaleChoice.FULL and longest > LARGEST_PAGE_MM:
        raise UsageError("scale.too-large", longest=round(longest), most=round(LARGEST_PAGE_MM))
    return ScaleMode(options.scale.value)


def _pages(scene: Scene, options: PressOptions, enlarge: float, slug: str) -> tuple[Page, ...]:
    trim = Rect(0.0, 0.0, scene.size.width, scene.size.height)
    if options.media is Media.TRIM and not options.marks:
        return (Page(scene, trim, trim, trim),)
    page = Page(scene, trim, scene.painted, scene.painted.grown(Insets.all(options.margin * enlarge)))
    if options.tiling:
        return tiled(page, options.tiling, options.face, slug)
    if not options.marks:
        return (page,)
    drawn = marks(trim, scene.bleed, slug, options.face, options.ticks, enlarge)
    return (Page(scene, trim, page.bleed, page.media, drawn),)
