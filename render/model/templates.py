"""Templates: how words and ornament share a page, as data; one folder each with `template.toml`.

A template holds one arrangement for each kind of shape it serves; every length is a sum as in `lengths`. A tree of
boxes shares the page among its slots: the words, the unit line, photo, logo, code and further lines. An empty slot
takes no room.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from render.errors import unknown
from render.geometry import Insets, Size
from render.model.formats import Format
from render.model.layers import Box, Layer, Length
from render.model.lengths import FOLDS
from render.model.tables import read_table
from render.model.template_faults import Checker
from render.model.trees import Tree, walk
from render.resources import folders

Align = Literal["left", "centre", "right"]
Sits = Literal["top", "middle", "bottom"]


class ShapeKind(StrEnum):
    """The shapes a page can have, by width over height."""

    STRIP = "strip"
    LANDSCAPE = "landscape"
    SQUARE = "square"
    PORTRAIT = "portrait"
    COLUMN = "column"


def shape_of(size: Size) -> ShapeKind:
    """Return the kind of a page: strip from 4:1, column to 1:2.2."""
    ratio = size.width / size.height
    if ratio >= 4:
        return ShapeKind.STRIP
    if ratio >= 1.15:
        return ShapeKind.LANDSCAPE
    if ratio > 0.87:
        return ShapeKind.SQUARE
    return ShapeKind.PORTRAIT if ratio > 1 / 2.2 else ShapeKind.COLUMN


class TierStyle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a part of the slogan is set: size beside the main words (no less than `least`), colour, face, air.

    `gap` is the distance to the words above, of an opening line to those below: baseline to capitals, in main caps.
    """

    ratio: Annotated[float, msgspec.Meta(gt=0.1, le=1)] = 1.0
    role: str = "words"
    face: str = ""
    tracking: float = 0.0
    gap: float = 0.0
    least: float = 0.0


