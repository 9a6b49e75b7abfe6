"""Press PDFs under hard cases, by readers that are not ours: what is read, where it stands, which inks it uses."""

from __future__ import annotations

import ctypes
import io
import re
import subprocess
import unicodedata
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from PIL import Image

from render.backends.base import ColourMode, TextMode, replacing
from render.backends.pdf import PdfOptions, write_pdf
from render.colour import BLACK, REGISTRATION, Colour
from render.errors import WriteError
from render.geometry import Insets, Matrix, Rect, Size, ellipse, rectangle
from render.geometry import Path as Outline
from render.scene.nodes import (
    Flat,
    Glyph,
    Group,
    Linear,
    Node,
    Paint,
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
from render.text.fonts import face, families
from render.text.shaping import shape_line

RED = Colour((218, 37, 29), (0, 100, 100, 0))
YELLOW = Colour((255, 205, 0), (0, 15, 100, 0))
WHITE = Colour((255, 255, 255), (0, 0, 0, 0))
TRIM = Rect(0, 0, 100, 60)
FACES = [f"{family.id}-{each.weight}" for family in families().values() for each in family.face]
VOWELS = "aăâeêioôơuưy"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
PLAIN = "aeiouy"
LETTERS = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES]
LETTERS = ["đ", *(letter for letter in LETTERS if letter not in PLAIN)]
BOTH_CASES = [letter for small in LETTERS for letter in (small, small.upper())]


def text(words: str, key: str = "oswald-700", x: float = 4, y: float = 30, size: float = 5, **more) -> Text:
    line = shape_line(key, words, more.pop("tracking", 0.0))
    glyphs = tuple(Glyph(g.gid, x + g.x * size, y - g.y * size, g.text) for g in line.glyphs)
    ink = line.ink
    box = Rect(x + ink.left * size, y - ink.bottom * size, x + ink.right * size, y - ink.top * size)
    return Text(key, size, glyphs, Flat(YELLOW), box, **more)


def page(*nodes: Node, marks: tuple[Node, ...] = (), slug: float = 0.0, unit: Unit = Unit.MM) -> Page:
    scene = Scene(unit, Size(TRIM.width, TRIM.height), Insets.all(3), nodes)
    return Page(scene, TRIM, scene.painted, scene.painted.grown(Insets.all(slug)), marks)


def written(folder: Path, *pages: Page, mode: ScaleMode = ScaleMode.FULL, **options) -> Path:
    path = folder / "work.pdf"
    write_pdf(Sheet(pages, "Thử “nét”", "2025-02-03", "100 × 60 mm", mode), path, PdfOptions(**options))
    return path


def field(paint: Paint | None = None) -> Shape:
    return Shape(rectangle(TRIM.grown(Insets.all(50))), paint or Flat(RED))


def seen(path: Path, per_mm: float = 4.0) -> np.ndarray:
    """The first page by pdfium, rows from the top, `per_mm` pixels to a millimetre."""
    with pdfium.PdfDocument(path) as document:
        sheet = document[0]
        picture = sheet.render(scale=per_mm * 25.4 / 72).to_pil().convert("RGB")
        sheet.close()
    return np.asarray(picture).astype(int)


def colour_at(picture: np.ndarray, x: float, y: float, margin: float = 3.0, per_mm: float = 4.0) -> list[int]:
    return picture[int((y + margin) * per_mm), int((x + margin) * per_mm)].tolist()


def words_in(path: Path) -> str:
    with pdfium.PdfDocument(path) as document:
        sheet = document[0]
        held = sheet.get_textpage()
        found = held.get_text_range()
        held.close()
        sheet.close()
    return found


