"""What the reader of a work's content must know before signing; technical findings are the shop's."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from render.catalogue import Catalogue
from render.problem import Problem
from render.proofs.facts import Work, day
from render.proofs.prose import Mark, Marked, one_line

# Of what the checks find, these speak of the words and what they mean.
_CONTENT = frozenset(
    (
        "text.empty",
        "text.double-space",
        "text.lone-mark",
        "text.look-alike",
        "text.misplaced-tone",
        "text.mixed-tone-style",
        "emblem.missing",
        "slot.unused",
    )
)
_ROOMS = ("slogan.", "words.", "name.")


def is_content(problem: Problem) -> bool:
    """True where a finding is for those who answer for the words, not for those who print them."""
    return problem.code in _CONTENT or problem.code.startswith(_ROOMS)


@dataclass(frozen=True, slots=True)
class Change:
    """A text with the letters that are not in its counterpart marked."""

    text: str
    marks: tuple[Marked, ...]


@lru_cache(maxsize=256)
def changes(original: str, text: str) -> tuple[Change, Change]:
    """Return the approved text with what was taken out, and the work's with what was put in."""
    original, text = one_line(original), one_line(text)
    out: list[Marked] = []
    new: list[Marked] = []
    for kind, i, j, k, m in difflib.SequenceMatcher(None, original, text, autojunk=False).get_opcodes():
        if kind != "equal":
            out += [Marked(i, j, Mark.STRUCK)] if i < j else []
            new += [Marked(k, m, Mark.UNDERLINED)] if k < m else []
    return Change(original, tuple(out)), Change(text, tuple(new))


def content_notes(work: Work, words: Catalogue) -> tuple[str, ...]:
    """Return the notes on a work's content, a changed wording only named: its difference is drawn."""
    notes = [words("proof.note.changed")] if work.design.changed else []
    if not work.design.slogan:
        notes.append(words("proof.note.own"))
    elif work.source is None:
        notes.append(words("proof.note.no-pack", id=work.design.slogan))
    else:
        slogan = work.source[1]
        if slogan.superseded_by:
            notes.append(words("proof.note.superseded", id=slogan.superseded_by))
        if one_line(slogan.text) != one_line(work.design.original):
            notes.append(words("proof.note.reissued", text=one_line(slogan.text)))
    for problem in work.composition.problems:
        if is_content(problem) and problem.code != "slogan.changed":
            message, hint = words.problem(_dated(problem, words))
            notes.append(message if problem.code == "emblem.missing" else f"{message} {hint}".strip())
    return tuple(notes)


def _dated(problem: Problem, words: Catalogue) -> Problem:
    """Return a finding whose days are written as the language writes them."""
    params = {name: day(each, words) if isinstance(each, date) else each for name, each in problem.params.items()}
    return replace(problem, params=params)
