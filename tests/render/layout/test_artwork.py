"""Imported art on a page: where it lands, in which colours, and that every writer takes it."""

from __future__ import annotations

from pathlib import Path as File

import pytest

from render.backends.base import ColourMode
from render.backends.grid import Grid
from render.backends.pdf import write_pdf
from render.backends.raster import paint
from render.backends.svg import svg_page
from render.colour import Colour, from_rgb
from render.errors import ContentError
from render.geometry import Insets, Matrix, Rect, Size, rectangle
from render.intake.svg_art import read_svg
from render.layout.artwork import coloured, place
from render.model.artwork import Artwork, Cluster, Linear, Own, Part, Pen, Piece, Radial, Role, Solid, Stop
from render.model.layers import Art
from render.model.palettes import Palette, palettes
from render.model.templates import Template, templates
from render.scene import nodes
from render.scene.nodes import Group, Scene, Unit
from render.scene.sheet import Page, Sheet

PALETTE = next(iter(palettes().values()))
FRAME = Rect(100, 200, 300, 300)
SQUARE = rectangle(Rect(0, 0, 10, 10))


def artwork(*parts: Part, box: Rect = Rect(0, 0, 10, 10)) -> Artwork:
    return Artwork(box, parts, "hoa.svg")


def _put(art: Artwork, frame: Rect, palette: Palette, *how) -> Group:
    return place(art, coloured(art, palette), frame, *how)


FITS = {
    ("contain", 0.5, 0.5): Rect(150, 200, 250, 300),
    ("contain", 0.0, 0.5): Rect(100, 200, 200, 300),
    ("contain", 1.0, 0.0): Rect(200, 200, 300, 300),
    ("cover", 0.5, 0.5): Rect(100, 150, 300, 350),
    ("cover", 0.5, 0.0): Rect(100, 200, 300, 400),
    ("cover", 0.0, 1.0): Rect(100, 100, 300, 300),
    ("stretch", 0.5, 0.5): FRAME,
}


@pytest.mark.parametrize(("fit", "across", "down"), FITS)
@pytest.mark.parametrize("box", [Rect(0, 0, 10, 10), Rect(-5, 20, 0, 25)])
def test_the_box_lands_where_it_should_and_is_cut_at_the_frame(
    fit: str, across: float, down: float, box: Rect
) -> None:
    group = _put(artwork(box=box), FRAME, PALETTE, fit, (across, down))
    wanted = FITS[fit, across, down]
    assert rectangle(box).transformed(group.matrix).bounds() == pytest.approx(wanted)
    assert group.clip is not None
    cut = Rect(
        *(max(a, b) for a, b in zip(wanted[:2], FRAME[:2], strict=True)), min(wanted[2], 300), min(wanted[3], 300)
    )
    assert group.clip.transformed(group.matrix).bounds() == pytest.approx(cut)


def test_roles_are_the_palettes_and_own_colours_keep_their_rgb() -> None:
    stops = (Stop(0, Role("ground")), Stop(1, Own(255, 0, 0)))
    pen = Pen(Solid(Own(0, 0, 0), 0.5), 2.0, dash=(1, 2))
    parts = (
        Piece(SQUARE, Solid(Role("accent"), 0.7), pen, even_odd=True),
        Cluster((Piece(SQUARE, Linear((0, 0), (1, 1), stops)),), Matrix.scale(2), SQUARE, 0.4, "nhóm"),
        Piece(SQUARE, Radial((1, 2), 3, stops)),
    )
    shape, group, radial = _put(artwork(*parts), FRAME, PALETTE).children
    assert shape.fill == nodes.Flat(PALETTE.colour("accent"), 0.7) and shape.even_odd
    assert shape.stroke == nodes.Stroke(nodes.Flat(Colour((0, 0, 0), (0, 0, 0, 100)), 0.5), 2.0, dash=(1, 2))
    assert isinstance(group, Group)
    assert (group.matrix, group.clip, group.opacity, group.name) == (Matrix.scale(2), SQUARE, 0.4, "nhóm")
    made = (nodes.Stop(0, PALETTE.colour("ground")), nodes.Stop(1, from_rgb(255, 0, 0)))
    assert group.children[0].fill == nodes.Linear((0, 0), (1, 1), made)
    assert radial.fill == nodes.Radial((1, 2), 3, made)


