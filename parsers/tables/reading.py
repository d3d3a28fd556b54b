"""Tables to statements: each non-empty cell of a table whose rows are read is one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from decimal import Decimal

from parsers.nationality import NamedNation, without_nation
from parsers.rounds import RoundWords, round_of
from parsers.tables.celltypes import is_blank, status_of
from parsers.tables.cellvalues import cell_value, own_name
from parsers.tables.groups import with_one_mark_of
from parsers.tables.kinds import games_label, kind_and_why, table_roles
from parsers.tables.labels import event_of_path, medal_of, round_of_table
from parsers.tables.ledger import column_coverage
from parsers.tables.members import members_of, team_name
from parsers.tables.records import RECORD_WORDS, UNKNOWN_RECORD, as_of_day, record_name, record_of_path
from parsers.tables.repair import is_totals_label
from parsers.tables.roles import IGNORED, Role, column_role
from parsers.tables.sides import with_nations
from parsers.tables.together import Part, row_parts
from parsers.text import line_starts
from parsers.title import gender_of, year_of
from parsers.values import parse_cardinal, parse_date_range, parse_mark, parse_time
from schemas.document import Cell, Document, Locator, Span, Table, footnotes
from schemas.extraction import CoverageEntry, TableKind
from schemas.nations import noc_of
from schemas.records import record
from schemas.slugs import slug
from schemas.statements import NO_QUALIFIERS, EventWords, Qualifiers, Statement, Subject
from schemas.values import Value
from schemas.vocabulary import default_vocabulary, normal

_CLASS = r"(?:elite|senior|junior|youth|cadet|masters|open|under ?\d{2}|u ?\d{2})"
_ONLY_GENDER = re.compile(rf"^(?:{_CLASS} )?(?:men|women|mixed|boys|girls|ladies)(?: ?s)?(?: {_CLASS})?$")
_MARKS = frozenset({"mark", "attempt", "round_mark"})
_TEAM_MARKS = frozenset({"mark", "points", "total"})
_WHO = frozenset({"competitor", "nation"})
_OF_ONE_EVENT = frozenset({"results", "record_progression", "schedule"})
_BY_ICONS = frozenset({"rank", "medal_label"})
_OF_THE_EVENT = frozenset({"date", "local_time", "round", "distance_m"})
_MEDAL_RANKS = {"gold": Decimal(1), "silver": Decimal(2), "bronze": Decimal(3)}
_MEDALS = {"gold_medalist": "gold", "silver_medalist": "silver", "bronze_medalist": "bronze"}


@record(frozen=True, slots=True)
class RowDraft:
    """One data row, read; its statements have no identifiers yet."""

    row_index: int
    cell_row: int
    subject: Subject
    statements: tuple[Statement, ...]
    blank_roles: tuple[str, ...]


@record(frozen=True, slots=True)
class TableDraft:
    """One table, read."""

    table: Table
    kind: TableKind
    event: EventWords
    roles: tuple[Role, ...]
    rows: tuple[RowDraft, ...]
    coverage: tuple[CoverageEntry, ...]


@record(frozen=True, slots=True)
class _Context:
    """What the statements of one table share."""

    document: Document
    table: Table
    kind: TableKind
    event: EventWords
    round: RoundWords
    record: str = UNKNOWN_RECORD
    section: str = ""
    extractor: str = ""
    line_starts: Sequence[int] = ()  # of HTML none: its cells have no offsets
    names: dict[int, NamedNation] = field(default_factory=dict)
    known_qualifiers: dict[tuple[str | None, str | None, Decimal | None], Qualifiers] = field(default_factory=dict)

    def statement(self, subject: Subject, name: str, value: Value, cell: Cell, qualifiers: Qualifiers) -> Statement:
        row, column = cell.origin
        document, span = self.document, cell.span
        line = bisect_right(self.line_starts, span.start) + 1 if span else cell.source_line  # as `line_number`
        locator = Locator(self.section, span, self.table.index, row, column, line, cell.selector)
        excerpt = document.text[span.start : span.end] if span else cell.text or value.text
        notes = footnotes(cell.annotations) if cell.annotations else ()
        # By position: keywords take half as long again.
        return Statement(
            document.document_id, subject, name, value, "table", locator, excerpt, self.extractor, qualifiers, None, "",
            notes,
        )  # fmt: skip

    def qualifiers(self, round_name: str | None, heat: str | None, length: Decimal | None = None) -> Qualifiers:
        """Return the same object for the same words: the rows of a table share them, and it is written out once."""
        key = (round_name, heat, length)
        found = self.known_qualifiers.get(key)
        if found is None:
            metres = None if length is None else float(length)
            found = self.known_qualifiers[key] = Qualifiers(round_name, heat, metres)
        return found

    def named(self, cell: Cell) -> NamedNation:
        """Return whom a cell names, and the nation named with them; a row asks more than once."""
        found = self.names.get(id(cell))
        if found is None:
            split = without_nation(cell.text, cell.annotations)
            team = team_name(cell.annotations)
            found = self.names[id(cell)] = NamedNation(team, split.nation) if team else split
        return found


Reader = Callable[[_Context, int, Sequence[tuple[Role, Cell]]], tuple[Subject, list[Statement]]]


def read_table(document: Document, table: Table, event: EventWords) -> TableDraft:
    """Read one table. A table of no known kind yields no rows, and its columns are unread."""
    path = (*table.section.path, table.label or "", table.caption or "")
    named = event_of_path(event, path)
    unit = default_vocabulary().unit_of(named.sport, named.event)
    roles = with_one_mark_of(tuple(_with_unit(role, unit) for role in table_roles(table)), unit)
    kind, what = kind_and_why(table, roles)
    event = named if kind in _OF_ONE_EVENT else event
    gender = next((g for g in map(gender_of, reversed(path)) if g != "unknown"), event.gender)
    words = replace(event, gender=gender)
    shown = replace(table, rows=(*table.rows[: table.header_rows], *with_nations(table.body, roles)))
    context = _Context(
        document, shown, kind, words, round_of_table(path), _record_of(path, words, roles), table.section.name,
        f"table.{kind}", () if document.form == "html" else line_starts(document.text),
    )  # fmt: skip
    reader = _READERS.get(kind)
    rows = tuple(_rows(context, roles, reader)) if reader else ()
    if kind == "medalists_by_games":
        rows = tuple(_once(rows))
    return TableDraft(table, kind, words, roles, rows, column_coverage(table, kind, roles, what))


def _record_of(path: Sequence[str], event: EventWords, roles: Sequence[Role]) -> str:
    return record_of_path(path, event, any(role.name == "games" for role in roles))


def _with_unit(role: Role, unit: str | None) -> Role:
    """Give the column of marks the unit of its event where its header has none."""
    return replace(role, unit=unit) if role.name in _MARKS and role.unit is None else role


def _rows(context: _Context, roles: Sequence[Role], reader: Reader) -> Iterator[RowDraft]:
    """Yield the entries of a table, each with what the rows that belong to it say."""
    table = context.table
    headers = {tuple([cell.text for cell in row]) for row in table.rows[: table.header_rows]}
    firsts = {texts[0] for texts in headers if texts}
    has_spans = any(cell.is_spanned for row in table.body for cell in row)
    parts = row_parts(table.body, roles, context.kind == "results", has_spans)
    for index, row in enumerate(table.body):
        part = parts.get(index)
        if part is not None and part.kind == "words":
            context = _under(context, row[0].text, part.round)
        if part is not None and not part.is_entry(index):
            continue
        shown = _entry_roles(roles, part)
        filled = [(role, cell) for role, cell in zip(shown, row, strict=True) if role and _says_something(role, cell)]
        if has_spans:
            filled = _with_statuses_once(filled)
        blank = tuple([role.name for role, cell in zip(roles, row, strict=True) if not cell.text and role.name])
        if filled and not (row[0].text in firsts and tuple([cell.text for cell in row]) in headers):
            subject, statements = reader(context, index, filled)
            draft = RowDraft(index, index + table.header_rows, subject, tuple(statements), blank)
            yield _with_parts(context, roles, parts, draft) if parts else draft


def _with_statuses_once(filled: list[tuple[Role, Cell]]) -> list[tuple[Role, Cell]]:
    """Return the cells of a row; a status across several columns stands in that of the mark, or else in the first."""
    across = {cell.origin for _, cell in filled if cell.is_spanned and status_of(cell.text)}
    chosen: dict[tuple[int, int], Role] = {}
    for role, cell in filled if across else ():
        if cell.origin in across and (cell.origin not in chosen or (role.name == "mark")):
            chosen[cell.origin] = role
    return [(role, cell) for role, cell in filled if chosen.get(cell.origin, role) is role]


def _under(context: _Context, words: str, named: RoundWords) -> _Context:
    """Return what holds below words across the table: the round or the gender that they name."""
    gender = gender_of(words)
    event = context.event if gender == "unknown" else replace(context.event, gender=gender)
    return replace(context, round=named if named.round else context.round, event=event)


def _entry_roles(roles: Sequence[Role], part: Part | None) -> Sequence[Role | None]:
    """Return the roles of the columns that an entry says something in: of a team not those of its members.

    What stands over a member's row is the team's, but for the nation.
    """
    if part is None:
        return roles
    if part.kind == "member":
        has_names = any(role.name == "competitor" for role in roles)
        return [
            (role if has_names or role.name != "nation" else replace(role, name="competitor"))
            if i in part.own or role.name == "nation"
            else None
            for i, role in enumerate(roles)
        ]
    return [None if i in part.own else role for i, role in enumerate(_with_team_mark(roles, part.own))]


def _with_team_mark(roles: Sequence[Role], own: Collection[int]) -> Sequence[Role]:
    """Return the roles with the column of totals as the team's mark, where the usual one has its members' marks."""
    if not any(roles[i].name in _MARKS for i in own):
        return roles
    vocabulary = default_vocabulary()
    unit = next((roles[i].unit for i in own if roles[i].name in _MARKS and roles[i].unit), None)
    return [
        replace(role, name="mark", unit=role.unit or unit)
        if role.name is None and i not in own and column_role(role.header, vocabulary).name in _TEAM_MARKS
        else role
        for i, role in enumerate(roles)
    ]


def _with_parts(context: _Context, roles: Sequence[Role], parts: Mapping[int, Part], draft: RowDraft) -> RowDraft:
    """Return an entry with what the rows that belong to it say of it and of its members."""
    body = context.table.body
    said = list(draft.statements)
    own = parts.get(draft.row_index)
    if own is not None and own.kind == "member":
        said += _named_in(context, roles, body[own.lead], draft.subject, "team")
    number = 1
    for index, part in parts.items():
        if part.lead != draft.row_index or part.kind in {"words", "opening"}:
            continue
        filled = [(roles[i], body[index][i]) for i in part.own if _says_something(roles[i], body[index][i])]
        if part.kind == "name":
            said += [
                context.statement(draft.subject, "member", Value(c.text), c, _round_of(context)) for _, c in filled
            ]
        elif part.kind == "line":
            number += 1
            said += [_of_line(context, draft, role, cell, number) for role, cell in filled]
        else:
            said += _named_in(context, roles, body[index], draft.subject, "member")
            said += _of_member(context, filled) if part.kind == "of_team" else ()
    return replace(draft, statements=tuple(said))


def _named_in(
    context: _Context, roles: Sequence[Role], row: Sequence[Cell], subject: Subject, name: str
) -> list[Statement]:
    """Return whom a row names, as what they are to the subject: its team, its member."""
    columns = {role.name: i for i, role in reversed(list(enumerate(roles)))}
    place = columns.get("competitor", columns.get("nation"))
    if place is None or not row[place].text:
        return []
    cell = row[place]
    return [context.statement(subject, name, Value(context.named(cell).name), cell, _round_of(context))]


def _round_of(context: _Context) -> Qualifiers:
    return context.qualifiers(context.round.round, context.round.heat)


def _of_line(context: _Context, draft: RowDraft, role: Role, cell: Cell, number: int) -> Statement:
    """Return what a further line of an entry has in a column, in the column's own words and counted: `time_2`.

    Whole numbers there count something (ranks at the splits above them), whatever the column's unit.
    """
    count = parse_cardinal(cell.text)
    value = cell_value(role, cell.text)[1] if count is None else Value(cell.text, Decimal(count))
    return context.statement(draft.subject, f"{own_name(role)}_{number}", value, cell, _round_of(context))


def _of_member(context: _Context, filled: Sequence[tuple[Role, Cell]]) -> list[Statement]:
    """Return what a member's own cells say: `member_mark`, of the member and not of the team."""
    name = _name(context, filled)
    subject = Subject("entrant", context.event, name)
    found = []
    for role, cell in filled:
        if role.name != "competitor":
            said, value = cell_value(role, cell.text)
            found.append(context.statement(subject, f"member_{said}", value, cell, _round_of(context)))
    return found if name else []


