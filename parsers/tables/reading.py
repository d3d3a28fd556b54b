"""Tables to statements: each non-empty cell of a table whose rows are read is one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from parsers.nationality import NamedNation, without_nation
from parsers.rounds import RoundWords, round_of, round_of_path
from parsers.tables.celltypes import cell_type, status_of
from parsers.tables.kinds import games_label, table_kind, table_roles
from parsers.tables.members import members_of, team_name
from parsers.tables.repair import is_totals_label
from parsers.tables.roles import Role
from parsers.tables.sides import with_nations
from parsers.text import line_number
from parsers.title import gender_of, year_of
from parsers.values import parse_cardinal, parse_date_range, parse_gap, parse_mark, parse_rank, parse_time
from parsers.values.limits import MAX_VALUE
from schemas.document import Cell, Document, Locator, Span, Table
from schemas.extraction import CoverageEntry, TableKind
from schemas.slugs import slug
from schemas.statements import NO_QUALIFIERS, EventWords, Qualifiers, Statement, Subject
from schemas.values import PartialDate, Value
from schemas.vocabulary import default_vocabulary, normal

_MEDAL_COUNTS = {"gold": "gold_count", "silver": "silver_count", "bronze": "bronze_count", "total": "medal_total"}
_RECORDS = {
    "wr": "world_record", "world record": "world_record", "or": "olympic_record", "olympic record": "olympic_record",
}  # fmt: skip
_ONLY_GENDER = re.compile(r"^(?:men|women|mixed|boys|girls|ladies)(?: ?s)?$")
_MARKS = frozenset({"mark", "attempt", "round_mark"})
_OF_THE_EVENT = frozenset({"date", "local_time", "round"})
_MEDAL_RANKS = {"gold": Decimal(1), "silver": Decimal(2), "bronze": Decimal(3)}
_MEDALS = {"gold_medalist": "gold", "silver_medalist": "silver", "bronze_medalist": "bronze"}


@dataclass(frozen=True, slots=True)
class RowDraft:
    """One data row, read; its statements have no identifiers yet."""

    row_index: int
    cell_row: int
    subject: Subject
    statements: tuple[Statement, ...]
    blank_roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableDraft:
    """One table, read."""

    table: Table
    kind: TableKind
    event: EventWords
    roles: tuple[Role, ...]
    rows: tuple[RowDraft, ...]
    coverage: tuple[CoverageEntry, ...]


@dataclass(frozen=True, slots=True)
class _Context:
    """What the statements of one table share."""

    document: Document
    table: Table
    kind: TableKind
    event: EventWords
    round: RoundWords
    record: str = "olympic_record"

    def statement(self, subject: Subject, name: str, value: Value, cell: Cell, qualifiers: Qualifiers) -> Statement:
        row, column = cell.origin
        line = line_number(self.document.text, cell.span.start) if cell.span else cell.source_line
        locator = Locator(self.table.section.name, cell.span, self.table.index, row, column, line, cell.selector)
        excerpt = cell.span.of(self.document.text) if cell.span else cell.text or value.text
        extractor = f"table.{self.kind}"
        return Statement(
            self.document.document_id, subject, name, value, "table", locator, excerpt, extractor, qualifiers
        )


Reader = Callable[[_Context, int, Sequence[tuple[Role, Cell]]], tuple[Subject, list[Statement]]]


def read_table(document: Document, table: Table, event: EventWords) -> TableDraft:
    """Read one table. A table of no known kind yields no rows, and its columns are unread."""
    unit = default_vocabulary().unit_of(event.sport, event.event)
    roles = tuple(_with_unit(role, unit) for role in table_roles(table))
    kind = table_kind(table, roles)
    path = (*table.section.path, table.caption or "")
    gender = next((g for g in map(gender_of, reversed(path)) if g != "unknown"), event.gender)
    words = replace(event, gender=gender)
    record = "world_record" if any("world" in normal(text).split() for text in path) else "olympic_record"
    shown = replace(table, rows=(*table.rows[: table.header_rows], *with_nations(table.body, roles)))
    context = _Context(document, shown, kind, words, round_of_path(path), record)
    reader = _READERS.get(kind)
    rows = tuple(_rows(context, roles, reader)) if reader else ()
    if kind == "medalists_by_games":
        rows = tuple(_once(rows))
    return TableDraft(table, kind, words, roles, rows, _coverage(table, kind, roles))


def _with_unit(role: Role, unit: str | None) -> Role:
    """Give the column of marks the unit of its event where its header has none."""
    return replace(role, unit=unit) if role.name in _MARKS and role.unit is None else role


def _rows(context: _Context, roles: Sequence[Role], reader: Reader) -> Iterator[RowDraft]:
    table = context.table
    headers = {tuple(cell.text for cell in row) for row in table.rows[: table.header_rows]}
    for index, row in enumerate(table.body):
        filled = [(role, cell) for role, cell in zip(roles, row, strict=True) if _says_something(role, cell)]
        blank = tuple(role.name for role, cell in zip(roles, row, strict=True) if role.name and not cell.text)
        if filled and tuple(cell.text for cell in row) not in headers:
            subject, statements = reader(context, index, filled)
            yield RowDraft(index, index + table.header_rows, subject, tuple(statements), blank)


def _says_something(role: Role, cell: Cell) -> bool:
    """Say whether a cell holds text in its place, or the icon of a medal where a rank is expected."""
    has_medal = role.name == "rank" and any(note.kind == "medal" for note in cell.annotations)
    if role.name in {"competitor", "nation"} and cell_type(cell.text) == "blank":
        return False  # a dash is nobody's name
    return bool(cell.text or has_medal) and (cell.span is not None or cell.selector is not None)


def _once(rows: Iterable[RowDraft]) -> Iterator[RowDraft]:
    """Let a cell that spans rows say once what it says of one subject."""
    said: set[Statement] = set()
    for row in rows:
        new = tuple(s for s in row.statements if s not in said)
        said.update(new)
        yield replace(row, statements=new)


def _coverage(table: Table, kind: TableKind, roles: Sequence[Role]) -> tuple[CoverageEntry, ...]:
    """Tell of each column whether it is read; the counts are its non-empty data cells."""
    entries = []
    for column, role in enumerate(roles):
        name = f"{table.index}/{column} {role.header or '(no header)'}"
        count = sum(bool(row[column].text) for row in table.body)
        if count == 0:
            entries.append(CoverageEntry("column", name, "ignored", 0, "the column is blank throughout"))
        elif kind == "unknown":
            reason = "the columns do not tell what kind of table this is; see table_cells"
            entries.append(CoverageEntry("column", name, "unread", count, reason))
        elif role.name is None:
            reason = "no column word names this header; its cells are kept as text statements"
            entries.append(CoverageEntry("column", name, "unread", count, reason))
        else:
            entries.append(CoverageEntry("column", name, "read", count))
    return tuple(entries)


def _own_name(role: Role) -> str:
    """Return a property in the header's own words; the second column of a header is told from the first."""
    words = re.sub(r"\W+", "_", normal(role.header[:MAX_VALUE])).strip("_") or "cell"
    named = f"column_{words}" if words[0].isdecimal() else words
    return f"{named}_{role.twins + 1}" if role.twins else named


