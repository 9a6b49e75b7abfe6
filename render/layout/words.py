"""How a template sets words: the slogan's parts as tiers in their faces, and the manner of the whole block."""

from __future__ import annotations

import math

from render.geometry import Insets
from render.model.design import Design
from render.model.templates import TierStyle, Words
from render.text import fonts
from render.text.block import MIDDLE, Setting, Tier
from render.text.linebreak import Figure
from render.text.phrases import divide

ALIGN = {"left": 0.0, "centre": 0.5, "right": 1.0}
DOWN = {"top": 0.0, "middle": MIDDLE, "bottom": 1.0}


def face_key(design: Design, face: str) -> str:
    """Return the template's face, or the design's own family at its weight."""
    family, _, weight = face.rpartition("-")
    return fonts.key(design.font or family, int(weight))


def setting(words: Words, largest: float = math.inf, crown: float = 0.0) -> Setting:
    """Return the manner in which a template sets its words, at most `largest`, below a `crown` in cap heights."""
    return Setting(
        air=words.air,
        crown=crown,
        align=ALIGN[words.align],
        tolerance=words.tolerance,
        largest=largest,
        lines=words.lines,
        figure=Figure(words.figure),
        swell=words.swell,
        down=DOWN[words.sits],
        spread=words.edge.spread if words.edge else Insets(),
    )


def tiers(design: Design, words: Words, text: str) -> tuple[Tier, ...]:
    """Return the slogan as tiers in reading order; parts that the template does not style stay together."""
    parts = divide(text)
    styled: list[tuple[str, str, TierStyle]] = []
    plain = TierStyle(role=words.role)
    for name, part, style in (
        ("opening", parts.opening, words.opening),
        ("slogan", parts.main, plain),
        ("term", parts.term, words.term),
        ("clause", parts.clause, words.clause),
    ):
        if part and style is None:
            style = plain
        if part and style:
            if styled and styled[-1][2] is plain and style is plain:
                part = f"{styled.pop()[1]} {part}"
                name = "slogan"
            styled.append((name, part, style))
    # An opening line keeps its distance from the words that it opens.
    opened = styled[0][2].gap if styled and styled[0][0] == "opening" else 0.0
    return tuple(
        Tier(
            name=name,
            text=part,
            face=face_key(design, style.face or words.face),
            ratio=style.ratio,
            tracking=style.tracking if style is not plain else words.tracking,
            gap=max(style.gap, opened if at == 1 else 0.0),
            least=style.least,
            capitals=words.capitals,
        )
        for at, (name, part, style) in enumerate(styled)
    )
