"""The command line as people and scripts meet it: results, messages, exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from render.cli import main
from tests.processes import heeding_breaks

ROOT = Path(__file__).resolve().parents[3]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main([*map(str, arguments)])
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def export(capsys, folder: Path, *arguments: str) -> tuple[int, dict]:
    code, out, err = run(capsys, "export", "--out", folder, "--json", *arguments)
    assert err == ""
    return code, json.loads(out)


def test_the_contracts_fields(capsys, tmp_path: Path) -> None:
    code, result = export(
        capsys, tmp_path, "--slogan", "V-04", "--format", "pano-3000x2000", "--to", "pdf,png", "--dpi", "20"
    )
    assert code == 0
    pdf, png = result["files"]
    assert pdf["trim_mm"] == [3000, 2000] and pdf["bleed_mm"] == [20, 20, 20, 20] and pdf["scale"] == "1:1"
    assert (png["width_px"], png["height_px"], png["dpi"]) == (2394, 1606, 20)
    assert pdf["colour"] == "cmyk" and png["colour"] == "rgb" and "width_px" not in pdf
    assert pdf["lines"]["opening"] == ["NHIỆT LIỆT CHÀO MỪNG"]
    for entry in result["files"]:
        assert {"path", "to", "slogan", "template", "format", "palette", "pages", "sha256", "seconds"} <= set(entry)
        assert Path(entry["path"]).is_file()


def test_a_leaflet_is_one_pdf_of_two_pages_and_two_pictures(capsys, tmp_path: Path) -> None:
    lines = ("--set", "heading1=Ai được dự thi", "--set", "text1=Mọi người dân", "--set", "address=Số 2 Hòa Bình")
    given = ("--text", "Vì một thành phố xanh", "--format", "to-gap-297x210", *lines)
    code, result = export(capsys, tmp_path, *given, "--to", "pdf,png", "--dpi", "30")
    assert code == 0
    pdf, front, back = result["files"]
    assert (pdf["pages"], front["pages"], back["pages"]) == (2, 1, 1)
    assert pdf["lines"] == front["lines"] | back["lines"]
    assert pdf["lines"]["page2.heading1"] == ["AI ĐƯỢC DỰ THI"] and pdf["lines"]["address"] == ["Số 2 Hòa Bình"]
    assert Path(back["path"]).name == f"{Path(front['path']).stem}-mat-2.png"


BAD = [
    (["--slogan", "V-99"], 2, "slogan.unknown"),
    (["--slogan", "V-01", "--template", "bang-doo"], 2, "template.unknown"),
    (["--slogan", "V-01", "--format", "bang-ron-8000x120"], 2, "format.unknown"),
    (["--slogan", "V-01", "--palette", "do"], 2, "palette.unknown"),
    (["--slogan", "V-01", "--font", "oswalt"], 2, "font.unknown"),
    (["--slogan", "V-01", "--size", "0x1m"], 2, "size.not-positive"),
    (["--slogan", "V-01", "--size=-2x1m"], 2, "size.not-positive"),
    (["--slogan", "V-01", "--size", "300x1m"], 2, "size.too-large"),
    (["--slogan", "V-01", "--dpi", "0"], 2, "dpi.range"),
    (["--slogan", "V-01", "--dpi", "1000000"], 2, "dpi.range"),
    (["--slogan", "V-01", "--dpi", "72.5"], 2, "dpi.range"),
    (["--slogan", "V-01", "--jobs", "0"], 2, "jobs.range"),
    (["--slogan", "V-01", "--jobs", "2.5"], 2, "jobs.range"),
    (["--slogan", "V-01", "--to", "gif"], 2, "export.kind"),
    (["--slogan", "V-01", "--photo-focus", "0.5"], 2, "focus.unreadable"),
    (["--slogan", "V-01", "--photo-focus", "0.5,1.2"], 2, "focus.unreadable"),
    (["--slogan", "V-01", "--photo-focus", "nan,0"], 2, "focus.unreadable"),
    (["--slogan", "V-01", "--to", "png", "--colour", "cmyk"], 2, "raster.no-cmyk"),
    (["--slogan", "V-01", "--format", "led-1920x1080", "--to", "pdf"], 2, "export.pdf-of-pixels"),
    (["--slogan", "V-01", "--format", "led-1920x1080", "--dpi", "72"], 2, "export.dpi-of-pixels"),
    (["--slogan", "V-01", "--scale", "1:1"], 2, "scale.too-large"),
    (["--slogan", "V-01", "--to", "png", "--marks"], 2, "export.marks-not-pdf"),
    (["--slogan", "V-01", "--size", "50x50m", "--to", "png", "--dpi", "100"], 2, "raster.too-large"),
    (["--slogan", "V-01", "--text", "x"], 2, "export.sources"),
    ([], 2, "export.no-source"),
    (["--slogan", "V-01", "--bleed", "x"], 2, "number.unreadable"),
    (["--slogan", "V-01", "--date", "31-12-2025"], 2, "date.unreadable"),
    (["--slogan", "V-01", "--set", "slogen=x"], 2, "slot.unknown"),
    (["--slogan", "V-01", "--name", "{x}"], 2, "name.pattern"),
    (["--slogan", "V-01", "--frob"], 2, "usage.arguments"),
    (["missing.codong"], 3, "file.unreadable"),
    (["--text", ""], 4, "text.empty"),
    (["--text", "chữ " * 2500], 4, "text.too-long"),
    (["--text", "☃"], 4, "text.missing-glyph"),
    (["--text", "Một", "--size", "1x1px"], 4, "text.illegible"),
]


@pytest.mark.parametrize(("arguments", "code", "problem"), BAD, ids=lambda value: str(value)[:40])
def test_bad_requests_are_named_and_leave_nothing(capsys, tmp_path: Path, arguments, code: int, problem: str) -> None:
    found, result = export(capsys, tmp_path / "out", *arguments)
    assert found == code
    assert [entry["code"] for entry in result["problems"]] == [problem]
    assert result["files"] == []
    assert all(entry["message"] for entry in result["problems"])
    left = list((tmp_path / "out").rglob("*")) if (tmp_path / "out").exists() else []
    assert left == []


def test_all_contradictions_are_told_together(capsys, tmp_path: Path) -> None:
    _, result = export(
        capsys, tmp_path, "--slogan", "V-1", "--format", "x", "--size", "0x0m", "--template", "y", "--dpi", "0"
    )
    codes = {entry["code"] for entry in result["problems"]}
    assert codes == {"slogan.unknown", "format.unknown", "size.not-positive", "template.unknown", "dpi.range"}


def test_near_names_are_offered_in_both_languages(capsys, tmp_path: Path) -> None:
    for language, words in (("vi", "Có phải: V-01"), ("en", "Did you mean: V-01")):
        code, out, err = run(capsys, "export", "--slogan", "V-1", "--out", tmp_path, "--lang", language)
        assert (code, out) == (2, "")
        assert words in err


def test_force_makes_what_may_be_made(capsys, tmp_path: Path) -> None:
    code, result = export(capsys, tmp_path, "--text", "Vì ☃", "--size", "3x2m", "--force")
    assert code == 0 and len(result["files"]) == 1
    assert [(p["code"], p["overridden"]) for p in result["problems"]] == [("text.missing-glyph", True)]
    code, _ = export(capsys, tmp_path, "--text", "Một", "--size", "1x1px", "--force")
    assert code == 4


def test_a_file_of_someone_else_is_never_replaced(capsys, tmp_path: Path) -> None:
    arguments = ("--slogan", "V-28", "--size", "3x2m")
    _, result = export(capsys, tmp_path, *arguments)
    path = Path(result["files"][0]["path"])
    assert export(capsys, tmp_path, *arguments)[0] == 0  # our own earlier output
    path.write_bytes(b"someone's work")
    code, result = export(capsys, tmp_path, *arguments)
    assert code == 5 and result["problems"][0]["code"] == "target.exists"
    assert path.read_bytes() == b"someone's work"
    assert export(capsys, tmp_path, *arguments, "--overwrite")[0] == 0
    assert path.read_bytes().startswith(b"%PDF")


def test_a_folder_that_cannot_be_made_or_written(capsys, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    code, result = export(capsys, tmp_path / "file" / "out", "--slogan", "V-28")
    assert code == 5 and result["problems"][0]["code"] == "folder.failed"


def test_an_expired_slogan_is_told(capsys, tmp_path: Path) -> None:
    _, result = export(capsys, tmp_path, "--slogan", "V-04", "--date", "2026-11-23")
    assert [problem["code"] for problem in result["problems"]] == ["slogan.expired"]
    _, result = export(capsys, tmp_path, "--slogan", "V-04")
    assert result["problems"] == []


def test_changed_wording_is_marked_letter_by_letter(capsys, tmp_path: Path) -> None:
    _, result = export(
        capsys, tmp_path, "--slogan", "V-28", "--set", "slogan=Đảng Cộng sản Việt Nam vinh quang muôn năm!"
    )
    (problem,) = result["problems"]
    assert problem["code"] == "slogan.changed" and "{+" in problem["message"]


def test_a_look_alike_letter_is_told_with_its_code_and_stops_nothing(tmp_path: Path) -> None:
    words = ("--text", "Vì nước, vì d\u0430n", "--size", "3x2m", "--out", str(tmp_path), "--json", "--lang", "en")
    command = [sys.executable, "main.py", "export", *words]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, check=True)
    result = json.loads(made.stdout)
    (problem,) = (each for each in result["problems"] if each["code"] == "text.look-alike")
    assert problem["severity"] == "warning" and "d\u0430n" in problem["message"]
    assert "U+0430" in json.dumps(problem) and "LATIN SMALL LETTER A" in json.dumps(problem)
    assert Path(result["files"][0]["path"]).is_file()


@pytest.mark.parametrize("what", ["slogans", "templates", "formats", "palettes", "fonts"])
def test_lists_in_json_and_in_words(capsys, what: str) -> None:
    code, out, _ = run(capsys, "list", what, "--json")
    rows = json.loads(out)
    assert code == 0 and rows and all({"id", "name"} <= set(row) for row in rows)
    if what == "slogans":
        assert {f"V-{at:02}" for at in range(1, 31)} <= {row["id"] for row in rows}
        assert all({"text", "topic", "source"} <= set(row) for row in rows)
    if what == "palettes":
        # Capitals over 30 mm need 3:1 to their ground (docs of the trade and WCAG's large text agree).
        assert all(min(row["contrast"].values()) >= 3 for row in rows)
    if what == "formats":
        assert all("medium" in row and ("trim_mm" in row or "size_px" in row) and row["source"] for row in rows)
        known = {row["id"]: row for row in rows}
        leaflet, hall = known["to-gap-297x210"], known["phong-hoi-truong-6000x3000"]
        assert (leaflet["faces"], leaflet["pages"], leaflet["folds_mm"]) == (1, 2, [98, 197.5])
        assert {"name": "Cờ Đảng", "box_mm": [857, 750, 1524, 1194]} in hall["guides"]
        pennant, board = known["phuon-duoi-ca-600x2000"], known["led-320x32"]
        assert (pennant["tail_mm"], pennant["tail"], pennant["safe_mm"]) == (200, "swallow", [100, 30, 230, 30])
        assert (board["module_px"], board["pitch_mm"], board["distance_m"]) == ([32, 16], 10, 10)
    for language in ("vi", "en"):
        code, out, err = run(capsys, "list", what, "--lang", language)
        assert code == 0 and len(out.splitlines()) == len(rows) and err == ""


@pytest.mark.parametrize(
    ("what", "query", "wanted"),
    [
        ("slogans", "dai hoi", "V-03"),
        ("formats", "pano", "pano-3000x2000"),
        ("formats", "pa nô", "pano-3000x2000"),
        ("formats", "băng gôn", "bang-ron-8000x1200"),
        ("formats", "cờ phướn", "phuon-800x2400"),
    ],
)
def test_search_ignores_marks_and_knows_the_trade(capsys, what: str, query: str, wanted: str) -> None:
    _, out, _ = run(capsys, "list", what, "--search", query, "--json")
    assert wanted in [row["id"] for row in json.loads(out)]


@pytest.mark.parametrize("command", ["", "list", "export", "check", "demo", "typesheet"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_help_has_an_example_and_speaks_the_language(capsys, command: str, language: str) -> None:
    with pytest.raises(SystemExit) as left:
        main([*([command] if command else []), "--help", "--lang", language])
    assert left.value.code == 0
    shown = capsys.readouterr().out
    assert ("main.py" in shown) and (not command or {"vi": "Ví dụ:", "en": "Example:"}[language] in shown)


def test_check_reads_finished_files_whole(capsys, tmp_path: Path) -> None:
    _, result = export(
        capsys, tmp_path, "--slogan", "V-28", "--size", "300x200mm", "--to", "pdf,png,tiff,jpg,bmp", "--dpi", "50"
    )
    paths = [entry["path"] for entry in result["files"]]
    code, out, _ = run(capsys, "check", *paths, "--json")
    assert code == 0, out
    pdf = json.loads(out)["files"][0]
    assert pdf["trim_mm"] == [300, 200]
    png = Path(paths[1])
    png.write_bytes(png.read_bytes()[:-600])
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(Path(paths[0]).read_bytes()[:900])
    for path in (png, broken):
        code, out, _ = run(capsys, "check", path, "--json")
        assert code == 3 and json.loads(out)["problems"][0]["code"] == "file.broken"


# A template whose words and unit line stand in boxes of their own.
BOXED = """id = "thu"
name = "Thử"
name_en = "Trial"
use = "Thử."
use_en = "A trial."
media = ["print"]
suits = []
palettes = ["do-vang"]