def _cell_value(role: Role, text: str) -> tuple[str, Value]:
    """Return the property that a cell states and its value, by the role of its column."""
    name = role.name or _own_name(role)
    if name == "rank":
        return _rank_value(text)
    if name == "round_mark":
        mark = parse_mark(text, role.unit)
        return _of_round(role, "mark"), Value(text, mark.number, mark.unit) if mark else Value(text)
    if name == "round_rank":
        return _of_round(role, "rank"), _rank_value(text)[1]
    if name == "attempt":
        return _attempt_value(role, text)
    if name in {"mark", "split", "points", "gap"}:
        return _mark_value(name, role, text)
    if name in _MEDAL_COUNTS:
        count = parse_cardinal(text)
        return _MEDAL_COUNTS[name], Value(text) if count is None else Value(text, Decimal(count))
    if name in {"lane", "start_order", "count"}:
        count = parse_cardinal(text)
        return name, Value(text) if count is None else Value(text, Decimal(count))
    if name == "date":
        days = parse_date_range(text)
        return name, Value(text, date=days[0]) if days else Value(text)
    return name, Value(text)


def _of_round(role: Role, name: str) -> str:
    return f"{role.round}_{name}".replace("-", "_")


def _attempt_value(role: Role, text: str) -> tuple[str, Value]:
    """Return an attempt under its column's own words (`run_2`); one at a height is qualified by that height."""
    if role.distance_m is not None:
        return "attempt", Value(text)
    mark = parse_mark(text, role.unit)
    return _own_name(role), Value(text, mark.number, mark.unit) if mark else Value(text)


def _rank_value(text: str) -> tuple[str, Value]:
    status = status_of(text)
    if status:
        return "status", Value(text)
    rank = parse_rank(text)
    return "rank", Value(text) if rank is None else Value(text, Decimal(rank[0]))


def _mark_value(name: str, role: Role, text: str) -> tuple[str, Value]:
    if status_of(text):
        return "status", Value(text)
    gap = parse_gap(text)
    if gap:
        return "gap", Value(text, gap.number, gap.unit)
    mark = parse_mark(text, "points" if name == "points" else role.unit)
    if mark is None:
        return name, Value(text)
    return "mark" if name == "points" else name, Value(text, mark.number, mark.unit)


