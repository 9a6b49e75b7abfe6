"""Edges and shadows of letters: they count as ink, and the words are in the file once."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest

from render.backends.base import ColourMode
from render.backends.grid import Grid
from render.backends.pdf import write_pdf
from render.backends.raster import paint
from render.geometry import Insets, Rect, Size
from render.layout.edges import edged
from render.layout.text_block import text_nodes
from render.model.palettes import palettes
from render.model.templates import Edge
from render.scene.nodes import Scene, Unit
from render.scene.sheet import Page, Sheet
from render.text.block import Setting, Tier
from render.text.fit import fit

PALETTE = next(iter(palettes().values()))
BOX = Size(900, 500)
EDGES = [
    Edge("deep", width=0.08),
    Edge("deep", shadow=(0.07, 0.09)),
    Edge("deep", width=0.05, shadow=(-0.06, 0.06), shadow_role="accent"),
]
TEXTS = ["Bất khuất, ỄỘ Ợ Ẵ", "Tất cả vì mục tiêu dân giàu, nước mạnh", "Ặ Ỵ\nẾ Ỗ"]


def _page(text: str, edge: Edge) -> tuple[Page, list[Rect]]:
    block = fit((Tier("slogan", text, "anton-400"),), BOX, Setting(spread=edge.spread))
    words = text_nodes([(line, PALETTE.colour("words")) for line in block.lines], 50, 50)
    scene = Scene(Unit.PX, Size(1000, 600), Insets(), edged(words, edge, PALETTE))
    whole = Rect(0, 0, 1000, 600)
    return Page(scene, whole, whole, whole), [line.ink for line in block.lines]


@pytest.mark.parametrize("edge", EDGES)
@pytest.mark.parametrize("text", TEXTS)
def test_nothing_of_an_edge_leaves_the_words_box_and_lines_keep_apart(edge: Edge, text: str) -> None:
    page, inks = _page(text, edge)
    drawn = paint(page, Grid(1000, 600, Rect(0, 0, 1000, 600)), ColourMode.RGB)
    rows, columns = np.where((drawn != drawn[0, 0]).any(axis=2))
    assert rows.min() >= 49 and rows.max() <= 550 and columns.min() >= 49 and columns.max() <= 950
    # It fills the box, too, in one direction at least.
    assert columns.max() - columns.min() >= 885 or rows.max() - rows.min() >= 485
    assert all(above.bottom < below.bottom for above, below in pairwise(inks))


@pytest.mark.parametrize("edge", EDGES)
def test_a_shadow_is_no_second_text(edge: Edge, tmp_path: Path) -> None:
    page, _ = _page("Vì lợi ích trăm năm", edge)
    path = tmp_path / "shadow.pdf"
    write_pdf(Sheet((page,), "bóng", "2026-01-01"), path)
    with pdfium.PdfDocument(path) as document:
        assert " ".join(document[0].get_textpage().get_text_range().split()) == "VÌ LỢI ÍCH TRĂM NĂM"


def test_an_edge_makes_room_for_itself() -> None:
    tier = (Tier("slogan", "Tất cả\nvì dân", "anton-400"),)
    bare, lined = fit(tier, BOX, Setting()), fit(tier, BOX, Setting(spread=Edge("deep", width=0.1).spread))
    gaps = [block.lines[1].ink.top - block.lines[0].ink.bottom for block in (bare, lined)]
    assert gaps[1] / lined.cap == pytest.approx(gaps[0] / bare.cap + 0.2, abs=0.02)
