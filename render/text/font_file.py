"""One font file as it lies on the disk: is it whole, what it calls itself, what its maker allows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Cut:
    """One weight of a file in one width: the `axes` that make it, and what the width is called, '' for the usual."""

    weight: int
    axes: Axes
    width: str = ""


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
    def cuts(self) -> tuple[Cut, ...]:
        """The weights this file offers, in each of its widths; of a variable font, those that it names.

        A narrower width is a drawing of its own on the `wdth` axis: outlines are never squeezed.
        """
        axes = self.face.axis_infos
        weight = next((each for each in axes if each.tag == "wght"), None)
        widths = next((each for each in axes if each.tag == "wdth"), None)
        named = [
            dict(zip((each.tag for each in axes), place.design_coords, strict=True))
            for place in self.face.named_instances
        ]
        plain = {each.tag: each.default_value for each in axes}
        offered = sorted({place["wdth"] for place in named} | {plain["wdth"]}) if widths else [0.0]
        return tuple(cut for width in offered for cut in self._of_width(width, weight, named, plain))

    def _of_width(
        self, width: float, weight: hb.OTVarAxisInfo | None, named: list[dict[str, float]], plain: dict[str, float]
    ) -> Iterator[Cut]:
        """Yield the weights of one width; where the font names none, the usual ones."""
        usual = width == plain.get("wdth", 0.0)
        place: Axes = () if usual else (("wdth", width),)
        name = "" if usual else f"{width:g}%"
        if weight is None:
            yield Cut(_sane(self._os2(4) or 400), place, name)
            return
        fixed = plain | dict(place)
        told = {each["wght"] for each in named if all(each[tag] == fixed[tag] for tag in fixed if tag != "wght")}
        common = {float(min(max(each, weight.min_value), weight.max_value)) for each in _USUAL}
        for value in sorted(told or common):
            yield Cut(round(value), (("wght", value), *place), name)

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
