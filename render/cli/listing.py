"""`list`: what there is to choose from, as a table or as JSON."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from typing import Any

from render.catalogue import Catalogue
from render.cli.report import say, say_json, tell
from render.model.search import matches
from render.model.sizes import spoken

Row = dict[str, Any]
# The accented letters of Vietnamese in both cases.
_LETTERS = 134


def run(options: argparse.Namespace, words: Catalogue) -> int:
    """Print the entries of one catalogue that match the search."""
    rows = _LISTS[options.what](words)
    if options.search:
        scored = [(matches(options.search, *_searchable(row)), row) for row in rows]
        rows = [row for score, row in sorted(scored, key=lambda each: -each[0]) if score]
    if options.json:
        # A value that takes long to find is a function, called for the rows that are shown.
        said = ({key: value for key, value in row.items() if key != "shown"} for row in rows)
        say_json([{key: value() if callable(value) else value for key, value in row.items()} for row in said])
        return 0
    width = max((len(row["id"]) for row in rows), default=0)
    for row in rows:
        say(f"{row['id']:{width}}  {row['shown']}")
    if not rows:
        tell(words("list.nothing", query=options.search))
    return 0


def _searchable(row: Row) -> list[str]:
    return [str(row[key]) for key in ("name", "text", "id", "topic", "use", "words") if row.get(key)]


def _name(entry: Any, words: Catalogue) -> str:
    return str((entry.name_en if words.language == "en" else "") or entry.name)


def _slogans(_: Catalogue) -> list[Row]:
    from render.model.slogans import load_library
    from render.resources import folders

    library = load_library(folders("slogans"))
    return [
        {
            "id": library.short_id(pack, slogan),
            "name": slogan.text,
            "text": slogan.text,
            "topic": slogan.topic,
            "source": {
                "pack": pack.id,
                "document": pack.source.document,
                "number": pack.source.number,
                "date": pack.source.date,
                "issuer": pack.source.issuer,
                "section": slogan.section,
                "ordinal": slogan.ordinal,
            },
            "sha256": slogan.sha256,
            "valid_from": slogan.valid_from,
            "valid_to": slogan.valid_to,
            "superseded_by": slogan.superseded_by,
            "shown": slogan.text,
        }
        for pack, slogan in library
    ]


def _templates(words: Catalogue) -> list[Row]:
    from render.model.templates import templates

    rows: list[Row] = []
    for each in templates().values():
        use = each.use_en if words.language == "en" else each.use
        row = {"id": each.id, "name": _name(each, words), "use": use, "media": list(each.media)}
        rows.append(row | {"palettes": list(each.palettes), "shown": f"{row['name']}: {use}"})
    return rows


def _formats(words: Catalogue) -> list[Row]:
    from render.model.formats import formats

    decimal = "," if words.language == "vi" else "."
    return [
        {
            "id": each.id,
            "name": _name(each, words),
            "group": each.group,
            "medium": each.medium,
            "trim_mm" if each.is_print else "size_px": list(each.size),
            "bleed_mm": list(each.bleeds) if each.is_print else None,
            f"safe_{each.unit}": list(each.safe),
            "dpi": each.dpi,
            "distance_m": each.distance,
            "faces": each.faces,
            "pages": each.pages,
            "folds_mm": list(each.folds),
            "tail_mm": each.tail.depth if each.tail else None,
            "tail": each.tail.kind if each.tail else None,
            "guides": [{"name": _name(guide, words), "box_mm": list(guide.box)} for guide in each.guides],
            "module_px": list(each.module) if each.module else None,
            "pitch_mm": each.pitch,
            "source": each.source,
            "words": " ".join(each.words),
            "shown": f"{_name(each, words)}  ({spoken(each.trim, each.unit, decimal)})",
        }
        for each in formats().values()
    ]


def _shops(words: Catalogue) -> list[Row]:
    from render.model.shops import shops

    def noted(each: Any) -> str:
        return str(each.note_en if words.language == "en" else each.note)

    return [
        {
            "id": each.id,
            "name": _name(each, words),
            "world": each.world,
            "use": noted(each),
            "to": list(each.to),
            "colour": each.colour,
            "text_mode": each.text_mode,
            "standard": each.standard,
            "scale": each.scale,
            "marks": each.marks,
            "media": each.media,
            "icc": each.icc,
            "ink_limit": each.ink_limit,
            "dpi_steps": list(each.dpi_steps),
            "largest_px": each.largest_px,
            "largest_mb": each.largest_mb,
            "trade_knowledge": each.trade,
            "shown": f"{_name(each, words)}: {noted(each)}",
        }
        for each in shops().values()
    ]


def _palettes(words: Catalogue) -> list[Row]:
    from render.colour import contrast
    from render.model.palettes import ROLES, palettes

    return [
        {
            "id": each.id,
            "name": _name(each, words),
            "colours": {role: {"rgb": each.colour(role).rgb, "cmyk": each.colour(role).cmyk} for role in ROLES},
            "contrast": {
                role: round(contrast(each.colour(role), each.colour("ground")), 2) for role in ("words", "second")
            },
            "shown": _name(each, words),
        }
        for each in palettes().values()
    ]


def _fonts(words: Catalogue) -> list[Row]:
    from render.pipeline.typefaces import font_families, unreadable_fonts

    for fault in unreadable_fonts():
        tell(words.error(fault)[0])
    rows: list[Row] = []
    for each in font_families():
        use = (each.use_en if words.language == "en" else each.use_vi) or _own_use(each, words)
        row: Row = {"id": each.id, "name": each.name, "kind": each.kind, "use": use}
        row |= {"weights": [face.weight for face in each.face], "licence": each.licence}
        rows.append(row | {"faces": partial(_faces, each), "shown": f"{each.name}: {use}"})
    return rows


def _own_use(family: Any, words: Catalogue) -> str:
    from render.pipeline.typefaces import letters_lacking

    lacking = letters_lacking(family)
    return words("list.font-lacks", count=len(lacking), all=_LETTERS) if lacking else words("list.font-own")


def _faces(family: Any) -> list[Row]:
    from render.pipeline.typefaces import font_reports

    return [
        {
            "key": face.key,
            "file": str(face.file.path),
            "coverage": {"letters": _LETTERS, "missing": list(report.missing)},
            "kerning": report.kern_grade,
            "tallest": round(report.tallest_ink, 4),
            "dubious": {code: list(letters) for code, letters in report.dubious.items()},
            "verdict": list(report.verdict),
            "accepted": report.accepted,
            "embedding": face.file.embedding,
        }
        for face, report in font_reports(family)
    ]


def _screens(words: Catalogue) -> list[Row]:
    from render.model.screens import screens

    return [
        {
            "id": each.id,
            "name": _name(each, words),
            "size_px": [each.width, each.height],
            "canvas_px": list(each.canvas),
            "module": each.module or None,
            "module_px": list(each.dots) if each.dots else None,
            "columns": each.columns,
            "rows": each.rows,
            "pitch_mm": each.pitch_mm,
            "size_m": [round(side, 4) for side in each.metres] if each.metres else None,
            "raster_px": list(each.raster) if each.raster else None,
            "at_px": list(each.at),
            "fold": each.fold,
            "bezel_mm": each.bezel,
            "colour": each.colour,
            "lamp": each.lamp if each.colour == "one" else None,
            "distance_m": each.distance,
            "player": each.player or None,
            "source": each.source,
            "shown": _name(each, words),
        }
        for each in screens().values()
    ]


_LISTS: dict[str, Callable[[Catalogue], list[Row]]] = {
    "slogans": _slogans,
    "templates": _templates,
    "formats": _formats,
    "palettes": _palettes,
    "shops": _shops,
    "fonts": _fonts,
    "screens": _screens,
}
