"""SVG as editors of print shops read it: plain SVG 1.1, valid whatever the words are."""

from __future__ import annotations

import re
import subprocess
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from render.backends.base import ColourMode
from render.backends.grid import Grid
from render.backends.raster import paint
from render.backends.svg import svg_page, write_svg
from render.colour import BLACK, Colour
from render.errors import WriteError
from render.geometry import Insets, Matrix, Rect, Size, ellipse, rectangle
from render.scene.nodes import (
    Flat,
    Glyph,
    Group,
    Linear,
    Node,
    Picture,
    Radial,
    Raster,
    Scene,
    Shape,
    Stop,
    Stroke,
    Text,
    Unit,
)
from render.scene.sheet import Page
from render.text.shaping import shape_line

RED = Colour((218, 37, 29), (0, 100, 100, 0))
YELLOW = Colour((255, 205, 0), (0, 15, 100, 0))
WHITE = Colour((255, 255, 255), (0, 0, 0, 0))
TRIM = Rect(0, 0, 100, 60)
SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"
FIELD = Shape(rectangle(TRIM.grown(Insets.all(50))), Flat(RED))


def page(*nodes: Node, marks: tuple[Node, ...] = (), slug: float = 0.0, unit: Unit = Unit.MM) -> Page:
    scene = Scene(unit, Size(TRIM.width, TRIM.height), Insets.all(3), nodes)
    return Page(scene, TRIM, scene.painted, scene.painted.grown(Insets.all(slug)), marks)


def words(text: str, size: float = 8) -> Text:
    glyphs = tuple(
        Glyph(g.gid, 4 + g.x * size, 30 - g.y * size, g.text) for g in shape_line("oswald-700", text).glyphs
    )
    return Text("oswald-700", size, glyphs, Flat(YELLOW), Rect(4, 20, 96, 32))


def tree(*nodes: Node, title: str = "", **more) -> ElementTree.Element:
    return ElementTree.fromstring(svg_page(page(*nodes, **more), title).encode())


@pytest.mark.parametrize("title", ["“Tốt” & <xấu> \"'", "]]>", "một\x0bhai", "rách \ud800 đôi", "😀 Tết"])
def test_any_title_makes_valid_xml(title: str) -> None:
    found = tree(FIELD, title=title).findtext(f"{SVG}title")
    assert found == re.sub("[\x0b\ud800]", " ", title)


def test_words_are_outlines_that_say_what_they_are() -> None:
    root = tree(words('ĐẠI "HỘI" <2025>'))
    assert root.find(f".//{SVG}text") is None
    assert root.find(f".//{SVG}g[@aria-label]").get("aria-label") == 'ĐẠI "HỘI" <2025>'


def test_nothing_newer_than_svg_1_1_and_nothing_from_outside() -> None:
    stops = (Stop(0, RED), Stop(1, YELLOW))
    raster = Raster("RGB", 1, 1, b"abc")
    nodes = (
        Shape(rectangle(TRIM), Linear((0, 0), (9, 0), stops)),
        Shape(ellipse(9, 9, 9), Radial((9, 9), 9, stops), Stroke(Flat(BLACK), 1)),
        Picture(Rect(0, 0, 9, 9), raster, Raster("CMYK", 1, 1, b"abcd")),
        Group((words("A"),), Matrix.scale(2), ellipse(5, 5, 5), 0.5, "Nhóm"),
    )
    root = tree(*nodes)
    known = "svg title defs g path image clipPath linearGradient radialGradient stop".split()
    assert {each.tag.removeprefix(SVG) for each in root.iter()} == set(known)
    names = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(names) == len(set(names)) == 3
    for each in root.iter():
        for value in each.attrib.values():
            assert all(name in names for name in re.findall(r"url\(#(.*?)\)", value))
    assert root.get("version") == "1.1"
    assert [each.get(HREF)[:22] for each in root.iter(f"{SVG}image")] == ["data:image/png;base64,"]


