"""Medallists: at their ranks, and in the tables of those with several medals."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache, partial

from ingest.checks.editions import held_years
from ingest.checks.fields import deciding_table, fields, persons, same_nation
from ingest.checks.medals import Counted, entries
from ingest.checks.model import Check, CheckOutcome
from ingest.checks.view import Scope, TableRow, TableView, View, ids_of, listed
from ingest.datasets.judged import noc_at
from ingest.link.names import full_names
from schemas.linked import LinkedStatement
from schemas.medals import MEDALS
from schemas.nations import noc_of
from schemas.slugs import slug

_SEVERAL = 2
_ALIKE = 0.6
"""How alike the words of two names are, at least, that may be two transliterations of one."""


@dataclass(frozen=True, slots=True)
class Medal:
    """A medal that a person is known to have won, with the statements that say so."""

    person: str
    kind: str
    year: int
    supporting: tuple[str, ...]

    @property
    def label(self) -> str:
        """How a message names it."""
        return f"{self.kind} in {self.year}"


def medallists_hold_their_ranks(view: View) -> Iterator[Check]:
    """A medallist who does not stand at the medal's rank: a disqualification not carried over, or rows swapped."""
    for field in view.once(fields):
        table = deciding_table(field.tables)
        for rank, medal in enumerate(MEDALS, start=1):
            names: dict[str, list[LinkedStatement]] = defaultdict(list)
            for linked in view.said_of(field.scope.event_id, medal):
                names[slug(linked.statement.value.text)].append(linked)
            rows = [row for row in table.rows if row.whole("rank") == rank] if table else []
            named = [row for row in rows if row.name and not row.is_inferred]
            if table and named and len(named) == len(rows):
                yield from (_holds(field.scope, table, medal, named, names[key]) for key in sorted(names))


def medal_nations_hold_their_ranks(view: View) -> Iterator[Check]:
    """A medal of another nation than the row at its rank, of the same competitor or of a team: a wrong code or flag."""
    for field in view.once(fields):
        table, event_id = deciding_table(field.tables), field.scope.event_id
        for rank, medal in enumerate(MEDALS, start=1):
            rows = [row for row in table.rows if row.whole("rank") == rank] if table else []
            names = [linked.statement.value.text for linked in view.said_of(event_id, medal)]
            if table and len(rows) == 1 and all(_name_verdict(name, rows, table) == "pass" for name in names):
                yield from _nation_holds(view, field.scope, table, medal, rows[0])


def _nation_holds(view: View, scope: Scope, table: TableView, medal: str, row: TableRow) -> Iterator[Check]:
    own = row.first("noc") or row.first("nation")
    year = view.judged.year(scope.event_id)
    code = noc_at(own.value.text, year) if own else None
    groups: dict[str, list[LinkedStatement]] = defaultdict(list)
    for linked in view.said_of(scope.event_id, f"{medal}_noc"):
        told = noc_at(linked.statement.value.text, year)
        if told:
            groups[told].append(linked)
    for told, statements in sorted(groups.items()) if code and own else ():
        outcome: CheckOutcome = "pass" if same_nation(told, code or "") else "fail"
        message = f"{medal} is of {told}, and {row.label} is of {code}"
        if outcome == "fail":
            message += "; look at the flag and at the code"
        ids = [*ids_of(statements), *row.ids("rank", "noc", "nation")]
        yield scope.check(
            "medal_nations_hold_their_ranks", f"{medal} {told}", outcome, code or "", told, message, ids
        )  # fmt: skip


def _holds(
    scope: Scope, table: TableView, medal: str, rows: Sequence[TableRow], statements: Sequence[LinkedStatement]
) -> Check:
    name = statements[0].statement.value.text
    found = listed(row.name or "" for row in rows)
    outcome = _name_verdict(name, rows, table)
    message = f"{medal} is {name}, and rank {rows[0].whole('rank')} is {found}"
    if outcome == "unverifiable":
        message += ": whether these are two forms of one name, or a team and its members, is missing"
    elif outcome == "fail":
        message += "; look at the ranks, at the medallists, and for a result changed afterwards"
    ids = [*ids_of(statements), *(i for row in rows for i in row.ids("rank", "competitor"))]
    return scope.check("medallists_hold_their_ranks", f"{medal} {slug(name)}", outcome, name, found, message, ids)


