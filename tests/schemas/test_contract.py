"""The contract is the published one, name by name, and says what everything means."""

from __future__ import annotations

import re
import subprocess
import sys

import polars as pl
import pytest

from schemas.contract import COLUMN_RULES, DATASETS, PUBLISHED, SCHEMA_VERSION, Column, Dataset, Rule, vocabulary
from tests.schemas.contract_rows import GOOD

# Written from the description of the published datasets, not from the contract: "name type", "?" where it may be null.
EXPECTED = {
    "documents": (
        "document_id",
        "document_id text, title text, path text, form text, sha256 text, size_bytes integer, revision_id? integer, "
        "retrieved_at? text, source_url? text, license? text",
    ),
    "infobox_fields": (
        "document_id infobox_index position",
        "document_id text, infobox_index integer, position integer, infobox_name? text, key text, value_text? text",
    ),
    "table_cells": (
        "document_id table_index cell_row column_index",
        "document_id text, table_index integer, cell_row integer, column_index integer, section text, caption? text, "
        "is_header boolean, text text, is_spanned boolean",
    ),
    "statements": (
        "statement_id",
        "statement_id text, document_id text, event_id? text, subject text, property text, round? text, heat? text, "
        "distance_m? number, as_of? text, value_text text, value_number? number, value_unit? text, value_date? date, "
        "attributed_to? text, source_kind text, section text, table_index? integer, cell_row? integer, "
        "column_index? integer, char_start? integer, char_end? integer, source_line? integer, selector? text, "
        "excerpt text, footnotes text_list, extractor text",
    ),
    "events": (
        "event_id",
        "event_id text, document_id text, games? text, year? integer, season? text, sport? text, event text, "
        "gender text, date_start? date, date_end? date, venue? text, competitors? integer, nations? integer, "
        "winning_mark_text? text, winning_mark? number, mark_unit? text, previous_games? integer, "
        "next_games? integer, disputed_facts integer, failed_checks integer",
    ),
    "results": (
        "document_id table_index row_index round",
        "event_id? text, document_id text, round? text, heat? text, section text, table_index integer, "
        "row_index integer, rank? integer, tied boolean, competitor? text, competitor_id? text, "
        "competitor_basis text, members text_list, member_ids text_list, nation? text, noc? text, noc_basis text, "
        "race_number? text, "
        "mark_stated? text, mark? number, mark_unit? text, mark_basis text, mark_suggested? number, status text, "
        "notes? text, supporting text_list",
    ),
    "splits": (
        "document_id table_index row_index distance_m",
        "event_id? text, document_id text, table_index integer, row_index integer, distance_m number, round? text, "
        "heat? text, competitor? text, split_text text, split_s number",
    ),
    "medalists": (
        "event_id medal position",
        "event_id text, medal text, position integer, competitor? text, competitor_id? text, noc? text, basis text, "
        "supporting text_list",
    ),
    "record_progression": (
        "document_id record gender position",
        "document_id text, record text, gender text, position integer, event text, mark_text text, mark number, "
        "mark_unit text, competitor text, competitor_id? text, noc? text, noc_basis text, games? text, year? integer, "
        "date? date",
    ),
    "medal_table": (
        "document_id table_index row_index",
        "document_id text, table_index integer, row_index integer, event? text, gender text, rank? integer, "
        "nation? text, nation_basis text, gold integer, silver integer, bronze integer, total integer",
    ),
    "multiple_medalists": (
        "document_id table_index row_index",
        "document_id text, table_index integer, row_index integer, event? text, gender text, rank? integer, "
        "competitor text, competitor_id? text, nation? text, nation_basis text, first_year? integer, "
        "last_year? integer, gold integer, "
        "silver integer, bronze integer, total integer",
    ),
    "schedule": (
        "document_id table_index row_index",
        "event_id? text, document_id text, table_index integer, row_index integer, date date, local_time? text, "
        "utc_offset? text, round? text",
    ),
    "competitors": (
        "competitor_id",
        "competitor_id text, name text, aliases text_list, nocs text_list, first_year? integer, last_year? integer, "
        "basis text, supporting text_list",
    ),
    "competitor_joins": (
        "competitor_id other_id rule name other_name",
        "competitor_id text, other_id text, name text, other_name text, rule text, outcome text, reason text, "
        "decision? text, supporting text_list",
    ),
    "reconciliation": (
        "fact_id",
        "fact_id text, event_id? text, subject text, property text, round? text, heat? text, distance_m? number, "
        "as_of? text, value_text? text, value_number? number, value_unit? text, value_date? date, status text, "
        "rule text, explanation? text, explanation_code? text, decision? text, statement_count integer, "
        "document_count integer, evidence text, supporting text_list, opposing text_list, flips_if text_list, "
        "alternatives alternatives",
    ),
    "decisions": (
        "decision_id",
        "decision_id text, position integer, fact_id? text, subject text, property? text, round? text, heat? text, "
        "distance_m? number, as_of? text, action text, value_text? text, statement_id? text, explanation_code? text, "
        "other? text, reason text, decided_by text, decided_on date, evidence? text, outcome text, moved boolean, "
        "message text, decided_text? text, ladder_text? text, ladder_status? text, ladder_rule? text, "
        "evidence_now? text",
    ),
    "checks": (
        "check_id",
        "check_id text, kind text, document_id? text, event_id? text, outcome text, expected text, found text, "
        "message text, statement_ids text_list",
    ),
    "coverage": (
        "document_id kind name",
        "document_id text, kind text, name text, outcome text, count integer, reason? text",
    ),
    "rejects": (
        "path stage position",
        "path text, stage text, position integer, document_id? text, error text, message text, excerpt? text",
    ),
    "changes": (
        "dataset key column",
        "dataset text, key text, column text, change text, before? text, after? text, cause_kind text, cause text",
    ),
}

