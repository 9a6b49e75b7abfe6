"""An order as its shop reads it: identical works are one line, areas add up as they are written.

Areas are of what is printed, in m², rounded half up to two places a line; totals are sums of lines.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from render.geometry import Size
from render.model.formats import Format
from render.model.shops import Shop
from render.press.assemble import PressOptions, ScaleChoice, scale_mode
from render.proofs.facts import Work, printed_size
from render.scene.sheet import ScaleMode

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One file to be made so many times: its work, how it is drawn, and what is ordered of it in all."""

    work: Work
    mode: ScaleMode
    quantity: int
    places: tuple[str, ...]

    @property
    def format(self) -> Format:
        """The work's format."""
        return self.work.design.format

    @property
    def material(self) -> str:
        """What it is printed on, '' where the order does not say."""
        return self.work.design.order.material

    @property
    def deadline(self) -> datetime.date | None:
        """Until when it must be ready."""
        return self.work.design.order.deadline

    @property
    def printed(self) -> Size:
        """Khổ in."""
        return printed_size(self.format)

    @property
    def drawn(self) -> Size:
        """The size of what is printed as the file has it."""
        share = 1.0 if self.mode is ScaleMode.FULL else 0.1
        return Size(self.printed.width * share, self.printed.height * share)

    @property
    def copy_area(self) -> Decimal:
        """The printed area of one copy in m², all pages, exact."""
        return _square_metres(self.printed) * self.format.pages

    @property
    def area(self) -> Decimal:
        """The printed area of all copies in m²."""
        return _rounded(self.copy_area * self.quantity)

    @property
    def finished_area(self) -> Decimal:
        """The finished area of all copies in m²."""
        return _rounded(_square_metres(self.format.trim) * self.format.pages * self.quantity)


def _square_metres(size: Size) -> Decimal:
    return Decimal(repr(size.width)) * Decimal(repr(size.height)) / 1_000_000


def _rounded(area: Decimal) -> Decimal:
    return area.quantize(_CENT, ROUND_HALF_UP)


def order_lines(works: Sequence[Work], choice: ScaleChoice | None) -> tuple[OrderLine, ...]:
    """Return an order's lines as first named, without works for screens; no choice is pixels, always at full size."""
    groups: dict[object, list[Work]] = {}
    for work in works:
        if work.design.format.is_print:
            order = work.design.order
            groups.setdefault((work.code, order.material, order.deadline), []).append(work)
    modes = _modes([held[0] for held in groups.values()], choice)
    return tuple(_line(held, mode) for held, mode in zip(groups.values(), modes, strict=True))


def _line(held: Sequence[Work], mode: ScaleMode) -> OrderLine:
    places = dict.fromkeys(work.design.order.place for work in held if work.design.order.place)
    return OrderLine(held[0], mode, sum(work.design.order.quantity for work in held), tuple(places))


def _modes(works: Sequence[Work], choice: ScaleChoice | None) -> list[ScaleMode]:
    """Return how each work is drawn: under auto all alike, at 1:10 where one of them must be."""
    if choice is None:
        return [ScaleMode.FULL] * len(works)
    found = [scale_mode(work.composition.pages, PressOptions(choice)) for work in works]
    if choice is ScaleChoice.AUTO and ScaleMode.TENTH in found:
        return [ScaleMode.TENTH] * len(found)
    return found


def scale_of(shop: Shop | None) -> ScaleChoice | None:
    """Return the scale that a shop wants; None where its files are of pixels."""
    if shop is None:
        return ScaleChoice.AUTO
    return ScaleChoice(shop.scale) if shop.to[0] in ("pdf", "svg") else None


@dataclass(frozen=True, slots=True)
class Total:
    """Lines together: copies, running metres of the roll, and areas in m²."""

    copies: int
    running: Decimal
    area: Decimal
    finished_area: Decimal


def total(lines: Iterable[OrderLine]) -> Total:
    """Return the sums of lines as written."""
    held = tuple(lines)
    running = sum(
        (Decimal(repr(each.printed.width)) * each.format.pages * each.quantity for each in held), Decimal(0)
    )
    return Total(
        sum(each.quantity for each in held),
        _rounded(running / 1000),
        sum((each.area for each in held), Decimal(0)),
        sum((each.finished_area for each in held), Decimal(0)),
    )


def by_material(lines: Sequence[OrderLine]) -> dict[str, tuple[OrderLine, ...]]:
    """Return lines by what they are printed on."""
    return {name: tuple(each for each in lines if each.material == name) for name in _named(lines)}


def _named(lines: Sequence[OrderLine]) -> dict[str, None]:
    return dict.fromkeys(each.material for each in lines)


def by_height(lines: Sequence[OrderLine]) -> dict[float, tuple[OrderLine, ...]]:
    """Return lines by the height of what is printed, highest first: equals lie side by side on a roll."""
    heights = sorted({each.printed.height for each in lines}, reverse=True)
    return {height: tuple(each for each in lines if each.printed.height == height) for height in heights}
