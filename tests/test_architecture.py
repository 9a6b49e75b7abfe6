"""Who may know whom: the table of docs/architecture.md, read from the sources."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GROUND = {
    "errors",
    "problem",
    "geometry",
    "colour",
    "resources",
    "catalogue",
    "images",
    "qr",
    "progress",
}
# room → rooms of ours it may import beside the ground floor and itself
MAY = {
    "model": set(),
    "text": set(),
    "scene": set(),
    "layout": {"model", "text", "scene", "intake"},
    "intake": {"model", "text.normalize"},
    "press": {"model", "text", "scene"},
    "backends": {"scene", "text.fonts"},
    "preflight": {"model", "scene", "press", "text"},
    "proofs": {"model", "text", "scene", "layout", "press"},
    "pipeline": {"model", "text", "scene", "intake", "layout", "press", "backends", "preflight", "proofs"},
    "screens": {"scene", "model", "text", "backends"},
    "production": {
        "pipeline",
        "preflight",
        "proofs",
        "model",
        "press",
        "scene",
        "screens",
        "layout.compose",
        "text.fonts",
        "backends",
    },
    "cli": {
        "pipeline",
        "production",
        "preflight",
        "model",
        "press.assemble",
        "backends.base",
        "backends.writers",
        "intake.official",
        "screens.playlist",
        "screens.reading",
        "screens.video",
    },
}
# library → the only modules that may import it
ONLY = {
    "PySide6": ("gui.",),
    "skia": ("render.backends.raster",),
    "numpy": (
        "render.backends.grid",
        "render.backends.raster",
        "render.backends.packing",
        "render.backends.readback",
        "render.images",
        "render.screens.",
        "gui.",
    ),
    "qrcode": ("render.qr",),
    "zxingcpp": (),
    "PIL": (
        "render.images",
        "render.backends.packing",
        "render.backends.readback",
        "render.backends.svg",
        "render.preflight.",
        "render.intake.svg_colour",
    ),
    "reportlab": ("render.backends.pdf",),
    "pikepdf": ("render.backends.pdf", "render.preflight.", "render.pipeline"),
    "uharfbuzz": ("render.text.", "render.backends.pdf"),
    "fontTools": ("render.text.font_report",),
    "tifffile": (),
    "isal": ("render.backends.packing",),
    "imageio_ffmpeg": ("render.screens.video",),
    "tqdm": ("render.cli.progress",),
    "platformdirs": ("render.resources", "gui.settings"),
}
CLOCKS = {
    "time.time",
    "datetime.now",
    "datetime.today",
    "date.today",
    "os.getcwd",
    "Path.cwd",
    "locale",
    "os.environ",
}


def _modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def _room(module: str) -> str:
    return module.split(".")[1] if "." in module else module


@pytest.mark.parametrize("path", _modules("render"), ids=_name)
def test_rooms_know_only_whom_they_may(path: Path) -> None:
    module = _name(path)
    room = _room(module)
    if module == "render":
        return
    allowed = MAY.get(room, set()) | {room}
    strangers = {
        name
        for name in _imports(path)
        if name.startswith("render.")
        and _room(name) not in GROUND
        and not any(name == f"render.{may}" or name.startswith(f"render.{may}.") for may in allowed)
    }
    # `from render.backends import base` names the package as well as the module.
    strangers = {name for name in strangers if name not in {f"render.{may.split('.')[0]}" for may in allowed}}
    assert not strangers, f"{module} may not import {sorted(strangers)}"
    assert not any(name.startswith(("gui", "PySide6")) for name in _imports(path))


def test_ground_floor_rests_on_nothing() -> None:
    for path in _modules("render"):
        module = _name(path)
        if module.count(".") == 1 and _room(module) in GROUND:
            ours = {_room(name) for name in _imports(path) if name.startswith("render.")}
            assert ours <= GROUND, f"{module} imports {ours - GROUND}"


@pytest.mark.parametrize("path", _modules("gui"), ids=_name)
def test_gui_never_draws_works_itself(path: Path) -> None:
    hidden = ("render.layout", "render.text", "render.scene", "render.backends")
    assert not {name for name in _imports(path) if name.startswith(hidden)}


@pytest.mark.parametrize("path", [*_modules("render"), *_modules("gui")], ids=_name)
def test_libraries_enter_by_their_own_door(path: Path) -> None:
    module = _name(path)
    for library, doors in ONLY.items():
        if any(name == library or name.startswith(f"{library}.") for name in _imports(path)):
            assert module.startswith(doors), f"{module} imports {library}"


@pytest.mark.parametrize("path", [path for path in _modules("render") if "cli" not in path.parts], ids=_name)
def test_render_reads_no_clock_and_no_environment(path: Path) -> None:
    source = ast.parse(path.read_text("utf-8"))
    reads = {ast.unparse(node) for node in ast.walk(source) if isinstance(node, ast.Attribute)}
    faults = {read for read in reads if any(read.endswith(clock) for clock in CLOCKS)}
    assert not faults, f"{_name(path)} reads {sorted(faults)}"


def test_starting_the_command_line_loads_no_drawing_library(tmp_path: Path) -> None:
    import subprocess
    import sys

    heavy = ("skia", "reportlab", "pikepdf", "PySide6", "numpy", "PIL")
    code = f"import sys, render.cli; print([name for name in {heavy} if name in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
