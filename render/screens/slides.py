"""What is common to the slides of a wall: their names, the mark of a text that goes on, how large words are."""

from __future__ import annotations

from dataclasses import replace

from render.colour import from_rgb
from render.geometry import Insets, Rect, Size, rectangle
from render.model.screens import Screen
from render.scene.bounds import texts
from render.scene.nodes import Flat, Node, Scene, Shape, Unit
from render.text.fonts import face

LONGEST_NAME = 40
BLACK = "00-den"
BLACKNESS = from_rgb(0, 0, 0)
_ON, _OFF = Flat(from_rgb(255, 221, 0)), Flat(from_rgb(255, 255, 255), 0.3)


def file_name(number: int, most: int, part: int, parts: int, words: str, extension: str) -> str:
    """Return a slide's name: its number, its part if there are several, as many first words as fit."""
    stem = f"{number:0{max(2, len(str(most)))}}"
    stem += f"-{part:0{len(str(parts))}}" if parts > 1 else ""
    room = LONGEST_NAME - len(stem) - len(extension) - 2
    kept = words[: room + 1].rpartition("-")[0] if len(words) > room else words
    return f"{stem}-{kept or words[:room]}.{extension}"


def with_place(scene: Scene, part: int, parts: int) -> Scene:
    """Return a wall's slide with a row of dashes at its lower edge, its own part's lit, if it is one of several."""
    if parts < 2:
        return scene
    width, height = scene.size
    thick = max(2, round(min(width, height) * 0.012))
    long = min(4 * thick, round(width / (2 * parts)))
    left, top = round((width - (2 * parts - 1) * long) / 2), round(height - 2.5 * thick)
    marks: list[Node] = []
    for at in range(parts):
        box = Rect(left + 2 * at * long, top, left + (2 * at + 1) * long, top + thick)
        marks.append(Shape(rectangle(box), _ON if at + 1 == part else _OFF))
    return replace(scene, nodes=(*scene.nodes, *marks))


def caps(scene: Scene) -> list[tuple[float, str]]:
    """Return the height of the capitals of every line in pixels, with the line's face."""
    found = []
    for node, _ in texts(scene):
        used = face(node.font)
        found.append((used.cap_height / used.upem * node.size, node.font))
    return found


def black(screen: Screen) -> Scene:
    """Return a wall without anything on it."""
    ground = Shape(rectangle(Rect(-1.0, -1.0, screen.width + 1.0, screen.height + 1.0)), Flat(BLACKNESS))
    return Scene(Unit.PX, Size(screen.width, screen.height), Insets(), (ground,), screen.id)
