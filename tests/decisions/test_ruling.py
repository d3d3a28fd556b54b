"""The first rung of the ladder: what each action makes of a fact, and what is said of the decision."""

from __future__ import annotations

import pytest

from schemas.decisions import Action, Decision
from schemas.values import Value
from tests.decisions.made import NEVER_SEEN, Sources, article, made

DISPUTED = Sources(article("8:12.1", "8:12.8"))
"""The infobox says 8:12.1, the table 8:12.8; no rule may decide."""


def _text(value: Value | None) -> str | None:
    return value.text if value else None


def test_without_a_decision_it_is_disputed() -> None:
    fact = DISPUTED.fact("winning_time")
    assert (fact.status, fact.value, fact.decision) == ("disputed", None, None)


def test_choose_publishes_a_stated_value_and_keeps_the_other_side() -> None:
    decision = DISPUTED.decision("winning_time", "choose", "8:12.8")
    fact = DISPUTED.fact("winning_time", decision)
    assert (_text(fact.value), fact.status, fact.rule) == ("8:12.8", "curated", "decision_choose")
    assert fact.decision == decision.decision_id
    assert fact.opposing
    assert {a.value.text for a in fact.alternatives} == {"8:12.1", "8:12.8"}
    (outcome,) = DISPUTED.judged(decision).outcomes
    assert (outcome.outcome, outcome.decided, outcome.ladder_status) == ("applied", "8:12.8", "disputed")


def test_a_value_may_be_chosen_in_other_words() -> None:
    fact = DISPUTED.fact("winning_time", DISPUTED.decision("winning_time", "choose", "8 minutes, 12.8 seconds"))
    assert _text(fact.value) == "8:12.8"


def test_a_value_that_nobody_states_is_not_chosen() -> None:
    decision = DISPUTED.decision("winning_time", "choose", "8:13.0")
    assert DISPUTED.fact("winning_time", decision) == DISPUTED.fact("winning_time")
    (outcome,) = DISPUTED.judged(decision).outcomes
    assert outcome.outcome == "unused"
    assert "nobody states 8:13.0, only 8:12.1, 8:12.8" in outcome.message


def test_set_publishes_what_no_statement_says_and_says_so() -> None:
    fact = DISPUTED.fact("winning_time", DISPUTED.decision("winning_time", "set", "8:12.5"))
    assert (_text(fact.value), fact.status, fact.rule) == ("8:12.5", "curated", "decision_set")
    assert fact.supporting == ()
    assert len(fact.opposing) == 2
    assert "8:12.5" not in {a.value.text for a in fact.alternatives}


def test_what_says_the_same_supports_a_value_that_is_set() -> None:
    fact = DISPUTED.fact("winning_time", DISPUTED.decision("winning_time", "set", "8:12.83"))
    assert {DISPUTED.statements[i].statement.value.text for i in fact.supporting} == {"8:12.8"}


def test_a_bare_number_has_the_unit_of_the_values_stated() -> None:
    fact = DISPUTED.fact("winning_time", DISPUTED.decision("winning_time", "set", "492.5"))
    assert fact.value
    assert fact.value.unit == "s"


def _stating(text: str, name: str = "winning_time") -> str:
    fact = DISPUTED.fact(name)
    ids = [*fact.supporting, *fact.opposing]
    return next(i for i in ids if DISPUTED.statements[i].statement.value.text == text)


def test_reject_takes_a_statement_out_and_leaves_the_rest_to_the_ladder() -> None:
    decision = DISPUTED.decision("winning_time", "reject", statement=_stating("8:12.1"))
    fact = DISPUTED.fact("winning_time", decision)
    assert (_text(fact.value), fact.status, fact.rule) == ("8:12.8", "curated", "decision_reject")
    assert fact.opposing == (_stating("8:12.1"),)


def test_rejecting_every_statement_leaves_no_value() -> None:
    only = DISPUTED.fact("venue").supporting[0]
    fact = DISPUTED.fact("venue", DISPUTED.decision("venue", "reject", statement=only))
    assert (fact.value, fact.status, fact.supporting, fact.opposing) == (None, "curated", (), (only,))


