"""Pairs that may be one person and are left open: what a rule did not dare to join, and what falls short of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from ingest.link.people import groups as limits
from ingest.link.people import names, tiers
from ingest.link.people.groups import LONGEST_CAREER, Group, Groups, against, gap
from ingest.link.people.model import Mention
from ingest.link.people.names import is_full, key, likeness, spelling
from ingest.link.people.rules import RULES

ALMOST_ALIKE = 85.0
"""Of 100: how alike two names of one nation in one event or series must be to be shown to a person (`likeness`)."""

_MOST_OPTIONS = 5
"""A short form that may be more persons than these is worth nobody's while."""

_NEIGHBOURS = 8
"""With how many of the next names in alphabetical order a name is compared; all with all would not scale."""


class Alike(NamedTuple):
    """Two names (`name < other`) that are spelt almost alike in one event or series."""

    place: str
    name: str
    other: str


class Open(NamedTuple):
    """Two groups, by their first mentions, that may be one person: the rule that came closest, and what is missing."""

    a: int
    b: int
    rule: str
    reason: str


def open_pairs(groups: Groups, alike: Iterable[Alike]) -> list[Open]:
    """Return the pairs to decide on, each once, sorted; `alike` are the names that are spelt almost alike."""
    found: dict[tuple[int, int], Open] = {}
    for pair in (*_same_names(groups), *_refused(groups), *_short_forms(groups), *_alike(groups, alike)):
        found.setdefault((pair.a, pair.b), pair)
    return [found[name] for name in sorted(found)]


def _refused(groups: Groups) -> Iterator[Open]:
    """Yield the joins that a rule would have made but for what speaks against them."""
    for judged in groups.judged:
        a, b = groups.of(judged.edge.a), groups.of(judged.edge.b)
        is_decided = judged.rule == "decision"
        if judged.against is not None and not is_decided and a is not b and _may_be_one(a, b):
            yield _open(a, b, judged.rule, f"{RULES[judged.rule]}, but {judged.against} there or nearby")


def _may_be_one(a: Group, b: Group) -> bool:
    """Say whether nothing certain speaks against two groups, nor two names in one round."""
    certain = against([a, b], limits.BY_LINK) or against([a, b], limits.FORMS_IN_EVENT)
    return certain is None or certain in {limits.NATIONS, limits.YEARS}


def _same_names(groups: Groups) -> Iterator[Open]:
    """Yield neighbours in time of one name, where one thing is missing for a join and no more."""
    by_name: dict[str, list[Group]] = defaultdict(list)
    for group in groups.all():
        for name in group.keys:
            by_name[name].append(group)
    for name, held in sorted(by_name.items()):
        if len(names.tokens(name)) == 1:
            continue  # a family name alone is nobody's
        ordered = sorted(held, key=lambda group: (group.first or 0, group.last or 0, group.members[0]))
        for index, a in enumerate(ordered):
            for b in ordered[index + 1 : index + 1 + _NEIGHBOURS]:
                missing = _missing(a, b, name)
                if len(missing) == 1 and _may_be_one(a, b):
                    yield _open(a, b, "same_name", f"the names are the same, but {missing[0]}")


def _missing(a: Group, b: Group, name: str) -> list[str]:
    """Return what is missing for a join by name, in words."""
    years = gap(a, b)
    whole = max(a.last or 0, b.last or 0) - min(a.first or 9999, b.first or 9999)
    missing = []
    if years is None:
        missing.append("no year is known of one of them")
    elif whole > limits.LONGEST_LIFE_IN_SPORT:
        missing += ["they are further apart than any career"] * 2
    elif years > tiers.LONGEST_PAUSE or whole > LONGEST_CAREER:
        missing.append(f"{years} years lie between them")
    if a.nations and b.nations and not a.nations & b.nations:
        missing.append(f"one is of {_codes(a)}, the other of {_codes(b)}")
    if a.sports and b.sports and not a.sports & b.sports:
        missing.append("the sports differ")
    elif not tiers.are_of_one_field(a, b):
        missing.append("the sport of one of them is not known")
    elif not a.nations or not b.nations:
        missing.append("no nation is known of one of them")
    if not missing and not is_full(name):
        missing.append("that is perhaps no full name")
    if not missing:
        missing.append("more than two answer to it, or their links differ")
    return missing


def _codes(group: Group) -> str:
    return " and ".join(sorted(group.nations))


def _short_forms(groups: Groups) -> Iterator[Open]:
    """Yield short forms with the few whom they may stand for, in their event or in their nation and sport."""
    ways = (names.without_middle, names.with_short_given, names.with_initials, names.family_names)
    in_event: tiers.Scope = lambda group: tiers.in_event(group, groups)  # noqa: E731 - a partial has no parameter names
    scopes = ((in_event, None), (tiers.nation_and_field, tiers.LONGEST_PAUSE))
    for scope, pause in scopes:
        for short, fulls in sorted(tiers.options(groups, scope, ways, limits.FORMS_IN_EVENT, pause).items()):
            if len(fulls) <= _MOST_OPTIONS:
                for full in fulls:
                    reason = "one name may be a short form of the other" + (
                        f", and of {len(fulls) - 1} more" if len(fulls) > 1 else ", which alone proves nothing"
                    )
                    yield _open(groups.of(short), groups.of(full), "short_form", reason)


def alike_names(mentions: Iterable[Mention]) -> tuple[Alike, ...]:
    """Return the names that are spelt almost alike in one event or series, sorted."""
    places: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        name = key(mention.name)
        if is_full(name):
            for place in _places(mention):
                places[place].add(name)
    return tuple(sorted({each for place, held in places.items() for each in _alike_in(place, held)}))


def _alike_in(place: str, held: Collection[str]) -> Iterator[Alike]:
    for ordered in (sorted(held, key=_forwards), sorted(held, key=_backwards)):
        for index, name in enumerate(ordered):
            for other in ordered[index + 1 : index + 1 + _NEIGHBOURS]:
                if likeness(name, other) >= ALMOST_ALIKE:
                    yield Alike(place, min(name, other), max(name, other))


def _alike(groups: Groups, alike: Iterable[Alike]) -> Iterator[Open]:
    """Yield those of one nation whose names are spelt almost alike in one event or series."""
    held: dict[tuple[str, str], set[int]] = defaultdict(set)
    for number, mention in enumerate(groups.mentions):
        for place in _places(mention):
            held[place, key(mention.name)].add(groups.of(number).members[0])
    for place, name, other in alike:
        for first in sorted(held[place, name]):
            for second in sorted(held[place, other]):
                yield from _like(name, groups.of(first), other, groups.of(second))


def _like(name: str, a: Group, other: str, b: Group) -> Iterator[Open]:
    if a is not b and a.nations & b.nations and _may_be_one(a, b):
        years = gap(a, b)
        if years is not None and years <= tiers.LONGEST_PAUSE and against([a, b], limits.FORMS_IN_EVENT) is None:
            yield _open(a, b, "spelt_alike", f"{name} and {other} are spelt almost alike")


def _places(mention: Mention) -> Iterator[str]:
    yield from (part for part in mention.fields if part.startswith("series:"))
    if mention.event_id:
        yield mention.event_id


def _forwards(name: str) -> tuple[str, str]:
    return spelling(name), name


def _backwards(name: str) -> tuple[tuple[str, ...], str]:
    return tuple(reversed(names.tokens(spelling(name)))), name


def _open(a: Group, b: Group, rule: str, reason: str) -> Open:
    first, second = sorted((a.members[0], b.members[0]))
    return Open(first, second, rule, reason)
