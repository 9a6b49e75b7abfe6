"""Official drawings taken in once: read whole before they are kept, so that what is kept can be drawn."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from render.errors import UsageError, WriteError
from render.images import open_picture
from render.intake.svg_art import read_svg
from render.model.official import EMBLEMS, KINDS, folder


def take(emblem: str, source: Path) -> Path:
    """Keep a file as an emblem's official drawing and return where; an earlier one of it is replaced.

    Raise ContentError for what cannot be read, UsageError for an unknown emblem or kind of file.
    """
    kind = source.suffix.lower()
    if emblem not in EMBLEMS:
        raise UsageError("emblem.unknown", emblem=emblem, known=", ".join(EMBLEMS))
    if kind not in KINDS:
        raise UsageError("emblem.kind", path=str(source), known=", ".join(KINDS))
    if kind == ".svg":
        read_svg(source)
    else:
        open_picture(source)
    target = folder() / f"{emblem}{kind}"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".emblem-")
        os.close(handle)
        shutil.copyfile(source, name)
        Path(name).replace(target)
        for other in KINDS:
            if other != kind:
                target.with_suffix(other).unlink(missing_ok=True)
    except OSError as fault:
        raise WriteError("write.failed", path=str(target), reason=fault.strerror or str(fault)) from fault
    return target
