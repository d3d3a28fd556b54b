"""`events` and `medalists`: from facts over all documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from ingest.datasets.bymedals import medals_of_rows
from ingest.datasets.competitors import who
from ingest.datasets.judged import Judged, Row, ids, noc_at
from ingest.link.events import known_event
from ingest.reconcile.values import HOLDERS_APART
from schemas.eventnames import sport_named
from schemas.facts import Fact
from schemas.games import games_named
from schemas.medals import MEDALS
from schemas.slugs import slug
from schemas.statements import EventWords

_DAYS = frozenset({"date", "date_end"})


def events_rows(judged: Judged, failed: Mapping[str, int]) -> Iterator[Row]:
    """Yield the rows of `events`; `failed` counts the failed checks of each."""
    disputed: dict[str, int] = defaultdict(int)
    for fact in judged.facts.all():
        if fact.event_id and fact.status == "disputed":
            disputed[fact.event_id] += 1
    seen: set[str] = set()
    for extraction in judged.extractions:
        known = known_event(extraction.event)
        is_elsewhere = judged.at_home is not None and extraction.document.document_id not in judged.at_home
        if known and known.event_id not in seen and not is_elsewhere:
            seen.add(known.event_id)
            yield _event(judged, known.event_id, extraction.document.document_id, extraction.event) | {
                "disputed_facts": disputed[known.event_id], "failed_checks": failed.get(known.event_id, 0),
            }  # fmt: skip


def _event(judged: Judged, event_id: str, document_id: str, words: EventWords) -> Row:
    games = games_named(words.games or "")
    mark = _fact(judged, event_id, "winning_time")
    start, end = _days(judged, event_id, words.year)
    has_mark = mark is not None and mark.value is not None and mark.value.unit is not None
    return {
        "event_id": event_id,
        "document_id": document_id,
        "games": games.name if games else words.games,
        "year": words.year,
        "season": games.season.lower() if games else None,
        "sport": (sport_named(words.sport) or words.sport) if words.sport else None,
        "event": words.event,
        "gender": words.gender,
        "date_start": start,
        "date_end": end,
        "venue": _text(judged, event_id, "venue"),
        "competitors": _count(judged, event_id, "competitors"),
        "nations": _count(judged, event_id, "nations"),
        "winning_mark_text": mark.value.text if mark and mark.value else None,
        "winning_mark": mark.value.number if has_mark and mark and mark.value else None,
        "mark_unit": mark.value.unit if has_mark and mark and mark.value else None,
        "previous_games": _count(judged, event_id, "previous_games"),
        "next_games": _count(judged, event_id, "next_games"),
    }


def _fact(judged: Judged, event_id: str, name: str) -> Fact | None:
    return judged.facts.get(event_id, name)


def _text(judged: Judged, event_id: str, name: str) -> str | None:
    fact = _fact(judged, event_id, name)
    return fact.value.text if fact and fact.value else None


def _count(judged: Judged, event_id: str, name: str) -> int | None:
    fact = _fact(judged, event_id, name)
    return int(fact.value.number) if fact and fact.value and fact.value.number is not None else None


def _days(judged: Judged, event_id: str, year: int | None) -> tuple[date | None, date | None]:
    """Return the first and last day: those stated of the event, else those of its schedule."""
    fact, last = _fact(judged, event_id, "date"), _fact(judged, event_id, "date_end")
    start = fact.value.date.as_date(year) if fact and fact.value and fact.value.date else None
    end = last.value.date.as_date(year) if last and last.value and last.value.date else None
    days = [] if fact else _schedule_days(judged, event_id, year)
    start, end = start or min(days, default=None), end or max(days, default=None)
    if last is None and start and end is None:
        end = start
    return (start, end) if start and (end is None or start <= end) else (start, None)


def _schedule_days(judged: Judged, event_id: str, year: int | None) -> list[date]:
    statements = (s.statement for s in judged.by_event.get(event_id, ()) if s.statement.extractor == "table.schedule")
    found = (s.value.date.as_date(year) for s in statements if s.property in _DAYS and s.value.date)
    return [day for day in found if day]


def medalists_rows(judged: Judged) -> Iterator[Row]:
    """Yield the rows of `medalists`: every event and medal of which something is said.

    Where nothing is said of a medal, the tables of results tell it by its icon.
    """
    for event_id in sorted(judged.by_event):
        for medal in MEDALS:
            rows = _holders(judged, event_id, medal) or medals_of_rows(judged, event_id, medal)
            for position, row in enumerate(rows):
                yield row | {"event_id": event_id, "medal": medal, "position": position}


def _holders(judged: Judged, event_id: str, medal: str) -> list[Row]:
    """Return the holders of a medal by the facts on it."""
    winner, nation = _fact(judged, event_id, medal), _fact(judged, event_id, f"{medal}_noc")
    if winner is None and nation is None:
        return []
    # Where nobody is named, two nations are two holders: the teams of both semifinals that were lost.
    names = _parts(winner) or [None] * (max(1, len(_parts(nation))) if winner is None else 1)
    return [
        _medalist(judged, event_id, winner, nation, (name, _noc_of_holder(judged, nation, position, len(names))))
        for position, name in enumerate(names)
    ]


def _parts(fact: Fact | None) -> list[str | None]:
    """Return the joint holders of a medal, or their nations, in source order."""
    return list(fact.value.text.split(HOLDERS_APART)) if fact and fact.value else []


def _noc_of_holder(judged: Judged, nation: Fact | None, position: int, holders: int) -> str | None:
    """Return the code of one of the holders: nations as many as they are, or one that is said of each."""
    parts = _parts(nation)
    if nation is None or not parts or len(parts) not in {1, holders}:
        return None
    if len(parts) == 1 and len(nation.supporting) < holders:
        return None
    return noc_at(parts[position if len(parts) > 1 else 0] or "", judged.year(nation.event_id))


def _medalist(
    judged: Judged, event_id: str, winner: Fact | None, nation: Fact | None, holder: tuple[str | None, str | None]
) -> Row:
    name, noc = holder
    evidence: tuple[str, ...] = nation.supporting if nation and noc else ()
    basis = "stated"
    name = judged.linked.full_name(event_id, name) if name else None
    if noc is None and name is not None:
        noc, evidence = judged.noc_fact(event_id, f"{event_id}#{slug(name)}")
    supporting = ids(winner.supporting if winner and name else (), evidence)
    if name is None and noc is None:
        basis, supporting = "unknown", []
    return {
        "competitor": name,
        "competitor_id": who(judged, event_id, name, ()),
        "noc": noc,
        "basis": basis,
        "supporting": supporting,
    }
