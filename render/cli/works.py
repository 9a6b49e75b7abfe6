"""Arguments → works: which words, in which looks, on which formats, made up and ordered how."""

from __future__ import annotations

import argparse
import datetime
import os
from pathlib import Path

import msgspec

from render.cli.faults import Faults
from render.cli.numbers import number, whole
from render.errors import UsageError, unknown
from render.model.design import AUTO, MOST_BREAKS, PICTURED, Design, from_slogan
from render.model.finishing import Finishing, parse_finishing
from render.model.formats import Format, find_format, free_format
from render.model.order import Order
from render.model.palettes import find_palette
from render.model.sizes import parse_size
from render.model.slogans import Library, load_library
from render.model.templates import find_template, templates
from render.pipeline.typefaces import font_families
from render.production.terms import finished
from render.resources import folders

DEFAULT_FORMAT = "bang-ron-8000x1200"


def works_of(options: argparse.Namespace, finish: Finishing) -> tuple[Design, ...]:
    """Return the designs that the arguments ask for, `finish` being what the shop does unless told otherwise.

    Raise UsageErrors with everything that is wrong with them.
    """
    faults = Faults()
    formats: list[Format] = []
    designs: tuple[Design, ...] = ()
    for check in (_check_sources, _check_font, _check_template, _check_palette):
        with faults.gathered():
            check(options)
    for wanted in options.format:
        with faults.gathered():
            formats.append(find_format(wanted))
    for size in options.size:
        with faults.gathered():
            formats.append(free_format(parse_size(size)))
    with faults.gathered():
        designs = _designs(options, tuple(formats))
    with faults.gathered():
        designs = tuple(_made_up(design, options, finish) for design in designs)
    faults.raise_any()
    return designs


def _made_up(design: Design, options: argparse.Namespace, finish: Finishing) -> Design:
    """Return a design with its edges as asked: by the arguments, else as saved, else by the shop's habit."""
    made_up = finished(design, parse_finishing(options.finish), finish)
    if not (options.bleed and design.format.is_print):
        return made_up
    bleed = number(options.bleed, "bleed", 0, 500)
    work = msgspec.structs.replace(made_up.format, bleed=bleed, bleed_sides=None)
    return msgspec.structs.replace(made_up, format=work)


def _check_sources(options: argparse.Namespace) -> None:
    sources = [name for name, given in (("DESIGN", options.design), ("--slogan", options.slogan)) if given]
    sources += ["--text"] if options.text is not None else []
    if len(sources) > 1:
        raise UsageError("export.sources", sources=" + ".join(sources))
    if not sources:
        raise UsageError("export.no-source")


def _check_font(options: argparse.Namespace) -> None:
    known = [each.id for each in font_families()]
    if options.font and options.font not in known:
        raise unknown("font.unknown", options.font, known)


def _check_template(options: argparse.Namespace) -> None:
    if options.template and options.template != AUTO:
        find_template(options.template)


def _check_palette(options: argparse.Namespace) -> None:
    if options.palette:
        find_palette(options.palette)


def _designs(options: argparse.Namespace, works: tuple[Format, ...]) -> tuple[Design, ...]:
    slots = _slots(options)
    date = date_of(options)
    if options.design:
        from render.model.project import load_design

        saved = load_design(Path(options.design))
        bases = [saved] if not works else [msgspec.structs.replace(saved, format=work) for work in works]
        return tuple(_chosen(base, options, slots, date) for base in bases)
    works = works or (find_format(DEFAULT_FORMAT),)
    library = load_library(folders("slogans"))
    if options.text is not None:
        pack_date = library.packs[0].date.isoformat() if library.packs else ""
        own = [Design(text=options.text, format=work, date=pack_date) for work in works]
        return tuple(_chosen(base, options, slots, date) for base in own)
    return tuple(_chosen(base, options, slots, date) for base in _of_slogans(library, options.slogan, works))


def _of_slogans(library: Library, wanted: list[str], works: tuple[Format, ...]) -> list[Design]:
    faults = Faults()
    designs: list[Design] = []
    for name in wanted:
        with faults.gathered():
            pack, slogan = library.find(name)
            designs += (from_slogan(pack, slogan, work) for work in works)
    faults.raise_any()
    return designs


def _chosen(base: Design, options: argparse.Namespace, slots: dict[str, str], date: str) -> Design:
    changes: dict[str, object] = {}
    for name, value in (("template", options.template), ("palette", options.palette), ("font", options.font)):
        if value and value != AUTO:
            changes[name] = value
    changes |= {"text": slots["slogan"]} if "slogan" in slots else {}
    changes |= {"unit": slots["unit"]} if "unit" in slots else {}
    further = {name: value for name, value in slots.items() if name not in ("slogan", "unit")}
    changes |= {"lines": {**base.lines, **further}} if further else {}
    pictures = {name: given for name in PICTURED if (given := getattr(options, name))}
    files = {name: str(Path(pictures[name]).absolute()) for name in ("photo", "logo") if name in pictures}
    changes |= pictures | files
    changes |= {"date": date} if date else {}
    changes |= {"photo_focus": _focus(options.photo_focus)} if options.photo_focus else {}
    changes |= {"breaks": whole(options.breaks, "breaks.unreadable", 1, MOST_BREAKS)} if options.breaks else {}
    changes["order"] = _order(options, base.order)
    return msgspec.structs.replace(base, **changes)


def _order(options: argparse.Namespace, saved: Order) -> Order:
    changes: dict[str, object] = {}
    for name, code, most in (("quantity", "quantity.range", 100_000), ("revision", "revision.range", 999)):
        if text := getattr(options, name):
            changes[name] = whole(text, code, 1, most)
    changes |= {name: text for name in ("material", "place") if (text := getattr(options, name))}
    if options.deadline:
        changes["deadline"] = _day(options.deadline)
    return msgspec.structs.replace(saved, **changes)


def _focus(text: str) -> tuple[float, float]:
    """Return the place of a photograph that its crop is about, in shares of its width and height."""
    try:
        across, down = map(float, text.split(","))
    except ValueError:
        raise UsageError("focus.unreadable", text=text) from None
    if not (0 <= across <= 1 and 0 <= down <= 1):
        raise UsageError("focus.unreadable", text=text)
    return across, down


def _slots(options: argparse.Namespace) -> dict[str, str]:
    slots = {"unit": options.unit} if options.unit else {}
    for pair in options.set:
        name, equals, value = pair.partition("=")
        known = _slot_names(options.template)
        if not equals or name not in known:
            raise UsageError("slot.unknown", text=pair, known=", ".join(known))
        slots[name] = value
    return slots


def _slot_names(template: str | None) -> tuple[str, ...]:
    """Return what --set can fill: the slogan, the unit, and further lines of the template or of any."""
    offering = [find_template(template)] if template and template != AUTO else templates().values()
    return ("slogan", "unit", *dict.fromkeys(name for each in offering for name in each.lines))


def date_of(options: argparse.Namespace) -> str:
    """Return the job's date: as given, else from SOURCE_DATE_EPOCH, else '' for the design's or the pack's."""
    if options.date:
        return _day(options.date).isoformat()
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date().isoformat()
    return ""


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise UsageError("date.unreadable", text=text) from None
