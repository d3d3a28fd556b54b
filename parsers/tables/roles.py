"""What a column is for, from the words of its header or, without one, from how its values behave."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from parsers.rounds import round_of
from parsers.tables.celltypes import CellType, cell_types
from parsers.title import year_of
from parsers.values import parse_length, parse_mark, parse_ordinal
from parsers.values.limits import is_too_long
from schemas.caches import remembered
from schemas.document import Cell
from schemas.medals import MEDALS
from schemas.nations import noc_of
from schemas.records import record
from schemas.statements import Gender
from schemas.vocabulary import Vocabulary, default_vocabulary, normal

_BRACKETED = re.compile(r"\s*[(\[].*?[)\]]\s*")
_UNIT_IN_HEADER = re.compile(r"[(\[]\s*(?P<unit>[^\W\d_]+|km/h)\.?\s*[)\]]")
_LENGTH_IN_HEADER = re.compile(r"\s*\b(?:last )?\d{1,5} ?k?m(?:et(?:re|er)s?)?\b\s*", re.IGNORECASE)
MAX_HEADER = 100
"""Of a column's header, that is read in parts. Code points."""
IGNORED = "ignored"
"""The role of a column that the user wants ignored."""
WHO = frozenset({"competitor", "nation"})
"""The roles of columns that say who somebody is."""
BY_ICONS = frozenset({"rank", "medal_label"})
"""The roles of columns in which a picture of a medal says something."""
_NEGATIVE = re.compile(r"^[-−–]\d+$")
_PARTED = frozenset({"semifinal", "quarterfinal", "repechage"})
_MEASURED = frozenset({"mark", "points", "total"})
_MAY_BE_OF_A_ROUND = frozenset({None, "mark", "notes"})
_NUMBERS = frozenset({"no", "#"})
_DISTANCE = "distance"
_SHORTEST_PLURAL = 5
_HALF = Decimal("21097.5")
_HALVES = frozenset(
    {
        "half", "halfway", "half way", "semi", "half marathon", "semi marathon", "semi-marathon", "halbmarathon",
        "halve marathon", "media maratón", "media maraton", "medio maratón", "media", "mezza maratona", "mezza",
        "meia maratona", "meia-maratona", "półmaraton", "půlmaraton", "полумарафон", "halvmaraton", "halvmarathon",
        "puolimaraton",
    }
)  # fmt: skip
_LONGEST_HALF = 20
_SEVERAL = 2
_NUMERIC: tuple[CellType, ...] = ("integer", "year", "mark", "clock")

# A whole number between 1800 and 2099 is of the type of years, and still one.
_WHOLE: frozenset[CellType] = frozenset({"integer", "year"})
EXPECTED_TYPES: dict[str, frozenset[CellType]] = {
    "rank": _WHOLE | {"status"},
    "race_number": _WHOLE,
    "start_order": _WHOLE,
    "lane": _WHOLE,
    "competitor": frozenset({"text"}),
    "nation": frozenset({"text"}),
    "mark": _WHOLE | {"mark", "clock", "status"},
    "split": frozenset({"mark", "clock", "status"}),
    "points": _WHOLE | {"mark", "status"},
    "gap": frozenset({"mark", "clock", "status"}),
    "gold": _WHOLE,
    "silver": _WHOLE,
    "bronze": _WHOLE,
    "total": _WHOLE,
    "date": frozenset({"date", "year"}),
    "year": frozenset({"year"}),
    "time_of_day": frozenset({"clock", "mark"}),
    "round": frozenset({"text"}),
    "event": frozenset({"text", "mark"}),
    "city": frozenset({"text"}),
}


@record(frozen=True, slots=True)
class Role:
    """What a column is for: a name of the vocabulary, `split`, `attempt`, `record`, `ignored`, or None.

    `distance_m` is a split's; `unit` is what a bare number counts, from the header ("Weight (kg)"); `twins` is how
    many columns before it have the same header; `round` is the one whose marks or ranks stand in the column; `comma`
    says that a comma in its numbers is a decimal one; `gender` is that of the champion whom the column is of.
    """

    name: str | None
    header: str
    distance_m: Decimal | None = None
    unit: str | None = None
    twins: int = 0
    round: str | None = None
    comma: bool = False
    gender: Gender | None = None


