"""The Olympic Games: the reference data, and the names by which texts speak of an edition."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import games
from schemas.games import Games, all_games, edition_named, games_named, summer_olympics, winter_olympics
from schemas.nations import is_noc
from schemas.slugs import slug


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("1968 Summer Olympics", "1968 Summer Olympics"),
        ("1968 Summer", "1968 Summer Olympics"),
        ("1968 Winter", "1968 Winter Olympics"),
        ("the 1968\u00a0Summer Olympic Games", "1968 Summer Olympics"),
        ("Summer Olympics 1968", "1968 Summer Olympics"),
        ("1906 Intercalated Games", "1906 Intercalated Games"),
        ("1906 Intercalated", "1906 Intercalated Games"),
        ("2000 Olympics", "2000 Summer Olympics"),
        ("1994 Olympics", "1994 Winter Olympics"),
        ("1968 Mexico City", "1968 Summer Olympics"),
        ("1968 Ciudad de México", "1968 Summer Olympics"),
        ("Sydney 2000", "2000 Summer Olympics"),
        ("Rio de Janeiro 2016", "2016 Summer Olympics"),
        ("1972 Munich", "1972 Summer Olympics"),
        ("1928 St Moritz", "1928 Winter Olympics"),
        ("1956 Cortina d’Ampezzo", "1956 Winter Olympics"),
        ("1956 Stockholm", "1956 Summer Olympics"),
        ("Milan–Cortina 2026", "2026 Winter Olympics"),
        ("Tokyo 2020", "2020 Summer Olympics"),
        ("1940 Winter Olympics", "1940 Winter Olympics"),
        ("1916 Olympics", "1916 Summer Olympics"),
    ],
)
def test_a_text_names_an_edition(text: str, name: str) -> None:
    named = games_named(text)
    assert named is not None
    assert named.name == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1968",
        "1968 Games",
        "1968 Olympics",
        "Summer Olympics",
        "Mexico City",
        "1968 Tokyo",
        "city 1968",
        "1968 City Summer Olympics in Mexico",
        "1968 1968 Summer",
        "1906 Summer Olympics",
        "1898 Summer Olympics",
        "1968 Summer or Winter Olympics",
        "1964 and 1968 Summer Olympics",
        "2010 Summer Youth Olympics",
        "2012 Summer Paralympics",
        "2002 Commonwealth Games",
        "Vancouver 1954",
        "Cycling at the 1968 Summer Olympics",
    ],
)
def test_a_text_that_names_none_or_several_is_none(text: str) -> None:
    assert games_named(text) is None


@pytest.mark.parametrize("edition", all_games(), ids=lambda edition: slug(edition.name))
def test_a_row_is_well_formed(edition: Games) -> None:
    assert is_noc(edition.host_noc)
    assert edition.host_city == edition.host_cities[0]
    assert all(city == city.strip() != "" for city in edition.host_cities)
    assert edition.name.startswith(f"{edition.year} {edition.season} ")
    for start, end in ((edition.opening, edition.closing), (edition.competition_start, edition.competition_end)):
        assert start is None or end is None or start < end
    assert edition.held or edition.opening is None


@pytest.mark.parametrize("edition", all_games(), ids=lambda edition: slug(edition.name))
def test_every_edition_is_found_by_its_name_and_by_its_cities(edition: Games) -> None:
    assert games_named(edition.name) == edition
    for city in edition.host_cities:
        assert games_named(f"{edition.year} {city} {edition.season}") == edition


def test_names_are_unique() -> None:
    names = [edition.name for edition in all_games()]
    assert len(names) == len(set(names))


def test_the_summer_olympics_that_were_held() -> None:
    years = [edition.year for edition in summer_olympics()]
    assert years[:3] == [1896, 1900, 1904]
    assert not {1906, 1916, 1940, 1944, 2032} & set(years)
    assert years == sorted(years)
    assert years.index(2004) + 1 == 25


def test_the_winter_olympics_that_were_held() -> None:
    years = [edition.year for edition in winter_olympics()]
    assert years[0] == 1924
    assert years.index(2026) + 1 == 25
    assert {1992, 1994} <= set(years)
    assert not {1940, 1944} & set(years)


def test_dates_that_sources_get_wrong() -> None:
    tokyo = games_named("2020 Summer Olympics")
    assert tokyo is not None
    assert (tokyo.opening, tokyo.closing) == (date(2021, 7, 23), date(2021, 8, 8))
    athens = games_named("2004 Summer Olympics")
    assert athens is not None
    assert athens.opening == date(2004, 8, 13)


def test_an_unknown_season_is_refused() -> None:
    with pytest.raises(ValueError, match="'Autumn' is no season; expected one of Summer, Winter, Intercalated"):
        games._season("Autumn")


@given(st.text())
def test_any_text_is_read_without_error(text: str) -> None:
    named = games_named(text)
    assert named is None or str(named.year) in slug(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Olympische Sommerspiele 1972", "1972 Summer Olympics"),
        ("Juegos Olímpicos de Pekín 2008", "2008 Summer Olympics"),
        ("Giochi della XXVII Olimpiade", "2000 Summer Olympics"),
        ("Giochi della XXV Olimpiade", "1992 Summer Olympics"),  # with two Games in the year
        ("XX Giochi olimpici invernali", "2006 Winter Olympics"),
        ("зимних Олимпийских играх 2010", "2010 Winter Olympics"),
        ("kesäolympialaisissa 2008", "2008 Summer Olympics"),
        ("Jeux paralympiques d'été de 2008", "2008 Summer Paralympics"),
        ("Asienspiele 2010", "2010 Asian Games"),
        ("Jeux olympiques de 1968", None),  # two were
        ("Olympische Jugend-Sommerspiele 2011/12", None),
        ("Leichtathletik-Weltmeisterschaften 2009", None),
    ],
)
def test_games_are_told_in_other_languages(text: str, name: str | None) -> None:
    edition = edition_named(text)
    assert (edition[1] if edition else None) == name