def streams(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Every content stream: the pages and the forms."""
    forms = [each for each in pdf.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Form"]
    return [*(each.obj for each in pdf.pages), *forms]


def test_the_alphabet_is_whole() -> None:
    assert len(LETTERS) == len(set(LETTERS)) == 67
    assert len(set(BOTH_CASES)) == 134


@pytest.mark.parametrize("key", FACES)
def test_every_letter_of_every_face_is_read_back(tmp_path: Path, key: str) -> None:
    known = [letter for letter in BOTH_CASES if not face(key).missing(letter)]
    rows = ["".join(known[at : at + 12]) for at in range(0, len(known), 12)] + ["fi ffl ft – “tốt” 2025 - 2030!"]
    nodes = [text(row, key, 4, 4 + 4.2 * at, 3) for at, row in enumerate(rows)]
    assert words_in(written(tmp_path, page(*nodes))).split() == " ".join(rows).split()


HARD = [
    "Bất đồng 2025 - 2030!",
    "“Tốt” ‘Tết’ fi ffi AVATAR",
    "A\u00a0B",
    "(30/4/1975 – 30/4/2026)",
    "100% {x} \\ <y>",
]


@pytest.mark.parametrize("mode", [TextMode.LIVE, TextMode.OUTLINES])
@pytest.mark.parametrize("words", HARD)
def test_hard_strings_are_read_back(tmp_path: Path, words: str, mode: TextMode) -> None:
    outline = Stroke(Flat(BLACK), 0.4)
    path = written(tmp_path, page(field(), text(words, "be-vietnam-pro-700", outline=outline)), text_mode=mode)
    assert words_in(path) == words


def test_a_ligature_gives_its_letters_and_a_silent_glyph_gives_none(tmp_path: Path) -> None:
    used = face("oswald-700")
    glyphs = (
        Glyph(used.gid("A"), 10, 30, "ffi"),
        Glyph(used.gid("B"), 20, 30, ""),
        Glyph(used.gid("B"), 30, 30, "B"),
        Glyph(used.gid("A"), 40, 30, "A"),
    )
    found = words_in(written(tmp_path, page(Text("oswald-700", 8, glyphs, Flat(YELLOW), Rect(10, 20, 50, 30)))))
    assert found.replace(" ", "").replace("\x00", "") == "ffiBA"


@pytest.mark.parametrize("key", FACES)
def test_glyphs_stand_within_a_fifth_of_a_thousandth_em(tmp_path: Path, key: str) -> None:
    """Along the longest of lines, in every face; dashes raised between capitals are read on the line's own height."""
    size = 2.0
    line = text("NHIỆT LIỆT CHÀO MỪNG - ĐẠI HỘI (2025 - 2030) TẢ VẬ AVATAR!", key, 4, 30, size)
    path = written(tmp_path, page(line))
    glyphs = [glyph for glyph in line.glyphs if glyph.text]
    with pdfium.PdfDocument(path) as document:
        sheet = document[0]
        held = sheet.get_textpage()
        assert held.count_chars() == len(glyphs)
        for at, glyph in enumerate(glyphs):
            x, y = ctypes.c_double(), ctypes.c_double()
            raw.FPDFText_GetCharOrigin(held, at, x, y)
            across, down = x.value * 25.4 / 72 - 3, 63 - y.value * 25.4 / 72
            assert across == pytest.approx(glyph.x, abs=0.0002 * size), (at, glyph)
            assert down == pytest.approx(30, abs=0.0002 * size), (at, glyph)
        held.close()
        sheet.close()


def test_a_raised_dash_is_painted_where_it_was_put(tmp_path: Path) -> None:
    line = text("H - H", "oswald-700", size=20, outline=None)
    (dash,) = (glyph for glyph in line.glyphs if glyph.text == "-")
    assert dash.y < 29
    ink = face("oswald-700").ink(dash.gid)
    x, y = (dash.x + (ink.left + ink.right) / 100, dash.y - (ink.top + ink.bottom) / 100)
    picture = seen(written(tmp_path, page(line), colour=ColourMode.RGB))
    assert colour_at(picture, x, y) == list(YELLOW.rgb)
    assert colour_at(picture, x, y + 30 - dash.y) == [255, 255, 255]


def test_letters_set_wide_keep_their_places_and_their_order(tmp_path: Path) -> None:
    path = written(tmp_path, page(text("ĐẠI HỘI", size=6, tracking=0.3)))
    assert words_in(path).replace(" ", "") == "ĐẠIHỘI"


def test_facts_and_no_leftovers(tmp_path: Path) -> None:
    path = written(tmp_path, page(field(), text("A")))
    with pikepdf.open(path) as pdf:
        assert {key: str(value) for key, value in pdf.docinfo.items()} == {
            "/Title": "Thử “nét”",
            "/Subject": "100 × 60 mm",
            "/Creator": "Co Dong Studio",
            "/Producer": "Co Dong Studio (ReportLab, pikepdf)",
            "/CreationDate": "D:20250203000000Z",
            "/ModDate": "D:20250203000000Z",
            "/Trapped": "/False",
        }
        assert pdf.Root.Lang == "vi-VN"
        assert "/Outlines" not in pdf.Root
        assert {"/Trans", "/Rotate", "/Group"}.isdisjoint(pdf.pages[0].obj.keys())
        assert pdf.pdf_version == "1.6"
        everything = b"".join(
            bytes(each) if isinstance(each, pikepdf.String) else str(each).encode() for each in pdf.objects
        )
    for leftover in (b"Helvetica", b"anonymous", b"unspecified"):
        assert leftover not in everything
    assert b"ReportLab Generated" not in path.read_bytes()


def test_a_work_without_a_date_has_none(tmp_path: Path) -> None:
    write_pdf(Sheet((page(),), "", ""), tmp_path / "work.pdf")
    with pikepdf.open(tmp_path / "work.pdf") as pdf:
        assert {"/CreationDate", "/ModDate", "/Subject"}.isdisjoint(pdf.docinfo.keys())


def test_a_screens_pixel_is_a_ninety_sixth_of_an_inch(tmp_path: Path) -> None:
    with pikepdf.open(written(tmp_path, page(field(), unit=Unit.PX))) as pdf:
        assert [float(value) for value in pdf.pages[0].mediabox] == [0, 0, 79.5, 49.5]


@pytest.mark.parametrize(
    ("mode", "scale"), [(ScaleMode.FULL, 1.0), (ScaleMode.TENTH, 0.1), (ScaleMode.USERUNIT, 0.1)]
)
def test_the_content_is_as_long_as_the_trim_box(tmp_path: Path, mode: ScaleMode, scale: float) -> None:
    """Eight metres come out within a hundredth of a millimetre, and reach every edge of the page."""
    trim = Rect(0, 0, 8000 if scale < 1 else 5000, 1200)
    scene = Scene(Unit.MM, Size(trim.width, trim.height), Insets.all(20), (field(),))
    path = written(tmp_path, Page(scene, trim, scene.painted, scene.painted), mode=mode)
    with pikepdf.open(path) as pdf:
        box = [float(value) for value in pdf.pages[0].trimbox]
        operands, operator = pikepdf.parse_content_stream(pdf.pages[0])[0]
    assert str(operator) == "cm"
    a, _, _, d, e, f = map(float, operands)
    drawn = [e, f + d * trim.height, a * trim.width + e, f]
    assert drawn == pytest.approx(box, abs=0.01 * scale * 72 / 25.4)


def test_a_turned_group_ends_where_it_should(tmp_path: Path) -> None:
    third = Matrix(1 / 3, 0, 0, 1 / 3)
    with pikepdf.open(written(tmp_path, page(Group((field(),), third)))) as pdf:
        factors = [
            operands for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]) if str(operator) == "cm"
        ]
    assert float(factors[1][0]) * 24000 == pytest.approx(8000, abs=0.01)


