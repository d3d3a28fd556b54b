from __future__ import annotations

import pytest

from parsers.rounds import RoundWords, round_of, round_of_path


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Final", RoundWords("final")),
        ("Finals", RoundWords("final")),
        ("FINAL", RoundWords("final")),
        ("Heat 2", RoundWords("heats", "2")),
        ("Heat One", RoundWords("heats", "1")),
        ("1/4 de finale", RoundWords("quarterfinal")),
        ("Heats", RoundWords("heats")),
        ("Semifinal 1", RoundWords("semifinal", "1")),
        ("Semi-finals", RoundWords("semifinal")),
        ("Quarter-final 4", RoundWords("quarterfinal", "4")),
        ("Repêchage", RoundWords("repechage")),
        ("Repechage heat 1", RoundWords()),
        ("Qualifying round", RoundWords("qualification")),
        ("Final B", RoundWords("final", "B")),
        ("Final B (Classification Round)", RoundWords("final", "B")),
        ("Semifinal A/B 1", RoundWords("semifinal", "A/B 1")),
        ("Team (relay)", RoundWords()),
        ("Round 2", RoundWords("round-2")),
        ("Second round", RoundWords("round-2")),
        ("2nd round", RoundWords("round-2")),
        ("1st round", RoundWords("heats")),
        ("1ª Batteria", RoundWords("heats", "1")),
        ("2. Vorlauf", RoundWords("heats", "2")),
        ("2nd heat", RoundWords("heats", "2")),
        ("12 metres", RoundWords()),
        ("Qualification results", RoundWords("qualification")),
        ("Heat 2 results", RoundWords("heats", "2")),
        ("Results of the final", RoundWords("final")),
        ("Final results", RoundWords()),
        ("Team results", RoundWords()),
        ("First round", RoundWords("heats")),
        ("Swim-off", RoundWords("swim-off")),
        ("Qualifications", RoundWords("qualification")),
        ("Group A", RoundWords("group-stage", "A")),
        ("Pool B", RoundWords("group-stage", "B")),
        ("Group 3", RoundWords("group-stage", "3")),
        ("Group stage", RoundWords("group-stage")),
        ("Grouping", RoundWords()),
        ("Results", RoundWords()),
        ("Notes", RoundWords()),
        ("", RoundWords()),
        ("Final " + "x" * 10_000, RoundWords()),
    ],
)
def test_a_heading_names_a_round_or_none(text: str, words: RoundWords) -> None:
    assert round_of(text) == words


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (["Results", "Final"], RoundWords("final")),
        (["Results", "Semifinals", "Heat 1"], RoundWords("semifinal", "1")),
        (["Results", "Semifinals", "Semifinal 2"], RoundWords("semifinal", "2")),
        (["Heats", "Heat 3"], RoundWords("heats", "3")),
        (["Qualifications", "Group A"], RoundWords("qualification", "A")),
        (["Results", "Group B"], RoundWords("group-stage", "B")),
        (["Group A", "Final"], RoundWords("final")),
        (["Final", "Summary"], RoundWords("final")),
        (["Results"], RoundWords()),
        ([], RoundWords()),
    ],
)
def test_the_innermost_round_of_a_path_counts(path: list[str], words: RoundWords) -> None:
    assert round_of_path(path) == words


@pytest.mark.parametrize(
    ("text", "name", "heat"),
    [
        ("1/8 finals", "eighth-final", None), ("Achtelfinale", "eighth-final", None),
        ("Round of 16", "round-of-16", None),
        ("Small Final", "small-final", None), ("Seeding", "seeding", None), ("Ranking round", "ranking", None),
        ("Big Final", "final", None), ("Final B", "final", "B"),
    ],
)  # fmt: skip
def test_rounds_of_knockouts(text: str, name: str, heat: str | None) -> None:
    assert round_of(text) == RoundWords(name, heat)
