"""What PDF/X asks of a file beyond clean pages: the press condition, and facts that agree in Info and XMP.

Sources: ISO 15930-7 (X-4) and ISO 15930-4 (X-1a:2003) as their public summaries have them.
"""

from __future__ import annotations

import hashlib
import uuid
import zlib
from functools import lru_cache
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from render.backends.base import Intent, Standard
from render.scene.sheet import Sheet

VERSIONS = {Standard.X4: "PDF/X-4", Standard.X1A: "PDF/X-1a:2003"}
# A file of these kinds must be dated; a job without a date has this one, since the clock never enters a file.
UNDATED = "2000-01-01"
_REGISTRY = "http://www.color.org"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<xmp:CreateDate>{day}T00:00:00Z</xmp:CreateDate><xmp:ModifyDate>{day}T00:00:00Z</xmp:ModifyDate>
<xmp:MetadataDate>{day}T00:00:00Z</xmp:MetadataDate><xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID><xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<pdf:Producer>{producer}</pdf:Producer><pdf:Trapped>False</pdf:Trapped>{claim}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def conform(pdf: pikepdf.Pdf, sheet: Sheet, standard: Standard, intent: Intent) -> None:
    """Give an otherwise finished file its output intent, its dates and its XMP."""
    info, day = pdf.docinfo, sheet.date or UNDATED
    for key in ("/CreationDate", "/ModDate"):
        info[key] = String("D:" + day.replace("-", "") + "000000Z")
    if standard is Standard.X1A:
        info["/GTS_PDFXVersion"] = String(VERSIONS[standard])
        info["/GTS_PDFXConformance"] = String(VERSIONS[standard])
    pdf.Root.OutputIntents = Array([_intent(pdf, intent)])
    pdf.Root.Metadata = pdf.make_stream(_xmp(pdf, sheet, standard, day), Type=Name.Metadata, Subtype=Name.XML)


def _intent(pdf: pikepdf.Pdf, intent: Intent) -> pikepdf.Object:
    return pdf.make_indirect(
        Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFX,
            OutputConditionIdentifier=String(intent.condition),
            OutputCondition=String(intent.condition),
            RegistryName=String(_REGISTRY),
            Info=String(intent.condition),
            DestOutputProfile=pdf.make_stream(
                _packed(intent.profile), Filter=Name.FlateDecode, N=4, Alternate=Name.DeviceCMYK
            ),
        )
    )


# One profile serves every file of a job, and packing it takes longer than all the rest of a small one.
@lru_cache(maxsize=2)
def _packed(profile: bytes) -> bytes:
    return zlib.compress(profile, 9)


def _xmp(pdf: pikepdf.Pdf, sheet: Sheet, standard: Standard, day: str) -> bytes:
    info = pdf.docinfo
    contents = hashlib.sha256("\n".join((sheet.title, sheet.subject, day, standard)).encode())
    for page in pdf.pages:
        contents.update(page.Contents.read_bytes())
    claim = VERSIONS[standard] if standard is Standard.X4 else ""
    facts = {
        "title": sheet.title,
        "subject": sheet.subject,
        "day": day,
        "creator": str(info["/Creator"]),
        "producer": str(info["/Producer"]),
    }
    text = _XMP.format(
        **{name: escape(value) for name, value in facts.items()},
        document=uuid.UUID(bytes=contents.digest()[:16], version=4),
        claim=f"\n<pdfxid:GTS_PDFXVersion>{claim}</pdfxid:GTS_PDFXVersion>" if claim else "",
    )
    return text.encode()