def test_a_page_without_nodes_is_a_page(tmp_path: Path) -> None:
    assert (seen(written(tmp_path, page())) == 255).all()


def test_the_scene_ends_at_the_bleed_and_marks_do_not(tmp_path: Path) -> None:
    mark = Shape(rectangle(Rect(20, -9, 30, -5)), Flat(REGISTRATION))
    picture = seen(written(tmp_path, page(field(), marks=(mark,), slug=8), colour=ColourMode.RGB))
    assert colour_at(picture, 50, -6, 11) == [255, 255, 255]
    assert colour_at(picture, 25, -7, 11) == [0, 0, 0]
    for x, y in ((-2.5, -2.5), (102.5, 62.5)):
        assert colour_at(picture, x, y, 11) == list(RED.rgb)


VEIL = (
    Shape(rectangle(Rect(10, 10, 60, 40)), Flat(BLACK)),
    Shape(rectangle(Rect(40, 20, 90, 50)), Flat(BLACK)),
)


def test_overlapping_children_of_a_group_blend_as_one(tmp_path: Path) -> None:
    inner = Group(VEIL, Matrix.move(0, 0), rectangle(Rect(0, 0, 85, 60)), 0.5)
    outer = Group((inner,), Matrix.move(2, 1), opacity=0.5)
    picture = seen(written(tmp_path, page(field(Flat(WHITE)), outer), colour=ColourMode.RGB))
    assert colour_at(picture, 20, 20) == colour_at(picture, 50, 30) == pytest.approx([191] * 3, abs=2)
    assert colour_at(picture, 89, 45) == [255, 255, 255]