def _with_code(context: _Context, subject: Subject, cell: Cell, qualifiers: Qualifiers) -> tuple[str, list[Statement]]:
    """Split `Jane Doe (FRA)` or `France (FRA)` into the name and a statement of the nation's code."""
    named = without_nation(cell.text, cell.annotations)
    name = team_name(cell.annotations) or named.name
    if named.nation is None:
        return name, []
    return name, [context.statement(subject, "noc", Value(named.nation), _at_nation(context, cell, named), qualifiers)]


def _at_nation(context: _Context, cell: Cell, named: NamedNation) -> Cell:
    """Return the cell narrowed to the nation in brackets at its end, where the source's text has it so."""
    nation = named.nation or ""
    if cell.span is None or not cell.text.endswith(f"({nation})") or cell.span.of(context.document.text) != cell.text:
        return cell
    end = cell.span.end - 1
    return replace(cell, text=nation, span=Span(end - len(nation), end))


def _name(filled: Sequence[tuple[Role, Cell]], role_name: str = "competitor") -> str | None:
    cell = next((cell for role, cell in filled if role.name == role_name), None)
    if cell is None:
        return None
    return team_name(cell.annotations) or without_nation(cell.text, cell.annotations).name


def _results_row(context: _Context, index: int, filled: Sequence[tuple[Role, Cell]]) -> tuple[Subject, list[Statement]]:
    subject = Subject("row", context.event, _name(filled), context.table.index, index)
    heat = next((cell.text for role, cell in filled if role.name == "heat"), None) or context.round.heat
    stated_round = next((round_of(cell.text).round for role, cell in filled if role.name == "round"), None)
    base = Qualifiers(stated_round or context.round.round, heat)
    statements = []
    for role, cell in filled:
        qualifiers = replace(base, distance_m=float(role.distance_m)) if role.distance_m is not None else base
        statements += _cell_statements(context, subject, role, cell, qualifiers)
    return subject, statements


def _cell_statements(
    context: _Context, subject: Subject, role: Role, cell: Cell, qualifiers: Qualifiers
) -> list[Statement]:
    if role.name in {"competitor", "nation"}:
        name, codes = _with_code(context, subject, cell, qualifiers)
        members = members_of(cell.text, cell.annotations) if role.name == "competitor" else ()
        parts = [context.statement(subject, "member", Value(member), cell, qualifiers) for member in members]
        return [context.statement(subject, role.name, Value(name), cell, qualifiers), *codes, *parts]
    medal = next((note.text for note in cell.annotations if note.kind == "medal"), None)
    if role.name == "rank" and medal in _MEDAL_RANKS and not cell.text:
        name, value = "rank", Value(medal, _MEDAL_RANKS[medal])
    else:
        name, value = _cell_value(role, cell.text)
    return [context.statement(subject, name, value, cell, qualifiers)]


def _medal_table_row(
    context: _Context, index: int, filled: Sequence[tuple[Role, Cell]]
) -> tuple[Subject, list[Statement]]:
    nation = _name(filled, "nation")
    row = Subject("row", context.event, None, context.table.index, index)
    labels = [cell for _, cell in filled if is_totals_label(cell.text)]
    if labels:
        # Sums are of no nation: the label is kept as a note, and the row is not one of the table's ranks.
        rest = [(role, cell) for role, cell in filled if cell not in labels]
        notes = [context.statement(row, "notes", Value(cell.text), cell, NO_QUALIFIERS) for cell in labels]
        return row, [*notes, *_plain_statements(context, row, rest)]
    subject = Subject("nation", context.event, nation) if nation else row
    return subject, _plain_statements(context, subject, filled)


def _medalists_row(
    context: _Context, index: int, filled: Sequence[tuple[Role, Cell]]
) -> tuple[Subject, list[Statement]]:
    subject = Subject("row", context.event, _name(filled), context.table.index, index)
    return subject, _plain_statements(context, subject, filled)


def _plain_statements(context: _Context, subject: Subject, filled: Sequence[tuple[Role, Cell]]) -> list[Statement]:
    found = [s for role, cell in filled for s in _cell_statements(context, subject, role, cell, NO_QUALIFIERS)]
    return [replace(s, property="olympics") if s.property in {"games", "year"} else s for s in found]