def column_role(header: str, vocabulary: Vocabulary) -> Role:
    """Read a header: `Rank`, `Race number`, `250 m` (a split), `Weight (kg)`, `Time (UTC+2)`."""
    text = header.strip()
    return Role(None, text) if is_too_long(text) else _short_role(text, vocabulary)


@remembered(8_192)
def _short_role(text: str, vocabulary: Vocabulary) -> Role:
    length = None if ignored_reason(text, vocabulary) else parse_length(text)
    if length is not None:
        return Role("split", text, distance_m=length.number, unit="s")
    unit_match = _UNIT_IN_HEADER.search(text)
    unit = _unit(unit_match["unit"]) if unit_match else None
    if ignored_reason(text, vocabulary):
        return Role(IGNORED, text)
    word = column_word(text, vocabulary)
    if word is None and _LENGTH_IN_HEADER.search(text):
        # `Time 200 m`, `Last 200 m time`: of a part of the way, and still the mark where the table has no other.
        word = column_word(_LENGTH_IN_HEADER.sub(" ", text), vocabulary)
        word = word if word is not None and vocabulary.columns[word] == "mark" else None
    below = _below_unit(text, vocabulary) if word is None else None
    if below is not None:
        word, unit = below
    if word is not None:
        return Role(vocabulary.columns[word], text, unit=unit or _default_unit(word, vocabulary))
    return Role(None, text, unit=unit)