def test_what_is_rejected_need_not_settle_it() -> None:
    three = Sources(article("8:12.1", "8:12.8", lead="The event was won by Ann Other in 8:13.4."))
    ids = three.fact("winning_time").opposing
    gone = next(i for i in ids if three.statements[i].statement.source_kind == "prose")
    fact = three.fact("winning_time", three.decision("winning_time", "reject", statement=gone))
    assert (fact.value, fact.status, fact.decision) == (None, "disputed", None)


def test_reject_and_choose_go_together() -> None:
    three = Sources(article("8:12.1", "8:12.8", lead="The event was won by Ann Other in 8:13.4."))
    ids = three.fact("winning_time").opposing
    gone = next(i for i in ids if three.statements[i].statement.source_kind == "prose")
    reject = three.decision("winning_time", "reject", statement=gone)
    both = three.decision("winning_time", "both_true", position=1)
    fact = three.fact("winning_time", reject, both)
    assert (_text(fact.value), fact.opposing) == ("8:12.1; 8:12.8", (gone,))
    assert three.outcomes(reject, both) == ["applied", "applied"]


def test_a_rejected_statement_is_found_again_where_its_text_moved() -> None:
    identifier = _stating("8:12.8")
    section = DISPUTED.statements[identifier].statement.locator.section
    decision = DISPUTED.decision(
        "winning_time", "reject", "8:12.8", statement=identifier, section=section,
        document=DISPUTED.statements[identifier].document_id,
    )  # fmt: skip
    title, text = article("8:12.1", "8:12.8")
    moved = Sources((title, text.replace("==Results==", "==Result==")))
    assert identifier not in moved.statements
    (outcome,) = moved.judged(decision).outcomes
    assert (outcome.outcome, outcome.moved) == ("applied", True)
    assert "--refresh" in outcome.message
    assert _text(moved.fact("winning_time", decision).value) == "8:12.1"


def test_which_of_two_is_rejected_is_not_guessed() -> None:
    lead = "The event was won by Ann Other in 8:12.8."
    identifier = _stating("8:12.8")
    decision = DISPUTED.decision(
        "winning_time", "reject", "8:12.8", statement=identifier, section="Elsewhere",
        document=DISPUTED.statements[identifier].document_id,
    )  # fmt: skip
    title, text = article("8:12.1", "8:12.8", lead=lead)
    moved = Sources((title, text.replace("==Results==", "==Result==")))
    (outcome,) = moved.judged(decision).outcomes
    assert outcome.outcome == "unused"
    assert moved.fact("winning_time", decision).status == "disputed"


def test_both_true_publishes_all_values() -> None:
    fact = DISPUTED.fact("winning_time", DISPUTED.decision("winning_time", "both_true"))
    assert (_text(fact.value), fact.rule, fact.opposing) == ("8:12.1; 8:12.8", "decision_both_true", ())
    assert fact.value
    assert fact.value.number is None


def test_defer_holds_back_what_the_ladder_would_resolve() -> None:
    records = "==Olympic record progression==\n\n===Men===\n\n| Time | Rower | Games | Date |\n"
    sources = Sources(
        article("8:12.1", "8:12.8"),
        ("Single sculls at the Olympics", f"{records}| 8:12.8 | Ann Other | 1952 | 1952-07-23 |\n"),
    )
    assert sources.fact("winning_time").status == "resolved"
    decision = sources.decision("winning_time", "defer")
    fact = sources.fact("winning_time", decision)
    assert (fact.status, fact.value, fact.rule, fact.decision) == ("disputed", None, "decision_defer", None)
    assert sources.outcomes(decision) == ["applied"]


def _fifths() -> Sources:
    """Return an article whose table has fifths written as tenths, and says so of another row in its records."""
    title, _ = article()
    rows = "| 1 | Ann Other | 8:12.2 |\n| 2 | Bo Berg | 8:14.1 |\n"
    text = f"Infobox\n- Win Value: 8:12.4\n- Gold: Ann Other\n\n==Results==\n\n| Rank | Rower | Time |\n{rows}"
    return Sources((title, text))


