"""Recorded decisions on who is who: which mentions they join, and which they hold apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.link.people.groups import Edge
from ingest.link.people.model import Mention, People, Person
from ingest.link.people.names import key
from schemas.decisions import COMPETITOR, JOINING, Decision, DecisionOutcome, Join


@dataclass(frozen=True, slots=True)
class Decided:
    """Decisions in mentions: `same` joins two, `tags` mark the two sides that are held apart.

    `joins` are the decisions that found both their competitors, with a mention of each; `redundant` those that join
    what is one person without them; `unused` the others; `absent` the competitors of whom no source speaks.
    """

    same: tuple[Edge, ...] = ()
    tags: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    joins: tuple[tuple[Join, int, int], ...] = ()
    redundant: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


NOTHING_DECIDED = Decided()


def resolve(joins: Sequence[Join], undecided: Sequence[Person], mentions: Sequence[Mention]) -> Decided:
    """Find the competitors that decisions name: each by the identifier that it has without decisions.

    Of one person that was joined from several, a name with a year (`steve-smith-1992`) or a subject with an event
    (`<event_id>#steve-smith`) names a part: so what was joined wrongly can be parted.
    """
    finder = _Finder(undecided, mentions)
    same, used, unused, redundant = list[Edge](), list[tuple[Join, int, int]](), list[str](), list[str]()
    tags: dict[int, list[str]] = defaultdict(list)
    for join in sorted(set(joins)):
        a, b = finder.sides(join)
        if join.is_same and a and b and finder.is_one(a | b):
            redundant.append(join.decision_id)
        elif not a or not b or a & b or (join.is_same and not (finder.is_one(a) and finder.is_one(b))):
            unused.append(join.decision_id)
        else:
            used.append((join, min(a), min(b)))
            if join.is_same:
                same.append(Edge(min(*a, *b), max(min(a), min(b))))
            else:
                _tag(tags, join.decision_id, a, b)
    marks = {number: tuple(found) for number, found in tags.items()}
    absent = tuple(sorted({token for join in joins for token in (join.first, join.second) if not finder.find(token)}))
    return Decided(tuple(same), marks, tuple(used), tuple(redundant), tuple(unused), absent)


def _tag(tags: dict[int, list[str]], decision_id: str, *sides: set[int]) -> None:
    for side, numbers in enumerate(sides):
        for number in numbers:
            tags[number].append(f"{decision_id}/{side}")


def join_outcomes(decisions: Iterable[Decision], people: People) -> list[DecisionOutcome]:
    """Return what became of the decisions on who is who."""
    return [_outcome(decision, people) for decision in decisions if decision.action in JOINING]


def _outcome(decision: Decision, people: People) -> DecisionOutcome:
    pair = f"{decision.subject} and {decision.other}"
    absent = [
        name for name in (decision.subject, decision.other or "") if name.removeprefix(COMPETITOR) in people.absent
    ]
    if absent:
        said = f"no source speaks of {' or '.join(absent)}; correct the entry or remove it"
        return DecisionOutcome(decision, "unused", said)
    if decision.decision_id in people.unused:
        said = f"no two competitors answer to {pair}, or another decision says otherwise"
        return DecisionOutcome(decision, "unused", f"{said}; see competitor_joins, and correct the entry or remove it")
    if decision.decision_id in people.redundant:
        said = f"{pair} are one person without it; the entry may be removed"
        return DecisionOutcome(decision, "redundant", said)
    number = "one person" if decision.action == "same" else "two persons"
    return DecisionOutcome(decision, "applied", f"holds {pair} for {number}")


class _Finder:
    def __init__(self, undecided: Sequence[Person], mentions: Sequence[Mention]) -> None:
        numbers = {mention.key: number for number, mention in enumerate(mentions)}
        self.mentions = mentions
        self.by_id = {p.competitor_id: {numbers[mention.key] for mention in p.mentions} for p in undecided}
        self.person_of = {number: name for name, found in self.by_id.items() for number in found}
        self.by_name: dict[str, set[int]] = defaultdict(set)
        self.by_subject: dict[str, set[int]] = defaultdict(set)
        for number, mention in enumerate(mentions):
            self.by_name[key(mention.name)].add(number)
            self.by_subject[mention.subject].add(number)

    def sides(self, join: Join) -> tuple[set[int], set[int]]:
        """Return the mentions of both; where one is to be parted from a person that it is of, that person's others."""
        a, b = self.find(join.first), self.find(join.second)
        if join.is_same or not a & b:
            return a, b
        return (a, b - a) if a < b else (a - b, b)

    def find(self, token: str) -> set[int]:
        """Return the mentions that a decision's word for a competitor stands for, none where it stands for nothing."""
        if token in self.by_id:
            return self.by_id[token]
        return self.by_subject.get(token) or next(filter(None, self._parts(token)), set())

    def is_one(self, numbers: set[int]) -> bool:
        """Say whether mentions are of one person as it is without decisions."""
        return len({self.person_of[number] for number in numbers}) == 1

    def _parts(self, token: str) -> Iterator[set[int]]:
        yield self.by_name.get(token, set())
        name, _, last = token.rpartition("-")
        named = self.by_name.get(name, set())
        if last.isdecimal():
            yield {number for number in named if int(last) in self.mentions[number].years}
        else:
            yield {number for number in named if (self.mentions[number].noc or "").lower() == last}
