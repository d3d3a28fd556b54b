from __future__ import annotations

import tomllib
from collections import Counter
from importlib import resources

import pytest

from schemas.vocabulary import default_vocabulary, normal


@pytest.mark.parametrize(
    ("event", "sport", "unit"),
    [
        ("Men's high jump", "Athletics", "m"),
        ("Women's 100 metres hurdles", "Athletics", "s"),
        ("Men's 94 kg", "Weightlifting", "kg"),
        ("Men's omnium", "Cycling", "points"),
        ("Women's 10 metre platform", "Diving", "points"),
        ("Men's 500 metres", None, "s"),
        ("Men's singles", "Badminton", None),
        (None, None, None),
    ],
)
def test_the_unit_of_an_event(event: str | None, sport: str | None, unit: str | None) -> None:
    assert default_vocabulary().unit_of(sport, event) == unit


def test_words_are_compared_without_case_diacritics_and_punctuation() -> None:
    assert normal("  Länd_er-Kampf! ") == "land er kampf"


def test_words_are_held_as_they_are_compared() -> None:
    vocabulary = default_vocabulary()
    for table in (vocabulary.columns, vocabulary.infobox, vocabulary.rounds, vocabulary.sections, vocabulary.units):
        assert table
        assert all(normal(word) == word for word in table)


def test_no_word_of_the_package_names_two_things() -> None:
    content = tomllib.loads(resources.files("schemas").joinpath("data/vocabulary.toml").read_text(encoding="utf-8"))
    for section in ("columns", "column_units", "infobox", "rounds", "sections", "units"):
        counts = Counter(normal(word) for words in content[section].values() for word in words)
        assert [word for word, count in counts.items() if count > 1] == [], section
