"""The words that name columns, infobox fields, rounds and sections, as data; users may add their own."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from schemas.slugs import fold

_PUNCTUATION = re.compile(r"[^\w#/]+")


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """Return `text` as vocabularies hold it: folded, underscores and punctuation as single spaces."""
    return _PUNCTUATION.sub(" ", fold(text).replace("_", " ")).strip()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Each table maps a normalised word to what it names."""

    columns: Mapping[str, str]
    infobox: Mapping[str, str]
    infobox_display: frozenset[str]
    rounds: Mapping[str, str]
    sections: Mapping[str, str]
    units: Mapping[str, str]

    def unit_of(self, *texts: str | None) -> str | None:
        """Return the unit of the first text that names an event or sport of known unit, by its longest words."""
        for text in texts:
            words = f" {normal(text or '')} "
            named = [word for word in self.units if f" {word} " in words]
            if named:
                return self.units[max(named, key=lambda word: (len(word), word))]
        return None


def _inverted(table: Mapping[str, list[str]]) -> dict[str, str]:
    return {normal(word): name for name, words in table.items() for word in words}


@cache
def default_vocabulary() -> Vocabulary:
    """Return the vocabulary that comes with the package."""
    raw = tomllib.loads(resources.files("schemas").joinpath("data/vocabulary.toml").read_text(encoding="utf-8"))
    return Vocabulary(
        columns=_inverted(raw["columns"]),
        infobox=_inverted(raw["infobox"]),
        infobox_display=frozenset(normal(word) for word in raw["infobox_display"]["names"]),
        rounds=_inverted(raw["rounds"]),
        sections=_inverted(raw["sections"]),
        units=_inverted(raw["units"]),
    )