def test_pictures_keep_their_pixels_and_their_alpha() -> None:
    pixels = bytes.fromhex("ff0000ff 00ff00ff 0000ffff 00000000")
    root = tree(Picture(Rect(10, 10, 50, 50), Raster("RGBA", 2, 2, pixels), Raster("CMYK", 2, 2, bytes(16))))
    element = root.find(f"{SVG}image")
    assert [element.get(name) for name in ("x", "y", "width", "height")] == ["10", "10", "40", "40"]
    import base64

    with Image.open(BytesIO(base64.b64decode(element.get(HREF).partition(",")[2]))) as image:
        assert (image.mode, image.tobytes()) == ("RGBA", pixels)


@pytest.mark.parametrize(("unit", "width"), [(Unit.MM, "106mm"), (Unit.PX, "106px")])
def test_the_size_is_stated_in_the_scenes_unit(unit: Unit, width: str) -> None:
    root = tree(FIELD, unit=unit)
    assert (root.get("width"), root.get("viewBox")) == (width, "-3 -3 106 66")


def test_a_turned_group_ends_where_it_should() -> None:
    (group,) = tree(Group((FIELD,), Matrix(1 / 3, 0, 0, 1 / 3))).iter(f"{SVG}g")
    factor = float(group.get("transform").removeprefix("matrix(").split()[0])
    assert factor * 24000 == pytest.approx(8000, abs=0.01)


def test_a_target_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(WriteError):
        write_svg(page(FIELD), tmp_path / "missing" / "work.svg", "")
    assert list(tmp_path.iterdir()) == []


def _inkscape(path: Path, width: int) -> np.ndarray:
    target = path.with_suffix(".png")
    command = ["inkscape", f"--export-filename={target}", f"--export-width={width}", "--export-background=white"]
    subprocess.run([*command, str(path)], check=True, capture_output=True)
    with Image.open(target) as picture:
        return np.asarray(picture.convert("RGB")).astype(int)


@pytest.mark.readers("inkscape")
def test_inkscape_sees_what_we_paint(tmp_path: Path) -> None:
    """Every kind of node on one page, marks outside the bleed included."""
    stops = (Stop(0, RED), Stop(0.5, YELLOW), Stop(1, BLACK))
    raster = Raster("RGB", 2, 2, bytes((200, 40, 40)) * 4)
    veil = (Shape(rectangle(Rect(60, 40, 80, 55)), Flat(BLACK)), Shape(rectangle(Rect(70, 45, 95, 58)), Flat(WHITE)))
    nodes = (
        FIELD,
        Shape(rectangle(Rect(50, 2, 95, 14)), Linear((55, 0), (90, 0), stops)),
        Shape(ellipse(20, 47, 10) + ellipse(20, 47, 5), Radial((20, 47), 10, stops), even_odd=True),
        words("ĐẠI HỘI 2025 - 2030!"),
        Picture(Rect(36, 40, 50, 54), raster, Raster("CMYK", 2, 2, bytes(16))),
        Group(veil, clip=ellipse(77, 49, 14, 8), opacity=0.5),
    )
    marks = (Shape(rectangle(Rect(20, -9, 30, -5)), Flat(BLACK)),)
    work = page(*nodes, marks=marks, slug=8)
    write_svg(work, tmp_path / "work.svg", "Mọi nút")
    found = _inkscape(tmp_path / "work.svg", 732)
    height, width = found.shape[:2]
    assert abs(height - 492) <= 1
    shown = Page(work.scene, work.trim, work.bleed, work.media, work.marks)
    ours = paint(shown, Grid(width, height, work.media), ColourMode.RGB).astype(int)
    # The raster has no paper around its bleed; SVG has, and the field ends at the bleed there.
    inner = np.s_[49 : height - 49, 49 : width - 49]
    assert (np.abs(found[inner] - ours[inner]).max(axis=2) > 60).mean() < 0.01
    assert found[2, 2].tolist() == [255, 255, 255]
    assert found[24, 216].tolist() == [0, 0, 0]
