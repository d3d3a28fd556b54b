"""A fall in coverage is found over the articles that both versions have, and only beyond the budget."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from ingest.changes.folders import opened
from ingest.changes.losses import Budget, Loss, blocking_losses, coverage_losses, shrunken_documents
from tests.changes.articles import PAIRS, SCULLS, WITHOUT_TABLE
from tests.changes.conftest import Publish
from tests.pipeline.running import Ran

SCULLS_ID = "rowing-at-the-1952-summer-olympics-mens-single-sculls"
EIGHTS = SCULLS.replace("single sculls", "eights").replace("1952", "1956")


def losses(before: Ran, after: Ran, budget: Budget | None = None) -> dict[str, Loss]:
    return {loss.measure: loss for loss in coverage_losses(before.current, after.current, budget)}


def test_a_table_that_an_edit_took_away_is_a_loss(first: Ran, publish: Publish) -> None:
    found = losses(first, publish({"a.txt": WITHOUT_TABLE}))
    assert str(found["rows of results"]) == f"rows of results: 6 → 3 (−50.0%): 3 in {SCULLS_ID} (edited)"
    assert found["statements: table, mark"].after == 3
    assert found["table columns read"].share == 0.5
    assert "rows of events" not in found


def test_the_greatest_share_comes_first(first: Ran, publish: Publish) -> None:
    shares = [loss.share for loss in coverage_losses(first.current, publish({"a.txt": WITHOUT_TABLE}).current)]
    assert shares == sorted(shares, reverse=True)


def test_an_article_that_was_taken_away_is_none(first: Ran, publish: Publish) -> None:
    assert losses(first, publish({"a.txt": None})) == {}


def test_an_article_that_is_refused_is_one(first: Ran, publish: Publish) -> None:
    after = publish({"a.txt": ""})
    assert after.status == 1
    found = losses(first, after, Budget(at_least=1))
    assert str(found["rows of documents"]) == f"rows of documents: 2 → 1 (−50.0%): 1 in {SCULLS_ID} (refused)"
    assert found["rows of results"].documents[0].became == "refused"


def test_an_article_of_another_name_or_title_is_the_same(first: Ran, publish: Publish) -> None:
    renamed = publish({"a.txt": None, "c.txt": SCULLS})
    retitled = publish({"a.txt": SCULLS.replace("single sculls =", "sculls =")})
    assert (losses(first, renamed), losses(first, retitled)) == ({}, {})
    robbed = publish({"a.txt": WITHOUT_TABLE.replace("single sculls =", "sculls =")})
    assert "rows of results" in losses(first, robbed)


def test_articles_that_were_added_do_not_make_up_for_a_loss(first: Ran, publish: Publish) -> None:
    after = publish({"a.txt": WITHOUT_TABLE, "c.txt": EIGHTS})
    assert after.frame("results").height == first.frame("results").height
    assert losses(first, after)["rows of results"].after == 3


def test_code_that_reads_less_is_one_of_articles_that_are_unchanged(first: Ran, publish: Publish) -> None:
    found = losses(first, publish.reading_less({}, "s.source_kind == 'infobox'"), Budget(at_least=2))
    assert found["statements: infobox, venue"].after == 0
    assert {document.became for loss in found.values() for document in loss.documents} == {"unchanged"}


@pytest.mark.parametrize(
    ("before", "after", "is_beyond"),
    [
        (100, 100, False), (100, 200, False), (100, 98, False), (100, 97, True), (3, 0, True), (2, 0, False),
        (1000, 980, False), (1000, 979, True), (0, 0, False),
    ],
)  # fmt: skip
def test_the_budget_is_a_share_and_a_number(before: int, after: int, is_beyond: bool) -> None:
    assert Budget().is_beyond(before, after) is is_beyond


def test_a_greater_budget_lets_more_go(first: Ran, publish: Publish) -> None:
    after = publish({"a.txt": WITHOUT_TABLE})
    assert losses(first, after, Budget(share=0.5)) == {}


def test_datasets_are_compared_as_the_version_that_is_made_of_them(first: Ran, publish: Publish) -> None:
    after = publish({"a.txt": WITHOUT_TABLE})
    datasets = opened(after.current)
    assert coverage_losses(first.current, datasets) == coverage_losses(first.current, after.current)
    assert shrunken_documents(first.current, datasets) == shrunken_documents(first.current, after.current)


def test_an_article_of_which_much_less_is_read_is_named(first: Ran, publish: Publish) -> None:
    (shrunken,) = shrunken_documents(first.current, publish({"a.txt": WITHOUT_TABLE}).current)
    assert shrunken.measure == f"statements of {SCULLS_ID}, edited"
    assert shrunken_documents(first.current, publish({"b.txt": PAIRS.replace("Ed Fine", "Ed Finer")}).current) == ()


def test_the_same_version_loses_nothing(first: Ran) -> None:
    assert coverage_losses(first.current, first.current, Budget(share=0, at_least=1)) == ()


def test_a_version_that_is_damaged_or_not_there_blocks_nothing(first: Ran, publish: Publish, tmp_path: Path) -> None:
    after = publish({"a.txt": WITHOUT_TABLE})
    datasets = opened(after.current)
    output = tmp_path / "output"
    assert blocking_losses(output, datasets) == (None, ())
    shutil.copytree(first.output, output, symlinks=True)
    current, found = blocking_losses(output, datasets)
    assert current == first.current.name
    assert found == coverage_losses(first.current, datasets) != ()
    (output / "current" / "results.parquet").write_bytes(b"damaged")
    assert blocking_losses(output, datasets) == (current, ())
    (output / "current" / "results.parquet").unlink()
    assert blocking_losses(output, datasets) == (current, ())


OWN_WORDS = SCULLS.replace("Rower", "Roeister").replace("Time", "Klokstand")
NAMED = '[columns]\ncompetitor = ["Roeister"]\nmark = ["Klokstand"]\n'


def test_words_that_were_given_a_name_are_none(publish: Publish) -> None:
    before = publish({"a.txt": OWN_WORDS})
    assert "klokstand" in before.frame("statements")["property"].to_list()
    after = publish({"a.txt": OWN_WORDS, "vocabulary.toml": NAMED})
    assert "klokstand" not in after.frame("statements")["property"].to_list()
    assert losses(before, after) == {}


def test_words_that_are_gone_without_a_name_are_one(publish: Publish) -> None:
    before = publish({"a.txt": OWN_WORDS})
    after = publish({"a.txt": re.sub(r"\| 8:[\d.]+ \|", "| |", OWN_WORDS)})
    assert losses(before, after)["statements: table, klokstand"].after == 0
