"""main.py: the window for nothing or a design, the command line for all else; Qt for the window alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import main
from gui.saved_language import FILE, saved_language
from gui.settings import Settings
from render.resources import user_folder

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], ([], "")),
        (["a.codong"], (["a.codong"], "")),
        (["A.CODONG"], (["A.CODONG"], "")),
        (["--lang", "en"], ([], "en")),
        (["--lang=en", "a.codong"], (["a.codong"], "en")),
    ],
)
def test_what_opens_the_window(monkeypatch, arguments, expected):
    import gui.app

    monkeypatch.setattr(gui.app, "run", lambda names, language: (names, language))
    assert main.main(arguments) == expected


@pytest.mark.parametrize(
    "arguments", [["list", "formats"], ["check", "a.codong"], ["a.codong", "b.codong"], ["--help"]]
)
def test_everything_else_is_the_command_line(monkeypatch, arguments):
    import render.cli

    monkeypatch.setattr(render.cli, "main", lambda words, language: (words, language))
    assert main.main(arguments) == (arguments, "vi")


def test_the_command_line_speaks_the_language_saved_in_the_window(fresh_home):
    assert saved_language() == "vi"
    Settings().language = "en"
    assert saved_language() == "en"
    (user_folder() / FILE).write_bytes(b"\xff\xfe broken [[[")
    assert saved_language() == "vi"


def test_the_command_line_never_loads_qt():
    code = "import sys, main; main.main(['list', 'palettes']); print([m for m in sys.modules if 'PySide6' in m])"
    shown = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert shown.stdout.splitlines()[-1] == "[]"


def test_the_chosen_template_is_in_view(window, qtbot) -> None:
    window.session.choose_template("tam-guong")
    panel = window.templates
    shown = panel.list.viewport().rect()
    qtbot.waitUntil(lambda: shown.contains(panel.list.visualRect(panel.list.currentIndex()).center()))
    assert panel.list.currentIndex().data() == "Tấm gương"
