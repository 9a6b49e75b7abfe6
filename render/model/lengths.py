"""Lengths of templates: sums such as `100w - 8s`, resolved against a page and the words set on it.

w, h and s are percent of the page's width, height and short side; mm and px are themselves (on the page that
has that unit); fold1, fold2 … are the folds of a page from its left edge; cap is a cap height of the main words;
left, top, right, bottom and middle, centre are the edges and the centre of the words' ink; `photo.top` is an edge or
the centre of a slot's box, `steps.item2` the head of the capitals of its second paragraph where it has several.
"""

from __future__ import annotations

import re
from functools import lru_cache

FOLDS = ("fold1", "fold2", "fold3", "fold4")
_NAMES = (*FOLDS, "w", "h", "s", "mm", "px", "cap", "left", "top", "right", "bottom", "middle", "centre")
EDGES = ("left", "top", "right", "bottom", "middle", "centre")
ITEMS = tuple(f"item{number}" for number in range(1, 10))
_SLOT_EDGE = rf"[a-z][a-z0-9]*\.(?:{'|'.join((*EDGES, *ITEMS))})"
_ANY = "|".join((_SLOT_EDGE, *sorted(_NAMES, key=len, reverse=True)))
_TERM = re.compile(rf"\s*([+-]?)\s*(\d+(?:\.\d+)?)?\s*({_ANY})?\b")
PAGE_NAMES = frozenset(("w", "h", "s", "mm", "px"))


@lru_cache(maxsize=2048)
def parse_length(text: str) -> tuple[tuple[float, str], ...]:
    """Return a length as terms of coefficient and name; raise ValueError where it cannot be read."""
    terms: list[tuple[float, str]] = []
    at = 0
    while at < len(text.rstrip()):
        match = _TERM.match(text, at)
        if not match or match.end() == at or (match.group(2) is None and match.group(3) is None):
            raise ValueError(text)
        sign, number, name = match.groups()
        if terms and not sign:
            raise ValueError(text)
        if name is None and float(number) != 0:
            raise ValueError(text)
        terms.append(((-1.0 if sign == "-" else 1.0) * float(number or 1), name or "mm"))
        at = match.end()
    if not terms:
        raise ValueError(text)
    return tuple(terms)


def edge_of(name: str) -> tuple[str, str] | None:
    """Return slot and edge of a name such as `photo.top`, None of other names."""
    slot, dot, edge = name.partition(".")
    return (slot, edge) if dot else None


def resolve(text: str, values: dict[str, float]) -> float:
    """Return a length in the page's unit; `values` gives each name's worth (w, h, s: of one percent)."""
    return sum(count * values[name] for count, name in parse_length(text))
