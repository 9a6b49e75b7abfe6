"""Checks of a design's words against where they came from."""

from __future__ import annotations

import datetime
import difflib

from render.model.design import Design
from render.problem import Problem, note, warning


def check_design(design: Design) -> tuple[Problem, ...]:
    """Return what is worth knowing about a design's words before it is laid out."""
    return (*_check_dates(design), *_check_wording(design))


def _check_dates(design: Design) -> list[Problem]:
    if not design.date:
        return []
    day = datetime.date.fromisoformat(design.date)
    if design.valid_to and day > design.valid_to:
        return [warning("slogan.expired", "slogan", id=design.slogan, date=day, until=design.valid_to)]
    if design.valid_from and day < design.valid_from:
        return [warning("slogan.early", "slogan", id=design.slogan, date=day, since=design.valid_from)]
    return []


def _check_wording(design: Design) -> list[Problem]:
    if not design.changed:
        return []
    return [note("slogan.changed", "slogan", id=design.slogan, difference=difference(design.original, design.text))]


def difference(original: str, text: str) -> str:
    """Return a letter-by-letter difference: [-taken out-] and {+put in+}."""
    parts: list[str] = []
    for kind, i, j, k, m in difflib.SequenceMatcher(None, original, text, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(original[i:j])
            continue
        parts.append(f"[-{original[i:j]}-]" if i < j else "")
        parts.append(f"{{+{text[k:m]}+}}" if k < m else "")
    return "".join(parts)
