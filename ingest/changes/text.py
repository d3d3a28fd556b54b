"""What became different, as lines for a terminal: the worst first, summarised where it is much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

import polars as pl

from ingest.changes.diff import WHOLE_ROW, Difference
from ingest.changes.facts import FactChange, FactChanges, Kind
from ingest.changes.write import ChangeSummary

_TITLES = {
    Kind.DISPUTED: "facts that lost their value",
    Kind.GONE: "facts that nothing states any more",
    Kind.CHANGED: "changed values",
    Kind.JUDGED: "judged otherwise, with the same value",
    Kind.SETTLED: "no longer in dispute",
    Kind.ADDED: "new facts",
}
_LONGEST = 120


def summary_lines(found: Difference, facts: FactChanges, summary: ChangeSummary, limit: int) -> Iterator[str]:
    """Yield the whole difference: losses, facts with at most `limit` of a kind, causes, and rows by dataset."""
    if summary.is_empty:
        yield f"nothing became different from {summary.old} to {summary.new}"
        return
    yield f"from {summary.old} to {summary.new}"
    for loss in (*summary.losses, *summary.shrunken):
        yield f"loss: {loss}"
    for kind in Kind:
        yield from _facts(kind, facts, limit)
    yield "causes"
    yield from _causes(found.causes, limit)
    yield "rows"
    for name, counts in summary.rows.items():
        yield f"  {name}: {counts['removed']:,} removed, {counts['changed']:,} changed, {counts['added']:,} added"


def _facts(kind: Kind, facts: FactChanges, limit: int) -> Iterator[str]:
    count = facts.counts[kind.value]
    if not count:
        return
    yield f"{_TITLES[kind]}: {count:,}"
    for fact in facts.of(kind, limit):
        yield f"  {_fact(fact)}"
        yield f"      {fact.cause_kind}: {fact.cause}"
    yield from _more(count - limit)


def _fact(fact: FactChange) -> str:
    about = f"{fact.property} ({fact.about})" if fact.about else fact.property
    return f"{fact.subject}  {about}: {_side(fact.before, fact.status_before)} → {_side(fact.after, fact.status_after)}"


def _side(value: str | None, status: str | None) -> str:
    if status is None:
        return "–"
    return f"{_short(value) if value is not None else 'no value'} [{status}]"


def _causes(causes: Mapping[tuple[str, str], int], limit: int) -> Iterator[str]:
    for (kind, cause), count in islice(causes.items(), limit):
        yield f"  {count:,} rows: {kind}: {cause}" if kind != "several" else f"  {count:,} rows: {cause}"
    yield from _more(len(causes) - limit)


def dataset_lines(changes: pl.DataFrame, limit: int) -> Iterator[str]:
    """Yield the changes of one dataset, value by value, at most `limit` of them."""
    for row in changes.head(limit).iter_rows(named=True):
        if row["column"] == WHOLE_ROW:
            yield f"{row['change']} {row['key']}: {_short(row['before'] or row['after'])}"
        else:
            yield f"changed {row['key']} {row['column']}: {_short(row['before'])} → {_short(row['after'])}"
        yield f"    {row['cause_kind']}: {row['cause']}"
    yield from _more(len(changes) - limit)
    if changes.is_empty():
        yield "nothing became different"


def _more(count: int) -> Iterator[str]:
    if count > 0:
        yield f"  and {count:,} more: --limit shows more, --json and changes.parquet all"


def _short(value: str | None) -> str:
    if value is None:
        return "null"
    line = " ".join(value.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
