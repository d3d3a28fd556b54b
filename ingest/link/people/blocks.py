"""Which mentions must be looked at together to tell who is who, so that not all of them need be.

Blocking, as record linkage calls it: every rule that joins two mentions, leaves two of them open or tells two persons'
identifiers apart looks them up by something that both have (a name, a form of it, a page linked to). Those are the
*keys* here. Mentions that no chain of keys connects change nothing for each other, so `identify` may be asked of each
block alone, and need not be asked again while none of its mentions changes.

Within a group of statements, mentions that keys connect are a *cluster*; a block is clusters of many groups. Keys are
digests: that two of them collide joins two blocks, and does no harm.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from ingest.link.people import names
from ingest.link.people.candidates import Alike, alike_names
from ingest.link.people.connected import Connected, ManyConnected
from ingest.link.people.links import normal_title
from ingest.link.people.model import Mention
from ingest.link.people.names import is_form_of, is_full, key, likeness, nickname_keys
from ingest.link.people.tiers import SPELT_ALIKE
from schemas.decisions import Join
from schemas.nations import is_noc
from schemas.records import record
from schemas.slugs import slug

_KEY_BYTES = 8
_DIGEST_BYTES = 16
_WAYS = (names.without_middle, names.with_short_given, names.with_initials, names.family_names)
_UNDATED = "undated"
_LONGEST_CODE = 3
_HEADS_KEPT = 10_000
"""Names are told by many groups, and each asks for their blocks."""


@record(frozen=True, slots=True)
class Ties:
    """What connects a cluster with those of other groups.

    Clusters that share one of their `keys` are of one block, and so is a cluster with a key that is among another's
    `forms`: a name may be a short form of a longer one. `digest` is that of all that is known of the cluster.
    """

    keys: tuple[int, ...]
    forms: tuple[int, ...]
    digest: int


@record(frozen=True, slots=True)
class Cluster:
    """Mentions of one group of statements that keys connect, and names among theirs that are spelt almost alike."""

    mentions: tuple[Mention, ...]
    alike: tuple[Alike, ...]
    ties: Ties


def clusters_of(mentions: Sequence[Mention]) -> tuple[Cluster, ...]:
    """Return the clusters of a group of statements, in the order of their first mentions."""
    alike = alike_names(mentions)
    keys = [frozenset(_keys(mention)) for mention in mentions]
    connected = Connected()
    holders: dict[int, int] = {}
    for number, held in enumerate(keys):
        for each in held:
            connected.join(number, holders.setdefault(each, number))
    _join_forms(mentions, connected)
    _join_holders(mentions, connected)
    _join_alike(mentions, alike, connected)
    members: dict[int, list[int]] = defaultdict(list)
    for number in range(len(mentions)):
        members[connected.head(number)].append(number)
    return tuple(
        _cluster([mentions[n] for n in found], frozenset[int]().union(*(keys[n] for n in found)), alike)
        for found in members.values()
    )


def _cluster(mentions: Sequence[Mention], keys: frozenset[int], alike: Sequence[Alike]) -> Cluster:
    own = {key(mention.name) for mention in mentions}
    near = tuple(each for each in alike if each.name in own)
    forms = {_digest(f"name {form}") for name in own for way in _WAYS for form in way(name)}
    forms |= {_digest(f"subject {mention.subject}") for mention in mentions}
    data = json.dumps([[mention.as_data() for mention in mentions], near], ensure_ascii=False)
    digest = hashlib.sha256(data.encode()).digest()[:_DIGEST_BYTES]
    ties = Ties(tuple(sorted(keys)), tuple(sorted(forms - keys)), int.from_bytes(digest, "big"))
    return Cluster(tuple(mentions), near, ties)


def _digest(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=_KEY_BYTES).digest(), "big")


def _keys(mention: Mention) -> Iterator[int]:
    """Yield what connects a mention with others, whatever its group, and theirs."""
    name = key(mention.name)
    yield _digest(f"name {name}")
    yield from (_digest(f"name {other}") for other in nickname_keys(mention.name))
    yield from (_digest(f"slug {form}") for form in _slugs(slug(mention.name)))
    if is_full(name):
        yield _digest(f"spelling {names.spelling(name)}")
        yield _digest(f"order {names.in_any_order(name)}")
    if mention.link:
        yield page_key(mention.link)


def _slugs(name: str) -> Iterator[str]:
    """Yield a slug, and those that an identifier may have had before a nation was added to it (`kim-lee-ned`)."""
    yield name
    head, _, last = name.rpartition("-")
    while head and (last == _UNDATED or (len(last) <= _LONGEST_CODE and is_noc(last.upper()))):
        yield head
        head, _, last = head.rpartition("-")


def page_key(title: str) -> int:
    """Return the key of a page that mentions link to."""
    return _digest(f"page {normal_title(title)}")


def decision_keys(join: Join) -> Iterator[int]:
    """Yield the keys of all mentions that a recorded decision may speak of: its words are identifiers or subjects."""
    for token in (join.first, join.second):
        yield _digest(f"subject {token}")
        parts = token.split("-")
        for end in range(len(parts), 0, -1):
            yield _digest(f"slug {'-'.join(parts[:end])}")
            yield _digest(f"name {'-'.join(parts[:end])}")
            if not _may_be_suffix(parts[end - 1]):
                break


def _may_be_suffix(part: str) -> bool:
    return part.isdecimal() or part == _UNDATED or (len(part) <= _LONGEST_CODE and is_noc(part.upper()))


# Within a group


def _join_forms(mentions: Sequence[Mention], connected: Connected) -> None:
    """Connect names with the shorter forms of them that the group has too."""
    own = {key(mention.name): number for number, mention in enumerate(mentions)}
    for name, number in own.items():
        for way in _WAYS:
            for form in way(name):
                if form in own:
                    connected.join(number, own[form])


def _join_holders(mentions: Sequence[Mention], connected: Connected) -> None:
    """Connect the holders of one medal whose names may be forms of each other (see `tiers.medal_holders`)."""
    slots: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, mention in enumerate(mentions):
        if mention.slot:
            slots[mention.slot][key(mention.name)].append(number)
    for held in slots.values():
        nations = {name: {mentions[number].noc for number in numbers} for name, numbers in held.items()}
        ordered = sorted(held)
        for index, name in enumerate(ordered):
            for other in ordered[index + 1 :]:
                if likeness(name, other) >= SPELT_ALIKE or any(
                    is_form_of(name, other, noc) for noc in nations[name] | nations[other]
                ):
                    connected.join(held[name][0], held[other][0])


def _join_alike(mentions: Sequence[Mention], alike: Iterable[Alike], connected: Connected) -> None:
    numbers = {key(mention.name): number for number, mention in enumerate(mentions)}
    for each in alike:
        connected.join(numbers[each.name], numbers[each.other])


# Over all groups


class Blocks:
    """The blocks of all clusters: those that keys connect, over all groups. `clusters` is how many there are."""

    def __init__(
        self,
        clusters: Callable[[], Iterable[Ties]],
        redirects: Mapping[str, str] | None = None,
        joins: Iterable[Join] = (),
    ) -> None:
        """`clusters` gives what connects each of them, and is called twice; memory holds the keys alone."""
        self.clusters = 0
        decided = [tuple(decision_keys(join)) for join in joins]
        led = [(page_key(title), page_key(other)) for title, other in (redirects or {}).items()]
        self._connected = ManyConnected(chain(self._counted(clusters()), *decided, *led))
        for keys in chain(decided, led):
            self._connected.join_all(keys)
        for ties in clusters():
            self._connected.join_all(ties.keys)
            for form in self._connected.those_of(ties.forms):
                self._connected.join_all((ties.keys[0], form))
        self.of_key = lru_cache(maxsize=_HEADS_KEPT)(self._connected.head)

    def _counted(self, clusters: Iterable[Ties]) -> Iterator[int]:
        for ties in clusters:
            self.clusters += 1
            yield from ties.keys

    def of(self, ties: Ties) -> int:
        """Return the block of a cluster: the least of its keys, so that the same clusters always have the same."""
        return self.of_key(ties.keys[0])
