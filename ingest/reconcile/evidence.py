"""Which statements bear on a fact beside those made of it in so many words.

What takes two places to know is two statements and an inferred fact: a record's holder and mark in one article, the
winner in another. Four bridges, each usable only where its condition is established:

- the winner's mark is the winning mark, where one person is agreed to have won;
- a record set in an event is its holder's mark in it, where the event has a single round;
- the day of a round, or of a record of these Games, is the event's day, where the event has a single round;
- the mark of the final is the mark in the event, where the event has a single round.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from schemas.facts import Fact, FactKey
from schemas.linked import LinkedStatement
from schemas.nations import noc_of
from schemas.slugs import slug
from schemas.statements import NO_QUALIFIERS

_SET_THERE = ("olympic_record", "games_record", "championship_record", "championships_record")
"""Records that are set at the Games or championships that they are of."""


@dataclass(slots=True)
class Pool:
    """Statements by the fact they bear on. `direct` are those made of it, `bridged` those that bear on it as well."""

    direct: dict[FactKey, list[LinkedStatement]] = field(default_factory=lambda: defaultdict(list))
    bridged: dict[FactKey, list[LinkedStatement]] = field(default_factory=lambda: defaultdict(list))

    def of(self, key: FactKey) -> tuple[LinkedStatement, ...]:
        """Return all statements that bear on a fact, in a stable order.

        A place counts once: the cell that is a statement of the fact itself is not bridged to it a second time.
        """
        direct = self.direct.get(key, [])
        places = {(place_of(s), s.statement.value) for s in direct}
        found = {s.statement_id: s for s in direct}
        for linked in sorted(self.bridged.get(key, ()), key=lambda s: s.statement_id):
            place = (place_of(linked), linked.statement.value)
            if place not in places:
                places.add(place)
                found[linked.statement_id] = linked
        return tuple(found[identifier] for identifier in sorted(found))


def place_of(linked: LinkedStatement) -> tuple[object, ...]:
    """Return where a statement stands, as far as two of one document are told apart."""
    locator = linked.statement.locator
    where = (locator.table_index, locator.cell_row, locator.column_index, locator.span, locator.selector)
    return (linked.document_id, *where)


def direct_pool(statements: Iterable[LinkedStatement]) -> Pool:
    """Group statements by the fact that they state."""
    pool = Pool()
    for linked in statements:
        pool.direct[FactKey(linked.subject, linked.property, linked.qualifiers)].append(linked)
    return pool


def rounds_by_event(statements: Iterable[LinkedStatement]) -> dict[str, frozenset[str | None]]:
    """Return the rounds and heats that tables name in each event that a table is about.

    Where one competitor has a mark in two tables of an article, these are two rounds, whatever their headings say.
    """
    rounds: dict[str, set[str | None]] = defaultdict(set)
    tables: dict[tuple[str, str, str], set[int | None]] = defaultdict(set)
    for linked in statements:
        if linked.event_id and linked.statement.source_kind == "table":
            words = linked.qualifiers
            rounds[linked.event_id].add(f"{words.round} {words.heat}" if words.heat else words.round)
            if linked.property == "mark":
                place = (linked.event_id, linked.document_id, linked.subject)
                tables[place].add(linked.statement.locator.table_index)
    for (event_id, _, _), found in sorted(tables.items()):
        if len(found) > 1:
            rounds[event_id].update(f"table {index}" for index in sorted(found, key=str))
    return {event_id: frozenset(found) for event_id, found in rounds.items()}


def has_single_round(event_id: str, rounds: Mapping[str, frozenset[str | None]]) -> bool:
    """Say whether an event's own tables name no round but the final.

    One other round, or a part of the event, shows that there was more.
    """
    named = sorted(name for name in rounds.get(event_id, ()) if name)
    return event_id in rounds and len(named) <= 1 and all(name.split()[0] == "final" for name in named)


def bridge(
    pool: Pool, statements: Sequence[LinkedStatement], winners: Mapping[str, Sequence[str]], own: frozenset[str]
) -> None:
    """Add to `pool.bridged` what bears on other facts.

    `winners` maps an event to the subjects of its agreed winner, one for each spelling of the name; `own` are the
    events with a document of their own (only there do tables show how many rounds there were).
    """
    rounds = rounds_by_event(statements)
    elsewhere = {_row(linked) for linked in statements if _may_be_set_elsewhere(linked)}
    for linked in statements:
        event_id = linked.event_id
        if event_id is None or event_id not in own or not has_single_round(event_id, rounds):
            continue
        # Only a table of records ties a record to the event: prose also tells of records set elsewhere.
        if linked.property == "olympic_record" and linked.statement.source_kind == "table" and "#" in linked.subject:
            pool.bridged[FactKey(linked.subject, "mark", NO_QUALIFIERS)].append(linked)
        is_dated = linked.property == "date" and (linked.qualifiers != NO_QUALIFIERS or "#" in linked.subject)
        if is_dated and _row(linked) not in elsewhere:
            pool.bridged[FactKey(event_id, "date", NO_QUALIFIERS)].append(linked)
    for linked in statements:
        whole_event = FactKey(linked.subject, "mark", NO_QUALIFIERS)
        if _is_mark_of_only_round(linked, rounds, own) and (whole_event in pool.direct or whole_event in pool.bridged):
            pool.bridged[whole_event].append(linked)
    rows = {place_of(linked): linked.subject for linked in statements if linked.property == "mark"}
    for event_id, subjects in sorted(winners.items()):
        for subject in subjects:
            _bridge_winner(pool, event_id, subject, rows)
    for linked in statements:
        whole = pool.of(FactKey(linked.subject, "mark", NO_QUALIFIERS))
        if whole and _is_mark_of_only_round(linked, rounds, own):
            pool.bridged[FactKey(linked.subject, "mark", linked.qualifiers)].extend(whole)


def _row(linked: LinkedStatement) -> tuple[str, int | None, int | None]:
    locator = linked.statement.locator
    return linked.document_id, locator.table_index, locator.cell_row


def _may_be_set_elsewhere(linked: LinkedStatement) -> bool:
    """Say whether a record, or the best of a season, may be of another place in the event's year."""
    return linked.qualifiers.as_of is not None and not linked.property.endswith(_SET_THERE)


