"""Files for print shops, as they are made on the command line and read by programs of other makers.

Readers disagree about what an ink looks like, so each flat colour is first mapped to what that reader shows for it;
then every reader must show the same edges and fields as our own raster. Plates are Ghostscript's.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image

from render.cli import main
from render.model.palettes import find_palette

pytestmark = pytest.mark.readers
# (name, arguments, pages, the kind of text that the file carries)
UNIT = ("--unit", "ĐẢNG ỦY - HĐND - UBND - UBMTTQVN PHƯỜNG NINH KIỀU")
WORKS: dict[str, tuple[list[str], int]] = {
    "banner 3 m": (["--format", "bang-ron-3000x1000", "--shop", "hiflex-pdf", "--finish", "eyelets=600"], 1),
    "banner 8 m": (["--format", "bang-ron-8000x1200", "--pdfx", "x4", *UNIT], 1),
    "banner 12 m": (["--size", "12x1.5m", "--pdfx", "x1a", "--text-mode", "outlines"], 1),
    "poster": (
        ["--format", "ap-phich-540x790", "--shop", "offset", "--template", "hoi-thi", "--qr", "https://a.vn"],
        1,
    ),
    "pennant": (["--format", "phuon-800x2400", "--marks", "--finish", "pocket=100,0,60,0", "--pdfx", "x4"], 1),
    "pennant with a tail": (["--format", "phuon-duoi-ca-800x2500", "--shop", "offset"], 1),
    "leaflet": (["--format", "to-gap-297x210", "--shop", "offset"], 2),
    "tiled panel": (["--format", "pano-3000x2000", "--tile", "1600x50"], 2),
}


def exported(folder: Path, *arguments: str, kind: str = "pdf", capsys: pytest.CaptureFixture[str]) -> list[dict]:
    code = main(
        ["export", "--slogan", "V-04", *arguments, "--to", kind, "--out", str(folder), "--json", "--overwrite"]
    )
    made = json.loads(capsys.readouterr().out)
    assert code == 0, made
    return made["files"]


@pytest.fixture(params=WORKS)
def work(
    request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> tuple[Path, dict, int]:
    arguments, pages = WORKS[request.param]
    photo = tmp_path / "photo.jpg"
    across = np.linspace(30, 220, 400, dtype=np.uint8)
    Image.fromarray(
        np.dstack([np.tile(across, (300, 1)), np.full((300, 400), 120, np.uint8), np.tile(across[::-1], (300, 1))])
    ).save(photo)
    if "offset" in arguments and "hoi-thi" in arguments:
        arguments = [*arguments, "--photo", str(photo)]
    (made,) = exported(tmp_path, *arguments, capsys=capsys)
    return Path(made["path"]), made, pages


def test_our_checks_hold_and_strict_readers_have_nothing_to_say(work, capsys) -> None:
    path, made, pages = work
    assert main(["check", str(path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [entry for entry in told["problems"] if entry["severity"] != "note"] == []
    if told["files"][0]["claim"]:
        assert told["files"][0]["held"] == told["files"][0]["checks"]
    assert made["pages"] == pages
    run = {"capture_output": True, "text": True, "timeout": 120}
    assert subprocess.run(["qpdf", "--check", str(path)], check=True, **run).stderr == ""
    strict = [
        "gs",
        "-q",
        "-dBATCH",
        "-dNOPAUSE",
        "-dPDFSTOPONERROR",
        "-dPDFSTOPONWARNING",
        "-sDEVICE=nullpage",
        str(path),
    ]
    assert "warning" not in subprocess.run(strict, check=True, **run).stderr.lower()


def _by_pdfium(path: Path, page: int, dpi: float) -> np.ndarray:
    with pdfium.PdfDocument(path) as pdf:
        return np.asarray(pdf[page].render(scale=dpi / 72).to_pil().convert("RGB")).astype(int)


def _by_program(command: list[str], folder: Path) -> np.ndarray:
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    (picture,) = folder.glob("shown*.p[np][mg]")
    with Image.open(picture) as held:
        found = np.asarray(held.convert("RGB")).astype(int)
    picture.unlink()
    return found


def _shown(path: Path, page: int, dpi: float, folder: Path) -> dict[str, np.ndarray]:
    number = str(page + 1)
    poppler = ["pdftoppm", "-r", f"{dpi:.6f}", "-f", number, "-l", number, str(path), str(folder / "shown")]
    mupdf = ["mutool", "draw", "-r", f"{dpi:.6f}", "-o", str(folder / "shown.png"), str(path), number]
    return {
        "pdfium": _by_pdfium(path, page, dpi),
        "poppler": _by_program(poppler, folder),
        "mupdf": _by_program(mupdf, folder),
    }


def test_readers_agree_with_our_own_raster(work, tmp_path: Path, capsys, request) -> None:
    path, made, pages = work
    arguments, _ = WORKS[request.node.callspec.params["work"]]
    plain = [each for each in arguments if each not in ("--marks",)]
    for option in ("--shop", "--pdfx", "--text-mode"):
        if option in plain:
            at = plain.index(option)
            del plain[at : at + 2]
    photo = ["--photo", str(tmp_path / "photo.jpg")] if "hoi-thi" in plain else []
    longest = max(made["trim_mm"])
    dpi = max(4, round(900 * 25.4 / longest))
    scale = {"1:1": 1, "1:10": 10}[made["scale"]]
    rasters = exported(tmp_path / "png", *plain, *photo, "--dpi", str(dpi), kind="png", capsys=capsys)
    assert len(rasters) == pages
    for page, raster in enumerate(rasters):
        with Image.open(raster["path"]) as held:
            ours = np.asarray(held.convert("RGB")).astype(int)
        box = _bleed(path, page)
        for reader, shown in _shown(path, page, dpi * scale, tmp_path).items():
            theirs = _cropped(shown, box, dpi * scale, ours.shape)
            wrong = _differing(ours, theirs)
            assert wrong < 0.03, (reader, page, wrong)


def _bleed(path: Path, page: int) -> tuple[float, float, float, float]:
    """Return a page's bleed box from its top left corner, in points."""
    with pikepdf.open(path) as pdf:
        left, bottom, right, top = (float(value) for value in pdf.pages[page].bleedbox)
        height = float(pdf.pages[page].mediabox[3])
    return left, height - top, right, height - bottom