def _below_unit(header: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """Return the word and the unit of a header below one that is a unit alone: `kg` over `Total`."""
    first, _, rest = header.partition(" ")
    unit = _unit(first) if rest and first.isalpha() else None
    word = column_word(rest, vocabulary) if unit else None
    return (word, unit) if word and unit and vocabulary.columns[word] in {"mark", "total"} else None


def ignored_reason(header: str, vocabulary: Vocabulary) -> str | None:
    """Return why a user wants a column of this header ignored, or None."""
    ignored = vocabulary.ignored_columns
    return ignored.get(normal(header)) or ignored.get(normal(_BRACKETED.sub(" ", header))) if ignored else None


def column_word(header: str, vocabulary: Vocabulary) -> str | None:
    """Return the word of the vocabulary that a header is, with or without what is in its brackets, or its plural."""
    words = normal(header)
    alone = normal(_BRACKETED.sub(" ", header)) if "(" in header or "[" in header else words
    plural = alone.removesuffix("s") if len(alone) > _SHORTEST_PLURAL else alone
    candidates = (words, alone, plural)
    return next((word for word in candidates if word in vocabulary.columns), None)


def _unit(text: str) -> str | None:
    quantity = parse_mark(f"1 {text}")
    return quantity.unit if quantity else None


def _default_unit(words: str, vocabulary: Vocabulary) -> str | None:
    """What a bare number counts under header words that leave no choice."""
    units = (vocabulary.column_units.get(word) for word in (words, *words.split()))
    return next((unit for unit in units if unit), None)


def joined_headers(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """Return one header a column: `Snatch (kg)` over `Result` is `Snatch (kg) Result`, one that spans both itself.

    The icon of a medal stands for its name.
    """
    return [
        " ".join(dict.fromkeys(text for cell in column if (text := cell.text or _medal_of_icon(cell))))
        for column in zip(*rows, strict=True)
    ]


def _medal_of_icon(cell: Cell) -> str:
    return next((note.text for note in cell.annotations if note.kind == "medal"), "").capitalize()


def header_roles(headers: Sequence[str], body: Sequence[Sequence[str]], vocabulary: Vocabulary) -> tuple[Role, ...]:
    """Return the role of each column; a table with medal counts has no medallists in these columns, and so on."""
    found = _without_parts(_with_half([column_role(header, vocabulary) for header in headers]), vocabulary)
    roles = _of_rounds(_without_words(found, body), body)
    names = Counter(role.name for role in roles)
    settled = [_settled(role, [row[i] for row in body], names) for i, role in enumerate(roles)]
    return tuple(_with_twins(role, list(headers[:i]).count(role.header)) for i, role in enumerate(settled))


def _with_half(roles: Sequence[Role]) -> list[Role]:
    """Return the roles; between the splits of a marathon `Half` is one of its halves (`20 km`, `Half`, `25 km`)."""
    lengths = [role.distance_m for role in roles]
    found = list(roles)
    for place, role in enumerate(roles):
        if role.header[:_LONGEST_HALF].lower() not in _HALVES:
            continue
        before = max((length for length in lengths[:place] if length), default=Decimal(0))
        after = min((length for length in lengths[place + 1 :] if length), default=Decimal(0))
        if 0 < before < _HALF < after:
            found[place] = Role("split", role.header, distance_m=_HALF, unit="s")
    return found


def _without_parts(roles: Sequence[Role], vocabulary: Vocabulary) -> list[Role]:
    """Return the roles; scores of several lengths (`Score 200 m`, `Score 400 m`) are parts of the total beside them."""
    parts = [
        place
        for place, role in enumerate(roles)
        if role.name == "mark" and _LENGTH_IN_HEADER.search(role.header) and not column_word(role.header, vocabulary)
    ]
    totals = sum(role.name == "total" for role in roles)
    others = sum(role.name == "mark" for role in roles) > len(parts)
    if len(parts) < _SEVERAL or totals != 1 or others or any(role.name in MEDALS for role in roles):
        return list(roles)
    return [Role(None, role.header, unit=role.unit) if i in parts else role for i, role in enumerate(roles)]


def _without_words(roles: Sequence[Role], body: Sequence[Sequence[str]]) -> list[Role]:
    """Return the roles; a column of words under a word for marks (`Record`) is of notes where another has the marks."""
    measured = sum(role.name in _MEASURED for role in roles)
    return [
        replace(role, name="notes", unit=None)
        if role.name == "mark" and measured > 1 and _are_words([row[i] for row in body])
        else role
        for i, role in enumerate(roles)
    ]


def _of_rounds(roles: Sequence[Role], body: Sequence[Sequence[str]]) -> list[Role]:
    """Return the roles; beside a total the marks under a round (`Final`, `Total`) are those of that round alone."""
    if not any(role.name == "total" for role in roles) or any(role.name in MEDALS for role in roles):
        return list(roles)
    return [
        replace(role, name="round_mark", round=named)
        if role.name in _MAY_BE_OF_A_ROUND
        and (named := _whole_round(role.header))
        and _are_numbers([row[i] for row in body])
        else role
        for i, role in enumerate(roles)
    ]


def _whole_round(header: str) -> str | None:
    """Return the round that a header names; `Series 2` and `Heat 2` are counted up, as attempts are."""
    named = round_of(header)
    return None if named.heat else named.round


def _are_numbers(values: Sequence[str]) -> bool:
    types: Counter[CellType] = Counter(cell_types(values))
    return 2 * sum(types[kind] for kind in _NUMERIC) > types.total() - types["blank"] - types["status"]


def _are_words(values: Sequence[str]) -> bool:
    types: Counter[CellType] = Counter(cell_types(values))
    return 2 * types["text"] > types.total() - types["blank"]


def _with_twins(role: Role, twins: int) -> Role:
    return replace(role, twins=twins) if twins else role


def _settled(role: Role, values: Sequence[str], names: Counter[str | None]) -> Role:
    """Mend roles whose words mean two things: `Time` in a schedule is a time of day, `Place` may be one on the map.

    A round over marks has the marks of that round (`round_mark`), beside those of the table. A `Distance` beside a
    mark, with lengths below it, is the event that each row is of.
    """
    types: Counter[CellType] = Counter(cell_types(values))
    del types["blank"]
    is_schedule = not names["competitor"] and not names["nation"] and bool(names["date"] or names["round"])
    if role.name == "mark" and is_schedule and types and set(types) <= {"clock"}:
        return Role("time_of_day", role.header)
    if role.name in {"competitor", "nation"} and types and types["integer"] == types.total():
        return Role("count", role.header)
    if role.name == "date" and names["date"] > 1 and not types["date"] + types["year"] + types["clock"]:
        return Role(None, role.header)  # "Day 5", "Saturday": another column has the dates
    if role.name == "gap" and any(_NEGATIVE.match(value) for value in values):
        return Role(None, role.header)  # nobody is ahead of the leader: a difference of goals
    if role.name == "games" and not names.keys().isdisjoint(MEDALS) and types and not any(map(year_of, values)):
        return Role("event", role.header)
    if role.name == "nation" and names["nation"] > 1 and _are_marks(types) and not types["text"]:
        return Role("mark", role.header)  # the score of the team, beside those of its members
    if role.name in MEDALS and _count_words(values) > types.total() // 2:
        return Role(f"{role.name}_medalist", role.header)
    named = _whole_round(role.header)
    if role.name is None and named in _PARTED and types["integer"] == types.total() > 0 and names["competitor"]:
        return Role("heat", role.header)  # under "Semifinal" in which of them each was
    if role.name in {None, "heat", "round"} and named and not is_schedule and _are_marks(types):
        return Role("round_mark", role.header, unit=role.unit, round=named)
    is_filled = 2 * types["text"] > len(values)  # icons of medals leave ranks blank
    if role.name == "rank" and types["text"] == types.total() and is_filled and not any(map(_ranks, values)):
        return Role("place", role.header)
    if role.name == "mark" and names["mark"] > 1 and normal(role.header) == _DISTANCE and _are_lengths(values):
        return Role(None if names["event"] or len(set(values)) == 1 else "event", role.header)
    return _without_twin(role, names)


def _count_words(values: Sequence[str]) -> int:
    """Count the values that are words; `6 ft 10 in (2.08 m)` is a mark, though of no type that is told."""
    kinds = zip(values, cell_types(values), strict=True)
    return sum(kind == "text" and not value.lstrip()[:1].isdecimal() for value, kind in kinds)


def _ranks(text: str) -> bool:
    """Say whether words rank, and name no place on the map: `Gold`, `1st`, `5–8`."""
    return text[:1].isdecimal() or _is_medal(text) or parse_ordinal(text) is not None


def _is_medal(text: str) -> bool:
    return default_vocabulary().columns.get(normal(text) if not is_too_long(text) else "") in MEDALS


def _are_lengths(values: Sequence[str]) -> bool:
    filled = [value for value in values if value]
    return bool(filled) and all(parse_length(value) for value in filled)


def _are_marks(types: Counter[CellType]) -> bool:
    return 2 * (types["mark"] + types["clock"]) > types.total() - types["status"]


def _without_twin(role: Role, names: Counter[str | None]) -> Role:
    """Mend words that say one thing alone and another beside a column that says it better.

    `No.` beside a rank is the race number; a `Total` that no medals add up to is the mark.
    """
    if role.name == "rank" and names["rank"] > 1 and normal(role.header) in _NUMBERS:
        return Role("race_number", role.header)
    if role.name == "total" and not any(names[medal] for medal in MEDALS):
        return Role(None if names["mark"] else "mark", role.header, unit=role.unit)
    return role


def inferred_roles(body: Sequence[Sequence[str]]) -> tuple[Role, ...]:
    """Return roles for a table without a header, from types and behaviour of its columns.

    A rank counts up from 1; a mark is a time, length or points and follows the rank; names differ from row to row;
    nations are known ones. What is not plain stays None.
    """
    width = len(body[0]) if body else 0
    columns = [[row[i] for row in body] for i in range(width)]
    taken: set[str] = set()
    roles: list[Role] = []
    for values in columns:
        name = _behaviour(values, taken)
        taken.add(name or "")
        roles.append(Role(name, "", unit="s" if name == "mark" and _has_clock(values) else None))
    return tuple(roles)


def _has_clock(values: Sequence[str]) -> bool:
    return any(":" in value for value in values)


def _behaviour(values: Sequence[str], taken: set[str]) -> str | None:
    filled = [value.strip() for value, kind in zip(values, cell_types(values), strict=True) if kind != "blank"]
    types = Counter(cell_types(filled))
    if len(filled) < 2:
        return None
    if "rank" not in taken and types["integer"] + types["status"] == len(filled) and _counts_up(filled):
        return "rank"
    if types["date"] == len(filled):
        return None if "date" in taken else "date"
    if types["text"] == len(filled):
        return _text_behaviour(filled, taken)
    if "mark" not in taken and types["mark"] + types["clock"] + types["status"] == len(filled) and types["mark"]:
        return "mark"
    return None


def _counts_up(filled: Sequence[str]) -> bool:
    numbers = [int(digits) for digits in (re.sub(r"\D", "", value) for value in filled) if digits]
    return bool(numbers) and numbers[0] == 1 and all(a <= b for a, b in pairwise(numbers))


def _text_behaviour(filled: Sequence[str], taken: set[str]) -> str | None:
    if "nation" not in taken and all(noc_of(value) for value in filled):
        return "nation"
    if "competitor" not in taken and len(set(filled)) == len(filled):
        return "competitor"
    return None
