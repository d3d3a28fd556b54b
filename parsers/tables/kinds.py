"""What kind of table a grid is, from the roles of its columns and the words of its section and caption."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from parsers.tables.addends import with_event_labels, with_medal_counts, with_points_added, with_sums
from parsers.tables.celltypes import cell_type, cell_types, is_totals_label, status_of
from parsers.tables.champions import CHAMPION, names_winners, with_champions
from parsers.tables.groups import with_groups, with_records
from parsers.tables.labels import medal_of, round_of_table
from parsers.tables.matches import ON_THE_WAY, no_results
from parsers.tables.roles import (
    EXPECTED_TYPES,
    MAX_HEADER,
    Role,
    column_role,
    header_roles,
    inferred_roles,
    joined_headers,
)
from parsers.tables.who import with_flags, with_names
from parsers.title import year_of
from parsers.values import parse_date_range, parse_mark, parse_rank
from parsers.values.limits import is_too_long
from schemas.caches import remembered_in_words
from schemas.document import Cell, Table
from schemas.extraction import TableKind
from schemas.games import all_host_cities
from schemas.medals import MEDALS
from schemas.nations import noc_of
from schemas.slugs import slug
from schemas.vocabulary import default_vocabulary, normal

_GAMES_LABEL = re.compile(
    r"^(?P<year>(?:1[89]|20)\d\d)\s+(?P<city>[^\W\d_].*)$|^(?P<city_first>[^\W\d_].*?)\s+(?P<year_last>(?:1[89]|20)\d\d)$"
)
_FEWEST_COLUMNS, _MOST_COLUMNS, _MOST_ROWS = 2, 4, 12
"""Of a table whose rows are labelled by medals."""
_OF_PAGES = frozenset({"records", "medalists"})
_OF_STANDINGS = frozenset({"ranking", "rankings", "standings", "classification", "results"})
_FEWEST_RANKS = 2
_VICTORIES = frozenset({"w", "win", "wins", "won", "victories", "bouts won", "matches won"})
_DEFEATS = frozenset({"l", "loss", "losses", "lost", "defeats", "bouts lost", "matches lost"})
_OF_ENTRIES = frozenset({"race_number", "start_order", "lane"})
_TOLD_OF_ENTRIES = _OF_ENTRIES | {None, "competitor", "nation", "team", "member", "heat", "year", "time_of_day"}
_FEWEST = 3
"""So many records tell that they succeed each other."""
_OF_ONE_KIND = frozenset({"rank", "competitor", "nation", "date", "time_of_day", "event", "city", "split"})
"""Columns whose values are of their own types. Marks, points and medals have words, places and names below them."""
_MEDALISTS = frozenset({"gold_medalist", "silver_medalist", "bronze_medalist"})


@dataclass(frozen=True, slots=True)
class GamesLabel:
    """A row label that names Games by year and city (`1968 Mexico City`)."""

    year: int
    city: str


def games_label(text: str) -> GamesLabel | None:
    """Read a label of Games, or return None."""
    match = None if is_too_long(text) else _GAMES_LABEL.match(text.strip())
    if not match:
        return None
    year, city = int(match["year"] or match["year_last"]), (match["city"] or match["city_first"]).strip()
    return GamesLabel(year, _host_city(year, city))


def _host_city(year: int, words: str) -> str:
    """Return the words that name the host city of that year's Games, where some do: `Oslo` of `Oslo details`."""
    hosts = all_host_cities(year)
    parts = words.split()
    named = (" ".join(parts[:count]) for count in range(len(parts), 0, -1))
    return next((city for city in named if slug(city) in hosts), words)


def section_names(path: Sequence[str], caption: str | None) -> frozenset[str]:
    """Return the vocabulary's names for the words of headings and caption (`records`, `medalists`, ...)."""
    return frozenset().union(*map(_named_by, filter(None, map(normal, (*path, caption or "")))))


@remembered_in_words(1024)  # the tables of a section share its headings, and each asks more than once
def _named_by(words: str) -> frozenset[str]:
    sections = default_vocabulary().sections
    # Most words are not in the text at all; only for those that are does it matter whether they are whole.
    there = [word for word in sections if word in words]
    return frozenset(sections[word] for word in there if re.search(rf"\b{re.escape(word)}\b", words))


