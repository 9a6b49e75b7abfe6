"""The catalogue of formats: what is hung, at which size, seen from how far, and where the size comes from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import msgspec

from render.errors import unknown
from render.geometry import Insets, Size
from render.model.sizes import TypedSize, plain
from render.model.tables import read_table
from render.resources import layers


class Format(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One format: sizes in mm for print, in px for led and screen; distances in m."""

    id: str
    name: str
    name_en: str
    group: str
    medium: str
    size: tuple[float, float]
    source: str
    dpi: int | None = None
    bleed: float = 0.0
    safe: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    distance: float | None = None
    words: tuple[str, ...] = ()

    @property
    def is_print(self) -> bool:
        """True where the size is in mm."""
        return self.medium == "print"

    @property
    def unit(self) -> str:
        """The unit of its lengths: mm or px."""
        return "mm" if self.is_print else "px"

    @property
    def trim(self) -> Size:
        """The finished size."""
        return Size(*self.size)

    @property
    def bleeds(self) -> Insets:
        """The bleed on the four sides."""
        return Insets.all(self.bleed)

    @property
    def keep_out(self) -> Insets:
        """Widths at the four sides that words keep clear of (pockets, hems, bezels)."""
        return Insets(*self.safe)


class _Catalogue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: tuple[Format, ...]


@cache
def formats() -> dict[str, Format]:
    """Return all formats by id, the built-in ones first, the user's own over them."""
    known: dict[str, Format] = {}
    for path in layers("formats.toml"):
        known |= {entry.id: entry for entry in read_table(path, _Catalogue).format}
    return known


def find_format(format_id: str) -> Format:
    """Return a format by id; raise UsageError naming near ones."""
    try:
        return formats()[format_id]
    except KeyError:
        raise unknown("format.unknown", format_id, formats()) from None


def free_format(typed: TypedSize) -> Format:
    """Return a format of any size: bleed and resolution by the house's rules for its size."""
    width, height = typed.size
    label = f"{plain(width)}x{plain(height)}"
    if typed.unit == "px":
        return Format(
            id=f"{label}px",
            name=f"{label} px",
            name_en=f"{label} px",
            group="tu-do",
            medium="led",
            size=(width, height),
            source="",
        )
    large = max(width, height) > 1000
    return Format(
        id=f"{label}mm",
        name=f"{label} mm",
        name_en=f"{label} mm",
        group="tu-do",
        medium="print",
        size=(width, height),
        source="",
        bleed=20.0 if large else 3.0,
        dpi=resolution(max(width, height)),
    )


def resolution(longest_mm: float) -> int:
    """Return a usual resolution for a size: paper 300, posters 150, panels 100, banners 72 dpi."""
    steps: Sequence[tuple[float, int]] = ((450, 300), (1200, 150), (3000, 100))
    return next((dpi for most, dpi in steps if longest_mm <= most), 72)
