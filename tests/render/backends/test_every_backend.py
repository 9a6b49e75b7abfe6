"""Every backend over every node kind, and PDF against our own pixels by an independent reader."""

from __future__ import annotations

import base64
import io
import subprocess
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image

from render.backends.base import ColourMode, TextMode
from render.backends.grid import Grid
from render.backends.pdf import PdfOptions, write_pdf
from render.backends.raster import paint
from render.backends.svg import svg_page, write_svg
from render.backends.writers import RasterKind, RasterOptions, write_raster
from render.colour import Colour
from render.geometry import Insets, Matrix, Rect, Size, ellipse, rectangle, star
from render.geometry import Path as Outline
from render.scene.nodes import (
    NODE_KINDS,
    Cap,
    Flat,
    Glyph,
    Group,
    Join,
    Linear,
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
from render.scene.sheet import Page, ScaleMode, Sheet
from render.text.shaping import shape_line

RED = Colour((218, 22, 26), (0, 100, 100, 0))
YELLOW = Colour((255, 222, 0), (0, 10, 100, 0))
BLACK = Colour((0, 0, 0), (0, 0, 0, 100))
WHITE = Colour((255, 255, 255), (0, 0, 0, 0))
SIZE = Size(120.0, 80.0)


def line(text: str, x: float, y: float, size: float, colour: Colour, outline: Stroke | None = None) -> Text:
    shaped = shape_line("oswald-700", text)
    glyphs = tuple(Glyph(g.gid, x + g.x * size, y - g.y * size, g.text) for g in shaped.glyphs)
    ink = shaped.ink
    box = Rect(x + ink.left * size, y - ink.bottom * size, x + ink.right * size, y - ink.top * size)
    return Text("oswald-700", size, glyphs, Flat(colour), box, outline)


def checker() -> Picture:
    rgb = bytes(np.kron([[218, 255], [255, 218]], np.ones((4, 4)))[..., None].repeat(3, 2).astype(np.uint8))
    cmyk = bytes(np.kron([[0, 100], [100, 0]], np.ones((4, 4)))[..., None].repeat(4, 2).astype(np.uint8))
    return Picture(Rect(90, 50, 115, 75), Raster("RGB", 8, 8, rgb), Raster("CMYK", 8, 8, cmyk))


def veiled() -> Picture:
    rgba = bytes(np.dstack([np.full((4, 4, 3), 200), np.full((4, 4, 1), 128)]).astype(np.uint8))
    return Picture(Rect(2, 55, 12, 65), Raster("RGBA", 4, 4, rgba), Raster("CMYK", 4, 4, bytes(64)))


KINDS = {
    "fill": Shape(star(30, 30, 20), Flat(YELLOW)),
    "even-odd": Shape(ellipse(30, 30, 20) + ellipse(30, 30, 10), Flat(YELLOW), even_odd=True),
    "alpha": Shape(rectangle(Rect(10, 10, 60, 60)), Flat(BLACK, 0.4)),
    "linear": Shape(
        rectangle(Rect(10, 10, 110, 40)), Linear((20, 0), (90, 0), (Stop(0, RED), Stop(0.5, WHITE), Stop(1, BLACK)))
    ),
    "radial": Shape(rectangle(Rect(10, 10, 110, 70)), Radial((60, 40), 30, (Stop(0, YELLOW), Stop(1, RED)))),
    "stroke": Shape(Outline("MLL", (10, 60, 60, 20, 100, 60)), stroke=Stroke(Flat(BLACK), 6, Cap.ROUND, Join.ROUND)),
    "dash": Shape(Outline("ML", (10, 40, 110, 40)), stroke=Stroke(Flat(BLACK), 4, dash=(10, 6))),
    "text": line("ĐẠI HỘI 2025 - 2030!", 6, 45, 16, YELLOW),
    "outlined": line("Ỗ Ế", 20, 60, 40, YELLOW, Stroke(Flat(BLACK), 2, join=Join.ROUND)),
    "picture": checker(),
    "veiled picture": veiled(),
    "group": Group(
        (Shape(rectangle(Rect(0, 0, 20, 20)), Flat(YELLOW)),), Matrix(1.5, 0.5, -0.5, 1.5, 40, 10), ellipse(10, 10, 9)
    ),
    "veil": Group(
        (Shape(rectangle(Rect(10, 10, 60, 60)), Flat(BLACK)), Shape(rectangle(Rect(40, 30, 100, 70)), Flat(BLACK))),
        opacity=0.5,
    ),
}


def sheet(*nodes, pages: int = 1, bleed: float = 4.0, mode: ScaleMode = ScaleMode.FULL) -> Sheet:
    ground = Shape(rectangle(Rect(-20, -20, 140, 100)), Flat(RED))
    scene = Scene(Unit.MM, SIZE, Insets.all(bleed), (ground, *nodes))
    page = Page(scene, Rect(0, 0, *SIZE), scene.painted, scene.painted)
    return Sheet((page,) * pages, "Thử “mọi” nút <&>", "2025-02-03", scale_mode=mode)


def test_the_table_holds_every_kind_of_node() -> None:
    assert {type(node) for node in KINDS.values()} == set(NODE_KINDS)


def _pdfium(path: Path, width: int) -> np.ndarray:
    with pdfium.PdfDocument(path) as document:
        page = document[0]
        picture = page.render(scale=width / page.get_width()).to_pil().convert("RGB")
        page.close()
    return np.asarray(picture).astype(float)


TEXT_MODES = [
    (name, mode) for name in KINDS for mode in TextMode if mode is TextMode.LIVE or isinstance(KINDS[name], Text)
]


@pytest.mark.parametrize(("name", "text"), TEXT_MODES)
def test_pdf_agrees_with_our_pixels(tmp_path: Path, name: str, text: TextMode) -> None:
    """The same colours at the same places, edges included, as pdfium sees the page."""
    work = sheet(KINDS[name])
    path = tmp_path / "work.pdf"
    write_pdf(work, path, PdfOptions(text, ColourMode.RGB))
    page = work.pages[0]
    found = _pdfium(path, 640)
    height, width = found.shape[:2]
    ours = paint(page, Grid(width, height, page.media), ColourMode.RGB).astype(float)
    assert _share_differing(found, ours) < 0.012
    assert np.abs(found - ours).mean() < 2.0


def _share_differing(one: np.ndarray, other: np.ndarray) -> float:
    """The share of pixels whose strongest channel differs by more than an edge's half tone."""
    return float((np.abs(one - other).max(axis=2) > 60).mean())


FLAT = ["fill", "even-odd", "stroke", "dash", "text", "outlined", "group"]


@pytest.mark.parametrize("name", FLAT)
def test_cmyk_pdf_agrees_in_shape_and_luminance(tmp_path: Path, name: str) -> None:
    """Readers show inks in hues of their own: each flat ink is first mapped to what the reader makes of it."""
    work = sheet(KINDS[name])
    path = tmp_path / "work.pdf"
    write_pdf(work, path)
    page = work.pages[0]
    found = _pdfium(path, 640)
    height, width = found.shape[:2]
    ours = paint(page, Grid(width, height, page.media), ColourMode.RGB).astype(float)
    for colour in (RED, YELLOW, BLACK):
        inside = (ours == colour.rgb).all(axis=2)
        if inside.any():
            ours[inside] = np.median(found[inside], axis=0)
    luminance = np.array([0.2126, 0.7152, 0.0722])
    assert float((np.abs((found - ours) @ luminance) > 60).mean()) < 0.012


@pytest.mark.readers
@pytest.mark.parametrize("name", KINDS)
def test_plates_agree_with_our_own_inks(tmp_path: Path, name: str) -> None:
    """Ghostscript's separations against the CMYK raster, ink by ink."""
    work = sheet(KINDS[name])
    write_pdf(work, tmp_path / "work.pdf")
    plates = _plates(tmp_path, 100)
    page = work.pages[0]
    height, width = plates.shape[:2]
    ours = paint(page, Grid(width, height, page.media), ColourMode.CMYK).astype(int)
    assert _share_differing(plates, ours) < 0.03


def _plates(folder: Path, dpi: int) -> np.ndarray:
    command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dGraphicsAlphaBits=4", "-dTextAlphaBits=4", "-sDEVICE=tiffsep"]
    command += [f"-r{dpi}", f"-sOutputFile={folder}/p.tif", str(folder / "work.pdf")]
    subprocess.run(command, check=True, capture_output=True)
    plates = []
    for ink in ("Cyan", "Magenta", "Yellow", "Black"):
        with Image.open(folder / f"p({ink}).tif") as plate:
            plates.append(255 - np.asarray(plate.convert("L")).astype(int))
    return np.dstack(plates)


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("kind", list(RasterKind))
def test_every_raster_kind_draws_every_node(tmp_path: Path, name: str, kind: RasterKind) -> None:
    page = sheet(KINDS[name]).pages[0]
    bare = sheet().pages[0]
    colour = ColourMode.CMYK if kind is RasterKind.TIFF else ColourMode.RGB
    for each, path in ((page, tmp_path / f"a.{kind.value}"), (bare, tmp_path / f"b.{kind.value}")):
        write_raster(each, path, RasterOptions(kind, 60, colour))
    with Image.open(tmp_path / f"a.{kind.value}") as drawn, Image.open(tmp_path / f"b.{kind.value}") as empty:
        assert drawn.size == empty.size == (302, 208)
        assert (np.asarray(drawn) != np.asarray(empty)).any()


@pytest.mark.parametrize("name", KINDS)
def test_svg_is_well_formed_and_draws_every_node(tmp_path: Path, name: str) -> None:
    from xml.etree import ElementTree

    work = sheet(KINDS[name])
    write_svg(work.pages[0], tmp_path / "work.svg", work.title)
    root = ElementTree.fromstring((tmp_path / "work.svg").read_bytes())
    assert root.get("width") == "128mm" and root.get("viewBox") == "-4 -4 128 88"
    assert root.findtext("{http://www.w3.org/2000/svg}title") == work.title
    assert len(svg_page(work.pages[0], "")) > len(svg_page(sheet().pages[0], ""))
    if isinstance(KINDS[name], Picture):
        # Skia's SVG reader shows no embedded pictures; the pixels themselves are compared instead.
        _, _, data = (
            root.find("{http://www.w3.org/2000/svg}image")
            .get("{http://www.w3.org/1999/xlink}href")
            .partition("base64,")
        )
        with Image.open(io.BytesIO(base64.b64decode(data))) as embedded:
            assert embedded.tobytes() == KINDS[name].rgb.data
        return
    # Skia's SVG reader knows nothing of our painter's code.
    drawn = _svg_pixels(tmp_path / "work.svg")
    height, width = drawn.shape[:2]
    page = work.pages[0]
    ours = paint(page, Grid(width, height, page.media), ColourMode.RGB).astype(float)
    assert _share_differing(drawn, ours) < 0.012


def _svg_pixels(path: Path) -> np.ndarray:
    import skia

    data = path.read_text("utf-8").replace("128mm", "640").replace("88mm", "440").encode()
    dom = skia.SVGDOM.MakeFromStream(skia.MemoryStream.MakeCopy(data))
    dom.setContainerSize(skia.Size(640, 440))
    pixels = np.full((440, 640, 4), 255, np.uint8)
    surface = skia.Surface(pixels, colorType=skia.kRGBA_8888_ColorType, alphaType=skia.kPremul_AlphaType)
    dom.render(surface.getCanvas())
    surface.flushAndSubmit()
    return pixels[:, :, :3].astype(float)


@pytest.mark.parametrize(
    ("mode", "factor"), [(ScaleMode.FULL, 1.0), (ScaleMode.TENTH, 0.1), (ScaleMode.USERUNIT, 0.1)]
)
def test_page_boxes_are_exact_at_every_scale(tmp_path: Path, mode: ScaleMode, factor: float) -> None:
    path = tmp_path / "work.pdf"
    write_pdf(sheet(KINDS["text"], pages=2, mode=mode), path)
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 2
        for page in pdf.pages:
            to_mm = 25.4 / 72 / factor
            media, bleed, trim = (
                [float(value) * to_mm for value in box] for box in (page.mediabox, page.bleedbox, page.trimbox)
            )
            assert media == pytest.approx([0, 0, 128, 88], abs=0.01)
            assert bleed == pytest.approx([0, 0, 128, 88], abs=0.01)
            assert trim == pytest.approx([4, 4, 124, 84], abs=0.01)
            assert float(page.obj.get("/UserUnit", 1)) == (10 if mode is ScaleMode.USERUNIT else 1)


ALPHABET = "".join(chr(code) for code in range(0x1EA0, 0x1EFA)) + "àáãèéìíòóõùúýăâđêôơưĩũ" + "ÀÁÃÈÉÌÍÒÓÕÙÚÝĂÂĐÊÔƠƯĨŨ"
HARD = ["Bất đồng 2025 - 2030!", "“Tốt” Tết Tất fi ffl AVTO", "TẢ VẬ Đ/c (30/4/1975 – 30/4/2026)"]


@pytest.mark.parametrize("mode", [TextMode.LIVE, TextMode.OUTLINES])
@pytest.mark.parametrize("text", [*HARD, " ".join(ALPHABET[at : at + 9] for at in range(0, len(ALPHABET), 9))])
def test_words_are_read_back_letter_by_letter(tmp_path: Path, mode: TextMode, text: str) -> None:
    path = tmp_path / "work.pdf"
    write_pdf(sheet(line(text, 2, 40, 2, YELLOW)), path, PdfOptions(mode))
    with pdfium.PdfDocument(path) as document:
        page = document[0]
        words = page.get_textpage()
        assert " ".join(words.get_text_range().split()) == text
        words.close()
        page.close()


def test_glyphs_stand_where_they_were_put(tmp_path: Path) -> None:
    path = tmp_path / "work.pdf"
    text = line("NHIỆT LIỆT CHÀO MỪNG ĐẠI HỘI 2025 - 2030!", 4, 40, 6, YELLOW)
    write_pdf(sheet(text), path)
    with pdfium.PdfDocument(path) as document:
        page = document[0]
        words = page.get_textpage()
        shown = [glyph for glyph in text.glyphs if glyph.text]
        assert words.count_chars() == len(shown)
        for at, glyph in enumerate(shown):
            if glyph.text != " ":
                left = words.get_charbox(at, loose=True)[0] * 25.4 / 72 - 4
                assert left == pytest.approx(glyph.x, abs=6 * 0.0006), glyph.text
        words.close()
        page.close()


def test_curves_hold_no_font_and_live_text_holds_whole_ones(tmp_path: Path) -> None:
    for mode, fonts in ((TextMode.CURVES, 0), (TextMode.LIVE, 1), (TextMode.OUTLINES, 1)):
        path = tmp_path / f"{mode}.pdf"
        write_pdf(sheet(KINDS["text"]), path, PdfOptions(mode))
        with pikepdf.open(path) as pdf:
            found = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/FontFile2" in each]
            assert len(found) == fonts


def test_cmyk_pages_hold_no_other_colour(tmp_path: Path) -> None:
    path = tmp_path / "work.pdf"
    write_pdf(sheet(*KINDS.values()), path)
    with pikepdf.open(path) as pdf:
        operators = {str(each.operator) for each in pikepdf.parse_content_stream(pdf.pages[0])}
        assert not operators & {"rg", "RG", "g", "G", "cs", "CS", "sc", "scn", "SC", "SCN"}
        assert b"DeviceRGB" not in b"".join(str(each).encode() for each in pdf.objects)
        assert "/F1 12 Tf" not in pdf.pages[0].Contents.read_bytes().decode("latin-1")
        assert pdf.docinfo["/Title"] == sheet().title and "/Author" not in pdf.docinfo


def test_the_same_sheet_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    import sys

    root = Path(__file__).resolve().parents[3]
    code = (
        "import sys; from pathlib import Path; from test_every_backend import sheet, KINDS, write_pdf;"
        "write_pdf(sheet(*KINDS.values(), pages=2), Path(sys.argv[1]))"
    )
    for name in ("a.pdf", "b.pdf"):
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / name)],
            check=True,
            env={"PYTHONPATH": f"{root}:{Path(__file__).parent}", "PATH": "/usr/bin:/bin"},
        )
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


