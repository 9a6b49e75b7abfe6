"""Make assets/fonts/co-dong-pixel/CoDongPixel-Regular.ttf from pixel_face.txt: same dots, same bytes.

A line has 16 rows: 6 above the capitals, 7 of capitals, 3 below. A mark never touches a letter nor another mark, and
the lowest row stays dark, so that lines stand on one another.
"""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

DRAWN = Path(__file__).with_name("pixel_face.txt")
TARGET = DRAWN.parent.parent / "assets" / "fonts" / "co-dong-pixel" / "CoDongPixel-Regular.ttf"
DOT, EM_ROWS, ASCENT_ROWS = 100, 16, 13
SPACE_DOTS = 3
# How much lower marks stand on a small letter.
SMALLER = 2
GRAVE, ACUTE, HOOK, TILDE, DOT_BELOW = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
CIRCUMFLEX, BREVE = "\u0302", "\u0306"
SHAPES = (CIRCUMFLEX, BREVE)
HOOKED = ("##", ".#", "#.")
TONES = {GRAVE: ("#.", "##", ".#"), ACUTE: (".#", "##", "#."), HOOK: HOOKED, TILDE: (".##.#", "#.##.")}
# The same over another mark, where there is less room, and how far they then stand to the right of the middle.
FLAT = TONES | {GRAVE: ("##.", ".##"), ACUTE: (".##", "##.")}
ASIDE = {GRAVE: -1, ACUTE: 1, HOOK: 1}

Dots = set[tuple[int, int]]
# Lit dots, counted from the left and up from the baseline, the lowest row on it being 1; and the width.
Glyph = tuple[Dots, int]


def dots_of(rows: list[str] | tuple[str, ...], top: int, left: int = 0) -> Dots:
    """Return the lit dots of rows whose first stands `top` dots above the baseline."""
    return {(left + x, top - y) for y, row in enumerate(rows) for x, dot in enumerate(row) if dot == "#"}


def drawn() -> dict[str, Glyph]:
    """Return the glyphs of the file as lit dots and width."""
    found: dict[str, Glyph] = {}
    for line in DRAWN.read_text("utf-8").splitlines():
        if line.startswith("# "):
            continue
        letter, below, *rows = line.split()
        if len({len(row) for row in rows}) != 1:
            raise ValueError(line)
        found[letter] = dots_of(rows, len(rows) - int(below)), len(rows[0])
    return found


