"""Cells of results: marks that cannot be read, lanes given twice, marks that prose tells otherwise."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from ingest.checks.model import Check, CheckOutcome
from ingest.checks.view import TableRow, View, listed
from parsers.tables.celltypes import status_of
from schemas.linked import LinkedStatement
from schemas.slugs import slug

_MOST_READ = 4
"""One mark in so many, at most, may be unread: more are written in a way that is not known."""
_NUMERIC = re.compile(r"^[\d.,:'′″\" ]{3,}$")
_PART = re.compile(r"^(?:run|leg|lap|split|round|heat|jump)(?:_|$)")
_GARBLED = re.compile(r"^\d{1,2}\.\d{1,2}\.\d{1,3}$")
_MIN_LANES = 4


def marks_are_readable(view: View) -> Iterator[Check]:
    """A mark of digits that is no time, length or number: a colon and a dot exchanged, a sign lost or doubled."""
    for table in view.tables["results"]:
        marks = [(row, s) for row in table.rows if (s := row.first("mark")) and status_of(s.value.text) is None]
        wrong = [(row, s) for row, s in marks if s.value.number is None and _NUMERIC.match(s.value.text)]
        unread = [(row, s) for row, s in wrong if row.whole("rank")]
        unread += [(row, s.statement) for row in table.rows for s in row.statements if _is_garbled(s)]
        for row, statement in unread if _MOST_READ * len(unread) <= len(marks) else ():
            message = f"“{statement.value.text}” of {row.label} cannot be read; look at its colons and dots"
            key = f"{table.key} row {row.row_index} {statement.locator.column_index}"
            ids = [statement.statement_id, *row.ids("competitor")]
            yield table.scope.check(
                "marks_are_readable", key, "fail", "a mark", statement.value.text, message, ids
            )  # fmt: skip


def _is_garbled(linked: LinkedStatement) -> bool:
    """Say whether a cell of a run, leg or lap has two dots and is no time."""
    value = linked.statement.value
    return value.number is None and bool(_PART.match(linked.property)) and bool(_GARBLED.match(value.text))


def lanes_differ(view: View) -> Iterator[Check]:
    """Two in one lane of a heat: a digit mistyped, or a row of another heat. Only where all others have their own."""
    for table in view.tables["results"]:
        for name, what in (("lane", "lane"), ("race_number", "number"), ("grid", "place on the grid")):
            heats: dict[tuple[object, ...], list[tuple[TableRow, LinkedStatement]]] = defaultdict(list)
            for row in table.rows:
                for linked in row.statements:
                    if linked.property == name and not row.members:
                        heats[linked.qualifiers.round, linked.qualifiers.heat].append((row, linked))
            for heat in heats.values():
                counts = Counter(linked.statement.value.text for _, linked in heat)
                twice = [text for text, count in counts.items() if count > 1]
                if (
                    len(counts) < _MIN_LANES
                    or len(counts) != len(heat) - 1
                    or len({row.name for row, _ in heat}) < len(heat)
                ):
                    continue
                both = [(row, linked) for row, linked in heat if linked.statement.value.text == twice[0]]
                message = f"{listed(row.label for row, _ in both)} have the same {what}, {twice[0]}; look at both rows"
                ids = [i for row, linked in both for i in (linked.statement_id, *row.ids("competitor"))]
                key = f"{table.key} {name} {both[0][0].row_index}"
                yield table.scope.check("lanes_differ", key, "fail", f"one {what} each", twice[0], message, ids)


def told_marks_are_those_of_rounds(view: View) -> Iterator[Check]:
    """A mark that prose tells of a round and the round's table has otherwise: a digit mistyped in one of the two."""
    rows: dict[tuple[str, str | None, str | None, str], list[LinkedStatement]] = defaultdict(list)
    for table in view.tables["results"]:
        for row in table.rows:
            for linked in row.statements if row.name else ():
                words = linked.qualifiers
                of_heat = words.heat or words.round == "final"  # other rounds are facts of their own
                if linked.property == "mark" and of_heat and words.distance_m is None:
                    key = (table.document_id, linked.event_id, linked.qualifiers.round, slug(row.name or ""))
                    rows[key].append(linked)
    for linked in view.said("mark"):
        statement, qualifiers = linked.statement, linked.qualifiers
        is_own = statement.source_kind == "prose" and statement.attributed_to is None  # not what another source says
        if not is_own or qualifiers.heat or qualifiers.round == "final" or statement.subject.kind != "entrant":
            continue
        name, in_round = slug(statement.subject.name or ""), qualifiers.round or "final"
        beside = rows.get((linked.document_id, linked.event_id, in_round, name), [])
        if len(beside) == 1:
            yield from _told(view, linked, beside[0])


def _told(view: View, linked: LinkedStatement, beside: LinkedStatement) -> Iterator[Check]:
    told, stated = linked.statement.value, beside.statement.value
    if told.number is None or stated.number is None or (told.unit and told.unit != stated.unit):
        return
    same = told.number == stated.number
    who = linked.statement.subject.name
    message = f"{told.text} of {who} in the {beside.qualifiers.round} is told, and its table has {stated.text}"
    message += "" if same else "; look at both"
    outcome: CheckOutcome = "pass" if same else "fail"
    ids = [linked.statement_id, beside.statement_id]
    yield view.scope(linked).check(
        "told_marks_are_those_of_rounds", linked.statement_id, outcome, stated.text, told.text, message, ids
    )  # fmt: skip
