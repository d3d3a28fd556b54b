"""Who took part in an event, as one document's tables of results show it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.checks.view import Scope, TableRow, TableView, View
from ingest.datasets.judged import noc_at
from schemas.caches import remembered_in_words
from schemas.nations import nation_name, noc_of
from schemas.slugs import slug

_SEVERAL_NAMES = re.compile(r"\s[/&]\s|;\s|,\s+(?=\S+ \S)|\sand\s")

_LAST_ROUNDS = frozenset({"final", "small-final", "semifinal"})
_MUCH_FEWER = 1.5
"""So many times the rows are stated, at least, where earlier rounds are left out. One or two fewer may be lost."""


@dataclass(frozen=True, slots=True)
class Field:
    """The competitors of one event, by one document.

    `entries` are the rows, each competitor once; None where several tables have rows without names, so that nobody
    knows which of them are the same. `missing` then says so.
    """

    scope: Scope
    tables: tuple[TableView, ...]
    entries: tuple[TableRow, ...] | None
    missing: str = ""

    @property
    def starters(self) -> tuple[TableRow, ...]:
        """The entries without those that did not start."""
        return tuple(row for row in self.entries or () if row.status != "dns")

    @property
    def are_teams(self) -> bool:
        """Whether rows stand for teams: most name several persons, or a nation and no person, or are their members."""
        rows = self.entries or ()
        if self.teams:
            return True
        return 2 * sum(_is_team(row) for row in rows) > len(rows) or are_blocks(row.whole("rank") for row in rows)

    @property
    def teams(self) -> tuple[TableRow, ...]:
        """The starters that are teams whose members the table names."""
        return tuple(row for row in self.starters if row.members)

    @property
    def persons(self) -> int | None:
        """How many persons started: the members of teams, and those who stand alone; None where a team names nobody."""
        alone = [row for row in self.starters if not row.members]
        if not self.teams:
            return None if self.are_teams else len(alone)
        names = {slug(name) for row in self.teams for name in row.members}
        others = [row for row in alone if slug(row.name or "") not in names]
        return None if any(map(_is_team, others)) else len(names) + len(others)

    def lacks_rounds(self, stated: int) -> str | None:
        """Return what is missing where the tables are of the last rounds alone and of far fewer than are stated."""
        rounds = {name for table in self.tables for name in table.rounds}
        if not rounds or not rounds <= _LAST_ROUNDS or _MUCH_FEWER * len(self.starters) > stated:
            return None
        shown = " and ".join(sorted(name for name in rounds if name))
        return f"the tables are of the {shown} alone: who did not get that far is missing"

    def ids(self) -> tuple[str, ...]:
        """Return the statements that show the entries: their names, else their ranks and marks."""
        return tuple(identifier for row in self.entries or () for identifier in _shown_by(row))


def are_blocks(ranks: Iterable[int | None]) -> bool:
    """Say whether most ranks are those of three rows or more: teams, with their members beneath them."""
    counts = Counter(rank for rank in ranks if rank is not None)
    return len(counts) > 1 and 2 * sum(count > 2 for count in counts.values()) > len(counts)


def _shown_by(row: TableRow) -> tuple[str, ...]:
    return row.ids("competitor") or row.ids("rank", "mark", "status", "nation")


@remembered_in_words(4096)
def _names_a_team(name: str) -> bool:
    return bool(_SEVERAL_NAMES.search(name)) or noc_of(name) is not None


def persons(name: str) -> list[str]:
    """Return the persons whom a name of a team lists, or the name."""
    return [person.strip() for person in _SEVERAL_NAMES.split(name)]


def _is_team(row: TableRow) -> bool:
    return _names_a_team(row.name) if row.name else row.first("nation") is not None


def fields(view: View) -> list[Field]:
    """Return the field of each event of each document that has tables of its results."""
    groups: dict[tuple[str, str], list[TableView]] = defaultdict(list)
    for table in view.tables["results"]:
        if table.event_id and table.rows:
            groups[table.document_id, table.event_id].append(table)
    return [_field(tables) for _, tables in sorted(groups.items())]


def _field(tables: Sequence[TableView]) -> Field:
    rows = [row for table in tables for row in table.rows if row.is_entry]
    scope = tables[0].scope
    if len(tables) == 1 and not _repeats(rows):
        return Field(scope, tuple(tables), tuple(rows))
    if any(row.name is None for row in rows):
        without = sum(row.name is None for row in rows)
        missing = f"{without} of the {len(rows)} rows of {len(tables)} tables name nobody: they may be the same"
        return Field(scope, tuple(tables), None, missing)
    distinct = {slug(row.name or ""): row for row in reversed(rows)}
    return Field(scope, tuple(tables), tuple(reversed(distinct.values())))


def _repeats(rows: Sequence[TableRow]) -> bool:
    """Say whether one table holds several rounds of the same names."""
    names = [slug(row.name) for row in rows if row.name]
    return len(set(names)) < len(names)


def deciding_table(tables: Sequence[TableView]) -> TableView | None:
    """Return the table of the final; without one, the only table that names no round."""
    finals = [table for table in tables if table.rounds == {"final"}]
    unnamed = [table for table in tables if table.rounds == {None}]
    candidates = finals or unnamed
    return candidates[0] if len(candidates) == 1 else None


def same_nation(a: str, b: str) -> bool:
    """Say whether two codes are one, or stood for a nation of one name at different times: `ROM` and `ROU`."""
    return a == b or (nation_name(a) is not None and nation_name(a) == nation_name(b))


def row_noc(view: View, event_id: str | None, row: TableRow) -> tuple[str | None, tuple[str, ...]]:
    """Return the NOC of a row, its own or that which other sources give, with the statements that give it."""
    stated = row.first("noc") or row.first("nation")
    if stated:
        return noc_at(stated.value.text, view.judged.year(event_id)) or slug(stated.value.text), (stated.statement_id,)
    return view.judged.noc_fact(event_id, row.subject) if row.subject else (None, ())
