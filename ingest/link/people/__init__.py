"""Who is who over all articles: mentions of names joined to persons.

Pure, a function of the set of mentions: their order does not matter, and a mention that shares no page, no event and
no name with others changes nothing for them. Two persons are never joined silently:

- two rows of one table in one round are two persons, always, as are the joint holders of one medal and the members of
  one team; so are a man's and a woman's names, and the targets of two links that differ in what stands in brackets;
- what links to one page is one person, unless the years are further apart than any career (`LONGEST_LIFE_IN_SPORT`);
- a name alone joins where the name is full, the nation and the sport are the same, no two appearances are further
  apart than `LONGEST_PAUSE` years and all of them no further than `LONGEST_CAREER`;
- a short or transliterated name joins inside an event, or within nation and sport, if it can be but one person there;
- whoever changed nation or sport is joined by a link or a recorded decision alone.

All else that may be one person is left apart and listed, with what is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from ingest.link.people import groups as limits
from ingest.link.people import names, tiers
from ingest.link.people.candidates import Alike, alike_names, open_pairs
from ingest.link.people.decided import NOTHING_DECIDED, Decided, resolve
from ingest.link.people.groups import Edge, Groups
from ingest.link.people.links import page_of
from ingest.link.people.model import Identity, Mention, People, Person, reference
from ingest.link.people.persons import identities, persons
from schemas.decisions import Join

__all__ = ["Identity", "Mention", "People", "Person", "identify", "reference"]

BY_DECISION = "decision"


def identify(
    mentions: Iterable[Mention],
    redirects: Mapping[str, str] | None = None,
    joins: Sequence[Join] = (),
    alike: Iterable[Alike] | None = None,
) -> People:
    """Return who is who. `redirects` maps titles to those that they lead to; `joins` are what a person decided.

    `mentions` are all, or those of some blocks (see `ingest.link.people.blocks`) with the names that are `alike` there.

    A decision names competitors as they are without decisions, so that it holds whatever else is decided.
    """
    ordered = sorted(set(mentions), key=lambda mention: (mention.key, mention.statement_ids))
    links = [page_of(mention.link, redirects or {}) for mention in ordered]
    undecided = persons(_joined(ordered, links, NOTHING_DECIDED)) if joins else ()
    decided = resolve(joins, undecided, ordered) if joins else NOTHING_DECIDED
    return _identified(ordered, links, decided, alike_names(ordered) if alike is None else sorted(set(alike)))


def _identified(
    mentions: Sequence[Mention], links: Sequence[str | None], decided: Decided, alike: Sequence[Alike]
) -> People:
    groups = _joined(mentions, links, decided)
    found = persons(groups)
    # Of two decisions that contradict each other, the one that holds apart is kept.
    vain = (join.decision_id for join, a, b in decided.joins if join.is_same and groups.of(a) is not groups.of(b))
    unused = tuple(sorted({*decided.unused, *vain}))
    return People(
        found, identities(groups, found, open_pairs(groups, alike), decided), unused, decided.redundant, decided.absent
    )


def _joined(mentions: Sequence[Mention], links: Sequence[str | None], decided: Decided) -> Groups:
    """Join in tiers, the surest first."""
    groups = Groups(mentions, links, decided.tags)
    groups.join(BY_DECISION, decided.same, limits.BY_DECISION)
    groups.join("link", tiers.same_link(links), limits.BY_LINK)
    _join_in_events(groups)
    _join_over_events(groups)
    return groups


def _join_in_events(groups: Groups) -> None:
    for with_nation in (True, False):
        scope = tiers.event_names(groups, with_nation=with_nation)
        groups.join("name_in_event", tiers.same_name(groups, scope), limits.IN_EVENT)
    groups.join("medal", tiers.medal_holders(groups), limits.FORMS_IN_EVENT)
    in_event = partial(tiers.in_event, groups=groups)
    shape = limits.FORMS_IN_EVENT
    groups.join("spelling_in_event", tiers.same_key(groups, partial(tiers.spellings_in_events, groups)), shape)
    for rule, ways in (
        ("middle_names_in_event", (names.without_middle,)),
        ("initials_in_event", (names.with_initials,)),
        ("family_name_in_event", (names.family_names,)),
    ):
        groups.join(rule, tiers.short_forms(groups, in_event, ways, shape), shape)


def _join_over_events(groups: Groups) -> None:
    for pause in tiers.PAUSES:
        for with_sex in (True, False):
            edges: Iterable[Edge] = tiers.same_career(groups, pause, with_sex=with_sex)
            groups.join("name_nation_years", edges, limits.OVER_EVENTS)
    groups.join("name_in_article", tiers.same_name(groups, tiers.article_names(groups)), limits.OVER_EVENTS)
    for pause in tiers.PAUSES:
        groups.join("name_in_series", tiers.same_series(groups, pause), limits.OVER_EVENTS)
    shape, longest = limits.FORMS_OVER_EVENTS, tiers.LONGEST_PAUSE
    for rule, scope in (("nickname", tiers.nicknames), ("spelling", tiers.spellings)):
        edges = tiers.same_key(groups, partial(tiers.in_nation_and_field, groups, scope), longest)
        groups.join(rule, edges, shape)
    edges = tiers.short_forms(groups, tiers.nation_and_field, (names.without_middle,), shape, longest)
    groups.join("middle_names", edges, shape)
