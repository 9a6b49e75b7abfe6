"""Big rasters: the same bytes by any number of workers, files that other readers take, nothing lost on the way."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pytest
import tifffile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from render.backends import bands, readback, tiff, writers
from render.backends.base import ColourMode
from render.backends.grid import Grid, grid_of
from render.backends.packing import Compression, RasterKind, RasterOptions
from render.backends.raster import paint
from render.backends.writers import combined_adler, write_raster
from render.colour import Colour
from render.errors import UsageError, WriteError
from render.geometry import Insets, Rect, Size, ellipse, polygon, rectangle
from render.scene.nodes import Flat, Glyph, Group, Linear, Picture, Raster, Scene, Shape, Stop, Stroke, Text, Unit
from render.scene.sheet import Page
from render.text.shaping import shape_line
from tests.processes import heeding_breaks, nobody_left_behind

ROOT = Path(__file__).resolve().parents[3]
RED = Colour((218, 22, 26), (0, 100, 100, 0))
YELLOW = Colour((255, 222, 0), (0, 10, 100, 0))
GREY = Colour((120, 120, 120), (0, 0, 0, 60))
BIG = Size(4000, 2600)


@pytest.fixture(autouse=True)
def _nobody_left_behind() -> Iterator[None]:
    with nobody_left_behind():
        yield


@pytest.fixture(autouse=True)
def _a_crew_for_less(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three bands, and large enough for workers: as if it had twenty megapixels."""
    monkeypatch.setattr(bands, "_POOL_PIXELS", BIG.width * BIG.height)


def page_of(size: Size, *nodes) -> Page:
    box = Rect(0, 0, *size)
    return Page(Scene(Unit.PX, size, Insets.all(0), nodes), box, box, box)


def words(x: float, y: float, size: float) -> Text:
    shaped = shape_line("oswald-700", "ĐẢNG BỘ VÀ NHÂN DÂN")
    glyphs = tuple(Glyph(g.gid, x + g.x * size, y - g.y * size, g.text) for g in shaped.glyphs)
    return Text("oswald-700", size, glyphs, Flat(YELLOW), Rect(0, 0, 1, 1), Stroke(Flat(GREY), size / 40))


def photograph(width: int, height: int) -> Picture:
    pixels = np.random.default_rng(5).integers(0, 255, (height, width, 4), dtype=np.uint8)
    rgb = Raster("RGB", width, height, pixels[:, :, :3].tobytes())
    return Picture(Rect(0, 0, 1, 1), rgb, Raster("CMYK", width, height, pixels.tobytes()))


def busy(size: Size) -> Page:
    width, height = size
    ends = Linear((0, 0), (width, height), (Stop(0, RED), Stop(0.6, YELLOW), Stop(1, GREY)))
    nodes = [Shape(rectangle(Rect(0, 0, width, height)), ends)]
    for ray in range(24):
        nodes.append(
            Shape(polygon([(width / 2, height / 2), (width, ray * 170), (width, ray * 170 + 60)]), Flat(RED, 0.2))
        )
    nodes += [Shape(ellipse(at * width / 11, height * (at % 5) / 4, height / 9), Flat(GREY, 0.5)) for at in range(12)]
    nodes.append(replace(photograph(64, 48), frame=Rect(width * 0.7, height * 0.3, width * 0.9, height * 0.6)))
    nodes.append(
        Group((words(width * 0.05, height * 0.4, height / 4), words(width * 0.05, height * 0.8, height / 5)))
    )
    return page_of(size, *nodes)


KINDS = [
    RasterOptions(RasterKind.PNG, None),
    RasterOptions(RasterKind.PNG, None, ColourMode.MONO),
    RasterOptions(RasterKind.TIFF, None, ColourMode.CMYK),
    RasterOptions(RasterKind.TIFF, None, ColourMode.RGB, Compression.LZW),
    RasterOptions(RasterKind.JPEG, None),
    RasterOptions(RasterKind.JPEG, None, ColourMode.CMYK),
    RasterOptions(RasterKind.BMP, None),
]


def names(options: RasterOptions) -> str:
    return f"{options.kind}-{options.colour}-{options.compression}"


