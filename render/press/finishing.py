"""What is done to a work after printing, drawn: as a layer over a proof, and as ticks beside the print.

Lines are told apart on a black-and-white printer by their dashes: long for a cut, short for a fold, dots for a seam,
none for the safe zone. Coordinates are the finished size's.
"""

from __future__ import annotations

from render.colour import Colour
from render.geometry import Insets, Path, Rect, ellipse, rectangle
from render.model.finishing import eyelet_places
from render.model.formats import Format, Tail
from render.press.marks import Ticks
from render.scene.nodes import Flat, Group, Node, Shape, Stroke

_LINE = Colour((0, 140, 210), (80, 20, 0, 0))
_SAFE = Colour((110, 110, 110), (0, 0, 0, 60))
_VEIL = Colour((120, 120, 120), (0, 0, 0, 50))
_CUT, _FOLD, _SEAM = (6.0, 2.0), (3.0, 1.5), (0.8, 1.2)


def overlay(work: Format, unit: float) -> Group:
    """Return a work's finishing as one group; `unit` is the length that is a millimetre on the proof."""
    finished = Rect(0.0, 0.0, *work.size)
    nodes: list[Node] = [
        _line(rectangle(finished.grown(work.bleeds)), unit, ()),
        _line(rectangle(finished), unit, _CUT),
        _line(rectangle(finished.grown(_negative(work.keep_out))), unit, (), _SAFE),
        *_bands(work, unit),
        *(_line(Path("ML", (x, 0.0, x, work.size[1])), unit, _FOLD) for x in work.folds),
        *(_line(rectangle(Rect(*guide.box)), unit, _FOLD, _SAFE) for guide in work.guides),
        *_tail(work, unit),
        *_eyelets(work, unit),
    ]
    return Group(tuple(nodes), name="finishing")


def ticks(work: Format) -> Ticks:
    """Return where the work is folded and sewn, as places along its edges."""
    (width, height), finish = work.size, work.finish
    top, right, bottom, left = map(max, finish.pocket, finish.batten)
    across = [*work.folds, *([left] if left else []), *([width - right] if right else [])]
    down = [*([top] if top else []), *([height - bottom] if bottom else [])]
    if work.tail:
        down.append(height - work.tail.depth)
        across.append(width / 2)
    return Ticks(tuple(sorted(set(across))), tuple(sorted(set(down))))


def _negative(widths: Insets) -> Insets:
    return Insets(*(-width for width in widths))


def _line(path: Path, unit: float, dash: tuple[float, ...], colour: Colour = _LINE) -> Shape:
    lengths = tuple(length * unit for length in dash)
    return Shape(path, stroke=Stroke(Flat(colour), 0.2 * unit, dash=lengths))


def _bands(work: Format, unit: float) -> list[Node]:
    """Return pockets and battens as veiled bands with their seams."""
    (width, height), finish = work.size, work.finish
    top, right, bottom, left = map(max, finish.pocket, finish.batten)
    bands = (
        (top, Rect(0, 0, width, top), Path("ML", (0, top, width, top))),
        (right, Rect(width - right, 0, width, height), Path("ML", (width - right, 0, width - right, height))),
        (bottom, Rect(0, height - bottom, width, height), Path("ML", (0, height - bottom, width, height - bottom))),
        (left, Rect(0, 0, left, height), Path("ML", (left, 0, left, height))),
    )
    nodes: list[Node] = []
    for wide, band, seam in bands:
        if wide:
            nodes += [Shape(rectangle(band), Flat(_VEIL, 0.35)), _line(seam, unit, _SEAM)]
    return nodes


def _eyelets(work: Format, unit: float) -> list[Node]:
    eyelets = work.finish.eyelets
    if eyelets is None:
        return []
    # Never so small on a proof that nobody sees it.
    radius = max(eyelets.diameter / 2, 0.6 * unit)
    rings = Path("", ())
    for x, y in eyelet_places(work.trim, eyelets):
        rings += ellipse(x, y, radius)
    return [Shape(rings, Flat(Colour((255, 255, 255), (0, 0, 0, 0))), Stroke(Flat(_LINE), 0.3 * unit))]


def _tail(work: Format, unit: float) -> list[Node]:
    """Return what is cut away from a pennant's foot, veiled, with the line of the cut."""
    if work.tail is None:
        return []
    away, cut = cut_tail(work.tail, *work.size)
    return [Shape(away, Flat(_VEIL, 0.6)), _line(cut, unit, _CUT)]


def cut_tail(tail: Tail, width: float, height: float) -> tuple[Path, Path]:
    """Return the parts of a pennant that are cut away, and the line of the cut from left to right."""
    top, middle = height - tail.depth, width / 2
    if tail.kind == "swallow":
        away = Path("MLLZ", (0, height, middle, top, width, height))
        return away, Path("MLL", (0, height, middle, top, width, height))
    away = Path("MLLZMLLZ", (0, top, 0, height, middle, height, width, top, width, height, middle, height))
    return away, Path("MLL", (0, top, middle, height, width, top))
