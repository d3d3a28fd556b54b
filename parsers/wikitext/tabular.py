"""Templates that make tables or rows: they become the wikitext of these, with each value where the source has it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.wikitext.call import Argument, Call
from parsers.wikitext.expansion import MARK
from parsers.wikitext.nations import FlagNation
from schemas.medals import MEDALS

if TYPE_CHECKING:
    from parsers.wikitext.expander import Expander

_MEDAL_KEY = re.compile(r"(gold|silver|bronze)_(.+)")
_NO = frozenset({"no", "n", "none", "off", "false"})


@dataclass(slots=True)
class _Nation:
    """A row of a medal table: counts by medal, and where in the source they and the code stand."""

    word: str
    place: tuple[int, int]
    counts: dict[str, tuple[int, Argument]] = field(default_factory=dict)

    @property
    def extent(self) -> tuple[int, int]:
        """From the first to the last argument of the nation."""
        ends = [self.place[1], *(argument.end for _, argument in self.counts.values())]
        return self.place[0], max(ends)

    def medals(self) -> tuple[int, ...]:
        return tuple(self.counts[medal][0] if medal in self.counts else 0 for medal in MEDALS)


def medalist_table(expander: Expander, call: Call) -> None:
    """Add the attributes and the header of a table of medallists; its start and its rows are the article's."""
    start, end = call.node.start, call.node.end
    width = expander.word(call, "columns")
    span = f'colspan="{width}" | ' if width.isdecimal() and width != "1" else ""
    expander.out.make('class="wikitable"\n|-\n! ', start, end)
    kind = call.get("type")
    if kind is not None:
        expander.expand(kind.start, kind.end, kind.nodes)
    else:
        expander.out.make("Event", start, end)
    expander.out.make("".join(f"\n! {span}{medal.title()}" for medal in MEDALS), start, end)


def ranked_medal_table(expander: Expander, call: Call) -> None:
    """Add the attributes and the header of a medal table whose rows are the article's."""
    header = 'class="wikitable"\n|-\n! Rank\n! Nation\n! Gold\n! Silver\n! Bronze\n! Total'
    expander.out.make(header, call.node.start, call.node.end)


def medals_table(expander: Expander, call: Call) -> None:
    """Add a whole medal table, in the order of the medals; who has as many shares a rank."""
    node = call.node
    make = expander.out.make
    make('\n{| class="wikitable"\n', node.start, node.end)
    caption = call.get("caption")
    if caption is not None:
        make("|+ ", node.start, node.end)
        expander.expand(caption.start, caption.end, caption.nodes)
        make("\n", node.start, node.end)
    team = expander.word(call, "team") or ("NOC" if "IOC" in expander.word(call, "flag_template") else "Nation")
    make(f"|-\n! Rank\n! {team}\n! Gold\n! Silver\n! Bronze\n! Total\n", node.start, node.end)
    ranked = sorted(_nations(expander, call), key=lambda nation: [-count for count in nation.medals()])
    _medal_rows(expander, call, ranked)
    sums = [sum(nation.medals()[i] for nation in ranked) for i in range(3)]
    cells = " || ".join(map(str, [*sums, sum(sums)]))
    make(f"|-\n! colspan=2 | Totals ({len(ranked)} entries)\n| {cells}\n|}}\n", node.start, node.end)


def _nations(expander: Expander, call: Call) -> list[_Nation]:
    found: dict[str, _Nation] = {}
    for key, argument in call.arguments.items():
        match = _MEDAL_KEY.fullmatch(key)
        if not match or match[2] == "host":
            continue
        word = expander.word(call, key)
        count = int(word[:9]) if word.isdecimal() and word.isascii() else 0
        place = expander.source.find(match[2], argument.key_start, argument.start)
        nation = found.setdefault(match[2], _Nation(match[2], (place, place + len(match[2]))))
        nation.counts[match[1]] = (count, argument)
    return list(found.values())


def _medal_rows(expander: Expander, call: Call, ranked: Sequence[_Nation]) -> None:
    games = expander.word(call, "event")
    with_code = "IOCteam" in expander.word(call, "flag_template")
    rank = 0
    before: tuple[int, ...] = ()
    for number, nation in enumerate(ranked, 1):
        rank = rank if nation.medals() == before else number
        before = nation.medals()
        place = nation.extent
        expander.out.make(f"|-\n| {rank}\n| ", *place)
        _nation_cell(expander, call, nation, expander.context.nation(nation.word, games), with_code)
        for medal in MEDALS:
            expander.out.make("\n| ", *place)
            if medal in nation.counts and not nation.counts[medal][1].is_blank:
                argument = nation.counts[medal][1]
                expander.expand(argument.start, argument.end, argument.nodes)
            else:
                expander.out.make("0", *place)
        expander.out.make(f"\n| {sum(before)}\n", *place)


