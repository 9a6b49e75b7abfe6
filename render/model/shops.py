"""Print shops: how each wants its files. Data in `shops.toml`, the user's own over the built-in ones.

Two worlds: offset prints paper and wants PDF/X, bleed and marks; hiflex prints banners and wants one flat CMYK file.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal

import msgspec

from render.errors import unknown
from render.model.finishing import Finishing
from render.model.icc import USUAL_PROFILE
from render.model.tables import read_table
from render.resources import layers

Kind = Literal["pdf", "tiff", "png", "jpg", "svg", "bmp"]


class Shop(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One shop's wishes.

    `media` says what a PDF page is: the finished size, all that is printed, or that with marks around it. `ink_limit`
    is the most ink in all, percent; `largest_px` and `largest_mb` are the longest side and the largest file that its
    RIP opens: beyond them the resolution steps down along `dpi_steps`, never below what the viewing distance asks.
    `trade` marks figures that are knowledge of the trade, without a source: to be changed for the shop at hand.
    """

    id: str
    name: str
    name_en: str
    world: Literal["offset", "hiflex", "digital", "editor"]
    note: str
    note_en: str
    to: tuple[Kind, ...] = ("pdf",)
    colour: Literal["cmyk", "rgb"] = "cmyk"
    text_mode: Literal["live", "outlines", "curves"] = "live"
    standard: Literal["plain", "x4", "x1a", "handoff"] = "plain"
    scale: Literal["auto", "1:1", "1:10", "userunit", "each"] = "auto"
    marks: bool = False
    media: Literal["trim", "bleed", "slug"] = "bleed"
    icc: str = USUAL_PROFILE
    ink_limit: Annotated[float, msgspec.Meta(ge=100, le=400)] = 320
    dpi_steps: tuple[Annotated[int, msgspec.Meta(ge=1, le=2400)], ...] = ()
    compress: Literal["deflate", "lzw"] = "deflate"
    largest_px: Annotated[int, msgspec.Meta(ge=1000)] | None = None
    largest_mb: Annotated[float, msgspec.Meta(gt=0)] | None = None
    name_pattern: str = ""
    finish: Finishing = Finishing()
    trade: bool = False


class _Catalogue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    shop: tuple[Shop, ...]


@cache
def shops() -> dict[str, Shop]:
    """Return all shops by id, the user's own over the built-in ones."""
    known: dict[str, Shop] = {}
    for path in layers("shops.toml"):
        known |= {each.id: each for each in read_table(path, _Catalogue).shop}
    return known


def find_shop(shop_id: str) -> Shop:
    """Return a shop by id; raise UsageError naming near ones."""
    try:
        return shops()[shop_id]
    except KeyError:
        raise unknown("shop.unknown", shop_id, shops()) from None
