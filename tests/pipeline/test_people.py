"""Who is who in a run: the same identifiers in every dataset, and decisions that overrule them."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from tests.ingest.link.people.articles import ARTICLES
from tests.pipeline.running import Ran, RawWith, run

DECISION = """[[decision]]
subject = "competitor:peter-maier-frg"
other = "competitor:peter-maier-gdr"
action = "same"
reason = "He changed clubs and countries in 1974, says the daily of the town."
by = "A. Reader"
on = 2024-05-01
"""


def _ran(raw_with: RawWith, output: Path, **more: str) -> Ran:
    files = {f"articles/{n}.wikitext": text for n, text in enumerate(ARTICLES.values())}
    sources = "".join(
        f'[[source]]\npath = "articles/{n}.wikitext"\ntitle = "{title}"\n\n' for n, title in enumerate(ARTICLES)
    )
    return run(raw_with({**files, "sources.toml": sources, **more}), output)


def test_every_dataset_speaks_of_the_same_persons(raw_with: RawWith, tmp_path: Path) -> None:
    ran = _ran(raw_with, tmp_path / "output")
    assert ran.status == 0, ran.stderr
    people = ran.frame("competitors")
    results = ran.frame("results").filter(pl.col("competitor") == "Willy Falck Holm")
    medals = ran.frame("medalists").filter(pl.col("competitor").str.contains("Holm"))
    assert set(results["competitor_id"]) == set(medals["competitor_id"]) == {"willy-falck-holm"}
    crews = ran.frame("results").filter(pl.col("members").list.len() > 0)
    assert crews["competitor_id"].null_count() == crews.height == 3
    assert set(crews["member_ids"].explode()) <= set(people["competitor_id"])
    assert ran.frame("competitor_joins").filter(outcome="open")["rule"].to_list() != []


def test_a_decision_joins_two_and_says_so(raw_with: RawWith, tmp_path: Path) -> None:
    before = _ran(raw_with, tmp_path / "before")
    assert {"peter-maier-frg", "peter-maier-gdr"} <= set(before.frame("competitors")["competitor_id"])
    ran = _ran(raw_with, tmp_path / "after", **{"decisions.toml": DECISION})
    assert ran.status == 0, ran.stderr
    maiers = ran.frame("competitors").filter(pl.col("name") == "Peter Maier").sort("first_year")
    assert maiers["nocs"].to_list() == [["FRG", "GDR"], ["GER"]]
    assert ran.frame("decisions")["outcome"].to_list() == ["applied"]
    joined = ran.frame("competitor_joins").filter(rule="decision")
    assert joined["decision"].to_list() == ran.frame("decisions")["decision_id"].to_list()
    results = ran.frame("results").filter(pl.col("competitor") == "Peter Maier")
    assert results["competitor_id"].n_unique() == 2
