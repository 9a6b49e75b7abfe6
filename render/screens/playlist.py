"""What is shown, in which order and when: a playlist as people write it in TOML, and as CSV for whoever shows it.

name = "Đại hội"
transition = "fade"                          # cut (usual) or fade
[event]                                      # optional; or day = "2-9", the next one from the job's date on
from = 2025-10-10
to = 2025-10-12
[[period]]                                   # optional; a folder of slides each
id = "truoc"
when = "before"                              # before, during or after the event; or from and to of its own
days = 7
hours = ["06:00", "22:00"]
[[entry]]
slogan = "V-04"                              # or text = "…"
seconds = 8                                  # else by the number of words
period = ["truoc"]                           # else in every period
"""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Literal

import msgspec

from render.errors import ContentError, UsageError
from render.model.slogans import Library
from render.model.tables import read_table
from render.screens.reading import FLASH_SECONDS, MOST_SECONDS

Transition = Literal["cut", "fade"]
_DAY = datetime.timedelta(days=1)
_WHOLE_DAY = (0, 24 * 60)
MOST_ENTRIES = 999


class Event(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"first": "from", "last": "to"}):
    """The event that periods are counted from: its first and last day, or a day of every year such as `2-9`."""

    name: str = ""
    first: datetime.date | None = None
    last: datetime.date | None = None
    day: str = ""


class Period(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"first": "from", "last": "to"}):
    """Days of their own, or days around the event; hours of each of them, past midnight where they end earlier."""

    id: str
    name: str = ""
    first: datetime.date | None = None
    last: datetime.date | None = None
    when: Literal["", "before", "during", "after"] = ""
    days: int = 0
    hours: tuple[str, str] | None = None


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One text: a slogan's id or words of one's own."""

    slogan: str = ""
    text: str = ""
    seconds: float | None = None
    period: tuple[str, ...] = ()


class Playlist(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Entries in order, the periods they belong to, and how slides change."""

    entry: tuple[Entry, ...] = ()
    name: str = ""
    transition: Transition = "cut"
    event: Event | None = None
    period: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry made out: its words, the full id of the slogan they are ('' for own words), its seconds if given."""

    text: str
    slogan: str = ""
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """When a period is: first and last day, and minutes of the day from and to."""

    id: str
    name: str
    first: datetime.date
    last: datetime.date
    minutes: tuple[int, int] = _WHOLE_DAY

    @property
    def days(self) -> str:
        """The days as they are written in Vietnam."""
        first, last = (f"{day.day:02}/{day.month:02}/{day.year}" for day in (self.first, self.last))
        return first if first == last else f"{first} - {last}"

    @property
    def hours(self) -> str:
        """The hours, '' for the whole day."""
        if self.minutes == _WHOLE_DAY:
            return ""
        return " - ".join(f"{each // 60:02}:{each % 60:02}" for each in self.minutes)

    def meets(self, other: Span) -> bool:
        """True where both would be shown at one moment."""
        return any(one[0] < two[1] and two[0] < one[1] for one in self._stretches() for two in other._stretches())

    def _stretches(self) -> Iterable[tuple[int, int]]:
        """Yield the moments of the span as minutes since the first day of all."""
        start, end = self.minutes
        length = end - start if end > start else end + 24 * 60 - start
        for day in range(self.first.toordinal(), self.last.toordinal() + 1):
            yield day * 24 * 60 + start, day * 24 * 60 + start + length


@dataclass(frozen=True, slots=True)
class Programme:
    """What one folder shows, and when; no span where it is shown always."""

    cues: tuple[Cue, ...]
    span: Span | None = None


def read_playlist(path: Path) -> Playlist:
    """Return a playlist; raise ContentError with file, line and key where it cannot be read."""
    return read_table(path, Playlist)


def programmes(playlist: Playlist, library: Library, date: str, path: str = "") -> tuple[Programme, ...]:
    """Return what is shown in each period, or all of it where there are none; ContentError names what is wrong."""
    if not playlist.entry:
        raise ContentError("playlist.empty", path=path)
    if len(playlist.entry) > MOST_ENTRIES:
        raise ContentError("playlist.long", path=path, count=len(playlist.entry), most=MOST_ENTRIES)
    cues = _cues(playlist, library, path)
    spans = _spans(playlist, date, path)
    if not spans:
        return (Programme(tuple(cues)),)
    made = []
    for span in spans:
        here = [cue for cue, entry in zip(cues, playlist.entry, strict=True) if _runs(entry, span)]
        if not here:
            raise ContentError("playlist.period-empty", path=path, period=span.id)
        made.append(Programme(tuple(here), span))
    return tuple(made)


def _runs(entry: Entry, span: Span) -> bool:
    return not entry.period or span.id in entry.period


def _cues(playlist: Playlist, library: Library, path: str) -> list[Cue]:
    known, unknown = {each.id for each in playlist.period}, []
    cues: list[Cue] = []
    for at, entry in enumerate(playlist.entry, 1):
        if bool(entry.slogan) == bool(entry.text.strip()):
            raise ContentError("playlist.entry", path=path, at=at)
        if entry.seconds is not None and not FLASH_SECONDS <= entry.seconds <= MOST_SECONDS:
            raise ContentError(
                "playlist.seconds", path=path, at=at, seconds=entry.seconds, least=FLASH_SECONDS, most=MOST_SECONDS
            )
        if strange := [each for each in entry.period if each not in known]:
            raise ContentError("playlist.period-unknown", path=path, at=at, period=strange[0], known=tuple(known))
        try:
            cues.append(_cue(entry, library))
        except UsageError:
            unknown.append(entry.slogan)
    if unknown:
        raise ContentError("playlist.slogans", path=path, ids=tuple(dict.fromkeys(unknown)))
    return cues


def _cue(entry: Entry, library: Library) -> Cue:
    if entry.text:
        return Cue(entry.text, "", entry.seconds)
    pack, slogan = library.find(entry.slogan)
    return Cue(slogan.text, f"{pack.id}:{slogan.id}", entry.seconds)


def _spans(playlist: Playlist, date: str, path: str) -> list[Span]:
    event = _event(playlist.event, date, path) if playlist.event else None
    spans = [_span(period, event, path) for period in playlist.period]
    if len({span.id for span in spans}) < len(spans):
        raise ContentError("playlist.period-twice", path=path)
    for one, other in combinations(spans, 2):
        if one.meets(other):
            raise ContentError("playlist.overlap", path=path, one=one.name, other=other.name)
    return sorted(spans, key=lambda span: (span.first, span.minutes))


def _event(event: Event, date: str, path: str) -> tuple[datetime.date, datetime.date]:
    """Return the event's first and last day."""
    if event.day:
        match = re.fullmatch(r"(\d{1,2})\s*[-/]\s*(\d{1,2})", event.day.strip())
        today = datetime.date.fromisoformat(date)
        try:
            days = [datetime.date(year, int(match[2]), int(match[1])) for year in (today.year, today.year + 1)]  # type: ignore[index]
        except (TypeError, ValueError):
            raise ContentError("playlist.day", path=path, day=event.day) from None
        return next((day, day) for day in days if day >= today)
    if event.first is None:
        raise ContentError("playlist.event", path=path)
    return event.first, _ordered(event.first, event.last or event.first, event.name, path)


