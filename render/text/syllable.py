"""What reads as a Vietnamese syllable, and where its tone mark stands.

The mark stands on the main vowel of the rime; of the two styles for oa, oe and uy (hòa, hoà) both are right here.
"""

from __future__ import annotations

import re
import unicodedata

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_ONSETS = "b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x"
_OPEN = (
    "a|e|ê|i|o|ô|ơ|u|ư|y|ia|ya|ua|ưa|oa|oe|uê|uy|uơ|uya|ai|ay|ao|au|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|iêu|yêu|uôi"
    "|ươi|ươu|oai|oay|oeo|uây|uyu"
)
_CLOSED = "a|ă|â|e|ê|i|o|ô|ơ|u|ư|y|iê|yê|uô|ươ|oa|oă|oe|oo|uâ|uê|uy|uyê"
_SYLLABLE = re.compile(rf"({_ONSETS})?(?:({_OPEN})|({_CLOSED})(?:ch|c|k|m|ng|nh|n|p|t))")
_EITHER = frozenset(("oa", "oe", "uy"))


def is_syllable(word: str) -> bool:
    """True where a word is spelt like one Vietnamese syllable, with one tone mark or none; capitals do not matter."""
    return len(_toned(word)) <= 1 and bool(_SYLLABLE.fullmatch(_toneless(word)))


def with_tone_in_place(word: str) -> str:
    """Return a syllable (NFC) with its tone mark where it belongs, `qủa` as `quả`; any other word as it is."""
    plain = _toneless(word)
    found = _SYLLABLE.fullmatch(plain)
    marked = _toned(word)
    if not found or len(marked) != 1 or len(plain) != len(word):
        return word
    (at,) = marked
    places = _places(found)
    if at in places:
        return word
    letters = [*word]
    (tone,) = _TONES & {*unicodedata.normalize("NFD", word[at])}
    letters[at] = _without_tone(word[at])
    letters[places[-1]] += tone
    return unicodedata.normalize("NFC", "".join(letters))


def _places(found: re.Match[str]) -> tuple[int, ...]:
    """Where in a syllable the mark may stand."""
    opened, closed = found.group(2), found.group(3)
    vowels, first = opened or closed, len(found.group(1) or "")
    shaped = [at for at, vowel in enumerate(vowels) if vowel in "ăâêôơư"]
    if shaped:
        return (first + shaped[-1],)
    if vowels == "oo" or opened in _EITHER:
        return (first, first + 1)
    if closed:
        return (first + len(vowels) - 1,)
    return (first + (len(vowels) > 2),)


def _toned(word: str) -> list[int]:
    """Where letters of a word carry a tone mark."""
    return [at for at, letter in enumerate(word) if _without_tone(letter) != letter]


def _toneless(word: str) -> str:
    return _without_tone(word.lower())


def _without_tone(text: str) -> str:
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(sign for sign in apart if sign not in _TONES))
