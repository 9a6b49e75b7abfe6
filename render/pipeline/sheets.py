"""Sheets about works rather than works: contact sheets, papers to be signed, timetables, type sheets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from render.backends.base import ColourMode
from render.model.design import Design
from render.model.slogans import Slogan
from render.pipeline import ExportOptions, Target, make_folder, prepare, write
from render.press.assemble import PressOptions, assemble
from render.scene.nodes import Scene

_DPI = 150


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
    write(sheet, paths[0], ExportOptions(Target.PNG), _DPI)
    write(sheet, paths[1], ExportOptions(Target.PDF), None)
    return paths


def papers(pages: tuple[Scene, ...], title: str, date: str, target: Path) -> None:
    """Write pages about works, such as those to be signed, as one PDF in the colours that screens show."""
    options = ExportOptions(Target.PDF, colour=ColourMode.RGB)
    write(assemble(pages, title, date, PressOptions()), target, options, None)


def timetable(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], date: str, target: Path) -> None:
    """Draw a table of what is shown when as a page of PDF."""
    from render.proofs.timetable import timetable_page

    sheet = assemble((timetable_page(title, heads, rows),), title, date, PressOptions())
    write(sheet, target, ExportOptions(Target.PDF), None)


def typesheets(slogans: Sequence[Slogan], titles: tuple[str, str], folder: Path) -> tuple[Path, ...]:
    """Draw the faces and the slogans with their guides: all pages as one PDF, each as PNG; return the paths."""
    from render.proofs.typesheet import face_pages, slogan_pages

    pages = (*face_pages(titles[0]), *slogan_pages(titles[1], slogans))
    make_folder(folder)
    pdf = folder / "typesheet.pdf"
    write(assemble(pages, titles[1], "", PressOptions()), pdf, ExportOptions(Target.PDF), None)
    pictures = tuple(folder / f"{page.name}.png" for page in pages)
    for page, picture in zip(pages, pictures, strict=True):
        sheet = assemble((page,), titles[1], "", PressOptions())
        write(sheet, picture, ExportOptions(Target.PNG), _DPI)
    return pdf, *pictures
