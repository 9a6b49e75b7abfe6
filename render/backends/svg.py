"""One page as SVG: RGB values, words as outlines, plain paths that any editor keeps.

The view box is the media box (the bleed box where there are no marks) in the scene's unit, which width and height
state. Only what SVG 1.1 knows is used, since CorelDRAW and Illustrator know little more.
"""

from __future__ import annotations

import base64
import re
from pathlib import Path
from xml.sax.saxutils import escape

from render.backends.base import replacing
from render.backends.outlines import glyph_paths
from render.colour import Colour
from render.geometry import Matrix, rectangle
from render.geometry import Path as Outline
from render.scene.nodes import Flat, Group, Linear, Node, Paint, Picture, Radial, Shape, Stop, Stroke, Text
from render.scene.sheet import Page

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_svg(page: Page, target: Path, title: str) -> None:
    """Write one page as an SVG file."""
    with replacing(target) as path:
        path.write_text(svg_page(page, title), "utf-8")


def svg_page(page: Page, title: str) -> str:
    """Return one page as an SVG document: the scene clipped to the bleed, then the marks."""
    writer = _Writer()
    body = writer.nodes((Group(page.scene.nodes, clip=rectangle(page.bleed)),) if page.marks else page.scene.nodes)
    body += writer.nodes(page.marks)
    box, unit = page.media, page.scene.unit.value
    head = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1"'
        f' width="{_n(box.width)}{unit}" height="{_n(box.height)}{unit}"'
        f' viewBox="{_numbers(box.left, box.top, box.width, box.height)}">'
    )
    definitions = ["<defs>", *writer.definitions, "</defs>"] if writer.definitions else []
    parts = [_DECLARATION, head, f"<title>{_words(title)}</title>", *definitions, *body, "</svg>", ""]
    return "\n".join(parts)


def _words(text: str) -> str:
    """Return text as it may stand in an element or an attribute; what XML 1.0 forbids outright becomes a space."""
    return escape(_FORBIDDEN.sub(" ", text), {'"': "&quot;"})


def _n(value: float, decimals: int = 4) -> str:
    text = f"{value:.{decimals}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _numbers(*values: float) -> str:
    return " ".join(map(_n, values))


def _path(outline: Outline) -> str:
    return " ".join(verb + _numbers(*values) for verb, values in outline.segments())


def _hex(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour.rgb)


def _matrix(matrix: Matrix) -> str:
    # A factor's error grows with what it is applied to, up to tens of thousands of millimetres.
    factors = " ".join(_n(factor, 10) for factor in matrix[:4])
    return f"matrix({factors} {_numbers(*matrix[4:])})"


class _Writer:
    """Collects definitions while it writes nodes."""

    def __init__(self) -> None:
        self.definitions: list[str] = []

    def nodes(self, nodes: tuple[Node, ...]) -> list[str]:
        """Return nodes as elements in painting order."""
        return [self._node(node) for node in nodes]

    def _node(self, node: Node) -> str:
        if isinstance(node, Shape):
            return self._shape(node)
        if isinstance(node, Text):
            return self._text(node)
        if isinstance(node, Picture):
            return _picture(node)
        return self._group(node)

    def _define(self, element: str) -> str:
        name = f"d{len(self.definitions) + 1}"
        self.definitions.append(element.replace(" ", f' id="{name}" ', 1))
        return name

    def _shape(self, node: Shape) -> str:
        rule = ' fill-rule="evenodd"' if node.even_odd else ""
        fill = self._paint(node.fill) if node.fill else ' fill="none"'
        return f'<path d="{_path(node.path)}"{fill}{rule}{_stroke(node.stroke)}/>'

    def _text(self, node: Text) -> str:
        curves = " ".join(_path(outline) for outline in glyph_paths(node))
        parts = [f'<path d="{curves}" fill="none"{_stroke(node.outline)}/>'] if node.outline else []
        parts.append(f'<path d="{curves}"{self._paint(node.paint)}/>')
        return f'<g aria-label="{_words(node.text)}">{"".join(parts)}</g>'

    def _group(self, node: Group) -> str:
        opacity = f' opacity="{_n(node.opacity)}"' if node.opacity < 1 else ""
        clip = ""
        if node.clip:
            shape = f'<clipPath clipPathUnits="userSpaceOnUse"><path d="{_path(node.clip)}"/></clipPath>'
            clip = f' clip-path="url(#{self._define(shape)})"'
        inner = "\n".join(self.nodes(node.children))
        name = f' aria-label="{_words(node.name)}"' if node.name else ""
        return f'<g transform="{_matrix(node.matrix)}"{clip}{opacity}{name}>\n{inner}\n</g>'

    def _paint(self, paint: Paint) -> str:
        if isinstance(paint, Flat):
            alpha = f' fill-opacity="{_n(paint.alpha)}"' if paint.alpha < 1 else ""
            return f' fill="{_hex(paint.colour)}"{alpha}'
        return f' fill="url(#{self._gradient(paint)})"'

    def _gradient(self, paint: Linear | Radial) -> str:
        if isinstance(paint, Linear):
            (x1, y1), (x2, y2) = paint.start, paint.end
            kind, place = "linearGradient", f'x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"'
        else:
            x, y = paint.centre
            kind, place = "radialGradient", f'cx="{_n(x)}" cy="{_n(y)}" r="{_n(paint.radius)}"'
        stops = "".join(map(_stop, paint.stops))
        return self._define(f'<{kind} gradientUnits="userSpaceOnUse" {place}>{stops}</{kind}>')


def _stop(stop: Stop) -> str:
    return f'<stop offset="{_n(stop.offset)}" stop-color="{_hex(stop.colour)}"/>'


def _stroke(stroke: Stroke | None) -> str:
    if stroke is None:
        return ""
    alpha = f' stroke-opacity="{_n(stroke.paint.alpha)}"' if stroke.paint.alpha < 1 else ""
    dash = f' stroke-dasharray="{_numbers(*stroke.dash)}"' if stroke.dash else ""
    return (
        f' stroke="{_hex(stroke.paint.colour)}"{alpha} stroke-width="{_n(stroke.width)}"'
        f' stroke-linecap="{stroke.cap.value}" stroke-linejoin="{stroke.join.value}" stroke-miterlimit="10"{dash}'
    )


def _picture(node: Picture) -> str:
    import io

    from PIL import Image

    held = io.BytesIO()
    pixels = node.rgb
    Image.frombytes(pixels.mode, (pixels.width, pixels.height), pixels.data).save(held, "PNG")
    left, top, _, _ = node.frame
    data = base64.b64encode(held.getvalue()).decode()
    return (
        f'<image x="{_n(left)}" y="{_n(top)}" width="{_n(node.frame.width)}" height="{_n(node.frame.height)}" '
        f'preserveAspectRatio="none" xlink:href="data:image/png;base64,{data}"/>'
    )
