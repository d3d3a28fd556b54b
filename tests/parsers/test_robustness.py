"""Whatever the text: it is read or refused with a sentence, every span slices, and no count runs away."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.errors import DocumentError
from parsers.infobox import read_infoboxes
from parsers.tables import celltypes, columnfits, repair
from parsers.tables.reading import read_table
from parsers.text import decode
from parsers.title import event_words, title_statements
from schemas.document import Document
from schemas.statements import Statement
from tests.parsers.made import EVENT, document

PIECES = st.sampled_from(
    """= == === | || - * ^{*} Infobox : \n \r\n \r \t --- – + ( ) (FRA) Rank Place No. Cyclist Nation Time Total Date
    Round Heat Gold
    Silver Bronze Games Olympics 250\u00a0m 1 2 3 =4 1:14.4 +0:12 6.24\u00a0m 8,847 1968 DNF – DSQ France Jane Doe
    5\u00a0August\u00a01928
    Final Heats Records Medalists Men Women as\u00a0follows below and , : \u2028 \x0b \ufeff
    1968\u00a0Mexico\u00a0City Prev Yearsheld
    Date Competitors Win\u00a0Value x 𝟙 ١ ½ ② ß İ""".split(" ")
)
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(PIECES, max_size=80).map(" ".join), st.lists(PIECES, max_size=80).map("".join)
)
CELLS = st.one_of(PIECES, st.text(st.characters(blacklist_characters="|\r\n"), max_size=6))
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=9).map(" | ".join), min_size=1, max_size=9).map(
    lambda rows: "== Results ==\n" + "\n".join(f"| {row} |" for row in rows)
)


def read(made: Document) -> list[Statement]:
    words = event_words(made.title)
    drafts = [read_table(made, table, words) for table in made.tables]
    for draft, table in zip(drafts, made.tables, strict=True):
        assert len(draft.coverage) == table.width
        assert len({len(row) for row in table.rows}) == 1
    rows = [statement for draft in drafts for row in draft.rows for statement in row.statements]
    return [*title_statements(made, words), *read_infoboxes(made, words).statements, *rows]


def check(text: str) -> None:
    try:
        made = document(decode(text.encode("utf-8", "surrogatepass")))
    except DocumentError:
        return
    for statement in read(made):
        assert statement.locator.span is not None
        assert statement.excerpt == statement.locator.span.of(made.text) != ""
        assert statement.value.text
    for loss in made.losses:
        assert loss.locator.span is not None
        assert loss.excerpt == loss.locator.span.of(made.text)
    bodies = [section.body for section in made.sections]
    assert all(a.end <= b.start for a, b in pairwise(bodies))


@given(TEXTS)
@settings(max_examples=300)
def test_any_text_is_read_or_refused(text: str) -> None:
    check(text)


@given(TABLES)
@settings(max_examples=300)
def test_any_table_is_read(text: str) -> None:
    check(text)


@given(st.lists(TABLES, max_size=2).map("\n\n".join), TEXTS)
def test_reading_twice_says_the_same(tables: str, text: str) -> None:
    whole = f"{text}\n{tables}"
    assert read(document(whole)) == read(document(whole))


LONG = 900_000


@pytest.mark.parametrize(
    "text",
    [
        "=" + " " * LONG + "x",
        "=a" + " " * LONG + "b",
        "= " * (LONG // 2),
        "| " + "a" * LONG + " |",
        "| Rank | Time |\n| 1 | 1" + " " * LONG + "x |",
        "| Rank | Time |\n| 1 | " + "WR " * (LONG // 3) + "x |",
        "| Rank | " + "1 " * (LONG // 2) + "m |\n| 1 | 2 |",
        "Infobox\n-" + " " * LONG + "b",
        "Infobox\n- Date: 1 May 2000" + " " * LONG + "x",
        "Infobox\n- Win value: " + "1 " * (LONG // 2),
        "Infobox\n- Competitors: " + "9" * LONG,
        "Infobox\n- Distance: a" + " " * LONG + "m",
        "the following were " * (LONG // 19),
        "= " + "a – " * (LONG // 4) + "=",
    ],
    ids=lambda text: text[:24].replace("\n", " "),
)
def test_a_long_line_is_read_in_one_pass(text: str) -> None:
    check(text)


def test_a_table_of_many_columns_is_read() -> None:
    header = " | ".join(["Rank", "Cyclist", *(f"c{i}" for i in range(898))])
    rows = [" | ".join("x" if (i * j) % 7 else "" for i in range(900)) for j in range(20)]
    check("\n".join(f"| {row} |" for row in [header, *rows]))


@pytest.mark.parametrize(
    "row", ["| {0} | Name {0} | | 1:10.{0} | |", "| Name {0} | France | 1:10.1 | | |"], ids=["whole", "shifted"]
)
def test_the_work_of_a_table_grows_with_its_rows_alone(row: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def work(count: int) -> int:
        calls: Counter[str] = Counter()
        fit = columnfits.Columns.fit

        def counted(self: columnfits.Columns, column: int, text: str) -> float:
            calls["fit"] += 1
            return fit(self, column, text)

        monkeypatch.setattr(columnfits.Columns, "fit", counted)
        lines = ["| Rank | Cyclist | Nation | Time | Notes |", "| 1 | Jane | Italy | 1:10.1 | |"]
        document("\n".join([*lines, *(row.format(number) for number in range(2, count))]))
        monkeypatch.setattr(columnfits.Columns, "fit", fit)
        return calls["fit"]

    assert work(2000) <= 10.5 * work(200)


def test_a_wide_row_of_blanks_costs_its_width_not_its_choices(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: Counter[str] = Counter()
    keep = repair._keep

    def counted(found: dict[tuple[int, bool], repair._Move], move: repair._Move) -> None:
        calls["moves"] += 1
        keep(found, move)

    monkeypatch.setattr(repair, "_keep", counted)
    header = " | ".join(["Rank", "Cyclist", *(f"c{i}" for i in range(200))])
    whole = " | ".join(["1", "Ann", *("word" for _ in range(200))])
    lost = " | ".join(["Jane", *("word" for _ in range(100)), *("" for _ in range(101))])
    document("\n".join(f"| {row} |" for row in [header, whole, whole, lost]))
    assert 0 < calls["moves"] <= 202 * 2 * 2 * (repair.MAX_INHERITED + 1)


def test_a_text_too_long_to_be_a_value_is_words() -> None:
    assert celltypes.cell_type("1:14.4" + " " * 300 + "x") == "text"
    assert read_infoboxes(document("Infobox\n- Win value: " + "1" * 300), EVENT).statements[0].value.number is None
