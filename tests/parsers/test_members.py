"""Who is in a team."""

from __future__ import annotations

import pytest

from parsers.html import parse_html
from parsers.tables.members import joint_holders, members_of, name_without_legs, team_name
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
        ("Ann Aal (51.9), Bea Bek (–), Cy Cee (50.8)", (), ("Ann Aal", "Bea Bek", "Cy Cee")),
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


def test_the_name_of_a_team_is_that_of_its_members_without_their_legs() -> None:
    assert name_without_legs("Ann Aal (51.9), Bea Bek (–)", ()) == "Ann Aal, Bea Bek"
    assert name_without_legs("Ann Aal, Bea Bek", ()) is None
    assert name_without_legs("Ann Aal (USA)", ()) is None


@pytest.mark.parametrize(
    ("nations", "event", "holders"),
    [
        (("SCO", "SIN"), "Light flyweight", [("Ann Aal", "SCO"), ("Bea Bek", "SIN")]),
        (("SCO", "SIN"), "Mixed doubles", []),  # they may be one team
        (("SCO", "SCO"), "Light flyweight", []),
        (("SCO",), "Light flyweight", []),
    ],
)
def test_names_of_several_nations_hold_a_medal_each(
    nations: tuple[str, ...], event: str, holders: list[tuple[str, str]]
) -> None:
    annotations = (*(Annotation("noc", nation) for nation in nations), *lines("Ann Aal", "Bea Bek"))
    assert [(holder.name, holder.nations[0]) for holder in joint_holders(annotations, event)] == holders


def test_pairs_of_several_nations_hold_a_medal_each() -> None:
    nations = (Annotation("noc", code) for code in ("ENG", "ENG", "MAS", "MAS"))
    annotations = (*nations, *lines("Ann Aal", "Bea Bek", "Cy Cee", "Di Dee"))
    assert [(holder.name, holder.nations[0]) for holder in joint_holders(annotations, "Mixed doubles")] == [
        ("Ann Aal, Bea Bek", "ENG"), ("Cy Cee, Di Dee", "MAS"),
    ]  # fmt: skip
