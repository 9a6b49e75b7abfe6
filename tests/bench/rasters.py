"""Rasters for RIPs: 12 × 5 m at 100 dpi by whole processes, beside Inkscape, and the memory of all of them."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
WIDTH, HEIGHT = 47_244, 19_685
WORK = ("--slogan", "V-12", "--size", "12x5m", "--bleed", "0")


def export(folder: Path, *more: str) -> list[str]:
    """Return the command that makes the work."""
    return [sys.executable, "main.py", "export", *WORK, *more, "--overwrite", "--out", str(folder)]


def seconds(command: list[str], times: int = 3) -> float:
    """Return the best time of several runs: what else the machine does can only add to it."""
    found = []
    for _ in range(times):
        started = time.perf_counter()
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        found.append(time.perf_counter() - started)
    return min(found)


def peak_mb(command: list[str]) -> float:
    """Return the most memory that a command and all its processes have at once, as the sum of PSS; Linux only."""
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0
    while child.poll() is None:
        peak = max(peak, sum(_pss(pid) for pid in _family(child.pid)))
        time.sleep(0.05)
    return peak / 1024


def _family(pid: int) -> list[int]:
    try:
        direct = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(one for child in direct for one in _family(int(child)))]


def _pss(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def row(name: str, value: str, goal: str = "", met: bool = True) -> None:
    """Print one figure, and whether its goal was met."""
    print(f"{name:58} {value:>12}{f'   goal {goal}: ' + ('met' if met else 'MISSED') if goal else ''}", flush=True)


def measure(folder: Path) -> None:
    """Print all figures."""
    load = f", load {os.getloadavg()[0]:.1f} before" if hasattr(os, "getloadavg") else ""
    print(f"{WIDTH} × {HEIGHT} px (930 megapixels), whole processes, best of three; {os.cpu_count()} cores{load}")
    png = seconds(export(folder, "--to", "png", "--dpi", "100"))
    row("  RGB PNG", f"{png:.2f} s")
    row("  RGB PNG, one process", f"{seconds(export(folder, '--to', 'png', '--dpi', '100', '--jobs', '1'), 1):.2f} s")
    tiff = seconds(export(folder, "--to", "tiff", "--dpi", "100"))
    row("  CMYK TIFF, deflate", f"{tiff:.2f} s", "2.2 times the PNG", tiff <= 2.2 * png)
    lzw = seconds(export(folder, "--to", "tiff", "--dpi", "100", "--compress", "lzw"), 1)
    row("  CMYK TIFF, LZW", f"{lzw:.2f} s")
    row("  RGB JPEG", f"{seconds(export(folder, '--to', 'jpg', '--dpi', '100'), 1):.2f} s")
    if sys.platform == "linux":
        for kind in ("png", "tiff", "jpg"):
            peak = peak_mb(export(folder, "--to", kind, "--dpi", "100"))
            row(
                f"  peak memory of all processes, {kind.upper()} (sum of PSS)", f"{peak:.0f} MB", "400 MB", peak < 400
            )
    _with_photograph(folder)
    _beside_inkscape(folder, png)
    _slope(folder)


def _with_photograph(folder: Path) -> None:
    """The same size with a band of a photograph of 24 megapixels, clouds and grain."""
    clouds = Image.effect_noise((300, 200), 60).resize((6000, 4000), Image.Resampling.BICUBIC)
    grain = Image.effect_noise((6000, 4000), 12)
    Image.merge("RGB", (clouds, Image.blend(clouds, grain, 0.2), grain)).save(folder / "photograph.jpg", quality=92)
    photograph = ("--template", "sen", "--photo", str(folder / "photograph.jpg"), "--dpi", "100")
    for kind in ("png", "tiff"):
        command = export(folder, "--to", kind, *photograph)
        row(f"  with a photograph of 24 megapixels, {kind.upper()}", f"{seconds(command, 1):.2f} s")
        alone = seconds([*command, "--jobs", "1"], 1)
        row("    the same in one process", f"{alone:.2f} s")
        if sys.platform == "linux":
            peak = peak_mb(command)
            row("    peak memory of all processes (sum of PSS)", f"{peak:.0f} MB", "400 MB", peak < 400)


def _beside_inkscape(folder: Path, ours: float) -> None:
    if shutil.which("inkscape") is None:
        print("  Inkscape is not installed: no comparison")
        return
    subprocess.run(export(folder, "--to", "svg"), cwd=ROOT, check=True, capture_output=True)
    svg, out = next(folder.glob("v-12-*12000x5000*.svg")), folder / "inkscape.png"
    size = [f"--export-width={WIDTH}", f"--export-height={HEIGHT}"]
    theirs = seconds(["inkscape", str(svg), "--export-type=png", f"--export-filename={out}", *size], 1)
    row("  Inkscape, the same picture as SVG to PNG", f"{theirs:.2f} s")
    row("  Inkscape takes", f"{theirs / ours:.1f} times", "6 times as long", theirs >= 6 * ours)


def _slope(folder: Path) -> None:
    """Print what a pixel costs: a straight line through times at five resolutions, and how far they stray from it."""
    for kind in ("png", "tiff"):
        points = []
        for dpi in (30, 45, 60, 80, 100):
            pixels = round(12_000 * dpi / 25.4) * round(5_000 * dpi / 25.4) / 1e6
            points.append((pixels, seconds(export(folder, "--to", kind, "--dpi", str(dpi)), 2)))
        slope, start = statistics.linear_regression(*zip(*points, strict=True))
        stray = max(abs(found - start - slope * pixels) for pixels, found in points)
        row(f"  {kind.upper()}: a megapixel from {points[0][0]:.0f} to {points[-1][0]:.0f}", f"{slope * 1000:.2f} ms")
        print(f"      {start:.2f} s to begin with; no size strays more than {stray:.2f} s from the line", flush=True)
