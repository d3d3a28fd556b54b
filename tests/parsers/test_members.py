"""Who is in a team."""

from __future__ import annotations

import pytest

from parsers.html import parse_html
from parsers.tables.members import members_of, team_name
from schemas.document import Annotation


def lines(*texts: str) -> tuple[Annotation, ...]:
    return tuple(Annotation("line", text) for text in texts)


@pytest.mark.parametrize(
    ("text", "parts", "expected"),
    [
        ("Ann Aal Bea Bek", ("Ann Aal", "Bea Bek"), ("Ann Aal", "Bea Bek")),
        ("France (FRA) Ann Aal Bea Bek", ("France (FRA)", "Ann Aal", "Bea Bek"), ("Ann Aal", "Bea Bek")),
        ("Ann Aal France", ("Ann Aal", "France"), ()),
        ("Ann Aal, Bea Bek and Cy Cee", (), ("Ann Aal", "Bea Bek", "Cy Cee")),
        ("Aal, Ann", (), ()),
        ("Ann Aal", (), ()),
        ("Ann Aal (53.86 WR) Bea Bek (1:01.45)", ("Ann Aal (53.86 WR)", "Bea Bek (1:01.45)"), ("Ann Aal", "Bea Bek")),
        ("Ann Aal 53.86 Bea Bek 54.1", ("Ann Aal 53.86", "Bea Bek 54.1"), ("Ann Aal", "Bea Bek")),
        ("Ann Aal did not start", ("Ann Aal", "did not start"), ()),
    ],
)
def test_members_are_whole_names(text: str, parts: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert members_of(text, lines(*parts)) == expected


def test_the_lines_of_a_cell_are_kept() -> None:
    page = parse_html("made", "<table><tr><td><p>Ann Aal<br>Bea Bek</p></td></tr></table>", "Made")
    cell = page.tables[0].rows[0][0]
    assert cell.text == "Ann Aal Bea Bek"
    assert team_name(cell.annotations) == "Ann Aal, Bea Bek"
