"""All that a file's pages do, operator by operator, forms included, read once for every check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

# Forms in forms end somewhere; a file in which they do not is refused, not followed.
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Step:
    """One operator: where it stands, what it is called with, and the lists its names are looked up in."""

    where: str
    operator: str
    operands: tuple[Any, ...]
    resources: Any

    def found(self, section: str) -> Any:
        """Return what the first operand names in a section of the resources, None where nothing."""
        listed = self.resources.get(section) if self.resources is not None else None
        return listed.get(str(self.operands[0])) if listed is not None and self.operands else None


@dataclass(slots=True)
class Walk:
    """The steps of a file; `streams` are (where, dictionary) of pages and forms, `broken` what could not be read."""

    steps: list[Step] = field(default_factory=list)
    streams: list[tuple[str, Any]] = field(default_factory=list)
    broken: list[tuple[str, str]] = field(default_factory=list)
    _seen: set[tuple[int, int]] = field(default_factory=set)

    def follow(self, stream: Any, holder: Any, where: str, inherited: Any, depth: int = 0) -> None:
        """Read a stream and the forms that it draws."""
        resources = holder.get("/Resources", inherited)
        self.streams.append((where, holder))
        try:
            instructions = list(pikepdf.parse_content_stream(stream))
        except (pikepdf.PdfError, pikepdf.PdfParsingError, ValueError, TypeError) as fault:
            self.broken.append((where, str(fault)))
            return
        for instruction in instructions:
            operands = (
                tuple(instruction.operands) if not isinstance(instruction, pikepdf.ContentStreamInlineImage) else ()
            )
            step = Step(where, str(instruction.operator), operands, resources)
            self.steps.append(step)
            if step.operator == "Do":
                self._form(step, depth)

    def _form(self, step: Step, depth: int) -> None:
        form = step.found("/XObject")
        if form is None or str(form.get("/Subtype")) != "/Form" or form.objgen in self._seen:
            return
        self._seen.add(form.objgen)
        if depth >= _DEEPEST:
            self.broken.append((step.where, "forms too deep"))
            return
        self.follow(form, form, f"{step.where} > {step.operands[0]}", step.resources, depth + 1)

    def named(self, operator: str, section: str) -> Iterator[tuple[Step, Any]]:
        """Yield the steps of an operator whose operand is found in a section, with what was found."""
        for step in self.steps:
            if step.operator == operator and (held := step.found(section)) is not None:
                yield step, held


def walk(pdf: pikepdf.Pdf) -> Walk:
    """Return all steps of all pages."""
    made = Walk()
    for number, page in enumerate(pdf.pages, 1):
        made.follow(page, page.obj, f"page {number}", page.obj.get("/Resources"))
    return made
