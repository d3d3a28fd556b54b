"""How deep headings stand of which a text tells the words alone, by what these name."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.rounds import round_of
from parsers.tables.labels import is_event, is_generic
from parsers.title import gender_of
from schemas.eventnames import is_only_gender
from schemas.slugs import slug
from schemas.vocabulary import default_vocabulary, normal

_PART, _EVENT, _ROUND, _HEAT = range(2, 6)
_PARTS_OF_ROUNDS = frozenset({"heats", "group-stage"})


def levels_of(headings: Sequence[str]) -> list[int]:
    """Return the level of each heading of a text, in its order.

    That of a part of the article or a gender is the highest; below them come an event, a round, a heat. `Results` below
    an event is a part of it.
    """
    levels: list[int] = []
    event_above = False
    for heading in headings:
        level = _level(heading, event_above)
        event_above = level == _EVENT or (event_above and level > _EVENT)
        levels.append(level)
    return levels


def _level(heading: str, event_above: bool) -> int:
    named = round_of(heading)
    if named.round:
        return _HEAT if named.heat and named.round in _PARTS_OF_ROUNDS else _ROUND
    if is_only_gender(heading) or default_vocabulary().sections.get(normal(heading)) == "navigation":
        return _PART
    if is_event(heading) and gender_of(heading) != "unknown":
        return _EVENT
    if event_above and is_generic(slug(heading)) and "table" not in slug(heading):
        return _ROUND
    return _EVENT if is_event(heading) else _PART
