"""The arguments of every command, as tables; spelling as in the contract."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn

from render.catalogue import Catalogue
from render.errors import UsageError
from render.model.official import EMBLEMS

KINDS = ("slogans", "templates", "formats", "palettes", "fonts", "shops", "screens")


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument: its names, and what argparse is told beside the help."""

    names: tuple[str, ...]
    more: dict[str, Any] = field(default_factory=dict)


def _option(name: str, metavar: str = "", **more: Any) -> Argument:
    return Argument((name,), {"metavar": metavar, **more} if metavar else more)


_COMMON = (
    _option("--json", action="store_true"),
    _option("--lang", choices=("vi", "en")),
)
_ORDER = (
    _option("--quantity", "N"),
    _option("--material", "TEXT"),
    _option("--place", "TEXT"),
    _option("--deadline", "YYYY-MM-DD"),
    _option("--revision", "N"),
)
_LIST = (Argument(("what",), {"choices": KINDS}), _option("--search", "TEXT", default=""), *_COMMON)
# What a work is of and what is ordered of it; commands about works share them.
_WORK = (
    _option("--slogan", "ID", action="append", default=[]),
    _option("--text", "TEXT"),
    _option("--template", "ID"),
    _option("--format", "ID", action="append", default=[]),
    _option("--size", "WxHmm", action="append", default=[]),
    _option("--palette", "ID"),
    _option("--font", "FAMILY"),
    _option("--set", "SLOT=VALUE", action="append", default=[]),
    _option("--unit", "TEXT"),
    _option("--logo", "FILE"),
    _option("--photo", "FILE"),
    _option("--photo-focus", "X,Y"),
    _option("--emblem", choices=EMBLEMS),
    _option("--qr", "TEXT"),
    _option("--breaks", "N"),
    _option("--bleed", "MM"),
    _option("--finish", "KEY=VALUE", action="append", default=[]),
    *_ORDER,
    _option("--date", "YYYY-MM-DD"),
    _option("--force", action="store_true"),
    _option("--overwrite", action="store_true"),
)
_EXPORT = (
    Argument(("design",), {"nargs": "?", "metavar": "DESIGN.codong"}),
    *_WORK,
    _option("--to", "pdf,tiff,png,jpg,svg,bmp"),
    _option("--dpi", "N"),
    _option("--colour", choices=("cmyk", "rgb", "mono")),
    _option("--text-mode", choices=("live", "outlines", "curves")),
    _option("--scale", choices=("auto", "each", "1:1", "1:10", "userunit")),
    _option("--marks", action="store_true"),
    _option("--tile", "WIDTHxOVERLAP"),
    _option("--pdfx", choices=("x4", "x1a")),
    _option("--icc", "FILE"),
    _option("--shop", "ID"),
    _option("--compress", choices=("deflate", "lzw")),
    _option("--jobs", "N"),
    _option("--name", "PATTERN"),
    _option("--out", "DIR", required=True),
    *_COMMON,
)
_DESIGNS = Argument(("designs",), {"nargs": "*", "metavar": "DESIGN.codong"})
_PROOF = (
    _DESIGNS,
    *_WORK,
    _option("--paper", choices=("a4", "a3")),
    _option("--summary", action="store_true"),
    _option("--out", "FILE.pdf", required=True),
    *_COMMON,
)
_TICKET = (
    _DESIGNS,
    *_WORK,
    _option("--shop", "ID"),
    _option("--scale", choices=("auto", "each", "1:1", "1:10", "userunit")),
    _option("--out", "FILE.pdf", required=True),
    *_COMMON,
)
_CHECK = (Argument(("file",), {"nargs": "+", "metavar": "FILE"}), *_COMMON)
_DEMO = (_option("--out", "DIR", required=True), *_COMMON)
_TYPESHEET = (_option("--out", "DIR", required=True), *_COMMON)
_SHEETS = (_option("--template", "ID", action="append", default=[]), _option("--out", "DIR", required=True), *_COMMON)
_EMBLEM = (
    Argument(("emblem",), {"choices": EMBLEMS}),
    Argument(("file",), {"metavar": "FILE"}),
    *_COMMON,
)
_NEW_TEMPLATE = (Argument(("name",), {"metavar": "NAME"}), _option("--out", "DIR"), *_COMMON)
_SLIDES = (
    Argument(("playlist",), {"nargs": "?", "metavar": "PLAYLIST.toml"}),
    _option("--screen", "ID|WxH", action="append", default=[]),
    _option("--slogan", "ID", action="append", default=[]),
    _option("--topic", "ID", action="append", default=[]),
    _option("--text", "TEXT", action="append", default=[]),
    _option("--ticker", action="store_true"),
    _option("--test-card", "PHONE"),
    _option("--simulate", "M"),
    _option("--to", "mp4,png,bmp,jpg"),
    _option("--transition", choices=("cut", "fade")),
    _option("--seconds", "N"),
    _option("--fps", "N"),
    _option("--template", "ID"),
    _option("--palette", "ID"),
    _option("--font", "FAMILY"),
    _option("--unit", "TEXT"),
    _option("--colour", choices=("full", "three", "one")),
    _option("--distance", "M"),
    _option("--raster", "WxH+X+Y"),
    _option("--fold", "N"),
    _option("--save-screen", "NAME"),
    _option("--date", "YYYY-MM-DD"),
    _option("--jobs", "N"),
    _option("--force", action="store_true"),
    _option("--overwrite", action="store_true"),
    _option("--out", "DIR", required=True),
    *_COMMON,
)
COMMANDS: dict[str, tuple[Argument, ...]] = {
    "list": _LIST,
    "export": _EXPORT,
    "proof": _PROOF,
    "ticket": _TICKET,
    "slides": _SLIDES,
    "check": _CHECK,
    "demo": _DEMO,
    "typesheet": _TYPESHEET,
    "sheets": _SHEETS,
    "new-template": _NEW_TEMPLATE,
    "import-emblem": _EMBLEM,
}