@pytest.mark.parametrize("options", KINDS, ids=names)
def test_any_number_of_workers_writes_the_same_bytes(tmp_path: Path, options: RasterOptions) -> None:
    work = busy(BIG)
    grid = grid_of(work, None)
    assert [bands.workers(work, grid, replace(options, jobs=jobs)) for jobs in (1, 2)] == [1, 2]
    for jobs in (1, 2, 3):
        write_raster(work, tmp_path / f"{jobs}.{options.kind}", replace(options, jobs=jobs))
    one, two, three = ((tmp_path / f"{jobs}.{options.kind}").read_bytes() for jobs in (1, 2, 3))
    assert one == two == three
    with Image.open(tmp_path / f"2.{options.kind}") as picture:
        found = np.asarray(picture.convert("L") if options.colour is ColourMode.MONO else picture)
    painted = np.concatenate([paint(work, grid, options.colour, *rows) for rows in grid.bands()])
    # A photograph's rows are sampled from what was cut out for the band: one step of 255 here and there, and in black
    # and white a dot between the two.
    slack = 40 if options.kind is RasterKind.JPEG else 1
    apart = np.abs(found.reshape(painted.shape).astype(np.int16) - painted) > slack
    assert apart.mean() < 1e-5 if options.colour is ColourMode.MONO else not apart.any()


def test_small_pictures_start_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    small = busy(Size(5000, 3900))
    assert bands.workers(small, grid_of(small, None), RasterOptions(RasterKind.PNG, None, jobs=8)) == 1


def test_memory_limits_the_workers() -> None:
    """However many cores there are: all processes together stay under 400 MB, photographs counted."""
    size = Size(47_244, 19_685)
    plain = page_of(size)
    grid = grid_of(plain, None)
    options = RasterOptions(RasterKind.TIFF, None, ColourMode.CMYK, jobs=64)
    assert 2 <= bands.workers(plain, grid, options) <= 5
    assert bands.workers(page_of(size, Group((photograph(4000, 3000),))), grid, options) == 1


def test_the_widest_jpeg_is_joined_where_its_bands_meet(tmp_path: Path) -> None:
    work = busy(Size(65_500, 130))
    target = tmp_path / "wide.jpg"
    assert len(grid_of(work, None).bands()) == 3
    write_raster(work, target, RasterOptions(RasterKind.JPEG, None, icc=b"profile" * 9))
    with Image.open(target) as picture:
        assert picture.info["icc_profile"] == b"profile" * 9
        found = np.asarray(picture).astype(int)
    assert np.abs(found - paint(work, grid_of(work, None), ColourMode.RGB)).mean() < 2


def test_a_tiff_becomes_a_bigtiff_only_where_it_must(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = busy(Size(400, 300))
    options = RasterOptions(RasterKind.TIFF, None, ColourMode.CMYK)
    found = []
    for name, end in (("classic", 1 << 32), ("big", 5000)):
        monkeypatch.setattr(tiff, "_CLASSIC_END", end)
        write_raster(work, tmp_path / name, options)
        with tifffile.TiffFile(tmp_path / name) as read:
            assert read.is_bigtiff == (name == "big")
            found.append(read.asarray())
        with Image.open(tmp_path / name) as picture:
            assert (np.asarray(picture) == found[-1]).all()
    assert (found[0] == found[1]).all()
    assert (found[0] == paint(work, grid_of(work, None), ColourMode.CMYK)).all()


class Holed:
    """A file in which one piece, written over and over, takes no room on the disk."""

    def __init__(self, file: BinaryIO, piece: bytes) -> None:
        self.file, self.piece = file, piece

    def write(self, data: bytes) -> int:
        if data is not self.piece:
            return self.file.write(data)
        self.file.seek(len(data), os.SEEK_CUR)
        return len(data)

    def seek(self, at: int) -> int:
        return self.file.seek(at)


@pytest.mark.parametrize("strips", [63, 64])
def test_four_gigabytes_are_where_bigtiff_begins(tmp_path: Path, strips: int) -> None:
    target, strip = tmp_path / "a.tiff", bytes(1 << 26)
    with target.open("wb") as file:
        made = tiff.TiffStrips(Holed(file, strip), 16_384, 1024 * strips, 1024, KINDS[2])
        places = [made.add(strip) for _ in range(strips)]
        made.finish()
    with tifffile.TiffFile(target) as read:
        assert read.is_bigtiff == (strips == 64)
        assert list(read.pages.first.dataoffsets) == places
        assert read.pages.first.shape == (1024 * strips, 16_384, 4)


@pytest.mark.parametrize("kind", [RasterKind.PNG, RasterKind.TIFF, RasterKind.JPEG])
def test_the_profile_given_is_in_the_file(tmp_path: Path, kind: RasterKind) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    write_raster(busy(Size(60, 40)), tmp_path / "a", RasterOptions(kind, None, icc=profile))
    with Image.open(tmp_path / "a") as picture:
        assert picture.info["icc_profile"] == profile


def test_an_overprint_leaves_the_plates_it_does_not_ink() -> None:
    """Magenta over cyan and black: both stay, as on the press; without overprint they are knocked out."""
    field = Shape(rectangle(Rect(0, 0, 40, 20)), Flat(Colour((0, 0, 0), (80, 0, 0, 30))))
    magenta = Colour((255, 0, 255), (0, 60, 0, 0))
    for overprint, inks in ((True, (204, 153, 0, 76)), (False, (0, 153, 0, 0))):
        over = Shape(rectangle(Rect(10, 0, 30, 20)), Flat(magenta, overprint=overprint))
        drawn = paint(page_of(Size(40, 20), field, over), Grid(40, 20, Rect(0, 0, 40, 20)), ColourMode.CMYK)
        assert tuple(drawn[10, 20]) == inks
        assert tuple(drawn[10, 5]) == (204, 0, 0, 76)


@given(st.binary(max_size=400), st.binary(max_size=400))
def test_adler_sums_add_up(one: bytes, other: bytes) -> None:
    assert combined_adler(zlib.adler32(one), zlib.adler32(other), len(other)) == zlib.adler32(one + other)


@pytest.mark.parametrize("options", KINDS, ids=names)
@pytest.mark.parametrize("fault", ["cut", "sides", "last"])
def test_a_file_that_reads_back_otherwise_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: RasterOptions, fault: str
) -> None:
    """A disk that loses the end, the head or the last pixels of what it was given."""
    work = busy(Size(400, 300))
    target = tmp_path / f"a.{options.kind}"
    target.write_bytes(b"the earlier file")
    real = readback.verify

    def spoiled(path: Path, grid: Grid, options: RasterOptions, last: readback.Last, size: int) -> None:
        data = bytearray(path.read_bytes())
        if fault == "cut":
            del data[-1:]
        elif fault == "sides":
            grid = replace(grid, width=grid.width + 1)
        else:
            last = replace(last, corner=bytes(255 - value for value in last.corner))
        path.write_bytes(data)
        real(path, grid, options, last, size)

    monkeypatch.setattr(writers, "verify", spoiled)
    with pytest.raises(WriteError, match="differs"):
        write_raster(work, target, options)
    assert target.read_bytes() == b"the earlier file"
    assert [entry.name for entry in tmp_path.iterdir()] == [target.name]


