"""The corridor from a design to a file or a preview: the only module that knows every stage.

Backends are imported when first needed: a cold export to PDF never loads Skia, one to PNG never loads ReportLab.
"""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from render.backends.base import ColourMode, Intent, Standard, TextMode
from render.errors import CheckError, UsageError, WriteError
from render.geometry import Rect, Size, sides_px
from render.layout.compose import Composition, compose
from render.model.design import Design
from render.model.icc import USUAL_PROFILE, Profile, find_profile
from render.model.shops import Shop
from render.model.templates import Template
from render.preflight.checks import check_design
from render.press.assemble import PressOptions, assemble
from render.press.finishing import ticks
from render.press.inks import Inks, heavy
from render.press.opaque import opaque
from render.press.resolution import resolution_for
from render.problem import Problem, Severity, note
from render.progress import Progress, silent
from render.scene.sheet import Page, Sheet

if TYPE_CHECKING:
    from render.backends.grid import Band

LARGEST_GIGAPIXELS = 4
# What is flattened to pixels in a file that names no resolution.
_FLATTENED_DPI = 150
# The most ink that any press here takes, where no shop says its own.
_USUAL_INK = 320


class Target(StrEnum):
    """The kinds of files that a work is exported to, by extension."""

    PDF = "pdf"
    TIFF = "tiff"
    PNG = "png"
    JPG = "jpg"
    SVG = "svg"
    BMP = "bmp"

    @property
    def is_raster(self) -> bool:
        """True for files of pixels."""
        return self not in (Target.PDF, Target.SVG)

    @property
    def has_pages(self) -> bool:
        """True for files that hold all pages of a work."""
        return self is Target.PDF


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How one file is written; `colour` None means the target's own, `dpi` None the format's.

    `jobs` is how many processes may paint a big raster, None for one a core. `page` is the page that a file of a
    kind without pages shows, `tile` the tile of it. `order_scale` where a work is drawn smaller for its order's sake.
    """

    to: Target
    dpi: int | None = None
    colour: ColourMode | None = None
    text_mode: TextMode = TextMode.LIVE
    compress: str = "deflate"
    jobs: int | None = None
    standard: Standard = Standard.PLAIN
    profile: Profile | None = None
    shop: Shop | None = None
    press: PressOptions = field(default_factory=PressOptions)
    force: bool = False
    page: int = 1
    tile: int | None = None
    order_scale: bool = False

    @property
    def colour_mode(self) -> ColourMode:
        """The colour the file is written in."""
        if self.colour:
            return self.colour
        return ColourMode.CMYK if self.to in (Target.PDF, Target.TIFF) else ColourMode.RGB


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: the file's facts and the problems found on the way."""

    path: Path
    to: Target
    composition: Composition
    sheet: Sheet
    dpi: int | None
    colour: ColourMode
    size_px: tuple[int, int] | None
    sha256: str
    seconds: float
    problems: tuple[Problem, ...]
    page: int = 1

    @property
    def lines(self) -> dict[str, tuple[str, ...]]:
        """The lines drawn in the file, by slot."""
        return self.composition.lines if self.to.has_pages else self.composition.lines_of(self.page)


def check_art(template: Template) -> tuple[Problem, ...]:
    """Return what a template's drawings cannot keep; raise ContentError where one cannot be read or coloured."""
    from render.intake.svg_art import read_svg
    from render.layout.artwork import coloured
    from render.model.layers import Art
    from render.model.palettes import find_palette

    files = {layer.file for each in template.arrangement for layer in each.layers if isinstance(layer, Art)}
    notes: list[Problem] = []
    for file in sorted(files):
        imported = read_svg(Path(template.folder) / file)
        notes += imported.notes
        for palette in template.palettes:
            coloured(imported.artwork, find_palette(palette))
    return tuple(notes)


def prepare(design: Design) -> Composition:
    """Return a design laid out."""
    composition = compose(design)
    return replace(composition, problems=(*check_design(design), *composition.problems))


