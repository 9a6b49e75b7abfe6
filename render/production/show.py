"""What an operator gets: for each screen and period a folder of slides, a film, lists and a note how to use them.

All of a folder is made beside it first and moved in whole: a stop leaves what stood there before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from render.backends.grid import Band
from render.backends.readback import read_pixels
from render.backends.writers import RasterKind
from render.errors import CheckError, StudioError, WriteError
from render.model.design import AUTO, Design
from render.model.screens import Screen
from render.pipeline import make_folder, overridden
from render.problem import Problem, note, warning
from render.production import show_papers
from render.production.crew import mapped
from render.production.naming import ascii_words
from render.production.show_extras import look_from, write_cards, write_timetable
from render.production.show_files import ShowFile, delivered, staging
from render.production.show_ticker import make_ticker
from render.production.slide_work import MadeEntry, MadeSlide, SlideJob, make_entry, write_picture
from render.progress import Progress, silent
from render.screens.canvas import fed, paint_wall
from render.screens.film import even, with_changes
from render.screens.legibility import judge
from render.screens.playlist import Cue, Programme
from render.screens.reading import FLASH_SECONDS
from render.screens.slides import BLACK, black
from render.screens.video import COMMON_SIDE, write_video

FILM = "slides"
# Below so many pixels in all, processes of their own cost more than they bring.
_WORTH_A_CREW = 20_000_000


@dataclass(frozen=True, slots=True)
class ShowOptions:
    """How shows are made: kinds of pictures, film or none, who draws it, looks, and what to do about problems."""

    kinds: tuple[RasterKind, ...] = (RasterKind.PNG,)
    film: bool = True
    program: str | None = None
    fps: int = 30
    fade: bool = False
    ticker: bool = False
    phone: str | None = None
    seen_from: float | None = None
    title: str = ""
    seconds: float | None = None
    template: str = AUTO
    palette: str = ""
    font: str = ""
    unit: str = ""
    date: str = ""
    workers: int = 1
    force: bool = False
    overwrite: bool = False


@dataclass(slots=True)
class Shown:
    """What became of a run: files, problems with where they were found, and errors that stopped a part of it."""

    files: list[ShowFile] = field(default_factory=list)
    problems: list[tuple[str, Problem]] = field(default_factory=list)
    errors: list[tuple[str, StudioError]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Part:
    """One programme on one screen: what it is made of, where it grows, where it goes, and where it is told of."""

    screen: Screen
    programme: Programme
    playlist_toml: str
    folder: Path
    stage: Path
    options: ShowOptions
    shown: Shown

    @property
    def period(self) -> str:
        """The id of the span of days it is for, nothing for always."""
        return self.programme.span.id if self.programme.span else ""


def folder_of(out: Path, screen: Screen, several: bool, at: int, programme: Programme) -> Path:
    """Return the folder of a programme on a screen."""
    folder = out / _ascii(screen.id) if several else out
    return folder / f"{at:02}-{_ascii(programme.span.id)}" if programme.span else folder


def _ascii(name: str) -> str:
    return ascii_words(name)[:40].strip("-") or "man-hinh"


def run_show(
    screens: Sequence[Screen],
    programmes: Sequence[Programme],
    playlist_toml: str,
    out: Path,
    options: ShowOptions,
    progress: Progress = silent,
) -> Shown:
    """Make every programme for every screen; a programme that cannot be made leaves its folder as it was."""
    make_folder(out)
    shown = Shown()
    whole = [(screen, at, programme) for screen in screens for at, programme in enumerate(programmes, 1)]
    for done, (screen, at, programme) in enumerate(whole):

        def within(share: float, done: int = done) -> None:
            progress((done + share) / len(whole))

        folder = folder_of(out, screen, len(screens) > 1, at, programme)
        with staging(out) as stage:
            try:
                _show(_Part(screen, programme, playlist_toml, folder, stage, options, shown), within)
            except StudioError as fault:
                shown.errors.append((screen.id, fault))
    if programmes[0].span and not shown.errors:
        _timetable(whole, out, len(screens) > 1, options, shown)
    return shown


def run_test_cards(screens: Sequence[Screen], out: Path, options: ShowOptions) -> Shown:
    """Make nothing but the test cards of the screens."""
    shown = Shown()
    for screen in screens:
        folder = out / _ascii(screen.id) if len(screens) > 1 else out
        with staging(out) as stage:
            try:
                files = _cards(screen, stage, options, "")
                if options.film and not options.program:
                    shown.problems.append((screen.id, warning("video.no-program")))
                shown.files += delivered(files, stage, folder, options.overwrite, part="card:")
            except StudioError as fault:
                shown.errors.append((screen.id, fault))
    return shown


def _timetable(
    whole: Sequence[tuple[Screen, int, Programme]], out: Path, several: bool, options: ShowOptions, shown: Shown
) -> None:
    rows = []
    for screen, at, programme in whole:
        folder = folder_of(out, screen, several, at, programme)
        slides = [file for file in shown.files if file.path.parent == folder and file.slide]
        first = [file for file in slides if file.to == slides[0].to]
        films = [file for file in shown.files if file.path.parent == folder and file.to == "mp4"]
        seconds = sum(file.seconds for file in first) or next((film.seconds for film in films), 0.0)
        rows.append((screen, programme, folder.relative_to(out).as_posix(), len(first) or 1, seconds))
    with staging(out) as stage:
        paper = write_timetable(rows, options.title, options.date, stage)
        shown.files += delivered([paper], stage, out, options.overwrite)


def _show(part: _Part, progress: Progress) -> None:
    screen, programme, stage, options, shown = part.screen, part.programme, part.stage, part.options, part.shown
    if options.ticker:
        _running(part, progress)
        return
    made = _slides(screen, programme.cues, stage, options, progress)
    where = screen.id
    stopped = [entry for entry in made if entry.error]
    for cue, entry in zip(programme.cues, made, strict=True):
        name = entry.slides[0].files[0][1] if entry.slides else cue.slogan or cue.text[:40]
        shown.problems += ((f"{where}: {name}", problem) for problem in entry.problems)
        if entry.error and not any(problem.stops for problem in entry.problems):
            shown.errors.append((f"{where}: {cue.slogan or cue.text[:40]}", entry.error))
        elif entry.error:
            shown.errors.append(("", entry.error))
    if stopped:
        return
    slides = [slide for entry in made for slide in entry.slides]
    shown.problems += (
        (f"{where}: {problem.where}", problem) for problem in judge([s.judged for s in slides], screen)
    )
    files = [
        ShowFile(Path(name), kind.value, screen, part.period, slide, screen.canvas, slide.seconds)
        for slide in slides
        for kind, name in slide.files
        if kind in options.kinds
    ]
    files += _black(screen, stage, options, part.period)
    if options.film:
        files += _films(screen, slides, stage, options, shown, part.period)
    if options.phone is not None:
        files += _cards(screen, stage, options, part.period)
    if options.seen_from:
        files.append(look_from(screen, slides[0], options.seen_from, stage, part.period))
    papers = show_papers.papers(screen, programme, slides, files, part.playlist_toml)
    _deliver(papers, files, part)


def _running(part: _Part, progress: Progress) -> None:
    """Make a programme as running text."""
    screen, programme, stage, options, shown = part.screen, part.programme, part.stage, part.options, part.shown
    designs = [_design(cue, screen, options) for cue in programme.cues]
    made = make_ticker(
        designs, screen, stage, options.kinds, options.fps, options.program, options.film, part.period, progress
    )
    problems = overridden(made.problems, options.force)
    shown.problems += ((screen.id, problem) for problem in problems)
    if made.ticker is None or any(problem.stops for problem in problems):
        shown.errors.append((screen.id, CheckError("slides.stopped")))
        return
    files = list(made.files) + (_cards(screen, stage, options, part.period) if options.phone is not None else [])
    papers = show_papers.ticker_papers(screen, programme, made.ticker, files, part.playlist_toml)
    _deliver(papers, files, part)


def _cards(screen: Screen, stage: Path, options: ShowOptions, period: str) -> list[ShowFile]:
    return write_cards(screen, options.phone or "", stage, options.kinds, options.fps, options.program, period)


def _deliver(papers: dict[str, bytes], files: list[ShowFile], part: _Part) -> None:
    try:
        for name, content in papers.items():
            (part.stage / name).write_bytes(content)
            files.append(ShowFile(Path(name), Path(name).suffix[1:], part.screen, part.period))
        part.shown.files += delivered(files, part.stage, part.folder, part.options.overwrite)
    except OSError as fault:
        raise WriteError("write.failed", path=str(part.stage), reason=fault.strerror or str(fault)) from fault


def _slides(
    screen: Screen, cues: Sequence[Cue], stage: Path, options: ShowOptions, progress: Progress
) -> list[MadeEntry]:
    # Film and simulation are made of pictures without loss, whatever kinds are wanted.
    needed = RasterKind.PNG not in options.kinds and (options.film or options.seen_from or not options.kinds)
    kinds = (*options.kinds, RasterKind.PNG) if needed else options.kinds
    jobs = [
        SlideJob(
            screen=screen,
            design=_design(cue, screen, options),
            number=number,
            most=len(cues),
            seconds=cue.seconds or options.seconds,
            folder=stage,
            kinds=kinds,
            force=options.force,
        )
        for number, cue in enumerate(cues, 1)
    ]
    width, height = screen.canvas
    workers = options.workers if width * height * len(jobs) > _WORTH_A_CREW else 1
    made = []
    for entry in mapped(make_entry, jobs, workers):
        made.append(entry)
        progress(0.7 * len(made) / len(jobs))
    return made


def _design(cue: Cue, screen: Screen, options: ShowOptions) -> Design:
    return Design(
        text=cue.text,
        format=screen.format,
        template=options.template,
        palette=options.palette,
        font=options.font,
        unit=options.unit,
        date=options.date,
        slogan=cue.slogan,
        original=cue.text if cue.slogan else "",
    )


def _black(screen: Screen, stage: Path, options: ShowOptions, period: str) -> list[ShowFile]:
    """Write the black picture for before, between and after."""
    pixels = fed(paint_wall(black(screen), screen), screen)
    found = []
    for kind in options.kinds:
        name = f"{BLACK}.{kind.value}"
        write_picture(pixels, stage / name, kind, screen)
        found.append(ShowFile(Path(name), kind.value, screen, period, size_px=screen.canvas))
    return found


def _films(
    screen: Screen, slides: Sequence[MadeSlide], stage: Path, options: ShowOptions, shown: Shown, period: str
) -> list[ShowFile]:
    """Write the film of the wall, and where the wall is a window of a raster, one of the whole raster too."""
    if options.program is None:
        shown.problems.append((screen.id, warning("video.no-program")))
        return []
    wanted = [(f"{FILM}.mp4", screen.folded, True)]
    if screen.raster and screen.raster != screen.folded:
        wanted.append((f"{FILM}-{screen.raster[0]}x{screen.raster[1]}.mp4", screen.raster, False))
    found = []
    for name, size, window in wanted:
        shown.problems += ((f"{screen.id}: {name}", problem) for problem in film_problems(size))
        pictures = ((_picture(stage, slide, screen, window), max(slide.seconds, FLASH_SECONDS)) for slide in slides)
        frames = with_changes(pictures, options.fps, fade=options.fade)
        count = write_video(frames, even(size), options.fps, stage / name, options.program)
        found.append(
            ShowFile(Path(name), "mp4", screen, period, None, even(size), count / options.fps, count),
        )
    return found


def film_problems(size: tuple[int, int]) -> Iterator[Problem]:
    """Yield what is worth knowing about a film of that size."""
    if even(size) != size:
        yield note("video.padded", width=size[0], height=size[1], across=even(size)[0], down=even(size)[1])
    if max(size) > COMMON_SIDE:
        yield warning("video.wide", side=max(size), most=COMMON_SIDE)


def _picture(stage: Path, slide: MadeSlide, screen: Screen, window: bool) -> Band:
    name = next(name for kind, name in slide.files if kind is RasterKind.PNG)
    pixels = read_pixels(stage / name)
    if window and screen.raster:
        (x, y), (width, height) = screen.at, screen.folded
        pixels = pixels[y : y + height, x : x + width]
    return pixels
