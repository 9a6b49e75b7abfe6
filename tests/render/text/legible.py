"""The least size at which letters that differ only in their marks are told apart, measured by rendering them."""

from __future__ import annotations

import itertools
import unicodedata

import numpy as np
import skia

from render.geometry import Path
from render.text.fonts import Face

# Two letters are told apart where their pictures differ by so many whole pixels in all.
APART = 3.0
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_BASES = "AĂÂEÊIOÔƠUƯY"
FAMILIES = [[unicodedata.normalize("NFC", base + tone) for tone in _TONES] for base in _BASES] + [
    ["A", "Ă", "Â"],
    ["O", "Ô", "Ơ"],
    ["U", "Ư"],
    ["D", "Đ"],
]


def least_cap_px(face: Face, most: int = 60) -> int:
    """Return the least whole cap height in pixels from which on all letters of a family are told apart.

    A pixel face is only ever set at its native sizes.
    """
    native = {round(size * face.cap_height / face.upem) for size in face.native_px} or range(most + 1)
    good = most + 1
    for cap in (each for each in range(most, 3, -1) if each in native):
        if not _told_apart(face, cap):
            break
        good = cap
    return good


def _told_apart(face: Face, cap: int) -> bool:
    for family in FAMILIES:
        pictures = [_picture(face, letter, cap) for letter in family]
        for one, other in itertools.combinations(pictures, 2):
            if np.abs(one - other).sum() / 255 < APART:
                return False
    return True


def _picture(face: Face, letter: str, cap: int) -> np.ndarray:
    """A letter in grey on black, its cap height and its baseline on whole pixels."""
    scale = cap / face.cap_height
    side = cap * 3
    pixels = np.zeros((side, side), np.uint8)
    surface = skia.Surface.MakeRasterDirect(skia.ImageInfo.MakeA8(side, side), pixels)
    with surface as canvas:
        canvas.translate(cap // 2 if face.native_px else cap / 2, 2 * cap)
        canvas.scale(scale, -scale)
        canvas.drawPath(_skia_path(face.outline(face.gid(letter))), skia.Paint(AntiAlias=True))
    return pixels.astype(np.float64)


def _skia_path(path: Path) -> skia.Path:
    made, points = skia.Path(), iter(path.points)
    take = {"M": (2, made.moveTo), "L": (2, made.lineTo), "C": (6, made.cubicTo)}
    for verb in path.verbs:
        if verb == "Z":
            made.close()
            continue
        count, draw = take[verb]
        draw(*itertools.islice(points, count))
    return made
