"""What a fact is about, in words: from the rows of events, competitors and results, else from the identifier."""

from __future__ import annotations

import re

from ingest.report.rows import Row, Rows, in_order, maybe, text
from ingest.report.words import capital, number, plain
from schemas.nations import nation_name
from schemas.slugs import slug

_GAMES = re.compile(r"\d{4}-[a-z0-9-]+")
_POSSESSIVE = re.compile(r"\b(men|women|boy|girl)s\b")
_ROW = re.compile(r"row-(\d+)-(\d+)")


class Subjects:
    """Labels for events, competitors, nations and series."""

    def __init__(self, rows: Rows) -> None:
        self._events: dict[str, str] = {}
        self._event_names: dict[str, str] = {}
        self._games: dict[str, str] = {}
        for event in in_order(rows, "events"):
            self._learn(event)
        self._titles = {slug(text(row, "title")): text(row, "title") for row in in_order(rows, "documents")}
        self._known: dict[str, tuple[str, str]] = {}
        self._names: dict[str, str] = {}
        for dataset in ("competitors", "results"):
            for row in in_order(rows, dataset):
                self._name(text(row, "competitor_id"), text(row, "name") or text(row, "competitor"))

    def _learn(self, event: Row) -> None:
        name, games = text(event, "event"), maybe(event, "games")
        self._events[text(event, "event_id")] = f"{name}, {games}" if games else name
        self._event_names.setdefault(slug(name), name)
        if games:
            self._games.setdefault(slug(games), games)

    def _name(self, identifier: str, name: str) -> None:
        if identifier and name:
            self._names.setdefault(identifier, name)

    def parts(self, subject: str) -> tuple[str, str]:
        """Return an entrant (empty where there is none) and an event, nation or series, in words."""
        found = self._known.get(subject)
        if found is None:
            head, _, entrant = subject.partition("#")
            found = self._known[subject] = (self._entrant(entrant) if entrant else "", self._head(head))
        return found

    def short(self, subject: str, event_id: str | None) -> str:
        """Return a subject in words without the event where that is `event_id`: empty for the event itself."""
        entrant, whole = self.parts(subject)
        if subject.partition("#")[0] == event_id:
            return entrant
        return f"{entrant}, {whole}" if entrant else whole

    def event(self, event_id: str) -> str:
        """Return an event in words, also one without a document of its own."""
        if event_id in self._events:
            return self._events[event_id]
        parts = event_id.split("/")
        name = self._event_names.get(parts[-1]) or _humanised(parts[-1])
        games = self._games.get(parts[0]) or _games(parts[0])
        return f"{name}, {games}"

    def _head(self, head: str) -> str:
        kind, _, name = head.partition(":")
        if not name:
            return self.event(head) if "/" in head else head
        if kind == "nation":
            known = nation_name(name)
            return f"{known} ({name})" if known else name
        if kind == "series":
            return self._titles.get(name) or _humanised(name)
        return self._entrant(name)

    def _entrant(self, entrant: str) -> str:
        if row := _ROW.fullmatch(entrant):
            return f"row {int(row[2]) + 1} of table {int(row[1]) + 1}"
        return self._names.get(entrant) or _humanised(entrant, every=True)


def _games(part: str) -> str:
    return _humanised(part, every=True) if _GAMES.fullmatch(part) else _humanised(part)


def _humanised(name: str, *, every: bool = False) -> str:
    words = _POSSESSIVE.sub(r"\1's", plain(name))
    return " ".join(capital(word) for word in words.split()) if every else capital(words)


def _event_or_day(as_of: str) -> str:
    games, _, event = as_of.partition("/")
    return f"{_humanised(event.rpartition('/')[2])}, {_games(games)}" if event else as_of


def qualifiers(row: Row) -> str:
    """Return the qualifiers of a fact or statement in words; empty where there are none."""
    found = [text(row, "round"), f"heat {row['heat']}" if row.get("heat") else ""]
    if row.get("distance_m") is not None:
        found.append(f"at {number(row['distance_m'])} m")
    if row.get("as_of"):
        found.append(f"as of {_event_or_day(str(row['as_of']))}")
    return ", ".join(word for word in found if word)
