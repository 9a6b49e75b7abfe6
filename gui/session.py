"""The only door for change: holds the design, and undo and redo as a stack of designs."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal

from render.errors import StudioError, UsageError, WriteError
from render.intake.official import take
from render.model.design import AUTO, MOST_BREAKS, PICTURED, Design, chosen_template, from_slogan
from render.model.formats import Format, find_format, formats
from render.model.project import load_design, save_design
from render.model.slogans import Library, Pack, Slogan
from render.model.templates import Template, find_template
from render.resources import user_folder

FIRST_FORMAT = "bang-ron-8000x1200"
_RECENT = "recent.codong"
_DEPTH = 500


class Session(QObject):
    """One person's work: every edit makes a new design; typing in one field is one step."""

    changed = Signal(object)
    state_changed = Signal()

    def __init__(self, library: Library, design: Design | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.library = library
        self.path: Path | None = None
        self._stack = [design or first_design(library)]
        self._at = 0
        self._field = ""
        self._saved = self._stack[0]

    @property
    def design(self) -> Design:
        """The design as it is now."""
        return self._stack[self._at]

    @property
    def can_undo(self) -> bool:
        """True where there is an edit to take back."""
        return self._at > 0

    @property
    def can_redo(self) -> bool:
        """True where an edit was taken back."""
        return self._at < len(self._stack) - 1

    @property
    def unsaved(self) -> bool:
        """True where the file on the disk is another design, or there is none."""
        return self.design != self._saved

    def undo(self) -> None:
        """Take the last step back."""
        if self.can_undo:
            self._go(self._at - 1)

    def redo(self) -> None:
        """Take the step again that was taken back."""
        if self.can_redo:
            self._go(self._at + 1)

    def write(self, text: str) -> None:
        """Change the words; what is typed in a row is one step."""
        self._step(msgspec.structs.replace(self.design, text=text), field="text")

    def write_unit(self, unit: str) -> None:
        """Change the unit line; what is typed in a row is one step."""
        self._step(msgspec.structs.replace(self.design, unit=unit), field="unit")

    def write_slot(self, name: str, text: str) -> None:
        """Change a further line, or what the code says; what is typed in a row is one step."""
        change = {"qr": text} if name == "qr" else {"lines": {**self.design.lines, name: text}}
        self._step(msgspec.structs.replace(self.design, **change), field=f"slot {name}")

    def choose_picture(self, name: str, path: str) -> None:
        """Take a file for the photograph or the logo, or a name for the emblem, '' for none."""
        self._step(msgspec.structs.replace(self.design, **{name: path}))

    def take_emblem(self, emblem: str, path: Path) -> None:
        """Keep a file as an emblem's official drawing and show it; raise StudioError for what cannot be kept."""
        take(emblem, path)
        self.changed.emit(self.design)

    def end_typing(self) -> None:
        """Let the next letter begin a step of its own."""
        self._field = ""

    def choose_slogan(self, pack: Pack, slogan: Slogan) -> None:
        """Take a slogan's words, source and validity; the looks stay."""
        self._step(with_slogan(self.design, pack, slogan))

    def write_own(self, text: str = "") -> None:
        """Begin with words of one's own, which come from no pack."""
        self._step(
            msgspec.structs.replace(self.design, text=text, slogan="", original="", valid_from=None, valid_to=None)
        )

    def restore_wording(self) -> None:
        """Go back to the slogan's own words."""
        self._step(msgspec.structs.replace(self.design, text=self.design.original))

    def next_breaks(self) -> None:
        """Break the lines in the next best way."""
        self._step(msgspec.structs.replace(self.design, breaks=self.design.breaks % MOST_BREAKS + 1), field="breaks")

    def choose_template(self, template: str) -> None:
        """Take a template, or `auto`."""
        self._step(_fitting(msgspec.structs.replace(self.design, template=template)))

    def choose_format(self, work: Format) -> None:
        """Take a format; a template that does not serve its medium gives way to `auto`."""
        self._step(with_format(self.design, work))

    def choose_palette(self, palette: str) -> None:
        """Take a palette, or '' for the template's own."""
        self._step(msgspec.structs.replace(self.design, palette=palette))

    def choose_font(self, family: str) -> None:
        """Take a type family, or '' for the template's own."""
        self._step(msgspec.structs.replace(self.design, font=family))

    def open(self, path: Path) -> None:
        """Open a design as one more step, so that what was there can be had back; raise ContentError."""
        design = load_design(path)
        self._step(design)
        self.path, self._saved = path, design
        self.state_changed.emit()

    def save(self, path: Path) -> None:
        """Write the design; raise WriteError."""
        save_design(self.design, path)
        self.path, self._saved = path, self.design
        self.state_changed.emit()

    def keep(self) -> None:
        """Keep the design for the next start, so that closing the window needs no question; raise WriteError."""
        path = user_folder() / _RECENT
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise WriteError("write.failed", path=str(path), reason=fault.strerror or str(fault)) from fault
        save_design(self.design, path)

    def _step(self, design: Design, field: str = "") -> None:
        if design == self.design:
            return
        if design.breaks == self.design.breaks and _set_otherwise(design, self.design):
            # The third best of other words or another page says nothing.
            design = msgspec.structs.replace(design, breaks=1)
        same_field = bool(field) and field == self._field and self._at > 0
        self._field = field
        begin = self._at if same_field else self._at + 1
        self._stack[begin:] = [design]
        del self._stack[:-_DEPTH]
        self._at = len(self._stack) - 1
        self._tell()

    def _go(self, at: int) -> None:
        self._at, self._field = at, ""
        self._tell()

    def _tell(self) -> None:
        self.changed.emit(self.design)
        self.state_changed.emit()


def first_design(library: Library) -> Design:
    """Return the design of a first start: the first pack's first slogan of the street, on a banner."""
    work = formats().get(FIRST_FORMAT) or next(iter(formats().values()))
    for pack, slogan in library:
        return from_slogan(pack, slogan, work)
    return Design(text="", format=work)


def recent_design() -> Design | None:
    """Return the design of the last session, None where there is none that can be read."""
    path = user_folder() / _RECENT
    with suppress(StudioError):
        return load_design(path) if path.exists() else None
    return None


def with_slogan(design: Design, pack: Pack, slogan: Slogan) -> Design:
    """Return the design with a slogan's words, its looks kept."""
    looks = {name: getattr(design, name) for name in ("template", "palette", "font", "unit", *PICTURED)}
    kept = {"lines": design.lines, "photo_focus": design.photo_focus}
    return msgspec.structs.replace(from_slogan(pack, slogan, design.format, **looks), **kept)


def with_format(design: Design, work: Format) -> Design:
    """Return the design on another format, with a template and a palette that can serve it."""
    return _fitting(msgspec.structs.replace(design, format=work))


def template_of(design: Design) -> Template | None:
    """Return the template that will be drawn, None where the design names one that is not there."""
    with suppress(UsageError):
        return chosen_template(design)
    return None


def pages_of(design: Design) -> tuple[int, ...]:
    """Return the pages of a design that look otherwise than its first, and the first."""
    template = template_of(design)
    return template.distinct_pages(design.format) if template else (1,)


def running_of(design: Design) -> frozenset[str]:
    """Return the names of the design's lines that are running text, typed in several lines."""
    template = template_of(design)
    if template is None:
        return frozenset()
    pages = [template.arranged(design.format, number) for number in pages_of(design)]
    return frozenset(name for page in pages for name, line in page.lines.items() if line.running)


def slots_of(design: Design) -> tuple[str, ...]:
    """Return the names of the slots that the design's template offers on its format, beside words and unit line."""
    template = template_of(design)
    if template is None:
        return ()
    pages = [template.arranged(design.format, number) for number in pages_of(design)]
    lines = dict.fromkeys(name for page in pages for name in page.lines)
    pictures = tuple(name for name in PICTURED if any(name in page.slots for page in pages))
    return (*lines, *pictures)


def known_format(design: Design) -> bool:
    """Return whether the design's format is one of the catalogue's, as it is there."""
    with suppress(UsageError):
        return find_format(design.format.id) == design.format
    return False


def _set_otherwise(one: Design, other: Design) -> bool:
    """True where the words or what they are set in differ."""
    of_words = ("text", "format", "template", "font", "unit", "lines", *PICTURED)
    return any(getattr(one, name) != getattr(other, name) for name in of_words)


def _fitting(design: Design) -> Design:
    if design.template != AUTO:
        with suppress(UsageError):
            if not find_template(design.template).serves(design.format):
                design = msgspec.structs.replace(design, template=AUTO)
    template = template_of(design)
    if template and design.palette and design.palette not in template.palettes:
        design = msgspec.structs.replace(design, palette="")
    return design
