"""Which event an article speaks of, in its own words, as one `event_id` over all documents."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeVar

from schemas.eventnames import event_name_slug, is_only_gender, sport_slug
from schemas.games import all_games, edition_named, games_named
from schemas.slugs import slug
from schemas.statements import EventWords, Gender

_POSSESSIVE: dict[Gender, str] = {
    "men": "mens", "women": "womens", "boys": "boys", "girls": "girls", "mixed": "mixed", "open": "open",
}  # fmt: skip
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)\s*")
_METRES = re.compile(r"metres(?=-|$)")
_OLYMPIC_FAMILY = "olympics"
_ANSWERS_KEPT = 10_000


def bare_event(event: str) -> str:
    """Return the slug of an event's name without its gender: "Men's track time trial" is `track-time-trial`."""
    return event_name_slug(event)


def event_slug(event: str, gender: Gender) -> str:
    """Return the slug of an event's name with its gender in front, where it is known."""
    prefix = _POSSESSIVE.get(gender)
    if prefix and is_only_gender(event):
        return prefix
    return f"{prefix}-{bare_event(event)}" if prefix else bare_event(event)


def games_slug(games: str) -> str:
    """Return the slug of an edition; a short form of the Olympic Games (`1968 Summer`) becomes the whole name."""
    known = edition_named(games)
    return slug(known[1] if known else games)


def family_of(games: str) -> str:
    """Return what editions of the same Games share: `olympics` for Summer, Winter and Intercalated Games."""
    edition = edition_named(games)
    rest = slug(_YEAR.sub("", edition[1] if edition else games))
    words = set(rest.split("-"))
    if words & {"olympics", "olympic"} and "youth" not in words:
        return _OLYMPIC_FAMILY
    if games_named(games):
        return _OLYMPIC_FAMILY
    return rest


class Relative(NamedTuple):
    """What an event that has a document of its own tells of others that have its name."""

    family: str
    season: str | None
    sport: str | None


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """An event that has a document of its own: what it is known by, and what it tells of others.

    `bare` is the slug of its name without gender, `spelled` its event_id, both with one spelling of lengths.
    """

    event_id: str
    bare: str
    spelled: str
    told: Relative


class KnownEvents(Protocol):
    """The events that have documents of their own. There may be very many."""

    def add(self, events: Iterable[KnownEvent]) -> None:
        """Add events, in the order of their documents; of two with one event_id the first counts."""
        ...

    def has(self, event_id: str) -> bool:
        """Say whether there is an event."""
        ...

    def spelled_as(self, spelled: str) -> str | None:
        """Return the first event_id that is `spelled` so, with one spelling of lengths, or None."""
        ...

    def relatives(self, bare: str) -> Iterable[Relative]:
        """Return what the events of a name tell."""
        ...


class FewEvents:
    """Events that are few enough for memory."""

    def __init__(self) -> None:
        self._events: dict[str, KnownEvent] = {}
        self._spellings: dict[str, str] = {}
        self._relatives: dict[str, list[Relative]] = defaultdict(list)

    def add(self, events: Iterable[KnownEvent]) -> None:
        """Add events."""
        for event in events:
            if event.event_id not in self._events:
                self._events[event.event_id] = event
                self._spellings.setdefault(event.spelled, event.event_id)
                self._relatives[event.bare].append(event.told)

    def has(self, event_id: str) -> bool:
        """Say whether there is an event."""
        return event_id in self._events

    def spelled_as(self, spelled: str) -> str | None:
        """Return the first event_id that is `spelled` so, or None."""
        return self._spellings.get(spelled)

    def relatives(self, bare: str) -> Iterable[Relative]:
        """Return what the events of a name tell."""
        return self._relatives.get(bare, ())


def _spelled_alike(name: str) -> str:
    """Return a slug with one spelling of lengths: `4-x-100-metres-relay` and `4-x-100-metre-relay` are one event."""
    return _METRES.sub("metre", name)


def _may_be_of(event: Relative, sport: str | None) -> bool:
    """Say whether an event may be of a sport: not if both are told and differ."""
    return sport is None or event.sport is None or sport_slug(sport) == sport_slug(event.sport)


def _is_of_year(games: str, year: int) -> bool:
    """Say whether the name of an edition tells its year, in digits or by the number of the Games."""
    return str(year) in games or (edition_named(games) or (None,))[0] == year


