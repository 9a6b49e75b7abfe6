"""The font book: families as listed in `fonts.toml`, faces as HarfBuzz sees them.

A face key is family and weight, `oswald-700`. Font units, y up, as in the font file.
"""

from __future__ import annotations

import tomllib
from functools import cache, cached_property
from pathlib import Path as FilePath

import msgspec
import uharfbuzz as hb

from render.errors import ContentError, unknown
from render.geometry import Path, Rect
from render.resources import ASSETS, user_folder
from render.text.font_file import Axes, FontFile
from render.text.own_fonts import OwnFace, OwnFonts, read_fonts, slug

FOLDER = ASSETS / "fonts"
# The kind of the user's own families, and whom they ask for letters they lack: the faces with the most letters.
OWN = "own"
_OWN_FALLBACK = ("be-vietnam-pro", "roboto-condensed")
# Of the measured faces, half need no more than this.
_OWN_LEAST_CAP_PX = 14


class FaceFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One weight of a family: `file` lies below the built-in folder or is absolute, `axes` place a variable font.

    `native_px` are the em sizes at which a pixel face's grid is whole.
    `least_cap_px` is the least height of capitals at which stacked marks are told apart on a screen, measured.
    """

    weight: int
    file: str
    least_cap_px: int
    native_px: tuple[float, ...] = ()
    axes: Axes = ()


class Family(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A type family, what it is for, and whom to ask for letters it lacks."""

    id: str
    name: str
    kind: str
    use_vi: str
    use_en: str
    licence: str
    licence_file: str
    origin: str
    face: tuple[FaceFile, ...]
    fallback: tuple[str, ...] = ()

    def nearest(self, weight: int) -> FaceFile:
        """Return the face whose weight is nearest, the bolder of two equals."""
        return min(self.face, key=lambda face: (abs(face.weight - weight), -face.weight))


