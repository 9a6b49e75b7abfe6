"""The acceptance check of a font for Vietnamese: letters, outlines, marks, kerning. All measures in em, y up.

A glyph's ink falls into islands: contours that cross or lie within one another. A letter with free marks
must show as many islands as the letter without them, plus one a mark; a horn and the stroke of đ belong
to the letter.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise, product
from pathlib import Path as FilePath

import uharfbuzz as hb

from render.geometry import Insets, Path, Rect, union
from render.text.fonts import Face

# At an em of 100 px, half a pixel: what lies closer is one piece of ink to anyone who looks.
TOUCH_EM = 0.005
TIGHT_EM = 0.012
# Shares of accented pairs that kern like their plain pair.
FULL, PART = 0.95, 0.6
# On VT323's grid no dot is free between the tilde and the horn of ỡ.
JOINED_ALLOWED = {"pixel": 1}
# A pixel face has one width; a script joins its letters by strokes.
KERN_WAIVED = frozenset({"pixel", "script"})

_DOT_BELOW = "\u0323"
_TONES = "\u0300\u0301\u0309\u0303" + _DOT_BELOW
_HORN = "\u031b"
_REACH_EM = 0.1
_CHORD_EM = 0.03
_PAIRS = (
    "TA TO TE TU TY VA VO VE VU YA YE YO PA PO LY LO LU LA FA DA DY KY KO XO XE RA CA HA OA OT OY UA UY"
    " AT AC AO AU AY AP AV ET EP OV Ta Te To Tu Va Ve Vo Vu Ya Ye Yo Pa Pe Po ay ya ye yo va ve vo"
).split()

Edge = tuple[complex, complex]


def _alphabet() -> tuple[str, ...]:
    vowels = [body + tone for body in "aăâeêioôơuưy" for tone in ("", *_TONES)]
    small = [letter for letter in (unicodedata.normalize("NFC", v) for v in vowels) if not letter.isascii()]
    return (*small, "đ", *(letter.upper() for letter in small), "Đ")


ACCENTED = _alphabet()
PLAIN = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")


@dataclass(frozen=True, slots=True)
class FontReport:
    """What a font offers Vietnamese: measures in em, letters as characters, `kind` as in fonts.toml."""

    path: FilePath
    kind: str
    missing: tuple[str, ...]
    empty: tuple[str, ...]
    duplicate: tuple[tuple[str, str], ...]
    colliding: tuple[str, ...]
    tight: tuple[str, ...]
    narrowest_gap: float
    kern_pairs: int
    kern_share: float
    tallest_ink: float
    lowest_ink: float
    cap_height: float
    x_height: float

    @property
    def kern_grade(self) -> str:
        """The grade of the kerning of accented pairs, as a code."""
        if self.kind in KERN_WAIVED:
            return "kern.waived"
        if not self.kern_pairs:
            return "kern.none"
        return "kern.full" if self.kern_share >= FULL else "kern.part" if self.kern_share >= PART else "kern.plain"

    @property
    def dubious(self) -> dict[str, tuple[str, ...]]:
        """The letters worth a look before print, by what is the matter with them."""
        found = {
            "glyphs.empty": self.empty,
            "glyphs.duplicate": tuple(dict.fromkeys(letter for pair in self.duplicate for letter in pair)),
            "marks.collide": self.colliding,
            "marks.tight": self.tight,
        }
        return {code: letters for code, letters in found.items() if letters}

    @property
    def faults(self) -> tuple[str, ...]:
        """The codes of what keeps the font out."""
        collide = len(self.colliding) > JOINED_ALLOWED.get(self.kind, 0)
        faults = {
            "letters.missing": self.missing,
            "glyphs.empty": self.empty,
            "glyphs.duplicate": self.duplicate,
            "marks.collide": collide,
        }
        return tuple(code for code, found in faults.items() if found)

    @property
    def accepted(self) -> bool:
        """True where nothing keeps the font out."""
        return not self.faults

    @property
    def verdict(self) -> tuple[str, ...]:
        """Faults, then notes, then the grade of kerning: stable codes."""
        joined = self.colliding and "marks.collide" not in self.faults
        notes = [code for code, found in (("marks.joined", joined), ("marks.tight", self.tight)) if found]
        return (*self.faults, *notes, self.kern_grade)


@dataclass(frozen=True, slots=True)
class _Contour:
    """A closed polygon with its box, points as x + iy in em."""

    points: tuple[complex, ...]
    box: Rect

    def edges(self) -> Iterator[Edge]:
        yield from pairwise((*self.points, self.points[0]))

    def edges_near(self, box: Rect, reach: float) -> list[Edge]:
        near = box.grown(Insets.all(reach))
        return [edge for edge in self.edges() if _meet(_box(edge), near)]

    def holds(self, at: complex) -> bool:
        crossed = [(a, b) for a, b in self.edges() if (a.imag > at.imag) != (b.imag > at.imag)]
        return sum((_turn(a, b, at) > 0) == (b.imag > a.imag) for a, b in crossed) % 2 == 1


Island = tuple[_Contour, ...]


def inspect_font(path: FilePath, kind: str = "text") -> FontReport:
    """Return the report on a font file; raise ContentError where it cannot be read as one."""
    return inspect_face(Face(path), kind)


def inspect_face(face: Face, kind: str) -> FontReport:
    """Return the report on a face."""
    missing = tuple(letter for letter in ACCENTED if not face.gid(letter))
    empty = tuple(letter for letter in ACCENTED if letter not in missing and face.ink(face.gid(letter)) is None)
    drawn = [letter for letter in ACCENTED if letter not in missing + empty]
    gaps = _gaps(face, drawn)
    pairs, share = _kerning(face)
    lowest, tallest = _reach(face)
    return FontReport(
        path=face.file.path,
        kind=kind,
        missing=missing,
        empty=empty,
        duplicate=_duplicates(face, drawn),
        colliding=tuple(letter for letter, gap in gaps.items() if gap < TOUCH_EM),
        tight=tuple(letter for letter, gap in gaps.items() if TOUCH_EM <= gap < TIGHT_EM),
        narrowest_gap=min(gaps.values(), default=0.0),
        kern_pairs=pairs,
        kern_share=share,
        tallest_ink=tallest / face.upem,
        lowest_ink=lowest / face.upem,
        cap_height=face.cap_height / face.upem,
        x_height=face.x_height / face.upem,
    )


def _duplicates(face: Face, letters: list[str]) -> tuple[tuple[str, str], ...]:
    """Return pairs of letters drawn alike; capitals and small letters may share a form (unicase faces)."""
    seen: dict[Path, str] = {}
    pairs = []
    for letter in (*(plain for plain in PLAIN if face.gid(plain)), *letters):
        first = seen.setdefault(face.outline(face.gid(letter)), letter)
        if letter in ACCENTED and first.lower() != letter.lower():
            pairs.append((first, letter))
    return tuple(pairs)


def _gaps(face: Face, letters: list[str]) -> dict[str, float]:
    """Return each marked letter's narrowest gap between islands, 0 where the islands are too few or too many."""
    gaps = {}
    for letter in letters:
        body, marks = _parts(letter)
        islands = _islands(face, letter)
        # A mark above takes the place of the dot of i.
        due = len(_islands(face, body)) + marks - (body == "i" and letter != "ị")
        if marks:
            gaps[letter] = _narrowest(islands) if len(islands) == due else 0.0
    return gaps


