"""Palettes: colours by role, each with its RGB and its CMYK value as authored."""

from __future__ import annotations

from functools import cache
from typing import Annotated

import msgspec

from render.colour import Colour
from render.errors import UsageError, unknown
from render.model.tables import read_table
from render.resources import layers

ROLES = ("ground", "ground-2", "deep", "deeper", "words", "second", "accent")


Channel = Annotated[int, msgspec.Meta(ge=0, le=255)]
Percent = Annotated[float, msgspec.Meta(ge=0, le=100)]


class _Inks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rgb: tuple[Channel, Channel, Channel]
    cmyk: tuple[Percent, Percent, Percent, Percent]
    spot: Annotated[str, msgspec.Meta(pattern=r"^[ -~]{0,60}$")] = ""


class Palette(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A set of colours by role; templates name roles, never colours."""

    id: str
    name: str
    name_en: str
    role: dict[str, _Inks]

    def colour(self, role: str) -> Colour:
        """Return the colour of a role; raise UsageError where the palette lacks it."""
        try:
            inks = self.role[role]
        except KeyError:
            raise UsageError("palette.role", palette=self.id, role=role) from None
        return Colour(inks.rgb, inks.cmyk, inks.spot)


# The national flag has its own colours, whatever the palette (Sắc lệnh 249/SL, 1955: vermilion and golden yellow).
STATE = {
    "flag": _Inks((218, 37, 29), (0, 100, 100, 0)),
    "flag-star": _Inks((255, 255, 0), (0, 0, 100, 0)),
}


class _Catalogue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    palette: tuple[Palette, ...]


@cache
def palettes() -> dict[str, Palette]:
    """Return all palettes by id, the user's own over the built-in ones."""
    known: dict[str, Palette] = {}
    for path in layers("palettes.toml"):
        entries = read_table(path, _Catalogue).palette
        known |= {each.id: msgspec.structs.replace(each, role={**each.role, **STATE}) for each in entries}
    return known


def find_palette(palette_id: str) -> Palette:
    """Return a palette by id; raise UsageError naming near ones."""
    try:
        return palettes()[palette_id]
    except KeyError:
        raise unknown("palette.unknown", palette_id, palettes()) from None
