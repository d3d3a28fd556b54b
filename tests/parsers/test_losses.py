from __future__ import annotations

import pytest

from tests.parsers.made import SEEDS, document


def losses(text: str) -> list[tuple[str, str]]:
    return [(loss.kind, loss.excerpt) for loss in document(text).losses]


ANNOUNCED = "The following were the records prior to the competition."


@pytest.mark.parametrize(
    "sentence",
    [
        ANNOUNCED,
        "The records before the competition were as follows.",
        "The results are listed below.",
        "The table below gives the entrants.",
        "Below is the draw.",
        "The following table shows the entrants",
    ],
)
def test_a_table_that_is_announced_and_does_not_come_is_lost(sentence: str) -> None:
    text = f"== Records ==\n\nIt was hot. {sentence}\n\nThe track was fast.\n"
    assert losses(text) == [("announced table", sentence)]


def test_what_the_last_section_announces_is_lost_too() -> None:
    assert losses(f"== Records ==\n{ANNOUNCED}") == [("announced table", ANNOUNCED)]


@pytest.mark.parametrize(
    "follower",
    ["\n| a | b |\n", "\n\n| a | b |\n", "\n* One\n* Two\n", "\nFirst: the one.\nSecond: the other.\n"],
    ids=["table", "table after a blank line", "list", "lines of a list"],
)
def test_what_is_announced_and_comes_is_not_lost(follower: str) -> None:
    assert losses(f"== Records ==\n{ANNOUNCED}{follower}") == []


@pytest.mark.parametrize(
    "text",
    [
        "There were three as follows:\n\nThe first of them.",
        "The records were as follows: 1:04.65 and 1:03.91.",
        "The following day was hot.",
        "He finished below the others.",
        "It followed the table.",
    ],
)
def test_what_announces_no_table_is_not_lost(text: str) -> None:
    assert losses(f"== Records ==\n{text}\n\nMore.\n") == []


def test_a_table_of_the_next_section_is_not_the_one_announced() -> None:
    assert losses(f"== Records ==\n{ANNOUNCED}\n\n== Results ==\n| a | b |\n") == [("announced table", ANNOUNCED)]


def test_a_table_after_another_paragraph_is_not_the_one_announced() -> None:
    assert losses(f"== Records ==\n{ANNOUNCED}\n\nIt was hot.\n\n| a | b |\n") == [("announced table", ANNOUNCED)]


@pytest.mark.parametrize(
    "note", ["^{*} Not tracked until 1949.", "^{a} A note.", "† Disqualified later.", "^* A note."]
)
def test_a_footnote_whose_mark_stands_nowhere_is_lost(note: str) -> None:
    assert losses(f"== Records ==\nText.\n\n{note}\n") == [("footnote mark", note)]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Not tracked.^{*}", "^{*} Until 1949."),
        ("| Rank | Time |\n| 1 | 1:14.4† |", "† Wind-assisted."),
        ("| Rank | Time |\n| 1 | 1:14.4* |", "^{*} Hand-timed."),
        ("He won^{a}.", "^{a} A note."),
    ],
)
def test_a_footnote_whose_mark_stands_elsewhere_is_not_lost(text: str, note: str) -> None:
    assert losses(f"== Records ==\n{text}\n\n{note}\n") == []


@pytest.mark.parametrize("value", ["1896 (Summer Olympics),", "1896, 1900 and", "Paris or"])
def test_a_field_that_ends_in_a_separator_is_cut(value: str) -> None:
    assert losses(f"Infobox\n- Prev: {value}\n\nText.\n") == [("cut list", value)]


@pytest.mark.parametrize("value", ["1896", "1896, 1900", "Timor", "Ferdinand", "Sand"])
def test_a_field_that_ends_in_a_word_is_whole(value: str) -> None:
    assert losses(f"Infobox\n- Prev: {value}\n\nText.\n") == []


def test_a_heading_with_nothing_under_it_has_lost_it() -> None:
    assert losses("Lead.\n== A ==\n\n== B ==\nText.\n=== C ===\n") == [("empty section", "A"), ("empty section", "C")]


def test_a_heading_over_headings_is_not_empty() -> None:
    assert losses("== A ==\n\n=== B ===\nText.\n") == []


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "  \n\n"])
def test_a_text_that_ends_inside_a_row_is_truncated(end: str) -> None:
    found = losses(f"== R ==\n| Rank | Name | Time |\n| 1 | Jane | 1:14.4 |\n| 2 | Jo{end}")
    assert found == [("truncated table", "| 2 | Jo")]


