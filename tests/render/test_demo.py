"""The main job end to end: thirty slogans on five formats, judged by readers that know nothing of us."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image

from render.model.slogans import load_library
from render.resources import ASSETS

ROOT = Path(__file__).resolve().parents[2]
SIZES = {
    "bang-ron-8000x1200": ((8000, 1200), 20, 0.1),
    "pano-3000x2000": ((3000, 2000), 20, 1.0),
    "phuon-800x2400": ((800, 2400), 20, 1.0),
    "ap-phich-540x790": ((540, 790), 3, 1.0),
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> dict:
    folder = tmp_path_factory.mktemp("demo")
    command = [sys.executable, "main.py", "demo", "--out", str(folder), "--json"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr == ""
    return json.loads(ran.stdout)


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    library = load_library((ASSETS / "slogans",))
    return {f"{pack.id}:{slogan.id}": slogan.text for pack, slogan in library}


def _pdfs(demo: dict) -> list[dict]:
    return [entry for entry in demo["files"] if entry["to"] == "pdf"]


def test_there_are_120_pdfs_and_30_pngs_and_a_contact_sheet(demo: dict) -> None:
    kinds = [entry["to"] for entry in demo["files"]]
    assert (kinds.count("pdf"), kinds.count("png")) == (120, 30)
    assert not [problem for problem in demo["problems"] if problem["severity"] == "error"]
    assert [Path(sheet).suffix for sheet in demo["sheets"]] == [".png", ".pdf"]
    with Image.open(demo["sheets"][0]) as sheet:
        assert sheet.width > 3000


def test_every_page_box_is_exact(demo: dict) -> None:
    for entry in _pdfs(demo):
        (width, height), bleed, scale = SIZES[entry["format"]]
        with pikepdf.open(entry["path"]) as pdf:
            (page,) = pdf.pages
            to_mm = 25.4 / 72 / scale
            media, bleeds, trim = (
                [float(v) * to_mm for v in b] for b in (page.mediabox, page.bleedbox, page.trimbox)
            )
        assert media == pytest.approx([0, 0, width + 2 * bleed, height + 2 * bleed], abs=0.01 / scale)
        assert bleeds == pytest.approx(media, abs=0.01 / scale)
        assert trim == pytest.approx([bleed, bleed, width + bleed, height + bleed], abs=0.01 / scale)


def test_every_led_slide_has_its_pixels(demo: dict) -> None:
    for entry in demo["files"]:
        if entry["to"] == "png":
            with Image.open(entry["path"]) as picture:
                picture.load()
                assert (picture.size, picture.mode) == ((1920, 1080), "RGB")


def test_the_lines_reported_are_the_slogan(demo: dict, texts: dict[str, str]) -> None:
    for entry in demo["files"]:
        lines = [line for slot in ("opening", "slogan") for line in entry["lines"].get(slot, [])]
        assert " ".join(lines).casefold() == texts[entry["slogan"]].casefold()


def test_pdfium_reads_every_slogan_back(demo: dict, texts: dict[str, str]) -> None:
    for entry in _pdfs(demo):
        with pdfium.PdfDocument(entry["path"]) as document:
            page = document[0]
            words = page.get_textpage()
            found = " ".join(words.get_text_range().split())
            words.close()
            page.close()
        assert found.casefold() == texts[entry["slogan"]].casefold(), entry["path"]


@pytest.mark.readers
def test_pdftotext_reads_every_slogan_inside_the_trim(demo: dict, texts: dict[str, str]) -> None:
    for entry in _pdfs(demo):
        (width, height), bleed, scale = SIZES[entry["format"]]
        points = 72 / 25.4 * scale
        box = ["-x", bleed * points, "-y", bleed * points, "-W", width * points, "-H", height * points]
        command = ["pdftotext", *(str(b if isinstance(b, str) else round(b)) for b in box), entry["path"], "-"]
        found = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        assert " ".join(found.split()).casefold() == texts[entry["slogan"]].casefold(), entry["path"]


@pytest.mark.readers
def test_the_red_field_of_the_banner_is_pure(demo: dict, tmp_path: Path) -> None:
    banner = next(entry for entry in _pdfs(demo) if entry["format"] == "bang-ron-8000x1200")
    command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", "-r20", f"-sOutputFile={tmp_path}/p.tif"]
    subprocess.run([*command, banner["path"]], check=True, capture_output=True)
    inks = []
    for name in ("Cyan", "Magenta", "Yellow", "Black"):
        with Image.open(tmp_path / f"p({name}).tif") as plate:
            # The left bleed edge at a third of the height: ground and nothing else.
            inks.append(255 - plate.convert("L").getpixel((0, plate.height // 3)))
    assert inks == [0, 255, 255, 0]


def test_the_same_job_gives_the_same_bytes(demo: dict, tmp_path: Path) -> None:
    picked = [entry for entry in demo["files"] if entry["slogan"].endswith(":V-04")]
    for entry in picked:
        command = [sys.executable, "main.py", "export", "--slogan", "V-04", "--format", entry["format"], "--json"]
        ran = subprocess.run([*command, "--out", str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True)
        (again,) = json.loads(ran.stdout)["files"]
        assert again["sha256"] == entry["sha256"], entry["format"]
