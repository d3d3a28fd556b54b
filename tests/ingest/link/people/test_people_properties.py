"""What holds whatever is mentioned: no order counts, nothing impossible is joined, strangers change nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.link.people import Mention, People, identify
from ingest.link.people.blocks import Blocks, clusters_of, decision_keys
from ingest.link.people.groups import LONGEST_CAREER, LONGEST_LIFE_IN_SPORT, nation
from ingest.link.people.model import Sex
from ingest.link.people.names import in_any_order, key, likeness, spelling
from schemas.decisions import Join

FIRST = ("Jo", "John", "J.", "Ivan", "Iwan", "Maria", "Kim", "Jin-ho", "Jinho", 'William "Bill"', "Bill", "")
LAST = ("Smith", "Smyth", "Petrov", "Petrow", "Silva", "da Silva", "Kim", "Ray García", "Ray")
LINKS = (None, None, None, "Ivan Petrov", "Ivan Petrov (rider)", "John Smith", "Bill Smith")
SEXES: tuple[Sex, ...] = ("m", "m", "f", "")
YEARS = (1900, 1908, 1912, 1936, 1948, 1976, 1980, 1992, 2004)


@st.composite
def one_mention(draw: st.DrawFn) -> Mention:
    """Draw a mention whose names, nations, years and links collide with those of others."""
    name = f"{draw(st.sampled_from(FIRST))} {draw(st.sampled_from(LAST))}".strip()
    year, sport = draw(st.sampled_from(YEARS)), draw(st.sampled_from(("cycling", "judo", None)))
    sex: Sex = draw(st.sampled_from(SEXES))
    event_id = f"{year}/{sport}/{sex}sprint" if sport else None
    document, number = draw(st.sampled_from("ab")), draw(st.integers(0, 5))
    fields = frozenset(filter(None, (f"sport:{sport}" if sport else None, f"series:{sport}-{sex}sprint")))
    in_table = draw(st.booleans())
    sheet = f"{document}|{event_id}|final" if in_table else ""
    slot = f"{event_id}|gold" if event_id and draw(st.integers(0, 4)) == 0 else ""
    identifier = f"s-{draw(st.integers(0, 10**6)):020x}"
    return Mention(
        document, f"{'row' if in_table else 'prose'}-{number}", name, (identifier,), event_id or "x", event_id,
        draw(st.sampled_from((None, "GBR", "URS", "GER", "KOR"))), (year,), draw(st.sampled_from(LINKS)), sex, fields,
        slot, f"{sheet}|0" if sheet else "", sheet,
    )  # fmt: skip


def distinct(mentions: list[Mention]) -> list[Mention]:
    return list({mention.key: mention for mention in mentions}.values())


MENTIONS = st.lists(one_mention(), max_size=25).map(distinct)


@given(MENTIONS, st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_the_order_of_mentions_never_matters(mentions: list[Mention], random: object) -> None:
    shuffled = sorted(mentions, key=lambda _: random.random())  # type: ignore[attr-defined] # a random.Random
    assert identify(shuffled) == identify(mentions)


@given(MENTIONS)
@settings(max_examples=200, deadline=None)
def test_persons_part_the_mentions(mentions: list[Mention]) -> None:
    found = identify(mentions)
    keys = [mention.key for person in found.persons for mention in person.mentions]
    assert sorted(keys) == sorted(mention.key for mention in mentions)
    names = [person.competitor_id for person in found.persons]
    assert names == sorted(set(names))
    assert all(name in {p.name for p in found.persons} for i in found.identities for name in _names(i.outcome, i))


def _names(outcome: str, identity: object) -> tuple[str, ...]:
    return (identity.name, identity.other_name) if outcome == "open" else ()  # type: ignore[attr-defined] # an Identity


@given(MENTIONS)
@settings(max_examples=300, deadline=None)
def test_what_cannot_be_one_person_never_is(mentions: list[Mention]) -> None:
    for person in identify(mentions).persons:
        for a, b in combinations(person.mentions, 2):
            assert not a.sheet or a.sheet != b.sheet or a.place == b.place, "two rows of one table in one round"
            assert {a.sex, b.sex} != {"m", "f"}
        years = [year for mention in person.mentions for year in mention.years]
        assert max(years) - min(years) <= LONGEST_LIFE_IN_SPORT
        links = {mention.link for mention in person.mentions if mention.link}
        if not links:
            assert max(years) - min(years) <= LONGEST_CAREER
            assert len({nation(mention.noc) for mention in person.mentions if mention.noc}) <= 1


@given(MENTIONS, MENTIONS)
@settings(max_examples=150, deadline=None)
def test_strangers_change_no_join(mentions: list[Mention], others: list[Mention]) -> None:
    strangers = [_stranger(mention) for mention in others]
    alone, together = identify(mentions), identify([*mentions, *strangers])
    theirs = {stranger.key for stranger in strangers}
    kept = [person for person in together.persons if not {m.key for m in person.mentions} & theirs]
    assert kept == list(alone.persons)
    ids = {person.competitor_id for person in kept}
    assert [row for row in together.identities if row.competitor_id in ids] == list(alone.identities)


def _stranger(mention: Mention) -> Mention:
    """Return a mention that shares no article, event, page or name with others."""
    return Mention(
        f"x{mention.document_id}", mention.place, "Zoltan " + mention.name.replace("S", "Q").replace("P", "X") + "qx",
        mention.statement_ids, f"x{mention.subject}", f"x{mention.event_id}" if mention.event_id else None, mention.noc,
        mention.years, f"X{mention.link}" if mention.link else None, mention.sex,
        frozenset(f"{field}-x" for field in mention.fields), f"x{mention.slot}" if mention.slot else "",
        f"x{mention.sheet}" if mention.sheet else "", f"x{mention.entry}" if mention.entry else "",
    )  # fmt: skip


@given(MENTIONS)
@settings(max_examples=100, deadline=None)
def test_every_join_and_every_open_pair_has_its_evidence(mentions: list[Mention]) -> None:
    found = identify(mentions)
    said = {person.competitor_id: set(person.supporting) for person in found.persons}
    joined: dict[str, int] = defaultdict(int)
    for row in found.identities:
        assert row.supporting
        assert set(row.supporting) <= said[row.competitor_id] | said[row.other_id]
        assert (row.outcome == "joined") == (row.competitor_id == row.other_id)
        joined[row.competitor_id] += row.outcome == "joined"
    for person in found.persons:
        assert (len(person.mentions) > 1) == (joined[person.competitor_id] > 0)


@given(st.text("abcdefghijkluvwyz -'\".", min_size=1, max_size=20))
def test_keys_of_names_are_stable(name: str) -> None:
    assert key(key(name)) == key(name)
    assert spelling(spelling(name)) == spelling(spelling(spelling(name)))


@given(st.lists(st.text("abcdeg", min_size=1, max_size=5), min_size=2, max_size=4), st.integers(1, 3))
def test_a_name_turned_is_the_same_in_any_order(words: list[str], turn: int) -> None:
    turned = words[turn % len(words) :] + words[: turn % len(words)]
    assert in_any_order("-".join(words)) == in_any_order("-".join(turned)) == in_any_order("".join(words))
    assert likeness("-".join(words), "-".join(turned)) == 100.0


def _by_blocks(mentions: Sequence[Mention], redirects: Mapping[str, str], joins: Sequence[Join]) -> list[People]:
    """Return who is who as it is told block by block."""
    clusters = clusters_of(mentions)
    blocks = Blocks(lambda: (cluster.ties for cluster in clusters), redirects, joins)
    heads = {blocks.of(cluster.ties) for cluster in clusters}
    decided = {join: blocks.of_key(next(decision_keys(join))) for join in joins}
    found = []
    for head in sorted(heads | {*decided.values()}):
        own = [cluster for cluster in clusters if blocks.of(cluster.ties) == head]
        members = [mention for cluster in own for mention in cluster.mentions]
        alike = [each for cluster in own for each in cluster.alike]
        found.append(identify(members, redirects, [join for join in joins if decided[join] == head], alike))
    return found


@st.composite
def decisions(draw: st.DrawFn) -> tuple[Join, ...]:
    """Draw what people may decide of those mentioned, and of some who are not."""
    words = ("john-smith", "j-smith", "ivan-petrov", "kim-gbr", "bill-smith-1976", "kim", "jo-ray-1", "nobody")
    pairs = draw(st.lists(st.tuples(st.sampled_from(words), st.sampled_from(words), st.booleans()), max_size=3))
    return tuple(
        Join(min(a, b), max(a, b), is_same, f"d-{number}") for number, (a, b, is_same) in enumerate(pairs) if a != b
    )


@given(MENTIONS, decisions(), st.sampled_from(({}, {"Ivan Petrov": "John Smith"}, {"Bill Smith": "Ivan Petrov"})))
@settings(max_examples=400, deadline=None)
def test_blocks_tell_what_all_mentions_together_tell(
    mentions: list[Mention], joins: tuple[Join, ...], redirects: dict[str, str]
) -> None:
    whole, parts = identify(mentions, redirects, joins), _by_blocks(mentions, redirects, joins)
    assert list(whole.persons) == sorted((p for part in parts for p in part.persons), key=lambda p: p.competitor_id)
    assert list(whole.identities) == sorted(row for part in parts for row in part.identities)
    for told in ("unused", "redundant", "absent"):
        assert sorted(getattr(whole, told)) == sorted({each for part in parts for each in getattr(part, told)}), told


@given(MENTIONS)
@settings(max_examples=100, deadline=None)
def test_clusters_part_the_mentions(mentions: list[Mention]) -> None:
    clusters = clusters_of(mentions)
    told = [mention.key for cluster in clusters for mention in cluster.mentions]
    assert sorted(told) == sorted(mention.key for mention in mentions)
    ties = [cluster.ties for cluster in clusters]
    blocks, backwards = Blocks(lambda: ties), Blocks(lambda: reversed(ties))
    assert list(map(blocks.of, ties)) == list(map(backwards.of, ties))
