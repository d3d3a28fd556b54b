"""Tables of parts of an event, under headings that name no round: `Ski jumping`, `Dressage`, `Free skating`.

An article on an event has the results of its parts in tables of their own. What tells them from a table of the event
itself, or from one that repeats it: it has a column of their name, or most of those in both have another rank or mark.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from parsers.tables.entries import RowDraft
from parsers.tables.labels import is_generic
from parsers.tables.reading import TableDraft
from schemas.medals import MEDALS
from schemas.slugs import slug
from schemas.statements import Statement

_FEWEST = 2
"""So many that differ are no slip of the pen."""
Said = tuple[Decimal | None, Decimal | None]


def with_segments(drafts: Sequence[TableDraft]) -> list[TableDraft]:
    """Return the tables, those of a part of an event with its name as their round.

    The table under a heading like `Results`, and the one that gives the medals, are of the event itself.
    """
    groups: dict[object, list[TableDraft]] = defaultdict(list)
    for draft in drafts:
        if draft.kind == "results" and draft.rows:
            groups[draft.event].append(draft)
    named: dict[int, str] = {}
    for group in groups.values():
        if len(group) == 1:  # of no other's parts
            continue
        said = [_said(draft) for draft in group]
        for place, draft in enumerate(group):
            others = [i for i, other in enumerate(group) if i != place and _name(other) != _name(draft)]
            is_part = any(_is_column(draft, group[i]) or _differ(said[place], said[i]) for i in others)
            if is_part and not _is_of_event(draft):
                named[draft.table.index] = _name(draft)
    return [_of_round(draft, named[draft.table.index]) if draft.table.index in named else draft for draft in drafts]


def _statements(draft: TableDraft) -> list[Statement]:
    return [statement for row in draft.rows for statement in row.statements]


def _name(draft: TableDraft) -> str:
    table = draft.table
    *_, heading = ("", *table.section.path)
    return slug(table.label or table.caption or heading)


def _is_of_event(draft: TableDraft) -> bool:
    """Say whether a table is of the event itself, or of a round that its heading names."""
    name, statements = _name(draft), _statements(draft)
    medals = (s.property == "rank" and s.value.text in MEDALS for s in statements)
    return not name or is_generic(name) or any(s.qualifiers.round for s in statements) or any(medals)


def _is_column(part: TableDraft, whole: TableDraft) -> bool:
    """Say whether a table's heading stands over a column of another, alone or before what it counts there."""
    name = _name(part)
    headers = (slug(role.header) for role in whole.roles if not role.round)
    return any(header == name or header.startswith(f"{name}-") for header in headers)


def _said(draft: TableDraft) -> dict[str, Said]:
    return {
        slug(row.subject.name): (_number(row, "rank"), _number(row, "mark")) for row in draft.rows if row.subject.name
    }


def _number(row: RowDraft, name: str) -> Decimal | None:
    return next((s.value.number for s in row.statements if s.property == name), None)


def _differ(one: dict[str, Said], other: dict[str, Said]) -> bool:
    """Say whether most of those in both tables have another rank or another mark in each."""
    both = [(said, other[name]) for name, said in one.items() if name in other]
    differing = sum(
        any(a is not None and b is not None and a != b for a, b in zip(*pair, strict=True)) for pair in both
    )
    return differing >= _FEWEST and 2 * differing > len(both)


def _of_round(draft: TableDraft, name: str) -> TableDraft:
    rows = [
        replace(
            row,
            statements=tuple(replace(s, qualifiers=replace(s.qualifiers, round=name)) for s in row.statements),
        )
        for row in draft.rows
    ]
    return replace(draft, rows=tuple(rows))
