"""Rows that are no entry of their own: members beneath their team, second lines of an entry, words across a table.

What tells them are cells that span rows, for those are of all the rows that they cover: a rank that covers a team and
its members is the team's, and a row that has neither a rank nor a name of its own goes on with the row above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Literal

from parsers.nationality import without_nation
from parsers.rounds import RoundWords, round_of
from parsers.tables.celltypes import cell_type, is_remark
from parsers.tables.members import members_of
from parsers.tables.roles import WHO, Role
from schemas.document import Cell
from schemas.nations import noc_of
from schemas.records import record

Row = tuple[Cell, ...]
PartKind = Literal["opening", "words", "line", "name", "member", "of_team"]

_OWN_CONTEXT = frozenset({"round", "heat", "event", "date", "games", "year"})
"""A row with one of these of its own is another result of the one who is named above."""
_MARKS = frozenset({"mark", "points", "total", "round_mark", "gap"})
_LABELLED = re.compile(r"[^\W\d_][^:,]{0,40}: ?\S")
"""What is said of the whole race behind a blank rank: `Wind: +0.2 m/s`."""
_FEW = 3
_FEWEST_TEAMS = 2


@record(frozen=True, slots=True)
class Part:
    """What a row is, and the row that it belongs to.

    - `opening`: cells alone that go on in the next row; `words`: text across the table, of the round that it names;
    - `line`: a further line of the entry at `lead`; `name`: a name alone, one of the team at `lead`;
    - `member`: one of the team at `lead`, which has a row above its members';
    - `of_team`: one of the team at `lead`, whose own cells cover all rows of its members; the first is at `lead`.

    `own` are the columns of the row that are its own.
    """

    kind: PartKind
    lead: int
    own: tuple[int, ...] = ()
    round: RoundWords = RoundWords()

    def is_entry(self, index: int) -> bool:
        """Say whether the row at `index`, which is this part, is an entry of the table too."""
        return self.kind == "member" or (self.kind == "of_team" and self.lead == index)


def row_parts(body: Sequence[Row], roles: Sequence[Role], is_results: bool, has_spans: bool) -> dict[int, Part]:
    """Return the rows of a table that are not entries; all others are. Only rows of results belong to others."""
    found = {index: Part("words", index, round=named) for index, named in _words(body, roles)}
    if is_results:
        found |= _names_alone(body, roles, found)
    if is_results and has_spans:
        found |= _names_across(body, roles, found)
    if is_results and not has_spans:
        found |= _teams_by_rank(body, roles, found)
    if is_results and has_spans:
        found |= _Spans(body, roles, found).parts()
    return found


def _words(body: Sequence[Row], roles: Sequence[Role]) -> Iterator[tuple[int, RoundWords]]:
    """Yield the rows of one text across the table, or of one text alone, and the round that it names."""
    if len(roles) < _FEW:
        return
    for index, row in enumerate(body):
        text = row[0].text
        if (row[-1].is_spanned and row[-1].origin == row[0].origin) or _is_repeated(row):
            yield index, round_of(text)
        elif not text and row[-1].is_spanned and row[-1].origin == row[1].origin and _LABELLED.match(row[1].text):
            yield index, RoundWords()
        elif text and not row[1].text and not any(cell.text for cell in row[2:]):
            named = round_of(text)
            if named.round or (index == len(body) - 1 and _is_nobody(text, roles[0]) and _fills_others(body[:index])):
                yield index, named


def _is_repeated(row: Row) -> bool:
    """Say whether one text with letters stands in all cells, as where spans were written out."""
    text = row[0].text
    if row[-1].text != text or len(text) <= 1:  # most rows
        return False
    return cell_type(text) == "text" and all(cell.text == text for cell in row)


def _names_alone(body: Sequence[Row], roles: Sequence[Role], words: Mapping[int, Part]) -> dict[int, Part]:
    """Find names alone under the first header, a rank, below a nation: a form without spans has its team there so."""
    nation = next((place for place, role in enumerate(roles) if role.name == "nation"), None)
    if not roles or roles[0].name != "rank" or nation is None or any(role.name == "competitor" for role in roles):
        return {}
    found: dict[int, Part] = {}
    lead = None
    for index, row in enumerate(body):
        is_alone = cell_type(row[0].text) == "text" and not any(cell.text for cell in row[1:])
        if is_alone and lead is not None and index not in words and not is_remark(row[0].text):
            found[index] = Part("name", lead, (0,))
        elif not is_alone:
            lead = index if row[nation].text else None
    return found


def _names_across(body: Sequence[Row], roles: Sequence[Role], words: Mapping[int, Part]) -> dict[int, Part]:
    """Find rows of one cell, over the columns of who and what, that names the members of the team in the row above."""
    places: dict[str | None, int] = {role.name: place for place, role in reversed(list(enumerate(roles)))}
    who, mark = places.get("competitor", places.get("nation")), places.get("mark", places.get("points"))
    if who is None or mark is None:
        return {}
    found: dict[int, Part] = {}
    for index in range(1, len(body)):
        row = body[index]
        filled = {cell.origin for cell in row if cell.text}
        is_across = filled == {row[who].origin} and row[mark].origin == row[who].origin
        if is_across and index not in words and members_of(row[who].text, row[who].annotations):
            above = found.get(index - 1)
            found[index] = Part("name", above.lead if above else index - 1, (who,))
    return found


def _teams_by_rank(body: Sequence[Row], roles: Sequence[Role], words: Mapping[int, Part]) -> dict[int, Part]:
    """Find the members beneath rows that name their nation, where a form without spans repeats or leaves out the rank.

    A nation and persons of it must stand under every rank; cells alone above a nation open its rows.
    """
    places: dict[str | None, int] = {role.name: place for place, role in reversed(list(enumerate(roles)))}
    rank, who = places.get("rank"), places.get("competitor", places.get("nation"))
    if rank is None or who is None:
        return {}
    found: dict[int, Part] = {}
    groups: list[list[int]] = []
    above = ""
    for index, row in enumerate(body):
        if index in words:
            continue
        if not row[who].text:
            found[index] = Part("opening", index)
        elif row[rank].text and (row[rank].text != above or _is_nation(row[who])):
            groups.append([index])
        elif groups:
            groups[-1].append(index)
        above = row[rank].text or above
    if len(groups) < _FEWEST_TEAMS or not all(_is_team(body, group, who) for group in groups):
        return {}
    members = {i: Part("member", lead, tuple(range(len(roles)))) for lead, *rest in groups for i in rest}
    return found | {i: replace(part, own=tuple(p for p in part.own if p != rank)) for i, part in members.items()}


def _is_team(body: Sequence[Row], group: Sequence[int], who: int) -> bool:
    lead, *rest = group
    return bool(rest) and _is_nation(body[lead][who]) and not any(_is_nation(body[i][who]) for i in rest)


def _is_nobody(text: str, role: Role) -> bool:
    """Say whether a text that stands alone is no name of its column: words under a rank, or a remark."""
    return (role.name not in WHO and cell_type(text) == "text") or is_remark(text)


def _fills_others(rows: Sequence[Row]) -> bool:
    """Say whether no other row has one text alone."""
    return bool(rows) and all(sum(bool(cell.text) for cell in row) > 1 for row in rows)


class _Spans:
    """The spans of one table of results."""

    def __init__(self, body: Sequence[Row], roles: Sequence[Role], words: dict[int, Part]) -> None:
        self.body = body
        self.roles = roles
        self.words = words
        places: dict[str | None, int] = {role.name: place for place, role in reversed(list(enumerate(roles)))}
        self.rank = places.get("rank")
        self.nation = places.get("nation")
        self.competitor = places.get("competitor")
        self.who = self.competitor if self.competitor is not None else self.nation
        self.goes_on = [self._goes_on(index) for index in range(len(body))]

    def _goes_on(self, index: int) -> tuple[bool, ...]:
        """Say of each cell of a row whether it covers the same place of the row above too."""
        if index == 0:
            return (False,) * len(self.roles)
        above = self.body[index - 1]
        return tuple(
            cell.is_spanned and cell.origin == over.origin for cell, over in zip(self.body[index], above, strict=True)
        )

    def own(self, index: int) -> tuple[int, ...]:
        """Return the filled columns of a row whose cells do not come from above."""
        goes_on = self.goes_on[index]
        return tuple(place for place, cell in enumerate(self.body[index]) if not goes_on[place] and _is_filled(cell))

    def parts(self) -> dict[int, Part]:
        found = {index: Part("opening", index) for index in range(len(self.body) - 1) if self._is_opening(index)}
        found |= self._lines(found)
        if self.rank is not None and self.who is not None:
            groups = self._groups(self.rank, found)
            found |= self._teams_above(groups)
            found |= self._teams_beside(groups)
        return found

    def _is_opening(self, index: int) -> bool:
        own = self.own(index)
        below = self.goes_on[index + 1]
        if not own or index in self.words or (self.who is not None and self.body[index][self.who].text):
            return False
        return all(below[place] for place in own)

    def _lines(self, found: dict[int, Part]) -> dict[int, Part]:
        lines: dict[int, Part] = {}
        named = [place for place in (self.rank, self.competitor, self.nation) if place is not None]
        for index in range(1, len(self.body)):
            row, goes_on, own = self.body[index], self.goes_on[index], self.own(index)
            who = [place for place in (self.competitor, self.nation) if place is not None and row[place].text]
            is_own = any(self.roles[place].name in _OWN_CONTEXT for place in own)
            if own and who and not is_own and all(goes_on[place] or not row[place].text for place in named):
                above = lines.get(index - 1)
                if index - 1 not in found and index not in self.words:
                    lines[index] = Part("line", above.lead if above else index - 1, own)
        return lines

    def _groups(self, rank: int, found: dict[int, Part]) -> list[list[int]]:
        """Return the entries under each rank, by number of row."""
        rows = [
            i for i, row in enumerate(self.body) if i not in found and i not in self.words and _is_filled(row[rank])
        ]
        return [list(group) for _, group in groupby(rows, key=lambda i: self.body[i][rank].origin)]

    def _teams_above(self, groups: Sequence[Sequence[int]]) -> dict[int, Part]:
        """Find the members beneath a row that names their nation, under one rank."""
        who = self.who
        found: dict[int, Part] = {}
        for lead, *rest in groups:
            if who is None or not rest or not _is_nation(self.body[lead][who]):
                continue
            members = [i for i in rest if self._is_own_name(i, who) and not _is_nation(self.body[i][who])]
            if members == list(rest):
                found |= {index: Part("member", lead, self.own(index)) for index in members}
        return found

    def _is_own_name(self, index: int, who: int) -> bool:
        return bool(self.body[index][who].text) and not self.goes_on[index][who]

    def _teams_beside(self, groups: Sequence[Sequence[int]]) -> dict[int, Part]:
        """Find the members beside a rank and a nation that cover all of them.

        So do competitors of one nation who share a rank, now and then: it must be so in most of the table, and the
        members' marks, if they have some of their own, must differ.
        """
        if self.competitor is None or self.nation is None:
            return {}
        teams = [group for group in groups if len(group) > 1 and self._is_team(group)]
        marks = [place for place, role in enumerate(self.roles) if role.name in _MARKS]
        if 2 * len(teams) <= len(groups) or not any(self._tells_team(group, marks) for group in teams):
            return {}
        found = {}
        for group in teams:
            for index in group:
                own = tuple(place for place in self.own(index) if not self._covers(group, place))
                found[index] = Part("of_team", group[0], own)
        return found

    def _covers(self, group: Sequence[int], place: int) -> bool:
        """Say whether a place is of the whole group: one cell covers it, or is alone there, as where spans are lost."""
        return all(self.goes_on[index][place] or not _is_filled(self.body[index][place]) for index in group[1:])

    def _is_team(self, group: Sequence[int]) -> bool:
        competitor, nation = self.competitor, self.nation
        if competitor is None or nation is None or not self._covers(group, nation):
            return False
        return all(self._is_own_name(index, competitor) for index in group)

    def _tells_team(self, group: Sequence[int], marks: Sequence[int]) -> bool:
        covering = any(self.body[group[0]][place].text and self._covers(group, place) for place in marks)
        differing = any(len({self.body[index][place].text for index in group}) > 1 for place in marks)
        return covering or differing


def _is_filled(cell: Cell) -> bool:
    """Say whether a cell has text, or the icon of a medal."""
    return bool(cell.text) or any(note.kind == "medal" for note in cell.annotations)


def _is_nation(cell: Cell) -> bool:
    """Say whether a cell names a nation and nobody."""
    return noc_of(cell.text) is not None or noc_of(without_nation(cell.text, cell.annotations).name) is not None
