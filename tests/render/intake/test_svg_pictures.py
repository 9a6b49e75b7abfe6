"""Imported art against Inkscape, which knows nothing of our reader: the same picture, feature by feature."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from render.backends.base import ColourMode
from render.backends.grid import Grid
from render.backends.raster import paint
from render.geometry import Insets, Rect, Size
from render.intake.svg_art import read_svg
from render.layout.artwork import coloured, place
from render.model.palettes import palettes
from render.scene.nodes import Scene, Unit
from render.scene.sheet import Page

SIDE = 240
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 100">'
BODIES = {
    "curves": """
        <path d="M10 80 C10 10 40 10 50 50 S90 90 90 20 Q70 0 60 20 T40 20" fill="#da251d" stroke="#123"/>
    """,
    "relative": """
        <path d="m10 10 20 0 0 20-20 0zm40 0h20v20h-20zM10 50l10 10c5 5 10 5 15 0s10-5 15 0q5-9 9 0t9
        0v30h-40z"/>
    """,
    "arcs": """
        <path d="M20 50 A20 30 30 1 1 60 60 a20,10 0 01 20 20 A5 5 0 0 0 90 90 L20 90z" fill="#0a6"
        stroke="#000"/>
    """,
    "arc flags": """
        <path d="M10 40a15 15 0 1120 20zM60 40a25 15 45 0020 20 M20 80 A 1 1 0 0 1 80 80" stroke="#00f"
        fill="#fc0"/>
    """,
    "rect": """
        <rect x="5" y="5" width="40" height="30"/> <rect x="50" y="5" width="45" height="40" rx="10"
        fill="#c00"/> <rect x="5" y="50" width="60" height="40" rx="50" ry="8" fill="#06c"/>
    """,
    "round": """
        <circle cx="30" cy="30" r="25" fill="#c00"/> <ellipse cx="65" cy="65" rx="30" ry="15" fill="gold"/>
    """,
    "lines": """
        <g stroke="#000" stroke-width="3"> <line x1="5" y1="5" x2="95" y2="20"/> <polyline points="5,30 50,45
        95,30" fill="none"/> <polygon points="10,60 90,60 50 95" fill="#0c0"/> </g>
    """,
    "caps": """
        <g stroke-width="8" fill="none" stroke="#333"> <path d="M10 15H90" stroke-linecap="round"/> <path d="M10
        30H90" stroke-linecap="square"/> <path d="M10 90L30 50 50 90" stroke-linejoin="round"/> <path d="M55
        90L75 50 95 90" stroke-linejoin="bevel"/> </g>
    """,
    "mitres": """
        <path d="M5 90L15 50 25 90" stroke-width="6" fill="none" stroke="#333"/> <path d="M40 90L43 40 46 90"
        stroke-width="6" fill="none" stroke="#333"/>
    """,
    "dashes": """
        <g fill="none" stroke="#000" stroke-width="4"> <path d="M5 10H95" stroke-dasharray="10 5"/> <path d="M5
        30H95" stroke-dasharray="8"/> <path d="M5 50 H95 V90 H5z" style="stroke-dasharray:6,2,1"/> </g>
    """,
    "rules": """
        <path d="M50 5 L79 95 L3 39 L97 39 L21 95 Z" fill="#c00" transform="scale(.5)"/> <path d="M50 5 L79 95
        L3 39 L97 39 L21 95 Z" fill-rule="evenodd" transform="translate(50 50) scale(.5)"/>
    """,
    "transforms": """
        <g transform="translate(50,50) rotate(30)"> <rect width="30" height="10" fill="#c00"/> <rect width="30"
        height="10" transform="rotate(90 10 5) skewX(20)" fill="#00c"/> <rect width="20" height="10"
        transform="matrix(1 .5 -.3 1 -40 -30)" fill="#0c0"/> <rect width="20" height="10"
        transform="scale(1.5,-2) skewY(10)" fill="#cc0"/> </g>
    """,
    "opacities": """
        <rect width="60" height="60" fill="#c00" fill-opacity=".5"/> <g opacity=".5"> <rect x="30" y="30"
        width="40" height="40" fill="#00c"/> <circle cx="70" cy="70" r="20" fill="#0c0"/> </g> <circle cx="30"
        cy="75" r="15" fill="#fc0" stroke="#000" stroke-width="6" stroke-opacity=".4" opacity=".7"/>
    """,
    "styles": """
        <style>rect{fill:#c00} .b, #c {fill:#00c;stroke:#000} rect.b{stroke-width:5} /* x{fill:red} */</style>
        <rect width="20" height="20"/> <rect class="b" x="30" y="5" width="20" height="20"/> <circle id="c"
        cx="70" cy="20" r="10" fill="red"/> <rect class="b" style="fill:lime; stroke : none" y="50" width="20"
        height="20"/> <g fill="teal" color="navy"> <path d="M40 50h20v20h-20z"/> <path d="M70 50h20v20h-20z"
        fill="currentColor"/> </g>
    """,
    "colours": """
        <rect x="0" width="10" height="100" fill="#f80"/> <rect x="10" width="10" height="100" fill="#123456"/>
        <rect x="20" width="10" height="100" fill="rgb(10,200,30)"/> <rect x="30" width="10" height="100"
        fill="rgb(50%,20%,90%)"/> <rect x="40" width="10" height="100" fill="rebeccapurple"/> <rect x="50"
        width="10" height="100" fill="Gold"/> <rect x="60" width="10" height="100" fill="none"/> <rect x="70"
        width="10" height="100" fill="crimson"/>
    """,
    "use": """
        <defs> <g id="a"> <rect width="20" height="20"/> <circle id="k" cx="30" cy="10" r="8" fill="#c00"/> </g>
        </defs> <use xlink:href="#a" x="5" y="5" fill="#00c"/> <use xlink:href="#a" transform="translate(5 40)
        scale(2)" fill="#0a0"/> <use xlink:href="#k" x="50" y="60"/>
    """,
    "symbol": """
        <symbol overflow="visible" id="s" viewBox="0 0 10 10"> <circle cx="5" cy="5" r="6" fill="#c00"/> </symbol>
        <use xlink:href="#s" x="5" y="5" width="40" height="40"/> <use xlink:href="#s" x="50" y="50" width="45"
        height="20"/>
    """,
    "nested": """
        <svg overflow="visible" x="10" y="10" width="50" height="80" viewBox="0 0 10 10"> <rect width="50%"
        height="100%" fill="#c00"/> <circle cx="10" cy="5" r="3"/> </svg>
    """,
    "clip": """
        <clipPath id="c"> <circle cx="40" cy="40" r="30"/> <rect x="50" y="50" width="40" height="40"/>
        </clipPath> <g clip-path="url(#c)"> <rect width="100" height="100" fill="#c00"/> <rect width="100"
        height="45" fill="#fc0"/> </g>
    """,
    "clip turned": """
        <clipPath id="c"> <path d="M10 10V60H60V10z"/> <path d="M40 40H90V90H40z"/> </clipPath> <rect
        width="100" height="100" fill="#06c" clip-path="url(#c)"/>
    """,
    "clip rule": """
        <clipPath id="c"> <path clip-rule="evenodd" d="M5 5H95V95H5zM20 20H80V80H20zM35 35H65V65H35z"/>
        </clipPath> <rect width="100" height="100" fill="#06c" clip-path="url(#c)"/>
    """,
    "linear": """
        <linearGradient id="g"> <stop offset="0" stop-color="#ffcd00"/> <stop offset=".5" stop-color="#da251d"/>
        <stop offset="1"/> </linearGradient> <linearGradient id="h" href="#g" xlink:href="#g" x2="0" y2="1"/>
        <rect width="90" height="30" fill="url(#g)"/> <rect y="40" width="90" height="50" fill="url(#h)"/>
    """,
    "linear askew": """
        <linearGradient id="g" x1="0" y1="0" x2="1" y2="1"> <stop offset="0" stop-color="#ffcd00"/> <stop
        offset=".5" stop-color="#da251d"/> <stop offset="1"/> </linearGradient> <rect x="5" y="5" width="90"
        height="30" fill="url(#g)"/> <linearGradient id="h" xlink:href="#g" gradientUnits="userSpaceOnUse"
        x1="20" y1="60" x2="80" y2="70" gradientTransform="skewX(30) translate(-30)"/> <rect x="5" y="45"
        width="90" height="50" fill="url(#h)" fill-opacity=".6"/>
    """,
    "radial": """
        <radialGradient id="g"> <stop offset="0" stop-color="#ffcd00"/> <stop offset=".5" stop-color="#da251d"/>
        <stop offset="1"/> </radialGradient> <radialGradient id="h" xlink:href="#g" cx="30" cy="70" r="25"
        gradientUnits="userSpaceOnUse" gradientTransform="rotate(10)"/> <ellipse cx="60" cy="25" rx="38" ry="20"
        fill="url(#g)" stroke="#000"/> <rect y="50" width="90" height="45" fill="url(#h)"/>
    """,
    "whole gradient": """
        <linearGradient id="g"> <stop stop-color="#c00" stop-opacity=".5"/> <stop offset="1" stop-color="#00c"
        style="stop-opacity:.5"/> </linearGradient> <path d="M0 50H100"  stroke="#000"/> <path d="M50 5 L61 39
        L97 39 L68 60 L79 95 L50 74 L21 95 L32 60 L3 39 L39 39 Z" fill="url(#g)"/>
    """,
    "order": """
        <circle cx="50" cy="50" r="30" fill="#fc0" stroke="#c00" stroke-width="20" paint-order="stroke"/>
    """,
}
RED = '<rect width="100" height="100" fill="#c00"/>'
# What Inkscape 1.2 does not know, beside the same picture in simpler words.
TWINS = {
    "shown in a hidden group": (
        f'<g visibility="hidden">{RED}<rect width="50" height="50" visibility="visible"/></g>',
        '<rect width="50" height="50"/>',
    ),
    "hidden": (f'<g display="none">{RED}</g><path d="M0 0h9v9z"/>', '<path d="M0 0h9v9z"/>'),
    "href of SVG 2": (
        '<defs><rect id="a" width="9" height="9"/></defs><use href="#a" x="20"/>',
        '<rect x="20" width="9" height="9"/>',
    ),
    "clip of the box": (
        '<clipPath id="c" clipPathUnits="objectBoundingBox"><circle cx=".5" cy=".5" r=".5"/></clipPath>'
        '<rect x="10" y="20" width="80" height="50" clip-path="url(#c)"/>',
        '<clipPath id="c"><ellipse cx="50" cy="45" rx="40" ry="25"/></clipPath>'
        '<rect x="10" y="20" width="80" height="50" clip-path="url(#c)"/>',
    ),
    "clip of a clip": (
        '<clipPath id="d"><rect width="50" height="100"/></clipPath><clipPath id="c" clip-path="url(#d)">'
        f'<circle cx="50" cy="50" r="40"/></clipPath><g clip-path="url(#c)">{RED}</g>',
        '<path d="M50 10A40 40 0 0 0 50 90z" fill="#c00"/>',
    ),
    "clip by use": (
        '<defs><circle id="k" r="20"/></defs><clipPath id="c" transform="translate(10)">'
        '<use href="#k" x="30" y="40"/>'
        f'</clipPath><g clip-path="url(#c)">{RED}</g>',
        '<circle cx="40" cy="40" r="20" fill="#c00"/>',
    ),
    "clip of nothing": (
        f'<clipPath id="c"/><g clip-path="url(#c)">{RED}</g><path d="M0 0h9v9z"/>',
        '<path d="M0 0h9v9z"/>',
    ),
    "nested and cut": (
        f'<svg x="10" y="10" width="50" height="30">{RED}</svg>',
        '<rect x="10" y="10" width="50" height="30" fill="#c00"/>',
    ),
    "symbol, cut": (
        '<symbol id="s" viewBox="0 0 10 10"><circle cx="5" cy="5" r="8"/></symbol>'
        '<use href="#s" x="10" y="10" width="50" height="30"/>',
        '<clipPath id="c"><rect x="10" y="10" width="50" height="30"/></clipPath>'
        '<circle cx="35" cy="25" r="24" clip-path="url(#c)"/>',
    ),
    "nested, sliced": (
        '<svg x="10" y="10" width="50" height="30" viewBox="0 0 2 1" preserveAspectRatio="xMaxYMin slice">'
        '<rect width="1" height="1"/></svg>',
        '<rect x="10" y="10" width="20" height="30"/>',
    ),
    "switch": (
        f'<switch><foreignObject requiredExtensions="x"/><g>{RED}</g></switch>',
        RED,
    ),
    "transform of CSS": (
        '<rect width="9" height="9" style="transform:translate(20px,5px) rotate(45deg)"/>',
        '<rect width="9" height="9" transform="translate(20,5) rotate(45)"/>',
    ),
    "fallback": ('<rect width="9" height="9" fill="url(#none) #c00"/>', '<rect width="9" height="9" fill="#c00"/>'),
    "mm": ('<rect width="25.4mm" height="72pt"/>', '<rect width="96" height="1in"/>'),
    "ellipse, one radius": ('<ellipse cx="50" cy="50" rx="20"/>', '<circle cx="50" cy="50" r="20"/>'),
    "group of one": (f'<g opacity=".5">{RED}</g>', RED.replace("/>", ' fill-opacity=".5"/>')),
    "inherit": (
        '<g opacity=".5"><g style="opacity:inherit"><circle r="50"/><circle r="40"/></g></g>',
        '<circle r="50" opacity=".25"/>',
    ),
}


def document(body: str) -> str:
    return f"{HEAD}{body}</svg>"


def drawn(path: Path) -> np.ndarray:
    """Return our own picture of an SVG file, on white."""
    imported = read_svg(path)
    frame = Rect(0, 0, SIDE, SIDE)
    parts = coloured(imported.artwork, next(iter(palettes().values())))
    node = place(imported.artwork, parts, frame, "stretch")
    scene = Scene(Unit.PX, Size(SIDE, SIDE), Insets(), (node,))
    return paint(Page(scene, frame, frame, frame), Grid(SIDE, SIDE, frame), ColourMode.RGB).astype(int)


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Draw all documents by one run of Inkscape."""
    folder = tmp_path_factory.mktemp("inkscape")
    files = {name: folder / f"{name.replace(' ', '-')}.svg" for name in BODIES}
    for name, path in files.items():
        path.write_text(document(BODIES[name]), "utf-8")
    options = [
        "--export-type=png",
        f"--export-width={SIDE}",
        f"--export-height={SIDE}",
        "--export-area-page",
        "--export-background=white",
    ]
    command = ["inkscape", *options, "--export-background-opacity=1", *map(str, files.values())]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return files


@pytest.mark.readers("inkscape")
@pytest.mark.parametrize("name", BODIES)
def test_inkscape_sees_the_same(theirs: dict[str, Path], name: str) -> None:
    assert not read_svg(theirs[name]).notes
    ours = drawn(theirs[name])
    with Image.open(theirs[name].with_suffix(".png")) as image:
        other = np.asarray(image.convert("RGB")).astype(int)
    difference = np.abs(ours - other)
    assert (ours != 255).any()
    assert difference.mean() < 0.6
    # Edges may differ in softness by a pixel; areas may not.
    assert (difference.max(axis=2) > 64).mean() < 0.003


@pytest.mark.parametrize("name", TWINS)
def test_other_words_for_the_same_picture(tmp_path: Path, name: str) -> None:
    pictures = []
    for at, body in enumerate(TWINS[name]):
        (tmp_path / f"{at}.svg").write_text(document(body), "utf-8")
        pictures.append(drawn(tmp_path / f"{at}.svg"))
    assert (pictures[1] != 255).any()
    difference = np.abs(pictures[0] - pictures[1])
    assert difference.max() <= 8 or (difference > 8).mean() < 0.002
