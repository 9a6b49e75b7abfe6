"""Palettes: colours by role, each with its RGB and its CMYK value as authored."""

from __future__ import annotations

from functools import cache

import msgspec

from render.colour import Colour
from render.errors import UsageError, unknown
from render.model.tables import read_table
from render.resources import layers

ROLES = ("ground", "ground-2", "deep", "deeper", "words", "second", "accent")


class _Inks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rgb: tuple[int, int, int]
    cmyk: tuple[float, float, float, float]


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
        return Colour(inks.rgb, inks.cmyk)


class _Catalogue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    palette: tuple[Palette, ...]


@cache
def palettes() -> dict[str, Palette]:
    """Return all palettes by id, the user's own over the built-in ones."""
    known: dict[str, Palette] = {}
    for path in layers("palettes.toml"):
        known |= {entry.id: entry for entry in read_table(path, _Catalogue).palette}
    return known


def find_palette(palette_id: str) -> Palette:
    """Return a palette by id; raise UsageError naming near ones."""
    try:
        return palettes()[palette_id]
    except KeyError:
        raise unknown("palette.unknown", palette_id, palettes()) from None
