"""Tables of wiki markup, of HTML and of templates, as MediaWiki and browsers show them."""

from __future__ import annotations

import pytest

from parsers.errors import TooLargeError
from parsers.wikitext import parse_wikitext
from schemas.document import Document, Table


def tables(text: str) -> tuple[Table, ...]:
    return parse_wikitext("a", text, "A").tables


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


GRIDS = [
    ("cells in a line", "{|\n|a||b\n|-\n|c||d\n|}", [["a", "b"], ["c", "d"]]),
    ("cells on lines of their own", "{|\n|a\n|b\n|-\n|c\n|d\n|}", [["a", "b"], ["c", "d"]]),
    ("header cells", "{|\n!a!!b||c\n|-\n!d\n|e!!f\n|g\n|}", [["a", "b", "c"], ["d", "e!!f", "g"]]),
    ("attributes", '{| class="x"\n|- style="y"\n| align=left | a || id="z" | b\n|}', [["a", "b"]]),
    ("a span over columns", "{|\n|colspan=2|a\n|-\n|b||c\n|}", [["a", "a"], ["b", "c"]]),
    ("a span over rows", '{|\n|rowspan="2"|a||b\n|-\n|c\n|}', [["a", "b"], ["a", "c"]]),
    ("the last of two attributes", "{|\n|colspan=3 colspan=1|a||b\n|}", [["a", "b"]]),
    ("rows of different lengths", "{|\n|a||b\n|-\n|c\n|}", [["a", "b"], ["c", ""]]),
    ("a row without cells", "{|\n|-\n|-\n|a\n|-\n|}", [["a"]]),
    ("many dashes", "{|\n|a\n|------ x=y\n|b\n|}", [["a"], ["b"]]),
    ("text of several lines", "{|\n|a\nb\n\nc\n|d\n|}", [["a b c", "d"]]),
    ("lists in a cell", "{|\n|\n* a\n* b\n|}", [["a b"]]),
    ("a nested table", "{|class=wikitable\n|a\n{|\n|b\n|}\nc\n|d\n|}", [["a c", "d"]]),
    ("a table that is indented", "::{|\n|a\n|}", [["a"]]),
    ("a table that is never closed", "{|\n|a\n\n== b ==\nc", [["a"]]),
    ("tags of HTML", "<table><tr><th>a<td>b</tr><tr><td>c</td><td>d</td></tr></table>", [["a", "b"], ["c", "d"]]),
    ("HTML in wiki markup", "{|\n<tr><td>a</td><td>b</td></tr>\n|}", [["a", "b"]]),
    ("row groups of HTML", "<table><tbody><tr><td rowspan=9>a<tbody><tr><td>b</table>", [["a"], ["b"]]),
    ("comments", "{|<!-- a -->\n|-<!-- b -->\n<!-- |x -->\n|c<!-- || -->d\n|}", [["cd"]]),
    ("nowiki", "{|\n|<nowiki>a||b</nowiki>||c\n|}", [["a||b", "c"]]),
    ("pipes in links and templates", "{|\n|[[a|b]]||{{abbr|c|d}}\n|}", [["b", "c"]]),
    ("pipes in attributes of tags", '{|\n|<span title="a||b">c</span>\n|d\n|}', [["c", "d"]]),
    ("pipes of templates", "{|\n|a{{!}}b\n{{!-}}\n|c\n|}", [["b"], ["c"]]),
    ("the start of a template", "{{{!}}\n|a\n|}", [["a"]]),
    ("includeonly", "{|\n|a<includeonly>||b</includeonly><noinclude>||c</noinclude>\n|}", [["a", "c"]]),
    ("a template that is the cell", "{|\n|colspan=2 {{n/a}}\n|-\n|a||b\n|}", [["N/A", "N/A"], ["a", "b"]]),
    ("carriage returns", "{|\r\n|a\r\n|-\r\n|b\r\n|}\r\n", [["a"], ["b"]]),
    ("a picture with a pipe", "{|\n|[[File:a.jpg|20px\n|left]] b\n|}", [["b"]]),
    ("a table without rows", "{|\n|}", []),
]


