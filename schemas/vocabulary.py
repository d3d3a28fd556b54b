"""The words that name columns, infobox fields, rounds and sections, as data, with those that the user adds."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from schemas.caches import remembered, table_of_words
from schemas.slugs import fold
from schemas.words import Pairs, words_in_use

_PUNCTUATION = re.compile(r"[^\w#/]+")


@remembered(4096)
def normal(text: str) -> str:
    """Return `text` as vocabularies hold it: folded, underscores and punctuation as single spaces."""
    return _PUNCTUATION.sub(" ", fold(text).replace("_", " ")).strip()


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Each table maps a normalised word to what it names. Two vocabularies are one only if they are the same object.

    `ignored_columns` and `ignored_infobox` are the user's alone: headers and keys, each with the reason.
    """

    columns: Mapping[str, str]
    column_units: Mapping[str, str]
    infobox: Mapping[str, str]
    infobox_display: frozenset[str]
    rounds: Mapping[str, str]
    sections: Mapping[str, str]
    units: Mapping[str, str]
    statuses: Mapping[str, str]
    same_time: frozenset[str]
    nobody: frozenset[str]
    ignored_columns: Mapping[str, str] = field(default_factory=dict)
    ignored_infobox: Mapping[str, str] = field(default_factory=dict)

    def unit_of(self, *texts: str | None) -> str | None:
        """Return the unit of the first text that names an event or sport of known unit, by its longest words."""
        return next((unit for text in texts if text and (unit := _unit_named(self, normal(text)))), None)


@remembered(4096)  # an article has one event, and asks for every table and for many rows
def _unit_named(vocabulary: Vocabulary, words: str) -> str | None:
    parts, longest = words.split(), _most_words_of_unit(vocabulary)
    runs = (" ".join(parts[at : at + count]) for count in range(1, longest + 1) for at in range(len(parts) - count + 1))
    named = [run for run in runs if run in vocabulary.units]
    return vocabulary.units[max(named, key=lambda word: (len(word), word))] if named else None


@remembered(8)
def _most_words_of_unit(vocabulary: Vocabulary) -> int:
    return max((len(words.split()) for words in vocabulary.units), default=0)


def _inverted(table: Mapping[str, list[str]]) -> dict[str, str]:
    return {normal(word): name for name, words in table.items() for word in words}


@cache
def package_vocabulary() -> Vocabulary:
    """Return the vocabulary that comes with the package, alone."""
    raw = tomllib.loads(resources.files("schemas").joinpath("data/vocabulary.toml").read_text(encoding="utf-8"))
    return Vocabulary(
        columns=_inverted(raw["columns"]),
        column_units=_inverted(raw["column_units"]),
        infobox=_inverted(raw["infobox"]),
        infobox_display=frozenset(normal(word) for word in raw["infobox_display"]["names"]),
        rounds=_inverted(raw["rounds"]),
        sections=_inverted(raw["sections"]),
        units=_inverted(raw["units"]),
        statuses=_inverted(raw["statuses"]),
        same_time=frozenset(normal(word) for word in raw["same_time"]["names"]),
        nobody=frozenset(normal(word) for word in raw["nobody"]["names"]),
    )


@table_of_words
def default_vocabulary() -> Vocabulary:
    """Return the vocabulary in use where no other is given: the package's, with the user's own words."""
    package, words = package_vocabulary(), words_in_use().words
    return Vocabulary(
        columns=_with(package.columns, words.columns),
        column_units=_with(package.column_units, words.column_units),
        infobox=_with(package.infobox, words.infobox),
        infobox_display=package.infobox_display - {normal(word) for word, _ in words.infobox},
        rounds=_with(package.rounds, words.rounds),
        sections=_with(package.sections, words.sections),
        units=_with(package.units, words.units),
        statuses=_with(package.statuses, words.statuses),
        same_time=package.same_time,
        nobody=package.nobody,
        ignored_columns=_with(package.ignored_columns, words.ignored_columns),
        ignored_infobox=_with(package.ignored_infobox, words.ignored_infobox),
    )


def _with(table: Mapping[str, str], pairs: Pairs) -> Mapping[str, str]:
    return {**table, **{normal(word): name for word, name in pairs}} if pairs else table
