"""SVG as a tree of elements with line numbers, read so that no file can do harm.

Limits hold while the file is being read, so that a large one is refused before it is in memory. Nothing outside
the file is ever opened; what asks for it, runs code or declares entities is an error.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from render.errors import ContentError

MOST_BYTES = 20_000_000
MOST_ELEMENTS = 200_000
MOST_DEPTH = 64
MOST_ATTRIBUTES = 1000
_SVG, _XLINK = "http://www.w3.org/2000/svg ", "http://www.w3.org/1999/xlink "
_INKSCAPE = "http://www.inkscape.org/namespaces/inkscape "
_CODE = {"script", "handler", "listener"}
_PICTURES = {"image", "feImage"}


@dataclass(slots=True, eq=False)
class Element:
    """One element: `tag` without its namespace where that is SVG's, `line` of its start, `text` of sheets."""

    tag: str
    line: int
    attributes: dict[str, str]
    children: list[Element] = field(default_factory=list)
    text: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: its root, what its ids name, and its style sheets in order."""

    root: Element
    ids: dict[str, Element]
    sheets: tuple[Element, ...]


def read_document(path: Path) -> Document:
    """Return the tree of an SVG file; raise ContentError, whose parameters lack the path."""
    data = _bytes(path)
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as fault:
        raise ContentError("svg.broken", line=fault.lineno, reason=expat.ErrorString(fault.code)) from None
    except (LookupError, ValueError) as fault:
        # An encoding that Python does not know, or of several bytes a letter.
        raise ContentError("svg.broken", line=1, reason=str(fault)) from None
    assert reader.root is not None
    return Document(reader.root, reader.ids, tuple(reader.sheets))


def _bytes(path: Path) -> bytes:
    try:
        # A pipe or a device would never end.
        if path.exists() and not path.is_file():
            raise ContentError("svg.not-svg", line=1)
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as fault:
        raise ContentError("file.unreadable", reason=fault.strerror or str(fault)) from fault
    if len(data) > MOST_BYTES:
        raise ContentError("svg.too-large", most=MOST_BYTES // 1_000_000)
    if not data.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<"):
        raise ContentError("svg.not-svg", line=1)
    return data


class _Reader:
    """Builds the tree from expat's events and stops at the first thing that is not allowed."""

    def __init__(self) -> None:
        self.root: Element | None = None
        self.ids: dict[str, Element] = {}
        self.sheets: list[Element] = []
        self._open: list[Element] = []
        self._text: list[str] = []
        self._count = 0
        self.parser = parser = expat.ParserCreate(None, " ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._entity

    @property
    def _line(self) -> int:
        return self.parser.CurrentLineNumber

    def _doctype(self, *declared: object) -> None:
        # The plain DOCTYPE of SVG 1.1 is harmless: expat never fetches it. Declarations of its own are not.
        if declared[-1]:
            raise ContentError("svg.entities", line=self._line)

    def _entity(self, *_: object) -> None:
        raise ContentError("svg.entities", line=self._line)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_ELEMENTS:
            raise ContentError("svg.too-many", line=self._line, most=MOST_ELEMENTS)
        if len(attributes) > MOST_ATTRIBUTES:
            raise ContentError("svg.bomb", line=self._line, most=MOST_ATTRIBUTES)
        if len(self._open) >= MOST_DEPTH:
            raise ContentError("svg.deep", line=self._line, most=MOST_DEPTH)
        element = Element(name.removeprefix(_SVG), self._line, _plain(attributes))
        _forbid(element)
        self._place(element)
        self._open.append(element)

    def _place(self, element: Element) -> None:
        if self._open:
            self._open[-1].children.append(element)
        elif element.tag == "svg":
            self.root = element
        else:
            raise ContentError("svg.not-svg", line=element.line)
        if name := element.attributes.get("id"):
            self.ids.setdefault(name, element)

    def _words(self, text: str) -> None:
        if self._open and self._open[-1].tag == "style":
            self._text.append(text)

    def _end(self, _: str) -> None:
        element = self._open.pop()
        if element.tag == "style":
            element.text, self._text = "".join(self._text), []
            _forbid_outside(element.text, element.line)
            self.sheets.append(element)


def _plain(attributes: dict[str, str]) -> dict[str, str]:
    """Return attributes by their names without namespaces; SVG 2's own href goes before XLink's."""
    kept = {name: value for name, value in attributes.items() if " " not in name}
    if _XLINK + "href" in attributes:
        kept.setdefault("href", attributes[_XLINK + "href"])
    if _INKSCAPE + "label" in attributes:
        kept["label"] = attributes[_INKSCAPE + "label"]
    return kept


def _forbid(element: Element) -> None:
    """Raise for code and for anything outside the file."""
    if element.tag.rpartition(" ")[2].lower() in _CODE:
        raise ContentError("svg.script", line=element.line, what=f"<{element.tag.rpartition(' ')[2]}>")
    for name, value in element.attributes.items():
        if name[:2].lower() == "on":
            raise ContentError("svg.script", line=element.line, what=name)
        if "(" in value or "@" in value:
            _forbid_outside(value, element.line)
    address = element.attributes.get("href", "").strip()
    held = address.startswith("data:") and element.tag in _PICTURES
    if address and not address.startswith("#") and not held and " " not in element.tag:
        raise ContentError("svg.external", line=element.line, address=address[:80])


def _forbid_outside(text: str, line: int) -> None:
    """Raise where a property or a style sheet points out of the file; embedded data is inside."""
    low = text.lower()
    if "@import" in low:
        raise ContentError("svg.external", line=line, address="@import")
    for part in low.split("url(")[1:]:
        address = part[:200].strip(" \t\r\n\f'\"")
        if not address.startswith(("#", "data:")):
            raise ContentError("svg.external", line=line, address=address.partition(")")[0][:80])


def value_error(element: Element, attribute: str, value: str) -> ContentError:
    """Return the error of a value that cannot be read."""
    what = f"<{element.tag} {attribute}>"
    return ContentError("svg.value", line=element.line, what=what, value=" ".join(value[:60].split()))
