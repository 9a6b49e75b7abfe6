"""`slides`: a playlist, slogans or words on LED screens: pictures, film, lists and a note for the operator."""

from __future__ import annotations

import argparse
import os
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from render.backends.writers import RasterKind
from render.catalogue import Catalogue
from render.cli.faults import Faults
from render.cli.numbers import number as number_of
from render.cli.progress import bar
from render.cli.report import Json, error_json, problem_json, say, say_json, tell, tell_problems
from render.cli.works import date_of
from render.errors import UsageError, unknown
from render.model.design import AUTO
from render.model.palettes import find_palette
from render.model.screen_names import parse_screen
from render.model.screens import MOST_FOLDS, Screen, check_screen
from render.model.slogans import Library, load_library
from render.model.templates import find_template
from render.pipeline.typefaces import font_families
from render.production.saved_screens import save_screen
from render.production.show import Shown, ShowOptions, run_show, run_test_cards
from render.production.show_files import ShowFile
from render.resources import folders, user_folder
from render.screens.playlist import Entry, Playlist, programmes, read_playlist, to_toml
from render.screens.reading import FLASH_SECONDS, MOST_SECONDS
from render.screens.video import FRAMES, find_program

_KINDS = ("mp4", *(kind.value for kind in (RasterKind.PNG, RasterKind.BMP, RasterKind.JPEG)))
_RASTER = re.compile(r"(\d{1,6})\s*[x×]\s*(\d{1,6})\s*\+\s*(\d{1,6})\s*\+\s*(\d{1,6})")
_MOST_JOBS = 64


def run(options: argparse.Namespace, words: Catalogue) -> int:
    """Make the shows that the arguments ask for; return the first failure's exit code, else 0."""
    library = load_library(folders("slogans"))
    screens, playlist, wanted = _request(options, library)
    if options.save_screen:
        kept = save_screen(screens[0], options.save_screen, user_folder())
        tell(words("slides.saved", id=kept))
    if not playlist.entry and options.test_card is not None:
        shown = run_test_cards(screens, Path(options.out), wanted)
        _report(shown, words, as_json=options.json)
        return next((fault.exit_code for _, fault in shown.errors), 0)
    wanted = replace(wanted, date=wanted.date or library.packs[0].date.isoformat() if library.packs else "")
    source = Path(options.playlist).read_text("utf-8") if options.playlist else to_toml(playlist)
    shows = programmes(playlist, library, wanted.date, options.playlist or "")
    with bar(words("export.progress"), quiet=options.json) as progress:
        shown = run_show(screens, shows, source, Path(options.out), wanted, progress)
    _report(shown, words, as_json=options.json)
    return next((fault.exit_code for _, fault in shown.errors), 0)


def _request(options: argparse.Namespace, library: Library) -> tuple[list[Screen], Playlist, ShowOptions]:
    """Return what is asked for; all that is wrong with it is told together."""
    faults = Faults()
    screens: list[Screen] = []
    playlist = Playlist()
    wanted = ShowOptions()
    for name in options.screen:
        with faults.gathered():
            screens.append(_screen(name, options))
    if options.save_screen and len(options.screen) > 1:
        with faults.gathered():
            raise UsageError("screen.save-one", count=len(options.screen))
    if not options.screen:
        with faults.gathered():
            raise UsageError("slides.no-screen")
    with faults.gathered():
        playlist = _playlist(options, library)
    with faults.gathered():
        wanted = _options(options, playlist)
    for check in (_check_template, _check_palette, _check_font):
        with faults.gathered():
            check(options)
    faults.raise_any()
    return list(dict.fromkeys(screens)), playlist, wanted


def _screen(name: str, options: argparse.Namespace) -> Screen:
    """Return a screen as named, with what the arguments say otherwise."""
    changes: dict[str, Any] = {}
    if options.raster:
        match = _RASTER.fullmatch(options.raster.strip())
        if not match or "0" in (match[1], match[2]):
            raise UsageError("screen.raster", text=options.raster)
        width, height, x, y = map(int, match.groups())
        changes |= {"raster": (width, height), "at": (x, y)}
    if options.fold:
        changes["fold"] = round(number_of(options.fold, "fold", 1, MOST_FOLDS))
    if options.distance:
        changes["distance"] = number_of(options.distance, "distance", 0.1, 10_000)
    if options.colour:
        changes["colour"] = options.colour
    return check_screen(msgspec.structs.replace(parse_screen(name), **changes))


