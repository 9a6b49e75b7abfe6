"""The user's own fonts: files of a folder and of its subfolders, as families by what they call themselves."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from render.errors import ContentError
from render.text.font_file import Axes, FontFile

SUFFIXES = (".ttf", ".otf")


@dataclass(frozen=True, slots=True)
class OwnFace:
    """One weight of one file; `axes` are set where the font is variable."""

    path: Path
    weight: int
    axes: Axes


@dataclass(frozen=True, slots=True)
class OwnFonts:
    """Families by name, and the errors of the files that had to be left out."""

    families: dict[str, tuple[OwnFace, ...]]
    unreadable: tuple[ContentError, ...]


def read_fonts(folder: Path) -> OwnFonts:
    """Return the fonts of a folder; a file that is no whole font is left out and told."""
    families: dict[str, dict[int, OwnFace]] = {}
    unreadable: list[ContentError] = []
    for path in _files(folder):
        try:
            file = FontFile(path)
        except ContentError as fault:
            unreadable.append(fault)
            continue
        name = f"{file.family} Italic" if file.is_slanted else file.family
        for cut in file.cuts:
            # A width of a variable font is a family of its own, and so is a second face of the same weight.
            held = families.setdefault(f"{name} {cut.width}".strip(), {})
            held = families.setdefault(file.full_name, {}) if cut.weight in held else held
            held.setdefault(cut.weight, OwnFace(path, cut.weight, cut.axes))
    made = {name: tuple(held[weight] for weight in sorted(held)) for name, held in sorted(families.items())}
    return OwnFonts(made, tuple(unreadable))


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())


def slug(name: str) -> str:
    """Return a name as an id: small ASCII letters, digits and hyphens."""
    letters = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "-", letters.encode("ascii", "ignore").decode()).strip("-") or "font"
