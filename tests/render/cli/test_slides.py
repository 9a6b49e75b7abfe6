"""`slides` as operators and scripts meet it: exact files that every player opens, lists, notes, clear messages."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QImage, QPainter, QRawFont

from render.cli import main
from render.cli.demo import campaign
from render.model.design import Design
from render.model.screen_names import parse_screen
from render.pipeline import prepare
from render.resources import user_folder
from render.scene.bounds import texts
from render.screens.video import find_program
from render.text.fonts import face
from tests.processes import heeding_breaks
from tests.render.screens.films import decoded, ffmpeg

__all__ = ["ffmpeg"]
ROOT = Path(__file__).resolve().parents[3]
THIRTY = [f"V-{number:02}" for number in range(1, 31)]
WALLS = {
    "led-1920x1080": (1920, 1080),
    "led-768x384": (768, 384),
    "led-3840x320": (3840, 320),
    "dai-gap-3840x320": (1920, 1080),
    "bang-to-dan-pho": (64, 32),
    "cong-chao-320x32": (320, 32),
}


def slides(capsys, out: Path, *arguments: object) -> tuple[int, dict]:
    code = main(["slides", "--out", str(out), "--json", *map(str, arguments)])
    shown = capsys.readouterr()
    assert shown.err == ""
    return code, json.loads(shown.out)


def pictures(result: dict) -> list[dict]:
    return [entry for entry in result["files"] if "slogan" in entry]


def some(*ids: str) -> list[str]:
    return [word for each in ids for word in ("--slogan", each)]


@pytest.mark.parametrize("name", WALLS)
def test_thirty_slogans_on_every_wall(capsys, tmp_path: Path, name: str) -> None:
    code, result = slides(capsys, tmp_path / "out", "--screen", name, "--to", "png", "--jobs", 1, *some(*THIRTY))
    assert code == 0
    assert not [problem for problem in result["problems"] if problem["severity"] == "error"]
    words: dict[str, list[str]] = {}
    for entry in pictures(result):
        path = Path(entry["path"])
        data = path.read_bytes()
        chunks = set(re.findall(rb"(IHDR|iCCP|gAMA|eXIf|pHYs|sRGB|tEXt|tRNS|PLTE)", data[:64]))
        assert chunks == {b"IHDR"}
        one_bit = name == "bang-to-dan-pho"
        assert data[24:29] == bytes((1, 0, 0, 0, 0) if one_bit else (8, 2, 0, 0, 0)), "depth, colour, not interlaced"
        assert int.from_bytes(data[16:20], "big") == WALLS[name][0] == entry["width_px"]
        assert int.from_bytes(data[20:24], "big") == WALLS[name][1] == entry["height_px"]
        assert re.fullmatch(r"\d{2}(-\d+)?-[a-z0-9-]+\.png", path.name) and len(path.name) <= 40
        assert entry["seconds"] >= 4
        words.setdefault(entry["slogan"], []).append(" ".join(entry["lines"]))
    spoken = {f"can-tho-2025:{slogan.id}": slogan.text for slogan in campaign()[1]}
    assert {key: " ".join(value) for key, value in words.items()} == {
        key: text.upper() for key, text in spoken.items()
    }
    black = np.asarray(Image.open(tmp_path / "out" / "00-den.png").convert("RGB"))
    assert black.max() == 0 and black.shape[:2] == WALLS[name][::-1]


def test_every_reader_sees_the_same_picture(capsys, tmp_path: Path, ffmpeg: str) -> None:
    for screen in ("led-768x384", "bang-ba-mau-128x32", "bang-to-dan-pho"):
        out = tmp_path / screen
        _, result = slides(capsys, out, "--screen", screen, "--to", "png,bmp,jpg", *some("V-04"))
        for entry in pictures(result):
            pillow = np.asarray(Image.open(entry["path"]).convert("RGB")).astype(int)
            height, width, _ = pillow.shape
            qt = QImage(entry["path"]).convertToFormat(QImage.Format.Format_RGB888)
            rows = np.frombuffer(qt.constBits(), np.uint8).reshape(height, qt.bytesPerLine())[:, : width * 3]
            (film,) = decoded(ffmpeg, Path(entry["path"]), width, height)
            slack = 12 if entry["to"] == "jpg" else 0
            assert np.abs(rows.reshape(pillow.shape).astype(int) - pillow).max() <= slack
            assert np.abs(film.astype(int) - pillow).mean() <= slack / 2


@pytest.mark.parametrize("name", ["led-1920x1080", "led-768x384", "led-3840x320"])
def test_every_glyph_is_in_the_decoded_picture_at_its_place(capsys, qapp, tmp_path: Path, name: str) -> None:
    """Qt draws each letter by itself; the slide must show it just there, and nowhere two pixels off."""
    ids = THIRTY[::5]
    _, result = slides(capsys, tmp_path / "out", "--screen", name, "--to", "png", *some(*ids))
    found = missed = 0
    for entry in pictures(result):
        picture = np.asarray(Image.open(entry["path"]).convert("RGB")).astype(float)
        for node, _ in texts(prepare(Design(text=entry["text"], format=parse_screen(name).format)).pages[0]):
            font = QRawFont(str(face(node.font).file.path), node.size, QFont.HintingPreference.PreferNoHinting)
            ground, ink = picture[1, picture.shape[1] // 2], np.array(node.paint.colour.rgb, float)
            share = (picture - ground) @ (ink - ground) / ((ink - ground) @ (ink - ground))
            for glyph in node.glyphs:
                if glyph.text.strip():
                    found += 1
                    missed += not _stands(font, glyph.text, glyph.x, glyph.y, share)
    assert found > 300 and missed == 0


def _stands(font: QRawFont, letter: str, x: float, y: float, share: np.ndarray) -> bool:
    shape = font.pathForGlyph(font.glyphIndexesForString(letter)[0])
    box = shape.boundingRect().translated(x, y).toAlignedRect().adjusted(-1, -1, 1, 1)
    drawn = QImage(box.size(), QImage.Format.Format_Grayscale8)
    drawn.fill(Qt.GlobalColor.black)
    with QPainter(drawn) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(x - box.left(), y - box.top())
        painter.fillPath(shape, Qt.GlobalColor.white)
    wanted = (
        np.frombuffer(drawn.constBits(), np.uint8).reshape(box.height(), drawn.bytesPerLine())[:, : box.width()] / 255
    )
    inside, scores = wanted > 0.05, {}
    for across, down in ((0, 0), (-2, 0), (2, 0), (0, -2), (0, 2)):
        row, column = box.top() + down, box.left() + across
        seen = share[row : row + box.height(), column : column + box.width()].clip(0, 1)
        scores[across, down] = float(np.abs(seen - wanted)[inside].mean())
    return min(scores, key=scores.get) == (0, 0) and scores[0, 0] < 0.08


def test_several_screens_and_periods_each_have_a_folder_and_one_timetable(capsys, tmp_path: Path) -> None:
    playlist = tmp_path / "p.toml"
    playlist.write_text(
        'name = "Đại hội phường Cái Răng"\n[event]\nfrom = 2025-10-10\n'
        '[[period]]\nid = "Trước"\nname = "Trước đại hội"\nwhen = "before"\ndays = 3\nhours = ["06:00", "22:00"]\n'
        '[[period]]\nid = "Trong"\nname = "Trong đại hội"\nwhen = "during"\n'
        '[[entry]]\nslogan = "V-28"\n[[entry]]\ntext = "Vì dân"\nseconds = 6\nperiod = ["Trong"]\n',
        "utf-8",
    )
    out = tmp_path / "out"
    code, result = slides(capsys, out, playlist, "--screen", "64x32", "--screen", "2x1 P10", "--to", "png")
    assert code == 0
    folders = {Path(entry["path"]).parent.relative_to(out).as_posix() for entry in pictures(result)}
    assert folders == {
        f"{screen}/{part}" for screen in ("64x32", "2x1-p10-320x160") for part in ("01-truoc", "02-trong")
    }
    (timetable,) = (entry["path"] for entry in result["files"] if entry["to"] == "pdf")
    page = pdfium.PdfDocument(timetable)
    shown = " ".join(page[0].get_textpage().get_text_range().split())
    assert len(page) == 1
    for words in ("Đại hội phường Cái Răng", "Trước đại hội", "07/10/2025", "06:00", "02-trong"):
        assert words in shown
    for folder in folders:
        assert (out / folder / "playlist.toml").read_text("utf-8") == playlist.read_text("utf-8")
        rows = list(csv.DictReader((out / folder / "playlist.csv").read_text("utf-8-sig").splitlines()))
        assert all((out / folder / row["file"]).is_file() for row in rows)
    assert [row["seconds"] for row in rows if row["text"] == "VÌ DÂN"] in (["6"], [])


def test_the_note_speaks_both_languages_and_names_the_window(capsys, tmp_path: Path) -> None:
    screen = ("--screen", "768x384", "--raster", "1920x1080+100+50")
    _, result = slides(capsys, tmp_path, *screen, "--to", "png", *some("V-28"))
    note = (tmp_path / "README.txt").read_bytes().decode()
    assert "x = 100, y = 50, cỡ 768 × 384" in note and "at x = 100, y = 50, 768 × 384" in note
    assert "\r\n" in note and Path(pictures(result)[0]["path"]).name in note
    picture = np.asarray(Image.open(pictures(result)[0]["path"]))
    inside = picture[50:434, 100:868]
    assert picture.shape == (1080, 1920, 3) and picture.sum() == inside.sum() > 0


def test_films_of_the_window_and_of_the_raster(capsys, tmp_path: Path, ffmpeg: str) -> None:
    screen = ("--screen", "64x32", "--raster", "128x64+20+10", "--transition", "fade")
    code, result = slides(capsys, tmp_path, *screen, *some("V-28"), "--seconds", 2)
    films = {Path(entry["path"]).name: entry for entry in result["files"] if entry["to"] == "mp4"}
    assert code == 0 and set(films) == {"slides.mp4", "slides-128x64.mp4"}
    window = decoded(ffmpeg, tmp_path / "slides.mp4", 64, 32)
    whole = decoded(ffmpeg, tmp_path / "slides-128x64.mp4", 128, 64)
    shown = pictures(result)
    assert len(window) == len(whole) == films["slides.mp4"]["frames"] == 60 * len(shown)
    slide = np.asarray(Image.open(shown[0]["path"]).convert("RGB")).astype(int)
    assert np.abs(whole[0].astype(int) - slide).mean() < 8
    assert np.abs(window[0].astype(int) - slide[10:42, 20:84]).mean() < 30


def test_boards_that_are_typed_in_get_the_words(capsys, tmp_path: Path) -> None:
    _, result = slides(capsys, tmp_path, "--screen", "bang-to-dan-pho", "--to", "bmp", *some("V-04", "V-28"))
    spoken = {slogan.id: slogan.text for slogan in campaign()[1]}
    assert (tmp_path / "khau-hieu.txt").read_bytes().decode() == f"{spoken['V-04']}\r\n{spoken['V-28']}\r\n"
    for entry in pictures(result):
        with Image.open(entry["path"]) as picture:
            assert picture.format == "BMP" and picture.mode == "1" and picture.size == (64, 32)


def test_a_simulation_needs_no_other_kind_and_one_screen_named_twice_is_one(capsys, tmp_path: Path) -> None:
    twice = ("--screen", "2x2 P10", "--screen", "2x2 P10")
    code, result = slides(capsys, tmp_path, *twice, "--to", "jpg", "--simulate", 12, "--text", "Vì dân")
    names = {Path(entry["path"]).name for entry in result["files"]}
    assert code == 0 and {"01-vi-dan.jpg", "mo-phong.png"} <= names and "01-vi-dan.png" not in names
    with Image.open(tmp_path / "mo-phong.png") as seen:
        assert seen.size[0] >= 64 * 8


def test_running_text(capsys, tmp_path: Path, ffmpeg: str) -> None:
    code, result = slides(capsys, tmp_path, "--screen", "bang-to-dan-pho", "--ticker", *some("V-28"))
    files = {Path(entry["path"]).name: entry for entry in result["files"]}
    assert code == 0 and {"chu-chay.png", "chu-chay.mp4", "README.txt", "khau-hieu.txt"} <= set(files)
    with Image.open(tmp_path / "chu-chay.png") as long:
        assert long.mode == "1" and long.height == 32 and long.width == files["chu-chay.mp4"]["frames"]
    assert len(decoded(ffmpeg, tmp_path / "chu-chay.mp4", 64, 32)) == files["chu-chay.mp4"]["frames"]


def test_without_ffmpeg_there_are_frames_and_a_message(capsys, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("render.cli.slides.find_program", lambda own: None)
    code, result = slides(capsys, tmp_path / "a", "--screen", "64x32", "--ticker", "--text", "Vì dân")
    frames = sorted((tmp_path / "a").glob("chu-chay-*.png"))
    assert code == 0 and [problem["code"] for problem in result["problems"]] == ["ticker.no-program"]
    with Image.open(tmp_path / "a" / "chu-chay.png") as long:
        assert len(frames) == long.width
    code, result = slides(capsys, tmp_path / "b", "--screen", "64x32", "--text", "Vì dân")
    assert code == 0 and [problem["code"] for problem in result["problems"]] == ["video.no-program"]
    assert len(pictures(result)) == 1


def test_test_cards_alone_leave_the_slides(capsys, tmp_path: Path) -> None:
    slides(capsys, tmp_path, "--screen", "64x32", "--to", "png", "--text", "Vì dân")
    code, result = slides(capsys, tmp_path, "--screen", "64x32", "--to", "png", "--test-card", "0912345678")
    assert code == 0 and {Path(entry["path"]).name for entry in result["files"]} == {
        "00-the-thu-1.png",
        "00-the-thu-2.png",
    }
    assert (tmp_path / "01-vi-dan.png").is_file()


def test_a_shorter_show_takes_its_own_old_slides_away_and_nobody_elses(capsys, tmp_path: Path) -> None:
    slides(capsys, tmp_path, "--screen", "96x32", "--to", "png", *some("V-04", "V-28"))
    before = {path.name for path in tmp_path.glob("0[12]*.png")}
    (tmp_path / "09-anh-rieng.png").write_bytes(b"mine")
    slides(capsys, tmp_path, "--screen", "96x32", "--to", "png", "--text", "Vì dân")
    assert {path.name for path in tmp_path.glob("0[12]*.png")} == {"01-vi-dan.png"} and len(before) > 2
    assert (tmp_path / "09-anh-rieng.png").read_bytes() == b"mine"


def test_somebody_elses_file_stays_and_nothing_else_is_made(capsys, tmp_path: Path) -> None:
    (tmp_path / "01-vi-dan.png").write_bytes(b"mine")
    code, result = slides(capsys, tmp_path, "--screen", "64x32", "--to", "png", "--text", "Vì dân")
    assert code == 5 and [problem["code"] for problem in result["problems"]] == ["target.exists"]
    assert [path.name for path in tmp_path.iterdir()] == ["01-vi-dan.png"]
    assert slides(capsys, tmp_path, "--screen", "64x32", "--to", "png", "--text", "Vì dân", "--overwrite")[0] == 0


def test_the_same_job_gives_the_same_bytes_on_any_number_of_processes(capsys, tmp_path: Path) -> None:
    shows = []
    for jobs in (1, 2):
        arguments = ("--screen", "led-1920x1080", "--to", "png", "--jobs", jobs, *some(*THIRTY[:12]))
        _, result = slides(capsys, tmp_path / str(jobs), *arguments)
        shows.append([(Path(entry["path"]).name, entry["sha256"]) for entry in result["files"]])
    assert shows[0] == shows[1]


def test_a_screen_is_kept_for_the_next_time(capsys, tmp_path: Path) -> None:
    first = ("--screen", "12x12 P5", "--raster", "1920x1080+5+5", "--distance", 20, "--save-screen", "Sân khấu A")
    code = main(["slides", "--out", str(tmp_path / "a"), "--to", "png", "--text", "Vì dân", *map(str, first)])
    told = capsys.readouterr().err
    held = tomllib.loads((user_folder() / "screens.toml").read_text("utf-8"))["screen"]
    shutil.rmtree(user_folder(), ignore_errors=True)
    assert code == 0 and "san-khau-a" in told
    (kept,) = held
    assert kept["id"] == "san-khau-a" and kept["module"] == "p5-320x160" and kept["raster"] == [1920, 1080]


NONSENSE = [
    (["--text", "x"], 2, "slides.no-screen"),
    (["--screen", "64x32"], 2, "slides.no-source"),
    (["--screen", "0x32", "--text", "x"], 2, "size.not-positive"),
    (["--screen", "0x3 P5", "--text", "x"], 2, "screen.no-modules"),
    (["--screen", "1000000x2 P5", "--text", "x"], 2, "screen.many-modules"),
    (["--screen", "1000000x32", "--text", "x"], 2, "screen.too-large"),
    (["--screen", "4x3m P3", "--text", "x"], 2, "screen.not-whole"),
    (["--screen", "san-van-dong", "--text", "x"], 2, "screen.unknown"),
    (["--screen", "64x32", "--slogan", "V-99"], 2, "slogan.unknown"),
    (["--screen", "64x32", "--topic", "khong-co"], 2, "topic.unknown"),
    (["--screen", "64x32", "--text", "x", "--slogan", "V-01"], 2, "slides.sources"),
    (["--screen", "64x32", "--text", "x", "--to", "gif"], 2, "export.kind"),
    (["--screen", "64x32", "--text", "x", "--fps", "1000"], 2, "slides.fps"),
    (["--screen", "64x32", "--text", "x", "--seconds", "0.1"], 2, "number.range"),
    (["--screen", "64x32", "--text", "x", "--seconds", "lâu"], 2, "number.unreadable"),
    (["--screen", "64x32", "--text", "x", "--jobs", "0"], 2, "number.range"),
    (["--screen", "64x32", "--text", "x", "--raster", "1920"], 2, "screen.raster"),
    (["--screen", "64x32", "--text", "x", "--raster", "60x30+0+0"], 2, "screen.window"),
    (["--screen", "64x32", "--text", "x", "--fold", "65"], 2, "number.range"),
    (["--screen", "640x320", "--text", "x", "--template", "khong"], 2, "template.unknown"),
    (["--screen", "640x320", "--text", "x", "--palette", "khong"], 2, "palette.unknown"),
    (["--screen", "640x320", "--text", "x", "--font", "khong"], 2, "font.unknown"),
    (["--screen", "64x32", "--text", "x", "--date", "hôm nay"], 2, "date.unreadable"),
    (["--screen", "64x32", "--text", "x", "--ticker", "--simulate", "10"], 2, "slides.simulate-ticker"),
    (["--screen", "64x32", "--text", "x", "--simulate", "10", "--to", "png"], 2, "simulation.pitch"),
    (["--screen", "64x32", "--test-card", "1" * 50, "--to", "png"], 2, "testcard.phone"),
    (["--screen", "64x8", "--text", "x"], 4, "board.low"),
    (["--screen", "64x8", "--text", "x", "--ticker"], 4, "board.low"),
    (["--screen", "32x16", "--text", "Nghiêng"], 4, "board.narrow"),
    (["--screen", "64x32", "--text", "☃"], 4, "text.missing-glyph"),
    (["--screen", "640x320", "--text", "chữ " * 2500], 4, "text.too-long"),
    (["--screen", "64x32", "--text", "chữ " * 2500], 4, "text.too-long"),
    (["--screen", "64x32", "--text", "chữ " * 2500, "--ticker"], 4, "text.too-long"),
    (["missing.toml", "--screen", "64x32"], 3, "file.unreadable"),
]


@pytest.mark.parametrize(("arguments", "code", "problem"), NONSENSE, ids=lambda value: str(value)[:50])
def test_nonsense_is_named_and_leaves_nothing(capsys, tmp_path: Path, arguments, code: int, problem: str) -> None:
    found, result = slides(capsys, tmp_path / "out", *arguments)
    assert found == code
    assert problem in {entry["code"] for entry in result["problems"] if entry["severity"] == "error"}
    assert result["files"] == [] and all(entry["message"] for entry in result["problems"])
    assert not [path for path in (tmp_path / "out").rglob("*") if path.is_file()]


def test_an_odd_width_is_told(capsys, tmp_path: Path, ffmpeg: str) -> None:
    code, result = slides(capsys, tmp_path, "--screen", "321x31", "--text", "Vì dân")
    assert code == 0 and "video.padded" in {problem["code"] for problem in result["problems"]}
    (film,) = (entry for entry in result["files"] if entry["to"] == "mp4")
    assert (film["width_px"], film["height_px"]) == (322, 32)


def test_a_break_leaves_no_half_show(tmp_path: Path) -> None:
    import signal
    import time

    command = [
        sys.executable,
        "main.py",
        "slides",
        "--screen",
        "led-1920x1080",
        "--to",
        "png",
        "--topic",
        "khau-hieu",
    ]
    with heeding_breaks():
        running = subprocess.Popen(
            [*command, "--out", str(tmp_path)], cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.PIPE
        )
    for _ in range(200):
        if any(tmp_path.rglob("*.png")):
            break
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    running.communicate(timeout=60)
    assert running.returncode == 130
    assert list(tmp_path.iterdir()) == []


def test_a_film_can_be_made_here() -> None:
    assert find_program(shutil.which("ffmpeg")) is not None, "imageio-ffmpeg of requirements.lock brings one"
