"""Screens as data and as people name them: pixels, whole modules, metres with a pitch, folded strips, windows."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from render.errors import ContentError, StudioError, UsageError
from render.model.screen_names import parse_screen
from render.model.screens import Screen, check_screen, load_screens, modules, screens

NAMED = [
    ("64x32", (64, 32)),
    ("1920 × 1080 px", (1920, 1080)),
    ("2x2 P10", (64, 32)),
    ("12x12 p5-320x160", (768, 384)),
    ("2x1 P2,5", (256, 64)),
    ("3,84 x 1,92 m, P5", (768, 384)),
    ("3.84x1.92m P5", (768, 384)),
    ("bang-to-dan-pho", (64, 32)),
    ("led-3840x320", (3840, 320)),
]


@pytest.mark.parametrize(("text", "size"), NAMED)
def test_a_screen_is_named_in_many_ways(text: str, size: tuple[int, int]) -> None:
    screen = parse_screen(text)
    assert (screen.width, screen.height) == size


NONSENSE = [
    ("0x3 P5", "screen.no-modules"),
    ("-1x3 P5", "screen.no-modules"),
    ("1000000x2 P10", "screen.many-modules"),
    ("0x0", "size.not-positive"),
    ("1000000x32", "screen.too-large"),
    ("32768x32768", "screen.too-large"),
    ("99999999999999999999x1", "screen.too-large"),
    ("0x3m P5", "size.not-positive"),
    ("20000x3m P10", "screen.too-large"),
    ("4x3m P7", "screen.pitch"),
    ("2x2 p5-1x1", "screen.module-unknown"),
    ("man-hinh", "screen.unknown"),
    ("", "screen.unknown"),
    ("4x3m P3", "screen.not-whole"),
]


@pytest.mark.parametrize(("text", "code"), NONSENSE)
def test_nonsense_is_named(text: str, code: str) -> None:
    with pytest.raises(UsageError) as fault:
        parse_screen(text)
    assert fault.value.code == code


def test_metres_that_no_modules_make_are_answered_with_walls_to_type() -> None:
    with pytest.raises(UsageError) as fault:
        parse_screen("4 × 3 m, P3")
    walls = str(fault.value.params["walls"]).split("; ")
    assert '"21x16 p3-192x192" = 4.03 × 3.07 m = 1344 × 1024 px' in walls
    for wall in walls:
        typed = wall.split('"')[1]
        screen = parse_screen(typed)
        assert f"{screen.width} × {screen.height} px" in wall
        width, height = screen.metres or (0, 0)
        assert abs(width - 4) < 0.25 and abs(height - 3) < 0.25


def test_modules_have_the_pixels_of_their_pitch() -> None:
    for module in modules().values():
        for side, dots in zip(module.size, module.px, strict=True):
            assert abs(side / module.pitch - dots) < 1


def test_a_folded_strip_keeps_every_pixel_once() -> None:
    screen = screens()["dai-gap-3840x320"]
    assert screen.folded == (1920, 640) and screen.canvas == (1920, 1080)
    assert list(screen.pieces()) == [((0, 0, 1920, 320), (0, 0)), ((1920, 0, 3840, 320), (0, 320))]
    upright = Screen(id="x", name="x", size=(10, 35), fold=4)
    assert upright.folded == (40, 9)
    assert [piece for piece, _ in upright.pieces()][-1] == (0, 27, 10, 35)


FAULTY = [
    ({"size": (64, 32), "module": "p10-320x160", "columns": 2, "rows": 2}, "screen.sides"),
    ({}, "screen.sides"),
    ({"module": "p10-320x160"}, "screen.sides"),
    ({"module": "p99", "columns": 2, "rows": 2}, "screen.module"),
    ({"size": (640, 320), "raster": (1920, 1080), "at": (1300, 0)}, "screen.window"),
    ({"size": (20, 10), "fold": 21}, "screen.fold"),
]


@pytest.mark.parametrize(("facts", "code"), FAULTY)
def test_contradictions_are_named(facts: dict, code: str) -> None:
    with pytest.raises(StudioError) as fault:
        check_screen(Screen(id="x", name="x", **facts))
    assert fault.value.code == code


def test_a_users_faulty_screen_is_told_by_file_and_id(tmp_path: Path) -> None:
    path = tmp_path / "screens.toml"
    for held, code in (
        ('id = "san"\nname = "Sân"\ncolumns = 0\nrows = 3\nmodule = "p5-320x160"', "screen.invalid"),
        ('id = "san"\nname = "Sân"\nsize = [64, 32]\nfold = 65', "screen.invalid"),
        ('id = "san"\nname = "Sân"', "screen.sides"),
    ):
        path.write_text(f"[[screen]]\n{held}\n", "utf-8")
        with pytest.raises(ContentError) as fault:
            load_screens(path)
        assert fault.value.code == code and fault.value.params["id"] == "san"
        assert fault.value.params["path"] == str(path)


def test_every_screen_is_a_format() -> None:
    for screen in screens().values():
        work = screen.format
        assert work.size == (screen.width, screen.height)
        assert msgspec.convert(msgspec.to_builtins(work), type(work)) == work
