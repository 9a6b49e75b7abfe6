"""Sizes as people type them, and as people read them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from render.errors import UsageError
from render.geometry import Size

LARGEST_MM = 50_000
LARGEST_PX = 200_000
_MM = {"mm": Decimal(1), "cm": Decimal(10), "m": Decimal(1000)}
_NUMBER = r"-?\d+(?:[.,]\d+)*"
_LENGTH = re.compile(rf"({_NUMBER})\s*(mm|cm|m|px)?\s*(\d+)?")
_CROSS = re.compile(r"\s*(?<!p)[x×*]\s*")
_THOUSANDS = re.compile(r"-?\d{1,3}(?:[.,]\d{3})+")


@dataclass(frozen=True, slots=True)
class TypedSize:
    """A size in mm or in px."""

    unit: str
    size: Size


def parse_size(text: str) -> TypedSize:
    """Return a typed size, width first: `8x1.2m`, `8m x 1m2`, `800×240cm`, `1.200 x 800 mm`, `1920x1080` (px)."""
    parts = _CROSS.split(text.strip().lower())
    found = [_LENGTH.fullmatch(part.strip()) for part in parts]
    if len(parts) != 2 or not all(found):
        raise UsageError("size.unreadable", text=text)
    units = [match.group(2) for match in found if match]
    shared = units[1] or units[0] or "px"
    lengths = [_length(match, match.group(2) or shared, text) for match in found if match]
    if len({"px" if (unit or shared) == "px" else "mm" for unit in units}) > 1:
        raise UsageError("size.mixed", text=text)
    return checked(TypedSize("px" if shared == "px" else "mm", Size(*lengths)), text)


def _length(match: re.Match[str], unit: str, text: str) -> float:
    number, _, tail = match.groups()
    if tail is not None:
        # 1m2 is one metre twenty, 0m8 eighty centimetres; a tail behind any other unit means nothing.
        if unit != "m" or not number.lstrip("-").isdigit():
            raise UsageError("size.unreadable", text=text)
        number = f"{number}.{tail}"
    elif unit in ("mm", "px") and _THOUSANDS.fullmatch(number):
        number = re.sub("[.,]", "", number)
    try:
        value = Decimal(number.replace(",", "."))
    except ArithmeticError:
        raise UsageError("size.unreadable", text=text) from None
    if unit == "px":
        if value != value.to_integral_value():
            raise UsageError("size.fraction-of-pixel", text=text)
        return float(value)
    return float(value * _MM[unit])


def checked(typed: TypedSize, text: str) -> TypedSize:
    """Return the size if it can be made; raise UsageError where a side is 0, negative or beyond the limits."""
    if min(typed.size) <= 0:
        raise UsageError("size.not-positive", text=text)
    if max(typed.size) > (LARGEST_MM if typed.unit == "mm" else LARGEST_PX):
        raise UsageError("size.too-large", text=text, most=LARGEST_MM // 1000, most_px=LARGEST_PX)
    if typed.unit == "mm" and min(typed.size) < 1:
        raise UsageError("size.too-small", text=text)
    return typed


def plain(value: float) -> str:
    """Return a number without needless zeros, with a dot."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def spoken(size: Size, unit: str, decimal: str = ",") -> str:
    """Return a size as people say it: metres from 1 m on, else centimetres; pixels as they are."""
    if unit == "px":
        return f"{size.width:.0f} × {size.height:.0f} px"
    large = max(size) >= 1000
    shown = (plain(side / (1000 if large else 10)).replace(".", decimal) for side in size)
    return " × ".join(shown) + (" m" if large else " cm")
