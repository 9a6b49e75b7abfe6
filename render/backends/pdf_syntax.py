"""How numbers, paths and colours are spelt in a PDF content stream."""

from __future__ import annotations

from functools import lru_cache

from render.backends.base import ColourMode
from render.colour import Colour
from render.geometry import POINTS_OF, Matrix, Path
from render.scene.nodes import Cap, Join

CAPS = {Cap.BUTT: 0, Cap.ROUND: 1, Cap.SQUARE: 2}
JOINS = {Join.MITER: 0, Join.ROUND: 1, Join.BEVEL: 2}
_OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}


def number(value: float, decimals: int = 5) -> str:
    """Return a number without needless zeros; five decimals are enough for a length in any unit."""
    text = f"{value:.{decimals}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def numbers(*values: float) -> str:
    """Return numbers separated by spaces."""
    return " ".join(map(number, values))


def path(outline: Path) -> str:
    """Return the operators that build a path."""
    return _form(outline.verbs) % tuple(map(number, outline.points))


# A line of letters repeats few shapes of contour, and filling in a form is three times as fast as joining.
@lru_cache(maxsize=4096)
def _form(verbs: str) -> str:
    return " ".join("%s " * (2 * POINTS_OF[verb]) + _OPERATORS[verb] for verb in verbs)


def concat(matrix: Matrix) -> str:
    """Return the operator that applies a matrix."""
    # A factor's error grows with what it is applied to: five decimals would move the far end of 8 m by 0.1 mm.
    factors = " ".join(number(factor, 10) for factor in matrix[:4])
    return f"{factors} {numbers(*matrix[4:])} cm"


def components(colour: Colour, mode: ColourMode) -> str:
    """Return a colour's components, 0…1, exactly as authored."""
    if mode is ColourMode.CMYK:
        return numbers(*(ink / 100 for ink in colour.cmyk))
    return numbers(*(value / 255 for value in colour.rgb))


def fill_colour(colour: Colour, mode: ColourMode) -> str:
    """Return the operator that sets the fill colour."""
    return f"{components(colour, mode)} {'k' if mode is ColourMode.CMYK else 'rg'}"


def stroke_colour(colour: Colour, mode: ColourMode) -> str:
    """Return the operator that sets the stroke colour."""
    return f"{components(colour, mode)} {'K' if mode is ColourMode.CMYK else 'RG'}"


def space(mode: ColourMode) -> str:
    """Return the name of the colour space that a mode's components belong to."""
    return "/DeviceCMYK" if mode is ColourMode.CMYK else "/DeviceRGB"