def _says_something(role: Role, cell: Cell) -> bool:
    """Say whether a cell holds text in its place, or the icon of a medal where a rank is expected."""
    if (cell.span is None and cell.selector is None) or role.name == IGNORED:
        return False
    if role.name in _WHO and is_blank(cell.text):
        return False  # a dash is nobody's name
    return bool(cell.text) or (role.name in _BY_ICONS and any(note.kind == "medal" for note in cell.annotations))


def _once(rows: Iterable[RowDraft]) -> Iterator[RowDraft]:
    """Let a cell that spans rows say once what it says of one subject."""
    said: set[Statement] = set()
    for row in rows:
        new = tuple(s for s in row.statements if s not in said)
        said.update(new)
        yield replace(row, statements=new)


def _with_code(context: _Context, subject: Subject, cell: Cell, qualifiers: Qualifiers) -> tuple[str, list[Statement]]:
    """Split `Jane Doe (FRA)` or `France (FRA)` into the name and a statement of the nation's code."""
    named = context.named(cell)
    if named.nation is None:
        return named.name, []
    code = context.statement(subject, "noc", Value(named.nation), _at_nation(context, cell, named), qualifiers)
    return named.name, [code]


def _at_nation(context: _Context, cell: Cell, named: NamedNation) -> Cell:
    """Return the cell narrowed to the nation in brackets at its end, where the source's text has it so."""
    nation = named.nation or ""
    if cell.span is None or not cell.text.endswith(f"({nation})") or cell.span.of(context.document.text) != cell.text:
        return cell
    end = cell.span.end - 1
    return replace(cell, text=nation, span=Span(end - len(nation), end))


