"""The facts that became different, the worst first: what readers of the data see of a change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import polars as pl

from ingest.changes.cells import key_text
from ingest.changes.evidence import ROW
from ingest.changes.rows import Delta, differs_in

if TYPE_CHECKING:
    from ingest.changes.diff import Difference

_SHOWN = ["fact_id", "subject", "property", "round", "heat", "distance_m", "as_of", "status", "value_text", "rule"]
_VALUE = ("value_text", "value_number", "value_unit", "value_date")
_VERDICT = ("status", "rule")
_KIND = "kind"


class Kind(StrEnum):
    """What became of a fact, the worst first."""

    DISPUTED = "disputed"
    GONE = "gone"
    CHANGED = "changed"
    JUDGED = "judged"
    SETTLED = "settled"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class FactChange:
    """One fact before and after; None where it was not there, or had no value. `about` names its qualifiers."""

    kind: str
    subject: str
    property: str
    about: str
    before: str | None
    after: str | None
    status_before: str | None
    status_after: str | None
    cause_kind: str
    cause: str

    def as_json(self) -> dict[str, Any]:
        """Return the change as plain data."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class FactChanges:
    """The facts that became different: how many of each kind, and their rows (see `fact_rows`)."""

    counts: Mapping[str, int]
    rows: pl.LazyFrame

    def of(self, kind: Kind, limit: int | None) -> Iterator[FactChange]:
        """Yield the first facts of a kind, by subject and property."""
        found = self.rows.filter(pl.col(_KIND) == kind.value).sort("subject", "property", ROW)
        chosen = found if limit is None else found.head(limit)
        for row in chosen.collect(engine="streaming").iter_rows(named=True) if self.counts[kind.value] else ():
            yield _fact(row)


def fact_changes(found: Difference) -> FactChanges:
    """Return the facts whose value, status or rule became different, and those that came or went."""
    counts = dict.fromkeys((kind.value for kind in Kind), 0)
    rows = found.facts.scan()
    counts |= dict(rows.group_by(_KIND).len().collect(engine="streaming").rows())
    return FactChanges(counts, rows)


def fact_rows(delta: Delta, causes: pl.DataFrame) -> pl.DataFrame:
    """Return what became of each fact in some rows of `reconciliation` that differ; `causes` are by their keys."""
    return pl.concat(_by_kind(delta)).join(causes, on=ROW, how="left")


NO_FACTS = pl.Schema({_KIND: pl.String()})


def _by_kind(delta: Delta) -> Iterator[pl.DataFrame]:
    before, after = _sides(delta.before), _sides(delta.after)
    had, has = before["value_text"].is_not_null(), after["value_text"].is_not_null()
    value, verdict = (_any_differs(names, delta) for names in (_VALUE, _VERDICT))
    kinds = {
        Kind.DISPUTED: had & ~has,
        Kind.CHANGED: had & has & value,
        Kind.JUDGED: (had == has) & ~value & verdict,
        Kind.SETTLED: ~had & has,
    }
    for kind, rows in kinds.items():
        yield _paired(kind, before.filter(rows), after.filter(rows))
    removed, added = _sides(delta.removed), _sides(delta.added)
    yield _paired(Kind.GONE, removed, _without_verdict(removed))
    yield _paired(Kind.ADDED, _without_verdict(added), added)


def _sides(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(*_SHOWN, key_text(("fact_id",), rows.schema).alias(ROW))


def _any_differs(names: tuple[str, ...], delta: Delta) -> pl.Series:
    differs = [differs_in(name, delta.before, delta.after) for name in names]
    return pl.DataFrame(differs).select(pl.any_horizontal(pl.all())).to_series()


def _without_verdict(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(pl.lit(None, dtype=pl.String).alias(name) for name in ("value_text", "status"))


def _paired(kind: Kind, before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    return after.select(
        pl.lit(kind.value).alias(_KIND),
        ROW,
        *_SHOWN[1:7],
        value_before=before["value_text"],
        value_after=after["value_text"],
        status_before=before["status"],
        status_after=after["status"],
    )


def _fact(row: Mapping[str, Any]) -> FactChange:
    distance = None if row["distance_m"] is None else f"{row['distance_m']:g} m"
    about = ", ".join(str(value) for value in (row["round"], row["heat"], distance, row["as_of"]) if value)
    return FactChange(
        kind=row[_KIND],
        subject=row["subject"],
        property=row["property"],
        about=about,
        before=row["value_before"],
        after=row["value_after"],
        status_before=row["status_before"],
        status_after=row["status_after"],
        cause_kind=row["cause_kind"],
        cause=row["cause"],
    )
