"""Tables of medals by nation or by person: sums, order, and the number of editions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.checks.model import Check, CheckOutcome
from ingest.checks.order import outliers
from ingest.checks.view import TableRow, TableView, View, by_value, ids_of, listed, plural
from parsers.values import parse_ordinal
from schemas.extraction import TableKind
from schemas.linked import LinkedStatement
from schemas.medals import MEDAL_COUNTS, MEDALS
from schemas.slugs import slug

_MOST = re.compile(r"\b(?P<ordinal>\w+)[- ]most\b", re.IGNORECASE)
_KINDS: tuple[TableKind, ...] = ("medal_table", "multiple_medalists")


@dataclass(frozen=True, slots=True)
class Counted:
    """A row with its counts of medals; `total` is the stated one, None where the table has none."""

    row: TableRow
    medals: tuple[int, int, int]
    total: int | None

    @property
    def label(self) -> str:
        """How a message names it."""
        who = self.row.name or next((s.value.text for name in ("nation", "rank") if (s := self.row.first(name))), "")
        counts = "-".join(map(str, self.medals))
        return f"row {self.row.row_index + 1} ({who}) {counts}" if who else f"row {self.row.row_index + 1} {counts}"

    @property
    def is_summary(self) -> bool:
        """Whether it is the row of totals."""
        texts = (self.row.first(name) for name in ("rank", "nation", "competitor", "notes"))
        return any(text is not None and slug(text.value.text).startswith("total") for text in texts)

    def ids(self, *names: str) -> tuple[str, ...]:
        """Return its statements of these properties, of its counts without any."""
        return self.row.ids(*(names or MEDAL_COUNTS))


def counted_rows(table: TableView) -> list[Counted]:
    """Return the rows that have all three counts, the row of totals included."""
    found = []
    for row in table.rows:
        gold, silver, bronze, total = (row.whole(name) for name in MEDAL_COUNTS)
        if gold is not None and silver is not None and bronze is not None:
            found.append(Counted(row, (gold, silver, bronze), total))
    return found


def entries(table: TableView) -> list[Counted]:
    """Return the rows with counts, without the row of totals."""
    return [counted for counted in counted_rows(table) if not counted.is_summary]


def medals_add_up(view: View) -> Iterator[Check]:
    """Gold, silver and bronze that are not the total: a digit mistyped, or cells moved by a lost rowspan."""
    for kind in _KINDS:
        for table in view.tables[kind]:
            rows = [counted for counted in counted_rows(table) if counted.total is not None]
            wrong = [counted for counted in rows if sum(counted.medals) != counted.total]
            yield from (_wrong_sum(table, f"{kind}_adds_up", counted) for counted in wrong)
            if rows and not wrong:
                message = f"gold, silver and bronze are the total in each of {plural(len(rows), 'row')}"
                sides = ("gold + silver + bronze = total", f"all of {plural(len(rows), 'row')}")
                yield table.scope.check(f"{kind}_adds_up", table.key, "pass", *sides, message, table.ids(*MEDAL_COUNTS))


def _wrong_sum(table: TableView, kind: str, counted: Counted) -> Check:
    total = str(sum(counted.medals))
    message = f"{counted.label} makes {total}, and the total is {counted.total}; look at the four counts of the row"
    key = f"{table.key} row {counted.row.row_index}"
    return table.scope.check(kind, key, "fail", total, str(counted.total), message, counted.ids())


Order = Callable[[Counted], tuple[int, ...]]


def _by_medals(counted: Counted) -> tuple[int, ...]:
    return counted.medals


def _by_total(counted: Counted) -> tuple[int, ...]:
    return (sum(counted.medals), *counted.medals)


def _by_total_alone(counted: Counted) -> tuple[int, ...]:
    return (sum(counted.medals),)


def _number(key: tuple[int, ...]) -> Decimal:
    """Return a number that is ordered as the counts are, larger first."""
    number = 0
    for count in key:
        number = number * 10**6 + count
    return Decimal(-number)


def medals_follow_order(view: View) -> Iterator[Check]:
    """Rows out of the order of gold, silver and bronze, or ranks that are not theirs: a new medal not sorted in."""
    for kind in _KINDS:
        for table in view.tables[kind]:
            rows = [counted for counted in entries(table) if counted.row.whole("rank") is not None]
            if len(rows) > 1:
                yield _order_check(table, f"{kind}_follows_order", rows)


def _order_check(table: TableView, kind: str, rows: Sequence[Counted]) -> Check:
    wrong = _wrong(rows, _by_medals)
    others = [_wrong(rows, order) for order in (_by_total, _by_total_alone)]
    in_other_order = bool(wrong) and any(not found for found in others)
    ids = table.ids("rank", *MEDAL_COUNTS[:3])
    sides = ("rows and ranks by gold, silver, bronze", f"{len(rows) - len(wrong)} of {len(rows)} rows")
    if in_other_order:
        message = f"the {plural(len(rows), 'row')} and their ranks follow the total"
        return table.scope.check(kind, table.key, "pass", "rows and ranks by total", sides[1], message, ids)
    if 3 * len(wrong) > len(rows):
        message = (
            f"{len(wrong)} of {len(rows)} rows are not in the order of medals: what decides their ranks is missing"
        )
        return table.scope.check(kind, table.key, "unverifiable", *sides, message, ids)
    if wrong:
        rows_due = listed(_due(counted, rank) for counted, rank in wrong)
        message = f"not by gold, silver, bronze: {rows_due}; look at counts and rank"
        return table.scope.check(kind, table.key, "fail", *sides, message, ids)
    message = f"the {plural(len(rows), 'row')} and their ranks follow gold, silver and bronze"
    return table.scope.check(kind, table.key, "pass", *sides, message, ids)


def _due(counted: Counted, rank: int) -> str:
    return f"{counted.label} at rank {counted.row.whole('rank')}, due {rank}"


def _wrong(rows: Sequence[Counted], order: Order) -> list[tuple[Counted, int]]:
    """Return the rows out of order and those whose rank is not theirs, with the rank that is due."""
    keys = [_number(order(counted)) for counted in rows]
    misplaced = set(outliers(keys))
    ranks = {key: place for place, key in reversed(list(enumerate(sorted(keys), start=1)))}
    return [
        (counted, ranks[keys[i]])
        for i, counted in enumerate(rows)
        if i in misplaced or counted.row.whole("rank") != ranks[keys[i]]
    ]


def medal_table_matches_editions(view: View) -> Iterator[Check]:
    """More or fewer medals of a kind than editions: a row lost, or a medal shared or not awarded."""
    for table in view.tables["medal_table"]:
        rows = entries(table)
        editions = _editions(view, table)
        if not rows or not editions or table.event_id is not None:
            continue
        for place, medal in enumerate(MEDALS):
            yield _sum_of(table, rows, medal, place, editions)


def _editions(view: View, table: TableView) -> list[TableRow]:
    """Return the rows of the same article's tables of medallists by Games, for the same event and gender."""
    found = view.once(_rows_by_games).get((table.document_id, table.series), [])
    years = {row.whole("held_in") for row in found}
    return found if None not in years and len(years) == len(found) else []


