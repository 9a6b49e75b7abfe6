"""Playlists: what is shown when, nonsense named, and lists that other programs read."""

from __future__ import annotations

import csv
import io
import tomllib
from pathlib import Path

import pytest

from render.errors import ContentError
from render.model.slogans import load_library
from render.resources import ASSETS
from render.screens.playlist import Entry, Playlist, Programme, Row, programmes, read_playlist, to_csv, to_toml

LIBRARY = load_library((ASSETS / "slogans",))
ENTRY = '[[entry]]\nslogan = "V-04"\n'
EVENT = "[event]\nfrom = 2025-10-10\nto = 2025-10-12\n"


def made(path: Path, text: str, date: str = "2025-02-03") -> tuple[Programme, ...]:
    path = path / "p.toml"
    path.write_text(text, "utf-8")
    return programmes(read_playlist(path), LIBRARY, date, str(path))


def period(held: str, name: str = "a") -> str:
    return f'[[period]]\nid = "{name}"\n{held}\n'


NONSENSE = [
    ("", "playlist.empty"),
    ("[[entry]]\n", "playlist.entry"),
    ('[[entry]]\nslogan = "V-04"\ntext = "x"\n', "playlist.entry"),
    ('[[entry]]\nslogan = "V-99"\n[[entry]]\nslogan = "X-1"\n', "playlist.slogans"),
    ('[[entry]]\nslogan = "V-04"\nseconds = 0.2\n', "playlist.seconds"),
    ('[[entry]]\nslogan = "V-04"\nseconds = 1e9\n', "playlist.seconds"),
    ('[[entry]]\nslogan = "V-04"\nseconds = nan\n', "playlist.seconds"),
    ('[[entry]]\nslogan = "V-04"\nperiod = ["b"]\n' + period("from = 2025-01-01"), "playlist.period-unknown"),
    (ENTRY + period("from = 2025-01-01") + period("from = 2025-02-01"), "playlist.period-twice"),
    (ENTRY + period(""), "playlist.no-days"),
    (ENTRY + period("from = 2025-02-02\nto = 2025-02-01"), "playlist.order"),
    (ENTRY + period('when = "before"\ndays = 3'), "playlist.no-event"),
    (ENTRY + EVENT + period('when = "before"'), "playlist.days"),
    (ENTRY + EVENT + period('when = "after"\ndays = 99999'), "playlist.days"),
    (ENTRY + "[event]\n" + period('when = "during"'), "playlist.event"),
    (ENTRY + '[event]\nday = "31-2"\n' + period('when = "during"'), "playlist.day"),
    (ENTRY + '[event]\nday = "hôm nay"\n' + period('when = "during"'), "playlist.day"),
    (ENTRY + period('from = 2025-01-01\nhours = ["6", "x"]'), "playlist.hours"),
    (ENTRY + period('from = 2025-01-01\nhours = ["25:00", "26:00"]'), "playlist.hours"),
    (ENTRY + period("from = 2025-01-01\nto = 2025-01-09") + period("from = 2025-01-09", "b"), "playlist.overlap"),
    (
        ENTRY + period('from = 2025-01-01\nhours = ["20:00", "02:00"]') + period("from = 2025-01-02", "b"),
        "playlist.overlap",
    ),
    (
        '[[entry]]\nslogan = "V-04"\nperiod = ["a"]\n'
        + period("from = 2025-01-01")
        + period("from = 2025-02-01", "b"),
        "playlist.period-empty",
    ),
    ("entry = 3", "file.invalid"),
    ("[[entry]", "file.syntax"),
    ('[[entry]]\nslogn = "V-04"\n', "file.invalid"),
    ('transition = "wipe"\n' + ENTRY, "file.invalid"),
]


@pytest.mark.parametrize(("text", "code"), NONSENSE)
def test_nonsense_is_named(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(ContentError) as fault:
        made(tmp_path, text)
    assert fault.value.code == code
    assert str(tmp_path) in str(fault.value.params["path"])


def test_all_unknown_slogans_are_named_together(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as fault:
        made(tmp_path, '[[entry]]\nslogan = "V-99"\n[[entry]]\nslogan = "X-1"\n')
    assert fault.value.params["ids"] == ("V-99", "X-1")


def test_before_during_and_after_an_event(tmp_path: Path) -> None:
    text = ENTRY + EVENT
    text += period('when = "after"\ndays = 2', "sau") + period('when = "before"\ndays = 3', "truoc")
    text += period('when = "during"\nhours = ["6h", "22:30"]', "trong")
    found = made(tmp_path, text)
    assert [(each.span.id, each.span.days, each.span.hours) for each in found] == [
        ("truoc", "07/10/2025 - 09/10/2025", ""),
        ("trong", "10/10/2025 - 12/10/2025", "06:00 - 22:30"),
        ("sau", "13/10/2025 - 14/10/2025", ""),
    ]


def test_hours_apart_on_one_day_do_not_overlap(tmp_path: Path) -> None:
    text = ENTRY + period('from = 2025-01-01\nhours = ["06:00", "12:00"]')
    assert len(made(tmp_path, text + period('from = 2025-01-01\nhours = ["12:00", "22:00"]', "b"))) == 2


@pytest.mark.parametrize(
    ("date", "day"), [("2025-02-03", "02/09/2025"), ("2025-09-02", "02/09/2025"), ("2025-09-03", "02/09/2026")]
)
def test_an_anniversary_is_the_next_one(tmp_path: Path, date: str, day: str) -> None:
    (found,) = made(tmp_path, ENTRY + '[event]\nday = "2-9"\n' + period('when = "during"'), date)
    assert found.span.days == day


def test_entries_without_a_period_run_in_all(tmp_path: Path) -> None:
    text = ENTRY + '[[entry]]\ntext = "Vì dân"\nperiod = ["b"]\n'
    one, other = made(tmp_path, text + period("from = 2025-01-01") + period("from = 2025-02-01", "b"))
    assert [len(each.cues) for each in (one, other)] == [1, 2]
    assert one.cues[0].slogan == "can-tho-2025:V-04"


def test_the_list_opens_in_spreadsheets() -> None:
    held = to_csv([Row("01-a.png", 4.5, "V-01", 'Một "hai", ba')])
    assert held.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(held.decode("utf-8-sig"))))
    assert rows == [{"file": "01-a.png", "seconds": "4.5", "slogan": "V-01", "text": 'Một "hai", ba'}]


def test_a_playlist_written_is_the_playlist_read(tmp_path: Path) -> None:
    playlist = Playlist(entry=(Entry(slogan="V-04", seconds=6), Entry(text='Vì "dân"\nphục vụ')), transition="fade")
    path = tmp_path / "p.toml"
    path.write_text(to_toml(playlist), "utf-8")
    assert read_playlist(path) == playlist and tomllib.loads(to_toml(playlist))
