"""What a ma-két says about a work, section by section, as rows of a column: content, notes, making, looks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from render.catalogue import Catalogue
from render.geometry import Rect, rectangle
from render.model.palettes import find_palette
from render.model.templates import find_template
from render.proofs.facts import (
    Swatch,
    Work,
    day,
    extent,
    finishing,
    fonts_of,
    has_pictures,
    inks,
    lines_by_slot,
    printed_size,
    reading,
    swatches,
)
from render.proofs.furniture import BODY, HAIR, LINE, SMALL, STRONG, WORDS, shortened
from render.proofs.notes import changes, content_notes
from render.proofs.prose import line_nodes
from render.proofs.rows import LABEL_MM, Row, field, heading, labelled, paragraph, space
from render.scene.nodes import Flat, Node, Shape, Stroke


def sections(work: Work, width: float, words: Catalogue) -> list[list[Row]]:
    """Return all that a sheet says about a work, section by section."""
    return [[*section(work, width, words)] for section in (_content, _noted, _making, _looks)]


def _content(work: Work, width: float, words: Catalogue) -> Iterator[Row]:
    """Yield the words as written and as set, and where they come from."""
    design = work.design
    slots = lines_by_slot(work.composition, words)
    yield from heading(words("proof.content"), width)
    marks = changes(design.original, design.text)[1].marks if design.changed else ()
    yield from paragraph(design.text, WORDS, width, marks, even=True)
    yield from space(1.0)
    for name, lines in slots.items():
        label = words("proof.as-set") if name == words("proof.slot.slogan") else name
        yield from field(label, " / ".join(lines), width)
    if design.qr:
        yield from field(words("slot.qr"), design.qr, width)
    yield from _source(work, width, words)


def _source(work: Work, width: float, words: Catalogue) -> Iterator[Row]:
    if work.source is None:
        yield from field(words("proof.source"), work.design.slogan or words("proof.source.own"), width)
        return
    pack, slogan = work.source
    source = pack.source
    dated = ", ".join(part for part in (source.number, _day_or_text(source.date, words)) if part)
    yield from field(words("proof.source"), (f"{pack.id}:{slogan.id}", source.document), width)
    yield from field(words("proof.source.number"), dated, width)
    yield from field(words("proof.source.issuer"), source.issuer, width)


def _day_or_text(date: str, words: Catalogue) -> str:
    """Return a document's date as the language writes days, or as its pack does."""
    try:
        return day(date, words)
    except ValueError:
        return date


def _noted(work: Work, width: float, words: Catalogue) -> Iterator[Row]:
    """Yield the notes on the content; of changed words the approved wording, letter by letter."""
    yield from heading(words("proof.notes"), width)
    notes = content_notes(work, words)
    for note in notes or (words("proof.notes.none"),):
        yield from paragraph(note, STRONG if notes else BODY, width, even=True)
        yield from space(0.6)
    if work.design.changed:
        before, _ = changes(work.design.original, work.design.text)
        lines = paragraph(before.text, BODY, width, before.marks, indent=LABEL_MM)
        yield from labelled(words("proof.note.approved"), lines, width)


def _making(work: Work, width: float, words: Catalogue) -> Iterator[Row]:
    """Yield sizes, order and finishing, and how far the words are read."""
    design, format_ = work.design, work.design.format
    order = design.order
    yield from heading(words("proof.making"), width)
    yield from field(words("proof.finished"), extent(format_.trim, words, format_.unit), width, STRONG)
    if format_.is_print:
        yield from field(words("proof.print-size"), extent(printed_size(format_), words), width)
    if format_.faces > 1 or format_.pages > 1:
        faces = words("proof.faces", faces=format_.faces, pages=format_.pages)
        yield from field(words("proof.faces.title"), faces, width)
    if format_.is_print:
        yield from field(words("proof.finishing"), finishing(format_, words), width)
        yield from field(words("proof.quantity"), words("proof.copies", count=order.quantity), width)
        yield from field(words("proof.material"), order.material, width)
    yield from field(words("proof.place"), order.place, width)
    yield from field(words("proof.deadline"), day(order.deadline, words), width)
    read = words("proof.reading" if format_.is_print or format_.pitch else "proof.letters")
    yield from field(read, reading(format_, work.composition, words), width)


def _looks(work: Work, width: float, words: Catalogue) -> Iterator[Row]:
    """Yield colours, fonts and the template."""
    scenes, palette = work.composition.pages, find_palette(work.composition.palette)
    found, others = swatches(scenes, palette, words)
    yield from heading(words("proof.looks"), width)
    room = width - LABEL_MM
    lines = [swatch_row(pair, room, screen=not work.design.format.is_print) for pair in _pairs(found)]
    further = [words("proof.other-colours", count=others)] if others else []
    further += [words("proof.photo")] if has_pictures(scenes) else []
    for text in further:
        lines += paragraph(text, SMALL, width, indent=LABEL_MM)
    label = words("proof.colours") if work.design.format.is_print else words("proof.colours-rgb")
    yield from labelled(label, lines or paragraph("–", BODY, width, indent=LABEL_MM), width)
    yield from field(words("proof.fonts"), " · ".join(fonts_of(scenes)), width)
    template = find_template(work.composition.template)
    english = words.language == "en" and template.name_en
    yield from field(words("proof.template"), english or template.name, width)


def _pairs(found: Sequence[Swatch]) -> list[Sequence[Swatch]]:
    """Return colours two by two; an ink of its own has a long name and stands alone."""
    plain = [each for each in found if not each.colour.spot]
    spots = [[each] for each in found if each.colour.spot]
    return [*(plain[at : at + 2] for at in range(0, len(plain), 2)), *spots]


def swatch_row(pair: Sequence[Swatch], room: float, *, screen: bool) -> Row:
    """Return two colours side by side, or one, each with its roles and its values."""
    nodes: list[Node] = []
    step = room / 2 if len(pair) > 1 or not pair[0].colour.spot else room
    for at, swatch in enumerate(pair):
        x = LABEL_MM + at * step
        chip = Rect(x, 0.6, x + 6.0, 6.4)
        nodes.append(Shape(rectangle(chip), Flat(swatch.colour), Stroke(Flat(LINE), HAIR)))
        said = " · ".join(part for part in (swatch.colour.spot, ", ".join(swatch.roles)) if part)
        names = shortened(said, SMALL, step - 8.5)
        nodes += line_nodes(names, SMALL, x + 7.5, 0.1)
        nodes += line_nodes(inks(swatch.colour, screen=screen), SMALL, x + 7.5, 3.4)
    return Row(7.4, tuple(nodes))
