"""Rows of results each by itself: whether what a row says of one competitor can be true together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ingest.checks.fields import same_nation
from ingest.checks.model import Check
from ingest.checks.view import TableRow, TableView, View, ids_of, listed, plural
from parsers.tables.celltypes import status_of
from schemas.linked import LinkedStatement
from schemas.nations import noc_of
from schemas.slugs import slug

_WITHOUT_A_MARK = frozenset({"dns", "dnf", "nm"})
"""Statuses of those who have no mark; who was disqualified may have one."""
_MEASURED = frozenset({"s", "m"})
"""Units of marks that are not given to those who did not finish; points and weights may be."""
_HABITUAL = 3
_IN_BRACKETS = re.compile(r"^(?P<sum>\d{1,3})\s*\(\s*(?P<parts>\d{1,2}(?:\s*\+\s*\d{1,2})+)\s*\)$")


def statuses_fit_marks(view: View) -> Iterator[Check]:
    """One who did not start, finish or succeed, with a mark: a remark in the wrong row, or a mark of another source.

    A run that was not finished and a total time are the same mistake.
    """
    for table in view.tables["results"]:
        for row in table.rows:
            found = _out_with_mark(row)
            if found:
                yield _status_check(table, row, *found)


def _out_with_mark(row: TableRow) -> tuple[LinkedStatement, LinkedStatement] | None:
    """Return a row's mark, and what says in the same round that there is none."""
    marks = [s for s in row.statements if s.property == "mark" and s.statement.value.unit in _MEASURED]
    said = [s for s in row.statements if _says_there_is_no_mark(s)]
    return next(((mark, no) for mark in marks for no in said if _are_of_one_round(mark, no)), None)


def _says_there_is_no_mark(linked: LinkedStatement) -> bool:
    value = linked.statement.value
    is_run = linked.property.startswith(("run", "leg")) and value.number is None
    return (linked.property == "status" or is_run) and status_of(value.text) in _WITHOUT_A_MARK


def _are_of_one_round(a: LinkedStatement, b: LinkedStatement) -> bool:
    return (a.qualifiers.round, a.qualifiers.heat) == (b.qualifiers.round, b.qualifiers.heat)


def _status_check(table: TableView, row: TableRow, mark: LinkedStatement, said: LinkedStatement) -> Check:
    text, status = mark.statement.value.text, said.statement.value.text
    message = f"{row.label} has the mark {text} and “{status}”; look which of the two is of another row or round"
    key = f"{table.key} row {row.row_index}"
    return table.scope.check("statuses_fit_marks", key, "fail", "a mark or a status", f"{text}, {status}", message, (
        mark.statement_id, said.statement_id, *row.ids("competitor"),
    ))  # fmt: skip


def competitors_stand_once(view: View) -> Iterator[Check]:
    """A competitor twice in one ranking at the same rank or mark: a row that was copied."""
    for table in view.tables["results"]:
        groups: dict[tuple[object, ...], list[TableRow]] = defaultdict(list)
        for row in table.rows:
            if row.name and not row.is_inferred and row.number("rank") is not None and noc_of(row.name) is None:
                qualifiers = row.statements[0].qualifiers
                groups[qualifiers.round, qualifiers.heat, slug(row.name)].append(row)
        for rows in groups.values():
            if len(rows) > 1 and _is_repeated(rows):
                yield _twice(table, rows)


def _is_repeated(rows: Sequence[TableRow]) -> bool:
    """Say whether all rows of a name say the same of it: riders of two horses and members of teams do not."""
    said = {(row.number("rank"), row.number("mark"), _beside_name(row)) for row in rows}
    return len(said) == 1 and rows[0].number("mark") is not None


def _beside_name(row: TableRow) -> tuple[str, ...]:
    return tuple(s.statement.value.text for s in row.statements if s.property not in {"rank", "race_number"})


def _twice(table: TableView, rows: Sequence[TableRow]) -> Check:
    message = f"{rows[0].label} stands in {len(rows)} rows that say the same; look for a row that was copied"
    key = f"{table.key} {slug(rows[0].name or '')} {rows[0].row_index}"
    ids = [identifier for row in rows for identifier in row.ids("rank", "competitor", "mark")]
    return table.scope.check(
        "competitors_stand_once", key, "fail", "1 row", plural(len(rows), "row"), message, ids
    )  # fmt: skip


