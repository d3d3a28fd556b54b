"""Columns that their neighbours tell: attempts counted up, heights of a bar, rounds side by side, rows of records."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from parsers.rounds import is_first_round, most_words, round_of
from parsers.tables.celltypes import CellType, cell_type, cell_types
from parsers.tables.records import RECORD_WORDS, without_code
from parsers.tables.roles import WHO, Role, column_role
from parsers.tables.roundtotals import with_total_of_rounds
from parsers.values import parse_mark, parse_rank
from parsers.values.limits import is_too_long
from schemas.games import all_host_cities
from schemas.nations import noc_of
from schemas.slugs import slug
from schemas.vocabulary import default_vocabulary, normal

_NUMBERED = re.compile(r"^(?P<stem>.*?)\s?(?P<number>\d{1,2})$")
_NUMBERED_WITHIN = re.compile(r"^(?P<stem>\D*?)\s?(?P<number>\d{1,2}) (?P<rest>\D.*)$")
_ROMAN = {word: i for i, word in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), start=1)}
_BARE_HEIGHT = re.compile(r"^\d{1,2}[.,]\d{1,3}$")
_TRIES = re.compile(r"^(?:[xo0r\-–—]{0,4}|pass)$", re.IGNORECASE)
_BEGINS_WITH_NUMBER = re.compile(r"^\W?\d")
_RECORD_LABEL = re.compile(r"^(?:[\w/]+ ){0,4}\w*(?:record|rekord|leading|lead)$")
_BRACKETED_END = re.compile(r"\s*\([^()]{2,60}\)$")
_MARKS = frozenset({"mark", "points", "total"})
_OF_ROUNDS = _MARKS | {"rank"}
_NET = re.compile(
    r"^(?:net|netto)(?: (?:points|pts|score|punkte|total))?$|^(?:points|pts|score|total) (?:net|netto)$"
    r"|^total(?: (?:points|pts))?(?: (?:less|minus|without|excluding|after))? (?:discards?|drops?|throwouts?)$"
)
_NET_OF_RACES = re.compile(r"^total(?: (?:points|pts))? \d$")
"""A total without the worst races (`Total -1`), where it stands beside the total of all."""
_LONGEST = 60
_PENALTIES = re.compile(r"^(?:total )?penalt(?:y|ies)(?: points)?$")
_COUNTED_FAULTS = frozenset({"faults", "penalties"})
_TO_PAR = frozenset({"to par", "par"})
Columns = Sequence[Sequence[str]]


def is_height_row(texts: Sequence[str]) -> bool:
    """Say whether two or more cells are lengths without a unit that grow: a header of the heights of a bar."""
    heights = [Decimal(text.replace(",", ".")) for text in texts if _BARE_HEIGHT.match(text)]
    return len(heights) > 1 and all(a < b for a, b in pairwise(heights))


def is_tries(text: str) -> bool:
    """Say whether a cell is what was done at one height: `xo`, `xx-`, blank."""
    return bool(_TRIES.match(text.strip()[:5])) and len(text.strip()) < 5


def with_groups(roles: Sequence[Role], body: Columns) -> tuple[Role, ...]:
    """Return the roles, those told that a header's words alone do not tell."""
    columns = [[row[i] for row in body] for i in range(len(roles))]
    found = _with_strokes(_with_attempts(_with_heights(_with_rounds(_with_one_rank(roles, columns)), columns), columns))
    return tuple(_with_one_mark(found))


def _with_strokes(roles: Sequence[Role]) -> list[Role]:
    """Return the roles; scores beside a column of strokes above or below par count strokes."""
    if not any(normal(role.header[:_LONGEST]) in _TO_PAR for role in roles):
        return list(roles)
    return [replace(role, unit="strokes") if role.name == "mark" and not role.unit else role for role in roles]


def _with_one_mark(roles: Sequence[Role]) -> list[Role]:
    """Keep the points beside a mark as what they are: those of a championship, or of a member for its team.

    A total beside them is one of points.
    """
    roles = _with_net(roles)
    names = {role.name for role in roles}
    if not names >= {"mark", "points"}:
        return list(roles)
    with_totals = [
        replace(role, unit="points") if role.name == "mark" and not role.unit and _is_total(role.header) else role
        for role in roles
    ]
    return [replace(role, name="other_points") if role.name == "points" else role for role in with_totals]


