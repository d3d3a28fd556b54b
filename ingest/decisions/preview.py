"""What a change of decisions.toml would change: the group that a fact is in, judged both ways; nothing is written.

Facts of one group depend on nothing outside it, so this is what a run would publish of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ingest.checks import GROUP_CHECKS, run_checks
from ingest.datasets import Judged, build_rows
from ingest.datasets.judged import Row
from ingest.decisions.gathered import Gathered, Group
from ingest.decisions.words import qualifiers_text
from ingest.errors import RunError
from ingest.near import near
from ingest.reconcile.evidence import place_of
from schemas.contract import DATASETS
from schemas.decisions import Decision, DecisionOutcome, evidence_of
from schemas.facts import Fact, FactKey
from schemas.linked import LinkedStatement
from schemas.properties import property_of

MEANT_TO_DIFFER = frozenset({"evidence", "flips_if", "supporting", "opposing", "alternatives", "statement_count"})
"""Columns that follow from the verdict; a row that differs in them alone is not shown."""


class UnknownFactError(RunError):
    """No fact, or more than one, is what was asked for."""

    def __init__(self, asked: str, several: Sequence[str] = (), nearest: Sequence[str] = ()) -> None:
        if several:
            super().__init__(f"{asked} is several facts; name one by its fact_id: {'; '.join(several)}")
        else:
            shown = f"near it are {', '.join(nearest)}" if nearest else "`photofinish explain` shows what they state"
            super().__init__(f"nothing in the sources states {asked}; {shown}")


@dataclass(frozen=True, slots=True)
class Found:
    """A fact in its group as the sources have it now, judged by the decisions that are recorded now."""

    group: Group
    judged: Judged
    fact: Fact

    @property
    def statements(self) -> tuple[LinkedStatement, ...]:
        """Every statement that bears on the fact, on both sides."""
        return tuple(self.judged.statements[i] for i in sorted((*self.fact.supporting, *self.fact.opposing)))

    @property
    def evidence(self) -> str:
        """The fingerprint of the fact's evidence."""
        return evidence_of(self.statements)


