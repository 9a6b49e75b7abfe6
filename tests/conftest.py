"""What every test stands on: no screen, no user's own data, no clock, and outside readers counted aloud."""

from __future__ import annotations

import os
import shutil
from collections import Counter

import pytest
from hypothesis import settings

# The long run of the fuzz tests: --hypothesis-profile=long.
settings.register_profile("long", max_examples=20000, deadline=None)

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.pop("SOURCE_DATE_EPOCH", None)

READERS = ("pdftotext", "pdftoppm", "gs", "qpdf", "mutool")


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every test an empty home, so that nobody's packs or settings change its result."""
    home = tmp_path_factory.getbasetemp() / "home"
    home.mkdir(exist_ok=True)
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    missing = {item: lacking for item in items if (lacking := _lacking(item))}
    if not missing:
        return
    items[:] = [item for item in items if item not in missing]
    config.stash[_LEFT_OUT] = Counter(", ".join(lacking) for lacking in missing.values())
    config.hook.pytest_deselected(items=list(missing))


def _lacking(item: pytest.Item) -> list[str]:
    """Name the outside programs that a test asks for and this machine has not: READERS, or those its mark names."""
    mark = item.get_closest_marker("readers")
    return [name for name in mark.args or READERS if shutil.which(name) is None] if mark else []


_LEFT_OUT = pytest.StashKey[Counter[str]]()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    left_out = config.stash.get(_LEFT_OUT, Counter())
    if left_out:
        terminalreporter.section("left out", sep="=", yellow=True)
    for names, count in left_out.items():
        terminalreporter.line(f"{count} tests of outside readers were left out: no {names}")
