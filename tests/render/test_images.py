"""Pictures from outside: upright, in sRGB, with honest refusals; every file is made by Pillow in the test."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from render import images
from render.errors import ContentError, UsageError
from render.images import USEFUL_PIXELS, inked_pixels, open_picture
from render.model.icc import USUAL_PROFILE, find_profile


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
    assert (opened.rgb.width, opened.rgb.height) == size
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
    assert opened.rgb.mode in ("RGB", "RGBA") and (opened.cmyk is not None) == (mode == "CMYK")
    lowest, highest = (195, 205) if mode != "1" else (250, 255)
    assert all(lowest <= value <= highest for value in _corner(opened.rgb)[:3])


def test_inks_of_a_cmyk_picture_stay_as_they_are(tmp_path: Path) -> None:
    opened = open_picture(_save(tmp_path / "a.tif", Image.new("CMYK", (4, 4), (0, 255, 255, 0))))
    assert _corner(opened.cmyk) == (0, 255, 255, 0)


def test_inks_of_a_cmyk_jpeg_are_not_turned_over(tmp_path: Path) -> None:
    """Adobe writes them inverted."""
    path = _save(tmp_path / "a.jpg", Image.new("CMYK", (16, 16), (0, 255, 255, 0)), quality=98)
    opened = open_picture(path)
    assert _corner(opened.cmyk) == pytest.approx((0, 255, 255, 0), abs=4)
    assert _corner(opened.rgb)[0] > 200 > 60 > _corner(opened.rgb)[1]


def _swapped() -> bytes:
    """Return sRGB's profile with red and blue changed over: whoever heeds it sees red where blue was written."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    tags = {bytes(data[at : at + 4]): at for at in range(132, 132 + 12 * int.from_bytes(data[128:132], "big"), 12)}
    red, blue = tags[b"rXYZ"], tags[b"bXYZ"]
    data[red + 4 : red + 12], data[blue + 4 : blue + 12] = data[blue + 4 : blue + 12], data[red + 4 : red + 12]
    return bytes(data)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_a_profile_that_means_other_colours_is_heeded(mode: str, tmp_path: Path) -> None:
    picture = Image.new("RGB", (9, 9), (220, 0, 0)).convert(mode)
    opened = open_picture(_save(tmp_path / "a.png", picture, icc_profile=_swapped()))
    assert opened.rgb.mode == ("RGBA" if mode == "RGBA" else "RGB")
    red, _, blue = _corner(opened.rgb)[:3]
    assert blue > 200 > 60 > red


def test_a_profile_leaves_what_is_clear(tmp_path: Path) -> None:
    path = _save(
        tmp_path / "a.png", Image.new("RGB", (9, 9), (1, 2, 3)), icc_profile=_swapped(), transparency=(1, 2, 3)
    )
    assert _corner(open_picture(path).rgb)[3] == 0


def test_a_useless_profile_of_the_press_is_wrong_use(tmp_path: Path) -> None:
    opened = open_picture(_save(tmp_path / "a.png", RED_BLUE)).rgb
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for profile in (b"no profile", srgb):
        with pytest.raises(UsageError, match=r"picture\.profile"):
            inked_pixels("RGB", (opened.width, opened.height), opened.data, profile, 320)


@pytest.mark.parametrize("value", [0, 200, 30000, 65535])
@pytest.mark.parametrize("most_px", [USEFUL_PIXELS, 100])
def test_sixteen_bits_keep_their_brightness(value: int, most_px: int, tmp_path: Path) -> None:
    path = _save(tmp_path / "a.png", Image.fromarray(np.full((40, 60), value, np.uint16)))
    opened = open_picture(path, most_px=most_px)
    assert _corner(opened.rgb)[0] == value // 257 and opened.rgb.width * opened.rgb.height <= most_px


