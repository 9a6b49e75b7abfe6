"""What an import could not keep, gathered so that a thousand equal losses are one note."""

from __future__ import annotations

from dataclasses import dataclass, field

from render.problem import Problem, note, warning


@dataclass(slots=True)
class Notes:
    """Losses by kind and thing, each with the first line it was met at and how often."""

    found: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def left_out(self, what: str, line: int) -> None:
        """Note a thing that is not drawn."""
        self._add("left-out", what, line)

    def simplified(self, what: str, line: int) -> None:
        """Note a thing that is drawn, but more simply."""
        self._add("simplified", what, line)

    def missing(self, what: str, line: int) -> None:
        """Note a name that nothing bears."""
        self._add("missing", what, line)

    def unread(self, what: str, line: int) -> None:
        """Note a value that says nothing, and is passed over."""
        self._add("unread", what, line)

    def _add(self, kind: str, what: str, line: int) -> None:
        self.found.setdefault((kind, what[:40]), [line, 0])[1] += 1

    def problems(self, path: str) -> tuple[Problem, ...]:
        """Return the notes in the order of their lines."""
        made = []
        for (kind, what), (line, count) in sorted(self.found.items(), key=lambda item: item[1][0]):
            facts: dict[str, object] = {"path": path, "line": line, "what": what, "count": count}
            if kind == "left-out":
                made.append(warning("svg.left-out", path, **facts))
            elif kind == "simplified":
                made.append(note("svg.simplified", path, **facts))
            elif kind == "missing":
                made.append(warning("svg.missing", path, **facts))
            else:
                made.append(warning("svg.unread", path, **facts))
        return tuple(made)
