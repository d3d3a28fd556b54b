"""Each rule of the ladder, by cases that a person can read: see rules/ and `cases`."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.reconcile.candidates import case_of
from ingest.reconcile.ladder import LADDER, judge
from tests.ingest.reconcile.cases import Example, built, examples, fact_of, outcome, text_of

HERE = Path(__file__).parent / "rules"
FILES = sorted(HERE.glob("*.txt"))
ALL = [(path.stem, case) for path in FILES for case in examples(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_rule_decides_as_its_file_says(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    cases = examples(text)
    found = text_of(text.split("== ")[0], cases)
    if os.environ.get("PHOTOFINISH_UPDATE_GOLDEN"):
        path.write_text(found, encoding="utf-8")
        text = found
    assert found == text


def test_each_rule_has_a_file_in_which_it_decides_and_one_in_which_it_passes() -> None:
    named = {rule.__name__ for rule in LADDER}
    assert {path.stem for path in FILES} == named
    for path in FILES:
        rules = [line.split(", ")[1].split(":")[0] for case in _of(path) for line in outcome(case)[:1]]
        own = {"all_equal": {"all_equal", "single_statement"}}.get(path.stem, {path.stem})
        assert own & set(rules), path.stem
        assert path.stem == "disputed" or set(rules) - own, f"{path.stem}: no case in which it passes"


def _of(path: Path) -> list[Example]:
    return examples(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("name", "case"), ALL, ids=lambda part: part.title if isinstance(part, Example) else part)
def test_the_order_of_statements_never_matters(name: str, case: Example) -> None:
    made, context = built(case)
    shuffled = list(made.statements)
    for seed in range(4):
        random.Random(seed).shuffle(shuffled)
        again = case_of(made.key, made.event_id, shuffled, made.witnesses, made.year)
        assert judge(again, context) == judge(made, context), name


def test_the_first_line_of_each_rule_tells_a_reader_what_it_decides() -> None:
    for rule in LADDER:
        first = (rule.__doc__ or "").splitlines()[0]
        assert len(first) > 40, rule.__name__
        assert first[0].isupper(), rule.__name__


SAID = st.tuples(
    st.sampled_from(("article", "overview", "series", "other")),
    st.sampled_from(("infobox", "prose", "table row 1")),
    st.sampled_from(("8:12.8", "8:12.84", "8:12.48", "8:14.1", "8:12", "12.8", "25 points", "nine minutes")),
    st.sampled_from(("", " | by De Wael", ' | says "It was won in a time that nobody had expected."')),
)
HEAD = "winning_time of 1952-summer-olympics/rowing/mens-single-sculls"


def example(said: list[tuple[str, str, str, str]]) -> Example:
    """Return a case of some statements."""
    lines = [f"{n}. {article} | {kind} | {value}{more}" for n, (article, kind, value, more) in enumerate(said, 1)]
    return Example("drawn", [HEAD, *lines, "article: about the event"])


@given(st.lists(SAID, min_size=1, max_size=7), st.randoms(use_true_random=False))
def test_whatever_is_said_in_whatever_order(said: list[tuple[str, str, str, str]], drawn: random.Random) -> None:
    made, context = built(example(said))
    shuffled = list(made.statements)
    drawn.shuffle(shuffled)
    fact = judge(made, context)
    assert judge(case_of(made.key, made.event_id, shuffled, made.witnesses, made.year), context) == fact
    sides = {*fact.supporting}, {*fact.opposing}
    assert not sides[0] & sides[1]
    assert sides[0] | sides[1] == {s.statement_id for s in made.statements}
    assert (fact.value is None) == (fact.status == "disputed")
    assert fact.status not in {"agreed", "single"} or not fact.opposing


@given(st.lists(SAID, min_size=2, max_size=7))
def test_without_the_statements_that_flip_it_the_verdict_is_another(said: list[tuple[str, str, str, str]]) -> None:
    made, context = built(example(said))
    fact = fact_of(example(said))
    rest = [s for s in made.statements if s.statement_id not in fact.flips_if]
    if rest and fact.flips_if != fact.supporting:
        other = judge(case_of(made.key, made.event_id, rest, made.witnesses, made.year), context)
        assert other.value != fact.value
