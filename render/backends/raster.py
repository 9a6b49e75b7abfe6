"""Scenes as pixels, by Skia, in horizontal bands into numpy arrays.

Skia has no CMYK surface, but compositing is linear in each channel: the page is painted once with (C, M, Y) as
the three channels and once with K, on a surface without colour space, so flat inks come out exactly as authored.
Pixel rows run from the top; a band is an array of height × width × channels, 8 bits each.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

import numpy as np
import skia
from numpy.typing import NDArray

from render.backends.base import ColourMode
from render.backends.flatten import flatten
from render.colour import Colour
from render.errors import UsageError
from render.geometry import Matrix, Path, Rect, sides_px
from render.scene.nodes import (
    Cap,
    Flat,
    Group,
    Join,
    Linear,
    Node,
    Paint,
    Picture,
    Radial,
    Shape,
    Stroke,
    Text,
    Unit,
)
from render.scene.sheet import Page
from render.text.fonts import face

Band = NDArray[np.uint8]
# One band holds about this many pixels, whatever the picture's height: equal grids give equal bytes.
_BAND_PIXELS = 1 << 23
_CHORD_PX = 0.02


@dataclass(frozen=True, slots=True)
class Grid:
    """The pixel grid laid over a page: its sides in pixels and the part of the page it shows."""

    width: int
    height: int
    shown: Rect

    @property
    def to_pixels(self) -> Matrix:
        """The map from page coordinates to pixels."""
        sx, sy = self.width / self.shown.width, self.height / self.shown.height
        return Matrix(sx, 0.0, 0.0, sy, -self.shown.left * sx, -self.shown.top * sy)

    @property
    def band_rows(self) -> int:
        """Rows of a band: a function of the width alone."""
        return max(16, _BAND_PIXELS // self.width)

    def bands(self) -> list[tuple[int, int]]:
        """Return the bands as first row and row behind the last."""
        return [(top, min(top + self.band_rows, self.height)) for top in range(0, self.height, self.band_rows)]


def grid_of(page: Page, dpi: int | None) -> Grid:
    """Return the exact grid of a page's bleed box: from dpi for mm, one to one for px."""
    box = page.bleed
    if page.scene.unit is Unit.PX:
        return Grid(round(box.width), round(box.height), box)
    if dpi is None:
        raise UsageError("dpi.missing")
    width, height = sides_px(page.scene.size, page.scene.bleed, dpi)
    return Grid(max(1, width), max(1, height), box)


# Shares of red, green and blue in what the eye sees (Rec. 709), and from where on a lamp is lit.
_LUMINANCE = np.array((0.2126, 0.7152, 0.0722), np.float32)
_LIT = 128


class _Plate(Enum):
    RGB = "rgb"
    CMY = "cmy"
    K = "k"

    def channels(self, colour: Colour) -> tuple[int, int, int]:
        """Return a colour as this plate's three channels, 0…255."""
        if self is _Plate.RGB:
            return colour.rgb
        cyan, magenta, yellow, black = (round(ink * 2.55) for ink in colour.cmyk)
        return (cyan, magenta, yellow) if self is _Plate.CMY else (black, black, black)


def paint(page: Page, grid: Grid, colour: ColourMode, top: int = 0, bottom: int | None = None) -> Band:
    """Return rows top…bottom of a page as height × width × 3 (RGB), 4 (CMYK) or 1 (mono, 0 or 255)."""
    rows = (top, grid.height if bottom is None else bottom)
    if colour is ColourMode.RGB:
        return _without_alpha(_paint_plate(page, grid, _Plate.RGB, rows))
    if colour is ColourMode.MONO:
        lit = _paint_plate(page, grid, _Plate.RGB, rows, smooth=False)[:, :, :3] @ _LUMINANCE >= _LIT
        return lit[:, :, None].astype(np.uint8) * np.uint8(255)
    inks = _paint_plate(page, grid, _Plate.CMY, rows)
    inks[:, :, 3] = _paint_plate(page, grid, _Plate.K, rows)[:, :, 0]
    return inks


