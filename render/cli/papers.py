"""What `proof` and `ticket` share: works from files, or asked for as for an export, and where the paper goes."""

from __future__ import annotations

import argparse
from pathlib import Path

from render.catalogue import Catalogue
from render.cli.faults import Faults
from render.cli.progress import bar
from render.cli.report import Json, problem_json, say, say_json, tell_problems
from render.cli.works import works_of
from render.errors import UsageError
from render.model.design import Design
from render.model.finishing import Finishing
from render.production.papers import Paper, Work, works

NO_FINISHING = Finishing()


def target(options: argparse.Namespace, kinds: tuple[str, ...]) -> Path:
    """Return the file that was asked for; raise UsageError where it is of no kind that is made."""
    path = Path(options.out)
    if path.suffix.lower() not in kinds:
        raise UsageError("paper.kind", path=str(path), known=", ".join(kinds))
    return path


def designs(options: argparse.Namespace, finish: Finishing) -> tuple[Design, ...]:
    """Return the works of all files named, changed as the arguments say, or those asked for as for an export."""
    if options.designs and (options.slogan or options.text is not None):
        raise UsageError("proof.sources")
    faults = Faults()
    found: list[Design] = []
    for file in options.designs or [None]:
        with faults.gathered():
            found += works_of(argparse.Namespace(**vars(options), design=file), finish)
    faults.raise_any()
    return tuple(found)


def laid_out(options: argparse.Namespace, words: Catalogue, finish: Finishing = NO_FINISHING) -> tuple[Work, ...]:
    """Return the works laid out."""
    asked = designs(options, finish)
    with bar(words("export.progress"), quiet=options.json) as progress:
        return works(asked, force=options.force, progress=progress)


def tell(paper: Paper, found: tuple[Work, ...], more: Json, words: Catalogue, *, as_json: bool) -> None:
    """Say where the paper is and what was found in the works."""
    problems = [
        problem_json(problem, words) | {"where": f"{work.code}: {problem.where}"}
        for work in found
        for problem in work.composition.problems
    ]
    if not as_json:
        say(str(paper.path))
        tell_problems(problems, words)
        return
    kind = paper.path.suffix.lower().lstrip(".")
    entry = {"path": str(paper.path), "to": kind, "pages": paper.pages, "sha256": paper.sha256}
    facts = [
        {
            "code": work.code,
            "slogan": work.design.slogan,
            "format": work.design.format.id,
            "revision": work.design.order.revision,
        }
        for work in found
    ]
    say_json({"files": [entry | {"works": facts} | more], "problems": problems})
