"""Tables that hold competitors and numbers and rank nobody: matches, brackets of matches, statistics of players.

The datasets have no place for them. They stay in `table_cells`, and the ledger says what they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.rounds import round_of
from parsers.tables.celltypes import cell_type
from parsers.tables.roles import Role
from parsers.values.limits import is_too_long
from schemas.document import Cell, Table
from schemas.vocabulary import normal

MATCHES = "matches: each row has two sides and a score, and ranks nobody; the datasets have no place for matches"
BRACKET = "a bracket of matches, a block for each round; the datasets have no place for matches"
LINE_SCORE = "the score of one match, part by part; the datasets have no place for matches"
HOW_FAR = "no ranks, and words where marks would be, such as the round that was reached"
STATISTICS = "statistics of players or the like, no results of the event; the datasets have no place for them"
ON_THE_WAY = "who was ahead on the way, with intermediate times: no results of the event"
SQUAD = "a list of who is in a team, no results of the event; the datasets have no place for them"

_SCORE = re.compile(
    r"^\D{0,12}\d{1,3}(?:\.5|½)?\s?[–—:x-]\s?\d{1,3}(?:\.5|½)?(?:\s*[(\[][^()\[\]]{1,60}[)\]])?(?:\s+[a-z.]{2,12}){0,3}$"
)
_VERSUS = re.compile(r"^(?:v|vs|versus|gegen|contre|contra|tegen)\.?$", re.IGNORECASE)
_SIDES = re.compile(
    r"^(?:team|player|side|home|away|competitor|athlete|nation|opponent|equipe|mannschaft|equipo) ?(?P<which>[12ab])$"
)
_BIRTH = re.compile(
    r"^(?:date of birth|birth ?date|born|d ?o ?b|year of birth|geburtsdatum|geboren|naissance|date de naissance"
    r"|fecha de nacimiento|data di nascita|data de nascimento|geboortedatum|fodd|fodselsdato|syntymaaika)(?: .{1,40})?$"
)
_BRACKETED = re.compile(r"\s*[(\[][^()\[\]]{0,60}[)\]]")
_RANKING = frozenset({"rank", "mark", "points", "gap"})
_MEASURED = _RANKING - {"rank"}
_OF_BODIES = frozenset({"height", "weight", "grosse", "gewicht", "taille", "poids", "altura", "peso"})
_FEWEST_ROUNDS = 2
_TWO = 2
_MOST_FILLED = 2
"""One cell in so many, at most, of a bracket has text: the rest is the space between its lines."""


def no_results(table: Table, roles: Sequence[Role], sections: frozenset[str]) -> str | None:
    """Return what a table is that is none of results, or None. `sections` are the names that its headings have."""
    if any(role.name == "goals" for role in roles) and not any(role.name in {"mark", "points"} for role in roles):
        return STATISTICS
    if "statistics" in sections:
        return STATISTICS
    if _is_squad(roles):
        return SQUAD
    if _is_bracket(table):
        return BRACKET
    if _is_line_score(table, roles):
        return LINE_SCORE
    if _has_two_sides(table, roles):
        return MATCHES
    return HOW_FAR if _says_how_far(table, roles) else None


def _says_how_far(table: Table, roles: Sequence[Role]) -> bool:
    """Say whether nobody has a rank and all marks are words: the round that a seed reached, an opponent."""
    if any(role.name in _RANKING - {"mark"} for role in roles):
        return False
    places = [place for place, role in enumerate(roles) if role.name == "mark"]
    texts = [row[place].text for row in table.body for place in places if row[place].text]
    return bool(texts) and all(cell_type(text) == "text" for text in texts)


def _is_squad(roles: Sequence[Role]) -> bool:
    """Say whether a table tells when its people were born and nothing that they did: its numbers are of shirts."""
    is_born = any(_BIRTH.match(normal(role.header[:_LONGEST_HEADER])) for role in roles)
    measured = (role for role in roles if role.name in _MEASURED)
    return is_born and all(
        _BRACKETED.sub("", role.header[:_LONGEST_HEADER]).strip().lower() in _OF_BODIES for role in measured
    )


def _is_bracket(table: Table) -> bool:
    """Say whether the first row names two rounds or more and nothing else, with more space than text below it."""
    rows = (row for row in table.rows if any(cell.text for cell in row))
    heads = {cell.origin: cell.text for cell in next(rows, ()) if cell.text}
    rounds = {found for text in heads.values() if (found := round_of(text).round)}
    if len(rounds) < _FEWEST_ROUNDS or any(not _is_stage(text) for text in heads.values()):
        return False
    cells = {cell.origin: cell.text for row in rows for cell in row}
    filled = sum(bool(text) for text in cells.values())
    is_open = _MOST_FILLED * filled < len(cells)
    return is_open or (filled > 0 and all(cell_type(text) in {"text", "integer"} for text in cells.values()))


def _is_stage(text: str) -> bool:
    words = "" if is_too_long(text) else normal(text)
    return bool(round_of(text).round) or any(word in words for word in ("medal", "place", "round", "platz", "title"))


def _is_line_score(table: Table, roles: Sequence[Role]) -> bool:
    """Say whether two rows have the parts of one match, counted up in the header, and no rank (`Sheet A`, `1`, `2`)."""
    if not table.header_rows or any(role.name == "rank" for role in roles):
        return False
    headers = [cell.text for cell in table.rows[table.header_rows - 1]]
    numbers = [int(text) for text in headers if text.isdecimal()]
    return len(table.body) == _TWO and len(numbers) > _TWO and numbers == list(range(1, len(numbers) + 1))


def _has_two_sides(table: Table, roles: Sequence[Role]) -> bool:
    if any(role.name == "rank" for role in roles):
        return False
    sides = [found["which"] for role in roles if (found := _SIDES.match(normal(role.header[:_LONGEST_HEADER])))]
    if len(set(sides)) == _TWO and not any(role.name in _RANKING - {"mark"} for role in roles):
        return True
    columns = [[row[place] for row in table.rows] for place in range(table.width)]  # a box's score is its header
    return any(
        _is_between(columns[place]) and _are_names(columns[place - 1]) and _are_names(columns[place + 1])
        for place in range(1, table.width - 1)
    )


_LONGEST_HEADER = 60


def _is_between(cells: Sequence[Cell]) -> bool:
    """Say whether most filled cells of a column are scores, or say who met whom."""
    filled = [cell.text.strip() for cell in cells if cell.text]
    told = [text for text in filled if not is_too_long(text) and (_SCORE.match(text) or _VERSUS.match(text))]
    return len(told) * 2 >= len(filled) > 0


def _are_names(cells: Sequence[Cell]) -> bool:
    filled = [cell.text for cell in cells if cell.text]
    return bool(filled) and 2 * sum(cell_type(text) == "text" for text in filled) > len(filled)
