"""How fast slides and films for LED screens are made: whole runs, from words to files read back."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from render.cli.demo import campaign
from render.model.screen_names import parse_screen
from render.production.show import ShowOptions, run_show
from render.screens.playlist import Cue, Programme
from render.screens.ticker import film_frames, plan_ticker
from render.screens.video import find_program, write_video

SLIDES, MINUTE = 300, 60


def slides_a_second(folder: Path) -> float:
    """Return how many slides a second a run of 300 different ones makes, its processes' start included."""
    slogans = [slogan.text.rstrip("!") for slogan in campaign()[1]]
    cues = tuple(Cue(f"{slogans[at % len(slogans)]} {at + 1}!") for at in range(SLIDES))
    options = ShowOptions(film=False, workers=2, date="2025-02-03")
    started = time.perf_counter()
    shown = run_show([parse_screen("led-1920x1080")], [Programme(cues)], "", folder / "slides", options)
    seconds = time.perf_counter() - started
    assert sum(file.slide is not None for file in shown.files) == SLIDES, shown.errors
    return SLIDES / seconds


def film_of_a_minute(folder: Path) -> float | None:
    """Return the seconds that a minute of running text takes, None without ffmpeg."""
    from render.model.design import Design
    from render.production.show_ticker import look_of

    program = find_program(shutil.which("ffmpeg"))
    if program is None:
        return None
    screen = parse_screen("led-1920x1080")
    texts = [slogan.text for slogan in campaign()[1]]
    ticker = plan_ticker(texts, screen, look_of(Design(text=texts[0], format=screen.format)), 30)
    frames = (frame for frame, _ in zip(film_frames(ticker, window=True), range(MINUTE * 30), strict=False))
    started = time.perf_counter()
    count = write_video(frames, (1920, 1080), 30, folder / "ticker.mp4", program)
    assert count == MINUTE * 30
    return time.perf_counter() - started
