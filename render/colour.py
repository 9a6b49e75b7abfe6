"""Colours as authored: an RGB and a CMYK value side by side, never converted into each other.

Readers disagree about what 0/100/100/0 looks like, so a flat colour carries both values from its palette.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colour:
    """A flat colour: `rgb` in 0…255, `cmyk` in percent of ink.

    A `spot` is the name of an ink of its own, such as PANTONE 871 C; `cmyk` is then its stated build.
    """

    rgb: tuple[int, int, int]
    cmyk: tuple[float, float, float, float]
    spot: str = ""

    @property
    def luminance(self) -> float:
        """Relative luminance of the RGB value, 0 (black) to 1 (white). Source: WCAG 2, relative luminance."""
        red, green, blue = (_linear(value / 255) for value in self.rgb)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, 1 to 21. Source: WCAG 2, contrast ratio."""
    dark, light = sorted((one.luminance, other.luminance))
    return (light + 0.05) / (dark + 0.05)


# The name that PDF gives to all plates at once (PDF 1.7, 8.6.6.4).
ALL_PLATES = "All"
BLACK = Colour((0, 0, 0), (0, 0, 0, 100))
# Marks must land on every plate, those of spots included.
REGISTRATION = Colour((0, 0, 0), (100, 100, 100, 100), ALL_PLATES)


def bounded(colour: Colour, limit: float) -> Colour:
    """Return a colour with at most `limit` percent of ink in all: its colours give way evenly, its black stays."""
    *colours, black = colour.cmyk
    if sum(colour.cmyk) <= limit:
        return colour
    share = max(0.0, limit - black) / sum(colours)
    cyan, magenta, yellow = (ink * share for ink in colours)
    return Colour(colour.rgb, (cyan, magenta, yellow, min(black, limit)), colour.spot)


def from_rgb(red: int, green: int, blue: int) -> Colour:
    """Return a foreign RGB colour with inks by plain arithmetic, no ICC: black = 1 - the largest channel, all of it.

    What the channels have in common is black ink alone (full grey-component replacement), so neutrals are K only and
    no colour has more than three inks; each other ink is (largest - channel) / largest, in tenths of a percent.
    """
    largest = max(red, green, blue)
    if not largest:
        return BLACK
    cyan, magenta, yellow = (round(100 * (largest - channel) / largest, 1) for channel in (red, green, blue))
    return Colour((red, green, blue), (cyan, magenta, yellow, round(100 - largest / 2.55, 1)))
