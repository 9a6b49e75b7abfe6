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
_CMAP_HEAD = (
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
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
        """Return the finished font object with its subset, widths and ToUnicode."""
        data, renumbered = subset(self.face, frozenset(gid for gid, _ in self._cids))
        tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(data).digest()[:6])
        base = Name(f"/{tag}+{self.face.postscript_name}")
        glyphs = b"\0\0" + b"".join(renumbered(gid).to_bytes(2, "big") for gid, _ in self._cids)
        widths = Array([1, Array([self._width(gid) for gid, _ in self._cids])])
        descendant = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=base,
            CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
            FontDescriptor=pdf.make_indirect(_descriptor(self.face, base, pdf.make_stream(data, Length1=len(data)))),
            DW=1000,
            W=widths,
            CIDToGIDMap=pdf.make_stream(glyphs),
        )
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=base,
                Encoding=Name("/Identity-H"),
                DescendantFonts=Array([pdf.make_indirect(descendant)]),
                ToUnicode=pdf.make_stream(self._to_unicode().encode()),
            )
        )

    def _to_unicode(self) -> str:
        rows = [
            f"<{cid:04X}> <{text.encode('utf-16-be').hex().upper()}>" for (_, text), cid in self._cids.items() if text
        ]
        # A bfchar section holds a hundred entries at most (PDF 1.7, 9.10.3).
        sections = (rows[at : at + 100] for at in range(0, len(rows), 100))
        body = "".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n" for part in sections)
        return _CMAP_HEAD + body + _CMAP_TAIL


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


def _descriptor(used: Face, base: Name, file: pikepdf.Stream) -> Dictionary:
    scale = 1000 / used.upem
    return Dictionary(
        Type=Name.FontDescriptor,
        FontName=base,
        Flags=4,
        FontBBox=Array([round(value * scale) for value in used.bbox]),
        ItalicAngle=round(used.italic_angle),
        Ascent=round(used.ascent * scale),
        Descent=round(used.descent * scale),
        CapHeight=round(used.cap_height * scale),
        StemV=120,
        FontFile2=file,
    )


@lru_cache(maxsize=256)
def _subset(face_key: str, gids: frozenset[int]) -> tuple[bytes, dict[int, int]]:
    used = face(face_key)
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(gids)
    wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(
        int.from_bytes(tag.ljust(4).encode(), "big") for tag in _DROPPED
    )
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    plan = hb.SubsetPlan(used.font.face, wanted)
    made = plan.execute()
    return bytes(made.blob.data), dict(plan.old_to_new_glyph_mapping)


def subset(used: Face, gids: frozenset[int]) -> tuple[bytes, Callable[[int], int]]:
    """Return a font file of these glyphs alone, and the map from old glyph ids to new ones."""
    data, mapping = _subset(used.key, gids)
    return data, mapping.__getitem__
