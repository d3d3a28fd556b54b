"""What became of each recorded decision, in words, with the ladder's own verdict beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ingest.reconcile.candidates import Case
from ingest.reconcile.values import meaning
from schemas.decisions import Decision, DecisionOutcome
from schemas.facts import Fact
from schemas.values import Value

_RENEW = "the text moved, the values are as seen: `photofinish decide --refresh` renews the fingerprint"


def all_outcomes(decisions: Iterable[Decision], found: Iterable[DecisionOutcome]) -> tuple[DecisionOutcome, ...]:
    """Return what became of every decision, in the order of the file: those not `found` are on what nothing states."""
    told = {outcome.decision.position: outcome for outcome in found}
    ordered = sorted(decisions, key=lambda decision: decision.position)
    return tuple(told.get(decision.position) or _unused(decision) for decision in ordered)


def _unused(decision: Decision) -> DecisionOutcome:
    about = f"{decision.property_name} of {decision.subject}"
    said = f"nothing states {about} with these qualifiers; correct the entry or remove it"
    return DecisionOutcome(decision, "unused", said)


@dataclass(frozen=True, slots=True)
class Told:
    """What is known once a case is judged: `now` is the fingerprint of its statements, `fact` what is published."""

    case: Case
    ladder: Fact
    fact: Fact
    now: str

    def outcome(self, decision: Decision, *, is_fresh: bool, is_used: bool) -> DecisionOutcome:
        """Return the outcome of one decision."""
        ladder = self.ladder
        verdict = f"the ladder alone gives {_shown(ladder.value)} ({ladder.status}, rule {ladder.rule})"
        found = DecisionOutcome(
            decision,
            "applied",
            f"gives {_shown(self.fact.value)}; {verdict}",
            moved=is_fresh and decision.evidence != self.now,
            decided=_decided(decision, self.fact),
            evidence=self.now,
            ladder_value=ladder.value.text if ladder.value else None,
            ladder_status=ladder.status,
            ladder_rule=ladder.rule,
        )
        if not is_fresh:
            said = f"what the sources say is not what was seen on {decision.on.isoformat()}, so {verdict}; look again"
            remedy = "decide anew with `photofinish decide`, or remove the entry"
            return replace(found, outcome="stale", message=f"{said} and {remedy}", decided=_decided(decision, None))
        if not is_used:
            return replace(found, outcome="unused", message=f"{_unmet(self.case, decision)}; {verdict}")
        if self._is_redundant(decision):
            found = replace(found, outcome="redundant", message=f"{verdict}, the same; the entry may be removed")
        return replace(found, message=f"{found.message}; {_RENEW}") if found.moved else found

    def _is_redundant(self, decision: Decision) -> bool:
        """Say whether the ladder alone publishes the same value. A deferral of what is disputed tells who looked."""
        if decision.action == "defer" or self.fact.value is None or self.ladder.value is None:
            return False
        case = self.case
        mine, ladders = (meaning(value, case.registered, case.year) for value in (self.fact.value, self.ladder.value))
        return mine == ladders


def _decided(decision: Decision, fact: Fact | None) -> str | None:
    if fact is not None:
        return fact.value.text if fact.value else None
    return decision.value.text if decision.action in {"choose", "set"} and decision.value else None


def _shown(value: Value | None) -> str:
    return value.text if value else "no value"


def _unmet(case: Case, decision: Decision) -> str:
    """Say why a decision found nothing to decide, and what to do."""
    stated = ", ".join(candidate.value.text for candidate in case.candidates)
    said = decision.value.text if decision.value else "nothing"
    sentences = {
        "choose": f"nobody states {said}, only {stated}; choose one of these, or give it by `set` (--set)",
        "reject": f"no single statement of this fact is {decision.statement}; reject one by its statement_id",
        "both_true": f"only {stated} is stated; remove the entry",
        "accept_explanation": f"no tested {decision.explanation} explains all but one of {stated}; choose a value",
        "defer": f"{stated} is not contested; remove the entry",
        "set": "the entry holds no value; give one",
    }
    return sentences[decision.action]