def test_an_explanation_is_accepted_without_another_witness() -> None:
    sources = _fifths()
    assert sources.fact("winning_time").status == "disputed"
    decision = sources.decision("winning_time", "accept_explanation", explanation="fifths_read_as_tenths")
    fact = sources.fact("winning_time", decision)
    assert (_text(fact.value), fact.status, fact.rule) == ("8:12.4", "curated", "decision_accept_explanation")
    assert fact.explanation_code == "fifths_read_as_tenths"


def test_an_explanation_that_does_not_stand_is_not_accepted() -> None:
    decision = DISPUTED.decision("winning_time", "accept_explanation", explanation="fifths_read_as_tenths")
    assert DISPUTED.outcomes(decision) == ["unused"]
    assert DISPUTED.fact("winning_time", decision).status == "disputed"


@pytest.mark.parametrize("action", ["choose", "set", "both_true", "defer", "reject"])
def test_other_evidence_makes_every_action_stale(action: Action) -> None:
    decision = DISPUTED.decision("winning_time", action, "8:12.8", statement=_stating("8:12.1"))
    other = Sources(article("8:12.1", "8:12.9"))
    assert other.fact("winning_time", decision) == other.fact("winning_time")
    (outcome,) = other.judged(decision).outcomes
    assert (outcome.outcome, outcome.ladder_status) == ("stale", "disputed")
    assert outcome.evidence == other.evidence("winning_time")
    assert "2024-05-01" in outcome.message


def test_a_stale_decision_shows_both_verdicts() -> None:
    decision = DISPUTED.decision("winning_time", "choose", "8:12.1")
    (outcome,) = Sources(article("8:12.9", "8:12.9")).judged(decision).outcomes
    assert (outcome.decided, outcome.ladder_value, outcome.ladder_rule) == ("8:12.1", "8:12.9", "all_equal")


@pytest.mark.parametrize(
    "decision",
    [
        DISPUTED.decision("venue", "choose", "Lake"),
        DISPUTED.decision("venue", "set", "lake"),
    ],
    ids=["choose", "set"],
)
def test_what_the_ladder_says_too_is_redundant_and_decides_all_the_same(decision: Decision) -> None:
    assert DISPUTED.outcomes(decision) == ["redundant"]
    assert DISPUTED.fact("venue", decision).status == "curated"


@pytest.mark.parametrize("action", ["both_true", "defer"])
def test_there_is_nothing_to_decide_where_all_say_the_same(action: Action) -> None:
    decision = DISPUTED.decision("venue", action)
    assert DISPUTED.outcomes(decision) == ["unused"]
    assert DISPUTED.fact("venue", decision).status == "single"


def test_the_mark_of_who_is_decided_to_have_won_bears_on_the_winning_mark() -> None:
    title, text = article("8:12.8", "8:12.8", lead="The event was won by Cy Dale.")
    sources = Sources((title, f"{text}| 3 | Cy Dale | 8:19.4 |\n"))
    assert sources.fact("gold").status == "disputed"
    fact = sources.fact("winning_time", sources.decision("gold", "choose", "Cy Dale"))
    stated = {sources.statements[i].statement.value.text for i in (*fact.supporting, *fact.opposing)}
    assert stated == {"8:12.8", "8:19.4"}


def test_a_fact_that_nothing_states_has_no_outcome_of_its_own() -> None:
    assert DISPUTED.outcomes(made("nothing_such", "choose", NEVER_SEEN, "x")) == []


def test_without_what_would_the_verdict_be_another() -> None:
    """Any other evidence gives the fact back to the ladder: one statement is enough to change what is published."""
    fact = DISPUTED.fact("winning_time", DISPUTED.decision("winning_time", "choose", "8:12.8"))
    assert fact.flips_if == (_stating("8:12.8"),)
