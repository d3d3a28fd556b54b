"""Joint holders of one medal: several names that one place of an article states of it are one value.

An infobox has them in fields of their own (`bronze`, `bronze2`), a table in rows next to each other. Two names in
places of different kinds, or in tables apart, are two opinions and stay a conflict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from ingest.reconcile.values import HOLDERS_APART
from schemas.linked import LinkedStatement
from schemas.medals import MEDALS
from schemas.slugs import slug
from schemas.values import Value

_OF_MEDALS = frozenset([*MEDALS, *(f"{medal}_noc" for medal in MEDALS)])


def joint_values(property_name: str, statements: Sequence[LinkedStatement]) -> Mapping[str, Value]:
    """Return the joint value (`Jane Doe; Ann Poe`) of each statement that is a part of one, by its statement_id."""
    if property_name not in _OF_MEDALS or len(statements) < 2:
        return {}
    places: dict[tuple[str, str, int], list[LinkedStatement]] = defaultdict(list)
    for linked in statements:
        locator = linked.statement.locator
        table = -1 if locator.table_index is None else locator.table_index
        if linked.statement.source_kind in {"infobox", "table"}:
            places[linked.document_id, linked.statement.source_kind, table].append(linked)
    found = {}
    for (_, kind, _), group in sorted(places.items()):
        ordered = sorted(group, key=_in_source)
        texts = list({slug(s.statement.value.text): s.statement.value.text for s in ordered}.values())
        if len(texts) > 1 and (kind == "infobox" or _are_next_to_each_other(ordered)):
            found.update({s.statement_id: Value(HOLDERS_APART.join(texts)) for s in ordered})
    return found


def _in_source(linked: LinkedStatement) -> tuple[int, int, int, int, int, str]:
    """Return what statements are sorted by: their place, in one cell the place of their words in it."""
    locator, statement = linked.statement.locator, linked.statement
    start = locator.span.start if locator.span else -1
    within = statement.excerpt.find(statement.value.text)
    row, column = locator.cell_row or 0, locator.column_index or 0
    return (start, locator.source_line or 0, row, column, within, linked.statement_id)


def _are_next_to_each_other(ordered: Sequence[LinkedStatement]) -> bool:
    rows = [s.statement.locator.cell_row or 0 for s in ordered]
    return all(below - above <= 1 for above, below in pairwise(rows))
