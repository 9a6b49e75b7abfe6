"""`check`: inspection of a design, a template folder or a finished file."""

from __future__ import annotations

import argparse
from pathlib import Path

from render.catalogue import Catalogue
from render.cli.report import Json, error_json, problem_json, say, say_json, tell_problems
from render.errors import ContentError, StudioError
from render.model.project import load_design
from render.model.templates import load_template
from render.pipeline import check_art, prepare
from render.preflight.readback import read_back

CHECK_FAILED = 4


def run(options: argparse.Namespace, words: Catalogue) -> int:
    """Inspect each file and tell what was found; exit with the first failure's code."""
    files: list[Json] = []
    problems: list[Json] = []
    code = 0
    for name in options.file:
        try:
            facts, found = _inspect(Path(name), words)
        except StudioError as fault:
            facts, found, failed = {}, error_json(fault, words, name), fault.exit_code
        else:
            failed = CHECK_FAILED if any(entry["severity"] == "error" for entry in found) else 0
        files.append({"path": name, **facts})
        problems += found
        code = code or failed
        if not options.json:
            say(f"{name}: {words('check.bad') if failed else words('check.good')}{_facts(facts)}")
            if facts.get("claim"):
                say(f"    {words('check.claimed', claim=facts['claim'], held=facts['held'], asked=facts['checks'])}")
    if options.json:
        say_json({"files": files, "problems": problems})
    else:
        tell_problems(problems, words)
    return code


def _facts(facts: Json) -> str:
    return "".join(f"  {key}={value}" for key, value in facts.items() if value is not None)


def _inspect(path: Path, words: Catalogue) -> tuple[Json, list[Json]]:
    """Return a file's facts and problems; raise ContentError where it is nothing that we know."""
    if path.is_dir():
        template = load_template(path)
        notes = check_art(template)
        return {"kind": "template", "id": template.id}, [problem_json(problem, words) for problem in notes]
    if not path.exists():
        raise ContentError("file.missing", path=str(path))
    if path.suffix.lower() == ".codong":
        composition = prepare(load_design(path))
        facts: Json = {"kind": "design", "template": composition.template, "palette": composition.palette}
        return facts, [problem_json(problem, words) for problem in composition.problems]
    facts, found = read_back(path)
    return facts, [problem_json(problem, words) for problem in found]