def test_a_form_cuts_no_mitred_tip(tmp_path: Path) -> None:
    """Four degrees from the limit of ten, a tip stands almost five widths beyond its corner."""
    tip = Shape(Outline("MLL", (10, 28, 60, 30, 10, 32)), stroke=Stroke(Flat(BLACK), 1.0))
    blunt = Shape(Outline("MLL", (10, 24, 60, 30, 10, 36)), stroke=Stroke(Flat(BLACK), 3.0))
    for shape in (tip, blunt):
        plain = seen(written(tmp_path, page(shape), colour=ColourMode.RGB))
        veiled = seen(written(tmp_path, page(Group((shape,), opacity=0.999)), colour=ColourMode.RGB))
        assert np.abs(plain - veiled).max() < 8


def test_every_stream_names_exactly_what_it_uses(tmp_path: Path) -> None:
    group = Group(
        (*VEIL, text("TRONG"), field(Linear((0, 0), (50, 0), (Stop(0, RED), Stop(1, YELLOW))))), opacity=0.4
    )
    first = page(group, Shape(rectangle(Rect(0, 0, 9, 9)), Flat(RED, 0.3)))
    with pikepdf.open(written(tmp_path, first, page(field(), text("NGOÀI", "anton-400")))) as pdf:
        found = streams(pdf)
        assert len(found) == 3
        for stream in found:
            parsed = pikepdf.parse_content_stream(pikepdf.Page(stream) if stream.get("/Type") == "/Page" else stream)
            used = {
                str(operand)
                for operands, operator in parsed
                if str(operator) in ("Tf", "gs", "sh", "Do")
                for operand in operands[:1]
            }
            listed = {name for section in stream.get("/Resources", {}).values() for name in section}
            assert used == listed
        assert "/Group" in pdf.pages[0].obj
        assert "/Group" not in pdf.pages[1].obj


