"""Our PDF/X checks hold on our own files, and each of many broken files is caught by the check it is meant for."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageCms

from render.backends.base import Intent, Standard, TextMode
from render.backends.pdf import PdfOptions, write_pdf
from render.colour import BLACK, Colour
from render.geometry import Insets, Rect, Size, rectangle
from render.model.icc import fault_of, find_profile
from render.preflight.pdfx.inspect import CHECKS
from render.preflight.readback import read_back
from render.problem import Severity
from render.scene.nodes import Flat, Glyph, Group, Linear, Node, Picture, Raster, Scene, Shape, Stop, Text, Unit
from render.scene.sheet import Page, ScaleMode, Sheet
from render.text.shaping import shape_line

RED, GOLD = Colour((218, 37, 29), (0, 100, 100, 0)), Colour((150, 120, 60), (20, 40, 80, 10), "PANTONE 871 C")
TRIM = Rect(0, 0, 100, 60)


def text(words: str) -> Text:
    line = shape_line("oswald-700", words)
    glyphs = tuple(Glyph(g.gid, 4 + g.x * 5, 30 - g.y * 5, g.text) for g in line.glyphs)
    return Text("oswald-700", 5, glyphs, Flat(BLACK, overprint=True), Rect(4, 20, 60, 32))


def nodes(*, clear: bool) -> tuple[Node, ...]:
    field = Shape(rectangle(Rect(-9, -9, 110, 70)), Flat(RED))
    stops = (Stop(0, RED), Stop(1, Colour((255, 205, 0), (0, 15, 100, 0))))
    shade = Shape(rectangle(Rect(50, 0, 90, 20)), Linear((50, 0), (90, 0), stops))
    photo = Picture(Rect(60, 30, 80, 50), Raster("RGB", 4, 4, bytes(48)), Raster("CMYK", 4, 4, bytes(64)))
    gold = Shape(rectangle(Rect(5, 5, 20, 10)), Flat(GOLD))
    veil = Group((Shape(rectangle(Rect(0, 40, 30, 50)), Flat(BLACK)),), opacity=0.4)
    return (field, shade, photo, gold, *([veil] if clear else []), text("ĐẠI HỘI"))


def written(folder: Path, standard: Standard, mode: TextMode = TextMode.LIVE) -> Path:
    scene = Scene(Unit.MM, Size(100, 60), Insets.all(3), nodes(clear=standard is not Standard.X1A))
    profile = find_profile("fogra39")
    path = folder / "work.pdf"
    sheet = Sheet((Page(scene, TRIM, scene.painted, scene.painted.grown(Insets.all(8))),), "Thử <1>", "2026-01-15")
    write_pdf(sheet, path, PdfOptions(mode, standard=standard, intent=Intent(profile.condition, profile.data)))
    return path


@pytest.mark.parametrize("mode", list(TextMode))
@pytest.mark.parametrize("standard", [Standard.X4, Standard.X1A])
def test_every_check_holds_on_our_own_files(tmp_path: Path, standard: Standard, mode: TextMode) -> None:
    facts, problems = read_back(written(tmp_path, standard, mode))
    assert problems == ()
    assert facts["claim"] == {Standard.X4: "PDF/X-4", Standard.X1A: "PDF/X-1a:2003"}[standard]
    assert facts["checks"] == facts["held"] == len(CHECKS) >= 40


@pytest.mark.readers
def test_poppler_names_the_standard_and_other_readers_are_content(tmp_path: Path) -> None:
    path = written(tmp_path, Standard.X1A)
    said = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True, timeout=60).stdout
    assert "PDF/X-1a:2003" in said and re.search(r"PDF version:\s+1\.4", said)
    for standard in (Standard.X1A, Standard.X4, Standard.HANDOFF):
        made = written(tmp_path, standard)
        subprocess.run(["qpdf", "--check", str(made)], capture_output=True, check=True, timeout=60)
        strict = ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-dPDFSTOPONERROR", "-dPDFSTOPONWARNING", "-sDEVICE=nullpage"]
        subprocess.run([*strict, str(made)], capture_output=True, check=True, timeout=60)


def test_the_same_sheet_gives_the_same_bytes(tmp_path: Path) -> None:
    assert written(tmp_path, Standard.X4).read_bytes() == written(tmp_path, Standard.X4).read_bytes()


def test_a_file_that_claims_nothing_is_measured_and_not_blamed(tmp_path: Path) -> None:
    facts, problems = read_back(written(tmp_path, Standard.PLAIN))
    assert facts["claim"] is None
    assert {problem.code for problem in problems} == {"pdfx.claim", "pdfx.xmp", "pdfx.intent"}
    assert {problem.severity for problem in problems} == {Severity.NOTE}


def test_transparency_is_told_where_the_standard_has_none(tmp_path: Path) -> None:
    scene = Scene(Unit.MM, Size(100, 60), Insets.all(3), nodes(clear=True))
    profile = find_profile("fogra39")
    sheet = Sheet((Page(scene, TRIM, scene.painted, scene.painted),), "Thử", "2026-01-15")
    options = PdfOptions(standard=Standard.X1A, intent=Intent(profile.condition, profile.data))
    write_pdf(sheet, tmp_path / "x.pdf", options)
    assert {problem.code for problem in read_back(tmp_path / "x.pdf")[1]} == {"pdfx.transparency"}


def _page(pdf: pikepdf.Pdf) -> Any:
    return pdf.pages[0].obj


def _more(source: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        held = _page(pdf).Contents
        held.write(held.read_bytes() + b"\n" + source)

    return change


def _without(*path: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        holder: Any = {"root": pdf.Root, "info": pdf.docinfo, "page": _page(pdf), "intent": _intent(pdf)}[path[0]]
        del holder[path[1]]

    return change


def _with(place: str, key: str, value: Callable[[pikepdf.Pdf], Any]) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        holder: Any = {"root": pdf.Root, "info": pdf.docinfo, "page": _page(pdf), "intent": _intent(pdf)}[place]
        holder[key] = value(pdf)

    return change


def _intent(pdf: pikepdf.Pdf) -> Any:
    return pdf.Root.OutputIntents[0]


def _resource(section: str, name: str, source: str, more: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        resources = _page(pdf).Resources
        if section not in resources:
            resources[section] = Dictionary()
        resources[section][name] = pikepdf.Object.parse(source.encode())
        _more(more)(pdf)

    return change


def _font(change: Callable[[Any], None]) -> Callable[[pikepdf.Pdf], None]:
    return lambda pdf: change(next(iter(_page(pdf).Resources.Font.values())))


def _rewritten(place: Callable[[pikepdf.Pdf], Any], edit: Callable[[bytes], bytes]) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        held = place(pdf)
        held.write(edit(held.read_bytes()))

    return change


def _profile(pdf: pikepdf.Pdf) -> Any:
    return _intent(pdf).DestOutputProfile


def _metadata(pdf: pikepdf.Pdf) -> Any:
    return pdf.Root.Metadata


def _image(pdf: pikepdf.Pdf) -> Any:
    return next(each for each in _page(pdf).Resources.XObject.values() if each.Subtype == Name.Image)


def _private(font: Any) -> None:
    font.ToUnicode.write(re.sub(rb"(<0001> )<[0-9A-F]+>", rb"\1<E00A>", font.ToUnicode.read_bytes()))


def _wide(font: Any) -> None:
    font.DescendantFonts[0].W[1][0] = 999


def _bare(font: Any) -> None:
    del font.DescendantFonts[0].FontDescriptor["/FontFile2"]


def _unmapped(font: Any) -> None:
    del font.DescendantFonts[0]["/CIDToGIDMap"]


def _unread(font: Any) -> None:
    del font["/ToUnicode"]


def _srgb(_: bytes) -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


SECOND_GOLD = "[/Separation /PANTONE#20871#20C /DeviceCMYK << /FunctionType 2 /Domain [0 1] /N 1 /C1 [1 0 0 0] >>]"
LINK = "[ << /Type /Annot /Subtype /Link /Rect [50 50 90 90] >> ]"
MUTATIONS: dict[str, tuple[str, Callable[[pikepdf.Pdf], None]]] = {
    "no trim": ("pdf.no-trim", _without("page", "/TrimBox")),
    "trim and art": ("pdf.no-trim", _with("page", "/ArtBox", lambda pdf: _page(pdf).TrimBox)),
    "bleed outside media": ("pdf.boxes", _with("page", "/BleedBox", lambda _: Array([-50, 0, 9999, 300]))),
    "bleed inside trim": ("pdf.boxes", _with("page", "/BleedBox", lambda _: Array([60, 60, 90, 90]))),
    "crop through the bleed": ("pdf.boxes", _with("page", "/CropBox", lambda _: Array([40, 40, 200, 150]))),
    "an empty trim": ("pdf.boxes", _with("page", "/TrimBox", lambda _: Array([90, 90, 90, 90]))),
    "origin elsewhere": ("pdf.origin", _with("page", "/MediaBox", lambda _: Array([-20, -20, 999, 999]))),
    "too large": ("pdfx.size", _with("page", "/MediaBox", lambda _: Array([0, 0, 23_000, 3000]))),
    "page transition": ("pdfx.page-acts", _with("page", "/Trans", lambda _: Dictionary())),
    "link on the work": ("pdfx.annotation", _with("page", "/Annots", lambda _: pikepdf.Object.parse(LINK.encode()))),
    "RGB operator": ("pdf.rgb", _more(b"1 0 0 rg 0 0 9 9 re f")),
    "RGB space": ("pdf.rgb", _more(b"/DeviceRGB cs 1 0 0 sc 0 0 9 9 re f")),
    "RGB picture": ("pdf.rgb", lambda pdf: _image(pdf).__setitem__("/ColorSpace", Name.DeviceRGB)),
    "RGB shading": (
        "pdf.rgb",
        _resource(
            "/Shading",
            "/Z",
            "<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 9 9]"
            " /Function << /FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0] /C1 [1 1 1] >> >>",
            b"/Z sh",
        ),
    ),
    "no intent": ("pdfx.intent", _without("root", "/OutputIntents")),
    "two intents": ("pdfx.intent", lambda pdf: pdf.Root.OutputIntents.append(_intent(pdf))),
    "nameless condition": ("pdfx.condition", _without("intent", "/OutputConditionIdentifier")),
    "no profile": ("pdfx.profile", _without("intent", "/DestOutputProfile")),
    "a screen's profile": ("pdfx.profile", _rewritten(_profile, _srgb)),
    "truncated profile": ("pdfx.profile", _rewritten(_profile, lambda data: data[:-100])),
    "three channels": ("pdfx.profile", lambda pdf: _profile(pdf).__setitem__("/N", 3)),
    "no XMP": ("pdfx.xmp", _without("root", "/Metadata")),
    "broken XMP": ("pdfx.xmp", _rewritten(_metadata, lambda data: data[:-200])),
    "XMP with entities": ("pdfx.xmp", _rewritten(_metadata, lambda data: b'<!DOCTYPE a [<!ENTITY b "c">]>' + data)),
    "XMP without id": (
        "pdfx.xmp-entries",
        _rewritten(_metadata, lambda data: re.sub(rb"<xmpMM:DocumentID>.*?</xmpMM:DocumentID>", b"", data)),
    ),
    "XMP says another title": ("pdfx.xmp-differs", _rewritten(_metadata, lambda data: data.replace(b"Th", b"Kh"))),
    "XMP says another day": (
        "pdfx.xmp-differs",
        _rewritten(_metadata, lambda data: data.replace(b"2026-01-15", b"2026-01-16")),
    ),
    "XMP claims nothing": (
        "pdfx.claim",
        _rewritten(_metadata, lambda data: re.sub(rb"<pdfxid:.*?</pdfxid:GTS_PDFXVersion>", b"", data)),
    ),
    "no title": ("pdfx.title", _without("info", "/Title")),
    "no date": ("pdfx.dates", _without("info", "/ModDate")),
    "trapped unknown": ("pdfx.trapped", _with("info", "/Trapped", lambda _: Name.Unknown)),
    "opens with a script": (
        "pdfx.active",
        _with("root", "/OpenAction", lambda _: Dictionary(S=Name.JavaScript, JS=String("1"))),
    ),
    "a form to fill in": ("pdfx.active", _with("root", "/AcroForm", lambda _: Dictionary(Fields=Array()))),
    "files inside": (
        "pdfx.active",
        _with("root", "/Names", lambda _: Dictionary(EmbeddedFiles=Dictionary(Names=Array()))),
    ),
    "layers": ("pdfx.layers", _with("root", "/OCProperties", lambda _: Dictionary())),
    "unembedded font": (
        "pdf.font-not-embedded",
        _resource("/Font", "/H", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", b"BT /H 9 Tf (x) Tj ET"),
    ),
    "font file gone": ("pdf.font-not-embedded", _font(_bare)),
    "no glyph map": ("pdfx.font-map", _font(_unmapped)),
    "unreadable font": ("pdf.font-no-unicode", _font(_unread)),
    "private letters": ("pdfx.font-private", _font(_private)),
    "wrong widths": ("pdfx.font-widths", _font(_wide)),
    "undefined state": ("pdfx.undefined", _more(b"/Nope gs")),
    "undefined space": ("pdfx.space-undefined", _more(b"/Nope cs 1 scn")),
    "q too many": ("pdfx.balance", _more(b"q")),
    "Q too many": ("pdfx.balance", _more(b"Q")),
    "unknown operator": ("pdfx.operator", _more(b"1 2 jump")),
    "inline picture": ("pdfx.inline-image", _more(b"BI /W 1 /H 1 /CS /G /BPC 8 ID x EI")),
    "transfer function": ("pdfx.transfer", _resource("/ExtGState", "/Z", "<< /TR /Identity >>", b"/Z gs")),
    "unknown blend": ("pdfx.blend", _resource("/ExtGState", "/Z", "<< /BM /Glow >>", b"/Z gs")),
    "other filter": ("pdfx.filter", lambda pdf: _image(pdf).write(b"x", filter=Name.JPXDecode)),
    "OPI": ("pdfx.foreign", lambda pdf: _image(pdf).__setitem__("/OPI", Dictionary())),
    "alternates": ("pdfx.foreign", lambda pdf: _image(pdf).__setitem__("/Alternates", Array())),
    "spot mixed twice": ("pdfx.spot-twice", _resource("/ColorSpace", "/Z", SECOND_GOLD, b"/Z cs 1 scn 0 0 9 9 re f")),
    "too much ink": ("pdfx.total-ink", _more(b"1 1 1 1 k 0 0 9 9 re f")),
    "white overprints": (
        "pdfx.white-overprint",
        _resource("/ExtGState", "/Z", "<< /op true /OPM 1 >>", b"0 0 0 0 k /Z gs 0 0 9 9 re f"),
    ),
    "hairline": ("pdfx.hairline", _more(b"0 w 0 0 m 9 9 l S")),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_every_broken_file_is_caught_by_its_check(tmp_path: Path, name: str) -> None:
    code, change = MUTATIONS[name]
    broken = tmp_path / "broken.pdf"
    with pikepdf.open(written(tmp_path, Standard.X4)) as pdf:
        change(pdf)
        pdf.save(broken, force_version="1.6", fix_metadata_version=False)
    assert code in {problem.code for problem in read_back(broken)[1]}


@pytest.mark.parametrize(
    ("code", "options"),
    [
        ("pdfx.header", {"force_version": "1.7"}),
        ("pdfx.encrypted", {"encryption": pikepdf.Encryption(owner="x", user="", R=4, aes=True)}),
    ],
)
def test_a_broken_wrapping_is_caught(tmp_path: Path, code: str, options: dict[str, Any]) -> None:
    with pikepdf.open(written(tmp_path, Standard.X4)) as pdf:
        pdf.save(tmp_path / "broken.pdf", **options)
    assert code in {problem.code for problem in read_back(tmp_path / "broken.pdf")[1]}


def test_a_large_unit_is_refused_below_pdf_1_6(tmp_path: Path) -> None:
    with pikepdf.open(written(tmp_path, Standard.X1A)) as pdf:
        _page(pdf)["/UserUnit"] = 10
        pdf.save(tmp_path / "broken.pdf", force_version="1.4")
    assert "pdfx.user-unit" in {problem.code for problem in read_back(tmp_path / "broken.pdf")[1]}


def test_our_profile_is_a_press_profile_by_little_cms() -> None:
    profile = find_profile("fogra39")
    assert fault_of(profile.data) == ""
    assert profile.version == 2
    import io

    opened = ImageCms.ImageCmsProfile(io.BytesIO(profile.data))
    assert opened.profile.xcolor_space.strip() == "CMYK" and opened.profile.device_class == "prtr"
    paper = ImageCms.profileToProfile(
        Image.new("RGB", (1, 1), "white"),
        ImageCms.createProfile("sRGB"),
        opened,
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        "CMYK",
    )
    assert paper is not None and paper.getpixel((0, 0)) == (0, 0, 0, 0)


def test_a_scaled_sheet_keeps_its_claim(tmp_path: Path) -> None:
    scene = Scene(
        Unit.MM, Size(8000, 1200), Insets.all(20), (Shape(rectangle(Rect(-20, -20, 8020, 1220)), Flat(RED)),)
    )
    profile = find_profile("fogra39")
    page = Page(scene, Rect(0, 0, 8000, 1200), scene.painted, scene.painted)
    for mode in (ScaleMode.TENTH, ScaleMode.USERUNIT):
        options = PdfOptions(standard=Standard.X4, intent=Intent(profile.condition, profile.data))
        write_pdf(Sheet((page,), "Thử", "2026-01-15", "", mode), tmp_path / "x.pdf", options)
        assert read_back(tmp_path / "x.pdf")[1] == ()
