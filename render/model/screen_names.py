"""Screens as people name them: an id, pixels, whole modules, or metres and a pitch."""

from __future__ import annotations

import math
import re

from render.errors import UsageError, unknown
from render.model.screens import (
    LARGEST_SIDE,
    MOST_MODULES,
    Module,
    Screen,
    find_screen,
    free_screen,
    modules,
    of_modules,
    screens,
    too_large,
)
from render.model.sizes import plain

_NUMBER = r"(-?\d+(?:[.,]\d+)?)"
_METRES = re.compile(rf"{_NUMBER}\s*m?\s*[x×*]\s*{_NUMBER}\s*m\b[\s,;]*p\s*{_NUMBER}")
_COUNTED = re.compile(r"(-?\d+)\s*[x×*]\s*(-?\d+)\s*[\s,;@]\s*(p[\s\d.,x-]*\d)")
_PIXELS = re.compile(r"(-?\d+)\s*[x×*]\s*(-?\d+)\s*(?:px)?")
# A wall this near to the metres asked for is the wall that was meant.
_EXACT = 0.005
_OFFERED = 4


def parse_screen(text: str) -> Screen:
    """Return the screen that a text names: an id, `64x32`, `12x12 P5`, `4x3m P3`.

    Raise UsageError for what cannot be, and for metres that no whole modules make: with the nearest walls that do.
    """
    wanted = " ".join(text.split())
    if wanted in screens():
        return screens()[wanted]
    lower = wanted.lower()
    if match := _METRES.fullmatch(lower):
        width, height, pitch = (float(value.replace(",", ".")) for value in match.groups())
        return _of_metres(width, height, pitch, wanted)
    if match := _COUNTED.fullmatch(lower):
        return of_modules(_count(match[1]), _count(match[2]), _module(match[3].strip()))
    if match := _PIXELS.fullmatch(lower):
        return _of_pixels(_count(match[1]), _count(match[2]), wanted)
    return find_screen(wanted)


def _count(text: str) -> int:
    # Beyond any screen all numbers are alike.
    return int(text) if len(text) < 9 else 10**9


def _of_pixels(width: int, height: int, text: str) -> Screen:
    if min(width, height) < 1:
        raise UsageError("size.not-positive", text=text)
    if max(width, height) > LARGEST_SIDE:
        raise too_large(text)
    return free_screen(width, height)


def _module(name: str) -> Module:
    """Return a module by its id, or the commonest of a pitch."""
    known = modules()
    if name in known:
        return known[name]
    pitch = re.fullmatch(rf"p\s*{_NUMBER}", name)
    if not pitch:
        raise unknown("screen.module-unknown", name, known)
    return _of_pitch(float(pitch[1].replace(",", ".")))[0]


def _of_pitch(pitch: float) -> list[Module]:
    found = [each for each in modules().values() if each.pitch == pitch]
    if not found:
        known = ", ".join(f"P{plain(each)}" for each in sorted({module.pitch for module in modules().values()}))
        raise UsageError("screen.pitch", pitch=plain(pitch), known=known)
    return found


def _of_metres(width: float, height: float, pitch: float, text: str) -> Screen:
    if min(width, height) <= 0:
        raise UsageError("size.not-positive", text=text)
    found = _of_pitch(pitch)
    if max(width, height) * 1000 > max(max(each.size) for each in found) * MOST_MODULES:
        raise too_large(text)
    walls = sorted(nearest_walls(width, height, found), key=lambda each: each[0])
    distance, screen = walls[0]
    if distance <= _EXACT:
        return screen
    offered = "; ".join(described(screen) for _, screen in walls[:_OFFERED])
    raise UsageError("screen.not-whole", text=text, walls=offered)


def nearest_walls(width: float, height: float, kinds: list[Module]) -> list[tuple[float, Screen]]:
    """Return walls of whole modules around a size in metres, each with how far it is off as a share."""
    found = []
    for module in kinds:
        across, down = width * 1000 / module.size[0], height * 1000 / module.size[1]
        for columns in {max(1, math.floor(across + 1e-6)), math.ceil(across - 1e-6)}:
            for rows in {max(1, math.floor(down + 1e-6)), math.ceil(down - 1e-6)}:
                off = abs(columns / across - 1) + abs(rows / down - 1)
                found.append((off, of_modules(columns, rows, module)))
    return found


def described(screen: Screen) -> str:
    """Return a wall of modules as it is typed, with its metres and pixels."""
    module = modules()[screen.module]
    metres = " × ".join(
        plain(count * side / 1000)
        for count, side in zip((screen.columns or 0, screen.rows or 0), module.size, strict=True)
    )
    return f'"{screen.columns}x{screen.rows} {module.id}" = {metres} m = {screen.width} × {screen.height} px'
