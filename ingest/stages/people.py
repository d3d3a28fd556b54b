"""Who is who over all groups of statements; told again only where what names persons, or a decision, is another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.columns import Columns, columns_of
from ingest.datasets.competitors import competitor_joins_rows, competitors_rows
from ingest.judging import GroupNote
from ingest.link.people import Mention, People, identify
from ingest.link.people.decided import join_outcomes
from ingest.link.people.model import referred
from ingest.redo.cache import Cache, Held
from ingest.redo.packing import pack, unpack, unpacked_as
from ingest.stages.setting import MENTIONS, PEOPLE, REFERENCES, Setting, digest_of
from schemas.decisions import Decision, DecisionOutcome, joins


@dataclass(frozen=True, slots=True)
class Known:
    """Who is who, as far as datasets need it.

    `rows` are those of `competitors` and `competitor_joins`; `outcomes` what became of the decisions on who is who;
    `references` name what the references of a group lead to (its key in the cache), by the digest of its mentions.
    """

    rows: Mapping[str, Columns]
    outcomes: tuple[DecisionOutcome, ...]
    references: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """What is known, and its key in the cache."""

    key: str
    known: Known


def who_is_who(notes: Iterable[GroupNote], decisions: Sequence[Decision], setting: Setting) -> Found:
    """Return who is who among all whom groups of statements mention."""
    found = list(notes)
    digests = sorted({note.mentions for note in found})
    redirects = dict(sorted(pair for note in found for pair in note.redirects))
    taken = [decision for decision in decisions if joins([decision])]
    key = digest_of([digests, redirects, list(map(repr, taken)), setting.code.judging])
    held = next(iter(setting.cache.get(PEOPLE, [key])), None)
    if held is not None:
        return Found(key, unpacked_as(Known, unpack(held.data)))
    known = _told(digests, redirects, taken, setting.cache)
    setting.cache.put(PEOPLE, [Held(key, pack(known))])
    return Found(key, known)


def _told(
    digests: Sequence[str], redirects: Mapping[str, str], decisions: Sequence[Decision], cache: Cache
) -> Known:  # fmt: skip
    mentions = {held.key: unpacked_as(tuple, unpack(held.data)) for held in cache.get(MENTIONS, digests)}
    people = identify((each for group in mentions.values() for each in group), redirects, joins(decisions))
    rows = {
        "competitors": columns_of("competitors", competitors_rows(people)),
        "competitor_joins": columns_of("competitor_joins", competitor_joins_rows(people)),
    }
    return Known(rows, tuple(join_outcomes(decisions, people)), _referred(mentions, people, cache))


def _referred(mentions: Mapping[str, tuple[Mention, ...]], people: People, cache: Cache) -> dict[str, str]:
    """Keep what the references of each group lead to; return the keys."""
    keys: dict[str, str] = {}
    packed: dict[str, bytes] = {}
    for digest, group in mentions.items():
        found = referred(group, people.by_mention)
        keys[digest] = key = digest_of([sorted(found.persons.items()), sorted(found.names.items())])
        packed[key] = pack(found)
    cache.put(REFERENCES, (Held(key, data) for key, data in packed.items()))
    return keys
