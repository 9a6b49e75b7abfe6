"""Checks of fonts: there, readable back, and as wide as they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from render.preflight.pdfx.subject import Check, Found, Subject
from render.problem import Severity
from render.text.font_file import advances

_FILES = frozenset(("/FontFile", "/FontFile2", "/FontFile3"))
_PRIVATE = range(0xE000, 0xF900)


def _fonts(subject: Subject) -> Iterator[tuple[str, Any]]:
    """Yield every font that is used or listed, once."""
    seen: set[tuple[int, int]] = set()
    for where, holder in subject.walk.streams:
        for font in holder.get("/Resources", {}).get("/Font", {}).values():
            if font.objgen == (0, 0) or font.objgen not in seen:
                seen.add(font.objgen)
                yield where, font


def _holder(font: Any) -> Any:
    return font["/DescendantFonts"][0] if "/DescendantFonts" in font else font


def _name(font: Any) -> str:
    return str(font.get("/BaseFont", "?"))


def _embedded(subject: Subject) -> Found:
    for where, font in _fonts(subject):
        if not _FILES & set(_holder(font).get("/FontDescriptor", {}).keys()):
            yield where, {"font": _name(font)}


def _mapped(subject: Subject) -> Found:
    for where, font in _fonts(subject):
        holder = _holder(font)
        if str(holder.get("/Subtype")) == "/CIDFontType2" and "/CIDToGIDMap" not in holder:
            yield where, {"font": _name(font)}


def _readable(subject: Subject) -> Found:
    for where, font in _fonts(subject):
        if "/ToUnicode" not in font:
            yield where, {"font": _name(font)}


def _public(subject: Subject) -> Found:
    for where, font in _fonts(subject):
        held = font.get("/ToUnicode")
        if isinstance(held, pikepdf.Stream) and any(_is_private(code) for code in _codes(held.read_bytes())):
            yield where, {"font": _name(font)}


def _codes(cmap: bytes) -> Iterator[bytes]:
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        yield from re.findall(rb"<[0-9A-Fa-f]+>\s*<([0-9A-Fa-f]+)>", block)


def _is_private(code: bytes) -> bool:
    return any(int(code[at : at + 4], 16) in _PRIVATE for at in range(0, len(code) - 3, 4))


def _widths(subject: Subject) -> Found:
    for where, font in _fonts(subject):
        holder = _holder(font)
        data = holder.get("/FontDescriptor", {}).get("/FontFile2")
        truetype = str(holder.get("/Subtype")) == "/CIDFontType2" and isinstance(data, pikepdf.Stream)
        if truetype and not _as_wide(holder, data.read_bytes()):
            yield where, {"font": _name(font)}


def _as_wide(holder: Any, data: bytes) -> bool:
    """True where the stated widths are those of the embedded font, to a thousandth of an em."""
    held = holder.get("/CIDToGIDMap")
    glyphs = held.read_bytes() if isinstance(held, pikepdf.Stream) else b""
    stated = list(_stated(holder))
    gids = [int.from_bytes(glyphs[2 * cid : 2 * cid + 2], "big") if glyphs else cid for cid, _ in stated]
    true = advances(data, gids)
    return all(abs(width - advance) <= 1 for (_, width), advance in zip(stated, true, strict=True))


def _stated(holder: Any) -> Iterator[tuple[int, float]]:
    """Yield CIDs and their widths: `first [w w …]` and `first last w` (PDF 1.7, 9.7.4.3)."""
    entries, at = list(holder.get("/W", [])), 0
    while at + 1 < len(entries):
        first = int(entries[at])
        if isinstance(entries[at + 1], pikepdf.Array):
            yield from ((first + more, float(width)) for more, width in enumerate(entries[at + 1]))
            at += 2
        else:
            last = min(int(entries[at + 1]), first + 0xFFFF)
            yield from ((cid, float(entries[at + 2])) for cid in range(first, last + 1))
            at += 3


def _drawn(subject: Subject) -> Found:
    for where, font in _fonts(subject):
        if str(font.get("/Subtype")) == "/Type3":
            yield where, {"font": _name(font)}


CHECKS = (
    Check("pdf.font-not-embedded", _embedded, Severity.ERROR),
    Check("pdfx.font-map", _mapped),
    Check("pdf.font-no-unicode", _readable, Severity.WARNING),
    Check("pdfx.font-private", _public, Severity.WARNING),
    Check("pdfx.font-widths", _widths, Severity.WARNING),
    Check("pdfx.font-drawn", _drawn, Severity.WARNING),
)
