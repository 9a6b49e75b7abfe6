"""What people type finds what they mean, in the real lists."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt

from tests.gui.hands import write


def _texts(picker) -> list[str]:
    return [row.text for row in picker.rows.choices()]


@pytest.mark.parametrize("query", ["dai hoi", "ĐẠI HỘI", "Đại hội", "đai hôi"])
def test_slogans_are_found_without_tone_marks_and_case(window, qtbot, query):
    write(window.slogans.picker.search, query)
    found = _texts(window.slogans.picker)
    with_words = [slogan.text for _, slogan in window.session.library if "đại hội" in slogan.text.lower()]
    assert set(with_words) <= set(found)
    assert "đại hội" in found[0].lower()
    assert len(found) < len(list(window.session.library))


def test_a_campaigns_name_brings_all_its_slogans(window):
    write(window.slogans.picker.search, "tien toi dai hoi xiv can tho")
    assert len(_texts(window.slogans.picker)) == len(list(window.session.library))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("pa nô", "Pa nô 3 × 2 m"),
        ("pano", "Pa nô 3 × 2 m"),
        ("băng gôn", "Băng rôn ngang 8 × 1,2 m"),
        ("bang ron", "Băng rôn ngang 8 × 1,2 m"),
        ("cờ phướn", "Phướn 0,8 × 2,4 m"),
        ("phuon", "Phướn 0,8 × 2,4 m"),
        ("poster", "Tranh cổ động 54 × 79 cm"),
        ("bảng điện tử", "Bảng LED P10 320 × 32"),
    ],
)
def test_formats_are_found_by_words_of_the_trade(window, qtbot, query, expected):
    write(window.formats.picker.search, query)
    found = _texts(window.formats.picker)
    assert expected in found
    assert len(found) < 20


def test_headings_stand_over_their_own(window):
    rows = window.slogans.picker._find("")
    assert rows[0].heading
    assert not any(a.heading and b.heading for a, b in pairwise(rows))


def test_where_nothing_is_found_the_query_can_become_the_words(window, qtbot):
    picker = window.slogans.picker
    write(picker.search, "Mùa xuân Tây Đô")
    assert picker.empty.isVisible()
    assert "Mùa xuân Tây Đô" in picker._nothing.text()
    qtbot.mouseClick(window.slogans._as_own, Qt.MouseButton.LeftButton)
    assert window.session.design.text == "Mùa xuân Tây Đô"
    assert window.session.design.slogan == ""
    assert not picker.empty.isVisible()


def test_esc_clears_and_the_arrow_leads_into_the_list(window, qtbot):
    search = window.slogans.picker.search
    write(search, "xiv")
    qtbot.keyClick(search, Qt.Key.Key_Down)
    first = window.slogans.picker.rows.choices()[0]
    assert window.session.design.slogan == first.key
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""
    assert len(_texts(window.slogans.picker)) == len(list(window.session.library))


def test_a_search_keeps_the_mark_on_what_is_chosen(window, qtbot):
    picker = window.slogans.picker
    chosen = window.session.design.slogan
    write(picker.search, "cần thơ")
    assert picker.list.currentIndex() == picker.rows.place(chosen)
    assert window.session.design.slogan == chosen
