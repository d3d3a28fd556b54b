"""What the four articles of raw/ amount to: the findings that their readers know to be right."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from tests.pipeline.running import SEEDS, Ran

EVENT = "{}-summer-olympics/cycling/mens-track-time-trial"
Y1928, Y1968, Y2004 = (EVENT.format(year) for year in (1928, 1968, 2004))


def _results(seeds: Ran, event_id: str) -> pl.DataFrame:
    return seeds.frame("results").filter(event_id=event_id).sort("row_index")


def _fact(seeds: Ran, subject: str, name: str) -> dict[str, Any]:
    facts = seeds.frame("reconciliation").filter(subject=subject, property=name)
    facts = facts.filter(pl.col("round").is_null(), pl.col("as_of").is_null(), pl.col("distance_m").is_null())
    assert facts.height == 1
    return facts.to_dicts()[0]


def _quotes(seeds: Ran, ids: list[str]) -> set[tuple[str, str, str]]:
    """Return (article's year or overview, source kind, value) of statements."""
    statements = seeds.frame("statements").filter(pl.col("statement_id").is_in(ids))
    return {
        (row["document_id"], row["source_kind"], row["value_text"])
        for row in statements.select("document_id", "source_kind", "value_text").to_dicts()
    }


@pytest.mark.parametrize(("event_id", "rows"), [(Y1928, 16), (Y1968, 32), (Y2004, 17)])
def test_each_table_gives_its_rows(seeds: Ran, event_id: str, rows: int) -> None:
    assert _results(seeds, event_id).height == rows


def test_ties_under_a_lost_rowspan_share_their_rank(seeds: Ran) -> None:
    ranks = _results(seeds, Y1928)["rank"].to_list()
    assert ranks == [1, 2, 3, 4, 5, 6, 6, 8, 9, 9, 11, 11, 13, 14, 15, 16]
    tied = _results(seeds, Y1928).filter("tied")["rank"].to_list()
    assert tied == [6, 6, 9, 9, 11, 11]


def test_seven_names_of_1928_are_inferred_and_the_others_stay_null(seeds: Ran) -> None:
    rows = _results(seeds, Y1928)
    inferred = rows.filter(competitor_basis="inferred")
    assert dict(zip(inferred["row_index"], inferred["competitor"], strict=True)) == {
        0: "Willy Hansen",
        1: "Gerard Bosch van Drakestein",
        2: "Dunc Gray",
        3: "Octave Dayen",
        7: "Francisco Rodríguez",
        8: "Angelo Cattaneo",
        9: "Aerts",
    }
    assert rows.filter(competitor_basis="unknown").height == 9
    assert rows.filter(competitor_basis="unknown")["competitor"].null_count() == 9


def test_every_inferred_name_has_a_statement_that_names_it(seeds: Ran) -> None:
    statements = seeds.frame("statements")
    for row in _results(seeds, Y1928).filter(competitor_basis="inferred").to_dicts():
        evidence = statements.filter(pl.col("statement_id").is_in(row["supporting"]))
        surname = row["competitor"].split()[-1]
        assert any(surname in quote for quote in evidence["excerpt"]), row["competitor"]


def test_nations_come_from_infobox_and_prose_alone(seeds: Ran) -> None:
    def known(event_id: str) -> dict[str, str]:
        rows = _results(seeds, event_id).filter(pl.col("noc").is_not_null())
        assert set(rows["noc_basis"]) == {"inferred"}
        return dict(zip(rows["competitor"], rows["noc"], strict=True))

    assert known(Y1928) == {
        "Willy Hansen": "DEN",
        "Gerard Bosch van Drakestein": "NED",
        "Dunc Gray": "AUS",
        "Francisco Rodríguez": "ARG",
        "Angelo Cattaneo": "ITA",
    }
    nations_1968 = known(Y1968)
    assert nations_1968.pop("Gianni Sartori", "ITA") == "ITA"
    assert nations_1968 == {
        "Pierre Trentin": "FRA",
        "Niels Fredborg": "DEN",
        "Janusz Kierzkowski": "POL",
        "Roger Gibbon": "TRI",
        "José Mercado": "MEX",
    }
    assert known(Y2004) == {
        "Chris Hoy": "GBR",
        "Arnaud Tournant": "FRA",
        "Stefan Nimke": "GER",
        "Shane Kelly": "AUS",
        "Dimitrios Georgalis": "GRE",
        "Grzegorz Krejner": "POL",
    }


def test_the_winning_time_of_1928_is_resolved_with_both_sides(seeds: Ran) -> None:
    fact = _fact(seeds, Y1928, "winning_time")
    assert (fact["value_text"], fact["value_number"], fact["status"]) == ("1:14.4", 74.4, "resolved")
    assert fact["explanation_code"] == "fifths_read_as_tenths"
    article = "cycling-at-the-1928-summer-olympics-mens-track-time-trial"
    supporting = _quotes(seeds, fact["supporting"])
    assert {(article, "infobox", "1:14.4"), ("track-time-trial-at-the-olympics", "table", "1:14.4")} <= supporting
    prose = seeds.frame("statements").filter(
        pl.col("statement_id").is_in(fact["supporting"]), source_kind="prose", document_id=article
    )
    assert {"Lead", "Records"} <= set(prose["section"])
    assert _quotes(seeds, fact["opposing"]) == {(article, "table", "1:14.2")}
    assert {entry["value_text"] for entry in fact["alternatives"]} >= {"1:14.2", "1:14.4"}


def test_the_silver_mark_of_1928_is_resolved(seeds: Ran) -> None:
    fact = _fact(seeds, f"{Y1928}#gerard-bosch-van-drakestein", "mark")
    assert (fact["value_number"], fact["status"]) == (75.2, "resolved")
    row = _results(seeds, Y1928).to_dicts()[1]
    assert (row["mark_stated"], row["mark"], row["mark_basis"]) == ("1:15.1", 75.2, "corrected")


def test_other_marks_of_1928_stay_as_stated_and_fifths_suggest_what_they_were(seeds: Ran) -> None:
    rows = _results(seeds, Y1928)[2:]
    assert set(rows["mark_basis"]) == {"stated"}
    suggested = {row["mark_stated"]: row["mark_suggested"] for row in rows.to_dicts() if row["mark_suggested"]}
    assert suggested == {"1:15.3": 75.6, "1:17.1": 77.2, "1:19.2": 79.4, "1:20.1": 80.2, "1:22.3": 82.6}
    # 1:18.4 would become 1:18.8 and pass the 1:18.6 behind it, which is above four fifths itself.
    assert "1:18.4" in set(rows["mark_stated"])


def test_nothing_is_suggested_where_no_hypothesis_was_accepted(seeds: Ran) -> None:
    for event in (Y1968, Y2004):
        rows = _results(seeds, event)
        assert rows["mark_suggested"].null_count() == rows.height


def test_the_date_of_2004_is_not_the_opening_day(seeds: Ran) -> None:
    fact = _fact(seeds, Y2004, "date")
    assert str(fact["value_date"]) == "2004-08-20"
    assert (fact["status"], fact["explanation_code"]) == ("resolved", "games_opening_date")
    assert {value for _, _, value in _quotes(seeds, fact["opposing"])} == {"13 August"}


def test_no_fact_of_the_four_articles_is_disputed_without_being_shown(seeds: Ran) -> None:
    disputed = seeds.frame("reconciliation").filter(status="disputed")
    assert disputed["value_text"].null_count() == disputed.height
    assert all(len(entry) >= 2 for entry in disputed["alternatives"].to_list())


def test_every_overview_row_has_its_event(seeds: Ran) -> None:
    overview = seeds.frame("statements").filter(document_id="track-time-trial-at-the-olympics")
    events = set(overview.filter(property="host_city")["event_id"])
    men = {EVENT.format(year) for year in (1896, *range(1928, 1937, 4), *range(1948, 2005, 4))}
    assert events == men | {f"{year}-summer-olympics/cycling/womens-track-time-trial" for year in (2000, 2004)}


def test_repaired_ranks_of_the_medal_tables(seeds: Ran) -> None:
    men = seeds.frame("medal_table").filter(gender="men").sort("row_index")
    assert men["rank"].to_list() == [1, 2, 3, 4, 5, 5, 7, 7, 9, 10, 11, 12, 13, 14, 14, 14, 14, 18, 19, 19, 19, 19]
    assert (men["gold"] + men["silver"] + men["bronze"] == men["total"]).all()
    names = seeds.frame("multiple_medalists").sort("row_index")
    assert list(zip(names["rank"], names["competitor"], strict=True)) == [
        (1, "Niels Fredborg"),
        (2, "Dunc Gray"),
        (2, "Pierre Trentin"),
        (4, "Erin Hartwell"),
        (4, "Shane Kelly"),
    ]


def test_what_is_lost_is_reported(seeds: Ran) -> None:
    lost = seeds.frame("coverage").filter(kind="lost")
    reasons = " ".join(lost["reason"])
    assert lost.filter(pl.col("name").str.contains("announced table")).height == 2
    assert lost.filter(pl.col("name").str.contains("footnote mark")).height == 1
    assert "1896 (Summer Olympics)," in reasons
    assert set(lost["outcome"]) == {"unread"}


def test_every_excerpt_is_the_text_at_its_offsets(seeds: Ran) -> None:
    documents = {row["document_id"]: row["path"] for row in seeds.frame("documents").to_dicts()}
    texts = {key: (SEEDS / path).read_bytes().decode() for key, path in documents.items()}
    for row in seeds.frame("statements").to_dicts():
        assert texts[row["document_id"]][row["char_start"] : row["char_end"]] == row["excerpt"]
