"""The short way through a table's rows against the long one, which takes whatever stands between them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from parsers.html.selectors import Element
from parsers.html.tables import _Rows

_TAGS = st.sampled_from(
    "<tr> </tr> <td>a <td>b</td> <th>c <td><table><tr><td>d</table> <thead> <tbody> </tbody> <tfoot> <caption>e "
    "</caption> <colgroup> <col> <p>f <script>g</script> <select> <form>".split(" ")
)


def _shape(rows: _Rows) -> list[tuple[str, list[list[Element]]]]:
    return [(group.kind, [[cell.payload for cell in row] for row in group.rows]) for group in rows.groups]


@given(st.lists(_TAGS, max_size=12).map("".join))
def test_where_the_short_way_is_taken_it_gives_what_the_long_one_does(inner: str) -> None:
    root = etree.fromstring(f"<table>{inner}</table>", etree.HTMLParser())
    for table in root.iter("table"):
        short, long = _Rows(), _Rows()
        usual = short.collect_usual(table)
        long.collect(table)
        below = len(list(table.iterdescendants("td", "th")))
        if usual and short.count == below:
            assert _shape(short) == _shape(long)
            assert short.count == long.count


def test_the_short_way_is_taken_for_a_usual_table() -> None:
    source = "<table><caption>x</caption><thead><tr><th>a</thead><tbody><tr><td>b<tr><td>c</tbody></table>"
    table = next(etree.fromstring(source, etree.HTMLParser()).iter("table"))
    rows = _Rows()
    assert rows.collect_usual(table)
    assert [(kind, len(made)) for kind, made in _shape(rows)] == [("head", 1), ("body", 2)]