class _Book(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    family: tuple[Family, ...]


@cache
def built_in() -> dict[str, Family]:
    """Return the families of the program by id, in the order shown to people."""
    text = (FOLDER / "fonts.toml").read_text("utf-8")
    book = msgspec.convert(tomllib.loads(text), _Book)
    return {family.id: family for family in book.family}


@cache
def _own_fonts() -> OwnFonts:
    return read_fonts(user_folder() / "fonts")


@cache
def families() -> dict[str, Family]:
    """Return all families by id, in the order shown to people: the program's, then the user's own."""
    book = dict(built_in())
    for name, faces in _own_fonts().families.items():
        # Templates were drawn for the built-in faces: a file of the same name stands beside them.
        family_id = slug(name)
        while family_id in book:
            family_id += "-own"
        book[family_id] = _own_family(family_id, name, faces)
    return book


def _own_family(family_id: str, name: str, faces: tuple[OwnFace, ...]) -> Family:
    return Family(
        id=family_id,
        name=name,
        kind=OWN,
        use_vi="",
        use_en="",
        licence="",
        licence_file="",
        origin=str(user_folder() / "fonts"),
        face=tuple(FaceFile(each.weight, str(each.path), _OWN_LEAST_CAP_PX, axes=each.axes) for each in faces),
        fallback=_OWN_FALLBACK,
    )


def unreadable() -> tuple[ContentError, ...]:
    """Return what is wrong with the user's files that had to be left out."""
    return _own_fonts().unreadable


def family(family_id: str) -> Family:
    """Return a family by id; raise UsageError where there is none."""
    try:
        return families()[family_id]
    except KeyError:
        raise unknown("font.unknown", family_id, families()) from None


def key(family_id: str, weight: int) -> str:
    """Return the key of the family's face nearest to a weight."""
    return f"{family_id}-{family(family_id).nearest(weight).weight}"


@cache
def chain(face_key: str) -> tuple[str, ...]:
    """Return the faces to ask for letters that a face lacks, of the weight nearest to its own."""
    family_id, _, weight = face_key.rpartition("-")
    return tuple(key(other, int(weight)) for other in family(family_id).fallback)


@cache
def face(face_key: str) -> Face:
    """Return a face by its key, loaded once."""
    family_id, _, weight = face_key.rpartition("-")
    listed = family(family_id).nearest(int(weight))
    return Face(FOLDER / listed.file, face_key, listed.native_px, listed.least_cap_px, listed.axes)


class Face:
    """One face of a font file, opened once; all measures in font units, y up."""

    def __init__(
        self,
        path: FilePath,
        face_key: str = "",
        native_px: tuple[float, ...] = (),
        least_cap_px: int = 0,
        axes: Axes = (),
    ) -> None:
        self.file = FontFile(path)
        self.key = face_key or path.stem
        self.native_px = native_px
        self.least_cap_px = least_cap_px
        self.axes = axes
        self.font = hb.Font(self.file.face)
        self.font.set_variations(dict(axes))
        self.upem: int = self.file.face.upem
        self._gids: dict[str, int] = {}
        self._outlines: dict[int, Path] = {}
        self._inks: dict[int, Rect | None] = {}
        self._advances: dict[int, int] = {}

    @cached_property
    def postscript_name(self) -> str:
        """The font's PostScript name; a variable font's instance is told by its axes (Adobe TN 5902)."""
        return self.file.postscript_name + "".join(f"_{value:g}{tag}" for tag, value in self.axes)

    @cached_property
    def ascent(self) -> int:
        """The typographic ascent (hhea); never used for leading."""
        return int(self.font.get_font_extents("ltr").ascender)

    @cached_property
    def descent(self) -> int:
        """The typographic descent (hhea), negative."""
        return int(self.font.get_font_extents("ltr").descender)

    @cached_property
    def bbox(self) -> tuple[int, int, int, int]:
        """The box of all glyphs as the head table states it: xMin, yMin, xMax, yMax."""
        start, _ = self.file.tables["head"]
        data = self.file.data[start:]
        words = [int.from_bytes(data[at : at + 2], "big", signed=True) for at in (36, 38, 40, 42)]
        return words[0], words[1], words[2], words[3]

    @cached_property
    def italic_angle(self) -> float:
        """The slant in degrees, negative to the right."""
        start, length = self.file.tables.get("post", (0, 0))
        angle = self.file.data[start + 4 : start + 8]
        return int.from_bytes(angle, "big", signed=True) / 65536 if length >= 8 else 0.0

    @cached_property
    def cap_height(self) -> float:
        """The ink height of H."""
        return self._flat_top("H")

    @cached_property
    def x_height(self) -> float:
        """The ink height of x."""
        return self._flat_top("x")

    def _flat_top(self, letter: str) -> float:
        gid = self.gid(letter)
        ink = self.ink(gid) if gid else None
        return ink.bottom if ink else 0.7 * self.upem

    def gid(self, letter: str) -> int:
        """Return the glyph of a character, 0 where the font lacks it."""
        known = self._gids.get(letter)
        if known is None:
            known = self._gids[letter] = int(self.font.get_nominal_glyph(ord(letter)) or 0)
        return known

    def missing(self, text: str) -> tuple[str, ...]:
        """Return the characters of a text that the font lacks, each once, in order."""
        return tuple(letter for letter in dict.fromkeys(text) if not letter.isspace() and not self.gid(letter))

    def advance(self, gid: int) -> int:
        """Return a glyph's advance."""
        known = self._advances.get(gid)
        if known is None:
            known = self._advances[gid] = int(self.font.get_glyph_h_advance(gid))
        return known

    def ink(self, gid: int) -> Rect | None:
        """Return a glyph's ink box (left, lowest, right, highest), None where it has no ink."""
        if gid not in self._inks:
            extents = self.font.get_glyph_extents(gid)
            left, top = extents.x_bearing, extents.y_bearing
            box = Rect(left, top + extents.height, left + extents.width, top)
            self._inks[gid] = box if extents.width and extents.height else None
        return self._inks[gid]

    def outline(self, gid: int) -> Path:
        """Return a glyph's contours, quadratics raised to cubics."""
        known = self._outlines.get(gid)
        if known is None:
            known = self._outlines[gid] = _draw(self.font, gid)
        return known


class _Pen:
    """Collects HarfBuzz's drawing calls as a Path."""

    def __init__(self) -> None:
        self.verbs: list[str] = []
        self.points: list[float] = []

    def move(self, x: float, y: float, _: object) -> None:
        self.verbs.append("M")
        self.points += (x, y)

    def line(self, x: float, y: float, _: object) -> None:
        self.verbs.append("L")
        self.points += (x, y)

    def quadratic(self, cx: float, cy: float, x: float, y: float, _: object) -> None:
        x0, y0 = self.points[-2:]
        self.verbs.append("C")
        self.points += (x0 + 2 / 3 * (cx - x0), y0 + 2 / 3 * (cy - y0))
        self.points += (x + 2 / 3 * (cx - x), y + 2 / 3 * (cy - y), x, y)

    def cubic(self, ax: float, ay: float, bx: float, by: float, x: float, y: float, _: object) -> None:
        self.verbs.append("C")
        self.points += (ax, ay, bx, by, x, y)

    def close(self, _: object) -> None:
        self.verbs.append("Z")


def _draw(font: hb.Font, gid: int) -> Path:
    pen = _Pen()
    functions = hb.DrawFuncs()
    functions.set_move_to_func(pen.move)
    functions.set_line_to_func(pen.line)
    functions.set_quadratic_to_func(pen.quadratic)
    functions.set_cubic_to_func(pen.cubic)
    functions.set_close_path_func(pen.close)
    font.draw_glyph(gid, functions, None)
    return Path("".join(pen.verbs), tuple(pen.points))
