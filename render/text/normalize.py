"""The door that every text passes: one spelling of each letter, no characters that cannot be seen."""

from __future__ import annotations

import unicodedata

# Zero-width joiners, direction marks and the byte-order mark come along with copied text and draw nothing.
# The soft hyphen is not among them: in old encodings it is the letter ư, and losing it is losing a letter.
_INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")

# Word processors have line ends of their own; dropped, they would join two words.
_LINE_ENDS = {ord(c): "\n" for c in "\r\v\f\x85\u2028\u2029"}


def clean(text: str) -> str:
    """Return the text in NFC with line ends as `\\n`, tabs as spaces, and no invisible characters."""
    seen = "".join(sign for sign in _spaced(text) if not _is_unseen(sign))
    return unicodedata.normalize("NFC", seen).strip()


def unseen(text: str) -> str:
    """Return the characters that `clean` takes out, in their order; tabs and line ends are none."""
    return "".join(sign for sign in _spaced(text) if _is_unseen(sign))


def _spaced(text: str) -> str:
    return text.replace("\r\n", "\n").translate(_LINE_ENDS).replace("\t", " ")


def _is_unseen(sign: str) -> bool:
    return sign in _INVISIBLE or (sign != "\n" and unicodedata.category(sign) == "Cc")


def upper(text: str) -> str:
    """Return the text in capitals, still in NFC."""
    return unicodedata.normalize("NFC", text.upper())
