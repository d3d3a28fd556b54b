from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.changes.inputs import DocumentInput, Inputs
from ingest.redo.code import CodePrints
from ingest.redo.plan import Plan, Redo, plan_of
from ingest.redo.state import Given
from ingest.sources import SourceFile, Sources
from schemas.document import Form

CODE = CodePrints({"plaintext": "p1", "wikitext": "w1", "html": "h1"}, {"checks": "c1", "report": "r1"}, "rules1", "j1")
OLD = Inputs({"a": DocumentInput("sha-a"), "b": DocumentInput("sha-b")}, CODE.as_mapping(), {"d-1": "x"}, "rules1")


def file(document_id: str, sha256: str) -> SourceFile:
    form: Form = "wikitext" if document_id == "b" else "plaintext"
    return SourceFile(f"{document_id}.txt", sha256, 1, form, document_id.upper(), document_id, None)


def given(*files: SourceFile, code: CodePrints = CODE, people: dict[str, str] | None = None) -> Given:
    return Given(Sources(files or (file("a", "sha-a"), file("b", "sha-b")), (), ()), code, people or {})


def plan(old: Inputs, now: Given) -> Plan:
    return plan_of(old, now, same=False, stands=True)


NO_DECISIONS = replace(OLD, decisions={})


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (given(file("a", "sha-a"), file("b", "other")), [Redo("b", "text changed")]),
        (given(file("a", "sha-a")), [Redo("b", "removed")]),
        (given(file("a", "sha-a"), file("b", "sha-b"), file("c", "sha-c")), [Redo("c", "new")]),
        (given(file("a", "sha-a"), file("c", "sha-b")), [Redo("c", "renamed", "b")]),
        (
            given(file("a", "sha-a"), file("c", "sha-b"), file("d", "sha-b")),
            [Redo("b", "removed"), Redo("c", "new"), Redo("d", "new")],
        ),
        (given(code=replace(CODE, forms={**CODE.forms, "wikitext": "w2"})), [Redo("b", "extractor changed")]),
        (
            given(people={"vocabulary.toml": "v1"}),
            [Redo("a", "vocabulary changed"), Redo("b", "vocabulary changed")],
        ),
    ],
    ids=["text", "removed", "new", "renamed", "copied", "extractor", "vocabulary"],
)
def test_each_document_has_one_reason(now: Given, expected: list[Redo]) -> None:
    found = plan(NO_DECISIONS, now)
    assert list(found.documents) == expected
    assert not found.judging
    assert not found.publishing


@pytest.mark.parametrize(
    ("old", "now", "reason"),
    [
        (NO_DECISIONS, given(code=replace(CODE, rules="rules2")), "rules changed"),
        (NO_DECISIONS, given(code=replace(CODE, stages={**CODE.stages, "checks": "c2"})), "checks changed"),
        (OLD, given(), "1 decision changed"),
    ],
    ids=["rules", "checks", "decision"],
)
def test_what_judges_again_says_why(old: Inputs, now: Given, reason: str) -> None:
    assert plan(old, now) == Plan(judging=(reason,))


def test_a_changed_report_is_only_written_again() -> None:
    now = given(code=replace(CODE, stages={**CODE.stages, "report": "r2"}))
    assert plan(NO_DECISIONS, now) == Plan(publishing=("report changed",))


def test_nothing_changed_is_an_empty_plan() -> None:
    assert plan_of(NO_DECISIONS, given(), same=True, stands=True).is_empty


def test_a_publication_that_does_not_stand_is_written_again() -> None:
    found = plan_of(NO_DECISIONS, given(), same=True, stands=False)
    assert found.publishing == ("the publication is not whole, or not current",)


def test_the_reasons_in_a_line() -> None:
    now = given(file("a", "other"), file("c", "sha-c"), code=replace(CODE, rules="rules2"))
    assert plan(NO_DECISIONS, now).sentence == "documents: 1 new, 1 removed, 1 text changed; rules changed"
