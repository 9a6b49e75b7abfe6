"""The corridor from a design to a file or a preview: the only module that knows every stage.

Backends are imported when first needed: a cold export to PDF never loads Skia, one to PNG never loads ReportLab.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from render.backends.base import ColourMode, TextMode
from render.errors import CheckError, ContentError, UsageError, WriteError
from render.geometry import Rect, sides_px
from render.layout.compose import Composition, compose
from render.model.design import Design
from render.model.slogans import Slogan
from render.model.templates import Template
from render.preflight.checks import check_design
from render.press.assemble import PressOptions, assemble
from render.problem import Problem, Severity
from render.progress import Progress, silent
from render.scene.sheet import Page, Sheet
from render.text import fonts

if TYPE_CHECKING:
    from render.backends.raster import Band
    from render.text.font_report import FontReport

LARGEST_GIGAPIXELS = 4
_HUNDREDTH_MM = 0.01
_SHEET_DPI = 150


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


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How one file is written; `colour` None means the target's own, `dpi` None the format's."""

    to: Target
    dpi: int | None = None
    colour: ColourMode | None = None
    text_mode: TextMode = TextMode.LIVE
    compress: str = "deflate"
    press: PressOptions = field(default_factory=PressOptions)
    force: bool = False

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


def font_families() -> tuple[fonts.Family, ...]:
    """Return the type families there are, in the order shown to people."""
    return tuple(fonts.families().values())


def unreadable_fonts() -> tuple[ContentError, ...]:
    """Return what is wrong with the user's font files that had to be left out."""
    return fonts.unreadable()


def letters_lacking(family: fonts.Family) -> tuple[str, ...]:
    """Return the Vietnamese letters that a face of the family lacks."""
    from render.text.font_report import ACCENTED

    faces = [fonts.face(fonts.key(family.id, each.weight)) for each in family.face]
    return tuple(letter for letter in ACCENTED if not all(face.gid(letter) for face in faces))


def font_reports(family: fonts.Family) -> Iterator[tuple[fonts.Face, FontReport]]:
    """Yield each face of a family with what it offers Vietnamese; a tenth of a second a face."""
    from render.text.font_report import inspect_face

    for each in family.face:
        face = fonts.face(fonts.key(family.id, each.weight))
        yield face, inspect_face(face, family.kind)


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
    problems = overridden(composition.problems, options.force)
    stopping = tuple(problem for problem in problems if problem.stops)
    if stopping:
        raise Stopped(problems)
    press = replace(options.press, slug=design.slogan)
    sheet = assemble(composition.pages, _title(design), design.date, press)
    dpi = (options.dpi or design.format.dpi) if design.format.is_print else None
    size_px = _write(sheet, target, options, dpi, progress)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    seconds = time.perf_counter() - started
    return Exported(
        target, options.to, composition, sheet, dpi, options.colour_mode, size_px, digest, seconds, problems
    )


class Stopped(CheckError):
    """The checks of a design stop its export; `problems` says why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("export.stopped")
        self.problems = problems

    def __reduce__(self) -> tuple[object, ...]:
        return (Stopped, (self.problems,))


def overridden(problems: tuple[Problem, ...], force: bool) -> tuple[Problem, ...]:
    """Return a work's problems, those that may be passed over marked so where that is asked."""
    if not force:
        return problems
    return tuple(
        problem.override() if problem.severity is Severity.ERROR and problem.forceable else problem
        for problem in problems
    )


def _title(design: Design) -> str:
    return " ".join(design.text.split())


def _write(
    sheet: Sheet, target: Path, options: ExportOptions, dpi: int | None, progress: Progress
) -> tuple[int, int] | None:
    page = sheet.pages[0]
    if options.to is Target.PDF:
        from render.backends.pdf import PdfOptions, write_pdf

        write_pdf(sheet, target, PdfOptions(options.text_mode, options.colour_mode))
        _verify_pdf(sheet, target)
        return None
    if options.to is Target.SVG:
        from render.backends.svg import write_svg

        write_svg(page, target, sheet.title)
        return None
    from render.backends.writers import Compression, RasterKind, RasterOptions, write_raster

    raster = RasterOptions(RasterKind(options.to.value), dpi, options.colour_mode, Compression(options.compress))
    return write_raster(page, target, raster, progress)


