"""Slogans on other subjects, every joint between syllables marked by hand, apart from the making of the word list.

`_` must not part, `~` may but should not, ` ` may, `|` had better. The slogans with which the word list was tried
are not among them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from render.text.joints import joints
from render.text.prices import FORBIDDEN

# Marked by four hands in their own ways, a part of them looked at since: what was reached is held.
FILE = Path(__file__).with_name("unseen_slogans.txt")
# Marked by three hands apart after one written rule: where they agree, the goal is measured.
AGREED = Path(__file__).with_name("agreed_slogans.txt")


@dataclass(frozen=True)
class Score:
    """How marks and program agree: whole joints, those kept, those parted only dearly; false ones; slogans."""

    whole: int
    kept: int
    dear: int
    false: int
    slogans: int


def _lines(file: Path = FILE) -> list[list[str]]:
    """Return each slogan as syllables and the marks between them."""
    lines = file.read_text("utf-8").splitlines()
    return [re.split(r"([_~| ])", line) for line in lines if line and not line.startswith("#")]


def texts_of_all() -> list[str]:
    """Return the slogans without marks."""
    return [" ".join(parts[::2]) for parts in _lines()]


def score(file: Path = FILE) -> Score:
    """Return the score over a whole file."""
    whole = kept = dear = false = slogans = 0
    for parts in _lines(file):
        slogans += 1
        prices = joints(" ".join(parts[::2])).prices
        for mark, price in zip(parts[1::2], prices, strict=True):
            whole += mark == "_"
            kept += mark == "_" and price == FORBIDDEN
            dear += mark == "_" and 1 < price < FORBIDDEN
            false += mark in " |" and price == FORBIDDEN
    return Score(whole, kept, dear, false, slogans)
