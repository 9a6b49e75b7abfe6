"""What the person wants made: words, template, format, palette, and who hangs it. An edit makes a new Design."""

from __future__ import annotations

import datetime
from typing import Annotated

import msgspec

from render.errors import UsageError
from render.model.formats import Format
from render.model.layers import Share
from render.model.official import Emblem
from render.model.order import Order
from render.model.slogans import Pack, Slogan
from render.model.templates import Template, find_template, shape_of, templates

AUTO = "auto"
MOST_BREAKS = 99
# What a template may have a place for beside words.
PICTURED = ("photo", "logo", "emblem", "qr")


class Design(msgspec.Struct, frozen=True, kw_only=True):
    """One work.

    `lines` fills a template's further lines by their names, such as place, caption or call; `photo` and `logo` are
    files, `photo_focus` is the place in shares of the photograph's sides that its crop is about, where one is
    chosen, `emblem` names an official drawing, `qr` is what a code says. `breaks` asks for the best line breaks, the
    second best …; `slogan` is the pack id the words came from and `original` their wording there, '' for own words.
    """

    text: str
    format: Format
    template: str = AUTO
    palette: str = ""
    font: str = ""
    unit: str = ""
    lines: dict[str, str] = {}
    photo: str = ""
    photo_focus: tuple[Share, Share] | None = None
    logo: str = ""
    emblem: Emblem = ""
    qr: str = ""
    date: str = ""
    breaks: Annotated[int, msgspec.Meta(ge=1, le=MOST_BREAKS)] = 1
    order: Order = Order()
    slogan: str = ""
    original: str = ""
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None

    @property
    def changed(self) -> bool:
        """True where the words differ from the slogan they came from."""
        return bool(self.original) and " ".join(self.text.split()) != " ".join(self.original.split())


def from_slogan(pack: Pack, slogan: Slogan, work: Format, **choices: str) -> Design:
    """Return a design of a pack's slogan, carrying its source, wording and validity."""
    design = Design(
        text=slogan.text,
        format=work,
        slogan=f"{pack.id}:{slogan.id}",
        original=slogan.text,
        valid_from=slogan.valid_from,
        valid_to=slogan.valid_to,
        date=choices.pop("date", "") or pack.date.isoformat(),
    )
    return msgspec.structs.replace(design, **choices)


def chosen_template(design: Design) -> Template:
    """Return the design's template; `auto` is the first that suits the format's medium and shape."""
    if design.template != AUTO:
        template = find_template(design.template)
        if not template.serves(design.format):
            raise UsageError("template.medium", template=template.id, format=design.format.id)
        return template
    medium, shape = design.format.medium, shape_of(design.format.trim)
    wanted = (f"{medium}/{shape}", medium)
    known = [each for each in templates().values() if each.serves(design.format)]
    folded = [each for each in known if each.folds]
    return next(iter((*folded, *(each for want in wanted for each in known if want in each.suits))))


def chosen_palette(design: Design, template: Template) -> str:
    """Return the design's palette id, or the template's own."""
    return design.palette or template.palettes[0]