def _is_mark_of_only_round(
    linked: LinkedStatement, rounds: Mapping[str, frozenset[str | None]], own: frozenset[str]
) -> bool:
    """Say whether a statement gives the mark of the one round that an event had: it is the mark in the event."""
    words = linked.qualifiers
    if linked.property != "mark" or words.round is None or words.heat is not None or "#" not in linked.subject:
        return False
    return linked.event_id in own and linked.event_id is not None and has_single_round(linked.event_id, rounds)


def _bridge_winner(pool: Pool, event_id: str, subject: str, rows: Mapping[tuple[object, ...], str]) -> None:
    """Pool what is said of the winning mark with what is said of the winner's mark.

    `rows` are the subjects of the marks in tables, by their place: the mark of whoever was first before the medals
    were given to others is not the winner's.
    """
    winning = FactKey(event_id, "winning_time", NO_QUALIFIERS)
    mark = FactKey(subject, "mark", NO_QUALIFIERS)
    of_event = [linked for linked in pool.of(winning) if not _are_others(rows.get(place_of(linked), subject), subject)]
    of_winner = pool.of(mark)
    if of_event:
        pool.bridged[mark].extend(of_event)
    if of_winner:
        pool.bridged[winning].extend(of_winner)


def _are_others(one: str, other: str) -> bool:
    """Say whether two subjects name persons who have no word of their names in common."""
    first, second = (subject.partition("#")[2] for subject in (one, other))
    if not first or not second or first.startswith("row-") or noc_of(first.replace("-", " ")):
        return False
    return not set(first.split("-")) & set(second.split("-"))


def winner_subjects(golds: Iterable[Fact]) -> dict[str, tuple[str, ...]]:
    """Return the subjects of each event's winner: by the name that is published, and its other spellings."""
    found = {}
    for fact in golds:
        if fact.value is not None:
            spellings = [other.value.text for other in fact.alternatives] if fact.rule == "same_name" else []
            subjects = dict.fromkeys(f"{fact.key.subject}#{slug(name)}" for name in (fact.value.text, *spellings))
            found[fact.key.subject] = tuple(subjects)
    return found