class _Parser(argparse.ArgumentParser):
    """A parser that raises our error instead of printing its own and leaving."""

    def error(self, message: str) -> NoReturn:
        raise UsageError("usage.arguments", reason=message, command=self.prog)


def parser(words: Catalogue) -> argparse.ArgumentParser:
    """Return the whole parser with help in the catalogue's language."""
    # argparse marks its own sentences for gettext; the catalogue holds them under their English.
    argparse._ = lambda sentence: words.find(sentence) or sentence  # type: ignore[attr-defined]
    top = _Parser(prog="main.py", description=words("cli.about"), add_help=False, allow_abbrev=False)
    _helpful(top, words)
    commands = top.add_subparsers(dest="command", metavar=words("cli.command"), title=words("cli.commands"))
    for name, arguments in COMMANDS.items():
        command = commands.add_parser(
            name,
            help=words(f"cli.{name}"),
            description=words(f"cli.{name}"),
            epilog=f"{words('cli.example')} {words(f'cli.{name}.example')}",
            add_help=False,
            allow_abbrev=False,
        )
        _helpful(command, words)
        for argument in arguments:
            key = argument.names[0].lstrip("-")
            # Commands share arguments, and with them their words.
            said = words.find(f"cli.{name}.{key}") or words(f"cli.export.{key}")
            command.add_argument(*argument.names, help=said, **argument.more)
    return top


def _helpful(one: argparse.ArgumentParser, words: Catalogue) -> None:
    one._positionals.title, one._optionals.title = words("cli.positionals"), words("cli.options")
    one.add_argument("-h", "--help", action="help", help=words("cli.help"))


def language_of(arguments: Sequence[str], saved: str) -> str:
    """Return the language asked for on the command line, else the saved one."""
    for at, argument in enumerate(arguments):
        value = argument.partition("=")[2] if argument.startswith("--lang=") else ""
        value = value or (arguments[at + 1] if argument == "--lang" and at + 1 < len(arguments) else "")
        if value in ("vi", "en"):
            return value
    return saved
