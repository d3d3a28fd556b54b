"""A medal that was taken away: the first winner's mark or name still stands where the event's is told."""

from __future__ import annotations

from ingest.reconcile.candidates import Candidate, Case
from ingest.reconcile.explanations.model import Explanation, ExplanationContext, Stripped
from schemas.medals import MEDALS
from schemas.slugs import slug


def of_one_disqualified(
    case: Case, loser: Candidate, winner: Candidate, context: ExplanationContext
) -> Explanation | None:
    """The value is that of a competitor whom a table of the event has as disqualified, and the other's is not.

    A winning mark, and so that of the winner, must be that of a row in the deciding round; a medallist must be named in
    one. The table that tells it is an article's own word on the matter, whatever else the article says.
    """
    stripped = context.stripped.get(case.event_id or "")
    if stripped is None:
        return None
    name = case.registered.name
    if name in {"winning_time", "mark"} and loser.value.number is not None and not _is_own(case, stripped):
        names = stripped.by_mark.get(loser.value.number, ())
        is_clear = winner.value.number is not None and winner.value.number not in stripped.by_mark
    elif name in MEDALS:
        names = tuple(one for one in stripped.names if slug(one) == slug(loser.value.text))
        is_clear = slug(winner.value.text) not in {slug(one) for one in stripped.names}
    else:
        return None
    if not names or not is_clear:
        return None
    text = (
        f"{loser.value.text} is told of {names[0]}, whom the table of results has as disqualified; this fits 1 of the "
        "1 values stated otherwise"
    )
    return Explanation("of_one_disqualified", text, supports=True)


def _is_own(case: Case, stripped: Stripped) -> bool:
    """Say whether the case is of the mark of one who was disqualified."""
    return case.key.subject.partition("#")[2] in {slug(name) for name in stripped.names}
