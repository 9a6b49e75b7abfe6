"""What every backend shares: the choice of colour and text, and files that appear whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from render.errors import WriteError


class ColourMode(StrEnum):
    """Which of a colour's two values is written; mono is lit or dark by luminance, without any grey."""

    CMYK = "cmyk"
    RGB = "rgb"
    MONO = "mono"


class Standard(StrEnum):
    """What a PDF is built to; plain is a sound PDF 1.6 and no more, handoff one that drawing programs open well."""

    PLAIN = "plain"
    X4 = "x4"
    X1A = "x1a"
    HANDOFF = "handoff"

    @property
    def is_x(self) -> bool:
        """True where the file must say which press condition its inks are meant for."""
        return self in (Standard.X4, Standard.X1A)


@dataclass(frozen=True, slots=True)
class Intent:
    """The press condition a file is made for: its name and its ICC profile."""

    condition: str
    profile: bytes


class TextMode(StrEnum):
    """How words reach a vector file: as text, as outlines with text behind, as bare curves."""

    LIVE = "live"
    OUTLINES = "outlines"
    CURVES = "curves"


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Yield a file beside the target that takes its place on success and vanishes on any failure."""
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.stem[:40]}-", suffix=target.suffix)
        os.close(handle)
    except OSError as fault:
        raise WriteError("write.failed", path=str(target), reason=fault.strerror or str(fault)) from fault
    beside = Path(name)
    try:
        yield beside
        _settle(beside)
        beside.replace(target)
    except OSError as fault:
        raise WriteError("write.failed", path=str(target), reason=fault.strerror or str(fault)) from fault
    finally:
        beside.unlink(missing_ok=True)


def _settle(path: Path) -> None:
    """Give the file the usual permissions and see it onto the disk."""
    mask = os.umask(0)
    os.umask(mask)
    path.chmod(0o666 & ~mask)
    with path.open("rb+") as file:
        os.fsync(file.fileno())
