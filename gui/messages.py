"""Codes become words: errors, problems and the names of things, in the window's language."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from render.catalogue import Catalogue
from render.errors import StudioError, UsageErrors
from render.model.design import Design
from render.model.formats import Format, formats
from render.model.sizes import spoken
from render.pipeline import Stopped
from render.problem import Problem, Severity


@dataclass(frozen=True, slots=True)
class Said:
    """One finding in words."""

    severity: Severity
    message: str
    hint: str = ""


def said_of(words: Catalogue, fault: StudioError) -> tuple[Said, ...]:
    """Return an error in words; one that bundles several gives each."""
    if isinstance(fault, UsageErrors):
        return tuple(said for each in fault.faults for said in said_of(words, each))
    if isinstance(fault, Stopped):
        stopping = [problem for problem in fault.problems if problem.stops]
        return tuple(said_about(words, problem) for problem in stopping)
    return (_said(words, Severity.ERROR, "error." + fault.code, fault.params),)


def said_about(words: Catalogue, problem: Problem) -> Said:
    """Return a problem in words."""
    params = dict(problem.params)
    if isinstance(params.get("id"), str):
        # The pack's name before the colon is for files; the list shows what comes behind it.
        params["id"] = str(params["id"]).rpartition(":")[2]
    return _said(words, problem.severity, "problem." + problem.code, params)


def _said(words: Catalogue, severity: Severity, key: str, params: dict[str, object]) -> Said:
    """A code the catalogue does not know is shown as it is: a finding must never be lost for want of words."""
    try:
        message = words(key, **params)
    except (KeyError, IndexError):
        facts = ", ".join(f"{name}: {value}" for name, value in params.items())
        return Said(severity, f"{key.partition('.')[2]} {facts}".strip())
    return Said(severity, message, _hint(words, key, params))


def _hint(words: Catalogue, key: str, params: dict[str, object]) -> str:
    """The window's own hint goes before the command line's, whose options nobody can type here."""
    hint = words.find(f"window.{key}.hint")
    if hint is None:
        hint = words.find(f"{key}.hint") or ""
    if "--" in hint or ("{near}" in hint and not params.get("near")):
        return ""
    return hint.format(**{name: _joined(value) for name, value in params.items()})


def _joined(value: object) -> object:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else value


def rich(message: str) -> str:
    """Return a message as rich text, with what was taken out of the words struck and what was put in underlined."""
    text = html.escape(message)
    text = re.sub(r"\[-(.*?)-\]", r"<s>\1</s>", text, flags=re.DOTALL)
    return re.sub(r"\{\+(.*?)\+\}", r"<u>\1</u>", text, flags=re.DOTALL)


def name_of(words: Catalogue, named: object) -> str:
    """Return the name of a template, palette, topic or pack in the window's language."""
    english = str(getattr(named, "name_en", ""))
    return english if words.language == "en" and english else str(getattr(named, "name", ""))


def size_of(words: Catalogue, work: Format) -> str:
    """Return a format's size as people say it."""
    return spoken(work.trim, work.unit, "," if words.language == "vi" else ".")


def format_name(words: Catalogue, work: Format) -> str:
    """Return a format's name; a typed size is named by what it measures."""
    if work.id not in formats():
        return words("format.free", size=size_of(words, work))
    return name_of(words, work)


def group_name(words: Catalogue, group: str) -> str:
    """Return a format group's heading; a group of the user's own is called what the user calls it."""
    return words.find(f"group.{group}") or group


def title_of(words: Catalogue, design: Design) -> str:
    """Return a work's short name: its first words."""
    text = " ".join(design.text.split())
    return (text[:48].rsplit(" ", 1)[0] + " …" if len(text) > 48 else text) or words("words.none")
