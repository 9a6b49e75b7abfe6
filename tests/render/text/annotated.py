"""Slogans on other subjects, every joint between syllables marked by hand, apart from the making of the word list.

`_` must not part, `~` may but should not, ` ` may, `|` had better. The slogans with which the word list was tried
are not among them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from render.text.joints import FORBIDDEN, joints

FILE = Path(__file__).with_name("unseen_slogans.txt")


@dataclass(frozen=True)
class Score:
    """How marks and program agree: whole joints, those kept, those parted only dearly; false ones; slogans."""

    whole: int
    kept: int
    dear: int
    false: int
    slogans: int


def score() -> Score:
    """Return the score over the whole file."""
    whole = kept = dear = false = slogans = 0
    for line in FILE.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        slogans += 1
        parts = re.split(r"([_~| ])", line)
        prices = joints(" ".join(parts[::2])).prices
        for mark, price in zip(parts[1::2], prices, strict=True):
            whole += mark == "_"
            kept += mark == "_" and price == FORBIDDEN
            dear += mark == "_" and 1 < price < FORBIDDEN
            false += mark in " |" and price == FORBIDDEN
    return Score(whole, kept, dear, false, slogans)
