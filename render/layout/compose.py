"""A design becomes a finished page: words first, since ornament takes its measure from them.

Steps: the words' box, the tiers by meaning, the fit, the unit line, the layers, the nodes, the checks.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from pathlib import Path

from render.geometry import Insets, Rect, Size, rectangle
from render.layout.art import box_of, draw, shown
from render.layout.boxes import resolved, solve
from render.layout.edges import edged
from render.layout.legibility import check_block, check_embedding, check_letters
from render.layout.text_block import text_nodes
from render.model.design import Design, chosen_palette, chosen_template
from render.model.lengths import EDGES, resolve
from render.model.palettes import Palette, find_palette
from render.model.templates import Arrangement, TierStyle, Words, shape_of
from render.problem import Problem, error
from render.scene.nodes import Flat, Node, Scene, Shape, Unit
from render.text import fonts
from render.text.block import Block, Setting, Tier
from render.text.fit import fit
from render.text.linebreak import Figure
from render.text.normalize import clean
from render.text.phrases import divide
from render.text.wording import findings

MOST_LETTERS = 2000
_HAIR = 0.01
# Least gap between the words and the unit line, in percent of the short side.
_UNIT_GAP = 1.5
# What stands in boxes of a tree only where the design gives it; other boxes just share out the page.
SLOTS = frozenset({"unit", "photo", "logo", "qr"})
_ALIGN = {"left": 0.0, "centre": 0.5, "right": 1.0}


@dataclass(frozen=True, slots=True)
class Composition:
    """The finished pages of a design, what is wrong with them, and each slot's lines as drawn."""

    pages: tuple[Scene, ...]
    problems: tuple[Problem, ...]
    lines: dict[str, tuple[str, ...]]
    template: str
    palette: str


def compose(design: Design) -> Composition:
    """Return a design laid out; words that cannot be set at all leave the page without them, with a problem."""
    template = chosen_template(design)
    palette = find_palette(chosen_palette(design, template))
    arrangement = template.arranged(shape_of(design.format.trim), design.format.medium)
    values = _page_values(design)
    text, unit = clean(design.text), clean(design.unit)
    boxes = _boxes(arrangement, design, values, filled={"unit"} if unit else set())
    problems = [*_check_text(text), *findings(design.text, "slogan"), *findings(design.unit, "unit")]
    if any(not problem.forceable for problem in problems):
        block, unit_block = None, None
    else:
        unit_block = _set_unit(design, arrangement, values, boxes, unit) if unit else None
        block = _set_words(design, arrangement, values, boxes, text, unit_block)
    nodes: list[Node] = [_ground(design, palette)]
    values |= _words_values(block, values) | _edges(boxes)
    layers = shown(arrangement.layers + (arrangement.unit.layers if unit else ()), boxes)
    words = tuple(line.ink.moved(*each.at) for each in (block, unit_block) if each for line in each.block.lines)
    nodes += draw(layers, palette, values, words, Path(template.folder))
    lines: dict[str, tuple[str, ...]] = {}
    pixels = not design.format.is_print
    if block:
        nodes += _nodes(block, arrangement.words, palette, pixels=pixels)
        lines |= _lines(block.block)
        problems += _check_set(block.block, design, "slogan")
    if unit_block:
        colour = palette.colour(arrangement.unit.role)
        nodes += text_nodes([(line, colour) for line in unit_block.block.lines], *unit_block.at, pixels=pixels)
        lines["unit"] = tuple(line.line.text for line in unit_block.block.lines)
        problems += _check_set(unit_block.block, design, "unit")
    unit_of = Unit.MM if design.format.is_print else Unit.PX
    scene = Scene(unit_of, design.format.trim, design.format.bleeds, tuple(nodes), design.format.id)
    return Composition((scene,), tuple(problems), lines, template.id, palette.id)


@dataclass(frozen=True, slots=True)
class _Set:
    """A block and where its box begins on the page."""

    block: Block
    at: tuple[float, float]

    @property
    def ink(self) -> Rect:
        return self.block.ink.moved(*self.at)


