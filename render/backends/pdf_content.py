"""A page's nodes as a content stream, and the list of what the stream refers to.

The stream begins with one matrix that turns scene coordinates (y down) into PDF units, so everything after it is
in the scene's own unit.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from render.backends.base import ColourMode, TextMode
from render.backends.outlines import glyph_paths
from render.backends.pdf_fonts import LiveFont, as_curves
from render.backends.pdf_syntax import CAPS, JOINS, concat, fill_colour, number, numbers, path, stroke_colour
from render.geometry import Matrix, Path, Rect, rectangle
from render.scene.nodes import Flat, Group, Linear, Node, Picture, Radial, Shape, Stroke, Text
from render.scene.sheet import Page


@dataclass(slots=True)
class Resources:
    """What the streams of one file refer to, by name; filled while drawing, made into objects at the end."""

    fonts: dict[str, LiveFont] = field(default_factory=dict)
    alphas: dict[float, str] = field(default_factory=dict)
    shadings: dict[Linear | Radial, str] = field(default_factory=dict)
    pictures: dict[int, tuple[str, Picture]] = field(default_factory=dict)
    forms: list[tuple[str, Rect]] = field(default_factory=list)

    def font(self, face_key: str) -> LiveFont:
        """Return the live font of a face."""
        if face_key not in self.fonts:
            self.fonts[face_key] = LiveFont(face_key, f"F{len(self.fonts) + 1}")
        return self.fonts[face_key]

    def alpha(self, value: float) -> str:
        """Return the name of the graphics state that sets an opacity."""
        return self.alphas.setdefault(value, f"A{len(self.alphas) + 1}")

    def shading(self, paint: Linear | Radial) -> str:
        """Return the name of a gradient."""
        return self.shadings.setdefault(paint, f"S{len(self.shadings) + 1}")

    def picture(self, node: Picture) -> str:
        """Return the name of a picture's pixels."""
        key = id(node.rgb.data)
        return self.pictures.setdefault(key, (f"P{len(self.pictures) + 1}", node))[0]

    def form(self, content: str, box: Rect) -> str:
        """Return the name of a form drawn as one."""
        self.forms.append((content, box))
        return f"X{len(self.forms)}"


class ContentWriter:
    """Writes nodes as operators; one for each file, since fonts and states are shared by its pages."""

    def __init__(self, resources: Resources, colour: ColourMode, text_mode: TextMode) -> None:
        self.resources = resources
        self.colour = colour
        self.text_mode = text_mode

    def page(self, page: Page, units: float) -> str:
        """Return a page's content: the scene clipped to the bleed, then the marks."""
        place = Matrix(units, 0.0, 0.0, -units, -page.media.left * units, page.media.bottom * units)
        parts = [concat(place), "q", path(rectangle(page.bleed)), "W n", *self._nodes(page.scene.nodes), "Q"]
        return "\n".join([*parts, *self._nodes(page.marks)])

    def _nodes(self, nodes: tuple[Node, ...]) -> list[str]:
        parts: list[str] = []
        for node in nodes:
            if isinstance(node, Shape):
                parts += self._shape(node)
            elif isinstance(node, Text):
                parts += self._text(node)
            elif isinstance(node, Picture):
                parts += self._picture(node)
            else:
                parts += self._group(node)
        return parts

    def _shape(self, node: Shape) -> list[str]:
        outline, rule = path(node.path), "*" if node.even_odd else ""
        parts: list[str] = []
        if isinstance(node.fill, Flat):
            parts += self._painted(node.fill, f"{fill_colour(node.fill.colour, self.colour)} {outline} f{rule}")
        elif node.fill:
            parts.append(f"q {outline} W{rule} n /{self.resources.shading(node.fill)} sh Q")
        return parts + (self._stroked(node.stroke, outline) if node.stroke else [])

    def _painted(self, paint: Flat, operators: str) -> list[str]:
        if paint.alpha >= 1:
            return [operators]
        return [f"q /{self.resources.alpha(paint.alpha)} gs {operators} Q"]

    def _stroked(self, stroke: Stroke, outline: str) -> list[str]:
        dash = f"[{numbers(*stroke.dash)}] 0 d" if stroke.dash else ""
        pen = f"{number(stroke.width)} w {CAPS[stroke.cap]} J {JOINS[stroke.join]} j 10 M {dash}"
        ink = stroke_colour(stroke.paint.colour, self.colour)
        state = f"/{self.resources.alpha(stroke.paint.alpha)} gs " if stroke.paint.alpha < 1 else ""
        return [f"q {state}{pen} {ink} {outline} S Q"]

    def _text(self, node: Text) -> list[str]:
        parts: list[str] = []
        if not node.glyphs:
            return parts
        if node.outline:
            parts += self._stroked(node.outline, " ".join(path(each) for each in glyph_paths(node)))
        ink = fill_colour(node.paint.colour, self.colour)
        if self.text_mode is TextMode.LIVE:
            shown = self.resources.font(node.font).show(node)
            curves = " ".join(path(each) for each in glyph_paths(replace(node, glyphs=as_curves(node))))
            return parts + self._painted(node.paint, f"{ink} {shown}" + (f" {curves} f" if curves else ""))
        curves = " ".join(path(each) for each in glyph_paths(node))
        parts += self._painted(node.paint, f"{ink} {curves} f") if curves else []
        if self.text_mode is TextMode.OUTLINES:
            shown = self.resources.font(node.font).show(node, unseen=True)
            parts.append(f"q 3 Tr {shown} Q")
        return parts

    def _picture(self, node: Picture) -> list[str]:
        left, _, _, bottom = node.frame
        place = Matrix(node.frame.width, 0.0, 0.0, -node.frame.height, left, bottom)
        return [f"q {concat(place)} /{self.resources.picture(node)} Do Q"]

    def _group(self, node: Group) -> list[str]:
        inner = self._nodes(node.children)
        clip = [path(node.clip), "W n"] if node.clip else []
        if node.opacity < 1:
            # Only a transparency group blends overlapping children as one.
            form = self.resources.form("\n".join(inner), _EVERYWHERE)
            inner = [f"/{self.resources.alpha(node.opacity)} gs /{form} Do"]
        return ["q", concat(node.matrix), *clip, *inner, "Q"]


# A form clips to its box; no work is larger than this in any unit.
_EVERYWHERE = Rect(-1e6, -1e6, 1e6, 1e6)
