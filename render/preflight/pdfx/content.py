"""Checks of what pages draw with: operators, names, states, pictures, forms."""

from __future__ import annotations

from collections import Counter
from typing import Any

from render.preflight.pdfx.subject import Check, Found, Subject
from render.problem import Severity

_OPERATORS = frozenset(
    "b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re"
    " RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \"".split()
) | {"INLINE IMAGE"}
# PDF 1.7, table 136 and 137: the separable and the other blend modes.
_BLENDS = frozenset(
    "/Normal /Compatible /Multiply /Screen /Overlay /Darken /Lighten /ColorDodge /ColorBurn /HardLight /SoftLight"
    " /Difference /Exclusion /Hue /Saturation /Color /Luminosity".split()
)
_OPAQUE = frozenset(("/Normal", "/Compatible"))
_SECTIONS = {"gs": "/ExtGState", "sh": "/Shading", "Tf": "/Font", "Do": "/XObject"}
_PLAIN_FILTERS = frozenset(("/FlateDecode", "/DCTDecode", "/RunLengthDecode", "/CCITTFaxDecode"))


def _balance(subject: Subject) -> Found:
    depth: Counter[str] = Counter()
    for step in subject.walk.steps:
        depth[step.where] += {"q": 1, "Q": -1}.get(step.operator, 0)
        if depth[step.where] < 0:
            yield step.where, {}
            return
    for where, left in depth.items():
        if left:
            yield where, {}


def _known(subject: Subject) -> Found:
    unknown = {(step.where, step.operator) for step in subject.walk.steps if step.operator not in _OPERATORS}
    for where, operator in sorted(unknown):
        yield where, {"operator": operator}


def _defined(subject: Subject) -> Found:
    for step in subject.walk.steps:
        section = _SECTIONS.get(step.operator)
        if section and step.found(section) is None:
            yield step.where, {"name": str(step.operands[0]) if step.operands else "?"}


def _inline(subject: Subject) -> Found:
    for step in subject.walk.steps:
        if step.operator == "INLINE IMAGE":
            yield step.where, {}


def _transfer(subject: Subject) -> Found:
    for step, state in subject.walk.named("gs", "/ExtGState"):
        if "/TR" in state or "/HTP" in state or str(state.get("/TR2", "/Default")) != "/Default":
            yield step.where, {}


def _blends(subject: Subject) -> Found:
    for step, state in subject.walk.named("gs", "/ExtGState"):
        if (mode := str(state.get("/BM", "/Normal"))) not in _BLENDS:
            yield step.where, {"mode": mode}


def _transparency(subject: Subject) -> Found:
    if subject.is_x4:
        return
    for step, state in subject.walk.named("gs", "/ExtGState"):
        if not _opaque(state):
            yield step.where, {"what": str(step.operands[0])}
    for step, drawn in subject.walk.named("Do", "/XObject"):
        if "/SMask" in drawn:
            yield step.where, {"what": str(step.operands[0])}
    for where, holder in subject.walk.streams:
        if str(holder.get("/Group", {}).get("/S", "")) == "/Transparency":
            yield where, {"what": "/Group"}


def _opaque(state: Any) -> bool:
    full = all(float(state.get(key, 1)) == 1 for key in ("/ca", "/CA"))
    return full and str(state.get("/SMask", "/None")) == "/None" and str(state.get("/BM", "/Normal")) in _OPAQUE


def _foreign(subject: Subject) -> Found:
    for step, drawn in subject.walk.named("Do", "/XObject"):
        found = [key for key in ("/OPI", "/Alternates", "/Ref", "/PS") if key in drawn]
        found += ["/PS"] if "/PS" in (str(drawn.get("/Subtype")), str(drawn.get("/Subtype2"))) else []
        if found:
            yield step.where, {"keys": ", ".join(found)}


def _filters(subject: Subject) -> Found:
    for step, drawn in subject.walk.named("Do", "/XObject"):
        held = drawn.get("/Filter", [])
        filters = {str(each) for each in held} if not str(held).startswith("/") else {str(held)}
        if str(drawn.get("/Subtype")) == "/Image" and filters - _PLAIN_FILTERS:
            yield step.where, {"filters": ", ".join(sorted(filters - _PLAIN_FILTERS))}


CHECKS = (
    Check("pdfx.balance", _balance, Severity.ERROR),
    Check("pdfx.operator", _known, Severity.ERROR),
    Check("pdfx.undefined", _defined, Severity.ERROR),
    Check("pdfx.inline-image", _inline),
    Check("pdfx.transfer", _transfer),
    Check("pdfx.blend", _blends),
    Check("pdfx.transparency", _transparency),
    Check("pdfx.foreign", _foreign),
    Check("pdfx.filter", _filters),
)
