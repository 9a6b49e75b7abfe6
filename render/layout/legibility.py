"""Can the words be read: letters the font lacks, words too small for the eye, the ink or the pixel."""

from __future__ import annotations

from render.model.formats import Format
from render.problem import Problem, error, warning
from render.text.fit import Block
from render.text.fonts import face

# Under these no flag makes the words: they would be there and say nothing.
LEAST_CAP_MM = 1.5
LEAST_CAP_PX = 4.0
# Capitals of a screen: seven rows a letter, an eighth between (eyecatchersigns.net); stacked marks need more.
FAIR_CAP_PX = 8.0
# Least height of capitals by viewing distance: 50 ft to the inch (locationisland.com).
CAP_MM_PER_M = 1.7


def check_letters(face_key: str, text: str) -> list[Problem]:
    """Return an error naming the letters a face lacks."""
    missing = face(face_key).missing(text)
    if not missing:
        return []
    return [error("text.missing-glyph", "slogan", letters=" ".join(missing), font=face_key)]


def check_block(block: Block, work: Format, slot: str) -> list[Problem]:
    """Return what hinders the reading of a set block, judged by its smallest capitals."""
    smallest = min(_cap(line.line.face) * line.size for line in block.lines)
    unit = work.unit
    if smallest < (LEAST_CAP_MM if work.is_print else LEAST_CAP_PX):
        least = LEAST_CAP_MM if work.is_print else LEAST_CAP_PX
        return [error("text.illegible", slot, forceable=False, cap=round(smallest, 2), least=least, unit=unit)]
    if not work.is_print:
        return [warning("text.small-for-screen", slot, cap=round(smallest, 1))] if smallest < FAIR_CAP_PX else []
    reach = smallest / CAP_MM_PER_M
    if slot == "slogan" and work.distance and reach < work.distance:
        return [warning("text.small-for-distance", slot, reach=round(reach), distance=work.distance)]
    return []


def _cap(face_key: str) -> float:
    used = face(face_key)
    return used.cap_height / used.upem
