"""One entry of a playlist on one screen: laid out, parted where it must be, drawn and written; a worker's piece."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from render.backends.base import ColourMode
from render.backends.grid import Band
from render.backends.writers import RasterKind, RasterOptions, write_pixels
from render.colour import contrast
from render.errors import CheckError, StudioError
from render.layout.compose import MOST_LETTERS, Composition
from render.model.design import Design
from render.model.palettes import find_palette
from render.model.screens import Screen
from render.pipeline import overridden, prepare
from render.preflight.checks import check_design
from render.problem import Problem, error, warning
from render.production.naming import ascii_words
from render.scene.nodes import Scene
from render.screens import boards
from render.screens.canvas import fed, paint_wall, rgb
from render.screens.legibility import GOOD_MM_PER_M, LEAST_MM_PER_M, Judged, least_cap_px, load_of, stroke_share
from render.screens.reading import seconds_for
from render.screens.slides import caps, file_name, with_place
from render.screens.split import split
from render.text.fonts import chain, face

_FULL_CONTRAST = 21.0


@dataclass(frozen=True, slots=True)
class SlideJob:
    """What a worker needs: the design of the whole text for the screen, its number, where to and as what."""

    screen: Screen
    design: Design
    number: int
    most: int
    seconds: float | None
    folder: Path
    kinds: tuple[RasterKind, ...]
    force: bool


@dataclass(frozen=True, slots=True)
class MadeSlide:
    """One slide as written: its files by kind, its lines and how long it stands."""

    files: tuple[tuple[RasterKind, str], ...]
    slogan: str
    text: str
    lines: tuple[str, ...]
    part: int
    parts: int
    seconds: float
    judged: Judged
    template: str
    palette: str


@dataclass(frozen=True, slots=True)
class MadeEntry:
    """What became of an entry: its slides with what is odd about them, or the error that stopped it."""

    slides: tuple[MadeSlide, ...]
    problems: tuple[Problem, ...]
    error: StudioError | None = None


@dataclass(frozen=True, slots=True)
class _Drawn:
    """One slide before it is painted."""

    scene: Scene
    text: str
    lines: tuple[str, ...]
    caps: tuple[tuple[float, str], ...]
    contrast: float
    template: str
    palette: str
    problems: tuple[Problem, ...]


def make_entry(job: SlideJob) -> MadeEntry:
    """Draw and write the slides of one entry; what stops it is told, not raised."""
    if faults := length_faults(job.design.text):
        return MadeEntry((), tuple(faults), CheckError("slides.stopped"))
    try:
        drawn = _board(job) if boards.is_board(job.screen) else _wall(job)
        problems = [problem for each in drawn for problem in each.problems]
        if any(problem.stops for problem in problems):
            return MadeEntry((), tuple(problems), CheckError("slides.stopped"))
        slides = tuple(_written(job, each, at, len(drawn)) for at, each in enumerate(drawn, 1))
    except StudioError as fault:
        return MadeEntry((), (), fault)
    return MadeEntry(slides, tuple(problems))


def length_faults(text: str) -> list[Problem]:
    """Return what is said of a text that is a book."""
    if len(text) <= MOST_LETTERS:
        return []
    return [error("text.too-long", "slogan", forceable=False, letters=len(text), most=MOST_LETTERS)]


def _written(job: SlideJob, drawn: _Drawn, part: int, parts: int) -> MadeSlide:
    wall = paint_wall(drawn.scene, job.screen)
    canvas = fed(wall, job.screen)
    words = ascii_words(drawn.text)
    files = []
    for kind in job.kinds:
        name = file_name(job.number, job.most, part, parts, words, kind.value)
        write_picture(canvas, job.folder / name, kind, job.screen)
        files.append((kind, name))
    judged = Judged(
        name=files[0][1],
        least_cap=min(cap for cap, _ in drawn.caps),
        main_cap=max(cap for cap, _ in drawn.caps),
        stroke=min(stroke_share(font) * cap / (face(font).cap_height / face(font).upem) for cap, font in drawn.caps),
        contrast=drawn.contrast,
        load=load_of(wall),
    )
    seconds = job.seconds or seconds_for(drawn.text)
    return MadeSlide(
        files=tuple(files),
        slogan=job.design.slogan,
        text=drawn.text,
        lines=drawn.lines,
        part=part,
        parts=parts,
        seconds=seconds,
        judged=judged,
        template=drawn.template,
        palette=drawn.palette,
    )


def write_picture(pixels: Band, target: Path, kind: RasterKind, screen: Screen) -> tuple[int, int]:
    """Write what a screen is fed as one file and return its sides."""
    options = raster_options(kind, screen)
    return write_pixels(pixels if options.colour is ColourMode.MONO else rgb(pixels), target, options)


def raster_options(kind: RasterKind, screen: Screen) -> RasterOptions:
    """Return how a screen's picture is written: one bit for boards of one colour, where the file can."""
    one = screen.colour == "one" and kind is not RasterKind.JPEG
    return RasterOptions(kind, None, ColourMode.MONO if one else ColourMode.RGB)


