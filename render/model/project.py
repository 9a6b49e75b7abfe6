"""The design as a file: `*.codong`, a zip with `design.json`.

History of the format version:
1  text, slogan, original, validity, template, format (whole), palette, font, unit, date.
2  a format may have faces, pages, folds, a tail, guides, a module and a pitch.
3  lines: further lines of a template by name.

Older versions always open; a newer one is refused with a clear message; keys we do not know survive a round trip
because the file's own JSON is kept and only our keys are replaced in it.
"""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import msgspec

from render.errors import ContentError, WriteError
from render.model.design import Design

VERSION = 3
_LARGEST = 4_000_000
_ENTRY = "design.json"
# A fixed stamp: the same design gives the same bytes. 1980 is where zip's calendar begins.
_STAMP = (1980, 1, 1, 0, 0, 0)


def load_design(path: Path) -> Design:
    """Return the design of a file; raise ContentError naming what is wrong with it."""
    held = _read(path)
    version = held.get("version")
    if not isinstance(version, int) or version < 1:
        raise ContentError("design.no-version", path=str(path))
    if version > VERSION:
        raise ContentError("design.newer", path=str(path), version=version, known=VERSION)
    try:
        return msgspec.convert(held.get("design"), Design)
    except msgspec.ValidationError as fault:
        raise ContentError("file.invalid", path=str(path), reason=str(fault)) from fault


def save_design(design: Design, path: Path) -> None:
    """Write a design beside the target and swap it in; keys of the file that we do not know are kept."""
    try:
        held = _read(path) if path.exists() else {}
    except ContentError:
        held = {}
    kept = held.get("design")
    ours = json.loads(msgspec.json.encode(design))
    held |= {"version": VERSION, "design": {**(kept if isinstance(kept, dict) else {}), **ours}}
    try:
        _swap_in(json.dumps(held, ensure_ascii=False, indent=1, sort_keys=True), path)
    except OSError as fault:
        raise WriteError("write.failed", path=str(path), reason=fault.strerror or str(fault)) from fault


def _swap_in(text: str, path: Path) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".codong-")
    os.close(handle)
    try:
        with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(zipfile.ZipInfo(_ENTRY, _STAMP), text, zipfile.ZIP_DEFLATED)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _read(path: Path) -> dict[str, Any]:
    try:
        with zipfile.ZipFile(path) as archive, archive.open(_ENTRY) as entry:
            text = entry.read(_LARGEST + 1)
    except OSError as fault:
        raise ContentError("file.unreadable", path=str(path), reason=fault.strerror or str(fault)) from fault
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError) as fault:
        raise ContentError("design.not-ours", path=str(path)) from fault
    if len(text) > _LARGEST:
        raise ContentError("design.too-large", path=str(path))
    try:
        held = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise ContentError("design.not-ours", path=str(path)) from fault
    if not isinstance(held, dict):
        raise ContentError("design.not-ours", path=str(path))
    return held
