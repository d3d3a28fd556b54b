"""The Olympic Games: when and where they were, and which of them a text names."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Literal, get_args

from schemas.caches import remembered
from schemas.slugs import slug

Season = Literal["Summer", "Winter", "Intercalated"]

_SEASONS: dict[str, Season] = {season.lower(): season for season in get_args(Season)}
_OLYMPIC = frozenset({"olympic", "olympics"})
_FILLERS = frozenset({"the", "games", "at", "in", "of"})
_ENGLISH = _OLYMPIC | {"games", "paralympics"}
_CITY = "?"  # no word of a slug
_ROMAN = re.compile(r"(?=[xivl])(xl|l?x{0,3})(ix|iv|v?i{0,3})")
_TENS = {"": 0, "x": 10, "xx": 20, "xxx": 30, "xl": 40, "l": 50}
_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_FIRST_OLYMPIAD = 1896
_YEAR_WORD = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")


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

    @property
    def all_city_slugs(self) -> frozenset[str]:
        """The slugs of `host_cities`, and of what other languages call the host city."""
        return self.city_slugs | _slugs(tuple(_words_elsewhere().cities.get(self.host_city, ())))


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


@cache
def _games_by_year() -> Mapping[str, Sequence[Games]]:
    found: dict[str, list[Games]] = defaultdict(list)
    for games in all_games():
        found[str(games.year)].append(games)
    return found


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of `data/games_words.toml`, by what they mean."""

    seasons: Mapping[str, frozenset[str]]
    olympic: frozenset[str]
    paralympic: frozenset[str]
    youth: frozenset[str]
    fillers: frozenset[str]
    families: Mapping[str, frozenset[str]]
    cities: Mapping[str, Sequence[str]]


@cache
def _words_elsewhere() -> _Words:
    raw = tomllib.loads(files("schemas").joinpath("data/games_words.toml").read_text(encoding="utf-8"))
    words = {name: frozenset(found) for name, found in raw["words"].items()}
    return _Words(
        {season: frozenset(found) for season, found in raw["seasons"].items()},
        words["olympic"],
        words["paralympic"],
        words["youth"],
        words["fillers"],
        {name: frozenset(found) for name, found in raw["families"].items()},
        raw["cities"],
    )


@remembered(4096)
def games_named(text: str) -> Games | None:
    """Return the one edition that `text` names, or None where it names none, several or something besides.

    A year is needed, and a season, a host city or the word Olympics: "1968 Summer Olympics", "1968 Summer",
    "1906 Intercalated Games", "Sydney 2000", "1968 Mexico City", "2000 Olympics". "1968 Olympics" were two, and
    "2002 Commonwealth Games" and "2010 Summer Youth Olympics" are others. Other languages are read by
    `data/games_words.toml`: "Olympische Sommerspiele 1972", "Giochi della XXVII Olimpiade".
    """
    phrase = _with_year(slug(text))
    of_years = chain.from_iterable(_games_by_year().get(word, ()) for word in dict.fromkeys(phrase.split("-")))
    found = [games for games in of_years if any(_is_named(games, rest) for rest in _without_city(games, phrase))]
    return found[0] if len(found) == 1 else None


@remembered(4096)
def edition_named(text: str) -> tuple[int, str] | None:
    """Return year and English name of the Games of many sports that `text` names in another language, or None.

    "Asienspiele 2010" are the 2010 Asian Games, "Jeux paralympiques d'été de 2008" the 2008 Summer Paralympics. The
    Olympics are told by `games_named`.
    """
    known = games_named(text)
    if known is not None:
        return known.year, known.name
    words = slug(text).split("-")
    years = [int(word) for word in words if re.fullmatch(r"(?:1[89]|20)\d\d", word)]
    if len(years) != 1:
        return None
    name = _family_named([word for word in words if word != str(years[0])])
    return (years[0], f"{years[0]} {name}") if name else None


def names_games_elsewhere(text: str) -> bool:
    """Say whether a text names an edition of Games in another language than English, by a word for such Games."""
    own, words = _words_elsewhere(), set(slug(text).split("-"))
    telling = own.olympic.union(own.paralympic, *own.families.values())
    return not telling.isdisjoint(words) and words.isdisjoint(_ENGLISH) and edition_named(text) is not None


def is_small_word(word: str) -> bool:
    """Say whether a word may stand before or in the name of Games and tells nothing of them: `aux`, `на`."""
    return slug(word) in _words_elsewhere().fillers and word.islower()


def _family_named(words: Sequence[str]) -> str | None:
    """Return the English name of the Games of many sports that words name without their year."""
    own, there = _words_elsewhere(), set(words)
    of_season = [season for season, names in own.seasons.items() if names & there or season in there]
    allowed = own.fillers | _FILLERS | frozenset().union(*own.seasons.values())
    if there & own.paralympic and len(of_season) == 1 and there <= allowed | own.paralympic:
        return f"{of_season[0].capitalize()} Paralympics"
    if there & own.youth and there & own.olympic and len(of_season) == 1 and there <= allowed | own.youth | own.olympic:
        return f"{of_season[0].capitalize()} Youth Olympics"
    named = [name for name, tell in own.families.items() if there & tell and there <= allowed | tell]
    return named[0] if len(named) == 1 else None


def _with_year(phrase: str) -> str:
    """Return a slug with the year for the number of the Games: `xxvii-olimpiade`, `xx-giochi-olimpici-invernali`."""
    words = phrase.split("-")
    numbers = [(i, number) for i, word in enumerate(words) if (number := _roman(word))]
    own = _words_elsewhere()
    if len(numbers) != 1 or _YEAR_WORD.search(phrase) or not (own.olympic | _OLYMPIC).intersection(words):
        return phrase
    place, number = numbers[0]
    if (own.seasons["winter"] | {"winter"}).intersection(words):
        years = [games.year for games in all_games() if games.season == "Winter" and games.held]
        named = [str(years[number - 1])] if number <= len(years) else [words[place]]
    else:  # an Olympiad is counted in Summer Games
        named = [str(_FIRST_OLYMPIAD + 4 * (number - 1)), "summer"]
    return "-".join([*words[:place], *named, *words[place + 1 :]])


def _roman(word: str) -> int | None:
    match = _ROMAN.fullmatch(word)
    return _TENS[match[1]] + _ONES.index(match[2]) if match else None


def _without_city(games: Games, phrase: str) -> Iterator[list[str]]:
    """Yield the words of `phrase`, and those with a name of the host city replaced by `?`."""
    yield phrase.split("-")
    for city in sorted(games.all_city_slugs):
        before, found, after = f"-{phrase}-".partition(f"-{city}-")
        if found:
            yield f"{before}-{_CITY}-{after}"[1:-1].split("-")


def _is_named(games: Games, words: list[str]) -> bool:
    """Say whether `words` are the year of these Games, what tells them from others of that year, and fillers."""
    telling, allowed = _allowed(games.season)
    year = str(games.year)
    others = [word for word in words if word != year]
    return len(others) == len(words) - 1 and allowed.issuperset(others) and not telling.isdisjoint(others)


@cache
def _allowed(season: Season) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of which one must be in the name of Games of a season, and all that may."""
    own = _words_elsewhere()
    telling = frozenset({season.lower(), _CITY}) | _OLYMPIC | own.olympic | own.seasons.get(season.lower(), frozenset())
    other = frozenset().union(*(names for name, names in own.seasons.items() if name != season.lower()))
    return telling - other, (telling | _FILLERS | own.fillers) - other


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
