"""Checks of colour: inks alone, each spot one ink, not too much of it, nothing lost by overprinting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from render.preflight.pdfx.subject import Check, Found, Subject
from render.problem import Severity

_RGB = frozenset(("/DeviceRGB", "/CalRGB"))
_DEVICES = frozenset(("/DeviceGray", "/DeviceCMYK", "/DeviceRGB", "/Pattern"))
# What any press takes; a shop's own limit is checked before its files are made.
MOST_INK = 340


def _spaces(subject: Subject) -> Iterator[tuple[str, Any]]:
    """Yield every colour space that is used, with where."""
    for step in subject.walk.steps:
        if step.operator in ("cs", "CS"):
            name = str(step.operands[0])
            yield step.where, step.operands[0] if name in _DEVICES else step.found("/ColorSpace")
    for step, shading in subject.walk.named("sh", "/Shading"):
        yield step.where, shading.get("/ColorSpace")
    for step, drawn in subject.walk.named("Do", "/XObject"):
        if "/ColorSpace" in drawn:
            yield step.where, drawn.ColorSpace


def _family(space: Any) -> str:
    return str(space[0]) if isinstance(space, pikepdf.Array) and len(space) else str(space)


def _bases(space: Any) -> Iterator[Any]:
    """Yield a space and what it stands upon."""
    yield space
    if isinstance(space, pikepdf.Array) and len(space) > 2 and _family(space) in ("/Separation", "/DeviceN"):
        yield from _bases(space[2])
    elif isinstance(space, pikepdf.Array) and len(space) > 1 and _family(space) in ("/Indexed", "/Pattern"):
        yield from _bases(space[1])


def _rgb(subject: Subject) -> Found:
    used = {step.operator for step in subject.walk.steps} & {"rg", "RG"}
    if used:
        yield "", {"operators": ", ".join(sorted(used))}
    for where, space in _spaces(subject):
        for base in _bases(space):
            if _family(base) in _RGB or (_family(base) == "/ICCBased" and int(base[1].get("/N", 0)) == 3):
                yield where, {"operators": _family(base)}


def _defined(subject: Subject) -> Found:
    for where, space in _spaces(subject):
        if space is None:
            yield where, {}


def _device(subject: Subject) -> Found:
    if subject.is_x4:
        return
    for where, space in _spaces(subject):
        for base in _bases(space):
            if _family(base) in ("/ICCBased", "/Lab", "/CalGray", "/CalRGB"):
                yield where, {"space": _family(base)}


def _spots(subject: Subject) -> Found:
    known: dict[str, bytes] = {}
    for where, space in _spaces(subject):
        if _family(space) == "/Separation" and len(space) == 4:
            tint = space[3]
            data = tint.read_bytes() if isinstance(tint, pikepdf.Stream) else b""
            recipe = data + tint.unparse() + str(space[2]).encode()
            if known.setdefault(str(space[1]), recipe) != recipe:
                yield where, {"spot": str(space[1])}


def _amount(subject: Subject) -> Found:
    for step in subject.walk.steps:
        if step.operator in ("k", "K") and len(step.operands) == 4:
            total = sum(float(ink) for ink in step.operands) * 100
            if total > MOST_INK + 0.5:
                yield step.where, {"total": round(total), "most": MOST_INK}


def _white(subject: Subject) -> Found:
    """A white that overprints is not there."""
    white: dict[str, bool] = {}
    for step in subject.walk.steps:
        if step.operator == "k":
            white[step.where] = not any(float(ink) for ink in step.operands)
        elif step.operator in ("g", "rg", "scn", "sc", "q", "Q"):
            white[step.where] = False
        elif step.operator == "gs" and white.get(step.where):
            state = step.found("/ExtGState")
            if state is not None and bool(state.get("/op", False)):
                yield step.where, {}


def _thin(subject: Subject) -> Found:
    for step in subject.walk.steps:
        if step.operator == "w" and step.operands and float(step.operands[0]) == 0:
            yield step.where, {}


CHECKS = (
    Check("pdf.rgb", _rgb),
    Check("pdfx.space-undefined", _defined, Severity.ERROR),
    Check("pdfx.device-independent", _device),
    Check("pdfx.spot-twice", _spots, Severity.WARNING),
    Check("pdfx.total-ink", _amount, Severity.WARNING),
    Check("pdfx.white-overprint", _white, Severity.WARNING),
    Check("pdfx.hairline", _thin, Severity.WARNING),
)