def known_event(words: EventWords) -> KnownEvent | None:
    """Return the event of a document, or None for an article that is not about one event of one edition."""
    if words.year is None or words.games is None or words.event is None or not _is_of_year(words.games, words.year):
        return None  # a family of Games without its year ("Olympics") is no edition
    parts = [
        games_slug(words.games), sport_slug(words.sport) if words.sport else None,
        event_slug(words.event, words.gender),
    ]  # fmt: skip
    games = games_named(words.games)
    event_id = "/".join(part for part in parts if part)
    told = Relative(family_of(words.games), games.season if games else None, words.sport)
    return KnownEvent(event_id, _spelled_alike(bare_event(words.event)), _spelled_alike(event_id), told)


_Answer = TypeVar("_Answer")


def _keep(answers: dict[EventWords, _Answer], words: EventWords, answer: _Answer) -> None:
    """Keep an answer, and not those of a whole wiki."""
    if len(answers) >= _ANSWERS_KEPT:
        answers.clear()
    answers[words] = answer


class Index(Protocol):
    """What tells an event from the words of an article."""

    def event_id(self, words: EventWords) -> str | None:
        """Return the event that `words` speak of, or None where that cannot be told."""
        ...

    def series(self, words: EventWords) -> str:
        """Return the subject of an event over all editions."""
        ...


class EventIndex:
    """The events of all documents, and what they tell of events that only other articles mention."""

    def __init__(self, documents: Iterable[EventWords], known: KnownEvents | None = None) -> None:
        """`known` is where their events are put; without it, they are held in memory."""
        self._known = FewEvents() if known is None else known
        self._known.add(filter(None, map(known_event, documents)))
        # An article repeats its few ways of naming events in every statement.
        self._ids: dict[EventWords, str | None] = {}
        self._series: dict[EventWords, str] = {}

    def _relatives(self, words: EventWords) -> list[Relative]:
        """Return what the known events of the same name and family of Games tell, of the same sport if one is given."""
        family = family_of(words.games) if words.games else None
        return [
            event
            for event in self._known.relatives(_spelled_alike(bare_event(words.event or "")))
            if (family is None or event.family == family) and _may_be_of(event, words.sport)
        ]

    def sport_of(self, words: EventWords) -> str | None:
        """Return the sport: the words' own, else the one that all related events share."""
        if words.sport:
            return words.sport
        sports = {event.sport for event in self._relatives(words) if event.sport}
        return sports.pop() if len({sport_slug(sport) for sport in sports}) == 1 else None

    def event_id(self, words: EventWords) -> str | None:
        """Return the event that `words` speak of, or None where that cannot be told.

        An edition that is named is taken as named; a year alone is the edition of that year in the family of Games
        of the related events ("the 1964 Games" in an article on an Olympic event).
        """
        if words not in self._ids:
            _keep(self._ids, words, self._as_known(self._event_id(words)))
        return self._ids[words]

    def _as_known(self, event_id: str | None) -> str | None:
        """Return an event_id; one that differs from a known event's in how it spells lengths alone is that event's."""
        if event_id is None or self._known.has(event_id):
            return event_id
        return self._known.spelled_as(_spelled_alike(event_id)) or event_id

    def _event_id(self, words: EventWords) -> str | None:
        if words.event is None or words.year is None:
            return None
        own = known_event(words)
        if own and (words.sport or self._known.has(own.event_id)):
            return own.event_id
        relatives = self._relatives(words)
        sport = self.sport_of(words)
        games = self._edition(words, relatives)
        if games is None or (sport is None and any(event.sport for event in relatives)):
            return None
        parts = [games, sport_slug(sport) if sport else None, event_slug(words.event, words.gender)]
        candidate = "/".join(part for part in parts if part)
        return candidate if relatives or words.games else None

    def _edition(self, words: EventWords, relatives: list[Relative]) -> str | None:
        if words.games and words.year and _is_of_year(words.games, words.year):
            return games_slug(words.games)
        families = {event.family for event in relatives}
        if len(families) != 1:
            return None
        if families != {_OLYMPIC_FAMILY}:
            return slug(f"{words.year} {families.pop()}")
        seasons = {event.season for event in relatives if event.season}
        found = [g for g in all_games() if g.year == words.year and g.season in seasons | {"Intercalated"} and g.held]
        return slug(found[0].name) if len(found) == 1 else None

    def series(self, words: EventWords) -> str:
        """Return the subject of an event over all editions: `series:rowing-mens-single-sculls-at-the-olympics`."""
        if words not in self._series:
            _keep(self._series, words, self._series_of(words))
        return self._series[words]

    def _series_of(self, words: EventWords) -> str:
        sport = self.sport_of(words)
        families = {event.family for event in self._relatives(words)}
        family = family_of(words.games) if words.games else (families.pop() if len(families) == 1 else None)
        name = "-".join(
            filter(None, [sport_slug(sport) if sport else None, event_slug(words.event or "event", words.gender)])
        )
        return f"series:{name}-at-the-{family}" if family else f"series:{name}"
