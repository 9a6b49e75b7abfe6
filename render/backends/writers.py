"""Bands of pixels as files: PNG and TIFF streamed band by band, JPEG and BMP as one frame.

Every writer states the resolution, writes beside the target and swaps in. Afterwards the file is read back:
its header, its end and its far corner; what differs is an error and never reaches the target.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

import numpy as np

from render.backends.base import ColourMode, replacing
from render.backends.raster import Band, Grid, grid_of, paint
from render.errors import StudioError, UsageError, WriteError
from render.geometry import MM_PER_INCH, Rect
from render.progress import Progress, silent
from render.scene.sheet import Page

JPEG_LARGEST = 65_500
_FRAME_LARGEST = 400_000_000
_IDAT_LARGEST = 1 << 30


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
    """What to write: file kind, dots per inch (None for pixel works), colour, and how a TIFF is packed."""

    kind: RasterKind
    dpi: int | None
    colour: ColourMode = ColourMode.RGB
    compression: Compression = Compression.DEFLATE


def write_raster(page: Page, target: Path, options: RasterOptions, progress: Progress = silent) -> tuple[int, int]:
    """Write one page as pixels and return its sides; raise UsageError where kind and size cannot go together."""
    grid = grid_of(page, options.dpi)
    _check(grid, options)
    bands = _painted(page, grid, options.colour, progress)
    with replacing(target) as path:
        corner = _WRITERS[options.kind](path, grid, bands, options)
        _verify(path, grid, options, corner)
    return grid.width, grid.height


def write_pixels(band: Band, target: Path, options: RasterOptions) -> tuple[int, int]:
    """Write finished pixels and return their sides: three channels, or one that is lit or dark."""
    height, width, _ = band.shape
    grid = Grid(width, height, Rect(0.0, 0.0, width, height))
    _check(grid, options)
    with replacing(target) as path:
        corner = _WRITERS[options.kind](path, grid, iter((band,)), options)
        _verify(path, grid, options, corner)
    return width, height


def read_pixels(path: Path) -> Band:
    """Return a written picture as red, green and blue."""
    from PIL import Image

    with Image.open(path) as picture:
        return np.asarray(picture.convert("RGB"))


def _check(grid: Grid, options: RasterOptions) -> None:
    if options.kind is RasterKind.JPEG and max(grid.width, grid.height) > JPEG_LARGEST:
        raise UsageError("raster.jpeg-side", width=grid.width, height=grid.height, most=JPEG_LARGEST)
    if options.kind in (RasterKind.JPEG, RasterKind.BMP) and grid.width * grid.height > _FRAME_LARGEST:
        raise UsageError("raster.frame", kind=options.kind.value, most=_FRAME_LARGEST // 1_000_000)
    if options.kind in (RasterKind.PNG, RasterKind.BMP) and options.colour is ColourMode.CMYK:
        raise UsageError("raster.no-cmyk", kind=options.kind.value)
    if options.kind in (RasterKind.TIFF, RasterKind.JPEG) and options.colour is ColourMode.MONO:
        raise UsageError("raster.no-mono", kind=options.kind.value)


def _painted(page: Page, grid: Grid, colour: ColourMode, progress: Progress) -> Iterator[Band]:
    bands = grid.bands()
    for done, (top, bottom) in enumerate(bands, 1):
        yield paint(page, grid, colour, top, bottom)
        progress(done / len(bands))


def _write_png(path: Path, grid: Grid, bands: Iterator[Band], options: RasterOptions) -> bytes:
    """Stream a PNG of 24 bits, or of one, not interlaced; its only ancillary chunk is pHYs, for a resolution."""
    depth = (1, 0) if options.colour is ColourMode.MONO else (8, 2)
    with path.open("wb") as out:
        out.write(b"\x89PNG\r\n\x1a\n")
        header = grid.width.to_bytes(4, "big") + grid.height.to_bytes(4, "big") + bytes((*depth, 0, 0, 0))
        _chunk(out, b"IHDR", header)
        if options.dpi:
            per_metre = round(options.dpi * 1000 / MM_PER_INCH).to_bytes(4, "big")
            _chunk(out, b"pHYs", per_metre * 2 + b"\x01")
        adler, corner, head = 1, b"", b"\x78\x01"
        for band in bands:
            packed, rows = _deflated(band)
            adler = zlib_adler(rows, adler)
            for at in range(0, len(packed), _IDAT_LARGEST):
                _chunk(out, b"IDAT", head + packed[at : at + _IDAT_LARGEST])
                head = b""
            corner = band[-1, -1].tobytes()
        # An empty final block ends the stream that every band left open.
        _chunk(out, b"IDAT", b"\x03\x00" + adler.to_bytes(4, "big"))
        _chunk(out, b"IEND", b"")
    return corner


def _chunk(out: BinaryIO, kind: bytes, data: bytes) -> None:
    out.write(len(data).to_bytes(4, "big") + kind)
    out.write(data)
    out.write(zlib.crc32(data, zlib.crc32(kind)).to_bytes(4, "big"))


def _deflated(band: Band) -> tuple[bytes, Band]:
    """Return a band as raw deflate ending in a sync flush, and its rows, each but the first less the one above."""
    from isal import isal_zlib

    height = len(band)
    flat = np.packbits(band[:, :, 0] > 0, axis=1) if band.shape[2] == 1 else band.reshape(height, -1)
    rows = np.empty((height, 1 + flat.shape[1]), np.uint8)
    rows[0, 0], rows[1:, 0] = 0, 2
    rows[0, 1:] = flat[0]
    np.subtract(flat[1:], flat[:-1], out=rows[1:, 1:])
    pack = isal_zlib.compressobj(1, isal_zlib.DEFLATED, -15)
    return pack.compress(rows) + pack.flush(zlib.Z_SYNC_FLUSH), rows


def zlib_adler(rows: Band, start: int) -> int:
    """Return the running Adler-32 of the rows."""
    from isal import isal_zlib

    return int(isal_zlib.adler32(rows, start))


def _write_tiff(path: Path, grid: Grid, bands: Iterator[Band], options: RasterOptions) -> bytes:
    """Stream a TIFF in strips of one band each, BigTIFF where it may pass 4 GB."""
    import tifffile

    channels = 4 if options.colour is ColourMode.CMYK else 3
    size = grid.width * grid.height * channels
    packer = _PACKERS[options.compression]
    corner = b""
    rows = max(1, min(grid.band_rows, (1 << 22) // (grid.width * channels)))

    def strips() -> Iterator[bytes]:
        nonlocal corner
        for band in _rebanded(bands, rows):
            corner = band[-1, -1].tobytes()
            yield packer(band)

    with tifffile.TiffWriter(path, bigtiff=size > 0xF000_0000) as tiff:
        tiff.write(
            data=strips(),
            shape=(grid.height, grid.width, channels),
            dtype=np.uint8,
            photometric="separated" if channels == 4 else "rgb",
            compression="adobe_deflate",
            rowsperstrip=rows,
            resolution=(options.dpi or 72, options.dpi or 72),
            resolutionunit="INCH" if options.dpi else "NONE",
            software="Co Dong Studio",
            metadata=None,
        )
    if options.compression is Compression.LZW:
        _label_lzw(path)
    return corner


def _label_lzw(path: Path) -> None:
    """Name the strips' packing: the library labels only what it can pack itself, and takes ours as they come."""
    import tifffile

    with tifffile.TiffFile(path, mode="r+") as tiff:
        tiff.pages.first.tags["Compression"].overwrite(5)


