"""Letters that are drawn like ours and are others: of other alphabets, of other tongues, of formulas, fullwidth."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from render.text.syllable import is_syllable

# Of other alphabets: what each should be.
_STRANGERS = {
    **dict(zip("АВЕЅІЈКМНОРСТУХаеіјорсух", "ABESIJKMHOPCTYXaeijopcyx", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True)),
}
# Latin letters of other tongues: Icelandic and Ewe ones for đ, the Turkish i, phonetic and Chinese a.
_STROKED = {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"}
_COUSINS = {**_STROKED, "ı": "i", "ɑ": "a", "ǎ": "ă", "Ǎ": "Ă"}
_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
_VOWELS = frozenset("aeiouy")


@dataclass(frozen=True, slots=True)
class Alike:
    """A word as typed, the word it should be, and its strange letters with the right ones."""

    word: str
    wanted: str
    letters: tuple[tuple[str, str], ...]


def look_alikes(text: str) -> Iterator[Alike]:
    """Yield the words of an NFC text that hold look-alikes; words that mean their letters are left in peace."""
    meant = {_alphabet(letter) for letter in text if letter.isalpha() and not _right(letter)}
    for word in dict.fromkeys(_WORD.findall(text)):
        letters = tuple((letter, _right(letter)) for letter in dict.fromkeys(word) if _right(letter))
        wanted = unicodedata.normalize("NFC", "".join(_right(letter) or letter for letter in word))
        if letters and _is_mistaken(word, wanted, meant):
            yield Alike(word, wanted, letters)


def _right(letter: str) -> str:
    """The letter of ours that one stands for, '' for a letter that is itself; a mark on it stays on."""
    if letter.isascii():
        return ""
    if letter in _COUSINS:
        return _COUSINS[letter]
    apart = unicodedata.normalize("NFD", letter)
    if apart[0] in _STRANGERS:
        return unicodedata.normalize("NFC", _STRANGERS[apart[0]] + apart[1:])
    return _unstyled(letter)


def _unstyled(letter: str) -> str:
    """The plain letter or digit of a fullwidth or mathematical one; litres, powers and Roman numerals are meant."""
    if letter == "ℓ" or not unicodedata.decomposition(letter).startswith(("<wide>", "<font>")):
        return ""
    plain = unicodedata.normalize("NFKC", letter)
    return plain if plain.isascii() and plain.isalnum() else ""


def _is_mistaken(word: str, wanted: str, meant: set[str]) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    strange = [letter for letter in letters if _stranger(letter)]
    if strange:
        # Beside Latin letters, or in a word of doubles only, where the text has no other letter of that alphabet.
        unknown = len(letters) > 1 and not {_alphabet(letter) for letter in strange} & meant
        return any(_alphabet(letter) == "LATIN" for letter in letters) or (len(strange) == len(letters) and unknown)
    styled = {_alphabet(letter) for letter in word if letter not in _COUSINS and _right(letter)}
    if styled:
        # ℝ alone is a sign of formulas.
        return len(letters) > 1 or bool(styled & {"FULLWIDTH", "MATHEMATICAL"})
    return _reads_as_ours(wanted) and (len(letters) > 1 or letters[0] in _STROKED)


def _stranger(letter: str) -> bool:
    return unicodedata.normalize("NFD", letter)[0] in _STRANGERS


def _reads_as_ours(wanted: str) -> bool:
    """Guðrún and Yıldız are names; Đảng, HĐND and 50.000 đ are ours."""
    base = {unicodedata.normalize("NFD", letter)[0] for letter in wanted.lower()}
    return wanted.isupper() or not base & _VOWELS or is_syllable(wanted)


def _alphabet(letter: str) -> str:
    """The first word of a letter's name: LATIN, CYRILLIC, GREEK, FULLWIDTH, MATHEMATICAL …"""
    return unicodedata.name(letter, "").partition(" ")[0]
