"""The ladder: small named rules, tried in order; each gives a verdict or passes.

The order is that of trust: what needs no judgement first, a vote last, and where no rule may decide, a person is asked.
A recorded decision comes before all of them (see `decisions`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from ingest.reconcile.candidates import Candidate, Case
from ingest.reconcile.explanations import Explanation, ExplanationContext, explanations
from ingest.reconcile.explanations.names import name_spelled_otherwise
from ingest.reconcile.qualified import apart
from ingest.reconcile.values import is_less_precise, is_within_tolerance, precision
from schemas.facts import Alternative, Fact, FactStatus
from schemas.values import Value

MARGIN = 1
"""By how many independent witnesses a value must lead every other that contradicts it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule decides: the candidates that hold (none: disputed), and why the others do not.

    `differs` says that values which hold are not the same and are all to be shown.
    """

    status: FactStatus
    rule: str
    chosen: tuple[Candidate, ...]
    value: Value | None
    explanation: Explanation | None = None
    differs: bool = False


Rule = Callable[[Case, ExplanationContext], Verdict | None]


def all_values_hold(case: Case, _context: ExplanationContext) -> Verdict | None:
    """A property that may have several values at once: each that is stated holds."""
    if not case.registered.many:
        return None
    return Verdict(_unanimous(case), "all_values_hold", case.candidates, _joined(case.candidates), differs=True)


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


def within_tolerance(case: Case, _context: ExplanationContext) -> Verdict | None:
    """Values of a type that is measured in several units are no further apart than rounding can take them: they agree.

    Published is the one of most independent witnesses; of several such, that with most digits.
    """
    pairs = combinations(case.candidates, 2)
    if not all(is_within_tolerance(a.meaning, b.meaning, case.registered) for a, b in pairs):
        return None
    best = min(case.candidates, key=lambda c: (-_votes(case, c), -sum(map(str.isdigit, c.value.text))))
    return Verdict("agreed", "within_tolerance", case.candidates, best.value, differs=True)


def same_name(case: Case, context: ExplanationContext) -> Verdict | None:
    """Names that are spellings of one, in other letters, other order or with a letter amiss: they agree on who it is.

    Published is the spelling of most independent witnesses; of several such, the one with more letters that ASCII
    lacks, which a transliteration drops.
    """
    pairs = [(a, b) for a, b in combinations(case.candidates, 2) if not case.compatible(a, b)]
    found = [name_spelled_otherwise(case, a, b, context) for a, b in pairs]
    if not pairs or None in found:
        return None
    best = min(
        case.candidates, key=lambda c: (-_votes(case, c), sum(map(str.isascii, c.value.text)) - len(c.value.text))
    )
    return Verdict("agreed", "same_name", case.candidates, best.value, found[0], differs=True)


def qualifier_separates(case: Case, _context: ExplanationContext) -> Verdict | None:
    """Each value is of something else, as the places say that state them: each holds, and there is no conflict.

    What tells them apart: the source that each names (of a property that is a source's own), units that measure
    different things, headings that count up ("Stage 2", "Stage 3"), the rows of a table of records, or for words the
    columns of one table or the fields of one infobox.
    """
    if not apart(case):
        return None
    return Verdict("agreed", "qualifier_separates", case.candidates, _joined(case.candidates), differs=True)


def explained_with_support(case: Case, context: ExplanationContext) -> Verdict | None:
    """Every losing value has a tested explanation, and an article that does not contradict itself says the winning one.

    The witness must be an article whose own statements all agree with the winning value: an article that says both
    votes for neither. Where the article's own arithmetic gives the winning value, that is support as well.
    """
    verdicts = []
    for winner in case.candidates:
        found = _explained(case, winner, context)
        supporting = [one for each in found for one in each if one.supports]
        told = found[0][0] if found and case.voters(winner) else next(iter(supporting), None)
        if told:
            verdicts.append(Verdict("resolved", "explained_with_support", _all_with(case, winner), winner.value, told))
    return verdicts[0] if len(verdicts) == 1 else None


def _explained(case: Case, winner: Candidate, context: ExplanationContext) -> list[list[Explanation]]:
    """Return the explanations of each losing value, or nothing where one has none.

    One that fits either way explains no value for which there is a witness.
    """
    found = []
    for loser in (other for other in case.candidates if not _holds_with(case, other, winner)):
        tested = explanations(case, loser, winner, context)
        standing = [one for one in tested if not (one.either_way and case.voters(loser))]
        if not standing:
            return []
        found.append(standing)
    return found


def independent_vote(case: Case, _context: ExplanationContext) -> Verdict | None:
    """One value has at least one more independent witness than any other; an article that says both has no vote.

    Articles that share the sentence or the source which they name are one witness. A value that is every other with
    less precision decides nothing between these.
    """
    ranked = sorted(case.candidates, key=lambda candidate: -_votes(case, candidate))
    first, second = ranked[0], next((c for c in ranked[1:] if not _holds_with(case, c, ranked[0])), None)
    if second is None or _votes(case, first) < _votes(case, second) + MARGIN:
        return None
    others = [other for other in case.candidates if other is not first]
    if all(is_less_precise(first.meaning, other.meaning, case.registered) for other in others):
        return None
    return Verdict("resolved", "independent_vote", _all_with(case, first), first.value)


def source_authority(case: Case, context: ExplanationContext) -> Verdict | None:
    """Witnesses are as many for each value, and one of them is the article that knows this property best.

    The registry declares for which properties there is such an article, and why. It must not contradict itself.
    """
    authority = case.registered.authority
    if authority is None:
        return None
    knowing = context.articles_about(case, authority.about)
    named = [candidate for candidate in case.candidates if case.voters(candidate) & knowing]
    best = min(named, key=lambda c: -precision(c.meaning), default=None)
    if best is None or not all(_holds_with(case, other, best) for other in named):
        return None
    return Verdict("resolved", "source_authority", _all_with(case, best), best.value)


def disputed(case: Case, context: ExplanationContext) -> Verdict:
    """No rule may decide: the value is null, every candidate is kept, and a person is asked.

    A hypothesis that explains one of two values by the other is told all the same, if there is one.
    """
    told = None
    if len(case.candidates) == 2:
        first, second = case.candidates
        found = [
            (winner, one)
            for loser, winner in ((first, second), (second, first))
            for one in explanations(case, loser, winner, context)[:1]
        ]
        if found:
            winner, one = found[0]
            told = replace(one, text=f"if {winner.value.text} is right: {one.text}")
    return Verdict("disputed", "disputed", (), None, told)


LADDER: tuple[Rule, ...] = (
    all_values_hold, all_equal, less_precise, within_tolerance, same_name, qualifier_separates,
    explained_with_support, independent_vote, source_authority, disputed,
)  # fmt: skip


def _unanimous(case: Case) -> FactStatus:
    return "single" if len(case.statements) == 1 else "agreed"


def _joined(candidates: Sequence[Candidate]) -> Value:
    """Return the value of all: the one, or the distinct texts in value order."""
    if len(candidates) == 1:
        return candidates[0].value
    return Value("; ".join(dict.fromkeys(candidate.value.text for candidate in candidates)))


def _holds_with(case: Case, other: Candidate, winner: Candidate) -> bool:
    """Say whether `other` is `winner` itself or the same with less precision."""
    return other is winner or is_less_precise(other.meaning, winner.meaning, case.registered)


def _all_with(case: Case, winner: Candidate) -> tuple[Candidate, ...]:
    return tuple(candidate for candidate in case.candidates if _holds_with(case, candidate, winner))


def _votes(case: Case, candidate: Candidate) -> int:
    return len(case.witnesses_of(candidate))


def judge(case: Case, context: ExplanationContext) -> Fact:
    """Return the fact that the first rule of the ladder that decides gives."""
    verdict = next(found for rule in LADDER if (found := rule(case, context)) is not None)
    supporting = _ids(verdict.chosen)
    opposing = _ids([candidate for candidate in case.candidates if candidate not in verdict.chosen])
    differ = len(case.candidates) > 1 and (verdict.status in {"resolved", "disputed"} or verdict.differs)
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
