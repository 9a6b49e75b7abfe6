"""What content streams refer to, as PDF objects: states, gradients, pictures, forms, and the lists that name them.

Every stream gets a list of exactly what it uses, so that no form refers to itself through its page.
"""

from __future__ import annotations

from itertools import pairwise

import pikepdf
from pikepdf import Dictionary, Name

from render.backends.base import ColourMode
from render.backends.pdf_content import Content, Drawing, Form, Ink, Overprint, Resources, Thing
from render.backends.pdf_fonts import LiveFont
from render.backends.pdf_syntax import components, number, numbers, space
from render.scene.nodes import Linear, Picture, Radial, Raster, Stop

_SECTIONS = {
    "F": "/Font",
    "A": "/ExtGState",
    "O": "/ExtGState",
    "C": "/ColorSpace",
    "S": "/Shading",
    "P": "/XObject",
    "X": "/XObject",
    "D": "/XObject",
}


class Objects:
    """Makes the objects of one file, each once, when first asked for."""

    def __init__(self, pdf: pikepdf.Pdf, resources: Resources, colour: ColourMode) -> None:
        self._pdf = pdf
        self._things = resources.things
        self._colour = colour
        self._made: dict[str, pikepdf.Object] = {}

    def resources(self, content: Content) -> Dictionary:
        """Return the resource dictionary of a stream."""
        sections: dict[str, dict[str, pikepdf.Object]] = {}
        for name in sorted(content.uses):
            sections.setdefault(_SECTIONS[name[0]], {})[f"/{name}"] = self._object(name)
        return Dictionary({section: Dictionary(entries) for section, entries in sections.items()})

    def blending(self) -> pikepdf.Object:
        """Return the group entry that makes a stream's content blend in its own inks."""
        return _parsed(f"<< /S /Transparency /CS {space(self._colour)} /I true /K false >>")

    def transparent(self, content: Content) -> bool:
        """True where anything in a stream is seen through."""
        return any(name[0] in "AX" or self._is_clear(self._things[name]) for name in content.uses)

    def _is_clear(self, thing: Thing) -> bool:
        if isinstance(thing, Drawing):
            return self.transparent(thing.content)
        return isinstance(thing, Picture) and thing.rgb.mode == "RGBA"

    def _object(self, name: str) -> pikepdf.Object:
        if name not in self._made:
            self._made[name] = self._pdf.make_indirect(self._make(self._things[name]))
        return self._made[name]

    def _make(self, thing: Thing) -> pikepdf.Object:
        if isinstance(thing, LiveFont):
            return thing.embed(self._pdf)
        if isinstance(thing, Picture):
            return self._picture(thing)
        if isinstance(thing, Form):
            return self._form(thing)
        if isinstance(thing, Drawing):
            return self._drawing(thing)
        if isinstance(thing, (Linear, Radial)):
            return _parsed(_shading(thing, self._colour))
        if isinstance(thing, Ink):
            return _parsed(_separation(thing))
        if isinstance(thing, Overprint):
            # Mode 1: an ink of nought in DeviceCMYK leaves its plate alone, too (PDF 1.7, 8.6.7).
            return _parsed("<< /Type /ExtGState /OP true /op true /OPM 1 >>")
        return _parsed(f"<< /Type /ExtGState /ca {number(thing)} /CA {number(thing)} >>")

    def _form(self, form: Form) -> pikepdf.Stream:
        return self._pdf.make_stream(
            form.content.operators.encode(),
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=_parsed(f"[{numbers(*form.box)}]"),
            Resources=self.resources(form.content),
            Group=self.blending(),
        )

    def _drawing(self, drawing: Drawing) -> pikepdf.Stream:
        return self._pdf.make_stream(
            drawing.packed,
            Type=Name.XObject,
            Subtype=Name.Form,
            Filter=Name.FlateDecode,
            BBox=_parsed(f"[{numbers(*drawing.box)}]"),
            Resources=self.resources(drawing.content),
        )

    def _picture(self, node: Picture) -> pikepdf.Stream:
        """Return a picture's pixels as they are; an RGB picture's alpha becomes a soft mask."""
        source = node.inks if self._colour is ColourMode.CMYK else node.rgb
        image = self._image(_without_alpha(source), source, Name(space(self._colour)))
        if node.rgb.mode == "RGBA":
            image.SMask = self._image(node.rgb.data[3::4], node.rgb, Name.DeviceGray)
        return image

    def _image(self, data: bytes, size: Raster, colours: Name) -> pikepdf.Stream:
        return self._pdf.make_stream(
            data,
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=size.width,
            Height=size.height,
            ColorSpace=colours,
            BitsPerComponent=8,
        )


def _parsed(source: str) -> pikepdf.Object:
    return pikepdf.Object.parse(source.encode())


def _separation(ink: Ink) -> str:
    name = "".join(letter if letter.isalnum() else f"#{ord(letter):02X}" for letter in ink.name)
    build = numbers(*(share / 100 for share in ink.build))
    tint = f"<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0 0] /C1 [{build}] >>"
    return f"[ /Separation /{name} /DeviceCMYK {tint} ]"


def _shading(paint: Linear | Radial, colour: ColourMode) -> str:
    if isinstance(paint, Linear):
        kind, place = 2, numbers(*paint.start, *paint.end)
    else:
        kind, place = 3, numbers(*paint.centre, 0.0, *paint.centre, paint.radius)
    return (
        f"<< /ShadingType {kind} /ColorSpace {space(colour)} /Coords [{place}] "
        f"/Extend [true true] /Function {_function(paint.stops, colour)} >>"
    )


def _function(stops: tuple[Stop, ...], colour: ColourMode) -> str:
    """Return the colours along a gradient: one exponential function a pair of stops, stitched together."""
    reached = (Stop(0.0, stops[0].colour), *stops, Stop(1.0, stops[-1].colour))
    # Two stops at one offset are a hard edge: the bound between their neighbours, not a span of its own.
    spans = [(one, two) for one, two in pairwise(reached) if two.offset > one.offset]
    parts = [
        f"<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [{components(one.colour, colour)}]"
        f" /C1 [{components(two.colour, colour)}] >>"
        for one, two in spans
    ]
    if len(parts) == 1:
        return parts[0]
    bounds = numbers(*(two.offset for _, two in spans[:-1]))
    return (
        f"<< /FunctionType 3 /Domain [0 1] /Functions [{' '.join(parts)}] /Bounds [{bounds}]"
        f" /Encode [{' '.join(['0 1'] * len(parts))}] >>"
    )


def _without_alpha(source: Raster) -> bytes:
    if source.mode != "RGBA":
        return source.data
    colours = bytearray(source.width * source.height * 3)
    for channel in range(3):
        colours[channel::3] = source.data[channel::4]
    return bytes(colours)