def _without_alpha(pixels_: Band) -> Band:
    """Return the three colours close together: copied by channels, in a fifth of the time of a plain copy."""
    packed = np.empty((*pixels_.shape[:2], 3), np.uint8)
    for channel in range(3):
        packed[:, :, channel] = pixels_[:, :, channel]
    return packed


def _paint_plate(page: Page, grid: Grid, plate: _Plate, rows: tuple[int, int], *, smooth: bool = True) -> Band:
    top, bottom = rows
    # An RGB page begins as white paper, a plate without ink.
    start = 255 if plate is _Plate.RGB else 0
    pixels_ = np.full((bottom - top, grid.width, 4), start, np.uint8)
    pixels_[:, :, 3] = 255
    surface = skia.Surface(pixels_, colorType=skia.kRGBA_8888_ColorType, alphaType=skia.kPremul_AlphaType)
    canvas = surface.getCanvas()
    canvas.translate(0, -top)
    painter = _Painter(canvas, plate, grid.to_pixels, whole=grid.height <= grid.band_rows, smooth=smooth)
    painter.draw((*page.scene.nodes, *page.marks), Matrix())
    surface.flushAndSubmit()
    return pixels_


class _Painter:
    """Draws nodes on one plate; paths reach Skia in pixels, so that bands see the same chords."""

    def __init__(self, canvas: skia.Canvas, plate: _Plate, to_pixels: Matrix, *, whole: bool, smooth: bool) -> None:
        self.canvas = canvas
        self.plate = plate
        self.to_pixels = to_pixels
        self.whole = whole
        self.smooth = smooth

    def draw(self, nodes: tuple[Node, ...], matrix: Matrix) -> None:
        for node in nodes:
            if isinstance(node, Shape):
                self._shape(node, matrix)
            elif isinstance(node, Text):
                self._text(node, matrix)
            elif isinstance(node, Picture):
                self._picture(node, matrix)
            else:
                self._group(node, matrix)

    def _shape(self, node: Shape, matrix: Matrix) -> None:
        path = self._path(node.path, matrix)
        if node.fill:
            path.setFillType(skia.PathFillType.kEvenOdd if node.even_odd else skia.PathFillType.kWinding)
            self.canvas.drawPath(path, self._paint(node.fill, matrix))
        if node.stroke:
            self.canvas.drawPath(path, self._stroke(node.stroke, matrix))

    def _text(self, node: Text, matrix: Matrix) -> None:
        path = skia.Path()
        scale = node.size / face(node.font).upem
        for glyph in node.glyphs:
            place = Matrix(scale, 0.0, 0.0, -scale, glyph.x, glyph.y).then(matrix).then(self.to_pixels)
            self._add_glyph(path, node.font, glyph.gid, place)
        if node.outline:
            self.canvas.drawPath(path, self._stroke(node.outline, matrix))
        self.canvas.drawPath(path, self._paint(node.paint, matrix))

    def _add_glyph(self, path: skia.Path, font: str, gid: int, place: Matrix) -> None:
        if self.whole:
            path.addPath(_glyph_path(font, gid), _skia_matrix(place))
        else:
            path.addPath(_skia_path(flatten(face(font).outline(gid).transformed(place), _CHORD_PX)))

    def _picture(self, node: Picture, matrix: Matrix) -> None:
        image = _image(node, self.plate)
        self.canvas.save()
        self.canvas.concat(_skia_matrix(matrix.then(self.to_pixels)))
        self.canvas.drawImageRect(
            image,
            skia.Rect.MakeLTRB(*node.frame),
            skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear),
            skia.Paint(AntiAlias=True),
        )
        self.canvas.restore()

    def _group(self, node: Group, matrix: Matrix) -> None:
        inner = node.matrix.then(matrix)
        self.canvas.save()
        if node.clip:
            self.canvas.clipPath(self._path(node.clip, inner), doAntiAlias=self.smooth)
        if node.opacity < 1:
            self.canvas.saveLayerAlpha(None, round(node.opacity * 255))
        self.draw(node.children, inner)
        if node.opacity < 1:
            self.canvas.restore()
        self.canvas.restore()

    def _path(self, path: Path, matrix: Matrix) -> skia.Path:
        placed = path.transformed(matrix.then(self.to_pixels))
        return _skia_path(placed if self.whole else flatten(placed, _CHORD_PX))

    def _paint(self, paint: Paint, matrix: Matrix) -> skia.Paint:
        made = skia.Paint(AntiAlias=self.smooth)
        if isinstance(paint, Flat):
            made.setColor(skia.Color(*self.plate.channels(paint.colour), round(paint.alpha * 255)))
        else:
            made.setShader(self._shader(paint, matrix))
        return made

    def _shader(self, paint: Linear | Radial, matrix: Matrix) -> skia.Shader:
        colours = [skia.Color(*self.plate.channels(stop.colour)) for stop in paint.stops]
        offsets = [stop.offset for stop in paint.stops]
        local = _skia_matrix(matrix.then(self.to_pixels))
        if isinstance(paint, Linear):
            ends = [skia.Point(*paint.start), skia.Point(*paint.end)]
            return skia.GradientShader.MakeLinear(ends, colours, offsets, localMatrix=local)
        return skia.GradientShader.MakeRadial(
            skia.Point(*paint.centre), paint.radius, colours, offsets, localMatrix=local
        )

    def _stroke(self, stroke: Stroke, matrix: Matrix) -> skia.Paint:
        place = matrix.then(self.to_pixels)
        scale = abs(place.a * place.d - place.b * place.c) ** 0.5
        made = self._paint(stroke.paint, matrix)
        made.setStyle(skia.Paint.kStroke_Style)
        made.setStrokeWidth(stroke.width * scale)
        made.setStrokeCap(_CAPS[stroke.cap])
        made.setStrokeJoin(_JOINS[stroke.join])
        made.setStrokeMiter(10)
        if stroke.dash:
            made.setPathEffect(skia.DashPathEffect.Make([length * scale for length in stroke.dash], 0))
        return made


