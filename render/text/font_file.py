"""One font file as it lies on the disk: is it whole, what it calls itself, what its maker allows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import uharfbuzz as hb

from render.errors import ContentError

# A variable font without named weights is offered in these.
_USUAL = (400, 700)
_NEEDED = {"cmap", "head", "hmtx"}
_OUTLINES = {"glyf", "CFF ", "CFF2"}
# Bits of OS/2 fsType; where several are set the least strict one holds (OpenType 1.9).
_EMBEDDING = ((8, "editable"), (4, "preview"), (2, "restricted"))

Axes = tuple[tuple[str, float], ...]


class FontFile:
    """A TrueType or OpenType file, checked as far as HarfBuzz will not."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.data = path.read_bytes()
        except OSError as fault:
            raise ContentError("font.unreadable", path=str(path), reason=fault.strerror or str(fault)) from fault
        self.face = hb.Face(hb.Blob(self.data))
        # HarfBuzz opens anything; a font cut in half shows as a face without glyphs or outlines.
        if self.face.glyph_count == 0 or not self._whole():
            raise ContentError("font.broken", path=str(path))

    def _whole(self) -> bool:
        held = self.tables
        return (
            set(held) >= _NEEDED
            and bool(_OUTLINES & set(held))
            and all(start + length <= len(self.data) for start, length in held.values())
        )

    @cached_property
    def tables(self) -> dict[str, tuple[int, int]]:
        """The font's tables as tag → (offset, length), as its directory states them."""
        count = int.from_bytes(self.data[4:6], "big")
        records = (self.data[at : at + 16] for at in range(12, 12 + 16 * count, 16))
        return {
            record[:4].decode("latin-1"): (
                int.from_bytes(record[8:12], "big"),
                int.from_bytes(record[12:16], "big"),
            )
            for record in records
            if len(record) == 16
        }

    @property
    def is_cff(self) -> bool:
        """True where outlines are PostScript's cubics."""
        return "glyf" not in self.tables

    def _name(self, *wanted: hb.OTNameIdPredefined) -> str:
        """Return the first name there is, in English or else in any language."""
        for name_id in wanted:
            languages = ["en", *(entry.language for entry in self.face.list_names() if entry.name_id == name_id)]
            for language in languages:
                name = (self.face.get_name(name_id, language) or "").strip()
                if name:
                    return str(name)
        return self.path.stem

    @property
    def family(self) -> str:
        """The name that its faces share."""
        return self._name(hb.OTNameIdPredefined.TYPOGRAPHIC_FAMILY, hb.OTNameIdPredefined.FONT_FAMILY)

    @property
    def full_name(self) -> str:
        """The name of this face alone."""
        return self._name(hb.OTNameIdPredefined.FULL_NAME, hb.OTNameIdPredefined.FONT_FAMILY)

    @property
    def postscript_name(self) -> str:
        """The name that printers know it by, of letters, digits and hyphens."""
        name = self._name(hb.OTNameIdPredefined.POSTSCRIPT_NAME)
        return re.sub(r"[^A-Za-z0-9-]", "", name) or "Font"

    @property
    def is_slanted(self) -> bool:
        """True for an italic or an oblique."""
        font = hb.Font(self.face)
        return any(font.get_style_value(tag) for tag in (hb.StyleTag.ITALIC, hb.StyleTag.SLANT_ANGLE))

    @property
    def weights(self) -> tuple[tuple[int, Axes], ...]:
        """The weights this file offers, each with the axes that make it: of a variable font, its named ones."""
        axes = self.face.axis_infos
        axis = next((each for each in axes if each.tag == "wght"), None)
        if axis is None:
            return ((_sane(self._os2(4) or 400), ()),)
        plain = [each.default_value for each in axes]
        at = axes.index(axis)
        named = {
            instance.design_coords[at]
            for instance in self.face.named_instances
            if all(value == plain[n] for n, value in enumerate(instance.design_coords) if n != at)
        }
        usual = {float(min(max(weight, axis.min_value), axis.max_value)) for weight in _USUAL}
        return tuple((round(weight), (("wght", weight),)) for weight in sorted(named or usual))

    def _os2(self, at: int) -> int:
        """Return a number of the OS/2 table, 0 where there is none."""
        start, length = self.tables.get("OS/2", (0, 0))
        return int.from_bytes(self.data[start + at : start + at + 2], "big") if length >= at + 2 else 0

    @property
    def embedding(self) -> str:
        """What the maker allows: installable, editable, preview or restricted."""
        bits = self._os2(8)
        return next((name for bit, name in _EMBEDDING if bits & bit), "installable")


def _sane(weight: int) -> int:
    """Return a weight of at most 1000; some old fonts count them from 1 to 9."""
    return min(weight * 100 if weight < 10 else weight, 1000)


def advances(data: bytes, gids: Iterable[int]) -> list[float]:
    """Return how far glyphs of a font in memory move the pen, in thousandths of an em."""
    face = hb.Face(data)
    font = hb.Font(face)
    return [font.get_glyph_h_advance(gid) * 1000 / face.upem for gid in gids]
