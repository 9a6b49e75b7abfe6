"""A programme as running text: one long picture, a film, and numbered frames where no film can be made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from render.backends.writers import RasterKind, write_raster
from render.errors import CheckError, UsageError
from render.model.design import Design, chosen_palette, chosen_template
from render.model.palettes import find_palette
from render.model.screens import Screen
from render.preflight.checks import check_design
from render.problem import Problem, warning
from render.production.show_files import ShowFile
from render.production.slide_work import board_letters, length_faults, raster_options, write_picture
from render.progress import Progress
from render.screens import boards
from render.screens.canvas import page_of
from render.screens.film import even
from render.screens.ticker import Look, Ticker, film_frames, pictures, plan_ticker
from render.screens.video import write_video

NAME = "chu-chay"
MOST_FRAMES = 20_000
_LONG = 16_384


@dataclass(frozen=True, slots=True)
class MadeTicker:
    """A running text as written, and what is odd about it; no ticker where that keeps it from being made."""

    ticker: Ticker | None
    files: tuple[ShowFile, ...]
    problems: tuple[Problem, ...]


def look_of(design: Design) -> Look:
    """Return the colours of a design's palette as a ticker wears them."""
    palette = find_palette(chosen_palette(design, chosen_template(design)))
    return Look(*(palette.colour(role) for role in ("ground", "words", "second", "accent")))


def make_ticker(
    designs: Sequence[Design],
    screen: Screen,
    stage: Path,
    kinds: Sequence[RasterKind],
    fps: int,
    program: str | None,
    film: bool,
    period: str,
    progress: Progress,
) -> MadeTicker:
    """Write a running text of all designs' words; raise CheckError where the board is too low for any."""
    if boards.is_board(screen) and boards.largest_scale(screen) < 1:
        raise CheckError("board.low", rows=screen.height, least=boards.LINE_ROWS)
    texts = [each.text for each in designs]
    if not all(text.strip() for text in texts):
        raise CheckError("ticker.empty")
    problems = [problem for each in designs for problem in (*length_faults(each.text), *check_design(each))]
    if boards.is_board(screen):
        problems += board_letters(" ".join(texts))
    if any(problem.stops and not problem.forceable for problem in problems):
        return MadeTicker(None, (), tuple(problems))
    ticker = plan_ticker(texts, screen, look_of(designs[0]), fps)
    files = [_long(ticker, kind, stage, period) for kind in kinds if kind is not RasterKind.JPEG]
    if ticker.loop > _LONG:
        problems.append(warning("ticker.long", width=ticker.loop, most=_LONG))
    if film and program:
        files += _films(ticker, stage, program, period)
    elif film:
        problems.append(warning("ticker.no-program"))
        files += _frames(ticker, stage, period, progress)
    return MadeTicker(ticker, tuple(files), tuple(problems))


def _long(ticker: Ticker, kind: RasterKind, stage: Path, period: str) -> ShowFile:
    name = f"{NAME}.{kind.value}"
    size = write_raster(page_of(ticker.scene), stage / name, raster_options(kind, ticker.screen))
    return ShowFile(Path(name), kind.value, ticker.screen, period, size_px=size, seconds=ticker.frames / ticker.fps)


def _films(ticker: Ticker, stage: Path, program: str, period: str) -> list[ShowFile]:
    screen, found = ticker.screen, []
    wanted = [(f"{NAME}.mp4", screen.folded, True)]
    if screen.raster and screen.raster != screen.folded:
        wanted.append((f"{NAME}-{screen.raster[0]}x{screen.raster[1]}.mp4", screen.raster, False))
    for name, size, window in wanted:
        frames = film_frames(ticker, window=window)
        count = write_video(frames, even(size), ticker.fps, stage / name, program)
        found.append(ShowFile(Path(name), "mp4", screen, period, None, even(size), count / ticker.fps, count))
    return found


def _frames(ticker: Ticker, stage: Path, period: str, progress: Progress) -> list[ShowFile]:
    if ticker.frames > MOST_FRAMES:
        raise UsageError("ticker.frames", count=ticker.frames, most=MOST_FRAMES)
    found = []
    for at, picture in enumerate(pictures(ticker), 1):
        name = f"{NAME}-{at:05}.png"
        size = write_picture(picture, stage / name, RasterKind.PNG, ticker.screen)
        found.append(ShowFile(Path(name), "png", ticker.screen, period, None, size))
        progress(at / ticker.frames)
    return found
