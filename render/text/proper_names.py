"""Names that no list of ours holds, and those that miss a known one by a mark: what a reader must compare letter by
letter before a street sees it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from render.text.lexicon import OPENERS, WRAPPERS, Term, closed, fold, names, people, segmented, syllables, terms

_LONGEST = 5
# Within longer names one wrong letter is told, too; between short ones it is mostly another name.
_LONG_NAME = 3


@dataclass(frozen=True, slots=True)
class StrangeName:
    """A name as written, and the known name that it nearly is, or an empty string."""

    written: str
    near: str


@lru_cache(maxsize=256)
def strange_names(text: str) -> tuple[StrangeName, ...]:
    """Return the names in a text that are not known, each once.

    Where capitals tell nothing, a name is what follows the word for a place: PHƯỜNG NINH KIỀU; others are told only
    where they nearly are a known one.
    """
    found: dict[str, str] = {}
    for line in text.split("\n"):
        words = line.split()
        for run in _runs(words, str.istitle):
            # A row of single capitals is spelt out, not titled.
            found |= {} if _written(words, run).isupper() else _judged(words, run)
        for run in _runs(words, str.isupper):
            for name in _borne(words, run):
                found |= _judged(words, name)
            found |= _near_misses(words, run)
    return tuple(StrangeName(written, near) for written, near in found.items())


def _runs(words: list[str], shaped: Callable[[str], bool]) -> Iterator[range]:
    """Yield the runs of two and more syllables that are no words of the list, all of one shape."""
    folded = [fold(word) for word in words]
    start = at = 0
    for length in segmented(words, folded):
        bare = words[at].strip(WRAPPERS)
        if length > 1 or not bare.isalpha() or not shaped(bare):
            yield from _worth(start, at)
            start = at + length
        elif closed(words[at]):
            yield from _worth(start, at + 1)
            start = at + 1
        at += length
    yield from _worth(start, at)


def _worth(start: int, end: int) -> Iterator[range]:
    if end - start > 1:
        yield range(start, end)


def _borne(words: list[str], run: range) -> Iterator[range]:
    """Yield what follows a word for a place within a run of capitals: two syllables."""
    for at in run:
        before = {(fold(words[at]),), tuple(map(fold, words[max(at - 1, 0) : at + 1]))}
        pair = range(at + 1, at + 3)
        plain = all(each in run and fold(words[each]) not in OPENERS | syllables("alone") for each in pair)
        if before & terms("places") and plain:
            yield pair


def _judged(words: list[str], name: range) -> dict[str, str]:
    """Return a name that is not known with its nearest; the word for a place before it is none of the name."""
    while len(name) > 1 and (fold(words[name[0]]),) in terms("places"):
        name = name[1:]
    term = _term(words, name)
    if len(term) < 2 or term in _known():
        return {}
    return {_written(words, name): _nearest(term)}


def _near_misses(words: list[str], run: range) -> dict[str, str]:
    """Return what nearly is a known name: the longest that begin at each word."""
    found = {}
    for start in run:
        for length in range(min(_LONGEST, run.stop - start), 1, -1):
            name = range(start, start + length)
            term = _term(words, name)
            if term in _known():
                break
            if near := _nearest(term):
                found[_written(words, name)] = near
                break
    return found


def _term(words: list[str], name: range) -> Term:
    return tuple(fold(words[at]) for at in name if at < len(words))


def _written(words: list[str], name: range) -> str:
    return " ".join(words[at].strip(WRAPPERS) for at in name)


@cache
def _known() -> frozenset[Term]:
    return names() | people()


@cache
def _unmarked_names() -> dict[str, Term]:
    return {_unmarked(name): name for name in sorted(_known(), reverse=True)}


@cache
def _spelt_in(syllables: int) -> tuple[str, ...]:
    return tuple(spelt for spelt, name in _unmarked_names().items() if len(name) == syllables)


def _nearest(term: Term) -> str:
    """Return the known name that differs in marks alone or, of a longer name, in one letter."""
    bare = _unmarked(term)
    near = _unmarked_names().get(bare)
    if near is None and len(term) >= _LONG_NAME:
        alike = (spelt for spelt in _spelt_in(len(term)) if _one_letter_apart(spelt, bare))
        near = _unmarked_names().get(next(alike, ""))
    return _titled(near) if near else ""


def _titled(term: Term) -> str:
    return " ".join(syllable.title() for syllable in term)


def _unmarked(term: Term) -> str:
    apart = unicodedata.normalize("NFD", " ".join(term).replace("đ", "d"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _one_letter_apart(one: str, other: str) -> bool:
    """True where a letter is changed, missing or too many."""
    short, long = sorted((one, other), key=len)
    # Most names part at once.
    if short[:2] != long[:2] and short[-2:] != long[-2:]:
        return False
    if len(long) - len(short) > 1:
        return False
    at = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]