def _page_values(design: Design) -> dict[str, float]:
    width, height = design.format.size
    return {
        "w": width / 100,
        "h": height / 100,
        "s": min(width, height) / 100,
        # A length in the other unit is nothing: a screen has no millimetres, a print no pixels.
        "mm": 1.0 if design.format.is_print else 0.0,
        "px": 0.0 if design.format.is_print else 1.0,
    }


def _words_values(block: _Set | None, values: dict[str, float]) -> dict[str, float]:
    """Return the names that layers may use for the words' place; the page's middle where there are none."""
    if block is None:
        x, y = values["w"] * 50, values["h"] * 50
        ink, cap = Rect(x, y, x, y), values["s"] * 10
    else:
        ink, cap = block.ink, block.block.cap
    return {
        "cap": cap,
        "left": ink.left,
        "top": ink.top,
        "right": ink.right,
        "bottom": ink.bottom,
        "middle": (ink.top + ink.bottom) / 2,
        "centre": (ink.left + ink.right) / 2,
    }


def _check_text(text: str) -> list[Problem]:
    if not text:
        return [error("text.empty", "slogan", forceable=False)]
    if len(text) > MOST_LETTERS:
        return [error("text.too-long", "slogan", forceable=False, letters=len(text), most=MOST_LETTERS)]
    return []


def _check_set(block: Block, design: Design, slot: str) -> list[Problem]:
    return [*check_letters(block, slot), *check_embedding(block, slot), *check_block(block, design.format, slot)]


def _face(design: Design, face: str) -> str:
    """Return the template's face, or the design's own family at its weight."""
    family, _, weight = face.rpartition("-")
    return fonts.key(design.font or family, int(weight))


def _boxes(arrangement: Arrangement, design: Design, values: dict[str, float], filled: set[str]) -> dict[str, Rect]:
    """Return the boxes of the slots on the page by name; what stands empty has none."""
    if arrangement.tree:
        absent = SLOTS.union(arrangement.lines) - filled
        return solve(resolved(arrangement.tree, values, absent=absent), Rect(0.0, 0.0, *design.format.size))
    words, unit = arrangement.words.box, arrangement.unit.box
    if "unit" not in filled:
        return {"words": box_of(words, values)} if words else {}
    words = arrangement.unit.words_box or words
    return {name: box_of(box, values) for name, box in (("words", words), ("unit", unit)) if box}


def _edges(boxes: dict[str, Rect]) -> dict[str, float]:
    """Return the names that layers may use for the slots' places."""
    return {
        f"{name}.{edge}": value
        for name, box in boxes.items()
        for edge, value in zip(EDGES, (*box, (box.top + box.bottom) / 2, (box.left + box.right) / 2), strict=True)
    }


def _safe_box(design: Design, wanted: Rect, *, keep_height: bool = False) -> Rect:
    """Return a box cut to what the format keeps free of pockets, hems and bezels, or moved up into it whole."""
    width, height = design.format.size
    top, right, bottom, left = design.format.keep_out
    if keep_height:
        wanted = wanted.moved(0.0, min(0.0, height - bottom - wanted.bottom))
    cut = Rect(
        max(wanted.left, left),
        max(wanted.top, top),
        min(wanted.right, width - right),
        min(wanted.bottom, height - bottom),
    )
    # Words stand on whole pixels, so their box begins on one.
    return cut if design.format.is_print else cut._replace(left=math.ceil(cut.left), top=math.ceil(cut.top))


def _set_words(
    design: Design,
    arrangement: Arrangement,
    values: dict[str, float],
    boxes: dict[str, Rect],
    text: str,
    unit: _Set | None,
) -> _Set:
    words = arrangement.words
    box = _safe_box(design, boxes["words"])
    if unit:
        # A safe zone may have pushed the unit line up: the words end above it.
        box = box._replace(bottom=min(box.bottom, unit.ink.top - _UNIT_GAP * values["s"]))
    largest = box_of((words.largest,) * 4, values).left
    fixed, with_cap = (resolve(words.crown, {**values, "cap": cap}) for cap in (0.0, 1.0))
    top = box.top + fixed
    box = box._replace(top=top if design.format.is_print else math.ceil(top))
    wanted = replace(
        setting(words, largest, with_cap - fixed), choice=design.breaks, pixels=not design.format.is_print
    )
    block = fit(tiers(design, words, text), _room(box), wanted)
    return _Set(block, (box.left, box.top))


