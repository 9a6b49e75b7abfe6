"""What the lists show for a query: slogans under their topics, formats under their kinds."""

from __future__ import annotations

from collections.abc import Sequence

from gui.messages import format_name, group_name, name_of, size_of
from gui.panels.rows import Row
from render.catalogue import Catalogue
from render.model.design import Design
from render.model.formats import Format, formats
from render.model.search import matches
from render.model.slogans import Library, Match, Pack, Slogan

OWN = "own"


def slogan_key(pack: Pack, slogan: Slogan) -> str:
    """Return the key of a slogan's row, which is what a design calls it."""
    return f"{pack.id}:{slogan.id}"


def slogan_rows(library: Library, words: Catalogue, query: str) -> list[Row]:
    """Return the slogans that match, under their topics; the topic of the best match comes first."""
    groups: dict[tuple[str, str], list[Row]] = {}
    names: dict[tuple[str, str], str] = {}
    for match in _close(library.search(query), query):
        pack, slogan = match.pack, match.slogan
        topic = pack.topic(slogan.topic)
        group = (pack.id, topic.id)
        names[group] = name_of(words, topic)
        row = Row(slogan.text, slogan_key(pack, slogan), library.short_id(pack, slogan), (pack, slogan))
        groups.setdefault(group, []).append(row)
    return [row for group, rows in groups.items() for row in (Row(names[group]), *rows)]


def _close(found: Sequence[Match], query: str) -> Sequence[Match]:
    """Return the matches in words or topic; the campaign's name, which its slogans share, is the last resort."""
    close = [
        match
        for match in found
        if matches(query, match.slogan.text, match.slogan.id, *match.pack.topic_names(match.slogan))
    ]
    return close or found


def format_rows(words: Catalogue, query: str, own: Format | None = None) -> list[Row]:
    """Return the formats that match, under their kinds; `own` is a typed size that heads the list."""
    groups: dict[str, list[tuple[int, Row]]] = {}
    for work in (*((own,) if own else ()), *formats().values()):
        group = group_name(words, work.group)
        texts = (work.name, work.name_en, work.id, group, " ".join(work.words), size_of(words, work))
        score = matches(query, *texts)
        if score:
            row = Row(format_name(words, work), work.id, value=work, shape=work.size)
            groups.setdefault(group, []).append((score, row))
    best = {group: max(score for score, _ in scored) for group, scored in groups.items()}
    ordered: Sequence[str] = sorted(groups, key=lambda group: -best[group]) if query.strip() else list(groups)
    return [row for group in ordered for row in (Row(group), *(row for _, row in groups[group]))]


def own_words_row(words: Catalogue, design: Design) -> Row:
    """Return the row of the words as they are being worked on."""
    return Row(" ".join(design.text.split()) or words("words.none"), OWN, value=OWN)
