"""Works of several pages: faces alike, leaflets with two sides, folds that no words cross; read back by pdfium."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import msgspec
import pypdfium2 as pdfium
import pytest
from PIL import Image

from render.errors import UsageError
from render.geometry import Rect
from render.layout.compose import compose
from render.layout.page import Page
from render.model.design import Design, chosen_template
from render.model.formats import Format, find_format, formats
from render.model.palettes import find_palette
from render.model.project import load_design, save_design
from render.model.templates import find_template
from render.pipeline import ExportOptions, Target, export
from render.production.job import files_of, plan
from render.production.job import run as run_tasks
from render.scene.bounds import texts

LEAFLET = find_format("to-gap-297x210")
FOLDED = [pytest.param(work, id=work.id) for work in formats().values() if len(work.folds) == 2]
LINES = {
    **{f"heading{at}": f"Đầu đề thứ {at}" for at in range(1, 4)},
    **{f"text{at}": f"Nội dung thứ {at} của tờ gấp gửi tới từng hộ dân, " * 6 + "cảm ơn!" for at in range(1, 4)},
    "flaphead": "Lời ngỏ",
    "flaptext": "Mỗi người dân là một tuyên truyền viên.",
    "address": "Số 2 Hòa Bình, Cần Thơ",
    "call": "Quét mã để dự thi",
}
PALETTE = find_palette("do-vang")
UNIT = "UBND PHƯỜNG NINH KIỀU"
FULL = Design(text="Vì một thành phố xanh", format=LEAFLET, unit=UNIT, lines=LINES, qr="https://cantho.gov.vn")


def _read(path: Path) -> list[str]:
    """The text of each page, in one line each."""
    with pdfium.PdfDocument(path) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def _exported(design: Design, folder: Path) -> list[str]:
    export(design, folder / "a.pdf", ExportOptions(Target.PDF))
    return _read(folder / "a.pdf")


@pytest.mark.parametrize(("work", "pages"), [("phuon-hai-mat-800x2400", 2), ("pano-ba-mat-1200x2000", 3)])
def test_all_faces_of_a_work_are_alike(work: str, pages: int, tmp_path: Path) -> None:
    design = Design(text="Vì một thành phố xanh", format=find_format(work), unit=UNIT)
    made = compose(design)
    assert len(made.pages) == pages and len(set(map(id, made.pages))) == 1
    assert made.lines["slogan"] == made.lines[f"page{pages}.slogan"]
    assert made.lines_of(pages).keys() == {f"page{pages}.slogan", f"page{pages}.unit"}
    first, *others = _exported(design, tmp_path)
    assert len(others) == pages - 1 and set(others) == {first}
    assert first.casefold() == f"{design.text} {UNIT}".casefold()


def test_each_side_of_a_leaflet_carries_its_own_words(tmp_path: Path) -> None:
    made = compose(FULL)
    assert not made.problems
    outside, inside = (text.casefold() for text in _exported(FULL, tmp_path))
    for name, words in LINES.items():
        on_inside = name[-1] in "123"
        # The call stands by the code on either side.
        sides = (on_inside or name == "call", not on_inside)
        assert (words.casefold() in inside, words.casefold() in outside) == sides
        assert " ".join(made.lines[f"page2.{name}" if on_inside else name]).casefold() == words.casefold()
    assert outside.count(UNIT.casefold()) == 2 and UNIT.casefold() not in inside
    assert FULL.text.casefold() in outside and FULL.text.casefold() in inside


@pytest.mark.parametrize("work", FOLDED)
def test_no_slot_crosses_a_fold(work: Format, picture: Path) -> None:
    design = Design(text=FULL.text, format=work, unit=UNIT, lines=LINES, qr="abc", photo=str(picture))
    template = chosen_template(design)
    made = compose(design)
    for number, folds in enumerate((work.folds, [work.size[0] - fold for fold in reversed(work.folds)]), 1):
        page = Page(design, template, find_palette("do-vang"), number)
        panels = [Rect(left, 0, right, work.size[1]) for left, right in pairwise((0, *folds, work.size[0]))]
        slots = [box for name, box in page.boxes.items() if name in page.arrangement.slots]
        inks = [ink for _, ink in texts(made.pages[number - 1])]
        assert len(slots) > 6 and len(inks) > 6
        for box in (*slots, *inks):
            assert any(panel.contains(box, 0.01) for panel in panels)


def test_the_back_has_its_folds_mirrored() -> None:
    template = find_template("to-gap")
    outside, inside = (Page(FULL, template, find_palette("do-vang"), number) for number in (1, 2))
    assert outside.boxes["flap"].width == pytest.approx(98) and inside.boxes["third"].width == pytest.approx(98)
    assert outside.boxes["cover"].width == inside.boxes["first"].width == pytest.approx(99.5)


def test_words_across_a_fold_are_told() -> None:
    made = compose(Design(text="Vì một thành phố xanh, sạch, đẹp", format=LEAFLET, template="bang-do"))
    assert {problem.code for problem in made.problems} == {"text.on-fold"}


def test_a_leaflet_is_chosen_for_what_is_folded_and_refused_elsewhere() -> None:
    assert chosen_template(FULL).id == "to-gap"
    with pytest.raises(UsageError, match=r"template\.medium"):
        compose(Design(text="Vì dân", format=find_format("pano-3000x2000"), template="to-gap"))


def test_what_no_side_has_room_for_is_told_once() -> None:
    made = compose(Design(text="Vì dân", format=LEAFLET, lines={"deed": "Hiến đất", "text2": "Ruột"}))
    assert [(problem.code, problem.where) for problem in made.problems] == [("slot.unused", "deed")]


def test_pictures_are_made_of_each_side(tmp_path: Path) -> None:
    options = ExportOptions(Target.PNG, dpi=40)
    tasks = plan((FULL, Design(text="Vì dân", format=find_format("phuon-hai-mat-800x2400"))), (options,))
    assert [task.name.endswith("-mat-2.png") for task in tasks] == [False, True, False]
    outside, inside, _ = (outcome.exported for outcome in run_tasks(tasks, tmp_path))
    assert outside and inside and {name.partition(".")[0] for name in inside.lines} == {"page2"}
    assert "flaphead" in outside.lines and "page2.heading1" in inside.lines
    with Image.open(outside.path) as front, Image.open(inside.path) as back:
        assert front.size == back.size and front.tobytes() != back.tobytes()


def test_files_are_counted_by_sides() -> None:
    flat = Design(text="Vì dân", format=find_format("pano-3000x2000"))
    counted = [files_of(each, to) for each in (FULL, flat) for to in (Target.PDF, Target.PNG, Target.SVG)]
    assert counted == [1, 2, 2, 1, 1, 1]


def test_running_text_fills_its_lines() -> None:
    made = compose(FULL)
    box = Page(FULL, find_template("to-gap"), find_palette("do-vang"), 2).boxes["text1"]
    inks = [ink for _, ink in texts(made.pages[1]) if box.contains(ink, 0.01)]
    lines = made.lines["page2.text1"]
    assert len(inks) == len(lines) > 6
    for ink, line, below in zip(inks, lines, lines[1:], strict=False):
        letter = ink.width / len(line)
        assert ink.width + letter * (len(below.split()[0]) + 1) > box.width * 0.8
    assert inks[0].top == pytest.approx(box.top, abs=inks[0].height * 0.5)


@pytest.mark.parametrize(("focus", "seen"), [((0.1, 0.5), "left"), ((0.9, 0.5), "right"), ((0.5, 0.5), "middle")])
def test_a_photograph_is_cropped_about_its_focus(focus: tuple[float, float], seen: str, picture: Path) -> None:
    """The picture is blue at the left, green in the middle, yellow at the right, three times as wide as high."""
    design = Design(text="Vì dân", format=LEAFLET, photo=str(picture), photo_focus=focus)
    group = next(node for node in compose(design).pages[0].nodes if getattr(node, "name", "") == "photo")
    (inside,) = group.children
    slot = Page(design, find_template("to-gap"), find_palette("do-vang"), 1).boxes["photo"]
    at = ((slot.left + slot.right) / 2 - inside.frame.left) / inside.frame.width
    assert (at < 1 / 3, at > 2 / 3) == (seen == "left", seen == "right")
    if seen == "middle":
        assert at == pytest.approx(0.5)


@pytest.mark.parametrize("side", ["bang-ron-8000x1200", "pano-3000x2000", "ap-phich-540x790", "phuon-800x2400"])
def test_a_portrait_keeps_air_above_the_hair_in_any_crop(side: str, tmp_path: Path) -> None:
    """The usual portrait: hair from 14 %, chin at 55 % of the height."""
    Image.new("RGB", (800, 1000), "navy").save(tmp_path / "person.png")
    design = Design(text="Vì dân", format=find_format(side), template="tam-guong", photo=str(tmp_path / "person.png"))
    group = next(node for node in compose(design).pages[0].nodes if getattr(node, "name", "") == "photo")
    (inside,) = group.children
    slot = Page(design, find_template("tam-guong"), find_palette("trang-do"), 1).boxes["photo"]
    hair, chin = (inside.frame.top + inside.frame.height * share for share in (0.14, 0.55))
    assert slot.top + 0.02 * slot.height < hair and chin < slot.bottom


def test_headings_side_by_side_share_one_baseline_whatever_their_marks() -> None:
    headings = {"heading1": "Ai được hưởng?", "heading2": "Quyền lợi", "heading3": "Ở đâu"}
    headings |= {"text1": "Người lao động", "text2": "Ở đủ một năm", "text3": "Ấp nào cũng có"}
    page = Page(msgspec.structs.replace(FULL, lines=LINES | headings), find_template("to-gap"), PALETTE, 2)
    page.set_blocks()
    for name in ("heading", "text"):
        blocks = [page.set[f"{name}{at}"] for at in (1, 2, 3)]
        ends = [-1 if name == "heading" else 0] * 3
        baselines = {round(each.block.lines[at].baseline, 6) for each, at in zip(blocks, ends, strict=True)}
        assert len(baselines) == 1, name


def test_paragraphs_stand_apart_and_each_has_its_numeral() -> None:
    steps = "Chọn mức đóng\nĐiền tờ khai tại bưu điện xã hoặc cơ quan bảo hiểm xã hội gần nhà\nNhận sổ"
    page = Page(msgspec.structs.replace(FULL, lines=LINES | {"flaptext": steps}), find_template("to-gap"), PALETTE, 1)
    page.set_blocks()
    block = page.set["flaptext"]
    lines = block.block.lines
    assert " ".join(block.words) == " ".join(steps.split())
    heads = [line.baseline - line.cap + block.at[1] for line in (lines[0], lines[1], lines[-1])]
    assert block.paragraph_tops(steps) == pytest.approx(heads)
    gaps = [below.baseline - above.baseline for above, below in pairwise(lines)]
    assert gaps[0] == pytest.approx(gaps[-1], rel=0.1) and gaps[0] > 1.2 * max(gaps[1:-1])
    prose = Page(FULL, find_template("to-gap"), PALETTE, 1)
    prose.set_blocks()
    assert block.ink.left > prose.set["flaptext"].ink.left + 1


def test_the_focus_is_saved_with_the_design(picture: Path, tmp_path: Path) -> None:
    design = Design(text="Vì dân", format=LEAFLET, photo=str(picture), photo_focus=(0.25, 0.75))
    save_design(design, tmp_path / "a.codong")
    assert load_design(tmp_path / "a.codong").photo_focus == (0.25, 0.75)
