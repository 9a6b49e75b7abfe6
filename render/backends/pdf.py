"""Sheets as PDF: ReportLab's canvas carries pages, boxes and facts; pikepdf adds what it lacks.

MediaBox begins at 0, 0; Trim and Bleed nest in it. The same sheet gives the same bytes.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from render.backends.base import ColourMode, Intent, Standard, TextMode, replacing
from render.backends.pdf_content import Content, ContentWriter, Resources
from render.backends.pdf_finish import finish
from render.geometry import Rect
from render.scene.nodes import Unit
from render.scene.sheet import Page, Sheet

_POINTS_PER_MM = 72 / 25.4
# A screen's pixel has no size on paper; 96 to the inch is the web's convention (CSS 2.1, 4.3.2).
_POINTS_PER_PX = 72 / 96
CREATOR = "Co Dong Studio"


@dataclass(frozen=True, slots=True)
class PdfOptions:
    """How words and colours are written, and what the file is built to; PDF/X needs an intent."""

    text_mode: TextMode = TextMode.LIVE
    colour: ColourMode = ColourMode.CMYK
    standard: Standard = Standard.PLAIN
    intent: Intent | None = None


def write_pdf(sheet: Sheet, target: Path, options: PdfOptions | None = None) -> None:
    """Write a sheet as one PDF of as many pages."""
    options = options or PdfOptions()
    resources = Resources()
    writer = ContentWriter(resources, options.colour, options.text_mode, named=options.standard is Standard.HANDOFF)
    contents: list[Content] = []
    canvas, held = _canvas(sheet)
    for page in sheet.pages:
        units = _units(sheet, page)
        canvas.setPageSize((page.media.width * units, page.media.height * units))
        canvas.setTrimBox(_box(page.trim, page.media, units))
        canvas.setBleedBox(_box(page.bleed, page.media, units))
        contents.append(writer.page(page, units))
        canvas.addLiteral(contents[-1].operators)
        canvas.showPage()
    canvas.save()
    with replacing(target) as path:
        path.write_bytes(finish(held, sheet, contents, resources, options.colour, options.standard, options.intent))


def _canvas(sheet: Sheet) -> tuple[Canvas, io.BytesIO]:
    held = io.BytesIO()
    canvas = Canvas(held, pageCompression=0, invariant=1, pdfVersion=(1, 6), lang="vi-VN")
    canvas.setTitle(sheet.title)
    canvas.setSubject(sheet.subject)
    canvas.setCreator(CREATOR)
    return canvas, held


def _units(sheet: Sheet, page: Page) -> float:
    if page.scene.unit is Unit.PX:
        return _POINTS_PER_PX
    return _POINTS_PER_MM * float(sheet.scale)


def _box(box: Rect, media: Rect, units: float) -> list[float]:
    """Return a box in PDF units, y up, from the media box's corner."""
    return [
        (box.left - media.left) * units,
        (media.bottom - box.bottom) * units,
        (box.right - media.left) * units,
        (media.bottom - box.top) * units,
    ]
