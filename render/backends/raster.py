"""Scenes as pixels, by Skia, in horizontal bands into numpy arrays.

Skia has no CMYK surface, but compositing is linear in each channel: the page is painted once with (C, M, Y) as
the three channels and once with K, on a surface without colour space, so flat inks come out exactly as authored.
Pixel rows run from the top; a band is an array of height × width × channels, 8 bits each.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import lru_cache

import numpy as np
import skia

from render.backends.base import ColourMode
from render.backends.flatten import flatten
from render.backends.grid import Band, Grid
from render.backends.packing import tight
from render.backends.photographs import filled, is_empty, parts, waits
from render.colour import Colour
from render.geometry import Matrix, Path
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
)
from render.scene.sheet import Page
from render.text.fonts import face

_CHORD_PX = 0.02
_MITRE = 10
# Shares of red, green and blue in what the eye sees (Rec. 709), and from where on a lamp is lit.
_LUMINANCE = np.array((0.2126, 0.7152, 0.0722), np.float32)
_LIT = 128


class _Plate(Enum):
    """What is painted in one pass: the value names the channels of the finished pixel that it fills."""

    RGB = (0, 1, 2, 3)
    CMY = (0, 1, 2)
    C = (0,)
    M = (1,)
    Y = (2,)
    K = (3,)

    def channels(self, colour: Colour) -> tuple[int, int, int]:
        """Return a colour as this plate's three channels, 0…255."""
        if self is _Plate.RGB:
            return colour.rgb
        inks = tuple(round(ink * 2.55) for ink in colour.cmyk)
        first, second, third = inks[:3] if self is _Plate.CMY else inks[self.value[0] : self.value[0] + 1] * 3
        return first, second, third


def paint(page: Page, grid: Grid, colour: ColourMode, top: int = 0, bottom: int | None = None) -> Band:
    """Return rows top…bottom of a page as height × width × 3 (RGB), 4 (CMYK) or 1 (mono, 0 or 255)."""
    painted = Painting(page, grid, colour).band(top, grid.height if bottom is None else bottom)
    return tight(painted) if colour is ColourMode.RGB else painted


class Painting:
    """A page ready to be painted band by band: its nodes are told to Skia once and played for every band."""

    def __init__(self, page: Page, grid: Grid, colour: ColourMode) -> None:
        nodes = (*page.scene.nodes, *page.marks)
        self._mono = colour is ColourMode.MONO
        self._width = grid.width
        self._plates = [_Recording(nodes, grid, plate, smooth=not self._mono) for plate in _plates(nodes, colour)]
        self._pixels = self._spare = np.empty((0, grid.width, 4), np.uint8)

    def band(self, top: int, bottom: int, pictures: tuple[Picture | None, ...] = ()) -> Band:
        """Return rows top…bottom with 4 channels (CMYK, or RGB and one without meaning) or 1 (mono).

        `pictures` are what these rows show of those that were emptied. The next call paints over the same array.
        """
        pixels, spare = self._buffers(bottom - top)
        for plate in self._plates:
            _add_plate(plate, top, pixels, spare, pictures)
        if self._mono:
            lit = pixels[:, :, :3] @ _LUMINANCE >= _LIT
            return lit[:, :, None].astype(np.uint8) * np.uint8(255)
        return pixels

    def _buffers(self, rows: int) -> tuple[Band, Band]:
        if len(self._pixels) < rows:
            self._pixels = np.empty((rows, self._width, 4), np.uint8)
            self._spare = np.empty_like(self._pixels) if len(self._plates) > 1 else self._pixels
        return self._pixels[:rows], self._spare[:rows]


def _add_plate(plate: _Recording, top: int, pixels: Band, spare: Band, pictures: tuple[Picture | None, ...]) -> None:
    """Paint one plate and put its channels where the finished pixel has them."""
    channels = plate.plate.value
    if not plate.inks(top, top + len(pixels)):
        pixels[:, :, channels[0] : channels[-1] + 1] = 0
    elif len(channels) > 1:
        plate.play(pixels, top, pictures)
    else:
        plate.play(spare, top, pictures)
        pixels[:, :, channels[0]] = spare[:, :, 0]


def _plates(nodes: tuple[Node, ...], colour: ColourMode) -> tuple[_Plate, ...]:
    """Return the passes that a page needs: two for inks, four where an overprint inks some of C, M and Y only."""
    if colour is not ColourMode.CMYK:
        return (_Plate.RGB,)
    parted = any(0 < sum(ink > 0 for ink in _Plate.CMY.channels(paint.colour)) < 3 for paint in _overprints(nodes))
    return (_Plate.C, _Plate.M, _Plate.Y, _Plate.K) if parted else (_Plate.CMY, _Plate.K)


def _overprints(nodes: tuple[Node, ...]) -> Iterator[Flat]:
    for node in nodes:
        if isinstance(node, Group):
            yield from _overprints(node.children)
        elif isinstance(node, Shape | Text):
            stroke = node.stroke if isinstance(node, Shape) else node.outline
            paints = (node.fill if isinstance(node, Shape) else node.paint, stroke.paint if stroke else None)
            yield from (paint for paint in paints if isinstance(paint, Flat) and paint.overprint)