def _cropped(shown: np.ndarray, box: tuple[float, ...], dpi: float, shape: tuple[int, ...]) -> np.ndarray:
    left, top = (round(value * dpi / 72) for value in box[:2])
    part = shown[top : top + shape[0], left : left + shape[1]]
    # A reader may round a page's last pixel down.
    missing = shape[0] - part.shape[0], shape[1] - part.shape[1]
    assert max(missing) <= 1
    return np.pad(part, ((0, missing[0]), (0, missing[1]), (0, 0)), mode="edge")


def _differing(ours: np.ndarray, theirs: np.ndarray) -> float:
    """Return the share of pixels whose luminance differs by more than a tenth, each flat colour mapped to theirs.

    A photograph's tones, which no mapping of flat colours covers, are left out.
    """
    codes = ours[:, :, 0] << 16 | ours[:, :, 1] << 8 | ours[:, :, 2]
    values, counts = np.unique(codes, return_counts=True)
    wanted, flat = ours.astype(float).copy(), np.zeros(codes.shape, bool)
    for value in values[counts > codes.size * 0.002]:
        field = codes == value
        wanted[field] = np.median(theirs[field], axis=0)
        flat |= field
    judged = _near(flat, 3)
    assert judged.mean() > 0.6
    weights = np.array((0.2126, 0.7152, 0.0722))
    apart = np.abs((wanted - theirs) @ weights)
    # A pixel of an edge counts where its neighbours show no such value either: positions to a pixel.
    for axis in (0, 1):
        for step in (-1, 1):
            apart = np.minimum(apart, np.abs((np.roll(wanted, step, axis) - theirs) @ weights))
    return float((apart[judged] > 40).mean())


