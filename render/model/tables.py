"""Reading our own TOML tables: checked against a type, faults named by file and key."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from render.errors import ContentError

T = TypeVar("T")


def read_table(path: Path, kind: type[T]) -> T:
    """Return a TOML file as a value of `kind`; raise ContentError with file and key."""
    try:
        return convert(tomllib.loads(path.read_text("utf-8")), kind, path)
    except OSError as fault:
        raise ContentError("file.unreadable", path=str(path), reason=fault.strerror or str(fault)) from fault
    except UnicodeDecodeError as fault:
        raise ContentError("file.encoding", path=str(path), at=fault.start) from fault
    except tomllib.TOMLDecodeError as fault:
        raise ContentError("file.syntax", path=str(path), reason=str(fault)) from fault


def convert(value: Any, kind: type[T], path: Path) -> T:
    """Return decoded data as a value of `kind`; raise ContentError naming the key."""
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as fault:
        raise ContentError("file.invalid", path=str(path), reason=str(fault)) from fault