def test_a_text_that_ends_with_a_whole_row_is_not_truncated() -> None:
    assert losses("== R ==\n| Rank | Name |\n| 1 | Jane |") == []


def test_losses_come_in_document_order_with_their_place() -> None:
    text = f"Infobox\n- Prev: 1896,\n\nLead.\n\n== Records ==\n{ANNOUNCED}\n\n^{{*}} A note.\n\n== End ==\n"
    found = document(text).losses
    assert [loss.kind for loss in found] == ["cut list", "announced table", "footnote mark", "empty section"]
    assert [(loss.locator.section, loss.locator.source_line) for loss in found] == [
        ("Lead", 2), ("Records", 7), ("Records", 9), ("End", 11),
    ]  # fmt: skip
    assert all(loss.reason for loss in found)


@pytest.mark.parametrize(
    ("year", "kinds"), [(1928, ["cut list", "footnote mark"]), (1968, ["announced table"]), (2004, ["announced table"])]
)
def test_the_seed_articles_show_what_they_have_lost(year: int, kinds: list[str]) -> None:
    path = next(SEEDS.glob(f"*{year}*"))
    assert [loss.kind for loss in document(path.read_bytes().decode()).losses] == kinds


CELLS = ["Rank", "Cyclist", "Time", "1", "Ann Aal", "1:00.7", "2", "Bea Bek", "1:00.9", "3", "Cee Dee", "1:01.2"]


def test_cells_that_stand_one_below_the_other_are_a_lost_table() -> None:
    text = "== Results ==\n\nThe final was close.\n\n" + "\n".join(CELLS)
    assert losses(text) == [("rows of a table", "Rank")]
    assert losses(text + "\n\nIt rained.\nNobody fell.\n") == [("rows of a table", "Rank")]


@pytest.mark.parametrize(
    "lines",
    [
        CELLS[:-1],
        [f"- {year}" for year in range(1896, 1920)],
        [f"In {year} it rained." for year in range(1896, 1920)],
        ["Ann Aal", "Bea Bek"] * 9,
        [line for cell in CELLS for line in (cell, "")],
    ],
    ids=["few", "list", "sentences", "names", "paragraphs"],
)
def test_other_short_lines_are_no_lost_table(lines: list[str]) -> None:
    assert losses("== Results ==\n\n" + "\n".join(lines)) == []


def test_a_row_without_pipes_at_its_ends_is_not_cut_off() -> None:
    assert losses("== Results ==\n\nRank | Name | Time\n1 | Ann | 10.1\n2 | Bea | 10.2\n | Cee | DNF\n") == []


ALIGNED = """Rank    Athlete       Country     Time
   1    Ann Aal       Norway     1:49.9
      2    Bo Bek        Sweden     1:52.3
"""
"""The last row is shifted: which cell is of which column is lost."""


def test_rows_whose_cells_spaces_part_are_reported() -> None:
    (loss,) = document(f"== Results ==\n\nHeat 1\n\n{ALIGNED}\nHeld in rain.\n").losses
    assert (loss.kind, loss.locator.section) == ("columns of a table", "Results")
    assert loss.excerpt.startswith("Rank    Athlete")
    assert "3 lines" in loss.reason


@pytest.mark.parametrize(
    "text",
    [
        "Held in rain.  Ann Aal won.  Bo Bek came.\nHeld in wind.  Cy Cee won.  Di Dal came.\nNone.  None.  None.\n",
        "One     two\nThree   four\nFive    six\n",
        ALIGNED.replace("  ", " ").replace("  ", " ").replace("  ", " "),
    ],
)
def test_sentences_and_pairs_are_no_rows(text: str) -> None:
    assert not [loss for loss in document(text).losses if loss.kind == "columns of a table"]


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\n\n"])
def test_cells_below_one_another_are_reported_with_blank_lines_between_rows_too(between: str) -> None:
    rows = [
        (str(rank), name, f"1:4{rank}.5")
        for rank, name in enumerate(["Ann Aal", "\u00a0Bo Bek", "Cy Cee", "Di Dal"], 1)
    ]
    text = "== Results ==\n\n" + between.join("\n".join(row) for row in [("Rank", "Name", "Time"), *rows])
    (loss,) = document(text + "\n\nHeld in rain.\n").losses
    assert (loss.kind, loss.excerpt) == ("rows of a table", "Rank")
    assert "15 lines" in loss.reason