def faults(design: Design, options: ExportOptions) -> tuple[UsageError, ...]:
    """Return all contradictions between a work and how it is to be written."""
    found: list[UsageError] = []
    print_work = design.format.is_print
    if not print_work and options.to is Target.PDF:
        found.append(UsageError("export.pdf-of-pixels", format=design.format.id))
    if not print_work and options.dpi is not None:
        found.append(UsageError("export.dpi-of-pixels", format=design.format.id))
    if options.to in (Target.PNG, Target.BMP, Target.SVG) and options.colour is ColourMode.CMYK:
        found.append(UsageError("raster.no-cmyk", kind=options.to.value))
    if options.to not in (Target.PNG, Target.BMP) and options.colour is ColourMode.MONO:
        found.append(UsageError("raster.no-mono", kind=options.to.value))
    if options.to.is_raster and not options.force and _gigapixels(design, options.dpi) > LARGEST_GIGAPIXELS:
        width, height = _sides_px(design, options.dpi)
        found.append(UsageError("raster.too-large", width=width, height=height, most=LARGEST_GIGAPIXELS))
    if options.dpi is not None and not 1 <= options.dpi <= 2400:
        found.append(UsageError("dpi.range", dpi=options.dpi))
    if options.press.marks and options.to is not Target.PDF:
        found.append(UsageError("export.marks-not-pdf", kind=options.to.value))
    if options.press.tiling and not (print_work and (options.to is Target.PDF or options.to.is_raster)):
        found.append(UsageError("export.tile-not-print", kind=options.to.value))
    if options.standard.is_x and options.to is Target.PDF and options.colour_mode is not ColourMode.CMYK:
        found.append(UsageError("export.pdfx-not-cmyk"))
    return tuple(found)


def _sides_px(design: Design, dpi: int | None) -> tuple[int, int]:
    width, height = design.format.size
    if not design.format.is_print:
        return round(width), round(height)
    return sides_px(design.format.trim, design.format.bleeds, dpi or design.format.dpi or 0)


def _gigapixels(design: Design, dpi: int | None) -> float:
    width, height = _sides_px(design, dpi)
    return width * height / 1e9


def export(design: Design, target: Path, options: ExportOptions, progress: Progress = silent) -> Exported:
    """Write one work to one file; raise CheckError where a problem stops it and force may not help."""
    started = time.perf_counter()
    composition = prepare(design)
    problems = overridden(composition.problems, options.force, to_shop=options.shop is not None)
    if any(problem.stops for problem in problems):
        raise Stopped(problems)
    pages = composition.pages if options.to.has_pages else (composition.pages[options.page - 1],)
    sheet = assemble(pages, _title(design), design.date, _press(design, options))
    if options.tile is not None:
        sheet = replace(sheet, pages=(sheet.pages[options.tile],))
    dpi, told = _resolution(design, sheet, options)
    sheet, flattened = _flattened(sheet, options, design.format.dpi)
    problems += (*told, *_press_problems(sheet, design, options), *flattened)
    size_px = write(sheet, target, options, dpi, progress)
    problems += _proved(sheet, target, options)
    with target.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    seconds = time.perf_counter() - started
    facts = (dpi, options.colour_mode, size_px, digest, seconds, problems, options.page)
    return Exported(target, options.to, composition, sheet, *facts)


def _proved(sheet: Sheet, target: Path, options: ExportOptions) -> tuple[Problem, ...]:
    """Return what reading a PDF back says of it; pixels are read back where they are written."""
    if options.to is not Target.PDF:
        return ()
    from render.preflight.proving import prove_pdf

    return prove_pdf(sheet, target, claims=options.standard.is_x)


def _press(design: Design, options: ExportOptions) -> PressOptions:
    """Return what press is told of one work."""
    press = replace(options.press, slug=design.slogan, inks=_inks(options))
    return replace(press, ticks=ticks(design.format)) if design.format.is_print else press


def _inks(options: ExportOptions) -> Inks | None:
    if options.colour_mode is not ColourMode.CMYK:
        return None
    profile = options.profile or find_profile(USUAL_PROFILE)
    return Inks(profile.data, options.shop.ink_limit if options.shop else _USUAL_INK)


def _resolution(design: Design, sheet: Sheet, options: ExportOptions) -> tuple[int | None, tuple[Problem, ...]]:
    """Return the resolution of a work's pixels, None where it has none in inches, and what there is to say of it."""
    work = design.format
    if not work.is_print:
        return None, ()
    steps = options.shop.dpi_steps if options.shop else ()
    dpi = options.dpi or (min(work.dpi or steps[0], steps[0]) if steps else work.dpi) or 0
    if not options.to.is_raster:
        return dpi, ()
    box = sheet.pages[0].bleed
    channels = 4 if options.colour_mode is ColourMode.CMYK else 3
    return resolution_for(Size(box.width, box.height), dpi, options.shop, work.distance, channels)