def _room(box: Rect) -> Size:
    """Return a box's size; where the page leaves none, a hair: what is set there is told to be illegible."""
    return Size(max(box.width, _HAIR), max(box.height, _HAIR))


def setting(words: Words, largest: float = math.inf, crown: float = 0.0) -> Setting:
    """Return the manner in which a template sets its words, at most `largest`, below a `crown` in cap heights."""
    return Setting(
        air=words.air,
        crown=crown,
        align=_ALIGN[words.align],
        tolerance=words.tolerance,
        largest=largest,
        lines=words.lines,
        figure=Figure(words.figure),
        spread=words.edge.spread if words.edge else Insets(),
    )


def tiers(design: Design, words: Words, text: str) -> tuple[Tier, ...]:
    """Return the slogan as tiers in reading order; parts that the template does not style stay together."""
    parts = divide(text)
    styled: list[tuple[str, str, TierStyle]] = []
    plain = TierStyle(role=words.role)
    for name, part, style in (
        ("opening", parts.opening, words.opening),
        ("slogan", parts.main, plain),
        ("term", parts.term, words.term),
        ("clause", parts.clause, words.clause),
    ):
        if part and style is None:
            style = plain
        if part and style:
            if styled and styled[-1][2] is plain and style is plain:
                part = f"{styled.pop()[1]} {part}"
                name = "slogan"
            styled.append((name, part, style))
    return tuple(
        Tier(
            name=name,
            text=part,
            face=_face(design, style.face or words.face),
            ratio=style.ratio,
            tracking=style.tracking if style is not plain else words.tracking,
            gap=style.gap,
            least=style.least,
        )
        for name, part, style in styled
    )


def _set_unit(
    design: Design, arrangement: Arrangement, values: dict[str, float], boxes: dict[str, Rect], unit: str
) -> _Set:
    line = arrangement.unit
    box = _safe_box(design, boxes["unit"], keep_height=True)
    largest = box_of((line.largest,) * 4, values).left
    tier = Tier("unit", unit, _face(design, line.face), tracking=0.03, signature=True)
    wanted = Setting(air=0.3, align=_ALIGN[line.align], largest=largest, lines=3, pixels=not design.format.is_print)
    return _Set(fit((tier,), _room(box), wanted), (box.left, box.top))


def _ground(design: Design, palette: Palette) -> Shape:
    # The ground goes one bleed beyond the bleed: an edge that ends exactly on the page leaves a hair of paper.
    margin = max(*design.format.bleeds, 1.0)
    box = Rect(0.0, 0.0, *design.format.size).grown(design.format.bleeds).grown(Insets.all(margin))
    return Shape(rectangle(box), Flat(palette.colour("ground")))


def _nodes(block: _Set, words: Words, palette: Palette, *, pixels: bool) -> tuple[Node, ...]:
    styles = {"opening": words.opening, "term": words.term, "clause": words.clause}
    lines = []
    for line in block.block.lines:
        style = styles.get(line.tier.name)
        lines.append((line, palette.colour(style.role if style else words.role)))
    nodes = text_nodes(lines, *block.at, pixels=pixels)
    return edged(nodes, words.edge, palette) if words.edge else nodes


def _lines(block: Block) -> dict[str, tuple[str, ...]]:
    """Return the slots in reading order: the opening by itself, all that follows as the slogan."""
    lines: dict[str, tuple[str, ...]] = {}
    for line in block.lines:
        slot = "opening" if line.tier.name == "opening" else "slogan"
        lines[slot] = (*lines.get(slot, ()), line.line.text)
    return lines
