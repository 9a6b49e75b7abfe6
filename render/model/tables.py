"""Reading our own TOML tables: checked against a type, faults named by file and key."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from render.errors import ContentError
from render.model.positions import line_of

T = TypeVar("T")


def read_table(path: Path, kind: type[T]) -> T:
    """Return a TOML file as a value of `kind`; raise ContentError with file, line and key."""
    try:
        text = path.read_text("utf-8")
        held = tomllib.loads(text)
    except OSError as fault:
        raise ContentError("file.unreadable", path=str(path), reason=fault.strerror or str(fault)) from fault
    except UnicodeDecodeError as fault:
        raise ContentError("file.encoding", path=str(path), at=fault.start) from fault
    except tomllib.TOMLDecodeError as fault:
        raise ContentError("file.syntax", path=str(path), reason=str(fault)) from fault
    try:
        return msgspec.convert(held, kind)
    except msgspec.ValidationError as fault:
        place = f"{path}:{line_of(text, _place(str(fault)))}"
        raise ContentError("file.invalid", path=place, reason=str(fault)) from fault


def _place(reason: str) -> tuple[str | int, ...]:
    """Return the keys and indices that a fault of the schema library names: `$.words[2].face`, an unknown field."""
    found = re.search(r"at `\$([^`]*)`", reason)
    steps = re.findall(r"\.([\w-]+)|\[(\d+)\]", found[1]) if found else []
    unknown = re.search(r"unknown field `([^`]+)`", reason)
    place = tuple(int(index) if index else name for name, index in steps)
    return (*place, unknown[1]) if unknown else place


def convert(value: Any, kind: type[T], path: Path) -> T:
    """Return decoded data as a value of `kind`; raise ContentError naming the key."""
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as fault:
        raise ContentError("file.invalid", path=str(path), reason=str(fault)) from fault
