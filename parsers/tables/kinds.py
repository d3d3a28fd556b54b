"""What kind of table a grid is, from the roles of its columns and the words of its section and caption."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.tables.celltypes import cell_type
from parsers.tables.groups import with_groups, with_records
from parsers.tables.roles import EXPECTED_TYPES, Role, header_roles, inferred_roles, joined_headers
from parsers.values.limits import is_too_long
from schemas.document import Table
from schemas.extraction import TableKind
from schemas.games import all_games
from schemas.slugs import slug
from schemas.vocabulary import default_vocabulary, normal

_GAMES_LABEL = re.compile(
    r"^(?P<year>(?:1[89]|20)\d\d)\s+(?P<city>[^\W\d_].*)$|^(?P<city_first>[^\W\d_].*?)\s+(?P<year_last>(?:1[89]|20)\d\d)$"
)
_MEDALS = frozenset({"gold", "silver", "bronze"})
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
    hosts = frozenset().union(*(games.city_slugs for games in all_games() if games.year == year))
    parts = words.split()
    named = (" ".join(parts[:count]) for count in range(len(parts), 0, -1))
    return next((city for city in named if slug(city) in hosts), words)


def section_names(path: Sequence[str], caption: str | None) -> frozenset[str]:
    """Return the vocabulary's names for the words of headings and caption (`records`, `medalists`, ...)."""
    sections = default_vocabulary().sections
    found: set[str] = set()
    for text in (*path, caption or ""):
        words = normal(text)
        found.update(name for word, name in sections.items() if re.search(rf"\b{re.escape(word)}\b", words))
    return frozenset(found)


def table_roles(table: Table) -> tuple[Role, ...]:
    """Return the role of each column."""
    body = [[cell.text for cell in row] for row in table.body]
    if table.header_rows:
        headers = joined_headers(table.rows[: table.header_rows])
        roles = header_roles(headers, body, default_vocabulary())
        if is_out_of_line(roles, body):
            return tuple(Role(None, role.header) for role in roles)
        return with_records(with_groups(roles, body), body)
    if _is_labelled_by_games(table) and table.width == 4:
        # Without a header the three columns after the Games are the medals in their usual order.
        names = ("games_label", "gold_medalist", "silver_medalist", "bronze_medalist")
        return tuple(Role(name, "") for name in names)
    return with_records(inferred_roles(body), body)


def is_out_of_line(roles: Sequence[Role], body: Sequence[Sequence[str]]) -> bool:
    """Say whether a header does not stand over its columns, as its cells that spanned columns have lost their width.

    Such a header ends before the columns do. One column without a header is common (notes), and is no sign of it
    unless another header has values of a wrong type below it.
    """
    headed = next((i for i in range(len(roles), 0, -1) if roles[i - 1].header), 0)
    beyond = sum(any(row[column] for row in body) for column in range(headed, len(roles)))
    return beyond > 1 or (beyond == 1 and any(_misfits(role, [row[i] for row in body]) for i, role in enumerate(roles)))


def _misfits(role: Role, values: Sequence[str]) -> bool:
    expected = EXPECTED_TYPES.get(role.name or "")
    types = [kind for kind in map(cell_type, values) if kind != "blank"]
    return expected is not None and 2 * sum(kind in expected for kind in types) < len(types)


def _is_labelled_by_games(table: Table) -> bool:
    labels = [row[0].text for row in table.body if row[0].text]
    named = section_names(table.section.path, table.caption)
    return bool(labels) and all(map(games_label, labels)) and "medalists" in named


def table_kind(table: Table, roles: Sequence[Role]) -> TableKind:
    """Tell the kind of a table; `unknown` where its columns do not say."""
    names = {role.name for role in roles if role.name}
    if "games_label" in names or names >= _MEDALISTS:
        return "medalists_by_games"
    if names >= _MEDALS:
        return "multiple_medalists" if "competitor" in names else "medal_table"
    if "competitor" not in names and "date" in names and names & {"round", "time_of_day"}:
        return "schedule"
    is_record = "records" in section_names(table.section.path, table.caption)
    of_records = "record" in names or (names & {"date", "games", "year"} and is_record)
    if of_records and names >= {"mark", "competitor"} and "rank" not in names:
        return "record_progression"
    if not any(role.header for role in roles) and not names & {"rank", "nation"}:
        return "unknown"  # words beside numbers without a header may be anything
    has_who = bool(names & {"competitor", "nation"})
    if has_who and names & {"rank", "mark", "points", "race_number", "gap", "lane"}:
        return "results"
    return "results" if names >= {"rank", "mark"} else "unknown"
