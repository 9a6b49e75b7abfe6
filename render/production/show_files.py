"""Files of a show: made in a folder beside the results, moved in all or none."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from render.errors import WriteError
from render.model.screens import Screen
from render.pipeline import make_folder
from render.production.ledger import Ledger
from render.production.slide_work import MadeSlide

_JOBS = "slides:"


@dataclass(frozen=True, slots=True)
class ShowFile:
    """One file of a show and what is known of it."""

    path: Path
    to: str
    screen: Screen
    period: str = ""
    slide: MadeSlide | None = None
    size_px: tuple[int, int] | None = None
    seconds: float = 0.0
    frames: int = 0
    sha256: str = ""


@contextmanager
def staging(out: Path) -> Iterator[Path]:
    """Yield a new folder beside the results; it vanishes with whatever is still in it."""
    make_folder(out)
    try:
        path = Path(tempfile.mkdtemp(prefix=".slides-", dir=out))
    except OSError as fault:
        raise WriteError("folder.failed", path=str(out), reason=fault.strerror or str(fault)) from fault
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def delivered(
    files: Sequence[ShowFile], stage: Path, folder: Path, overwrite: bool, part: str = ""
) -> list[ShowFile]:
    """Move finished files into their folder, all or none, and remove those of an earlier run that are no more.

    A `part` is a run of its own in the folder: it leaves the others alone.
    """
    make_folder(folder)
    ledger = Ledger(folder)
    for file in files:
        ledger.allow(file.path.name, _job(file, part), overwrite=overwrite)
    found = []
    try:
        for file in files:
            staged, target = stage / file.path.name, folder / file.path.name
            digest = hashlib.sha256(staged.read_bytes()).hexdigest()
            staged.replace(target)
            ledger.record(target.name, _job(file, part), digest)
            found.append(replace(file, path=target, sha256=digest))
        ledger.withdraw(_JOBS + part, {file.path.name for file in files})
    except OSError as fault:
        raise WriteError("write.failed", path=str(folder), reason=fault.strerror or str(fault)) from fault
    finally:
        ledger.save()
    return found


def _job(file: ShowFile, part: str) -> str:
    facts = "\n".join((file.screen.id, file.period, file.path.name))
    return _JOBS + part + hashlib.sha256(facts.encode()).hexdigest()[:16]
