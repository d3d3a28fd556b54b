"""Columns that the others tell: the label of an event before its medallists, a total of a time and its penalties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.rounds import round_of
from parsers.tables.celltypes import cell_type
from parsers.tables.roles import Role, column_role
from parsers.values import parse_mark
from schemas.medals import MEDALS
from schemas.vocabulary import default_vocabulary, normal

_MEDALISTS = frozenset({"gold_medalist", "silver_medalist", "bronze_medalist"})
_LABELS = frozenset({"event", "games", "games_label", "year", "date", "medal_label", "city"})
_TWO = 2
_FEWEST = 2
"""So many rows that add up are no chance."""
_CREW = frozenset({"crew", "crews", "vorschoter", "equipier", "proel"})
_MAX_WORDS = 100
"""Of a header, that is looked at. Code points."""
Columns = Sequence[Sequence[str]]


def with_event_labels(roles: Sequence[Role], body: Columns) -> tuple[Role, ...]:
    """Return the roles; before the medallists of events a first column of words names the event (`Catégorie`)."""
    names = {role.name for role in roles}
    if not roles or not names >= _MEDALISTS or names & _LABELS or roles[0].name in _MEDALISTS:
        return _with_crew(roles)
    texts = [row[0] for row in body if row[0]]
    are_labels = bool(texts) and all(cell_type(text) in {"text", "mark"} and not round_of(text).round for text in texts)
    if not are_labels or roles[0].name not in {None, "competitor", "mark", "round"}:
        return _with_crew(roles)
    return (Role("event", roles[0].header), *roles[1:])


def _with_crew(roles: Sequence[Role]) -> tuple[Role, ...]:
    """Return the roles; a crew beside the one who steers are members of one team."""
    places = [place for place, role in enumerate(roles) if role.name == "competitor"]
    crews = [place for place in places[1:] if normal(roles[place].header[:_MAX_WORDS]) in _CREW]
    return tuple(replace(role, name="member") if place in crews else role for place, role in enumerate(roles))


def with_sums(roles: Sequence[Role], body: Columns) -> tuple[Role, ...]:
    """Return the roles; of a time and a total that is it and its penalties, the total is the mark.

    The rows must show it: a third column is what the total is more, and not nothing in all of them. A header of two
    rows counts by its lower one. Of two marks (`Time`, `Penalties`, `Result`) the last may be the total.
    """
    kinds = [_kind(role) for role in roles]
    marks = [i for i, kind in enumerate(kinds) if kind == "mark"]
    totals = [i for i, kind in enumerate(kinds) if kind == "total"]
    if len(marks) == _TWO and not totals:
        totals = [marks.pop()]
    if len(marks) != 1 or len(totals) != 1 or not any(_adds(body, marks[0], totals[0], i) for i in range(len(roles))):
        return tuple(roles)
    unit = roles[marks[0]].unit or "s"
    found = {marks[0]: Role(None, roles[marks[0]].header), totals[0]: replace(roles[totals[0]], name="mark", unit=unit)}
    return tuple(found.get(i, role) for i, role in enumerate(roles))


def with_medal_counts(roles: Sequence[Role], body: Columns) -> tuple[Role, ...]:
    """Return the roles; three counts without a header between nations and the total that they add up to are of medals.

    Pictures of medals head them where a form holds these.
    """
    totals = [i for i, role in enumerate(roles) if _last_named(role) == "total"]
    counts = tuple(range(totals[0] - 3, totals[0])) if len(totals) == 1 else ()
    if not counts or counts[0] < 1 or roles[counts[0] - 1].name != "nation":
        return tuple(roles)
    if any(roles[i].header or roles[i].name for i in counts) or not _is_sum(body, counts, totals[0]):
        return tuple(roles)
    named = dict(zip((*counts, totals[0]), (*MEDALS, "total"), strict=True))
    return tuple(replace(role, name=named[i]) if i in named else role for i, role in enumerate(roles))


def with_points_added(roles: Sequence[Role], body: Columns) -> tuple[Role, ...]:
    """Return the roles; a total of which the points of two or more parts are the addends is the mark, in points.

    A time beside them (`Jumping points`, `Time`, `Skiing points`, `Total`) is what a part's points were given for.
    """
    parts = [i for i, role in enumerate(roles) if role.name is None and _last_named(role) == "points"]
    totals = [i for i, role in enumerate(roles) if role.name in {None, "mark"} and _last_named(role) == "total"]
    if len(parts) < _FEWEST or len(totals) != 1 or not _is_sum(body, parts, totals[0]):
        return tuple(roles)
    return tuple(
        replace(role, name="mark", unit="points") if i in totals else _no_mark(role) for i, role in enumerate(roles)
    )


def _no_mark(role: Role) -> Role:
    return replace(role, name=None) if role.name == "mark" else role


def _is_sum(body: Columns, parts: Sequence[int], total: int) -> bool:
    """Say whether columns add up to another in each row of numbers."""
    rows = [[parse_mark(row[i], "points") for i in (*parts, total)] for row in body]
    sums = [[mark.number for mark in row if mark] for row in rows if all(row)]
    return len(sums) >= _FEWEST and all(sum(points) == whole for *points, whole in sums)


def _last_named(role: Role) -> str | None:
    """Return what the last word of a header names."""
    *_, last = ("", *role.header[:_MAX_WORDS].split())
    return column_role(last, default_vocabulary()).name


def _kind(role: Role) -> str | None:
    """Return what the last word of a header names: `total` of one whose role is taken for another's."""
    named = _last_named(role)
    return "total" if named == "total" else role.name or named


def _adds(body: Columns, mark: int, total: int, more: int) -> bool:
    """Say whether two columns give a third in each row of numbers, and add something in some."""
    if more in {mark, total}:
        return False
    read = [(parse_mark(row[mark], "s"), parse_mark(row[more], "s"), parse_mark(row[total], "s")) for row in body]
    rows = [(a.number, b.number, c.number) for a, b, c in read if a and b and c]
    return len(rows) >= _FEWEST and any(b for _, b, _ in rows) and all(a + b == c for a, b, c in rows)
