"""Every template on every format with the shortest, a median and the longest slogan."""

from __future__ import annotations

from dataclasses import replace

import pytest

from render.backends.base import ColourMode
from render.backends.grid import Grid
from render.backends.raster import paint
from render.geometry import Rect, Size
from render.layout.compose import compose
from render.model.design import Design, from_slogan
from render.model.formats import formats, free_format
from render.model.palettes import find_palette
from render.model.sizes import TypedSize
from render.model.slogans import load_library
from render.model.templates import templates
from render.problem import Severity
from render.resources import ASSETS
from render.scene.bounds import bounds, texts
from render.scene.dump import dump
from render.scene.nodes import Scene, Shape, Text
from render.scene.sheet import Page
from render.text.fonts import face

LIBRARY = load_library((ASSETS / "slogans",))
# The least height of the unit line's capitals: 38 mm on a pennant of 2.4 m.
LEAST_UNIT_CAP = 0.0155
# A board shows a short text at once, a long one in slides: it has its own test below.
BOARDS = "bang-dien-tu"


def _alike(work) -> tuple:
    """What layout sees of a format: its medium, its proportions and its safe zone, each roughly."""
    width, height = work.size
    ratio = width / height
    safe = tuple(round(side / min(width, height) * 20) for side in work.safe)
    return work.medium, round(ratio) if ratio >= 3 else round(ratio * 8), safe


# Of formats that look alike to layout, the first stands for all.
DIFFERENT = tuple({_alike(work): work for work in reversed(formats().values()) if work.group != BOARDS}.values())
CASES = [
    pytest.param(template, work, id=f"{template.id}-{work.id}")
    for template in templates().values()
    for work in DIFFERENT
    if template.serves(work)
]


@pytest.mark.parametrize(("template", "work"), CASES)
@pytest.mark.parametrize("slogan", ["V-28", "V-04", "V-18", "V-12"])
@pytest.mark.parametrize("unit", ["", "ĐẢNG ỦY - HĐND - UBND - UBMTTQVN PHƯỜNG NINH KIỀU THÀNH PHỐ CẦN"])
def test_words_stand_whole_inside_the_safe_zone(template, work, slogan: str, unit: str) -> None:
    design = from_slogan(*LIBRARY.find(slogan), work, template=template.id, unit=unit)
    made = compose(design)
    assert not [problem for problem in made.problems if problem.severity is Severity.ERROR]
    page, drawn = made.pages[0], made.lines_of(1)
    top, right, bottom, left = work.safe
    safe = Rect(left, top, work.size[0] - right, work.size[1] - bottom)
    inks = [ink for _, ink in texts(page)]
    assert all(safe.contains(ink, 0.01) for ink in inks)
    assert [node.text for node, _ in texts(page)] == [line for lines in drawn.values() for line in lines]
    of_words = [*drawn.get("opening", ()), *drawn["slogan"]]
    assert " ".join(of_words).casefold() == design.text.casefold()
    assert " ".join(drawn.get("unit", ())).casefold() == unit.casefold()
    if unit:
        words, line = inks[: len(of_words)], inks[-len(drawn["unit"]) :]
        assert max(ink.bottom for ink in words) < min(ink.top for ink in line)


@pytest.mark.parametrize(("template", "work"), CASES)
@pytest.mark.parametrize("slogan", ["V-28", "V-04", "V-12"])
def test_the_star_is_whole_on_the_page_and_clear_of_the_words(template, work, slogan: str) -> None:
    made = compose(from_slogan(*LIBRARY.find(slogan), work, template=template.id))
    page = made.pages[0]
    stars = [node for node in page.nodes if isinstance(node, Shape) and node.path.verbs == "M" + "L" * 9 + "Z"]
    for star in stars:
        box = bounds(star)
        assert Rect(0, 0, *work.size).contains(box)
        for _, ink in texts(page):
            assert ink.left >= box.right or ink.right <= box.left or ink.top >= box.bottom or ink.bottom <= box.top


@pytest.mark.parametrize(("template", "work"), CASES)
@pytest.mark.parametrize("slogan", ["V-28", "V-12"])
def test_the_unit_line_is_large_enough_and_clear_of_ornament(template, work, slogan: str) -> None:
    unit = "ĐẢNG ỦY - HĐND - UBND - UBMTTQVN PHƯỜNG CÁI RĂNG"
    made = compose(from_slogan(*LIBRARY.find(slogan), work, template=template.id, unit=unit))
    page = made.pages[0]
    lines = [(node, ink) for node, ink in texts(page)][-len(made.lines["unit"]) :]
    assert not [line for line in made.lines["unit"] if line.endswith("-") or line.startswith("-")]
    used = face(lines[0][0].font)
    cap = lines[0][0].size * used.cap_height / used.upem
    assert cap >= LEAST_UNIT_CAP * work.size[1] or cap >= LEAST_UNIT_CAP * 2 * min(work.size)
    around = Rect(
        min(ink.left for _, ink in lines) - cap,
        lines[0][1].bottom - cap,
        max(ink.right for _, ink in lines) + cap,
        lines[-1][1].bottom + cap,
    )
    assert _range_of_light(page, around) < 40