class _Recording:
    """One plate's drawing as Skia remembers it, and the rows between which it puts ink down.

    Emptied pictures part it: what lies beneath them and above them is remembered, they are drawn with each band.
    """

    def __init__(self, nodes: tuple[Node, ...], grid: Grid, plate: _Plate, *, smooth: bool) -> None:
        self.plate = plate
        self._grid, self._smooth = grid, smooth
        self._spans: list[tuple[float, float]] = []
        self._parts = [self._remembered(part) for part in parts(nodes)]

    def _remembered(self, part: tuple[Node, ...]) -> skia.Picture | tuple[Node, ...]:
        recorder = skia.PictureRecorder()
        painter = self._painter(recorder.beginRecording(skia.Rect.MakeWH(self._grid.width, self._grid.height)))
        painter.draw(part, Matrix())
        self._spans += painter.spans
        return part if waits(part[0]) else recorder.finishRecordingAsPicture()

    def _painter(self, canvas: skia.Canvas) -> _Painter:
        return _Painter(canvas, self.plate, self._grid.to_pixels, whole=self._grid.one_band, smooth=self._smooth)

    def inks(self, top: int, bottom: int) -> bool:
        """False where the plate stays without ink in these rows."""
        paper = self.plate is _Plate.RGB
        return paper or any(first < bottom and last > top for first, last in self._spans)

    def play(self, pixels: Band, top: int, pictures: tuple[Picture | None, ...]) -> None:
        """Paint the rows from `top` on over whatever the array holds."""
        surface = skia.Surface(pixels, colorType=skia.kRGBA_8888_ColorType, alphaType=skia.kPremul_AlphaType)
        canvas = surface.getCanvas()
        # An RGB page begins as white paper, a plate without ink.
        canvas.clear(skia.ColorWHITE if self.plate is _Plate.RGB else skia.ColorBLACK)
        canvas.translate(0, -top)
        waiting = iter(pictures)
        for part in self._parts:
            if isinstance(part, skia.Picture):
                canvas.drawPicture(part)
            elif (picture := next(waiting)) is not None:
                self._painter(canvas).draw(filled(part, picture), Matrix())
        surface.flushAndSubmit()


class _Painter:
    """Draws nodes on one plate; paths reach Skia in pixels, so that bands see the same chords."""

    def __init__(self, canvas: skia.Canvas, plate: _Plate, to_pixels: Matrix, *, whole: bool, smooth: bool) -> None:
        self.canvas = canvas
        self.plate = plate
        self.to_pixels = to_pixels
        self.whole = whole
        self.smooth = smooth
        self.spans: list[tuple[float, float]] = []

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

    def _prints(self, paint: Paint) -> bool:
        """False where an overprint leaves this plate as it is."""
        if self.plate is _Plate.RGB or not isinstance(paint, Flat) or not paint.overprint:
            return True
        return any(self.plate.channels(paint.colour))

    def _shape(self, node: Shape, matrix: Matrix) -> None:
        path = self._path(node.path, matrix)
        if node.fill and self._prints(node.fill):
            path.setFillType(skia.PathFillType.kEvenOdd if node.even_odd else skia.PathFillType.kWinding)
            self._put(path, self._paint(node.fill, matrix), node.fill)
        if node.stroke and self._prints(node.stroke.paint):
            self._put(path, self._stroke(node.stroke, matrix), node.stroke.paint)

    def _text(self, node: Text, matrix: Matrix) -> None:
        path = skia.Path()
        scale = node.size / face(node.font).upem
        for glyph in node.glyphs:
            place = Matrix(scale, 0.0, 0.0, -scale, glyph.x, glyph.y).then(matrix).then(self.to_pixels)
            self._add_glyph(path, node.font, glyph.gid, place)
        if node.outline and self._prints(node.outline.paint):
            self._put(path, self._stroke(node.outline, matrix), node.outline.paint)
        if self._prints(node.paint):
            self._put(path, self._paint(node.paint, matrix), node.paint)

    def _put(self, path: skia.Path, drawn: skia.Paint, paint: Paint) -> None:
        """Draw a path and remember the rows it may ink; a stroke's mitre reaches out by five widths."""
        self.canvas.drawPath(path, drawn)
        colours = (paint.colour,) if isinstance(paint, Flat) else (stop.colour for stop in paint.stops)
        if any(any(self.plate.channels(colour)) for colour in colours):
            reach = _MITRE / 2 * drawn.getStrokeWidth() + 1
            box = path.getBounds()
            self.spans.append((box.top() - reach, box.bottom() + reach))

    def _add_glyph(self, path: skia.Path, font: str, gid: int, place: Matrix) -> None:
        if self.whole:
            path.addPath(_glyph_path(font, gid), _skia_matrix(place))
        else:
            path.addPath(_skia_path(flatten(face(font).outline(gid).transformed(place), _CHORD_PX)))

    def _picture(self, node: Picture, matrix: Matrix) -> None:
        place = _skia_matrix(matrix.then(self.to_pixels))
        frame = skia.Rect.MakeLTRB(*node.frame)
        mapped = place.mapRect(frame)
        self.spans.append((mapped.top() - 1, mapped.bottom() + 1))
        if is_empty(node):
            return
        self.canvas.save()
        self.canvas.concat(place)
        self.canvas.drawImageRect(
            _image(node, self.plate),
            frame,
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
        made.setStrokeMiter(_MITRE)
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
    source = node.rgb if plate is _Plate.RGB else node.inks
    values = np.frombuffer(source.data, np.uint8).reshape(source.height, source.width, len(source.mode))
    made = np.full((source.height, source.width, 4), 255, np.uint8)
    channels = plate.value[:3]
    made[:, :, :3] = values[:, :, channels[0] : channels[-1] + 1]
    if node.rgb.mode == "RGBA":
        alpha = np.frombuffer(node.rgb.data, np.uint8).reshape(node.rgb.height, node.rgb.width, 4)[:, :, 3]
        made[:, :, 3] = alpha
    return skia.Image.fromarray(made, colorType=skia.kRGBA_8888_ColorType, copy=True)
