"""What the schema cannot say of a template: shapes served, boxes for its slots, lengths that can be read, colours."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from render.errors import ContentError
from render.model.layers import Art, Box, Layer, lengths_of
from render.model.lengths import FOLDS, PAGE_NAMES, edge_of, parse_length
from render.model.palettes import find_palette
from render.model.positions import Path as Place
from render.model.positions import line_of
from render.model.trees import faults, walk
from render.model.trees import lengths_of as tree_lengths

if TYPE_CHECKING:
    from render.model.templates import Arrangement, Template, Words


class Checker:
    """Raises ContentError with file and line for the first fault of a template."""

    def __init__(self, template: Template, path: Path) -> None:
        self.template = template
        self.path = path
        # The page's own names: what a box may be measured by.
        self.names = PAGE_NAMES.union(FOLDS[: template.folds])
        self.palettes = [find_palette(each) for each in template.palettes]

    def check(self, kinds: set[str]) -> None:
        """Check all; `kinds` are the shapes to be served."""
        arrangements = self.template.arrangement
        plain = [each for each in arrangements if each.page == 1 and not (each.media or each.guided)]
        missing = kinds - {kind for each in plain for kind in each.shapes}
        if missing:
            raise ContentError("template.shapes", path=str(self.path), missing=", ".join(sorted(missing)))
        for at, each in enumerate(arrangements):
            place: Place = ("arrangement", at)
            self._boxes(each, place)
            for name, layers in (("layers", each.layers), ("unit", each.unit.layers if each.unit else ())):
                for index, layer in enumerate(layers):
                    inner = (name, index) if name == "layers" else ("unit", "layers", index)
                    self._layer(layer, each, (*place, *inner))
            self._styles(each, place)

    def _fault(self, code: str, place: Place, **facts: Any) -> ContentError:
        return ContentError(code, path=f"{self.path}:{line_of(self.path.read_text('utf-8'), place)}", **facts)

    def _boxes(self, each: Arrangement, place: Place) -> None:
        tree = each.tree
        styled = {name for name, style in (("words", each.words), ("unit", each.unit)) if style}
        if lacking := {"words", "unit"} - styled if each.page == 1 else set():
            raise self._fault("template.no-style", place, slot=", ".join(sorted(lacking)))
        if tree is None:
            if not (each.words and each.words.box and each.unit and each.unit.box):
                raise self._fault("template.no-box", place, slot="words, unit")
            return
        if wrong := faults(tree):
            raise self._fault("template.tree", (*place, "tree"), names=", ".join(wrong))
        boxes = {box.name for box in walk(tree)}
        if missing := styled.union(each.lines) - boxes:
            raise self._fault("template.no-box", (*place, "tree"), slot=", ".join(sorted(missing)))
        if bare := {"words", "unit"} & boxes - styled:
            raise self._fault("template.no-style", place, slot=", ".join(sorted(bare)))
        for length in tree_lengths(tree):
            self._length(length, self.names, (*place, "tree"))

    def _layer(self, layer: Layer, each: Arrangement, place: Place) -> None:
        for length in lengths_of(layer):
            self._length(length, None, place)
        named = {slot.removeprefix("!") for slot in layer.when.split()}
        named |= {
            edge[0] for length in lengths_of(layer) for _, name in parse_length(length) if (edge := edge_of(name))
        }
        if not named <= each.slots:
            raise self._fault("template.slot", place, slot=", ".join(sorted(named - each.slots)))
        if isinstance(layer, Art):
            if not (self.path.parent / layer.file).is_file():
                raise self._fault("template.no-art", (*place, "file"), file=layer.file)
        else:
            for role in (layer.role, getattr(layer, "tips", "")):
                self._role(role, place)

    def _styles(self, each: Arrangement, place: Place) -> None:
        for name, line in each.lines.items():
            self._style(line.role, line.largest, (*place, "lines", name))
            self._length(line.indent, self.names, (*place, "lines", name, "indent"))
        if each.unit:
            self._style(each.unit.role, each.unit.largest, (*place, "unit"))
            self._own_boxes((each.unit.box, each.unit.words_box), place)
        if each.words:
            self._words(each.words, place)

    def _own_boxes(self, boxes: Iterable[Box | None], place: Place) -> None:
        for box in boxes:
            for length in box or ():
                self._length(length, self.names, place)

    def _words(self, words: Words, place: Place) -> None:
        self._style(words.role, words.largest, (*place, "words"))
        # The room above the words alone may be measured in their own cap height.
        self._length(words.crown, self.names | {"cap"}, (*place, "words", "crown"))
        self._own_boxes((words.box,), place)
        for tier, style_of in (("opening", words.opening), ("term", words.term), ("clause", words.clause)):
            if style_of:
                self._role(style_of.role, (*place, "words", tier))
        if words.edge:
            for role in (words.edge.role, words.edge.shadow_role):
                self._role(role, (*place, "words", "edge"))

    def _style(self, role: str, largest: str, place: Place) -> None:
        self._role(role, (*place, "role"))
        self._length(largest, self.names, (*place, "largest"))

    def _role(self, role: str, place: Place) -> None:
        for palette in self.palettes if role else ():
            if role not in palette.role:
                known = ", ".join(palette.role)
                raise self._fault("template.role", place, role=role, palette=palette.id, known=known)

    def _length(self, length: str, allowed: frozenset[str] | None, place: Place) -> None:
        try:
            names = {name for _, name in parse_length(length)}
        except ValueError:
            raise self._fault("template.length", place, length=length) from None
        if names.intersection(FOLDS) - self.names:
            raise self._fault("template.length-fold", place, length=length, folds=self.template.folds)
        if allowed is not None and not names <= allowed:
            raise self._fault("template.length-words", place, length=length)
