"""All checks asked of one file. What they say is ours: no independent preflight has certified anything."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf

from render.preflight.pdfx import content, file, fonts, inks, pages
from render.preflight.pdfx.subject import X4, Check, Subject, claim
from render.problem import Problem, Severity

CHECKS: tuple[Check, ...] = (*file.CHECKS, *pages.CHECKS, *content.CHECKS, *inks.CHECKS, *fonts.CHECKS)
_HEAD = 64
# One kind of fault is told this often; a file may have it on every line.
_OFTEN = 3


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a file claims ('' for nothing), how many checks were asked and held, and what was found."""

    claim: str
    asked: int
    held: int
    problems: tuple[Problem, ...]


def inspect(pdf: pikepdf.Pdf, path: Path) -> Inspection:
    """Return what the checks say of an opened file: errors where it claims a standard, else what each is worth."""
    claimed = claim(pdf)
    with path.open("rb") as held:
        subject = Subject(pdf, held.read(_HEAD), claimed or X4)
    problems: list[Problem] = []
    failed = 0
    for check in CHECKS:
        found = _asked(check, subject)
        failed += bool(found)
        severity = Severity.ERROR if claimed else check.plain
        problems += [replace(problem, severity=severity) for problem in found[:_OFTEN]]
    return Inspection(claimed, len(CHECKS), len(CHECKS) - failed, tuple(problems))


def _asked(check: Check, subject: Subject) -> list[Problem]:
    """Return a check's findings; an object of a kind that nobody expects there is a finding, too."""
    try:
        return [Problem(check.code, check.plain, where, params) for where, params in check.ask(subject)]
    except (pikepdf.PdfError, TypeError, ValueError, AttributeError, KeyError, IndexError, ArithmeticError) as fault:
        return [Problem("pdfx.unreadable", check.plain, "", {"check": check.code, "reason": str(fault)})]
