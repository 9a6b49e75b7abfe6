"""How numbers, paths and colours are spelt in a PDF content stream."""

from __future__ import annotations

from render.backends.base import ColourMode
from render.colour import Colour
from render.geometry import Matrix, Path
from render.scene.nodes import Cap, Join

CAPS = {Cap.BUTT: 0, Cap.ROUND: 1, Cap.SQUARE: 2}
JOINS = {Join.MITER: 0, Join.ROUND: 1, Join.BEVEL: 2}
_OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}


def number(value: float) -> str:
    """Return a number to five decimals without needless zeros."""
    text = f"{value:.5f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def numbers(*values: float) -> str:
    """Return numbers separated by spaces."""
    return " ".join(map(number, values))


def path(outline: Path) -> str:
    """Return the operators that build a path."""
    return " ".join(
        f"{numbers(*values)} {_OPERATORS[verb]}" if values else "h" for verb, values in outline.segments()
    )


def concat(matrix: Matrix) -> str:
    """Return the operator that applies a matrix."""
    return f"{numbers(*matrix)} cm"


def components(colour: Colour, mode: ColourMode) -> tuple[float, ...]:
    """Return a colour's components, 0…1, exactly as authored."""
    if mode is ColourMode.CMYK:
        return tuple(ink / 100 for ink in colour.cmyk)
    return tuple(value / 255 for value in colour.rgb)


def fill_colour(colour: Colour, mode: ColourMode) -> str:
    """Return the operator that sets the fill colour."""
    return f"{numbers(*components(colour, mode))} {'k' if mode is ColourMode.CMYK else 'rg'}"


def stroke_colour(colour: Colour, mode: ColourMode) -> str:
    """Return the operator that sets the stroke colour."""
    return f"{numbers(*components(colour, mode))} {'K' if mode is ColourMode.CMYK else 'RG'}"