def _ordered(first: datetime.date, last: datetime.date, name: str, path: str) -> datetime.date:
    if last < first:
        raise ContentError("playlist.order", path=path, name=name, first=first.isoformat(), last=last.isoformat())
    return last


def _span(period: Period, event: tuple[datetime.date, datetime.date] | None, path: str) -> Span:
    name = period.name or period.id
    if period.when:
        if event is None:
            raise ContentError("playlist.no-event", path=path, period=name)
        if period.when != "during" and not 1 <= period.days <= 3660:
            raise ContentError("playlist.days", path=path, period=name, days=period.days)
        before, after = event[0] - period.days * _DAY, event[1] + period.days * _DAY
        first, last = {"before": (before, event[0] - _DAY), "during": event, "after": (event[1] + _DAY, after)}[
            period.when
        ]
    elif period.first is None:
        raise ContentError("playlist.no-days", path=path, period=name)
    else:
        first, last = period.first, period.last or period.first
    return Span(period.id, name, first, _ordered(first, last, name, path), _minutes(period, name, path))


def _around(event: tuple[datetime.date, datetime.date], period: Period) -> tuple[datetime.date, datetime.date]:
    first, last = event
    if period.when == "before":
        return first - period.days * _DAY, first - _DAY
    return event if period.when == "during" else (last + _DAY, last + period.days * _DAY)


def _minutes(period: Period, name: str, path: str) -> tuple[int, int]:
    if period.hours is None:
        return _WHOLE_DAY
    found = [re.fullmatch(r"([01]?\d|2[0-4])[:hg]([0-5]\d)?", each.strip()) for each in period.hours]
    minutes = [int(match[1]) * 60 + int(match[2] or 0) for match in found if match]
    if len(minutes) < 2 or minutes[0] == minutes[1] or max(minutes) > 24 * 60:
        raise ContentError("playlist.hours", path=path, period=name, hours=" - ".join(period.hours))
    return minutes[0], minutes[1]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list for the operator."""

    file: str
    seconds: float
    slogan: str
    text: str


def to_csv(rows: Iterable[Row]) -> bytes:
    """Return the list as CSV that spreadsheets open as it is: UTF-8 with its mark, a head, one row a slide."""
    held = io.StringIO(newline="")
    writer = csv.writer(held)
    writer.writerow(("file", "seconds", "slogan", "text"))
    writer.writerows((row.file, f"{row.seconds:g}", row.slogan, row.text) for row in rows)
    return held.getvalue().encode("utf-8-sig")


def to_toml(playlist: Playlist) -> str:
    """Return a playlist without periods as its TOML."""
    lines = [f"transition = {_quoted(playlist.transition)}"]
    for entry in playlist.entry:
        held = ("slogan", entry.slogan) if entry.slogan else ("text", entry.text)
        lines += ["", "[[entry]]", f"{held[0]} = {_quoted(held[1])}"]
        lines += [f"seconds = {entry.seconds:g}"] if entry.seconds else []
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Return a TOML string: JSON's spelling is one of TOML's."""
    return msgspec.json.encode(text).decode()