def _verify_pdf(sheet: Sheet, target: Path) -> None:
    """Read the page boxes back; raise WriteError where one is off by more than a hundredth of a millimetre."""
    import pikepdf

    with pikepdf.open(target) as pdf:
        for page, found in zip(sheet.pages, pdf.pages, strict=True):
            for name, box in (("trimbox", page.trim), ("bleedbox", page.bleed), ("mediabox", page.media)):
                drawn = [float(value) for value in getattr(found, name)]
                if not _same_box(drawn, box, page.media, sheet.scale):
                    target.unlink()
                    raise WriteError("write.differs", path=str(target), what=name)


def _same_box(drawn: list[float], box: Rect, media: Rect, scale: Fraction) -> bool:
    to_mm = 25.4 / 72
    wanted = (
        box.left - media.left,
        media.bottom - box.bottom,
        box.right - media.left,
        media.bottom - box.top,
    )
    return all(abs(a * to_mm - b * float(scale)) <= _HUNDREDTH_MM for a, b in zip(drawn, wanted, strict=True))


def preview(design: Design, longest_px: int) -> tuple[Composition, Band]:
    """Return a design laid out and its trim painted in RGB, its longer side `longest_px` pixels."""
    from render.backends.raster import Grid, paint

    composition = prepare(design)
    scene = composition.pages[0]
    width, height = scene.size
    share = longest_px / max(width, height)
    if not design.format.is_print:
        share = min(share, 1.0)
    trim = Rect(0.0, 0.0, width, height)
    grid = Grid(max(1, round(width * share)), max(1, round(height * share)), trim)
    return composition, paint(Page(scene, trim, trim, trim), grid, ColourMode.RGB)


def contact_sheets(designs: tuple[Design, ...], title: str, stem: Path, columns: int = 5) -> tuple[Path, ...]:
    """Draw the designs small, one cell a text, as PNG and PDF beside each other, and return both paths."""
    from render.proofs.contact_sheet import Cell, contact_sheet

    texts: dict[str, list[Design]] = {}
    for design in designs:
        texts.setdefault(design.text, []).append(design)
    cells = [
        Cell(
            f"{group[0].slogan.rpartition(':')[2]}  {text}",
            tuple(page for d in group for page in prepare(d).pages),
        )
        for text, group in texts.items()
    ]
    sheet = assemble((contact_sheet(title, cells, columns),), title, designs[0].date, PressOptions())
    make_folder(stem.parent)
    paths = stem.with_suffix(".png"), stem.with_suffix(".pdf")
    _write(sheet, paths[0], ExportOptions(Target.PNG), _SHEET_DPI, silent)
    _write(sheet, paths[1], ExportOptions(Target.PDF), None, silent)
    return paths


def make_folder(folder: Path) -> None:
    """Make a folder for files; raise WriteError where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise WriteError("folder.failed", path=str(folder), reason=fault.strerror or str(fault)) from fault


def timetable(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], date: str, target: Path) -> None:
    """Draw a table of what is shown when as a page of PDF."""
    from render.proofs.timetable import timetable_page

    sheet = assemble((timetable_page(title, heads, rows),), title, date, PressOptions())
    _write(sheet, target, ExportOptions(Target.PDF), None, silent)


def typesheets(slogans: Sequence[Slogan], titles: tuple[str, str], folder: Path) -> tuple[Path, ...]:
    """Draw the faces and the slogans with their guides: all pages as one PDF, each as PNG; return the paths."""
    from render.proofs.typesheet import face_pages, slogan_pages

    pages = (*face_pages(titles[0]), *slogan_pages(titles[1], slogans))
    make_folder(folder)
    pdf = folder / "typesheet.pdf"
    _write(assemble(pages, titles[1], "", PressOptions()), pdf, ExportOptions(Target.PDF), None, silent)
    pictures = tuple(folder / f"{page.name}.png" for page in pages)
    for page, picture in zip(pages, pictures, strict=True):
        sheet = assemble((page,), titles[1], "", PressOptions())
        _write(sheet, picture, ExportOptions(Target.PNG), _SHEET_DPI, silent)
    return pdf, *pictures
