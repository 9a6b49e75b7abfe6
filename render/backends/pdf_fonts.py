"""Live text in a PDF: our own Type0 fonts, with exact positions and exact text.

A CID stands for one pair of glyph and source text, so that ToUnicode is always right, ligatures and repeated
letters included. Widths are whole thousandths of an em (readers round fractions, and the error adds up);
what is left over goes into the TJ array.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from itertools import groupby

import pikepdf
import uharfbuzz as hb
from pikepdf import Array, Dictionary, Name, String

from render.backends.pdf_syntax import number
from render.scene.nodes import Glyph, Text
from render.text.fonts import Face, face

_DROPPED = "GSUB GPOS GDEF kern name post OS/2 DSIG STAT BASE MATH JSTF meta gasp fpgm prep cvt  cmap".split(" ")
_FLAGS = (
    hb.SubsetFlags.NO_HINTING
    | hb.SubsetFlags.NOTDEF_OUTLINE
    | hb.SubsetFlags.DOWNGRADE_CFF2
    # So that CIDs of a CFF are its glyph numbers, whatever it called them.
    | hb.SubsetFlags.CFF_IDENTITY_CHARSET
)
_CMAP_HEAD = (
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) /Supplement 0 >> def\n"
    "/CMapName /{name} def\n/CMapType {kind} def\n"
    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
)
_CMAP_TAIL = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"


class LiveFont:
    """One face as used in one file: hands out CIDs, then embeds itself."""

    def __init__(self, face_key: str, name: str) -> None:
        self.face = face(face_key)
        self.name = name
        self._cids: dict[tuple[int, str], int] = {}

    def show(self, text: Text, *, unseen: bool = False) -> str:
        """Return the operators that show a line at its glyphs' very positions, y down.

        All of it stands on one baseline: readers take a raised dash for a line of its own, and a hyphen at a line's
        end for none at all. Lifted glyphs are shown unseen here and painted as curves by the caller; where the whole
        line is `unseen`, the caller has said so.
        """
        base = baseline(text)
        spoken = [glyph for glyph in text.glyphs if glyph.text]
        runs = groupby(spoken, key=lambda glyph: is_lifted(glyph, base))
        pen = text.glyphs[0].x
        parts = [f"BT /{self.name} {number(text.size)} Tf 1 0 0 -1 {number(pen)} {number(base)} Tm"]
        for lifted, run in runs:
            shown, pen = self._run(list(run), text.size, pen)
            parts.append(f"3 Tr {shown} 0 Tr" if lifted and not unseen else shown)
        return " ".join([*parts, "ET"])

    def _run(self, run: list[Glyph], size: float, pen: float) -> tuple[str, float]:
        """Return one TJ and where it leaves the pen."""
        shown: list[str] = []
        for glyph in run:
            slack = (pen - glyph.x) / size * 1000
            if abs(slack) > 5e-4:
                shown.append(number(slack))
                pen = glyph.x
            shown.append(f"<{self._cid(glyph):04X}>")
            pen += self._width(glyph.gid) * size / 1000
        return f"[{' '.join(shown)}] TJ", pen

    def _cid(self, glyph: Glyph) -> int:
        # CID 0 is .notdef.
        return self._cids.setdefault((glyph.gid, glyph.text), len(self._cids) + 1)

    def _width(self, gid: int) -> int:
        return round(self.face.advance(gid) * 1000 / self.face.upem)

    def embed(self, pdf: pikepdf.Pdf) -> pikepdf.Object:
        """Return the finished font object with its subset, widths and ToUnicode.

        A TrueType subset has a map from CIDs to its glyphs. A CFF has none: there a CMap turns codes to CIDs that are
        its glyph numbers, and the widths go by those.
        """
        data, renumbered = subset(self.face, frozenset(gid for gid, _ in self._cids))
        tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(data).digest()[:6])
        base = Name(f"/{tag}+{self.face.postscript_name}")
        codes = {cid: renumbered(gid) for (gid, _), cid in self._cids.items()}
        cff = self.face.file.is_cff
        program = (
            pdf.make_stream(data, Subtype=Name.CIDFontType0C) if cff else pdf.make_stream(data, Length1=len(data))
        )
        descendant = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType0 if cff else Name.CIDFontType2,
            BaseFont=base,
            CIDSystemInfo=_identity(),
            FontDescriptor=pdf.make_indirect(_descriptor(self.face, base, program)),
            DW=1000,
            W=self._widths(codes if cff else {}),
        )
        if not cff:
            glyphs = b"\0\0" + b"".join(glyph.to_bytes(2, "big") for glyph in codes.values())
            descendant.CIDToGIDMap = pdf.make_stream(glyphs)
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=base,
                Encoding=_code_map(pdf, codes) if cff else Name("/Identity-H"),
                DescendantFonts=Array([pdf.make_indirect(descendant)]),
                ToUnicode=pdf.make_stream(self._to_unicode().encode()),
            )
        )

    def _widths(self, renamed: dict[int, int]) -> Array:
        """Return the widths by CID, which stand in one row unless they are renamed to glyph numbers."""
        if not renamed:
            return Array([1, Array([self._width(gid) for gid, _ in self._cids])])
        found = {renamed[cid]: self._width(gid) for (gid, _), cid in self._cids.items()}
        return Array([part for glyph, width in sorted(found.items()) for part in (glyph, Array([width]))])

    def _to_unicode(self) -> str:
        rows = [
            f"<{cid:04X}> <{text.encode('utf-16-be').hex().upper()}>" for (_, text), cid in self._cids.items() if text
        ]
        return _cmap("Adobe-Identity-UCS", "UCS", 2, "bfchar", rows)


def _identity() -> Dictionary:
    return Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)


def _code_map(pdf: pikepdf.Pdf, codes: dict[int, int]) -> pikepdf.Stream:
    """Return the CMap from codes to glyph numbers."""
    rows = [f"<{code:04X}> {glyph}" for code, glyph in codes.items()]
    text = _cmap("Codes-H", "Identity", 1, "cidchar", rows)
    name = Name("/Codes-H")
    return pdf.make_stream(text.encode(), Type=Name.CMap, CMapName=name, CIDSystemInfo=_identity(), WMode=0)


def _cmap(name: str, ordering: str, kind: int, section: str, rows: list[str]) -> str:
    # A section holds a hundred entries at most (PDF 1.7, 9.10.3).
    parts = (rows[at : at + 100] for at in range(0, len(rows), 100))
    body = "".join(f"{len(part)} begin{section}\n" + "\n".join(part) + f"\nend{section}\n" for part in parts)
    return _CMAP_HEAD.format(name=name, ordering=ordering, kind=kind) + body + _CMAP_TAIL


def baseline(text: Text) -> float:
    """Return the height of a line; where it does not say, that at which most of its glyphs stand."""
    if text.base is not None:
        return text.base
    return Counter(glyph.y for glyph in text.glyphs).most_common(1)[0][0]


def is_lifted(glyph: Glyph, base: float) -> bool:
    """True for a glyph off the baseline: a dash or a bracket raised between capitals."""
    return abs(glyph.y - base) > 1e-9


def as_curves(text: Text) -> tuple[Glyph, ...]:
    """Return the glyphs that live text leaves to be painted: lifted ones, and those that stand for no text.

    Readers make up a character for a glyph without one.
    """
    base = baseline(text)
    return tuple(glyph for glyph in text.glyphs if is_lifted(glyph, base) or not glyph.text)


def _descriptor(used: Face, base: Name, program: pikepdf.Stream) -> Dictionary:
    scale = 1000 / used.upem
    made = Dictionary(
        Type=Name.FontDescriptor,
        FontName=base,
        Flags=4,
        FontBBox=Array([round(value * scale) for value in used.bbox]),
        ItalicAngle=round(used.italic_angle),
        Ascent=round(used.ascent * scale),
        Descent=round(used.descent * scale),
        CapHeight=round(used.cap_height * scale),
        StemV=120,
    )
    made["/FontFile3" if used.file.is_cff else "/FontFile2"] = program
    return made


@lru_cache(maxsize=256)
def _subset(face_key: str, gids: frozenset[int]) -> tuple[bytes, dict[int, int]]:
    used = face(face_key)
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(gids)
    wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(
        int.from_bytes(tag.ljust(4).encode(), "big") for tag in _DROPPED
    )
    wanted.flags = _FLAGS
    # A subset is of one instance: every axis is pinned, those that the face does not set to their defaults.
    if used.file.face.axis_infos:
        wanted.pin_all_axes_to_default(used.file.face)
    for tag, value in used.axes:
        wanted.pin_axis_location(used.file.face, tag, value)
    plan = hb.SubsetPlan(used.file.face, wanted)
    made = plan.execute()
    data = made.reference_table("CFF ").data if used.file.is_cff else made.blob.data
    return bytes(data), dict(plan.old_to_new_glyph_mapping)


def subset(used: Face, gids: frozenset[int]) -> tuple[bytes, Callable[[int], int]]:
    """Return a TrueType file or a bare CFF of these glyphs alone, and the map from old glyph ids to new ones."""
    data, mapping = _subset(used.key, gids)
    return data, mapping.__getitem__