def test_inks_only_in_every_stream(tmp_path: Path) -> None:
    stops = (Stop(0, RED), Stop(1, YELLOW))
    raster = Raster("RGBA", 2, 2, bytes(16))
    nodes = (
        field(Linear((0, 0), (50, 0), stops)),
        Shape(ellipse(30, 30, 20), Radial((30, 30), 20, stops), Stroke(Flat(BLACK, 0.5), 1)),
        Picture(Rect(0, 0, 9, 9), raster, Raster("CMYK", 2, 2, bytes(16))),
        Group((*VEIL, text("A", outline=Stroke(Flat(WHITE), 1))), opacity=0.4),
    )
    path = written(tmp_path, page(*nodes, marks=(Shape(rectangle(TRIM), stroke=Stroke(Flat(REGISTRATION), 0.1)),)))
    with pikepdf.open(path) as pdf:
        for stream in streams(pdf):
            source = pikepdf.Page(stream) if stream.get("/Type") == "/Page" else stream
            operators = {str(operator) for _, operator in pikepdf.parse_content_stream(source)}
            # CS and SCN are the crop marks', whose ink is that of all plates.
            assert operators.isdisjoint("rg RG g G cs sc SC scn ri BI".split())
        images = _images(pdf)
        # The one grey thing is the soft mask itself, which has to be (PDF 1.7, table 145).
        assert sorted(str(each.ColorSpace) for each in images) == ["/DeviceCMYK", "/DeviceGray"]
        assert [str(each.SMask.ColorSpace) for each in images if "/SMask" in each] == ["/DeviceGray"]
        plain = io.BytesIO()
        pdf.save(plain, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert plain.getvalue().count(b"/DeviceGray") == 1
    assert b"/DeviceRGB" not in plain.getvalue()


def test_inks_are_written_as_authored(tmp_path: Path) -> None:
    odd = Colour((1, 2, 3), (12.5, 0, 33.3, 100))
    with pikepdf.open(written(tmp_path, page(Shape(rectangle(TRIM), Flat(odd))))) as pdf:
        inks = [operands for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]) if str(operator) == "k"]
    assert [[float(ink) for ink in each] for each in inks] == [[0.125, 0, 0.333, 1]]


GRADIENTS = {
    "hard edge": (
        Linear((0, 0), (100, 0), (Stop(0, RED), Stop(0.5, RED), Stop(0.5, BLACK), Stop(1, BLACK))),
        RED,
        BLACK,
    ),
    "begins late": (Linear((0, 0), (100, 0), (Stop(0.3, RED), Stop(0.6, BLACK))), RED, BLACK),
    "two stops": (Linear((40, 0), (60, 0), (Stop(0, RED), Stop(1, BLACK))), RED, BLACK),
    "no length": (Linear((40, 0), (40, 0), (Stop(0, RED), Stop(1, BLACK))), BLACK, BLACK),
    "one stop": (Linear((0, 0), (100, 0), (Stop(0.5, RED),)), RED, RED),
    "no radius": (Radial((10, 30), 0, (Stop(0, RED), Stop(1, BLACK))), BLACK, BLACK),
    "round": (Radial((10, 30), 40, (Stop(0, RED), Stop(0.5, RED), Stop(0.5, BLACK))), RED, BLACK),
}


@pytest.mark.parametrize("name", GRADIENTS)
def test_gradients_at_their_limits(tmp_path: Path, name: str) -> None:
    paint, left, right = GRADIENTS[name]
    picture = seen(written(tmp_path, page(field(paint)), colour=ColourMode.RGB))
    assert colour_at(picture, 10, 30) == pytest.approx(left.rgb, abs=3)
    assert colour_at(picture, 90, 30) == pytest.approx(right.rgb, abs=3)


def test_a_dash_of_no_length_is_a_full_line(tmp_path: Path) -> None:
    stroke = Stroke(Flat(BLACK), 4, dash=(0, 0))
    picture = seen(
        written(tmp_path, page(Shape(Outline("ML", (5, 30, 95, 30)), stroke=stroke)), colour=ColourMode.RGB)
    )
    assert colour_at(picture, 50, 30) == [0, 0, 0]
    with pikepdf.open(tmp_path / "work.pdf") as pdf:
        # PDF 1.7, 8.4.3.6: not all zero.
        assert "d" not in {str(operator) for _, operator in pikepdf.parse_content_stream(pdf.pages[0])}


def test_bounds_of_a_gradient_increase(tmp_path: Path) -> None:
    with pikepdf.open(written(tmp_path, page(field(GRADIENTS["hard edge"][0])))) as pdf:
        (shading,) = pdf.pages[0].obj.Resources.Shading.values()
        assert [float(bound) for bound in shading.Function.Bounds] == [0.5]
        assert len(shading.Function.Functions) == 2


