"""A design becomes finished pages, each laid out by itself; one without an arrangement of its own is as the first."""

from __future__ import annotations

from dataclasses import dataclass, replace

from render.layout.page import Page
from render.model.design import PICTURED, Design, chosen_palette, chosen_template
from render.model.palettes import find_palette
from render.problem import Problem, error, warning
from render.scene.nodes import Scene
from render.text.normalize import clean
from render.text.wording import findings

MOST_LETTERS = 2000


@dataclass(frozen=True, slots=True)
class Composition:
    """The finished pages of a design, what is wrong with them, and each slot's lines as drawn.

    Slots of further pages are named with their page: `page2.unit`.
    """

    pages: tuple[Scene, ...]
    problems: tuple[Problem, ...]
    lines: dict[str, tuple[str, ...]]
    template: str
    palette: str

    def lines_of(self, number: int) -> dict[str, tuple[str, ...]]:
        """Return one page's lines, named as they are among those of all."""
        return {slot: drawn for slot, drawn in self.lines.items() if _page_of(slot) == number}


def compose(design: Design) -> Composition:
    """Return a design laid out; words that cannot be set at all leave the pages without them, with a problem."""
    template = chosen_template(design)
    palette = find_palette(chosen_palette(design, template))
    own = {number: Page(design, template, palette, number) for number in template.distinct_pages(design.format)}
    problems = _faults(design, tuple(own.values()))
    if all(problem.forceable for problem in problems):
        for page in own.values():
            page.set_blocks()
    scenes = {number: page.scene() for number, page in own.items()}
    numbers = range(1, design.format.pages + 1)
    lines: dict[str, tuple[str, ...]] = {}
    for number in numbers:
        page = own.get(number, own[1])
        lines |= {_on_page(number, name): drawn for name, drawn in page.drawn_lines().items()}
    for number, page in own.items():
        problems += [replace(problem, where=_on_page(number, problem.where)) for problem in page.problems()]
    pages = tuple(scenes.get(number, scenes[1]) for number in numbers)
    return Composition(pages, tuple(problems), lines, template.id, palette.id)


def _on_page(number: int, slot: str) -> str:
    return slot if number == 1 else f"page{number}.{slot}"


def _page_of(slot: str) -> int:
    page, dot, _ = slot.partition(".")
    return int(page.removeprefix("page")) if dot else 1


def _faults(design: Design, pages: tuple[Page, ...]) -> list[Problem]:
    """Return what is wrong with the words themselves, and what no page has a place for."""
    given = {**design.lines, **{name: getattr(design, name) for name in PICTURED}}
    placed = {name for page in pages for name in page.boxes}
    unused = [name for name, held in given.items() if held.strip() and name not in placed]
    further = {name: text for name, held in design.lines.items() if name in placed and (text := clean(held))}
    return [
        *_check_text(clean(design.text)),
        *findings(design.text, "slogan"),
        *findings(design.unit, "unit"),
        *(problem for name, text in further.items() for problem in findings(text, name)),
        *(warning("slot.unused", name, template=pages[0].template.id) for name in unused),
    ]


def _check_text(text: str) -> list[Problem]:
    if not text:
        return [error("text.empty", "slogan", forceable=False)]
    if len(text) > MOST_LETTERS:
        return [error("text.too-long", "slogan", forceable=False, letters=len(text), most=MOST_LETTERS)]
    return []
