"""Pictures from outside: upright, in sRGB, with honest refusals; every file is made by Pillow in the test."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from render.errors import ContentError
from render.images import USEFUL_PIXELS, open_picture, separated


def _save(path: Path, picture: Image.Image, **how) -> Path:
    picture.save(path, **how)
    return path


def _corner(pixels, x: int = 0, y: int = 0) -> tuple[int, ...]:
    size = len(pixels.mode)
    at = (y * pixels.width + x) * size
    return tuple(pixels.data[at : at + size])


RED_BLUE = Image.new("RGB", (40, 20), (220, 20, 20))
RED_BLUE.paste((10, 20, 200), (20, 0, 40, 20))


@pytest.mark.parametrize(("turn", "size"), [(1, (40, 20)), (3, (40, 20)), (6, (20, 40)), (8, (20, 40))])
def test_a_photograph_stands_upright(turn: int, size: tuple[int, int], tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = turn
    opened = open_picture(_save(tmp_path / "a.png", RED_BLUE, exif=exif))
    assert (opened.rgb.width, opened.rgb.height) == size == (opened.cmyk.width, opened.cmyk.height)
    first = _corner(opened.rgb)
    assert (first[0] > 128) == (turn in (1, 6))


KINDS = {
    "png": ("L", "LA", "P", "1", "RGB", "RGBA", "I;16"),
    "tif": ("L", "LA", "P", "1", "RGB", "RGBA", "CMYK", "YCbCr", "I;16"),
    "jpg": ("L", "1", "RGB", "CMYK", "YCbCr"),
    "webp": ("L", "LA", "P", "RGB", "RGBA"),
}


@pytest.mark.parametrize(("kind", "mode"), [(kind, mode) for kind, modes in KINDS.items() for mode in modes])
def test_every_ordinary_picture_opens(mode: str, kind: str, tmp_path: Path) -> None:
    picture = Image.new("L", (30, 10), 200)
    picture = (
        picture.convert(mode, dither=0) if mode != "I;16" else Image.fromarray(np.full((10, 30), 51400, np.uint16))
    )
    path = _save(tmp_path / f"a.{kind}", picture)
    opened = open_picture(path)
    assert opened.rgb.mode in ("RGB", "RGBA") and len(opened.cmyk.data) == 30 * 10 * 4
    lowest, highest = (195, 205) if mode != "1" else (250, 255)
    assert all(lowest <= value <= highest for value in _corner(opened.rgb)[:3])


def test_inks_of_a_cmyk_picture_stay_as_they_are(tmp_path: Path) -> None:
    opened = open_picture(_save(tmp_path / "a.tif", Image.new("CMYK", (4, 4), (0, 255, 255, 0))))
    assert _corner(opened.cmyk) == (0, 255, 255, 0)


def test_a_profile_is_heeded(tmp_path: Path) -> None:
    """A Lab-ish picture in a wide profile comes out as sRGB: here the profile swaps nothing, so colours stay."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    opened = open_picture(_save(tmp_path / "a.jpg", RED_BLUE, quality=95, icc_profile=profile))
    assert _corner(opened.rgb)[0] > 200
    assert open_picture(_save(tmp_path / "b.jpg", RED_BLUE, icc_profile=b"no profile at all")).rgb.width == 40


def test_what_is_clear_stays_clear(tmp_path: Path) -> None:
    opened = open_picture(_save(tmp_path / "a.png", Image.new("RGBA", (4, 4), (1, 2, 3, 0))))
    assert opened.rgb.mode == "RGBA" and _corner(opened.rgb)[3] == 0


def test_a_huge_photograph_is_made_useful(tmp_path: Path) -> None:
    opened = open_picture(_save(tmp_path / "a.jpg", Image.new("RGB", (9000, 4500), (200, 30, 30)), quality=30))
    assert opened.rgb.width * opened.rgb.height <= USEFUL_PIXELS * 1.01
    assert opened.aspect == pytest.approx(2, rel=0.01)


def _bomb() -> bytes:
    """900 megapixels in a hundred kilobytes."""
    out = io.BytesIO()
    Image.new("1", (30000, 30000)).save(out, "PNG")
    return out.getvalue()


def _png() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((200, 200), 90).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "picture.unknown"),
        (b"words in a file called jpg", "picture.unknown"),
        (_png()[:9000], "picture.damaged"),
        (_bomb(), "picture.too-large"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture.unknown"),
    ],
)
def test_what_is_no_picture_is_named(data: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "ảnh.jpg"
    path.write_bytes(data)
    with pytest.raises(ContentError) as caught:
        open_picture(path)
    assert caught.value.code == code and caught.value.params["path"] == str(path)


@pytest.mark.parametrize("name", ["nothing.jpg", ""])
def test_what_is_not_there_is_named(name: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"picture\.missing"):
        open_picture(tmp_path / name)


def test_inks_are_bounded_and_white_is_paper() -> None:
    ramp = np.array([[[v, v, v] for v in range(256)]], np.uint8)
    inks = separated(ramp)
    assert tuple(inks[0, 255]) == (0, 0, 0, 0)
    assert inks.sum(axis=2).max() <= 3 * 255 * 1.01
    assert (np.diff(inks.astype(int).sum(axis=2)[0]) <= 0).all()
