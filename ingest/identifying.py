"""Telling who is who in one bundle of blocks: a pure function of its mentions, done in any process.

See `ingest.link.people.blocks`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.columns import Columns, columns_of
from ingest.datasets.competitors import competitor_joins_rows, competitors_rows
from ingest.digests import digest_of
from ingest.link.people import Mention, People, identify
from ingest.link.people.candidates import Alike
from ingest.link.people.decided import join_outcomes
from ingest.link.people.model import referred
from ingest.redo.packing import pack, unpack_parts
from schemas.decisions import Decision, DecisionOutcome, joins
from schemas.words import NO_WORDS, UserWords, using


@dataclass(frozen=True, slots=True)
class GroupMentions:
    """What of a group of statements belongs to a bundle: some clusters of its packed mentions, by their places.

    `tie` names them.
    """

    tie: str
    packed: bytes
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BundleTask:
    """A bundle to be told: its mentions, the redirects and the recorded decisions that concern them."""

    groups: tuple[GroupMentions, ...]
    redirects: tuple[tuple[str, str], ...] = ()
    decisions: tuple[Decision, ...] = ()
    words: UserWords = NO_WORDS

    @property
    def size_bytes(self) -> int:
        """The bytes of its mentions."""
        return sum(len(group.packed) for group in self.groups)


@dataclass(frozen=True, slots=True)
class References:
    """A packed `Referred`, and the digest of what it says."""

    digest: str
    packed: bytes


@dataclass(frozen=True, slots=True)
class Told:
    """Who is who in a bundle.

    `rows` are those of `competitors` and `competitor_joins`, packed; `references` what the references of each group
    lead to, by its `tie`; `outcomes` what became of the decisions.
    """

    rows: bytes
    references: Mapping[str, References]
    outcomes: tuple[DecisionOutcome, ...]


def identify_tasks(tasks: Sequence[BundleTask]) -> list[Told]:
    """Tell some bundles."""
    return [_told(task) for task in tasks]


def _told(task: BundleTask) -> Told:
    with using(task.words):
        held = [(group.tie, *_mentions(group)) for group in task.groups]
        people = identify(
            (mention for _, mentions, _ in held for mention in mentions), dict(task.redirects), joins(task.decisions),
            (each for _, _, alike in held for each in alike),
        )  # fmt: skip
        references = {tie: _references(mentions, people) for tie, mentions, _ in held}
        return Told(pack(_rows(people)), references, tuple(join_outcomes(task.decisions, people)))


def _mentions(group: GroupMentions) -> tuple[list[Mention], list[Alike]]:
    mentions: list[Mention] = []
    alike: list[Alike] = []
    for part in unpack_parts(group.packed, group.places):
        if not isinstance(part, tuple):
            raise TypeError(f"expected packed mentions, not {type(part).__name__}")
        mentions += part[0]
        alike += part[1]
    return mentions, alike


def _references(mentions: Sequence[Mention], people: People) -> References:
    found = referred(mentions, people.by_mention)
    return References(digest_of([sorted(found.persons.items()), sorted(found.names.items())]), pack(found))


def _rows(people: People) -> dict[str, Columns]:
    return {
        "competitors": columns_of("competitors", competitors_rows(people)),
        "competitor_joins": columns_of("competitor_joins", competitor_joins_rows(people)),
    }
