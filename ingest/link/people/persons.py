"""Groups to persons: their names, identifiers, and the evidence of each join."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ingest.link.people.candidates import Open
from ingest.link.people.decided import Decided
from ingest.link.people.groups import Group, Groups, page_name
from ingest.link.people.model import Identity, Mention, MentionKey, Outcome, Person
from ingest.link.people.names import is_full, key, tokens
from ingest.link.people.rules import CERTAIN, RULES
from schemas.slugs import slug

_FOOTNOTE_MARKS = re.compile(r"\s*[*†‡§]+$")


def persons(groups: Groups) -> tuple[Person, ...]:
    """Return the persons, sorted by identifier."""
    found = groups.all()
    uncertain = {number for j in groups.judged if not j.against and j.rule not in CERTAIN for number in j.edge}
    names = [_fullest(groups, group) for group in found]
    identifiers = _identifiers(groups, found, names)
    return tuple(
        sorted(
            (
                _person(groups, group, name, identifier, not uncertain.isdisjoint(group.members))
                for group, name, identifier in zip(found, names, identifiers, strict=True)
            ),
            key=lambda person: person.competitor_id,
        )
    )


def _person(groups: Groups, group: Group, name: str, identifier: str, is_inferred: bool) -> Person:
    mentions = tuple(groups.mentions[number] for number in group.members)
    aliases = tuple(sorted({_FOOTNOTE_MARKS.sub("", mention.name) for mention in mentions} - {name}))
    return Person(identifier, name, aliases, group.first, group.last, "inferred" if is_inferred else "stated", mentions)


def _fullest(groups: Groups, group: Group) -> str:
    """Return the fullest form: a full name before initials, the most words, a page's title, the most letters.

    How often a form is used does not count: more articles would then change names, and identifiers, back and forth.
    """
    titles = {key(page_name(link)) for link in group.links}

    def fullness(name: str) -> tuple[bool, int, bool, int, int, str]:
        own = key(name)
        letters, marked = sum(c.isalpha() for c in name), sum(not c.isascii() for c in name)
        return is_full(own), len(tokens(own)), own in titles, letters, marked, name

    return max({_FOOTNOTE_MARKS.sub("", groups.mentions[number].name) for number in group.members}, key=fullness)


def _identifiers(groups: Groups, found: Sequence[Group], names: Sequence[str]) -> list[str]:
    """Return an identifier for each: the slug of its name and, where two share that, the nation, then the first year.

    All who share a slug get the longer form, and so does whose slug is another's alias: an identifier does not pass
    from one person to another. What they still share is numbered in the order of their first mentions.
    """
    slugs = [slug(name) for name in names]
    shared = Counter(form for group, own in zip(found, slugs, strict=True) for form in _forms(groups, group) | {own})
    for suffix in (_nation_or_year_of, _year_of):
        slugs = [
            f"{name}-{more}" if shared[name] > 1 and (more := suffix(groups, group)) else name
            for name, group in zip(slugs, found, strict=True)
        ]
        shared = Counter(slugs)
    return _numbered(slugs)


def _forms(groups: Groups, group: Group) -> set[str]:
    return {slug(groups.mentions[number].name) for number in group.members}


def _nation_or_year_of(groups: Groups, group: Group) -> str | None:
    codes = {(min(m.years, default=9999), m.noc) for number in group.members if (m := groups.mentions[number]).noc}
    if codes:
        return (min(codes)[1] or "").lower()
    return str(group.first) if group.first is not None else "undated"


def _year_of(groups: Groups, group: Group) -> str | None:
    return str(group.first) if group.nations and group.first is not None else None


def _numbered(slugs: Sequence[str]) -> list[str]:
    shared, seen, taken = Counter(slugs), Counter[str](), set(slugs)
    result = []
    for name in slugs:
        numbered = name
        while shared[name] > 1 and (numbered == name or numbered in taken):
            seen[name] += 1
            numbered = f"{name}-{seen[name]}"
        taken.add(numbered)
        result.append(numbered)
    return result


def identities(
    groups: Groups, found: Sequence[Person], pairs: Sequence[Open], decided: Decided
) -> tuple[Identity, ...]:
    """Return every join of two different names or documents with its evidence, and every pair left open, sorted."""
    person_of = {mention.key: person for person in found for mention in person.mentions}
    rows: dict[tuple[str, str, str, str, str], list[Identity]] = defaultdict(list)
    for row in (*_joined(groups, person_of, decided), *_left_open(groups, person_of, pairs, decided)):
        rows[row.competitor_id, row.other_id, row.rule, row.name, row.other_name].append(row)
    return tuple(sorted(_merged(same) for same in rows.values()))


def _merged(rows: Sequence[Identity]) -> Identity:
    first = min(rows, key=lambda row: (row.outcome, row.reason, row.decision or ""))
    supporting = tuple(sorted({identifier for row in rows for identifier in row.supporting}))
    return Identity(
        first.competitor_id, first.other_id, first.name, first.other_name, first.rule, first.outcome, first.reason,
        supporting, first.decision,
    )  # fmt: skip


def _joined(groups: Groups, person_of: Mapping[MentionKey, Person], decided: Decided) -> Iterator[Identity]:
    decisions = {frozenset(edge): join.decision_id for join, *edge in decided.joins if join.is_same}
    for judged in groups.judged:
        if judged.against is None:
            a, b = (groups.mentions[number] for number in judged.edge)
            decision = decisions.get(frozenset(judged.edge)) if judged.rule == "decision" else None
            yield _identity(person_of, a, b, judged.rule, "joined", RULES[judged.rule], decision)


def _left_open(
    groups: Groups, person_of: Mapping[MentionKey, Person], pairs: Sequence[Open], decided: Decided
) -> Iterator[Identity]:
    apart = {}
    for join, a, b in decided.joins:
        if not join.is_same:
            first, second = groups.mentions[a], groups.mentions[b]
            row = _identity(person_of, first, second, "decision", "apart", "a recorded decision", join.decision_id)
            apart[row.competitor_id, row.other_id] = row
    yield from apart.values()
    for pair in pairs:
        first, second = groups.mentions[pair.a], groups.mentions[pair.b]
        row = _identity(person_of, first, second, pair.rule, "open", pair.reason, None)
        if (row.competitor_id, row.other_id) not in apart:
            yield row


def _identity(
    person_of: Mapping[MentionKey, Person],
    a: Mention,
    b: Mention,
    rule: str,
    outcome: Outcome,
    reason: str,
    decision: str | None,
) -> Identity:
    (first_id, first), (second_id, second) = sorted(
        ((person_of[mention.key].competitor_id, mention) for mention in (a, b)),
        key=lambda side: (side[0], side[1].name, side[1].key),
    )
    names = (first.name, second.name)
    if outcome == "open":
        names = (person_of[first.key].name, person_of[second.key].name)
    supporting = tuple(sorted({*first.statement_ids, *second.statement_ids}))
    return Identity(first_id, second_id, *names, rule, outcome, reason, supporting, decision)
