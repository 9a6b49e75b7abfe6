"""A page's nodes as a content stream, and the list of what the stream refers to.

The stream begins with one matrix that turns scene coordinates (y down) into PDF units, so everything after it is
in the scene's own unit. What is referred to has a name whose first letter tells its kind:
F font, A alpha, O overprint, C ink of its own, S shading, P picture, X form that is blended, D drawing.

A drawing that many works share is written and packed once and kept: it is most of a small file's work.
"""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass, field, replace
from enum import Enum

from render.backends.base import ColourMode, TextMode
from render.backends.outlines import glyph_paths
from render.backends.pdf_fonts import LiveFont, as_curves
from render.backends.pdf_syntax import CAPS, JOINS, concat, fill_colour, number, numbers, path, stroke_colour
from render.colour import Colour
from render.geometry import Insets, Matrix, Rect, rectangle, union
from render.scene.bounds import bounds, walk
from render.scene.nodes import Flat, Group, Join, Linear, Node, Paint, Picture, Radial, Shape, Stroke, Text
from render.scene.sheet import Page

# PDF's own default, and what the raster backend uses.
_MITER_LIMIT = 10
# A drawing of fewer parts is written as quickly as it is looked up; more drawings than these are few works' own.
_WORTH_KEEPING, _MOST_KEPT = 6, 128


@dataclass(frozen=True, slots=True)
class Content:
    """A finished stream and the names it uses, in order of first use."""

    operators: str
    uses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A stream that is blended as one, and the box that holds all its ink."""

    content: Content
    box: Rect


@dataclass(frozen=True, slots=True)
class Ink:
    """An ink on its own plate; `build` is what shows it where that plate is missing, in percent."""

    name: str
    build: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing as a stream of its own, packed; `things` are what it refers to, by the same names in every file."""

    content: Content
    box: Rect
    packed: bytes
    things: tuple[tuple[str, Thing], ...]


class Overprint(Enum):
    """The state in which an ink leaves the other plates as they are."""

    ON = "on"


Thing = float | Overprint | Ink | Linear | Radial | Picture | Form | Drawing | LiveFont


@dataclass(slots=True)
class Resources:
    """What the streams of one file refer to, by name; filled while drawing, made into objects at the end."""

    things: dict[str, Thing] = field(default_factory=dict)
    fonts: dict[str, LiveFont] = field(default_factory=dict)
    _names: dict[object, str] = field(default_factory=dict)

    def name(self, kind: str, thing: Thing, key: object = None) -> str:
        """Return the name of a thing; equal keys (the thing itself where none is given) share one."""
        known = (kind, thing if key is None else key)
        if known not in self._names:
            # States are called alike in every file, so that a drawing kept from one serves another.
            self._names[known] = _state_name(thing) or f"{kind}{len(self.things) + 1}"
            self.things[self._names[known]] = thing
        return self._names[known]

    def drawing(self, made: Drawing) -> str:
        """Return the name of a drawing, and take over what it refers to."""
        self.things.update(made.things)
        return self.name("D", made, id(made))

    def font(self, face_key: str) -> LiveFont:
        """Return the live font of a face."""
        if face_key not in self.fonts:
            font = self.fonts[face_key] = LiveFont(face_key, f"F{len(self.things) + 1}")
            self.things[font.name] = font
        return self.fonts[face_key]


def _state_name(thing: Thing) -> str:
    if isinstance(thing, float):
        return f"A_{number(thing, 6).replace('.', '_')}"
    return "O_on" if isinstance(thing, Overprint) else ""


