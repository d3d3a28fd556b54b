"""Who is who over all groups of statements: told again, bundle by bundle, where a mention or a decision changed."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from struct import Struct

from ingest.crew import Crew
from ingest.digests import Digests, digest_of
from ingest.identifying import BundleTask, GroupMentions, Told, identify_tasks
from ingest.link.people.blocks import Blocks, Ties, decision_keys, page_key
from ingest.progress import Step
from ingest.redo.cache import Cache, Held
from ingest.redo.packing import pack, unpack, unpacked_as
from ingest.stages.setting import BUNDLES, MENTIONS, PEOPLE, PERSONS, REFERENCES, SHAPES, TIES, Setting
from ingest.stages.working import done_by
from schemas.decisions import Decision, DecisionOutcome, joins

_CLUSTERS_A_BUNDLE = 64
_MOST_BUNDLES = 1 << 16
_LARGE = 1 << 127
_TIE_BYTES = 16
"""Digests are added up in as many bits as they have, so that their order does not matter."""
CrewOfSize = Callable[[int], AbstractContextManager[Crew]]


@dataclass(frozen=True, slots=True)
class Known:
    """Who is who, as far as datasets need it.

    `bundles` are the keys of the rows of `competitors` and `competitor_joins` in the cache (`PERSONS`); `outcomes` what
    became of the decisions on who is who; `references` the keys of what the references of a group lead to
    (`REFERENCES`), by the digest of its mentions.
    """

    bundles: tuple[str, ...]
    outcomes: tuple[DecisionOutcome, ...]
    references: Mapping[str, Digests]


@dataclass(frozen=True, slots=True)
class Found:
    """What is known, and its key in the cache; that of the `Shape` that it was told by, where it was told now."""

    key: str
    shape_key: str | None
    known: Known


@dataclass(frozen=True, slots=True)
class BundleNote:
    """What a run must know of a bundle that was told: the keys of its references by tie, what became of decisions."""

    references: Mapping[str, str]
    outcomes: tuple[DecisionOutcome, ...]


class _Members:
    """Groups with clusters in a bundle, packed: the number of each, the sum of the clusters' digests, their places."""

    _HEAD = Struct("<I16sI")

    def __init__(self) -> None:
        self._data = bytearray()

    def add(self, group: int, tie: int, places: Sequence[int]) -> None:
        """Add a group."""
        self._data += self._HEAD.pack(group, tie.to_bytes(_TIE_BYTES, "big"), len(places))
        self._data += array("I", places).tobytes()

    def __iter__(self) -> Iterator[tuple[int, str, tuple[int, ...]]]:
        """Yield the number of each group, the sum in hexadecimal and the places."""
        at = 0
        while at < len(self._data):
            group, tie, count = self._HEAD.unpack_from(self._data, at)
            places = array("I")
            at += self._HEAD.size
            places.frombytes(self._data[at : at + count * places.itemsize])
            at += count * places.itemsize
            yield group, tie.hex(), tuple(places)


@dataclass(slots=True)
class _Bundle:
    """What a bundle is made of, gathered: the sum of its clusters' digests, and what concerns them."""

    digest: int = 0
    redirects: list[tuple[str, str]] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    members: _Members = field(default_factory=_Members)

    def key(self, setting: Setting) -> str:
        """Return the digest of all that telling it depends on."""
        given = [sorted(self.redirects), list(map(repr, self.decisions)), setting.words.digest, setting.code.judging]
        return digest_of([f"{self.digest:x}", *given])


@dataclass(frozen=True, slots=True)
class Shape:
    """Which bundle everything goes to: the clusters of a group, by the digest of what ties them to others; the rest.

    `pages` are those that only lead elsewhere, by title; `decisions` in their order.
    """

    clusters: Mapping[str, tuple[int, ...]]
    pages: Mapping[str, int]
    decisions: tuple[int, ...]


def who_is_who(
    mentions: Mapping[str, str],
    redirects: Iterable[tuple[str, str]],
    decisions: Sequence[Decision],
    setting: Setting,
    crew_of: CrewOfSize,
) -> Found:
    """Return who is who among all whom groups of statements mention. `crew_of` gives a crew for so many bundles.

    `mentions` are the digests of what the groups mention, each with that of what ties them to others; `redirects` are
    titles and where they lead.
    """
    digests = sorted(mentions)
    leading = dict(sorted(redirects))
    taken = [decision for decision in decisions if joins([decision])]
    key = digest_of([digests, leading, list(map(repr, taken)), setting.words.digest, setting.code.judging])
    held = next(iter(setting.cache.get(PEOPLE, [key])), None)
    if held is not None:
        return Found(key, None, unpacked_as(Known, unpack(held.data)))
    telling = _Telling(mentions, leading, taken, setting)
    known = telling.known(crew_of)
    setting.cache.put(PEOPLE, [Held(key, pack(known))])
    return Found(key, telling.shape_key, known)


