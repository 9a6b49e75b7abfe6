"""What ReportLab's file lacks and what it leaves behind: fonts, states, gradients, pictures in; leftovers out."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from render.backends.base import ColourMode
from render.backends.pdf_content import Resources
from render.backends.pdf_syntax import components
from render.scene.nodes import Linear, Picture, Radial, Raster, Stop
from render.scene.sheet import ScaleMode, Sheet

# ReportLab begins every page with a font that nobody embeds.
_PREAMBLE = b"BT /F1 12 Tf 14.4 TL ET"
_USER_UNIT = 10


def finish(held: io.BytesIO, target: Path, sheet: Sheet, resources: Resources, colour: ColourMode) -> None:
    """Write ReportLab's file to the target, complete and clean."""
    held.seek(0)
    with pikepdf.open(held) as pdf:
        shared = pdf.make_indirect(_resources(pdf, resources, colour))
        for form, (content, box) in enumerate(resources.forms, 1):
            shared.XObject[f"/X{form}"] = _form(pdf, content, tuple(box), shared, colour)
        for page in pdf.pages:
            _clean(page)
            page.obj.Resources = shared
            if sheet.scale_mode is ScaleMode.USERUNIT:
                page.obj.UserUnit = _USER_UNIT
        _drop(pdf.Root, "/Outlines")
        _describe(pdf, sheet)
        pdf.remove_unreferenced_resources()
        pdf.save(
            target,
            force_version="1.6",
            deterministic_id=True,
            compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )


def _drop(holder: pikepdf.Object, key: str) -> None:
    if key in holder:
        del holder[key]


def _clean(page: pikepdf.Page) -> None:
    for leftover in ("/Trans", "/Rotate"):
        _drop(page.obj, leftover)
    content = page.obj.Contents
    content.write(content.read_bytes().replace(_PREAMBLE, b"", 1))


def _describe(pdf: pikepdf.Pdf, sheet: Sheet) -> None:
    info = pdf.docinfo
    day = "D:" + sheet.date.replace("-", "") + "000000Z" if sheet.date else ""
    for key in ("/CreationDate", "/ModDate"):
        _drop(info, key)
        if day:
            info[key] = String(day)
    for key in ("/Author", "/Keywords"):
        _drop(info, key)
    info["/Producer"] = String("Co Dong Studio (ReportLab, pikepdf)")
    info["/Trapped"] = Name("/False")


def _resources(pdf: pikepdf.Pdf, used: Resources, colour: ColourMode) -> Dictionary:
    states = {
        f"/{name}": Dictionary(Type=Name.ExtGState, ca=_real(alpha), CA=_real(alpha))
        for alpha, name in used.alphas.items()
    }
    return Dictionary(
        Font=Dictionary({f"/{font.name}": font.embed(pdf) for font in used.fonts.values()}),
        ExtGState=Dictionary(states),
        Shading=Dictionary({f"/{name}": _shading(paint, colour) for paint, name in used.shadings.items()}),
        XObject=Dictionary({f"/{name}": _picture(pdf, picture, colour) for name, picture in used.pictures.values()}),
    )


def _real(value: float) -> Any:
    return pikepdf.Object.parse(f"{value:.6f}".rstrip("0").rstrip(".").encode() or b"0")


def _reals(*values: float) -> Array:
    return Array([_real(value) for value in values])


def _space(colour: ColourMode) -> Name:
    return Name.DeviceCMYK if colour is ColourMode.CMYK else Name.DeviceRGB


def _shading(paint: Linear | Radial, colour: ColourMode) -> Dictionary:
    coordinates: tuple[float, ...]
    if isinstance(paint, Linear):
        kind, coordinates = 2, (*paint.start, *paint.end)
    else:
        kind, coordinates = 3, (*paint.centre, 0.0, *paint.centre, paint.radius)
    return Dictionary(
        ShadingType=kind,
        ColorSpace=_space(colour),
        Coords=_reals(*coordinates),
        Extend=Array([True, True]),
        Function=_function(paint.stops, colour),
    )


def _function(stops: tuple[Stop, ...], colour: ColourMode) -> Dictionary:
    """Return the colours along a gradient: one exponential function a pair of stops, stitched together."""
    if stops[0].offset > 0:
        stops = (Stop(0.0, stops[0].colour), *stops)
    if stops[-1].offset < 1:
        stops = (*stops, Stop(1.0, stops[-1].colour))
    parts = [
        Dictionary(
            FunctionType=2,
            Domain=_reals(0, 1),
            N=1,
            C0=_reals(*components(one.colour, colour)),
            C1=_reals(*components(two.colour, colour)),
        )
        for one, two in zip(stops, stops[1:], strict=False)
    ]
    return Dictionary(
        FunctionType=3,
        Domain=_reals(0, 1),
        Functions=Array(parts),
        Bounds=_reals(*(stop.offset for stop in stops[1:-1])),
        Encode=_reals(*(0, 1) * len(parts)),
    )


def _picture(pdf: pikepdf.Pdf, node: Picture, colour: ColourMode) -> pikepdf.Stream:
    """Return a picture's pixels as they are; an RGB picture's alpha becomes a soft mask."""
    source = node.cmyk if colour is ColourMode.CMYK else node.rgb
    image = _image(pdf, _without_alpha(source), source, _space(colour))
    if node.rgb.mode == "RGBA":
        image.SMask = _image(pdf, node.rgb.data[3::4], node.rgb, Name.DeviceGray)
    return image


def _without_alpha(source: Raster) -> bytes:
    if source.mode != "RGBA":
        return source.data
    colours = bytearray(source.width * source.height * 3)
    for channel in range(3):
        colours[channel::3] = source.data[channel::4]
    return bytes(colours)


def _image(pdf: pikepdf.Pdf, data: bytes, size: Raster, space: Name) -> pikepdf.Stream:
    return pdf.make_stream(
        data,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=size.width,
        Height=size.height,
        ColorSpace=space,
        BitsPerComponent=8,
    )


def _form(
    pdf: pikepdf.Pdf, content: str, box: tuple[float, ...], shared: pikepdf.Object, colour: ColourMode
) -> pikepdf.Stream:
    return pdf.make_stream(
        content.encode(),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=_reals(*box),
        Resources=shared,
        Group=Dictionary(S=Name.Transparency, CS=_space(colour), I=True, K=False),
    )
