"""The sheets to be signed as those who sign read them: in the PDF, on paper, in black and white."""

from __future__ import annotations

import datetime
import json
import re
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from render.backends.base import ColourMode
from render.backends.grid import Grid
from render.backends.raster import paint
from render.catalogue import catalogue
from render.cli import main
from render.colour import Colour, contrast
from render.geometry import Rect, rectangle
from render.model.design import Design
from render.model.formats import free_format
from render.model.palettes import find_palette
from render.model.sizes import parse_size
from render.production.papers import works
from render.proofs import furniture
from render.proofs.facts import extent, length, swatches
from render.proofs.furniture import A3, A4, sheet
from render.proofs.maket import maket
from render.proofs.maket_rows import swatch_row
from render.proofs.notes import changes
from render.proofs.picture import finished, page
from render.proofs.prose import BLACK, GREY, Mark, Style, evenly, width_of, wrap
from render.proofs.summary import summary
from render.resources import ASSETS, user_folder
from render.scene.nodes import Flat, Shape, Text
from render.scene.sheet import Page
from tests.render.proofs.forms import (
    BANNER,
    PACK,
    SLOGANS,
    UNIT,
    WORKS,
    changed,
    design,
    dimensions_struck,
    faults,
    read,
    saved,
    sizes,
)

VI, EN = catalogue("vi"), catalogue("en")
FORMATS = {work.format.id for work in WORKS.values()}


def proof(capsys: pytest.CaptureFixture[str], folder: Path, *made: Design, more: tuple[str, ...] = ()) -> list[str]:
    files = [saved(each, folder, f"w{at}") for at, each in enumerate(made)]
    code = main(["proof", *files, "--out", str(folder / "p.pdf"), "--json", *more])
    result = json.loads(capsys.readouterr().out)
    assert code == 0, result
    assert result["files"][0]["pages"] == len(sizes(folder / "p.pdf"))
    return read(folder / "p.pdf")


def test_a_sheet_says_all_that_is_signed_for(capsys, tmp_path: Path) -> None:
    (text,) = proof(capsys, tmp_path, BANNER)
    for said in (
        "MA-KÉT TRÌNH DUYỆT",
        "V-04 · Băng rôn ngang 8 × 1,2 m",
        SLOGANS["V-04"].text,
        "NHIỆT LIỆT CHÀO MỪNG / ĐẠI HỘI",
        "/ LẦN THỨ XV, NHIỆM KỲ 2025 - 2030!",
        UNIT,
        "can-tho-2025:V-04",
        PACK.source.document,
        "8 × 1,2 m",
        "8,06 × 1,26 m",
        "in 8,06 m",
        "in 1,26 m",
        "Dán biên 30 mm bốn phía",
        "Đóng 32 khoen ø10 mm, cách nhau tối đa 600 mm, cách mép 20 mm",
        "5 bản",
        "Bạt hiflex 3,2 zem",
        "Cổng UBND phường",
        "15/01/2026",
        "Khổ này thường xem từ 20 m",
        "0 / 100 / 100 / 0",
        "0 / 10 / 100 / 0",
        "Anton 400",
        "Băng đỏ",
        "Phiên bản",
        "03/02/2025",
        "Tỷ lệ hình 1 : ",
        "LƯU Ý VỀ NỘI DUNG",
        "Không có.",
        "Người thiết kế",
        "Kiểm tra nội dung",
        "Lãnh đạo duyệt",
        "dấu",
    ):
        assert said in text, said


def test_letters_are_said_with_the_distance_they_are_read_from(capsys, tmp_path: Path) -> None:
    text = " ".join(proof(capsys, tmp_path, WORKS["panel"]))
    found = dict(re.findall(r"(Lời chính(?:, dòng nhỏ)?|Dòng đơn vị): tới (\d+) m \(chữ hoa \d+ mm\)", text))
    caps = dict(re.findall(r"(Lời chính(?:, dòng nhỏ)?|Dòng đơn vị): tới \d+ m \(chữ hoa (\d+) mm\)", text))
    assert set(found) >= {"Lời chính", "Lời chính, dòng nhỏ"}
    # 2.8 mm a metre.
    assert all(abs(int(found[slot]) - int(caps[slot]) / 2.8) <= 1 for slot in found)
    assert int(caps["Lời chính"]) > int(caps["Lời chính, dòng nhỏ"]) > 40


def test_finishing_of_every_kind_has_its_words(capsys, tmp_path: Path) -> None:
    pages = proof(capsys, tmp_path, WORKS["panel"], WORKS["pennant"], WORKS["two-faced"], WORKS["folded"])
    text = " ".join(pages)
    for said in (
        "Bọc khung 50 mm bốn phía",
        "Luồn ống 80 mm trên",
        "Cắt đuôi cá sâu 250 mm",
        "Nẹp cây 40 mm trên, dưới",
        "Gấp cách mép trái 98 · 197,5 mm",
        "2 mặt, 2 trang",
    ):
        assert said in text, said
    assert "Tờ 1/4" in pages[0] or "1/4" in pages[0]


