"""Names that must be compared letter by letter: unknown ones, and those that miss a known one by a mark."""

from __future__ import annotations

import re

import pytest

from render.model.slogans import load_library
from render.resources import ASSETS
from render.text.proper_names import strange_names
from tests.render.text.annotated import AGREED, FILE


@pytest.mark.parametrize(
    ("text", "written", "near"),
    [
        ("Nhiệt liệt chào mừng thành phố Cân Thơ", "Cân Thơ", "Cần Thơ"),
        ("THÀNH PHỐ CÂN THƠ QUYẾT THẮNG", "CÂN THƠ", "Cần Thơ"),
        ("Nhiệt liệt chào mừng Đảng bộ THÀNH PHỐ CÂN THƠ", "CÂN THƠ", "Cần Thơ"),
        ("Tư tưởng Hồ Chi Minh soi đường", "Hồ Chi Minh", "Hồ Chí Minh"),
        ("TƯ TƯỞNG HỒ CHÍ MING SOI ĐƯỜNG", "HỒ CHÍ MING", "Hồ Chí Minh"),
        ("Đại tướng Võ Nguyen Giáp", "Võ Nguyen Giáp", "Võ Nguyên Giáp"),
        ("Lào - Viêt Nam", "Viêt Nam", "Việt Nam"),
        ("TỈNH SÓC TRANG", "SÓC TRANG", "Sóc Trăng"),
        ("Học tập đồng chí Nguyễn Văn Bảy!", "Nguyễn Văn Bảy", ""),
        ("UBND XÃ EA KAO", "EA KAO", ""),
        ("Xã Tân Hội đạt chuẩn", "Tân Hội", ""),
    ],
)
def test_a_strange_name_is_told(text: str, written: str, near: str) -> None:
    (found,) = strange_names(text)
    assert (found.written, found.near) == (written, near)


@pytest.mark.parametrize(
    "text",
    [
        *("", "Ý", "Y Á Ô", "Thành phố", "phường", "TP. HỒ CHÍ MINH", "Mừng Xuân Bính Ngọ 2026"),
        *(
            "ĐẢNG ỦY - HĐND - UBND - UBMTTQVN PHƯỜNG NINH KIỀU",
            "Chủ tịch Hồ Chí Minh muôn năm!",
            "Hoà Bình, Hòa Bình",
        ),
    ],
)
def test_known_names_and_other_words_pass(text: str) -> None:
    assert strange_names(text) == ()


def _unseen() -> list[str]:
    lines = [line for file in (AGREED, FILE) for line in file.read_text("utf-8").splitlines()]
    return [re.sub("[_~|]", " ", line) for line in lines if line.strip() and not line.startswith("#")]


def test_of_slogans_that_nobody_tuned_it_to_only_true_names_are_told() -> None:
    told = {
        name.written.title() for text in _unseen() for typed in (text, text.upper()) for name in strange_names(typed)
    }
    assert told == {"Ea Kao", "Vũng Áng", "Tân Hội"}


def test_the_plan_names_nothing_strange() -> None:
    slogans = [slogan.text for _, slogan in load_library((ASSETS / "slogans",))]
    assert slogans and not [text for text in slogans if strange_names(text) or strange_names(text.upper())]
