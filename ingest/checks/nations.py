"""Nations that come and go: lists against their counts, and both against the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ingest.checks.model import Check, CheckOutcome
from ingest.checks.view import Scope, View, by_value, ids_of, listed, plural
from ingest.datasets.judged import noc_at
from schemas.linked import LinkedStatement
from schemas.medals import MEDALS
from schemas.nations import Nation, all_nations, noc_of
from schemas.slugs import slug

_LISTS = {"debut_nation": "made their debut", "returning_nation": "returned"}


def nation_lists_match_counts(view: View) -> Iterator[Check]:
    """A list of nations with more or fewer names than its sentence counts: one left out, or one that is no nation."""
    for name, words in _LISTS.items():
        for scope, event_id in _places(view, f"{name}_count"):
            stated = _own(view, scope, event_id, f"{name}_count")
            names = _own(view, scope, event_id, name)
            for count, statements in by_value(stated):
                if names:
                    yield _list_check(view, scope, (name, words), int(count), statements, names)


def _places(view: View, name: str) -> list[tuple[Scope, str]]:
    """Return the document and event of each statement of a property, each once."""
    found: dict[tuple[str, str], Scope] = {}
    for linked in view.said(name):
        if linked.event_id:
            found.setdefault((linked.document_id, linked.event_id), view.scope(linked))
    return [(scope, event_id) for (_, event_id), scope in sorted(found.items())]


def _own(view: View, scope: Scope, event_id: str, name: str) -> list[LinkedStatement]:
    return [linked for linked in view.said_of(event_id, name) if linked.document_id == scope.document_id]


def _codes(view: View, statements: list[LinkedStatement]) -> list[str]:
    """Return the distinct nations of statements, by the year of their event."""
    found = set()
    for linked in statements:
        text = linked.statement.value.text
        found.add(noc_at(text, view.judged.year(linked.event_id)) or slug(text))
    return sorted(found)


def _list_check(
    view: View,
    scope: Scope,
    what: tuple[str, str],
    count: int,
    statements: list[LinkedStatement],
    names: list[LinkedStatement],
) -> Check:
    codes = _codes(view, names)
    outcome: CheckOutcome = "pass" if len(codes) == count else "fail"
    message = f"{plural(count, 'nation')} {what[1]}, and {len(codes)} are named: {listed(codes)}"
    if outcome == "fail":
        message += "; look at the list for a nation left out or named twice"
    ids = [*ids_of(statements), *ids_of(names)]
    return scope.check(
        "nation_lists_match_counts", f"{what[0]} {count}", outcome, str(count), str(len(codes)), message, ids
    )


def debuts_and_returns_are_all_nations(view: View) -> Iterator[Check]:
    """Debuts and returns that are not all nations together: a nation counted in neither or both."""
    for scope, event_id in _places(view, "debut_nation_count"):
        returning = _own(view, scope, event_id, "returning_nation_count")
        for debuts, first in by_value(_own(view, scope, event_id, "debut_nation_count")):
            for returns, second in by_value(returning):
                for nations, third in by_value(_own(view, scope, event_id, "nations")):
                    yield _sum_check(scope, (int(debuts), int(returns), int(nations)), [*first, *second, *third])


def _sum_check(scope: Scope, counts: tuple[int, int, int], statements: list[LinkedStatement]) -> Check:
    debuts, returns, nations = counts
    outcome: CheckOutcome = "pass" if debuts + returns == nations else "fail"
    message = f"{debuts} nations made their debut and {returns} returned, of {nations}"
    if outcome == "fail":
        message += f", not {debuts + returns}; look for a nation in neither list or in both"
    key = f"{debuts} {returns} {nations}"
    found = f"{debuts} + {returns} = {debuts + returns}"
    return scope.check(
        "debuts_and_returns_are_all_nations", key, outcome, str(nations), found, message, ids_of(statements)
    )


def debuts_are_no_returns(view: View) -> Iterator[Check]:
    """A nation that one article names among the debuts and among the returns: two Germanys, or a name moved."""
    for scope, event_id in _places(view, "debut_nation"):
        debuts = _own(view, scope, event_id, "debut_nation")
        returns = _own(view, scope, event_id, "returning_nation")
        if returns:
            both = sorted({*_codes(view, debuts)} & {*_codes(view, returns)})
            outcome: CheckOutcome = "fail" if both else "pass"
            message = f"named among debuts and returns: {listed(both)}; look at both lists"
            if not both:
                message = "no nation is named among both debuts and returns"
            ids = [*ids_of(debuts), *ids_of(returns)]
            yield scope.check(
                "debuts_are_no_returns", "lists", outcome, "in neither twice", listed(both) or "none", message, ids
            )


def nations_are_of_the_year(view: View) -> Iterator[Check]:
    """A nation that had no team of its own in that year's Games: the flag of a successor, or of later Games."""
    groups: dict[tuple[str, str, str], list[LinkedStatement]] = defaultdict(list)
    for linked in _of_entrants(view):
        code = noc_at(linked.statement.value.text, view.judged.year(linked.event_id))
        if code and linked.event_id:
            groups[linked.document_id, linked.event_id, code].append(linked)
    known = {nation.noc: nation for nation in all_nations()}
    for (_, event_id, code), statements in sorted(groups.items()):
        year, nation = view.judged.year(event_id), known.get(code)
        if year is None or nation is None or nation.ambiguous or nation.valid_in(year) or "Olympic" in nation.name:
            continue  # the code of a committee was another's before: ROC
        if noc_of(nation.name, year) is None:  # else it had a team, under another code
            yield _not_of_the_year(view, code, year, nation, statements)


def _of_entrants(view: View) -> Iterator[LinkedStatement]:
    """Yield what tables of results and medals say of the nations of entrants at Olympic Games."""
    for table in view.tables["results"]:
        for row in table.rows:
            yield from (s for s in row.statements if s.property in {"noc", "nation"} and _is_olympic(s))
    for medal in MEDALS:
        yield from (s for s in view.said(f"{medal}_noc") if s.statement.source_kind != "prose" and _is_olympic(s))


def _is_olympic(linked: LinkedStatement) -> bool:
    return linked.event_id is not None and linked.event_id.split("/")[0].endswith("-olympics")


def _not_of_the_year(view: View, code: str, year: int, nation: Nation, statements: list[LinkedStatement]) -> Check:
    periods = listed(f"{first or '…'}–{last or '…'}" for first, last in nation.periods)
    text = statements[0].statement.value.text
    message = f"“{text}” ({code}) had no team in {year} but in {periods}; look which nation's it was then"
    return view.scope(statements[0]).check(
        "nations_are_of_the_year", code, "fail", f"a nation of {year}", code, message, ids_of(statements)
    )