def _with_net(roles: Sequence[Role]) -> list[Role]:
    """Take net points for the mark, where the total beside them is that before the worst races are taken off."""
    headers = [normal(role.header)[:_LONGEST] for role in roles]
    nets = [place for place, header in enumerate(headers) if _NET.match(header)]
    without = [place for place, header in enumerate(headers) if _NET_OF_RACES.match(header)]
    if not nets and any(role.name in _MARKS and place not in without for place, role in enumerate(roles)):
        nets = without
    if len(nets) != 1:
        return list(roles)
    return [
        replace(role, name="points", unit="points")
        if place in nets
        else replace(role, name="other_points")
        if role.name in {"points", "total"} or (role.name == "mark" and _is_total(role.header))
        else role
        for place, role in enumerate(roles)
    ]


def _with_one_rank(roles: Sequence[Role], columns: Columns) -> list[Role]:
    """Keep one of several columns of ranks; the others rank by something else.

    That is the one before the names, unless it does not count up row by row and another does. Icons of medals, which
    have no text, do not tell.
    """
    ranks = [place for place, role in enumerate(roles) if role.name == "rank"]
    first = next((place for place, role in enumerate(roles) if role.name in WHO), 0)
    kept = [place for place in ranks if place < first and _are_in_order(_ranks(columns[place]))]
    if len(ranks) > 1 and len(kept) != 1:
        kept = [place for place in ranks if _ascends(columns[place])]
    if len(kept) != 1:
        return list(roles)
    return [
        replace(role, name="other_rank") if place in ranks and place not in kept else role
        for place, role in enumerate(roles)
    ]


def with_one_mark_of(roles: Sequence[Role], unit: str | None, body: Columns) -> tuple[Role, ...]:
    """Return the roles by what the event's marks count: of several columns of marks the one that counts it is kept.

    Of an event of points that is the total that goes down from row to row, where the others are times. Lengths that
    head its columns are not splits but events of their own (the 100 m of a decathlon).
    """
    is_of_points = unit == "points" or ({"points"} <= (names := {role.name for role in roles}) and "mark" not in names)
    found = [
        replace(role, name=None, distance_m=None) if role.name == "split" and is_of_points else role for role in roles
    ]
    found = _with_penalties(found, unit)
    marks = [place for place, role in enumerate(found) if role.name == "mark"]
    of_unit = [place for place in marks if found[place].unit == unit]
    totals = [
        place
        for place, role in enumerate(found)
        if role.name is None and _is_total(role.header) and _descends([row[place] for row in body])
    ]
    if unit == "points" and marks and not of_unit and len(totals) == 1:
        marks, of_unit = [*marks, *totals], totals  # `Time (s)` beside the total
    if len(marks) > 1 and len(of_unit) == 1:
        return tuple(_as_mark(role, unit, i in of_unit) if i in marks else role for i, role in enumerate(found))
    return tuple(found)


def _with_penalties(roles: Sequence[Role], unit: str | None) -> list[Role]:
    """Return the roles; where faults are counted the one column of penalties is the mark, if nothing else is."""
    penalties = [
        place for place, role in enumerate(roles) if role.name is None and _PENALTIES.match(normal(role.header))
    ]
    if unit not in _COUNTED_FAULTS or len(penalties) != 1 or any(role.name in _MARKS for role in roles):
        return list(roles)
    return [replace(role, name="mark", unit=unit) if i in penalties else role for i, role in enumerate(roles)]


def _as_mark(role: Role, unit: str | None, is_mark: bool) -> Role:
    return replace(role, name="mark", unit=unit) if is_mark else replace(role, name=None)


def _ascends(values: Sequence[str]) -> bool:
    numbers = _ranks(values)
    return len(numbers) > 1 and _are_in_order(numbers)


def _descends(values: Sequence[str]) -> bool:
    """Say whether points go down row by row: they rank, and are not what a part of the event adds to."""
    numbers = [mark.number for value in values if (mark := parse_mark(value))]
    return bool(numbers) and all(a >= b for a, b in pairwise(numbers))


def _ranks(values: Sequence[str]) -> list[int]:
    return [rank[0] for value in values if (rank := parse_rank(value))]


def _are_in_order(numbers: Sequence[int]) -> bool:
    return all(a <= b for a, b in pairwise(numbers))


def _with_heights(roles: Sequence[Role], columns: Columns) -> list[Role]:
    heights = [
        role.name is None and bool(_BARE_HEIGHT.match(role.header)) and all(map(is_tries, values))
        for role, values in zip(roles, columns, strict=True)
    ]
    if not is_height_row([role.header for role, is_height in zip(roles, heights, strict=True) if is_height]):
        return list(roles)
    return [
        replace(role, name="attempt", distance_m=Decimal(role.header.replace(",", "."))) if is_height else role
        for role, is_height in zip(roles, heights, strict=True)
    ]


