"""Running text: whole pixels a frame, no seam, the same pixels however they are cut."""

from __future__ import annotations

import numpy as np
import pytest

from render.cli.demo import campaign
from render.colour import from_rgb
from render.model.screen_names import parse_screen
from render.model.screens import Screen
from render.screens.canvas import paint_wall, rgb
from render.screens.film import even, planes
from render.screens.ticker import Look, Row, film_frames, pictures, plan_ticker
from render.screens.video import write_video
from tests.render.screens.films import decoded

TEXTS = [slogan.text for slogan in campaign()[1][:2]]
LOOK = Look(from_rgb(40, 0, 10), from_rgb(255, 221, 0), from_rgb(255, 255, 255), from_rgb(255, 180, 0))
FOLDED = Screen(id="f", name="f", size=(640, 64), fold=2, colour="three")
SCREENS = [parse_screen(name) for name in ("bang-to-dan-pho", "320x32", "480x160")] + [FOLDED]


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.id)
def test_each_frame_is_the_one_before_moved_by_whole_pixels(screen: Screen) -> None:
    ticker = plan_ticker(TEXTS, screen, LOOK, 30)
    assert ticker.loop % ticker.step == 0 and ticker.loop % 2 == 0
    row = Row(ticker)
    turn = row.columns(0, ticker.loop)
    assert turn.max() > 0
    for at in range(0, ticker.frames, max(1, ticker.frames // 12)):
        left = (at * ticker.step - screen.width) % ticker.loop
        wanted = np.roll(turn, -left, axis=1)[:, : screen.width]
        assert np.array_equal(row.columns(left, screen.width), wanted)


def test_the_row_closes_without_a_seam_and_begins_empty() -> None:
    screen = parse_screen("320x32")
    ticker = plan_ticker(TEXTS, screen, LOOK, 30)
    turn = Row(ticker).columns(0, ticker.loop)
    assert turn[:, -screen.height :].max() == 0, "a gap behind the last text"
    assert turn[:, :6].max() > 0
    picture = paint_wall(ticker.scene, screen)
    assert np.array_equal(picture, turn), "the long picture is what runs"


def test_speed_is_that_of_reading() -> None:
    for screen in SCREENS:
        ticker = plan_ticker(TEXTS, screen, LOOK, 30)
        letters = sum(map(len, TEXTS))
        a_second = ticker.step * ticker.fps / (ticker.loop / letters)
        assert 1 < a_second < 13


@pytest.mark.parametrize(
    "screen", [*SCREENS, Screen(id="o", name="o", size=(63, 31), colour="one")], ids=lambda s: s.id
)
def test_the_film_has_the_pictures_of_the_frames(screen: Screen, ffmpeg: str, tmp_path) -> None:
    ticker = plan_ticker(["Vì dân"], screen, LOOK, 30)
    size = even(screen.canvas)
    count = write_video(film_frames(ticker, window=True), size, 30, tmp_path / "a.mp4", ffmpeg)
    frames = decoded(ffmpeg, tmp_path / "a.mp4", *size)
    assert count == len(frames) == ticker.frames
    made = list(pictures(ticker))
    height, width = made[0].shape[:2]
    for at in (0, len(made) // 3, len(made) - 1):
        wanted, found = rgb(made[at]).astype(int), frames[at, :height, :width].astype(int)
        assert np.abs(wanted.mean(axis=2) - found.mean(axis=2)).mean() < 6


@pytest.mark.parametrize("left", [0, 1, 7, 1023, 1024, 1025, 2047])
def test_frames_cut_from_tiles_are_the_frames_of_whole_pictures(left: int) -> None:
    ticker = plan_ticker(TEXTS, parse_screen("480x160"), LOOK, 30)
    row = Row(ticker)
    assert row.frame(left, 480).data == planes(row.columns(left, 480)).data