def _parts(letter: str) -> tuple[str, int]:
    """Return the letter without its free marks, and how many those are."""
    spelt = unicodedata.normalize("NFD", letter)
    body = "".join(sign for sign in spelt if sign == _HORN or not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", body), len(spelt) - len(body)


def _islands(face: Face, letter: str) -> list[Island]:
    islands: list[Island] = []
    for contour in _contours(face.outline(face.gid(letter)), face.upem):
        joined = [island for island in islands if any(_touch(contour, other) for other in island)]
        islands = [island for island in islands if island not in joined]
        islands.append((contour, *(other for island in joined for other in island)))
    return islands


def _contours(outline: Path, upem: int) -> Iterator[_Contour]:
    points: list[complex] = []
    for verb, flat in outline.segments():
        ends = [complex(x, y) / upem for x, y in zip(flat[::2], flat[1::2], strict=True)]
        if verb == "Z":
            yield _Contour(tuple(points), _box(points))
            points = []
        else:
            points += _flattened(points[-1], *ends) if verb == "C" else ends


def _flattened(a: complex, b: complex, c: complex, d: complex) -> Iterator[complex]:
    """Yield points of a cubic behind its start, some 0.03 em apart: at most 0.001 em off on a letter's bowl."""
    steps = max(2, math.ceil((abs(b - a) + abs(c - b) + abs(d - c)) / _CHORD_EM))
    for t in (step / steps for step in range(1, steps + 1)):
        yield (1 - t) ** 3 * a + 3 * t * (1 - t) ** 2 * b + 3 * t * t * (1 - t) * c + t**3 * d


def _box(points: Iterable[complex]) -> Rect:
    xs, ys = zip(*((at.real, at.imag) for at in points), strict=True)
    return Rect(min(xs), min(ys), max(xs), max(ys))


def _meet(a: Rect, b: Rect) -> bool:
    return a.left <= b.right and b.left <= a.right and a.top <= b.bottom and b.top <= a.bottom


def _touch(a: _Contour, b: _Contour) -> bool:
    """True where two contours meet or one lies within the other, be it a counter or a hidden mark."""
    if not _meet(a.box, b.box):
        return False
    if a.holds(b.points[0]) or b.holds(a.points[0]):
        return True
    others = b.edges_near(a.box, 0.0)
    return any(_cross(edge, other) for edge in a.edges_near(b.box, 0.0) for other in others)


def _cross(first: Edge, second: Edge) -> bool:
    (a, b), (c, d) = first, second
    if not _meet(_box(first), _box(second)):
        return False
    return _turn(a, b, c) * _turn(a, b, d) <= 0 and _turn(c, d, a) * _turn(c, d, b) <= 0


def _turn(a: complex, b: complex, c: complex) -> float:
    return ((b - a).conjugate() * (c - a)).imag


def _narrowest(islands: list[Island]) -> float:
    """Return the narrowest gap between any two islands, at most 0.1 em."""
    best = _REACH_EM
    for one, two in combinations(islands, 2):
        for a, b in product(one, two):
            others = b.edges_near(a.box, best)
            for edge in a.edges_near(b.box, best):
                best = min([best, *(_distance(edge, other) for other in others)])
    return best


def _distance(first: Edge, second: Edge) -> float:
    """Return the distance of two edges that do not cross: it is always at an end of one."""
    ends = [(at, second) for at in first] + [(at, first) for at in second]
    return min(_from_point(at, edge) for at, edge in ends)


def _from_point(at: complex, edge: Edge) -> float:
    start, along = edge[0], edge[1] - edge[0]
    if not along:
        return abs(at - start)
    share = ((at - start) * along.conjugate()).real / abs(along) ** 2
    return abs(at - start - min(1.0, max(0.0, share)) * along)


def _kerning(face: Face) -> tuple[int, float]:
    """Return how many accented pairs have a plain pair that kerns, and the share of them that kern like it."""
    asked = alike = 0
    for pair in _PAIRS:
        plain = _kern(face, pair)
        for accented in _accented(pair) if plain else ():
            asked += 1
            alike += 0.5 <= _kern(face, accented) / plain <= 1.5
    return asked, alike / asked if asked else 0.0


def _accented(pair: str) -> Iterator[str]:
    """Yield the pair with marks on one letter: any on a capital, below on a small letter, where none hits a T."""
    for letter in ACCENTED:
        spelt = unicodedata.normalize("NFD", letter)
        body = "D" if letter == "Đ" else spelt[0]
        if letter.isupper() or _DOT_BELOW in spelt:
            # A horn or a stroke changes the side on which it stands; the other side must kern as before.
            if pair[0] == body and _HORN not in spelt:
                yield letter + pair[1]
            if pair[1] == body and letter != "Đ":
                yield pair[0] + letter


def _kern(face: Face, pair: str) -> int:
    buffer = hb.Buffer()
    buffer.add_str(pair)
    buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "vi"
    hb.shape(face.font, buffer, {"kern": True, "liga": False, "calt": False})
    drawn = sum(at.x_advance for at in buffer.glyph_positions)
    return int(drawn - sum(face.advance(info.codepoint) for info in buffer.glyph_infos))


def _reach(face: Face) -> tuple[float, float]:
    """Return the lowest and the highest ink of all letters in font units."""
    inks = [face.ink(face.gid(letter)) for letter in (*ACCENTED, *PLAIN) if face.gid(letter)]
    # A Rect's top is its least y, which in a font is the lowest.
    box = union(ink for ink in inks if ink) or Rect(0.0, 0.0, 0.0, 0.0)
    return box.top, box.bottom
