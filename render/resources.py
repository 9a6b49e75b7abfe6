"""Where the program's own data and the user's data lie; nothing is ever written beside the program."""

from __future__ import annotations

from pathlib import Path

ASSETS = Path(__file__).resolve().parent.parent / "assets"
APP = "co-dong-studio"


def user_folder() -> Path:
    """Return the user's own folder of packs, templates and settings (it may not exist yet)."""
    from platformdirs import user_data_path

    return user_data_path(APP, appauthor=False, roaming=True)


def cache_folder() -> Path:
    """Return the user's folder for what can be made again (it may not exist yet)."""
    from platformdirs import user_cache_path

    return user_cache_path(APP, appauthor=False)


def folders(name: str) -> tuple[Path, ...]:
    """Return the folders that hold one kind of data, the user's first since it wins."""
    return (user_folder() / name, ASSETS / name)


def layers(name: str) -> tuple[Path, ...]:
    """Return the existing files of one name, the built-in one first, the user's over it."""
    return tuple(path for path in (ASSETS / name, user_folder() / name) if path.is_file())
