"""Films of slides: constant, seamless, even-sided, and without a flash."""

from __future__ import annotations

import numpy as np
import pytest

from render.errors import UsageError, WriteError
from render.screens.film import even, planes, with_changes
from render.screens.video import encoder, find_program, write_video
from tests.render.screens.films import decoded

RED, GREEN = (np.full((33, 65, 3), colour, np.uint8) for colour in ((200, 20, 30), (10, 180, 40)))


def test_cuts_keep_each_picture_its_time(ffmpeg: str, tmp_path) -> None:
    size = even((65, 33))
    count = write_video(
        with_changes([(RED, 1.0), (GREEN, 2.0)], 30, fade=False), size, 30, tmp_path / "a.mp4", ffmpeg
    )
    frames = decoded(ffmpeg, tmp_path / "a.mp4", *size)
    assert size == (66, 34) and count == len(frames) == 90
    assert np.abs(frames[:30].astype(int) - RED[0, 0]).mean() < 4, "the last column and row are there twice"
    assert np.abs(frames[30:].astype(int) - GREEN[0, 0]).mean() < 4


def test_fades_run_through_and_close_the_loop(ffmpeg: str, tmp_path) -> None:
    size = even((65, 33))
    write_video(with_changes([(RED, 2.0), (GREEN, 2.0)], 30, fade=True), size, 30, tmp_path / "a.mp4", ffmpeg)
    reds = decoded(ffmpeg, tmp_path / "a.mp4", *size)[:, 16, 32, 0].astype(int)
    assert len(reds) == 120
    assert reds[0] > 180 > 60 > reds[65], "red, then green"
    assert (np.diff(reds[44:61]) <= 2).all() and (np.diff(reds[104:]) >= -2).all()
    assert reds[-1] > 150, "the last frame is nearly the first again"


def test_the_same_frames_give_the_same_bytes(ffmpeg: str, tmp_path) -> None:
    for name in ("a", "b"):
        write_video(with_changes([(RED, 1.0)], 25, fade=False), (66, 34), 25, tmp_path / f"{name}.mp4", ffmpeg)
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()


@pytest.mark.parametrize(
    "colour", [(0, 0, 0), (255, 255, 255), (255, 0, 0), (255, 221, 0), (41, 0, 12), (0, 96, 255)]
)
def test_colours_come_back(colour: tuple[int, int, int]) -> None:
    made = planes(np.full((2, 2, 3), colour, np.uint8))
    light, blue, red = (float(plane[0, 0]) for plane in (made.light, made.blue, made.red))
    y, u, v = 1.16438 * (light - 16), blue - 128, red - 128
    back = (y + 1.79274 * v, y - 0.21325 * u - 0.53291 * v, y + 2.1124 * u)
    assert np.abs(np.clip(back, 0, 255) - colour).max() < 4


def test_frames_are_made_as_they_are_asked_for() -> None:
    asked = []

    def endless():
        while True:
            asked.append(1)
            yield RED, 1.0

    frames = with_changes(endless(), 30, fade=True)
    for _ in range(3):
        next(frames)
    assert len(asked) < 6


def test_a_program_that_fails_leaves_no_file(ffmpeg: str, tmp_path) -> None:
    def broken():
        yield b"\0" * 3, 1
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_video(broken(), (64, 32), 30, tmp_path / "a.mp4", ffmpeg)
    with pytest.raises(WriteError) as fault:
        write_video([(b"\0" * 100, 1)], (64, 32), 30, tmp_path / "a.mp4", "/nowhere/ffmpeg")
    assert fault.value.code == "video.failed"
    assert list(tmp_path.iterdir()) == []


def test_what_h264_cannot_hold_is_said_before() -> None:
    with pytest.raises(UsageError) as fault:
        write_video([], (20_000, 32), 30, "a.mp4", "ffmpeg")
    assert fault.value.code == "video.too-large"


def test_a_program_without_the_codec_is_no_program(tmp_path) -> None:
    assert encoder("/nowhere/ffmpeg") == ""
    assert find_program("/nowhere/ffmpeg") != "/nowhere/ffmpeg"
