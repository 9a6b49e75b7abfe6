"""Pages without transparency, for PDF/X-1a: flat veils over flat grounds are mixed, all else becomes pixels.

Mixing is that of the backends: source over, ink by ink.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import combinations

from render.colour import Colour
from render.geometry import Matrix, Rect, rectangle
from render.scene.bounds import bounds, walk
from render.scene.nodes import Flat, Group, Node, Picture, Scene, Shape, Stroke, Text

# Draws nodes, from the first on, as one picture over all that is printed.
Pixels = Callable[[tuple[Node, ...]], Picture]


# Beyond so many veils in one group, comparing each with each costs more than pixels do.
_MOST_CLEAR = 200


@dataclass(frozen=True, slots=True)
class Opaque:
    """A scene without transparency; `pixels` is how many of its nodes had to become a picture."""

    scene: Scene
    pixels: int


def opaque(scene: Scene, pixels: Pixels) -> Opaque:
    """Return a scene whose nodes are all opaque; `pixels` is asked at most once."""
    made: list[Node] = []
    last = -1
    for at, node in enumerate(scene.nodes):
        if is_opaque(node):
            made.append(node)
            continue
        mixed = _mixed(node, made)
        if mixed is None:
            last = at
        made.append(mixed or node)
    if last < 0:
        return Opaque(replace(scene, nodes=tuple(made)), 0)
    ground = pixels(scene.nodes[: last + 1])
    return Opaque(replace(scene, nodes=(ground, *made[last + 1 :])), last + 1)


def is_opaque(node: Node) -> bool:
    """True where nothing beneath is seen through a node."""
    if isinstance(node, Group):
        return node.opacity >= 1 and all(map(is_opaque, node.children))
    if isinstance(node, Picture):
        return node.rgb.mode != "RGBA"
    return all(paint.alpha >= 1 for paint in _paints(node))


def _paints(node: Shape | Text) -> list[Flat]:
    stroke = node.stroke if isinstance(node, Shape) else node.outline
    fill = node.fill if isinstance(node, Shape) else node.paint
    return [paint for paint in (fill, stroke.paint if stroke else None) if isinstance(paint, Flat)]


def _mixed(node: Node, below: list[Node]) -> Node | None:
    """Return a node mixed with the one flat colour beneath it, None where there is no such colour."""
    box = bounds(node)
    ground = _ground(box, below) if box else None
    if ground is None or not _mixable(node):
        return None
    return _over(node, ground, 1.0)


def _ground(box: Rect, below: list[Node]) -> Colour | None:
    for node in reversed(below):
        under = bounds(node)
        if under is None or not _meet(under, box):
            continue
        if isinstance(node, Shape) and node.stroke is None and isinstance(node.fill, Flat) and _is_box(node, under):
            return node.fill.colour if under.contains(box, 1e-6) and not node.fill.colour.spot else None
        return None
    return None


def _meet(one: Rect, other: Rect) -> bool:
    across = one.left < other.right and other.left < one.right
    return across and one.top < other.bottom and other.top < one.bottom


def _is_box(node: Shape, box: Rect) -> bool:
    """True where a shape is the rectangle of its bounds."""
    corners = set(zip(node.path.points[::2], node.path.points[1::2], strict=True))
    sides = {(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)}
    return "C" not in node.path.verbs and node.path.verbs.count("M") == 1 and corners == sides


def _mixable(node: Node) -> bool:
    """True where every leaf is a flat colour, and leaves that are seen through do not lie over one another."""
    leaves = list(_leaves(node))
    if any(isinstance(leaf, Picture) or not _flat(leaf) for leaf in leaves):
        return False
    clear = [
        box
        for leaf, matrix in walk((node,))
        if not isinstance(leaf, Group) and not is_opaque(leaf)
        if (box := _mapped(leaf, matrix))
    ]
    return len(clear) <= _MOST_CLEAR and not any(_meet(one, other) for one, other in combinations(clear, 2))


def _mapped(leaf: Node, matrix: Matrix) -> Rect | None:
    box = bounds(leaf)
    return rectangle(box).transformed(matrix).bounds() if box else None


def _flat(leaf: Shape | Text | Picture) -> bool:
    return not isinstance(leaf, Shape) or leaf.fill is None or isinstance(leaf.fill, Flat)


def _leaves(node: Node) -> list[Shape | Text | Picture]:
    return [node] if not isinstance(node, Group) else [leaf for child in node.children for leaf in _leaves(child)]


def _over(node: Node, ground: Colour, opacity: float) -> Node:
    if isinstance(node, Group):
        inner = opacity * node.opacity
        return replace(node, opacity=1.0, children=tuple(_over(child, ground, inner) for child in node.children))
    if isinstance(node, Shape):
        fill = _blend(node.fill, ground, opacity) if isinstance(node.fill, Flat) else node.fill
        return replace(node, fill=fill, stroke=_stroke(node.stroke, ground, opacity))
    if isinstance(node, Text):
        outline = _stroke(node.outline, ground, opacity)
        return replace(node, paint=_blend(node.paint, ground, opacity), outline=outline)
    return node


def _stroke(stroke: Stroke | None, ground: Colour, opacity: float) -> Stroke | None:
    return replace(stroke, paint=_blend(stroke.paint, ground, opacity)) if stroke else None


def _blend(paint: Flat, ground: Colour, opacity: float) -> Flat:
    share = paint.alpha * opacity
    if share >= 1:
        return paint
    top = paint.colour
    red, green, blue = (round(a * share + b * (1 - share)) for a, b in zip(top.rgb, ground.rgb, strict=True))
    cyan, magenta, yellow, black = (a * share + b * (1 - share) for a, b in zip(top.cmyk, ground.cmyk, strict=True))
    return Flat(Colour((red, green, blue), (cyan, magenta, yellow, black)))