def _record_row(context: _Context, index: int, filled: Sequence[tuple[Role, Cell]]) -> tuple[Subject, list[Statement]]:
    day = next((parse_date_range(cell.text) for role, cell in filled if role.name == "date"), None)
    games = next((cell.text for role, cell in filled if role.name in {"games", "year"}), "")
    year = year_of(games) or (day[0].year if day else None) or context.event.year
    event = replace(context.event, year=year)
    subject = Subject("entrant", event, _name(filled)) if _name(filled) else Subject(
        "row", event, None, context.table.index, index
    )  # fmt: skip
    as_of = Qualifiers(as_of=_as_of(day[0] if day else None, year))
    label = next((cell.text for role, cell in filled if role.name == "record"), None)
    code = next((cell.text for _, cell in filled if normal(cell.text) in _RECORDS), None)
    record = _record_name(label or code or "") or context.record
    found = [s for role, cell in filled for s in _cell_statements(context, subject, role, cell, NO_QUALIFIERS)]
    return subject, [replace(s, property=record, qualifiers=as_of) if s.property == "mark" else s for s in found]


def _record_name(label: str) -> str:
    """Return the property of a record: `world_record`, `olympic_record`, `asian_games_record`."""
    words = normal(label)
    return _RECORDS.get(words) or words.replace(" ", "_")


def _as_of(day: PartialDate | None, year: int | None) -> str | None:
    whole = day.as_date() if day else None
    return whole.isoformat() if whole else (str(year) if year else None)


def _schedule_row(
    context: _Context, index: int, filled: Sequence[tuple[Role, Cell]]
) -> tuple[Subject, list[Statement]]:
    subject = Subject("event", context.event)
    label = next((cell.text for role, cell in filled if role.name == "round"), None)
    words = round_of(label) if label else context.round
    qualifiers = Qualifiers(words.round or (slug(label) if label else None), words.heat)
    # What else a schedule has of a round ("Group A") is not said of the event: two rows would contradict each other.
    row = Subject("row", context.event, None, context.table.index, index)
    statements = []
    for role, cell in filled:
        name, value = _cell_value(role, cell.text)
        if role.name in {"time_of_day", "mark"} and parse_time(cell.text):
            name, value = "local_time", Value(cell.text)
        about = subject if name in _OF_THE_EVENT else row
        statements.append(context.statement(about, name, value, cell, qualifiers))
    return subject, statements


def _games_row(context: _Context, index: int, filled: Sequence[tuple[Role, Cell]]) -> tuple[Subject, list[Statement]]:
    label = next((cell for role, cell in filled if role.name in {"games_label", "games", "year"}), None)
    read = games_label(label.text) if label else None
    year = read.year if read else year_of(label.text if label else "")
    named = next((cell.text for role, cell in filled if role.name == "event"), None)
    subject = Subject(
        "event", _row_event(replace(context.event, year=year or context.event.year), _event_name(context, named))
    )
    statements: list[Statement] = []
    for role, cell in filled:
        if cell is label:
            statements += _label_statements(context, subject, cell, year, read.city if read else None)
        elif role.name in _MEDALS:
            statements += _medalist_cell(context, subject, _MEDALS[role.name], cell)
        else:
            name, value = _cell_value(role, cell.text)
            statements.append(context.statement(subject, name, value, cell, NO_QUALIFIERS))
    return subject, statements


def _event_name(context: _Context, named: str | None) -> str | None:
    """Return the event that a row names; one that names only a gender is that of the heading above."""
    path = context.table.section.path
    if named is None or not path or not _ONLY_GENDER.match(normal(named)) or gender_of(path[-1]) != "unknown":
        return named
    return f"{named} {path[-1]}"


def _row_event(event: EventWords, named: str | None) -> EventWords:
    """Return the event of a row that names its own."""
    if named is None:
        return event
    gender = gender_of(named)
    return replace(event, event=named, gender=event.gender if gender == "unknown" else gender)


def _label_statements(
    context: _Context, subject: Subject, cell: Cell, year: int | None, city: str | None
) -> list[Statement]:
    series = Subject("series", replace(context.event, year=None))
    if year is None:
        return [context.statement(subject, "games", Value(cell.text), cell, NO_QUALIFIERS)]
    held = context.statement(series, "held_in", Value(str(year), Decimal(year)), cell, NO_QUALIFIERS)
    if city is None:
        return [held]
    return [held, context.statement(subject, "host_city", Value(city), cell, NO_QUALIFIERS)]


def _medalist_cell(context: _Context, subject: Subject, medal: str, cell: Cell) -> list[Statement]:
    name, codes = _with_code(context, subject, cell, NO_QUALIFIERS)
    nocs = [replace(code, property=f"{medal}_noc") for code in codes]
    return [context.statement(subject, medal, Value(name), cell, NO_QUALIFIERS), *nocs]


_READERS: dict[TableKind, Reader] = {
    "results": _results_row,
    "medal_table": _medal_table_row,
    "multiple_medalists": _medalists_row,
    "record_progression": _record_row,
    "schedule": _schedule_row,
    "medalists_by_games": _games_row,
}
