"""The catalogue of formats as people meet it, and the user's own files with faults in them."""

from __future__ import annotations

import json
import re
from collections import Counter

import msgspec
import pytest

from render.catalogue import catalogue
from render.errors import ContentError
from render.geometry import Rect
from render.model import formats as module
from render.model.design import Design
from render.model.formats import Format, find_format, formats, load_formats
from render.model.project import load_design, save_design
from render.model.sizes import spoken
from render.resources import ASSETS, user_folder

# Group, how many there are at least, and a size that the trade orders.
GROUPS = {
    "bang-ron": (10, (3000, 1000)),
    "pano": (8, (3000, 2000)),
    "phuon": (12, (800, 2400)),
    "ap-phich": (4, (540, 790)),
    "giay": (5, (297, 420)),
    "to-gap": (2, (297, 210)),
    "standee": (5, (800, 2000)),
    "phong-san-khau": (3, (8000, 4000)),
    "phong-hoi-truong": (5, (6000, 3000)),
    "hop-den": (4, (1200, 1800)),
    "trien-lam": (4, (800, 1200)),
    "bang": (3, (2100, 1600)),
    "bang-dien-tu": (8, (320, 32)),
    "led": (11, (768, 384)),
    "mang-xa-hoi": (5, (1080, 1080)),
    "anh-bia": (3, (1222, 465)),
    "co": (5, (1200, 800)),
}
WORKS = [pytest.param(work, id=work.id) for work in formats().values()]
PRINTS = [pytest.param(work, id=work.id) for work in formats().values() if work.is_print]
HALLS = [pytest.param(work, id=work.id) for work in formats().values() if work.group.startswith("phong-")]
NO_SOURCE = "kiến thức nghề, chưa có nguồn: sửa theo nơi đặt"


@pytest.mark.parametrize("group", GROUPS)
def test_every_kind_is_there_and_named_in_both_languages(group: str) -> None:
    least, size = GROUPS[group]
    sizes = [work.size for work in formats().values() if work.group == group]
    assert len(sizes) >= least and size in sizes
    names = {catalogue(language).find(f"group.{group}") for language in ("vi", "en")}
    assert None not in names and "" not in names


def test_no_kind_is_without_a_heading() -> None:
    assert {work.group for work in formats().values()} == set(GROUPS)


def test_no_two_have_the_same_name_or_the_same_size_within_their_kind() -> None:
    works = formats().values()
    for known in (
        Counter(work.name for work in works),
        Counter(work.name_en for work in works),
        Counter((work.group, work.size, work.faces, work.tail) for work in works),
    ):
        assert [each for each, count in known.items() if count > 1] == []


@pytest.mark.parametrize("work", WORKS)
def test_a_name_tells_the_size_that_is_made(work: Format) -> None:
    if re.search(r"\bA\d\b", work.name):
        return
    for name, decimal in ((work.name, ","), (work.name_en, ".")):
        assert spoken(work.trim, work.unit, decimal).removesuffix(" px") in name
    assert "x".join(f"{side:.0f}" for side in work.size) in work.id


@pytest.mark.parametrize("work", WORKS)
def test_every_size_says_where_it_comes_from(work: Format) -> None:
    assert NO_SOURCE in work.source or re.search(r"\w[.](com|vn|net|io|app)\b", work.source)


@pytest.mark.parametrize("work", PRINTS)
def test_bleed_is_the_houses_unless_the_source_says_otherwise(work: Format) -> None:
    usual = 20 if max(work.size) > 1000 else 3
    assert work.bleed == usual or "tràn lề" in work.source


@pytest.mark.parametrize("work", PRINTS)
def test_resolution_serves_the_distance_and_no_more(work: Format) -> None:
    assert work.distance and work.dpi
    least = 200 if work.distance <= 1 else 150 if work.distance < 1.5 else 100 if work.distance < 6 else 50
    assert least <= work.dpi <= 300
    width, height = ((side + 2 * work.bleed) * work.dpi / 25.4 for side in work.size)
    assert width * height < 1e9


@pytest.mark.parametrize("work", PRINTS)
def test_words_keep_clear_of_every_edge_of_a_print(work: Format) -> None:
    hem = {"bang-ron": 50, "pano": 50, "phuon": 30, "standee": 25, "phong-san-khau": 50, "phong-hoi-truong": 50}
    assert min(work.safe) >= hem.get(work.group, 5)
    if work.group == "phuon":
        assert work.keep_out.top >= 100 and work.keep_out.bottom >= 100


