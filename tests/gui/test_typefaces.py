"""The choice of typeface: a font of the person's own tells what it is worth for Vietnamese."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.panels.typefaces import TypefacePanel
from gui.session import Session
from render.catalogue import catalogue
from render.model.slogans import Library
from render.resources import user_folder
from render.text import fonts
from tests.render.text.own import made, without


@pytest.fixture
def own(app) -> Iterator[Path]:
    for kept in (fonts.families, fonts._own_fonts):
        kept.cache_clear()
    folder = user_folder() / "fonts"
    made(folder / "a.ttf", "Đủ Chữ")
    made(folder / "b.ttf", "Thiếu Chữ", without("ẾỘ"))
    yield folder
    for file in folder.glob("*.ttf"):
        file.unlink()
    for kept in (fonts.families, fonts._own_fonts):
        kept.cache_clear()


@pytest.mark.parametrize(
    ("family", "said"), [("du-chu", "đủ chữ tiếng Việt"), ("thieu-chu", "Ế Ộ"), ("oswald", ""), ("", "")]
)
def test_the_verdict_stands_below_the_choice(own: Path, library: Library, qtbot, family: str, said: str) -> None:
    session = Session(library)
    panel = TypefacePanel(session, catalogue("vi"))
    qtbot.addWidget(panel)
    session.choose_font(family)
    assert said in panel.verdict.text()
    assert panel.verdict.isHidden() is not bool(said)
