"""What is odd about words as typed is told, and good words are left in peace."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from render.catalogue import catalogue
from render.layout.compose import compose
from render.model.design import Design
from render.model.formats import formats
from render.model.slogans import load_library
from render.resources import ASSETS
from render.text.wording import findings


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Vì hòa bình, vì sức khỏe", []),
        ("Vì hoà bình, vì sức khoẻ", []),
        ("Vì hòa bình, vì sức khoẻ", ["text.mixed-tone-style"]),
        ("THỦY LỢI, HOÀ BÌNH", ["text.mixed-tone-style"]),
        # Here the mark has one place only.
        ("Quý khách, hoàn thành, thoát nghèo, tòa án, toàn dân, thuyền, quà", []),
        ("hòa quý", []),
        (unicodedata.normalize("NFD", "Đại hội"), ["text.decomposed"]),
        ("hai  cách", ["text.double-space"]),
        ("một\ndòng", []),
        ("một\tdòng", []),
        ("\ufeffViệt\u200b Nam\x07", ["text.control"]),
        ("Vì nước vì dаn", ["text.look-alike"]),
        ("Ðảng", ["text.look-alike"]),
        ("ðoàn kết", ["text.look-alike"]),
        ("СССР", ["text.look-alike"]),
        # A whole word of another alphabet is meant as such.
        ("Москва, Ω, µ", []),
        ("Москва, СССР", []),
        ("Łódź, España, Guðrún, Yıldız, Kılıç, Ɖeʋi", []),
        ("β-caroten, TNF-α, góc ɑ, ΔT, 5 \u2126, ℝ, 10ℓ, 500 mℓ", []),
        ("H₂O, m², ﬁ, №, thế kỷ Ⅻ và XII", []),
        ("👨\u200d👩\u200d👧 vui ❤\ufe0f", []),
        ("“vì dân” «vui» ‘a’ `a` ``chủ´´ o’clock it's ^o^ ~mùa~", []),
        ("e^2, e^x, e^(x), A~Z, nga~2, quá~, O´Brien", []),
        ("giặc, gìn, già, gì, quý, quyết, thuở, khuỷu, xoóng, tuýp, mùa, Đắk, García, Río, José", []),
        ("hòa\u00a0bình", []),
    ],
)
def test_oddities_are_told(text: str, codes: list[str]) -> None:
    assert [problem.code for problem in findings(text, "slogan")] == codes


@pytest.mark.parametrize(
    ("text", "words", "wanted", "letters"),
    [
        ("Ðảng ta", "Ðảng", "Đảng", "U+00D0 → Đ (LATIN CAPITAL LETTER D WITH STROKE)"),
        ("Ɖảng", "Ɖảng", "Đảng", "U+0189 → Đ (LATIN CAPITAL LETTER D WITH STROKE)"),
        ("HÐND", "HÐND", "HĐND", "U+00D0 → Đ (LATIN CAPITAL LETTER D WITH STROKE)"),
        ("50.000 ð", "ð", "đ", "U+00F0 → đ (LATIN SMALL LETTER D WITH STROKE)"),
        ("vì d\u0430n", "d\u0430n", "dan", "U+0430 → a (LATIN SMALL LETTER A)"),
        # Marks stay on the letter, typed apart or with a letter that has both.
        ("\u0430\u0309nh", "\u0430\u0309nh", "ảnh", "U+0430 → a (LATIN SMALL LETTER A)"),
        ("n\u0430\u0302\u0301u", "n\u0430\u0302\u0301u", "nấu", "U+0430 → a (LATIN SMALL LETTER A)"),
        ("m\u0450", "m\u0450", "mè", "U+0450 → è (LATIN SMALL LETTER E WITH GRAVE)"),
        ("\u1f08b", "\u1f08b", "A\u0313b", "U+1F08 → A\u0313 (LATIN CAPITAL LETTER A)"),
        ("thế kỷ \u0425\u0425I", "\u0425\u0425I", "XXI", "U+0425 → X (LATIN CAPITAL LETTER X)"),
        ("Ａ", "Ａ", "A", "U+FF21 → A (LATIN CAPITAL LETTER A)"),
        ("năm ２０", "２０", "20", "U+FF12 → 2 (DIGIT TWO), U+FF10 → 0 (DIGIT ZERO)"),
        ("𝐀nh", "𝐀nh", "Anh", "U+1D400 → A (LATIN CAPITAL LETTER A)"),
        ("Ｖi\u0323", "Ｖị", "Vị", "U+FF36 → V (LATIN CAPITAL LETTER V)"),
    ],
)
def test_a_look_alike_is_named_with_what_it_should_be(text: str, words: str, wanted: str, letters: str) -> None:
    found = findings(text, "slogan")[-1]
    assert found.code == "text.look-alike"
    assert found.params == {"words": words, "wanted": wanted, "letters": letters}


def test_of_many_look_alikes_five_are_named() -> None:
    (found,) = findings("Ðà Ði Ðo Ðu Ðê Ðơ", "slogan")
    assert (found.params["words"], found.params["wanted"]) == ("Ðà, Ði, Ðo, Ðu, Ðê, …", "Đà, Đi, Đo, Đu, Đê, …")


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("hoa´ vui", "hoa´", "hoá"),
        ("a`", "a`", "à"),
        ("e^", "e^", "ê"),
        ("o~", "o~", "õ"),
        ("hoa\u02cb ma\u02ca", "hoa\u02cb, ma\u02ca", "hoà, má"),
        ("no\u02dc, me\u02c6n, ca\u02d8n, ca\u02c0", "no\u02dc, me\u02c6n, ca\u02d8n, ca\u02c0", "nõ, mên, căn, cả"),
        ("THÊ´ GIƠ´I", "THÊ´, GIƠ´I", "THẾ, GIỚI"),
        ("đươ`ng, e^´", "đươ`ng, e^´", "đường, ế"),
        # Where the letter has its mark already, the second one goes.
        ("Việ´t", "Việ´t", "Việt"),
        ("cafe´", "cafe´", "café"),
    ],
)
def test_a_mark_that_stands_alone_is_told(text: str, words: str, wanted: str) -> None:
    (found,) = findings(text, "slogan")
    assert (found.code, found.params) == ("text.lone-mark", {"words": words, "wanted": wanted})


@pytest.mark.parametrize(
    ("typed", "usual"),
    [
        *[("thủơ", "thuở"), ("qủa", "quả"), ("gíup", "giúp"), ("qúy", "quý"), ("gía", "giá"), ("muà", "mùa")],
        *[("QỦA", "QUẢ"), ("ngừơi", "người"), ("hòan", "hoàn"), ("qúôc", "quốc"), ("tìên", "tiền")],
    ],
)
def test_a_tone_mark_on_the_wrong_letter_is_told_and_the_right_word_is_not(typed: str, usual: str) -> None:
    (found,) = findings(f"Vì {typed}", "slogan")
    assert (found.code, found.params) == ("text.misplaced-tone", {"words": typed, "wanted": usual})
    assert findings(f"Vì {usual}", "slogan") == ()


@pytest.mark.parametrize(
    ("text", "count", "signs"),
    [
        ("a\u200b\u0301", 1, "U+200B ZWSP"),
        ("e\u0302\u200b\u0301", 1, "U+200B ZWSP"),
        ("\ufeffViệt\u200b\u200b Nam\x07", 4, "U+FEFF BOM, U+200B ZWSP ×2, U+0007"),
        ("\x1cNam", 1, "U+001C"),
    ],
)
def test_unseen_signs_are_counted_and_named(text: str, count: int, signs: str) -> None:
    (found,) = (each for each in findings(text, "slogan") if each.code == "text.control")
    assert found.params == {"count": count, "signs": signs}


@pytest.mark.parametrize(
    ("text", "codes", "drawn"),
    [
        ("vì  dân", {"text.double-space": 1}, "VÌ DÂN"),
        ("vì\u00a0 dân", {"text.no-break-space": 1}, "VÌ\u00a0 DÂN"),
        ("vì\u00a0\u00a0dân", {"text.no-break-space": 1}, "VÌ\u00a0\u00a0DÂN"),
        ("vì\u2003 dân", {"text.wide-space": 1}, "VÌ\u2003 DÂN"),
        ("vì  dân \u00a0ta", {"text.double-space": 1, "text.no-break-space": 1}, "VÌ DÂN \u00a0TA"),
    ],
)
def test_of_gaps_is_told_what_is_drawn(text: str, codes: dict[str, int], drawn: str) -> None:
    assert {each.code: each.params["count"] for each in findings(text, "slogan")} == codes
    made = compose(Design(text=text, format=formats()["bang-ron-8000x1200"]))
    assert made.lines["slogan"] == (drawn,)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_oddity_is_said_in_words(language: str) -> None:
    odd = "Ðảng hoa´ qủa vì  dân\u00a0 ta\u2003\u2003a\u200b\u0301 hòa hoà " + unicodedata.normalize("NFD", "hội")
    told = {each.code: " ".join(catalogue(language).problem(each)) for each in findings(odd, "slogan")}
    assert len(told) == 9
    assert "U+00D0" in told["text.look-alike"] and "Đảng" in told["text.look-alike"]
    assert "NBSP" in told["text.no-break-space"] and "NBSP" not in told["text.double-space"]
    assert "U+200B" in told["text.control"] and "hoá" in told["text.lone-mark"]
    assert "quả" in told["text.misplaced-tone"]


def test_the_slogans_of_the_pack_have_nothing_odd() -> None:
    assert [slogan.id for _, slogan in load_library((ASSETS / "slogans",)) if findings(slogan.text, "slogan")] == []


def test_slogans_of_other_subjects_have_nothing_odd() -> None:
    slogans = (Path(__file__).parent / "unseen_slogans.txt").read_text("utf-8").replace("~", " ").splitlines()
    assert len(slogans) >= 100
    assert [slogan for slogan in slogans if findings(slogan, "slogan")] == []


def test_the_unit_line_is_read_too() -> None:
    made = compose(Design(text="Vì dân", unit="Ðảng ủy", format=formats()["pano-3000x2000"]))
    assert [(problem.code, problem.where) for problem in made.problems] == [("text.look-alike", "unit")]


def test_oddities_are_problems_of_the_design_and_change_no_letter() -> None:
    made = compose(Design(text="Vì hòa bình, vì sức khoẻ", format=formats()["pano-3000x2000"]))
    assert [problem.code for problem in made.problems] == ["text.mixed-tone-style"]
    assert " ".join(made.lines["slogan"]) == "VÌ HÒA BÌNH, VÌ SỨC KHOẺ"


@given(st.text(max_size=60))
def test_nothing_typed_is_too_odd_to_be_told(text: str) -> None:
    findings(text, "slogan")
