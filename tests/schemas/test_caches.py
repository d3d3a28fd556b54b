"""What is remembered of pure functions, and records that are cheap to make."""

from __future__ import annotations

import pickle
from dataclasses import fields, is_dataclass, replace

from schemas.caches import forget_all, remembered, table_of_words
from schemas.document import Annotation, Cell, Span
from schemas.values import PartialDate
from schemas.vocabulary import normal
from schemas.words import UserWords, using, words_in_use


def test_a_result_is_worked_out_once_until_all_is_forgotten() -> None:
    asked = []

    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    quick = remembered(2)(length)
    assert [quick("a"), quick("a"), quick("bc")] == [1, 1, 2]
    assert asked == ["a", "bc"]
    forget_all()
    assert quick("a") == 1
    assert asked == ["a", "bc", "a"]


def test_no_more_is_remembered_than_its_size() -> None:
    asked = []

    def same(text: str) -> str:
        asked.append(text)
        return text

    quick = remembered(1)(same)
    for text in ("a", "b", "a"):
        quick(text)
    assert asked == ["a", "b", "a"]


def test_what_was_forgotten_is_worked_out_the_same() -> None:
    before = normal("Côte_d’Ivoire!")
    forget_all()
    assert normal("Côte_d’Ivoire!") == before == "cote d ivoire"


def test_a_record_is_a_data_class_with_slots_equal_and_hashed_by_its_fields() -> None:
    cell = Cell("9.58", Span(3, 7), (1, 2), annotations=(Annotation("noc", "JAM"),))
    twin = Cell("9.58", Span(3, 7), (1, 2), annotations=(Annotation("noc", "JAM"),))
    assert is_dataclass(Cell)
    assert not hasattr(cell, "__dict__")
    assert cell == twin
    assert hash(cell) == hash(twin)
    assert replace(cell, text="9.63") != cell
    assert [field.name for field in fields(Span)] == ["start", "end"]


def test_records_are_ordered_where_they_say_so() -> None:
    assert sorted([Span(3, 4), Span(1, 9), Span(1, 2)]) == [Span(1, 2), Span(1, 9), Span(3, 4)]
    assert PartialDate(1968, 10, 17) > PartialDate(1968, 10, 16)


def test_a_record_crosses_a_process_border() -> None:
    cell = Cell("9.58", Span(3, 7), (1, 2), annotations=(Annotation("noc", "JAM"),))
    assert pickle.loads(pickle.dumps(cell)) == cell


def test_a_table_of_words_is_made_once_for_the_words_in_use_and_stays_when_all_is_forgotten() -> None:
    made = []

    def table() -> int:
        made.append(words_in_use())
        return len(made)

    quick = table_of_words(table)
    assert [quick(), quick()] == [1, 1]
    forget_all()
    assert quick() == 1
    with using(UserWords(columns=(("platz", "rank"),))):
        assert [quick(), quick()] == [2, 2]
    assert quick() == 1
