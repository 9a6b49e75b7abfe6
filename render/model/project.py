"""The design as a file: `*.codong`, a zip with `design.json` and its pictures.

History of the format version:
1  text, slogan, original, validity, template, format (whole), palette, font, unit, date.
2  a format may have faces, pages, folds, a tail, guides, a module and a pitch.
3  lines: further lines of a template by name; qr; photo and logo, whose files lie under `pictures/`.
4  emblem: the name of an official drawing, whose file stays with the office.
5  photo_focus: the place of a photograph that its crop is about, null for the usual one; a guide may name the slot
   that stands in it. A format's bleed may differ by side, and it has a finish; order: quantity, material, place,
   deadline, revision.

Older versions always open; a newer one is refused with a clear message; keys we do not know survive a round trip
because the file's own JSON is kept and only our keys are replaced in it.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import msgspec

from render.errors import ContentError, WriteError
from render.model.design import Design
from render.resources import cache_folder

VERSION = 5
_LARGEST = 4_000_000
_ENTRY = "design.json"
_PICTURES = ("photo", "logo")
_LARGEST_PICTURE = 300_000_000
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
        return _with_pictures(msgspec.convert(held.get("design"), Design), path)
    except msgspec.ValidationError as fault:
        raise ContentError("file.invalid", path=str(path), reason=str(fault)) from fault


def _with_pictures(design: Design, path: Path) -> Design:
    """Return the design with its pictures taken out of the file to where files can be made again."""
    taken: dict[str, str] = {}
    for name in _PICTURES:
        entry = getattr(design, name)
        if entry.startswith(f"pictures/{name}."):
            data = _entry(path, entry, _LARGEST_PICTURE)
            place = cache_folder() / "pictures" / f"{hashlib.sha256(data).hexdigest()[:24]}{Path(entry).suffix}"
            if not place.is_file():
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(data)
            taken[name] = str(place)
    return msgspec.structs.replace(design, **taken)


def save_design(design: Design, path: Path) -> None:
    """Write a design beside the target and swap it in; keys of the file that we do not know are kept."""
    try:
        held = _read(path) if path.exists() else {}
    except ContentError:
        held = {}
    kept = held.get("design")
    pictures = {name: Path(getattr(design, name)) for name in _PICTURES if getattr(design, name)}
    entries = {name: f"pictures/{name}{file.suffix.lower()}" for name, file in pictures.items()}
    ours = json.loads(msgspec.json.encode(msgspec.structs.replace(design, **entries)))
    held |= {"version": VERSION, "design": {**(kept if isinstance(kept, dict) else {}), **ours}}
    try:
        files = {entries[name]: file.read_bytes() for name, file in pictures.items()}
        _swap_in(json.dumps(held, ensure_ascii=False, indent=1, sort_keys=True), files, path)
    except OSError as fault:
        raise WriteError("write.failed", path=str(path), reason=fault.strerror or str(fault)) from fault


def _swap_in(text: str, pictures: dict[str, bytes], path: Path) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".codong-")
    os.close(handle)
    try:
        with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(zipfile.ZipInfo(_ENTRY, _STAMP), text, zipfile.ZIP_DEFLATED)
            for entry, data in pictures.items():
                archive.writestr(zipfile.ZipInfo(entry, _STAMP), data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _entry(path: Path, name: str, largest: int) -> bytes:
    """Return an entry of the file, at most a byte more than the largest there may be."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(name) as entry:
            data = entry.read(largest + 1)
    except OSError as fault:
        raise ContentError("file.unreadable", path=str(path), reason=fault.strerror or str(fault)) from fault
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError) as fault:
        raise ContentError("design.not-ours", path=str(path)) from fault
    if len(data) > largest:
        raise ContentError("design.too-large", path=str(path))
    return data


def _read(path: Path) -> dict[str, Any]:
    text = _entry(path, _ENTRY, _LARGEST)
    try:
        held = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise ContentError("design.not-ours", path=str(path)) from fault
    if not isinstance(held, dict):
        raise ContentError("design.not-ours", path=str(path))
    return held