def _name(context: _Context, filled: Sequence[tuple[Role, Cell]], role_name: str = "competitor") -> str | None:
    for role, cell in filled:
        if role.name == role_name:
            return context.named(cell).name
    return None


def _results_row(context: _Context, index: int, filled: Sequence[tuple[Role, Cell]]) -> tuple[Subject, list[Statement]]:
    event = _row_event(context.event, _event_name(context, _named_event(filled)))
    subject = Subject("row", event, _name(context, filled), context.table.index, index)
    filled = _in_units_of(event, filled) if event.event != context.event.event else filled
    heat = next((cell.text for role, cell in filled if role.name == "heat"), None) or context.round.heat
    stated_round = next((round_of(cell.text).round for role, cell in filled if role.name == "round"), None)
    base = context.qualifiers(stated_round or context.round.round, heat)
    statements = []
    for role, cell in filled:
        length = role.distance_m
        qualifiers = base if length is None else context.qualifiers(base.round, base.heat, length)
        statements += _cell_statements(context, subject, role, cell, qualifiers)
    return subject, [*statements, *_status_of_parts(context, subject, filled, statements, base)]


def _status_of_parts(
    context: _Context,
    subject: Subject,
    filled: Sequence[tuple[Role, Cell]],
    statements: Sequence[Statement],
    qualifiers: Qualifiers,
) -> list[Statement]:
    """Return the status that a run or another part of an event tells of one who has no mark of all of it."""
    if any(s.property == "status" or (s.property == "mark" and s.value.number is not None) for s in statements):
        return []
    parts = [cell for role, cell in filled if role.name in {"attempt", "split", None} and status_of(cell.text)]
    return [context.statement(subject, "status", Value(cell.text), cell, qualifiers) for cell in parts[:1]]


