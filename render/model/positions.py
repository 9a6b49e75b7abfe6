"""Where in a TOML file a value stands: its line, by keys and indices. The file is known to be sound TOML."""

from __future__ import annotations

import re

Path = tuple[str | int, ...]
_KEY = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+)\s*""")
_STRING = re.compile(r"'''.*?'''|\"\"\"(?:[^\\]|\\.)*?\"\"\"|\"(?:[^\"\\]|\\.)*\"|'[^']*'", re.S)
_GAP = re.compile(r"(?:\s|#[^\n]*)*")
_SCALAR = re.compile(r"[^\s,\]}#][^,\]}#\n]*")
_HEADER = re.compile(r"\[\[?([^\]]+)\]\]?")


def line_of(text: str, path: Path) -> int:
    """Return the line of a value, or of the innermost table around it that the file names; lines count from one."""
    lines = _Lines(text).found
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


class _Lines:
    """Reads a file once and notes where each key and element begins."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[Path, int] = {}
        self.counts: dict[Path, int] = {}
        table: Path = ()
        self._skip()
        while self.at < len(text):
            if text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip()

    def _skip(self) -> None:
        match = _GAP.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def _note(self, path: Path) -> None:
        self.found.setdefault(path, self.text.count("\n", 0, self.at) + 1)

    def _header(self) -> Path:
        match = _HEADER.match(self.text, self.at)
        assert match
        path: Path = ()
        names = [name.strip().strip("\"'") for name in match[1].split(".")]
        for depth, name in enumerate(names):
            path = (*path, name)
            if self.text.startswith("[[", self.at) and depth == len(names) - 1:
                self.counts[path] = self.counts.get(path, -1) + 1
            if path in self.counts:
                path = (*path, self.counts[path])
        self._note(path)
        self.at = match.end()
        return path

    def _pair(self, table: Path) -> None:
        path = table
        while match := _KEY.match(self.text, self.at):
            path = (*path, match[1].strip("\"'"))
            self._note(path)
            self.at = match.end()
            if self.text[self.at : self.at + 1] != ".":
                break
            self.at += 1
        # past the equals sign
        self.at += 1
        self._skip()
        self._value(path)

    def _value(self, path: Path) -> None:
        self._note(path)
        opening = self.text[self.at]
        if opening == "[":
            self._many("]", path)
        elif opening == "{":
            self._many("}", path)
        else:
            match = (_STRING if opening in "\"'" else _SCALAR).match(self.text, self.at)
            self.at = match.end() if match else len(self.text)

    def _many(self, closing: str, path: Path) -> None:
        self.at += 1
        index = 0
        self._skip()
        while self.at < len(self.text) and self.text[self.at] != closing:
            if closing == "]":
                self._value((*path, index))
            else:
                self._pair(path)
            index += 1
            self._skip()
            self.at += self.text[self.at : self.at + 1] == ","
            self._skip()
        self.at += 1
