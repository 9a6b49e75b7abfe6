"""Accents typed as signs of their own behind a vowel (hoa´, viê´t), where the letter should carry them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from render.text.syllable import is_syllable, with_tone_in_place

_ACCENTS = {
    **dict.fromkeys("`\u02cb", "\u0300"),
    **dict.fromkeys("´\u02ca", "\u0301"),
    **dict.fromkeys("^\u02c6", "\u0302"),
    **dict.fromkeys("~\u02dc", "\u0303"),
    "\u02d8": "\u0306",
    "\u02c0": "\u0309",
}
_SIGNS = "".join(map(re.escape, _ACCENTS))
_LETTER = rf"(?![{_SIGNS}])[^\W\d_]"
# In e^2, e^-x and e^(x) the sign is a power, in A~2 a range.
_WORD = re.compile(rf"(?:{_LETTER}[\u0300-\u036f]*[{_SIGNS}]*)+(?!(?<=[\^~])[\d({{+\-−])")
# `So` and ´so´ some type quotation marks; ~so~ they adorn words, and ^o^ they smile.
_QUOTED = re.compile(r"(?<!\w)(?:[`´]+|~+|\^+)(?=\w)([^`´~^\n]*)(?:[`´]+|~+|\^+)(?!\w)")
_VOWELS = frozenset("aeiouy")


def lone_marks(text: str) -> Iterator[tuple[str, str]]:
    """Yield each word of an NFC text that holds such a sign, and the word with its marks where they belong."""
    for word in dict.fromkeys(_WORD.findall(_QUOTED.sub(r"\1 ", text))):
        wanted, fits = _joined(word)
        if wanted != word and (_has_spacing_accent(word) or (fits and _is_well_spelt(wanted))):
            yield word, wanted


def _joined(word: str) -> tuple[str, bool]:
    """The word with signs behind vowels made marks of their letters, and whether each found room on its letter."""
    letters, fits = [""], True
    for sign in word:
        if sign not in _ACCENTS or not _is_vowel(letters[-1]):
            letters.append(sign)
            continue
        made = unicodedata.normalize("NFC", letters[-1] + _ACCENTS[sign])
        if len(made) == 1:
            letters[-1] = made
        else:
            fits = False
    return "".join(letters), fits


def _has_spacing_accent(word: str) -> bool:
    """The keyboard's own ` ^ ~ are used for much else; the others say what they are, but for O´Brien's."""
    for at, sign in enumerate(word[1:], 1):
        if sign in _ACCENTS and not sign.isascii() and _is_vowel(word[at - 1]):
            follows = word[at + 1 : at + 2]
            return not follows.isupper() or word.isupper()
    return False


def _is_well_spelt(word: str) -> bool:
    return is_syllable(word) and with_tone_in_place(word) == word


def _is_vowel(letter: str) -> bool:
    return unicodedata.normalize("NFD", letter)[:1].lower() in _VOWELS
