"""The door to pictures: opened whole or not at all, upright, in sRGB, no larger than is of use.

A picture is untrusted: what is no picture, is cut short or would burst memory raises ContentError naming the file.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from render.errors import ContentError, UsageError

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST_FILE = 300_000_000
LARGEST_PIXELS = 500_000_000
USEFUL_PIXELS = 16_000_000
# Decoded pixels take at most this much room; a JPEG is made smaller while it is read, unless it is progressive.
_LARGEST_DECODED = 1_000_000_000
_BYTES = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16B": 2}
_PROGRESSIVE_BYTES = 6
# Only these: Pillow would hand an EPS to Ghostscript, and it knows many formats that nobody sends.
_FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "BMP", "GIF", "AVIF")
# A progressive JPEG has about ten scans; thousands in a small file are there to take time.
_MOST_SCANS = 200
_STRIP_PIXELS = 1 << 22
_ORIENTATION = 0x0112


@dataclass(frozen=True, slots=True)
class Pixels:
    """Decoded pixels, 8 bits a channel, rows from the top; `mode` is RGB, RGBA or CMYK."""

    mode: str
    width: int
    height: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Opened:
    """A picture for screens and for press, of the same size; `width`, `height` and `dpi` are the file's, upright.

    `cmyk` where the file itself came in inks; those of others are a matter of the press.
    """

    rgb: Pixels
    cmyk: Pixels | None
    width: int
    height: int
    dpi: float | None = None

    @property
    def aspect(self) -> float:
        """Width over height."""
        return self.rgb.width / self.rgb.height


def open_picture(path: Path, most_px: int = USEFUL_PIXELS) -> Opened:
    """Return a picture of at most `most_px` pixels; raise ContentError where it is none, damaged or far too large."""
    try:
        facts = path.stat()
    except (OSError, ValueError) as fault:
        raise ContentError("picture.missing", path=str(path)) from fault
    if not path.is_file():
        raise ContentError("picture.missing", path=str(path))
    if facts.st_size > LARGEST_FILE:
        raise ContentError("picture.too-large", path=str(path))
    return _opened(path, facts.st_mtime_ns, facts.st_size, most_px)


# Few, because one may take 60 MB: a photograph, a logo and one to change to.
@lru_cache(maxsize=3)
def _opened(path: Path, _changed: int, _size: int, most_px: int) -> Opened:
    from PIL import Image, UnidentifiedImageError

    limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path, formats=_FORMATS) as held:
                return _converted(held, path, most_px)
    except (ContentError, UsageError):
        raise
    except UnidentifiedImageError as fault:
        raise ContentError("picture.unknown", path=str(path)) from fault
    except PermissionError as fault:
        raise ContentError("picture.unreadable", path=str(path)) from fault
    except Exception as fault:  # decoders raise whatever they stumble over, struct.error and RuntimeError included
        if "truncated" in str(fault).lower():
            raise ContentError("picture.truncated", path=str(path)) from fault
        raise ContentError("picture.damaged", path=str(path), reason=str(fault)) from fault
    finally:
        Image.MAX_IMAGE_PIXELS = limit


def _converted(held: Image, path: Path, most_px: int) -> Opened:
    sides, dpi = held.size, _dpi(held)
    if held.format in ("JPEG", "MPO"):
        _check_scans(path)
    _shrink_reading(held, path, most_px)
    reduced = _reduced(held, most_px)
    turn, profile = _turn(held), held.info.get("icc_profile")
    if reduced is not held:
        # As large as the file: not to lie beside all that is made from here on.
        held.close()
    upright = _turned(reduced, turn)
    # Turned by EXIF, or by Pillow itself where it is a TIFF.
    tall = (upright.height > upright.width) != (sides[1] > sides[0])
    width, height = sides[::-1] if tall else sides
    inks = _pixels(upright) if upright.mode == "CMYK" else None
    return Opened(_pixels(_in_srgb(upright, profile)), inks, width, height, dpi)


def _pixels(held: Image) -> Pixels:
    return Pixels(held.mode, *held.size, held.tobytes())


def _dpi(held: Image) -> float | None:
    try:
        value = float(held.info["dpi"][0])
    except (KeyError, IndexError, TypeError, ValueError, ArithmeticError):
        return None
    return value if math.isfinite(value) and value > 1 else None


def _check_scans(path: Path) -> None:
    """Refuse a JPEG whose end is missing, such as one filled up with zeros, or that takes for ever to decode.

    Pillow fills up in silence what a JPEG lacks. Lost where the segments are not in order, this leaves it to Pillow.
    """
    data = path.read_bytes()
    at = 2
    while data[at : at + 1] == b"\xff" and data[at + 1 : at + 2] != b"\xda":
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    if data[at : at + 2] != b"\xff\xda":
        return
    # In coded pixels 0xFF is followed by 0x00 or a restart; only a true end reads FF D9.
    if data.find(b"\xff\xd9", at) < 0:
        raise ContentError("picture.truncated", path=str(path))
    if data.count(b"\xff\xda", at) > _MOST_SCANS:
        raise ContentError("picture.too-large", path=str(path))


def _shrink_reading(held: Image, path: Path, most_px: int) -> None:
    """Let a large JPEG be decoded smaller, and refuse what would still take too much room."""
    pixels = held.width * held.height
    room = pixels * _PROGRESSIVE_BYTES if held.info.get("progressive") else 0
    share = (most_px / max(1, pixels)) ** 0.5
    if share < 1:
        held.draft(held.mode, (max(1, round(held.width * share)), max(1, round(held.height * share))))
    room = max(room, held.width * held.height * _BYTES.get(held.mode, 4))
    if pixels > LARGEST_PIXELS or room > _LARGEST_DECODED:
        raise ContentError("picture.too-large", path=str(path))


def _reduced(held: Image, most_px: int) -> Image:
    """Return the decoded picture as L, RGB, RGBA or CMYK, at most the useful size, converted strip by strip."""
    from PIL import Image

    held.load()
    share = (most_px / (held.width * held.height)) ** 0.5
    if share >= 1:
        return _plain(held)
    size = max(1, int(held.width * share)), max(1, int(held.height * share))
    if held.mode in ("L", "RGB", "CMYK") and share > 0.5 and "transparency" not in held.info:
        return held.resize(size, Image.Resampling.LANCZOS)
    # By whole steps to twice the size wanted, which costs little, then finely.
    step = max(1, int(min(0.5 / share, *held.size)))
    rows = step * max(1, _STRIP_PIXELS // (held.width * step))
    made: Image.Image | None = None
    for top in range(0, held.height, rows):
        strip = _plain(held.crop((0, top, held.width, min(held.height, top + rows)))).reduce(step)
        made = made or Image.new(strip.mode, (strip.width, math.ceil(held.height / step)))
        made.paste(strip, (0, top // step))
    assert made is not None
    return made.resize(size, Image.Resampling.LANCZOS)


def _plain(held: Image) -> Image:
    """Return a picture, or a strip of one, as L, RGB, RGBA or CMYK with 8 bits a channel."""
    import numpy as np
    from PIL import Image, ImageCms

    if held.mode.startswith("I"):
        # 16 bits a channel, whatever the values are: a dark picture stays dark.
        return Image.fromarray((np.asarray(held).astype(np.int64).clip(0, 65535) // 257).astype(np.uint8))
    if held.mode == "F":
        return Image.fromarray((np.nan_to_num(np.asarray(held)).clip(0, 1) * 255 + 0.5).astype(np.uint8))
    if held.mode == "LAB":
        spaces = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
        made = ImageCms.profileToProfile(held, *spaces, outputMode="RGB")
        return made or held.convert("RGB")
    if held.mode in ("LA", "La", "PA", "RGBA", "RGBa") or "transparency" in held.info:
        return held if held.mode == "RGBA" else held.convert("RGBA")
    if held.mode in ("L", "RGB", "CMYK"):
        return held
    return held.convert("L" if held.mode == "1" else "RGB")


def _turn(held: Image) -> int:
    """Return how EXIF says a picture lies, 1 where it says nothing that can be read."""
    try:
        return int(held.getexif().get(_ORIENTATION, 1))
    except Exception:  # EXIF is an aside: damaged, it is left aside
        return 1


def _turned(held: Image, turn: int) -> Image:
    from PIL.Image import Transpose

    ways = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return held.transpose(ways[turn]) if turn in ways else held


def _in_srgb(held: Image, profile: object) -> Image:
    """Return a picture as RGB or RGBA in sRGB: by its own profile where it has a sound one."""
    from PIL import ImageCms

    clear = held.getchannel("A") if held.mode == "RGBA" else None
    plain = held.convert("RGB") if clear else held
    made = None
    if isinstance(profile, bytes) and profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            made = ImageCms.profileToProfile(plain, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            made = None
    made = made or (plain if plain.mode == "RGB" else plain.convert("RGB"))
    if clear:
        made.putalpha(clear)
    return made


def inked_pixels(mode: str, size: tuple[int, int], data: bytes, profile: bytes, limit: float) -> bytes:
    """Return pixels in the inks of a press profile, at most `limit` percent in all; inks of the picture's own stay.

    Relative colorimetric with black point compensation; raise UsageError for a profile of no use.
    """
    return _inked_pixels(mode, size, data, profile, limit)


# A job shows one photograph on many works, and a minute of a press is dearer than its pixels kept.
@lru_cache(maxsize=2)
def _inked_pixels(mode: str, size: tuple[int, int], data: bytes, profile: bytes, limit: float) -> bytes:
    from PIL import Image

    width, height = size
    to_inks = _press(mode, profile) if mode != "CMYK" else None
    rows, row = max(1, _STRIP_PIXELS // width), width * len(mode)
    inks = BytesIO()
    for top in range(0, height, rows):
        strip = memoryview(data)[top * row : (top + rows) * row]
        held = Image.frombytes(mode, (width, len(strip) // row), strip)
        inks.write(limited_inks(to_inks(held) if to_inks else held, limit))
    return inks.getvalue()


def _press(mode: str, profile: bytes) -> Callable[[Image], Image]:
    """Return what turns pixels in sRGB into a press's inks."""
    from PIL import ImageCms

    try:
        transform = ImageCms.buildTransform(
            ImageCms.createProfile("sRGB"),
            ImageCms.ImageCmsProfile(BytesIO(profile)),
            "RGB",
            "CMYK",
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError, ValueError) as fault:
        raise UsageError("picture.profile") from fault
    return lambda held: transform.apply(held if mode == "RGB" else held.convert("RGB"))


def limited_inks(held: Image, limit: float) -> bytes:
    """Return a CMYK picture's bytes with no more ink in all than `limit` percent: colours give way, black stays."""
    import numpy as np

    inks = np.array(held)
    flat, most = inks.reshape(-1, 4), limit * 2.55
    over = np.flatnonzero(flat.sum(axis=1, dtype=np.uint16) > most)
    if over.size:
        heavy = flat[over].astype(np.float32)
        colours, black = heavy[:, :3], heavy[:, 3:]
        # Rounded down, so that the sum stays under the limit.
        share = ((most - black) / colours.sum(axis=1, keepdims=True)).clip(0, 1)
        flat[over, :3] = (colours * share).astype(np.uint8)
    return inks.tobytes()