@pytest.mark.parametrize(("text", "grid"), [case[1:] for case in GRIDS], ids=[case[0] for case in GRIDS])
def test_grids(text: str, grid: list[list[str]]) -> None:
    assert texts(tables(text)[0]) == grid


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("{|\n|+ a [[b|c]]\n|d\n|}", "a c"),
        ("{|\n|+ style=x | a<ref>b</ref>\n|c\n|}", "a"),
        ("{|\n|+a\nb\n|c\n|}", "a b"),
        ("{|\n|+\n|+ a\n|c\n|}", "a"),
        ("<table><caption>a</caption><tr><td>b</table>", "a"),
        ("{|\n|a\n|}", None),
    ],
)
def test_captions(text: str, caption: str | None) -> None:
    assert tables(text)[0].caption == caption


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("{|\n!a!!b\n|-\n|c||d\n|}", 1),
        ("{|\n!a!!b\n|-\n!c!!d\n|-\n|e||f\n|}", 2),
        ("{|\n!colspan=2|a\n|-\n!b!!c\n|-\n|e||f\n|}", 2),
        ("{|\n!scope=row|a\n|b\n|-\n!scope=row|c\n|d\n|}", 0),
        ("{|\n!a!!b\n|-\n!c\n|d\n|}", 1),
        ("{|\n|'''Rank'''||'''Athlete'''||'''Time'''\n|-\n|1||Ana Ax||9.81\n|}", 1),
        ("{|\n|a||b\n|-\n|c||d\n|}", 0),
    ],
)
def test_header_rows(text: str, rows: int) -> None:
    table = tables(text)[0]
    assert table.header_rows == rows
    assert all(cell.is_header for row in table.rows[:rows] for cell in row if cell.text)


def source(document: Document) -> list[list[list[str | None]]]:
    return [
        [[cell.span.of(document.text) if cell.span else None for cell in row] for row in table.rows]
        for table in document.tables
    ]


def test_spans_are_the_source_of_the_cells() -> None:
    text = (
        "é\n{|\n| align=left | '''a''' || {{flagIOCathlete|[[b]]|NED}}\n|-\n|{{nowrap|c d}}\n| <!-- x --> e f \n"
        "g<ref>h</ref>\n|}"
    )
    assert source(parse_wikitext("a", text, "A")) == [
        [["'''a'''", "{{flagIOCathlete|[[b]]|NED}}"], ["{{nowrap|c d}}", "e f \ng<ref>h</ref>"]]
    ]


def test_a_spanning_cell_covers_its_places() -> None:
    table = tables("{|\n|rowspan=2|a||b\n|-\n|c\n|}")[0]
    first, covered = table.rows[0][0], table.rows[1][0]
    assert (covered.origin, covered.is_spanned, covered.span) == ((0, 0), True, first.span)
    assert not first.is_spanned


def test_annotations_of_a_cell() -> None:
    table = tables('{|\n|data-sort-value="07"|{{gold1}} {{flagicon|NOR}} [[Ana Ax|Ax]]<ref>b</ref>\n|}')[0]
    cell = table.rows[0][0]
    assert cell.text == "Ax"
    assert [(annotation.kind, annotation.text) for annotation in cell.annotations] == [
        ("sort_key", "07"),
        ("medal", "gold"),
        ("noc", "NOR"),
        ("link", "Ana Ax"),
        ("footnote", "b"),
    ]


def test_a_hidden_key_is_kept_beside_the_text() -> None:
    cell = tables('{|\n|<span style="display:none">07 !</span>7\n|}')[0].rows[0][0]
    assert (cell.text, cell.annotations[0].kind, cell.annotations[0].text) == ("7", "sort_key", "07")


