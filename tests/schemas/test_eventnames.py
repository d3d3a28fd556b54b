"""Genders, sports and events in the words of many languages."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.eventnames import (
    event_name_slug,
    gender_named,
    is_only_gender,
    sport_named,
    sport_slug,
    sport_within,
)
from schemas.slugs import slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Men's track time trial", "track-time-trial"),
        ("100 metre butterfly", "100-metre-butterfly"),
        ("100 m butterfly", "100-metre-butterfly"),
        ("100 m Schmetterling (Männer)", "100-metre-butterfly"),
        ("100 метров баттерфляй (мужчины)", "100-metre-butterfly"),
        ("Women's 4 × 100 metres relay", "4-x-100-metres-relay"),
        ("4x100m relay", "4-x-100-metres-relay"),
        ("4x100 m masculino", "4-x-100-metres-relay"),
        ("4×5 км, женщины", "4-x-5-kilometre-relay"),
        ("relais 4 × 100 m 4 nages femmes", "4-x-100-metre-medley-relay"),
        ("10,000 metres", "10-000-metres"),
        ("10 000 m (Männer)", "10-000-metres"),
        ("7,5 km sprint femmes", "7-5-kilometre-sprint"),
        ("Men's points race", "points-race"),
        ("Inseguimento individuale femminile", "individual-pursuit"),
        ("bieg na 100 metrów mężczyzn", "100-metres"),
        ("110 m hurdles", "110-metres-hurdles"),
        ("Women's 50 kilometres walk", "50-kilometres-walk"),
    ],
)
def test_the_same_event_has_one_slug_in_any_language(text: str, slug: str) -> None:
    assert event_name_slug(text) == slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Parallelslalom der Frauen", "parallelslalom"),  # one word of it is not known
        ("K-1 500 metres", "k-1-500-metres"),
        ("Extra-lightweight (60 kg)", "extra-lightweight-60-kg"),
        ("Men", "men"),
        ("Coxed eights", "coxed-eights"),
    ],
)
def test_what_is_not_known_whole_keeps_its_words(text: str, slug: str) -> None:
    assert event_name_slug(text) == slug


def test_genders_and_sports_are_told_in_other_languages() -> None:
    assert [gender_named(word) for word in ("Männer", "femminile", "mezczyzn", "Slalom")] == [
        "men", "women", "men", None,
    ]  # fmt: skip
    assert [sport_named("Radsport"), sport_named("Плавание"), sport_named("Quidditch")] == ["Cycling", "Swimming", None]
    assert [sport_slug("Ski de fond"), sport_slug("Road bowling")] == ["cross-country-skiing", "road-bowling"]
    assert sport_within("Course en ligne de cyclisme sur route") == "cyclisme sur route"


@pytest.mark.parametrize(
    ("text", "is_only"),
    [("Women's", True), ("Wettbewerbe der Frauen", True), ("Herren Abfahrt", False), ("Referees", False)],
)
def test_a_heading_may_name_a_gender_alone(text: str, is_only: bool) -> None:
    assert is_only_gender(text) == is_only


@given(st.text(max_size=40))
def test_whatever_an_event_is_called_its_slug_is_one(text: str) -> None:
    found = event_name_slug(text)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", found), found
    assert bool(found) == bool(slug(text))
