"""`new-template`: a folder to begin a template from, in the user's own folder or wherever asked."""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

import msgspec

from render.catalogue import Catalogue
from render.cli.report import say, say_json
from render.errors import UsageError, WriteError
from render.model.templates import Template, load_template
from render.production.naming import ascii_words
from render.resources import ASSETS, folders


def run(options: argparse.Namespace, words: Catalogue) -> int:
    """Make the folder and say where it is."""
    name = " ".join(options.name.split())
    template_id = ascii_words(name)
    if not re.search(r"[a-z]", template_id):
        raise UsageError("template.name", name=options.name)
    folder = (Path(options.out) if options.out else folders("templates")[0]) / template_id
    if folder.exists():
        raise WriteError("target.exists", path=str(folder))
    try:
        _write(folder, template_id, name)
    except OSError as fault:
        raise WriteError("write.failed", path=str(folder), reason=fault.strerror or str(fault)) from fault
    load_template(folder)
    if options.json:
        say_json({"files": [{"path": str(folder), "kind": "template", "id": template_id}], "problems": []})
    else:
        say(words("new-template.done", path=folder))
    return 0


def _write(folder: Path, template_id: str, name: str) -> None:
    begin = ASSETS / "new-template"
    folder.mkdir(parents=True)
    text = (begin / "template.toml").read_text("utf-8").replace("{id}", template_id)
    text = text.replace("{name}", name.replace("\\", " ").replace('"', "'"))
    (folder / "template.toml").write_text(text, "utf-8")
    for art in begin.glob("*.svg"):
        (folder / art.name).write_bytes(art.read_bytes())
    (folder / "template.schema.json").write_text(json.dumps(schema(), ensure_ascii=False, indent=1), "utf-8")


def schema() -> dict[str, object]:
    """Return the JSON Schema of `template.toml`, by which editors complete and check it."""
    made = msgspec.json.schema(Template)
    # Where a template lies is no matter of its file.
    made["$defs"]["Template"]["properties"].pop("folder")
    return made