@pytest.mark.readers
def test_the_red_field_is_two_pure_inks_to_the_edge_of_the_bleed(tmp_path: Path) -> None:
    write_pdf(sheet(KINDS["text"]), tmp_path / "work.pdf")
    plates = _plates(tmp_path, 60)
    for row, column in ((0, 0), (-1, -1), (100, 3), (10, 150)):
        assert plates[row, column].tolist() == [0, 255, 255, 0]


@pytest.mark.readers
@pytest.mark.parametrize(
    "command",
    [
        ["qpdf", "--check"],
        ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dPDFSTOPONERROR", "-dPDFSTOPONWARNING", "-sDEVICE=nullpage"],
        ["mutool", "info"],
    ],
)
def test_other_readers_find_nothing_wrong(tmp_path: Path, command: list[str]) -> None:
    path = tmp_path / "work.pdf"
    write_pdf(sheet(*KINDS.values(), pages=2), path)
    ran = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr + ran.stdout
    assert "warning" not in (ran.stderr + ran.stdout).lower()


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "work.pdf"
    path.write_bytes(b"earlier")
    monkeypatch.setattr("pikepdf.Pdf.save", lambda *args, **more: (_ for _ in ()).throw(OSError(28, "No space left")))
    from render.errors import WriteError

    with pytest.raises(WriteError):
        write_pdf(sheet(), path)
    assert path.read_bytes() == b"earlier"
    assert [entry.name for entry in tmp_path.iterdir()] == ["work.pdf"]
