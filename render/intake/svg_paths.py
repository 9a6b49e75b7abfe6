"""Path data as contours of lines and cubics. Source: SVG 1.1, chapter 8 and appendix F.6 (elliptical arcs).

Faulty data is a ValueError; a coordinate beyond `LARGEST` is one too.
"""

from __future__ import annotations

import math
import re

from render.geometry import Path

LARGEST = 1e9
# Of one path: its letters, and its coordinates.
_LONGEST, _MOST = 8_000_000, 2_000_000
# No digit can be read in two ways, so that nothing long is tried over and over.
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_NUMBER_AT = re.compile(r"[\s,]*(" + _NUMBER.pattern + ")")
_FLAG_AT = re.compile(r"[\s,]*([01])")
_COMMANDS = re.compile("([MmLlHhVvCcSsQqTtAaZz])")
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_BLANK = " ,\t\r\n\f"


def parse_numbers(text: str) -> list[float]:
    """Return the numbers of a list parted by blanks or commas."""
    if _NUMBER.sub("", text).strip(_BLANK):
        raise ValueError(text[:40])
    return [_bounded(float(number)) for number in _NUMBER.findall(text)]


def _bounded(value: float) -> float:
    if not abs(value) <= LARGEST:
        raise ValueError(f"{value:g}")
    return value


def parse_path(data: str) -> Path:
    """Return path data as a path; raise ValueError with the data near the fault."""
    if len(data) > _LONGEST:
        raise ValueError(f"{data[:20]}… ({len(data)})")
    first, *parts = _COMMANDS.split(data)
    if first.strip(_BLANK):
        raise ValueError(first.strip()[:40])
    pen = _Pen()
    for command, text in zip(parts[::2], parts[1::2], strict=True):
        values = _arc_numbers(text) if command in "Aa" else parse_numbers(text)
        pen.run(command, values)
    path = Path("".join(pen.verbs), tuple(pen.points))
    box = path.bounds()
    if box and max(map(abs, box)) > LARGEST:
        raise ValueError(f"{max(map(abs, box)):g}")
    return path


def _arc_numbers(text: str) -> list[float]:
    """Return the numbers of arcs, whose flags may stand without any blank behind them."""
    values: list[float] = []
    at, end = 0, len(text.rstrip(_BLANK))
    while at < end:
        found = (_FLAG_AT if len(values) % 7 in (3, 4) else _NUMBER_AT).match(text, at)
        if not found:
            raise ValueError(text[at : at + 40])
        values.append(_bounded(float(found[1])))
        at = found.end()
    return values


