"""A finished raster file read back: its sides from its head, its end, and the pixel in its far corner.

Only the last band is decoded, by zlib or Pillow, which had no part in the painting; it needs nothing before it.
"""

from __future__ import annotations

import io
import os
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

from render.backends.grid import Band, Grid
from render.backends.packing import Compression, RasterKind, RasterOptions, segments
from render.errors import WriteError

# JPEG gives pixels back nearly as they were.
_SLACK = 12


@dataclass(frozen=True, slots=True)
class Last:
    """Where a file's last piece of pixels lies, how many rows it holds, and the pixel in its far corner."""

    at: int
    length: int
    rows: int
    corner: bytes


def verify(path: Path, grid: Grid, options: RasterOptions, last: Last, size: int) -> None:
    """Raise WriteError where the file's sides, its end, as long as it was written, or its far corner differ."""
    try:
        with path.open("rb") as file:
            if not _ends_well(file, options.kind, size):
                raise _differs(path, "end")
            if _sides(path) != (grid.width, grid.height):
                raise _differs(path, "size")
            if not _alike(_CORNERS[options.kind](file, grid, options, last), last.corner, options.kind):
                raise _differs(path, "corner")
    except (OSError, ValueError, zlib.error) as broken:
        raise _differs(path, "header") from broken


def _differs(path: Path, what: str) -> WriteError:
    return WriteError("write.differs", path=str(path), what=what)


def _sides(path: Path) -> tuple[int, int]:
    from PIL import Image

    limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    try:
        with Image.open(path) as picture:
            return picture.size
    finally:
        Image.MAX_IMAGE_PIXELS = limit


def _ends_well(file: BinaryIO, kind: RasterKind, size: int) -> bool:
    tail = {RasterKind.PNG: b"IEND\xaeB`\x82", RasterKind.JPEG: b"\xff\xd9"}.get(kind, b"")
    end = file.seek(0, os.SEEK_END)
    file.seek(max(0, end - len(tail)))
    return end == size and file.read() == tail


def _read(file: BinaryIO, last: Last) -> bytes:
    file.seek(last.at)
    return file.read(last.length)


def _png_corner(file: BinaryIO, grid: Grid, options: RasterOptions, last: Last) -> bytes:
    """Inflate the last band and add up its last column, since every row is less the one above."""
    packed = _read(file, last)
    checked = int.from_bytes(file.read(4), "big") == zlib.crc32(packed, zlib.crc32(b"IDAT"))
    # Where the last band is also the first, the stream's own head goes before it.
    alone = last.rows == grid.height
    bare = np.frombuffer(zlib.decompressobj(-15).decompress(packed[2 if alone else 0 :]), np.uint8)
    columns = bare.reshape(last.rows, -1)[:, -min(options.channels, 3) :].sum(axis=0, dtype=np.uint8).tobytes()
    if not checked or options.channels > 1:
        return columns if checked else b""
    bit = columns[0] >> (-grid.width % 8) & 1
    return b"\xff" if bit else b"\x00"


def _tiff_corner(file: BinaryIO, grid: Grid, options: RasterOptions, last: Last) -> bytes:
    if options.compression is Compression.DEFLATE:
        return zlib.decompress(_read(file, last))[-options.channels :]
    from render.backends.tiff import whole_tiff

    return _pillow_corner(whole_tiff(_read(file, last), grid.width, last.rows, options))


def _jpeg_corner(file: BinaryIO, _grid: Grid, _options: RasterOptions, last: Last) -> bytes:
    """Decode the last band as a picture of its own, under the file's own head with fewer rows."""
    file.seek(0)
    start = file.read(1 << 16)
    while (head := head_of(start, last.rows)) is None:
        start += file.read(1 << 16)
    return _pillow_corner(head + _read(file, last) + b"\xff\xd9")


def head_of(jpeg: bytes, rows: int) -> bytes | None:
    """Return a JPEG's head down to its scan, as of a picture with so many rows; None where it is not all there."""
    head = bytearray(jpeg)
    end = 0
    try:
        for marker, at, length in segments(jpeg):
            end = at + length
            if marker == 0xC0:
                head[at + 5 : at + 7] = rows.to_bytes(2, "big")
    except IndexError:
        return None
    return bytes(head[:end]) if end <= len(jpeg) else None


def _bmp_corner(file: BinaryIO, grid: Grid, options: RasterOptions, _last: Last) -> bytes:
    """Read the last pixel of the first row in the file, which is the lowest."""
    file.seek(10)
    start = int.from_bytes(file.read(4), "little")
    if options.channels == 1:
        file.seek(start + (grid.width - 1) // 8)
        return b"\xff" if file.read(1)[0] >> (-grid.width % 8) & 1 else b"\x00"
    file.seek(start + 3 * (grid.width - 1))
    return file.read(3)[::-1]


def _pillow_corner(whole: bytes) -> bytes:
    from PIL import Image

    with Image.open(io.BytesIO(whole)) as picture:
        found = picture.getpixel((picture.width - 1, picture.height - 1))
    return bytes(found) if isinstance(found, tuple) else b""


def _alike(found: bytes, wanted: bytes, kind: RasterKind) -> bool:
    slack = _SLACK if kind is RasterKind.JPEG else 0
    return len(found) == len(wanted) and all(abs(a - b) <= slack for a, b in zip(found, wanted, strict=True))


_CORNERS: dict[RasterKind, Callable[[BinaryIO, Grid, RasterOptions, Last], bytes]] = {
    RasterKind.PNG: _png_corner,
    RasterKind.TIFF: _tiff_corner,
    RasterKind.JPEG: _jpeg_corner,
    RasterKind.BMP: _bmp_corner,
}


def read_pixels(path: Path) -> Band:
    """Return a written picture as red, green and blue."""
    from PIL import Image

    with Image.open(path) as picture:
        return np.asarray(picture.convert("RGB"))