COLUMNS = [
    pytest.param(dataset, column, id=f"{dataset.name}.{column.name}")
    for dataset in DATASETS.values()
    for column in dataset.columns
]
RULES = [
    pytest.param(dataset, rule, id=f"{dataset.name}:{rule.id}")
    for dataset in DATASETS.values()
    for rule in dataset.rules
]


def test_the_datasets_are_those_published() -> None:
    assert list(DATASETS) == list(EXPECTED)
    assert set(PUBLISHED) == set(EXPECTED) - {"changes"}
    assert SCHEMA_VERSION == "1.0.1"


@pytest.mark.parametrize("name", EXPECTED)
def test_columns_types_and_keys_are_those_published(name: str) -> None:
    key, columns = EXPECTED[name]
    dataset = DATASETS[name]
    found = [f"{column.name}{'?' if column.nullable else ''} {column.type.value}" for column in dataset.columns]
    assert found == columns.split(", ")
    assert " ".join(dataset.key) == key


@pytest.mark.parametrize(("dataset", "column"), COLUMNS)
def test_every_column_says_what_it_means(dataset: Dataset, column: Column) -> None:
    assert column.description.endswith(".")
    assert column.description == " ".join(column.description.split()), "no stray white space"
    assert not (column.name.endswith("_m") and column.unit != "m")
    assert not (column.name.endswith("_s") and column.type == "number" and column.unit != "s")


@pytest.mark.parametrize(("dataset", "rule"), RULES)
def test_a_rule_speaks_of_columns_that_exist(dataset: Dataset, rule: Rule) -> None:
    assert set(rule.columns) <= set(dataset.column_names)
    assert rule.id not in COLUMN_RULES
    assert not rule.predicate or all(name in rule.predicate for name in rule.columns)


