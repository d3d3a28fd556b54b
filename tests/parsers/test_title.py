from __future__ import annotations

import pytest

from parsers.title import event_words, gender_of, genders_of, title_statements, year_of
from schemas.statements import EventWords, Gender
from tests.parsers.made import document


@pytest.mark.parametrize(
    ("title", "words"),
    [
        (
            "Cycling at the 1928 Summer Olympics – Men's track time trial",
            EventWords(1928, "1928 Summer Olympics", "Cycling", "Men's track time trial", "men"),
        ),
        (
            "Athletics at the 2002 Commonwealth Games – Women's 100 metres hurdles",
            EventWords(2002, "2002 Commonwealth Games", "Athletics", "Women's 100 metres hurdles", "women"),
        ),
        (
            "Judo at the 1998 Asian Games - Men's 60 kg",
            EventWords(1998, "1998 Asian Games", "Judo", "Men's 60 kg", "men"),
        ),
        ("List of Olympic medalists in judo", EventWords(None, "Olympic", "judo", None, "unknown")),
        (
            "List of Commonwealth Games medallists in athletics (women)",
            EventWords(None, "Commonwealth Games", "athletics", None, "women"),
        ),
        (
            "World Allround Speed Skating Championships 1977 (men)",
            EventWords(1977, "World Allround Speed Skating Championships 1977", None, "men", "men"),
        ),
        (
            "1977 World Sprint Championships for Women",
            EventWords(1977, "1977 World Sprint Championships", None, "Women", "women"),
        ),
        ("National team (men)", EventWords(None, None, None, "National team (men)", "men")),
        ("Judo at the 1998 Asian Games", EventWords(1998, "1998 Asian Games", "Judo", None, "unknown")),
        ("Track time trial at the Olympics", EventWords(None, "Olympics", None, "Track time trial", "unknown")),
        (
            "Judo at the Summer Olympics – Men's 60 kg",
            EventWords(None, "Summer Olympics", "Judo", "Men's 60 kg", "men"),
        ),
        (
            "2023 UCI Road World Championships – Men's time trial",
            EventWords(2023, "2023 UCI Road World Championships", None, "Men's time trial", "men"),
        ),
        (
            "1977 World Rowing Championships: Women's double sculls",
            EventWords(1977, "1977 World Rowing Championships", None, "Women's double sculls", "women"),
        ),
        (
            "Women's javelin throw – 2006 Commonwealth Games",
            EventWords(2006, "2006 Commonwealth Games", None, "Women's javelin throw", "women"),
        ),
        (
            "Olympische Sommerspiele 1972/Leichtathletik – Kugelstoßen (Männer)",
            EventWords(1972, "Olympische Sommerspiele 1972", "Leichtathletik", "Kugelstoßen (Männer)", "men"),
        ),
        (
            "Cyclisme aux Jeux olympiques d'été de 2008",
            EventWords(2008, "Jeux olympiques d'été de 2008", "Cyclisme", None, "unknown"),
        ),
        (
            "100 mètres masculin aux Jeux olympiques d'été de 2008",
            EventWords(2008, "Jeux olympiques d'été de 2008", None, "100 mètres masculin", "men"),
        ),
        (
            "Ciclismo ai Giochi della XXVII Olimpiade - Inseguimento individuale femminile",
            EventWords(2000, "Giochi della XXVII Olimpiade", "Ciclismo", "Inseguimento individuale femminile", "women"),
        ),
        (
            "Плавание на летних Олимпийских играх 2004 — 100 метров (мужчины)",
            EventWords(2004, "летних Олимпийских играх 2004", "Плавание", "100 метров (мужчины)", "men"),
        ),
        (
            "Radsport bei den Asienspielen 2010",
            EventWords(2010, "Asienspielen 2010", "Radsport", None, "unknown"),
        ),
        (
            "Schwimmweltmeisterschaften 2003/100 m Rücken der Frauen",
            EventWords(2003, "Schwimmweltmeisterschaften 2003", None, "100 m Rücken der Frauen", "women"),
        ),
        (
            "Marathon féminin aux championnats du monde d'athlétisme 1991",
            EventWords(1991, "championnats du monde d'athlétisme 1991", None, "Marathon féminin", "women"),
        ),
        ("Championnats de France 1991", EventWords(1991, None, None, "Championnats de France 1991", "unknown")),
        (
            "Biathlon World Championships 1979",
            EventWords(1979, "Biathlon World Championships 1979", None, None, "unknown"),
        ),
        (
            "2011 World Championships in Athletics",
            EventWords(2011, "2011 World Championships in Athletics", None, None, "unknown"),
        ),
        ("2019 World Snooker Championship", EventWords(2019, None, None, "2019 World Snooker Championship", "unknown")),
        ("Skisprung-Weltcup 2011/12", EventWords(2011, None, None, "Skisprung-Weltcup 2011/12", "unknown")),
        ("Marathon de Paris 2024", EventWords(2024, None, None, "Marathon de Paris 2024", "unknown")),
        ("Delhi 2010 Commonwealth Games", EventWords(2010, None, None, "Delhi 2010 Commonwealth Games", "unknown")),
        ("Port Selwyn Bridge", EventWords(None, None, None, "Port Selwyn Bridge", "unknown")),
        ("Paris–Roubaix", EventWords(None, None, None, "Paris–Roubaix", "unknown")),
    ],
)
def test_a_title_is_read_as_the_event_it_speaks_of(title: str, words: EventWords) -> None:
    assert event_words(title) == words


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Men's 100 metres", "men"),
        ("Women’s 100 metres", "women"),
        ("Womens 100 metres", "women"),
        ("Ladies' singles", "women"),
        ("Mixed relay", "mixed"),
        ("Boys' 500 m", "boys"),
        ("500 m der Frauen", "women"),
        ("Corsa in linea maschile", "men"),
        ("Men and women", "unknown"),
        ("Tournament", "unknown"),
        ("Omen", "unknown"),
    ],
)
def test_a_gender_is_told_only_where_one_is_named(text: str, gender: Gender) -> None:
    assert gender_of(text) == gender


def test_several_genders_come_in_the_order_of_the_text() -> None:
    assert genders_of("Women and men, mixed; women") == ("women", "men", "mixed")


@pytest.mark.parametrize(
    ("text", "year"), [("1896 Athens", 1896), ("Athens 2004", 2004), ("12004", None), ("1700", None)]
)
def test_a_year_is_four_digits_of_the_time_of_the_games(text: str, year: int | None) -> None:
    assert year_of(text) == year


def test_each_part_of_a_title_is_a_statement_at_its_own_words() -> None:
    made = document("\n= Cycling at the 1928 Summer Olympics – Men's track time trial =\n\nText.\n")
    statements = title_statements(made, event_words(made.title))
    assert [(s.property, s.excerpt, s.subject.kind) for s in statements] == [
        ("games", "1928 Summer Olympics", "event"),
        ("sport", "Cycling", "event"),
        ("event", "Men's track time trial", "event"),
    ]
    for statement in statements:
        assert statement.locator.span is not None
        assert statement.locator.span.of(made.text) == statement.excerpt
        assert statement.locator.source_line == 2


def test_a_title_from_elsewhere_is_no_statement() -> None:
    made = document("Text.\n")
    assert made.title == "Made up"
    assert title_statements(made, event_words(made.title)) == []
