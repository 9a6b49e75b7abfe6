"""Letters that a face lacks, set in the faces that its family names for that.

A part of a word (its letters, its digits, or one sign) stays in one face: a syllable half in another face reads worse
than a syllable in it whole. A word that would show a lone glyph of another face (CO₂) is lent whole where it can be;
on tall pages PDFium takes lone glyphs inside a word for lines.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from render.text.fonts import chain, face


def runs(face_key: str, word: str) -> tuple[tuple[str, str], ...]:
    """Return a word as runs of one face each; what no face of the chain has stays in the first."""
    if not face(face_key).missing(word):
        return ((face_key, word),)
    chosen = [run for part in _parts(word) for run in _chosen(face_key, part)]
    made = tuple((key, "".join(text for _, text in run)) for key, run in groupby(chosen, key=lambda each: each[0]))
    whole = _first(chain(face_key), word) if len(made) > 1 and any(len(text) == 1 for _, text in made) else ""
    return ((whole, word),) if whole else made


def _chosen(face_key: str, part: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield a part in the first face that has all of it, else each letter in the first face that has it."""
    keys = (face_key, *chain(face_key))
    whole = _first(keys, "".join(part))
    for grapheme in part:
        yield whole or _first(keys, grapheme) or face_key, grapheme


def _first(keys: tuple[str, ...], text: str) -> str:
    return next((key for key in keys if not face(key).missing(text)), "")


def _parts(word: str) -> Iterator[tuple[str, ...]]:
    """Yield the parts of a word, each as its graphemes."""
    graphemes: list[str] = []
    for letter in word:
        if graphemes and unicodedata.category(letter).startswith("M"):
            graphemes[-1] += letter
        else:
            graphemes.append(letter)
    for _, part in groupby(enumerate(graphemes), key=lambda each: _kind(*each)):
        yield tuple(grapheme for _, grapheme in part)


def _kind(at: int, grapheme: str) -> str:
    kind = unicodedata.category(grapheme[0])[0]
    return kind if kind in "LN" else str(at)


@lru_cache(maxsize=256)
def scale(face_key: str, other: str) -> float:
    """Return the size at which another face's capitals are as tall as the face's own."""
    one, two = face(face_key), face(other)
    return (one.cap_height / one.upem) / (two.cap_height / two.upem)