def test_a_table_that_lays_out_others_gives_way_to_them() -> None:
    found = tables("{|\n|valign=top|\n{|\n|a\n|}\n|\n{|\n|b\n|}\n|}\n{|\n|c\n|}")
    assert [texts(table) for table in found] == [[["a"]], [["b"]], [["c"]]]
    assert [table.index for table in found] == [0, 1, 2]


def test_tables_know_their_section() -> None:
    text = "{|\n|a\n|}\n== b ==\n{|\n|\n=== c ===\n{|\n|d\n|}\n|}"
    assert [table.section.name for table in tables(text)] == ["Lead", "b / c"]


MEDALS = """{{Medals table
 | flag_template = flagIOCteam | event = 2008 Summer
 | gold_NOR = 1 | silver_NOR = 0 | bronze_NOR = 2
 | gold_NED = 3 | silver_NED = 1 | bronze_NED = 0
 | gold_SUI = 1 | silver_SUI = 0 | bronze_SUI = 2
}}"""


def test_a_medal_table_by_template_is_ranked_and_located() -> None:
    document = parse_wikitext("a", MEDALS, "A")
    assert texts(document.tables[0]) == [
        ["Rank", "NOC", "Gold", "Silver", "Bronze", "Total"],
        ["1", "Netherlands (NED)", "3", "1", "0", "4"],
        ["2", "Norway (NOR)", "1", "0", "2", "3"],
        ["2", "Switzerland (SUI)", "1", "0", "2", "3"],
        ["Totals (3 entries)", "Totals (3 entries)", "5", "1", "4", "10"],
    ]
    row = source(document)[0][1]
    assert row[1:5] == ["NED", "3", "1", "0"]
    assert row[5] == "NED = 3 | silver_NED = 1 | bronze_NED = 0"


def test_a_table_of_medallists_by_template_has_a_header() -> None:
    text = "{| {{MedalistTable|type=Games}}\n|-\n|2008||{{flagIOCmedalist|[[a]]|NED}}||b||c\n|}"
    assert texts(tables(text)[0]) == [["Games", "Gold", "Silver", "Bronze"], ["2008", "a Netherlands", "b", "c"]]


def test_a_medallist_table_of_two_columns_a_medal() -> None:
    table = tables("{| {{MedalistTable|columns=2}}\n|-\n|a||b||1||c||2||d||3\n|}")[0]
    assert texts(table)[0] == ["Event", "Gold", "Gold", "Silver", "Silver", "Bronze", "Bronze"]


def test_rows_by_templates() -> None:
    text = (
        "{{Cyclingresult start|title=Stage 1<ref>x</ref>}}\n{{Cyclingresult|1|[[Ana Ax]]|NED|Team A|3h 52' 04\"}}\n"
        '{{Cyclingresult|2|[[Bo Bex]]|SUI||+ 4"}}\n{{Cyclingresult end}}'
    )
    document = parse_wikitext("a", text, "A")
    (table,) = document.tables
    assert (table.caption, table.header_rows) == ("Stage 1", 1)
    assert texts(table)[1:] == [
        ["1", "Ana Ax (NED)", "Team A", "3h 52' 04\""],
        ["2", "Bo Bex (SUI)", "", '+ 4"'],
    ]
    assert source(document)[0][1] == ["1", "[[Ana Ax]]|NED", "Team A", "3h 52' 04\""]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{|\n|-\n" + "| colspan=1000 | a\n" * 3000 + "|}", id="cells"),
        pytest.param("{|\n|\n" * 100 + "|}\n" * 100, id="depth"),
    ],
)
def test_what_is_too_large_is_refused(text: str) -> None:
    with pytest.raises(TooLargeError):
        tables(text)


def test_spans_that_are_absurd_cost_nothing() -> None:
    assert texts(tables("{|\n|-\n| rowspan=1000000000 | x\n|}")[0]) == [["x"]]
