"""Kerning that a font forgot: an accented letter borrows it from its letter without the mark.

Many fonts kern T before A and leave T before Ả alone; a word then falls apart where it should not. What is borrowed
never brings ink closer than it is between the plain letters, so a mark does not run under a bar.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import uharfbuzz as hb

from render.text.fonts import Face, face
from render.text.profiles import nearest

_FEATURES = {"kern": True}


@lru_cache(maxsize=16384)
def borrowed(face_key: str, left: str, right: str) -> int:
    """Return the kerning in font units that a pair borrows, 0 where it has its own or its plain letters have none."""
    used = face(face_key)
    if _own(used, left, right):
        return 0
    for plain_left, plain_right in _plainer(left, right):
        wanted = _own(used, plain_left, plain_right)
        if wanted:
            kept = nearest(face_key, used.gid(plain_left), used.gid(plain_right)) + wanted
            room = nearest(face_key, used.gid(left), used.gid(right)) - kept
            return wanted if wanted > 0 else min(0, max(wanted, -int(room)))
    return 0


def _plainer(left: str, right: str) -> list[tuple[str, str]]:
    """Return the pair without tone marks, then without any: Ấ is Â, then A."""
    # A horn stands on the right: what follows Ư must not borrow from U, what stands before it may.
    fully = left if "\u031b" in unicodedata.normalize("NFD", left) else _bare(left, fully=True)
    pairs = [(_bare(left, fully=False), _bare(right, fully=False)), (fully, _bare(right, fully=True))]
    return [pair for pair in dict.fromkeys(pairs) if pair != (left, right)]


@lru_cache(maxsize=1024)
def _bare(letter: str, *, fully: bool) -> str:
    parts = unicodedata.normalize("NFD", letter)
    kept = parts[0] if fully else parts[0] + "".join(mark for mark in parts[1:] if mark in _SHAPES)
    return unicodedata.normalize("NFC", kept)


# Breve, circumflex and horn make other letters; the rest are tones.
_SHAPES = "\u0306\u0302\u031b"


@lru_cache(maxsize=16384)
def _own(used: Face, left: str, right: str) -> int:
    """Return the kerning the font itself has for a pair."""
    buffer = hb.Buffer()
    buffer.add_str(left + right)
    buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "vi"
    hb.shape(used.font, buffer, _FEATURES)
    if len(buffer.glyph_infos) != 2:
        return 0
    advances = sum(position.x_advance for position in buffer.glyph_positions)
    return int(advances - used.advance(used.gid(left)) - used.advance(used.gid(right)))
