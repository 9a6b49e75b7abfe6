"""Beside slides: test cards with a walking bar, a picture of how the wall looks, a timetable of the periods."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from render.backends.readback import read_pixels
from render.backends.writers import RasterKind, RasterOptions, write_pixels
from render.catalogue import LANGUAGES, catalogue
from render.errors import UsageError
from render.model.screens import Screen
from render.pipeline.sheets import timetable
from render.production.show_files import ShowFile
from render.production.show_papers import CARD
from render.production.slide_work import MadeSlide, write_picture
from render.screens.canvas import fed, paint_wall, wall_of
from render.screens.film import even
from render.screens.playlist import Programme
from render.screens.simulation import simulated
from render.screens.testcard import bar_frames, cards
from render.screens.video import write_video

LOOK, TIMETABLE = "mo-phong.png", "lich-chieu.pdf"
LONGEST_PHONE = 24


def write_cards(
    screen: Screen,
    phone: str,
    stage: Path,
    kinds: Sequence[RasterKind],
    fps: int,
    program: str | None,
    period: str,
) -> list[ShowFile]:
    """Write a wall's test cards, and the film of the walking bar where there is a program for it."""
    if len(phone) > LONGEST_PHONE:
        raise UsageError("testcard.phone", most=LONGEST_PHONE)
    found = []
    scenes = cards(screen, phone)
    for at, scene in enumerate(scenes, 1):
        pixels = fed(paint_wall(scene, screen), screen)
        for kind in kinds or (RasterKind.PNG,):
            name = f"{CARD}-{at}.{kind.value}" if len(scenes) > 1 else f"{CARD}.{kind.value}"
            write_picture(pixels, stage / name, kind, screen)
            found.append(ShowFile(Path(name), kind.value, screen, period, size_px=screen.canvas))
    if program:
        name, size = f"{CARD}.mp4", even(screen.canvas)
        count = write_video(bar_frames(screen, fps), size, fps, stage / name, program)
        found.append(ShowFile(Path(name), "mp4", screen, period, None, size, count / fps, count))
    return found


def look_from(screen: Screen, slide: MadeSlide, distance: float, stage: Path, period: str) -> ShowFile:
    """Write how a slide looks from so many metres."""
    name = next(name for kind, name in slide.files if kind is not RasterKind.JPEG)
    wall = wall_of(read_pixels(stage / name), screen)
    if screen.colour == "one":
        wall = wall[:, :, :1]
    seen = simulated(wall, screen, distance)
    size = write_pixels(seen, stage / LOOK, RasterOptions(RasterKind.PNG, None))
    return ShowFile(Path(LOOK), "png", screen, period, size_px=size)


def write_timetable(
    rows: Sequence[tuple[Screen, Programme, str, int, float]], title: str, date: str, stage: Path
) -> ShowFile:
    """Write when which folder is shown on which screen: one page to tape on the laptop."""
    words = [catalogue(language) for language in LANGUAGES]
    heads = [
        " / ".join(each(f"timetable.{key}") for each in words)
        for key in ("screen", "period", "days", "hours", "folder", "slides")
    ]
    names = [screen.name for screen, *_ in rows]
    cells = [
        (
            "" if at and names[at - 1] == screen.name else screen.name,
            programme.span.name if programme.span else "",
            programme.span.days if programme.span else "",
            (programme.span.hours if programme.span else "") or words[0]("readme.all-day"),
            folder,
            words[0]("timetable.loop", count=count, seconds=seconds),
        )
        for at, (screen, programme, folder, count, seconds) in enumerate(rows)
    ]
    heading = title or words[0]("timetable.title")
    timetable(heading, heads, cells, date, stage / TIMETABLE)
    return ShowFile(Path(TIMETABLE), "pdf", rows[0][0])