class ContentWriter:
    """Writes nodes as operators; one for each file, since fonts and states are shared by its pages."""

    def __init__(self, resources: Resources, colour: ColourMode, text_mode: TextMode, *, named: bool = False) -> None:
        self.resources = resources
        self.colour = colour
        self.text_mode = text_mode
        # For drawing programs: groups carry their names, and a clip that cuts nothing is left out.
        self.named = named
        self._used: dict[str, None] = {}

    def page(self, page: Page, units: float) -> Content:
        """Return a page's content: the scene cut at the bleed, then the marks; `units` are PDF's to one of ours."""
        self._used = {}
        place = Matrix(units, 0.0, 0.0, -units, -page.media.left * units, page.media.bottom * units)
        clip = [] if self.named and _within(page.scene.nodes, page.bleed) else [path(rectangle(page.bleed)), "W n"]
        scene = ["q", *clip, *self._nodes(page.scene.nodes), "Q"]
        operators = "\n".join([concat(place), *scene, *self._nodes(page.marks)])
        return Content(operators, tuple(self._used))

    def stream(self, nodes: tuple[Node, ...]) -> Content:
        """Return nodes as a stream in their own coordinates."""
        self._used = {}
        return Content("\n".join(self._nodes(nodes)), tuple(self._used))

    def _use(self, name: str) -> str:
        self._used[name] = None
        return f"/{name}"

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
        if not node.path.verbs:
            return []
        outline, rule = path(node.path), "*" if node.even_odd else ""
        filled = self._filled(node.fill, outline, rule) if node.fill else []
        return filled + (self._stroked(node.stroke, outline) if node.stroke else [])

    def _filled(self, paint: Paint, outline: str, rule: str) -> list[str]:
        paint = _flattened(paint)
        if isinstance(paint, Flat):
            return self._flat(paint, f"{outline} f{rule}")
        return [f"q {outline} W{rule} n {self._use(self.resources.name('S', paint))} sh Q"]

    def _flat(self, paint: Flat, operators: str) -> list[str]:
        inked = f"{self._ink(paint.colour)} {operators}"
        state = self._state(paint)
        return [f"q {state}{inked} Q" if state else inked]

    def _ink(self, colour: Colour, *, stroke: bool = False) -> str:
        """Return the operators that choose a colour: its own plate where it has one."""
        if not colour.spot or self.colour is not ColourMode.CMYK:
            return stroke_colour(colour, self.colour) if stroke else fill_colour(colour, self.colour)
        plate = self._use(self.resources.name("C", Ink(colour.spot, colour.cmyk), colour.spot))
        return f"{plate} CS 1 SCN" if stroke else f"{plate} cs 1 scn"

    def _state(self, paint: Flat) -> str:
        """Return the operators that let a paint be seen through or overprint; '' for plain paint."""
        state = f"{self._alpha(paint.alpha)} " if paint.alpha < 1 else ""
        if paint.overprint and self.colour is ColourMode.CMYK:
            state += f"{self._use(self.resources.name('O', Overprint.ON))} gs "
        return state

    def _alpha(self, alpha: float) -> str:
        return f"{self._use(self.resources.name('A', alpha))} gs"

    def _stroked(self, stroke: Stroke, outline: str) -> list[str]:
        pen = f"{number(stroke.width)} w {CAPS[stroke.cap]} J {JOINS[stroke.join]} j {_MITER_LIMIT} M"
        # Dashes of no length at all are an error to PDF, and a full line to everybody else.
        dash = f"[{numbers(*stroke.dash)}] 0 d " if any(stroke.dash) else ""
        ink = self._ink(stroke.paint.colour, stroke=True)
        return [f"q {self._state(stroke.paint)}{pen} {dash}{ink} {outline} S Q"]

    def _text(self, node: Text) -> list[str]:
        if not node.glyphs:
            return []
        live = self.text_mode is TextMode.LIVE
        # An outline is always a path: text drawn twice would be read twice.
        parts = self._stroked(node.outline, _contours(node)) if node.outline else []
        curves = _contours(replace(node, glyphs=as_curves(node)) if live else node)
        painted = [self._shown(node)] if live else []
        painted += [f"{curves} f"] if curves else []
        parts += self._flat(node.paint, " ".join(painted)) if painted else []
        if self.text_mode is TextMode.OUTLINES:
            parts.append(f"q 3 Tr {self._shown(node, unseen=True)} Q")
        return parts

    def _shown(self, node: Text, *, unseen: bool = False) -> str:
        font = self.resources.font(node.font)
        self._use(font.name)
        return font.show(node, unseen=unseen)

    def _picture(self, node: Picture) -> list[str]:
        # An image fills the unit square, y up.
        left, _, _, bottom = node.frame
        place = Matrix(node.frame.width, 0.0, 0.0, -node.frame.height, left, bottom)
        # The same pixels in another frame are the same object; by identity, since comparing them costs too much.
        name = self.resources.name("P", node, (id(node.rgb), id(node.cmyk)))
        return [f"q {concat(place)} {self._use(name)} Do Q"]

    def _group(self, node: Group) -> list[str]:
        bare = self.named and node.clip is not None and _within(node.children, node.clip.bounds())
        clip = [path(node.clip), "W n"] if node.clip and not bare else []
        if node.opacity < 1:
            inner = self._as_one(node)
        elif len(node.children) >= _WORTH_KEEPING and (drawn := _drawing(node.children, self.colour)):
            inner = [f"{self._use(self.resources.drawing(drawn))} Do"]
        else:
            inner = self._nodes(node.children)
        if not inner:
            return []
        group = ["q", concat(node.matrix), *clip, *inner, "Q"]
        return [f"/{node.name} BMC", *group, "EMC"] if self.named and node.name else group

    def _as_one(self, node: Group) -> list[str]:
        """Return the drawing of a form: only a transparency group blends overlapping children as one."""
        box = _reach(node.children)
        if box is None:
            return []
        outer, self._used = self._used, {}
        operators = "\n".join(self._nodes(node.children))
        form = Form(Content(operators, tuple(self._used)), box)
        self._used = outer
        return [f"{self._alpha(node.opacity)} {self._use(self.resources.name('X', form))} Do"]


