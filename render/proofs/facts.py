"""What forms say about a work, in words: lengths, finishing, letters and how far they are read, colours, fonts."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from render.catalogue import Catalogue
from render.colour import Colour
from render.geometry import Size
from render.layout.compose import Composition
from render.model.design import Design
from render.model.finishing import Sides, eyelet_places, printed
from render.model.formats import Format
from render.model.palettes import Palette
from render.model.slogans import Pack, Slogan
from render.scene.bounds import texts, walk
from render.scene.nodes import Flat, Group, Linear, Node, Picture, Radial, Scene, Shape, Text
from render.text.fonts import face, families

# Height of capitals by viewing distance: recommended, 30 ft to the inch (locationisland.com).
READ_MM_PER_M = 2.8


@dataclass(frozen=True, slots=True)
class Work:
    """One work as forms speak of it: design and pages, its code, and the slogan's pack where it is at hand."""

    design: Design
    composition: Composition
    code: str
    source: tuple[Pack, Slogan] | None

    @property
    def number(self) -> str:
        """The slogan's id without its pack, '' for own words."""
        return self.design.slogan.rpartition(":")[2]

    @property
    def pages(self) -> tuple[tuple[tuple[int, ...], Scene], ...]:
        """The pages that differ, each with the numbers that it stands for."""
        numbers: dict[int, list[int]] = {}
        for number, scene in enumerate(self.composition.pages, 1):
            numbers.setdefault(id(scene), []).append(number)
        scenes = {id(scene): scene for scene in self.composition.pages}
        return tuple((tuple(held), scenes[key]) for key, held in numbers.items())


def decimal(value: float, words: Catalogue, places: int = 2) -> str:
    """Return a number as the language writes it, without needless zeros."""
    text = f"{value:.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace(".", ",") if words.language == "vi" else text


def length(mm: float, words: Catalogue, *, metres: bool) -> str:
    """Return a length to the millimetre in metres, or to a tenth of one in centimetres."""
    return f"{decimal(mm / 1000, words, 3)} m" if metres else f"{decimal(mm / 10, words)} cm"


def extent(size: Size, words: Catalogue, unit: str = "mm") -> str:
    """Return width × height in one unit: metres from 1 m on, centimetres below, px as they are."""
    if unit == "px":
        return f"{size.width:.0f} × {size.height:.0f} px"
    metres = max(size) >= 1000
    width, height = (length(side, words, metres=metres).rpartition(" ")[0] for side in size)
    return f"{width} × {height} {'m' if metres else 'cm'}"


def printed_size(work: Format) -> Size:
    """Return khổ in."""
    return printed(work.trim, work.bleeds)


def day(date: datetime.date | str | None, words: Catalogue) -> str:
    """Return a day as the language writes it, '' for none."""
    if not date:
        return ""
    at = datetime.date.fromisoformat(date) if isinstance(date, str) else date
    return f"{at:%d/%m/%Y}" if words.language == "vi" else at.isoformat()


def name_of(work: Format, words: Catalogue) -> str:
    """Return a format's name; one of free size is named by it."""
    if work.group == "tu-do":
        return words("proof.free-size", size=extent(work.trim, words, work.unit))
    return work.name if words.language == "vi" else work.name_en


def finishing(work: Format, words: Catalogue) -> tuple[str, ...]:
    """Return what is done to a work after printing, one sentence each."""
    finish = work.finish
    bands = (("hem", finish.hem), ("wrap", finish.wrap), ("pocket", finish.pocket), ("batten", finish.batten))
    said = [words(f"proof.finish.{name}", sides=sides(held, words)) for name, held in bands if any(held)]
    if finish.eyelets:
        eyelets, count = finish.eyelets, len(eyelet_places(work.trim, finish.eyelets))
        figures = {"count": count, "diameter": eyelets.diameter, "inset": eyelets.inset, "pitch": eyelets.pitch}
        said.append(words("proof.finish.eyelets" if eyelets.pitch else "proof.finish.corners", **figures))
    if work.tail:
        said.append(words(f"proof.finish.{work.tail.kind}", depth=work.tail.depth))
    if work.folds:
        said.append(words("proof.finish.folds", places=" · ".join(decimal(fold, words) for fold in work.folds)))
    return tuple(said) or (words("proof.finish.none"),)


def sides(widths: Sides, words: Catalogue) -> str:
    """Return widths with the sides they belong to: `80 mm trên, dưới; 30 mm trái`."""
    if len(set(widths)) == 1:
        return words("proof.side.all", width=widths[0])
    names = [words(f"proof.side.{side}") for side in ("top", "right", "bottom", "left")]
    by_width: dict[float, list[str]] = {}
    for width, name in zip(widths, names, strict=True):
        if width:
            by_width.setdefault(width, []).append(name)
    return "; ".join(f"{decimal(width, words)} mm {', '.join(held)}" for width, held in by_width.items())


