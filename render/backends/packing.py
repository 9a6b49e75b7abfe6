"""One band of pixels packed for its file, by itself: what workers do beside painting.

No band looks at its neighbours, so that any number of workers packs the same bytes: a PNG's band is deflated on its
own and ends in a sync flush, a TIFF's strips end where bands end, a JPEG's bands meet at restart markers.
Pixels come with 4 channels (CMYK, or RGB and one without meaning) or 1 (mono).
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from render.backends.base import ColourMode
from render.backends.grid import Band, Grid

# isal's level with the same codes for all data. With codes of its own for every block (levels 1 and 2) isal 1.9 packs
# one band in thirty differently from process to process, and the same job must give the same bytes.
_FAST = 0
# Drawings pack to a fiftieth. What does not pack to an eighth, a photograph, would grow under those codes: zlib packs
# it, which never differs but takes twenty to sixty times as long.
_DENSE = 8


class RasterKind(StrEnum):
    """The raster files we write, by their extension."""

    PNG = "png"
    TIFF = "tiff"
    JPEG = "jpg"
    BMP = "bmp"


class Compression(StrEnum):
    """How a TIFF is packed."""

    DEFLATE = "deflate"
    LZW = "lzw"


@dataclass(frozen=True, slots=True)
class RasterOptions:
    """What to write: file kind, dots per inch (None for pixel works), colour, how a TIFF is packed, ICC profile.

    `jobs` is how many processes may paint, None for as many as the machine has cores.
    """

    kind: RasterKind
    dpi: int | None
    colour: ColourMode = ColourMode.RGB
    compression: Compression = Compression.DEFLATE
    icc: bytes = b""
    jobs: int | None = None

    @property
    def channels(self) -> int:
        """Channels of a pixel in the file."""
        return {ColourMode.RGB: 3, ColourMode.CMYK: 4, ColourMode.MONO: 1}[self.colour]


@dataclass(frozen=True, slots=True)
class Packed:
    """A band as it goes into the file, in pieces; for a PNG also the Adler-32 and length of what was deflated.

    `corner` is the last pixel of the last row.
    """

    pieces: tuple[bytes, ...]
    corner: bytes
    adler: int = 1
    length: int = 0

    @property
    def size(self) -> int:
        """How many bytes the pieces have."""
        return sum(len(piece) for piece in self.pieces)


def pack(pixels: Band, grid: Grid, options: RasterOptions) -> Packed:
    """Return a band as its file wants it."""
    rows = tight(pixels) if options.colour is ColourMode.RGB and pixels.shape[2] == 4 else pixels
    return _PACKERS[options.kind](rows, grid, options)


def packed_pixels(pixels: Band, grid: Grid, options: RasterOptions) -> Iterator[Packed]:
    """Yield the bands of finished pixels as their file wants them."""
    for top, bottom in grid.bands():
        yield pack(np.ascontiguousarray(pixels[top:bottom]), grid, options)


def tight(pixels: Band) -> Band:
    """Return RGB pixels of four bytes as pixels of three."""
    height, width = pixels.shape[:2]
    held = np.empty(height * width * 3 + 1, np.uint8)
    # Every pixel is written as four bytes, three apart: the next one covers the fourth. Six times as fast as slicing.
    np.ndarray((height * width,), np.uint32, held, 0, (3,))[:] = pixels.reshape(-1).view(np.uint32)
    rows: Band = held[:-1].reshape(height, width, 3)
    return rows


def _corner(rows: Band) -> bytes:
    return bytes(rows[-1, -1])


def _pack_png(rows: Band, _grid: Grid, _options: RasterOptions) -> Packed:
    """Return raw deflate ending in a sync flush, of rows that each but the first are less the one above."""
    from isal import isal_zlib

    height = len(rows)
    flat = np.packbits(rows[:, :, 0] > 0, axis=1) if rows.shape[2] == 1 else rows.reshape(height, -1)
    filtered = np.empty((height, 1 + flat.shape[1]), np.uint8)
    filtered[0, 0], filtered[1:, 0] = 0, 2
    filtered[0, 1:] = flat[0]
    np.subtract(flat[1:], flat[:-1], out=filtered[1:, 1:])
    packed = _deflated(filtered, -zlib.MAX_WBITS, zlib.Z_SYNC_FLUSH)
    return Packed((packed,), _corner(rows), isal_zlib.adler32(filtered), filtered.size)


def _pack_tiff(rows: Band, grid: Grid, options: RasterOptions) -> Packed:
    count = grid.strip_rows(options.channels)
    packer = _STRIPS[options.compression]
    strips = (rows[at : at + count] for at in range(0, len(rows), count))
    return Packed(tuple(packer(strip) for strip in strips), _corner(rows))


def _deflated(rows: Band, window: int = zlib.MAX_WBITS, end: int = zlib.Z_FINISH) -> bytes:
    """Return a zlib stream, or as `window` and `end` say, the same bytes in every process."""
    from isal import isal_zlib

    fast = isal_zlib.compressobj(_FAST, zlib.DEFLATED, window)
    packed: bytes = fast.compress(rows) + fast.flush(end)
    if len(packed) * _DENSE < rows.nbytes:
        return packed
    thorough = zlib.compressobj(1, zlib.DEFLATED, window)
    return min(packed, thorough.compress(rows.data) + thorough.flush(end), key=len)


def _lzw(strip: Band) -> bytes:
    """Pack one strip by Pillow's libtiff: a TIFF of one strip, of which only the strip is kept."""
    from PIL import Image
    from PIL.TiffImagePlugin import TiffImageFile

    height, width, channels = strip.shape
    held = io.BytesIO()
    picture = Image.frombuffer("CMYK" if channels == 4 else "RGB", (width, height), strip)
    picture.save(held, "TIFF", compression="tiff_lzw", tiffinfo={278: height})
    held.seek(0)
    with TiffImageFile(held) as tiff:
        (start,), (length,) = tiff.tag_v2[273], tiff.tag_v2[279]
    return held.getvalue()[start : start + length]


