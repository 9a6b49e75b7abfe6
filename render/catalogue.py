"""The words shown to people, from one gettext catalogue a language; render/ itself speaks in codes."""

from __future__ import annotations

import gettext
from functools import cache
from typing import TYPE_CHECKING

from render.resources import ASSETS

if TYPE_CHECKING:
    from render.errors import StudioError
    from render.problem import Problem

LANGUAGES = ("vi", "en")
FOLDER = ASSETS / "locale"


class Catalogue:
    """One language: keys to sentences, with parameters filled in."""

    def __init__(self, language: str) -> None:
        self.language = language
        with (FOLDER / f"{language}.mo").open("rb") as file:
            self._words = gettext.GNUTranslations(file)

    def __call__(self, key: str, **params: object) -> str:
        """Return the sentence of a key; KeyError where the catalogue lacks it, so that tests notice."""
        sentence = self.find(key)
        if sentence is None:
            raise KeyError(key)
        return sentence.format(**{name: self._shown(value) for name, value in params.items()})

    def find(self, key: str) -> str | None:
        """Return the sentence of a key as written, or None."""
        sentence = self._words.gettext(key)
        return None if sentence == key else sentence

    def _shown(self, value: object) -> object:
        if isinstance(value, tuple):
            return ", ".join(map(str, value))
        if isinstance(value, float):
            text = f"{value:.2f}".rstrip("0").rstrip(".")
            return text.replace(".", ",") if self.language == "vi" else text
        return value

    def error(self, fault: StudioError) -> tuple[str, str]:
        """Return an error's message and its hint ('' where there is none)."""
        return self._told("error." + fault.code, fault.params)

    def problem(self, problem: Problem) -> tuple[str, str]:
        """Return a problem's message and its hint ('' where there is none)."""
        return self._told("problem." + problem.code, {"where": problem.where, **problem.params})

    def _told(self, key: str, params: dict[str, object]) -> tuple[str, str]:
        message, hint = self(key, **params), self.find(key + ".hint") or ""
        # A hint that offers near ids has nothing to say where there are none.
        useless = "{near}" in hint and not params.get("near")
        return message, self(key + ".hint", **params) if hint and not useless else ""


@cache
def catalogue(language: str) -> Catalogue:
    """Return the catalogue of a language, `vi` or `en`."""
    return Catalogue(language)
