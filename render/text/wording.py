"""What is odd about words as they were typed: nothing here changes them, it only says.

Tone marks in two styles or on the wrong letter, letters taken apart, marks that stand alone, doubled spaces,
characters that cannot be seen, and letters that only look like ours.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from render.problem import Problem, note, warning
from render.text.lone_marks import lone_marks
from render.text.look_alikes import look_alikes
from render.text.normalize import clean, unseen
from render.text.syllable import with_tone_in_place

# hòa, khỏe, thủy beside hoà, khoẻ, thuỷ; a letter behind (hoàn, thoát) leaves no choice, qu- is a consonant.
_OLDER = re.compile(r"(?<!q)[òóỏõọ][ae](?![^\W\d_])|(?<!q)[ùúủũụ]y(?![^\W\d_])")
_NEWER = re.compile(r"(?<!q)o[àáảãạèéẻẽẹ](?![^\W\d_])|(?<!q)u[ỳýỷỹỵ](?![^\W\d_])")
_WORD = re.compile(r"[^\W\d_]+")
_GAP = re.compile(r"[^\S\n]{2,}")
_NO_BREAK = frozenset("\u00a0\u2007\u202f")
# A family of emoji is held together by joiners, on purpose.
_EMOJI = "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_EMOJI_JOINER = re.compile(f"(?<=[{_EMOJI}])\u200d(?=[{_EMOJI}])")
_SHORT_NAMES = {
    "\u200b": "ZWSP",
    "\u200c": "ZWNJ",
    "\u200d": "ZWJ",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u2060": "WJ",
    "\ufeff": "BOM",
}
_MOST_NAMED = 5


@lru_cache(maxsize=256)
def findings(text: str, where: str) -> tuple[Problem, ...]:
    """Return what is odd about the text of a slot as typed."""
    cleaned = clean(text)
    found = (
        _taken_apart(text, where),
        _unseen(text, where),
        *_gaps(cleaned, where),
        _mixed_styles(cleaned, where),
        _misplaced(cleaned, where),
        _lone_marks(cleaned, where),
        _look_alikes(cleaned, where),
    )
    return tuple(each for each in found if each)


def _taken_apart(text: str, where: str) -> Problem | None:
    """Signs that merely have another code in NFC, such as the ohm, were never a letter and its mark."""
    typed, joined = (sum(map(bool, map(unicodedata.combining, each))) for each in (text, _nfc(text)))
    return note("text.decomposed", where) if joined < typed else None


def _unseen(text: str, where: str) -> Problem | None:
    strays = Counter(unseen(_EMOJI_JOINER.sub("", text)))
    signs = (_sign(stray) + (f" ×{count}" if count > 1 else "") for stray, count in strays.items())
    return warning("text.control", where, count=strays.total(), signs=_listed(signs)) if strays else None


def _sign(stray: str) -> str:
    return f"{_code(stray)} {_SHORT_NAMES.get(stray, '')}".strip()


def _gaps(text: str, where: str) -> Iterable[Problem | None]:
    """Only ordinary spaces are drawn as one; what else is typed to part words is drawn as typed."""
    gaps = [set(gap) for gap in _GAP.findall(text)]
    doubled = sum(gap == {" "} for gap in gaps)
    firm = sum(bool(gap & _NO_BREAK) for gap in gaps)
    wide = len(gaps) - doubled - firm
    yield note("text.double-space", where, count=doubled) if doubled else None
    yield note("text.no-break-space", where, count=firm) if firm else None
    yield note("text.wide-space", where, count=wide) if wide else None


def _mixed_styles(text: str, where: str) -> Problem | None:
    older, newer = (_word_with(pattern, text) for pattern in (_OLDER, _NEWER))
    return note("text.mixed-tone-style", where, older=older, newer=newer) if older and newer else None


def _word_with(pattern: re.Pattern[str], text: str) -> str:
    return next((word for word in _WORD.findall(text) if pattern.search(word.lower())), "")


def _misplaced(text: str, where: str) -> Problem | None:
    pairs = ((word, with_tone_in_place(word)) for word in dict.fromkeys(_WORD.findall(text)))
    found = [pair for pair in pairs if pair[0] != pair[1]]
    return note("text.misplaced-tone", where, **_advice(found)) if found else None


def _lone_marks(text: str, where: str) -> Problem | None:
    found = [*lone_marks(text)]
    return warning("text.lone-mark", where, **_advice(found)) if found else None


def _look_alikes(text: str, where: str) -> Problem | None:
    found = [*look_alikes(text)]
    if not found:
        return None
    pairs = dict.fromkeys(pair for each in found for pair in each.letters)
    letters = _listed(f"{_code(strange)} → {right} ({unicodedata.name(right[0])})" for strange, right in pairs)
    return warning("text.look-alike", where, **_advice([(each.word, each.wanted) for each in found]), letters=letters)


def _advice(pairs: list[tuple[str, str]]) -> dict[str, str]:
    words, wanted = (_listed(column) for column in zip(*pairs, strict=True))
    return {"words": words, "wanted": wanted}


def _listed(things: Iterable[str]) -> str:
    named = [*things]
    return ", ".join([*named[:_MOST_NAMED], *(["…"] if len(named) > _MOST_NAMED else [])])


def _code(sign: str) -> str:
    return f"U+{ord(sign):04X}"


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
