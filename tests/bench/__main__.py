"""What the studio costs in time: `python -m tests.bench`. Figures are printed, never asserted."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from render.model.slogans import Library

ROOT = Path(__file__).resolve().parents[2]


def timed(work: Callable[[], object], times: int) -> list[float]:
    """Return how long each of several runs took, in ms."""
    found = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        found.append((time.perf_counter() - started) * 1000)
    return found


def tell(name: str, found: list[float], goal: float | None = None) -> None:
    """Print a figure: the median, the 95th percentile, and whether the goal was met."""
    middle = statistics.median(found)
    high = sorted(found)[max(0, round(len(found) * 0.95) - 1)]
    verdict = "" if goal is None else f"   goal {goal:g} ms: {'met' if middle < goal else 'MISSED'}"
    print(f"{name:58} {middle:9.1f} ms   p95 {high:9.1f} ms{verdict}", flush=True)


def cold(folder: Path) -> None:
    """Whole processes, from nothing to the finished file."""
    for name, arguments, goal in (
        ("cold start to one banner PDF", ["--slogan", "V-04"], 900.0),
        ("cold start to one 1920 × 1080 PNG", ["--slogan", "V-04", "--format", "led-1920x1080"], None),
    ):
        command = [sys.executable, "main.py", "export", *arguments, "--out", str(folder)]
        tell(name, timed(lambda c=command: subprocess.run(c, cwd=ROOT, check=True, capture_output=True), 9), goal)


def words() -> None:
    """How well words are kept whole on slogans that nobody tuned them to, and what reading the word list costs."""
    sys.path.insert(0, str(ROOT))
    from tests.render.text.annotated import AGREED, FILE, score

    for name, file in (("unseen slogans, three hands agreeing", AGREED), ("other slogans, four hands", FILE)):
        found = score(file)
        kept, dear, false = (count / found.whole for count in (found.kept, found.dear, found.false))
        print(f"joints of {found.slogans} {name}: {kept:.2%} of {found.whole} kept whole (goal 98 %),")
        print(f"    {dear:.1%} more parted only dearly, {false:.2%} false (goal under 1 %)")
    start = "import time; a = time.perf_counter(); from render.text.joints import joints; joints('Vì dân'); "
    tells = "import resource; print(time.perf_counter() - a, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    made = subprocess.run([sys.executable, "-c", start + tells], cwd=ROOT, check=True, capture_output=True, text=True)
    seconds, kilobytes = (float(each) for each in made.stdout.split())
    print(
        f"word list from nothing: {seconds * 1000:.0f} ms (goal 150), process {kilobytes / 1024:.0f} MB (goal 60)",
        flush=True,
    )
    from render.geometry import Size
    from render.text.block import Setting, Tier
    from render.text.fit import fit

    long = " ".join(["Đảng bộ và nhân dân thành phố Cần Thơ quyết tâm xây dựng quê hương giàu đẹp, văn minh;"] * 23)
    box = Size(3000, 2000)
    tier = Tier("slogan", long[:2000], "oswald-700")
    tell("a text of 2,000 letters laid out", timed(lambda: fit((tier,), box, Setting()), 5), 200.0)


def layouts() -> None:
    """One slogan laid out, over all families."""
    from tests.bench.layouts import measure

    measure()


def warm(folder: Path) -> None:
    """One press PDF written and one preview painted, over the thirty slogans on four formats."""
    from render.model.design import from_slogan
    from render.model.formats import find_format
    from render.model.slogans import load_library
    from render.pipeline import ExportOptions, Target, export, prepare, preview
    from render.production.terms import Wishes, options_for
    from render.resources import ASSETS

    works = [
        find_format(name) for name in ("bang-ron-8000x1200", "pano-3000x2000", "phuon-800x2400", "ap-phich-540x790")
    ]
    library = load_library((ASSETS / "slogans",))
    designs = [from_slogan(p, s, w) for p, s in library if s.section == "V" for w in works]
    for design in designs:
        prepare(design)
    (options,) = options_for(None, Wishes())
    target = folder / "warm.pdf"
    export(designs[0], target, options)
    found = [t for d in designs for t in timed(lambda d=d: export(d, target, options), 1)]
    tell("one press PDF, warm: layout, file, boxes read back", found, 10.0)
    (standard,) = options_for(None, Wishes(standard="x4"))
    found = [t for d in designs for t in timed(lambda d=d: export(d, target, standard), 1)]
    tell("the same to PDF/X-4, profile embedded", found)
    many(folder, library)
    tell("preview of 1200 px, warm", [t for d in designs for t in timed(lambda d=d: preview(d, 1200), 1)])
    banner = find_format("bang-ron-8000x1200")
    big = from_slogan(*library.find("V-12"), banner)
    for kind in (Target.PNG, Target.TIFF):
        work = lambda kind=kind: export(big, folder / f"big.{kind.value}", ExportOptions(kind))  # noqa: E731
        tell(f"8 × 1.2 m at 72 dpi (78 megapixels) to {kind.value.upper()}", timed(work, 3))


def many(folder: Path, library: Library) -> None:
    """Five hundred different press PDFs in one process, each read back: what an order of a city costs."""
    from render.model.design import from_slogan
    from render.model.formats import formats
    from render.pipeline import export
    from render.production.terms import Wishes, options_for

    (options,) = options_for(None, Wishes())
    slogans = [each for each in library if each[1].section == "V"]
    prints = [work for work in formats().values() if work.is_print and work.pages == 1 and min(work.size) >= 500]
    works = [(*slogan, work) for work in prints for slogan in slogans][:500]
    started = time.perf_counter()
    for at, (pack, slogan, work) in enumerate(works):
        export(from_slogan(pack, slogan, work), folder / f"many-{at}.pdf", options)
    taken = time.perf_counter() - started
    print(f"{len(works)} different press PDFs in one process, read back: {taken:.2f} s (goal 5)", flush=True)
    for file in folder.glob("many-*.pdf"):
        file.unlink()


def beside_inkscape(folder: Path) -> None:
    """The same picture through Inkscape, where it is installed."""
    if shutil.which("inkscape") is None:
        print("Inkscape is not installed: no comparison")
        return
    common = ["--slogan", "V-04", "--format", "pano-3000x2000", "--out", str(folder), "--overwrite"]
    ours = [sys.executable, "main.py", "export", *common]
    subprocess.run([*ours, "--to", "svg"], cwd=ROOT, check=True, capture_output=True)
    svg = next(folder.glob("*.svg"))
    theirs = ["inkscape", str(svg), "--export-type=pdf", f"--export-filename={folder / 'inkscape.pdf'}"]
    run = lambda command: subprocess.run(command, cwd=ROOT, check=True, capture_output=True)  # noqa: E731
    one, other = timed(lambda: run([*ours, "--to", "pdf"]), 5), timed(lambda: run(theirs), 5)
    tell("panel to PDF, our whole process", one)
    tell("the same SVG to PDF, Inkscape's whole process", other)
    print(f"{'Inkscape takes':58} {statistics.median(other) / statistics.median(one):9.1f} times as long")


def screens(folder: Path) -> None:
    """Slides and running text for LED screens."""
    from tests.bench.screens import film_of_a_minute, slides_a_second

    found, seconds = slides_a_second(folder), film_of_a_minute(folder)
    verdict = "met" if found >= 25 else "MISSED"
    print(f"{'300 different slides of 1920 × 1080 to PNG, two processes':58} {found:9.1f} /s   goal 25: {verdict}")
    verdict = (
        "no ffmpeg" if seconds is None else f"{seconds:9.1f} s   goal 60 s: {'met' if seconds < 60 else 'MISSED'}"
    )
    print(f"{'a minute of running text, 1920 × 1080, to MP4':58} {verdict}", flush=True)


def window() -> None:
    """From an edit to the painted picture, in the real window without a screen."""
    from tests.bench.window import measure

    found = measure()
    verdict = "met" if found["p95_ms"] < 50 else "MISSED"
    print(
        f"{'edit to painted in the window':58} {found['median_ms']:9.1f} ms   p95 {found['p95_ms']:9.1f} ms"
        f"   goal 50 ms at p95: {verdict}"
    )


def rasters(folder: Path) -> None:
    """Pictures for RIPs."""
    from tests.bench.rasters import measure

    measure(folder)


def main() -> None:
    """Run all benchmarks."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cold(folder)
        words()
        layouts()
        warm(folder)
        screens(folder)
        beside_inkscape(folder)
        rasters(folder)
    window()


if __name__ == "__main__":
    main()