@pytest.mark.parametrize(("template", "work"), CASES)
@pytest.mark.parametrize("slogan", ["V-28", "V-08", "V-12", "V-16"])
def test_no_bright_ornament_runs_under_the_words(template, work, slogan: str) -> None:
    page = compose(from_slogan(*LIBRARY.find(slogan), work, template=template.id)).pages[0]
    for _, ink in texts(page):
        assert _range_of_light(page, ink) < 40


@pytest.mark.parametrize(
    ("template", "work"),
    [
        pytest.param(template, work, id=f"{template.id}-{work.id}")
        for template in templates().values()
        for work in formats().values()
        if work.group == BOARDS and template.serves(work)
    ],
)
@pytest.mark.parametrize("slogan", ["V-28", "V-04", "V-18", "V-12"])
def test_a_board_shows_the_words_whole_or_says_that_it_cannot(template, work, slogan: str) -> None:
    design = from_slogan(*LIBRARY.find(slogan), work, template=template.id)
    made = compose(design)
    faults = {problem.code for problem in made.problems if problem.severity is Severity.ERROR}
    assert not faults or (faults == {"text.illegible"} and slogan != "V-28")
    if not faults:
        drawn = list(texts(made.pages[0]))
        assert all(Rect(0, 0, *work.size).contains(ink) for _, ink in drawn)
        assert " ".join(node.text for node, _ in drawn).casefold() == design.text.casefold()


def _range_of_light(page: Scene, area: Rect) -> float:
    """The difference between the lightest and the darkest spot of the art behind the words, 0 to 255."""
    bare = replace(page, nodes=tuple(node for node in page.nodes if not isinstance(node, Text)))
    shown = paint(Page(bare, area, area, area), Grid(300, 60, area), ColourMode.RGB)
    lights = shown[..., :3].astype(float) @ (0.2126, 0.7152, 0.0722)
    return float(lights.max() - lights.min())


@pytest.mark.parametrize("template", list(templates().values()), ids=lambda template: template.id)
@pytest.mark.parametrize("palette", ["do-vang", "do-tham", "dem"])
def test_any_palette_fills_any_template(template, palette: str) -> None:
    work = next(formats()[each] for each in ("pano-3000x2000", "to-gap-297x210") if template.serves(formats()[each]))
    design = Design(text="Vì dân", format=work, template=template.id, palette=palette)
    scene = compose(design).pages[0]
    role = template.arranged(work).words.role
    assert "#{:02x}{:02x}{:02x}".format(*find_palette(palette).colour(role).rgb) in dump(scene)


@pytest.mark.parametrize(
    ("unit", "width", "height"),
    [("mm", 12000, 1000), ("mm", 600, 3000), ("mm", 300, 300), ("px", 64, 512), ("px", 7000, 300)],
)
def test_free_sizes_are_laid_out(unit: str, width: float, height: float) -> None:
    design = Design(text="Vì một thành phố xanh", format=free_format(TypedSize(unit, Size(width, height))))
    made = compose(design)
    assert not [problem for problem in made.problems if problem.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("text", "code", "forceable"),
    [
        ("", "text.empty", False),
        (" \n ", "text.empty", False),
        ("chữ " * 2500, "text.too-long", False),
        ("Ω ☃", "text.missing-glyph", True),
    ],
)
def test_words_that_cannot_be_set_are_problems(text: str, code: str, forceable: bool) -> None:
    made = compose(Design(text=text, format=formats()["pano-3000x2000"]))
    (problem,) = [each for each in made.problems if each.severity is Severity.ERROR]
    assert (problem.code, problem.forceable) == (code, forceable)


def test_words_under_the_legible_size_are_never_made() -> None:
    made = compose(Design(text="Một câu dài hơn bảng", format=free_format(TypedSize("px", Size(20, 12)))))
    (problem,) = [each for each in made.problems if each.severity is Severity.ERROR]
    assert problem.code == "text.illegible" and not problem.forceable


def test_a_scene_as_text() -> None:
    design = Design(text="Vì dân", format=formats()["pano-3000x2000"], template="bang-do")
    lines = dump(compose(design).pages[0]).splitlines()
    assert lines[0] == "scene pano-3000x2000 3000 2000 mm bleed 20 20 20 20"
    assert lines[1].startswith("  shape MLLLZ [-40 -40 3040 2040] fill #da161a 0/100/100/0")
    assert lines[-1].startswith("  text 'VÌ DÂN' anton-400")


def test_decomposed_text_gives_the_same_page() -> None:
    import unicodedata

    work = formats()["phuon-800x2400"]
    text = LIBRARY.find("V-04")[1].text
    one, two = (compose(Design(text=t, format=work)).pages for t in (text, unicodedata.normalize("NFD", text)))
    assert one == two
