"""Kerning that fonts forget for accented letters: borrowed, but never so far that ink comes closer."""

from __future__ import annotations

import pytest

from render.text.fonts import face
from render.text.kerning import borrowed
from render.text.profiles import nearest
from render.text.shaping import shape_line


@pytest.mark.parametrize("pair", ["TẢ", "TẠ", "VĂ", "VÀ", "LÝ"])
def test_a_font_with_the_hole_kerns_accented_pairs_like_plain_ones(pair: str) -> None:
    plain = {"Ả": "A", "Ạ": "A", "Ă": "A", "À": "A", "Ý": "Y"}
    key = "league-gothic-400"
    accented, bare = (shape_line(key, text) for text in (pair, pair[0] + plain[pair[1]]))
    assert accented.glyphs[1].x == pytest.approx(bare.glyphs[1].x, abs=0.03)
    assert accented.glyphs[1].x < face(key).advance(face(key).gid(pair[0])) / face(key).upem


@pytest.mark.parametrize("pair", ["TẢ", "VÀ", "To", "PH"])
def test_a_fonts_own_kerning_is_left_alone(pair: str) -> None:
    assert borrowed("oswald-700", *pair) == 0


@pytest.mark.parametrize("key", ["league-gothic-400", "saira-extra-condensed-800", "anton-400"])
def test_what_is_borrowed_brings_no_ink_closer_than_between_the_plain_letters(key: str) -> None:
    used = face(key)
    for pair, plainer in (("Tổ", "ôo"), ("TỔ", "ÔO"), ("Vẫ", "âa"), ("Từ", "ưu"), ("Yế", "êe")):
        kerned = [_gap(key, pair[0] + letter) for letter in plainer]
        unkerned = nearest(key, used.gid(pair[0]), used.gid(pair[1]))
        assert _gap(key, pair) >= min([*kerned, unkerned]) - 1


def _gap(key: str, pair: str) -> float:
    """The least gap between the ink of two letters as shaped, in font units."""
    used = face(key)
    left, right = used.gid(pair[0]), used.gid(pair[1])
    kern = shape_line(key, pair).glyphs[1].x * used.upem - used.advance(left)
    return nearest(key, left, right) + kern


def test_what_follows_a_horn_does_not_borrow_from_the_letter_without_it() -> None:
    assert borrowed("roboto-slab-700", "Ư", "A") == 0
