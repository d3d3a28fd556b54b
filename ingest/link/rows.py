"""Rows without a name: who they are, from what other statements say of rank and mark.

Two ways, both from evidence alone: a rank that is given to a person elsewhere, and a mark that one nameless row and
one person share. Where the two name different persons, or a row would get two names, it keeps none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.link.names import is_short_form
from schemas.linked import LinkedStatement, RowIdentity
from schemas.slugs import slug
from schemas.statements import Statement

MEDAL_RANKS = {"gold": 1, "silver": 2, "bronze": 3}
_MARK_PROPERTIES = frozenset({"mark", "olympic_record", "world_record"})


@dataclass(frozen=True, slots=True)
class NamelessRow:
    """A row of a results table that names nobody; `rank` is the one in the event, None where the row is of a heat."""

    event_id: str
    document_id: str
    table_index: int
    row_index: int
    rank: Decimal | None
    mark: Decimal | None
    statements: tuple[Statement, ...]

    def evidence(self, name: str) -> tuple[str, ...]:
        """Return the identifiers of the row's statements of `name`."""
        return tuple(s.statement_id for s in self.statements if s.property == name)


@dataclass(slots=True)
class _Claims:
    """Who is said to have a rank or a mark in one event, in the order of the sources."""

    by_rank: dict[Decimal, dict[str, list[str]]]
    by_mark: dict[Decimal, dict[str, list[str]]]


def identify_rows(
    rows: Iterable[NamelessRow],
    named: Mapping[str, frozenset[str]],
    statements: Mapping[str, Sequence[LinkedStatement]],
) -> list[RowIdentity]:
    """Return the identities that the statements of each event support.

    `named` are, by event, the names that rows already have; `statements` those of each event in source order.
    """
    by_table: dict[tuple[str, str, int], list[NamelessRow]] = defaultdict(list)
    for row in rows:
        by_table[row.event_id, row.document_id, row.table_index].append(row)
    found = []
    for (event_id, _, _), table in sorted(by_table.items()):
        claims = _claims(statements.get(event_id, ()), named.get(event_id, frozenset()))
        found += _settled([*_by_rank(table, claims), *_by_mark(table, claims)])
    return found


def _claims(statements: Sequence[LinkedStatement], taken: frozenset[str]) -> _Claims:
    claims = _Claims(defaultdict(lambda: defaultdict(list)), defaultdict(lambda: defaultdict(list)))
    for linked in statements:
        statement = linked.statement
        if statement.qualifiers.round not in {None, "final"}:
            continue
        if statement.property in MEDAL_RANKS:
            _claim(claims.by_rank, Decimal(MEDAL_RANKS[statement.property]), statement.value.text, linked, taken)
        elif statement.subject.kind == "entrant" and statement.subject.name and statement.value.number is not None:
            if statement.property == "rank":
                _claim(claims.by_rank, statement.value.number, statement.subject.name, linked, taken)
            elif statement.property in _MARK_PROPERTIES:
                _claim(claims.by_mark, statement.value.number, statement.subject.name, linked, taken)
    return claims


def _claim(
    claims: dict[Decimal, dict[str, list[str]]],
    key: Decimal,
    name: str,
    linked: LinkedStatement,
    taken: frozenset[str],
) -> None:
    if slug(name) in taken:
        return
    known = next((k for k in claims[key] if slug(k) == slug(name) or is_short_form(name, k)), None)
    claims[key][known or name].append(linked.statement_id)


def _by_rank(table: Sequence[NamelessRow], claims: _Claims) -> list[RowIdentity]:
    """Give the persons of a rank to its nameless rows, where there are no more persons than such rows.

    Rows of equal rank and mark are not told apart: they take the names in source order. Fewer names than rows say
    who stands there, but not in which: interchangeable rows may, others may not be told.
    """
    found = []
    for rank, names in sorted(claims.by_rank.items()):
        rows = [row for row in table if row.rank == rank]
        alike = len({row.mark for row in rows}) == 1
        if not rows or len(names) > len(rows) or (len(rows) > 1 and not alike):
            continue
        for row, (name, evidence) in zip(rows, names.items(), strict=False):
            found.append(_identity(row, name, evidence, "rank", len(rows)))
    return found


def _by_mark(table: Sequence[NamelessRow], claims: _Claims) -> list[RowIdentity]:
    """Give a person to the one nameless row with a mark that nobody else is said to have."""
    found = []
    for mark, names in sorted(claims.by_mark.items()):
        rows = [row for row in table if row.mark == mark]
        if len(rows) == 1 and len(names) == 1:
            name, evidence = next(iter(names.items()))
            found.append(_identity(rows[0], name, evidence, "mark", 1))
    return found


def _identity(row: NamelessRow, name: str, evidence: Sequence[str], by: str, count: int) -> RowIdentity:
    supporting = tuple(sorted({*evidence, *row.evidence(by)}))
    basis = f"the same {by} is given to {name}"
    if count > 1:
        basis += f"; the source does not tell {count} rows of this {by} apart: their names are interchangeable"
    return RowIdentity(row.document_id, row.table_index, row.row_index, name, supporting, basis, count)


def _settled(found: Sequence[RowIdentity]) -> list[RowIdentity]:
    """Drop every row that would get two names and every name that would get two rows; join equal findings."""
    names: dict[int, dict[str, list[RowIdentity]]] = defaultdict(lambda: defaultdict(list))
    rows: dict[str, set[int]] = defaultdict(set)
    for identity in found:
        names[identity.row_index][slug(identity.name)].append(identity)
        rows[slug(identity.name)].add(identity.row_index)
    result = []
    for _, by_name in sorted(names.items()):
        if len(by_name) == 1:
            same = next(iter(by_name.values()))
            if len(rows[slug(same[0].name)]) == 1:
                result.append(_joined(same))
    return result


def _joined(same: Sequence[RowIdentity]) -> RowIdentity:
    first = same[0]
    supporting = tuple(sorted({s for identity in same for s in identity.supporting}))
    basis = "; ".join(dict.fromkeys(identity.basis for identity in same))
    return RowIdentity(
        first.document_id, first.table_index, first.row_index, first.name, supporting, basis, first.interchangeable
    )
