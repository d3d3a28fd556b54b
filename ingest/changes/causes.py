"""What became different in what a version is made of, and which of it a changed row may be due to.

A version is a function of its inputs, so where one input alone differs, all that changed is due to it. Where several
do, what a row rests on narrows them: an article that nothing of the row is from, or an extractor that read nothing of
it, is ruled out. What is still more than one is named one by one, and is `several` where it is of more than one kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ingest.changes.inputs import Inputs
from schemas.contract.vocabulary import FORMS

SHOWN = 5
"""How many causes a `several` names before it counts the rest."""
DIGEST = 12
"""How many digits of a digest are shown."""

NOTHING_RECORDED = "nothing that is recorded became different: a limit on time or memory may have been met"


class Level(StrEnum):
    """How far from the article a dataset is, and so what it may be due to."""

    HELD = "held"
    READ = "read"
    JUDGED = "judged"


_LEVELS: Mapping[str, Level] = {
    "documents": Level.HELD,
    "infobox_fields": Level.HELD,
    "table_cells": Level.HELD,
    "statements": Level.READ,
    "coverage": Level.READ,
    "rejects": Level.READ,
}
_EXTRACTING = frozenset({"infobox", "table", "prose", "title"})
"""The first words of extractors' names."""
_STAGES: Mapping[str, frozenset[str]] = {
    "checks": frozenset({"checks", "events"}),
    "rules": frozenset(),
    "datasets": frozenset(),
    "link": frozenset({"statements"}),
}
"""The stages that judge, each with the datasets that it may change below the judged ones, or alone (`checks`)."""
STAGE_NAMES = frozenset(_STAGES)
_AROUND = frozenset({"publication", "report"})
"""Code around all other: its fingerprint changes with theirs, so it is a cause only where theirs are what they were."""


def level_of(dataset: str) -> Level:
    """Return how far from the article a dataset is; one that is not known here is judged."""
    return _LEVELS.get(dataset, Level.JUDGED)