def _of_innermost(table: Table) -> frozenset[str]:
    """Return the names of the headings from the innermost one of standings on: what is above is not said of them."""
    path = table.section.path
    first = next((i for i in reversed(range(len(path))) if _ranks(path[i])), 0)
    return section_names(path[first:], table.caption)


def _ranks(heading: str) -> bool:
    return not is_too_long(heading) and not _OF_STANDINGS.isdisjoint(normal(heading).split())


def table_roles(table: Table) -> tuple[Role, ...]:
    """Return the role of each column."""
    # A heading across the table (`56 kg`) is of no column.
    rows = [row for row in table.body if not _is_across(row)] or table.body
    body = [[cell.text for cell in row] for row in rows]
    labelled = _by_medals(table)
    if labelled:
        return labelled
    heads = [row for row in table.rows[: table.header_rows] if not _is_across(row)]
    if heads or (table.header_rows and table.width < _FEWEST_COLUMNS):
        headers = joined_headers(heads or table.rows[: table.header_rows])
        roles = _with_splits(header_roles(headers, body, default_vocabulary()), heads[-1] if heads else table.rows[0])
        roles = with_medal_counts(with_sums(with_event_labels(roles, body), body), body)
        roles = with_flags(with_points_added(roles, body), table)
        if is_out_of_line(roles, body):
            return tuple(Role(None, role.header) for role in roles)
        found = with_records(with_groups(with_names(_with_rank(roles, table), table), body), body)
        return with_champions(found, heads)
    if _is_labelled_by_games(table) and table.width == 4:
        # Without a header the three columns after the Games are the medals in their usual order.
        names = ("games_label", "gold_medalist", "silver_medalist", "bronze_medalist")
        return tuple(Role(name, "") for name in names)
    return with_records(inferred_roles(body), body, _flagged(table))


def _is_across(row: Sequence[Cell]) -> bool:
    return len(row) > 1 and row[-1].is_spanned and row[-1].origin == row[0].origin


def _flagged(table: Table) -> list[int]:
    """Return the columns of a table in which most cells have a flag beside their words."""
    columns = [[row[i] for row in table.body if row[i].text] for i in range(table.width)]
    flags = [sum(any(note.kind == "noc" for note in cell.annotations) for cell in cells) for cells in columns]
    return [i for i, cells in enumerate(columns) if 2 * flags[i] > len(cells)]


def _by_medals(table: Table) -> tuple[Role, ...]:
    """Return the roles of a table whose rows are labelled by medals in the first column, a medallist in each."""
    rows = table.body
    if not _FEWEST_COLUMNS <= table.width <= _MOST_COLUMNS or len(rows) not in range(2, _MOST_ROWS):
        return ()
    headers = joined_headers(table.rows[: table.header_rows]) if table.header_rows else [""] * table.width
    vocabulary = default_vocabulary()
    is_rank = column_role(headers[0], vocabulary).name == "rank"
    if (is_rank and "medalists" not in section_names(table.section.path, table.caption)) or None in {
        medal_of(row[0]) for row in rows
    }:
        return ()
    columns = [[row[i].text for row in rows] for i in range(1, table.width)]
    if len({medal_of(row[0]) for row in rows}) < 2 or not all(map(_is_name, columns[0])):
        return ()
    rest = [
        Role("nation" if all(map(noc_of, values)) else column_role(header, vocabulary).name, header)
        for header, values in zip(headers[2:], columns[1:], strict=True)
    ]
    first = "nation" if all(map(noc_of, columns[0])) else "competitor"
    return (Role("medal_label", headers[0]), Role(first, headers[1]), *rest)


def _is_name(text: str) -> bool:
    return cell_type(text) == "text"