def _flattened(sheet: Sheet, options: ExportOptions, dpi: int | None) -> tuple[Sheet, tuple[Problem, ...]]:
    """Return a sheet without transparency where the standard has none, and a note where that took pixels."""
    if options.to is not Target.PDF or options.standard is not Standard.X1A:
        return sheet, ()
    from render.backends.placed import picture_of

    pages: list[Page] = []
    problems: list[Problem] = []
    for page in sheet.pages:
        made = opaque(page.scene, partial(picture_of, page, dpi or _FLATTENED_DPI))
        pages.append(replace(page, scene=made.scene))
        problems += [note("pdfx.rasterised", page.scene.name, nodes=made.pixels)] if made.pixels else []
    return replace(sheet, pages=tuple(pages)), tuple(problems)


def _press_problems(sheet: Sheet, design: Design, options: ExportOptions) -> tuple[Problem, ...]:
    """Return what a press may stumble over, and what the person should know of the scale."""
    found: list[Problem] = []
    if options.shop and options.colour_mode is ColourMode.CMYK:
        scenes = dict.fromkeys(id(page.scene) for page in sheet.pages)
        pages = (next(page for page in sheet.pages if id(page.scene) == each) for each in scenes)
        found += [problem for page in pages for problem in heavy(page.scene, options.shop.ink_limit)]
    if options.order_scale:
        found.append(note("scale.order", design.format.id))
    return tuple(found)


class Stopped(CheckError):
    """The checks of a design stop its export; `problems` says why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("export.stopped")
        self.problems = problems

    def __reduce__(self) -> tuple[object, ...]:
        return (Stopped, (self.problems,))


def overridden(problems: tuple[Problem, ...], force: bool, *, to_shop: bool = False) -> tuple[Problem, ...]:
    """Return a work's problems, those that may be passed over marked so where that is asked."""
    if not force:
        return problems
    return tuple(problem.override() if _may_pass(problem, to_shop=to_shop) else problem for problem in problems)


def _may_pass(problem: Problem, *, to_shop: bool) -> bool:
    """True where force helps. What goes to a shop carries the true emblem or none; a forced one is for approval."""
    if problem.code == "emblem.missing" and to_shop:
        return False
    return problem.severity is Severity.ERROR and problem.forceable


def _title(design: Design) -> str:
    return " ".join(design.text.split())


def write(
    sheet: Sheet, target: Path, options: ExportOptions, dpi: int | None, progress: Progress = silent
) -> tuple[int, int] | None:
    """Write a sheet as one file; return the size in pixels of a raster."""
    page = sheet.pages[0]
    if options.to is Target.PDF:
        from render.backends.pdf import PdfOptions, write_pdf

        profile = options.profile
        intent = Intent(profile.condition, profile.data) if profile else None
        write_pdf(sheet, target, PdfOptions(options.text_mode, options.colour_mode, options.standard, intent))
        return None
    if options.to is Target.SVG:
        from render.backends.svg import write_svg

        write_svg(page, target, sheet.title)
        return None
    from render.backends.writers import Compression, RasterKind, RasterOptions, write_raster

    raster = RasterOptions(
        RasterKind(options.to.value),
        dpi,
        options.colour_mode,
        Compression(options.compress),
        icc=options.profile.data if options.profile and options.colour_mode is ColourMode.CMYK else b"",
        jobs=options.jobs,
    )
    return write_raster(page, target, raster, progress)


def preview(design: Design, longest_px: int, page: int = 1) -> tuple[Composition, Band]:
    """Return a design laid out and the trim of a page painted in RGB, its longer side `longest_px` pixels."""
    from render.backends.grid import Grid
    from render.backends.raster import paint

    composition = prepare(design)
    scene = composition.pages[page - 1]
    width, height = scene.size
    share = longest_px / max(width, height)
    if not design.format.is_print:
        share = min(share, 1.0)
    trim = Rect(0.0, 0.0, width, height)
    grid = Grid(max(1, round(width * share)), max(1, round(height * share)), trim)
    return composition, paint(Page(scene, trim, trim, trim), grid, ColourMode.RGB)


def make_folder(folder: Path) -> None:
    """Make a folder for files; raise WriteError where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise WriteError("folder.failed", path=str(folder), reason=fault.strerror or str(fault)) from fault
