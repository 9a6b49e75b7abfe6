"""What may be asked about the type families there are, for those who offer them to people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from render.errors import ContentError
from render.text import fonts

if TYPE_CHECKING:
    from render.text.font_report import FontReport

# The kind of a family that is the person's own.
OWN_FONT = fonts.OWN


def font_families() -> tuple[fonts.Family, ...]:
    """Return the type families there are, in the order shown to people."""
    return tuple(fonts.families().values())


def unreadable_fonts() -> tuple[ContentError, ...]:
    """Return what is wrong with the user's font files that had to be left out."""
    return fonts.unreadable()


def letters_lacking(family: fonts.Family) -> tuple[str, ...]:
    """Return the Vietnamese letters that a face of the family lacks."""
    from render.text.font_report import ACCENTED

    faces = [fonts.face(fonts.key(family.id, each.weight)) for each in family.face]
    return tuple(letter for letter in ACCENTED if not all(face.gid(letter) for face in faces))


def font_reports(family: fonts.Family) -> Iterator[tuple[fonts.Face, FontReport]]:
    """Yield each face of a family with what it offers Vietnamese; a tenth of a second a face."""
    from render.text.font_report import inspect_face

    for each in family.face:
        face = fonts.face(fonts.key(family.id, each.weight))
        yield face, inspect_face(face, family.kind)
