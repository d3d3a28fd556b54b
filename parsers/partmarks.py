"""Marks in prose that a table of the same article gives for a part of the event: a run, a race, the figures.

Prose rarely says of what a mark is ("34.42 in the first race, 34.81 in the second"); the row of the competitor does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from parsers.tables.entries import RowDraft
from parsers.tables.reading import TableDraft
from parsers.values import parse_mark
from schemas.slugs import slug
from schemas.statements import Statement

_NO_MARKS = frozenset(
    {"rank", "other_rank", "race_number", "start_order", "lane", "count", "heat", "points", "gap", "winning_time"}
)
_WHOLE = frozenset({None, "final"})


@dataclass(slots=True)
class _Row:
    """What tables give a competitor: the marks of the whole event, and those of its parts by number."""

    name: str
    whole: set[Decimal] = field(default_factory=set)
    parts: dict[Decimal, str] = field(default_factory=dict)


def with_parts_named(prose: Iterable[Statement], drafts: Sequence[TableDraft]) -> list[Statement]:
    """Return the statements of prose, a mark that is that of a part in the competitor's row with the part as its round.

    A winning mark is looked up in the row of rank 1.
    """
    said = list(prose)
    names = {slug(s.subject.name or "") for s in said if _may_be_of_part(s)}
    if not names:
        return said
    rows, winners = _rows(drafts, names)
    return [_of_part(statement, rows, winners) if _may_be_of_part(statement) else statement for statement in said]


def _may_be_of_part(statement: Statement) -> bool:
    if statement.value.number is None or statement.qualifiers.round is not None:
        return False
    of_entrant = statement.property == "mark" and statement.subject.kind == "entrant"
    return of_entrant or statement.property == "winning_time"


def _rows(drafts: Sequence[TableDraft], names: Collection[str]) -> tuple[Mapping[str, _Row], list[_Row]]:
    """Return what the rows of these names hold, by name, and what those of the winners do."""
    named = [
        (slug(row.subject.name), row.subject.name, row)
        for draft in drafts
        if draft.kind == "results"
        for row in draft.rows
        if row.subject.name
    ]
    winners = [name for name, _, row in named if any(s.property == "winning_time" for s in row.statements)]
    wanted = {*names, *winners}
    rows: dict[str, _Row] = {}
    for name, full, row in named:
        if name in wanted:
            _note(rows.setdefault(name, _Row(full)), row)
    return rows, [rows[name] for name in dict.fromkeys(winners)]


def _note(found: _Row, row: RowDraft) -> None:
    for statement in row.statements:
        number, about = _number(statement), statement.qualifiers
        if number is None:
            continue
        if statement.property == "mark" and about.round in _WHOLE:
            found.whole.add(number)
        elif about.distance_m is None:
            name = about.round if statement.property == "mark" and about.round else statement.property
            found.parts.setdefault(number, slug(name.removesuffix("_mark")))


def _number(statement: Statement) -> Decimal | None:
    """Return the mark that a cell holds; those of columns that nothing names are text."""
    if statement.property in _NO_MARKS:
        return None
    read = None if statement.value.number is not None else parse_mark(statement.value.text)
    return read.number if read else statement.value.number


def _of_part(statement: Statement, rows: Mapping[str, _Row], winners: Sequence[_Row]) -> Statement:
    number = statement.value.number
    row = None
    if statement.property == "mark":
        row = rows.get(slug(statement.subject.name or ""))
    elif len(winners) == 1:
        row = winners[0]
    if row is None or number is None or not row.whole or number in row.whole or number not in row.parts:
        return statement
    subject = replace(statement.subject, kind="entrant", name=row.name) if statement.property != "mark" else None
    return replace(
        statement,
        property="mark",
        subject=subject or statement.subject,
        qualifiers=replace(statement.qualifiers, round=row.parts[number]),
    )
