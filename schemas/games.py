"""The Olympic Games: when and where they were, and which of them a text names."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from schemas.caches import remembered
from schemas.slugs import slug

Season = Literal["Summer", "Winter", "Intercalated"]

_SEASONS: dict[str, Season] = {season.lower(): season for season in get_args(Season)}
_OLYMPIC = frozenset({"olympic", "olympics"})
_FILLERS = frozenset({"the", "games", "at", "in", "of"})
_CITY = "?"  # no word of a slug


@dataclass(frozen=True, slots=True)
class Games:
    """One edition.

    `opening` and `closing` are the dates of the ceremonies; the competition may begin before and end after them.
    `host_cities` are all names of the host city, and of further ones (Stockholm in 1956); `host_city` is the usual
    one. `held` is false for Games cancelled or yet to come.
    """

    name: str
    year: int
    season: Season
    host_city: str
    host_cities: tuple[str, ...]
    host_noc: str
    opening: date | None
    closing: date | None
    competition_start: date | None
    competition_end: date | None
    held: bool

    @property
    def city_slugs(self) -> frozenset[str]:
        """The slugs of `host_cities`."""
        return _slugs(self.host_cities)


@cache  # of the cities of the Games and no others
def _slugs(cities: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(slug, cities))


def _season(text: str) -> Season:
    try:
        return _SEASONS[text.lower()]
    except KeyError:
        raise ValueError(f"games.csv: {text!r} is no season; expected one of {', '.join(get_args(Season))}") from None


def _date(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _games(row: Mapping[str, str]) -> Games:
    cities = tuple(row["city_names"].split(";"))
    return Games(
        name=row["games"],
        year=int(row["year"]),
        season=_season(row["season"]),
        host_city=cities[0],
        host_cities=cities,
        host_noc=row["host_noc"],
        opening=_date(row["opening_date"]),
        closing=_date(row["closing_date"]),
        competition_start=_date(row["competition_start"]),
        competition_end=_date(row["competition_end"]),
        held=row["held"] == "yes",
    )


@cache
def all_games() -> tuple[Games, ...]:
    """Return every edition, held or not: the Summer Games by year, then Winter, then the Intercalated Games."""
    with (files("schemas") / "data" / "games.csv").open(encoding="utf-8") as file:
        return tuple(_games(row) for row in csv.DictReader(file))


@remembered(4096)
def games_named(text: str) -> Games | None:
    """Return the one edition that `text` names, or None where it names none, several or something besides.

    A year is needed, and a season, a host city or the word Olympics: "1968 Summer Olympics", "1968 Summer",
    "1906 Intercalated Games", "Sydney 2000", "1968 Mexico City", "2000 Olympics". "1968 Olympics" were two, and
    "2002 Commonwealth Games" and "2010 Summer Youth Olympics" are others.
    """
    phrase = slug(text)
    found = [games for games in all_games() if any(_is_named(games, rest) for rest in _without_city(games, phrase))]
    return found[0] if len(found) == 1 else None


def _without_city(games: Games, phrase: str) -> Iterator[list[str]]:
    """Yield the words of `phrase`, and those with a name of the host city replaced by `?`."""
    yield phrase.split("-")
    for city in sorted(games.city_slugs):
        replaced = re.sub(rf"(?<![^-]){re.escape(city)}(?![^-])", _CITY, phrase, count=1)
        if replaced != phrase:
            yield replaced.split("-")


def _is_named(games: Games, words: list[str]) -> bool:
    """Say whether `words` are the year of these Games, what tells them from others of that year, and fillers."""
    season = games.season.lower()
    allowed = {str(games.year), season, _CITY, *_OLYMPIC, *_FILLERS}
    return (
        words.count(str(games.year)) == 1
        and allowed.issuperset(words)
        and bool({season, _CITY, *_OLYMPIC}.intersection(words))
    )


@cache
def all_host_cities(year: int | None = None) -> frozenset[str]:
    """Return the slugs of the host cities of all Games, or of those of a year."""
    return frozenset().union(*(games.city_slugs for games in all_games() if year is None or games.year == year))


@cache
def summer_olympics() -> tuple[Games, ...]:
    """Return the Summer Olympics that were held, by year; without the Intercalated Games."""
    return _held("Summer")


@cache
def winter_olympics() -> tuple[Games, ...]:
    """Return the Winter Olympics that were held, by year."""
    return _held("Winter")


def _held(season: Season) -> tuple[Games, ...]:
    return tuple(games for games in all_games() if games.season == season and games.held)