def _nation_cell(expander: Expander, call: Call, nation: _Nation, flag: FlagNation, with_code: bool) -> None:
    if flag.annotation is not None:
        expander.out.stand(MARK, flag.annotation, *nation.place)
    name = expander.word(call, f"name_{nation.word}") or flag.name
    expander.out.make(f"{name} ({flag.code})" if with_code and flag.code else name, *nation.place)


def sports_table(expander: Expander, call: Call) -> None:
    """Add the table of a group that the module `Sports table` makes: the teams in their order, and what they did.

    Points are those of its usual style (`WDL`), as its documentation has them: three for a win where nothing else is
    said, one for a draw. Another function of it shows nothing.
    """
    if expander.word(call, "2") != "main":
        return
    teams = _teams(expander, call)
    has_points = expander.word(call, "style").upper() in {"", "WDL"}
    columns = [(prefix, title) for prefix, title in _GROUP_COLUMNS if any(call.get(f"{prefix}_{t}") for t in teams)]
    make, node = expander.out.make, call.node
    titles = ["Pos", "Team", *(title for _, title in columns), *(["Pts"] if has_points else [])]
    make('\n{| class="wikitable"\n|-' + "".join(f"\n! {title}" for title in titles) + "\n", node.start, node.end)
    for rank, team in enumerate(teams, 1):
        make(f"|-\n| {rank}\n| ", node.start, node.end)
        name = call.get(f"name_{team}")
        if name is None:
            make(team, node.start, node.end)
        _cell(expander, name)
        for prefix, _ in columns:
            make("\n| ", node.start, node.end)
            _cell(expander, call.get(f"{prefix}_{team}"))
        make(f"\n| {_points(expander, call, team)}\n" if has_points else "\n", node.start, node.end)
    make("|}\n", node.start, node.end)


_GROUP_COLUMNS = (("win", "W"), ("draw", "D"), ("loss", "L"), ("gf", "GF"), ("ga", "GA"))
_MOST_TEAMS = 200


def _teams(expander: Expander, call: Call) -> list[str]:
    order = expander.word(call, "team_order") or expander.word(call, "teamorder")
    if order:
        return [team for part in re.split(r"[,;]", order) if (team := part.strip())][:_MOST_TEAMS]
    counted = (expander.word(call, f"team{number}") for number in range(1, _MOST_TEAMS + 1))
    return [team for team in counted if team]


def _points(expander: Expander, call: Call, team: str) -> int:
    def number(key: str, default: int) -> int:
        word = expander.word(call, key)
        return int(word[:6]) if re.fullmatch(r"-?\d{1,5}", word) else default

    each = {"win": number("winpoints", 3), "draw": number("drawpoints", 1), "loss": number("losspoints", 0)}
    sums = sum(points * number(f"{what}_{team}", 0) for what, points in each.items())
    return sums + number(f"adjust_points_{team}", 0)


def cycling_start(expander: Expander, call: Call) -> None:
    """Begin a table of a race's result."""
    node = call.node
    expander.out.make('\n{| class="wikitable"\n|+ ', node.start, node.end)
    title = call.get("title")
    if title is not None:
        expander.expand(title.start, title.end, title.nodes)
    columns = [name for name in ("Rider", "Team") if expander.word(call, name.lower()).lower() not in _NO]
    last = "Points" if expander.word(call, "points").lower() in {"yes", "y"} else "Time"
    expander.cycling_columns = frozenset(columns)
    header = "".join(f"\n! {name}" for name in ("Rank", *columns, last))
    expander.out.make(f"\n|-{header}\n", node.start, node.end)


def cycling_row(expander: Expander, call: Call) -> None:
    """Add a row: rank, rider with nation, team, time."""
    node = call.node
    expander.out.make("\n|-\n| ", node.start, node.end)
    _cell(expander, call.get("1"))
    if "Rider" in expander.cycling_columns:
        expander.out.make("\n| ", node.start, node.end)
        _rider(expander, call)
    if "Team" in expander.cycling_columns:
        expander.out.make("\n| ", node.start, node.end)
        _cell(expander, call.get("4"))
    expander.out.make("\n| ", node.start, node.end)
    _cell(expander, call.get("5"))
    expander.out.make("\n", node.start, node.end)


def _rider(expander: Expander, call: Call) -> None:
    _cell(expander, call.get("2"))
    nation = call.get("3")
    if nation is not None:
        word = expander.word(call, "3").partition("{{")[0].strip()  # a jersey may stand behind the code
        if not word:
            _cell(expander, nation)
            return
        flag = expander.context.nation(word).annotation
        if flag is not None:
            expander.out.stand(MARK, flag, nation.start, nation.end)
        expander.out.make(f" ({word})", nation.start, nation.end)


def _cell(expander: Expander, argument: Argument | None) -> None:
    if argument is not None:
        expander.expand(argument.start, argument.end, argument.nodes)
