"""Which articles are witnesses of their own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.reconcile.witnesses import independent, origins
from schemas.document import Locator, SourceKind
from schemas.statements import Statement, Subject
from schemas.values import Value

SENTENCE = "The event was won by the Danish cyclist Willy Hansen."


def said(
    excerpt: str = "Hansen", kind: SourceKind = "prose", by: str | None = None, notes: tuple[str, ...] = ()
) -> Statement:
    return Statement(
        "a", Subject("event"), "gold", Value("Hansen"), kind, Locator("Lead"), excerpt, "test", attributed_to=by,
        references=notes,
    )  # fmt: skip


def groups(**articles: list[Statement]) -> list[str]:
    return ["+".join(sorted(group)) for group in independent(articles)]


def test_articles_that_say_it_in_their_own_places_are_independent() -> None:
    assert groups(a=[said(kind="infobox")], b=[said(kind="infobox")], c=[said(kind="table")]) == ["a", "b", "c"]


def test_one_sentence_in_two_articles_is_one_witness_whatever_its_punctuation() -> None:
    assert groups(a=[said(SENTENCE)], b=[said(SENTENCE.replace("cyclist ", "cyclist, "))]) == ["a+b"]


def test_the_original_has_its_own_table_and_the_copy_has_nothing() -> None:
    assert groups(a=[said(SENTENCE), said(kind="table")], b=[said(SENTENCE)]) == ["a+b"]


def test_a_copy_that_also_has_its_own_table_is_a_witness() -> None:
    assert groups(a=[said(SENTENCE), said(kind="table")], b=[said(SENTENCE), said(kind="table")]) == ["a", "b"]


def test_chains_of_copies_are_one_witness() -> None:
    other = SENTENCE.replace("won", "taken")
    assert groups(a=[said(SENTENCE)], b=[said(SENTENCE), said(other)], c=[said(other)]) == ["a+b+c"]


def test_a_cell_is_no_sentence_however_long() -> None:
    assert groups(a=[said(SENTENCE, "table")], b=[said(SENTENCE, "table")]) == ["a", "b"]


def test_one_source_named_by_two_articles_is_one_witness() -> None:
    one, two = said(by="1928 Official Report"), said(by="The Official Report")
    assert groups(a=[one], b=[two]) == ["a+b"]
    assert groups(a=[one], b=[said(by="De Wael")]) == ["a", "b"]


def test_a_footnote_counts_where_it_names_a_source() -> None:
    note = ("De Wael, Herman. Cycling Olympics, results since 1896",)
    assert groups(a=[said(kind="table", notes=note)], b=[said(kind="table", notes=note)]) == ["a+b"]
    assert groups(a=[said(kind="table", notes=("Final results",))], b=[said(notes=("Final results",))]) == ["a", "b"]


def test_a_year_alone_is_still_a_name() -> None:
    assert origins(said(by="1928")) == {"source:1928"}


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from([SENTENCE, "short", "x"]), min_size=1)))
def test_every_article_is_in_exactly_one_group(articles: dict[str, list[str]]) -> None:
    found = independent({name: [said(text) for text in texts] for name, texts in articles.items()})
    assert sorted(name for group in found for name in group) == sorted(articles)
