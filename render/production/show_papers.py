"""What lies beside the slides: a list as CSV and TOML, a note for the operator, words for boards typed by hand."""

from __future__ import annotations

from collections.abc import Sequence

from render.catalogue import LANGUAGES, Catalogue, catalogue
from render.model.screens import Screen
from render.production.show_files import ShowFile
from render.production.slide_work import MadeSlide
from render.screens.playlist import Programme, Row, to_csv
from render.screens.ticker import Ticker

CARD = "00-the-thu"
README, LIST_CSV, LIST_TOML, WORDS = "README.txt", "playlist.csv", "playlist.toml", "khau-hieu.txt"
# Notepad on an operator's Windows.
_LINE = "\r\n"


def papers(
    screen: Screen,
    programme: Programme,
    slides: Sequence[MadeSlide],
    files: Sequence[ShowFile],
    playlist_toml: str,
) -> dict[str, bytes]:
    """Return the papers by name."""
    kept = {file.path.name for file in files}
    rows = [Row(_name(slide, kept), slide.seconds, slide.slogan, slide.text) for slide in slides]
    found = {
        LIST_CSV: to_csv(rows),
        LIST_TOML: playlist_toml.encode(),
        README: _lines(note(screen, programme, files)),
    }
    if screen.colour != "full":
        found[WORDS] = _lines([cue.text for cue in programme.cues])
    return found


def ticker_papers(
    screen: Screen, programme: Programme, ticker: Ticker, files: Sequence[ShowFile], playlist_toml: str
) -> dict[str, bytes]:
    """Return the papers of a running text by name."""
    seconds = ticker.frames / ticker.fps
    rows = [Row(files[0].path.name if files else "", seconds, cue.slogan, cue.text) for cue in programme.cues]
    texts = [f"  {cue.text}" for cue in programme.cues]
    found: list[str] = []
    for language in LANGUAGES:
        words = catalogue(language)
        lines = _note(words, screen, programme, [file for file in files if file.slide is None])
        speed = words("readme.ticker", step=ticker.step, fps=ticker.fps, width=ticker.loop, seconds=seconds)
        found += [*lines, *texts, "", speed, ""]
    papers = {LIST_CSV: to_csv(rows), LIST_TOML: playlist_toml.encode(), README: _lines(found[:-1])}
    if screen.colour != "full":
        papers[WORDS] = _lines([cue.text for cue in programme.cues])
    return papers


def _name(slide: MadeSlide, kept: set[str]) -> str:
    """Return the slide's first picture, '' where there is only the film."""
    return next((name for _, name in slide.files if name in kept), "")


def _lines(lines: Sequence[str]) -> bytes:
    return "".join(line + _LINE for line in lines).encode()


def note(screen: Screen, programme: Programme, files: Sequence[ShowFile]) -> list[str]:
    """Return the note for the operator, in Vietnamese and then in English."""
    found: list[str] = []
    for language in LANGUAGES:
        found += [*_note(catalogue(language), screen, programme, files), ""]
    return found[:-1]


def _note(words: Catalogue, screen: Screen, programme: Programme, files: Sequence[ShowFile]) -> list[str]:
    width, height = screen.canvas
    name = (screen.name_en if words.language == "en" else "") or screen.name
    films = [file for file in files if file.to == "mp4" and not file.path.name.startswith(CARD)]
    card = next((file.path.stem for file in files if file.path.name.startswith(CARD)), "")
    slides = [file for file in files if file.slide and file.to != "mp4"]
    lines = [words("readme.title", screen=name), ""]
    if programme.span:
        hours = programme.span.hours or words("readme.all-day")
        lines += [words("readme.period", name=programme.span.name, days=programme.span.days, hours=hours), ""]
    lines += [words("readme.canvas", width=width, height=height)]
    if screen.raster:
        lines.append(
            words("readme.window", x=screen.at[0], y=screen.at[1], width=screen.folded[0], height=screen.folded[1])
        )
    if screen.fold > 1:
        lines.append(words("readme.fold", count=screen.fold))
    step = 1
    for film in films:
        across, down = film.size_px or (0, 0)
        whole = bool(screen.raster) and (across, down) == screen.raster
        key = "readme.film-raster" if whole else "readme.film"
        lines.append(words(key, step=step, file=film.path.name, width=across, height=down, seconds=film.seconds))
        step += 1
    if slides:
        first, last = slides[0].path.name, slides[-1].path.name
        lines.append(words("readme.slides", step=step, first=first, last=last, list=LIST_CSV))
        step += 1
    if card:
        lines.append(words("readme.card", step=step, file=card))
        step += 1
    lines.append(words("readme.exact", step=step))
    lines.append(words("readme.black", step=step + 1))
    if screen.colour != "full":
        lines.append(words("readme.words", step=step + 2, file=WORDS))
    lines += ["", words("readme.list")]
    seen: dict[str, None] = {}
    for file in slides:
        if file.slide and file.path.suffix == slides[0].path.suffix:
            seen[f"  {file.path.name}  {file.seconds:g} s  {' / '.join(file.slide.lines)}"] = None
    return [*lines, *seen]
