"""A shop's terms and a person's wishes become options for each kind of file: wishes win, the shop is asked next."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from render.backends.base import ColourMode, Standard, TextMode
from render.model.design import Design
from render.model.finishing import Finishing
from render.model.icc import find_profile
from render.model.shops import Shop
from render.pipeline import ExportOptions, Target
from render.press.assemble import Media, PressOptions, ScaleChoice
from render.press.tiling import Tiling, parse_tiling

# Without a shop: a sound PDF 1.6 with live text, inks by our own profile under its limit.
HOUSE = Shop(id="", name="", name_en="", world="digital", note="", note_en="")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person asks of the files; '' , () and None leave it to the shop."""

    to: tuple[Target, ...] = ()
    dpi: int | None = None
    colour: str = ""
    text_mode: str = ""
    compress: str = ""
    scale: str = ""
    marks: bool = False
    tile: str = ""
    standard: str = ""
    icc: str = ""
    jobs: int | None = None
    force: bool = False


def options_for(shop: Shop | None, wishes: Wishes) -> tuple[ExportOptions, ...]:
    """Return the options of each kind of file; raise UsageError for an unknown profile or tiles that say nothing."""
    terms = shop or HOUSE
    profile = find_profile(wishes.icc or terms.icc)
    tiling = parse_tiling(wishes.tile) if wishes.tile else None
    kinds = wishes.to or tuple(map(Target, terms.to))
    return tuple(
        ExportOptions(
            to=kind,
            dpi=wishes.dpi,
            colour=ColourMode(wishes.colour) if wishes.colour else _colour(shop, kind),
            text_mode=TextMode(wishes.text_mode or terms.text_mode),
            compress=wishes.compress or terms.compress,
            standard=Standard(wishes.standard or terms.standard),
            profile=profile,
            shop=shop,
            jobs=wishes.jobs,
            press=_press(kind, terms, wishes, tiling),
            force=wishes.force,
        )
        for kind in kinds
    )


def finished(design: Design, asked: Finishing, habit: Finishing) -> Design:
    """Return a design with its edges made up as asked, else as they are, else by a shop's habit; pixels have none."""
    work = design.format
    if not work.is_print:
        return design
    return replace(design, format=replace(work, finish=asked.over(work.finish.over(habit))))


def _colour(shop: Shop | None, kind: Target) -> ColourMode | None:
    # A shop's CMYK is for the kinds that can hold it; the others keep their own colour.
    able = kind in (Target.PDF, Target.TIFF, Target.JPG)
    return ColourMode(shop.colour) if shop and able else None


def _press(kind: Target, terms: Shop, wishes: Wishes, tiling: Tiling | None) -> PressOptions:
    """A shop's marks and scale are for its PDFs; asked for by name they are told to be impossible elsewhere."""
    paged = kind is Target.PDF
    return PressOptions(
        scale=ScaleChoice(wishes.scale or (terms.scale if paged else "auto")),
        marks=wishes.marks or (terms.marks and paged),
        media=Media(terms.media),
        tiling=tiling,
    )
