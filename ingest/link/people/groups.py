"""Groups of mentions taken for one person, what speaks against joining some of them, and joining itself.

Joining goes in tiers, the surest first. A tier says which groups it would join; those that hang together are joined all
or not at all: where anything speaks against it, none of the tier's joins among them is made, and each is kept for a
person to decide. So the outcome does not depend on any order, and no chain of likely joins ends in an impossible one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from ingest.link.people.connected import Connected
from ingest.link.people.model import Mention
from ingest.link.people.names import key

LONGEST_CAREER = 28
"""Years from the first to the last appearance that names alone may join: seven Olympiads.

There are longer careers (in shooting, sailing, riding), and there are fathers and sons of one name: only a link or a
decision tells them apart.
"""

LONGEST_LIFE_IN_SPORT = 50
"""Years that a link may join; a rider is known whose first and last Games are 48 years apart.

A title that is linked to over more years is not one person's page: wikitext does not tell a page that is missing, or
one that lists all who bear a name.
"""

_SAME_NATION = {
    "BIR": "MYA", "CEY": "SRI", "HOL": "NED", "IRN": "IRI", "LIB": "LBN", "RHO": "ZIM", "ROM": "ROU", "SIN": "SGP",
    "TRI": "TTO", "TWN": "TPE", "VOL": "BUR", "ZAI": "COD",
}  # fmt: skip
"""Codes that were replaced while the nation stayed; a state that fell apart or was united is not among them."""

Against = str
"""What speaks against a join, in words."""
DECIDED = "a recorded decision holds them apart"
ROWS = "they stand in two rows of one table in one round, or share one medal"
SEXES = "one competes among men, the other among women"
PAGES = "the links lead to two pages of one name"
LINKS = "the links lead to different pages"
YEARS = "the years are too far apart"
SPORTS = "the sports differ"
NATIONS = "the nations differ"
ENTRIES = "two names in one round of one document are two entrants"


def nation(noc: str | None) -> str | None:
    """Return what the codes of one nation share: today's, where only the code was changed."""
    return _SAME_NATION.get(noc, noc) if noc else None


@dataclass(frozen=True, slots=True)
class Limits:
    """What a tier lets speak against its joins, beside what a recorded decision holds apart.

    `years` from first to last; `certain`: rows, sexes and years at all; `of_names`: nations, and pages of one name;
    `other_links`: different pages and sports do no harm, as in one event; `entries`: two names in one round of a
    document are two entrants.
    """

    years: int = LONGEST_CAREER
    certain: bool = True
    of_names: bool = True
    other_links: bool = True
    entries: bool = False


BY_DECISION = Limits(certain=False, of_names=False)
BY_LINK = Limits(years=LONGEST_LIFE_IN_SPORT, of_names=False)
IN_EVENT = Limits()
FORMS_IN_EVENT = Limits(entries=True)
OVER_EVENTS = Limits(other_links=False)
FORMS_OVER_EVENTS = Limits(other_links=False, entries=True)


class Group:
    """Mentions taken for one person, with what is known of them together."""

    __slots__ = ("entries", "fields", "first", "keys", "last", "links", "members", "nations", "sexes", "sheets", "tags")

    def __init__(self, number: int, mention: Mention, link: str | None, tags: Collection[str] = ()) -> None:
        self.members = [number]
        self.keys = {key(mention.name)}
        self.nations = {code} if (code := nation(mention.noc)) else set()
        self.links = {link} if link else set()
        self.sexes = {mention.sex} if mention.sex else set()
        self.fields = set(mention.fields)
        self.tags = set(tags)
        self.first = min(mention.years, default=None)
        self.last = max(mention.years, default=None)
        self.sheets: dict[str, set[str]] = {mention.sheet: {mention.place}} if mention.sheet else {}
        self.entries: dict[str, set[str]] = {mention.entry: set(self.keys)} if mention.entry else {}

    def take(self, other: Group) -> None:
        """Take all of another group in."""
        self.members += other.members
        for mine, its in (
            (self.keys, other.keys), (self.nations, other.nations), (self.links, other.links),
            (self.sexes, other.sexes), (self.fields, other.fields), (self.tags, other.tags),
        ):  # fmt: skip
            mine |= its
        self.first = min((year for year in (self.first, other.first) if year is not None), default=None)
        self.last = max((year for year in (self.last, other.last) if year is not None), default=None)
        for held, added in ((self.sheets, other.sheets), (self.entries, other.entries)):
            for name, values in added.items():
                held.setdefault(name, set()).update(values)

    @property
    def sports(self) -> set[str]:
        """The sports, where they are known."""
        return {name for name in self.fields if name.startswith("sport:")}

    @property
    def span(self) -> int:
        """The years from the first to the last appearance."""
        return self.last - self.first if self.first is not None and self.last is not None else 0


def gap(a: Group, b: Group) -> int | None:
    """Return the years between the careers of two groups, 0 where they overlap, None where one has no year."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return None
    return max(0, b.first - a.last, a.first - b.last)


def page_name(link: str) -> str:
    """Return a page's title without what tells it from others of the name: `Chris Brown` of `Chris Brown (athlete)`."""
    return link.partition(" (")[0]


