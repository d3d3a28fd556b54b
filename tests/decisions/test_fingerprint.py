"""A fingerprint is of the values and their articles; a text that moves keeps its first half."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from schemas.contract import vocabulary
from schemas.decisions import ACTIONS, OUTCOMES, evidence_of, joins, same_values, value_key
from schemas.facts import FactStatus
from schemas.values import Value
from tests.decisions.made import Sources, article, made

MARKS = st.integers(4800, 5400).map(lambda tenths: f"8:{(tenths - 4800) / 10:04.1f}")
LEADS = st.sampled_from(["", "It rained.", "The race was held late.\n\nThe lake was calm.", "* A list\n* of things"])


def test_the_contract_has_the_same_words() -> None:
    assert vocabulary.ACTIONS == ACTIONS
    assert vocabulary.DECISION_OUTCOMES == OUTCOMES
    assert set(vocabulary.FACT_STATUSES) == set(get_args(FactStatus))


@given(MARKS, MARKS, LEADS)
def test_a_text_that_moves_keeps_a_decision_applied(infobox: str, table: str, lead: str) -> None:
    before, after = Sources(article(infobox, table)), Sources(article(infobox, table, lead=lead, venue="Other lake"))
    assert same_values(before.evidence("winning_time"), after.evidence("winning_time"))
    decision = before.decision("winning_time", "choose", table)
    assert set(after.outcomes(decision)) <= {"applied", "redundant"}
    assert after.fact("winning_time", decision).status == "curated"


@given(MARKS, MARKS, MARKS, st.booleans())
def test_any_change_of_a_value_makes_it_stale(infobox: str, table: str, other: str, in_table: bool) -> None:
    changed = article(infobox, other) if in_table else article(other, table)
    assume({infobox, table} != {changed[1].split("Win Value: ")[1].split("\n")[0], other if in_table else table})
    before, after = Sources(article(infobox, table)), Sources(changed)
    decision = before.decision("winning_time", "choose", table)
    assert after.outcomes(decision) == ["stale"]
    assert after.fact("winning_time", decision) == after.fact("winning_time")


@pytest.mark.parametrize(
    ("before", "after", "is_same"),
    [
        (article(lead="Ann Other won in 8:12.8."), article(lead="In 8:12.8 it was that Ann Other won."), True),
        (article("8:12.1", "8:12.8"), article("8:12.8", "8:12.1"), True),
        (article("8:12.1", "8:12.8"), article("8:12.10", "8:12.8"), False),
        (article("8:12.1", "8:12.8"), article("8:12.1", "8:12.1"), False),
    ],
    ids=["reworded", "exchanged", "more decimals", "one gone"],
)
def test_what_counts_as_the_same_values(before: tuple[str, str], after: tuple[str, str], is_same: bool) -> None:
    assert same_values(Sources(before).evidence("winning_time"), Sources(after).evidence("winning_time")) is is_same


def test_another_article_that_says_the_same_is_other_evidence() -> None:
    alone, both = Sources(article()), Sources(article(), ("Single sculls at the Olympics", RECORDS))
    assert not same_values(alone.evidence("winning_time"), both.evidence("winning_time"))


RECORDS = """==Olympic record progression==

===Men===

| Time | Rower | Games | Date |
| 8:12.8 | Ann Other | 1952 | 1952-07-23 |
"""


@given(st.randoms(use_true_random=False))
def test_the_order_of_statements_does_not_matter(random: object) -> None:
    statements = list(Sources(article(lead="Ann Other won in 8:12.8.")).linked.statements)
    shuffled = statements.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis's Random
    assert evidence_of(statements) == evidence_of(shuffled)
    assert evidence_of(statements) == evidence_of([*statements, statements[0]])


def test_a_value_is_its_meaning() -> None:
    sixteen = value_key(made("competitors", "choose", "", "Sixteen").value or Value("x"))
    assert sixteen == value_key(made("competitors", "choose", "", "16").value or Value("x"))
    assert value_key(Value("Olympic  Stadium\n")) == value_key(Value("Olympic Stadium"))
    assert value_key(Value("Olympic Stadium")) != value_key(Value("Olympic stadium"))


def test_a_decision_keeps_its_identity_when_it_is_reworded() -> None:
    first = made("venue", "choose", "e-1", "Lake")
    assert first.decision_id == made("venue", "choose", "e-2", "Lake").decision_id
    assert first.decision_id != made("venue", "set", "e-1", "Lake").decision_id
    assert first.decision_id != made("venue", "choose", "e-1", "Bay").decision_id


def test_joins_are_pairs_in_order() -> None:
    same = made("", "same", "", subject="competitor:willy-hansen", other="competitor:willy-falck-hansen")
    apart = made("", "different", "", subject="competitor:a", other="competitor:b")
    found = joins([same, apart, made("venue", "defer", "e-1")])
    assert [(join.first, join.second, join.is_same) for join in found] == [
        ("a", "b", False),
        ("willy-falck-hansen", "willy-hansen", True),
    ]
