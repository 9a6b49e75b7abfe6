"""Texts over several slides: in order, whole, by meaning, in as few as fit."""

from __future__ import annotations

import pytest

from render.cli.demo import campaign
from render.screens.reading import seconds_for, ticker_speed
from render.screens.split import split

SLOGANS = [slogan.text for slogan in campaign()[1]]


@pytest.mark.parametrize("letters", [12, 20, 40, 80, 400])
@pytest.mark.parametrize("text", SLOGANS)
def test_the_parts_in_order_are_the_text(text: str, letters: int) -> None:
    parts = split(text, lambda part: len(part) <= letters)
    assert " ".join(parts) == text
    assert all(len(part) <= letters for part in parts)


def test_a_text_is_parted_where_a_line_may_end() -> None:
    text = "Đại hội đại biểu toàn quốc lần thứ XIV của Đảng - khởi điểm của kỷ nguyên mới, kỷ nguyên vươn mình!"
    assert split(text, lambda part: len(part) <= 50) == (
        "Đại hội đại biểu toàn quốc lần thứ XIV của Đảng -",
        "khởi điểm của kỷ nguyên mới, kỷ nguyên vươn mình!",
    )


def test_units_stay_whole_while_they_fit_and_are_parted_where_nothing_else_helps() -> None:
    text = "Vì nhiệm kỳ 2025 - 2030"
    assert "nhiệm kỳ 2025 - 2030" in split(text, lambda part: len(part) <= 20)
    narrow = split(text, lambda part: len(part) <= 8)
    assert " ".join(narrow) == text and max(map(len, narrow)) <= 8


def test_a_word_that_fits_no_slide_is_not_cut() -> None:
    assert split("Nghiêng", lambda part: len(part) <= 3) == ()


def test_a_break_by_hand_parts_slides() -> None:
    assert split("Một hai ba bốn\nnăm sáu", lambda part: len(part) <= 16)[0] == "Một hai ba bốn"


def test_longer_words_stand_longer_and_none_flashes() -> None:
    assert seconds_for("Vì dân") == 4.0
    times = [seconds_for("chữ " * count) for count in range(1, 60)]
    assert times == sorted(times) and times[-1] > 15


@pytest.mark.parametrize(("letter", "width"), [(6, 64), (12, 320), (60, 1920)])
def test_a_running_letter_stays_in_view_long_enough(letter: float, width: int) -> None:
    speed = ticker_speed(letter, width)
    assert width / speed >= 1.6 - 1e-9 and speed / letter <= 12 + 1e-9