class Edge(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of `width` around letters, and their hard shadow right and down, in cap heights."""

    role: str
    width: Annotated[float, msgspec.Meta(ge=0, le=0.3)] = 0.0
    shadow: tuple[float, float] = (0.0, 0.0)
    shadow_role: str = ""

    @property
    def spread(self) -> Insets:
        """How far it reaches beyond the letters."""
        across, down = self.shadow
        top, left = (self.width + max(0.0, -move) for move in (down, across))
        return Insets(top, self.width + max(0.0, across), self.width + max(0.0, down), left)


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The slogan's place and manner; parts without a style stay in the main words.

    `tolerance` is the share of size given up for better breaks, `crown` the room above the words for an ornament
    that stands with them; it alone may be measured in `cap`. `figure` is the outline wished for where meaning leaves
    the choice. A short line may `swell` so many times to be as wide as the widest.
    """

    face: str
    box: Box | None = None
    align: Align = "centre"
    role: str = "words"
    tracking: float = 0.0
    air: Annotated[float, msgspec.Meta(ge=0.12, le=1)] = 0.2
    largest: Length = "100s"
    crown: Length = "0s"
    lines: Annotated[int, msgspec.Meta(ge=1, le=40)] = 40
    tolerance: Annotated[float, msgspec.Meta(ge=0, le=0.4)] = 0.08
    figure: Literal["block", "pyramid", "inverted"] = "block"
    swell: Annotated[float, msgspec.Meta(ge=1, le=2)] = 1.0
    capitals: bool = True
    sits: Sits = "middle"
    opening: TierStyle | None = None
    term: TierStyle | None = None
    clause: TierStyle | None = None
    edge: Edge | None = None


class Unit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The line that names who hangs the work; its layers are painted only when it is given."""

    face: str
    box: Box | None = None
    role: str = "second"
    align: Align = "centre"
    largest: Length = "4s"
    words_box: Box | None = None
    layers: tuple[Layer, ...] = ()


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A further slot of words, such as place and date, a caption or a call, in the box of its name.

    With `repeats` it says once more who hangs the work, where it is given no words of its own; `running` text has
    full lines. Where a line end is typed in it a paragraph begins, `paragraph` cap heights farther down than a line
    would; several stand `indent` to the right, so that the template can draw a mark before each at `text.item1` ….
    """

    face: str
    role: str = "second"
    align: Align = "centre"
    largest: Length = "4s"
    tracking: float = 0.0
    capitals: bool = True
    lines: Annotated[int, msgspec.Meta(ge=1, le=40)] = 3
    sits: Sits = "middle"
    air: Annotated[float, msgspec.Meta(ge=0.12, le=1)] = 0.2
    repeats: Literal["", "unit"] = ""
    running: bool = False
    paragraph: Annotated[float, msgspec.Meta(ge=0, le=4)] = 0.0
    indent: Length = "0s"


class Arrangement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One template on the shapes it names, and only on `media` where it names some.

    The boxes of `words`, `unit`, `photo`, `logo`, `qr` and `lines` are the tree's; without a tree, words and unit
    carry their own. `page` is the page of the work that it arranges; on a further page words and unit line stand only
    where they have a box. A `guided` one serves works with guides: its slots stand in the guides that name them, the
    others below or right of all guides where none is for the words.
    """

    shapes: tuple[ShapeKind, ...]
    layers: tuple[Layer, ...]
    words: Words | None = None
    unit: Unit | None = None
    tree: Tree | None = None
    lines: dict[str, Line] = {}
    media: tuple[str, ...] = ()
    page: Annotated[int, msgspec.Meta(ge=1, le=24)] = 1
    guided: bool = False

    @property
    def slots(self) -> frozenset[str]:
        """The names of what can be filled."""
        if self.tree is None:
            return frozenset(("words", "unit"))
        return frozenset(box.name for box in walk(self.tree) if box.name)


class Template(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A family of arrangements: media it serves, what it `suits` unasked, palettes it supports, its own first.

    One for folded works says how many `folds` they have; any other serves all works.
    """

    id: str
    name: str
    name_en: str
    use: str
    use_en: str
    media: tuple[str, ...]
    suits: tuple[str, ...]
    palettes: tuple[str, ...]
    arrangement: tuple[Arrangement, ...]
    folds: Annotated[int, msgspec.Meta(ge=0, le=len(FOLDS))] = 0
    folder: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The names of the further lines that its arrangements offer, in their order."""
        return tuple(dict.fromkeys(name for each in self.arrangement for name in each.lines))

    def serves(self, work: Format) -> bool:
        """True where it has an arrangement for a work of this medium, shape and folds."""
        return work.medium in self.media and self.folds in (0, len(work.folds)) and bool(self._fitting(work, 1))

    def arranged(self, work: Format, page: int = 1) -> Arrangement:
        """Return the arrangement of a page, else the first page's; one made for guides or the medium comes first."""
        fitting = self._fitting(work, page) or self._fitting(work, 1)
        return max(fitting, key=lambda each: (each.guided, bool(each.media)))

    def distinct_pages(self, work: Format) -> tuple[int, ...]:
        """Return the pages of a work that do not look like its first, and the first."""
        return (1, *(page for page in range(2, work.pages + 1) if self._fitting(work, page)))

    def _fitting(self, work: Format, page: int) -> list[Arrangement]:
        kind, medium = shape_of(work.trim), work.medium
        return [
            each
            for each in self.arrangement
            if each.page == page and kind in each.shapes and medium in (each.media or (medium,))
            if work.guides or not each.guided
        ]


def load_template(folder: Path) -> Template:
    """Return a template from its folder; raise ContentError naming file, line and key."""
    path = folder / "template.toml"
    template = msgspec.structs.replace(read_table(path, Template), folder=str(folder))
    Checker(template, path).check(set(ShapeKind) if not template.folds else set())
    return template


@cache
def templates() -> dict[str, Template]:
    """Return all templates by id, the user's own over the built-in ones."""
    known: dict[str, Template] = {}
    for folder in reversed(folders("templates")):
        for path in sorted(folder.glob("*/template.toml")):
            template = load_template(path.parent)
            known[template.id] = template
    return known


def find_template(template_id: str) -> Template:
    """Return a template by id; raise UsageError naming near ones."""
    try:
        return templates()[template_id]
    except KeyError:
        raise unknown("template.unknown", template_id, templates()) from None