def test_a_bmp_of_more_than_four_gigabytes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="frame"):
        write_raster(page_of(Size(40_000, 36_000)), tmp_path / "a.bmp", RasterOptions(RasterKind.BMP, None))


def test_work_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    class StoppedError(Exception):
        pass

    def stop(share: float) -> None:
        if share > 0.3:
            raise StoppedError

    with pytest.raises(StoppedError):
        write_raster(busy(BIG), tmp_path / "a.png", RasterOptions(RasterKind.PNG, None, jobs=2), stop)
    assert not list(tmp_path.iterdir())


# The command line, killed and starved.

EXPORT = ["main.py", "export", "--slogan", "V-12", "--bleed", "0", "--overwrite"]
MIDDLING = ("--size", "6x3m", "--jobs", "2")
NAME = "v-12-dai-hoi-dang-la-dip-xay-tu-do-6000x3000-bang-do"


def begin(folder: Path, *more: str, **how) -> subprocess.Popen[str]:
    command = [sys.executable, *EXPORT, *more, "--out", str(folder)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **how)


def relatives(pid: int) -> list[int]:
    """Return a process's descendants, by Linux."""
    try:
        direct = [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
    return [*direct, *(further for one in direct for further in relatives(one))]


def gone(pid: int) -> bool:
    """True where the process has ended, or waits only for somebody to ask how."""
    try:
        return re.search(r"^State:\s*[ZX]", Path(f"/proc/{pid}/status").read_text(), re.M) is not None
    except OSError:
        return True


def all_gone(processes: list[int]) -> bool:
    """True as soon as all have ended, False where one has not after ten seconds."""
    patience = time.monotonic() + 10
    while not all(gone(one) for one in processes):
        if time.monotonic() > patience:
            return False
        time.sleep(0.05)
    return True


def whole(path: Path) -> bool:
    with Image.open(path) as picture:
        picture.load()
        return True


def test_the_same_job_gives_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    """A billboard by one process and by two, where fresh memory holds this or that (glibc fills it on request)."""
    found = set()
    for jobs, filling in (("1", "0"), ("2", "85"), ("2", "200")):
        how = {**os.environ, "MALLOC_PERTURB_": filling}
        child = begin(tmp_path, "--to", "png", "--dpi", "100", "--size", "12x5m", "--jobs", jobs, "--json", env=how)
        told, _ = child.communicate()
        found.add(json.loads(told)["files"][0]["sha256"])
    assert len(found) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_killed_at_any_moment_it_leaves_the_old_file_or_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", None)
    target = tmp_path / f"{NAME}.png"
    moments = np.random.default_rng(12).uniform(0.0, 1.5, 8)
    for number, moment in enumerate(moments):
        target.write_bytes(b"the earlier file")
        before = set(tmp_path.iterdir())
        child = begin(tmp_path, *MIDDLING, "--to", "png", "--dpi", "100")
        # Most of the moments fall while the file is being written.
        while number > 1 and set(tmp_path.iterdir()) == before and child.poll() is None:
            time.sleep(0.01)
        time.sleep(moment)
        workers = relatives(child.pid)
        child.kill()
        child.communicate()
        assert target.read_bytes() == b"the earlier file" or whole(target)
        assert all(
            entry.suffix != ".png" or entry.name.startswith(".") or entry == target for entry in tmp_path.iterdir()
        )
        assert all_gone(workers)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_ctrl_c_leaves_no_file_and_no_process(tmp_path: Path) -> None:
    with heeding_breaks():
        child = begin(
            tmp_path, *MIDDLING, "--to", "tiff", "--dpi", "150", "--compress", "lzw", start_new_session=True
        )
    while not any(entry.name.startswith(".") for entry in tmp_path.iterdir()):
        time.sleep(0.05)
        assert child.poll() is None
    time.sleep(0.4)
    workers = relatives(child.pid)
    os.killpg(child.pid, signal.SIGINT)
    _, told = child.communicate(timeout=20)
    assert child.returncode == 130
    assert "Traceback" not in told
    assert [entry.name for entry in tmp_path.iterdir()] == []
    assert workers and all_gone(workers)


def test_a_disk_that_fills_up_ends_with_exit_5_and_the_earlier_file(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    target = tmp_path / f"{NAME}.tiff"
    target.write_bytes(b"the earlier file")
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))  # noqa: E731
    child = begin(tmp_path, *MIDDLING, "--to", "tiff", "--dpi", "100", preexec_fn=limit)
    _, told = child.communicate(timeout=60)
    assert child.returncode == 5, told
    assert str(target) in told and "Traceback" not in told
    assert target.read_bytes() == b"the earlier file"
    assert [entry.name for entry in tmp_path.iterdir()] == [target.name]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Four megabytes of disk, where we may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if not made or made.returncode:
        pytest.skip("no disk can be mounted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_disk_without_room_is_told_before_the_work_begins(small_disk: Path) -> None:
    target = small_disk / "a.png"
    target.write_bytes(b"the earlier file")
    started = time.monotonic()
    noise = replace(photograph(3000, 2000), frame=Rect(0, 0, *BIG))
    with pytest.raises(WriteError) as told:
        write_raster(page_of(BIG, noise), target, RasterOptions(RasterKind.PNG, None))
    assert told.value.code == "write.no-room"
    assert told.value.params["free"] == 4
    assert 15 < told.value.params["need"] < 80
    assert time.monotonic() - started < 5
    assert target.read_bytes() == b"the earlier file"


def test_what_fits_by_the_estimate_is_written_though_its_worst_would_not(small_disk: Path) -> None:
    work = page_of(BIG, Shape(rectangle(Rect(0, 0, *BIG)), Flat(RED)))
    write_raster(work, small_disk / "a.png", RasterOptions(RasterKind.PNG, None))
    assert (small_disk / "a.png").stat().st_size < 1_000_000


def test_an_estimate_that_erred_loses_nothing(small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writers, "_estimate", lambda *_: 0)
    target = small_disk / "a.tiff"
    target.write_bytes(b"the earlier file")
    noise = replace(photograph(3000, 2000), frame=Rect(0, 0, *BIG))
    with pytest.raises(WriteError) as told:
        write_raster(page_of(BIG, noise), target, RasterOptions(RasterKind.TIFF, None, ColourMode.CMYK))
    assert told.value.code == "write.failed"
    assert [entry.name for entry in small_disk.iterdir()] == ["a.tiff"]
    assert target.read_bytes() == b"the earlier file"


@pytest.mark.parametrize("options", KINDS[:6], ids=names)
def test_the_estimate_is_near_what_is_written(tmp_path: Path, options: RasterOptions) -> None:
    work = busy(BIG)
    write_raster(work, tmp_path / "a", options)
    found = (tmp_path / "a").stat().st_size
    assert found <= writers._estimate(work, grid_of(work, None), options) <= 4 * found
    assert found <= writers._worst(grid_of(work, None), options)
