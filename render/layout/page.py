"""One page of a work in the making: words first, since ornament takes its measure from them.

Steps: the boxes of the slots, the unit line and further lines, the words, the layers, the nodes, the checks.
"""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

from render.geometry import Insets, Rect, rectangle
from render.layout.art import draw, shown
from render.layout.edges import edged
from render.layout.legibility import (
    check_block,
    check_code,
    check_embedding,
    check_folds,
    check_letters,
    is_illegible,
)
from render.layout.picture import code, logo, photo, unofficial
from render.layout.slots import SetBlock, bled, edges_of, folds_of, lifted, page_values, room, safe_box, slot_boxes
from render.layout.text_block import text_nodes
from render.layout.words import ALIGN, DOWN, face_key, setting, tiers
from render.model.design import PICTURED, Design
from render.model.lengths import ITEMS, resolve
from render.model.official import drawing
from render.model.palettes import Palette
from render.model.templates import Line, Template, Unit, Words
from render.problem import Problem, error
from render.scene.nodes import Flat, Node, Scene, Shape
from render.scene.nodes import Unit as SceneUnit
from render.text.block import Block, Setting, Tier
from render.text.fit import fit
from render.text.normalize import clean

# Least gap between the words and the unit line, in percent of the short side.
_UNIT_GAP = 1.5
# The unit line is set a little open, so that its small capitals read.
_UNIT_TRACKING, _UNIT_AIR, _UNIT_LINES = 0.03, 0.3, 3


