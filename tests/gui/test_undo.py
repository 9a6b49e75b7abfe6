"""Undo is a stack of designs: all of it taken back is the original."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gui.session import Session, with_slogan
from render.model.formats import find_format


def _edits(session: Session) -> None:
    session.choose_slogan(*session.library.find("V-07"))
    session.write("Lời mới")
    session.write_unit("UBND PHƯỜNG")
    session.choose_format(find_format("phuon-800x2400"))
    session.choose_template("mat-troi")
    session.choose_palette("do-tham")
    session.choose_font("anton")
    session.restore_wording()
    session.write_own()


def test_undo_all_is_the_original_and_redo_all_the_last(session):
    first = session.design
    _edits(session)
    last = session.design
    steps = 0
    while session.can_undo:
        session.undo()
        steps += 1
    assert (session.design, steps) == (first, 9)
    while session.can_redo:
        session.redo()
    assert session.design == last


def test_typing_in_a_row_is_one_step(window, qtbot):
    first = window.session.design
    window.wording.text.selectAll()
    qtbot.keyClicks(window.wording.text, "mot hai ba")
    window.session.undo()
    assert window.session.design == first
    assert window.wording.text.toPlainText() == first.text


def test_another_field_and_leaving_a_field_begin_new_steps(session):
    first = session.design
    session.write("a")
    session.write("ab")
    session.write_unit("x")
    session.write("abc")
    session.end_typing()
    session.write("abcd")
    texts = []
    while session.can_undo:
        texts.append((session.design.text, session.design.unit))
        session.undo()
    assert texts == [("abcd", "x"), ("abc", "x"), ("ab", "x"), ("ab", "")]
    assert session.design == first


def test_an_edit_after_undo_forgets_what_was_taken_back(session):
    session.choose_font("anton")
    session.undo()
    session.choose_font("oswald")
    assert not session.can_redo


def test_the_same_choice_again_is_no_step(session):
    session.choose_format(session.design.format)
    session.choose_template(session.design.template)
    assert not session.can_undo


@pytest.mark.parametrize("field", ["text", "unit"])
def test_ctrl_z_in_a_field_is_the_windows_undo(window, qtbot, field):
    first = window.session.design
    window.session.choose_font("anton")
    widget = getattr(window.wording, field)
    window.activateWindow()
    widget.setFocus()
    qtbot.keyClick(widget, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.session.design == first
    qtbot.keyClick(widget, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert window.session.design.font == "anton"


def test_a_template_that_cannot_serve_the_medium_gives_way(session, monkeypatch):
    import msgspec

    from render.model import templates

    only_print = msgspec.structs.replace(templates.find_template("bang-do"), media=("print",))
    monkeypatch.setitem(templates.templates(), "bang-do", only_print)
    session.choose_template("bang-do")
    session.choose_format(find_format("led-1920x1080"))
    assert session.design.template == "auto"


def test_a_palette_that_the_template_does_not_wear_gives_way(session):
    session.choose_palette("dem")
    session.choose_template("mat-troi")
    assert session.design.palette == ""


def test_the_badge_shows_changed_wording_and_the_way_back(window, qtbot):
    badge, restore = window.wording._badge, window.wording._restore
    assert not badge.isVisible()
    window.session.write("Khác hẳn")
    assert badge.isVisible()
    qtbot.mouseClick(restore, Qt.MouseButton.LeftButton)
    assert not window.session.design.changed
    assert not badge.isVisible()


def test_ctrl_b_breaks_the_lines_another_way_and_other_words_begin_with_the_best(window, qtbot):
    first = window.session.design
    QTest.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert window.session.design.breaks == 3
    window.session.write("Lời khác")
    assert window.session.design.breaks == 1
    window.session.undo()
    assert window.session.design.breaks == 3
    window.session.undo()
    assert window.session.design == first


def test_another_slogan_keeps_the_pictures_and_lines_of_the_work(session):
    given = {"photo": "a.jpg", "logo": "b.svg", "qr": "https://x.vn", "lines": {"call": "Quét mã"}}
    kept = with_slogan(msgspec.structs.replace(session.design, **given), *session.library.find("V-07"))
    assert {name: getattr(kept, name) for name in given} == given
