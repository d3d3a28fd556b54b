"""When an event was held: ordinals, neighbours, and the lists of its editions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.checks.model import Check, CheckOutcome
from ingest.checks.view import View, ids_of, listed
from schemas.document import SourceKind
from schemas.games import games_named, summer_olympics, winter_olympics
from schemas.linked import LinkedStatement

_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_RANGE = re.compile(
    r"(?P<first>(?:1[89]|20)\d\d)\s*(?:[–—-]|\bto\b|\buntil\b|\bthrough\b)\s*(?P<last>\d{4}|\d\d(?!\d)|present)?"
)
_SINCE = re.compile(r"\b(?:since|from)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HeldList:
    """The years of a series that one place of one document gives."""

    document_id: str
    kind: SourceKind
    section: str
    years: frozenset[int]
    statements: tuple[LinkedStatement, ...]

    @property
    def is_whole(self) -> bool:
        """Whether it means to name every edition: an infobox and a table of all editions do, a sentence need not."""
        return self.kind != "prose"

    @property
    def is_ranged(self) -> bool:
        """Whether some of it is a range (`every Games since 1928`)."""
        return any(not linked.statement.value.text.strip().isdecimal() for linked in self.statements)

    @property
    def words(self) -> str:
        """How a message names it."""
        return f"the {self.kind} of {self.section}" if self.kind != "infobox" else "the infobox"


def held_lists(view: View) -> dict[str, list[HeldList]]:
    """Return the lists of each series."""
    groups: dict[str, list[LinkedStatement]] = defaultdict(list)
    for linked in view.said("held_in"):
        groups[linked.subject].append(linked)
    return {series: _lists_of(view, series, statements) for series, statements in sorted(groups.items())}


def _lists_of(view: View, series: str, said: Sequence[LinkedStatement]) -> list[HeldList]:
    """Return the lists of a series, each from one place, without those that cannot be read."""
    games = _games_years(view, series)
    groups: dict[tuple[str, SourceKind, str, int], list[LinkedStatement]] = defaultdict(list)
    for linked in said:
        place, kind = linked.statement.locator, linked.statement.source_kind
        key = (linked.document_id, kind, place.section, -1 if place.table_index is None else place.table_index)
        groups[key].append(linked)
    found = []
    for (document_id, kind, section, _), statements in sorted(groups.items()):
        years = [held_years(linked.statement.value.text, games, _until(view, linked)) for linked in statements]
        # "every Games until" alone names no year; a list of which one part cannot be read is no list.
        if all(part is not None for part in years):
            union = frozenset(year for part in years for year in part or ())
            found.append(HeldList(document_id, kind, section, union, tuple(statements)))
    return [one for one in found if one.years]


def _games_years(view: View, series: str) -> tuple[int, ...]:
    """Return the years in which the Games of a series were held; none for Games that the reference does not know."""
    games = [games_named(event.split("/")[0].replace("-", " ")) for event in view.events_of_series.get(series, ())]
    seasons = {found.season for found in games if found}
    summer = summer_olympics() if "Summer" in seasons else ()
    winter = winter_olympics() if "Winter" in seasons else ()
    return tuple(sorted({edition.year for edition in (*summer, *winter)}))


def _until(view: View, linked: LinkedStatement) -> int | None:
    """Return the year up to which "since" counts: that of the article's event."""
    return view.judged.year(view.judged.linked.event_of_document.get(linked.document_id))


