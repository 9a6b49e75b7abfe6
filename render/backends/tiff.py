"""TIFF and BigTIFF around strips that are already packed (TIFF 6.0; BigTIFF by its design note of 2007).

The directory stands at the end, when sizes are known: only a file that really passes 4 GB becomes a BigTIFF, which
many an older RIP cannot open. Little-endian; one page, strips, chunky channels.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from render.backends.packing import Compression, RasterOptions

# A BigTIFF's header has sixteen bytes; a classic one leaves eight of them empty.
_DATA = 16
_CLASSIC_END = 1 << 32
_SHORT, _LONG, _RATIONAL, _ASCII, _UNDEFINED, _LONG8 = 3, 4, 5, 2, 7, 16
_CODES = {Compression.DEFLATE: 8, Compression.LZW: 5}
_FORMS = {_SHORT: "H", _LONG: "I", _RATIONAL: "I", _LONG8: "Q"}


@dataclass(frozen=True, slots=True)
class _Layout:
    """The two kinds of file: forms of a count and of an entry's value, the type of an offset."""

    count: str
    entries: str
    offset: int

    @property
    def inline(self) -> int:
        return struct.calcsize(f"<{self.count}")


_CLASSIC = _Layout("I", "H", _LONG)
_BIG = _Layout("Q", "Q", _LONG8)


class TiffStrips:
    """A file in the making: strips go in from the top, `finish` writes the directory."""

    def __init__(self, out: BinaryIO, width: int, height: int, strip_rows: int, options: RasterOptions) -> None:
        self._out = out
        self._sides = width, height
        self._strip_rows = strip_rows
        self._options = options
        self._offsets: list[int] = []
        self._lengths: list[int] = []
        self._at = _DATA
        out.write(bytes(_DATA))

    def add(self, strip: bytes) -> int:
        """Write one strip and return where it lies."""
        at = self._at
        self._out.write(strip)
        self._offsets.append(at)
        self._lengths.append(len(strip))
        self._at += len(strip)
        return at

    def finish(self) -> None:
        """Write the directory and the header that points to it."""
        self._at += self._out.write(bytes(-self._at % 8))
        # The larger directory is the safe one to judge by.
        tail = self._directory(_BIG)
        big = self._at + len(tail) > _CLASSIC_END
        if not big:
            tail = self._directory(_CLASSIC)
        self._out.write(tail)
        self._out.seek(0)
        start = self._at + self._spilled
        self._out.write(
            struct.pack("<2sHHHQ", b"II", 43, 8, 0, start) if big else struct.pack("<2sHI", b"II", 42, start)
        )

    def _directory(self, layout: _Layout) -> bytes:
        """Return the values too long for their entries, then the entries; `_spilled` is what the former take."""
        spilled, entries = io.BytesIO(), io.BytesIO()
        fields = sorted(self._fields(layout))
        for tag, kind, values in fields:
            data = values if isinstance(values, bytes) else struct.pack(f"<{len(values)}{_FORMS[kind]}", *values)
            count = len(values) // 2 if kind == _RATIONAL else len(values)
            if len(data) > layout.inline:
                place = self._at + spilled.tell()
                spilled.write(data + bytes(-len(data) % 8))
                data = struct.pack(f"<{layout.count}", place)
            entries.write(struct.pack(f"<HH{layout.count}", tag, kind, count) + data.ljust(layout.inline, b"\0"))
        self._spilled = spilled.tell()
        number = struct.pack(f"<{layout.entries}", len(fields))
        return spilled.getvalue() + number + entries.getvalue() + bytes(layout.inline)

    def _fields(self, layout: _Layout) -> Iterator[tuple[int, int, bytes | list[int]]]:
        options, (width, height) = self._options, self._sides
        channels = options.channels
        yield 256, _LONG, [width]
        yield 257, _LONG, [height]
        yield 258, _SHORT, [8] * channels
        yield 259, _SHORT, [_CODES[options.compression]]
        yield 262, _SHORT, [5 if channels == 4 else 2]
        yield 273, layout.offset, self._offsets
        yield 277, _SHORT, [channels]
        yield 278, _LONG, [min(self._strip_rows, height)]
        yield 279, layout.offset, self._lengths
        yield 282, _RATIONAL, [options.dpi or 72, 1]
        yield 283, _RATIONAL, [options.dpi or 72, 1]
        yield 284, _SHORT, [1]
        yield 296, _SHORT, [2 if options.dpi else 1]
        yield 305, _ASCII, b"Co Dong Studio\0"
        if channels == 4:
            yield 332, _SHORT, [1]
        if options.icc:
            yield 34675, _UNDEFINED, options.icc


def whole_tiff(strip: bytes, width: int, rows: int, options: RasterOptions) -> bytes:
    """Return one strip as a file of its own."""
    held = io.BytesIO()
    tiff = TiffStrips(held, width, rows, rows, options)
    tiff.add(strip)
    tiff.finish()
    return held.getvalue()
