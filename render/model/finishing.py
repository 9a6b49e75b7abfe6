"""How a work's edges are made up, and the two sizes that follow: khổ in (what is printed) and khổ thành phẩm.

All in mm, sides in the order top, right, bottom, left. A pocket and eyelets lie within the finished size; a hem and a
frame's wrap are ground printed beyond it, folded back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import starmap
from typing import Annotated, Any

import msgspec

from render.errors import UsageError
from render.geometry import Insets, Size

Width = Annotated[float, msgspec.Meta(ge=0, le=1000)]
Sides = tuple[Width, Width, Width, Width]
_NONE: Sides = (0.0, 0.0, 0.0, 0.0)
# Words stay this far from a seam: trade habit (isco.net: pocket and an inch).
_FROM_SEAM = 25.0
_FROM_EYELET = 15.0


class Eyelets(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Đóng khoen: eyelets `inset` from the finished edge, at the corners and at most `pitch` apart (0: corners only).

    Source of the figures: iwbanner.com, every 2 ft; the rest is trade habit.
    """

    pitch: Annotated[float, msgspec.Meta(ge=0, le=10_000)] = 600.0
    diameter: Annotated[float, msgspec.Meta(gt=0, le=60)] = 10.0
    inset: Annotated[float, msgspec.Meta(gt=0, le=200)] = 20.0

    @property
    def reach(self) -> float:
        """How far words keep from the edge."""
        return self.inset + self.diameter / 2 + _FROM_EYELET


class Finishing(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What is done to the edges: dán biên (hem), bọc khung (wrap), luồn ống (pocket), nẹp cây (batten), khoen."""

    hem: Sides = _NONE
    wrap: Sides = _NONE
    pocket: Sides = _NONE
    batten: Sides = _NONE
    eyelets: Eyelets | None = None

    def __bool__(self) -> bool:
        return self != Finishing()

    @property
    def beyond(self) -> Insets:
        """Ground printed beyond the finished size."""
        return Insets(*map(max, self.hem, self.wrap))

    @property
    def keep_out(self) -> Insets:
        """Widths inside the finished size that words keep clear of."""
        reach = self.eyelets.reach if self.eyelets else 0.0
        seams = (width + _FROM_SEAM if width else 0.0 for width in map(max, self.pocket, self.batten))
        return Insets(*(max(seam, reach) for seam in seams))

    def over(self, other: Finishing) -> Finishing:
        """Return this finishing with what it leaves open taken from another."""
        plain, mine = Finishing(), msgspec.structs.asdict(self)
        given = {name: value for name, value in mine.items() if value != getattr(plain, name)}
        return msgspec.structs.replace(other, **given)


def printed(finished: Size, bleed: Insets) -> Size:
    """Return khổ in: the finished size with all that is printed around it."""
    return Size(finished.width + bleed.left + bleed.right, finished.height + bleed.top + bleed.bottom)


@dataclass(frozen=True, slots=True)
class _Key:
    """What one key of `--finish` sets: a field by side, or one of the eyelets' figures."""

    field: str
    most: float


KEYS = {
    "hem": _Key("hem", 1000),
    "wrap": _Key("wrap", 1000),
    "pocket": _Key("pocket", 1000),
    "batten": _Key("batten", 1000),
    "eyelets": _Key("pitch", 10_000),
    "eyelet-diameter": _Key("diameter", 60),
    "eyelet-inset": _Key("inset", 200),
}
_EYELETS = frozenset(("pitch", "diameter", "inset"))


def parse_finishing(entries: list[str]) -> Finishing:
    """Return the finishing that `KEY=VALUE` entries ask for; raise UsageError naming the entry.

    Sides are one width, two (top and bottom, sides) or four; eyelets take a pitch, 0 for the corners alone.
    """
    made, eyelets = {}, {}
    for entry in entries:
        key, _, value = entry.partition("=")
        known = KEYS.get(key.strip())
        widths = _numbers(value)
        if known is None:
            raise UsageError("finish.key", entry=entry, known=", ".join(KEYS))
        single = known.field in _EYELETS
        if len(widths) not in ((1,) if single else (1, 2, 4)) or not all(0 <= each <= known.most for each in widths):
            raise UsageError("finish.value", entry=entry, most=known.most)
        if single:
            eyelets[known.field] = widths[0]
        else:
            made[known.field] = _sides(widths)
    try:
        held: dict[str, Any] = {**made, **({"eyelets": eyelets} if eyelets else {})}
        return msgspec.convert(held, Finishing)
    except msgspec.ValidationError as fault:
        raise UsageError("finish.value", entry=" ".join(entries), most=0) from fault


def _numbers(text: str) -> list[float]:
    if not re.fullmatch(r"\s*\d+(\.\d+)?(\s*,\s*\d+(\.\d+)?)*\s*", text):
        return []
    return [float(part) for part in text.split(",")]


def _sides(widths: list[float]) -> Sides:
    top, right = widths[0], widths[len(widths) // 2]
    if len(widths) == 4:
        return (widths[0], widths[1], widths[2], widths[3])
    return (top, right, top, right)


def eyelet_places(size: Size, eyelets: Eyelets) -> tuple[tuple[float, float], ...]:
    """Return the eyelets' centres from the finished size's top left corner, clockwise from there, evenly spaced."""
    inset = min(eyelets.inset, size.width / 2, size.height / 2)
    left, top, right, bottom = inset, inset, size.width - inset, size.height - inset
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    edges = zip(corners, (*corners[1:], corners[0]), strict=True)
    return tuple(place for edge in starmap(lambda a, b: _along(a, b, eyelets.pitch), edges) for place in edge)


def _along(start: tuple[float, float], end: tuple[float, float], pitch: float) -> list[tuple[float, float]]:
    """Return places from `start` to just before `end`."""
    length = abs(end[0] - start[0]) + abs(end[1] - start[1])
    count = max(1, -int(-length // pitch)) if pitch else 1
    return [
        (start[0] + (end[0] - start[0]) * at / count, start[1] + (end[1] - start[1]) * at / count)
        for at in range(count)
    ]
