"""One catalogue for window and command line: whole in both languages, and compiled as it stands."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from render.catalogue import catalogue
from render.problem import warning

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "assets" / "locale"
SOURCES = "\n".join(path.read_text("utf-8") for folder in ("render", "gui") for path in (ROOT / folder).rglob("*.py"))


def words(language: str) -> dict[str, str]:
    with (LOCALE / f"{language}.po").open("rb") as file:
        return {entry.id: entry.string for entry in read_po(file) if entry.id}


def test_both_languages_hold_the_same_keys_and_parameters() -> None:
    vi, en = words("vi"), words("en")
    assert set(vi) == set(en)
    assert all(vi.values())
    for key in vi:
        if key.startswith(("error.", "problem.", "window.", "export.", "demo.", "list.")):
            fields = [{field for _, field, _, _ in Formatter().parse(text) if field} for text in (vi[key], en[key])]
            assert fields[0] == fields[1], key


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_compiled_catalogue_is_the_sources(language: str) -> None:
    spec = importlib.util.spec_from_file_location("compile_locale", ROOT / "scripts" / "compile_locale.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.compiled(LOCALE / f"{language}.po") == (LOCALE / f"{language}.mo").read_bytes()


def test_every_code_raised_has_its_words() -> None:
    known = words("vi")
    errors = set(re.findall(r'(?:[A-Z]\w*Error|unknown|Cancelled)\(\s*"([a-z]+[.][a-z._-]+)"', SOURCES))
    problems = set(re.findall(r'\b(?:error|warning|note|Check)\(\s*"([a-z]+[.][a-z._-]+)"', SOURCES))
    assert errors and problems
    assert {code for code in errors if f"error.{code}" not in known} == set()
    assert {code for code in problems if f"problem.{code}" not in known} == set()


def test_every_key_asked_for_is_there() -> None:
    known = words("vi")
    asked = set(re.findall(r'words\(\s*"([a-z.-]+)"', SOURCES))
    assert {key for key in asked if key not in known} == set()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_slot_that_a_template_lacks_is_named_in_the_sentence(language: str) -> None:
    message, _ = catalogue(language).problem(warning("slot.unused", "photo", template="bang-do"))
    assert "photo" in message and "bang-do" in message
