"""What ReportLab's file lacks and what it leaves behind: resources, boxes' unit and facts in; leftovers out."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Name, String

from render.backends.base import ColourMode, Intent, Standard
from render.backends.pdf_content import Content, Resources
from render.backends.pdf_objects import Objects
from render.backends.pdf_x import conform
from render.scene.sheet import ScaleMode, Sheet

# ReportLab begins every page with a font that nobody embeds.
_PREAMBLE = b"1 0 0 1 0 0 cm  BT /F1 12 Tf 14.4 TL ET\n"
_USER_UNIT = 10


def finish(
    held: io.BytesIO,
    sheet: Sheet,
    contents: list[Content],
    resources: Resources,
    colour: ColourMode,
    standard: Standard,
    intent: Intent | None,
) -> bytes:
    """Return ReportLab's file complete and clean; `contents` are the pages' streams."""
    held.seek(0)
    with pikepdf.open(held) as pdf:
        objects = Objects(pdf, resources, colour)
        for page, content in zip(pdf.pages, contents, strict=True):
            _clean(page.obj)
            page.obj.Resources = objects.resources(content)
            if objects.transparent(content):
                page.obj.Group = objects.blending()
            if sheet.scale_mode is ScaleMode.USERUNIT:
                page.obj.UserUnit = _USER_UNIT
        _drop(pdf.Root, "/Outlines")
        _describe(pdf, sheet)
        if standard.is_x:
            assert intent is not None
            conform(pdf, sheet, standard, intent)
        return _saved(pdf, standard)


def _saved(pdf: pikepdf.Pdf, standard: Standard) -> bytes:
    # Object streams came with PDF 1.5; X-1a and old drawing programs end at 1.4.
    old = standard in (Standard.X1A, Standard.HANDOFF)
    finished = io.BytesIO()
    pdf.save(
        finished,
        force_version="1.4" if old else "1.6",
        deterministic_id=True,
        fix_metadata_version=False,
        compress_streams=True,
        object_stream_mode=pikepdf.ObjectStreamMode.disable if old else pikepdf.ObjectStreamMode.generate,
    )
    return finished.getvalue()


def _drop(holder: pikepdf.Object, key: str) -> None:
    if key in holder:
        del holder[key]


def _clean(page: pikepdf.Object) -> None:
    for leftover in ("/Trans", "/Rotate"):
        _drop(page, leftover)
    page.Contents.write(page.Contents.read_bytes().removeprefix(_PREAMBLE))


def _describe(pdf: pikepdf.Pdf, sheet: Sheet) -> None:
    info = pdf.docinfo
    day = "D:" + sheet.date.replace("-", "") + "000000Z" if sheet.date else ""
    for key in ("/CreationDate", "/ModDate"):
        _drop(info, key)
        if day:
            info[key] = String(day)
    for key in ("/Author", "/Keywords", *(() if sheet.subject else ("/Subject",))):
        _drop(info, key)
    info["/Producer"] = String("Co Dong Studio (ReportLab, pikepdf)")
    info["/Trapped"] = Name("/False")
