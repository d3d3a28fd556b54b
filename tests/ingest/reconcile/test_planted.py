"""Small articles of many sports with mistakes planted in them: each is found, nothing else is.

Each file of planted/ holds one or more articles and, after a line of dashes, what is found: the facts that sources
dispute, each with its rule and explanation, the marks that are suggested, and the checks that fail. Lines that begin
with `#` say what was planted. `PHOTOFINISH_UPDATE_GOLDEN=1` writes anew what is found.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from ingest.checks import run_checks
from ingest.datasets.judged import Judged
from ingest.datasets.results import results_rows
from ingest.link import Linked
from ingest.reconcile import reconcile
from parsers.values import format_seconds
from schemas.facts import Fact
from tests.ingest.checks.articles import judge, judged

HERE = Path(__file__).parent / "planted"
FILES = sorted(HERE.glob("*.txt"))
RULE = "\n----\n"


def articles(text: str) -> list[str]:
    """Return the articles of a file."""
    body = "\n".join(line for line in text.split(RULE)[0].splitlines() if not line.startswith("#"))
    return [f"= {part.strip()}\n" for part in re.split(r"^= (?=.* =$)", body, flags=re.MULTILINE) if part.strip()]


def findings(found: Judged) -> list[str]:
    """Return what is found, as lines."""
    facts = [fact for fact in found.facts.all() if fact.alternatives and not _is_many(fact)]
    told = sorted((fact.key.subject, fact.key.property_name, str(fact.key.qualifiers), _fact(fact)) for fact in facts)
    marks = [
        f"suggested: {row['mark_stated']} was {format_seconds(row['mark_suggested'])}"  # type: ignore[arg-type]
        for row in results_rows(found)
        if row["mark_suggested"] is not None
    ]
    checks = sorted(
        (check for check in run_checks(found) if check.outcome == "fail"), key=lambda check: (check.kind, check.message)
    )
    return [
        *(line for *_, line in told),
        *marks,
        *(f"{check.kind}: {check.message}" for check in checks),
    ] or ["nothing"]


def _is_many(fact: Fact) -> bool:
    return fact.rule == "all_values_hold"


def _fact(fact: Fact) -> str:
    value = fact.value.text if fact.value else "(no value)"
    stated = ", ".join(other.value.text for other in fact.alternatives)
    subject = fact.key.subject.split("/")[-1]
    why = f"\n    {fact.explanation_code}: {fact.explanation}" if fact.explanation else ""
    return f"{subject} {fact.key.property_name}: {value} ({fact.rule}), of {stated}{why}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_planted_is_found_and_nothing_else(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = text.split(RULE)[0] + RULE + "\n".join(findings(judged(*articles(text)))) + "\n"
    if os.environ.get("PHOTOFINISH_UPDATE_GOLDEN"):
        path.write_text(found, encoding="utf-8")
        text = found
    assert found == text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_unrelated_article_changes_no_fact(path: Path) -> None:
    texts = articles(path.read_text(encoding="utf-8"))
    unrelated = "= Curling at the 1998 Winter Olympics – Mixed =\n\nInfobox\n- Gold: Zed Quux\n- Win Value: 9:59.9\n"
    alone = {fact.key: fact for fact in judged(*texts).facts.all()}
    together = {fact.key: fact for fact in judged(*texts, unrelated).facts.all()}
    assert alone.items() <= together.items()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_order_of_articles_and_statements_never_matters(path: Path) -> None:
    texts = articles(path.read_text(encoding="utf-8"))
    first = judged(*texts)
    assert judge(list(reversed(list(first.extractions)))).facts.all() == first.facts.all()
    links = first.linked
    backwards = Linked(
        links.index, tuple(reversed(links.statements)), links.identities, links.event_of_document, links.full_names
    )
    assert reconcile(backwards, first.extractions).all() == first.facts.all()
