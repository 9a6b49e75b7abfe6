"""A finished file under inspection, and what a check is: a function that yields what it finds."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pikepdf

from render.preflight.pdfx.walk import Walk, walk
from render.problem import Severity

X4, X1A = "PDF/X-4", "PDF/X-1a:2003"
PREFIXES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "mm": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "x": "http://www.npes.org/pdfx/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
# XMP of our own making has no entities; one that declares any is not opened.
_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_LARGEST_XMP = 4_000_000

Found = Iterator[tuple[str, dict[str, object]]]


@dataclass(frozen=True)
class Subject:
    """One file: its opened form, its first bytes, and the standard that it is measured against."""

    pdf: pikepdf.Pdf
    head: bytes
    standard: str

    @property
    def is_x4(self) -> bool:
        """True where transparency and PDF 1.6 are allowed."""
        return self.standard == X4

    @cached_property
    def walk(self) -> Walk:
        """What the pages do."""
        return walk(self.pdf)

    @cached_property
    def xmp(self) -> ElementTree.Element | None:
        """The file's XMP, None where there is none that can be read."""
        return xmp_of(self.pdf)

    def fact(self, path: str) -> str | None:
        """Return the text of an XMP entry, such as `xmp:CreateDate`."""
        found = self.xmp.find(f".//{path}", PREFIXES) if self.xmp is not None else None
        return None if found is None else (found.text or "").strip()

    @property
    def intents(self) -> list[Any]:
        """The output intents that say PDF/X."""
        return [each for each in self.pdf.Root.get("/OutputIntents", []) if str(each.get("/S")) == "/GTS_PDFX"]


def xmp_of(pdf: pikepdf.Pdf) -> ElementTree.Element | None:
    """Return a file's XMP as XML, None where it cannot be had."""
    held = pdf.Root.get("/Metadata")
    try:
        data = held.read_bytes() if isinstance(held, pikepdf.Stream) else b""
        if not data or len(data) > _LARGEST_XMP or _ENTITIES.search(data):
            return None
        return ElementTree.fromstring(data)
    except (pikepdf.PdfError, ElementTree.ParseError, ValueError):
        return None


def claim(pdf: pikepdf.Pdf) -> str:
    """Return the standard a file says it is built to, '' where it says none that we know."""
    root = xmp_of(pdf)
    said = root.find(".//x:GTS_PDFXVersion", PREFIXES) if root is not None else None
    claims = {str(pdf.docinfo.get("/GTS_PDFXVersion", "")), (said.text or "").strip() if said is not None else ""}
    return next((known for known in (X4, X1A) if known in claims), "")


@dataclass(frozen=True, slots=True)
class Check:
    """One question to a file; `plain` is how much a fault matters where the file claims no standard."""

    code: str
    ask: Callable[[Subject], Found]
    plain: Severity = Severity.NOTE
