"""Boards of few rows: every lamp of every letter at its place, and nothing else lit."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from render.cli.demo import campaign
from render.model.screen_names import parse_screen
from render.screens import boards
from render.screens.canvas import paint_wall

ROOT = Path(__file__).resolve().parents[3]
SLOGANS = [(slogan.id, slogan.text) for slogan in campaign()[1]]
BOARDS = ("bang-to-dan-pho", "bang-chu-chay-96x16", "bang-ba-mau-128x32", "cong-chao-320x32", "128x64", "300x48")


def _dots() -> dict[str, tuple[set[tuple[int, int]], int]]:
    """Read the face's own drawing, past the font file, the shaping and the painter."""
    spec = importlib.util.spec_from_file_location("make_pixel_face", ROOT / "scripts" / "make_pixel_face.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.glyphs() | {" ": (set(), module.SPACE_DOTS - 1)}


DOTS = _dots()


def _lit(slide: boards.BoardSlide, width: int, height: int) -> np.ndarray:
    """Return what must be lit: the letters' dots, line by line, each line in the middle of what the mark leaves."""
    found = np.zeros((height, width), bool)
    k = slide.scale
    widths = [(sum(DOTS[letter][1] + 1 for letter in line) - 1) * k for line in slide.lines]
    marked = slide.parts > 1 and max(widths) <= width - 2
    top = (height - 16 * k * len(slide.lines)) // 2
    for row, line in enumerate(slide.lines):
        pen = max(0, ((width - 2 if marked else width) - widths[row]) // 2)
        for letter in line:
            dots, advance = DOTS[letter]
            for x, y in dots:
                left, up = pen + x * k, top + (16 * row + 13 - y) * k
                found[up : up + k, left : left + k] = True
            pen += (advance + 1) * k
    if marked:
        first = height * (slide.part - 1) // slide.parts
        found[first : max(first + 1, height * slide.part // slide.parts), -1] = True
    return found


@pytest.mark.parametrize("name", BOARDS)
def test_every_glyph_of_every_slogan_is_at_its_place(name: str) -> None:
    screen = parse_screen(name)
    for slogan, text in SLOGANS:
        slides = boards.board_slides(text, screen, 0.0)
        assert " ".join(" ".join(slide.lines) for slide in slides) == text.upper(), slogan
        for slide in slides:
            picture = paint_wall(boards.board_scene(slide, screen), screen).max(axis=2)
            assert set(np.unique(picture)) <= {0, 160, 221, 255}, "no half-lit lamp"
            assert np.array_equal(picture > 0, _lit(slide, screen.width, screen.height)), (slogan, slide)


def test_a_line_for_each_sixteen_rows_and_two_slides_of_two_lines_at_most() -> None:
    board = parse_screen("bang-to-dan-pho")
    for _, text in SLOGANS:
        slides = boards.board_slides(text, board, 0.0)
        assert all(len(slide.lines) <= 2 and slide.scale == 1 for slide in slides)
    assert all(len(slide.lines) == 1 for slide in boards.board_slides(SLOGANS[0][1], parse_screen("96x16"), 0.0))


def test_few_words_are_set_larger() -> None:
    (slide,) = boards.board_slides("Vì dân", parse_screen("320x32"), 0.0)
    assert slide.scale == 2 and slide.cap_px == 14


def test_distance_asks_for_larger_letters() -> None:
    wide = parse_screen("1280x64")
    near, far = (boards.board_slides(SLOGANS[5][1], wide, least) for least in (0.0, 20.0))
    assert near[0].cap_px < 20 <= far[0].cap_px


def test_what_goes_on_is_told_by_a_mark_that_walks_down() -> None:
    board = parse_screen("bang-to-dan-pho")
    slides = boards.board_slides(SLOGANS[3][1], board, 0.0)
    edges = [paint_wall(boards.board_scene(slide, board), board)[:, -1, 0] > 0 for slide in slides]
    assert len(slides) > 2 and np.array_equal(np.sum(edges, axis=0), np.ones(board.height))


def test_a_word_wider_than_the_board_is_not_cut() -> None:
    assert boards.board_slides("Nghiêng", parse_screen("32x16"), 0.0) == ()
