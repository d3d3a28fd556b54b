from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.tables.celltypes import CellType, cell_type, cell_types, is_blank, status_of
from schemas.contract.vocabulary import STATUSES
from schemas.vocabulary import package_vocabulary


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "blank"),
        (" – ", "blank"),
        ("—", "blank"),
        ("?", "blank"),
        ("1", "integer"),
        ("=6", "integer"),
        ("3.", "integer"),
        ("1,234", "integer"),
        ("1968", "year"),
        ("1968–1976", "year"),
        ("1968–76", "year"),
        ("1:14.4", "mark"),
        ("59.80", "mark"),
        ("6.24 m", "mark"),
        ("+0:12", "mark"),
        ("14:00", "clock"),
        ("2:15", "clock"),
        ("10.52", "mark"),
        ("5 August 1928", "date"),
        ("1928-08-05", "date"),
        ("13 August", "date"),
        ("DNF", "status"),
        ("Did not start", "status"),
        ("Jane Doe", "text"),
        ("x", "text"),
        ("s.t.", "text"),
        ("Q, OR", "text"),
        ("1" * 10_000, "text"),
    ],
)
def test_a_cell_is_of_the_type_that_its_text_shows(text: str, kind: CellType) -> None:
    assert cell_type(text) == kind


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("DNF", "dnf"), ("dns", "dns"), ("DSQ", "dq"), ("DQ", "dq"), ("NM", "nm"), ("NH", "nm"), ("OTL", "otl"),
        ("LAP", "lap"),
        ("Bye", "bye"), ("(DNF)", "dnf"), ("Did not finish", "dnf"), ("Disqualified", "dq"), ("1:14.4", None),
        ("", None),
        ("Finished", None), ("DNF (fall)", "dnf"), ("DNF – puncture", "dnf"), ("DSQ: false start", "dq"),
        ("D.N.F.", "dnf"),
        ("Dropped out", "dnf"), ("failed to finish", "dnf"), ("Abandoned", "dnf"), ("Withdrew (injured)", "dns"),
        ("Aufgegeben", "dnf"), ("Disqualifiziert", "dq"), ("abandon", "dnf"), ("Disqualifié", "dq"),
        ("hors délai", "otl"), ("Bröt", "dnf"), ("Opgave", "dnf"), ("o. g. V.", "nm"), ("Hylätty", "dq"),
        ("RET-A", None), ("A-B", None), ("Dan Dnf", None), ("DQ 5", None),
        ("DNF1", "dnf"), ("DSQ2", "dq"), ("DNF7", None),
    ],
)  # fmt: skip
def test_a_status_is_the_published_word(text: str, status: str | None) -> None:
    assert status_of(text) == status


def test_every_status_is_of_the_published_vocabulary() -> None:
    assert set(package_vocabulary().statuses.values()) <= set(STATUSES)


@given(st.text(max_size=260))
def test_the_type_does_not_depend_on_white_space_around(text: str) -> None:
    assert cell_type(text) == cell_type(text.strip()) or len(text) > 200


@pytest.mark.parametrize(
    "written", [str.upper, str.title, " {} ".format, "{} (wind)".format, "({})".format, "{}.".format]
)
def test_no_word_of_a_status_is_passed_over_by_how_it_begins(written: Callable[[str], str]) -> None:
    statuses = package_vocabulary().statuses
    assert {word: status_of(written(word)) for word in statuses} == statuses


def test_types_of_many_texts_are_those_of_each() -> None:
    texts = ["1", " 1968 ", "DNF", "", "Jane Doe", "1:14.4", "x" * 1_000]
    assert cell_types(texts) == [cell_type(text) for text in texts]


@given(st.text(alphabet="–-—? x1\t\u00a0", max_size=4) | st.just(" " * 300))
def test_a_blank_is_told_without_its_type(text: str) -> None:
    assert is_blank(text) == (cell_type(text) == "blank")