def _name_verdict(name: str, rows: Sequence[TableRow], table: TableView) -> CheckOutcome:
    if any(_same_name(name, row.name or "") or _is_team_of(name, row) for row in rows):
        return "pass"
    words = set(slug(name).split("-"))
    ranked = [row for row in table.rows if row.whole("rank") is not None]
    elsewhere = any(_same_name(name, row.name or "") or _is_team_of(name, row) for row in ranked)
    shares_words = any(words & set(slug(row.name or "").split("-")) for row in rows)
    other_letters = any(_may_be_in_other_letters(name, row.name or "") for row in rows)
    other_form = shares_words or other_letters or any(_is_nation(row) and not row.members for row in rows)
    return "unverifiable" if other_form and not elsewhere else "fail"


def _may_be_in_other_letters(a: str, b: str) -> bool:
    """Say whether two names are so alike that they may be one in two transliterations: `Kriwonossow`, `Krivonosov`."""
    first, second = _words(a), _words(b)
    alike = (
        SequenceMatcher(None, one, other, autojunk=False).ratio() for one, other in zip(first, second, strict=False)
    )
    return len(first) == len(second) and all(ratio >= _ALIKE for ratio in alike)


def _is_team_of(name: str, row: TableRow) -> bool:
    """Say whether a row is of a team, and each person of `name` is one of its members."""
    members = row.members
    return bool(members) and all(any(_same_name(person, member) for member in members) for person in persons(name))


def _is_nation(row: TableRow) -> bool:
    """Say whether a row names its nation and no person."""
    named = row.first("competitor")
    return noc_of(named.value.text) is not None if named else row.first("nation") is not None


def _same_name(a: str, b: str) -> bool:
    """Say whether two names are equal, or one is the other without its first words."""
    first, second = _words(a), _words(b)
    shorter, longer = (first, second) if len(first) <= len(second) else (second, first)
    return longer[len(longer) - len(shorter) :] == shorter


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    return tuple(slug(name).split("-"))


def known_medals(view: View, series: str) -> dict[str, list[Medal]]:
    """Return the medals of each person in a series, by what all articles say; short names count for the full ones."""
    found: list[Medal] = []
    for event_id in view.events_of_series.get(series, ()):
        for kind in MEDALS:
            fact, year = view.judged.facts.get(event_id, kind), view.judged.year(event_id)
            if fact and fact.value and year is not None:
                found.append(Medal(fact.value.text, kind, year, fact.supporting))
    full = full_names(medal.person for medal in found)
    groups: dict[str, list[Medal]] = defaultdict(list)
    for medal in found:
        groups[full[medal.person]].append(medal)
    return {person: sorted(medals, key=lambda medal: medal.year) for person, medals in sorted(groups.items())}


def _medals_of(name: str, known: Mapping[str, list[Medal]]) -> list[Medal]:
    return [medal for person in known if _same_name(person, name) for medal in known[person]]


def multiple_medalists_are_complete(view: View) -> Iterator[Check]:
    """A person who has several medals by all articles together and is missing: another name, or a table out of date."""
    for table in view.tables["multiple_medalists"]:
        names = [row.name for row in table.rows if row.name]
        known = known_medals(view, table.series)
        several = {person: medals for person, medals in known.items() if len(medals) >= _SEVERAL}
        missing = [person for person in several if not any(_same_name(person, name) for name in names)]
        yield from (_missing(table, person, several[person]) for person in missing)
        if several and not missing:
            message = f"all who are known to have several medals are listed: {listed(several)}"
            ids = [i for medals in several.values() for medal in medals for i in medal.supporting]
            sides = (listed(several), "listed")
            yield table.scope.check(
                "multiple_medalists_are_complete", table.key, "pass", *sides, message, [*ids, *table.ids("competitor")]
            )