def test_a_screen_has_no_bleed_and_no_resolution() -> None:
    screens = [work for work in formats().values() if not work.is_print]
    assert all(work.bleed == 0 and work.dpi is None for work in screens)
    assert all(work.distance == work.pitch for work in screens if work.pitch)
    assert [work.id for work in screens if work.group == "bang-dien-tu" and not work.module] == []


@pytest.mark.parametrize("work", WORKS)
def test_the_metres_in_the_name_of_a_wall_are_its_modules(work: Format) -> None:
    said = re.search(r"[(]P([\d.]+), ([\d.]+) × ([\d.]+) m[)]", work.name_en)
    if said and work.pitch:
        pitch, width, height = (float(each) for each in said.groups())
        assert pitch == work.pitch
        assert (width, height) == pytest.approx([side * work.pitch / 1000 for side in work.size], rel=0.003)


def test_faces_pages_folds_and_tails_of_the_trade() -> None:
    known = formats()
    assert {work.faces for work in known.values() if "hai-mat" in work.id} == {2}
    assert {work.faces for work in known.values() if "ba-mat" in work.id} == {3}
    assert all(work.pages == work.faces for work in known.values() if work.faces > 1)
    assert {work.tail.kind for work in known.values() if work.tail} == {"swallow", "point"}
    assert any(work.group == "phuon" and not work.tail for work in known.values())
    for work in (work for work in known.values() if work.group == "to-gap"):
        first, second = work.folds
        inner, back, front = first, second - first, work.size[0] - second
        assert work.pages == 2 and back == front and 1 <= front - inner <= 2


@pytest.mark.parametrize("work", HALLS)
def test_the_party_flag_hangs_left_of_the_national_flag(work: Format) -> None:
    boxes = {guide.name: Rect(*guide.box) for guide in work.guides}
    party, national = boxes["Cờ Đảng"], boxes["Quốc kỳ"]
    assert party.right < national.left and party.top == national.top
    for flag in (party, national):
        assert flag.height / flag.width == pytest.approx(2 / 3, abs=0.002)
    width, height = work.size
    hung = (party.left / width, party.top / height)
    places = {"cờ treo cán": (1 / 7, 1 / 4), "cờ bay": (1 / 10, 1 / 8)}
    told = [place for words, place in places.items() if words in work.source]
    if told:
        assert hung == pytest.approx(told[0], abs=0.001)
    else:
        assert "cờ ở giữa" in work.source
        assert (party.left + national.right) / 2 == pytest.approx(width / 2, abs=1)
    if bust := boxes.get("Tượng Chủ tịch Hồ Chí Minh"):
        assert bust.top > party.bottom and (bust.left + bust.right) / 2 == pytest.approx(
            (party.right + national.left) / 2, abs=1
        )
    pairs = [(a, b) for a in boxes.values() for b in boxes.values() if a != b]
    assert not [
        pair
        for pair in pairs
        if pair[0].left < pair[1].right
        and pair[1].left < pair[0].right
        and pair[0].top < pair[1].bottom
        and pair[1].top < pair[0].bottom
    ]


def test_every_hall_has_its_guides() -> None:
    assert len(HALLS) == 8 and all(len(case.values[0].guides) >= 2 for case in HALLS)


