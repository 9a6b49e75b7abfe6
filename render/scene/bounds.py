"""Where the ink of a node is."""

from __future__ import annotations

from collections.abc import Iterator

from render.geometry import Insets, Matrix, Path, Rect, rectangle, union
from render.scene.nodes import Group, Join, Node, Picture, Scene, Shape, Stroke, Text


def bounds(node: Node) -> Rect | None:
    """Return the box of a node's ink in its parent's coordinates: never too small, None where empty."""
    if isinstance(node, Shape):
        box = node.path.bounds()
        return box.grown(Insets.all(_reach(node.stroke))) if box and node.stroke else box
    if isinstance(node, Text):
        return node.ink.grown(Insets.all(_reach(node.outline))) if node.outline else node.ink
    if isinstance(node, Picture):
        return node.frame
    return _group_bounds(node)


def _reach(stroke: Stroke) -> float:
    """Return how far a stroke can stand beyond its path: a mitred corner to the mitre limit, which is 10."""
    return stroke.width / 2 * (10 if stroke.join is Join.MITER else 2**0.5)


def _group_bounds(group: Group) -> Rect | None:
    inside = union(box for child in group.children if (box := bounds(child)))
    clip = group.clip.bounds() if group.clip else None
    if inside and clip:
        inside = Rect(
            max(inside.left, clip.left),
            max(inside.top, clip.top),
            min(inside.right, clip.right),
            min(inside.bottom, clip.bottom),
        )
        if inside.width <= 0 or inside.height <= 0:
            return None
    return _mapped(inside, group.matrix) if inside else None


def _mapped(box: Rect, matrix: Matrix) -> Rect | None:
    return rectangle(box).transformed(matrix).bounds()


def walk(nodes: tuple[Node, ...], matrix: Matrix = Matrix()) -> Iterator[tuple[Node, Matrix]]:
    """Yield every node in painting order with the map from its coordinates to the scene's."""
    for node in nodes:
        yield node, matrix
        if isinstance(node, Group):
            yield from walk(node.children, node.matrix.then(matrix))


def texts(scene: Scene) -> Iterator[tuple[Text, Rect]]:
    """Yield the lines of text in painting order, each with its ink in scene coordinates."""
    for node, matrix in walk(scene.nodes):
        if isinstance(node, Text):
            ink: Path = rectangle(node.ink).transformed(matrix)
            box = ink.bounds()
            assert box is not None
            yield node, box
