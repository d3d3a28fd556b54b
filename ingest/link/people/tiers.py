"""The tiers of joining, the surest first: which mentions each would take for one person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import pairwise

from ingest.link.people.groups import Edge, Group, Groups, Limits, against, gap
from ingest.link.people.names import (
    FAMILY_FIRST,
    in_any_order,
    is_form_of,
    is_full,
    key,
    likeness,
    nickname_keys,
    spelling,
)

LONGEST_PAUSE = 12
"""Years between two appearances that names alone may bridge: three Olympiads, as from 1936 to 1948 and 1912 to 1924."""

SPELT_ALIKE = 80.0
"""Of 100: how alike two names must be for the holders of one medal to be one person (`likeness`)."""

PAUSES = (4, 8, LONGEST_PAUSE)
"""Shorter pauses are joined first, so that two who share a name over more years than one are told apart."""
Scope = Callable[[Group], Iterable[Hashable]]
Keys = Callable[[Groups, Group], Iterable[str]]
Ways = tuple[Callable[[str], Iterable[str]], ...]


def same_link(links: Sequence[str | None]) -> Iterator[Edge]:
    """Yield the mentions that link to the same page."""
    by_link: dict[str, list[int]] = defaultdict(list)
    for number, link in enumerate(links):
        if link:
            by_link[link].append(number)
    for numbers in by_link.values():
        yield from (Edge(a, b) for a, b in pairwise(numbers))


def same_name(groups: Groups, scope: Callable[[int], Iterable[Hashable]]) -> Iterator[Edge]:
    """Yield the mentions of the same name in one scope."""
    found: dict[Hashable, list[int]] = defaultdict(list)
    for number in range(len(groups.mentions)):
        for name in scope(number):
            found[name].append(number)
    for numbers in found.values():
        yield from (Edge(a, b) for a, b in pairwise(numbers))


def event_names(groups: Groups, *, with_nation: bool) -> Callable[[int], Iterable[Hashable]]:
    """Scope: the name in its event; with its nation too, if asked, and then nothing for a mention without one."""

    def scope(number: int) -> Iterator[Hashable]:
        mention, nations = groups.mentions[number], groups.of(number).nations
        if mention.event_id and (nations or not with_nation):
            yield mention.event_id, key(mention.name), frozenset(nations) if with_nation else None

    return scope


def article_names(groups: Groups) -> Callable[[int], Iterable[Hashable]]:
    """Scope: the full name in its article, whatever the event."""

    def scope(number: int) -> Iterator[Hashable]:
        mention = groups.mentions[number]
        if is_full(key(mention.name)):
            yield mention.document_id, key(mention.name)

    return scope


def medal_holders(groups: Groups) -> Iterator[Edge]:
    """Yield the holders of one medal of one event whose names are forms of each other, or spelt alike."""
    slots: dict[str, dict[str, int]] = defaultdict(dict)
    for number, mention in enumerate(groups.mentions):
        if mention.slot:
            slots[mention.slot].setdefault(key(mention.name), number)
    for _, names in sorted(slots.items()):
        ordered = sorted(names.items())
        for index, (name, a) in enumerate(ordered):
            for other, b in ordered[index + 1 :]:
                noc = groups.mentions[a].noc or groups.mentions[b].noc
                if groups.of(a) is not groups.of(b) and (
                    is_form_of(name, other, noc) or likeness(name, other) >= SPELT_ALIKE
                ):
                    yield Edge(min(a, b), max(a, b))


def same_career(groups: Groups, pause: int, *, with_sex: bool) -> Iterator[Edge]:
    """Yield groups of one full name, nation and sport whose appearances are at most `pause` years apart.

    `with_sex`: and of one sex, or none known; else those that share all this with a group of which none is known.
    """

    def names(group: Group) -> Iterator[Hashable]:
        for name in filter(is_full, group.keys):
            for code in group.nations:
                yield from ((name, code, part) for part in group.fields)

    def scope(group: Group) -> Iterable[Hashable]:
        sex = tuple(sorted(group.sexes))
        return ((name, sex) for name in names(group)) if with_sex else (n for n in names(group) if n in sexless)

    sexless = set() if with_sex else {name for group in groups.all() if not group.sexes for name in names(group)}
    if with_sex or sexless:
        yield from _near_in_time(groups, scope, pause)


def same_series(groups: Groups, pause: int) -> Iterator[Edge]:
    """Yield groups of one full name in one series, whatever their nations: two of them would part all."""

    def scope(group: Group) -> Iterator[Hashable]:
        series = [part for part in group.fields if part.startswith("series:")]
        for name in filter(is_full, group.keys):
            yield from ((name, part) for part in series)

    yield from _near_in_time(groups, scope, pause)


def _near_in_time(groups: Groups, scope: Scope, pause: int) -> Iterator[Edge]:
    found: dict[Hashable, list[Group]] = defaultdict(list)
    for group in groups.all():
        for name in scope(group):
            found[name].append(group)
    for held in found.values():
        ordered = sorted(held, key=lambda group: (group.first or 0, group.last or 0, group.members[0]))
        for a, b in pairwise(ordered):
            years = gap(a, b)
            if years is not None and years <= pause and are_of_one_field(a, b):
                yield _edge(a, b)


def are_of_one_field(a: Group, b: Group) -> bool:
    """Say whether two groups share a sport or, where one has none, the series or the championships."""
    return bool(a.sports & b.sports) if a.sports and b.sports else bool(a.fields & b.fields)


def same_key(groups: Groups, scope: Scope, pause: int | None = None) -> Iterator[Edge]:
    """Yield the only two groups that share a key of `scope`: of three or more, nobody knows which."""
    found: dict[Hashable, list[Group]] = defaultdict(list)
    for group in groups.all():
        for name in sorted(set(scope(group)), key=repr):
            found[name].append(group)
    for held in found.values():
        if len(held) == 2 and (pause is None or _bridged(held[0], held[1], pause)):
            yield _edge(held[0], held[1])


def _bridged(a: Group, b: Group, pause: int) -> bool:
    years = gap(a, b)
    return years is not None and years <= pause and are_of_one_field(a, b)


def short_forms(groups: Groups, scope: Scope, ways: Ways, limits: Limits, pause: int | None = None) -> Iterator[Edge]:
    """Yield each group and the only one, in its scope, whose name it may be a shorter form of."""
    for short, fulls in sorted(options(groups, scope, ways, limits, pause).items()):
        if len(fulls) == 1:
            yield Edge(min(short, fulls[0]), max(short, fulls[0]))


def options(groups: Groups, scope: Scope, ways: Ways, limits: Limits, pause: int | None = None) -> dict[int, list[int]]:
    """Map each group to those that it may be a shorter form of, each by its first mention.

    Those against which something certain speaks are none, nor are those that are themselves forms of another.
    """
    by_name: dict[Hashable, list[Group]] = defaultdict(list)
    for group in groups.all():
        for place in scope(group):
            for name in group.keys:
                by_name[place, name].append(group)
    found: dict[int, set[int]] = defaultdict(set)
    for group in groups.all():
        shorter = {form for name in group.keys for way in ways for form in way(name)} - group.keys
        for place in scope(group):
            for form in shorter:
                for short in by_name.get((place, form), ()):
                    if _is_open(short, group, limits, pause):
                        found[short.members[0]].add(group.members[0])
    return {short: _longest(fulls, found) for short, fulls in found.items()}


def _is_open(a: Group, b: Group, limits: Limits, pause: int | None) -> bool:
    return a is not b and (pause is None or _bridged(a, b, pause)) and against([a, b], limits) is None


def _longest(fulls: set[int], found: dict[int, set[int]]) -> list[int]:
    """Leave out what is a form of another of the same: `Falck Hansen` beside `Willy Falck Hansen`."""
    return sorted(full for full in fulls if not (found.get(full, set()) & fulls)) or sorted(fulls)


def in_event(group: Group, groups: Groups) -> set[Hashable]:
    """Scope: the events of a group."""
    return {event for number in group.members if (event := groups.mentions[number].event_id)}


def nation_and_field(group: Group) -> Iterator[tuple[str, str]]:
    """Scope: a nation in a sport, or in a series or championships where the sport is not known."""
    for code in group.nations:
        yield from ((code, part) for part in group.fields)


def spellings(groups: Groups, group: Group) -> Iterator[str]:
    """Yield what other spellings of a group's full names, their nicknames and either order of names share."""
    for name in filter(is_full, group.keys):
        yield f"spelling {spelling(name)}"
        if group.nations & FAMILY_FIRST:
            yield f"order {in_any_order(name)}"


def nicknames(groups: Groups, group: Group) -> Iterator[str]:
    """Yield the full names that the nicknames of a group stand for, and its own."""
    yield from (f"name {name}" for name in group.keys if is_full(name))
    for number in group.members:
        yield from (f"name {name}" for name in nickname_keys(groups.mentions[number].name))


def in_nation_and_field(groups: Groups, keys: Keys, group: Group) -> Iterator[Hashable]:
    """Scope: what `keys` gives, within a nation and a sport or series."""
    for name in sorted(set(keys(groups, group))):
        yield from ((name, *place) for place in nation_and_field(group))


def spellings_in_events(groups: Groups, group: Group) -> Iterator[Hashable]:
    """Scope: the spellings of a group's names, within each of its events."""
    for name in sorted(set(spellings(groups, group))):
        yield from ((name, event) for event in in_event(group, groups))


def _edge(a: Group, b: Group) -> Edge:
    first, second = sorted((a.members[0], b.members[0]))
    return Edge(first, second)
