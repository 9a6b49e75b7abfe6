"""A work of several pages in the window: turned over, told apart, and forgotten where there is one page alone."""

from __future__ import annotations

from PySide6.QtCore import Qt

from render.model.formats import find_format
from tests.gui.hands import pixels


def test_a_leaflet_is_turned_over(window, painted, qtbot) -> None:
    turn = window.actions_by_id["turn"]
    assert not turn.isVisible()
    front = painted(lambda: window.session.choose_format(find_format("to-gap-297x210")))
    assert turn.isVisible()
    window.session.write_slot("heading1", "Ai được dự thi")
    back = painted(turn.trigger)
    assert (front.page, back.page) == (1, 2) and (pixels(front.image) != pixels(back.image)).any()
    assert "page2.heading1" in back.drawn.lines and "heading1" not in back.drawn.lines
    qtbot.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert window.renderer.page == 1


def test_another_format_shows_its_first_page(window, painted) -> None:
    painted(lambda: window.session.choose_format(find_format("to-gap-297x210")))
    painted(window.actions_by_id["turn"].trigger)
    shown = painted(lambda: window.session.choose_format(find_format("phuon-hai-mat-800x2400")))
    assert shown.page == 1 and not window.actions_by_id["turn"].isVisible()
