"""What is odd about words as typed is told, and good words are left in peace."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    ],
)
def test_oddities_are_told(text: str, codes: list[str]) -> None:
    assert [problem.code for problem in findings(text, "slogan")] == codes


def test_a_look_alike_is_named_with_what_it_should_be() -> None:
    (problem,) = findings("Ðảng ta", "slogan")
    assert problem.params == {"words": "Ðảng", "wanted": "Đảng"}


def test_the_slogans_of_the_pack_have_nothing_odd() -> None:
    assert [slogan.id for _, slogan in load_library((ASSETS / "slogans",)) if findings(slogan.text, "slogan")] == []


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