def held_years(text: str, games: Sequence[int], until: int | None) -> frozenset[int] | None:
    """Return the years that a text names: `1896`, `1928–2004`, `every Games since 1928`; None where it cannot be told.

    `games` are the years in which such Games were held, `until` the last that "since" counts. A text without a year
    names none: it is left to the others of its list.
    """
    years = [int(year) for year in _YEAR.findall(text)]
    spanned = _RANGE.search(text)
    if not years:
        return frozenset()
    if spanned and spanned["last"] and spanned["last"] != "present":
        last = int(spanned["last"])
        return _between(int(spanned["first"]), last if last > 99 else years[0] // 100 * 100 + last, games)
    if spanned or (_SINCE.search(text) and len(years) == 1):
        return _between(years[0], until, games) if until else None
    return frozenset(years)


def _between(first: int, last: int, games: Sequence[int]) -> frozenset[int] | None:
    return frozenset(year for year in games if first <= year <= last) or None


def appearance_ordinals(view: View) -> Iterator[Check]:
    """An ordinal that the list of editions does not give: an edition lost from the list, or the Games' own number."""
    for linked in view.said("appearance_number"):
        number, year = linked.statement.value.number, view.judged.year(linked.event_id)
        if number is None or year is None or linked.event_id is None:
            continue
        if linked.statement.subject.kind == "event":
            yield _ordinal(view, linked, int(number), year)
        elif linked.statement.subject.kind == "nation":
            yield from _nation_ordinal(view, linked, int(number), year)


def _usable(view: View, linked: LinkedStatement) -> list[HeldList]:
    """Return the lists that an ordinal is held against: whole ones, and the one that its own passage gives."""
    place = (linked.document_id, linked.statement.locator.section)
    lists = view.once(held_lists).get(view.series_of_event.get(linked.event_id or "", ""), [])
    return [one for one in lists if one.is_whole or (one.document_id, one.section) == place]


def _is_evidence(one: HeldList, number: int, count: int) -> bool:
    """Say whether a list can speak against an ordinal: years that a sentence names need not be all before it."""
    return one.is_whole or one.is_ranged or count >= number


def _ordinal(view: View, linked: LinkedStatement, number: int, year: int) -> Check:
    every = [(one, len({y for y in one.years if y <= year} | {year})) for one in _usable(view, linked)]
    counted = [(one, count) for one, count in every if _is_evidence(one, number, count)]
    lists = [one for one, _ in counted]
    wrong = [f"{count} by {one.words}" for one, count in counted if count != number]
    outcome: CheckOutcome = "unverifiable" if not lists else "fail" if wrong else "pass"
    found = listed(sorted({str(count) for _, count in counted})) or "no list of the editions"
    message = f"appearance {number} is that of {year} by {listed(one.words for one in lists)}"
    if not lists:
        message = f"appearance {number} in {year}: a list of the years in which the event was held is missing"
    elif wrong:
        message = f"appearance {number} is stated, but {year} is number {listed(wrong)}; look for a missing edition"
    ids = [linked.statement_id, *(i for one in lists for i in ids_of(one.statements))]
    return view.scope(linked).check("appearance_ordinals", str(number), outcome, str(number), found, message, ids)


def _nation_ordinal(view: View, linked: LinkedStatement, number: int, year: int) -> Iterator[Check]:
    """Yield whether a nation's ordinal is within the event's own."""
    stated = view.said_of(linked.event_id, "appearance_number")
    most = [int(s.statement.value.number) for s in stated if s.statement.value.number is not None]
    lists = _usable(view, linked) if not most else []
    limits = most or [len({y for y in one.years if y <= year} | {year}) for one in lists]
    if not limits:
        return
    nation = linked.statement.subject.name or linked.subject
    outcome: CheckOutcome = "pass" if number <= max(limits) else "fail"
    message = f"appearance {number} of {nation} in {year}, of at most {max(limits)} of the event"
    if outcome == "fail":
        message += "; look at both ordinals"
    ids = [linked.statement_id, *ids_of(stated), *(i for one in lists for i in ids_of(one.statements))]
    yield view.scope(linked).check(
        "nation_appearances", f"{nation} {number}", outcome, f"at most {max(limits)}", str(number), message, ids
    )


def held_lists_agree(view: View) -> Iterator[Check]:
    """Two lists of one event's editions that differ: a row lost from a table, or a range that hides a gap."""
    for series, lists in view.once(held_lists).items():
        whole = [one for one in lists if one.is_whole]
        yield from (_lists_agree(view, series, whole[0], other) for other in whole[1:])


def _lists_agree(view: View, series: str, first: HeldList, other: HeldList) -> Check:
    differing = sorted(first.years ^ other.years)
    outcome: CheckOutcome = "fail" if differing else "pass"
    message = f"{len(first.years)} editions by {first.words}, {len(other.years)} by {other.words}"
    if differing:
        message += f", different in {listed(map(str, differing))}; look for a lost row or a gap in a range"
    sides = (_years(first), _years(other))
    key = f"{series} {other.kind} {other.section}"
    ids = [*ids_of(first.statements), *ids_of(other.statements)]
    return view.scope(other.statements[0]).check("held_lists_agree", key, outcome, *sides, message, ids)


def _years(one: HeldList) -> str:
    return f"{len(one.years)} from {min(one.years)} to {max(one.years)}"


def editions_are_neighbours(view: View) -> Iterator[Check]:
    """A previous or next edition that is not the one beside it in the list: a link not moved on, a list cut off."""
    for name in ("previous_games", "next_games"):
        for linked in view.said(name):
            number, year = linked.statement.value.number, view.judged.year(linked.event_id)
            series = view.series_of_event.get(linked.event_id or "", "")
            lists = [one for one in view.once(held_lists).get(series, ()) if one.is_whole]
            if number is not None and year is not None and lists:
                yield _neighbour(view, linked, (name, int(number), year), lists)


def editions_are_in_order(view: View) -> Iterator[Check]:
    """A previous edition that is not before the event, or a next one that is not after: one field copied into both."""
    for name in ("previous_games", "next_games"):
        for linked in view.said(name):
            number, year = linked.statement.value.number, view.judged.year(linked.event_id)
            if number is None or year is None or (number < year if name == "previous_games" else number > year):
                continue
            if number == year and not (linked.event_id or "").split("/")[0].endswith("-olympics"):
                continue  # a championship may be held twice a year
            words, side = name.replace("_", " "), "before" if name == "previous_games" else "after"
            message = f"the {words} are {number}, which is not {side} {year}; look at the field"
            yield view.scope(linked).check(
                "editions_are_in_order", f"{name} {number}", "fail", f"{side} {year}", str(number), message,
                [linked.statement_id],
            )  # fmt: skip


def _neighbour(view: View, linked: LinkedStatement, stated: tuple[str, int, int], lists: Sequence[HeldList]) -> Check:
    name, number, year = stated
    years = {y for one in lists for y in one.years}
    side = [y for y in sorted(years) if (y < year if name == "previous_games" else y > year)]
    due = (max(side) if name == "previous_games" else min(side)) if side else None
    outcome: CheckOutcome = "unverifiable" if year not in years else "pass" if due == number else "fail"
    words = name.replace("_", " ")
    message = f"the {words} are {number}, and {due or 'none'} by {listed(one.words for one in lists)}"
    if outcome == "unverifiable":
        message = f"the {words} are {number}; {year} itself is missing from {listed(one.words for one in lists)}"
    elif outcome == "fail":
        message += "; look at the field and for a missing edition"
    ids = [linked.statement_id, *(i for one in lists for i in ids_of(one.statements))]
    return view.scope(linked).check(
        "editions_are_neighbours", f"{name} {number}", outcome, str(due or "none"), str(number), message, ids
    )