def _cell_statements(
    context: _Context, subject: Subject, role: Role, cell: Cell, qualifiers: Qualifiers
) -> list[Statement]:
    if role.name in _WHO:
        name, codes = _with_code(context, subject, cell, qualifiers)
        members = members_of(cell.text, cell.annotations) if role.name == "competitor" else ()
        parts = [context.statement(subject, "member", Value(member), cell, qualifiers) for member in members]
        return [context.statement(subject, role.name, Value(name), cell, qualifiers), *codes, *parts]
    if role.name == "notes" and context.kind == "results" and status_of(cell.text):
        status = context.statement(subject, "status", Value(cell.text), cell, qualifiers)
        return [context.statement(subject, "notes", Value(cell.text), cell, qualifiers), status]
    medal = None
    if role.name == "rank" and not cell.text:
        medal = next((note.text for note in cell.annotations if note.kind == "medal"), None)
    if medal in _MEDAL_RANKS:
        name, value = "rank", Value(medal, _MEDAL_RANKS[medal])
    else:
        name, value = cell_value(role, cell.text)
    return [context.statement(subject, name, value, cell, qualifiers)]


def _medal_table_row(
    context: _Context, index: int, filled: Sequence[tuple[Role, Cell]]
) -> tuple[Subject, list[Statement]]:
    nation = _name(context, filled, "nation")
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
    subject = Subject("row", context.event, _name(context, filled), context.table.index, index)
    return subject, _plain_statements(context, subject, filled)


