"""Real runs before and after a change of each kind: what is said to be the cause, and what the page shows first."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

import polars as pl
import pytest

import ingest.reconcile.ladder
from ingest.changes.diff import Difference, compare
from ingest.changes.facts import Kind, fact_changes
from ingest.changes.inputs import Inputs
from schemas.frames import validate
from tests.changes.articles import CONTRADICTED, MOVED, PAIRS, PRECISE, SCULLS, WITHOUT_TABLE
from tests.changes.conftest import Publish
from tests.changes.versions_made import applied
from tests.pipeline.running import Ran

SCULLS_ID = "rowing-at-the-1952-summer-olympics-mens-single-sculls"
PAIRS_ID = "rowing-at-the-1952-summer-olympics-mens-coxless-pairs"
BEFORE = Inputs(code={"plaintext": "p1", "infobox": "i1", "table": "t1", "link": "l1"}, rules="r1")
AFTER_EXTRACTOR = replace(BEFORE, code={**BEFORE.code, "infobox": "i2"})
AFTER_RULES = replace(BEFORE, rules="r2")


def compared(before: Ran, after: Ran, inputs: Inputs = BEFORE) -> Difference:
    found = compare(before.current, after.current, BEFORE, inputs)
    for name in found.counts:
        made = applied(name, before.frame(name), found.changes, after.frame(name).schema)
        assert made.equals(after.frame(name)), name
    return found


def causes(found: Difference) -> set[tuple[str, str]]:
    return set(found.changes.select("cause_kind", "cause").unique().rows())


def facts(found: Difference, kind: Kind) -> list[tuple[str, str | None, str | None]]:
    return [(fact.property, fact.before, fact.after) for fact in fact_changes(found).of(kind, None)]


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def test_an_edit_is_told_with_both_digests(first: Ran, publish: Publish) -> None:
    found = compared(first, publish({"a.txt": MOVED}))
    assert causes(found) == {("source", f"{SCULLS_ID}: sha256 {digest(SCULLS)} → {digest(MOVED)}")}
    assert facts(found, Kind.CHANGED) == [("venue", "Long Lake", "Round Lake")]


def test_a_new_revision_is_told_with_both_numbers(publish: Publish) -> None:
    sources = '[[source]]\npath = "a.txt"\nrevision = {}\n'
    before = publish({"sources.toml": sources.format(11)})
    found = compared(before, publish({"sources.toml": sources.format(12), "a.txt": MOVED}))
    assert causes(found) == {
        ("source", f"{SCULLS_ID}: revision 11 → 12, sha256 {digest(SCULLS)} → {digest(MOVED)}"),
    }


def test_what_sources_toml_says_of_an_article_is_its_own_cause(first: Ran, publish: Publish) -> None:
    found = compared(first, publish({"sources.toml": '[[source]]\npath = "a.txt"\nlicense = "CC0-1.0"\n'}))
    assert causes(found) == {("source", f"{SCULLS_ID}: described otherwise (path, title or sources.toml)")}
    assert list(found.counts) == ["documents"]


def test_a_contradiction_costs_a_fact_its_value(first: Ran, publish: Publish) -> None:
    found = compared(first, publish({"a.txt": CONTRADICTED}))
    assert facts(found, Kind.DISPUTED) == [("winning_time", "8:12.8", None), ("mark", "8:12.8", None)]
    back = compared(publish({"a.txt": CONTRADICTED}), first)
    assert facts(back, Kind.SETTLED) == [("winning_time", None, "8:12.8"), ("mark", None, "8:12.8")]


def test_an_article_that_comes_or_goes_is_the_cause_of_its_rows(first: Ran, publish: Publish) -> None:
    alone = publish({"b.txt": None})
    gone, came = compared(first, alone), compared(alone, first)
    assert causes(gone) == {("source", f"{PAIRS_ID}: removed")}
    assert causes(came) == {("source", f"{PAIRS_ID}: added")}
    assert set(gone.changes["change"]) == {"removed"}
    assert set(came.changes["change"]) == {"added"}


def test_two_edits_are_told_apart_by_what_rests_on_each(first: Ran, publish: Publish) -> None:
    moved = PAIRS.replace("Long Lake", "Round Lake")
    found = compared(first, publish({"a.txt": MOVED, "b.txt": moved}))
    statements = found.changes.filter(dataset="statements", change="added")
    assert sorted(statements["cause"]) == sorted(
        [
            f"{SCULLS_ID}: sha256 {digest(SCULLS)} → {digest(MOVED)}",
            f"{PAIRS_ID}: sha256 {digest(PAIRS)} → {digest(moved)}",
        ]
    )


WITHOUT_VENUES = "s.extractor == 'infobox.venue'"


def test_an_extractor_that_reads_less_is_the_cause(first: Ran, publish: Publish) -> None:
    found = compared(first, publish.reading_less({}, WITHOUT_VENUES), AFTER_EXTRACTOR)
    assert causes(found) == {("extractor", "code of infobox: i1 → i2")}
    assert [name for name, *_ in facts(found, Kind.GONE)] == ["venue", "venue"]


def test_an_edit_beside_a_changed_extractor_is_told_apart(first: Ran, publish: Publish) -> None:
    edited = {"b.txt": PAIRS.replace("Ed Fine", "Ed Finer")}
    found = compared(first, publish.reading_less(edited, WITHOUT_VENUES), AFTER_EXTRACTOR)
    said = _causes_of_removed_statements(found)
    assert said[SCULLS_ID, "venue"] == {"extractor"}
    assert said[PAIRS_ID, "competitor"] == {"source"}
    assert said[PAIRS_ID, "venue"] == {"several"}


def _causes_of_removed_statements(found: Difference) -> dict[tuple[str, str], set[str]]:
    rows = found.changes.filter(dataset="statements", change="removed")
    keys = found.old.scan("statements").select("document_id", "property", key="statement_id").collect()
    named = rows.join(keys, on="key").group_by("document_id", "property").agg("cause_kind")
    return {(document, name): set(kinds) for document, name, kinds in named.rows()}


def test_another_rule_is_told_by_name(publish: Publish, monkeypatch: pytest.MonkeyPatch) -> None:
    before = publish({"a.txt": PRECISE})
    _without_rule(monkeypatch, "less_precise")
    found = compared(before, publish({"a.txt": PRECISE}, afresh=True), AFTER_RULES)
    assert {kind for kind, _ in causes(found)} == {"rule"}
    changed = [fact for kind in Kind for fact in fact_changes(found).of(kind, None)]
    (winning,) = [fact for fact in changed if fact.property == "winning_time"]
    assert winning.cause.endswith(" in place of less_precise (rules of judging: r1 → r2)")


def test_another_rule_is_the_cause_where_an_edit_changed_other_statements(
    publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = publish({"a.txt": PRECISE})
    _without_rule(monkeypatch, "less_precise")
    edited = {"a.txt": PRECISE.replace("Long Lake", "Round Lake")}
    found = compared(before, publish(edited, afresh=True), AFTER_RULES)
    said = {fact.property: fact.cause_kind for kind in Kind for fact in fact_changes(found).of(kind, None)}
    assert said["winning_time"] == "rule"
    assert said["venue"] == "several"


def _without_rule(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    ladder = tuple(rule for rule in ingest.reconcile.ladder.LADDER if rule.__name__ != name)
    assert len(ladder) == len(ingest.reconcile.ladder.LADDER) - 1
    monkeypatch.setattr(ingest.reconcile.ladder, "LADDER", ladder)


def test_the_worst_is_gone(first: Ran, publish: Publish) -> None:
    counts = fact_changes(compared(first, publish({"a.txt": WITHOUT_TABLE}))).counts
    assert counts["gone"] > counts["changed"] == 0


def test_without_inputs_an_edit_is_one_of_several(first: Ran, publish: Publish) -> None:
    found = compare(first.current, publish({"a.txt": MOVED}).current, None, None)
    kinds: Sequence[str] = found.changes.filter(pl.col("dataset") == "events")["cause_kind"].to_list()
    assert set(kinds) == {"several"}


def test_a_blank_cell_that_is_filled_is_a_change(publish: Publish) -> None:
    before = publish({"a.txt": SCULLS.replace("| Cy Dale | France |", "| Cy Dale | |")})
    found = compared(before, publish({"a.txt": SCULLS})).changes
    cells = found.filter(dataset="table_cells", column="text")
    assert cells.select("before", "after").rows() == [("", "France")]
    validate("changes", found)
