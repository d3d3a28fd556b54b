"""Recorded decisions on who is who: they overrule every rule, and name competitors as they are without them."""

from __future__ import annotations

from datetime import date

from ingest.link.people import identify
from ingest.link.people.decided import join_outcomes
from schemas.decisions import Decision, Join, joins
from tests.ingest.link.people.made import ids, reasons, row, said


def decided(first: str, second: str, *, same: bool, number: int = 1) -> Join:
    return Join(min(first, second), max(first, second), same, f"d-{number:020x}")


def test_same_joins_what_no_rule_would() -> None:
    mentions = [said("Ivan Petrov", "URS", 1988), said("Iwan Petroff", "GER", 2000, sport="judo", event="m")]
    join = decided("ivan-petrov", "iwan-petroff", same=True)
    assert ids(*mentions, joins=(join,)) == ["iwan-petroff", "iwan-petroff"]
    found = identify(mentions, joins=[join])
    assert [(row.rule, row.outcome, row.decision) for row in found.identities] == [
        ("decision", "joined", join.decision_id)
    ]
    assert found.persons[0].basis == "stated"
    assert found.unused == ()


def test_same_joins_even_two_rows_of_one_table() -> None:
    rows = [row("Hal Ray", 1), row("Hal Ray", 2)]
    join = decided("hal-ray-gbr-1996-1", "hal-ray-gbr-1996-2", same=True)
    assert ids(*rows, joins=(join,)) == ["hal-ray", "hal-ray"]


def test_same_joins_a_person_to_all_that_the_other_is() -> None:
    mentions = [said("Ivan Petrov", "URS", 1988), said("Ivan Petrov", "GER"), said("Ivan Petrov", "GER", 2000)]
    join = decided("ivan-petrov-urs", "ivan-petrov-ger", same=True)
    assert ids(*mentions, joins=(join,)) == ["ivan-petrov"] * 3


def test_different_settles_an_open_pair() -> None:
    mentions = [said("Hal Ray"), said("Hal Ray", sport="judo", event="m")]
    join = decided("hal-ray-gbr-1996-1", "hal-ray-gbr-1996-2", same=False)
    assert reasons(identify(mentions)) == ["the names are the same, but the sports differ"]
    found = identify(mentions, joins=[join])
    assert reasons(found) == []
    assert [(row.outcome, row.decision) for row in found.identities] == [("apart", join.decision_id)]


def test_different_parts_what_a_rule_joined() -> None:
    mentions = [said("Hal Ray"), said("Hal Ray", year=2000), said("Hal Ray", year=2004)]
    join = decided("hal-ray-1996", "hal-ray-2004", same=False)
    assert len(set(ids(*mentions))) == 1
    parted = ids(*mentions, joins=(join,))
    assert parted[0] != parted[2]
    assert identify(mentions, joins=[join]).unused == ()


def test_different_parts_an_alias_from_its_person() -> None:
    mentions = [said("Willy Hansen", "DEN", 1928), said("Willy Falck Hansen", "DEN", 1924)]
    for pair in (("willy-hansen", "willy-falck-hansen"), ("willy-hansen-1928", "willy-falck-hansen-den")):
        assert ids(*mentions, joins=(decided(*pair, same=False),)) == ["willy-hansen", "willy-falck-hansen"]


def test_different_parts_by_subject() -> None:
    mentions = [said("Hal Ray"), said("Hal Ray", year=2000)]
    join = decided(mentions[0].subject, mentions[1].subject, same=False)
    assert len(set(ids(*mentions, joins=(join,)))) == 2


def test_a_decision_that_finds_nobody_is_unused() -> None:
    mentions = [said("Hal Ray"), said("Jo Smith")]
    for pair in (("hal-ray", "nobody"), ("nobody", "nobody-else")):
        join = decided(*pair, same=True)
        found = identify(mentions, joins=[join])
        assert found.unused == (join.decision_id,)
        assert [person.competitor_id for person in found.persons] == ["hal-ray", "jo-smith"]


def test_a_decision_that_joins_one_person_is_redundant() -> None:
    mentions = [said("Willy Hansen", "DEN", 1928), said("Willy Falck Hansen", "DEN", 1924)]
    join = decided("willy-hansen", "willy-falck-hansen", same=True)
    found = identify(mentions, joins=[join])
    assert (found.redundant, found.unused) == ((join.decision_id,), ())


def test_each_decision_is_told_what_became_of_it() -> None:
    mentions = [said("Hal Ray"), said("Hal Ray", "USA"), said("Jo Smith"), said("Jo Smith", year=2000)]
    pairs = (("hal-ray-gbr", "hal-ray-usa"), ("jo-smith", "jo-smith-1996"), ("jo-smith", "nobody"))
    decisions = [
        Decision(n, f"competitor:{a}", "", "same", "seen", "me", date(2024, 5, 1), other=f"competitor:{b}")
        for n, (a, b) in enumerate(pairs)
    ]
    found = join_outcomes(decisions, identify(mentions, joins=joins(decisions)))
    assert [outcome.outcome for outcome in found] == ["applied", "redundant", "unused"]
    assert "hal-ray-gbr" in found[0].message


def test_a_name_that_several_bear_is_nobodys() -> None:
    mentions = [said("Hal Ray"), said("Hal Ray", "USA", sport="judo", event="m"), said("Henry Ray")]
    join = decided("hal-ray", "henry-ray", same=True)
    assert identify(mentions, joins=[join]).unused == (join.decision_id,)


def test_of_two_that_contradict_each_other_the_one_that_holds_apart_is_kept() -> None:
    mentions = [said("Hal Ray"), said("Henry Ray")]
    same = decided("hal-ray", "henry-ray", same=True, number=1)
    apart = decided("hal-ray", "henry-ray", same=False, number=2)
    found = identify(mentions, joins=[same, apart])
    assert len(found.persons) == 2
    assert found.unused == (same.decision_id,)


def test_one_decision_does_not_move_what_another_names() -> None:
    mentions = [said("Hal Ray"), said("Hal Ray", "USA"), said("Hal Ray", "FRA"), said("Henri Ray", "FRA", 2020)]
    first = decided("hal-ray-gbr", "hal-ray-usa", same=True, number=1)
    second = decided("hal-ray-fra", "henri-ray", same=True, number=2)
    found = identify(mentions, joins=[first, second])
    assert found.unused == ()
    assert len(found.persons) == 2
