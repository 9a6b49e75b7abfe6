"""Numbers as typed on the command line, either read or told to be wrong."""

from __future__ import annotations

from render.errors import UsageError


def number(text: str, name: str, least: float, most: float) -> float:
    """Return a number in a range, a decimal comma allowed; raise UsageError naming what it was for."""
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        raise UsageError("number.unreadable", name=name, text=text) from None
    if not least <= value <= most:
        raise UsageError("number.range", name=name, text=text, least=least, most=most)
    return value


def whole(text: str, code: str, least: int, most: int) -> int:
    """Return a whole number in a range; raise UsageError of that code for anything else."""
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise UsageError(code, text=text, least=least, most=most)
    return int(text)