def _rows_by_games(view: View) -> dict[tuple[str, str], list[TableRow]]:
    found: dict[tuple[str, str], list[TableRow]] = defaultdict(list)
    for table in view.tables["medalists_by_games"]:
        found[table.document_id, table.series] += table.rows
    return found


def _sum_of(table: TableView, rows: Sequence[Counted], medal: str, place: int, editions: Sequence[TableRow]) -> Check:
    awarded = sum(max(1, len(row.ids(medal))) for row in editions)
    total = sum(counted.medals[place] for counted in rows)
    outcome: CheckOutcome = "pass" if awarded == total else "fail"
    message = f"{total} {medal} medals by nation, {awarded} in {plural(len(editions), 'edition')}"
    if outcome == "fail":
        message += "; look for a lost row, or for a medal shared or not awarded, which neither table states"
    ids = [*table.ids(f"{medal}_count"), *(i for row in editions for i in row.ids("held_in", medal))]
    return table.scope.check(
        "medal_table_matches_editions", f"{table.key} {medal}", outcome, str(awarded), str(total), message, ids
    )


def tie_counts(view: View) -> Iterator[Check]:
    """A tie of so many nations that the table of medals does not show: told as of other Games, or a row is wrong."""
    for linked in view.said("medals_tie_count"):
        count = linked.statement.value.number
        if count is None or linked.event_id is None:
            continue
        series = view.series_of_event.get(linked.event_id)
        tables = view.once(_tables_of_series).get(series or "", [])
        yield from (_tie(view, linked, int(count), table) for table in tables)
        if not tables:
            message = f"a tie of {count}: a table of medals by nation over all editions is missing"
            yield view.scope(linked).check(
                "tie_counts", str(count), "unverifiable", str(count), "no table", message, [linked.statement_id]
            )


