"""Teams whose members stand beneath them."""

from __future__ import annotations

import pytest

from ingest.checks import run_checks
from ingest.checks.model import Check
from ingest.datasets.judged import Judged
from ingest.link import link
from ingest.reconcile import reconcile
from parsers.extract import extract
from parsers.wikitext import parse_wikitext

TEAMS = {
    "USA": (("Al Ash", 66, 73, 139), ("Bo Birch", 65, 71, 136)),
    "GBR": (("Cy Cedar", 64, 70, 134), ("Di Elm", 63, 70, 133)),
    "CAN": (("Ed Fir", 62, 69, 131), ("Flo Gum", 63, 68, 131)),
}
TOTALS = {"USA": 275, "GBR": 267, "CAN": 262}


def checks(**totals: int) -> list[Check]:
    lines = [
        "==Results==",
        '{| class="wikitable"',
        "! Rank !! Nation !! Shooter !! 200 yd !! 500 yd !! Total !! Team total",
    ]
    for rank, (code, members) in enumerate(TEAMS.items(), start=1):
        first, *others = [" || ".join(["", *map(str, member)]) for member in members]
        flag, total = f"{{{{flagIOC|{code}|1908 Summer}}}}", totals.get(code, TOTALS[code])
        lines += ["|-", f"| rowspan=2|{rank} || rowspan=2|{flag} {first} || rowspan=2|{total}"]
        lines += [line for other in others for line in ("|-", f"| {other.removeprefix(' || ')}")]
    text = "\n".join([*lines, "|}"])
    found = extract(parse_wikitext("a", text, "Shooting at the 1908 Summer Olympics – Men's team military rifle"))
    linked = link([found])
    made = run_checks(Judged([found], linked, reconcile(linked, [found])))
    return [check for check in made if check.kind == "members_add_up"]


def test_teams_are_the_sums_of_their_members() -> None:
    assert {check.outcome for check in checks()} == {"pass"}
    assert len(checks()) == 2


@pytest.mark.parametrize("total", [265, 1275])
def test_a_team_that_is_not_is_named(total: int) -> None:
    failing = [check for check in checks(USA=total) if check.outcome == "fail"]
    assert [(check.expected, check.found) for check in failing] == [("275", str(total))]
    assert "as it is of 2 other teams" in failing[0].message
