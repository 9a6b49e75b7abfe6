"""Everything can be reached and named without a mouse, at small and large sizes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QListView, QPlainTextEdit, QWidget

from gui.actions import ACTIONS


def _stops(window) -> list[QWidget]:
    """The widgets that Tab visits, in its order."""
    found = [window.slogans.picker.search]
    window.activateWindow()
    found[0].setFocus()
    for _ in range(80):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is found[0]:
            break
        found.append(now)
    return found


def test_tab_visits_everything_that_can_be_used(window):
    window.session.write("Khác hẳn")
    stops = _stops(window)
    kinds = (QLineEdit, QPlainTextEdit, QComboBox, QListView, QAbstractButton)
    usable = [
        widget
        for widget in window.centralWidget().findChildren(QWidget)
        if isinstance(widget, kinds)
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not isinstance(widget.parent(), (QLineEdit, QComboBox))
    ]
    swatches = set(window.palettes.swatches.values())
    missed = [widget for widget in usable if widget not in stops and widget not in swatches]
    assert not missed
    assert swatches & set(stops)
    assert window.view in stops


def test_everything_that_can_be_used_has_a_name(window):
    window.export("pdf")
    for stop in [*_stops(window), *window.export_dialog.findChildren(QLineEdit)]:
        name = stop.accessibleName() or (stop.text() if isinstance(stop, QAbstractButton) else "")
        assert name or isinstance(stop.parent(), QComboBox), stop


def test_shortcuts_are_given_once():
    keys = [entry.shortcut for entry in ACTIONS if entry.shortcut]
    assert len(keys) == len(set(keys))


def test_every_action_is_in_a_menu_and_says_its_key(window):
    in_menus = {action for menu in window.menuBar().actions() for action in menu.menu().actions()}
    for entry in ACTIONS:
        action = window.actions_by_id[entry.id]
        assert action in in_menus
        if entry.shortcut:
            assert entry.shortcut in action.toolTip()


def test_ctrl_f_goes_to_the_search(window, qtbot):
    window.activateWindow()
    window.view.setFocus()
    qtbot.keyClick(window.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is window.slogans.picker.search


def test_arrows_walk_through_the_slogans(window, qtbot):
    window.slogans.picker.list.setFocus()
    before = window.session.design.slogan
    qtbot.keyClick(window.slogans.picker.list, Qt.Key.Key_Down)
    assert window.session.design.slogan not in ("", before)


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (1100, 700)])
def test_no_heading_is_cut_off_at_usual_sizes(window, qtbot, size):
    window.session.write("Khác hẳn")
    window.resize(*size)
    qtbot.waitUntil(lambda: window.width() == size[0])
    QApplication.processEvents()
    for label in window.findChildren(QWidget, "heading"):
        assert label.width() >= label.fontMetrics().horizontalAdvance(label.text()), label.text()
    assert window.view.width() > 0.4 * size[0]