@dataclass(frozen=True, slots=True, order=True)
class Cause:
    """One thing that became different: its kind, as in `changes.cause_kind`, and what it is."""

    kind: str
    text: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a changed row rests on, reduced to what became different; the names are keys of `InputChanges`.

    `same_statements`: that it rests on the same statements as before. `rules`: the rules that gave the verdict before
    and after, where they differ.
    """

    documents: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    same_statements: bool = False
    rules: tuple[str, str] | None = None
    exists_in_both: bool = True


@dataclass(frozen=True, slots=True)
class InputChanges:
    """What became different between the inputs of two versions, each as a sentence by its name.

    `code` holds forms and extractors, `stages` what judges, `anything` what may affect all: the vocabulary, code of no
    known place, and, where the inputs of a version are not recorded, whatever may have changed.
    """

    documents: Mapping[str, str]
    code: Mapping[str, str]
    decisions: Mapping[str, str]
    stages: Mapping[str, str]
    anything: tuple[Cause, ...] = ()

    def all_causes(self) -> tuple[Cause, ...]:
        """Return all that became different, the articles first."""
        return (
            *(Cause("source", text) for _, text in sorted(self.documents.items())),
            *(Cause("extractor", text) for _, text in sorted(self.code.items())),
            *(Cause("decision", text) for _, text in sorted(self.decisions.items())),
            *(Cause("rule", text) for _, text in sorted(self.stages.items())),
            *self.anything,
        )

    def cause(self, dataset: str, evidence: Evidence) -> Cause:
        """Return what a changed row of a dataset is due to."""
        level = level_of(dataset)
        sources = [Cause("source", self.documents[name]) for name in evidence.documents]
        code = [Cause("extractor", self.code[name]) for name in evidence.code]
        judging = self._judging(dataset, level, evidence)
        if level is Level.JUDGED:
            judging += [Cause("decision", self.decisions[name]) for name in evidence.decisions]
        # The same statements before and after: neither their articles nor their extractors made the difference.
        direct = judging if evidence.same_statements and judging else sources + code + judging
        return together([*(direct or self._possible(level)), *self.anything])

    def _judging(self, dataset: str, level: Level, evidence: Evidence) -> list[Cause]:
        """Return the stages that may have changed the row. That a fact is there is due to statements, not to rules."""
        if dataset == "reconciliation" and not evidence.exists_in_both:
            names = [name for name in self.stages if name == "link"]
        else:
            names = [name for name in self.stages if _may_change(name, dataset, level)]
        return [Cause("rule", _with_rules(self.stages[name], name, evidence.rules)) for name in sorted(names)]

    def _possible(self, level: Level) -> Iterable[Cause]:
        """Return all that may reach a dataset of this level at all."""
        for cause in self.all_causes():
            if cause not in self.anything and (level is Level.JUDGED or cause.kind in ("source", "extractor")):
                yield cause


def _may_change(stage: str, dataset: str, level: Level) -> bool:
    if dataset in _STAGES[stage]:
        return True
    if stage == "checks" or level is not Level.JUDGED:
        return False
    return not (stage == "datasets" and dataset in ("reconciliation", "checks"))


def _with_rules(said: str, stage: str, rules: tuple[str, str] | None) -> str:
    return f"{rules[1]} in place of {rules[0]} ({said})" if rules and stage == "rules" else said


def together(causes: Iterable[Cause]) -> Cause:
    """Return causes as one, of their kind if they share it, else `several`: the first named, the rest counted."""
    found = list(dict.fromkeys(causes))
    if not found:
        return Cause("several", NOTHING_RECORDED)
    kinds = {cause.kind for cause in found}
    kind = kinds.pop() if len(kinds) == 1 else "several"
    named = [cause.text if cause.kind == kind or cause.kind == "several" else str(cause) for cause in found[:SHOWN]]
    more = [f"and {len(found) - SHOWN} more"] if len(found) > SHOWN else []
    return Cause(kind, "; ".join([*named, *more]))


def input_changes(
    documents: Mapping[str, str], old: Inputs | None, new: Inputs | None, versions: tuple[str, str]
) -> InputChanges:
    """Compare the inputs of two versions. `documents` says what became of each that differs, by document_id."""
    if old is None or new is None:
        missing = " and ".join(name for name, inputs in zip(versions, (old, new), strict=True) if inputs is None)
        said = f"code, decisions or vocabulary: what {missing} was made with is not recorded"
        return InputChanges(documents, {}, {}, {}, (Cause("several", said),))
    code = dict(_differences("code of", old.code, new.code))
    stages = {name: text for name, text in code.items() if name in STAGE_NAMES}
    if old.rules != new.rules:
        stages["rules"] = _step("rules of judging", old.rules, new.rules)
    reading = {name: text for name, text in code.items() if is_reading(name)}
    others = [name for name in code if name not in reading | stages]
    around = [name for name in others if name in _AROUND and (reading or stages)]
    anything = [Cause("extractor", code[name]) for name in others if name not in around]
    if old.vocabulary != new.vocabulary:
        anything.append(Cause("extractor", _step("vocabulary.toml", old.vocabulary, new.vocabulary)))
    decisions = dict(_differences("decision", old.decisions, new.decisions))
    return InputChanges(documents, reading, decisions, stages, tuple(anything))


def is_reading(name: str) -> bool:
    """Say whether a name of code is that of a form or of extractors."""
    return name in FORMS or name.partition(".")[0] in _EXTRACTING


def _differences(what: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for name in sorted({*old, *new}):
        if old.get(name) != new.get(name):
            yield name, _step(f"{what} {name}", old.get(name), new.get(name))


def _step(what: str, old: str | None, new: str | None) -> str:
    if old is None:
        return f"{what}: added"
    if new is None:
        return f"{what}: removed"
    return f"{what}: {old[:DIGEST]} → {new[:DIGEST]}"
