"""The parts of a slogan by meaning: a small opening line, the main words, and a tail."""

from __future__ import annotations

import re
from dataclasses import dataclass

from render.text.joints import FREE, joints, phrases

_TERM = re.compile(r"(?<= )(lần thứ [IVXLC]+,? )?nhiệm kỳ \d{4} ?[-–—] ?\d{4}[!.]?$", re.IGNORECASE)
_DASHES = frozenset("-–—")
_LEAST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Parts:
    """A slogan in reading order; joined by spaces the parts are the slogan. It has a term or a clause, not both."""

    opening: str
    main: str
    term: str
    clause: str


def divide(text: str) -> Parts:
    """Return the parts of a slogan; whatever cannot stand alone stays in `main`."""
    if "\n" in text:
        return Parts("", text, "", "")
    opening = _opening(text)
    rest = text[len(opening) :].lstrip()
    term = _term(rest)
    clause = "" if term else _clause(rest)
    tail = term or clause
    return Parts(opening, rest[: len(rest) - len(tail)].rstrip(), term, clause)


def _opening(text: str) -> str:
    for phrase in sorted(phrases()["openings"], key=len, reverse=True):
        rest = text[len(phrase) :]
        if text.lower().startswith(phrase.lower()) and rest[:1] in (" ", ",") and len(rest.split()) >= _LEAST_WORDS:
            return text[: len(phrase) + (rest[:1] == ",")]
    return ""


def _term(rest: str) -> str:
    found = _TERM.search(rest)
    return found.group() if found and len(rest[: found.start()].split()) >= _LEAST_WORDS else ""


def _clause(rest: str) -> str:
    """Return what follows a dash between two clauses."""
    priced = joints(rest)
    for at, price in enumerate(priced.prices):
        before, after = priced.words[: at + 1], priced.words[at + 1 :]
        if priced.words[at] in _DASHES and price == FREE and len(before) > _LEAST_WORDS <= len(after):
            return " ".join(after)
    return ""
