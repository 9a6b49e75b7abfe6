"""Proofs of the typesetting alone: every face with the hardest words, every slogan at three shapes, guides drawn.

Cells and pages are the contact sheet's, lengths are millimetres on paper. Guides lie beneath the ink.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from render.colour import BLACK, Colour
from render.geometry import Insets, Matrix, Path, Rect, Size, rectangle, union
from render.layout.text_block import text_nodes
from render.layout.words import setting, tiers
from render.model.design import Design, chosen_template
from render.model.formats import free_format
from render.model.sizes import TypedSize
from render.model.slogans import Slogan
from render.proofs.contact_sheet import Cell, contact_sheet
from render.scene.nodes import Flat, Node, Scene, Shape, Stroke, Unit
from render.text.block import SetLine, Tier
from render.text.fit import fit
from render.text.fonts import face, families, key
from render.text.normalize import clean
from render.text.shaping import shape_line

HARD_WORDS = ("TỐT TẾT TẤT TẮT TÍT ẾỘỮẶỔỖỨỆ Ỵ", "Bất đồng nghiêng ngả đĩ đì lì")
# A strip of 6:1 over a panel of 3:2 and a column of 1:3: with the gap between them they fill a cell at full size.
BOXES = (Size(180.0, 30.0), Size(144.0, 96.0), Size(32.0, 96.0))
PAPER = Colour((255, 255, 255), (0, 0, 0, 0))
BOX = Colour((130, 130, 130), (0, 0, 0, 55))
BASELINE = Colour((0, 120, 200), (85, 40, 0, 0))
CAPITALS = Colour((235, 130, 0), (0, 55, 100, 0))
SMALL = Colour((0, 150, 70), (85, 0, 90, 0))
INK_BOX = Colour((225, 0, 110), (0, 100, 20, 0))
_HAIR, _MARGIN = 0.15, 6.0
_FACE_WIDTH, _FACE_COLUMNS, _FACES_A_PAGE = 274.0, 2, 8
_SLOGAN_COLUMNS, _SLOGANS_A_PAGE = 3, 6


def face_pages(title: str) -> tuple[Scene, ...]:
    """Return the pages that show the hardest words in every face."""
    faces = [(family.name, key(family.id, each.weight)) for family in families().values() for each in family.face]
    cells = [_face_cell(name, face_key) for name, face_key in faces]
    return _pages("faces", title, cells, _FACES_A_PAGE, _FACE_COLUMNS, _FACE_WIDTH)


def slogan_pages(title: str, slogans: Sequence[Slogan]) -> tuple[Scene, ...]:
    """Return the pages that show every slogan at three shapes."""
    cells = [Cell(slogan.id, tuple(set_in_box(slogan.text, box) for box in BOXES)) for slogan in slogans]
    return _pages("slogans", title, cells, _SLOGANS_A_PAGE, _SLOGAN_COLUMNS, BOXES[0].width)


def set_in_box(text: str, box: Size) -> Scene:
    """Return a text set as the templates set it for such a shape, the whole box given to it."""
    design = Design(text=text, format=free_format(TypedSize("mm", box)))
    words = chosen_template(design).arranged(design.format).words
    # A first page always has them.
    assert words is not None
    lines = fit(tiers(design, words, clean(text)), box, setting(words)).lines
    guides: list[Node] = []
    for line in lines:
        guides += (_level(0.0, box.width, line.baseline, BASELINE), _outline(line.ink, INK_BOX))
    return _scene(box, guides, lines)


def _face_cell(name: str, face_key: str) -> Cell:
    used = face(face_key)
    capital, small = used.cap_height / used.upem, used.x_height / used.upem
    rows = [shape_line(face_key, row) for row in HARD_WORDS]
    size = (_FACE_WIDTH - 2 * _MARGIN) / max(row.width for row in rows)
    lines: list[SetLine] = []
    guides: list[Node] = []
    bottom = 0.0
    for row in rows:
        baseline = bottom + _MARGIN + row.ink.bottom * size
        bottom = baseline - row.ink.top * size
        line = SetLine(Tier("hard", row.text, face_key, capitals=False), row, size, _MARGIN, baseline)
        lines.append(line)
        for height, colour in ((0.0, BASELINE), (small, SMALL), (capital, CAPITALS)):
            guides.append(_level(0.0, _FACE_WIDTH, baseline - height * size, colour))
        guides += (_outline(ink, INK_BOX) for ink in _word_inks(line))
    low, high = min(row.ink.top for row in rows), max(row.ink.bottom for row in rows)
    weight = face_key.rpartition("-")[2]
    measures = f"H {capital:.2f}  x {small:.2f}  {high:.2f} – ({low:.2f}) = {high - low:.2f} em"
    return Cell(f"{name} {weight}   {measures}", (_scene(Size(_FACE_WIDTH, bottom + _MARGIN), guides, lines),))


def _word_inks(set_line: SetLine) -> list[Rect]:
    """Return the ink box of each word of a line."""
    origin, size = Matrix.move(set_line.x, set_line.baseline), Matrix.scale(set_line.size, -set_line.size)
    glyphs = groupby(set_line.line.glyphs, key=lambda glyph: glyph.text == " ")
    inks = [union(glyph.ink for glyph in word if glyph.ink) for is_space, word in glyphs if not is_space]
    boxes = [rectangle(ink).transformed(size.then(origin)).bounds() for ink in inks if ink]
    return [box for box in boxes if box]


def _scene(box: Size, guides: Sequence[Node], lines: Sequence[SetLine]) -> Scene:
    frame = rectangle(Rect(0.0, 0.0, *box))
    # The page is clipped to the frame, which halves its line.
    ground = Shape(frame, Flat(PAPER), Stroke(Flat(BOX), 2 * _HAIR))
    words = text_nodes([(line, BLACK) for line in lines], 0.0, 0.0)
    return Scene(Unit.MM, box, Insets(), (ground, *guides, *words))


def _level(left: float, right: float, y: float, colour: Colour) -> Shape:
    return Shape(Path("ML", (left, y, right, y)), stroke=Stroke(Flat(colour), _HAIR))


def _outline(box: Rect, colour: Colour) -> Shape:
    return Shape(rectangle(box), stroke=Stroke(Flat(colour), _HAIR))


def _pages(
    name: str, title: str, cells: Sequence[Cell], a_page: int, columns: int, width: float
) -> tuple[Scene, ...]:
    """Return the cells on numbered contact sheets."""
    shares = [cells[at : at + a_page] for at in range(0, len(cells), a_page)]
    return tuple(
        replace(contact_sheet(f"{title}   {number}/{len(shares)}", share, columns, width), name=f"{name}-{number}")
        for number, share in enumerate(shares, 1)
    )