def _rebanded(bands: Iterator[Band], rows: int) -> Iterator[Band]:
    """Yield the same rows in strips of `rows`, the last one as it comes."""
    rest: Band | None = None
    for band in bands:
        joined = band if rest is None else np.concatenate((rest, band))
        whole = len(joined) // rows * rows
        for at in range(0, whole, rows):
            yield joined[at : at + rows]
        rest = joined[whole:]
    if rest is not None and len(rest):
        yield rest


def _pack_deflate(band: Band) -> bytes:
    from isal import isal_zlib

    return bytes(isal_zlib.compress(np.ascontiguousarray(band), 1))


def _pack_lzw(band: Band) -> bytes:
    """Pack one strip by Pillow's libtiff: a TIFF of one strip, of which only the strip is kept."""
    import io

    import tifffile
    from PIL import Image

    held = io.BytesIO()
    height, width, channels = band.shape
    picture = Image.frombytes("CMYK" if channels == 4 else "RGB", (width, height), band.tobytes())
    picture.save(held, "TIFF", compression="tiff_lzw", tiffinfo={278: height})
    held.seek(0)
    with tifffile.TiffFile(held) as tiff:
        page = tiff.pages.first
        (start,), (length,) = page.dataoffsets, page.databytecounts
    return held.getvalue()[start : start + length]


