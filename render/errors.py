"""The errors that stop work, each a stable code with parameters; cli and gui turn them into words.

Raise one of these when work cannot go on; return `render.problem.Problem` values when it can.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar


class StudioError(Exception):
    """Work cannot go on: `code` names the reason, `params` fill its message in the catalogue."""

    exit_code: ClassVar[int] = 1

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        facts = ", ".join(f"{key}={value!r}" for key, value in self.params.items())
        return f"{self.code} ({facts})" if facts else self.code

    def __reduce__(self) -> tuple[object, ...]:
        return (_revive, (type(self), self.code, self.params))


class UsageError(StudioError):
    """The request is wrong: an unknown id, an impossible size, options that contradict each other."""

    exit_code = 2


class ContentError(StudioError):
    """A file, a row, a picture or a text cannot be read."""

    exit_code = 3


class CheckError(StudioError):
    """A check of the design or of the finished file stops the work."""

    exit_code = 4


class WriteError(StudioError):
    """The result cannot be written: folder, disk, or a target that is somebody else's."""

    exit_code = 5


class UsageErrors(UsageError):
    """Several faults of one request, reported together before work begins."""

    def __init__(self, faults: tuple[UsageError, ...]) -> None:
        super().__init__("usage.several")
        self.faults = faults

    def __reduce__(self) -> tuple[object, ...]:
        return (UsageErrors, (self.faults,))


def unknown(code: str, wanted: str, known: Iterable[str]) -> UsageError:
    """Return the error of an id that nobody has, with up to three ids that look like it."""
    from difflib import get_close_matches

    ids = tuple(known)
    return UsageError(code, id=wanted, near=tuple(get_close_matches(wanted.lower(), ids, n=3, cutoff=0.5)))


def _revive(kind: type[StudioError], code: str, params: dict[str, object]) -> StudioError:
    return kind(code, **params)
