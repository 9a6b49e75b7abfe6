"""Small capitals on screens: whole pixels, native sizes, and the measured size below which marks blur."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from render.backends.base import ColourMode
from render.backends.grid import Grid
from render.backends.raster import paint
from render.backends.writers import RasterKind, RasterOptions, write_raster
from render.errors import UsageError
from render.geometry import Rect, Size
from render.layout.compose import compose
from render.model.design import Design
from render.model.formats import free_format
from render.model.sizes import TypedSize
from render.pipeline import preview
from render.scene.bounds import texts
from render.scene.sheet import Page
from render.text import fonts
from render.text.fonts import face
from tests.render.text.legible import least_cap_px

FACES = [f"{family.id}-{each.weight}" for family in fonts.families().values() for each in family.face]


@pytest.mark.parametrize("key", FACES)
def test_the_least_legible_size_is_the_one_measured_by_rendering(key: str) -> None:
    assert face(key).least_cap_px == least_cap_px(face(key))


@pytest.mark.parametrize(("width", "height"), [(320, 64), (192, 96), (128, 160), (96, 256), (64, 32)])
@pytest.mark.parametrize("family", ["", "roboto-condensed", "be-vietnam-pro"])
def test_baselines_and_capitals_of_screens_stand_on_whole_pixels(width: int, height: int, family: str) -> None:
    work = free_format(TypedSize("px", Size(width, height)))
    made = compose(Design(text="Chào mừng Tết", format=work, template="dem-hoi", font=family))
    for node, _ in texts(made.pages[0]):
        used = face(node.font)
        cap = used.cap_height / used.upem * node.size
        assert cap == pytest.approx(round(cap), abs=1e-6)
        assert node.glyphs[0].y == pytest.approx(round(node.glyphs[0].y), abs=1e-6)


def test_stems_of_small_letters_begin_on_whole_pixels() -> None:
    work = free_format(TypedSize("px", Size(160, 24)))
    made, band = preview(Design(text="HIHIHI", format=work, template="dem-hoi", font="be-vietnam-pro"), 160)
    node, _ = next(iter(texts(made.pages[0])))
    row = band[round(node.glyphs[0].y) - 3, :, 1].astype(int)
    ground, lit = row.min(), row.max()
    # Each H and I begins at a pixel fully lit, with none half lit before it.
    rises = [at for at in range(1, len(row)) if row[at] > (ground + lit) / 2 >= row[at - 1]]
    assert len(rises) == 9
    assert sum(row[at - 1] - ground < 0.15 * (lit - ground) for at in rises) >= 6


def test_a_pixel_face_is_set_at_its_native_sizes_only() -> None:
    native = face("vt323-400").native_px
    for height in (60, 90, 150):
        work = free_format(TypedSize("px", Size(900, height)))
        made = compose(Design(text="Chào mừng", format=work, template="dem-hoi", font="vt323"))
        assert {node.size for node, _ in texts(made.pages[0])} <= set(native)


def test_what_is_too_small_for_its_face_says_from_which_size_it_would_read() -> None:
    work = free_format(TypedSize("px", Size(128, 32)))
    made = compose(Design(text="Nhiệt liệt chào mừng ngày hội non sông", format=work))
    (problem,) = [each for each in made.problems if each.code == "text.small-for-screen"]
    assert problem.params["cap"] < problem.params["least"] <= 20


def _screen(text: str, size: Size, font: str) -> Page:
    made = compose(Design(text=text, format=free_format(TypedSize("px", size)), template="dem-hoi", font=font))
    (scene,) = made.pages
    whole = Rect(0, 0, *size)
    return Page(scene, whole, whole, whole)


@pytest.mark.parametrize("kind", [RasterKind.PNG, RasterKind.BMP])
@pytest.mark.parametrize(("width", "height"), [(64, 32), (192, 64), (101, 33)])
def test_a_file_of_one_bit_has_no_grey_and_one_bit(kind: RasterKind, width: int, height: int, tmp_path: Path) -> None:
    path = tmp_path / f"bang.{kind.value}"
    write_raster(_screen("Vì dân", Size(width, height), ""), path, RasterOptions(kind, None, ColourMode.MONO))
    with Image.open(path) as picture:
        assert picture.mode == "1" and picture.size == (width, height)
        lit = np.asarray(picture)
    assert 0.02 < lit.mean() < 0.6


def test_a_pixel_face_loses_nothing_on_one_bit() -> None:
    """At its native size the letters are whole pixels: lit or dark, with and without grey the same."""
    page = _screen("ĐẤT NƯỚC", Size(300, 60), "vt323")
    (text, _) = next(texts(page.scene))
    grid = Grid(300, 60, page.bleed)
    words = replace(page, scene=replace(page.scene, nodes=(page.scene.nodes[0], text)))
    grey = paint(words, grid, ColourMode.RGB).max(axis=2).astype(int)
    one_bit = paint(words, grid, ColourMode.MONO)[:, :, 0]
    lit = grey > (grey.min() + grey.max()) / 2
    assert ((one_bit == 255) == lit).mean() > 0.999 and lit.sum() > 400


def test_one_bit_goes_into_png_and_bmp_only() -> None:
    with pytest.raises(UsageError, match=r"raster\.no-mono"):
        write_raster(
            _screen("Vì dân", Size(64, 32), ""),
            Path("x.jpg"),
            RasterOptions(RasterKind.JPEG, None, ColourMode.MONO),
        )
