from __future__ import annotations

import pytest

from parsers.extract import extract
from parsers.nationality import NamedNation, flag_of, without_nation
from parsers.wikitext import parse_wikitext
from schemas.document import Annotation


def _flags(*codes: str) -> tuple[Annotation, ...]:
    return tuple(Annotation("noc", code) for code in codes)


@pytest.mark.parametrize(
    ("text", "flags", "expected"),
    [
        ("Ann Other (Lithuania)", (), NamedNation("Ann Other", "Lithuania")),
        ("Ann Other (LTU)", (), NamedNation("Ann Other", "LTU")),
        ("Ann Other Great Britain", ("GBR",), NamedNation("Ann Other", "GBR")),
        ("France Ann Other, Bea Berg", ("FRA",), NamedNation("Ann Other, Bea Berg", "FRA")),
        ("Ann Other", ("FRA",), NamedNation("Ann Other", "FRA")),
        ("Ann Other (wind)", (), NamedNation("Ann Other (wind)")),
        ("Michael Jordan", (), NamedNation("Michael Jordan")),
        ("Michael Jordan", ("USA",), NamedNation("Michael Jordan", "USA")),
        ("France", ("FRA",), NamedNation("France", "FRA")),
        # A nation alone, some of whose words are a name of the same nation.
        ("South Korea", ("KOR",), NamedNation("South Korea", "KOR")),
        ("Saudi Arabia", ("KSA",), NamedNation("Saudi Arabia", "KSA")),
        ("Soviet Union", ("URS",), NamedNation("Soviet Union", "URS")),
        ("Great Britain", ("GBR",), NamedNation("Great Britain", "GBR")),
        ("Czech Republic", ("CZE",), NamedNation("Czech Republic", "CZE")),
        ("West Germany", ("GER",), NamedNation("West Germany", "GER")),
        ("South Korea (27)", ("KOR",), NamedNation("South Korea", "KOR")),
        ("Greece (host nation)", ("GRE",), NamedNation("Greece", "GRE")),
        ("South Korea Ann Other", ("KOR",), NamedNation("Ann Other", "KOR")),
        # Codes that the IOC has not, as the source gives them.
        ("Ann Other (REF)", (), NamedNation("Ann Other", "REF")),
        ("Ann Other (REF)", ("REF",), NamedNation("Ann Other", "REF")),
        ("Ann Other (DSQ)", (), NamedNation("Ann Other (DSQ)")),
        # The flag has the code of its year.
        ("Tao Li Singapore", ("SIN",), NamedNation("Tao Li", "SIN")),
        ("Ann Other Lebanon", ("LIB",), NamedNation("Ann Other", "LIB")),
        ("Ann Other Lebanon", ("FRA",), NamedNation("Ann Other Lebanon", "FRA")),
        # One of several crews of a nation.
        ("Canada (CAN-1)", ("CAN",), NamedNation("Canada", "CAN")),
        ("Canada (CAN-1)", (), NamedNation("Canada", "CAN")),
        ("Italy (ITA II)", (), NamedNation("Italy", "ITA")),
        ("Ann Other (XQX-1)", (), NamedNation("Ann Other (XQX-1)")),
        ("Ann Other (NMR)", (), NamedNation("Ann Other (NMR)")),
        ("Ann Other (ref)", (), NamedNation("Ann Other (ref)")),
        ("Ann Other (WR)", (), NamedNation("Ann Other (WR)")),
    ],
)
def test_a_nation_is_taken_off_a_name(text: str, flags: tuple[str, ...], expected: NamedNation) -> None:
    assert without_nation(text, _flags(*flags)) == expected


@pytest.mark.parametrize(
    ("text", "nation"),
    [
        ("East Germany (GDR) II", "GDR"), ("Italy 1", "Italy"), ("Soviet Union II", "Soviet Union"),
        ("Lake Placid II", None), ("Italy (XIV) 2", None), ("Italy 12", None), ("Malta XIV", None),
    ],
)  # fmt: skip
def test_a_crew_is_its_nation_s_and_keeps_its_number(text: str, nation: str | None) -> None:
    assert without_nation(text) == NamedNation(text, nation)


def test_several_flags_are_of_nobody() -> None:
    assert flag_of(_flags("FRA", "GER")) is None
    assert flag_of(_flags("FRA", "FRA")) == "FRA"


def test_a_status_in_brackets_is_no_nation() -> None:
    assert without_nation("Ann Other (DNS)") == NamedNation("Ann Other (DNS)")


def test_a_nations_cell_of_a_flag_names_the_whole_nation() -> None:
    names = ("South Korea", "Saudi Arabia", "Soviet Union", "Great Britain", "Czech Republic", "New Zealand")
    rows = "".join(f"|-\n| {rank} || {{{{flag|{name}}}}} || 9.5{rank}\n" for rank, name in enumerate(names, start=1))
    text = f"==Results==\n{{|\n! Rank !! Nation !! Time\n{rows}|}}\n"
    found = extract(parse_wikitext("made", text, "Athletics at the 1988 Summer Olympics – Men's 100 metres"))
    assert [s.value.text for s in found.statements if s.property == "nation"] == list(names)
    assert [s.value.text for s in found.statements if s.property == "noc"] == ["KOR", "KSA", "URS", "GBR", "CZE", "NZL"]


def test_a_nation_on_the_line_below_is_no_part_of_the_name() -> None:
    lines = (Annotation("line", "Ann Other"), Annotation("line", "Czech Republic (CZE)"))
    assert without_nation("Ann Other Czech Republic (CZE)", lines) == NamedNation("Ann Other", "CZE")
    jordan = (Annotation("line", "Michael Jordan (USA)"), Annotation("line", "reserve"))
    assert without_nation("Michael Jordan (USA)", jordan) == NamedNation("Michael Jordan", "USA")


@pytest.mark.parametrize(
    ("lines", "flags", "expected"),
    [
        (("Ann Other", "Puerto Rico"), (), NamedNation("Ann Other", "Puerto Rico")),
        (("Ann Other", "Puerto Rico"), ("MEX", "PUR"), NamedNation("Ann Other", "Puerto Rico")),
        (("Ann Other", "Puerto Rico"), ("MEX",), NamedNation("Ann Other Puerto Rico", "MEX")),
        (("Ann Other", "Bea Berg"), (), NamedNation("Ann Other Bea Berg")),
    ],
)
def test_a_nation_on_the_line_below_a_name_is_no_part_of_it(
    lines: tuple[str, ...], flags: tuple[str, ...], expected: NamedNation
) -> None:
    annotations = (*_flags(*flags), *(Annotation("line", line) for line in lines))
    assert without_nation(" ".join(lines), annotations) == expected