def test_a_changed_slogan_shows_both_wordings(capsys, tmp_path: Path) -> None:
    text = " ".join(proof(capsys, tmp_path, WORKS["changed"]))
    assert "Khác bản gốc" in text
    assert SLOGANS["V-12"].text in text and WORKS["changed"].text in text
    before, after = changes(SLOGANS["V-12"].text, WORKS["changed"].text)
    assert [before.text[m.start : m.end] for m in before.marks if m.mark is Mark.STRUCK] == ["s"]
    assert [after.text[m.start : m.end] for m in after.marks if m.mark is Mark.UNDERLINED] == ["x"]


def test_notes_speak_of_content_alone(capsys, tmp_path: Path) -> None:
    late = changed("V-28", "pano-12000x6000", "muôn năm", "muôn  năm", valid_to=datetime.date(2025, 2, 1))
    small = msgspec.structs.replace(WORKS["long"], date="2025-02-03", slogan="khac:X-1", original=WORKS["long"].text)
    pages = proof(capsys, tmp_path, late, small, more=("--force",))
    assert "đã hết hạn từ 01/02/2025" in pages[0] and "1 chỗ cách đôi" in pages[0]
    rest = " ".join(pages[1:])
    assert "không có bộ khẩu hiệu của khac:X-1" in rest
    assert "Chữ nhỏ nhất đọc được" not in rest


def test_names_to_be_compared_are_told(capsys, tmp_path: Path) -> None:
    work = changed("V-04", "pano-3000x2000", "Cần Thơ", "Cân Thơ", unit="ĐẢNG ỦY XÃ EA KAO")
    text = " ".join(" ".join(proof(capsys, tmp_path, work)).split())
    assert "“Cân Thơ” chỉ khác tên “Cần Thơ” một chút." in text
    assert "Tên chưa có trong danh mục: EA KAO." in text


def test_own_words_are_called_so(capsys, tmp_path: Path) -> None:
    text = " ".join(proof(capsys, tmp_path, WORKS["own"]))
    assert "Lời tự soạn" in text and "không lấy từ bộ khẩu hiệu nào" in text
    assert "ĐƠNVỊLIỀN" * 16 in text.replace(" ", "")


def test_the_source_is_told_with_number_day_and_issuer(capsys, tmp_path: Path) -> None:
    folder = user_folder() / "slogans"
    folder.mkdir(parents=True, exist_ok=True)
    pack = (ASSETS / "slogans" / "can-tho-2025.toml").read_text("utf-8")
    for old, new in (
        ('number = ""', 'number = "12-KH/TU"'),
        ('\ndate = ""', '\ndate = "2025-01-20"'),
        ('issuer = ""', 'issuer = "Ban Tuyên giáo Thành ủy"'),
        ('id = "V-28"', 'id = "V-28"\nsuperseded_by = "V-29"'),
    ):
        assert pack.count(old) == 1
        pack = pack.replace(old, new)
    (folder / "own.toml").write_text(pack, "utf-8")
    try:
        (text,) = proof(capsys, tmp_path, WORKS["poster"])
    finally:
        (folder / "own.toml").unlink()
    assert "Số, ngày 12-KH/TU, 20/01/2025" in text and "Nơi ban hành Ban Tuyên giáo Thành ủy" in text
    assert "đã được thay bằng V-29" in text


def test_a_spot_colour_is_named_with_its_build() -> None:
    gold = Colour((132, 117, 78), (20, 25, 60, 25), "PANTONE 871 C")
    work = works([WORKS["poster"]])[0]
    (scene,) = work.composition.pages
    painted = replace(scene, nodes=(*scene.nodes, Shape(rectangle(Rect(0, 0, 9, 9)), Flat(gold))))
    role = msgspec.convert({"rgb": gold.rgb, "cmyk": gold.cmyk, "spot": gold.spot}, type(_palette().role["ground"]))
    palette = msgspec.structs.replace(_palette(), role={**_palette().role, "accent": role})
    found, _ = swatches([painted], palette, VI)
    assert (gold, ("Điểm nhấn",)) in [(each.colour, each.roles) for each in found]
    row = swatch_row([each for each in found if each.colour.spot], 60.0, screen=False)
    said = " ".join(node.text for node in row.nodes if isinstance(node, Text))
    assert "PANTONE 871 C" in said and "20 / 25 / 60 / 25" in said


def _palette():
    return find_palette("do-vang")


def test_a_screen_is_told_in_pixels_and_light(capsys, tmp_path: Path) -> None:
    (text,) = proof(capsys, tmp_path, WORKS["screen"])
    assert "1920 × 1080 px" in text and "Màu R/G/B" in text and "255 / 222 / 0" in text
    assert "Khổ in" not in text and "Hoàn thiện" not in text


def test_words_that_need_it_go_on_and_are_all_there(capsys, tmp_path: Path) -> None:
    pages = proof(capsys, tmp_path, WORKS["long"], more=("--force",))
    assert len(pages) > 1
    assert " ".join(pages).count("Toàn Đảng, toàn dân, toàn quân đoàn kết,") >= 45
    assert sum("Lãnh đạo duyệt" in each for each in pages) == 1


