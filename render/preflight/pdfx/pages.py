"""Checks of pages: their boxes, their size, and that nothing on them acts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from render.preflight.pdfx.subject import Check, Found, Subject
from render.problem import Severity

LARGEST_UNITS = 14_400
_SLACK = 0.01
_Box = tuple[float, ...]


def _pages(subject: Subject) -> Iterator[tuple[str, Any]]:
    return ((f"page {number}", page.obj) for number, page in enumerate(subject.pdf.pages, 1))


def _box(page: Any, name: str) -> _Box | None:
    held = page.get(name)
    return None if held is None else tuple(float(value) for value in held)


def _media(subject: Subject) -> Iterator[tuple[str, _Box]]:
    for number, page in enumerate(subject.pdf.pages, 1):
        yield f"page {number}", tuple(float(value) for value in page.mediabox)


def _inside(inner: _Box, outer: _Box) -> bool:
    low = all(a >= b - _SLACK for a, b in zip(inner[:2], outer[:2], strict=True))
    return low and all(a <= b + _SLACK for a, b in zip(inner[2:], outer[2:], strict=True))


def _trim(subject: Subject) -> Found:
    for where, page in _pages(subject):
        if ("/TrimBox" in page) == ("/ArtBox" in page):
            yield where, {}


def _nested(subject: Subject) -> Found:
    for (where, page), (_, media) in zip(_pages(subject), _media(subject), strict=True):
        boxes = [_box(page, name) for name in ("/TrimBox", "/BleedBox", "/CropBox")]
        known = [box for box in (*boxes, media) if box]
        nested = all(_inside(inner, outer) for inner, outer in pairwise(known))
        if not nested or any(box[2] <= box[0] or box[3] <= box[1] for box in known):
            yield where, {}


def _origin(subject: Subject) -> Found:
    for where, media in _media(subject):
        if media[0] != 0 or media[1] != 0:
            yield where, {}


def _size(subject: Subject) -> Found:
    for where, media in _media(subject):
        longest = max(media[2] - media[0], media[3] - media[1])
        if longest > LARGEST_UNITS:
            yield where, {"units": round(longest), "most": LARGEST_UNITS}


def _unit(subject: Subject) -> Found:
    for where, page in _pages(subject):
        if "/UserUnit" in page and not subject.is_x4:
            yield where, {}


def _acts(subject: Subject) -> Found:
    for where, page in _pages(subject):
        found = [key for key in ("/AA", "/PresSteps", "/Trans") if key in page]
        if found:
            yield where, {"keys": ", ".join(found)}


def _notes(subject: Subject) -> Found:
    for (where, page), (_, media) in zip(_pages(subject), _media(subject), strict=True):
        printed = _box(page, "/BleedBox") or _box(page, "/TrimBox") or media
        for each in page.get("/Annots", []):
            if str(each.get("/Subtype")) not in ("/PrinterMark", "/TrapNet") and _touches(each, printed):
                yield where, {"kind": str(each.get("/Subtype"))}


def _touches(annotation: Any, printed: _Box) -> bool:
    box = _box(annotation, "/Rect")
    if box is None:
        return True
    return box[2] > printed[0] and box[0] < printed[2] and box[3] > printed[1] and box[1] < printed[3]


CHECKS = (
    Check("pdf.no-trim", _trim, Severity.WARNING),
    Check("pdf.boxes", _nested, Severity.ERROR),
    Check("pdf.origin", _origin, Severity.WARNING),
    Check("pdfx.size", _size, Severity.WARNING),
    Check("pdfx.user-unit", _unit),
    Check("pdfx.page-acts", _acts, Severity.WARNING),
    Check("pdfx.annotation", _notes, Severity.WARNING),
)
