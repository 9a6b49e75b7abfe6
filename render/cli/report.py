"""How results and faults are told: sentences on stderr and stdout, or one JSON value."""

from __future__ import annotations

import json
import sys
from typing import Any

from render.catalogue import Catalogue
from render.errors import StudioError, UsageErrors
from render.pipeline import Exported, Stopped
from render.problem import Problem
from render.production.job import Outcome

Json = dict[str, Any]


def say(line: str) -> None:
    """Print a result on stdout."""
    print(line, flush=True)


def tell(line: str) -> None:
    """Print a message on stderr."""
    print(line, file=sys.stderr, flush=True)


def say_json(value: object) -> None:
    """Print one JSON value on stdout."""
    say(json.dumps(value, ensure_ascii=False, indent=1, default=str))


def problem_json(problem: Problem, words: Catalogue) -> Json:
    """Return a problem as the contract's object."""
    message, hint = words.problem(problem)
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "message": message,
        "hint": hint,
        "where": problem.where,
        "overridden": problem.overridden,
    }


def error_json(fault: StudioError, words: Catalogue, where: str = "") -> list[Json]:
    """Return an error as one or more problem objects."""
    if isinstance(fault, UsageErrors):
        return [entry for each in fault.faults for entry in error_json(each, words, where)]
    if isinstance(fault, Stopped):
        return [problem_json(problem, words) for problem in fault.problems]
    message, hint = words.error(fault)
    return [
        {
            "code": fault.code,
            "severity": "error",
            "message": message,
            "hint": hint,
            "where": where or str(fault.params.get("path", "")),
            "overridden": False,
        }
    ]


def tell_problems(entries: list[Json], words: Catalogue) -> None:
    """Print problem objects as lines: severity, message, and the hint below."""
    for entry in entries:
        where = f" [{entry['where']}]" if entry["where"] else ""
        tell(f"{words('severity.' + entry['severity'])}{where}: {entry['message']}")
        if entry["hint"]:
            tell(f"    {entry['hint']}")


def outcome_problems(outcome: Outcome, words: Catalogue) -> list[Json]:
    """Return what a task's end has to say, each with the file it belongs to."""
    if outcome.error:
        return error_json(outcome.error, words, outcome.task.name)
    assert outcome.exported is not None
    found = [problem_json(problem, words) for problem in outcome.exported.problems]
    return [entry | {"where": f"{outcome.task.name}: {entry['where']}"} for entry in found]


def file_json(exported: Exported, outcome: Outcome) -> Json:
    """Return a finished file as the contract's object."""
    design, sheet = outcome.task.design, exported.sheet
    entry: Json = {
        "path": str(exported.path),
        "to": exported.to.value,
        "slogan": design.slogan,
        "template": exported.composition.template,
        "format": design.format.id,
        "palette": exported.composition.palette,
    }
    if exported.size_px:
        entry |= {"width_px": exported.size_px[0], "height_px": exported.size_px[1], "dpi": exported.dpi}
    if design.format.is_print:
        entry |= {
            "trim_mm": list(design.format.size),
            "bleed_mm": list(design.format.bleeds),
            "scale": sheet.scale_mode.value if not exported.size_px else "1:1",
        }
    return entry | {
        "colour": exported.colour.value,
        "pages": len(sheet.pages),
        "sha256": exported.sha256,
        "seconds": round(exported.seconds, 4),
        "lines": {slot: list(lines) for slot, lines in exported.lines.items()},
    }
