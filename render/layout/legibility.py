"""Can words be read and fonts be used: letters that a font lacks, what its maker allows, words too small."""

from __future__ import annotations

from render.geometry import Rect
from render.model.formats import Format
from render.problem import Problem, error, warning
from render.text.block import Block
from render.text.fonts import face

# Under these no flag makes the words: they would be there and say nothing.
LEAST_CAP_MM = 1.5
LEAST_CAP_PX = 4.0
# Least height of capitals by viewing distance: 50 ft to the inch (locationisland.com).
CAP_MM_PER_M = 1.7
# Least side of a code's module, and from how far codes are scanned at most.
LEAST_MODULE_MM, LEAST_MODULE_PX, SCANNING_M = 0.4, 3, 3.0
# An address of forty letters makes a code of so many modules with its quiet zone.
_MODULES = 37


def check_letters(block: Block, slot: str) -> list[Problem]:
    """Return errors naming letters that nobody has, warnings naming those that another face lent."""
    missing: dict[str, dict[str, None]] = {}
    lent: dict[tuple[str, str], dict[str, None]] = {}
    for line in block.lines:
        font = line.line.face
        if not face(font).missing(line.line.text):
            continue
        for glyph in line.line.glyphs:
            held = missing.setdefault(font, {}) if glyph.face == font else lent.setdefault((font, glyph.face), {})
            held |= dict.fromkeys(face(font).missing(glyph.text))
    errors = [
        error("text.missing-glyph", slot, letters=" ".join(letters), font=font)
        for font, letters in missing.items()
        if letters
    ]
    return errors + [
        warning("text.fallback", slot, letters=" ".join(letters), font=font, substitute=substitute)
        for (font, substitute), letters in lent.items()
    ]


def check_embedding(block: Block, slot: str) -> list[Problem]:
    """Return a warning for each face whose maker does not allow it in a file."""
    used = dict.fromkeys(line.line.face for line in block.lines)
    restricted = [key for key in used if face(key).file.embedding == "restricted"]
    return [warning("font.restricted", slot, font=key) for key in restricted]


def is_illegible(block: Block, work: Format) -> bool:
    """True where the smallest capitals would be there and say nothing."""
    return min(line.cap for line in block.lines) < (LEAST_CAP_MM if work.is_print else LEAST_CAP_PX)


def check_block(block: Block, work: Format, slot: str) -> list[Problem]:
    """Return what hinders the reading of a set block, judged by its smallest capitals."""
    smallest = min(line.cap for line in block.lines)
    unit = work.unit
    if is_illegible(block, work):
        least = LEAST_CAP_MM if work.is_print else LEAST_CAP_PX
        return [error("text.illegible", slot, forceable=False, cap=round(smallest, 2), least=least, unit=unit)]
    if not work.is_print:
        dim = [line for line in block.lines if line.cap < face(line.line.face).least_cap_px]
        worst = min(dim, key=lambda line: line.cap / face(line.line.face).least_cap_px, default=None)
        if worst is None:
            return []
        least = face(worst.line.face).least_cap_px
        return [warning("text.small-for-screen", slot, cap=round(worst.cap, 1), least=least, font=worst.line.face)]
    reach = smallest / CAP_MM_PER_M
    if slot == "slogan" and work.distance and reach < work.distance:
        return [warning("text.small-for-distance", slot, reach=round(reach), distance=work.distance)]
    return []


def check_folds(inks: tuple[Rect, ...], folds: tuple[float, ...], slot: str) -> list[Problem]:
    """Return a warning where a line of words runs across a fold."""
    crossed = [fold for fold in folds if any(ink.left < fold < ink.right for ink in inks)]
    return [warning("text.on-fold", slot, fold=round(crossed[0], 1))] if crossed else []


def check_code(module: float, work: Format) -> list[Problem]:
    """Return what hinders scanning a code: no room, or modules that a telephone cannot tell apart at the distance."""
    if module <= 0:
        return [error("qr.no-room", "qr")]
    if not work.is_print:
        return [warning("qr.small-for-screen", "qr", side=module)] if module < LEAST_MODULE_PX else []
    # A telephone reads a code of about a tenth of the distance (trade knowledge); nobody scans from beyond 3 m.
    distance = min(work.distance or SCANNING_M, SCANNING_M)
    least = max(LEAST_MODULE_MM, distance * 1000 / 10 / _MODULES)
    return [warning("qr.small", "qr", side=round(module, 2), least=round(least, 2))] if module < least else []
