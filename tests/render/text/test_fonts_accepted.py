"""Every face of fonts.toml passes the acceptance check, and the check catches planted faults."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from render.text.font_report import ACCENTED, FontReport, inspect_font
from render.text.fonts import FOLDER, FaceFile, Family, families

FACES = [(family, face) for family in families().values() for face in family.face]
KINDS = {"condensed", "extra-condensed", "poster", "text", "slab", "serif", "script", "pixel"}
LICENCE_WORDS = {
    "OFL-1.1": ("SIL OPEN FONT LICENSE Version 1.1", "PERMISSION & CONDITIONS", "THE FONT SOFTWARE IS PROVIDED"),
    "Apache-2.0": ("Apache License", "Version 2.0, January 2004", "END OF TERMS AND CONDITIONS"),
}
KERNING = {
    "anton": "kern.part",
    "charm": "kern.waived",
    "co-dong-pixel": "kern.waived",
    "league-gothic": "kern.plain",
    "playfair-display": "kern.part",
    "saira-extra-condensed": "kern.plain",
    "vt323": "kern.waived",
}
# Its marks all stand clear, and it is quick to save.
SOUND = FOLDER / "oswald" / "Oswald_700Bold.ttf"

Fault = Callable[[TTFont, dict[int, str]], None]


@cache
def report(family_id: str, file: str) -> FontReport:
    return inspect_font(FOLDER / file, families()[family_id].kind)


def _name(value: object) -> str:
    return value.id if isinstance(value, Family) else str(value.weight) if isinstance(value, FaceFile) else ""


def test_the_alphabet_is_whole() -> None:
    assert len(ACCENTED) == len(set(ACCENTED)) == 134
    assert {len(letter) for letter in ACCENTED} == {1}
    assert {letter.swapcase() for letter in ACCENTED} == set(ACCENTED)


@pytest.mark.parametrize(("family", "face"), FACES, ids=_name)
def test_face_is_accepted(family: Family, face: FaceFile) -> None:
    found = report(family.id, face.file)
    assert found.accepted, f"{face.file}: {found.verdict} {found.missing} {found.duplicate} {found.colliding}"
    assert 0.4 < found.cap_height < found.tallest_ink < 1.5
    assert -0.7 < found.lowest_ink < 0 < found.x_height < found.cap_height


@pytest.mark.parametrize(("family", "face"), FACES, ids=_name)
def test_kerning_is_graded(family: Family, face: FaceFile) -> None:
    assert report(family.id, face.file).kern_grade == KERNING.get(family.id, "kern.full")


def test_only_the_pixel_face_joins_a_mark() -> None:
    joined = {family.id: report(family.id, face.file).colliding for family, face in FACES}
    assert {family_id: letters for family_id, letters in joined.items() if letters} == {"vt323": ("ỡ",)}


def test_there_is_a_face_for_every_use() -> None:
    assert len(families()) >= 8
    assert {family.kind for family in families().values()} == KINDS
    assert all(set(family.fallback) <= set(families()) - {family.id} for family in families().values())


@pytest.mark.parametrize("family", families().values(), ids=_name)
def test_family_carries_its_licence(family: Family) -> None:
    text = (FOLDER / family.licence_file).read_text("utf-8")
    assert text.lstrip().startswith("Copyright")
    assert all(words in text for words in LICENCE_WORDS[family.licence])


def test_every_file_is_listed_and_all_are_light() -> None:
    listed = {face.file for _, face in FACES} | {family.licence_file for family in families().values()}
    files = [path for path in FOLDER.rglob("*") if path.is_file()]
    assert {path.relative_to(FOLDER).as_posix() for path in files} == listed | {"fonts.toml"}
    assert sum(path.stat().st_size for path in files) < 6_000_000


@pytest.mark.parametrize(("family", "face"), FACES, ids=_name)
def test_native_sizes_put_rows_and_stems_on_whole_pixels(family: Family, face: FaceFile) -> None:
    assert bool(face.native_px) == (family.kind == "pixel")
    for size in face.native_px:
        assert _whole(FOLDER / face.file, size), f"{face.file} at {size} px"


def test_other_sizes_of_the_pixel_face_are_not_native() -> None:
    vt323 = FOLDER / families()["vt323"].face[0].file
    assert not any(_whole(vt323, size) for size in (12, 12.5, 16, 20, 24, 32, 37.5, 40, 64, 128))


def test_our_own_face_is_what_its_dots_make(tmp_path: Path) -> None:
    """Same dots, same bytes; and every glyph of it stays within the 16 rows of a line, the lowest of them dark."""
    spec = importlib.util.spec_from_file_location("make_pixel_face", FOLDER.parents[1] / "scripts/make_pixel_face.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.build(tmp_path / "made.ttf")
    assert (tmp_path / "made.ttf").read_bytes() == (FOLDER / families()["co-dong-pixel"].face[0].file).read_bytes()
    assert {y for lit, _ in module.glyphs().values() for _, y in lit} == set(range(-1, 14))


def _whole(path: Path, size: float) -> bool:
    """True where H, whose dots are rounded by 4 units at the most, has its corners on whole pixels."""
    with TTFont(path) as font:
        points, _, _ = font["glyf"][font.getBestCmap()[ord("H")]].getCoordinates(font["glyf"])
        rows, em = {y for _, y in points}, font["head"].unitsPerEm
        row = max(rows) // 7
        # Rows meet where the dots' rounded sides turn: there, and there alone, the outline is on the grid.
        grid = [value for x, y in points if y % row == 0 for value in (x, y)]
    assert {0, 7 * row} <= rows
    return all((value * size / em).is_integer() for value in grid)


def _planted(tmp_path: Path, fault: Fault) -> FontReport:
    with TTFont(SOUND) as font:
        fault(font, font.getBestCmap())
        font.save(tmp_path / "broken.ttf")
    return inspect_font(tmp_path / "broken.ttf")


def _lose(font: TTFont, _: dict[int, str]) -> None:
    for table in font["cmap"].tables:
        table.cmap.pop(ord("Ặ"), None)


def _blank(font: TTFont, glyphs: dict[int, str]) -> None:
    font["glyf"][glyphs[ord("ữ")]] = TTGlyphPen(None).glyph()


def _share(font: TTFont, glyphs: dict[int, str]) -> None:
    for table in font["cmap"].tables:
        if ord("Ẵ") in table.cmap:
            table.cmap[ord("Ẵ")] = glyphs[ord("Ẫ")]


def _forget_mark(font: TTFont, glyphs: dict[int, str]) -> None:
    font["glyf"][glyphs[ord("ạ")]] = font["glyf"][glyphs[ord("a")]]


def _lower(letter: str, contours: int, em: float) -> Fault:
    """Move the last contours of a letter down, as a badly anchored mark would stand."""

    def fault(font: TTFont, glyphs: dict[int, str]) -> None:
        drawing, pen = DecomposingRecordingPen(font.getGlyphSet()), TTGlyphPen(None)
        font.getGlyphSet()[glyphs[ord(letter)]].draw(drawing)
        ends = [at for at, (verb, _) in enumerate(drawing.value, 1) if verb == "closePath"]
        kept = ends[-1 - contours]
        moved = TransformPen(pen, (1, 0, 0, 1, 0, round(-em * font["head"].unitsPerEm)))
        for at, (verb, points) in enumerate(drawing.value):
            getattr(pen if at < kept else moved, verb)(*points)
        font["glyf"][glyphs[ord(letter)]] = pen.glyph()

    return fault


def test_the_sound_font_is_sound(tmp_path: Path) -> None:
    found = _planted(tmp_path, lambda font, glyphs: None)
    assert found.accepted
    assert found.verdict == ("kern.full",)


@pytest.mark.parametrize(
    ("fault", "code", "field", "found"),
    [
        (_lose, "letters.missing", "missing", ("Ặ",)),
        (_blank, "glyphs.empty", "empty", ("ữ",)),
        (_share, "glyphs.duplicate", "duplicate", (("Ẵ", "Ẫ"),)),
        (_forget_mark, "glyphs.duplicate", "duplicate", (("a", "ạ"),)),
        (_lower("É", 1, 0.12), "marks.collide", "colliding", ("É",)),
        (_lower("Ố", 1, 0.2), "marks.collide", "colliding", ("Ố",)),
        (_lower("Ó", 1, 0.55), "marks.collide", "colliding", ("Ó",)),
    ],
    ids=["lost", "blank", "shared", "markless", "on its letter", "on the other mark", "in the counter"],
)
def test_planted_fault_is_caught(
    tmp_path: Path, fault: Fault, code: str, field: str, found: tuple[object, ...]
) -> None:
    broken = _planted(tmp_path, fault)
    assert not broken.accepted
    assert code in broken.verdict
    assert set(found) <= set(getattr(broken, field))


def test_lost_kerning_is_told(tmp_path: Path) -> None:
    def unkern(font: TTFont, _: dict[int, str]) -> None:
        del font["GPOS"]

    found = _planted(tmp_path, unkern)
    assert found.accepted
    assert found.kern_grade == "kern.none"


@pytest.mark.parametrize("share", [0.0, 0.001, 0.5, 0.98])
def test_a_font_file_cut_short_is_named(tmp_path: Path, share: float) -> None:
    from render.errors import ContentError
    from render.text.fonts import FOLDER, Face

    data = (FOLDER / "oswald/Oswald_700Bold.ttf").read_bytes()
    broken = tmp_path / "Oswald.ttf"
    broken.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(ContentError) as fault:
        Face(broken)
    assert fault.value.code == "font.broken" and "Oswald.ttf" in str(fault.value)