def brackets_add_up(view: View) -> Iterator[Check]:
    """A number that is not the sum in the brackets after it (`3 (1+0+2+0)`): a digit mistyped.

    Only where three cells or more of the column, and three of four, add up so.
    """
    for table in view.tables["results"]:
        columns: dict[int, list[tuple[TableRow, LinkedStatement, int, int]]] = defaultdict(list)
        for row in table.rows:
            for linked in row.statements:
                match = _IN_BRACKETS.match(linked.statement.value.text)
                column = linked.statement.locator.column_index
                if match and column is not None:
                    parts = sum(int(part) for part in match["parts"].split("+"))
                    columns[column].append((row, linked, int(match["sum"]), parts))
        for column, cells in sorted(columns.items()):
            wrong = [cell for cell in cells if cell[2] != cell[3]]
            if len(cells) - len(wrong) >= _HABITUAL and 4 * len(wrong) <= len(cells):
                yield from _bracket_checks(table, column, cells, wrong)


def _bracket_checks(
    table: TableView,
    column: int,
    cells: Sequence[tuple[TableRow, LinkedStatement, int, int]],
    wrong: Sequence[tuple[TableRow, LinkedStatement, int, int]],
) -> Iterator[Check]:
    key = f"{table.key} column {column}"
    if not wrong:
        message = f"the numbers are the sums in their brackets, in {plural(len(cells), 'row')}"
        ids = ids_of(linked for _, linked, _, _ in cells)
        yield table.scope.check("brackets_add_up", key, "pass", "sums", f"{len(cells)} sums", message, ids)
    for row, linked, stated, parts in wrong:
        text = linked.statement.value.text
        message = f"“{text}” of {row.label}: the brackets make {parts}; look at each number of the cell"
        ids = [linked.statement_id, *row.ids("competitor")]
        yield table.scope.check(
            "brackets_add_up", f"{key} row {row.row_index}", "fail", str(parts), str(stated), message, ids
        )


def nations_stay(view: View) -> Iterator[Check]:
    """A competitor who is of one nation in one round and of another in the next: a flag that was copied or mistyped."""
    groups: dict[tuple[str, str], dict[str, list[tuple[str, LinkedStatement]]]] = defaultdict(lambda: defaultdict(list))
    for table in view.tables["results"]:
        for row in table.rows:
            stated = next((s for name in ("noc", "nation") for s in row.statements if s.property == name), None)
            if stated and row.name and not row.is_inferred and stated.event_id and noc_of(row.name) is None:
                groups[stated.document_id, stated.event_id][slug(row.name)].append((table.key, stated))
    for (_, event_id), names in sorted(groups.items()):
        year = view.judged.year(event_id)
        for name, said in sorted(names.items()):
            yield from _nations_of(view, name, said, year)


def _nations_of(
    view: View, name: str, said: Sequence[tuple[str, LinkedStatement]], year: int | None
) -> Iterator[Check]:
    """Yield a check where a name has several nations; two of one name in one table are two persons."""
    codes: dict[str, list[LinkedStatement]] = defaultdict(list)
    tables: dict[str, set[str]] = defaultdict(set)
    for table, linked in said:
        text = linked.statement.value.text
        code = noc_of(text, year) or noc_of(text)
        if code:
            codes[code].append(linked)
            tables[code].add(table)
    first_code, *others = codes or [""]
    if all(same_nation(first_code, other) for other in others) or set.intersection(*tables.values()):
        return
    shown = listed(f"{code} in {statements[0].statement.locator.section}" for code, statements in sorted(codes.items()))
    first = said[0][1]
    who = first.statement.subject.name or name
    ids = [identifier for statements in codes.values() for identifier in ids_of(statements)]
    yield view.scope(first).check(
        "nations_stay", name, "fail", "one nation", listed(sorted(codes)),
        f"{who} is of {shown}; look at each flag", ids,
    )  # fmt: skip


def disqualified_are_not_ranked(view: View) -> Iterator[Check]:
    """One whom prose calls disqualified, and who has a rank in the results: the table was not brought up to date."""
    out: dict[tuple[str, str], dict[str, LinkedStatement]] = defaultdict(dict)
    for linked in view.said("status"):
        statement = linked.statement
        is_final = linked.qualifiers.round in {None, "final"}
        if (
            statement.source_kind == "prose"
            and status_of(statement.value.text) == "dq"
            and is_final
            and linked.event_id
        ):
            out[linked.document_id, linked.event_id][slug(statement.subject.name or "")] = linked
    for table in view.tables["results"]:
        named = out.get((table.document_id, table.event_id or ""), {})
        for row in table.rows if named and table.rounds <= {None, "final"} else ():
            said = named.get(slug(row.name)) if row.name else None
            if said and row.number("rank") is not None and row.status is None:
                yield _ranked_all_the_same(table, row, said)


def _ranked_all_the_same(table: TableView, row: TableRow, linked: LinkedStatement) -> Check:
    section = linked.statement.locator.section
    message = f"{row.label} is ranked, and disqualified by {section}; look whether the ranks are those from before"
    return table.scope.check(
        "disqualified_are_not_ranked", f"{table.key} {slug(row.name or '')}", "fail", "no rank",
        row.label, message, [linked.statement_id, *row.ids("rank", "competitor")],
    )  # fmt: skip