def _missing(table: TableView, person: str, medals: Sequence[Medal]) -> Check:
    expected = f"{person}: {listed(medal.label for medal in medals)}"
    message = (
        f"{person} has {len(medals)} medals by other statements ({listed(medal.label for medal in medals)}) and is not "
        "listed; look whether the table ends before them or the name differs"
    )
    ids = [*table.ids("competitor"), *(i for medal in medals for i in medal.supporting)]
    return table.scope.check(
        "multiple_medalists_are_complete", f"{table.key} {slug(person)}", "fail", expected, "not listed", message, ids
    )


def multiple_medalists_match_medals(view: View) -> Iterator[Check]:
    """More medals known of a person than are listed, or in other years: a row not brought up to date."""
    for table in view.tables["multiple_medalists"]:
        known = known_medals(view, table.series)
        for counted in entries(table):
            medals = _medals_of(counted.row.name or "", known) if counted.row.name else []
            if medals:
                yield _match(table, counted, medals)


def _match(table: TableView, counted: Counted, medals: Sequence[Medal]) -> Check:
    tally = Counter(medal.kind for medal in medals)
    more = [kind for kind, listed_count in zip(MEDALS, counted.medals, strict=True) if tally[kind] > listed_count]
    years = _years_listed(counted.row)
    outside = [medal for medal in medals if years and not years[0] <= medal.year <= years[1]]
    is_whole = len(medals) == sum(counted.medals)
    won = sorted(medal.year for medal in medals)
    other_ends = is_whole and years is not None and len(won) > 1 and years != (won[0], won[-1])
    outcome: CheckOutcome = "fail" if more or outside or other_ends else "pass" if is_whole else "unverifiable"
    known = listed(medal.label for medal in medals)
    message = f"{counted.label}: {known} by other statements"
    if outcome == "fail":
        message += "; look at the row's counts and years"
    elif outcome == "unverifiable":
        message += f"; what else says of the other {sum(counted.medals) - len(medals)} is missing"
    ids = [*counted.ids(), *counted.ids("competitor", "olympics"), *(i for medal in medals for i in medal.supporting)]
    key = f"{table.key} {slug(counted.row.name or '')}"
    stated = "-".join(map(str, counted.medals))
    return table.scope.check("multiple_medalists_match_medals", key, outcome, known, stated, message, ids)


def _years_listed(row: TableRow) -> tuple[int, int] | None:
    """Return the first and last year of a row's Games."""
    stated = row.first("olympics")
    years = held_years(stated.value.text, range(1800, 2100), None) if stated else None
    return (min(years), max(years)) if years else None


def medal_counts_match_table(view: View) -> Iterator[Check]:
    """A number of medals that prose gives a person and the table does not: told as of other Games."""
    tables: dict[str, list[TableView]] = defaultdict(list)
    for table in view.tables["multiple_medalists"]:
        tables[table.series].append(table)
    for linked in view.said("medal_count"):
        own = view.judged.linked.event_of_document.get(linked.document_id)
        series = view.series_of_event.get(linked.event_id or own or "", "")
        name, count = linked.statement.subject.name, linked.statement.value.number
        if name and count is not None and linked.statement.subject.kind in {"person", "entrant"}:
            make = partial(_counts_match, view, linked, name, int(count))
            yield from (make(table, row) for table in tables[series] for row in entries(table) if _is_of(row, name))


def _is_of(counted: Counted, name: str) -> bool:
    return counted.row.name is not None and _same_name(counted.row.name, name)


def _counts_match(view: View, linked: LinkedStatement, name: str, count: int, table: TableView, row: Counted) -> Check:
    total = sum(row.medals)
    outcome: CheckOutcome = "pass" if total == count else "fail"
    message = f"{count} medals of {name}, and {total} in {table.scope.place}"
    if outcome == "fail":
        message += "; look as of which Games each counts"
    ids = [linked.statement_id, *row.ids(), *row.ids("competitor")]
    key = f"{slug(name)} {count} {table.document_id} {table.key}"
    return view.scope(linked).check("medal_counts_match_table", key, outcome, str(count), str(total), message, ids)
