"""What is wrong, or worth knowing, about a work that can still be made."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters: an error stops an export unless it is forced."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding with a stable code; `where` names the slot, file or page it was found in."""

    code: str
    severity: Severity
    where: str = ""
    params: dict[str, object] = field(default_factory=dict)
    overridden: bool = False
    forceable: bool = True

    def override(self) -> Problem:
        """Return the same finding, marked as knowingly passed over."""
        return replace(self, overridden=True)

    @property
    def stops(self) -> bool:
        """True where this finding alone stops an export."""
        return self.severity is Severity.ERROR and not self.overridden


def error(code: str, where: str = "", *, forceable: bool = True, **params: object) -> Problem:
    """Return an error-level problem; `forceable=False` where no flag may pass it over."""
    return Problem(code, Severity.ERROR, where, params, forceable=forceable)


def warning(code: str, where: str = "", **params: object) -> Problem:
    """Return a warning-level problem."""
    return Problem(code, Severity.WARNING, where, params)


def note(code: str, where: str = "", **params: object) -> Problem:
    """Return a note-level problem."""
    return Problem(code, Severity.NOTE, where, params)
