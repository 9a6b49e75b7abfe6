"""Which value of each property an element has: attributes, style sheets, the style attribute, and what is inherited.

Of CSS, selectors of one element, class or id are known, or several of them on the same element; rules of others and
at-rules are told apart, so that they can be reported. Source: CSS 2.1, chapter 6, and SVG 1.1, appendix N.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from render.errors import ContentError
from render.intake.svg_xml import Document, Element

Style = Mapping[str, str]
INITIAL: dict[str, str] = {
    "fill": "black",
    "fill-opacity": "1",
    "fill-rule": "nonzero",
    "stroke": "none",
    "stroke-width": "1",
    "stroke-linecap": "butt",
    "stroke-linejoin": "miter",
    "stroke-miterlimit": "4",
    "stroke-dasharray": "none",
    "stroke-dashoffset": "0",
    "stroke-opacity": "1",
    "color": "black",
    "visibility": "visible",
    "clip-rule": "nonzero",
    "paint-order": "normal",
    "marker": "none",
    "marker-start": "none",
    "marker-mid": "none",
    "marker-end": "none",
}
# What an element does not take from the one around it.
_OWN = {
    "opacity": "1",
    "display": "inline",
    "clip-path": "none",
    "mask": "none",
    "filter": "none",
    "mix-blend-mode": "normal",
    "vector-effect": "none",
    "stop-color": "black",
    "stop-opacity": "1",
    "transform": "none",
    "overflow": "",
}
_KNOWN = INITIAL.keys() | _OWN.keys()
_SIMPLE = re.compile(r"(\*|[A-Za-z][\w-]*)?((?:[.#][\w-]+)*)")
_MARKS = re.compile(r"[.#][\w-]+")
# Every rule that fits an element is a step; this many fit no honest file.
_MOST_STEPS = 1_000_000


@dataclass(frozen=True, slots=True)
class _Rule:
    weight: tuple[int, int]
    tag: str
    marks: frozenset[str]
    declared: dict[str, str]


@dataclass(slots=True)
class Styles:
    """The sheets of a document; `unknown` are selectors and at-rules not understood, with lines."""

    rules: dict[str, list[_Rule]] = field(default_factory=dict)
    unknown: list[tuple[str, int]] = field(default_factory=list)
    _own: dict[Element, dict[str, str]] = field(default_factory=dict)
    _steps: int = 0
    _count: int = 0

    def computed(self, element: Element, around: Style) -> dict[str, str]:
        """Return all properties of an element that stands in surroundings of the style `around`."""
        values = {**{name: around[name] for name in INITIAL}, **_OWN}
        for name, value in self._declared(element).items():
            if value != "inherit":
                values[name] = value
            elif name in _OWN:
                values[name] = around.get(name, _OWN[name])
        return values

    def _declared(self, element: Element) -> dict[str, str]:
        if element not in self._own:
            found = {name: element.attributes[name].strip() for name in _KNOWN & element.attributes.keys()}
            found.update(self._from_sheets(element))
            found.update(_declarations(element.attributes.get("style", "")))
            self._own[element] = {name: value for name, value in found.items() if value}
        return self._own[element]

    def _from_sheets(self, element: Element) -> dict[str, str]:
        if not self.rules:
            return {}
        marks = {f".{name}" for name in element.attributes.get("class", "").split()}
        marks.add(f"#{element.attributes.get('id', '')}")
        fitting = [
            rule
            for key in (*marks, element.tag, "*")
            for rule in self._tried(key, element)
            if rule.marks <= marks and rule.tag in ("*", element.tag)
        ]
        found: dict[str, str] = {}
        for rule in sorted(fitting, key=lambda rule: rule.weight):
            found |= rule.declared
        return found

    def _tried(self, key: str, element: Element) -> list[_Rule]:
        rules = self.rules.get(key, [])
        self._steps += sum(1 + len(rule.declared) for rule in rules)
        if self._steps > _MOST_STEPS:
            raise ContentError("svg.bomb", line=element.line, most=_MOST_STEPS)
        return rules

    def add(self, selector: str, declared: dict[str, str], line: int) -> None:
        """Add a rule behind those already known."""
        found = _SIMPLE.fullmatch(selector)
        if not found or not selector:
            self.unknown.append((selector[:40], line))
            return
        tag, marks = found[1] or "*", frozenset(_MARKS.findall(found[2]))
        weight = sum(100 if mark[0] == "#" else 10 for mark in marks) + (tag != "*")
        self._count += 1
        key = min(marks) if marks else tag
        self.rules.setdefault(key, []).append(_Rule((weight, self._count), tag, marks, declared))


def read_styles(document: Document) -> Styles:
    """Return the style sheets of a document."""
    styles = Styles()
    for sheet in document.sheets:
        for selectors, body, at in _blocks(_without_comments(sheet.text)):
            line = sheet.line + at
            if selectors.startswith("@"):
                styles.unknown.append((selectors.split()[0][:40], line))
                continue
            declared = _declarations(body)
            for selector in selectors.split(","):
                styles.add(selector.strip(), declared, line)
    return styles


def _without_comments(text: str) -> str:
    """Return a sheet with its comments blanked, its lines kept."""
    parts = text.replace("<!--", "").replace("-->", "").split("/*")
    kept = parts[:1]
    for part in parts[1:]:
        comment, _, rest = part.partition("*/")
        kept.append("\n" * comment.count("\n") + rest)
    return "".join(kept)


def _blocks(text: str) -> list[tuple[str, str, int]]:
    """Return a sheet's rules as selectors, body and line; blocks within at-rules stay in their bodies."""
    found: list[tuple[str, str, int]] = []
    head_at = body_at = depth = 0
    line = 0
    for token in re.finditer(r"[{};]", text):
        here = token.start()
        if token[0] == "{":
            depth += 1
            if depth == 1:
                body_at = here + 1
        elif token[0] == "}":
            depth = max(0, depth - 1)
            if depth == 0 and body_at > head_at:
                head = text[head_at : body_at - 1]
                lead = len(head) - len(head.lstrip())
                found.append((head.strip(), text[body_at:here], line + head.count("\n", 0, lead)))
        if depth == 0:
            line += text.count("\n", head_at, here + 1)
            head_at = here + 1
    return found


def _declarations(text: str) -> dict[str, str]:
    """Return the properties we know of a declaration block."""
    found: dict[str, str] = {}
    if "/*" in text:
        text = _without_comments(text)
    for part in text.split(";"):
        name, _, value = part.partition(":")
        name = name.strip().lower()
        if name in _KNOWN:
            found[name] = value.replace("!important", "").strip()
    return found