def _with_splits(roles: Sequence[Role], lowest: Sequence[Cell]) -> tuple[Role, ...]:
    """Return the roles, with those that a part of the header tells.

    That is the lowest row for splits (`250 m` under `Split times (s)`), the first word of several (`Time/Retired`).
    """
    found = [
        column_role(cell.text, default_vocabulary()) if not role.name else role
        for role, cell in zip(roles, lowest, strict=True)
    ]
    return tuple(
        replace(role, name="split", distance_m=own.distance_m, unit="s")
        if own.name == "split"
        else _of_first_word(role)
        for role, own in zip(roles, found, strict=True)
    )


def _of_first_word(role: Role) -> Role:
    first, slash, _ = role.header[:MAX_HEADER].partition("/")
    own = column_role(first, default_vocabulary()) if slash and not role.name else role
    return replace(role, name="mark", unit=own.unit) if own.name == "mark" and not role.name else role


def _with_rank(roles: Sequence[Role], table: Table) -> tuple[Role, ...]:
    """Return the roles; a first column without a header ranks where it counts up from 1 or from medals on."""
    if not roles or roles[0].header or roles[0].name or any(role.name == "rank" for role in roles):
        return tuple(roles)
    cells = [row[0] for row in table.body]
    medals = sum(any(note.kind == "medal" for note in cell.annotations) for cell in cells if not cell.text)
    told = [cell.text for cell in cells if cell.text and not is_totals_label(cell.text)]
    ranks = [rank[0] for text in told if (rank := parse_rank(text))]
    is_rank = len(ranks) + sum(cell_type(text) in {"status", "blank"} for text in told) == len(told)
    counts = not ranks or (ranks[0] == (medals or 0) + 1 and all(a <= b <= a + len(cells) for a, b in pairwise(ranks)))
    if not is_rank or not counts or len(ranks) + medals < _FEWEST_RANKS:
        return tuple(roles)
    return (replace(roles[0], name="rank"), *roles[1:])


def is_out_of_line(roles: Sequence[Role], body: Sequence[Sequence[str]]) -> bool:
    """Say whether a header does not stand over its columns, as its cells that spanned columns have lost their width.

    Such a header ends before the columns do. One column without a header is common (notes), and is no sign of it
    unless another header has values of a wrong type below it; two headers that have are a sign by themselves, and so is
    that of events: no event is named by a time of day.
    """
    headed = next((i for i in range(len(roles), 0, -1) if roles[i - 1].header), 0)
    beyond = sum(any(row[column] for row in body) for column in range(headed, len(roles)))
    misfitting = [role.name for i, role in enumerate(roles) if _misfits(role, [row[i] for row in body])]
    if "event" in misfitting:
        return True
    return beyond > 1 or (beyond == 1 and bool(misfitting)) or len(_OF_ONE_KIND.intersection(misfitting)) > 1


def _misfits(role: Role, values: Sequence[str]) -> bool:
    expected = EXPECTED_TYPES.get(role.name or "")
    if expected is None:
        return False
    types = [kind for kind in cell_types(values) if kind != "blank"]
    return 2 * sum([kind in expected for kind in types]) < len(types)


def _is_labelled_by_games(table: Table) -> bool:
    labels = [row[0].text for row in table.body if row and row[0].text]
    named = section_names(table.section.path, table.caption)
    return bool(labels) and all(map(games_label, labels)) and "medalists" in named


def _is_progression(table: Table, roles: Sequence[Role]) -> bool:
    """Say whether marks get better from row to row as the days or years go on: only records do."""
    columns = {role.name: place for place, role in reversed(list(enumerate(roles)))}
    mark = columns.get("mark", columns.get("points"))
    when = next((columns[name] for name in ("date", "games", "year") if name in columns), None)
    if mark is None or when is None:
        return False
    marks = [parse_mark(row[mark].text, roles[mark].unit or "points") for row in table.body]
    times = [_time(row[when].text) for row in table.body]
    if len(marks) < _FEWEST or None in marks or None in times:
        return False
    numbers = [found.number for found in marks if found]
    spans = list(pairwise(filter(None, times)))
    is_in_order = all(a <= b for a, b in spans) and len(set(times)) > 1
    grow, shrink = all(a < b for a, b in pairwise(numbers)), all(a > b for a, b in pairwise(numbers))
    if "rank" in columns:  # a list of the best has the best first
        return is_in_order and (shrink if any(found and found.unit == "s" for found in marks) else grow)
    return is_in_order and (grow or shrink)


