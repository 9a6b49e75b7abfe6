"""Works and helpers of the tests of forms: designs as files, PDFs read back, ink that must not meet."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import msgspec
import pypdfium2 as pdfium

from render.cli.demo import campaign
from render.geometry import Insets, Matrix, Rect, rectangle
from render.model.design import Design, from_slogan
from render.model.finishing import Eyelets, Finishing
from render.model.formats import find_format
from render.model.order import Order
from render.model.project import save_design
from render.scene.bounds import walk
from render.scene.nodes import Group, Node, Scene, Shape, Text

PACK, _SLOGANS = campaign()
SLOGANS = {slogan.id: slogan for slogan in _SLOGANS}
UNIT = "BAN CHẤP HÀNH ĐẢNG BỘ - HĐND - UBND - UBMTTQVN PHƯỜNG NINH KIỀU, THÀNH PHỐ CẦN THƠ"
ORDER = Order(
    quantity=5,
    material="Bạt hiflex 3,2 zem",
    place="Cổng UBND phường",
    deadline=datetime.date(2026, 1, 15),
    revision=2,
)


def design(slogan: str, work: str, finish: Finishing | None = None, **changes: object) -> Design:
    """Return a slogan on a format, made up as told."""
    format_ = find_format(work)
    format_ = msgspec.structs.replace(format_, finish=finish) if finish else format_
    return msgspec.structs.replace(from_slogan(PACK, SLOGANS[slogan], format_), **changes)


def changed(slogan: str, work: str, old: str, new: str, **changes: object) -> Design:
    """Return a slogan with other words than approved."""
    base = design(slogan, work, **changes)
    assert old in base.text
    return msgspec.structs.replace(base, text=base.text.replace(old, new))


BANNER = design("V-04", "bang-ron-8000x1200", Finishing(hem=(30,) * 4, eyelets=Eyelets()), order=ORDER, unit=UNIT)
WORKS = {
    "banner": BANNER,
    "panel": design("V-12", "pano-3000x2000", Finishing(wrap=(50,) * 4), order=ORDER),
    "poster": design("V-28", "ap-phich-540x790", order=Order(quantity=200)),
    "pennant": design("V-28", "phuon-duoi-ca-800x2500", Finishing(pocket=(80, 0, 0, 0)), unit=UNIT),
    "two-faced": design("V-06", "phuon-hai-mat-800x2400", Finishing(batten=(40, 0, 40, 0))),
    "leaflet": design("V-06", "giay-a4"),
    "folded": design("V-04", "to-gap-297x210"),
    "screen": design("V-28", "led-1920x1080"),
    "board": design("V-28", "bang-dien-tu-128x32"),
    "changed": changed("V-12", "bang-ron-10000x2000", "siết chặt", "xiết chặt", unit=UNIT),
    "own": Design(text="Vì một thành phố xanh", format=find_format("pano-12000x6000"), unit="ĐƠNVỊLIỀN" * 16),
    "long": Design(text="Toàn Đảng, toàn dân, toàn quân đoàn kết, " * 45, format=find_format("pano-12000x6000")),
}


def saved(work: Design, folder: Path, name: str) -> str:
    """Save a design and return its path."""
    path = folder / f"{name}.codong"
    save_design(work, path)
    return str(path)


def read(path: Path) -> list[str]:
    """Return each page's words as pdfium reads them, on one line."""
    found = []
    with pdfium.PdfDocument(path) as document:
        for page in document:
            words = page.get_textpage()
            found.append(" ".join(words.get_text_range().split()))
            words.close()
            page.close()
    return found


def sizes(path: Path) -> list[tuple[int, int]]:
    """Return each page's size in whole mm."""
    with pdfium.PdfDocument(path) as document:
        return [tuple(round(side / 72 * 25.4) for side in document.get_page_size(at)) for at in range(len(document))]


def own_texts(scene: Scene, works: set[str]) -> Iterator[tuple[str, Rect]]:
    """Yield a form's own lines with their ink; what lies in a drawn work is the work's."""
    yield from _texts(scene.nodes, Matrix(), works)


def _texts(nodes: tuple[Node, ...], matrix: Matrix, works: set[str]) -> Iterator[tuple[str, Rect]]:
    for node in nodes:
        if isinstance(node, Group) and node.name not in works:
            yield from _texts(node.children, node.matrix.then(matrix), works)
        elif isinstance(node, Text):
            box = rectangle(node.ink).transformed(matrix).bounds()
            assert box is not None
            yield node.text, box


def faults(scene: Scene, works: set[str]) -> list[str]:
    """Return lines that leave the paper or meet one another."""
    # Marks above and below letters of neighbouring lines may come near; letters may not.
    lines = [(text, box.grown(Insets(-0.45, -0.1, -0.45, -0.1))) for text, box in own_texts(scene, works)]
    paper = Rect(10.0, 10.0, scene.size.width - 10.0, scene.size.height - 8.0)
    outside = [text for text, box in lines if not paper.contains(box)]
    meeting = [f"{one} × {two}" for (one, a), (two, b) in combinations(lines, 2) if _meet(a, b)]
    return outside + meeting


def _meet(one: Rect, two: Rect) -> bool:
    return one.left < two.right and two.left < one.right and one.top < two.bottom and two.top < one.bottom


def dimensions_struck(scene: Scene) -> list[str]:
    """Return the dimensions whose own line runs through their words."""
    groups = [node for node, _ in walk(scene.nodes) if isinstance(node, Group) and node.name == "dimension"]
    assert groups
    struck = []
    for group in groups:
        lines = [box for node in group.children if isinstance(node, Shape) and (box := node.path.bounds())]
        texts = [node for node in group.children if isinstance(node, Text)]
        struck += [text.text for text in texts if any(_meet(text.ink, line) for line in lines)]
    return struck
