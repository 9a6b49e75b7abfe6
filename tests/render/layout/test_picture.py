"""Photographs, logos and codes on a page, seen through what is written: read by zxing, Pillow and pdfium."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
import zxingcpp
from PIL import Image

from render.errors import ContentError, UsageError
from render.geometry import Rect, Size
from render.layout.compose import compose
from render.layout.picture import code, photo
from render.model.design import Design
from render.model.formats import find_format, free_format
from render.model.palettes import palettes
from render.model.project import load_design, save_design
from render.model.sizes import TypedSize
from render.pipeline import ExportOptions, Target, export, preview
from render.qr import modules

PALETTE = next(iter(palettes().values()))
LINK = "https://cantho.gov.vn/hoi-thi?ma=Đại hội"


@pytest.mark.parametrize("work", ["pano-3000x2000", "ap-phich-540x790", "phuon-800x2400", "bang-ron-8000x1200"])
@pytest.mark.parametrize("palette", ["xanh-song", "do-vang", "xanh-lua", "troi-som"])
def test_a_code_is_read_from_the_picture(work: str, palette: str) -> None:
    design = Design(text="Hội thi", format=find_format(work), template="hoi-thi", palette=palette, qr=LINK)
    _, band = preview(design, 1400)
    (found,) = zxingcpp.read_barcodes(np.ascontiguousarray(band[..., :3]))
    assert found.text == LINK


def test_a_code_is_read_from_the_pdf(tmp_path: Path) -> None:
    design = Design(text="Hội thi", format=find_format("ap-phich-540x790"), template="hoi-thi", qr=LINK)
    export(design, tmp_path / "thi.pdf", ExportOptions(Target.PDF))
    with pdfium.PdfDocument(tmp_path / "thi.pdf") as document:
        page = document[0].render(scale=1).to_pil()
    (found,) = zxingcpp.read_barcodes(page)
    assert found.text == LINK


def test_modules_of_a_screen_are_whole_pixels() -> None:
    group, side = code("abc", Rect(3.3, 2.2, 98.7, 90.1), PALETTE.colour("dark"), PALETTE.colour("pale"), pixels=True)
    assert side == int(side) >= 2
    assert group.matrix.e == int(group.matrix.e) and group.matrix.f == int(group.matrix.f)


def test_too_much_for_a_code_is_refused() -> None:
    with pytest.raises(UsageError, match=r"qr\.too-long"):
        modules("ế" * 400)


@pytest.mark.parametrize(("focus", "colour"), [(0.0, (30, 60, 220)), (1.0, (240, 200, 20))])
def test_a_photograph_covers_its_frame_about_its_focus(focus: float, colour: tuple[int, ...], picture: Path) -> None:
    group = photo(picture, Rect(0, 0, 50, 50), Rect(0, 0, 50, 50), (focus, 0.5))
    (inside,) = group.children
    assert inside.frame.contains(Rect(0, 0, 50, 50), 1e-6) and inside.frame.width == pytest.approx(150)
    at = inside.rgb.width * (25 - inside.frame.left) / inside.frame.width
    pixel = inside.rgb.data[int(at) * 3 : int(at) * 3 + 3]
    assert tuple(pixel) == colour


def test_a_photograph_runs_over_the_bleed_and_the_words_keep_off_it(picture: Path, tmp_path: Path) -> None:
    work = find_format("pano-3000x2000")
    design = Design(text="Vì dân", format=work, template="tam-guong", photo=str(picture))
    export(design, tmp_path / "a.png", ExportOptions(Target.PNG, dpi=10))
    with Image.open(tmp_path / "a.png") as made:
        assert made.getpixel((0, 0))[1] > 100 and made.getpixel((0, made.height - 1))[1] > 100


def test_without_its_picture_a_template_closes_up(picture: Path) -> None:
    work = find_format("pano-3000x2000")
    bare = compose(Design(text="Vì dân", format=work, template="tam-guong"))
    full = compose(Design(text="Vì dân", format=work, template="tam-guong", photo=str(picture)))
    assert bare.pages != full.pages and not [p for p in (*bare.problems, *full.problems) if p.code == "slot.unused"]


def test_what_a_template_has_no_place_for_is_told(picture: Path) -> None:
    work = find_format("led-3840x320")
    given = {"photo": str(picture), "qr": "abc", "lines": {"deed": "Hiến đất"}}
    made = compose(Design(text="Vì dân", format=work, template="song-nuoc", **given))
    assert sorted(p.where for p in made.problems if p.code == "slot.unused") == ["deed", "photo", "qr"]


def test_a_missing_photograph_stops_with_its_name(tmp_path: Path) -> None:
    design = Design(text="a", format=find_format("giay-a4"), template="tam-guong", photo=str(tmp_path / "không.jpg"))
    with pytest.raises(ContentError, match=r"picture\.missing"):
        compose(design)


def test_a_small_code_is_warned_of() -> None:
    work = free_format(TypedSize("mm", Size(60, 90)))
    made = compose(Design(text="Thi", format=work, template="hoi-thi", qr="x" * 300))
    assert "qr.small" in {problem.code for problem in made.problems}


def test_a_saved_design_carries_its_pictures(picture: Path, tmp_path: Path) -> None:
    work = find_format("pano-3000x2000")
    design = Design(text="Vì dân", format=work, template="tam-guong", photo=str(picture), lines={"name": "Út"})
    file = tmp_path / "gương.codong"
    save_design(design, file)
    before = compose(design)
    picture.unlink()
    again = load_design(file)
    assert compose(again).pages == before.pages
    save_design(again, file)
    assert compose(load_design(file)).pages == before.pages