def _plain_statements(context: _Context, subject: Subject, filled: Sequence[tuple[Role, Cell]]) -> list[Statement]:
    found = [s for role, cell in filled for s in _cell_statements(context, subject, role, cell, NO_QUALIFIERS)]
    return [replace(s, property="olympics") if s.property in {"games", "year"} else s for s in found]


def _record_row(context: _Context, index: int, filled: Sequence[tuple[Role, Cell]]) -> tuple[Subject, list[Statement]]:
    day = next((parse_date_range(cell.text) for role, cell in filled if role.name == "date"), None)
    games = next((cell.text for role, cell in filled if role.name in {"games", "year"}), "")
    year = year_of(games) or (day[0].year if day else None) or context.event.year
    event = _row_event(replace(context.event, year=year), _event_name(context, _named_event(filled)))
    subject = Subject("entrant", event, _name(context, filled)) if _name(context, filled) else Subject(
        "row", event, None, context.table.index, index
    )  # fmt: skip
    as_of = Qualifiers(as_of=as_of_day(day[0] if day else None, year))
    filled = _in_units_of(event, filled) if event.event != context.event.event else filled
    label = next((cell.text for role, cell in filled if role.name == "record"), None)
    code = next((cell.text for _, cell in filled if normal(cell.text) in RECORD_WORDS), None)
    record = record_name(label or code or "") or context.record
    found = [s for role, cell in filled for s in _cell_statements(context, subject, role, cell, NO_QUALIFIERS)]
    return subject, [replace(s, property=record, qualifiers=as_of) if s.property == "mark" else s for s in found]


