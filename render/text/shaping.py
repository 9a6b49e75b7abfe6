"""Words and lines as positioned glyphs, in em, y up, shaped once by HarfBuzz.

Words are shaped one by one: some fonts kern across the space, and PDF readers then lose the space.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import uharfbuzz as hb

from render.geometry import Rect
from render.text.fallback import runs, scale
from render.text.fonts import Face, face
from render.text.kerning import borrowed
from render.text.profiles import forgiven

_FEATURES = {"kern": True, "liga": True, "calt": True}
# Drawn for lower case, these hang too low between capitals; their code points stay as given.
_RAISED = frozenset("-–—‐‑()[]«»‹›·")

# The share of a mark at a line's edge, and of the gap beside it, that hangs in the margin.
_HUNG = {
    **dict.fromkeys(",.'’‘", 0.8),
    **dict.fromkeys('“”"«»;:…', 0.7),
    **dict.fromkeys("-–—", 1.0),
    **dict.fromkeys("!?()[]", 0.4),
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A glyph at its origin in em; `ink` is its box there, None where it has no ink.

    `face` is its own face, and `scale` that face's em beside the line's: other than 1 where a letter was lent.
    """

    gid: int
    x: float
    y: float
    text: str
    ink: Rect | None
    face: str
    scale: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Shaped words in a row: origin at the first glyph's, `width` the whole advance, `ink` the box of all ink.

    Equal lines are one object, as `shape_line` keeps what it made: they serve as keys at no cost.

    `left` and `right` are where the eye sees the line begin and end: within round and open letters, and within the
    punctuation at its edges.
    """

    face: str
    text: str
    glyphs: tuple[Placed, ...]
    width: float
    ink: Rect
    left: float
    right: float


@lru_cache(maxsize=8192)
def shape_word(face_key: str, word: str, raised: bool) -> tuple[tuple[Placed, ...], float]:
    """Return a word's glyphs and its advance, in em; `raised` lifts dashes and brackets between capitals."""
    if not word:
        return (), 0.0
    glyphs: list[Placed] = []
    pen = 0.0
    for used, part in runs(face_key, word):
        shaped, width = _shape_run(used, part, raised)
        size = scale(face_key, used)
        glyphs += (_moved(glyph, pen, size) for glyph in shaped)
        pen += width * size
    return tuple(glyphs), pen


def _shape_run(face_key: str, word: str, raised: bool) -> tuple[list[Placed], float]:
    """Return a run of one face as its glyphs and its advance, in em of that face."""
    used = face(face_key)
    buffer = hb.Buffer()
    buffer.add_str(word)
    buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "vi"
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
    hb.shape(used.font, buffer, _FEATURES)
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    sources = _sources(word, [info.cluster for info in infos])
    glyphs: list[Placed] = []
    pen = 0
    before = ""
    for info, at, source in zip(infos, positions, sources, strict=True):
        if before.isalpha() and source.isalpha() and len(before) == len(source) == 1:
            pen += borrowed(face_key, before, source)
        before = source
        lift = _lift(used, info.codepoint) if raised and source in _RAISED else 0.0
        glyphs.append(_placed(used, info.codepoint, pen + at.x_offset, at.y_offset + lift, source))
        pen += at.x_advance
    return glyphs, pen / used.upem


def _sources(word: str, clusters: list[int]) -> list[str]:
    """Return the source text of each glyph: a cluster's whole text at its first glyph, '' behind."""
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts[1:], len(word)], strict=True))
    seen: set[int] = set()
    texts = []
    for cluster in clusters:
        texts.append("" if cluster in seen else word[cluster : ends[cluster]])
        seen.add(cluster)
    return texts


def _lift(used: Face, gid: int) -> float:
    ink = used.ink(gid)
    return used.cap_height / 2 - (ink.top + ink.bottom) / 2 if ink else 0.0


def _placed(used: Face, gid: int, x: float, y: float, source: str) -> Placed:
    em, ink = used.upem, used.ink(gid)
    box = Rect((x + ink.left) / em, (y + ink.top) / em, (x + ink.right) / em, (y + ink.bottom) / em) if ink else None
    return Placed(gid, x / em, y / em, source, box, used.key)


@lru_cache(maxsize=256)
def space_width(face_key: str) -> float:
    """Return the advance of the word space in em."""
    used = face(face_key)
    return used.advance(used.gid(" ")) / used.upem


def word_width(face_key: str, word: str, tracking: float = 0.0) -> float:
    """Return a word's advance in em, letters `tracking` em further apart (not behind the last)."""
    glyphs, width = shape_word(face_key, word, False)
    return width + tracking * max(0, len(glyphs) - 1)


@lru_cache(maxsize=4096)
def shape_line(face_key: str, text: str, tracking: float = 0.0) -> Line:
    """Return a line of words: spaces carry their character, tracking opens letters and spaces alike."""
    raised = text == text.upper()
    gap = space_width(face_key)
    glyphs: list[Placed] = []
    pen = 0.0
    for index, word in enumerate(text.split(" ")):
        if index:
            # A space takes the face of the letter before it, so that a run of one face is one run.
            used, size = (glyphs[-1].face, glyphs[-1].scale) if glyphs else (face_key, 1.0)
            glyphs.append(Placed(face(used).gid(" "), pen + tracking, 0.0, " ", None, used, size))
            pen += gap + 2 * tracking
        shaped, width = shape_word(face_key, word, raised)
        glyphs += (_moved(glyph, pen + tracking * at) for at, glyph in enumerate(shaped))
        pen += width + tracking * max(0, len(shaped) - 1)
    ink = _ink(glyphs)
    inked = [glyph for glyph in glyphs if glyph.ink]
    left, right = _margin(inked, at_left=True), _margin(inked[::-1], at_left=False)
    return Line(face_key, text, tuple(glyphs), pen, ink, ink.left + left, ink.right - right)


def _margin(inward: list[Placed], *, at_left: bool) -> float:
    """Return how far in the eye sees an edge; `inward` are the glyphs with ink from that edge on."""
    hung, at = 0.0, 0
    while at + 1 < len(inward) and inward[at].text in _HUNG:
        here, there = inward[at].ink, inward[at + 1].ink
        if here and there:
            step = there.left - here.left if at_left else here.right - there.right
            hung += _HUNG[inward[at].text] * max(step, 0.0)
        at += 1
    letter = bool(inward) and inward[at].text.isalpha()
    if not letter:
        return hung
    last = inward[at]
    return hung + forgiven(last.face, last.gid, at_left=at_left) * last.scale


def _moved(glyph: Placed, dx: float, size: float = 1.0) -> Placed:
    """Return a glyph made larger by `size` from the origin, then moved."""
    box = glyph.ink
    if box:
        box = Rect(box.left * size + dx, box.top * size, box.right * size + dx, box.bottom * size)
    x, y = glyph.x * size + dx, glyph.y * size
    return Placed(glyph.gid, x, y, glyph.text, box, glyph.face, glyph.scale * size)


def _ink(glyphs: list[Placed]) -> Rect:
    boxes = [glyph.ink for glyph in glyphs if glyph.ink]
    if not boxes:
        return Rect(0.0, 0.0, 0.0, 0.0)
    return Rect(
        min(b.left for b in boxes),
        min(b.top for b in boxes),
        max(b.right for b in boxes),
        max(b.bottom for b in boxes),
    )
