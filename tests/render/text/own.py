"""Fonts made for tests from one that we ship: renamed, robbed of letters, variable, or with cubic outlines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.TupleVariation import TupleVariation

from render.text.fonts import FOLDER

SOURCE = FOLDER / "oswald" / "Oswald_700Bold.ttf"
Change = Callable[[TTFont], None]
# What a variable font grows by, of every glyph's right half and its advance, from 400 to 900.
GROWN = 300


def made(path: Path, family: str, *changes: Change) -> Path:
    """Save the source under another name, changed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with TTFont(SOURCE) as font:
        rename(font, family)
        for change in changes:
            change(font)
        font.save(path)
    return path


def rename(font: TTFont, family: str) -> None:
    names = font["name"]
    names.names = [name for name in names.names if name.nameID not in (16, 17, 25)]
    for name_id, name in ((1, family), (4, family), (6, family.encode("ascii", "ignore").decode())):
        names.setName(name, name_id, 3, 1, 0x409)


def without(letters: str) -> Change:
    def change(font: TTFont) -> None:
        for table in font["cmap"].tables:
            for letter in letters:
                table.cmap.pop(ord(letter), None)

    return change


def weighing(weight: int) -> Change:
    def change(font: TTFont) -> None:
        font["OS/2"].usWeightClass = weight

    return change


def embedded_as(bits: int) -> Change:
    def change(font: TTFont) -> None:
        font["OS/2"].fsType = bits

    return change


def named(name: str) -> Change:
    return lambda font: rename(font, name)


def variable(*, instances: bool) -> Change:
    """Give the font a weight axis from 400 to 900 that widens every simple glyph."""

    def change(font: TTFont) -> None:
        builder = FontBuilder(font=font)
        named = [{"location": {"wght": weight}, "stylename": str(weight)} for weight in (400, 600, 900)]
        builder.setupFvar([("wght", 400, 400, 900, "Weight")], named if instances else [])
        deltas = {}
        for name in font.getGlyphOrder():
            glyph = font["glyf"][name]
            phantoms = [(0, 0), (GROWN, 0), (0, 0), (0, 0)]
            if glyph.isComposite():
                points = [(0, 0)] * len(glyph.components)
            else:
                found, _, _ = glyph.getCoordinates(font["glyf"])
                middle = font["hmtx"][name][0] / 2
                points = [(GROWN, 0) if x > middle else (0, 0) for x, _ in found]
            deltas[name] = [TupleVariation({"wght": (0, 1, 1)}, points + phantoms)]
        builder.setupGvar(deltas)
        for tag in ("STAT", "prep", "gasp"):
            if tag in font:
                del font[tag]

    return change


def narrowing(shrunk: int) -> Change:
    """Give the font a width axis from 75 to 100 whose narrow end is drawn `shrunk` units narrower, named as such."""

    def change(font: TTFont) -> None:
        builder = FontBuilder(font=font)
        named = [{"location": {"wdth": width}, "stylename": str(width)} for width in (75, 100)]
        builder.setupFvar([("wdth", 75, 100, 100, "Width")], named)
        deltas = {}
        for name in font.getGlyphOrder():
            glyph = font["glyf"][name]
            if glyph.isComposite():
                points = [(0, 0)] * len(glyph.components)
            else:
                found, _, _ = glyph.getCoordinates(font["glyf"])
                middle = font["hmtx"][name][0] / 2
                points = [(-shrunk, 0) if x > middle else (0, 0) for x, _ in found]
            phantoms = [(0, 0), (-shrunk, 0), (0, 0), (0, 0)]
            deltas[name] = [TupleVariation({"wdth": (-1, -1, 0)}, points + phantoms)]
        builder.setupGvar(deltas)
        for tag in ("STAT", "prep", "gasp"):
            if tag in font:
                del font[tag]

    return change


def postscript(path: Path, family: str) -> Path:
    """Save the source's letters as an OpenType font with cubic outlines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with TTFont(SOURCE) as font:
        order, drawn = font.getGlyphOrder(), font.getGlyphSet()
        builder = FontBuilder(font["head"].unitsPerEm, isTTF=False)
        builder.setupGlyphOrder(order)
        builder.setupCharacterMap(font.getBestCmap())
        outlines = {}
        for name in order:
            pen = T2CharStringPen(drawn[name].width, drawn)
            drawn[name].draw(pen)
            outlines[name] = pen.getCharString()
        builder.setupCFF("Thu-Bold", {}, outlines, {})
        builder.setupHorizontalMetrics({name: (drawn[name].width, 0) for name in order})
        builder.setupHorizontalHeader(ascent=font["hhea"].ascent, descent=font["hhea"].descent)
        builder.setupNameTable({"familyName": family, "styleName": "Bold", "psName": "Thu-Bold"})
        builder.setupOS2(usWeightClass=700)
        builder.setupPost()
        builder.save(path)
    return path