def _time(text: str) -> tuple[int, int, int] | None:
    """Return the day or the year that a cell names."""
    days = parse_date_range(text)
    if days and days[0].year:
        return days[0].year, days[0].month or 0, days[0].day or 0
    year = year_of(text)
    return (year, 0, 0) if year else None


def kind_and_why(table: Table, roles: Sequence[Role], title: str = "") -> tuple[TableKind, str | None]:
    """Return a table's kind, and what it is where no row is read of it and that can be told: matches, a bracket.

    On a page whose title speaks of records, dated marks are such without a heading that says it again.
    """
    named = section_names(table.section.path, table.caption) | (section_names((title,), None) & _OF_PAGES)
    kind = _kind(table, roles, named)
    if any(role.name == CHAMPION for role in roles):
        is_told = "records" not in named and ("medalists" in named or names_winners(roles))
        kind = "medalists_by_games" if is_told else "unknown"
    kind = "entries" if kind == "results" and _are_entries(table, roles) else kind
    what = no_results(table, roles, _of_innermost(table)) if kind in {"results", "unknown"} else None
    if kind == "results" and all(role.name != "split" for role in roles) and _is_under(table, "intermediates"):
        what = ON_THE_WAY
    return ("unknown" if what else kind), what


def _are_entries(table: Table, roles: Sequence[Role]) -> bool:
    """Say whether a table lists who was to start: its headings say so, or it has numbers, an order and no outcome."""
    names = {role.name for role in roles}
    if _is_under(table, "entries"):
        return True
    texts = (cell.text for row in table.body for cell in row)
    return not _OF_ENTRIES.isdisjoint(names) and names <= _TOLD_OF_ENTRIES and not any(map(status_of, texts))


def _is_under(table: Table, name: str) -> bool:
    """Say whether a table stands under a heading of that name, and below it under none of results."""
    above = (*table.section.path, table.label or "", table.caption or "")
    sections = default_vocabulary().sections
    told = [not is_too_long(text) and sections.get(normal(text)) == name for text in above]
    return any(told) and not any(map(_ranks, above[told.index(True) :]))


def _are_records(table: Table, roles: Sequence[Role], names: Collection[str], named: Collection[str]) -> bool:
    """Say whether marks are records: labelled so, or with days where headings or the marks themselves tell it.

    Ranks are none of records, but they may be counted up.
    """
    is_dated = not {"date", "games", "year"}.isdisjoint(names)
    if "rank" in names:
        return is_dated and _is_progression(table, roles)
    return "record" in names or (is_dated and ("records" in named or _is_progression(table, roles)))


def _are_standings(table: Table, roles: Sequence[Role]) -> bool:
    """Say whether victories and defeats stand beside nations, under the heading of a round: those of a pool."""
    words = {normal(role.header[:MAX_HEADER]) for role in roles if role.name is None}
    if words.isdisjoint(_VICTORIES) or words.isdisjoint(_DEFEATS) or all(role.name != "nation" for role in roles):
        return False
    path = (*table.section.path, table.label or "", table.caption or "")
    return bool(round_of_table(path).round) or any(map(_ranks, path))


def _kind(table: Table, roles: Sequence[Role], named: Collection[str]) -> TableKind:
    names = {role.name for role in roles if role.name}
    if names & {"games_label", "medal_label"} or names >= _MEDALISTS:
        return "medalists_by_games"
    if names.issuperset(MEDALS):
        return "multiple_medalists" if "competitor" in names else "medal_table"
    if "competitor" not in names and "date" in names and names & {"round", "time_of_day"}:
        return "schedule"
    if names & {"mark", "points"} and "competitor" in names and _are_records(table, roles, names, named):
        return "record_progression"
    if not any(role.header for role in roles) and not names & {"rank", "nation"}:
        return "unknown"  # words beside numbers without a header may be anything
    has_who = bool(names & {"competitor", "nation"})
    if has_who and (names & {"rank", "mark", "points", "race_number", "gap", "lane"} or _are_standings(table, roles)):
        return "results"
    return "results" if names >= {"rank", "mark"} else "unknown"
