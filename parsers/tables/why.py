"""Why a table was read as it was: what told its kind, and each column: a word, the values, or the columns beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from parsers.tables.celltypes import CellType, cell_type
from parsers.tables.roles import IGNORED, Role, column_role, column_word, ignored_reason, joined_headers
from schemas.document import Table
from schemas.extraction import TableKind
from schemas.vocabulary import Vocabulary, default_vocabulary, normal, package_vocabulary

_NEEDED = (
    "results need a competitor or nation beside a rank, mark, points, race number, gap or lane; a medal table needs "
    "gold, silver and bronze; a schedule a date beside a round or a time of day; medallists the Games and three medals"
)
_KINDS: dict[TableKind, str] = {
    "results": "columns of who took part or of ranks, beside ranks or marks",
    "entries": "who was to start, with numbers or an order, and no marks: nobody is ranked by it",
    "schedule": "a date beside rounds or times of day, and no competitors",
    "medal_table": "columns of gold, silver and bronze that count, and no competitors",
    "multiple_medalists": "columns of gold, silver and bronze that count, beside competitors",
    "record_progression": "marks with their holders under a heading or label of records",
    "medalists_by_games": "rows labelled by Games or by medals, or a column of medallists for each medal",
    "unknown": _NEEDED,
}
_OUT_OF_LINE = "the header does not stand over its columns: it ends before they do, or other values stand below it"
_TOLD = {
    "round_mark": "the header names a round, and marks stand below it",
    "round_rank": "the header names a round and a rank",
    "champion": "the header names men or women beside another of these: the one of them who won",
    "champion_nation": "the nation of the champion of men or women",
    "champion_mark": "the mark of the champion of men or women",
    "record": "its cells label records",
    "medal_label": "its cells are the three medals, one a row",
    "games_label": "the rows are labelled by Games under a heading of medallists",
    "other_rank": "it ranks by something else: another column of ranks counts up row by row",
}


def types_of(values: Sequence[str]) -> tuple[tuple[CellType, int], ...]:
    """Return how many of a column's values are of each type, the most frequent first."""
    return tuple(Counter(map(cell_type, values)).most_common())


def kind_reason(kind: TableKind, roles: Sequence[Role], what: str | None = None) -> str:
    """Say why a table is of its kind; `what` is what one is that looks like results and is none."""
    if what:
        return f"no result is read of it: {what}"
    names = ", ".join(dict.fromkeys(role.name for role in roles if role.name)) or "none"
    told = f"{_KINDS[kind]}; columns told: {names}"
    return f"no kind is told by its columns: {told}" if kind == "unknown" else told


def column_reasons(table: Table, roles: Sequence[Role]) -> tuple[str, ...]:
    """Say of each column why it has its role, or why it has none."""
    body = [[cell.text for cell in row] for row in table.body]
    columns = [[row[i] for row in body] for i in range(table.width)]
    if not table.header_rows:
        return tuple(_without_header(role, values) for role, values in zip(roles, columns, strict=True))
    vocabulary = default_vocabulary()
    headers = joined_headers(table.rows[: table.header_rows])
    if not any(role.name for role in roles) and any(column_role(header, vocabulary).name for header in headers):
        return (_OUT_OF_LINE,) * table.width
    return tuple(
        _of_header(header, role, values, vocabulary)
        for header, role, values in zip(headers, roles, columns, strict=True)
    )


def _without_header(role: Role, values: Sequence[str]) -> str:
    if role.name in _TOLD:
        return f"no header; {_TOLD[role.name]}"
    told = f"they behave as {role.name}" if role.name else "what they are is not plain"
    return f"no header; the values are {_shown(values)}: {told}"


def _of_header(header: str, role: Role, values: Sequence[str], vocabulary: Vocabulary) -> str:
    if role.name == IGNORED:
        return f"vocabulary.toml ignores it: {ignored_reason(header, vocabulary)}"
    named = column_role(header, vocabulary).name
    by_word = _by_word(header, named, vocabulary)
    if role.name == named:
        return by_word or _unnamed(header)
    if role.name is None:
        return f"{by_word}; among these columns, with {_shown(values)} below, it is none"
    told = _TOLD.get(role.name) or _by_others(role, values)
    return f"{by_word}; {told}" if by_word else told


def _by_word(header: str, named: str | None, vocabulary: Vocabulary) -> str:
    if named == "split":
        return "the header is a length, under which times stand"
    word = column_word(header, vocabulary)
    if word is None:
        return ""
    is_users = vocabulary.columns[word] != package_vocabulary().columns.get(word)
    return f"the {'word of vocabulary.toml' if is_users else 'column word'} “{word}” names {vocabulary.columns[word]}"


def _by_others(role: Role, values: Sequence[str]) -> str:
    if role.name == "attempt" and role.distance_m is not None:
        return "headers that are heights, with tries below them"
    if role.name == "attempt":
        return "headers of the same word counted up from 1"
    return f"with {_shown(values)} below it, and beside these columns, it is {role.name}"


def _unnamed(header: str) -> str:
    if not header:
        return "the header is blank, and nothing else tells what the column is"
    return f"no column word is “{normal(header)}”; raw/vocabulary.toml can name it under [columns]"


def _shown(values: Sequence[str]) -> str:
    parts = [f"{count} {kind}" for kind, count in types_of(values) if kind != "blank"]
    return ", ".join(parts) or ("only dashes" if any(value.strip() for value in values) else "nothing")
