"""A short code for a work: equal where works look alike and say the same, whatever is ordered of them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from render.errors import ContentError
from render.model.design import Design
from render.model.order import Order

_PICTURES = ("photo", "logo")
_LETTERS = 8


def work_code(design: Design) -> str:
    """Return eight hexadecimal letters in two groups; pictures count by what is in them, not by where they lie."""
    plain = msgspec.structs.replace(design, order=Order(), date="", **dict.fromkeys(_PICTURES, ""))
    # As it would be read from its file: a length of 30 and one of 30.0 are one.
    read = msgspec.json.decode(msgspec.json.encode(plain), type=Design)
    held = hashlib.sha256(msgspec.json.encode(read, order="deterministic"))
    for name in _PICTURES:
        file = getattr(design, name)
        held.update(_contents(Path(file)) if file else b"-")
    digits = held.hexdigest()[:_LETTERS].upper()
    return f"{digits[: _LETTERS // 2]} {digits[_LETTERS // 2 :]}"


def _contents(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError as fault:
        raise ContentError("file.unreadable", path=str(path), reason=fault.strerror or str(fault)) from fault