class _Telling:
    """One telling of who is who. Memory holds what connects the mentions, never all of them."""

    def __init__(
        self, mentions: Mapping[str, str], redirects: Mapping[str, str], decisions: Sequence[Decision], setting: Setting
    ) -> None:
        self._mentions = mentions
        self._digests = sorted(mentions)
        self._setting = setting
        self._cache = setting.cache
        shapes = sorted(mentions.values())  # all: by how many clusters there are, the bundles are cut
        self.shape_key = digest_of([shapes, redirects, list(map(repr, decisions)), setting.code.judging])
        shape = self._shape(redirects, decisions)
        self._bundles: dict[int, _Bundle] = defaultdict(_Bundle)
        for digest, ties in self._ties():
            for number, (tie, places) in _parts(ties, shape.clusters[mentions[digest]]).items():
                self._bundles[number].digest = (self._bundles[number].digest + tie) % _LARGE
                self._bundles[number].members.add(bisect_left(self._digests, digest), tie, places)
        for pair in redirects.items():
            self._bundles[shape.pages[pair[0]]].redirects.append(pair)
        for decision, number in zip(decisions, shape.decisions, strict=True):
            self._bundles[number].decisions.append(decision)

    def _shape(self, redirects: Mapping[str, str], decisions: Sequence[Decision]) -> Shape:
        """Return which bundle everything goes to: as it was when the same clusters were tied in the same way."""
        held = next(iter(self._cache.get(SHAPES, [self.shape_key])), None)
        if held is not None:
            return unpacked_as(Shape, unpack(held.data))
        blocks = Blocks(self._all_ties, redirects, joins(decisions))
        count = _bundle_count(blocks.clusters)
        found = Shape(
            {self._mentions[digest]: tuple(blocks.of(each) % count for each in ties) for digest, ties in self._ties()},
            {title: blocks.of_key(page_key(title)) % count for title in redirects},
            tuple(blocks.of_key(next(decision_keys(joins([decision])[0]))) % count for decision in decisions),
        )
        self._cache.put(SHAPES, [Held(self.shape_key, pack(found))])
        return found

    def known(self, crew_of: CrewOfSize) -> Known:
        """Tell the bundles of which nothing is known, and return what is known of all."""
        keys = {number: bundle.key(self._setting) for number, bundle in sorted(self._bundles.items())}
        told = self._cache.known(BUNDLES, keys.values())
        missing = [number for number, key in keys.items() if key not in told]
        if missing:
            with crew_of(len(missing)) as crew:
                self._tell(missing, keys, crew)
        references = [bytearray() for _ in self._digests]
        outcomes: list[DecisionOutcome] = []
        notes = {held.key: held.data for held in self._cache.get(BUNDLES, keys.values())}
        for number, key in keys.items():
            note = unpacked_as(BundleNote, unpack(notes[key]))
            outcomes += note.outcomes
            for group, tie, _ in self._bundles[number].members:
                references[group] += bytes.fromhex(note.references[tie])
        return Known(
            tuple(keys.values()),
            tuple(outcomes),
            {digest: Digests(bytes(found)).in_order() for digest, found in zip(self._digests, references, strict=True)},
        )

    def _tell(self, missing: Sequence[int], keys: Mapping[int, str], crew: Crew) -> None:
        self._setting.progress(Step("people", 0, len(missing)))
        tasks = (self._task(self._bundles[number]) for number in missing)
        found = done_by(crew, identify_tasks, tasks, len(missing), "told who is who")
        for done, (number, told) in enumerate(zip(missing, found, strict=True), start=1):
            _keep(keys[number], told, self._cache)
            self._setting.progress(Step("people", done, len(missing)))

    def _task(self, bundle: _Bundle) -> BundleTask:
        members = [(self._digests[group], tie, places) for group, tie, places in bundle.members]
        packed = {held.key: held.data for held in self._cache.get(MENTIONS, [digest for digest, *_ in members])}
        groups = tuple(GroupMentions(tie, packed[digest], places) for digest, tie, places in members)
        return BundleTask(groups, tuple(sorted(bundle.redirects)), tuple(bundle.decisions), self._setting.words)

    def _ties(self) -> Iterator[tuple[str, tuple[Ties, ...]]]:
        for held in self._cache.get(TIES, self._digests):
            yield held.key, unpacked_as(tuple, unpack(held.data))

    def _all_ties(self) -> Iterator[Ties]:
        for _, ties in self._ties():
            yield from ties


def _parts(clusters: Sequence[Ties], numbers: Sequence[int]) -> dict[int, tuple[int, tuple[int, ...]]]:
    """Return what of a group's clusters belongs to each bundle: the sum of their digests, and their places."""
    places: dict[int, list[int]] = defaultdict(list)
    for place, number in enumerate(numbers):
        places[number].append(place)
    return {
        number: (sum(clusters[place].digest for place in found) % _LARGE, tuple(found))
        for number, found in places.items()
    }


def _bundle_count(clusters: int) -> int:
    """Return into how many bundles so many clusters go: a power of two, so that a few more move none."""
    count = 1
    while count < _MOST_BUNDLES and count * _CLUSTERS_A_BUNDLE < clusters:
        count *= 2
    return count


def _keep(key: str, told: Told, cache: Cache) -> None:
    """Keep what was told of a bundle; the note last, as it tells that the rest is there."""
    references = {tie: found.digest for tie, found in told.references.items()}
    cache.put(REFERENCES, (Held(found.digest, found.packed) for found in told.references.values()))
    cache.put(PERSONS, [Held(key, told.rows)])
    cache.put(BUNDLES, [Held(key, pack(BundleNote(references, told.outcomes)))])
