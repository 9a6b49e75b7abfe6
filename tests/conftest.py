"""What every test stands on: no screen, no user's own data, no clock, and outside readers counted aloud."""

from __future__ import annotations

import os
import shutil

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
    missing = [name for name in READERS if shutil.which(name) is None]
    if not missing:
        return
    left_out = [item for item in items if item.get_closest_marker("readers")]
    items[:] = [item for item in items if item not in left_out]
    config.stash[_LEFT_OUT] = (len(left_out), missing)
    config.hook.pytest_deselected(items=left_out)


_LEFT_OUT = pytest.StashKey[tuple[int, list[str]]]()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    count, missing = config.stash.get(_LEFT_OUT, (0, []))
    if count:
        terminalreporter.section("left out", sep="=", yellow=True)
        terminalreporter.line(f"{count} tests of outside readers were left out: no {', '.join(missing)}")
