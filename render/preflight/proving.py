"""A PDF that was just written, read back: its boxes to the hundredth of a millimetre, its claim check by check."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pikepdf

from render.errors import WriteError
from render.geometry import Rect
from render.preflight.pdfx.inspect import inspect
from render.problem import Problem, note
from render.scene.sheet import Sheet

_HUNDREDTH_MM = 0.01
_TO_MM = 25.4 / 72


def prove_pdf(sheet: Sheet, target: Path, *, claims: bool) -> tuple[Problem, ...]:
    """Return what the checks say of a file that `claims` a standard: what does not hold, or that all does.

    Raise WriteError, the file removed, where a page box is off.
    """
    with pikepdf.open(target) as pdf:
        for page, found in zip(sheet.pages, pdf.pages, strict=True):
            for name, box in (("trimbox", page.trim), ("bleedbox", page.bleed), ("mediabox", page.media)):
                drawn = [float(value) for value in getattr(found, name)]
                if not _same_box(drawn, box, page.media, sheet.scale):
                    target.unlink()
                    raise WriteError("write.differs", path=str(target), what=name)
        if not claims:
            return ()
        said = inspect(pdf, target)
    return said.problems or (note("pdfx.holds", claim=said.claim, held=said.held, asked=said.asked),)


def _same_box(drawn: list[float], box: Rect, media: Rect, scale: Fraction) -> bool:
    wanted = (
        box.left - media.left,
        media.bottom - box.bottom,
        box.right - media.left,
        media.bottom - box.top,
    )
    return all(abs(a * _TO_MM - b * float(scale)) <= _HUNDREDTH_MM for a, b in zip(drawn, wanted, strict=True))
