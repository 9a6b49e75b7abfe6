"""Lengths, transforms, viewports and the basic shapes of SVG as paths. Source: SVG 1.1, chapters 7 and 9.

Faulty values are a ValueError. Lengths are in user units, of which an inch has 96.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping

from render.geometry import KAPPA, Matrix, Path, Rect, Size, ellipse, rectangle
from render.intake.svg_paths import LARGEST, parse_numbers, parse_path

_LENGTH = re.compile(r"\s*([+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)\s*([a-z%]*)\s*", re.IGNORECASE)
_UNITS = {"": 1.0, "px": 1.0, "in": 96.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "pt": 4 / 3, "pc": 16.0}
# Type has no size here, so these are of the browsers' 16 pixels.
_UNITS |= {"em": 16.0, "rem": 16.0, "ex": 8.0}
_CALL = re.compile(r"[\s,]*([A-Za-z]+)\s*\(([^()]*)\)")
_UNIT = re.compile(r"(?<=[0-9.])(px|deg)\b")
_LONGEST = 200
SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}


def parse_length(text: str, whole: float) -> float:
    """Return a length in user units; percents are of `whole`."""
    found = _LENGTH.fullmatch(text) if len(text) <= _LONGEST else None
    if not found or (unit := found[2].lower()) not in (*_UNITS, "%"):
        raise ValueError(text[:40])
    value = float(found[1]) * (whole / 100 if unit == "%" else _UNITS[unit])
    if not abs(value) <= LARGEST:
        raise ValueError(text[:40])
    return value


def parse_share(text: str) -> float:
    """Return a number or a percentage as a share, held within 0…1."""
    return min(1.0, max(0.0, parse_length(text, 1.0)))


def parse_transform(text: str) -> Matrix:
    """Return a list of transforms as one map; the last named is applied first."""
    matrix, at = Matrix(), 0
    text = text.strip(" ,\t\r\n\f")
    while at < len(text):
        found = _CALL.match(text, at)
        if not found:
            raise ValueError(text[at : at + 40])
        matrix = _transform(found[1], parse_numbers(_UNIT.sub("", found[2]))).then(matrix)
        if not all(abs(value) <= LARGEST for value in matrix):
            raise ValueError(found[0][:40])
        at = found.end()
    return matrix


def _transform(name: str, values: list[float]) -> Matrix:
    makers: dict[tuple[str, int], Callable[..., Matrix]] = {
        ("matrix", 6): Matrix,
        ("translate", 1): lambda x: Matrix.move(x, 0.0),
        ("translate", 2): Matrix.move,
        ("scale", 1): Matrix.scale,
        ("scale", 2): Matrix.scale,
        ("rotate", 1): _turn,
        ("rotate", 3): lambda a, x, y: Matrix.move(-x, -y).then(_turn(a)).then(Matrix.move(x, y)),
        ("skewX", 1): lambda a: Matrix(c=math.tan(math.radians(a))),
        ("skewY", 1): lambda a: Matrix(b=math.tan(math.radians(a))),
    }
    try:
        return makers[name, len(values)](*values)
    except KeyError:
        raise ValueError(f"{name[:20]} ({len(values)})") from None


def _turn(degrees: float) -> Matrix:
    turn = math.radians(degrees % 360)
    cos, sin = math.cos(turn), math.sin(turn)
    return Matrix(cos, sin, -sin, cos)


def determinant(matrix: Matrix) -> float:
    """Return by how much the map enlarges areas."""
    return matrix.a * matrix.d - matrix.b * matrix.c


def inverse(matrix: Matrix) -> Matrix:
    """Return the map back; the map must not be singular."""
    a, b, c, d, e, f = matrix
    area = determinant(matrix)
    return Matrix(d / area, -b / area, -c / area, a / area, (c * f - d * e) / area, (b * e - a * f) / area)


def parse_view_box(text: str) -> Rect:
    """Return a view box; raise ValueError where it is empty."""
    values = parse_numbers(text)
    if len(values) != 4 or min(values[2:]) <= 0:
        raise ValueError(text[:40])
    x, y, width, height = values
    return Rect(x, y, x + width, y + height)


def view_matrix(box: Rect, frame: Rect, ratio: str) -> Matrix:
    """Return the map of a view box into a frame by the words of preserveAspectRatio."""
    sx, sy = frame.width / box.width, frame.height / box.height
    align, *meeting = ratio.split() or ["xMidYMid"]
    if align == "none":
        return Matrix(sx, 0.0, 0.0, sy, frame.left - box.left * sx, frame.top - box.top * sy)
    scale = max(sx, sy) if meeting == ["slice"] else min(sx, sy)
    shares = {"Min": 0.0, "Mid": 0.5, "Max": 1.0}
    across, down = shares.get(align[1:4], 0.5), shares.get(align[5:8], 0.5)
    left = frame.left + (frame.width - box.width * scale) * across - box.left * scale
    top = frame.top + (frame.height - box.height * scale) * down - box.top * scale
    return Matrix(scale, 0.0, 0.0, scale, left, top)


def outline(tag: str, attributes: Mapping[str, str], view: Size) -> Path:
    """Return a shape as a path, empty where nothing is to be drawn; `view` is what percents are of."""

    def length(name: str, default: str = "0") -> float:
        side = {"x": view.width, "y": view.height, "r": diagonal(view)}
        kind = "x" if name in ("width", "rx", "cx") or name[0] == "x" else "y"
        return parse_length(attributes.get(name, default), side["r" if name == "r" else kind])

    if tag == "path":
        return parse_path(attributes.get("d", ""))
    if tag in ("polyline", "polygon"):
        return _corners(parse_numbers(attributes.get("points", "")), closed=tag == "polygon")
    if tag == "line":
        return Path("ML", (length("x1"), length("y1"), length("x2"), length("y2")))
    if tag == "rect":
        return _rect(attributes, length)
    rx = length("r") if tag == "circle" else _radius("rx", "ry", attributes, length)
    ry = rx if tag == "circle" else _radius("ry", "rx", attributes, length)
    return ellipse(length("cx"), length("cy"), rx, ry) if min(rx, ry) > 0 else Path("", ())


def diagonal(view: Size) -> float:
    """Return what percents are of where neither width nor height is meant."""
    return math.hypot(*view) / math.sqrt(2)


def _corners(values: list[float], *, closed: bool) -> Path:
    count = len(values) // 2
    if count == 0:
        return Path("", ())
    return Path("M" + "L" * (count - 1) + ("Z" if closed else ""), tuple(values[: 2 * count]))


def _radius(name: str, other: str, attributes: Mapping[str, str], length: Callable[[str], float]) -> float:
    """Return a radius; where it is not given, or auto, the other one."""
    for each in (name, other):
        if attributes.get(each, "auto").strip() != "auto":
            return length(each)
    return 0.0


def _rect(attributes: Mapping[str, str], length: Callable[[str], float]) -> Path:
    x, y, width, height = length("x"), length("y"), length("width"), length("height")
    if width <= 0 or height <= 0:
        return Path("", ())
    rx = min(max(0.0, _radius("rx", "ry", attributes, length)), width / 2)
    ry = min(max(0.0, _radius("ry", "rx", attributes, length)), height / 2)
    box = Rect(x, y, x + width, y + height)
    return _rounded(box, rx, ry) if rx and ry else rectangle(box)


def _rounded(box: Rect, rx: float, ry: float) -> Path:
    left, top, right, bottom = box
    kx, ky = rx * (1 - KAPPA), ry * (1 - KAPPA)
    return Path(
        "MLCLCLCLCZ",
        (
            *(left + rx, top, right - rx, top),
            *(right - kx, top, right, top + ky, right, top + ry),
            *(right, bottom - ry),
            *(right, bottom - ky, right - kx, bottom, right - rx, bottom),
            *(left + rx, bottom),
            *(left + kx, bottom, left, bottom - ky, left, bottom - ry),
            *(left, top + ry),
            *(left, top + ky, left + kx, top, left + rx, top),
        ),
    )
