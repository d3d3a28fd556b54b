"""How a wrong count arises, and a value of another edition where this one's belongs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ingest.reconcile.candidates import Candidate, Case
from ingest.reconcile.explanations.model import Edition, Explanation, ExplanationContext
from ingest.reconcile.values import meaning
from schemas.properties import property_of
from schemas.values import Value

_SELDOM_TWICE = frozenset({"winning_time", "date", "silver", "bronze", "gold"})
"""Properties whose values two editions seldom share."""
_MIN_COPIED = 2


def entrants_counted_for_starters(
    case: Case, loser: Candidate, winner: Candidate, context: ExplanationContext
) -> Explanation | None:
    """Those who were entered and did not start were counted as well: the results list 42, and 40 of them started."""
    wrong, right = loser.meaning.number, winner.meaning.number
    counts = context.fields.get((case.event_id or "", case.key.property_name), ())
    fitting = [count for count in counts if count.entered == wrong and count.started == right]
    if wrong == right or not fitting or len(fitting) != len(counts):
        return None
    absent = fitting[0].entered - fitting[0].started
    text = (
        f"{loser.value.text} counts {absent} more who did not start: the results list {wrong}, of whom {right} started;"
        f" this fits {len(fitting)} of the {len(counts)} articles that list them"
    )
    return Explanation("entrants_counted_for_starters", text, supports=True)


def previous_games_copied(
    case: Case, loser: Candidate, winner: Candidate, context: ExplanationContext
) -> Explanation | None:
    """The value is that of the edition before: left standing in a template that was copied from its article."""
    return _copied(case, loser, winner, context, -1)


def next_games_copied(
    case: Case, loser: Candidate, winner: Candidate, context: ExplanationContext
) -> Explanation | None:
    """The value is that of the edition after: written into the article of the wrong year."""
    return _copied(case, loser, winner, context, 1)


def _copied(
    case: Case, loser: Candidate, winner: Candidate, context: ExplanationContext, step: int
) -> Explanation | None:
    """Test whether a place has the values of a neighbouring edition: all that it says are looked at.

    One equal value may be chance: champions repeat, and 2.36 m has won twice in a row. Two at one place are a copy.
    """
    name, editions = case.key.property_name, context.editions.get(case.event_id or "", ())
    own, other = _beside(editions, case.event_id, 0), _beside(editions, case.event_id, step)
    if name not in _SELDOM_TWICE or case.key.subject != case.event_id or own is None or other is None:
        return None
    stated = _meanings(other.stated.get(name, ()), name, other.year)
    if loser.meaning.key not in stated or winner.meaning.key in stated:
        return None
    said = [own.places.get((s.document_id, s.statement.source_kind), {}) for s in loser.statements]
    fitting, tested = max((_same(place, own.year, other) for place in said), default=(1, 1))
    which = "previous" if step < 0 else "next"
    text = (
        f"{loser.value.text} is the value of the {which} edition ({other.year}); this fits {fitting} of the {tested} "
        "values that its place gives and that are known of that edition"
    )
    return Explanation(f"{which}_games_copied", text, either_way=fitting < _MIN_COPIED)


def _same(place: Mapping[str, tuple[Value, ...]], year: int, other: Edition) -> tuple[int, int]:
    """Return how many values of a place are those of another edition, and of how many that can be said."""
    names = [name for name in sorted(place) if other.stated.get(name)]
    same = [n for n in names if _meanings(place[n], n, year) & _meanings(other.stated[n], n, other.year)]
    return len(same), len(names)


def _beside(editions: Iterable[Edition], event_id: str | None, step: int) -> Edition | None:
    ordered = sorted(editions, key=lambda edition: (edition.year, edition.event_id))
    place = next((i for i, edition in enumerate(ordered) if edition.event_id == event_id), None)
    if place is None or not 0 <= place + step < len(ordered):
        return None
    return ordered[place + step]


def _meanings(values: Iterable[Value], name: str, year: int) -> set[str]:
    """Return what all statements on an edition mean; one that they dispute is no value to copy."""
    found = {meaning(value, property_of(name), year).key for value in values}
    return found if len(found) == 1 else set()
