"""A scene as plain text, for tests and for eyes: one node a line, children indented."""

from __future__ import annotations

from render.colour import Colour
from render.geometry import Path, Rect
from render.scene.nodes import Flat, Group, Linear, Node, Paint, Picture, Scene, Shape, Stroke, Text


def dump(scene: Scene) -> str:
    """Return the scene as text: numbers to a hundredth, colours as RGB and CMYK."""
    head = f"scene {scene.name or '-'} {_n(*scene.size)} {scene.unit} bleed {_n(*scene.bleed)}"
    return "\n".join([head, *_lines(scene.nodes, 1)]) + "\n"


def _lines(nodes: tuple[Node, ...], depth: int) -> list[str]:
    lines: list[str] = []
    for node in nodes:
        lines.append("  " * depth + _line(node))
        if isinstance(node, Group):
            lines += _lines(node.children, depth + 1)
    return lines


def _line(node: Node) -> str:
    if isinstance(node, Shape):
        rule = " even-odd" if node.even_odd else ""
        return f"shape {_path(node.path)}{_paint(node.fill)}{_stroke(node.stroke)}{rule}"
    if isinstance(node, Text):
        first = node.glyphs[0] if node.glyphs else None
        at = _n(first.x, first.y) if first else "-"
        return (
            f"text {node.text!r} {node.font} {_n(node.size)} at {at} ink {_box(node.ink)}"
            f"{_paint(node.paint)}{_stroke(node.outline)}"
        )
    if isinstance(node, Picture):
        return f"picture {node.rgb.width}x{node.rgb.height} {node.rgb.mode} in {_box(node.frame)}"
    clip = f" clip {_path(node.clip)}" if node.clip else ""
    opacity = "" if node.opacity == 1 else f" opacity {_n(node.opacity)}"
    return f"group {node.name or '-'} matrix {_n(*node.matrix)}{clip}{opacity}"


def _n(*values: float) -> str:
    return " ".join(f"{value:.2f}".rstrip("0").rstrip(".").replace("-0", "0", value == 0) for value in values)


def _box(box: Rect) -> str:
    return f"[{_n(*box)}]"


def _path(path: Path) -> str:
    box = path.bounds()
    return f"{path.verbs if len(path.verbs) <= 12 else len(path.verbs)} {_box(box) if box else '[]'}"


def _colour(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x} ".format(*colour.rgb) + "/".join(_n(ink) for ink in colour.cmyk)


def _paint(paint: Paint | None) -> str:
    if paint is None:
        return ""
    if isinstance(paint, Flat):
        return f" fill {_colour(paint.colour)}" + ("" if paint.alpha == 1 else f" alpha {_n(paint.alpha)}")
    stops = ", ".join(f"{_n(stop.offset)} {_colour(stop.colour)}" for stop in paint.stops)
    if isinstance(paint, Linear):
        return f" linear {_n(*paint.start)} to {_n(*paint.end)} ({stops})"
    return f" radial {_n(*paint.centre)} radius {_n(paint.radius)} ({stops})"


def _stroke(stroke: Stroke | None) -> str:
    if stroke is None:
        return ""
    dash = f" dash {_n(*stroke.dash)}" if stroke.dash else ""
    return f" stroke {_n(stroke.width)} {_colour(stroke.paint.colour)} {stroke.cap} {stroke.join}{dash}"
