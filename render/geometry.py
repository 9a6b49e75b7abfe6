"""Plane geometry in one convention: x to the right, y down, any unit; matrices map column vectors.

A `Path` is a word of verbs with a flat tuple of coordinates:
M and L take one point, C takes three (cubic Bézier), Z none.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from typing import NamedTuple

MM_PER_INCH = Fraction(254, 10)
POINTS_OF = {"M": 1, "L": 1, "C": 3, "Z": 0}
# Control distance for a quarter circle by a cubic Bézier (largest radial error 0.027 %).
KAPPA = 0.5522847498307936


class Size(NamedTuple):
    """Width and height, width first."""

    width: float
    height: float


class Insets(NamedTuple):
    """Widths added on the four sides, in CSS order."""

    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    left: float = 0.0

    @classmethod
    def all(cls, width: float) -> Insets:
        """Return the same width on every side."""
        return cls(width, width, width, width)


class Rect(NamedTuple):
    """An axis-parallel rectangle by its left, top, right and bottom edges."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Horizontal extent."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Vertical extent."""
        return self.bottom - self.top

    def grown(self, by: Insets) -> Rect:
        """Return the rectangle grown outwards by the insets."""
        return Rect(self.left - by.left, self.top - by.top, self.right + by.right, self.bottom + by.bottom)

    def moved(self, dx: float, dy: float) -> Rect:
        """Return the rectangle shifted."""
        return Rect(self.left + dx, self.top + dy, self.right + dx, self.bottom + dy)

    def contains(self, other: Rect, tolerance: float = 0.0) -> bool:
        """True where `other` lies inside, give or take the tolerance."""
        return (
            other.left >= self.left - tolerance
            and other.top >= self.top - tolerance
            and other.right <= self.right + tolerance
            and other.bottom <= self.bottom + tolerance
        )


def union(rects: Iterable[Rect]) -> Rect | None:
    """Return the smallest rectangle around all of them, or None of none."""
    boxes = list(rects)
    if not boxes:
        return None
    return Rect(
        min(b.left for b in boxes),
        min(b.top for b in boxes),
        max(b.right for b in boxes),
        max(b.bottom for b in boxes),
    )


class Matrix(NamedTuple):
    """An affine map: x' = a·x + c·y + e, y' = b·x + d·y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    @classmethod
    def move(cls, dx: float, dy: float) -> Matrix:
        """Return a translation."""
        return cls(e=dx, f=dy)

    @classmethod
    def scale(cls, sx: float, sy: float | None = None) -> Matrix:
        """Return a scaling about the origin."""
        return cls(a=sx, d=sx if sy is None else sy)

    def then(self, after: Matrix) -> Matrix:
        """Return the map that applies self first and `after` second."""
        return Matrix(
            after.a * self.a + after.c * self.b,
            after.b * self.a + after.d * self.b,
            after.a * self.c + after.c * self.d,
            after.b * self.c + after.d * self.d,
            after.a * self.e + after.c * self.f + after.e,
            after.b * self.e + after.d * self.f + after.f,
        )

    def apply(self, x: float, y: float) -> tuple[float, float]:
        """Return the image of a point."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f


@dataclass(frozen=True, slots=True)
class Path:
    """Contours as verbs and a flat tuple of coordinates; see the module's head for the spelling."""

    verbs: str
    points: tuple[float, ...]

    def segments(self) -> Iterator[tuple[str, tuple[float, ...]]]:
        """Yield each verb with its coordinates."""
        at = 0
        for verb in self.verbs:
            count = 2 * POINTS_OF[verb]
            yield verb, self.points[at : at + count]
            at += count

    def transformed(self, matrix: Matrix) -> Path:
        """Return the image of the path under an affine map."""
        a, b, c, d, e, f = matrix
        xs, ys = self.points[::2], self.points[1::2]
        flat = [0.0] * len(self.points)
        # Most maps neither turn nor slant, and what they do comes with twice the speed.
        if b == 0.0 and c == 0.0:
            flat[::2] = [a * x + e for x in xs]
            flat[1::2] = [d * y + f for y in ys]
        else:
            pairs = list(zip(xs, ys, strict=True))
            flat[::2] = [a * x + c * y + e for x, y in pairs]
            flat[1::2] = [b * x + d * y + f for x, y in pairs]
        return Path(self.verbs, tuple(flat))

    def bounds(self) -> Rect | None:
        """Return the box of all points, control points included (never too small)."""
        if not self.points:
            return None
        xs, ys = self.points[::2], self.points[1::2]
        return Rect(min(xs), min(ys), max(xs), max(ys))

    def __add__(self, other: Path) -> Path:
        return Path(self.verbs + other.verbs, self.points + other.points)


def joined(paths: Iterable[Path]) -> Path:
    """Return many paths as one; adding them one by one would copy the first again for each."""
    parts = list(paths)
    return Path("".join(part.verbs for part in parts), tuple(chain.from_iterable(part.points for part in parts)))


def polygon(points: Iterable[tuple[float, float]]) -> Path:
    """Return a closed polygon through the points."""
    corners = list(points)
    return Path("M" + "L" * (len(corners) - 1) + "Z", tuple(value for corner in corners for value in corner))


def rectangle(box: Rect) -> Path:
    """Return the outline of a rectangle."""
    left, top, right, bottom = box
    return polygon([(left, top), (right, top), (right, bottom), (left, bottom)])


def ellipse(x: float, y: float, rx: float, ry: float | None = None) -> Path:
    """Return a circle or an axis-parallel ellipse by four cubics."""
    ry = rx if ry is None else ry
    kx, ky = KAPPA * rx, KAPPA * ry
    return Path(
        "MCCCCZ",
        (
            *(x + rx, y),
            *(x + rx, y + ky, x + kx, y + ry, x, y + ry),
            *(x - kx, y + ry, x - rx, y + ky, x - rx, y),
            *(x - rx, y - ky, x - kx, y - ry, x, y - ry),
            *(x + kx, y - ry, x + rx, y - ky, x + rx, y),
        ),
    )


def star(x: float, y: float, radius: float) -> Path:
    """Return the flag's star: a regular pentagram with straight edges, one tip straight up.

    The inner corners lie at radius·sin 18° / sin 54° (0.381966), where the five edges cross.
    Source: Sắc lệnh 249/SL, 30-11-1955.
    """
    inner = radius * math.sin(math.pi / 10) / math.sin(3 * math.pi / 10)
    return polygon(
        (
            x + (inner if corner % 2 else radius) * math.sin(corner * math.pi / 5),
            y - (inner if corner % 2 else radius) * math.cos(corner * math.pi / 5),
        )
        for corner in range(10)
    )


def exact(length: float) -> Fraction:
    """Return a decimal length as the fraction that was typed: 0.1 is one tenth."""
    return Fraction(repr(float(length)))


def pixels(length_mm: Fraction, dpi: int) -> int:
    """Return the pixels of a length in mm at a resolution, rounded half up in exact arithmetic."""
    return math.floor(length_mm * dpi / MM_PER_INCH + Fraction(1, 2))


def sides_px(trim: Size, bleed: Insets, dpi: int) -> tuple[int, int]:
    """Return a raster's sides for a trim with its bleeds in mm; the rule of every raster."""
    width = exact(trim.width) + exact(bleed.left) + exact(bleed.right)
    height = exact(trim.height) + exact(bleed.top) + exact(bleed.bottom)
    return pixels(width, dpi), pixels(height, dpi)
