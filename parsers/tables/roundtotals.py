"""The total of rounds side by side, each with marks of its own under the round's name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from parsers.rounds import round_of
from parsers.tables.roles import Role
from schemas.vocabulary import normal

_TOTALS = frozenset({"total", "totals", "gesamt", "totale", "suma", "totaal", "totalt", "celkem", "razem", "итого"})
_RESULTS = frozenset({"result", "results", "total", "score", "resultat", "resultado", "risultato", "ergebnis", "wynik"})
"""What a header calls the mark of a round of which it gives time and penalties as well."""
_LONGEST = 60
_FEWEST_ROUNDS = 2


def with_total_of_rounds(roles: Sequence[Role]) -> list[Role]:
    """Return the roles; a total beside marks of rounds is the mark.

    It may stand under the words that head the rounds (`Faults` over `Round 1`, `Round 2`, `Total`). `Final Time`
    beside `Semifinal Time` and a total is no mark of the event but one of the final alone.
    """
    if not any(role.name == "round_mark" for role in roles):
        return list(roles)
    if not any(role.name in {"mark", "points"} for role in roles):
        return _with_total_below(roles)
    totals = [role for role in roles if role.name in {None, "mark"} and normal(role.header[:_LONGEST]) in _TOTALS]
    return _of_each_round(roles, totals[0]) if len(totals) == 1 else list(roles)


def _with_total_below(roles: Sequence[Role]) -> list[Role]:
    headers = [normal(role.header[:_LONGEST]) for role in roles]
    rounds = [(head, role.unit) for head, role in zip(headers, roles, strict=True) if role.name == "round_mark"]
    found = list(roles)
    for place, head in enumerate(headers):
        stem, _, last = head.rpartition(" ")
        units = [unit for other, unit in rounds if stem and other.startswith(f"{stem} ")]
        if roles[place].name is None and last in _TOTALS and len(units) >= _FEWEST_ROUNDS:
            found[place] = replace(roles[place], name="mark", unit=roles[place].unit or units[0])
    return found if sum(role.name == "mark" for role in found) == 1 else list(roles)


def _of_each_round(roles: Sequence[Role], total: Role) -> list[Role]:
    """Return the roles where one round's marks were taken for the event's, as its name means both: `Final Time`."""
    parts = [_round_and_rest(role) for role in roles]
    counts = Counter(rest for _, rest in filter(None, parts))
    misread = [
        role for role, part in zip(roles, parts, strict=True) if role.name == "mark" and part and counts[part[1]] > 1
    ]
    if not misread:
        return list(roles)
    unit = total.unit or misread[0].unit
    with_results = {named for named, rest in filter(None, parts) if rest in _RESULTS}
    found = []
    for role, part in zip(roles, parts, strict=True):
        if role is total:
            found.append(replace(role, name="mark", unit=unit))
        elif part and (role in misread or role.name == "round_mark"):
            is_part = part[0] in with_results and part[1] not in _RESULTS
            found.append(replace(role, name=None) if is_part else replace(role, name="round_mark", round=part[0]))
        else:
            found.append(role)
    return found


def _round_and_rest(role: Role) -> tuple[str, str] | None:
    """Return the round that a header begins with and its other words: `semifinal`, `time`."""
    first, _, rest = normal(role.header[:_LONGEST]).partition(" ")
    named = round_of(first)
    return (named.round, rest) if named.round and rest and not named.heat else None