def lines_by_slot(composition: Composition, words: Catalogue) -> dict[str, tuple[str, ...]]:
    """Return each slot's lines under its name in words; an opening line is the slogan's own beginning."""
    named: dict[str, tuple[str, ...]] = {}
    for key, lines in composition.lines.items():
        page, _, slot = key.rpartition(".")
        if page and lines == composition.lines.get(slot):
            # A further page without an arrangement of its own is the first again.
            continue
        slot = "slogan" if slot == "opening" else slot
        name = words.find(f"proof.slot.{slot}") or words.find(f"slot.{slot}") or slot
        name = f"{name} ({words('proof.page', number=page.removeprefix('page'))})" if page else name
        named[name] = (*named.get(name, ()), *lines)
    return named


def capitals(composition: Composition, words: Catalogue) -> dict[str, float]:
    """Return the height of each slot's capitals, in the scene's unit: the largest, and far smaller ones beside it."""
    found: dict[str, list[float]] = {}
    by_slot = lines_by_slot(composition, words)
    for scene in composition.pages:
        for node, _ in texts(scene):
            said = node.text.strip(" -")
            slot = next((name for name, lines in by_slot.items() if any(said in line for line in lines)), "")
            if said and slot:
                found.setdefault(slot, []).append(_cap(node))
    told: dict[str, float] = {}
    for slot in by_slot:
        caps = found.get(slot, [])
        told |= {slot: max(caps)} if caps else {}
        if caps and min(caps) < max(caps) * _SMALLER:
            told[words("proof.small-lines", slot=slot)] = min(caps)
    return told


# Lines of less than this share of a slot's largest are told of by themselves.
_SMALLER = 0.8


def _cap(node: Text) -> float:
    used = face(node.font)
    return used.cap_height / used.upem * node.size


def reading(work: Format, composition: Composition, words: Catalogue) -> tuple[str, ...]:
    """Return how high the letters are, how far they are well read, and from where the work is usually seen."""
    said = []
    for slot, cap in capitals(composition, words).items():
        cap_mm = cap if work.is_print else cap * (work.pitch or 0.0)
        shown = decimal(cap, words, 0 if cap >= 20 else 1)
        if not cap_mm:
            said.append(words("proof.capitals-px", slot=slot, cap=shown))
            continue
        reach = cap_mm / READ_MM_PER_M
        shown = f"{shown} mm" if work.is_print else f"{shown} px ({decimal(cap_mm, words, 0)} mm)"
        said.append(
            words("proof.capitals", slot=slot, cap=shown, reach=decimal(reach, words, 0 if reach >= 5 else 1))
        )
    return (*said, words("proof.seen-from", distance=work.distance)) if work.distance else tuple(said)


@dataclass(frozen=True, slots=True)
class Swatch:
    """One colour of a work and the roles that it plays."""

    colour: Colour
    roles: tuple[str, ...]


def swatches(scenes: Iterable[Scene], palette: Palette, words: Catalogue) -> tuple[tuple[Swatch, ...], int]:
    """Return the palette's colours that a work uses, in its order, and how many other flat colours there are."""
    used = Counter(colour for scene in scenes for node, _ in walk(scene.nodes) for colour in _colours(node))
    roles: dict[Colour, list[str]] = {}
    for role in palette.role:
        roles.setdefault(palette.colour(role), []).append(words.find(f"proof.role.{role}") or role)
    found = tuple(Swatch(colour, tuple(names)) for colour, names in roles.items() if colour in used)
    return found, len(used) - len(found)


def _colours(node: Node) -> Iterator[Colour]:
    if isinstance(node, (Group, Picture)):
        return
    fill, stroke = (node.fill, node.stroke) if isinstance(node, Shape) else (node.paint, node.outline)
    for paint in (fill, stroke.paint if stroke else None):
        if isinstance(paint, Flat):
            yield paint.colour
        elif isinstance(paint, (Linear, Radial)):
            yield from (stop.colour for stop in paint.stops)


def inks(colour: Colour, *, screen: bool) -> str:
    """Return a colour's values: inks in percent, or what a screen shows."""
    if screen:
        return "{} / {} / {}".format(*colour.rgb)
    return " / ".join(f"{ink:g}" for ink in colour.cmyk)


def has_pictures(scenes: Iterable[Scene]) -> bool:
    """True where a work holds a photograph."""
    return any(isinstance(node, Picture) for scene in scenes for node, _ in walk(scene.nodes))


def fonts_of(scenes: Iterable[Scene]) -> tuple[str, ...]:
    """Return the families that a work is set in, each with its weights."""
    weights: dict[str, set[str]] = {}
    for scene in scenes:
        for node, _ in texts(scene):
            family, _, weight = node.font.rpartition("-")
            weights.setdefault(family, set()).add(weight)
    known = families()
    return tuple(
        f"{known[family].name if family in known else family} {', '.join(sorted(held))}"
        for family, held in weights.items()
    )
