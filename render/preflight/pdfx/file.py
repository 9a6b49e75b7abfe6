"""Checks of a file as a whole: header, encryption, facts in Info and XMP, the output intent."""

from __future__ import annotations

import re
from typing import Any

import pikepdf

from render.model.icc import fault_of
from render.preflight.pdfx.subject import Check, Found, Subject
from render.problem import Severity

_ACTIVE = ("/AcroForm", "/AA", "/OpenAction", "/URI", "/Collection", "/XFA", "/Legal", "/Threads", "/Requirements")
_NEEDED = (
    "xmp:CreateDate",
    "xmp:ModifyDate",
    "xmp:MetadataDate",
    "mm:DocumentID",
    "mm:VersionID",
    "mm:RenditionClass",
    "dc:title",
    "pdf:Trapped",
)


def _header(subject: Subject) -> Found:
    found = re.match(rb"%PDF-1\.(\d)", subject.head)
    most = 6 if subject.is_x4 else 4
    stated = str(subject.pdf.Root.get("/Version", "/1.0")).removeprefix("/1.")
    version = max(int(found[1]) if found else 99, int(stated) if stated.isdigit() else 99)
    if version > most:
        yield "", {"version": f"1.{version}", "most": f"1.{most}"}


def _binary(subject: Subject) -> Found:
    if not re.match(rb"%PDF-1\.\d[\r\n]+%[\x80-\xff]{4}", subject.head):
        yield "", {}


def _syntax(subject: Subject) -> Found:
    for fault in subject.pdf.check_pdf_syntax()[:3]:
        yield "", {"reason": str(fault)}
    for where, fault in subject.walk.broken[:3]:
        yield where, {"reason": fault}


def _encrypted(subject: Subject) -> Found:
    if subject.pdf.is_encrypted or "/Encrypt" in subject.pdf.trailer:
        yield "", {}


def _identifier(subject: Subject) -> Found:
    held = subject.pdf.trailer.get("/ID")
    if not isinstance(held, pikepdf.Array) or len(held) != 2 or not all(bytes(each) for each in held):
        yield "", {}


def _active(subject: Subject) -> Found:
    names: Any = subject.pdf.Root.get("/Names", {})
    found = [key for key in _ACTIVE if key in subject.pdf.Root]
    found += [key for key in ("/JavaScript", "/EmbeddedFiles") if key in names]
    if found:
        yield "", {"keys": ", ".join(found)}


def _layers(subject: Subject) -> Found:
    if "/OCProperties" in subject.pdf.Root:
        yield "", {}


def _title(subject: Subject) -> Found:
    if not str(subject.pdf.docinfo.get("/Title", "")).strip():
        yield "", {}


def _dates(subject: Subject) -> Found:
    for key in ("/CreationDate", "/ModDate"):
        if not re.match(r"D:\d{14}", str(subject.pdf.docinfo.get(key, ""))):
            yield "", {"key": key}


def _trapped(subject: Subject) -> Found:
    if str(subject.pdf.docinfo.get("/Trapped", "")) not in ("/True", "/False"):
        yield "", {}


def _claimed(subject: Subject) -> Found:
    if subject.is_x4:
        claimed = subject.fact("x:GTS_PDFXVersion") == subject.standard
    else:
        claimed = str(subject.pdf.docinfo.get("/GTS_PDFXVersion", "")) == subject.standard
    if not claimed:
        yield "", {"standard": subject.standard}


def _metadata(subject: Subject) -> Found:
    held = subject.pdf.Root.get("/Metadata")
    if subject.xmp is None or (held is not None and "/Filter" in held):
        yield "", {}


def _entries(subject: Subject) -> Found:
    lacking = [entry for entry in _NEEDED if subject.fact(entry) is None]
    if subject.xmp is not None and lacking:
        yield "", {"entries": ", ".join(lacking)}


def _agreement(subject: Subject) -> Found:
    if subject.xmp is None:
        return
    info = subject.pdf.docinfo
    pairs = {
        "Title": (subject.fact("dc:title//rdf:li"), str(info.get("/Title", ""))),
        "CreationDate": (_digits(subject.fact("xmp:CreateDate")), _digits(str(info.get("/CreationDate", "")))),
        "ModDate": (_digits(subject.fact("xmp:ModifyDate")), _digits(str(info.get("/ModDate", "")))),
        "Trapped": (subject.fact("pdf:Trapped"), str(info.get("/Trapped", "")).removeprefix("/")),
    }
    for key, (said, held) in pairs.items():
        if said is not None and said != held:
            yield "", {"key": key}


def _digits(text: str | None) -> str | None:
    return None if text is None else re.sub(r"\D", "", text)[:14]


def _one_intent(subject: Subject) -> Found:
    if len(subject.intents) != 1:
        yield "", {"count": len(subject.intents)}


def _condition(subject: Subject) -> Found:
    for intent in subject.intents:
        if not str(intent.get("/OutputConditionIdentifier", "")).strip():
            yield "", {}


def _profile(subject: Subject) -> Found:
    for intent in subject.intents:
        held = intent.get("/DestOutputProfile")
        data = held.read_bytes() if isinstance(held, pikepdf.Stream) else b""
        if fault := fault_of(data) if data else "missing":
            yield "", {"fault": fault}
        elif int(held.get("/N", 0)) != 4:
            yield "", {"fault": "channels"}
        elif data[8] > 2 and not subject.is_x4:
            yield "", {"fault": "version"}


CHECKS = (
    Check("pdfx.header", _header),
    Check("pdfx.binary", _binary),
    Check("pdfx.syntax", _syntax, Severity.ERROR),
    Check("pdfx.encrypted", _encrypted, Severity.WARNING),
    Check("pdfx.id", _identifier),
    Check("pdfx.active", _active, Severity.WARNING),
    Check("pdfx.layers", _layers),
    Check("pdfx.title", _title),
    Check("pdfx.dates", _dates),
    Check("pdfx.trapped", _trapped),
    Check("pdfx.claim", _claimed),
    Check("pdfx.xmp", _metadata),
    Check("pdfx.xmp-entries", _entries),
    Check("pdfx.xmp-differs", _agreement, Severity.WARNING),
    Check("pdfx.intent", _one_intent),
    Check("pdfx.condition", _condition),
    Check("pdfx.profile", _profile),
)