def _board(job: SlideJob) -> list[_Drawn]:
    """Return an entry as slides in the pixel face."""
    screen, design = job.screen, job.design
    text = " ".join(design.text.split())
    if boards.largest_scale(screen) < 1:
        raise CheckError("board.low", rows=screen.height, least=boards.LINE_ROWS)
    slides = boards.board_slides(text, screen, least_cap_px(screen, GOOD_MM_PER_M))
    if not slides:
        raise CheckError("board.narrow", text=max(text.split(), key=len, default=""), width=screen.width)
    problems = [*check_design(design), *board_letters(text)]
    drawn, opening = [], boards.openings(text)
    for slide in slides:
        scene = boards.board_scene(slide, screen, opening)
        opening = max(0, opening - len(" ".join(slide.lines).split()))
        cap = ((float(slide.cap_px), boards.FACE),)
        words = " ".join(slide.lines)
        drawn.append(_Drawn(scene, words, slide.lines, cap, _FULL_CONTRAST, "", "", tuple(problems)))
        problems = []
    return drawn


def board_letters(text: str) -> list[Problem]:
    """Return what is said of letters that the pixel face has not."""
    lacking = boards.lacking(text)
    if not lacking:
        return []
    lender = chain(boards.FACE)[0]
    missing = face(lender).missing("".join(lacking))
    if missing:
        return [error("text.missing-glyph", "slogan", letters=" ".join(missing), font=boards.FACE)]
    return [warning("text.fallback", "slogan", letters=" ".join(lacking), font=boards.FACE, substitute=lender)]


def _wall(job: SlideJob) -> list[_Drawn]:
    """Return an entry as slides of a template, in as many parts as its words need to be read."""
    known: dict[str, Composition] = {}

    def laid_out(part: str) -> Composition:
        if part not in known:
            whole = part == " ".join(job.design.text.split())
            design = job.design if whole else msgspec.structs.replace(job.design, text=part, original="")
            known[part] = prepare(design)
        return known[part]

    floor = least_cap_px(job.screen, LEAST_MM_PER_M)
    text = " ".join(job.design.text.split())
    parts = split(text, lambda part: _reads(laid_out(part), floor)) or (text,)
    return [_composed(job, laid_out(part), part, at, len(parts)) for at, part in enumerate(parts, 1)]


def _reads(made: Composition, floor: float) -> bool:
    """True where all capitals are high enough for their marks and for the distance."""
    if any(problem.severity == "error" and not problem.forceable for problem in made.problems):
        return False
    return all(cap >= max(floor, face(font).least_cap_px) for cap, font in caps(made.pages[0]))


def _composed(job: SlideJob, made: Composition, text: str, part: int, parts: int) -> _Drawn:
    scene = with_place(made.pages[0], part, parts)
    palette = find_palette(made.palette)
    ground = palette.colour("ground")
    return _Drawn(
        scene=scene,
        text=text,
        lines=tuple(line for lines in made.lines.values() for line in lines),
        caps=tuple(caps(scene)) or ((0.0, boards.FACE),),
        contrast=min(contrast(palette.colour(role), ground) for role in ("words", "second")),
        template=made.template,
        palette=made.palette,
        problems=overridden(made.problems, job.force),
    )