PRINT = """
[[format]]
id = "cua-toi"
name = "Của tôi"
name_en = "Mine"
group = "của tôi"
medium = "print"
size = [1000, 2000]
source = "tôi"
"""
SCREEN = PRINT.replace("print", "led").replace("[1000, 2000]", "[64, 32]")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (PRINT + "faces = 0", "format.invalid"),
        (PRINT + "faces = 1000", "format.invalid"),
        (PRINT + "bleed = -1", "format.invalid"),
        (PRINT + "bleed = nan", "format.invalid"),
        (PRINT + "dpi = 0", "format.invalid"),
        (PRINT + "dpi = 1000000", "format.invalid"),
        (PRINT + "distance = inf", "format.invalid"),
        (PRINT + "colour = 'red'", "format.invalid"),
        (PRINT + "tail = { kind = 'fringe', depth = 100 }", "format.invalid"),
        (PRINT + "tail = { kind = 'point', depth = -5 }", "format.invalid"),
        (PRINT.replace("print", "smoke"), "format.invalid"),
        (PRINT.replace("1000", "0"), "format.invalid"),
        (PRINT.replace("1000", "-5"), "format.invalid"),
        (PRINT.replace("1000", "nan"), "format.invalid"),
        (PRINT.replace("1000", "inf"), "format.invalid"),
        (PRINT.replace("1000, 2000", "1000"), "format.invalid"),
        (PRINT.replace("Của tôi", " "), "format.invalid"),
        (PRINT.replace("1000", "200000"), "format.size"),
        (PRINT.replace("1000", "0.5"), "format.size"),
        (PRINT + "safe = [0, 340, 0, 340]", "format.safe"),
        (PRINT + "safe = [700, 0, 700, 0]", "format.safe"),
        (PRINT + "faces = 2", "format.pages"),
        (PRINT + "folds = [600, 300]", "format.folds"),
        (PRINT + "folds = [300, 300]", "format.folds"),
        (PRINT + "folds = [1000]", "format.folds"),
        (PRINT + "tail = { kind = 'point', depth = 200 }\nsafe = [0, 0, 150, 0]", "format.tail"),
        (PRINT + "guides = [{ name = 'Cờ', name_en = 'Flag', box = [0, 0, 1001, 9] }]", "format.guide"),
        (PRINT + "guides = [{ name = 'Cờ', name_en = 'Flag', box = [9, 0, 9, 9] }]", "format.guide"),
        (PRINT + "guides = [{ name = 'Cờ', name_en = 'Flag', box = [nan, 0, 9, 9] }]", "format.guide"),
        (PRINT + "module = [32, 16]", "format.not-screen"),
        (PRINT + "pitch = 10", "format.not-screen"),
        (SCREEN + "module = [30, 16]", "format.module"),
        (SCREEN + "dpi = 72", "format.not-print"),
        (SCREEN + "bleed = 3", "format.not-print"),
        (SCREEN.replace("64", "64.5"), "format.size"),
        (PRINT + PRINT, "format.twice"),
    ],
)
def test_a_fault_is_told_with_the_file_and_the_format(tmp_path, content: str, code: str) -> None:
    path = tmp_path / "formats.toml"
    path.write_text(content, "utf-8")
    with pytest.raises(ContentError) as raised:
        load_formats(path)
    assert raised.value.code == code
    for language in ("vi", "en"):
        message = catalogue(language).error(raised.value)[0]
        assert str(path) in message and "cua-toi" in message and "{" not in message.replace(str(path), "")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("format = 3", "file.invalid"),
        ("[[formats]]\nid = 'a'", "file.invalid"),
        ("[[format]]\nid = 5", "format.invalid"),
        ("[[format]]", "format.invalid"),
        ("[[format", "file.syntax"),
    ],
)
def test_a_file_that_is_no_catalogue_is_told(tmp_path, content: str, code: str) -> None:
    path = tmp_path / "formats.toml"
    path.write_text(content, "utf-8")
    with pytest.raises(ContentError) as raised:
        load_formats(path)
    assert raised.value.code == code and str(path) in catalogue("vi").error(raised.value)[0]


def test_the_users_format_joins_and_wins(monkeypatch) -> None:
    user_folder().mkdir(parents=True, exist_ok=True)
    own = user_folder() / "formats.toml"
    own.write_text(PRINT + PRINT.replace("cua-toi", "pano-3000x2000") + "folds = [250, 500.5]", "utf-8")
    module.formats.cache_clear()
    try:
        assert find_format("cua-toi").size == (1000, 2000)
        assert find_format("pano-3000x2000").folds == (250, 500.5)
        assert len(formats()) == len(WORKS) + 1
    finally:
        own.unlink()
        module.formats.cache_clear()


@pytest.mark.parametrize("work", WORKS)
def test_a_design_keeps_the_whole_format(tmp_path, work: Format) -> None:
    path = tmp_path / "a.codong"
    save_design(Design(text="Vì dân", format=work), path)
    assert load_design(path).format == work


def test_a_design_of_the_first_version_opens() -> None:
    held = json.loads(msgspec.json.encode(Design(text="Vì dân", format=find_format("giay-a4"))))
    first = ("id", "name", "name_en", "group", "medium", "size", "source", "dpi", "bleed", "safe", "distance")
    held["format"] = {key: held["format"][key] for key in first} | {"words": []}
    assert msgspec.convert(held, Design).format == find_format("giay-a4")


def test_the_built_in_file_is_read_alone() -> None:
    assert len(load_formats(ASSETS / "formats.toml")) == len(WORKS) >= 90