def _playlist(options: argparse.Namespace, library: Library) -> Playlist:
    sources = [name for name in ("playlist", "slogan", "topic", "text") if getattr(options, name)]
    if len(sources) > 1 and (options.playlist or options.text):
        raise UsageError("slides.sources", sources=" + ".join(sources))
    if options.ticker and options.simulate:
        raise UsageError("slides.simulate-ticker")
    if not sources and options.test_card is not None:
        return Playlist()
    if not sources:
        raise UsageError("slides.no-source")
    if options.playlist:
        return read_playlist(Path(options.playlist))
    return Playlist(entry=tuple(_entries(options, library)), transition=options.transition or "cut")


def _entries(options: argparse.Namespace, library: Library) -> list[Entry]:
    faults = Faults()
    entries = [Entry(text=text) for text in options.text]
    for name in options.slogan:
        with faults.gathered():
            pack, slogan = library.find(name)
            entries.append(Entry(slogan=library.short_id(pack, slogan)))
    for name in options.topic:
        with faults.gathered():
            entries += (Entry(slogan=library.short_id(*each)) for each in library.of_topic(name))
    faults.raise_any()
    return entries


def _options(options: argparse.Namespace, playlist: Playlist) -> ShowOptions:
    kinds = list(dict.fromkeys((options.to or "mp4,png").split(",")))
    if strange := [kind for kind in kinds if kind not in _KINDS]:
        raise UsageError("export.kind", kind=", ".join(strange), known=", ".join(_KINDS))
    fps = options.fps or "30"
    if fps not in {str(each) for each in FRAMES}:
        raise UsageError("slides.fps", text=fps, known=", ".join(map(str, FRAMES)))
    film = "mp4" in kinds
    return ShowOptions(
        kinds=tuple(RasterKind(kind) for kind in kinds if kind != "mp4"),
        film=film,
        program=find_program(shutil.which("ffmpeg")) if film else None,
        fps=int(fps),
        fade=(options.transition or playlist.transition) == "fade",
        ticker=options.ticker,
        phone=options.test_card,
        seen_from=number_of(options.simulate, "simulate", 0.1, 10_000) if options.simulate else None,
        title=playlist.name,
        seconds=number_of(options.seconds, "seconds", FLASH_SECONDS, MOST_SECONDS) if options.seconds else None,
        template=options.template or AUTO,
        palette=options.palette or "",
        font=options.font or "",
        unit=options.unit or "",
        date=date_of(options),
        workers=round(number_of(options.jobs, "jobs", 1, _MOST_JOBS)) if options.jobs else os.cpu_count() or 1,
        force=options.force,
        overwrite=options.overwrite,
    )


def _check_template(options: argparse.Namespace) -> None:
    if options.template and options.template != AUTO:
        template = find_template(options.template)
        if "led" not in template.media:
            raise UsageError("template.medium", template=template.id, format="led")


def _check_palette(options: argparse.Namespace) -> None:
    if options.palette:
        find_palette(options.palette)


def _check_font(options: argparse.Namespace) -> None:
    known = [each.id for each in font_families()]
    if options.font and options.font not in known:
        raise unknown("font.unknown", options.font, known)


def _report(shown: Shown, words: Catalogue, *, as_json: bool) -> None:
    problems = [problem_json(problem, words) | {"where": where} for where, problem in shown.problems]
    for where, fault in shown.errors:
        problems += error_json(fault, words, where)
    if as_json:
        say_json({"files": [file_json(file) for file in shown.files], "problems": problems})
        return
    for file in shown.files:
        say(str(file.path))
    tell_problems(problems, words)


def file_json(file: ShowFile) -> Json:
    """Return a file of a show as an object: its place, and of pictures and films what they are of."""
    entry: Json = {"path": str(file.path), "to": file.to, "screen": file.screen.id, "period": file.period or None}
    entry |= {"sha256": file.sha256}
    if file.size_px:
        entry |= {"width_px": file.size_px[0], "height_px": file.size_px[1]}
    if file.frames:
        entry |= {"frames": file.frames}
    if file.seconds:
        entry |= {"seconds": round(file.seconds, 3)}
    if slide := file.slide:
        entry |= {"slogan": slide.slogan or None, "text": slide.text, "lines": list(slide.lines)}
        entry |= {"part": slide.part, "parts": slide.parts, "cap_px": round(slide.judged.main_cap, 1)}
    return entry