def against(groups: Sequence[Group], limits: Limits) -> Against | None:
    """Return the first thing that speaks against all `groups` being one person, or None."""
    checks: tuple[tuple[bool, Callable[[Sequence[Group]], bool], Against], ...] = (
        (True, _are_declared_apart, DECIDED),
        (limits.certain, partial(_clash, attribute="sheets"), ROWS),
        (limits.certain, _mixed_sexes, SEXES),
        (limits.of_names, _have_rival_pages, PAGES),
        (limits.of_names and not limits.other_links, _have_other_links, LINKS),
        (limits.of_names and not limits.other_links, _are_of_several_sports, SPORTS),
        (limits.certain, partial(_are_far_apart, years=limits.years), YEARS),
        (limits.of_names, _are_of_several_nations, NATIONS),
        (limits.entries, partial(_clash, attribute="entries"), ENTRIES),
    )
    return next((found for counts, holds, found in checks if counts and holds(groups)), None)


def _are_declared_apart(groups: Sequence[Group]) -> bool:
    """Say whether both sides of a decision are here: tags are `<decision>/0` and `<decision>/1`."""
    tags = set().union(*(group.tags for group in groups))
    return any(tag.endswith("/0") and f"{tag[:-1]}1" in tags for tag in tags)


def _clash(groups: Sequence[Group], attribute: str) -> bool:
    """Say whether two groups have different places of one sheet, or different names among one round's entries."""
    seen: dict[str, set[str]] = {}
    for group in groups:
        held: dict[str, set[str]] = getattr(group, attribute)
        for name, values in held.items():
            if seen.setdefault(name, values) != values:
                return True
    return False


def _mixed_sexes(groups: Sequence[Group]) -> bool:
    return len(set().union(*(group.sexes for group in groups))) > max(1, *(len(group.sexes) for group in groups))


def _have_rival_pages(groups: Sequence[Group]) -> bool:
    links = set().union(*(group.links for group in groups))
    pages: dict[str, set[str]] = defaultdict(set)
    for link in links:
        pages[page_name(link)].add(link)
    own = max((len(group.links) for group in groups), default=0)
    return any(len(rivals) > max(1, own) for rivals in pages.values())


def _have_other_links(groups: Sequence[Group]) -> bool:
    return _differ([group.links for group in groups])


def _are_of_several_sports(groups: Sequence[Group]) -> bool:
    return _differ([group.sports for group in groups])


def _are_of_several_nations(groups: Sequence[Group]) -> bool:
    return _differ([group.nations for group in groups])


def _differ(sets: Sequence[set[str]]) -> bool:
    """Say whether some of the sets, empty ones left aside, are not within the largest of them."""
    largest = max(sets, key=lambda values: (len(values), sorted(values)))
    return any(not values <= largest for values in sets)


def _are_far_apart(groups: Sequence[Group], years: int) -> bool:
    """Say whether all together span more than `years`, and more than one of them alone."""
    firsts = [group.first for group in groups if group.first is not None]
    lasts = [group.last for group in groups if group.last is not None]
    return bool(firsts) and max(lasts) - min(firsts) > max(years, *(group.span for group in groups))


class Edge(NamedTuple):
    """Two mentions, by number, that a rule takes for one person (`a < b`)."""

    a: int
    b: int


class Judged(NamedTuple):
    """What became of a rule's edge: joined where nothing speaks against it."""

    edge: Edge
    rule: str
    against: Against | None


class Groups:
    """All mentions in their groups; at first each is one of its own."""

    def __init__(
        self, mentions: Sequence[Mention], links: Sequence[str | None], tags: Mapping[int, Collection[str]]
    ) -> None:
        self.mentions = mentions
        self._of = [
            Group(number, mention, link, tags.get(number, ()))
            for number, (mention, link) in enumerate(zip(mentions, links, strict=True))
        ]
        self.judged: list[Judged] = []

    def of(self, number: int) -> Group:
        """Return the group of a mention."""
        return self._of[number]

    def all(self) -> list[Group]:
        """Return every group, in the order of its first mention."""
        return [group for number, group in enumerate(self._of) if group.members[0] == number]

    def join(self, rule: str, edges: Iterable[Edge], limits: Limits) -> None:
        """Join what the edges of one tier hold together, unless anything speaks against it."""
        parts: dict[int, list[Edge]] = defaultdict(list)
        found = sorted(set(edges))
        connected = Connected()
        for edge in found:
            connected.join(self.of(edge.a).members[0], self.of(edge.b).members[0])
        for edge in found:
            head = connected.head(self.of(edge.a).members[0])
            if self.of(edge.a) is not self.of(edge.b):
                parts[head].append(edge)
        for _, part in sorted(parts.items()):
            self._join_part(rule, part, limits)

    def _join_part(self, rule: str, part: Sequence[Edge], limits: Limits) -> None:
        numbers = sorted({self.of(number).members[0] for edge in part for number in edge})
        groups = [self.of(number) for number in numbers]
        reason = against(groups, limits)
        self.judged += (Judged(edge, rule, reason) for edge in part)
        if reason is None:
            for group in groups[1:]:
                groups[0].take(group)
            groups[0].members.sort()
            for number in groups[0].members:
                self._of[number] = groups[0]
