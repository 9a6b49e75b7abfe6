"""How much a document grows when `use` is followed, known before anything is built."""

from __future__ import annotations

from dataclasses import dataclass, field

from render.errors import ContentError
from render.intake.svg_xml import MOST_DEPTH, Document, Element

# Elements drawn beyond those written.
MOST_COPIES = 40_000


def check_growth(document: Document) -> None:
    """Raise ContentError where `use` leads in a circle, too deep, or to too many elements."""
    growth = _Growth(document)
    count, _ = growth.weigh(document.root, 0)
    if count - len(growth.known) > MOST_COPIES:
        raise ContentError("svg.bomb", line=document.root.line, most=MOST_COPIES)


@dataclass(slots=True)
class _Growth:
    """Elements and levels below each element, every one weighed once."""

    document: Document
    known: dict[Element, tuple[int, int]] = field(default_factory=dict)
    passing: set[Element] = field(default_factory=set)

    def weigh(self, element: Element, depth: int) -> tuple[int, int]:
        """Return how many elements are drawn for this one, and how deep they are nested."""
        if element in self.passing:
            raise ContentError("svg.cycle", line=element.line, id=element.attributes.get("id", "")[:40])
        if element not in self.known:
            if depth > MOST_DEPTH:
                raise ContentError("svg.deep", line=element.line, most=MOST_DEPTH)
            self.passing.add(element)
            below = [self.weigh(each, depth + 1) for each in self._followed(element)]
            self.passing.discard(element)
            self.known[element] = (
                1 + sum(count for count, _ in below),
                1 + max((deep for _, deep in below), default=0),
            )
        count, deep = self.known[element]
        if depth + deep > MOST_DEPTH + 1:
            raise ContentError("svg.deep", line=element.line, most=MOST_DEPTH)
        return count, deep

    def _followed(self, element: Element) -> list[Element]:
        target = used(element, self.document)
        return [*element.children, target] if target else element.children


def used(element: Element, document: Document) -> Element | None:
    """Return what a `use` stands for."""
    if element.tag != "use":
        return None
    return document.ids.get(element.attributes.get("href", "").strip().removeprefix("#"))