def _images(pdf: pikepdf.Pdf) -> list[pikepdf.Stream]:
    return [each for each in pdf.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"]


def test_pictures_are_stored_once_and_never_mixed_up(tmp_path: Path) -> None:
    rgb = Raster("RGB", 1, 1, bytes((9, 9, 9)))
    one, other = Raster("CMYK", 1, 1, bytes((255, 0, 0, 0))), Raster("CMYK", 1, 1, bytes((0, 0, 0, 255)))
    nodes = [Picture(Rect(x, 5, x + 5, 10), rgb, inks) for x, inks in ((0, one), (10, one), (20, other))]
    with pikepdf.open(written(tmp_path, page(*nodes), page(*nodes))) as pdf:
        assert sorted(each.read_bytes() for each in _images(pdf)) == sorted([one.data, other.data])


def test_a_pictures_rows_run_down_and_its_alpha_shows_the_ground(tmp_path: Path) -> None:
    pixels = bytes.fromhex("ff0000ff 00ff00ff 0000ffff 00000000")
    picture = Picture(Rect(10, 10, 50, 50), Raster("RGBA", 2, 2, pixels), Raster("CMYK", 2, 2, bytes(16)))
    found = seen(written(tmp_path, page(field(Flat(WHITE)), picture), colour=ColourMode.RGB))
    corners = [colour_at(found, x, y) for y in (15, 45) for x in (15, 45)]
    assert corners == [[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 255]]


def test_words_with_an_outline_are_read_once(tmp_path: Path) -> None:
    path = written(tmp_path, page(text("MỘT LẦN", outline=Stroke(Flat(BLACK), 1))))
    assert words_in(path) == "MỘT LẦN"


def test_widths_are_whole_and_every_code_names_its_letter(tmp_path: Path) -> None:
    with pikepdf.open(written(tmp_path, page(text("NHIỆT LIỆT", "anton-400")))) as pdf:
        fonts = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/W" in each]
        assert len(fonts) == 1
        first, widths = fonts[0].W
        assert first == 1
        assert all(isinstance(width, int) for width in widths)
        used = face("anton-400")
        letters = dict.fromkeys("NHIỆT LIỆT")
        advances = [used.advance(used.gid(letter)) * 1000 / used.upem for letter in letters]
        assert [int(width) for width in widths] == pytest.approx(advances, abs=0.5)
        unicode = [
            each.ToUnicode.read_bytes()
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and "/ToUnicode" in each
        ]
        assert len(unicode) == 1
        targets = re.findall(rb"<[0-9A-F]{4}> <([0-9A-F]+)>\n", unicode[0].partition(b"beginbfchar")[2])
        assert [bytes.fromhex(target.decode()).decode("utf-16-be") for target in targets] == list(letters)


@pytest.mark.parametrize("target", ["missing/work.pdf", "folder"])
def test_what_cannot_be_written_says_so_and_leaves_nothing(tmp_path: Path, target: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(WriteError) as caught:
        write_pdf(Sheet((page(),), "", ""), tmp_path / target)
    assert caught.value.code == "write.failed"
    assert caught.value.params["path"] == str(tmp_path / target)
    assert [each.name for each in tmp_path.rglob("*")] == ["folder"]


def test_an_interrupted_write_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "work.pdf"
    target.write_bytes(b"earlier")

    def interrupted() -> None:
        with replacing(target) as path:
            path.write_bytes(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("work.pdf", b"earlier")]


def _run(*command: str | Path) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True)
    assert not done.stderr, done.stderr
    return done.stdout


@pytest.mark.readers
@pytest.mark.parametrize("mode", [TextMode.LIVE, TextMode.OUTLINES])
@pytest.mark.parametrize("key", ["oswald-700", "anton-400", "be-vietnam-pro-700", "roboto-slab-900", "vt323-400"])
def test_poppler_and_mupdf_read_the_same_words(tmp_path: Path, key: str, mode: TextMode) -> None:
    rows = ["NHIỆT LIỆT CHÀO MỪNG", "Đại hội (2025 - 2030), ‘Tốt’", "TẢ VẬ AV fi - 30/4!"]
    nodes = [text(row, key, 4, 12 + 16 * at, 5) for at, row in enumerate(rows)]
    path = written(tmp_path, page(field(), *nodes), text_mode=mode)
    for command in (["pdftotext", "-layout", path, "-"], ["pdftotext", "-raw", path, "-"]):
        assert _run(*command).split() == " ".join(rows).split()
    done = subprocess.run(["mutool", "draw", "-F", "txt", str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == " ".join(rows).split()


@pytest.mark.readers
def test_poppler_sees_embedded_subsets_only_and_none_in_curves(tmp_path: Path) -> None:
    path = written(tmp_path, page(text("ĐẠI HỘI"), text("khẽ", "anton-400", y=50)))
    rows = _run("pdffonts", path).splitlines()[2:]
    assert len(rows) == 2
    assert all(row.split()[1:7] == ["CID", "TrueType", "Identity-H", "yes", "yes", "yes"] for row in rows)
    path = written(tmp_path, page(text("ĐẠI HỘI")), text_mode=TextMode.CURVES)
    assert len(_run("pdffonts", path).splitlines()) == 2


def _plates(path: Path) -> dict[str, np.ndarray]:
    command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", "-r100"]
    _run(*command, f"-sOutputFile={path.parent}/p.tif", path)
    plates = {}
    for ink in ("Cyan", "Magenta", "Yellow", "Black"):
        with Image.open(path.parent / f"p({ink}).tif") as plate:
            plates[ink] = 255 - np.asarray(plate.convert("L")).astype(int)
    return plates


@pytest.mark.readers
def test_a_veil_blends_each_ink_by_itself(tmp_path: Path) -> None:
    """A quarter of white leaves three quarters of each ink: no trip through RGB on the way."""
    white = (Shape(rectangle(Rect(10, 10, 60, 40)), Flat(WHITE)), Shape(rectangle(Rect(30, 20, 90, 50)), Flat(WHITE)))
    nodes = (field(), Group(white, opacity=0.25), Shape(rectangle(Rect(0, 52, 20, 60)), Flat(WHITE, 0.5)))
    plates = _plates(written(tmp_path, page(*nodes)))
    for x, y, share in ((20, 20, 0.75), (50, 30, 0.75), (95, 5, 1.0), (10, 56, 0.5)):
        at = int((y + 3) / 25.4 * 100), int((x + 3) / 25.4 * 100)
        inks = [int(plates[ink][at]) for ink in plates]
        assert inks == pytest.approx([0, 255 * share, 255 * share, 0], abs=2)


@pytest.mark.readers
@pytest.mark.parametrize("name", GRADIENTS)
def test_ghostscript_and_qpdf_accept_gradients_at_their_limits(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, page(field(GRADIENTS[name][0])))
    _run("qpdf", "--check", path)
    gate = ["-dPDFSTOPONERROR", "-dPDFSTOPONWARNING", "-sDEVICE=nullpage"]
    assert _run("gs", "-q", "-dNOPAUSE", "-dBATCH", *gate, path) == ""


@pytest.mark.readers
@pytest.mark.parametrize("mode", list(ScaleMode))
def test_poppler_measures_the_page(tmp_path: Path, mode: ScaleMode) -> None:
    path = written(tmp_path, page(field(), slug=8), mode=mode)
    wanted = 100 * 72 / 25.4 * (1 if mode is ScaleMode.FULL else 0.1)
    trim = next(row for row in _run("pdfinfo", "-box", path).splitlines() if row.startswith("TrimBox"))
    left, _, right, _ = map(float, trim.split()[1:])
    assert right - left == pytest.approx(wanted, abs=0.03)