_STRIPS: dict[Compression, Callable[[Band], bytes]] = {Compression.DEFLATE: _deflated, Compression.LZW: _lzw}


def _pack_jpeg(rows: Band, _grid: Grid, options: RasterOptions) -> Packed:
    """Return a JPEG of the band alone: its head, with the sides of the band, and its scan."""
    from PIL import Image

    height, width, channels = rows.shape
    held = io.BytesIO()
    picture = Image.frombuffer("CMYK" if channels == 4 else "RGB", (width, height), rows)
    more: dict[str, Any] = {"dpi": (options.dpi, options.dpi)} if options.dpi else {}
    more |= {"icc_profile": options.icc} if options.icc else {}
    picture.save(held, "JPEG", quality=95, subsampling=0, restart_marker_rows=1, **more)
    whole = held.getvalue()
    scan = max(at + length for _, at, length in segments(whole))
    return Packed((whole[:scan], whole[scan:-2]), _corner(rows))


def segments(jpeg: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield marker, place and length of a JPEG's segments, down to the head of its scan (T.81, B.1.1.4)."""
    at, marker = 2, 0
    while marker != 0xDA:
        marker, length = jpeg[at + 1], 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        yield marker, at, length
        at += length


def _pack_bmp(rows: Band, _grid: Grid, _options: RasterOptions) -> Packed:
    """Return rows from the last up, blue before green before red, filled up to whole words."""
    height, width, channels = rows.shape
    bits = width * (1 if channels == 1 else 24)
    filled = np.zeros((height, (bits + 31) // 32 * 4), np.uint8)
    if channels == 1:
        filled[:, : (width + 7) // 8] = np.packbits(rows[::-1, :, 0] > 0, axis=1)
    else:
        for channel in range(3):
            filled[:, channel : 3 * width : 3] = rows[::-1, :, 2 - channel]
    return Packed((filled.tobytes(),), _corner(rows))


_PACKERS: dict[RasterKind, Callable[[Band, Grid, RasterOptions], Packed]] = {
    RasterKind.PNG: _pack_png,
    RasterKind.TIFF: _pack_tiff,
    RasterKind.JPEG: _pack_jpeg,
    RasterKind.BMP: _pack_bmp,
}
