"""The ma-két: one sheet a work, for those who sign for its words and its looks.

Head, the drawing, what it says and what it is made of in columns, the boxes to be signed; what does not fit goes
on to a further sheet. Millimetres.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
    name_of,
    printed_size,
    reading,
    swatches,
)
from render.proofs.furniture import (
    BODY,
    GAP,
    HAIR,
    LABEL,
    LINE,
    SMALL,
    STRONG,
    WORDS,
    Head,
    Paper,
    foot,
    head,
    sheet,
    shortened,
    sign_off,
)
from render.proofs.notes import changes, content_notes
from render.proofs.picture import drawing, plan
from render.proofs.prose import line_nodes
from render.proofs.rows import (
    LABEL_MM,
    Row,
    drawn,
    field,
    heading,
    height_of,
    joined,
    labelled,
    packed,
    paragraph,
    shared,
    space,
)
from render.scene.nodes import Flat, Node, Scene, Shape, Stroke

_COLUMN, _LEAST_DRAWING = 85, 55
# Where one sheet leaves the drawing less than this share of its size on two, two are taken; half is then its own.
_LEAST_SHARE, _HALF = 0.6, 0.5


@dataclass(frozen=True, slots=True)
class _Arrangement:
    """One way to share a sheet out: the drawing's box, and the columns of text: their places, top, and rows."""

    box: Rect
    places: tuple[float, ...]
    top: float
    columns: list[list[Row]]
    width: float
    scale: float

    @property
    def fits(self) -> bool:
        """True where no further sheet is needed."""
        return len(self.columns) <= len(self.places)


def maket(work: Work, paper: Paper, words: Catalogue, place: str) -> tuple[Scene, ...]:
    """Return a work's sheet, and further ones where its words need them; `place` is its number among the works."""
    best = _best([*_arrangements(work, paper, words)])
    pages: list[list[Node]] = [drawing(work, best.box, words)]
    for x, column in zip(best.places, best.columns, strict=False):
        pages[0] += drawn(column, x, best.top)
    pages += _continued(best, paper)
    top = _head(work, paper, words, place)
    return tuple(
        sheet(paper, [*top, *nodes, *_end(paper, words, at, len(pages))], f"{work.code}-{at}")
        for at, nodes in enumerate(pages, 1)
    )


def _best(ways: Sequence[_Arrangement]) -> _Arrangement:
    """Return the way with the largest drawing on one sheet, unless it is far smaller than with a second one."""
    largest, *_ = sorted(ways, key=lambda each: (-each.scale, each.box.width))
    single = [each for each in ways if each.fits and each.scale >= _LEAST_SHARE * largest.scale]
    return max(single, key=lambda each: (each.scale, -each.box.width), default=largest)


def _continued(best: _Arrangement, paper: Paper) -> Iterator[list[Node]]:
    """Yield the further sheets of rows that were left, packed anew to their height."""
    body, left = paper.body, best.columns[len(best.places) :]
    count = int((body.width + GAP) // (best.width + GAP))
    again = packed([row for column in left for row in column], body.height)
    for at in range(0, len(again) if left else 0, count):
        nodes: list[Node] = []
        for number, column in enumerate(again[at : at + count]):
            nodes += drawn(column, body.left + number * (best.width + GAP), body.top)
        yield nodes


def _arrangements(work: Work, paper: Paper, words: Catalogue) -> Iterator[_Arrangement]:
    """Yield the ways to share the sheet out: the drawing beside the words, and above them."""
    body = paper.body
    most = int((body.width + GAP) // (_COLUMN + GAP))
    for count in range(1, most):
        for wide in range(_COLUMN, int((body.width - _LEAST_DRAWING) / count - GAP) + 1, 5):
            width = float(wide)
            left = body.right - count * (width + GAP) + GAP
            columns = _filled(_sections(work, width, words), count, body.height)
            box = Rect(body.left, body.top, left - GAP, body.bottom)
            yield _made(work, words, box, columns, (count, width, left, body.top))
    width = (body.width - (most - 1) * GAP) / most
    sections = _sections(work, width, words)
    for least in (_LEAST_DRAWING, body.height * _HALF):
        columns = _filled(sections, most, body.height - GAP - least)
        top = body.bottom - max(map(height_of, columns))
        box = Rect(body.left, body.top, body.right, top - GAP)
        yield _made(work, words, box, columns, (most, width, body.left, top))


def _made(
    work: Work, words: Catalogue, box: Rect, columns: list[list[Row]], measure: tuple[int, float, float, float]
) -> _Arrangement:
    count, width, left, top = measure
    places = tuple(left + at * (width + GAP) for at in range(count))
    return _Arrangement(box, places, top, columns, width, plan(work, (box.width, box.height), words).scale)


def _filled(sections: Sequence[Sequence[Row]], count: int, height: float) -> list[list[Row]]:
    """Return sections in whole columns where they fit the height, else parted wherever a column ends."""
    whole = shared(sections, count)
    return whole if max(map(height_of, whole)) <= height else packed(joined(sections), height)


def _head(work: Work, paper: Paper, words: Catalogue, place: str) -> list[Node]:
    design = work.design
    title = " · ".join(part for part in (work.number, name_of(design.format, words)) if part)
    below = work.source[0].name if work.source else ""
    facts = (
        (words("proof.code"), work.code),
        (words("proof.revision"), str(design.order.revision)),
        (words("proof.date"), day(design.date, words) or "–"),
        (words("proof.sheet"), place),
    )
    return head(paper, Head(words("proof.kind"), title, below, facts))


def _end(paper: Paper, words: Catalogue, page: int, pages: int) -> list[Node]:
    """Return what closes a sheet: the boxes to be signed on the first one, and the foot."""
    nodes = foot(paper, words("proof.foot"), words("proof.of", at=page, of=pages) if pages > 1 else "")
    if page == 1:
        return [*sign_off(paper, words), *nodes]
    left, bottom = paper.frame.left, paper.frame.bottom
    return [*line_nodes(words("proof.continued"), LABEL, left, bottom - LABEL.leading), *nodes]


def _sections(work: Work, width: float, words: Catalogue) -> list[list[Row]]:
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
    dated = ", ".join(part for part in (source.number, day_or_text(source.date, words)) if part)
    yield from field(words("proof.source"), (f"{pack.id}:{slogan.id}", source.document), width)
    yield from field(words("proof.source.number"), dated, width)
    yield from field(words("proof.source.issuer"), source.issuer, width)


def day_or_text(date: str, words: Catalogue) -> str:
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
        yield from paragraph(note, STRONG if notes else BODY, width)
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
    pairs = [found[at : at + 2] for at in range(0, len(found), 2)]
    lines = [_swatch_row(pair, room, screen=not work.design.format.is_print) for pair in pairs]
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


def _swatch_row(pair: Sequence[Swatch], room: float, *, screen: bool) -> Row:
    """Return two colours side by side, each with its roles and its values."""
    nodes: list[Node] = []
    step = room / 2
    for at, swatch in enumerate(pair):
        x = LABEL_MM + at * step
        chip = Rect(x, 0.6, x + 6.0, 6.4)
        nodes.append(Shape(rectangle(chip), Flat(swatch.colour), Stroke(Flat(LINE), HAIR)))
        said = " · ".join(part for part in (swatch.colour.spot, ", ".join(swatch.roles)) if part)
        names = shortened(said, SMALL, step - 8.5)
        nodes += line_nodes(names, SMALL, x + 7.5, 0.1)
        nodes += line_nodes(inks(swatch.colour, screen=screen), SMALL, x + 7.5, 3.4)
    return Row(7.4, tuple(nodes))
