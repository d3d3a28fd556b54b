"""What joining people works on and what it yields: mentions, persons, and the pairs that were judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from schemas.records import record
from schemas.slugs import slug

Outcome = Literal["joined", "open", "apart"]
Sex = Literal["m", "f", ""]
MentionKey = tuple[str, str, str, str]
"""document_id, subject, place and the slug of the name."""


def reference(place: str, name: str) -> str:
    """Return how rows speak of who `name` is in a statement or an event, before all articles are known."""
    return f"{place}|{slug(name)}"


@record(frozen=True, slots=True)
class Mention:
    """A name at one place of one document, with what the same document says of who that is.

    - `place`: the cell, field or sentence; two places of one `sheet` are two persons, always. `sheet` is a results
      table in one round, or a list of joint holders; "" where the same person may well stand twice;
    - `entry`: the document, event and round that the row is of, whatever its table; "" for what is no row;
    - `noc`: the code that the document gives; `years`: those of the events, first and last of a range;
    - `link`: the title of the page linked to, as it stands in the source;
    - `fields`: the sport (`sport:cycling`), the series and the championships that the event is one of;
    - `slot`: which medal of which event.
    """

    document_id: str
    place: str
    name: str
    statement_ids: tuple[str, ...]
    subject: str = ""
    event_id: str | None = None
    noc: str | None = None
    years: tuple[int, ...] = ()
    link: str | None = None
    sex: Sex = ""
    fields: frozenset[str] = frozenset()
    slot: str = ""
    sheet: str = ""
    entry: str = ""

    @property
    def key(self) -> MentionKey:
        """What tells this mention from all others."""
        return self.document_id, self.subject, self.place, slug(self.name)

    def as_data(self) -> list[object]:
        """Return what there is to know of it as plain data."""
        return [
            *self.key, self.name, self.statement_ids, self.event_id, self.noc, self.years, self.link, self.sex,
            sorted(self.fields), self.slot, self.sheet, self.entry,
        ]  # fmt: skip


@record(frozen=True, slots=True, order=True)
class Identity:
    """Two names that were judged: joined as one person, left open for a decision, or held apart by one.

    `rule` names what was found; `reason` says it in a sentence. Both identifiers are equal where they are joined.
    """

    competitor_id: str
    other_id: str
    name: str
    other_name: str
    rule: str
    outcome: Outcome
    reason: str
    supporting: tuple[str, ...]
    decision: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """One row of `competitors`: its mentions, in their order."""

    competitor_id: str
    name: str
    aliases: tuple[str, ...]
    first_year: int | None
    last_year: int | None
    basis: Literal["stated", "inferred"]
    mentions: tuple[Mention, ...]

    @property
    def supporting(self) -> tuple[str, ...]:
        """The statements that name the person."""
        return tuple(sorted({identifier for mention in self.mentions for identifier in mention.statement_ids}))


@dataclass(frozen=True)
class People:
    """Who is who over all documents.

    `unused` are the decisions that no pair of competitors answers to, `redundant` those that change nothing;
    `absent` are the competitors in decisions of whom no source speaks.
    """

    persons: tuple[Person, ...] = ()
    identities: tuple[Identity, ...] = ()
    unused: tuple[str, ...] = ()
    redundant: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()

    @cached_property
    def by_mention(self) -> dict[MentionKey, Person]:
        """The person that each mention is of."""
        return {mention.key: person for person in self.persons for mention in person.mentions}


@record(frozen=True, slots=True)
class Referred:
    """Whom the references of a group of statements lead to, and the names of those persons: both by identifier."""

    persons: Mapping[str, str]
    names: Mapping[str, str]


def referred(mentions: Iterable[Mention], persons: Mapping[MentionKey, Person]) -> Referred:
    """Return whom each `reference` leads to, of those that the mentions of a group of statements answer to.

    No other group's do: a statement and an event are of one group. References that two persons answer to are left out.
    """
    found: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for mention in mentions:
        person = persons[mention.key]
        names[person.competitor_id] = person.name
        for identifier in mention.statement_ids:
            found.setdefault(reference(identifier, mention.name), set()).add(person.competitor_id)
        for name in (person.name, *person.aliases) if mention.event_id else ():
            found.setdefault(reference(str(mention.event_id), name), set()).add(person.competitor_id)
    return Referred({place: next(iter(ids)) for place, ids in found.items() if len(ids) == 1}, names)
