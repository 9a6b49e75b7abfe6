"""A new family is a folder alone: begun by command, checked, found, drawn; and sheets of every template."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from render.cli.front import main
from render.cli.new_template import schema
from render.model.templates import templates
from render.resources import folders


@pytest.fixture(autouse=True)
def _fresh():
    yield
    templates.cache_clear()


def run(capsys, *arguments: str) -> tuple[int, dict]:
    code = main([*arguments, "--json"])
    return code, json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("size", ["8x1.2m", "3x2m", "1x1m", "60x90cm", "0.8x2.4m", "1920x1080px"])
def test_a_new_template_works_at_once(size: str, capsys, tmp_path: Path) -> None:
    code, made = run(capsys, "new-template", 'Mùa "hoa" 2026', "--out", str(folders("templates")[0]))
    folder = Path(made["files"][0]["path"])
    try:
        assert code == 0 and folder.name == "mua-hoa-2026" == made["files"][0]["id"]
        assert run(capsys, "check", str(folder))[0] == 0
        templates.cache_clear()
        words = ("--text", "Vì dân", "--unit", "XÃ A", "--template", "mua-hoa-2026", "--size", size)
        arguments = (*words, "--to", "png", *(() if size.endswith("px") else ("--dpi", "20")))
        code, result = run(capsys, "export", *arguments, "--out", str(tmp_path))
        assert code == 0 and not result["problems"]
        with Image.open(result["files"][0]["path"]) as picture:
            assert len(picture.convert("RGB").getcolors(1 << 24)) > 3
    finally:
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()


def test_a_name_that_is_taken_loses_nothing(capsys, tmp_path: Path) -> None:
    assert run(capsys, "new-template", "Hoa", "--out", str(tmp_path))[0] == 0
    (tmp_path / "hoa" / "template.toml").write_text("mine", "utf-8")
    code, result = run(capsys, "new-template", "Hoa", "--out", str(tmp_path))
    assert code == 5 and result["problems"][0]["code"] == "target.exists"
    assert (tmp_path / "hoa" / "template.toml").read_text("utf-8") == "mine"


def test_a_name_without_letters_is_refused(capsys, tmp_path: Path) -> None:
    code, result = run(capsys, "new-template", "!!", "--out", str(tmp_path))
    assert code == 2 and result["problems"][0]["code"] == "template.name" and not list(tmp_path.iterdir())


def test_the_schema_knows_every_key_that_templates_use() -> None:
    import tomllib

    made = schema()
    layers = {
        name for name in made["$defs"] if name in ("Fill", "Polygon", "Rays", "Star", "Disc", "Waves", "Burst", "Art")
    }
    assert len(layers) == 8
    known = {key for each in made["$defs"].values() for key in each.get("properties", {})}
    for template in templates().values():
        held = tomllib.loads((Path(template.folder) / "template.toml").read_text("utf-8"))
        assert set(held) <= known
        assert {key for each in held["arrangement"] for key in each} <= known


def test_sheets_show_a_template_in_every_shape(capsys, tmp_path: Path) -> None:
    code, made = run(capsys, "sheets", "--template", "sen", "--out", str(tmp_path))
    assert code == 0 and [Path(path).name for path in made["sheets"]] == ["sen.png"]
    with Image.open(made["sheets"][0]) as sheet:
        assert sheet.width > 2000


def test_an_svg_with_a_script_is_named_with_its_line(capsys, tmp_path: Path) -> None:
    run(capsys, "new-template", "Hoa", "--out", str(tmp_path))
    art = tmp_path / "hoa" / "hoa-van.svg"
    art.write_text(art.read_text("utf-8").replace("</svg>", "<script>1</script>\n</svg>"), "utf-8")
    code, result = run(capsys, "check", str(tmp_path / "hoa"))
    assert code == 3 and "hoa-van.svg" in result["problems"][0]["message"]


def test_a_drawing_with_a_role_that_no_palette_has_is_named(capsys, tmp_path: Path) -> None:
    run(capsys, "new-template", "Hoa", "--out", str(tmp_path))
    art = tmp_path / "hoa" / "hoa-van.svg"
    art.write_text(art.read_text("utf-8").replace("role:ground", "role:sky"), "utf-8")
    code, result = run(capsys, "check", str(tmp_path / "hoa"))
    assert code == 3 and result["problems"][0]["code"] == "svg.role"