class Page:
    """A page: what the design and its template ask for, and the blocks set so far; `number` counts from one."""

    def __init__(self, design: Design, template: Template, palette: Palette, number: int) -> None:
        self.design, self.template, self.palette, self.number = design, template, palette, number
        self.work = design.format
        self.arrangement = template.arranged(self.work, number)
        self.values = page_values(self.work, number)
        self.text, self.unit = clean(design.text), clean(design.unit)
        self.further = self._further()
        pictured = {name for name in PICTURED if getattr(design, name).strip()}
        filled = {*self.further, *(("unit",) if self.unit else ()), *pictured}
        self.boxes = lifted(slot_boxes(self.arrangement, self.work, self.values, filled), self.work)
        self.words: SetBlock | None = None
        self.set: dict[str, SetBlock] = {}

    def _further(self) -> dict[str, str]:
        """Return what the further lines say: their own words, else what they repeat."""
        given = {name: clean(text) for name, text in self.design.lines.items()}
        said = {
            name: given.get(name) or (self.unit if line.repeats else "")
            for name, line in self.arrangement.lines.items()
        }
        return {name: text for name, text in said.items() if text}

    def set_blocks(self) -> None:
        """Set all words of the page."""
        self._set_lines()
        self._set_unit()
        self._set_words()

    def _set_lines(self) -> None:
        for name, text in self.further.items():
            line = self.arrangement.lines[name]
            box = safe_box(self.work, self.boxes[name])
            face = face_key(self.design, line.face)
            tier = Tier(
                name, text, face, tracking=line.tracking, capitals=line.capitals, signature=bool(line.repeats)
            )
            if "\n" in text:
                box = box._replace(left=box.left + resolve(line.indent, self.values))
            manner = Setting(
                air=line.air, lines=line.lines, down=DOWN[line.sits], running=line.running, paragraph=line.paragraph
            )
            self.set[name] = self._fitted(tier, box, line, manner)

    def _items(self) -> dict[str, float]:
        """Return the names that layers may use for where the paragraphs of further lines begin."""
        return {
            f"{name}.{item}": top
            for name, text in self.further.items()
            if "\n" in text
            for item, top in zip(ITEMS, self.set[name].paragraph_tops(text), strict=False)
        }

    def _set_unit(self) -> None:
        """Set the line that names who hangs the work."""
        unit = self.arrangement.unit
        if unit is None or "unit" not in self.boxes:
            return
        box = safe_box(self.work, self.boxes["unit"], keep_height=True)
        face = face_key(self.design, unit.face)
        tier = Tier("unit", self.unit, face, tracking=_UNIT_TRACKING, signature=True)
        self.set["unit"] = self._fitted(tier, box, unit, Setting(air=_UNIT_AIR, lines=_UNIT_LINES))

    def _fitted(self, tier: Tier, box: Rect, style: Line | Unit, manner: Setting) -> SetBlock:
        largest, pixels = resolve(style.largest, self.values), not self.work.is_print
        wanted = replace(manner, align=ALIGN[style.align], largest=largest, pixels=pixels)
        return SetBlock(fit((tier,), room(box), wanted), (box.left, box.top))

    def _set_words(self) -> None:
        """Set the slogan in what is left to it."""
        words, values = self.arrangement.words, self.values
        if words is None:
            return
        box = safe_box(self.work, self.boxes["words"])
        unit = self.set.get("unit")
        if unit and self.boxes["unit"].top >= self.boxes["words"].bottom:
            box = box._replace(bottom=min(box.bottom, unit.ink.top - _UNIT_GAP * values["s"]))
        fixed, with_cap = (resolve(words.crown, {**values, "cap": cap}) for cap in (0.0, 1.0))
        top = box.top + fixed
        box = box._replace(top=top if self.work.is_print else math.ceil(top))
        manner = setting(words, resolve(words.largest, values), with_cap - fixed)
        wanted = replace(manner, choice=self.design.breaks, pixels=not self.work.is_print)
        parts = tiers(self.design, words, self.text)
        block = fit(parts, room(box), wanted)
        if is_illegible(block, self.work):
            # Where words would say nothing, size comes before good breaks and even sides.
            block = fit(parts, room(box), replace(wanted, tolerance=0.0, swell=1.0))
        self.words = SetBlock(block, (box.left, box.top))

    def scene(self) -> Scene:
        """Return the finished page."""
        unit = SceneUnit.MM if self.work.is_print else SceneUnit.PX
        return Scene(unit, self.work.trim, self.work.bleeds, self._nodes(), self.work.id)

    def _nodes(self) -> tuple[Node, ...]:
        """Return all that is painted, in order."""
        blocks = [*([self.words] if self.words else []), *self.set.values()]
        values = self.values | _words_values(self.words, self.values) | edges_of(self.boxes) | self._items()
        under = self.arrangement.layers
        if self.arrangement.unit and "unit" in self.boxes:
            under += self.arrangement.unit.layers
        inks = tuple(ink for block in blocks for ink in block.inks)
        layers = draw(shown(under, self.boxes, values), self.palette, values, inks, Path(self.template.folder))
        pixels = not self.work.is_print
        behind, before = self._pictures()
        nodes: list[Node] = [_ground(self.design, self.palette), *behind, *layers, *before]
        if self.words and self.arrangement.words:
            nodes += _slogan(self.words, self.arrangement.words, self.palette, pixels=pixels)
        roles = {name: line.role for name, line in self.arrangement.lines.items()}
        roles |= {"unit": self.arrangement.unit.role} if self.arrangement.unit else {}
        for name, block in self.set.items():
            colour = self.palette.colour(roles[name])
            nodes += text_nodes([(line, colour) for line in block.block.lines], *block.at, pixels=pixels)
        return tuple(nodes)

    def _pictures(self) -> tuple[list[Node], list[Node]]:
        """Return what stands behind the layers, a photograph, and before them, logo and code."""
        design, boxes = self.design, self.boxes
        behind: list[Node] = []
        if slot := boxes.get("photo"):
            behind.append(photo(Path(design.photo), bled(slot, self.work), slot, design.photo_focus))
        before: list[Node] = [logo(Path(design.logo), boxes["logo"], self.palette)] if "logo" in boxes else []
        if "emblem" in boxes:
            official = drawing(design.emblem)
            before.append(logo(official, boxes["emblem"], self.palette) if official else unofficial(boxes["emblem"]))
        return behind, [*before, self._code()[0]] if "qr" in boxes else before

    def _code(self) -> tuple[Node, float]:
        dark, light = self.palette.colour("dark"), self.palette.colour("pale")
        return code(self.design.qr, self.boxes["qr"], dark, light, pixels=not self.work.is_print)

    def problems(self) -> list[Problem]:
        """Return what is wrong with the words as set, and with a code too small to be scanned."""
        blocks = ({"slogan": self.words} if self.words else {}) | self.set
        found = [problem for name, each in blocks.items() for problem in _check_set(each.block, self.design, name)]
        folds = folds_of(self.work, self.number)
        found += [problem for name, each in blocks.items() for problem in check_folds(each.inks, folds, name)]
        if "emblem" in self.boxes and not drawing(self.design.emblem):
            found.append(error("emblem.missing", "emblem", emblem=self.design.emblem))
        return [*found, *check_code(self._code()[1], self.work)] if "qr" in self.boxes else found

    def drawn_lines(self) -> dict[str, tuple[str, ...]]:
        """Return each slot's lines as drawn, the words first."""
        slogan = _lines(self.words.block) if self.words else {}
        return slogan | {name: block.words for name, block in self.set.items()}


def _words_values(block: SetBlock | None, values: dict[str, float]) -> dict[str, float]:
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


def _check_set(block: Block, design: Design, slot: str) -> list[Problem]:
    return [*check_letters(block, slot), *check_embedding(block, slot), *check_block(block, design.format, slot)]


def _ground(design: Design, palette: Palette) -> Shape:
    # The ground goes one bleed beyond the bleed: an edge that ends exactly on the page leaves a hair of paper.
    margin = max(*design.format.bleeds, 1.0)
    box = Rect(0.0, 0.0, *design.format.size).grown(design.format.bleeds).grown(Insets.all(margin))
    return Shape(rectangle(box), Flat(palette.colour("ground")))


def _slogan(block: SetBlock, words: Words, palette: Palette, *, pixels: bool) -> tuple[Node, ...]:
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