@pytest.mark.parametrize("name", DATASETS)
def test_rule_ids_are_unique_in_a_dataset(name: str) -> None:
    ids = [rule.id for rule in DATASETS[name].checked_rules()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", DATASETS)
def test_foreign_keys_lead_to_the_key_of_a_published_dataset(name: str) -> None:
    for key in DATASETS[name].foreign_keys:
        assert key.column in DATASETS[name].column_names
        assert key.dataset in PUBLISHED
        assert DATASETS[key.dataset].key == (key.target,)


def test_every_column_of_statement_ids_is_a_foreign_key() -> None:
    named = {
        (dataset.name, column.name)
        for dataset in DATASETS.values()
        for column in dataset.columns
        if column.is_list and column.pattern == vocabulary.STATEMENT_ID
    }
    keys = {
        (name, key.column) for name in DATASETS for key in DATASETS[name].foreign_keys if key.dataset == "statements"
    }
    assert keys == named


def test_every_dataset_of_documents_points_to_them() -> None:
    holders = {name for name, dataset in DATASETS.items() if "document_id" in dataset.column_names}
    keys = {name for name in DATASETS for key in DATASETS[name].foreign_keys if key.dataset == "documents"}
    assert holders - keys == {"documents", "rejects"}, "a refused document is in no table"


def test_there_is_a_good_row_for_every_dataset() -> None:
    assert list(GOOD) == list(DATASETS)
    assert all(tuple(row) == DATASETS[name].column_names for name, row in GOOD.items())


TAKEN = {
    "SLUG": ["final", "swim-off", "u4e2d-u6587", "100-metres"],
    "DOCUMENT_ID": ["a", "a-1", "a-1--html", "a--plaintext"],
    "EVENT_ID": ["1928-summer-olympics/cycling/mens-track-time-trial", "world-championships/sprint"],
    "SUBJECT": [
        "a/b",
        "a/b/c",
        "a/b/c#willy-hansen",
        "a/b/c#row-2-11",
        "nation:DEN",
        "nation:2RU",
        "nation:bohemia",
        "series:track-time-trial",
        "competitor:willy-hansen",
    ],
    "NOC": ["DEN", "ENG", "R1C"],
    "SHA256": ["a" * 64],
    "STATEMENT_ID": ["s-0123456789abcdef0123"],
    "FACT_ID": ["f-0123456789abcdef0123"],
    "CHECK_ID": ["c-0123456789abcdef0123"],
    "DECISION_ID": ["d-0123456789abcdef0123"],
    "EVIDENCE": ["e-0123456789abcdef0123-0123456789abcdef0123"],
    "LOCAL_TIME": ["00:00", "16:30", "23:59"],
    "UTC_OFFSET": ["+02:00", "-03:30", "+14:00"],
    "URL": ["https://en.wikipedia.org/wiki/A_(b)", "http://a"],
    "INSTANT": ["2024-05-01", "2024-05-01T12:00:00Z"],
    "RELATIVE_PATH": ["a.txt", "a/b c.txt", "é\n.txt"],
    "NAME": ["all_equal", "vote-of-witnesses"],
}
REFUSED = {
    "SLUG": ["", "-a", "a-", "a--b", "A", "é", "a b", "final\n"],
    "DOCUMENT_ID": ["a--pdf", "a--", "a--html--html", "A"],
    "EVENT_ID": ["a", "a/b/c/d", "a//b", "a/b/", "/a/b", "a/B"],
    "SUBJECT": ["a", "a/b#", "a/b#x#y", "nation:", "nation:den mark", "series:a/b", "person:x", "competitor:"],
    "NOC": ["den", "DE", "DENM", "DÄN", "DEN\n"],
    "SHA256": ["A" * 64, "a" * 63, "a" * 65],
    "STATEMENT_ID": ["f-0123456789abcdef0123", "s-0123", "s-0123456789ABCDEF0123", "s-0123456789abcdef01234"],
    "FACT_ID": ["s-0123456789abcdef0123"],
    "CHECK_ID": ["s-0123456789abcdef0123"],
    "DECISION_ID": ["s-0123456789abcdef0123", "1928-winner"],
    "EVIDENCE": ["e-0123456789abcdef0123", "e-0123456789abcdef0123-", "0123456789abcdef0123-0123456789abcdef0123"],
    "LOCAL_TIME": ["24:00", "7:30", "16:60", "16.30", "16:30 "],
    "UTC_OFFSET": ["02:00", "+2:00", "+15:00", "+02:60", "Z"],
    "URL": ["en.wikipedia.org", "file:///a", "https://a b"],
    "INSTANT": ["2024", "2024-05-01T12:00:00", "2024-05-01 12:00:00Z"],
    "RELATIVE_PATH": ["/a.txt", ""],
    "NAME": ["Rule", "a b", "1a", ""],
}


@pytest.mark.parametrize("name", TAKEN)
def test_patterns_take_and_refuse_the_same_in_every_engine(name: str) -> None:
    pattern = getattr(vocabulary, name)
    for texts, expected in ((TAKEN[name], True), (REFUSED[name], False)):
        assert {text: bool(re.compile(pattern.replace("$", r"\Z")).search(text)) for text in texts} == dict.fromkeys(
            texts, expected
        )
        assert pl.Series(texts).str.contains(pattern).to_list() == [expected] * len(texts)


def test_every_pattern_is_tried() -> None:
    patterns = {column.pattern for dataset in DATASETS.values() for column in dataset.columns if column.pattern}
    assert patterns == {getattr(vocabulary, name) for name in TAKEN}
    assert set(TAKEN) == set(REFUSED)


def test_rounds_are_slugs() -> None:
    assert all(re.fullmatch(vocabulary.SLUG, name) for name in vocabulary.ROUNDS)


def test_the_contract_is_light() -> None:
    heavy = "{'polars', 'pandera', 'pandas', 'pyarrow', 'numpy'}"
    code = (
        "import sys, schemas.contract, schemas.datapackage, schemas.compatibility; "
        f"print(sorted({heavy}.intersection(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
