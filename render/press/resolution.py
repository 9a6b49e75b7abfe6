"""How fine a raster is made: as the shop likes it, coarser where its RIP could not open the file, never too coarse.

What the eye asks follows the viewing distance: 180 dots an inch at a metre, and in proportion less from afar
(signarama.ca, artwork guidelines).
"""

from __future__ import annotations

from render.geometry import Insets, Size, sides_px
from render.model.shops import Shop
from render.problem import Problem, warning

_AT_A_METRE = 180.0


def resolution_for(
    printed: Size, dpi: int, shop: Shop | None, distance: float | None, channels: int
) -> tuple[int, tuple[Problem, ...]]:
    """Return the resolution to use, and what is to be said about it: lowered, or still too much for the shop."""
    if shop is None or _opens(printed, dpi, shop, channels):
        return dpi, ()
    least = _AT_A_METRE / distance if distance else 0.0
    lower = [step for step in shop.dpi_steps if least <= step < dpi]
    for step in lower:
        if _opens(printed, step, shop, channels):
            return step, (warning("shop.resolution", shop=shop.id, asked=dpi, made=step),)
    return dpi, (warning("shop.too-large", shop=shop.id, dpi=dpi),)


def _opens(printed: Size, dpi: int, shop: Shop, channels: int) -> bool:
    width, height = sides_px(printed, Insets(), dpi)
    if shop.largest_px and max(width, height) > shop.largest_px:
        return False
    return not shop.largest_mb or width * height * channels <= shop.largest_mb * 1e6