@dataclass(frozen=True, slots=True)
class Change:
    """A published row that would be added, removed or changed: the columns that differ, before and after."""

    dataset: str
    kind: Literal["added", "removed", "changed"]
    key: tuple[object, ...]
    columns: tuple[tuple[str, object, object], ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What decisions would do: the fact, what would become of each decision on it, and every row that would change.

    `alike` are facts that share statements with this one, had its value and would keep it; `together` those that are
    decided with it, after the change.
    """

    before: Fact
    after: Fact
    together: tuple[Fact, ...]
    outcomes: tuple[DecisionOutcome, ...]
    changes: tuple[Change, ...]
    alike: tuple[Fact, ...]


def find(groups: Gathered, asked: str, name: str | None, decisions: Sequence[Decision]) -> Found:
    """Return the fact of a fact_id, or of a subject and property; raise `UnknownFactError` unless there is one."""
    found = _first(groups, asked, name, decisions)
    shown = f"{name} of {asked}" if name else asked
    if len(found) > 1:
        raise UnknownFactError(shown, [_told_apart(each.fact.key) for each in found])
    if not found:
        raise UnknownFactError(shown, nearest=_nearest(groups.output, asked, name))
    return found[0]


def _nearest(output: Path, asked: str, name: str | None) -> list[str]:
    """Return what the last publication has that comes near: properties of the subject, else subjects."""
    import polars as pl

    if name is None:
        return []
    try:
        facts = pl.read_parquet(output / "current" / "reconciliation.parquet", columns=["subject", "property"])
    except (OSError, pl.exceptions.PolarsError):
        return []
    of_subject = facts.filter(subject=asked)["property"]
    if of_subject.is_empty():
        return near(asked, facts["subject"])
    return [f"{each} of {asked}" for each in near(name, of_subject)]


def _first(groups: Gathered, asked: str, name: str | None, decisions: Sequence[Decision]) -> list[Found]:
    if name is not None and groups.is_told(asked, None):
        return _found(groups.about([(asked, None)]), asked, name, decisions)
    likely = _found(groups.about(_published(groups.output, asked, name)), asked, name, decisions)
    return likely or _found(groups.all(), asked, name, decisions)


def _published(output: Path, asked: str, name: str | None) -> list[tuple[str, str | None]]:
    """Return the subjects of the published facts that are meant, each with its `as_of`: where to look first."""
    import polars as pl

    meant = pl.col("fact_id") == asked if name is None else (pl.col("subject") == asked) & (pl.col("property") == name)
    try:
        facts = pl.scan_parquet(output / "current" / "reconciliation.parquet")
        return facts.filter(meant).select("subject", "as_of").unique().collect().rows()
    except (OSError, pl.exceptions.PolarsError):
        return []


def _found(groups: Iterable[Group], asked: str, name: str | None, decisions: Sequence[Decision]) -> list[Found]:
    found: list[Found] = []
    for group in groups:
        judged = group.judged(decisions)
        found += [Found(group, judged, fact) for fact in judged.facts.all() if _is_meant(fact.key, asked, name)]
        if found and name is None:  # a fact_id is of one group
            break
    return found


def _is_meant(key: FactKey, asked: str, name: str | None) -> bool:
    return key.fact_id == asked if name is None else (key.subject, key.property_name) == (asked, name)


def _told_apart(key: FactKey) -> str:
    return f"{key.fact_id} ({qualifiers_text(key.qualifiers) or 'no round'})"


def same_question(found: Found) -> list[Found]:
    """Return the other facts of its kind that rest on the very same values in the same places: with it, one question.

    The cell that is a statement of the winner's mark is one of the winning mark, and of the mark in the final.
    """
    asked = _said_there(found)
    kin = (fact for fact in found.judged.facts.all() if _are_kin(fact, found.fact))
    others = (Found(found.group, found.judged, fact) for fact in kin)
    return [other for other in others if _said_there(other) == asked]


def _are_kin(one: Fact, other: Fact) -> bool:
    """Say whether two facts on one event have a value of the same type, and each a single one."""
    if one.key == other.key or one.event_id is None or one.event_id != other.event_id:
        return False
    first, second = (property_of(fact.key.property_name) for fact in (one, other))
    return first.value_type == second.value_type and not (first.many or second.many)


def _said_there(found: Found) -> set[tuple[object, ...]]:
    return {(*place_of(linked), linked.statement.value.text) for linked in found.statements}


def preview(found: Found, decisions: Sequence[Decision], together: Sequence[FactKey] = ()) -> Preview:
    """Return what the group would become by `decisions`, all of a decisions.toml.

    `together` are the facts that are decided with the one found.
    """
    judged = found.group.judged(decisions)
    after, *others = (_of_key(judged, key) for key in (found.fact.key, *together))
    decided = {found.fact.key, *together}
    outcomes = tuple(outcome for outcome in judged.facts.outcomes if outcome.decision.key in decided)
    changes = tuple(_changes(rows_of_group(found.judged), rows_of_group(judged)))
    alike = (fact for fact in _alike(judged, found.fact, after) if fact.key not in decided)
    return Preview(found.fact, after, tuple(others), outcomes, changes, tuple(alike))


def _of_key(judged: Judged, key: FactKey) -> Fact:
    fact = judged.facts.get(key.subject, key.property_name, key.qualifiers)
    if fact is None:
        raise UnknownFactError(key.fact_id)
    return fact


def rows_of_group(judged: Judged) -> Mapping[str, Sequence[Row]]:
    """Return the rows that come of judging a group."""
    return build_rows(judged, run_checks(judged, GROUP_CHECKS))


def _alike(judged: Judged, before: Fact, after: Fact) -> Iterator[Fact]:
    statements = {*after.supporting, *after.opposing}
    for other in judged.facts.all():
        had_it = other.key != after.key and other.value == before.value != after.value
        if had_it and not statements.isdisjoint((*other.supporting, *other.opposing)):
            yield other


def _changes(before: Mapping[str, Sequence[Row]], after: Mapping[str, Sequence[Row]]) -> Iterator[Change]:
    for name in before:
        key = DATASETS[name].key
        old, new = _by_key(key, before[name]), _by_key(key, after[name])
        for row_key in sorted({*old, *new}, key=str):
            columns = tuple(_differing(old.get(row_key, {}), new.get(row_key, {})))
            kind: Literal["added", "removed", "changed"] = "changed"
            if row_key not in old or row_key not in new:
                kind = "removed" if row_key in old else "added"
            if any(column not in MEANT_TO_DIFFER for column, _, _ in columns):
                yield Change(name, kind, row_key, columns)


def _by_key(key: Sequence[str], rows: Iterable[Row]) -> dict[tuple[object, ...], Row]:
    return {tuple(row.get(name) for name in key): row for row in rows}


def _differing(old: Row, new: Row) -> Iterator[tuple[str, object, object]]:
    for column in {**old, **new}:
        if old.get(column) != new.get(column):
            yield column, old.get(column), new.get(column)
