"""The program that reads films back: the person's own or the one that is brought along."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from render.screens.video import find_program


@pytest.fixture(scope="session")
def ffmpeg() -> str:
    program = find_program(shutil.which("ffmpeg"))
    if program is None:
        pytest.skip("no ffmpeg for this machine")
    return program


def decoded(program: str, path: Path, width: int, height: int) -> np.ndarray:
    """Return all frames of a film as ffmpeg sees them."""
    command = [program, "-loglevel", "error", "-i", str(path), "-f", "rawvideo", "-pix_fmt", "rgb24", "-"]
    ran = subprocess.run(command, capture_output=True, check=True)
    return np.frombuffer(ran.stdout, np.uint8).reshape(-1, height, width, 3)


def flashes(levels: list[float], fps: int) -> int:
    """Return the most flashes in any second, from the mean light of frames: falls of a tenth or more (WCAG 2.3.1)."""
    falls, low, high, rising = [], levels[0], levels[0], True
    for at, level in enumerate(levels):
        high, low = max(high, level), min(low, level)
        if rising and high - level >= 0.1:
            falls.append(at)
            rising, low = False, level
        elif not rising and level - low >= 0.1:
            rising, high = True, level
    return max((sum(start <= at < start + fps for at in falls) for start in falls), default=0)
