"""The built-in pack against the document it comes from, and the library's ways of finding a slogan."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from render.errors import ContentError, UsageError
from render.model.slogans import Library, Pack, load_library, load_pack
from render.resources import ASSETS

PLAN = (Path(__file__).parents[2] / "data" / "plan-can-tho.txt").read_text("utf-8")
PACK_FILE = ASSETS / "slogans" / "can-tho-2025.toml"

MINIMAL = """
[pack]
id = "{pack}"
name = "Thử"
date = 2025-01-01
[source]
document = "Thử"
[[topic]]
id = "mot"
name = "Một"
[[slogan]]
id = "{slogan}"
topic = "mot"
text = "Toàn dân đoàn kết!"
"""


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(PACK_FILE)


@pytest.fixture(scope="module")
def library(pack: Pack) -> Library:
    return Library((pack,))


def write(folder: Path, pack: str = "thu", slogan: str = "A-1", old: str = "", new: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{pack}.toml"
    path.write_text(MINIMAL.format(pack=pack, slogan=slogan).replace(old, new), "utf-8")
    return path


def test_the_thirty_slogans_are_the_documents_word_for_word(pack: Pack) -> None:
    section = PLAN[PLAN.index("V- KHẨU HIỆU TUYÊN TRUYỀN") :]
    document = [line for line in section.splitlines() if re.match(r"\d+\. ", line)]
    ours = [slogan for slogan in pack.slogans if slogan.id.startswith("V-")]
    assert [f"{slogan.ordinal}. {slogan.text}" for slogan in ours] == document
    assert [slogan.id for slogan in ours] == [f"V-{number:02}" for number in range(1, 31)]


def test_every_other_text_stands_in_the_document(pack: Pack) -> None:
    assert [slogan.id for slogan in pack.slogans if slogan.text not in PLAN] == []
    assert pack.source.document.split(" ", 2)[2] in " ".join(PLAN.split())


def test_themes_anniversaries_and_contents_are_complete(pack: Pack) -> None:
    others = [slogan.id for slogan in pack.slogans if not slogan.id.startswith("V-")]
    contents = [f"ND-{number:02}" for number in range(1, 11)]
    assert others == [*(f"CD-{n}" for n in (1, 2, 3)), *(f"KN-{n}" for n in (1, 2, 3, 4)), *contents]
    for slogan in pack.slogans:
        if slogan.id.startswith("ND-"):
            assert f"({slogan.ordinal}) {slogan.text}" in PLAN
        if slogan.id.startswith("CD-"):
            assert f"({slogan.ordinal}) “{slogan.text}”" in PLAN


def test_every_topic_has_slogans_and_every_slogan_a_topic(pack: Pack) -> None:
    used = {slogan.topic for slogan in pack.slogans} | {topic.parent for topic in pack.topics}
    assert {topic.id for topic in pack.topics} <= used
    assert all(pack.topic_names(slogan) for slogan in pack.slogans)
    official = [slogan.id for slogan in pack.slogans if "Khẩu hiệu tuyên truyền" in pack.topic_names(slogan)]
    assert len(official) == 30


@pytest.mark.parametrize(
    ("id", "day", "valid"),
    [
        ("V-04", date(2025, 2, 3), True),
        ("V-04", date(2025, 6, 30), True),
        ("V-04", date(2025, 7, 1), False),
        ("V-05", date(2026, 1, 19), True),
        ("KN-1", date(2024, 12, 31), False),
        ("KN-4", date(2025, 1, 1), True),
        ("KN-4", date(2025, 12, 31), True),
        ("KN-4", date(2026, 1, 1), False),
    ],
)
def test_validity(library: Library, id: str, day: date, valid: bool) -> None:
    slogan = library.find(id)[1]
    begun = slogan.valid_from is None or slogan.valid_from <= day
    assert (begun and (slogan.valid_to is None or day <= slogan.valid_to)) is valid


def test_only_what_the_calendar_limits_is_limited(pack: Pack) -> None:
    limited = {slogan.id for slogan in pack.slogans if slogan.valid_from or slogan.valid_to}
    assert limited == {"V-04", "KN-1", "KN-2", "KN-3", "KN-4"}
    assert "lần thứ I" in next(slogan.note for slogan in pack.slogans if slogan.id == "V-04")


def test_decomposed_text_becomes_the_same_slogan(pack: Pack, tmp_path: Path) -> None:
    path = tmp_path / "nfd.toml"
    path.write_text(unicodedata.normalize("NFD", PACK_FILE.read_text("utf-8")), "utf-8")
    assert load_pack(path) == pack


def test_hash_is_that_of_the_text(pack: Pack) -> None:
    slogan = pack.slogans[27]
    expected = hashlib.sha256("Đảng Cộng sản Việt Nam quang vinh muôn năm!".encode()).hexdigest()
    assert slogan.sha256 == expected


@pytest.mark.parametrize(
    ("old", "new", "code", "where"),
    [
        ('text = "Toàn dân đoàn kết!"', "text = 7", "pack.invalid", "slogan[0].text"),
        ('text = "Toàn dân đoàn kết!"', 'text = "  "', "pack.invalid", "slogan[0].text"),
        ('text = "Toàn dân đoàn kết!"', 'text = "A"\ncolour = "red"', "pack.invalid", "slogan[0]"),
        ("date = 2025-01-01", 'date = "hôm nay"', "pack.invalid", "pack.date"),
        ('topic = "mot"', 'topic = "hai"', "pack.unknown_topic", "slogan[0].topic"),
        ('name = "Một"', 'name = "Một"\nparent = "mot"', "pack.unknown_topic", "topic[0].parent"),
        ('topic = "mot"', 'topic = "mot"\nvalid_from = 2025-02-01\nvalid_to = 2025-01-01',
         "pack.dates_reversed", "slogan[0].valid_to"),
        ("[[slogan]]", '[[slogan]]\nid = "a-1"\ntopic = "mot"\ntext = "B"\n[[slogan]]',
         "pack.duplicate_id", "slogan"),
        ("[source]", "[source", "pack.not_toml", ""),
    ],
)  # fmt: skip
def test_a_faulty_pack_is_named_with_file_and_key(tmp_path: Path, old: str, new: str, code: str, where: str) -> None:
    path = write(tmp_path, old=old, new=new)
    with pytest.raises(ContentError) as caught:
        load_pack(path)
    assert (caught.value.code, caught.value.params["path"]) == (code, str(path))
    assert caught.value.params.get("key", "") == where


def test_an_unreadable_pack_says_why(tmp_path: Path) -> None:
    legacy = tmp_path / "tcvn3.toml"
    legacy.write_bytes(b'[pack]\nname = "\xa7\xb6ng"\n')
    for path, code in ((legacy, "pack.not_utf8"), (tmp_path / "none.toml", "pack.unreadable")):
        with pytest.raises(ContentError) as caught:
            load_pack(path)
        assert caught.value.code == code


def test_one_broken_pack_does_not_hide_the_others(tmp_path: Path) -> None:
    write(tmp_path, "tot")
    write(tmp_path, "hong", old='topic = "mot"', new="topic = 1")
    library = load_library([tmp_path, tmp_path / "missing"])
    assert [pack.id for pack in library.packs] == ["tot"]
    assert [error.code for error in library.unreadable] == ["pack.invalid"]


def test_the_first_folder_wins(tmp_path: Path) -> None:
    write(tmp_path / "user", old="Toàn dân", new="Toàn quân")
    write(tmp_path / "own")
    library = load_library([tmp_path / "user", tmp_path / "own"])
    assert [slogan.text for _, slogan in library] == ["Toàn quân đoàn kết!"]


def test_short_ids_while_they_are_unique(tmp_path: Path) -> None:
    write(tmp_path, "other", "V-01")
    alone = load_library([PACK_FILE.parent])
    both = load_library([PACK_FILE.parent, tmp_path])
    pack, slogan = alone.find("v-01")
    assert alone.short_id(pack, slogan) == "V-01"
    assert both.short_id(pack, slogan) == "can-tho-2025:V-01"
    assert both.find("can-tho-2025:V-01") == (pack, slogan)
    assert both.find("V-02")[1].ordinal == 2
    with pytest.raises(UsageError) as caught:
        both.find("V-01")
    assert caught.value.params["candidates"] == ("can-tho-2025:V-01", "other:V-01")


def test_an_unknown_id_names_its_neighbours(library: Library) -> None:
    with pytest.raises(UsageError) as caught:
        library.find("V-1")
    assert caught.value.code == "slogan.unknown"
    assert "V-01" in str(caught.value.params["near"])


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("muon nam dang", "V-28"),
        ("chuyển đổi số", "V-24"),
        ("bo may tinh gon", "V-23"),
        ("can tho xv", "V-04"),
        ("V-17", "V-17"),
        ("giai phong mien nam", "KN-2"),
        ("song mai", "V-30"),
        ("niem tin moi", "CD-1"),
    ],
)
def test_search_puts_the_right_slogan_first(library: Library, query: str, first: str) -> None:
    found = library.search(query)
    assert found
    assert found[0].slogan.id == first


def test_search_reaches_topics_and_nothing_it_should_not(library: Library) -> None:
    assert len(library.search("khau hieu tuyen truyen")) == 30
    assert {match.slogan.id for match in library.search("ngày lễ lớn")} >= {"KN-1", "KN-2", "KN-3", "KN-4"}
    assert library.search("bão lụt") == ()
    assert len(library.search("")) == 47
