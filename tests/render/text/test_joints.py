"""Where lines may end: a table of words that stay whole, and of good places to part."""

from __future__ import annotations

import pytest

from render.text.joints import joints, signature_joints
from render.text.prices import FORBIDDEN, FORCED, FREE, LEADING, TORN_NAME

WHOLE = [
    "Hồ Chí Minh",
    "Cần Thơ",
    "lần thứ XIV",
    "nhiệm kỳ 2025 - 2030",
    "nhiệm kỳ 2025 – 2030",
    "Mác - Lênin",
    "kinh tế - xã hội",
    "95 năm",
    "(30/4/1975 – 30/4/2026)",
    "muôn năm",
    "khóa XVI",
    "trách nhiệm",
    "quang vinh",
    "hòa bình",
    "hoà bình",
]


@pytest.mark.parametrize("text", WHOLE)
@pytest.mark.parametrize("case", [str, str.upper])
def test_words_names_and_numbers_stay_whole(text: str, case) -> None:
    priced = joints(f"thì {case(text)} thì")
    assert set(priced.prices[1:-1]) == {FORBIDDEN}, list(zip(priced.words, priced.prices, strict=False))


GOOD = [
    ("Đoàn kết, trí tuệ", 1),
    ("của Đảng - khởi điểm", 2),
    ("độc lập dân tộc gắn liền", None),
]


@pytest.mark.parametrize(("text", "at"), [(text, at) for text, at in GOOD if at is not None])
def test_a_break_behind_punctuation_is_free(text: str, at: int) -> None:
    assert joints(text).prices[at] == FREE


def test_a_line_rather_begins_than_ends_with_a_small_word() -> None:
    priced = joints("xây dựng và bảo vệ")
    before, after = priced.prices[1], priced.prices[2]
    assert before < 1 < after


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("ĐẢNG ỦY - HĐND - UBND - UBMTTQVN PHƯỜNG CÁI RĂNG", ("ĐẢNG ỦY - HĐND - UBND - UBMTTQVN", "PHƯỜNG CÁI RĂNG")),
        ("UBND xã Phong Điền - thành phố Cần Thơ", ("UBND", "xã Phong Điền - thành phố Cần Thơ")),
    ],
)
def test_an_office_line_parts_before_its_place_and_never_at_a_dash(text: str, lines: tuple[str, ...]) -> None:
    priced = signature_joints(text)
    free = [at for at, price in enumerate(priced.prices) if price == FREE]
    assert [" ".join(priced.words[: free[0] + 1]), " ".join(priced.words[free[0] + 1 :])] == list(lines)
    assert all(priced.prices[at] == FORBIDDEN for at, word in enumerate(priced.words[:-1]) if word == "-")


def test_a_row_of_offices_without_a_place_may_part_behind_a_dash() -> None:
    priced = signature_joints("HĐND - UBND - UBMTTQVN")
    assert [price < FORBIDDEN for price in priced.prices] == [False, True, False, True]


def test_what_bears_a_name_is_held_to_it_and_a_name_is_not_run_over() -> None:
    priced = joints("vì thành phố Cần Thơ văn minh")
    assert priced.prices[2] == LEADING > priced.prices[4]
    assert priced.rests[3] == 4 and priced.torn[3] == TORN_NAME


def test_a_newline_is_a_break_by_hand() -> None:
    assert joints("trách\nnhiệm").prices == (FORCED,)


def test_a_no_break_space_keeps_words_together() -> None:
    assert joints("vì\u00a0nước").words == ("vì\u00a0nước",)


def test_long_terms_may_part_between_their_words_only() -> None:
    prices = joints("chủ nghĩa xã hội").prices
    assert prices[0] == prices[2] == FORBIDDEN
    assert 1 < prices[1] < FORBIDDEN
