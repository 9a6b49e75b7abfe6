"""The Party's flag and emblem: drawn only from the office's own file, imported once into the user's folder.

Their drawing is laid down by regulation, so the studio ships none; until a file is there, its place stays grey.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from render.resources import user_folder

Emblem = Literal["", "co-dang", "huy-hieu-dang"]
EMBLEMS = ("co-dang", "huy-hieu-dang")
KINDS = (".svg", ".png")


def folder() -> Path:
    """Return where official drawings are kept (it may not exist yet)."""
    return user_folder() / "official"


def drawing(emblem: str) -> Path | None:
    """Return the imported file of an emblem, None where there is none yet."""
    files = (folder() / f"{emblem}{kind}" for kind in KINDS)
    return next((file for file in files if file.is_file()), None)
