"""Values in the same words that count different things, and numbers whose place leaves out what they count."""

from __future__ import annotations

from decimal import Decimal

from ingest.reconcile.candidates import case_of
from schemas.document import Locator
from schemas.facts import FactKey
from schemas.linked import LinkedStatement
from schemas.statements import NO_QUALIFIERS, EventWords, Statement, Subject
from schemas.values import Value

EVENT = "2001-invented-games/ski-jumping/womens-large-hill"


def texts(*values: tuple[str, str | None]) -> list[str]:
    """Return what the candidates of numbers, each with its unit, are shown as."""
    subject = Subject("event", EventWords(2001))
    said = [
        Statement(
            "article", subject, "winning_time", Value(text, Decimal(text), unit), "infobox", Locator("Lead"), text,
            "test", statement_id=f"s-{place}",
        )
        for place, (text, unit) in enumerate(values)
    ]  # fmt: skip
    linked = [LinkedStatement(statement, EVENT, EVENT, NO_QUALIFIERS) for statement in said]
    case = case_of(FactKey(EVENT, "winning_time", NO_QUALIFIERS), EVENT, linked, {}, 2001)
    return [candidate.value.text for candidate in case.candidates]


def test_a_bare_number_is_the_same_number_with_a_unit_whatever_else_is_stated() -> None:
    assert sorted(texts(("272.3", None), ("272.3", "points"), ("132.5", "m"))) == ["132.5", "272.3"]


def test_a_bare_number_has_the_unit_of_all_others() -> None:
    assert len(texts(("272.30", None), ("272.3", "points"))) == 1


def test_values_in_the_same_words_are_told_apart_by_what_they_count() -> None:
    assert sorted(texts(("25", "points"), ("25", "s"), ("26", "s"))) == ["25 points", "25 s", "26"]
