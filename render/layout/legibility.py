"""Can the words be read: letters the font lacks, words too small for the eye, the ink or the pixel."""

from __future__ import annotations

from render.model.formats import Format
from render.problem import Problem, error, warning
from render.text.block import Block
from render.text.fonts import face

# Under these no flag makes the words: they would be there and say nothing.
LEAST_CAP_MM = 1.5
LEAST_CAP_PX = 4.0
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
    smallest = min(line.cap for line in block.lines)
    unit = work.unit
    if smallest < (LEAST_CAP_MM if work.is_print else LEAST_CAP_PX):
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
