"""File names that every player, RIP and Windows take: ASCII, lower case, words joined with hyphens."""

from __future__ import annotations

import re
import unicodedata

from render.errors import UsageError
from render.model.design import Design
from render.model.finishing import Finishing
from render.model.sizes import plain
from render.scene.sheet import ScaleMode

LONGEST = 120
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)$")
_FIRST_WORDS = 6
FIELDS = ("so", "khau-hieu", "dinh-dang", "co", "cm", "mau", "sl", "hoan-thien", "ban", "ty-le")
# What is done to the edges, as file names say it.
_FINISHES = {"hem": "dan", "wrap": "boc", "pocket": "ong", "batten": "nep", "eyelets": "khoen"}
DEFAULT_PATTERN = "{so}-{khau-hieu}-{dinh-dang}-{co}-{mau}-{ty-le}"


def ascii_words(text: str) -> str:
    """Return a text as lower-case ASCII words joined with hyphens, đ as d."""
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return "-".join(re.findall(r"[a-z0-9]+", bare))


def file_stem(design: Design, template: str, mode: ScaleMode, pattern: str = DEFAULT_PATTERN) -> str:
    """Return a work's file name without extension; raise UsageError for a pattern with unknown fields."""
    width, height = design.format.size
    unit = "" if design.format.is_print else "px"
    fields = {
        "so": ascii_words(design.slogan.rpartition(":")[2]),
        "khau-hieu": "-".join(ascii_words(design.text).split("-")[:_FIRST_WORDS]),
        "dinh-dang": design.format.group,
        "co": f"{plain(width)}x{plain(height)}{unit}".replace(".", "-"),
        "cm": f"{_cm(width)}x{_cm(height)}cm" if design.format.is_print else f"{plain(width)}x{plain(height)}px",
        "mau": template,
        "sl": f"sl{design.order.quantity:02d}",
        "hoan-thien": "-".join(_finishes(design.format.finish)),
        "ban": f"v{design.order.revision}",
        "ty-le": "" if mode is ScaleMode.FULL else "tl1-10",
    }
    unknown = set(re.findall(r"\{([^{}]*)\}", pattern)) - set(FIELDS)
    if unknown:
        raise UsageError("name.pattern", unknown=", ".join(sorted(unknown)), known=", ".join(FIELDS))
    filled = re.sub(r"\{([^{}]*)\}", lambda match: fields[match.group(1)], pattern)
    stem = ascii_words(filled)[: LONGEST - 8].strip("-") or "tac-pham"
    return f"{stem}-1" if _DEVICES.match(stem) else stem


def _cm(length: float) -> str:
    return plain(length / 10).replace(".", "-")


def _finishes(finish: Finishing) -> list[str]:
    plain_edges = Finishing()
    return [word for name, word in _FINISHES.items() if getattr(finish, name) != getattr(plain_edges, name)]


def distinct(stem: str, extension: str, taken: set[str]) -> str:
    """Return a file name that is not taken yet, with -2, -3 … where needed; the name is then taken."""
    name, number = f"{stem}.{extension}", 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}.{extension}"
    taken.add(name)
    return name
