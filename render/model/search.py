"""Searching catalogues as people type: without tone marks, with words of the trade that mean the same.

Every word of the query must be found in the texts. Words of the trade (`assets/lexicon/synonyms.toml`) are recognised
in the texts by their full spelling, so that `phông` brings `backdrop` and `phòng` does not.
"""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from render.errors import ContentError
from render.resources import ASSETS

WHOLE, PREFIX, INSIDE = 6, 4, 2
SYNONYM, ASIDE = 1, 1
PHRASE, SPELLING = 5, 3

Group = tuple[str, ...]


def words(text: str) -> str:
    """Return the text in NFC and small letters, with punctuation and runs of space as one space."""
    small = unicodedata.normalize("NFC", text).casefold()
    return " ".join("".join(letter if letter.isalnum() else " " for letter in small).split())


def fold(text: str) -> str:
    """Return `words(text)` without tone marks and diacritics, đ as d: the form in which texts are compared."""
    parts = unicodedata.normalize("NFD", words(text).replace("đ", "d"))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def load_synonyms(path: Path) -> tuple[Group, ...]:
    """Read groups of phrases that mean the same; ContentError names the file and what is wrong."""
    try:
        groups = tomllib.loads(path.read_text("utf-8"))["group"]
        return tuple(tuple(words(phrase) for phrase in group["phrases"]) for group in groups)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ContentError("synonyms.unreadable", path=str(path), reason=str(error)) from error


def matches(query: str, *texts: str) -> int:
    """Return how well the texts, the chief one first, hold every word of the query.

    0 is not at all, higher is better, an empty query gives 1.
    """
    wanted = fold(query)
    if not wanted:
        return 1
    entries = [_entry(text) for text in texts]
    score = 0
    for word in wanted.split():
        best = max((_word_score(word, entry, place > 0) for place, entry in enumerate(entries)), default=0)
        if not best:
            return 0
        score += best
    return score + _bonus(query, wanted, entries)


class _Entry:
    """One text, ready to be searched."""

    __slots__ = ("folded", "marked", "others")

    def __init__(self, text: str) -> None:
        self.marked = words(text)
        self.folded = fold(text)
        self.others = _synonyms_in(self.marked)


@lru_cache(maxsize=4096)
def _entry(text: str) -> _Entry:
    return _Entry(text)


@cache
def _groups() -> tuple[Group, ...]:
    return load_synonyms(ASSETS / "lexicon" / "synonyms.toml")


def _synonyms_in(marked: str) -> str:
    """Return, folded, every phrase that shares a group with a phrase of the text."""
    spaced = f" {marked} "
    hit = (group for group in _groups() if any(f" {phrase} " in spaced for phrase in group))
    return " ".join(fold(phrase) for group in hit for phrase in group)


def _word_score(word: str, entry: _Entry, aside: bool) -> int:
    if word not in entry.folded:
        return SYNONYM if f" {word}" in f" {entry.others}" else 0
    spaced = f" {entry.folded} "
    score = WHOLE if f" {word} " in spaced else PREFIX if f" {word}" in spaced else INSIDE
    return score - ASIDE if aside else score


def _bonus(query: str, wanted: str, entries: list[_Entry]) -> int:
    """Return the reward for the query standing together, and for the marks it was typed with."""
    bonus = PHRASE if any(f" {wanted}" in f" {entry.folded}" for entry in entries) else 0
    typed = words(query)
    if typed != wanted and all(any(word in entry.marked for entry in entries) for word in typed.split()):
        bonus += SPELLING
    return bonus