def _tables_of_series(view: View) -> dict[str, list[TableView]]:
    """Return the tables of medals over all editions, by series."""
    found: dict[str, list[TableView]] = defaultdict(list)
    for table in view.tables["medal_table"]:
        if table.event_id is None:
            found[table.series].append(table)
    return found


def _tie(view: View, linked: LinkedStatement, count: int, table: TableView) -> Check:
    golds, evidence = _golds(view, linked)
    groups: dict[int, list[Counted]] = defaultdict(list)
    for counted in entries(table):
        groups[counted.medals[0]].append(counted)
    tied = groups.get(golds, []) if golds is not None else []
    place = sorted(groups, reverse=True).index(golds) + 1 if golds in groups and golds is not None else None
    later = _later_editions(view, table, linked)
    holds = len(tied) == count and _stated_place(linked) in {None, place}
    outcome: CheckOutcome = "pass" if holds else "unverifiable" if golds is None or later else "fail"
    message = f"a tie of {count} nations at {golds} gold medals; {len(tied)} rows of {table.scope.place} have as many"
    message += f", the count number {place} from the top" if place else ""
    if outcome == "unverifiable":
        missing = f"the table as it was before {listed(later)}" if later else "how many gold medals they share"
        message += f"; {missing} is missing"
    elif outcome == "fail":
        message += "; look at the counts of gold medals and at the number"
    ids = [
        linked.statement_id,
        *evidence,
        *(i for counted in tied or entries(table) for i in counted.ids("gold_count")),
    ]
    key = f"{count} {table.document_id} {table.key}"
    return view.scope(linked).check("tie_counts", key, outcome, str(count), str(len(tied)), message, ids)


def _stated_place(linked: LinkedStatement) -> int | None:
    """Return the place of the tie that the sentence names: 2 for `second-most`; None where it names none."""
    match = _MOST.search(linked.statement.excerpt)
    return parse_ordinal(match["ordinal"]) if match else None


def _golds(view: View, linked: LinkedStatement) -> tuple[int | None, list[str]]:
    """Return how many gold medals the nation of a statement had after the event, by the same article."""
    for name in ("gold_count", "victory_number"):
        found = [
            other
            for other in view.said_of(linked.event_id, name, "nation")
            if other.subject == linked.subject and other.document_id == linked.document_id
        ]
        for number, statements in by_value(found):
            return int(number), ids_of(statements)
    return None, []


def _later_editions(view: View, table: TableView, linked: LinkedStatement) -> list[str]:
    """Return the editions after the statement's that the table's article lists."""
    year = view.judged.year(linked.event_id) or 0
    return [str(y) for row in _editions(view, table) if (y := row.whole("held_in")) is not None and y > year]
