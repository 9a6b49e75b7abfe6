"""A table of what people type and what they mean to find."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from render.errors import ContentError
from render.model.search import fold, load_synonyms, matches
from render.resources import ASSETS


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đại hội", "dai hoi"),
        ("  Mác - Lênin,\ttư tưởng ", "mac lenin tu tuong"),
        ("ĐƯỜNG, đường", "duong duong"),
        ("nhiệm kỳ 2025 - 2030!", "nhiem ky 2025 2030"),
        ("8000 × 1200", "8000 1200"),
        ("Băng-rôn (băng gôn)", "bang ron bang gon"),
        ("ẾỘỮẶỔỖỨỆỴ", "eouaooueu".replace("eu", "ey")),
        ("", ""),
        ("…!", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("dai hoi", "Chào mừng Đại hội"),
        ("đại hội", "CHÀO MỪNG ĐẠI HỘI"),
        ("hoi dai", "Đại hội"),
        ("dai ho", "Đại hội"),
        ("cong hoa", "Cộng hoà"),
        ("cộng hòa", "Cộng hoà"),
        ("pano", "Pa nô 8 × 4 m"),
        ("pa nô", "Panô khổ lớn"),
        ("panô", "Pa-nô"),
        ("pa no", "Pano"),
        ("banner", "Băng rôn ngang đường"),
        ("banderole", "Băng gôn"),
        ("băng rôn", "Banner sự kiện"),
        ("bang gon", "Băng rôn"),
        ("maquette", "Ma-két duyệt mẫu"),
        ("maket", "Ma két"),
        ("ma ket", "Maket"),
        ("pennant", "Phướn dọc 0,8 × 3 m"),
        ("cờ phướn", "Phướn"),
        ("poster", "Áp phích A2"),
        ("tranh cổ động", "Poster"),
        ("ap phich", "Tranh cổ động"),
        ("leaflet", "Tờ gấp ba"),
        ("to roi", "Tờ gấp"),
        ("bảng điện tử", "Màn hình Led P5"),
        ("led", "Bảng điện tử"),
        ("backdrop", "Phông hội nghị"),
        ("phông", "Backdrop"),
        ("", "bất kỳ"),
    ],
)
def test_found(query: str, text: str) -> None:
    assert matches(query, text) > 0
    assert matches(unicodedata.normalize("NFD", query), unicodedata.normalize("NFD", text)) > 0


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("dai hoi", "Đại đoàn kết"),
        ("poster", "Băng rôn"),
        ("backdrop", "Phòng cháy, chữa cháy"),
        ("banner", "Bảng tròn"),
        ("led", "Lê Đức Thọ"),
        ("x", ""),
    ],
)
def test_not_found(query: str, text: str) -> None:
    assert matches(query, text) == 0


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        ("an", "An toàn giao thông", "Toàn dân"),
        ("doan", "Đoàn kết", "Phađoàn"),
        ("dai hoi", "Đại hội Đảng", "Hội nghị, đại biểu"),
        ("bão", "Phòng chống bão", "Bảo vệ"),
        ("băng rôn", "Băng rôn", "Banner"),
        ("nam", "Việt Nam", "Namibia"),
    ],
)
def test_ranking(query: str, better: str, worse: str) -> None:
    assert matches(query, better) > matches(query, worse) > 0


def test_words_may_be_spread_over_the_texts() -> None:
    assert matches("v 24 xanh", "Chuyển đổi xanh", "V-24") > 0
    assert matches("v 24 đen", "Chuyển đổi xanh", "V-24") == 0


def test_a_phrase_stands_in_one_group_only() -> None:
    phrases = [phrase for group in load_synonyms(ASSETS / "lexicon" / "synonyms.toml") for phrase in set(group)]
    assert len(phrases) == len(set(phrases))


def test_a_broken_table_is_named(tmp_path: Path) -> None:
    path = tmp_path / "synonyms.toml"
    path.write_text("[[group]]\nwords = []\n", "utf-8")
    with pytest.raises(ContentError) as caught:
        load_synonyms(path)
    assert caught.value.params["path"] == str(path)