class _Pen:
    """Runs commands in absolute coordinates; a contour begins with the first thing drawn in it."""

    def __init__(self) -> None:
        self.verbs: list[str] = []
        self.points: list[float] = []
        self.x = self.y = self.start_x = self.start_y = 0.0
        # The last control point, which S and T mirror, and the kind of curve it belongs to.
        self.control: tuple[float, float, str] = (0.0, 0.0, "")
        self.moved = True
        self.begun = False

    def run(self, command: str, values: list[float]) -> None:
        """Draw a command with all its repeats."""
        name, relative = command.upper(), command.islower()
        count = _COUNTS[name]
        if not self.begun and name != "M":
            raise ValueError(command)
        self.begun = True
        if name == "Z":
            if values:
                raise ValueError(f"{command} {values[0]:g}")
            return self._close()
        if not values or len(values) % count or len(self.points) + len(values) > _MOST:
            raise ValueError(f"{command} {' '.join(f'{value:g}' for value in values[-count:])}")
        for at in range(0, len(values), count):
            self._step("L" if name == "M" and at else name, values[at : at + count], relative)
        return None

    def _step(self, name: str, values: list[float], relative: bool) -> None:
        if relative:
            values = self._absolute(name, values)
        kind = ""
        if name == "M":
            self.x, self.y = self.start_x, self.start_y = values[0], values[1]
            self.moved = True
        elif name in "LHV":
            self._line(values[0] if name != "V" else self.x, values[-1] if name != "H" else self.y)
        elif name in "CS":
            mirrored = self._mirrored("C") if name == "S" else ()
            self._cubic(*mirrored, *values)
            kind = "C"
        elif name in "QT":
            control = self._mirrored("Q") if name == "T" else (values[0], values[1])
            self._quadratic(*control, *values[-2:])
            kind = "Q"
        else:
            self._arc(values)
        if not kind:
            self.control = (self.x, self.y, "")

    def _absolute(self, name: str, values: list[float]) -> list[float]:
        if name == "V":
            return [values[0] + self.y]
        if name == "A":
            return [*values[:5], values[5] + self.x, values[6] + self.y]
        return [value + (self.y if at % 2 else self.x) for at, value in enumerate(values)]

    def _mirrored(self, kind: str) -> tuple[float, float]:
        x, y, last = self.control
        return (2 * self.x - x, 2 * self.y - y) if last == kind else (self.x, self.y)

    def _begin(self) -> None:
        if self.moved:
            self.verbs.append("M")
            self.points += (self.x, self.y)
            self.moved = False

    def _line(self, x: float, y: float) -> None:
        self._begin()
        self.verbs.append("L")
        self.points += (x, y)
        self.x, self.y = x, y

    def _cubic(self, *values: float) -> None:
        self._begin()
        self.verbs.append("C")
        self.points += values
        self.control = (values[2], values[3], "C")
        self.x, self.y = values[4:]

    def _quadratic(self, qx: float, qy: float, x: float, y: float) -> None:
        x0, y0 = self.x, self.y
        first = (x0 + (qx - x0) * 2 / 3, y0 + (qy - y0) * 2 / 3)
        self._cubic(*first, x + (qx - x) * 2 / 3, y + (qy - y) * 2 / 3, x, y)
        self.control = (qx, qy, "Q")

    def _arc(self, values: list[float]) -> None:
        rx, ry, turn, large, sweep, x, y = values
        if (x, y) == (self.x, self.y):
            return
        for cubic in arc_cubics((self.x, self.y), (abs(rx), abs(ry)), turn, (bool(large), bool(sweep)), (x, y)):
            self._cubic(*cubic)
        if (self.x, self.y) != (x, y):
            self._line(x, y)

    def _close(self) -> None:
        if self.moved:
            # A lone point: a dot where the line's ends are round.
            self._line(self.x, self.y)
        self.verbs.append("Z")
        self.x, self.y = self.start_x, self.start_y
        self.control = (self.x, self.y, "")
        self.moved = True


Point = tuple[float, float]


def arc_cubics(
    start: Point, radii: Point, turn: float, flags: tuple[bool, bool], end: Point
) -> list[tuple[float, ...]]:
    """Return an elliptical arc as cubics, at most a quarter each; none where a radius vanishes."""
    rx, ry = radii
    if min(rx, ry) < 1e-9:
        return []
    phi = math.radians(turn % 360)
    cos, sin = math.cos(phi), math.sin(phi)
    dx, dy = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    x1, y1 = cos * dx + sin * dy, cos * dy - sin * dx
    grown = math.hypot(x1 / rx, y1 / ry)
    if grown > 1:
        rx, ry = rx * grown, ry * grown
    unit_x, unit_y = x1 / rx, y1 / ry
    square = unit_x * unit_x + unit_y * unit_y
    reach = math.sqrt(max(0.0, 1 / square - 1)) * (1 if flags[0] != flags[1] else -1) if square else 0.0
    cx, cy = reach * unit_y, -reach * unit_x
    first = math.atan2(unit_y - cy, unit_x - cx)
    sweep = math.atan2(-unit_y - cy, -unit_x - cx) - first
    sweep += math.tau * ((sweep < 0) if flags[1] else -(sweep > 0))
    middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2

    def place(x: float, y: float) -> Point:
        x, y = rx * (x + cx), ry * (y + cy)
        return cos * x - sin * y + middle[0], sin * x + cos * y + middle[1]

    count = max(1, math.ceil(abs(sweep) / (math.pi / 2) - 1e-9))
    step = sweep / count
    bend = 4 / 3 * math.tan(step / 4)
    cubics: list[tuple[float, ...]] = []
    for part in range(count):
        a, b = first + part * step, first + (part + 1) * step
        one = place(math.cos(a) - bend * math.sin(a), math.sin(a) + bend * math.cos(a))
        two = place(math.cos(b) + bend * math.sin(b), math.sin(b) - bend * math.cos(b))
        last = end if part == count - 1 else place(math.cos(b), math.sin(b))
        cubics.append((*one, *two, *last))
    return cubics
