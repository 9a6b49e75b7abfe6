"""Can a wall be read from where people stand, and does it dazzle them: what is measured, and what is said of it.

Heights of capitals by distance: 1 inch to 30 feet recommended, to 50 feet at the least (locationisland.com), which is
2.8 and 1.7 mm for each metre. Lamps draw power, and blind at night, by their drive and not by luminance: a flood of
red counts as much as one of white.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import pairwise

import numpy as np

from render.backends.flatten import flatten
from render.backends.grid import Band
from render.model.screens import Screen
from render.problem import Problem, note, warning
from render.text.fonts import face

GOOD_MM_PER_M, LEAST_MM_PER_M = 2.8, 1.7
# Shares of a slide: drive of all lamps, lamps nearly white, lamps of one full colour.
MOST_DRIVE, MOST_WHITE, MOST_SATURATED = 0.4, 0.25, 0.6
LEAST_CONTRAST, LEAST_STROKE = 3.0, 1.0
_SAMPLED, _BRIGHT, _DARK = 3, 200, 70


@dataclass(frozen=True, slots=True)
class Load:
    """Shares of all lamps' light on a slide: how hard they are driven, nearly white ones, ones of a full colour."""

    drive: float
    white: float
    saturated: float


@dataclass(frozen=True, slots=True)
class Judged:
    """What is known of one slide: capitals of its smallest and its main words in pixels, strokes, contrast, load."""

    name: str
    least_cap: float
    main_cap: float
    stroke: float
    contrast: float
    load: Load


def least_cap_px(screen: Screen, mm_per_m: float) -> float:
    """Return the capitals that a wall's distance asks for, in its pixels; 0 where distance or pitch are not known."""
    if not (screen.distance and screen.pitch_mm):
        return 0.0
    return screen.distance * mm_per_m / screen.pitch_mm


def load_of(wall: Band) -> Load:
    """Return the load of a wall's lamps, from every third lamp of every third row."""
    # Channel by channel: along the last, short axis the library is ten times as slow.
    channels = [wall[::_SAMPLED, ::_SAMPLED, channel] for channel in range(wall.shape[2])]
    high, low = reduce(np.maximum, channels), reduce(np.minimum, channels)
    one_colour = wall.shape[2] == 1
    white = 0.0 if one_colour else float((low >= _BRIGHT).mean())
    saturated = 0.0 if one_colour else float(((high >= _BRIGHT) & (low <= _DARK)).mean())
    return Load(float(high.mean()) / 255, white, saturated)


@lru_cache(maxsize=64)
def stroke_share(font: str) -> float:
    """Return how thick a face's strokes are as a share of its em: a bar with the area and the outline of its H.

    A pixel face has seven dots to its capitals, and strokes of one.
    """
    used = face(font)
    if used.native_px:
        return used.cap_height / 7 / used.upem
    area = length = 0.0
    for contour in _contours(font):
        for (x0, y0), (x1, y1) in pairwise((*contour, contour[0])):
            area += (x0 * y1 - x1 * y0) / 2
            length += math.hypot(x1 - x0, y1 - y0)
    return (length - math.sqrt(max(0.0, length**2 - 16 * abs(area)))) / 4 / used.upem


def _contours(font: str) -> list[list[tuple[float, float]]]:
    used = face(font)
    found: list[list[tuple[float, float]]] = []
    for verb, values in flatten(used.outline(used.gid("H")), used.upem / 1000).segments():
        if verb == "M":
            found.append([])
        if verb != "Z":
            found[-1].append((values[-2], values[-1]))
    return found


def judge(slides: Sequence[Judged], screen: Screen) -> list[Problem]:
    """Return what hinders the reading of a wall's slides, one problem a kind, told of the slide that is worst."""
    found = _by_distance(slides, screen)
    for code, value, most in _LOADS:
        worst, count = _wrong(slides, lambda each, value=value: -value(each.load), -most)  # type: ignore[misc]
        if worst:
            share = round(value(worst.load) * 100)
            found.append(warning(code, worst.name, share=share, most=round(most * 100), count=count))
    worst, count = _wrong(slides, lambda each: each.stroke, LEAST_STROKE)
    if worst:
        found.append(warning("screen.thin", worst.name, stroke=round(worst.stroke, 1), count=count))
    worst, count = _wrong(slides, lambda each: each.contrast, LEAST_CONTRAST)
    if worst:
        ratio = round(worst.contrast, 1)
        found.append(warning("screen.pale", worst.name, ratio=ratio, least=LEAST_CONTRAST, count=count))
    return found


_LOADS: tuple[tuple[str, Callable[[Load], float], float], ...] = (
    ("screen.bright", lambda load: load.drive, MOST_DRIVE),
    ("screen.white", lambda load: load.white, MOST_WHITE),
    ("screen.saturated", lambda load: load.saturated, MOST_SATURATED),
)


def _wrong(slides: Sequence[Judged], value: Callable[[Judged], float], least: float) -> tuple[Judged | None, int]:
    """Return the slide whose value is furthest below the least allowed, and how many are below it."""
    wrong = [each for each in slides if value(each) < least]
    return min(wrong, key=value, default=None), len(wrong)


def _by_distance(slides: Sequence[Judged], screen: Screen) -> list[Problem]:
    pitch, distance = screen.pitch_mm, screen.distance
    if not (pitch and distance):
        return []
    worst, count = _wrong(slides, lambda each: each.least_cap, least_cap_px(screen, LEAST_MM_PER_M))
    if worst:
        cap, reach = round(worst.least_cap * pitch), math.floor(worst.least_cap * pitch / LEAST_MM_PER_M)
        return [warning("screen.far", worst.name, cap=cap, reach=reach, distance=distance, count=count)]
    worst, count = _wrong(slides, lambda each: each.main_cap, least_cap_px(screen, GOOD_MM_PER_M))
    if worst:
        reach = math.floor(worst.main_cap * pitch / GOOD_MM_PER_M)
        return [note("screen.far-for-ease", worst.name, reach=reach, distance=distance, count=count)]
    return []