_CAPS = {
    Cap.BUTT: skia.Paint.kButt_Cap,
    Cap.ROUND: skia.Paint.kRound_Cap,
    Cap.SQUARE: skia.Paint.kSquare_Cap,
}
_JOINS = {
    Join.MITER: skia.Paint.kMiter_Join,
    Join.ROUND: skia.Paint.kRound_Join,
    Join.BEVEL: skia.Paint.kBevel_Join,
}


def _skia_matrix(m: Matrix) -> skia.Matrix:
    return skia.Matrix.MakeAll(m.a, m.c, m.e, m.b, m.d, m.f, 0, 0, 1)


def _skia_path(path: Path) -> skia.Path:
    made = skia.Path()
    for verb, values in path.segments():
        if verb == "M":
            made.moveTo(*values)
        elif verb == "L":
            made.lineTo(*values)
        elif verb == "C":
            made.cubicTo(*values)
        else:
            made.close()
    return made


@lru_cache(maxsize=4096)
def _glyph_path(font: str, gid: int) -> skia.Path:
    return _skia_path(face(font).outline(gid))


def _image(node: Picture, plate: _Plate) -> skia.Image:
    source = node.rgb if plate is _Plate.RGB else node.cmyk
    values = np.frombuffer(source.data, np.uint8).reshape(source.height, source.width, len(source.mode))
    made = np.full((source.height, source.width, 4), 255, np.uint8)
    if plate is _Plate.K:
        made[:, :, :3] = values[:, :, 3:4]
    else:
        made[:, :, :3] = values[:, :, :3]
    if node.rgb.mode == "RGBA":
        alpha = np.frombuffer(node.rgb.data, np.uint8).reshape(node.rgb.height, node.rgb.width, 4)[:, :, 3]
        made[:, :, 3] = alpha
    return skia.Image.fromarray(made, colorType=skia.kRGBA_8888_ColorType, copy=True)
