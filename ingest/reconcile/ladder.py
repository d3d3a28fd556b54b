"""The ladder: small named rules, tried in order; each gives a verdict or passes.

The order is that of trust: what needs no judgement first, a vote last, and where no rule may decide, a person is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.reconcile.candidates import Candidate, Case
from ingest.reconcile.explanations import Explanation, ExplanationContext, explain
from ingest.reconcile.values import is_less_precise
from schemas.facts import Alternative, Fact, FactStatus
from schemas.values import Value


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule decides: the candidates that hold (none: disputed), and why the others do not."""

    status: FactStatus
    rule: str
    chosen: tuple[Candidate, ...]
    value: Value | None
    explanation: Explanation | None = None


Rule = Callable[[Case, ExplanationContext], Verdict | None]


def all_values_hold(case: Case, _context: ExplanationContext) -> Verdict | None:
    """A property that may have several values at once: each that is stated holds."""
    if not case.registered.many:
        return None
    text = "; ".join(dict.fromkeys(candidate.value.text for candidate in case.candidates))
    only = case.candidates[0].value if len(case.candidates) == 1 else Value(text)
    return Verdict(_unanimous(case), "all_values_hold", case.candidates, only)


def all_equal(case: Case, _context: ExplanationContext) -> Verdict | None:
    """Every statement means the same, once units, spellings and precision of zeros are set aside."""
    if len(case.candidates) != 1:
        return None
    rule = "single_statement" if len(case.statements) == 1 else "all_equal"
    return Verdict(_unanimous(case), rule, case.candidates, case.candidates[0].value)


def less_precise(case: Case, _context: ExplanationContext) -> Verdict | None:
    """One value is the most precise, and every other is the same with less precision: they agree."""
    for candidate in case.candidates:
        others = [other for other in case.candidates if other is not candidate]
        if all(is_less_precise(other.meaning, candidate.meaning, case.registered) for other in others):
            return Verdict("agreed", "less_precise", case.candidates, candidate.value)
    return None


def explained_with_support(case: Case, context: ExplanationContext) -> Verdict | None:
    """Every losing value has a tested explanation, and an article that does not contradict itself says the winning one.

    The witness must be an article whose own statements all agree with the winning value: an article that says both
    votes for neither.
    """
    verdicts = []
    for winner in case.candidates:
        losers = [other for other in case.candidates if not _holds_with(case, other, winner)]
        found = [explain(case, loser, winner, context) for loser in losers]
        explained = [explanation for explanation in found if explanation is not None]
        if losers and len(explained) == len(losers) and case.voters(winner):
            chosen = tuple(other for other in case.candidates if other not in losers)
            verdicts.append(Verdict("resolved", "explained_with_support", chosen, winner.value, explained[0]))
    return verdicts[0] if len(verdicts) == 1 else None


def independent_vote(case: Case, _context: ExplanationContext) -> Verdict | None:
    """One value has at least one more independent witness than any other; an article that says both has no vote."""
    ranked = sorted(case.candidates, key=lambda candidate: -_votes(case, candidate))
    first, second = ranked[0], next((c for c in ranked[1:] if not _holds_with(case, c, ranked[0])), None)
    if second is None or _votes(case, first) <= _votes(case, second):
        return None
    chosen = tuple(candidate for candidate in case.candidates if _holds_with(case, candidate, first))
    return Verdict("resolved", "independent_vote", chosen, first.value)


def disputed(case: Case, _context: ExplanationContext) -> Verdict:
    """No rule may decide: the value is null, every candidate is kept, and a person is asked."""
    return Verdict("disputed", "disputed", (), None)


LADDER: tuple[Rule, ...] = (
    all_values_hold, all_equal, less_precise, explained_with_support, independent_vote, disputed,
)  # fmt: skip


def _unanimous(case: Case) -> FactStatus:
    return "single" if len(case.statements) == 1 else "agreed"


def _holds_with(case: Case, other: Candidate, winner: Candidate) -> bool:
    """Say whether `other` is `winner` itself or the same with less precision."""
    return other is winner or is_less_precise(other.meaning, winner.meaning, case.registered)


def _votes(case: Case, candidate: Candidate) -> int:
    return len(case.voters(candidate))


def judge(case: Case, context: ExplanationContext) -> Fact:
    """Return the fact that the first rule of the ladder that decides gives."""
    verdict = next(found for rule in LADDER if (found := rule(case, context)) is not None)
    supporting = _ids(verdict.chosen)
    opposing = _ids([candidate for candidate in case.candidates if candidate not in verdict.chosen])
    differ = len(case.candidates) > 1 and (verdict.status in {"resolved", "disputed"} or case.registered.many)
    alternatives = tuple(Alternative(c.value, _ids([c])) for c in case.candidates) if differ else ()
    return Fact(
        key=case.key,
        event_id=case.event_id,
        value=verdict.value,
        status=verdict.status,
        rule=verdict.rule,
        supporting=supporting,
        opposing=opposing,
        document_count=len({s.document_id for s in case.statements}),
        alternatives=alternatives,
        explanation=verdict.explanation.text if verdict.explanation else None,
        explanation_code=verdict.explanation.code if verdict.explanation else None,
    )


def _ids(candidates: Sequence[Candidate]) -> tuple[str, ...]:
    return tuple(sorted({s.statement_id for candidate in candidates for s in candidate.statements}))
