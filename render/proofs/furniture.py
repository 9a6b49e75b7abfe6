"""What all forms share: papers on a grid of 5 mm, hairlines, one face in few sizes, head and foot, sign-off boxes.

Millimetres. Everything is told apart by weight and size, never by colour: forms are printed in black and white.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from render.catalogue import Catalogue
from render.colour import BLACK, Colour
from render.geometry import Insets, Matrix, Path, Rect, Size, ellipse, rectangle
from render.proofs.prose import GREY, Style, line_nodes, width_of, wrap
from render.scene.nodes import Flat, Group, Node, Scene, Shape, Stroke, Unit

HAIR, RULE, BAR = 0.15, 0.3, 0.8
LINE = Colour((140, 140, 140), (0, 0, 0, 45))
GAP = 5.0
HEAD, SIGN = 20.0, 45.0
_REGULAR, _SEMI, _BOLD = (f"be-vietnam-pro-{weight}" for weight in (400, 600, 700))
BODY = Style(_REGULAR, 2.9, 4.1)
STRONG = Style(_SEMI, 2.9, 4.1)
SMALL = Style(_REGULAR, 2.4, 3.4)
SMALL_STRONG = Style(_SEMI, 2.4, 3.4)
FINE = Style(_REGULAR, 2.4, 3.4, GREY)
FIGURE = Style(_SEMI, 2.9, 3.4)
LABEL = Style(_REGULAR, 2.4, 4.1, GREY)
# Tracked no wider: readers of PDFs take wider gaps for spaces.
CAPTION = Style(_SEMI, 2.2, 5.0, BLACK, 0.05)
WORDS = Style(_SEMI, 3.9, 5.4)
TITLE = Style(_BOLD, 5.6, 7.5)
# The usual round seal of an office (knowledge of the trade, without a source).
_SEAL_MM = 36.0
_DOTS = (0.3, 0.9)


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet of paper and what is printed on; the left margin leaves room for holes."""

    size: Size

    @property
    def frame(self) -> Rect:
        """What lies inside the margins."""
        return Rect(20.0, 15.0, self.size.width - 15.0, self.size.height - 15.0)

    @property
    def body(self) -> Rect:
        """What is left between head and sign-off boxes."""
        left, top, right, bottom = self.frame
        return Rect(left, top + HEAD + GAP, right, bottom - SIGN - GAP)


A4, A4_LYING, A3 = Paper(Size(210.0, 297.0)), Paper(Size(297.0, 210.0)), Paper(Size(420.0, 297.0))


@dataclass(frozen=True, slots=True)
class Head:
    """What a form's head says: its kind, its subject, a line below, and small facts by name at the right."""

    kind: str
    title: str
    below: str
    facts: tuple[tuple[str, str], ...]


def sheet(paper: Paper, nodes: Sequence[Node], name: str) -> Scene:
    """Return a form as a page on white paper."""
    ground = Shape(rectangle(Rect(0.0, 0.0, *paper.size)), Flat(Colour((255, 255, 255), (0, 0, 0, 0))))
    return Scene(Unit.MM, paper.size, Insets(), (ground, *nodes), name)


def rule(x1: float, y1: float, x2: float, y2: float, width: float = HAIR, *, dots: bool = False) -> Shape:
    """Return a straight line; a dotted one is to be written on by hand."""
    colour = BLACK if width > HAIR else LINE
    stroke = Stroke(Flat(colour), width, dash=_DOTS if dots else ())
    return Shape(Path("ML", (x1, y1, x2, y2)), stroke=stroke)


def frame(box: Rect) -> Shape:
    """Return a hairline around a box."""
    return Shape(rectangle(box), stroke=Stroke(Flat(LINE), HAIR))


def shortened(text: str, style: Style, width: float) -> str:
    """Return a line with its end cut at a word where it does not fit."""
    if width_of(text, style) <= width:
        return text
    lines = wrap(text, style, width - width_of(" …", style))
    return f"{lines[0].text} …"