def marked(letter: str, plain: dict[str, Glyph]) -> Glyph:
    """Return an accented letter: its body, then the mark that makes it a vowel, then its tone."""
    base, marks = parted(letter, plain)
    body, width = plain["ı" if base == "i" and DOT_BELOW not in marks else base]
    # Horns stand beside the letter: marks keep to the middle of what is left.
    room = width - {"Ơ": 1, "Ư": 1, "ơ": 1, "ư": 2}.get(base, 0)
    drop = SMALLER if base.islower() else 0
    lit, over = set(body), ""
    for mark in marks:
        if mark in SHAPES:
            lit |= shape(mark, room, 10 - drop, beside_hook=HOOK in marks)
            over = mark
        elif mark == DOT_BELOW:
            # Beside the tail of y, beneath all others.
            lit |= dots_of(("##",), -1, 5) if base == "y" else dots_of(("###",), -1, (room - 3) // 2)
        else:
            lit |= tone(mark, room, over, drop)
    left = min(0, *(x for x, _ in lit))
    return {(x - left, y) for x, y in lit}, max(width - 1, *(x for x, _ in lit)) + 1 - left


def parted(letter: str, plain: dict[str, Glyph]) -> tuple[str, str]:
    """Return the drawn letter that an accented one is built on, and its marks from the letter outwards."""
    base, marks = letter, ""
    while base not in plain:
        apart = unicodedata.normalize("NFD", base)
        base, marks = unicodedata.normalize("NFC", apart[:-1]), apart[-1] + marks
    return base, marks


def shape(mark: str, room: int, top: int, *, beside_hook: bool) -> Dots:
    """Return circumflex or breve over a letter; a circumflex makes way for a hook."""
    if mark == BREVE:
        return dots_of(("#...#", ".###.") if room == 5 else ("#..#", ".##."), top)
    return dots_of((".#.", "#.#"), top, 0 if beside_hook else (room - 3) // 2)


def tone(mark: str, room: int, over: str, drop: int) -> Dots:
    """Return a tone mark over a letter, or over the mark that the letter has already."""
    rows = (".#.#", "#.#.") if mark == TILDE and room == 4 else (FLAT if over else TONES)[mark]
    left, lowest = (room - len(rows[0])) // 2, 9 - drop
    if over:
        left = 3 if mark == HOOK and over == CIRCUMFLEX else left + ASIDE.get(mark, 0)
        # A hook over another mark hangs into the row between them; a small letter leaves a row more.
        lowest += 2 if mark == HOOK and not drop else 3
    elif mark == ACUTE:
        left += 1
    return dots_of(rows, lowest + len(rows) - 1, left)


def alphabet() -> list[str]:
    """Return the accented letters of Vietnamese, both cases."""
    vowels = [
        unicodedata.normalize("NFC", body + tone) for body in "aăâeêioôơuưy" for tone in ("", *TONES, DOT_BELOW)
    ]
    small = [each for each in vowels if not each.isascii()]
    return small + [each.upper() for each in small]


def outline(lit: Dots) -> object:
    """Return the dots as rectangles: each row's runs, joined downwards where they are alike."""
    pen = TTGlyphPen(None)
    runs: dict[tuple[int, int], list[int]] = {}
    for y in {y for _, y in lit}:
        start = None
        columns = sorted(x for x, row in lit if row == y)
        for at, x in enumerate(columns):
            start = x if start is None else start
            if at + 1 == len(columns) or columns[at + 1] != x + 1:
                runs.setdefault((start, x + 1), []).append(y)
                start = None
    for (left, right), rows in sorted(runs.items()):
        for top, bottom in joined(sorted(rows, reverse=True)):
            x0, x1, y0, y1 = (value * DOT for value in (left, right, bottom - 1, top))
            pen.moveTo((x0, y0))
            for point in ((x0, y1), (x1, y1), (x1, y0)):
                pen.lineTo(point)
            pen.closePath()
    return pen.glyph()


def joined(rows: list[int]) -> list[tuple[int, int]]:
    """Return rows from the top as stretches of neighbours."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row + 1:
            found[-1] = found[-1][0], row
        else:
            found.append((row, row))
    return found


def glyphs() -> dict[str, Glyph]:
    """Return all glyphs by character."""
    plain = drawn()
    return plain | {letter: marked(letter, plain) for letter in alphabet() if letter not in plain}


def build(target: Path) -> None:
    """Write the font file."""
    found = glyphs()
    names = {letter: f"uni{ord(letter):04X}" for letter in found}
    order = [".notdef", "space", *names.values()]
    builder = FontBuilder(EM_ROWS * DOT, isTTF=True)
    builder.setupGlyphOrder(order)
    spaces = {0x20: "space", 0xA0: "space"}
    builder.setupCharacterMap(spaces | {ord(letter): name for letter, name in names.items()})
    shapes = {names[letter]: outline(lit) for letter, (lit, _) in found.items()}
    box = {(x, y) for x in range(5) for y in range(1, 8) if x in (0, 4) or y in (1, 7)}
    builder.setupGlyf({".notdef": outline(box), "space": outline(set()), **shapes})
    table = builder.font["glyf"]
    widths = {".notdef": 6, "space": SPACE_DOTS} | {names[each]: width + 1 for each, (_, width) in found.items()}
    bearings = {name: getattr(table[name], "xMin", 0) if table[name].numberOfContours else 0 for name in order}
    builder.setupHorizontalMetrics({name: (widths[name] * DOT, bearings[name]) for name in order})
    builder.setupHorizontalHeader(ascent=ASCENT_ROWS * DOT, descent=(ASCENT_ROWS - EM_ROWS) * DOT)
    builder.setupNameTable(
        {
            "copyright": "Copyright 2026 The Cổ Động Studio contributors",
            "familyName": "Co Dong Pixel",
            "styleName": "Regular",
            "uniqueFontIdentifier": "CoDongPixel-Regular 1",
            "fullName": "Co Dong Pixel Regular",
            "version": "Version 1.000",
            "psName": "CoDongPixel-Regular",
            "licenseDescription": "SIL Open Font License, Version 1.1",
            "licenseInfoURL": "https://openfontlicense.org",
        }
    )
    builder.setupOS2(
        sTypoAscender=ASCENT_ROWS * DOT,
        sTypoDescender=(ASCENT_ROWS - EM_ROWS) * DOT,
        usWinAscent=ASCENT_ROWS * DOT,
        usWinDescent=(EM_ROWS - ASCENT_ROWS) * DOT,
        sCapHeight=7 * DOT,
        sxHeight=5 * DOT,
        fsType=0,
    )
    builder.setupPost()
    builder.setupHead(unitsPerEm=EM_ROWS * DOT, created=0, modified=0)
    builder.font.recalcTimestamp = False
    builder.save(target)


if __name__ == "__main__":
    build(TARGET)
    sys.exit(0)
