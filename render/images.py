"""The door to pictures: opened whole or not at all, upright, in sRGB, no larger than is of use.

A picture is untrusted: what is no picture, is cut short or would burst memory raises ContentError naming the file.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from render.errors import ContentError

if TYPE_CHECKING:
    import numpy as np
    from PIL.Image import Image

    Values = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]

LARGEST_FILE = 300_000_000
LARGEST_PIXELS = 500_000_000
USEFUL_PIXELS = 16_000_000
# How much of the grey in a colour black takes over, from where on, and how much of the three inks goes for it.
_BLACK_FROM, _BLACK_SHARE, _REMOVED = 0.3, 0.9, 0.3


@dataclass(frozen=True, slots=True)
class Pixels:
    """Decoded pixels, 8 bits a channel, rows from the top; `mode` is RGB, RGBA or CMYK."""

    mode: str
    width: int
    height: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Opened:
    """A picture for screens and for press, of the same size."""

    rgb: Pixels
    cmyk: Pixels

    @property
    def aspect(self) -> float:
        """Width over height."""
        return self.rgb.width / self.rgb.height


def open_picture(path: Path) -> Opened:
    """Return a picture; raise ContentError where it is missing, no picture, damaged or far too large."""
    try:
        facts = path.stat()
    except OSError as fault:
        raise ContentError("picture.missing", path=str(path)) from fault
    if not path.is_file() or facts.st_size > LARGEST_FILE:
        raise ContentError("picture.too-large" if path.is_file() else "picture.missing", path=str(path))
    return _opened(path, facts.st_mtime_ns, facts.st_size)


@lru_cache(maxsize=8)
def _opened(path: Path, _changed: int, _size: int) -> Opened:
    from PIL import Image, ImageOps, UnidentifiedImageError

    limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    try:
        with warnings.catch_warnings(), Image.open(path) as held:
            warnings.simplefilter("ignore")
            if held.width * held.height > LARGEST_PIXELS:
                raise ContentError("picture.too-large", path=str(path))
            return _converted(ImageOps.exif_transpose(_reduced(held)))
    except UnidentifiedImageError as fault:
        raise ContentError("picture.unknown", path=str(path)) from fault
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, ArithmeticError) as fault:
        raise ContentError("picture.damaged", path=str(path), reason=str(fault)) from fault
    finally:
        Image.MAX_IMAGE_PIXELS = limit


def _reduced(held: Image) -> Image:
    """Return a decoded picture of at most the useful size; a JPEG is made smaller while it is read."""
    share = (USEFUL_PIXELS / (held.width * held.height)) ** 0.5
    if share >= 1:
        held.load()
        return held
    size = max(1, round(held.width * share)), max(1, round(held.height * share))
    held.draft(held.mode, size)
    held.load()
    profile = held.info.get("icc_profile")
    plain = held if held.mode in ("RGB", "RGBA", "CMYK", "L", "LA") else held.convert("RGBA")
    small = plain.resize(size, reducing_gap=2.0)
    small.info["icc_profile"] = profile
    return small


def _converted(held: Image) -> Opened:
    import numpy as np

    colour = _in_srgb(held)
    rgb = Pixels(colour.mode, colour.width, colour.height, colour.tobytes())
    if held.mode == "CMYK":
        return Opened(rgb, Pixels("CMYK", held.width, held.height, held.tobytes()))
    return Opened(rgb, Pixels("CMYK", colour.width, colour.height, separated(np.asarray(colour)[:, :, :3]).tobytes()))


def _in_srgb(held: Image) -> Image:
    """Return a picture as RGB or RGBA in sRGB: by its own profile where it has a sound one."""
    import numpy as np
    from PIL import Image, ImageCms

    clear = "A" in held.mode or "transparency" in held.info
    mode = "RGBA" if clear else "RGB"
    if held.mode.startswith(("I", "F")):
        # 16 bits a channel: the upper eight.
        values = np.asarray(held, np.float64)
        top = 65535.0 if values.max(initial=0.0) > 255 else 255.0
        held = Image.fromarray((values / top * 255).clip(0, 255).astype(np.uint8))
    profile = held.info.get("icc_profile")
    if profile and held.mode in ("RGB", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            made = ImageCms.profileToProfile(held, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            made = None
        if made is not None:
            return made
    return held.convert(mode)


def separated(
    rgb: np.ndarray[tuple[int, ...], np.dtype[np.uint8]],
) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Return an RGB picture (height × width × 3) as CMYK inks, at most 300 % in all.

    Black takes over from a third of grey on and some of the three inks goes for it; press does better by a profile.
    """
    import numpy as np

    inks = 1 - rgb.astype(np.float32) / 255
    grey = inks.min(axis=2, keepdims=True)
    black = np.clip((grey - _BLACK_FROM) / (1 - _BLACK_FROM), 0, 1) * _BLACK_SHARE
    inks -= grey * _REMOVED
    return (np.concatenate((inks, black), axis=2) * 255 + 0.5).astype(np.uint8)