def _with_attempts(roles: Sequence[Role], columns: Columns) -> list[Role]:
    """Tell columns of one header counted up from 1: attempts, runs, series; `Jump 1` or `Race I` may head several."""
    stems: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for place, role in enumerate(roles):
        counted = None if role.name or is_too_long(role.header) else _count_in(normal(role.header))
        if counted and not _is_of_rank(counted[1]) and all(map(_may_be_attempt, columns[place])):
            stem, rest, number = counted
            stems[stem, rest].append((place, number))
    attempts = {
        place
        for found in stems.values()
        if len(found) > 1 and [number for _, number in found] == list(range(1, len(found) + 1))
        for place, _ in found
    }
    return [replace(role, name="attempt") if place in attempts else role for place, role in enumerate(roles)]


def _count_in(header: str) -> tuple[str, str, int] | None:
    """Return the words before and after the number in a header, and that number: `jump`, `points`, 1."""
    match = _NUMBERED.match(header) or _NUMBERED_WITHIN.match(header)
    if match:
        return match["stem"], match.groupdict().get("rest", ""), int(match["number"])
    words = header.split()
    place = next((i for i, word in enumerate(words) if word in _ROMAN), None)
    return None if place is None else (" ".join(words[:place]), " ".join(words[place + 1 :]), _ROMAN[words[place]])


def _is_of_rank(words: str) -> bool:
    """Say whether a part's column holds the place in it: that is counted in no unit."""
    return bool(words) and column_role(words, default_vocabulary()).name == "rank"


def _may_be_attempt(text: str) -> bool:
    return is_tries(text) or cell_type(text) != "text" or bool(_BEGINS_WITH_NUMBER.match(text))


def _with_rounds(roles: Sequence[Role]) -> list[Role]:
    """Tell the marks and ranks of rounds side by side: `Preliminary` over `Points` and `Rank`.

    A total beside the marks of its own round is that of all rounds, if no other column is the mark.
    """
    vocabulary = default_vocabulary()
    longest = most_words(vocabulary)
    found = list(roles)
    for place, role in enumerate(roles):
        words = [] if role.name or is_too_long(role.header) else normal(role.header).split()
        for count in range(1, min(len(words), longest + 1)):
            parted = next((parts for parts in _parted(words, count) if round_of(parts[0]).round), None)
            if parted is None:
                continue
            name = round_of(parted[0]).round
            kind = column_role(parted[1], vocabulary)
            if kind.name in _OF_ROUNDS:
                own = "round_rank" if kind.name == "rank" else "round_mark"
                unit = role.unit or ("points" if kind.name == "points" else kind.unit)
                found[place] = replace(role, name=own, round=name, unit=unit)
    return _with_points_of_rounds(_with_overall(_counted(with_total_of_rounds(found))))


def _with_points_of_rounds(roles: Sequence[Role]) -> list[Role]:
    """Return the roles; beside the points of a round what they were given for (`Distance`) is none of its marks."""
    in_points = {role.round for role in roles if role.name == "round_mark" and role.unit == "points"}
    return [
        replace(role, name=None, round=None)
        if role.name == "round_mark" and role.round in in_points and role.unit != "points"
        else role
        for role in roles
    ]