INKS = {
    (0, 0, 0): (0, 0, 0, 100),
    (255, 255, 255): (0, 0, 0, 0),
    (128, 128, 128): (0, 0, 0, 49.8),
    (255, 0, 0): (0, 100, 100, 0),
    (255, 205, 0): (0, 19.6, 100, 0),
    (0, 51, 102): (100, 50, 0, 60),
}


@pytest.mark.parametrize("rgb", INKS)
def test_foreign_colours_get_inks_with_their_grey_in_black(rgb: tuple[int, int, int]) -> None:
    colour = from_rgb(*rgb)
    assert colour.rgb == rgb
    assert colour.cmyk == pytest.approx(INKS[rgb])
    # Mixing the inks by the same arithmetic gives the colour back.
    *inks, black = (ink / 100 for ink in colour.cmyk)
    assert [255 * (1 - ink) * (1 - black) for ink in inks] == pytest.approx(rgb, abs=0.3)


def test_an_unknown_role_names_file_line_and_role(tmp_path: File) -> None:
    path = tmp_path / "hoa.svg"
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">\n<circle r="4" fill="role:sky"/></svg>'
    )
    with pytest.raises(ContentError) as caught:
        _put(read_svg(path).artwork, FRAME, PALETTE)
    assert caught.value.code == "svg.role"
    facts = {"path": str(path), "line": 2, "role": "sky", "palette": PALETTE.id}
    assert facts.items() <= caught.value.params.items()


ART = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">
<radialGradient id="r"><stop stop-color="role:accent"/><stop offset="1" stop-color="role:ground"/></radialGradient>
<clipPath id="c"><circle cx="50" cy="25" r="20"/><rect x="60" width="30" height="30"/></clipPath>
<rect width="100" height="50" fill="role:ground"/><g clip-path="url(#c)" opacity=".8"><ellipse cx="50" cy="25" rx="50"
ry="25" fill="url(#r)" fill-opacity=".9"/><path d="M0 0L100 50" stroke="#fff" stroke-dasharray="4 2"/></g></svg>"""


def test_every_writer_takes_imported_art(tmp_path: File) -> None:
    path = tmp_path / "art.svg"
    path.write_text(ART)
    imported = read_svg(path)
    assert not imported.notes
    node = _put(imported.artwork, Rect(0, 0, 200, 100), PALETTE)
    scene = Scene(Unit.MM, Size(200, 100), Insets(), (node,))
    box = scene.painted
    page = Page(scene, box, box, box)
    inks = paint(page, Grid(200, 100, box), ColourMode.CMYK)
    ground = [round(ink * 2.55) for ink in PALETTE.colour("ground").cmyk]
    assert inks[5, 5].tolist() == ground and inks[50, 100].tolist() != ground
    write_pdf(Sheet((page,), "Hoa", "2026-01-01"), tmp_path / "art.pdf")
    assert (tmp_path / "art.pdf").stat().st_size > 1000
    # Our own SVG is read back as the same picture.
    (tmp_path / "again.svg").write_text(svg_page(page, "Hoa"), "utf-8")
    again = read_svg(tmp_path / "again.svg")
    assert not again.notes
    back = _put(again.artwork, box, PALETTE)
    copy = Page(Scene(Unit.MM, scene.size, Insets(), (back,)), box, box, box)
    grid = Grid(400, 200, box)
    difference = paint(copy, grid, ColourMode.RGB).astype(int) - paint(page, grid, ColourMode.RGB)
    assert (abs(difference) > 3).mean() < 0.002


@pytest.mark.parametrize("template", templates().values(), ids=lambda each: each.id)
def test_a_family_keeps_no_drawing_that_nothing_shows(template: Template) -> None:
    shown = {layer.file for each in template.arrangement for layer in each.layers if isinstance(layer, Art)}
    assert {file.name for file in File(template.folder).glob("*.svg")} == shown
