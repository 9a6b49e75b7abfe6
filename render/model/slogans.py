"""Slogan packs: the words of a campaign with their source, read from `slogans/*.toml`.

A pack is one TOML file: tables `[pack]` and `[source]`, lists `[[topic]]` and `[[slogan]]`. Text is NFC from the
door on and otherwise exactly as the file has it. Ids are `pack:slogan`, or the slogan's alone while it is unique.
"""

from __future__ import annotations

import datetime
import difflib
import hashlib
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated

import msgspec

from render.errors import ContentError, UsageError, unknown
from render.model.search import matches

Id = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*\Z", max_length=64)]
Words = Annotated[str, msgspec.Meta(pattern=r"\S", max_length=10_000)]

LARGEST_FILE = 4_000_000
_LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")


class Topic(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A heading that slogans stand under; `parent` names a wider topic, if any."""

    id: Id
    name: Words
    name_en: str = ""
    parent: str = ""


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The document a pack was taken from; what the document does not say is an empty string."""

    document: str
    number: str = ""
    date: str = ""
    issuer: str = ""


class Slogan(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One slogan, word for word, with its place in the document and the days it holds."""

    id: Id
    topic: str
    text: Words
    section: str = ""
    ordinal: int = 0
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    superseded_by: str = ""
    note: str = ""
    note_en: str = ""

    @property
    def sha256(self) -> str:
        """The hexadecimal SHA-256 of the NFC text in UTF-8."""
        return hashlib.sha256(unicodedata.normalize("NFC", self.text).encode()).hexdigest()


class Pack(msgspec.Struct, frozen=True, kw_only=True):
    """One campaign: its names, the date a job takes when it names none, its source, topics and slogans."""

    id: str
    name: str
    name_en: str
    language: str
    date: datetime.date
    source: Source
    topics: tuple[Topic, ...]
    slogans: tuple[Slogan, ...]

    def topic(self, name: str) -> Topic:
        """Return the topic with that id; KeyError where the pack has none."""
        for topic in self.topics:
            if topic.id == name:
                return topic
        raise KeyError(name)

    def topic_names(self, slogan: Slogan) -> tuple[str, ...]:
        """Return the slogan's topic and every wider one, as Vietnamese names, nearest first."""
        return tuple(self.topic(each).name for each in self.topic_ids(slogan))

    def topic_ids(self, slogan: Slogan) -> tuple[str, ...]:
        """Return the ids of the slogan's topic and of every wider one, nearest first."""
        topic = self.topic(slogan.topic)
        names = [topic.id]
        while topic.parent:
            topic = self.topic(topic.parent)
            names.append(topic.id)
        return tuple(names)


class _Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    id: Id
    name: Words
    name_en: str = ""
    language: str = "vi"
    date: datetime.date


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    pack: _Head
    source: Source
    topic: tuple[Topic, ...]
    slogan: tuple[Slogan, ...]


def load_pack(path: Path) -> Pack:
    """Read one pack; raises ContentError naming the file and, where there is one, the key."""
    content = _parse(path)
    try:
        file = msgspec.convert(content, _File)
    except msgspec.ValidationError as error:
        reason, _, key = str(error).partition(" - at `$.")
        raise ContentError("pack.invalid", path=str(path), key=key.rstrip("`"), reason=reason) from error
    for code, key, value in _faults(file):
        raise ContentError(code, path=str(path), key=key, value=value)
    head = file.pack
    return Pack(
        id=head.id,
        name=head.name,
        name_en=head.name_en,
        language=head.language,
        date=head.date,
        source=file.source,
        topics=file.topic,
        slogans=file.slogan,
    )


def _parse(path: Path) -> dict[str, object]:
    """Return the file's tables with every string in NFC."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise ContentError("pack.unreadable", path=str(path), reason=error.strerror or str(error)) from error
    if len(raw) > LARGEST_FILE:
        raise ContentError("pack.too_large", path=str(path), limit=LARGEST_FILE)
    try:
        return tomllib.loads(unicodedata.normalize("NFC", raw.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        raise ContentError("pack.not_utf8", path=str(path), offset=error.start) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ContentError("pack.not_toml", path=str(path), reason=str(error)) from error


def _faults(file: _File) -> Iterator[tuple[str, str, str]]:
    """Yield what single fields cannot show, as (code, key, value)."""
    for name, ids in (("topic", [t.id for t in file.topic]), ("slogan", [s.id for s in file.slogan])):
        for one, times in Counter(map(str.lower, ids)).items():
            if times > 1:
                yield "pack.duplicate_id", name, next(id for id in ids if id.lower() == one)
    parents: dict[str, str] = {topic.id: topic.parent for topic in file.topic}
    for index, topic in enumerate(file.topic):
        if not _ends(parents, topic.id):
            yield "pack.unknown_topic", f"topic[{index}].parent", topic.parent
    for index, slogan in enumerate(file.slogan):
        if slogan.topic not in parents:
            yield "pack.unknown_topic", f"slogan[{index}].topic", slogan.topic
        if slogan.valid_from and slogan.valid_to and slogan.valid_from > slogan.valid_to:
            yield "pack.dates_reversed", f"slogan[{index}].valid_to", slogan.id


def _ends(parents: dict[str, str], topic: str) -> bool:
    """Return whether the chain of wider topics ends, neither in a circle nor in the void."""
    for _ in parents:
        if topic not in parents:
            return False
        topic = parents[topic]
        if not topic:
            return True
    return False


@dataclass(frozen=True, slots=True)
class Match:
    """One find of a search; a higher score is a better one."""

    pack: Pack
    slogan: Slogan
    score: int


@dataclass(frozen=True)
class Library:
    """Several packs together; `unreadable` holds the errors of the files that had to be left out."""

    packs: tuple[Pack, ...]
    unreadable: tuple[ContentError, ...] = ()

    def __iter__(self) -> Iterator[tuple[Pack, Slogan]]:
        return ((pack, slogan) for pack in self.packs for slogan in pack.slogans)

    @cached_property
    def _by_name(self) -> dict[str, list[tuple[Pack, Slogan]]]:
        """Every name a slogan may answer to, short and full, with all that claim it."""
        names: dict[str, list[tuple[Pack, Slogan]]] = {}
        for pack, slogan in self:
            for name in (slogan.id, f"{pack.id}:{slogan.id}"):
                names.setdefault(name.lower(), []).append((pack, slogan))
        return names

    def short_id(self, pack: Pack, slogan: Slogan) -> str:
        """Return the slogan's id alone while no other pack uses it, else `pack:id`."""
        return slogan.id if len(self._by_name[slogan.id.lower()]) == 1 else f"{pack.id}:{slogan.id}"

    def find(self, wanted: str) -> tuple[Pack, Slogan]:
        """Return the slogan called `pack:V-01` or `V-01`, in either case; UsageError if none or several answer."""
        name = wanted.strip().lower()
        found = self._by_name.get(name, [])
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError("slogan.ambiguous", id=wanted, candidates=tuple(f"{p.id}:{s.id}" for p, s in found))
        raise UsageError("slogan.unknown", id=wanted, near=self._near(name))

    def _near(self, name: str) -> tuple[str, ...]:
        """Return up to three ids that look like the name; `V-1` looks most like `V-01`."""
        plain = {_LEADING_ZEROS.sub("", full): one[0] for full, one in self._by_name.items()}
        close = difflib.get_close_matches(_LEADING_ZEROS.sub("", name), plain, n=3)
        return tuple(dict.fromkeys(self.short_id(*plain[one]) for one in close))

    def of_topic(self, wanted: str) -> tuple[tuple[Pack, Slogan], ...]:
        """Return the slogans under a topic or under a narrower one, in order; UsageError where there is none."""
        found = tuple((pack, slogan) for pack, slogan in self if wanted in pack.topic_ids(slogan))
        if not found:
            raise unknown("topic.unknown", wanted, sorted({topic.id for pack in self.packs for topic in pack.topics}))
        return found

    def search(self, query: str) -> tuple[Match, ...]:
        """Return the slogans that hold every word of the query, best first, else in the packs' order."""
        found = [
            Match(pack, slogan, score)
            for pack, slogan in self
            if (score := matches(query, slogan.text, slogan.id, *pack.topic_names(slogan), pack.name))
        ]
        return tuple(sorted(found, key=lambda match: -match.score))


def load_library(folders: Sequence[Path]) -> Library:
    """Read every `*.toml` of the folders; of packs with one id the first wins, a folder may be missing."""
    packs: dict[str, Pack] = {}
    unreadable: list[ContentError] = []
    for path in _files(folders):
        try:
            pack = load_pack(path)
        except ContentError as error:
            unreadable.append(error)
        else:
            packs.setdefault(pack.id.lower(), pack)
    return Library(tuple(packs.values()), tuple(unreadable))


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        if folder.is_dir():
            yield from sorted(folder.glob("*.toml"))
