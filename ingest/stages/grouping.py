"""The groups of all articles: which have a part in each, on the disk where they are many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby, pairwise
from operator import itemgetter

from ingest.link.events import EventIndex, KnownEvent, Relative
from ingest.link.groups import PERSON, ResolvedIndex, Summary
from ingest.scratch import scratch
from schemas.statements import EventWords

_REMEMBERED = 1_000
"""Articles whose words are held by group: groups of the same articles are asked for one after another."""
_NAMES_REMEMBERED = 10_000
_EVENTS = """
CREATE TABLE known (event_id TEXT PRIMARY KEY, bare TEXT NOT NULL, spelled TEXT NOT NULL,
                    family TEXT NOT NULL, season TEXT, sport TEXT);
CREATE INDEX known_by_name ON known (bare, family, season, sport);
CREATE INDEX known_by_spelling ON known (spelled);
"""
"""Events that have documents of their own, in the order of those."""
_TABLES = """
CREATE TABLE parts (name TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (name, document)) WITHOUT ROWID;
CREATE TABLE events (event TEXT NOT NULL, series TEXT NOT NULL, PRIMARY KEY (event, series)) WITHOUT ROWID;
"""
"""The articles that have a part in each group, and the series that each event is one of."""
_SHARED = """
SELECT event, series FROM events WHERE event IN (SELECT event FROM events GROUP BY event HAVING count(*) > 1)
ORDER BY event
"""
"""Events of more than one series, as articles call them: they are few."""


class ManyEvents:
    """The events that have documents of their own, where they may be too many for memory (see `KnownEvents`)."""

    def __init__(self) -> None:
        self._database = scratch(_EVENTS)
        self.relatives = lru_cache(maxsize=_NAMES_REMEMBERED)(self._relatives)

    def add(self, events: Iterable[KnownEvent]) -> None:
        """Add events, in the order of their documents; of two with one event_id the first counts."""
        rows = ((event.event_id, event.bare, event.spelled, *event.told) for event in events)
        self._database.executemany("INSERT OR IGNORE INTO known VALUES (?, ?, ?, ?, ?, ?)", rows)

    def has(self, event_id: str) -> bool:
        """Say whether there is an event."""
        query = "SELECT 1 FROM known WHERE event_id = ?"
        return self._database.execute(query, (event_id,)).fetchone() is not None

    def spelled_as(self, spelled: str) -> str | None:
        """Return the first event_id that is `spelled` so, or None."""
        query = "SELECT event_id FROM known WHERE spelled = ? ORDER BY rowid LIMIT 1"
        found = self._database.execute(query, (spelled,)).fetchone()
        return str(found[0]) if found else None

    def _relatives(self, bare: str) -> list[Relative]:
        query = "SELECT DISTINCT family, season, sport FROM known WHERE bare = ?"
        return [Relative(*found) for found in self._database.execute(query, (bare,))]


class Grouping:
    """The groups of all articles. Of each there are names, on the disk where they are many.

    The words of an article are asked for again where they are needed.
    """

    def __init__(self, summaries: Mapping[str, Summary]) -> None:
        """`summaries` are by document_id, and in its order."""
        self._index = EventIndex((summary.event for summary in summaries.values()), ManyEvents())
        self._summaries = summaries
        self._database = scratch(_TABLES)
        for document_id, summary in summaries.items():
            self._add(document_id, summary)
        self._joined = _least_of_joined(self._database.execute(_SHARED))
        for series, group in self._joined.items():
            self._database.execute(
                "INSERT OR IGNORE INTO parts SELECT ?, document FROM parts WHERE name = ?", (group, series)
            )
            self._database.execute("DELETE FROM parts WHERE name = ?", (series,))
        self._by_group = lru_cache(maxsize=_REMEMBERED)(self._words_by_group)

    def _add(self, document_id: str, summary: Summary) -> None:
        """Note which series and persons an article speaks of, and which events are of these series."""
        series = {words: self._index.series(words) for words in summary.words}
        events = {(event, name) for words, name in series.items() if (event := self._index.event_id(words))}
        names = {*series.values(), *(f"{PERSON}{name}" for name in summary.persons)}
        self._database.executemany("INSERT OR IGNORE INTO events VALUES (?, ?)", events)
        self._database.executemany("INSERT INTO parts VALUES (?, ?)", ((name, document_id) for name in names))

    def _find(self, series: str) -> str:
        return self._joined.get(series, series)

    def group(self, words: EventWords) -> str:
        """Return the group of an event in an article's words."""
        return self._find(self._index.series(words))

    def names(self) -> Iterator[str]:
        """Yield the names of all groups, in their order."""
        return self._first("SELECT DISTINCT name FROM parts ORDER BY name")

    def names_by_articles(self) -> Iterator[str]:
        """Yield the names of all groups; those of the same articles are near each other."""
        return self._first("SELECT name FROM parts GROUP BY name ORDER BY min(document), name")

    def members(self, group: str) -> tuple[str, ...]:
        """Return the articles that have a part in a group, in the order of their document_id."""
        return tuple(self._first("SELECT document FROM parts WHERE name = ? ORDER BY document", group))

    def _first(self, query: str, *values: str) -> Iterator[str]:
        for found in self._database.execute(query, values):
            yield str(found[0])

    def home(self, document_id: str) -> str:
        """Return the group of the event that an article is about."""
        return self.group(self._summaries[document_id].event)

    def group_of_subject(self, subject: str, as_of: str | None) -> str | None:
        """Return the group of a published subject, or None where no article speaks of it.

        `as_of` tells the event or the series of the counts of a nation or a person.
        """
        base = subject.partition("#")[0]
        if not base.startswith(("nation:", PERSON)):
            return self._known(base)
        if as_of is not None:
            return self._known(as_of) or self._known(f"series:{as_of}")
        return base if base.startswith(PERSON) else None

    def _known(self, name: str) -> str | None:
        """Return the group of a series or an event, or None where no article speaks of it."""
        series = next(self._first("SELECT series FROM events WHERE event = ? LIMIT 1", name), name)
        group = self._find(series)
        return next(self._first("SELECT name FROM parts WHERE name = ? LIMIT 1", group), None)

    def words(self, document_id: str) -> frozenset[EventWords]:
        """Return all words in which an article speaks of events."""
        return self._summaries[document_id].words

    def resolved(self, words: Iterable[EventWords]) -> ResolvedIndex:
        """Return the answers to some words."""
        found = frozenset(words)
        return ResolvedIndex(
            {one: self._index.event_id(one) for one in found}, {one: self._index.series(one) for one in found}
        )

    def words_in(self, group: str, document_id: str) -> frozenset[EventWords]:
        """Return the words in which an article speaks of a group's events."""
        return self._by_group(document_id).get(group, frozenset())

    def _words_by_group(self, document_id: str) -> Mapping[str, frozenset[EventWords]]:
        found: dict[str, set[EventWords]] = defaultdict(set)
        for words in self._summaries[document_id].words:
            found[self.group(words)].add(words)
        return {group: frozenset(words) for group, words in found.items()}


def _least_of_joined(shared: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what series are called together that events connect, by each: the least of them, but for itself."""
    parents: dict[str, str] = {}

    def least(series: str) -> str:
        while (parent := parents.setdefault(series, series)) != series:
            parents[series] = series = parents[parent]
        return series

    for _, found in groupby(shared, key=itemgetter(0)):
        for (_, one), (_, other) in pairwise(found):
            first, second = sorted((least(one), least(other)))
            parents[second] = first
    return {series: head for series in list(parents) if (head := least(series)) != series}