def _drawing(children: tuple[Node, ...], colour: ColourMode) -> Drawing | None:
    """Return the stream of a drawing, kept by what it is the drawing of; None where it is no mere drawing."""
    known = (id(children), colour)
    if known not in _KEPT:
        if len(_KEPT) >= _MOST_KEPT:
            del _KEPT[next(iter(_KEPT))]
        # Held together with the nodes, so that their identity stays theirs.
        _KEPT[known] = children, _drawn(children, colour)
    return _KEPT[known][1]


def _drawn(children: tuple[Node, ...], colour: ColourMode) -> Drawing | None:
    box = _reach(children)
    if box is None or any(not isinstance(node, (Shape, Group)) for node, _ in walk(children)):
        return None
    resources = Resources()
    content = ContentWriter(resources, colour, TextMode.CURVES).stream(children)
    if any(name[0] not in "AO" for name in content.uses):
        return None
    things = tuple((name, resources.things[name]) for name in content.uses)
    return Drawing(content, box, zlib.compress(content.operators.encode(), 6), things)


_KEPT: dict[tuple[int, ColourMode], tuple[tuple[Node, ...], Drawing | None]] = {}


def _within(nodes: tuple[Node, ...], box: Rect | None) -> bool:
    """True where nothing of the nodes passes a box."""
    reach = _reach(nodes)
    return reach is None or (box is not None and box.contains(reach, 1e-6))


def _flattened(paint: Paint) -> Paint:
    """Return a gradient without extent as its last colour: PDF would paint nothing."""
    if isinstance(paint, Flat):
        return paint
    pointless = paint.start == paint.end if isinstance(paint, Linear) else paint.radius <= 0
    return Flat(paint.stops[-1].colour) if pointless or len(paint.stops) == 1 else paint


def _reach(nodes: tuple[Node, ...]) -> Rect | None:
    """Return a box that surely holds all ink of the nodes, the tips of mitred strokes included."""
    inside = union(box for node in nodes if (box := bounds(node)))
    slack = 0.0
    for node, matrix in walk(nodes):
        stroke = node.stroke if isinstance(node, Shape) else node.outline if isinstance(node, Text) else None
        if stroke:
            longest = _MITER_LIMIT if stroke.join is Join.MITER else 2
            slack = max(slack, stroke.width / 2 * longest * math.hypot(*matrix[:4]))
    return inside.grown(Insets.all(slack)) if inside else None


def _contours(node: Text) -> str:
    """Return the operators that build the contours of a whole line as one path."""
    return " ".join(map(path, glyph_paths(node)))
