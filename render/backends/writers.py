"""Raster files out of packed bands, streamed: no frame is ever held whole, and a file appears whole or not at all.

Every writer states the resolution, writes beside the target and swaps in. Before, the disk is asked for room;
afterwards the file is read back, and what differs is an error and never reaches the target.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from render.backends.bands import packed_bands, packed_rows
from render.backends.base import ColourMode, replacing
from render.backends.grid import Band, Grid, grid_of
from render.backends.packing import Compression, Packed, RasterKind, RasterOptions, packed_pixels
from render.backends.readback import Last, head_of, verify
from render.backends.room import check_room
from render.backends.tiff import TiffStrips
from render.errors import UsageError
from render.geometry import MM_PER_INCH, Rect
from render.progress import Progress, silent
from render.scene.sheet import Page

__all__ = ["Compression", "RasterKind", "RasterOptions", "write_raster"]

JPEG_LARGEST = 65_500
# BMP counts its bytes in 32 bits.
_BMP_LARGEST = (1 << 32) - 1
_SAMPLES = 8
_SAMPLE_ROWS = 16


def write_raster(page: Page, target: Path, options: RasterOptions, progress: Progress = silent) -> tuple[int, int]:
    """Write one page as pixels and return its sides; raise UsageError where kind and size cannot go together."""
    grid = grid_of(page, options.dpi)
    _check(grid, options)
    check_room(target, _worst(grid, options), lambda: _estimate(page, grid, options))
    with closing(packed_bands(page, grid, options)) as bands:
        _write(_told(bands, grid, progress), target, grid, options)
    return grid.width, grid.height


def write_pixels(band: Band, target: Path, options: RasterOptions) -> tuple[int, int]:
    """Write finished pixels and return their sides: three channels, or one that is lit or dark."""
    height, width, _ = band.shape
    grid = Grid(width, height, Rect(0.0, 0.0, width, height))
    _check(grid, options)
    _write(packed_pixels(band, grid, options), target, grid, options)
    return width, height


def _write(bands: Iterator[Packed], target: Path, grid: Grid, options: RasterOptions) -> None:
    with replacing(target) as path:
        with path.open("wb") as out:
            last = _WRITERS[options.kind](out, grid, bands, options)
            size = out.seek(0, os.SEEK_END)
        verify(path, grid, options, last, size)


def _check(grid: Grid, options: RasterOptions) -> None:
    if options.kind is RasterKind.JPEG and max(grid.width, grid.height) > JPEG_LARGEST:
        raise UsageError("raster.jpeg-side", width=grid.width, height=grid.height, most=JPEG_LARGEST)
    if options.kind is RasterKind.BMP and _bmp_size(grid, options) > _BMP_LARGEST:
        raise UsageError("raster.frame", kind=options.kind.value, most=_BMP_LARGEST // 3_000_000)
    if options.kind in (RasterKind.PNG, RasterKind.BMP) and options.colour is ColourMode.CMYK:
        raise UsageError("raster.no-cmyk", kind=options.kind.value)
    if options.kind in (RasterKind.TIFF, RasterKind.JPEG) and options.colour is ColourMode.MONO:
        raise UsageError("raster.no-mono", kind=options.kind.value)


def _told(bands: Iterator[Packed], grid: Grid, progress: Progress) -> Iterator[Packed]:
    count = len(grid.bands())
    for done, band in enumerate(bands, 1):
        yield band
        progress(done / count)


def _worst(grid: Grid, options: RasterOptions) -> int:
    """Return what the file takes at most: deflate adds next to nothing to noise, LZW and JPEG half as much again."""
    if options.kind is RasterKind.BMP:
        return _bmp_size(grid, options)
    bare = (grid.width * options.channels + 1) * grid.height + len(options.icc)
    deflated = options.kind is RasterKind.PNG or (
        options.kind is RasterKind.TIFF and options.compression is Compression.DEFLATE
    )
    return (bare + bare // 100 if deflated else bare + bare // 2) + (1 << 16)


def _estimate(page: Page, grid: Grid, options: RasterOptions) -> int:
    """Return what the file will take, a quarter more for safety: by a few thin slices over its height."""
    if options.kind is RasterKind.BMP:
        return _worst(grid, options)
    tops = [grid.height * sample // _SAMPLES for sample in range(_SAMPLES)]
    slices = [(top, min(top + _SAMPLE_ROWS, grid.height)) for top in tops]
    size = sum(packed.size for packed in packed_rows(page, grid, options, slices))
    rows = sum(bottom - top for top, bottom in slices)
    return size * grid.height * 5 // (rows * 4) + len(options.icc) + (1 << 16)


def _write_png(out: BinaryIO, grid: Grid, bands: Iterator[Packed], options: RasterOptions) -> Last:
    """Stream a PNG of 24 bits, or of one, not interlaced; beside pixels only resolution and profile, if any."""
    depth = (1, 0) if options.colour is ColourMode.MONO else (8, 2)
    out.write(b"\x89PNG\r\n\x1a\n")
    header = grid.width.to_bytes(4, "big") + grid.height.to_bytes(4, "big") + bytes((*depth, 0, 0, 0))
    _chunk(out, b"IHDR", header)
    if options.icc:
        _chunk(out, b"iCCP", b"ICC\0\0" + zlib.compress(options.icc))
    if options.dpi:
        per_metre = round(options.dpi * 1000 / MM_PER_INCH).to_bytes(4, "big")
        _chunk(out, b"pHYs", per_metre * 2 + b"\x01")
    adler, last, head = 1, None, b"\x78\x01"
    for (top, bottom), band in zip(grid.bands(), bands, strict=True):
        (packed,) = band.pieces
        at = _chunk(out, b"IDAT", head + packed)
        last = Last(at, len(head) + len(packed), bottom - top, band.corner)
        adler, head = combined_adler(adler, band.adler, band.length), b""
    assert last
    # An empty final block ends the stream that every band left open.
    _chunk(out, b"IDAT", b"\x03\x00" + adler.to_bytes(4, "big"))
    _chunk(out, b"IEND", b"")
    return last


def _chunk(out: BinaryIO, kind: bytes, data: bytes) -> int:
    """Write a chunk and return where its data lie."""
    out.write(len(data).to_bytes(4, "big") + kind)
    at = out.tell()
    out.write(data)
    out.write(zlib.crc32(data, zlib.crc32(kind)).to_bytes(4, "big"))
    return at


def combined_adler(one: int, other: int, length: int) -> int:
    """Return the Adler-32 of two runs of bytes from theirs and the second one's length; zlib has no such call."""
    low, high = one & 0xFFFF, one >> 16
    sums = high + (other >> 16) + length * (low - 1)
    return sums % 65521 << 16 | (low + (other & 0xFFFF) - 1) % 65521


