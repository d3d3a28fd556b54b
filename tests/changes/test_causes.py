"""What a changed row is said to be due to: as narrow as what it rests on allows, and no narrower."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from ingest.changes.causes import NOTHING_RECORDED, SHOWN, Cause, Evidence, input_changes, level_of, together
from ingest.changes.inputs import Inputs
from schemas.contract import DATASETS

OLD = Inputs(
    code={"plaintext": "p1", "table.results": "t1", "prose": "o1", "link": "l1", "checks": "c1", "publication": "a1"},
    decisions={"d-1": "x1", "d-2": "y1"},
    rules="r1",
    vocabulary="v1",
)
EDITED = {"a": "a: revision 1 → 2", "b": "b: removed"}


def changed(inputs: Mapping[str, object]) -> Inputs:
    code = {**OLD.code, **{name: str(value) for name, value in inputs.items() if name in OLD.code}}
    code |= {"table.results": str(inputs["results"])} if "results" in inputs else {}
    code |= {"tidying": "new"} if "tidying" in inputs else {}
    decisions = {**OLD.decisions, "d-1": "x2"} if "decision" in inputs else OLD.decisions
    rules, vocabulary = str(inputs.get("rules", "r1")), str(inputs.get("vocabulary", "v1"))
    return Inputs(code=code, decisions=decisions, rules=rules, vocabulary=vocabulary)


BEHIND = Evidence(documents=("a",))
SAME = Evidence(documents=("a",), same_statements=True)
CASES = [
    ("an article behind it", EDITED, {}, "reconciliation", BEHIND, "source", "a: revision 1 → 2"),
    (
        "nothing behind it: whatever it is", EDITED, {}, "competitors", Evidence(),
        "source", "a: revision 1 → 2; b: removed",
    ),
    ("an article, though rules differ", EDITED, {"rules": "r2"}, "statements", BEHIND, "source", "a: revision 1 → 2"),
    (
        "an article or the rules", EDITED, {"rules": "r2"}, "reconciliation", BEHIND,
        "several", "source: a: revision 1 → 2; rule: rules of judging: r1 → r2",
    ),
    (
        "the same statements: the rules", EDITED, {"rules": "r2"}, "reconciliation", SAME,
        "rule", "rules of judging: r1 → r2",
    ),
    (
        "a fact that came: no rule made it", EDITED, {"rules": "r2"}, "reconciliation",
        Evidence(documents=("a",), exists_in_both=False), "source", "a: revision 1 → 2",
    ),
    (
        "one rule in place of another", {}, {"rules": "r2"}, "reconciliation", Evidence(rules=("vote", "precision")),
        "rule", "precision in place of vote (rules of judging: r1 → r2)",
    ),
    ("checks are not made by linking", {}, {"checks": "c2"}, "checks", Evidence(), "rule", "code of checks: c1 → c2"),
    (
        "the code of checks makes no facts", EDITED, {"checks": "c2"}, "reconciliation", BEHIND,
        "source", "a: revision 1 → 2",
    ),
    ("linking", {}, {"link": "l2"}, "statements", Evidence(), "rule", "code of link: l1 → l2"),
    (
        "the extractor", {}, {"results": "t2"}, "statements", Evidence(code=("table.results",)),
        "extractor", "code of table.results: t1 → t2",
    ),
    (
        "the form", {}, {"plaintext": "p2"}, "table_cells", Evidence(code=("plaintext",)),
        "extractor", "code of plaintext: p1 → p2",
    ),
    (
        "two extractors", {}, {"results": "t2", "prose": "o2"}, "results", Evidence(code=("prose", "table.results")),
        "extractor", "code of prose: o1 → o2; code of table.results: t1 → t2",
    ),
    (
        "the decision", {}, {"decision": 1}, "reconciliation", Evidence(decisions=("d-1",)),
        "decision", "decision d-1: x1 → x2",
    ),
    (
        "the decision, not the article", EDITED, {"decision": 1}, "reconciliation",
        Evidence(documents=("a",), decisions=("d-1",), same_statements=True), "decision", "decision d-1: x1 → x2",
    ),
    ("no decision reaches statements", EDITED, {"decision": 1}, "statements", BEHIND, "source", "a: revision 1 → 2"),
    (
        "the vocabulary may reach anything", EDITED, {"vocabulary": "v2"}, "statements", BEHIND,
        "several", "source: a: revision 1 → 2; extractor: vocabulary.toml: v1 → v2",
    ),
    ("code of no known place", {}, {"tidying": 1}, "events", Evidence(), "extractor", "code of tidying: added"),
    (
        "code around all other is named only alone", {}, {"publication": "a2", "rules": "r2"}, "medalists", Evidence(),
        "rule", "rules of judging: r1 → r2",
    ),
    (
        "code around all other, alone", {}, {"publication": "a2"}, "medalists", Evidence(),
        "extractor", "code of publication: a1 → a2",
    ),
    ("nothing that is recorded", {}, {}, "results", Evidence(), "several", NOTHING_RECORDED),
]  # fmt: skip


@pytest.mark.parametrize(
    ("documents", "inputs", "dataset", "evidence", "kind", "text"),
    [pytest.param(*case[1:], id=str(case[0])) for case in CASES],
)
def test_the_cause(
    documents: dict[str, str], inputs: dict[str, object], dataset: str, evidence: Evidence, kind: str, text: str
) -> None:
    found = input_changes(documents, OLD, changed(inputs), ("v1", "v2"))
    assert found.cause(dataset, evidence) == Cause(kind, text)


def test_inputs_that_are_not_recorded_may_have_changed() -> None:
    found = input_changes(EDITED, None, OLD, ("v1", "v2"))
    cause = found.cause("reconciliation", BEHIND)
    assert cause.kind == "several"
    assert cause.text.startswith("source: a: revision 1 → 2; code, decisions or vocabulary: what v1 was made with")


def test_many_causes_are_counted() -> None:
    cause = together(Cause("source", f"a{number}") for number in range(SHOWN + 3))
    assert cause.kind == "source"
    assert cause.text.endswith("a4; and 3 more")


def test_every_dataset_that_quotes_articles_is_told_from_those_that_judge() -> None:
    judged = {name for name in DATASETS if level_of(name) == "judged"}
    assert {"documents", "infobox_fields", "table_cells", "statements", "coverage", "rejects"} == set(DATASETS) - judged
