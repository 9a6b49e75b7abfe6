"""Shops on the command line: what each gets, what is asked otherwise, and what cannot be."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from render.cli import main
from render.model.shops import shops
from render.resources import user_folder

BANNER = ("--slogan", "V-04", "--format", "bang-ron-8000x1200")


def export(capsys, folder: Path, *arguments: str) -> tuple[int, dict]:
    code = main(["export", "--out", str(folder), "--json", *map(str, arguments)])
    return code, json.loads(capsys.readouterr().out)


def test_a_hiflex_shop_gets_one_flat_tiff_in_inks_with_its_profile(capsys, tmp_path: Path) -> None:
    finish = ("--finish", "hem=30", "--finish", "eyelets=600", "--quantity", "5", "--revision", "2")
    code, result = export(capsys, tmp_path, "--slogan", "V-28", "--size", "2x0.5m", "--shop", "hiflex", *finish)
    assert code == 0
    (made,) = result["files"]
    assert Path(made["path"]).name == "v-28-tu-do-200x50cm-sl05-dan-khoen-v2.tiff"
    assert made["bleed_mm"] == [30, 30, 30, 30] and made["colour"] == "cmyk" and made["dpi"] == 72
    with Image.open(made["path"]) as held:
        assert held.mode == "CMYK" and held.size == (round(2060 * 72 / 25.4), round(560 * 72 / 25.4))
        assert held.info["compression"] == "tiff_lzw" and held.info["icc_profile"][36:40] == b"acsp"


@pytest.fixture
def own_shops() -> Iterator[Path]:
    user_folder().mkdir(parents=True, exist_ok=True)
    yield user_folder() / "shops.toml"
    (user_folder() / "shops.toml").unlink()
    shops.cache_clear()


def test_a_rip_that_opens_less_gets_fewer_dots_and_is_told(capsys, tmp_path: Path, own_shops: Path) -> None:
    own_shops.write_text(
        '[[shop]]\nid = "nho"\nname = "Nhỏ"\nname_en = "Small"\nworld = "hiflex"\nnote = ""\nnote_en = ""\n'
        'to = ["tiff"]\ndpi_steps = [72, 50, 36]\nlargest_px = 13000\n',
        "utf-8",
    )
    shops.cache_clear()
    code, result = export(capsys, tmp_path, *BANNER, "--shop", "nho")
    (made,) = result["files"]
    assert code == 0 and made["dpi"] == 36 and max(made["width_px"], made["height_px"]) <= 13_000
    assert "shop.resolution" in {problem["code"] for problem in result["problems"]}


def test_one_scale_for_an_order_unless_each_is_asked(capsys, tmp_path: Path) -> None:
    both = (*BANNER, "--format", "pano-3000x2000")
    _, shared = export(capsys, tmp_path / "a", *both)
    assert [made["scale"] for made in shared["files"]] == ["1:10", "1:10"]
    assert [problem["code"] for problem in shared["problems"]] == ["scale.order"]
    _, apart = export(capsys, tmp_path / "b", *both, "--scale", "each")
    assert [made["scale"] for made in apart["files"]] == ["1:10", "1:1"] and apart["problems"] == []


def test_every_pdf_x_says_how_many_checks_hold_and_that_nobody_certified_it(capsys, tmp_path: Path) -> None:
    _, result = export(capsys, tmp_path, *BANNER, "--pdfx", "x4")
    (said,) = [problem for problem in result["problems"] if problem["code"] == "pdfx.holds"]
    assert "PDF/X-4" in said["message"] and "46" in said["message"] and said["severity"] == "note"


def test_an_emblem_that_is_not_there_goes_to_no_shop_even_by_force(capsys, tmp_path: Path) -> None:
    work = (
        "--slogan",
        "V-28",
        "--format",
        "pano-3000x2000",
        "--template",
        "hoi-truong",
        "--emblem",
        "co-dang",
        "--force",
    )
    assert export(capsys, tmp_path, *work)[0] == 0
    code, result = export(capsys, tmp_path, *work, "--shop", "offset")
    assert code == 4 and "emblem.missing" in {problem["code"] for problem in result["problems"]}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--shop", "hiflexx"), "shop.unknown"),
        (("--icc", "nowhere.icc"), "file.missing"),
        (("--icc", "fogra93"), "icc.unknown"),
        (("--finish", "sewn=3"), "finish.key"),
        (("--finish", "hem=99999"), "finish.value"),
        (("--tile", "big"), "tile.unreadable"),
        (("--tile", "3200x50", "--to", "svg"), "export.tile-not-print"),
        (("--pdfx", "x4", "--colour", "rgb"), "export.pdfx-not-cmyk"),
        (("--quantity", "0"), "quantity.range"),
        (("--revision", "x"), "revision.range"),
        (("--deadline", "soon"), "date.unreadable"),
    ],
)
def test_nonsense_is_told_and_nothing_is_made(capsys, tmp_path: Path, arguments: tuple[str, ...], code: str) -> None:
    exit_code, result = export(capsys, tmp_path / "out", *BANNER, *arguments)
    assert exit_code in (2, 3) and code in {problem["code"] for problem in result["problems"]}
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())


def test_a_useless_profile_is_told(capsys, tmp_path: Path) -> None:
    (tmp_path / "mine.icc").write_bytes(b"not a profile")
    exit_code, result = export(capsys, tmp_path / "out", *BANNER, "--icc", str(tmp_path / "mine.icc"))
    assert exit_code == 3 and result["problems"][0]["code"] == "icc.useless"


def test_shops_are_listed(capsys) -> None:
    assert main(["list", "shops", "--json"]) == 0
    listed = {shop["id"]: shop for shop in json.loads(capsys.readouterr().out)}
    assert {"offset", "hiflex", "ky-thuat-so"} <= set(listed)
    assert listed["hiflex"]["trade_knowledge"] is True and listed["offset"]["standard"] == "x4"
