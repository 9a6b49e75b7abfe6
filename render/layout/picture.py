"""Pictures on a page: a photograph that covers its box, a logo that stands in it, a code that can be scanned."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path as File

from render.colour import Colour
from render.geometry import Matrix, Path, Rect, Size, rectangle
from render.images import Opened, open_picture
from render.intake.svg_art import read_svg
from render.layout.artwork import coloured, place
from render.layout.text_block import text_nodes
from render.model.palettes import Palette
from render.qr import QUIET, modules
from render.scene.nodes import Flat, Group, Node, Picture, Raster, Shape
from render.text.block import Setting, Tier
from render.text.fit import fit

# Of what a tall photograph loses in height, so much goes above: a portrait's hair stands near its upper edge.
_ABOVE = 0.2
_GREY, _ON_GREY = Colour((176, 176, 176), (0, 0, 0, 35)), Colour((40, 40, 40), (0, 0, 0, 90))


def photo(path: File, frame: Rect, slot: Rect, focus: tuple[float, float] | None) -> Group:
    """Return a photograph that covers a frame, its `focus` as near to the middle of the slot as can be.

    The focus is in shares of its sides; without one a tall photograph, mostly of a person, keeps its upper part. The
    frame is the slot with what is cut off around it.
    """
    opened = open_picture(path)
    scale = max(frame.width / opened.rgb.width, frame.height / opened.rgb.height)
    width, height = opened.rgb.width * scale, opened.rgb.height * scale
    focus = focus or (0.5, _usual_height(width, height, slot))
    wanted = (slot.left + slot.right) / 2 - width * focus[0], (slot.top + slot.bottom) / 2 - height * focus[1]
    left = min(max(wanted[0], frame.right - width), frame.left)
    top = min(max(wanted[1], frame.bottom - height), frame.top)
    return Group(
        (_picture(opened, Rect(left, top, left + width, top + height)),), clip=rectangle(frame), name="photo"
    )


def _usual_height(width: float, height: float, slot: Rect) -> float:
    """Return the height of the focus that nobody chose, in shares of a photograph's height."""
    if height <= width:
        return 0.5
    return (_ABOVE * (height - slot.height) + slot.height / 2) / height


def logo(path: File, frame: Rect, palette: Palette, anchor: tuple[float, float] = (0.5, 0.5)) -> Node:
    """Return a logo, whole in its frame: vectors of an SVG with their own colours, or pixels."""
    if path.suffix.lower() == ".svg":
        art = read_svg(path).artwork
        return place(art, coloured(art, palette), frame, "contain", anchor)
    opened = open_picture(path)
    scale = min(frame.width / opened.rgb.width, frame.height / opened.rgb.height)
    width, height = opened.rgb.width * scale, opened.rgb.height * scale
    left = frame.left + (frame.width - width) * anchor[0]
    top = frame.top + (frame.height - height) * anchor[1]
    return _picture(opened, Rect(left, top, left + width, top + height))


def unofficial(frame: Rect) -> Group:
    """Return the grey place of an emblem whose official drawing is not there yet, and says so."""
    margin = min(frame.width, frame.height) * 0.08
    tier = Tier("emblem", "chưa có mẫu\nchính thức", "be-vietnam-pro-600", capitals=False)
    inside = Size(frame.width - 2 * margin, frame.height - 2 * margin)
    block = fit((tier,), inside, Setting(largest=inside.height / 4, lines=2))
    words = [(line, _ON_GREY) for line in block.lines]
    field = Shape(rectangle(frame), Flat(_GREY))
    return Group((field, *text_nodes(words, frame.left + margin, frame.top + margin)), name="emblem")


def code(text: str, frame: Rect, dark: Colour, light: Colour, *, pixels: bool) -> tuple[Group, float]:
    """Return the largest code with its quiet zone in the middle of a frame, and the side of a module.

    On `pixels` modules are whole ones. Dark modules are one shape, so that no hair shows between them.
    A frame without room for it stays empty, and the module's side is 0.
    """
    rows = modules(text)
    across = len(rows) + 2 * QUIET
    side = min(frame.width, frame.height) / across
    side = max(0.0, float(int(side)) if pixels else side)
    if not side:
        return Group((), name="qr"), side
    left, top = (frame.left + frame.right - side * across) / 2, (frame.top + frame.bottom - side * across) / 2
    left, top = (round(left), round(top)) if pixels else (left, top)
    field = Shape(rectangle(Rect(0, 0, across, across)), Flat(light))
    dots = Path("", ())
    for down, row in enumerate(rows):
        at = 0
        for lit, run in groupby(row):
            length = len(tuple(run))
            if lit:
                dots += rectangle(Rect(at + QUIET, down + QUIET, at + QUIET + length, down + QUIET + 1))
            at += length
    marks = Shape(dots, Flat(dark))
    return Group((field, marks), Matrix(side, 0.0, 0.0, side, left, top), name="qr"), side


def _picture(opened: Opened, frame: Rect) -> Picture:
    rgb, cmyk = opened.rgb, opened.cmyk
    return Picture(
        frame,
        Raster(rgb.mode, rgb.width, rgb.height, rgb.data),
        Raster(cmyk.mode, cmyk.width, cmyk.height, cmyk.data) if cmyk else None,
    )
