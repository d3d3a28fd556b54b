"""Tables of medals against what they sum up: their own row of totals, and the article's medallists."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ingest.checks.medals import Counted, counted_rows, entries
from ingest.checks.model import Check, CheckOutcome
from ingest.checks.view import TableView, View, plural
from ingest.datasets.judged import noc_at
from parsers.title import year_of
from schemas.linked import LinkedStatement
from schemas.medals import MEDAL_COUNTS, MEDALS

_MIN_ENTRIES = 3
_EXCHANGED = 2
"""A medal given to another nation makes two wrong."""
_SHARE_TOLD = 10
"""One medal in so many, at most, may be lacking in a list that is held against a table: it is of the same events."""


def medals_are_the_totals(view: View) -> Iterator[Check]:
    """A row of totals that is not the sum of the rows above: a digit mistyped in it or in a row, or a row lost."""
    for table in view.tables["medal_table"]:
        rows = entries(table)
        summaries = [counted for counted in counted_rows(table) if counted.is_summary]
        if len(summaries) != 1 or len(rows) < _MIN_ENTRIES or _is_cut(table, rows):
            continue
        for place, name in enumerate(MEDAL_COUNTS):
            yield from _total_check(table, rows, summaries[0], place, name)


def _is_cut(table: TableView, rows: Sequence[Counted]) -> bool:
    """Say whether the table tells nations that it does not list (`Others`, a row without counts)."""
    return any(row.is_entry and not any(counted.row is row for counted in rows) for row in table.rows[:-1])


def _total_check(table: TableView, rows: Sequence[Counted], summary: Counted, place: int, name: str) -> Iterator[Check]:
    stated = summary.total if name == MEDAL_COUNTS[-1] else summary.medals[place]
    counts = [counted.total if name == MEDAL_COUNTS[-1] else counted.medals[place] for counted in rows]
    if stated is None or None in counts:
        return
    found = sum(count or 0 for count in counts)
    what = name.removesuffix("_count").replace("medal_total", "all medals")
    message = f"the rows make {found} in the column of {what}"
    if found != stated:
        message += f", and the row of totals says {stated}; look at it, and at each row"
    ids = [*summary.ids(name), *(identifier for counted in rows for identifier in counted.ids(name))]
    outcome: CheckOutcome = "pass" if found == stated else "fail"
    yield table.scope.check(
        "medals_are_the_totals", f"{table.key} {name}", outcome, str(stated), str(found), message, ids
    )  # fmt: skip


def medal_table_matches_medallists(view: View) -> Iterator[Check]:
    """A nation with more or fewer medals than the article's medallists: a medal counted for another nation.

    Only where the article has one table of medals, and lists as many medallists as that counts, or nearly.
    """
    for extraction in view.documents:
        document_id = extraction.document.document_id
        tables = [table for table in view.tables_of(document_id) if table.reading.kind == "medal_table"]
        rows = entries(tables[0]) if len(tables) == 1 else []
        year = year_of(extraction.document.title)
        if len(rows) < _MIN_ENTRIES or year is None:
            continue
        said = view.by_document.get(document_id, ())
        for place, medal in enumerate(MEDALS):
            listed = _listed(said, medal, year)
            yield from _compared(tables[0], rows, place, medal, listed, year)


def _listed(said: Sequence[LinkedStatement], medal: str, year: int) -> dict[str, list[str]]:
    """Return the statements of tables that tell a nation's medals of a kind, by its code; each event's once a nation.

    Empty where a medal is told without its nation: nobody knows whose it is.
    """
    found: dict[str, list[str]] = defaultdict(list)
    own = [s for s in said if s.statement.source_kind == "table" and s.statement.subject.kind == "event"]
    with_nation = {_cell(s) for s in own if s.property == f"{medal}_noc"}
    if any(s.property == medal and _cell(s) not in with_nation for s in own):
        return {}
    for linked in own:
        code = noc_at(linked.statement.value.text, year) if linked.property == f"{medal}_noc" else None
        if code:
            found[code].append(linked.statement_id)
    return found


def _cell(linked: LinkedStatement) -> tuple[int | None, int | None, int | None]:
    locator = linked.statement.locator
    return (locator.table_index, locator.cell_row, locator.column_index)


def _compared(
    table: TableView, rows: Sequence[Counted], place: int, medal: str, listed: Mapping[str, list[str]], year: int
) -> Iterator[Check]:
    counts: Counter[str] = Counter()
    by_code: dict[str, Counted] = {}
    for counted in rows:
        stated = counted.row.first("noc") or counted.row.first("nation")
        code = noc_at(stated.value.text, year) if stated else None
        if code is None or code in by_code:
            return
        counts[code], by_code[code] = counted.medals[place], counted
    told = sum(len(ids) for ids in listed.values())
    if not told or abs(sum(counts.values()) - told) > max(1, told // _SHARE_TOLD):
        return
    wrong = sorted(code for code in {*counts, *listed} if counts[code] != len(listed.get(code, ())))
    if len(wrong) > max(_EXCHANGED, len(by_code) // 2):
        return
    key = f"{table.key} {medal}"
    if not wrong:
        ids = [identifier for code in sorted(listed) for identifier in listed[code]]
        message = f"the table has each nation's {medal} as the medallists do, {plural(told, 'medal')}"
        yield table.scope.check(
            "medal_table_matches_medallists", key, "pass", f"{told} {medal}", str(told), message, ids
        )  # fmt: skip
    for code in wrong:
        ids = [*listed.get(code, ()), *(by_code[code].ids() if code in by_code else ())]
        stated_count, found = counts[code], len(listed.get(code, ()))
        message = (
            f"{code} has {stated_count} {medal} in the table, and {found} by the article's medallists; look at each of "
            "them and at the row"
        )
        yield table.scope.check(
            "medal_table_matches_medallists", f"{key} {code}", "fail", str(found), str(stated_count), message, ids
        )  # fmt: skip
