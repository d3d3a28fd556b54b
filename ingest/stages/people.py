"""Who is who over all groups of statements: told again, bundle by bundle, where a mention or a decision changed."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import islice

from ingest.crew import Crew
from ingest.digests import Digests, digest_of
from ingest.identifying import BundleTask, GroupMentions, Told, identify_tasks
from ingest.link.people.blocks import Blocks, Ties, decision_keys, page_key
from ingest.progress import Step
from ingest.redo.cache import Cache, Held
from ingest.redo.packing import pack, unpack, unpacked_as
from ingest.scratch import scratch
from ingest.stages.mentions import Mentions
from ingest.stages.setting import BUNDLES, MENTIONS, PEOPLE, PERSONS, REFERENCES, SHAPES, TIES, Setting
from ingest.stages.working import done_by
from schemas.decisions import Decision, DecisionOutcome, joins

_CLUSTERS_A_BUNDLE = 64
_MOST_BUNDLES = 1 << 16
_LARGE = 1 << 127
"""Digests are added up in as many bits as they have, so that their order does not matter."""
_TIE_DIGITS = 32
_VALUES_A_PART = 5_000
CrewOfSize = Callable[[int], AbstractContextManager[Crew]]


@dataclass(frozen=True, slots=True)
class Known:
    """Who is who, as far as datasets need it beside what references lead to, which `Mentions` has then.

    `bundles` are the keys of the rows of `competitors` and `competitor_joins` in the cache (`PERSONS`); `outcomes` what
    became of the decisions on who is who. `parts` is how many values of the cache hold what references lead to.
    """

    bundles: tuple[str, ...]
    outcomes: tuple[DecisionOutcome, ...]
    parts: int


@dataclass(frozen=True, slots=True)
class Found:
    """What is known, and its keys in the cache; those of the `Shape` that it was told by, where it was told now."""

    keys: tuple[str, ...]
    shape_keys: tuple[str, ...]
    known: Known


@dataclass(frozen=True, slots=True)
class BundleNote:
    """What a run must know of a bundle that was told: the keys of its references by tie, what became of decisions."""

    references: Mapping[str, str]
    outcomes: tuple[DecisionOutcome, ...]


@dataclass(slots=True)
class _Bundle:
    """What a bundle is made of beside its clusters, gathered: the sum of their digests, and what concerns them."""

    digest: int = 0
    redirects: list[tuple[str, str]] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)

    def key(self, setting: Setting) -> str:
        """Return the digest of all that telling it depends on."""
        given = [sorted(self.redirects), list(map(repr, self.decisions)), setting.words.digest, setting.code.judging]
        return digest_of([f"{self.digest:x}", *given])


@dataclass(frozen=True, slots=True)
class Shape:
    """Which bundle everything but the clusters goes to; `parts` is how many values of the cache hold those.

    `pages` are those that only lead elsewhere, by title; `decisions` in their order.
    """

    parts: int
    pages: Mapping[str, int]
    decisions: tuple[int, ...]


def who_is_who(
    mentions: Mentions,
    redirects: Iterable[tuple[str, str]],
    decisions: Sequence[Decision],
    setting: Setting,
    crew_of: CrewOfSize,
) -> Found:
    """Tell who is who among all whom groups of statements mention; `mentions` know then what references lead to.

    `crew_of` gives a crew for so many bundles; `redirects` are titles and where they lead.
    """
    leading = dict(sorted(redirects))
    taken = [decision for decision in decisions if joins([decision])]
    given = [leading, list(map(repr, taken)), setting.words.digest, setting.code.judging]
    key = digest_of([mentions.digest_of_all(), *given])
    known = _remembered(key, mentions, setting.cache)
    if known is not None:
        return Found((key, *_part_keys(key, known.parts)), (), known)
    telling = _Telling(mentions, leading, taken, setting)
    known = telling.known(key, crew_of)
    setting.cache.put(PEOPLE, [Held(key, pack(known))])
    return Found((key, *_part_keys(key, known.parts)), telling.shape_keys, known)


def _remembered(key: str, mentions: Mentions, cache: Cache) -> Known | None:
    """Return who is who as it was told before, or None where that is not known."""
    held = next(iter(cache.get(PEOPLE, [key])), None)
    if held is None:
        return None
    known = unpacked_as(Known, unpack(held.data))
    for part in _part_keys(key, known.parts):
        found = next(iter(cache.get(PEOPLE, [part])), None)
        if found is None:
            return None
        mentions.refer((digest, Digests(packed)) for digest, packed in unpacked_as(list, unpack(found.data)))
    return known


def _part_keys(key: str, count: int) -> Iterator[str]:
    return (f"{key} {number}" for number in range(count))


def _kept_in_parts(kind: str, key: str, values: Iterator[tuple[str, object]], cache: Cache) -> int:
    """Keep many values in the cache, a few thousand a part; return how many parts there are."""
    count = 0
    while part := list(islice(values, _VALUES_A_PART)):
        cache.put(kind, [Held(f"{key} {count}", pack(part))])
        count += 1
    return count


_TABLES = """
CREATE TABLE clusters (shape TEXT PRIMARY KEY, bundles BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE members (bundle INTEGER NOT NULL, digest TEXT NOT NULL, tie TEXT NOT NULL, places BLOB NOT NULL,
                      PRIMARY KEY (bundle, digest)) WITHOUT ROWID;
"""
"""The bundle of each cluster of mentions, by what ties them to others; and for each bundle the mentions with clusters
in it: the sum of the clusters' digests, and their places."""


class _Telling:
    """One telling of who is who. Memory holds what connects the mentions, never all of them."""

    def __init__(
        self, mentions: Mentions, redirects: Mapping[str, str], decisions: Sequence[Decision], setting: Setting
    ) -> None:
        self._mentions = mentions
        self._setting = setting
        self._cache = setting.cache
        self._database = scratch(_TABLES)
        # All shapes: by how many clusters there are, the bundles are cut.
        parts = [mentions.digest_of_shapes(), redirects, list(map(repr, decisions)), setting.code.judging]
        key = digest_of(parts)
        shape = self._known_shape(key) or self._told_shape(key, redirects, decisions)
        self.shape_keys = (key, *_part_keys(key, shape.parts))
        self._bundles: dict[int, _Bundle] = defaultdict(_Bundle)
        for digest, ties in self._ties():
            self._add(digest, ties)
        for pair in redirects.items():
            self._bundles[shape.pages[pair[0]]].redirects.append(pair)
        for decision, number in zip(decisions, shape.decisions, strict=True):
            self._bundles[number].decisions.append(decision)

    def _add(self, digest: str, ties: Sequence[Ties]) -> None:
        """Add the clusters of a group's mentions to their bundles."""
        query = "SELECT bundles FROM clusters WHERE shape = ?"
        (packed,) = self._database.execute(query, (self._mentions.shape(digest),)).fetchone()
        for number, (tie, places) in _parts(ties, array("I", packed)).items():
            bundle = self._bundles[number]
            bundle.digest = (bundle.digest + tie) % _LARGE
            row = (number, digest, f"{tie:0{_TIE_DIGITS}x}", array("I", places).tobytes())
            self._database.execute("INSERT INTO members VALUES (?, ?, ?, ?)", row)

    def _known_shape(self, key: str) -> Shape | None:
        """Return which bundle everything went to when the same clusters were tied in the same way, if it is known."""
        held = next(iter(self._cache.get(SHAPES, [key])), None)
        if held is None:
            return None
        shape = unpacked_as(Shape, unpack(held.data))
        for part in _part_keys(key, shape.parts):
            found = next(iter(self._cache.get(SHAPES, [part])), None)
            if found is None:
                return None
            self._cluster(unpacked_as(list, unpack(found.data)))
        return shape

    def _cluster(self, found: Iterable[tuple[str, bytes]]) -> None:
        self._database.executemany("INSERT OR IGNORE INTO clusters VALUES (?, ?)", found)

    def _told_shape(self, key: str, redirects: Mapping[str, str], decisions: Sequence[Decision]) -> Shape:
        blocks = Blocks(self._all_ties, redirects, joins(decisions))
        count = _bundle_count(blocks.clusters)
        for digest, ties in self._ties():
            bundles = array("I", (blocks.of(each) % count for each in ties))
            self._cluster([(self._mentions.shape(digest), bundles.tobytes())])
        parts = _kept_in_parts(SHAPES, key, self._database.execute("SELECT * FROM clusters"), self._cache)
        found = Shape(
            parts,
            {title: blocks.of_key(page_key(title)) % count for title in redirects},
            tuple(blocks.of_key(next(decision_keys(joins([decision])[0]))) % count for decision in decisions),
        )
        self._cache.put(SHAPES, [Held(key, pack(found))])
        return found

    def known(self, key: str, crew_of: CrewOfSize) -> Known:
        """Tell the bundles of which nothing is known; return what is known of all, and keep what references lead to."""
        keys = {number: bundle.key(self._setting) for number, bundle in sorted(self._bundles.items())}
        told = self._cache.known(BUNDLES, keys.values())
        missing = [number for number, bundle in keys.items() if bundle not in told]
        if missing:
            with crew_of(len(missing)) as crew:
                self._tell(missing, keys, crew)
        outcomes: list[DecisionOutcome] = []
        for number, bundle in keys.items():
            note = self._note(bundle)
            outcomes += note.outcomes
            members = self._members(number)
            self._mentions.refer((digest, Digests.of([note.references[tie]])) for digest, tie, _ in members)
        references = ((digest, found.packed) for digest, found in self._mentions.all_references())
        parts = _kept_in_parts(PEOPLE, key, references, self._cache)
        return Known(tuple(keys.values()), tuple(outcomes), parts)

    def _note(self, bundle: str) -> BundleNote:
        """Return what was told of a bundle. Raises `KeyError` where the cache has lost it."""
        for held in self._cache.get(BUNDLES, [bundle]):
            return unpacked_as(BundleNote, unpack(held.data))
        raise KeyError(bundle)

    def _tell(self, missing: Sequence[int], keys: Mapping[int, str], crew: Crew) -> None:
        self._setting.progress(Step("people", 0, len(missing)))
        tasks = map(self._task, missing)
        found = done_by(crew, identify_tasks, tasks, len(missing), "told who is who")
        for done, (number, told) in enumerate(zip(missing, found, strict=True), start=1):
            _keep(keys[number], told, self._cache)
            self._setting.progress(Step("people", done, len(missing)))

    def _members(self, number: int) -> list[tuple[str, str, tuple[int, ...]]]:
        """Return the mentions with clusters in a bundle: their digest, the sum of the clusters', and their places."""
        query = "SELECT digest, tie, places FROM members WHERE bundle = ? ORDER BY digest"
        found = self._database.execute(query, (number,)).fetchall()
        return [(digest, tie, tuple(array("I", places))) for digest, tie, places in found]

    def _task(self, number: int) -> BundleTask:
        bundle, members = self._bundles[number], self._members(number)
        packed = {held.key: held.data for held in self._cache.get(MENTIONS, [digest for digest, *_ in members])}
        groups = tuple(GroupMentions(tie, packed[digest], places) for digest, tie, places in members)
        return BundleTask(groups, tuple(sorted(bundle.redirects)), tuple(bundle.decisions), self._setting.words)

    def _ties(self) -> Iterator[tuple[str, tuple[Ties, ...]]]:
        for held in self._cache.get(TIES, self._mentions.digests()):
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
