"""Values that are of different things, as the places say that state them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations

from ingest.reconcile.candidates import Candidate, Case
from schemas.document import SECTION_SEPARATOR
from schemas.slugs import slug

_COUNTED = re.compile(r"^(?P<stem>.*\D)?(?P<number>\d{1,2}|[a-d])$")


def apart(case: Case) -> bool:
    """Say whether every two values of a case are told apart by one kind of qualifier."""
    if _by_field(case):
        return True
    pairs = list(combinations(case.candidates, 2))
    return bool(pairs) and any(
        all(separates(case, a, b) for a, b in pairs)
        for separates in (_by_source, _by_unit, _by_heading, _by_column, _by_record)
    )


def _by_field(case: Case) -> bool:
    """Fields of one infobox that one name stands for: two venues, the times of two drivers, an area and a population.

    An infobox repeats a key below headings of its own, or has two keys of one meaning, to say several things.
    """
    if case.registered.value_type != "text" or len(case.candidates) < 2:
        return False
    boxes = [
        {linked.document_id for linked in candidate.statements if linked.statement.source_kind == "infobox"}
        for candidate in case.candidates
    ]
    return bool(set.intersection(*boxes))


def _by_source(case: Case, a: Candidate, b: Candidate) -> bool:
    """Two sources that articles name, of a property that is a source's own: what De Wael lists, and the report."""
    return case.registered.by_source and _differ(_sources(a), _sources(b))


def _sources(candidate: Candidate) -> list[str | None]:
    names = [linked.statement.attributed_to for linked in candidate.statements]
    return [slug(name) if name else None for name in names]


def _by_unit(_case: Case, a: Candidate, b: Candidate) -> bool:
    """Units that measure different things: the winner's time, and the points that it was worth."""
    return _differ(_units(a), _units(b))


def _units(candidate: Candidate) -> list[str | None]:
    return [linked.statement.value.unit for linked in candidate.statements]


def _by_heading(_case: Case, a: Candidate, b: Candidate) -> bool:
    """Tables under headings that count up: `Stage 2`, `Stage 3`; `Run 1`, `Run 2`."""
    stems = {stem for candidate in (a, b) for stem, _ in map(_counted, _headings(candidate))}
    numbers = [[number for _, number in map(_counted, _headings(candidate))] for candidate in (a, b)]
    return len(stems) == 1 and "" not in stems and _differ(numbers[0], numbers[1])


def _by_column(case: Case, a: Candidate, b: Candidate) -> bool:
    """Two columns of one table: the places of start and finish, of which each has its own."""
    return case.registered.value_type == "text" and _differ(_columns(a), _columns(b)) and len(_tables(a, b)) == 1


def _by_record(case: Case, a: Candidate, b: Candidate) -> bool:
    """Two rows of one table of records: the days and rounds of one who broke a record more than once."""
    told = [linked.statement for candidate in (a, b) for linked in candidate.statements]
    if case.registered.value_type not in {"text", "date"} or len(_tables(a, b)) != 1:
        return False
    return all(each.extractor == "table.record_progression" for each in told) and _differ(_rows(a), _rows(b))


def _rows(candidate: Candidate) -> list[str | None]:
    rows = [linked.statement.locator.cell_row for linked in candidate.statements]
    return [None if row is None else str(row) for row in rows]


def _columns(candidate: Candidate) -> list[str | None]:
    columns = [linked.statement.locator.column_index for linked in candidate.statements]
    return [None if column is None else str(column) for column in columns]


def _tables(*candidates: Candidate) -> set[tuple[str, int | None]]:
    return {
        (linked.document_id, linked.statement.locator.table_index)
        for candidate in candidates for linked in candidate.statements
    }  # fmt: skip


def _headings(candidate: Candidate) -> list[str]:
    """Return the headings under which tables state a value; an empty one where another place states it."""
    return [
        linked.statement.locator.section.split(SECTION_SEPARATOR)[-1] if linked.statement.source_kind == "table" else ""
        for linked in candidate.statements
    ]


def _counted(heading: str) -> tuple[str, str | None]:
    match = _COUNTED.match(slug(heading))
    return (match["stem"] or "", match["number"]) if match else ("", None)


def _differ(one: Iterable[str | None], other: Iterable[str | None]) -> bool:
    """Say whether each place of both tells, and none of one tells what any of the other does."""
    first, second = set(one), set(other)
    return None not in first | second and not first & second
