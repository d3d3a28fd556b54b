"""`competitors` and `competitor_joins`: who is who over all articles, and on what evidence.

Rows that name competitors are built where not all articles are known yet. Until then they hold references
(`ingest.link.people.reference`), which `ingest.shards.build` replaces.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.datasets.judged import Judged, Row
from ingest.link.people import People, reference
from schemas.linked import LinkedStatement


def who(judged: Judged, event_id: str | None, name: str | None, statements: Sequence[LinkedStatement]) -> str | None:
    """Return the reference of a row's competitor: that of its own statement, else of its name in the event."""
    if name is None:
        return None
    own = next((s for s in statements if s.property == "competitor"), None)
    if own is not None:
        return reference(own.statement_id, name)
    return reference(event_id, judged.linked.full_name(event_id, name)) if event_id else None


def members(statements: Sequence[LinkedStatement]) -> list[str]:
    """Return the references of the members that a row names."""
    return [reference(s.statement_id, s.statement.value.text) for s in statements if s.property == "member"]


def competitors_rows(people: People) -> Iterator[Row]:
    """Yield the rows of `competitors`."""
    for person in people.persons:
        yield {
            "competitor_id": person.competitor_id,
            "name": person.name,
            "aliases": list(person.aliases),
            "nocs": sorted({mention.noc for mention in person.mentions if mention.noc}),
            "first_year": person.first_year,
            "last_year": person.last_year,
            "basis": person.basis,
            "supporting": list(person.supporting),
        }


def competitor_joins_rows(people: People) -> Iterator[Row]:
    """Yield the rows of `competitor_joins`."""
    for identity in people.identities:
        yield {
            "competitor_id": identity.competitor_id,
            "other_id": identity.other_id,
            "name": identity.name,
            "other_name": identity.other_name,
            "rule": identity.rule,
            "outcome": identity.outcome,
            "reason": identity.reason,
            "decision": identity.decision,
            "supporting": list(identity.supporting),
        }
