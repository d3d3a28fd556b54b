from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.link.events import EventIndex, bare_event, event_slug, family_of, games_slug, known_event
from parsers.title import event_words
from schemas.statements import EventWords

SCULLS = event_words("Rowing at the 1952 Summer Olympics – Men's single sculls")
SPRINT = event_words("Athletics at the 2002 Commonwealth Games – Women's 100 metres hurdles")
ROAD = event_words("2023 UCI Road World Championships – Men's time trial")
OVERVIEW = event_words("Single sculls at the Olympics")


@pytest.mark.parametrize(
    ("words", "event_id"),
    [
        (SCULLS, "1952-summer-olympics/rowing/mens-single-sculls"),
        (SPRINT, "2002-commonwealth-games/athletics/womens-100-metres-hurdles"),
        (ROAD, "2023-uci-road-world-championships/mens-time-trial"),
    ],
)
def test_a_title_is_an_event(words: EventWords, event_id: str) -> None:
    assert EventIndex([words]).event_id(words) == event_id


@pytest.mark.parametrize(
    "words", [OVERVIEW, event_words("A history of oars"), EventWords(1952, "1952 Summer Olympics")]
)
def test_what_is_no_event_has_none(words: EventWords) -> None:
    assert EventIndex([SCULLS, words]).event_id(words) is None


def test_a_year_in_an_overview_is_the_event_of_that_year() -> None:
    index = EventIndex([SCULLS, OVERVIEW])
    row = EventWords(1952, "Olympics", None, "Single sculls", "men")
    assert index.event_id(row) == "1952-summer-olympics/rowing/mens-single-sculls"


def test_an_event_without_a_document_takes_the_sport_of_its_series() -> None:
    index = EventIndex([SCULLS, OVERVIEW])
    row = EventWords(1960, "Olympics", None, "Single sculls", "men")
    assert index.event_id(row) == "1960-summer-olympics/rowing/mens-single-sculls"


def test_the_intercalated_games_count_by_their_year() -> None:
    index = EventIndex([SCULLS, OVERVIEW])
    row = EventWords(1906, "Olympics", None, "Single sculls", "unknown")
    assert index.event_id(row) == "1906-intercalated-games/rowing/single-sculls"


def test_a_year_without_games_is_no_event() -> None:
    index = EventIndex([SCULLS])
    assert index.event_id(EventWords(1953, None, "Rowing", "Single sculls", "men")) is None


def test_an_overview_alone_does_not_tell_its_sport() -> None:
    row = EventWords(1960, "Olympics", None, "Single sculls", "men")
    assert EventIndex([OVERVIEW]).event_id(row) is None


def test_two_sports_with_one_event_name_are_not_mixed_up() -> None:
    canoe = event_words("Canoeing at the 1952 Summer Olympics – Men's single sculls")
    index = EventIndex([SCULLS, canoe])
    assert index.event_id(EventWords(1956, "Olympics", None, "Single sculls", "men")) is None
    rowing = EventWords(1956, "Olympics", "Rowing", "Single sculls", "men")
    assert index.event_id(rowing) == "1956-summer-olympics/rowing/mens-single-sculls"


def test_other_championships_keep_their_own_family() -> None:
    index = EventIndex([ROAD])
    row = EventWords(2022, None, None, "Time trial", "men")
    assert index.event_id(row) == "2022-uci-road-world-championships/mens-time-trial"


@pytest.mark.parametrize(
    ("event", "bare"),
    [
        ("Men's track time trial", "track-time-trial"),
        ("Women’s 4 × 100 metres relay", "4-x-100-metres-relay"),
        ("Mixed doubles", "doubles"),
        ("Omnium", "omnium"),
    ],
)
def test_the_name_without_its_gender(event: str, bare: str) -> None:
    assert bare_event(event) == bare


def test_the_slug_has_the_gender_once() -> None:
    assert event_slug("Men's omnium", "men") == event_slug("Omnium", "men") == "mens-omnium"


def test_short_and_long_names_of_games_are_one() -> None:
    assert games_slug("1968 Summer") == games_slug("1968 Summer Olympics") == "1968-summer-olympics"


@pytest.mark.parametrize(
    ("games", "family"),
    [
        ("1968 Summer Olympics", "olympics"),
        ("Olympics", "olympics"),
        ("2010 Asian Games", "asian-games"),
        ("2010 Summer Youth Olympics", "summer-youth-olympics"),
    ],
)
def test_the_family_of_games(games: str, family: str) -> None:
    assert family_of(games) == family


def test_the_series_of_an_event_and_of_its_overview_are_one() -> None:
    index = EventIndex([SCULLS, OVERVIEW])
    overview = EventWords(None, "Olympics", None, "Single sculls", "men")
    assert index.series(SCULLS) == index.series(overview) == "series:rowing-mens-single-sculls-at-the-olympics"


def test_one_event_in_two_languages_or_spellings_is_one() -> None:
    english = event_words("Swimming at the 2008 Summer Olympics – Men's 100 metre butterfly")
    german = event_words("Olympische Sommerspiele 2008/Schwimmen – 100 m Schmetterling (Männer)")
    index = EventIndex([english])
    expected = "2008-summer-olympics/swimming/mens-100-metre-butterfly"
    short = replace(english, event="Men's 100 m butterfly")
    assert [index.event_id(words) for words in (english, german, short)] == [expected] * 3


def test_a_spelling_of_lengths_gives_way_to_that_of_the_article() -> None:
    relay = event_words("Cross-country skiing at the 2010 Winter Olympics – Men's 4 × 10 kilometres relay")
    mention = replace(relay, event="Men's 4 x 10 km relay")
    assert (
        EventIndex([relay]).event_id(mention)
        == "2010-winter-olympics/cross-country-skiing/mens-4-x-10-kilometres-relay"
    )
    assert EventIndex([]).event_id(mention) == "2010-winter-olympics/cross-country-skiing/mens-4-x-10-kilometre-relay"


def test_an_event_that_is_named_by_its_gender_alone_has_it_once() -> None:
    words = event_words("Modern pentathlon at the 2000 Summer Olympics – Women's")
    assert EventIndex([words]).event_id(words) == "2000-summer-olympics/modern-pentathlon/womens"


@pytest.mark.parametrize(
    ("title", "event"),
    [
        ("Equitazione ai Giochi della XVIII Olimpiade - Concorso completo a squadre", "1964/team-eventing"),
        ("Olympische Sommerspiele 1972/Reiten – Dressur (Einzel)", "1972/individual-dressage"),
        ("Équitation aux Jeux olympiques d'été de 1972 – Saut d'obstacles individuel", "1972/individual-jumping"),
    ],
)
def test_equestrian_events_of_other_languages(title: str, event: str) -> None:
    known = known_event(event_words(title))
    assert known is not None
    year, _, name = event.partition("/")
    assert known.event_id == f"{year}-summer-olympics/equestrian/{name}"
