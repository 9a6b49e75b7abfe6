"""The parts of a slogan by meaning: a small opening line, the main words, and a tail.

A long slogan set at one size is a list that nobody reads from a motorbike. Its head is what a reader takes away
first: the words before a dash between two clauses, before the copula, before a purpose or a second statement.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from render.text.joints import Joints, joints
from render.text.lexicon import fold, phrases
from render.text.prices import FREE, PLAIN

_TERM = re.compile(r"(?<= )(lần thứ [IVXLC]+,? )?nhiệm kỳ \d{4} ?[-–—] ?\d{4}[!.]?$", re.IGNORECASE)
_DASHES = frozenset("-–—")
_SPACES = re.compile(" {2,}")
_LOOSE_BREAK = re.compile(" *\n[ \n]*")
_LEAST_WORDS = 3
# From so many words on a slogan is read in two steps.
_LONG = 16
_HEAD = range(3, 16)
_LEAST_TAIL = 5
# The share of the words a head holds at its best, and what a share more or less costs.
_BEST_SHARE, _SHARE_PRICE = 0.4, 2.0
# What the first word behind the cut promises: a statement about the head, a purpose, a place or a manner.
_TURNS = {
    **dict.fromkeys(("là", "cần", "phải", "hãy", "thuộc"), 0.0),
    **dict.fromkeys(("để", "nhằm", "góp", "vì", "lấy", "đưa"), 0.1),
    **dict.fromkeys(("trên", "dưới", "trong", "theo", "tại", "về", "đến"), 0.45),
    **dict.fromkeys(("bằng", "từ", "cho"), 0.6),
}
# Behind a comma a new statement begins only where no list runs on: so many words to the next comma, no "and" soon.
_STATEMENT, _SOON = 7, 5
_COMMA = 0.15
# A head does not end so few words behind a comma.
_FRAGMENT = 2
_NEVER = 9.0


@dataclass(frozen=True, slots=True)
class Parts:
    """A slogan in reading order; joined by spaces the parts are the slogan. It has a term or a clause, not both."""

    opening: str
    main: str
    term: str
    clause: str


def divide(text: str) -> Parts:
    """Return the parts of a slogan; whatever cannot stand alone stays in `main`."""
    text = _LOOSE_BREAK.sub("\n", _SPACES.sub(" ", text))
    # A break by hand parts no phrase: meaning is read over it, and it stays where it was.
    plain = text.replace("\n", " ")
    opening = _opening(plain)
    rest = plain[len(opening) :].lstrip()
    term = _term(rest)
    clause = "" if term else _clause(rest) or _tail(rest)
    start, end = len(plain) - len(rest), len(plain) - len(term or clause)
    tail = text[end:] if term or clause else ""
    return Parts(text[: len(opening)], text[start:end].strip(), tail if term else "", "" if term else tail)


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
    """Return what follows a dash between two clauses, the end of the text as it stands."""
    priced = joints(rest)
    for at, price in enumerate(priced.prices):
        before, after = priced.words[: at + 1], priced.words[at + 1 :]
        if priced.words[at] in _DASHES and price == FREE and len(before) > _LEAST_WORDS <= len(after):
            return " ".join(after)
    return ""


def _tail(rest: str) -> str:
    """Return what follows the head of a long slogan, or nothing where no place to part it is good."""
    priced = joints(rest)
    if len(priced.words) < _LONG:
        return ""
    best = min(((_cut_price(priced, at), at) for at in range(len(priced.prices))), default=(_NEVER, 0))
    return " ".join(priced.words[best[1] + 1 :]) if best[0] < _NEVER else ""


def _cut_price(priced: Joints, at: int) -> float:
    """Return the price of ending the head behind a word."""
    words = priced.words
    head, tail = at + 1, len(words) - at - 1
    turn = _TURNS.get(fold(words[at + 1]), _NEVER)
    fragment = any(word.endswith(",") for word in words[max(0, at - _FRAGMENT) : at])
    if turn and fragment and not words[at].endswith(","):
        return _NEVER
    if head not in _HEAD or tail < _LEAST_TAIL or priced.prices[at] > PLAIN:
        return _NEVER
    if words[at].endswith(",") and _statement(words, at + 1):
        turn = _COMMA
    return turn + _SHARE_PRICE * (head / len(words) - _BEST_SHARE) ** 2


def _statement(words: tuple[str, ...], start: int) -> bool:
    """True where the words from `start` run on for a while before the next comma."""
    upto = next((at for at in range(start, len(words)) if words[at].endswith(",")), len(words) - 1)
    return upto - start + 1 >= _STATEMENT and "và" not in words[start : start + _SOON]
