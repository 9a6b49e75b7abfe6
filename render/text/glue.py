"""What holds syllables together: the words of the lexicon, names, numbers with what they count, ranges, dashes.

Each rule reads a draft of the joints and forbids breaks in it or raises their price; the later one has the last word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from render.text.lexicon import (
    OPENERS,
    WRAPPERS,
    Term,
    closed,
    lexicon,
    names,
    syllables,
    terms,
    ties,
    wholes,
)
from render.text.prices import CLOSE, DEAR, FORBIDDEN, LEADING, PLAIN, STUMBLE

DASHES = frozenset("-–—‐‑−")
_SHORT_TERM = 3
_NUMBER = re.compile(r"\d[\w./,:%-]*|[IVXLC]+")
# A number of things; no year, date or call number: 5 không, 12.000 ngôi nhà, 100% hộ.
_COUNT = re.compile(r"\d{1,2}|\d{1,3}(\.\d{3})+|[\d.,]+%")
# Part of a number that is written in groups, such as a call number.
_GROUP = re.compile(r"\d{2,4}")

_ENDS = frozenset({"từ", "đến", "tới"})
_DATED = frozenset({"ngày", "tháng", "năm", "quý"})


@dataclass(frozen=True)
class Draft:
    """Joints in the making, with the syllables as typed and folded; the lists `prices` and `rests` are worked upon.

    `lengths` are the syllables of each word in reading order.
    """

    words: list[str]
    folded: list[str]
    lengths: list[int]
    prices: list[float]
    rests: list[int]

    @cached_property
    def lone(self) -> frozenset[int]:
        """The syllables that are words of their own."""
        starts = accumulate(self.lengths, initial=0)
        return frozenset(start for start, length in zip(starts, self.lengths, strict=False) if length == 1)

    def forbid(self, first: int, last: int) -> None:
        """Keep the words first…last on one line."""
        self.prices[first:last] = [FORBIDDEN] * (last - first)

    def term(self, first: int, last: int) -> Term:
        """Return the folded words first…last, none from before the text."""
        return tuple(self.folded[max(first, 0) : last + 1])

    def bare(self, at: int) -> str:
        """Return a word as typed, without its punctuation."""
        return self.words[at].strip(WRAPPERS)

    def open_joints(self) -> Iterator[int]:
        """Yield the joints that follow no punctuation."""
        return (at for at in range(len(self.prices)) if not closed(self.words[at]))

    @property
    def mixed_case(self) -> bool:
        """True where capitals say something."""
        return not " ".join(self.words).isupper()


def hold(draft: Draft) -> None:
    """Apply all rules."""
    for rule in (_words, _names, _named, _numbers, _counts, _ranges, _dashes, _bearers, _pairs, _short_clauses):
        rule(draft)


def _words(draft: Draft) -> None:
    """Forbid breaks inside the words of the lexicon; a long term may part between two words of its own."""
    at = 0
    for length, following in pairwise((*draft.lengths, 0)):
        end = at + length - 1
        for inner in range(at, end):
            draft.prices[inner] = _inner_price(draft.term(at, end), inner + 1 - at)
            draft.rests[inner + 1] = end
        if following == 1 and not closed(draft.words[end]):
            _before_lone(draft, end, length)
        at += length


def _before_lone(draft: Draft, at: int, length: int) -> None:
    """Hold a syllable alone to the word before it: two such mostly belong together, công dân / số never parts."""
    if length > 1:
        behind = draft.folded[at + 2] if at + 2 < len(draft.folded) else ""
        if draft.folded[at + 1] == "số" and not behind[:1].isdigit():
            draft.prices[at] = FORBIDDEN
    elif draft.prices[at] == PLAIN and draft.words[at] not in DASHES and draft.words[at + 1] not in DASHES:
        draft.prices[at] = CLOSE


def _inner_price(term: Term, cut: int) -> float:
    """Return the price of parting a term: dear between words of its own, dearest where it is read as one."""
    if term in ties():
        return LEADING
    left, right = term[:cut], term[cut:]
    known = lexicon()
    ends_in_word = any(left[-size:] in known for size in range(2, cut + 1))
    begins_with_word = any(right[:size] in known for size in range(2, len(right) + 1))
    # mũ bảo hiểm stays whole; ô nhiễm / môi trường, being longer, may part.
    if not begins_with_word or not (ends_in_word or (cut == 1 and len(term) > _SHORT_TERM)):
        return FORBIDDEN
    around = (term[first:last] for first in range(cut) for last in range(cut + 1, len(term) + 1))
    if any(part in wholes() for part in around):
        return STUMBLE
    return DEAR if ends_in_word else LEADING


def _names(draft: Draft) -> None:
    """Keep neighbouring syllables with a capital together: Hồ Chí Minh, Cần Thơ."""
    if not draft.mixed_case:
        return
    for at in draft.open_joints():
        if draft.term(at + 1, at + 2) in lexicon():
            # Đại hội Đảng bộ: the second word is none of a name, the lexicon has judged it.
            continue
        pair = draft.bare(at), draft.bare(at + 1)
        if all(part.istitle() and part.isalpha() for part in pair):
            draft.prices[at] = FORBIDDEN


def _named(draft: Draft) -> None:
    """Hold what is called by a name to its first word: phường Hải Châu; a day less so: Ngày / Môi trường thế giới."""
    if not draft.mixed_case:
        return
    for at in draft.open_joints():
        if at not in draft.lone or not draft.bare(at + 1)[:1].isupper():
            continue
        if draft.folded[at] in syllables("named"):
            draft.prices[at] = FORBIDDEN
        elif draft.folded[at] in syllables("named_times") and draft.words[at][0].isupper():
            draft.prices[at] = max(draft.prices[at], LEADING)


def _numbers(draft: Draft) -> None:
    """Keep a number with what counts or is counted: lần thứ XIV, nhiệm kỳ 2025, 100 năm, khóa XVI."""
    for at in range(len(draft.words)):
        bare = draft.bare(at)
        if not _NUMBER.fullmatch(bare):
            continue
        ordinal = False
        for phrase in terms("binders_before_number"):
            start = at - len(phrase)
            if start >= 0 and draft.term(start, at - 1) == phrase and not any(map(closed, draft.words[start:at])):
                draft.forbid(start, at)
                ordinal = True
        if at < len(draft.prices) and not bare.isalpha() and not closed(draft.words[at]):
            following = draft.folded[at + 1]
            counts = _COUNT.fullmatch(bare) and not ordinal and following.isalpha() and following not in OPENERS
            if counts or following in syllables("numerals_units"):
                draft.prices[at] = FORBIDDEN


def _counts(draft: Draft) -> None:
    """Keep numbers in words with what they count: hai triệu héc ta, mười năm, một cây; ordinals: thứ tư."""
    numerals = syllables("numerals")
    for at in draft.open_joints():
        here, following = draft.folded[at], draft.folded[at + 1]
        counts = here in numerals and following in numerals | syllables("numerals_units")
        one = here == "một" and following not in OPENERS and draft.words[at + 1] not in DASHES
        if counts or one or (here == "thứ" and following in numerals | syllables("ordinals")):
            draft.prices[at] = FORBIDDEN


def _ranges(draft: Draft) -> None:
    """Keep a range in words whole, and its ends: 16 đến 23, 1 và 2, từ ngày 15; a number in groups: 1900 96 96."""
    for at in draft.open_joints():
        number = draft.folded[at + 1] in _DATED and at + 2 < len(draft.words) and at + 2
        if draft.folded[at] in _ENDS and draft.folded[number or at + 1][:1].isdigit():
            draft.prices[at] = FORBIDDEN
    for at in draft.open_joints():
        if _GROUP.fullmatch(draft.bare(at)) and _GROUP.fullmatch(draft.words[at + 1].rstrip(WRAPPERS)):
            draft.prices[at] = FORBIDDEN
    for at in range(1, len(draft.prices)):
        form = {"đến": _NUMBER, "tới": _NUMBER, "và": _COUNT, "hoặc": _COUNT}.get(draft.folded[at])
        if form and all(form.fullmatch(draft.bare(near)) for near in (at - 1, at + 1)):
            draft.forbid(at - 1, at + 1)


def _dashes(draft: Draft) -> None:
    """Keep a dash of a range or a double term whole; a dash between clauses ends the upper line."""
    for at in range(1, len(draft.prices)):
        if draft.words[at] not in DASHES:
            continue
        draft.prices[at - 1] = FORBIDDEN
        numbers = all(_NUMBER.fullmatch(draft.bare(near)) for near in (at - 1, at + 1))
        if numbers or _double_term(draft.folded, at) or _joins_two(draft, at):
            draft.prices[at] = FORBIDDEN


def _joins_two(draft: Draft, at: int) -> bool:
    """True where a dash stands between two words of one syllable in small letters: sởi - rubella, ông - bà."""
    around = (at - 1, at + 1)
    if not draft.mixed_case or draft.folded[at + 1] in OPENERS or closed(draft.words[at - 1]):
        return False
    return draft.lone.issuperset(around) and all(draft.bare(near)[:1].islower() for near in around)


def _double_term(folded: list[str], at: int) -> bool:
    """True where the words around a dash form a term of the lexicon, dash left out: Mác - Lênin."""
    return any(
        tuple(folded[at - before : at] + folded[at + 1 : at + 1 + after]) in lexicon()
        for before in (1, 2)
        for after in (1, 2)
        if at - before >= 0 and at + after < len(folded)
    )


def _bearers(draft: Draft) -> None:
    """Hold what bears a name to the name: thành phố Cần Thơ, dân tộc Việt Nam."""
    bearers = terms("bearers")
    for at in draft.open_joints():
        if draft.prices[at] == FORBIDDEN or not (draft.term(at, at) in bearers or draft.term(at - 1, at) in bearers):
            continue
        last = next((at + size for size in (4, 3, 2) if draft.term(at + 1, at + size) in names()), 0)
        if not last and draft.term(at, at) in bearers and _unknown_name(draft, at + 1):
            draft.forbid(at, at + 2)
        elif last:
            # A lone syllable says nothing without its name: tỉnh / Lào Cai.
            single = draft.term(at, at) in bearers and draft.term(at - 1, at) not in bearers
            draft.prices[at] = FORBIDDEN if single else max(draft.prices[at], LEADING)
            last = min(last, len(draft.words) - 1)
            draft.rests[at + 1 : last + 1] = [last] * (last - at)


def _unknown_name(draft: Draft, at: int) -> bool:
    """True where two syllables that are no words of ours follow what bears a name: XÃ HẢI HẬU."""
    pair = [each for each in (at, at + 1) if each < len(draft.words)]
    plain = (each in draft.lone and draft.folded[each] not in OPENERS for each in pair)
    strange = (draft.folded[each].isalpha() and draft.folded[each] not in syllables("alone") for each in pair)
    return len(pair) == 2 and all(plain) and all(strange) and not closed(draft.words[at])


def _pairs(draft: Draft) -> None:
    """Keep what is one term with a comma in it: phòng, chống."""
    for at in range(len(draft.prices)):
        if draft.words[at].endswith(",") and draft.term(at, at + 1) in terms("comma_pairs"):
            draft.prices[at] = FORBIDDEN


def _short_clauses(draft: Draft) -> None:
    """Part two syllables between punctuation dearly: ăn chín, uống sôi."""
    ends = [-1, *(at for at, word in enumerate(draft.words) if closed(word))]
    if ends[-1] != len(draft.words) - 1:
        ends.append(len(draft.words) - 1)
    for before, end in pairwise(ends):
        if end - before == 2 and len(ends) > 2 and draft.words[end] not in DASHES:
            draft.prices[before + 1] = max(draft.prices[before + 1], LEADING)