def _write_tiff(out: BinaryIO, grid: Grid, bands: Iterator[Packed], options: RasterOptions) -> Last:
    rows = grid.strip_rows(options.channels)
    tiff = TiffStrips(out, grid.width, grid.height, rows, options)
    last = None
    for band in bands:
        for strip in band.pieces:
            at = tiff.add(strip)
            last = Last(at, len(strip), (grid.height - 1) % rows + 1, band.corner)
    assert last
    tiff.finish()
    return last


def _write_jpeg(out: BinaryIO, grid: Grid, bands: Iterator[Packed], _options: RasterOptions) -> Last:
    """Join the bands' scans under the first one's head; a band has a multiple of eight rows of blocks.

    Restart markers count to eight (T.81, F.1.1.5.2), so that the one between two bands is always the last of them.
    """
    last = None
    for (top, bottom), band in zip(grid.bands(), bands, strict=True):
        head, scan = band.pieces
        out.write(b"\xff\xd7" if top else head_of(head, grid.height) or head)
        last = Last(out.tell(), len(scan), bottom - top, band.corner)
        out.write(scan)
    assert last
    out.write(b"\xff\xd9")
    return last


def _write_bmp(out: BinaryIO, grid: Grid, bands: Iterator[Packed], options: RasterOptions) -> Last:
    """Write the bands from the end of the file towards its beginning: the lowest row comes first."""
    size = _bmp_size(grid, options)
    start, row = _bmp_start(options), _bmp_row(grid, options)
    per_metre = round((options.dpi or 96) * 1000 / MM_PER_INCH)
    depth, colours = (1, 2) if options.channels == 1 else (24, 0)
    numbers = ((size, 4), (0, 4), (start, 4), (40, 4), (grid.width, 4), (grid.height, 4), (1, 2), (depth, 2), (0, 4))
    more = ((size - start, 4), (per_metre, 4), (per_metre, 4), (colours, 4), (colours, 4))
    out.write(b"BM" + b"".join(value.to_bytes(count, "little") for value, count in (*numbers, *more)))
    out.write(b"\0\0\0\0\xff\xff\xff\0" if colours else b"")
    last = None
    for (top, bottom), band in zip(grid.bands(), bands, strict=True):
        at = start + (grid.height - bottom) * row
        out.seek(at)
        out.write(band.pieces[0])
        last = Last(at, row, bottom - top, band.corner)
    assert last
    return last


def _bmp_row(grid: Grid, options: RasterOptions) -> int:
    bits = grid.width * (1 if options.channels == 1 else 24)
    return (bits + 31) // 32 * 4


def _bmp_start(options: RasterOptions) -> int:
    return 62 if options.channels == 1 else 54


def _bmp_size(grid: Grid, options: RasterOptions) -> int:
    return _bmp_start(options) + _bmp_row(grid, options) * grid.height


_WRITERS: dict[RasterKind, Callable[[BinaryIO, Grid, Iterator[Packed], RasterOptions], Last]] = {
    RasterKind.PNG: _write_png,
    RasterKind.TIFF: _write_tiff,
    RasterKind.JPEG: _write_jpeg,
    RasterKind.BMP: _write_bmp,
}
