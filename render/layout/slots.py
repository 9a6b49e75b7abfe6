"""The slots of a page: the boxes that its arrangement shares out, and blocks of words set in them."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from itertools import accumulate

from render.geometry import Rect, Size
from render.layout.art import box_of
from render.layout.boxes import resolved, solve
from render.model.design import PICTURED
from render.model.formats import Format
from render.model.lengths import EDGES, FOLDS
from render.model.templates import Arrangement
from render.text.block import Block

# What stands in boxes of a tree only where the design gives it; other boxes just share out the page.
OPTIONAL = frozenset({"unit", *PICTURED})
# A box that the page leaves no room for: what is set there is told to be illegible.
_HAIR = 0.01


@dataclass(frozen=True, slots=True)
class SetBlock:
    """A block and where its box begins on the page."""

    block: Block
    at: tuple[float, float]

    @property
    def ink(self) -> Rect:
        """The box of its ink on the page."""
        return self.block.ink.moved(*self.at)

    @property
    def inks(self) -> tuple[Rect, ...]:
        """The ink of each line on the page."""
        return tuple(line.ink.moved(*self.at) for line in self.block.lines)

    @property
    def words(self) -> tuple[str, ...]:
        """The lines as drawn."""
        return tuple(line.line.text for line in self.block.lines)

    def paragraph_tops(self, text: str) -> tuple[float, ...]:
        """The heads of the capitals of each paragraph's first line on the page; `text` is what the block says."""
        begins = {0, *accumulate(len(paragraph.split()) for paragraph in text.split("\n"))}
        counts = accumulate((len(words.split()) for words in self.words), initial=0)
        return tuple(
            line.baseline - line.cap + self.at[1]
            for line, count in zip(self.block.lines, counts, strict=False)
            if count in begins
        )


def room(box: Rect) -> Size:
    """Return a box's size, a hair at least."""
    return Size(max(box.width, _HAIR), max(box.height, _HAIR))


def folds_of(work: Format, page: int) -> tuple[float, ...]:
    """Return a page's folds from its left edge: an even page is the back of the one before it."""
    if page % 2:
        return work.folds
    return tuple(work.size[0] - fold for fold in reversed(work.folds))


def page_values(work: Format, page: int = 1) -> dict[str, float]:
    """Return what the names of lengths are worth on a page of a format."""
    width, height = work.size
    return {
        "w": width / 100,
        "h": height / 100,
        "s": min(width, height) / 100,
        # A length in the other unit is nothing: a screen has no millimetres, a print no pixels.
        "mm": 1.0 if work.is_print else 0.0,
        "px": 0.0 if work.is_print else 1.0,
        **dict(zip(FOLDS, folds_of(work, page), strict=False)),
    }


def slot_boxes(
    arrangement: Arrangement, work: Format, values: dict[str, float], filled: Collection[str]
) -> dict[str, Rect]:
    """Return the boxes of the slots on the page by name; what stands empty has none."""
    if arrangement.tree:
        absent = OPTIONAL.union(arrangement.lines).difference(filled)
        hung = _guided(arrangement, work, absent)
        page = Rect(0.0, 0.0, *work.size)
        if arrangement.guided and "words" not in hung:
            page = _beside(work, arrangement, page)
        return solve(resolved(arrangement.tree, values, absent=absent.union(hung)), page) | hung
    if arrangement.words is None or arrangement.unit is None:
        return {}
    words, unit = arrangement.words.box, arrangement.unit.box
    if "unit" not in filled:
        return {"words": box_of(words, values)} if words else {}
    words = arrangement.unit.words_box or words
    return {name: box_of(box, values) for name, box in (("words", words), ("unit", unit)) if box}


def _guided(arrangement: Arrangement, work: Format, absent: Collection[str]) -> dict[str, Rect]:
    """Return the slots that stand in guides instead of the tree."""
    if not arrangement.guided:
        return {}
    named = arrangement.slots.difference(absent)
    return {guide.slot: guide.place for guide in work.guides if guide.slot in named}


def _beside(work: Format, arrangement: Arrangement, page: Rect) -> Rect:
    """Return the larger part of a page below or right of what hangs on it; lines of words may stand above."""
    hung = [guide.place for guide in work.guides if guide.slot not in arrangement.lines]
    below = page._replace(top=max(place.bottom for place in hung))
    right = page._replace(left=max(place.right for place in hung), top=min(place.top for place in hung))
    return max(below, right, key=lambda part: part.width * part.height)


def edges_of(boxes: dict[str, Rect]) -> dict[str, float]:
    """Return the names that layers may use for the slots' places."""
    return {
        f"{name}.{edge}": value
        for name, box in boxes.items()
        for edge, value in zip(EDGES, (*box, (box.top + box.bottom) / 2, (box.left + box.right) / 2), strict=True)
    }


def lifted(boxes: dict[str, Rect], work: Format) -> dict[str, Rect]:
    """Return the boxes, all below the words moved up out of a pocket or a cut tail, and the words shorter.

    A photograph stays: it runs over the edge.
    """
    words = boxes.get("words")
    below = {name: box for name, box in boxes.items() if words and name != "photo" and box.top >= words.bottom}
    over = max((box.bottom for box in below.values()), default=0.0) - (work.size[1] - work.keep_out.bottom)
    if words is None or over <= 0:
        return boxes
    moved = {name: box.moved(0.0, -over) for name, box in below.items()}
    return boxes | moved | {"words": words._replace(bottom=words.bottom - over)}


def safe_box(work: Format, wanted: Rect, *, keep_height: bool = False) -> Rect:
    """Return a box cut to what the format keeps free of pockets, hems and bezels, or moved up into it whole."""
    width, height = work.size
    top, right, bottom, left = work.keep_out
    if keep_height:
        wanted = wanted.moved(0.0, min(0.0, height - bottom - wanted.bottom))
    cut = Rect(
        max(wanted.left, left),
        max(wanted.top, top),
        min(wanted.right, width - right),
        min(wanted.bottom, height - bottom),
    )
    # Words stand on whole pixels, so their box begins on one.
    return cut if work.is_print else cut._replace(left=math.ceil(cut.left), top=math.ceil(cut.top))


def bled(box: Rect, work: Format) -> Rect:
    """Return a box carried over the bleed, and a little beyond, wherever it touches the page's edge."""
    width, height = work.size
    near = min(width, height) / 1000
    over = max(*work.bleeds, 1.0) * 2
    return Rect(
        box.left - over if box.left <= near else box.left,
        box.top - over if box.top <= near else box.top,
        box.right + over if box.right >= width - near else box.right,
        box.bottom + over if box.bottom >= height - near else box.bottom,
    )