def test_paper_and_language_are_as_asked(capsys, tmp_path: Path) -> None:
    (text,) = proof(capsys, tmp_path, BANNER, more=("--paper", "a3", "--lang", "en"))
    assert sizes(tmp_path / "p.pdf") == [(420, 297)]
    assert "PROOF FOR APPROVAL" in text and "8.06 × 1.26 m" in text and "2026-01-15" in text
    assert "Hem 30 mm on all sides" in text
    proof(capsys, tmp_path, BANNER, more=("--overwrite",))
    assert sizes(tmp_path / "p.pdf") == [(210, 297)]


@pytest.mark.parametrize("paper", [A4, A3], ids=["a4", "a3"])
@pytest.mark.parametrize("name", WORKS)
def test_no_words_of_a_sheet_meet_or_leave_it(name: str, paper) -> None:
    for words in (VI, EN):
        for scene in maket(works([WORKS[name]], force=True)[0], paper, words, "1/1"):
            assert faults(scene, FORMATS) == []


def test_many_works_stand_on_one_sheet_signed_once(capsys, tmp_path: Path) -> None:
    several = [each for name, each in WORKS.items() if name != "long"]
    (text,) = proof(capsys, tmp_path, *several, more=("--summary",))
    assert sizes(tmp_path / "p.pdf") == [(420, 297)]
    assert text.count("Lãnh đạo duyệt") == 1
    for each in several:
        assert " ".join(each.text.split()) in text
    assert "Khác bản gốc" in text and "11 tác phẩm" in text


def test_too_many_for_a_sheet_are_signed_on_the_last() -> None:
    ids = [name for name in SLOGANS if name.startswith("V-")]
    found = works([design(name, "bang-ron-8000x1200") for name in ids] * 2)
    pages = summary(found, VI)
    assert len(pages) > 1
    signed = [any(text == "Lãnh đạo duyệt" for text, _ in _own(scene)) for scene in pages]
    assert signed == [False] * (len(pages) - 1) + [True]
    assert [faults(scene, FORMATS) for scene in pages] == [[]] * len(pages)


def _own(scene):
    from tests.render.proofs.forms import own_texts

    return list(own_texts(scene, FORMATS))


def test_everything_is_told_in_black_and_white() -> None:
    paper = Colour((255, 255, 255), (0, 0, 0, 0))
    styles = [each for each in vars(furniture).values() if isinstance(each, Style)]
    assert len(styles) > 5 and {each.colour for each in styles} == {BLACK, GREY}
    assert all(contrast(each.colour, paper) >= 4.5 for each in styles)
    assert contrast(furniture.LINE, paper) >= 3


@pytest.mark.parametrize("name", ["banner", "panel", "pennant"])
def test_finishing_is_seen_on_red_in_grey(name: str) -> None:
    work = works([WORKS[name]])[0]
    format_, scene = work.design.format, work.composition.pages[0]
    width, height = format_.size
    scale = min(170 / width, 250 / height)
    box = Rect(20.0, 20.0, 20.0 + width * scale, 20.0 + height * scale)
    bare, lined = (_grey(sheet(A4, [draw(format_, scene, box)], "x")) for draw in (finished, page))
    middle, top = round((box.left + box.right) / 2 * 8), round(box.top * 8)
    ground = bare[top + 8][middle]
    assert max(abs(lined[y][middle] - ground) for y in range(top - 4, top + 5)) > 60


def _grey(scene):
    trim = Rect(0.0, 0.0, *scene.size)
    grid = Grid(round(scene.size.width * 8), round(scene.size.height * 8), trim)
    pixels = paint(Page(scene, trim, trim, trim), grid, ColourMode.RGB)
    return pixels @ (0.2126, 0.7152, 0.0722)


@pytest.mark.parametrize("size", ["50mx0.3m", "0.3mx20m", "90x54mm", "2000x20px", "30x20mm"])
def test_extreme_sizes_keep_their_dimensions_apart(size: str) -> None:
    work = msgspec.structs.replace(WORKS["poster"], format=free_format(parse_size(size)), text="Việt Nam")
    for paper in (A4, A3):
        for scene in maket(works([work], force=True)[0], paper, VI, "1/1"):
            assert faults(scene, {work.format.id}) == []
            assert dimensions_struck(scene) == []


def test_lengths_lose_no_millimetre() -> None:
    assert length(1245, VI, metres=True) == "1,245 m" and length(98.5, EN, metres=False) == "9.85 cm"
    assert extent(BANNER.format.trim, VI) == "8 × 1,2 m"


def test_lines_are_even_and_keep_every_letter() -> None:
    text = SLOGANS["V-12"].text
    for lines in (wrap(text, furniture.WORDS, 80.0), evenly(text, furniture.WORDS, 80.0)):
        assert " ".join(line.text for line in lines) == text
        assert all(text[line.start :].startswith(line.text) for line in lines)
        assert all(width_of(line.text, furniture.WORDS) <= 80.0 for line in lines)
    assert not any(line.text.endswith(" -") for line in wrap("a - b - c " * 30, furniture.BODY, 30.0))
