"""A person's own screens: said once on the command line, kept in screens.toml of their folder."""

from __future__ import annotations

from pathlib import Path

import msgspec

from render.backends.base import replacing
from render.errors import UsageError, WriteError
from render.model.screens import Screen, load_screens
from render.pipeline import make_folder
from render.production.naming import ascii_words

FILE = "screens.toml"


def save_screen(screen: Screen, name: str, folder: Path) -> str:
    """Add a screen to the file of a folder under a name and return its id; UsageError where that is taken."""
    screen_id = ascii_words(name)
    if not screen_id:
        raise UsageError("screen.name", name=name)
    path = folder / FILE
    if path.exists() and screen_id in load_screens(path):
        raise UsageError("screen.saved-already", id=screen_id, file=str(path))
    make_folder(folder)
    kept = msgspec.structs.replace(screen, id=screen_id, name=name, name_en="")
    try:
        before = path.read_text("utf-8") if path.exists() else ""
    except OSError as fault:
        raise WriteError("write.failed", path=str(path), reason=fault.strerror or str(fault)) from fault
    with replacing(path) as beside:
        beside.write_text(before + ("\n" if before else "") + stanza(kept), "utf-8")
    return screen_id


def stanza(screen: Screen) -> str:
    """Return a screen as it stands in screens.toml."""
    held = msgspec.to_builtins(screen)
    # JSON's spelling of texts, numbers and lists is one of TOML's.
    return "[[screen]]\n" + "".join(f"{key} = {msgspec.json.encode(value).decode()}\n" for key, value in held.items())
