"""The catalogue of formats: what is hung, at which size, seen from how far, and where the size comes from.

Boxes are left, top, right, bottom from the trim's top left corner, in the format's own unit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from render.errors import ContentError, unknown
from render.geometry import Insets, Rect, Size
from render.model.sizes import LARGEST_MM, LARGEST_PX, TypedSize, plain
from render.model.tables import read_table
from render.resources import layers

# The least share of a side that a safe zone leaves to the words.
LEAST_FREE = 1 / 3

Word = Annotated[str, msgspec.Meta(pattern=r"\S", max_length=200)]
Side = Annotated[float, msgspec.Meta(gt=0, le=LARGEST_PX)]
Inset = Annotated[float, msgspec.Meta(ge=0, le=LARGEST_PX)]
Count = Annotated[int, msgspec.Meta(ge=1, le=24)]
Dots = Annotated[int, msgspec.Meta(ge=1, le=1024)]


class Tail(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The cut lower end of a pennant: a swallow's tail or a point, `depth` mm from the trim's lower edge upwards."""

    kind: Literal["swallow", "point"]
    depth: Side


class Guide(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A named place on the trim that something stands in, such as a flag; it guides the eye and is never made.

    `slot` is what a template made for such works sets there.
    """

    name: Word
    name_en: Word
    box: tuple[float, float, float, float]
    slot: str = ""

    @property
    def place(self) -> Rect:
        """Its box."""
        return Rect(*self.box)


class Format(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One format: sizes in mm for print, in px for led and screen; distances in m.

    `faces` are the sides that are seen where it hangs, `pages` the pages of its file. `folds` are the fold lines from
    the left edge of the first page; the second page, its back, has them mirrored. A screen built of modules says how
    many pixels a `module` has, and its `pitch`, mm from pixel to pixel.
    """

    id: Word
    name: Word
    name_en: Word
    group: Word
    medium: Literal["print", "led", "screen"]
    size: tuple[Side, Side]
    source: str
    dpi: Annotated[int, msgspec.Meta(ge=1, le=2400)] | None = None
    bleed: Annotated[float, msgspec.Meta(ge=0, le=1000)] = 0.0
    safe: tuple[Inset, Inset, Inset, Inset] = (0.0, 0.0, 0.0, 0.0)
    distance: Annotated[float, msgspec.Meta(gt=0, le=10_000)] | None = None
    words: tuple[str, ...] = ()
    faces: Count = 1
    pages: Count = 1
    folds: tuple[Side, ...] = ()
    tail: Tail | None = None
    guides: tuple[Guide, ...] = ()
    module: tuple[Dots, Dots] | None = None
    pitch: Annotated[float, msgspec.Meta(gt=0, le=100)] | None = None

    @property
    def is_print(self) -> bool:
        """True where the size is in mm."""
        return self.medium == "print"

    @property
    def unit(self) -> str:
        """The unit of its lengths: mm or px."""
        return "mm" if self.is_print else "px"

    @property
    def trim(self) -> Size:
        """The finished size."""
        return Size(*self.size)

    @property
    def bleeds(self) -> Insets:
        """The bleed on the four sides."""
        return Insets.all(self.bleed)

    @property
    def keep_out(self) -> Insets:
        """Widths at the four sides that words keep clear of (pockets, hems, bezels)."""
        return Insets(*self.safe)


class _Catalogue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: tuple[dict[str, Any], ...]


@cache
def formats() -> dict[str, Format]:
    """Return all formats by id, the built-in ones first, the user's own over them; ContentError names file and id."""
    known: dict[str, Format] = {}
    for path in layers("formats.toml"):
        known |= load_formats(path)
    return known


def load_formats(path: Path) -> dict[str, Format]:
    """Return one file's formats by id; raise ContentError naming the file and the format at fault."""
    entries = [_read(held, path) for held in read_table(path, _Catalogue).format]
    twice = [name for name, count in Counter(entry.id for entry in entries).items() if count > 1]
    if twice:
        raise ContentError("format.twice", path=str(path), id=twice[0])
    return {entry.id: entry for entry in entries}


def _read(held: dict[str, Any], path: Path) -> Format:
    name = str(held.get("id", "?"))
    try:
        entry = msgspec.convert(held, Format)
    except msgspec.ValidationError as fault:
        raise ContentError("format.invalid", path=str(path), id=name, reason=str(fault)) from fault
    for code, holds in (_RULES_OF_PRINT if entry.is_print else _RULES_OF_PIXELS).items():
        if not holds(entry):
            raise ContentError(code, path=str(path), id=name, most=LARGEST_MM // 1000, most_px=LARGEST_PX)
    return entry


def _safe_leaves_room(work: Format) -> bool:
    (width, height), safe = work.size, work.keep_out
    return (
        width - safe.left - safe.right >= LEAST_FREE * width
        and height - safe.top - safe.bottom >= LEAST_FREE * height
    )


def _folds_rise(work: Format) -> bool:
    return all(before < after for before, after in pairwise((0.0, *work.folds, work.size[0])))


def _tail_is_safe(work: Format) -> bool:
    return work.tail is None or work.tail.depth <= work.keep_out.bottom


def _guides_lie_inside(work: Format) -> bool:
    boxes = [guide.place for guide in work.guides]
    return all(box.width > 0 and box.height > 0 and Rect(0, 0, *work.size).contains(box) for box in boxes)


def _modules_are_whole(work: Format) -> bool:
    return work.module is None or all(side % dots == 0 for side, dots in zip(work.size, work.module, strict=True))


_RULES: dict[str, Callable[[Format], bool]] = {
    "format.safe": _safe_leaves_room,
    "format.pages": lambda work: work.pages % work.faces == 0,
}
_RULES_OF_PRINT = {
    "format.size": lambda work: min(work.size) >= 1 and max(work.size) <= LARGEST_MM,
    "format.not-screen": lambda work: work.module is None and work.pitch is None,
    **_RULES,
    "format.folds": _folds_rise,
    "format.tail": _tail_is_safe,
    "format.guide": _guides_lie_inside,
}
_RULES_OF_PIXELS = {
    "format.size": lambda work: all(side.is_integer() for side in work.size),
    "format.not-print": lambda work: not (work.bleed or work.dpi or work.folds or work.tail or work.guides),
    **_RULES,
    "format.module": _modules_are_whole,
}


def find_format(format_id: str) -> Format:
    """Return a format by id; raise UsageError naming near ones."""
    try:
        return formats()[format_id]
    except KeyError:
        raise unknown("format.unknown", format_id, formats()) from None


def free_format(typed: TypedSize) -> Format:
    """Return a format of any size: bleed and resolution by the house's rules for its size."""
    width, height = typed.size
    label = f"{plain(width)}x{plain(height)}"
    if typed.unit == "px":
        return Format(
            id=f"{label}px",
            name=f"{label} px",
            name_en=f"{label} px",
            group="tu-do",
            medium="led",
            size=(width, height),
            source="",
        )
    large = max(width, height) > 1000
    return Format(
        id=f"{label}mm",
        name=f"{label} mm",
        name_en=f"{label} mm",
        group="tu-do",
        medium="print",
        size=(width, height),
        source="",
        bleed=20.0 if large else 3.0,
        dpi=resolution(max(width, height)),
    )


def resolution(longest_mm: float) -> int:
    """Return a usual resolution for a size: paper 300, posters 150, panels 100, banners 72 dpi."""
    steps: Sequence[tuple[float, int]] = ((450, 300), (1200, 150), (3000, 100))
    return next((dpi for most, dpi in steps if longest_mm <= most), 72)