[[arrangement]]
shapes = ["strip", "landscape", "square"]
layers = [
  { type = "fill", role = "ground-2", box = ["0", "0", "9s", "100h"] },
  { type = "disc", role = "deep", centre = ["100w", "0"], radius = "58s" },
]
words = { face = "anton-400", box = ["26s", "7s", "100w - 26s", "80s"] }
unit = { face = "oswald-700", box = ["26s", "84s", "100w - 26s", "93s"] }

[[arrangement]]
shapes = ["portrait", "column"]
layers = []
words = { face = "anton-400", box = ["8s", "8s", "92s", "100h - 24s"] }
unit = { face = "oswald-700", box = ["8s", "100h - 20s", "92s", "100h - 9s"] }
"""


def test_check_names_file_and_key_of_a_faulty_template(capsys, tmp_path: Path) -> None:
    source = BOXED
    (tmp_path / "template.toml").write_text(source, "utf-8")
    assert run(capsys, "check", tmp_path)[0] == 0
    faults = [
        (source.replace('role = "deep"', 'roll = "deep"', 1), "file.invalid", "arrangement[0].layers[1]"),
        (source.replace('radius = "58s"', 'radius = "0.66cup"'), "template.length", "0.66cup"),
        (source.replace('box = ["26s"', 'box = ["left"', 1), "template.length-words", "left"),
        (source.replace('"portrait", "column"]', '"portrait"]'), "template.shapes", "column"),
        (source[:-20] + '"', "file.syntax", "at end of document"),
    ]
    for text, wanted, detail in faults:
        (tmp_path / "template.toml").write_text(text, "utf-8")
        code, out, _ = run(capsys, "check", tmp_path, "--json")
        (problem,) = json.loads(out)["problems"]
        assert (code, problem["code"]) == (3, wanted)
        assert detail in problem["message"] and "template.toml" in problem["message"]


def test_an_interrupt_stops_cleanly(tmp_path: Path) -> None:
    import signal
    import time

    command = [
        sys.executable,
        "main.py",
        "export",
        "--slogan",
        "V-12",
        "--size",
        "40x20m",
        "--to",
        "png",
        "--dpi",
        "40",
        "--out",
        str(tmp_path),
    ]
    with heeding_breaks():
        running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    with running:
        for _ in range(200):
            if any(tmp_path.iterdir()):
                break
            time.sleep(0.05)
        time.sleep(0.3)
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "Traceback" not in err.decode()
    assert [path for path in tmp_path.iterdir() if path.suffix == ".png"] == []


def test_other_line_breaks_are_other_lines_of_the_same_words(capsys, tmp_path: Path) -> None:
    made = []
    for rank in ("1", "2", "3"):
        arguments = ("--slogan", "V-28", "--size", "3x2m", "--breaks", rank, "--overwrite")
        code, result = export(capsys, tmp_path, *arguments)
        made.append(result["files"][0]["lines"]["slogan"])
        assert code == 0
    assert len({tuple(lines) for lines in made}) == 3 and len({" ".join(lines) for lines in made}) == 1
    for bad in ("0", "-1", "hai", "1000"):
        code, result = export(capsys, tmp_path, "--slogan", "V-28", f"--breaks={bad}")
        assert (code, result["problems"][0]["code"]) == (2, "breaks.unreadable")
