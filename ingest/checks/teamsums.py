"""Teams and their members in one table: each member's total, and the team's of its members'."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.checks.model import Check
from ingest.checks.view import TableRow, TableView, View, plural
from parsers.values import parse_mark
from schemas.values import is_measurable

_MIN_MEMBERS, _MIN_TEAMS = 3, 2
_MEMBER = "member_"


@dataclass(frozen=True, slots=True)
class _Member:
    """A member's numbers by column, each with its statement."""

    name: str
    cells: Mapping[int, tuple[Decimal, str]]


@dataclass(frozen=True, slots=True)
class _Team:
    """A team's row with its mark and its members."""

    row: TableRow
    mark: Decimal
    members: Sequence[_Member]


def members_add_up(view: View) -> Iterator[Check]:
    """A team's or a member's total that is not the sum of its parts: a digit mistyped in one of them.

    Only where three of four members, or two of three teams, show that the table adds up so.
    """
    for table in view.tables["results"]:
        teams = [team for row in table.rows if (team := _team(row))]
        columns = sorted({column for team in teams for member in team.members for column in member.cells})
        if len(teams) >= _MIN_TEAMS and columns:
            yield from _of_members(table, teams, columns)
            yield from _of_teams(table, teams, columns)


def _team(row: TableRow) -> _Team | None:
    """Return the team of a row that has a mark and members with numbers of their own."""
    lines: dict[int, dict[int, tuple[Decimal, str]]] = defaultdict(dict)
    names: dict[int, str] = {}
    for linked in row.statements:
        place = linked.statement.locator
        if place.cell_row is None or place.column_index is None or not linked.property.startswith(_MEMBER):
            continue
        value = linked.statement.value
        read = None if value.number is not None else parse_mark(value.text, None)
        number = value.number if value.number is not None else read.number if read else None
        if number is not None and is_measurable(number):
            lines[place.cell_row][place.column_index] = (number, linked.statement_id)
            names[place.cell_row] = linked.statement.subject.name or ""
    members = [_Member(names[line], cells) for line, cells in sorted(lines.items())]
    mark = row.number("mark")
    return _Team(row, mark, members) if mark is not None and len(members) > 1 else None


def _of_members(table: TableView, teams: Sequence[_Team], columns: Sequence[int]) -> Iterator[Check]:
    """Yield what the last column says of those before it."""
    *parts, last = columns
    whole = [
        member for team in teams for member in team.members if len(parts) > 1 and len(member.cells) == len(columns)
    ]
    wrong = [member for member in whole if _sum(member, parts) != member.cells[last][0]]
    right = len(whole) - len(wrong)
    if right < _MIN_MEMBERS or right < 3 * len(wrong):
        return
    if not wrong:
        ids = [identifier for member in whole for _, identifier in member.cells.values()]
        message = f"the totals of {plural(right, 'member')} are the sums of their parts"
        yield table.scope.check("members_add_up", f"{table.key} members", "pass", "sums", str(right), message, ids)
    for member in wrong:
        due, stated = _sum(member, parts), member.cells[last][0]
        message = f"{stated:f} of {member.name} is not the sum of its parts, {due:f}, as it is of {right} others"
        ids = [identifier for _, identifier in member.cells.values()]
        key = f"{table.key} member {member.name}"
        yield table.scope.check("members_add_up", key, "fail", f"{due:f}", f"{stated:f}", message, ids)


def _sum(member: _Member, columns: Sequence[int]) -> Decimal:
    return sum((member.cells[column][0] for column in columns), start=Decimal(0))


def _of_teams(table: TableView, teams: Sequence[_Team], columns: Sequence[int]) -> Iterator[Check]:
    """Yield what the teams' marks say of the members' column that most of them sum up."""
    told = [(column, [team for team in teams if all(column in m.cells for m in team.members)]) for column in columns]
    by_column = {column: [t for t in whole if _team_sum(t, column) == t.mark] for column, whole in told}
    column, right = max(by_column.items(), key=lambda item: (len(item[1]), item[0]))
    wrong = [team for team in dict(told)[column] if team not in right]
    if len(right) < _MIN_TEAMS or len(right) < 2 * len(wrong):
        return
    if not wrong:
        ids = [identifier for team in right for identifier in _ids(team, column)]
        message = f"the marks of {plural(len(right), 'team')} are the sums of their members'"
        yield table.scope.check("members_add_up", f"{table.key} teams", "pass", "sums", str(len(right)), message, ids)
    for team in wrong:
        due = _team_sum(team, column)
        message = (
            f"{team.mark:f} of {team.row.label} is not the sum of its members', {due:f}, as it is of "
            f"{plural(len(right), 'other team')}; look at each of these cells"
        )
        key = f"{table.key} team {team.row.row_index}"
        ids = _ids(team, column)
        yield table.scope.check("members_add_up", key, "fail", f"{due:f}", f"{team.mark:f}", message, ids)


def _team_sum(team: _Team, column: int) -> Decimal:
    return sum((member.cells[column][0] for member in team.members), start=Decimal(0))


def _ids(team: _Team, column: int) -> list[str]:
    return [*team.row.ids("mark"), *(member.cells[column][1] for member in team.members)]
