"""The job ticket as a shop reads it: one scale, sizes, areas that add up, and what hinders the press."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from render.catalogue import catalogue
from render.cli import main
from render.model.code import work_code
from render.model.order import Order
from render.model.project import load_design
from render.press.assemble import ScaleChoice
from render.production.papers import ticketed, works
from render.proofs.order_lines import by_height, by_material, scale_of, total
from render.proofs.ticket import technical, ticket
from render.proofs.ticket_table import table
from tests.render.proofs.forms import BANNER, WORKS, design, faults, read, saved, sizes

VI, EN = catalogue("vi"), catalogue("en")
FORMATS = {work.format.id for work in WORKS.values()}


def made(capsys, folder: Path, *designs, more: tuple[str, ...] = (), name: str = "t.pdf") -> tuple[dict, list[str]]:
    files = [saved(each, folder, f"w{at}") for at, each in enumerate(designs)]
    code = main(["ticket", *files, "--out", str(folder / name), "--json", *more])
    result = json.loads(capsys.readouterr().out)
    assert code == 0, result
    return result["files"][0], read(folder / name) if name.endswith("pdf") else []


def test_identical_works_are_one_line_in_so_many_copies(capsys, tmp_path: Path) -> None:
    elsewhere = msgspec.structs.replace(BANNER.order, place="Ngã tư 3 Tháng 2", quantity=7)
    entry, pages = made(capsys, tmp_path, BANNER, msgspec.structs.replace(BANNER, order=elsewhere))
    (line,) = entry["lines"]
    assert line["copies"] == 12 and line["printed_mm"] == [8060, 1260] and line["finished_mm"] == [8000, 1200]
    assert line["area_m2"] == round(12 * 8.06 * 1.26, 2) == 121.87 and line["finished_m2"] == 115.2
    (text,) = pages
    for said in ("in 12 bản", "Cổng UBND phường", "Ngã tư 3 Tháng 2", "121,87", "12 × 10,16", "Thành phẩm 8 × 1,2 m"):
        assert said in text, said


def test_another_material_is_another_line(capsys, tmp_path: Path) -> None:
    silk = msgspec.structs.replace(BANNER, order=msgspec.structs.replace(BANNER.order, material="Lụa"))
    entry, pages = made(capsys, tmp_path, BANNER, silk)
    assert [line["material"] for line in entry["lines"]] == ["Bạt hiflex 3,2 zem", "Lụa"]
    assert entry["lines"][0]["code"] == entry["lines"][1]["code"]
    assert "Lụa" in pages[0]


def test_one_scale_comes_first_and_holds_for_all(capsys, tmp_path: Path) -> None:
    entry, pages = made(capsys, tmp_path, BANNER, WORKS["leaflet"])
    assert [line["scale"] for line in entry["lines"]] == ["1:10", "1:10"]
    assert pages[0].startswith("PHIẾU GIAO VIỆC IN Tỷ lệ mọi tệp 1 : 10 – in 1000 %")
    assert "Tệp 1:10: 806 × 126 mm" in pages[0]
    entry, pages = made(capsys, tmp_path, BANNER, WORKS["leaflet"], more=("--scale", "each", "--overwrite"))
    assert [line["scale"] for line in entry["lines"]] == ["1:10", "1:1"]
    assert "Tỷ lệ KHÁC NHAU" in pages[0]
    _, pages = made(capsys, tmp_path, BANNER, more=("--shop", "hiflex", "--overwrite"))
    assert "Tỷ lệ mọi tệp 1 : 1 – in 100 %" in pages[0] and "In hiflex khổ lớn" in pages[0]


def test_all_that_is_ordered_is_told(capsys, tmp_path: Path) -> None:
    _, pages = made(capsys, tmp_path, BANNER, WORKS["two-faced"], WORKS["pennant"])
    text = " ".join(pages)
    for said in (
        "V-04 · Băng rôn ngang 8 × 1,2 m",
        "Khổ in 8,06 × 1,26 m",
        "Bạt hiflex 3,2 zem",
        "Đóng 32 khoen",
        "Luồn ống 80 mm trên",
        "15/01/2026",
        "2 trang",
        "phiên bản 2",
        work_code(BANNER),
        "GỘP THEO CHẤT LIỆU VÀ CHIỀU CAO",
        "Chưa ghi chất liệu",
        "cao 1,26 m",
        "Mét dài",
    ):
        assert said in text, said


def test_areas_add_up_as_written() -> None:
    odd = [
        design("V-28", "giay-a4", order=Order(quantity=count, material=material))
        for count, material in ((3, "A"), (7, "B"), (1, "A"), (333, "C"))
    ]
    lines = ticketed(works([*odd, BANNER, WORKS["two-faced"], WORKS["pennant"]]), ScaleChoice.AUTO)
    whole = total(lines)
    assert whole.area == sum(line.area for line in lines)
    parts = [total(held) for held in by_material(lines).values()]
    assert whole.area == sum(part.area for part in parts) and whole.copies == sum(part.copies for part in parts)
    assert whole.finished_area == sum(part.finished_area for part in parts)
    for held in by_material(lines).values():
        assert total(held).area == sum(total(same).area for same in by_height(held).values())
    two = next(line for line in lines if line.format.pages == 2)
    # Both faces are printed; battens do not widen the print.
    assert two.area == Decimal("4.10") and two.copy_area == 2 * Decimal("0.84") * Decimal("2.44")


def test_findings_are_the_shops_alone(capsys, tmp_path: Path) -> None:
    small = msgspec.structs.replace(WORKS["long"], text=WORKS["long"].text.replace("sáng tạo", "hoà hòa"))
    far = msgspec.structs.replace(small, format=msgspec.structs.replace(small.format, distance=2000))
    _, pages = made(capsys, tmp_path, far, WORKS["changed"], more=("--force",))
    text = " ".join(pages)
    assert "Chữ nhỏ nhất đọc được đến" in text
    assert "Khác bản gốc" not in text


def test_too_much_ink_for_the_shop_is_told() -> None:
    from render.model.shops import find_shop

    shop = msgspec.structs.replace(find_shop("hiflex-pdf"), ink_limit=150)
    (line,) = ticketed(works([BANNER]), scale_of(shop))
    found = technical(line, shop)
    assert {problem.code for problem in found} == {"ink.limit"}
    (scene, *_) = ticket([line], 0, shop, VI)
    assert scene.size == (297, 210)


def test_works_for_screens_are_left_out_aloud(capsys, tmp_path: Path) -> None:
    entry, pages = made(capsys, tmp_path, BANNER, WORKS["screen"])
    assert len(entry["lines"]) == 1
    assert "1 tác phẩm màn hình không in" in " ".join(pages)


def test_a_long_order_has_its_head_on_every_sheet(capsys, tmp_path: Path) -> None:
    many = [msgspec.structs.replace(BANNER, text=f"{BANNER.text} {number}") for number in range(15)]
    _, pages = made(capsys, tmp_path, *many)
    assert len(pages) > 2 and sizes(tmp_path / "t.pdf") == [(297, 210)] * len(pages)
    assert all("Tỷ lệ mọi tệp 1 : 10" in page for page in pages)
    assert sum(page.count("CỘNG") for page in pages) == 1


@pytest.mark.parametrize("count", [1, 4, 7, 8, 12])
def test_no_words_of_a_ticket_meet_or_leave_it(count: int) -> None:
    held = [*WORKS.values()]
    found = works((held * 2)[:count], force=True)
    for words in (VI, EN):
        for scene in ticket(ticketed(found, ScaleChoice.AUTO), 2, None, words):
            assert faults(scene, FORMATS) == []


def test_the_table_is_read_by_spreadsheets(capsys, tmp_path: Path) -> None:
    formula = msgspec.structs.replace(BANNER, order=Order(quantity=2, material="=1+1"))
    made(capsys, tmp_path, BANNER, formula, name="t.csv")
    raw = (tmp_path / "t.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    assert [(row["Số bản"], row["m² in"], row["Tỷ lệ"]) for row in rows] == [
        ("5", "50,78", "1:10"),
        ("2", "20,31", "1:10"),
    ]
    assert rows[0]["In rộng (mm)"] == "8060" and rows[0]["Lời"] == BANNER.text
    assert rows[1]["Chất liệu"] == "'=1+1"
    english = table(ticketed(works([BANNER]), ScaleChoice.AUTO), EN).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(english))
    assert row["m² printed"] == "50.78" and row["Copies"] == "5"


BAD = [
    (["--slogan", "V-04", "--out", "t.png"], 2, "paper.kind"),
    (["--slogan", "V-04", "--out", "t"], 2, "paper.kind"),
    (["--slogan", "V-04", "--format", "led-1920x1080", "--out", "t.pdf"], 2, "ticket.no-print"),
    (["--slogan", "V-04", "--shop", "hifle", "--out", "t.pdf"], 2, "shop.unknown"),
    (["--slogan", "V-04", "--scale", "1:1", "--out", "t.pdf"], 2, "scale.too-large"),
    (["--slogan", "V-99", "--out", "t.pdf"], 2, "slogan.unknown"),
    (["--slogan", "V-04", "--quantity", "0", "--out", "t.pdf"], 2, "quantity.range"),
    (["missing.codong", "--slogan", "V-04", "--out", "t.pdf"], 2, "proof.sources"),
    (["missing.codong", "--out", "t.pdf"], 3, "file.unreadable"),
    (["--out", "t.pdf"], 2, "export.no-source"),
    (["--text", "☃", "--out", "t.pdf"], 4, "text.missing-glyph"),
]
BAD_PROOFS = [
    (["--slogan", "V-04", "--out", "t.csv"], 2, "paper.kind"),
    (["--slogan", "V-04", "--summary", "--paper", "a4", "--out", "t.pdf"], 2, "proof.a4-summary"),
    (["--slogan", "V-04", "--paper", "a5", "--out", "t.pdf"], 2, "usage.arguments"),
    (["--text", "", "--out", "t.pdf"], 4, "text.empty"),
]


@pytest.mark.parametrize(
    ("command", "arguments", "code", "problem"),
    [*(("ticket", *each) for each in BAD), *(("proof", *each) for each in BAD_PROOFS)],
    ids=lambda value: str(value)[:40],
)
def test_nonsense_is_named_and_leaves_nothing(
    capsys, tmp_path: Path, monkeypatch, command: str, arguments, code: int, problem: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([command, *arguments, "--json"]) == code
    result = json.loads(capsys.readouterr().out)
    assert [entry["code"] for entry in result["problems"]] == [problem]
    assert all(entry["message"] for entry in result["problems"])
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_someone_else_is_never_replaced(capsys, tmp_path: Path) -> None:
    path = tmp_path / "t.pdf"
    path.write_bytes(b"someone's")
    assert main(["ticket", "--slogan", "V-04", "--out", str(path), "--json"]) == 5
    assert json.loads(capsys.readouterr().out)["problems"][0]["code"] == "target.exists"
    assert path.read_bytes() == b"someone's"


def test_the_same_works_give_the_same_bytes(capsys, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert main(["proof", "--slogan", "V-04", "--out", str(tmp_path / f"{name}.pdf")]) == 0
    capsys.readouterr()
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_a_code_stands_for_what_is_seen(tmp_path: Path) -> None:
    code = work_code(BANNER)
    assert len(code) == 9 and work_code(msgspec.structs.replace(BANNER, order=Order(), date="2030-01-01")) == code
    assert work_code(load_design(Path(saved(BANNER, tmp_path, "w")))) == code
    assert work_code(msgspec.structs.replace(BANNER, text=f"{BANNER.text} ")) != code
    pictures = []
    for name, colour in (("a", "red"), ("b", "red"), ("c", "blue")):
        Image.new("RGB", (8, 8), colour).save(tmp_path / f"{name}.png")
        pictures.append(work_code(msgspec.structs.replace(BANNER, photo=str(tmp_path / f"{name}.png"))))
    assert pictures[0] == pictures[1] != pictures[2] and code not in pictures