def test_a_profile_is_heeded(tmp_path: Path) -> None:
    """A plain sRGB profile changes nothing, and one that is none is passed over."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    opened = open_picture(_save(tmp_path / "a.jpg", RED_BLUE, quality=95, icc_profile=profile))
    assert _corner(opened.rgb)[0] > 200
    assert open_picture(_save(tmp_path / "b.jpg", RED_BLUE, icc_profile=b"no profile at all")).rgb.width == 40


def test_what_is_clear_stays_clear(tmp_path: Path) -> None:
    opened = open_picture(_save(tmp_path / "a.png", Image.new("RGBA", (4, 4), (1, 2, 3, 0))))
    assert opened.rgb.mode == "RGBA" and _corner(opened.rgb)[3] == 0


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK"])
def test_made_smaller_in_strips_is_made_smaller_whole(
    mode: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ramp = Image.fromarray(np.tile(np.arange(400)[:, None] * 255 // 399, (1, 300)).astype(np.uint8))
    path = _save(tmp_path / "a.tif", ramp.convert(mode, dither=0))
    whole = open_picture(path, most_px=1200)
    monkeypatch.setattr(images, "_STRIP_PIXELS", 2000)
    images._opened.cache_clear()
    assert open_picture(path, most_px=1200) == whole
    assert (whole.width, whole.height) == (300, 400) and whole.rgb.width * whole.rgb.height <= 1200
    assert _corner(whole.rgb)[0] < 40 and _corner(whole.rgb, y=whole.rgb.height - 1)[0] > 215


@pytest.mark.parametrize("kind", ["jpg", "png", "tif", "webp"])
def test_a_photograph_made_smaller_stands_upright(kind: str, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    path = _save(tmp_path / f"a.{kind}", RED_BLUE.resize((400, 200)), exif=exif, dpi=(150, 150))
    opened = open_picture(path, most_px=800)
    assert (opened.width, opened.height) == (200, 400) and opened.rgb.height > opened.rgb.width
    assert opened.dpi is None if kind == "webp" else opened.dpi == pytest.approx(150, abs=0.1)
    assert _corner(opened.rgb)[0] > 128 > _corner(opened.rgb, y=opened.rgb.height - 1)[0]


def test_damaged_exif_does_not_cost_the_picture(tmp_path: Path) -> None:
    path = _save(tmp_path / "a.jpg", RED_BLUE, exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + b"\x01\x12" * 3)
    assert open_picture(path).rgb.width == 40


def test_a_picture_that_changed_is_opened_anew(tmp_path: Path) -> None:
    path = _save(tmp_path / "a.png", RED_BLUE)
    before = open_picture(path)
    assert open_picture(path) is before
    _save(path, RED_BLUE.rotate(180))
    assert open_picture(path).rgb != before.rgb


def test_a_small_file_takes_little_room(tmp_path: Path) -> None:
    """400 megapixels in 50 kB: opened in a process that may hold 1.5 GB."""
    pytest.importorskip("resource")
    path = _save(tmp_path / "a.png", Image.new("1", (20000, 20000)))
    limit = "import resource; resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000,) * 2)"
    code = f"{limit}; from pathlib import Path; from render.images import open_picture; "
    code += f"print(open_picture(Path({str(path)!r})).rgb.width)"
    root = Path(__file__).resolve().parents[2]
    env = {"OPENBLAS_NUM_THREADS": "1"}
    shown = subprocess.run(
        [sys.executable, "-c", code], check=False, cwd=root, env=env, capture_output=True, text=True, timeout=60
    )
    assert shown.stdout.strip() == "4000", shown.stderr


def test_a_huge_photograph_is_made_useful(tmp_path: Path) -> None:
    opened = open_picture(_save(tmp_path / "a.jpg", Image.new("RGB", (9000, 4500), (200, 30, 30)), quality=30))
    assert opened.rgb.width * opened.rgb.height <= USEFUL_PIXELS * 1.01
    assert opened.aspect == pytest.approx(2, rel=0.01)


def _bomb() -> bytes:
    """900 megapixels in a hundred kilobytes."""
    out = io.BytesIO()
    Image.new("1", (30000, 30000)).save(out, "PNG")
    return out.getvalue()


def _noise(kind: str, **how) -> bytes:
    out = io.BytesIO()
    with_noise = np.random.default_rng(1).integers(0, 255, (200, 200), np.uint8)
    Image.fromarray(with_noise).save(out, kind, **how)
    return out.getvalue()


def _png() -> bytes:
    return _noise("PNG")


def _jpeg() -> bytes:
    return _noise("JPEG")


def _tail(data: bytes, over: bytes) -> bytes:
    """Overwrite bytes in the middle of a file."""
    at = len(data) // 2
    return data[:at] + over + data[at + len(over) :]


def _scans(count: int) -> bytes:
    """A JPEG whose scans are said over and over."""
    data = _noise("JPEG", progressive=True)
    at = data.rindex(b"\xff\xda")
    return data[:at] + data[at:-2] * count + data[-2:]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "picture.unknown"),
        (b"words in a file called jpg", "picture.unknown"),
        (_png()[:9000], "picture.truncated"),
        (_jpeg()[:3000], "picture.truncated"),
        (_jpeg()[:3000] + bytes(len(_jpeg()) - 3000), "picture.truncated"),
        (_scans(300), "picture.too-large"),
        (_tail(_png(), b"\xff" * 40), "picture.damaged"),
        (_bomb(), "picture.too-large"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\nshowpage\n", "picture.unknown"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture.unknown"),
    ],
)
def test_what_is_no_picture_is_named(data: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "ảnh.jpg"
    path.write_bytes(data)
    with pytest.raises(ContentError) as caught:
        open_picture(path)
    assert caught.value.code == code and caught.value.params["path"] == str(path)


@pytest.mark.parametrize("name", ["nothing.jpg", "", "a\0b.jpg", "x" * 300])
def test_what_is_not_there_is_named(name: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"picture\.missing"):
        open_picture(tmp_path / name)


def test_inks_are_bounded_and_white_is_paper() -> None:
    ramp = np.array([[[v, v, v] for v in range(256)]], np.uint8)
    made = inked_pixels("RGB", (256, 1), ramp.tobytes(), find_profile(USUAL_PROFILE).data, 300)
    inks = np.frombuffer(made, np.uint8).reshape(1, 256, 4)
    assert tuple(inks[0, 255]) == (0, 0, 0, 0)
    assert inks.sum(axis=2, dtype=int).max() <= 3 * 255
    assert (np.diff(inks.astype(int).sum(axis=2)[0]) <= 0).all()
