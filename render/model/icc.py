"""Press profiles: what a CMYK value means on paper. Found by id or by file, read before anything is made."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from render.errors import ContentError, unknown
from render.resources import folders

# ICC.1:2010, 7.2: where the header keeps size, version, class, space of the device, and the signature.
_HEADER, _SIGNATURE = 128, b"acsp"
_LARGEST = 16_000_000
# The condition of most presses here, and where nobody says.
USUAL_PROFILE = "fogra39"
# The names under which presses know the conditions that our own profiles describe (registry of color.org).
_CONDITIONS = {"fogra39": "FOGRA39"}


@dataclass(frozen=True, slots=True)
class Profile:
    """One press profile: `condition` names what it describes, `version` is the ICC's major one."""

    id: str
    condition: str
    version: int
    data: bytes


def find_profile(name: str) -> Profile:
    """Return a profile by id or by its file; raise UsageError for an unknown id, ContentError for a useless file."""
    known = {path.stem: path for folder in reversed(folders("icc")) for path in sorted(folder.glob("*.icc"))}
    if name in known:
        return _read(known[name], known[name].stat().st_mtime_ns)
    path = Path(name)
    if path.suffix.lower() not in (".icc", ".icm"):
        raise unknown("icc.unknown", name, known)
    try:
        return _read(path, path.stat().st_mtime_ns)
    except OSError as fault:
        raise ContentError("file.missing", path=name) from fault


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> Profile:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as fault:
        raise ContentError("file.unreadable", path=str(path), reason=fault.strerror or str(fault)) from fault
    useless = fault_of(data)
    if useless:
        raise ContentError("icc.useless", path=str(path), fault=useless)
    return Profile(path.stem, _CONDITIONS.get(path.stem, path.stem), data[8], data)


def fault_of(data: bytes) -> str:
    """Return what keeps data from being the profile of a CMYK press, as a short code; '' where nothing does."""
    if len(data) < _HEADER or data[36:40] != _SIGNATURE:
        return "signature"
    if int.from_bytes(data[:4], "big") != len(data):
        return "length"
    if data[12:16] != b"prtr":
        return "class"
    if data[16:20] != b"CMYK":
        return "space"
    if data[8] not in (2, 4):
        return "version"
    return "" if _has_tables(data) else "tags"


def _has_tables(data: bytes) -> bool:
    """True where the tags lie inside the data, and both ways between device and colour are there."""
    count = int.from_bytes(data[_HEADER : _HEADER + 4], "big")
    if not 0 < count < 200:
        return False
    entries = [data[_HEADER + 4 + 12 * at :][:12] for at in range(count)]
    ends = (int.from_bytes(entry[4:8], "big") + int.from_bytes(entry[8:12], "big") for entry in entries)
    return {b"A2B0", b"B2A0"} <= {entry[:4] for entry in entries} and all(end <= len(data) for end in ends)
