"""The first rung of the ladder: a recorded decision whose evidence still matches.

A decision never hides what it overrules: the statements that it goes against stay as opposing, every value stated stays
among the alternatives, and the ladder's own verdict stands beside it in the outcome. Where the evidence is another than
the one that the decision was taken on, the ladder's verdict stands. The functions of the actions are named as the
published rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.reconcile.candidates import Candidate, Case, Judge, case_of
from ingest.reconcile.explanations import Explanation, ExplanationContext, explanations
from ingest.reconcile.outcomes import Told
from ingest.reconcile.values import is_less_precise, meaning
from schemas.decisions import DECIDING, JOINING, Decision, DecisionOutcome, article_of, evidence_of, same_values
from schemas.facts import Alternative, Fact, FactKey
from schemas.linked import LinkedStatement
from schemas.values import Value

VALUES_APART = "; "


@dataclass(frozen=True, slots=True)
class Ruling:
    """A fact as it is published, and what became of each decision on it."""

    fact: Fact
    outcomes: tuple[DecisionOutcome, ...] = ()


@dataclass(frozen=True, slots=True)
class _Given:
    """What a deciding action gives: the value (None: held back), and the candidates that hold with it."""

    rule: str
    value: Value | None
    chosen: tuple[Candidate, ...]
    explanation: Explanation | None = None


def decisions_by_fact(decisions: Iterable[Decision]) -> Mapping[FactKey, tuple[Decision, ...]]:
    """Return the decisions on each fact, in the order of the file; those on who is who are left out."""
    found: dict[FactKey, list[Decision]] = defaultdict(list)
    for decision in sorted(decisions, key=lambda d: d.position):
        if decision.action not in JOINING:
            found[decision.key].append(decision)
    return {key: tuple(group) for key, group in found.items()}


def ruled(case: Case, decisions: Sequence[Decision], context: ExplanationContext, judge: Judge) -> Ruling:
    """Judge a case by the decisions whose evidence still matches, and by the ladder where there are none."""
    ladder = judge(case)
    if not decisions:
        return Ruling(ladder)
    now = evidence_of(case.statements)
    fresh = [d for d in decisions if same_values(d.evidence, now)]
    rejected = {d: _rejected(case, d) for d in fresh if d.action == "reject"}
    rest = _without(case, {i for found in rejected.values() if found for i in (found.statement_id,)})
    deciding = next((d for d in fresh if d.action in DECIDING), None)
    given = _given(rest, deciding, context) if deciding else None
    used = [d for d, found in rejected.items() if found] + ([deciding] if deciding and given else [])
    fact = _fact(case, rest, used, given, ladder, judge)
    told = Told(case, ladder, fact, now)
    return Ruling(fact, tuple(told.outcome(d, is_fresh=d in fresh, is_used=d in used) for d in decisions))


def _rejected(case: Case, decision: Decision) -> LinkedStatement | None:
    """Return the statement that is rejected; one whose text moved is found by its article, value and section.

    None where it is not there, or where several of one article say the same and nothing tells which is meant.
    """
    same = [s for s in case.statements if s.statement_id == decision.statement]
    if same or decision.document is None or decision.value is None:
        return same[0] if same else None
    article, text = article_of(decision.document), decision.value.text
    found = [s for s in case.statements if article_of(s.document_id) == article and s.statement.value.text == text]
    if len(found) > 1:
        found = [s for s in found if s.statement.locator.section == decision.section]
    return found[0] if len(found) == 1 else None


def _without(case: Case, rejected: set[str]) -> Case | None:
    """Return the case without the rejected statements; None where none is left."""
    rest = [s for s in case.statements if s.statement_id not in rejected]
    if len(rest) == len(case.statements):
        return case
    return case_of(case.key, case.event_id, rest, case.witnesses, case.year) if rest else None


def _given(case: Case | None, decision: Decision, context: ExplanationContext) -> _Given | None:
    """Return what a deciding action gives, or None where it finds nothing to decide."""
    if decision.action == "set":
        return decision_set(case, decision)
    return _ACTIONS[decision.action](case, decision, context) if case else None


# The actions


def decision_set(case: Case | None, decision: Decision) -> _Given | None:
    """A person gave a value that no source states: it is no statement, and only what says the same supports it."""
    if decision.value is None:
        return None
    if case is None:
        return _Given("decision_set", decision.value, ())
    value = _with_unit(case, decision.value)
    read = meaning(value, case.registered, case.year)
    chosen = tuple(
        c for c in case.candidates if c.meaning.key == read.key or is_less_precise(c.meaning, read, case.registered)
    )
    return _Given("decision_set", value, chosen)


def decision_choose(case: Case, decision: Decision, _context: ExplanationContext) -> _Given | None:
    """A person chose one of the stated values; those that say the same with less precision hold with it."""
    winner = candidate_of(case, decision.value) if decision.value else None
    return _Given("decision_choose", winner.value, _holding(case, winner)) if winner else None


def decision_both_true(case: Case, _decision: Decision, _context: ExplanationContext) -> _Given | None:
    """A person found that every stated value is true: all are published, in value order."""
    if len(case.candidates) < 2:
        return None
    texts = dict.fromkeys(candidate.value.text for candidate in case.candidates)
    return _Given("decision_both_true", Value(VALUES_APART.join(texts)), case.candidates)


def decision_accept_explanation(case: Case, decision: Decision, context: ExplanationContext) -> _Given | None:
    """A person took a tested explanation of the losing values for enough, without a further witness.

    The value is one of those stated, or the one that the hypothesis makes of the only one: then no statement says it.
    """
    winners = case.candidates
    if decision.value is not None:
        winners = (candidate_of(case, decision.value) or _unstated(case, decision.value),)
    found = []
    for winner in winners:
        standing = _explained_by(case, winner, context)
        fitting = [e for e in standing if decision.explanation in {None, e.code}]
        if fitting:
            found.append(_Given("decision_accept_explanation", winner.value, _holding(case, winner), fitting[0]))
    return found[0] if len(found) == 1 else None


def _unstated(case: Case, value: Value) -> Candidate:
    """Return a value that nobody states as a candidate, without statements."""
    whole = _with_unit(case, value)
    return Candidate(meaning(whole, case.registered, case.year), whole, ())


def _explained_by(case: Case, winner: Candidate, context: ExplanationContext) -> list[Explanation]:
    """Return the explanations of every value that does not hold with `winner`; none where one has no explanation."""
    holding = _holding(case, winner)
    tested = [explanations(case, loser, winner, context) for loser in case.candidates if loser not in holding]
    return [each for standing in tested for each in standing] if all(tested) else []


def decision_defer(case: Case, _decision: Decision, _context: ExplanationContext) -> _Given | None:
    """A person looked and leaves it open: the value is held back as disputed, whatever the ladder would say."""
    return _Given("decision_defer", None, ()) if len(case.candidates) > 1 and not case.registered.many else None


def decision_reject(rest: Case | None, ladder: Fact, judge: Judge) -> Fact:
    """A person took a statement out: the rules judge what the others say; where there are none the value is null."""
    return judge(rest) if rest else replace(ladder, value=None, supporting=(), status="disputed")


_ACTIONS: Mapping[str, Callable[[Case, Decision, ExplanationContext], _Given | None]] = {
    "choose": decision_choose,
    "both_true": decision_both_true,
    "accept_explanation": decision_accept_explanation,
    "defer": decision_defer,
}


def candidate_of(case: Case, value: Value) -> Candidate | None:
    """Return the candidate that a value names: by the words of one of its statements, else by its meaning."""
    for candidate in case.candidates:
        texts = {candidate.value.text, *(s.statement.value.text for s in candidate.statements)}
        if value.text in texts:
            return candidate
    key = meaning(_with_unit(case, value), case.registered, case.year).key
    return next((candidate for candidate in case.candidates if candidate.meaning.key == key), None)


def _with_unit(case: Case, value: Value) -> Value:
    """Give a bare number the unit that all values stated have."""
    units = {c.value.unit for c in case.candidates} - {None}
    return (
        replace(value, unit=units.pop()) if value.number is not None and not value.unit and len(units) == 1 else value
    )


def _holding(case: Case, winner: Candidate) -> tuple[Candidate, ...]:
    return tuple(
        c for c in case.candidates if c is winner or is_less_precise(c.meaning, winner.meaning, case.registered)
    )


# The fact


def _fact(
    case: Case, rest: Case | None, used: Sequence[Decision], given: _Given | None, ladder: Fact, judge: Judge
) -> Fact:
    """Return the fact as published: the ladder's own where no decision is used."""
    if not used:
        return ladder
    if given is None:
        verdict = decision_reject(rest, ladder, judge)
        rule, value, supporting = decision_reject.__name__, verdict.value, verdict.supporting
        explanation, code = verdict.explanation, verdict.explanation_code
    else:
        rule, value = given.rule, given.value
        supporting = tuple(sorted(s.statement_id for c in given.chosen for s in c.statements))
        explanation, code = _explanation(given, ladder)
    is_open = value is None and len(case.candidates) > 1 and (given is not None or rest is not None)
    return replace(
        ladder,
        value=value,
        status="disputed" if is_open else "curated",
        rule="decision_defer" if given is not None and value is None else rule,
        supporting=supporting,
        opposing=tuple(sorted({s.statement_id for s in case.statements} - set(supporting))),
        alternatives=_alternatives(case),
        explanation=explanation,
        explanation_code=code,
        decision=None if is_open else used[-1].decision_id,
    )


def _explanation(given: _Given, ladder: Fact) -> tuple[str | None, str | None]:
    """Return the accepted explanation, or the ladder's where the ladder says the same."""
    if given.explanation:
        return given.explanation.text, given.explanation.code
    is_same = given.value is not None and given.value == ladder.value
    return (ladder.explanation, ladder.explanation_code) if is_same else (None, None)


def _alternatives(case: Case) -> tuple[Alternative, ...]:
    if len(case.candidates) < 2:
        return ()
    return tuple(Alternative(c.value, tuple(sorted(s.statement_id for s in c.statements))) for c in case.candidates)