_PACKERS: dict[Compression, Callable[[Band], bytes]] = {
    Compression.DEFLATE: _pack_deflate,
    Compression.LZW: _pack_lzw,
}


# Pillow's modes for a frame and for the bands that are pasted into it.
_MODES = {
    ColourMode.RGB: ("RGB", "RGB"),
    ColourMode.CMYK: ("CMYK", "CMYK"),
    ColourMode.MONO: ("1", "L"),
}


def _write_frame(path: Path, grid: Grid, bands: Iterator[Band], options: RasterOptions) -> bytes:
    """Write JPEG or BMP, which Pillow wants whole."""
    from PIL import Image

    mode, bands_mode = _MODES[options.colour]
    frame = Image.new(mode, (grid.width, grid.height))
    top, corner = 0, b""
    for band in bands:
        frame.paste(Image.frombytes(bands_mode, (grid.width, len(band)), band.tobytes()), (0, top))
        top, corner = top + len(band), band[-1, -1].tobytes()
    resolution = {"dpi": (options.dpi, options.dpi)} if options.dpi else {}
    if options.kind is RasterKind.JPEG:
        frame.save(path, "JPEG", quality=95, subsampling=0, **resolution)
    else:
        frame.save(path, "BMP", **resolution)
    return corner


_WRITERS: dict[RasterKind, Callable[[Path, Grid, Iterator[Band], RasterOptions], bytes]] = {
    RasterKind.PNG: _write_png,
    RasterKind.TIFF: _write_tiff,
    RasterKind.JPEG: _write_frame,
    RasterKind.BMP: _write_frame,
}


def _verify(path: Path, grid: Grid, options: RasterOptions, corner: bytes) -> None:
    """Read the finished file back by Pillow; raise WriteError where size, end or far corner differ."""
    from PIL import Image

    def fault(what: str) -> StudioError:
        return WriteError("write.differs", path=str(path), what=what)

    if options.kind is RasterKind.PNG and _tail(path, 8) != b"IEND\xaeB`\x82":
        raise fault("end")
    limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    try:
        with Image.open(path) as picture:
            if picture.size != (grid.width, grid.height):
                raise fault("size")
            if grid.width * grid.height <= 1 << 25 and not _alike(picture, corner, options.kind):
                raise fault("corner")
    except OSError as broken:
        raise fault("header") from broken
    finally:
        Image.MAX_IMAGE_PIXELS = limit


def _alike(picture: object, corner: bytes, kind: RasterKind) -> bool:
    from PIL import Image

    assert isinstance(picture, Image.Image)
    found = picture.getpixel((picture.width - 1, picture.height - 1))
    values = found if isinstance(found, tuple) else (found or 0,)
    slack = 12 if kind is RasterKind.JPEG else 0
    return all(abs(int(a) - b) <= slack for a, b in zip(values, corner, strict=True))


def _tail(path: Path, count: int) -> bytes:
    with path.open("rb") as file:
        file.seek(-count, 2)
        return file.read()
