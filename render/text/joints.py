"""Where a Vietnamese line may end: the price of a break behind every syllable.

Vietnamese writes a space between syllables, not words, so a space is no reason to break. Words, names, numbers
with their units, ranges and terms stay whole; a break is cheap behind punctuation and before the small words
that open a phrase. The analysis reads the text as authored, before it is set in capitals.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from render.text.glue import DASHES, Draft, hold
from render.text.lexicon import CLASSIFIERS, MILD_ENDS, OPENERS, PUNCTUATION, fold, segmented, terms
from render.text.prices import (
    CHEAP,
    DEAR,
    FORBIDDEN,
    FORCED,
    FREE,
    PLAIN,
    STUMBLE,
    TORN_CLAUSE,
    TORN_NAME,
)


@dataclass(frozen=True, slots=True)
class Joints:
    """A text as words between spaces, with the price of a line break behind each but the last.

    `rests` tells for each word the last word of the name, term or clause that it stands inside of, else -1, and
    `torn` what it costs a line that begins there to run on behind it: VIỆT NAM / QUANG VINH, not in one line.
    """

    words: tuple[str, ...]
    prices: tuple[float, ...]
    rests: tuple[int, ...]
    torn: tuple[float, ...]


@lru_cache(maxsize=1024)
def joints(text: str) -> Joints:
    """Return the words of a text and what a break behind each costs; newlines are breaks by hand."""
    words: list[str] = []
    forced: set[int] = set()
    for line in text.split("\n"):
        if words:
            forced.add(len(words) - 1)
        words += line.split(" ") if line.strip() else []
    words = [word for word in words if word]
    folded = [fold(word) for word in words]
    clauses = _clauses(words)
    prices = [_price(words, folded, at) for at in range(len(words) - 1)]
    draft = Draft(words, folded, segmented(words, folded), prices, list(clauses))
    hold(draft)
    torn = (TORN_CLAUSE if rest == clause else TORN_NAME for rest, clause in zip(draft.rests, clauses, strict=True))
    by_hand = (FORCED if at in forced else price for at, price in enumerate(draft.prices))
    return Joints(tuple(words), tuple(by_hand), tuple(draft.rests), tuple(torn))


def signature_joints(text: str) -> Joints:
    """Return the joints of the line that names who hangs the work: offices in a row, then the place.

    `ĐẢNG ỦY - HĐND - UBND / PHƯỜNG CÁI RĂNG`: a dash between offices ends no line, the place begins one.
    """
    plain = joints(text)
    folded = [fold(word) for word in plain.words]
    prices = list(plain.prices)
    for at, price in enumerate(prices):
        if price not in (FORCED, FORBIDDEN) and _begins_place(folded, at + 1):
            prices[at] = FREE
        if price != FORCED and (plain.words[at] in DASHES or plain.words[at + 1] in DASHES):
            prices[at] = FORBIDDEN
    if all(price == FORBIDDEN for price in prices):
        prices = [STUMBLE if word in DASHES else FORBIDDEN for word in plain.words[:-1]]
    return Joints(plain.words, tuple(prices), plain.rests, plain.torn)


def _begins_place(folded: list[str], at: int) -> bool:
    return any(tuple(folded[at : at + length]) in terms("bearers") for length in (1, 2))


def _clauses(words: list[str]) -> list[int]:
    """Return for each word inside a clause the clause's last word, -1 for a clause's first word."""
    rests, start = [-1] * len(words), 0
    for at, word in enumerate(words):
        if word[-1] in PUNCTUATION or at == len(words) - 1:
            rests[start + 1 : at + 1] = [at] * (at - start)
            start = at + 1
    return rests


def _price(words: list[str], folded: list[str], at: int) -> float:
    here, following = words[at], folded[at + 1]
    if here[-1] in PUNCTUATION + ")”" or here in DASHES:
        return FREE
    if words[at + 1][0] in "(“":
        return FREE
    if folded[at] in OPENERS and not (folded[at] in MILD_ENDS and following in OPENERS):
        return DEAR if folded[at] in MILD_ENDS else STUMBLE
    if folded[at] in CLASSIFIERS:
        return STUMBLE
    if words[at + 1][-1] in PUNCTUATION:
        # One syllable before a comma would begin the line: tổ chức / đảng, đảng viên.
        return DEAR
    return CHEAP if following in OPENERS else PLAIN
