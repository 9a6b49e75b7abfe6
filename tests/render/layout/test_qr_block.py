"""A code on a page: whole, with its quiet zone, read from our pixels and from a PDF by other people's programs."""

from __future__ import annotations

from pathlib import Path as File

import numpy as np
import pypdfium2 as pdfium
import pytest
import zxingcpp

from render.backends.base import ColourMode
from render.backends.grid import Grid
from render.backends.pdf import write_pdf
from render.backends.raster import paint
from render.colour import Colour
from render.geometry import Insets, Rect, Size, rectangle
from render.layout.legibility import check_code
from render.layout.picture import code
from render.model.formats import free_format
from render.model.sizes import TypedSize
from render.qr import QUIET, modules
from render.scene.nodes import Flat, Group, Scene, Shape, Unit
from render.scene.sheet import Page, Sheet

DARK, LIGHT = Colour((0, 0, 0), (0, 0, 0, 100)), Colour((255, 255, 255), (0, 0, 0, 0))
GROUND = Shape(rectangle(Rect(-9, -9, 200, 200)), Flat(Colour((200, 0, 0), (0, 100, 100, 20))))
LINK = "https://cantho.gov.vn/hoi-thi?ma=Đại hội"
FRAME = Rect(10, 20, 90, 95)


def _page(*nodes: Group) -> Page:
    scene = Scene(Unit.MM, Size(100, 100), Insets(), (GROUND, *nodes))
    return Page(scene, scene.painted, scene.painted, scene.painted)


def _pdf_pixels(page: Page, width: int, folder: File) -> np.ndarray:
    write_pdf(Sheet((page,), "Mã", "2025-02-03"), folder / "a.pdf")
    with pdfium.PdfDocument(folder / "a.pdf") as document:
        return np.asarray(document[0].render(scale=width / document[0].get_width()).to_pil().convert("RGB"))


def _eye(pixels: np.ndarray, width: int, side: float) -> np.ndarray:
    """Return the middle of the upper left finder, three modules that are dark throughout, less their rim."""
    left, top = (FRAME.left + FRAME.right) / 2, (FRAME.top + FRAME.bottom) / 2
    half = (len(modules(LINK)) + 2 * QUIET) * side / 2
    scale = width / 100
    x, y = ((start - half + (QUIET + 2) * side) * scale for start in (left, top))
    size = int(3 * side * scale) - 2
    return pixels[int(y) + 2 : int(y) + size, int(x) + 2 : int(x) + size]


@pytest.mark.parametrize("width", [333, 417, 611, 1003])
def test_a_code_is_read_and_shows_no_hair_between_its_modules(width: int, tmp_path: File) -> None:
    group, side = code(LINK, FRAME, DARK, LIGHT, pixels=False)
    page = _page(group)
    ours = paint(page, Grid(width, width, page.bleed), ColourMode.RGB)
    theirs = _pdf_pixels(page, width, tmp_path)
    for pixels in (ours, theirs):
        (found,) = zxingcpp.read_barcodes(np.ascontiguousarray(pixels))
        assert found.text == LINK
        assert np.ptp(_eye(pixels, width, side).astype(int), axis=(0, 1)).max() == 0


def test_a_code_in_inks_is_black_alone() -> None:
    page = _page(code(LINK, Rect(0, 0, 100, 100), DARK, LIGHT, pixels=False)[0])
    inks = paint(page, Grid(500, 500, page.bleed), ColourMode.CMYK)
    assert inks[..., :3].max() == 0 and inks[..., 3].max() == 255


@pytest.mark.parametrize("frame", [FRAME, Rect(0, 0, 200, 50), Rect(5, 5, 30, 300)])
def test_a_code_fills_its_frame_and_no_more(frame: Rect) -> None:
    group, side = code(LINK, frame, DARK, LIGHT, pixels=False)
    field, dots = (shape.path.transformed(group.matrix).bounds() for shape in group.children)
    assert frame.contains(field, 1e-9) and field.width == pytest.approx(min(frame.width, frame.height))
    assert dots.left - field.left == pytest.approx(QUIET * side) == field.bottom - dots.bottom


@pytest.mark.parametrize("frame", [Rect(0, 0, 20, 20), Rect(0, 0, 0, 50), Rect(9, 9, 3, 3)])
@pytest.mark.parametrize("unit", ["px", "mm"])
def test_no_code_grows_out_of_its_frame(frame: Rect, unit: str) -> None:
    """Twenty pixels hold no code; twenty millimetres do, and say that it is small."""
    work = free_format(TypedSize(unit, Size(600, 900)))
    group, side = code(LINK, frame, DARK, LIGHT, pixels=unit == "px")
    (found,) = check_code(side, work)
    if unit == "mm" and frame.width > 0 and frame.height > 0:
        assert frame.contains(group.children[0].path.transformed(group.matrix).bounds(), 1e-9)
        assert found.code == "qr.small" and not found.stops
    else:
        assert group.children == () and side == 0
        assert found.code == "qr.no-room" and found.stops


@pytest.mark.parametrize(
    ("unit", "side", "expected"),
    [("px", 2, "qr.small-for-screen"), ("px", 3, None), ("mm", 0.1, "qr.small"), ("mm", 20, None)],
)
def test_small_modules_are_told(unit: str, side: float, expected: str | None) -> None:
    found = check_code(side, free_format(TypedSize(unit, Size(600, 900))))
    assert [problem.code for problem in found] == ([expected] if expected else [])
