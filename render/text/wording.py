"""What is odd about words as they were typed: nothing here changes them, it only says.

Tone-mark styles mixed, letters taken apart, doubled spaces, characters that cannot be seen, and letters of other
alphabets that look like ours.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from render.problem import Problem, note, warning
from render.text.normalize import clean

# hòa, khỏe, thủy beside hoà, khoẻ, thuỷ; a letter behind (hoàn, thoát) leaves no choice, qu- is a consonant.
_OLDER = re.compile(r"(?<!q)[òóỏõọ][ae](?![^\W\d_])|(?<!q)[ùúủũụ]y(?![^\W\d_])")
_NEWER = re.compile(r"(?<!q)o[àáảãạèéẻẽẹ](?![^\W\d_])|(?<!q)u[ỳýỷỹỵ](?![^\W\d_])")
_DOUBLE = re.compile(r"[^\S\n]{2,}")
# Letters that are drawn like Latin ones and are others: what each should be.
_ALIKE = {
    **dict(zip("АВЕЅІЈКМНОРСТУХаеіјорсух", "ABESIJKMHOPCTYXaeijopcyx", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True)),
    "Ð": "Đ",
    "ð": "đ",
    "Ɖ": "Đ",
    "ɖ": "đ",
    "ı": "i",
    "ɑ": "a",
    "ǎ": "ă",
    "Ǎ": "Ă",
}
_MOST_NAMED = 5


@lru_cache(maxsize=256)
def findings(text: str, where: str) -> tuple[Problem, ...]:
    """Return what is odd about the text of a slot as typed."""
    cleaned = clean(text)
    found = (
        _taken_apart(text, where),
        _unseen(text, where),
        _doubled(cleaned, where),
        _mixed_styles(cleaned, where),
        _look_alikes(cleaned, where),
    )
    return tuple(each for each in found if each)


def _taken_apart(text: str, where: str) -> Problem | None:
    return None if unicodedata.is_normalized("NFC", text) else note("text.decomposed", where)


def _unseen(text: str, where: str) -> Problem | None:
    """Tabs and line ends are no strays; all else that `clean` takes out is."""
    plain = text.replace("\r\n", "\n").strip()
    count = len(unicodedata.normalize("NFC", plain)) - len(clean(text))
    return warning("text.control", where, count=count) if count > 0 else None


def _doubled(text: str, where: str) -> Problem | None:
    count = len(_DOUBLE.findall(text))
    return note("text.double-space", where, count=count) if count else None


def _mixed_styles(text: str, where: str) -> Problem | None:
    older, newer = (_word_with(pattern, text) for pattern in (_OLDER, _NEWER))
    return note("text.mixed-tone-style", where, older=older, newer=newer) if older and newer else None


def _word_with(pattern: re.Pattern[str], text: str) -> str:
    for word in re.findall(r"[^\W\d_]+", text):
        if pattern.search(word.lower()):
            return str(word)
    return ""


def _look_alikes(text: str, where: str) -> Problem | None:
    """A strange letter counts where its word also holds Latin ones, or none but letters that have a double."""
    found = []
    for word in re.findall(r"[^\W\d_]+", text):
        strange = [letter for letter in word if letter in _ALIKE]
        latin = any(_latin(letter) for letter in word if letter not in _ALIKE)
        if strange and (latin or len(strange) == len(word) > 1):
            found.append((word, "".join(_ALIKE.get(letter, letter) for letter in word)))
    if not found:
        return None
    words, wanted = (", ".join(column) for column in zip(*found[:_MOST_NAMED], strict=True))
    return warning("text.look-alike", where, words=words, wanted=wanted)


def _latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")
