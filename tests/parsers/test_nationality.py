from __future__ import annotations

import pytest

from parsers.nationality import NamedNation, flag_of, without_nation
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
    ],
)
def test_a_nation_is_taken_off_a_name(text: str, flags: tuple[str, ...], expected: NamedNation) -> None:
    assert without_nation(text, _flags(*flags)) == expected


def test_several_flags_are_of_nobody() -> None:
    assert flag_of(_flags("FRA", "GER")) is None
    assert flag_of(_flags("FRA", "FRA")) == "FRA"


def test_a_status_in_brackets_is_no_nation() -> None:
    assert without_nation("Ann Other (DNS)") == NamedNation("Ann Other (DNS)")
