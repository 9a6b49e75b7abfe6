"""Checks of a design's words against where they came from."""

from __future__ import annotations

import datetime
import difflib

from render.model.design import Design
from render.problem import Problem, note, warning
from render.text.normalize import clean
from render.text.proper_names import strange_names


def check_design(design: Design) -> tuple[Problem, ...]:
    """Return what is worth knowing about a design's words before it is laid out."""
    return (*_check_dates(design), *_check_wording(design), *_check_names(design))


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


def _check_names(design: Design) -> list[Problem]:
    """Return the names that a reader must compare: none of the approved wording, which is the document's own."""
    approved = {name.written for name in strange_names(clean(design.original))}
    found: list[Problem] = []
    for where, text in {"slogan": design.text, "unit": design.unit, **design.lines}.items():
        strange = [each for each in strange_names(clean(text)) if where != "slogan" or each.written not in approved]
        found += [
            warning("name.near-miss", where, name=each.written, near=each.near) for each in strange if each.near
        ]
        unknown = tuple(each.written for each in strange if not each.near)
        found += [note("name.unknown", where, names=unknown)] if unknown else []
    return found


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
