"""Pictures: that they show what the rows say, also to who cannot see them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ingest.report.charts import scale, spread
from ingest.report.completeness import percentages
from ingest.report.pictures import progressions, splits, suggested
from tests.ingest.report.page_tools import nesting_errors, parsed, words
from tests.ingest.report.report_rows import Row, identifier, result, statement


def record(position: int, year: int, mark: str, seconds: str) -> Row:
    return {
        "document_id": "d", "record": "olympic", "event": "mens-hurl", "gender": "men", "position": position,
        "mark_text": mark, "mark": Decimal(seconds), "mark_unit": "s", "competitor": f"Rider {position}", "noc": "DEN",
        "games": None, "year": year, "date": date(year, 7, 1) if position else None,
    }  # fmt: skip


def test_a_record_is_a_stepped_line_over_the_years() -> None:
    html = progressions([record(1, 1932, "1:13.0", "73.0"), record(0, 1928, "1:14.4", "74.4")])
    page = parsed(html)
    says = str(page.select("svg")[0]["aria-label"])
    assert says.endswith("2 records, from 1:14.4 by Rider 0 to 1:13.0 by Rider 1.")
    assert str(page.select("path.step")[0]["d"]).count("H") == 2
    assert [words(row) for row in page.select("tbody tr")] == [
        "1928 1:14.4 Rider 0 DEN", "1932-07-01 1:13.0 Rider 1 DEN",
    ]  # fmt: skip
    assert nesting_errors(html) == []


def test_a_record_that_two_articles_tell_is_drawn_once() -> None:
    first, second, third = (record(n, 1928 + 4 * n, f"1:1{5 - n}.0", f"{75 - n}.0") for n in range(3))
    other_form = [row | {"document_id": "e"} for row in (first, second, third)]
    last = record(0, 1940, "1:12.0", "72.0") | {"document_id": "c"}
    page = parsed(progressions([*other_form, first, second, third, last]))
    assert [words(row)[:4] for row in page.select("tbody tr")] == ["1928", "1932", "1936", "1940"]
    assert progressions([first, first | {"document_id": "e"}]) == ""


def test_one_record_is_no_picture() -> None:
    assert progressions([record(0, 1928, "1:14.4", "74.4")]) == ""


def test_splits_are_gaps_to_the_fastest() -> None:
    rows: list[Row] = [
        {"document_id": "d", "table_index": 0, "row_index": at, "distance_m": metres, "round": "final", "heat": None,
         "competitor": f"Rider {at}", "split_text": "", "split_s": Decimal(seconds)}
        for at, laps in enumerate((("20.0", "39.5"), ("19.5", "40.0")))
        for metres, seconds in zip((250.0, 500.0), laps, strict=True)
    ]  # fmt: skip
    page = parsed(splits(rows))
    assert "Rider 0 0 s behind at 500 m; Rider 1 0.5 s behind at 500 m" in str(page.select("svg")[0]["aria-label"])
    assert len(page.select("path.race")) == 2


def marked(at: int, **columns: object) -> Row:
    return result(at, mark_stated="1:14.2", mark_unit="s", supporting=[identifier("s", 1)], **columns)


def test_marks_as_stated_stand_against_those_published_and_suggested() -> None:
    said = statement(1, "mark", "1:14.2", value_number=Decimal("74.2"))
    rows = [
        marked(0, mark=Decimal("74.4")),
        marked(1, mark=Decimal("74.2"), mark_suggested=Decimal("74.4"), competitor="Gray"),
    ]
    page = parsed(suggested(rows, lambda _: said))
    assert str(page.select("svg")[0]["aria-label"]) == (
        "1 (no name): stated 1:14.2, published 1:14.4; 2 Gray: stated 1:14.2, published 1:14.2, suggested 1:14.4"
    )
    assert [len(page.select(f".{name}")) for name in ("stated", "final", "hint", "shift")] == [2, 2, 1, 2]


def test_where_all_is_as_stated_there_is_no_picture() -> None:
    said = statement(1, "mark", "1:14.2", value_number=Decimal("74.2"))
    assert suggested([marked(0, mark=Decimal("74.2")), marked(1, mark=Decimal("74.2"))], lambda _: said) == ""


def test_ticks_are_round_and_inside() -> None:
    assert scale([0, 9], 0, 100).ticks() == [0, 2, 4, 6, 8]
    assert scale([5], 0, 100).at(5) == 50.0


def test_labels_do_not_cover_each_other() -> None:
    assert spread([10, 11, 50], 13, 0, 100) == [10, 23, 50]
    assert spread([95, 96], 13, 0, 100) == [87, 100]


def test_shares_sum_to_a_hundred() -> None:
    for counts in ([1, 1, 1], [0, 0, 0], [2, 3, 995], [1, 0, 6]):
        total = sum(float(share) for share in percentages(counts))
        assert round(total, 6) == (100 if sum(counts) else 0)
