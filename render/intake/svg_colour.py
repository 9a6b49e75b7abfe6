"""Colours as SVG writes them, and `role:NAME`, which the palette answers."""

from __future__ import annotations

import re
from functools import lru_cache

from render.model.artwork import Ink, Own, Role

_HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_RGB = re.compile(r"rgba?\(([0-9.,%/\s+-]{1,80})\)")
_ROLE = re.compile(r"role:([a-z][a-z0-9-]{0,30})")


def parse_ink(text: str, line: int) -> tuple[Ink, float] | None:
    """Return a colour and its opacity; None where the words are no colour."""
    low = text.strip().lower()
    if found := _ROLE.fullmatch(low):
        return Role(found[1], line), 1.0
    return _own(low) if len(low) < 100 else None


@lru_cache(maxsize=1024)
def _own(low: str) -> tuple[Own, float] | None:
    if low == "transparent":
        return Own(0, 0, 0), 0.0
    if found := _HEX.fullmatch(low):
        digits = found[1] if len(found[1]) > 4 else "".join(2 * digit for digit in found[1])
        red, green, blue, *alpha = bytes.fromhex(digits)
        return Own(red, green, blue), alpha[0] / 255 if alpha else 1.0
    if found := _RGB.fullmatch(low):
        return _channels(re.split(r"[\s,/]+", found[1].strip()))
    return _named(low)


def _channels(words: list[str]) -> tuple[Own, float] | None:
    try:
        values = [float(word.rstrip("%")) / (100 if word.endswith("%") else 1) for word in words]
    except ValueError:
        return None
    if len(values) not in (3, 4):
        return None
    shares = [value * (255 if word.endswith("%") else 1) for value, word in zip(values, words, strict=True)]
    red, green, blue = (min(255, max(0, round(value))) for value in shares[:3])
    return Own(red, green, blue), min(1.0, max(0.0, values[3])) if len(values) == 4 else 1.0


def _named(low: str) -> tuple[Own, float] | None:
    # Pillow knows the names; it is loaded when the first one is met.
    from PIL import ImageColor

    try:
        red, green, blue, *alpha = ImageColor.getrgb(low)
    except ValueError:
        return None
    return Own(red, green, blue), alpha[0] / 255 if alpha else 1.0