def _schedule_row(
    context: _Context, index: int, filled: Sequence[tuple[Role, Cell]]
) -> tuple[Subject, list[Statement]]:
    event = _row_event(context.event, _event_name(context, _named_event(filled)))
    subject = Subject("event", event)
    label = next((cell.text for role, cell in filled if role.name == "round"), None)
    words = round_of(label) if label else context.round
    qualifiers = Qualifiers(words.round or (slug(label) if label else None), words.heat)
    # What else a schedule has of a round ("Group A") is not said of the event: two rows would contradict each other.
    row = Subject("row", event, None, context.table.index, index)
    statements = []
    for role, cell in filled:
        name, value = cell_value(role, cell.text)
        if role.name in {"time_of_day", "mark"} and parse_time(cell.text):
            # A second column of times is of the end.
            name, value = own_name(role) if role.twins else "local_time", Value(cell.text)
        elif name == "mark" and value.unit == "m":
            name = "distance_m"
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
    row_medal = next((medal_of(cell) for role, cell in filled if role.name == "medal_label"), None)
    for role, cell in filled:
        if row_medal is not None:
            statements += _of_medal(context, subject, row_medal, role, cell)
        elif cell is label:
            statements += _label_statements(context, subject, cell, year, read.city if read else None)
        elif role.name in _MEDALS:
            statements += _medalist_cell(context, subject, _MEDALS[role.name], cell)
        elif role.name in _MEDAL_RANKS:
            statements.append(_medal_mark(context, subject, role.name, cell))
        else:
            name, value = cell_value(role, cell.text)
            statements.append(context.statement(subject, name, value, cell, NO_QUALIFIERS))
    return subject, statements


def _of_medal(context: _Context, subject: Subject, medal: str, role: Role, cell: Cell) -> list[Statement]:
    """Return what a cell says of the medal that its row is of: who won it, for which nation, with what mark."""
    if role.name == "medal_label":
        return []  # what it says is the property of the other cells' statements
    if role.name == "competitor":
        return _medalist_cell(context, subject, medal, cell)
    if role.name == "nation":
        return [context.statement(subject, f"{medal}_noc", Value(context.named(cell).name), cell, NO_QUALIFIERS)]
    if role.name in {"mark", "points"}:
        return [_medal_mark(context, subject, medal, cell)]
    name, value = cell_value(role, cell.text)
    return [context.statement(subject, f"{medal}_{name}", value, cell, NO_QUALIFIERS)]


def _in_units_of(event: EventWords, filled: Sequence[tuple[Role, Cell]]) -> list[tuple[Role, Cell]]:
    """Return a row's cells, its marks in the unit of the event that it names itself."""
    unit = default_vocabulary().unit_of(event.event, event.sport)
    return [(_with_unit(role, unit), cell) for role, cell in filled]


def _named_event(filled: Sequence[tuple[Role, Cell]]) -> str | None:
    """Return the event that a row names; a round in its column is none."""
    return next((cell.text for role, cell in filled if role.name == "event" and not round_of(cell.text).round), None)


def _event_name(context: _Context, named: str | None) -> str | None:
    """Return the event that a row names; one that names only whom it is for is that of the heading above."""
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
    if noc_of(name) and not team_name(cell.annotations):  # a nation alone is nobody's name
        return [context.statement(subject, f"{medal}_noc", Value(name), cell, NO_QUALIFIERS)]
    nocs = [replace(code, property=f"{medal}_noc") for code in codes]
    return [context.statement(subject, medal, Value(name), cell, NO_QUALIFIERS), *nocs]


def _medal_mark(context: _Context, subject: Subject, medal: str, cell: Cell) -> Statement:
    """Return what a number beside a medallist is: the mark that won the medal."""
    event = subject.event or context.event
    mark = parse_mark(cell.text, default_vocabulary().unit_of(event.event, event.sport))
    value = Value(cell.text, mark.number, mark.unit) if mark else Value(cell.text)
    return context.statement(
        subject, "winning_time" if medal == "gold" else f"{medal}_mark", value, cell, NO_QUALIFIERS
    )


_READERS: dict[TableKind, Reader] = {
    "results": _results_row,
    "medal_table": _medal_table_row,
    "multiple_medalists": _medalists_row,
    "record_progression": _record_row,
    "schedule": _schedule_row,
    "medalists_by_games": _games_row,
}