def _parted(words: Sequence[str], count: int) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return so many words at either end, and the rest: `Final`, `Points` of `Final Points` and of `Points Final`."""
    return (
        (" ".join(words[:count]), " ".join(words[count:])),
        (" ".join(words[-count:]), " ".join(words[:-count])),
    )


def _counted(roles: Sequence[Role]) -> Sequence[Role]:
    """Return the roles; a first round beside a second one is `round-1` and none of heats."""
    if not any(role.round == "round-2" for role in roles):
        return roles
    return [
        replace(role, round="round-1") if role.round == "heats" and is_first_round(_of_round(role.header)) else role
        for role in roles
    ]


def _of_round(header: str) -> str:
    """Return the two words of a header that count a round: `Round 1` of `Round 1 Points` and of `Points Round 1`."""
    parts = _parted(normal(header[:_LONGEST]).split(), 2)
    return next((own for own, _ in parts if is_first_round(own)), "")


def _with_overall(roles: Sequence[Role]) -> list[Role]:
    marks = Counter(role.round for role in roles if role.name == "round_mark")
    totals = [role for role in roles if role.name == "round_mark" and marks[role.round] > 1 and _is_total(role.header)]
    if len(totals) != 1 or any(role.name in {"mark", "points"} for role in roles):
        return list(roles)
    unit = next((role.unit for role in roles if role.name == "round_mark" and role.unit), None)
    return [replace(role, name="mark", unit=role.unit or unit) if role is totals[0] else role for role in roles]


def side_by_side(roles: Sequence[Role]) -> tuple[str, ...]:
    """Return the rounds that columns name, in their order, where there are two or more of them."""
    words = [role.round or (round_of(role.header).round if role.name == "mark" else None) for role in roles]
    rounds = tuple(dict.fromkeys(name for name in words if name))
    return rounds if len(rounds) > 1 else ()


def _is_total(header: str) -> bool:
    *_, last = ("", *normal(header).split())
    return column_role(last, default_vocabulary()).name == "total"


def is_record_label(text: str) -> bool:
    """Say whether a cell names a record: `World record`, `WR`."""
    words = "" if is_too_long(text) else normal(without_code(text))
    return words in RECORD_WORDS or bool(_RECORD_LABEL.match(words))


def with_records(roles: Sequence[Role], body: Columns, flagged: Collection[int] = ()) -> tuple[Role, ...]:
    """Return the roles of a table whose rows are labelled by records; the label is nobody's name.

    Without a header, the columns are told by the types of their values. A holder and a place may look alike
    (`Jane Doe (FRA)`, `Lyon (FRA)`): the column that is more like places is them. `flagged` are the columns with flags.
    """
    if any(role.name == "rank" for role in roles):
        return tuple(roles)
    columns = [[row[i] for row in body if row[i]] for i in range(len(roles))]
    labels = (i for i, texts in enumerate(columns) if texts and all(map(is_record_label, texts)))
    label = next((i for i in labels if roles[i].name != "notes"), None)
    if label is None:
        return tuple(roles)
    found = [replace(role, name="record") if place == label else role for place, role in enumerate(roles)]
    if any(role.header for role in roles):
        return tuple(found)
    return tuple(_by_types(found, columns, label, flagged))


def _by_types(roles: list[Role], columns: Columns, label: int, flagged: Collection[int]) -> list[Role]:
    kinds = list(map(_usual_type, columns))
    words = [i for i, kind in enumerate(kinds) if kind == "text" and i != label]
    likeness = {i: _likeness_of_places(columns[i]) for i in words}
    likely = [i for i in words if likeness[i] < 1]
    named = [i for i in likely if i in flagged] or [i for i in likely if _are_names(columns[i])] or likely
    best = min((likeness[i] for i in named), default=0.0)
    holders = [i for i in named if likeness[i] == best]
    names: dict[int, str] = {i: "place" for i in words if likeness[i] > best}
    if len(holders) == 1:
        names[holders[0]] = "competitor"
    for place, kind in enumerate(kinds):
        name = {"mark": "mark", "clock": "mark", "date": "date", "year": "year"}.get(kind)
        if kind == "integer" and not {"mark", "clock"}.intersection(kinds):
            name = "mark"  # points
        if name and name not in names.values():
            names[place] = name
    return [
        role if place == label else Role(names.get(place), "", unit=_unit_of(names.get(place), columns[place]))
        for place, role in enumerate(roles)
    ]


def _unit_of(name: str | None, texts: Sequence[str]) -> str | None:
    """Return what the bare numbers of a column of marks count where some are clocks."""
    return "s" if name == "mark" and any(":" in text for text in texts) else None


def _usual_type(texts: Sequence[str]) -> CellType:
    """Return the type of most texts; words count less than what has a type of its own (`none` among marks)."""
    counts = Counter(cell_types(texts))
    return max(counts, key=lambda kind: (counts[kind], kind != "text"), default="blank")


def _are_names(texts: Sequence[str]) -> bool:
    """Say whether texts are names of people or places: what part of an event a record is of has neither."""
    return any(_is_place(text) or _BRACKETED_END.search(text) or noc_of(text.split()[-1]) for text in texts)


def _likeness_of_places(texts: Sequence[str]) -> float:
    return sum(map(_is_place, texts)) / len(texts)


def _is_place(text: str) -> bool:
    """Say whether a text names a place: with its nation after a comma, a host city of Games, one word and a nation."""
    *_, last = text.split(",")
    if is_too_long(text):
        return False
    if last != text and noc_of(last.strip()):
        return True
    name = _BRACKETED_END.sub("", text)
    return slug(name) in all_host_cities() or (name != text and " " not in name)