def head(paper: Paper, said: Head) -> list[Node]:
    """Return the head: a bar, the kind in small capitals, the title, and the facts in columns at the right."""
    left, top, right, _ = paper.frame
    widths = [
        max(width_of(text, style) for text, style in zip(each, (LABEL, STRONG), strict=True)) for each in said.facts
    ]
    start = right - sum(widths) - 6.0 * (len(widths) - 1)
    nodes: list[Node] = [rule(left, top, right, top, BAR), rule(left, top + HEAD, right, top + HEAD, RULE)]
    room = start - GAP - left
    title = fitted(said.title, TITLE, room)
    nodes += line_nodes(said.kind, CAPTION, left, top + 1.6)
    nodes += line_nodes(title[0], title[1], left, top + 6.2)
    for at, line in enumerate(wrap(said.below, SMALL, room)[:1]):
        nodes += line_nodes(line.text, SMALL, left, top + 14.0 + at * SMALL.leading)
    x = start
    for (label, value), width in zip(said.facts, widths, strict=True):
        nodes += (*line_nodes(label, LABEL, x, top + 2.1), *line_nodes(value, STRONG, x, top + 7.9))
        x += width + 6.0
    return nodes


def fitted(text: str, style: Style, width: float) -> tuple[str, Style]:
    """Return a line in a smaller size where it is too long, cut only where even three quarters are."""
    size = max(style.size * min(1.0, width / width_of(text, style)), 0.7 * style.size)
    smaller = Style(style.face, size, style.leading, style.colour, style.tracking)
    return shortened(text, smaller, width + 0.01), smaller


def foot(paper: Paper, text: str, page: str) -> list[Node]:
    """Return the line below everything, the page's number at its right."""
    left, _, right, bottom = paper.frame
    style = Style(_REGULAR, 2.1, 4.0, GREY)
    room = right - left - width_of(page, style) - GAP
    nodes = line_nodes(shortened(text, style, room), style, left, bottom + 1.5)
    return [*nodes, *line_nodes(page, style, right, bottom + 1.5, align=1.0)]


def sign_off(paper: Paper, words: Catalogue) -> list[Node]:
    """Return the three boxes to be signed, the last with a place for the seal."""
    left, _, right, bottom = paper.frame
    top, unit = bottom - SIGN, (right - left) / 7
    edges = (left, left + 2 * unit, left + 4 * unit, right)
    nodes: list[Node] = [frame(Rect(left, top, right, bottom))]
    nodes += (rule(x, top, x, bottom) for x in edges[1:-1])
    names = ("designer", "reader", "leader")
    for name, x1, x2 in zip(names, edges, edges[1:], strict=False):
        nodes += line_nodes(words(f"proof.sign.{name}"), STRONG, x1 + 2.5, top + 2.0)
        nodes += line_nodes(words(f"proof.sign.{name}.how"), LABEL, x1 + 2.5, top + 6.2)
        start = x1 + 2.5 if name != "leader" else _beside_seal(x1, x2)
        label = words("proof.sign.day")
        nodes += line_nodes(label, LABEL, start, bottom - 6.0)
        nodes.append(rule(start + 1.5 + width_of(label, LABEL), bottom - 2.8, x2 - 2.5, bottom - 2.8, dots=True))
    return [*nodes, *_seal(Rect(edges[2], top, right, bottom), words), *_verdict(edges[2], edges[3], top, words)]


def _seal(box: Rect, words: Catalogue) -> list[Node]:
    """Return a dotted ring the size of a seal, a third of which covers the signature at its right."""
    x, y, radius = box.left + 2.5 + _SEAL_MM / 2, box.bottom - 0.5 - _SEAL_MM / 2, _SEAL_MM / 2 - 1.5
    ring = Shape(ellipse(x, y, radius), stroke=Stroke(Flat(LINE), HAIR, dash=_DOTS))
    return [ring, *line_nodes(words("proof.sign.seal"), LABEL, x, y - LABEL.leading / 2, align=0.5)]


def _beside_seal(left: float, right: float) -> float:
    return max(left + _SEAL_MM + 6.0, right - 45.0)


def _verdict(left: float, right: float, top: float, words: Catalogue) -> list[Node]:
    """Return boxes to be ticked: approved, approved with changes, not approved."""
    nodes: list[Node] = []
    x = _beside_seal(left, right)
    for at, name in enumerate(("yes", "changed", "no")):
        y = top + 11.5 + at * GAP
        nodes += [Shape(rectangle(Rect(x, y, x + 2.6, y + 2.6)), stroke=Stroke(Flat(BLACK), HAIR))]
        nodes += line_nodes(words(f"proof.sign.{name}"), SMALL, x + 4.0, y + 1.3 - SMALL.leading / 2)
    return nodes


def moved(nodes: Sequence[Node], x: float, y: float) -> Group:
    """Return nodes shifted."""
    return Group(tuple(nodes), Matrix.move(x, y))