def _near(mask: np.ndarray, pixels: int) -> np.ndarray:
    for _ in range(pixels):
        grown = mask.copy()
        for axis in (0, 1):
            for step in (-1, 1):
                grown |= np.roll(mask, step, axis)
        mask = grown
    return mask


def test_fields_are_their_palettes_pure_inks_to_the_edge_of_the_bleed(work, tmp_path: Path) -> None:
    path, made, _ = work
    dpi = 36 * {"1:1": 1, "1:10": 10}[made["scale"]] * min(1.0, 3000 / max(made["trim_mm"]))
    command = ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", f"-r{dpi:.2f}", "-dLastPage=1"]
    subprocess.run([*command, f"-sOutputFile={tmp_path / 'sep.tif'}", str(path)], check=True, timeout=120)
    plates = []
    for name in ("Cyan", "Magenta", "Yellow", "Black"):
        with Image.open(tmp_path / f"sep({name}).tif") as held:
            plates.append(255 - np.asarray(held.convert("L")).astype(int))
    inks = np.dstack(plates)
    left, top, right, bottom = (round(value * dpi / 72) for value in _bleed(path, 0))
    edges = (inks[top + 2, left + 2 : right - 2], inks[bottom - 3, left + 2 : right - 2])
    border = np.concatenate((*edges, inks[top + 2 : bottom - 2, left + 2], inks[top + 2 : bottom - 2, right - 3]))
    palette = find_palette(made["palette"])
    builds = np.array([palette.colour(role).cmyk for role in palette.role]) * 2.55
    ground = np.array(palette.colour("ground").cmyk) * 2.55
    nearest = np.abs(border[:, None, :] - builds[None, :, :]).max(axis=2).min(axis=1)
    # Where two fields meet a pixel is a mixture of both; drawings lay clear tones over each other.
    assert (nearest <= 2).mean() > 0.5
    if made["palette"] == "do-vang":
        assert (np.abs(inks - ground).max(axis=2) <= 1).mean() > 0.02, "0/100/100/0 is nowhere"
        assert border[:, 0].max() <= 2, "a trace of cyan in the reds"


@pytest.mark.parametrize(("mode", "fonts"), [("live", True), ("outlines", True), ("curves", False)])
def test_text_is_read_exactly_where_it_is_carried_and_curves_hold_no_font(
    mode: str, fonts: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (made,) = exported(tmp_path, "--format", "pano-3000x2000", "--text-mode", mode, "--pdfx", "x4", capsys=capsys)
    listed = subprocess.run(
        ["pdffonts", made["path"]], check=True, capture_output=True, text=True
    ).stdout.splitlines()
    assert (len(listed) > 2) is fonts
    read = subprocess.run(["pdftotext", "-raw", made["path"], "-"], check=True, capture_output=True, text=True).stdout
    drawn = " ".join(line for lines in made["lines"].values() for line in lines)
    assert " ".join(read.split()) == (drawn if fonts else "")


@pytest.mark.readers("inkscape")
def test_a_hand_off_opens_in_other_editors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (made,) = exported(tmp_path, "--format", "ap-phich-540x790", "--shop", "corel", capsys=capsys)
    with pikepdf.open(made["path"]) as pdf:
        assert pdf.pdf_version == "1.4" and "/Font" not in pdf.pages[0].Resources
    svg = tmp_path / "opened.svg"
    command = ["inkscape", made["path"], "--export-type=svg", f"--export-filename={svg}"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    opened = svg.read_text("utf-8")
    assert opened.count("<path") > 5 and "<image" not in opened
