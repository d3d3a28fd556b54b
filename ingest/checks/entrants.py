"""Counts of competitors and nations, against the rows of results."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

from ingest.checks.fields import Field, fields, row_noc
from ingest.checks.model import Check, CheckOutcome
from ingest.checks.view import TableRow, View, by_value, ids_of, listed, plural
from ingest.link.names import full_names, is_short_form
from schemas.linked import LinkedStatement


def rows_match_competitors(view: View) -> Iterator[Check]:
    """A stated number of competitors that the results do not have: a row lost, or entrants counted for starters."""
    for field in view.once(fields):
        for count, statements in by_value(view.said_of(field.scope.event_id, "competitors")):
            yield _competitors(view, field, int(count), statements)


def _competitors(view: View, field: Field, stated: int, statements: list[LinkedStatement]) -> Check:
    rows, ids = len(field.starters), [*ids_of(statements), *field.ids()]
    outcome, message = _competitors_verdict(view, field, stated, rows)
    found = _found(field) if field.entries is not None else "rows that cannot be told apart"
    return field.scope.check("rows_match_competitors", str(stated), outcome, str(stated), found, message, ids)


def _competitors_verdict(view: View, field: Field, stated: int, rows: int) -> tuple[CheckOutcome, str]:
    if field.entries is None:
        return "unverifiable", f"{stated} competitors are stated; {field.missing}"
    if stated in ({len(field.teams), field.persons} if field.teams else {rows}):
        return "pass", f"the {_found(field)} of the results are the {stated} competitors stated"
    if lacking := field.lacks_rounds(stated):
        return "unverifiable", f"{stated} competitors are stated, and {lacking}"
    if not _are_persons_told(field) or _may_be_teams(view, field, stated, rows):
        return "unverifiable", (
            f"{stated} competitors are stated and the results have {plural(rows, 'row')}, which are or may be teams: "
            "how many each team had is missing"
        )
    not_started = len(field.entries) - rows
    hint = f"; with the {not_started} who did not start they are equal" if len(field.entries) == stated else ""
    return "fail", (
        f"{stated} competitors are stated, but the results have {_found(field)}{hint}; "
        "look for lost rows, for entrants who did not start, or at the count"
    )


def _found(field: Field) -> str:
    """Say how many the results have: `14 rows`, or `25 persons in 7 teams` where teams name their members."""
    if field.persons is None or not field.teams or not _are_persons_told(field):
        return plural(len(field.starters), "row")
    return f"{plural(field.persons, 'person')} in {plural(len(field.teams), 'team')}"


def _are_persons_told(field: Field) -> bool:
    """Say whether it is told how many persons started.

    A team may start with others in the next round: whom a count of several rounds counts is nowhere told.
    """
    return field.persons is not None and not (field.teams and len(field.tables) > 1)


def _may_be_teams(view: View, field: Field, stated: int, rows: int) -> bool:
    """Say whether each row may be a team: as many rows as nations are stated, and a multiple of them competitors."""
    nations = {int(count) for count, _ in by_value(view.said_of(field.scope.event_id, "nations"))}
    return rows > 0 and stated % rows == 0 and stated // rows > 1 and (not nations or rows in nations)


def rows_match_nations(view: View) -> Iterator[Check]:
    """A stated number of nations that the rows do not have: a wrong flag, or a nation that changed its name."""
    for field in view.once(fields):
        for count, statements in by_value(view.said_of(field.scope.event_id, "nations")):
            yield _nations(view, field, int(count), statements)


def _nations(view: View, field: Field, stated: int, statements: list[LinkedStatement]) -> Check:
    known = [row_noc(view, field.scope.event_id, row) for row in field.starters]
    codes = sorted({code for code, _ in known if code})
    without = sum(code is None for code, _ in known)
    ids = [*ids_of(statements), *(identifier for _, evidence in known for identifier in evidence)]
    found = plural(len(codes), "nation") + (f" and {plural(without, 'row')} without one" if without else "")
    outcome: CheckOutcome = "pass" if len(codes) == stated and not without else "fail"
    message = f"{stated} nations are stated, and the rows are of {len(codes)}: {listed(codes)}"
    if outcome == "fail" and (lacking := field.lacks_rounds(stated)):
        outcome, message = "unverifiable", f"{stated} nations are stated, and {lacking}"
    elif field.entries is None or (without and len(codes) <= stated):
        outcome = "unverifiable"
        missing = field.missing or f"that of {without} of the {len(known)} rows is missing"
        message = f"{stated} nations are stated; {missing}"
    elif outcome == "fail":
        message += (
            f"{_with_all_rows(view, field, stated)}; look for a wrong or missing nation in a row, or at the count"
        )
    return field.scope.check("rows_match_nations", str(stated), outcome, str(stated), found, message, ids)


def _with_all_rows(view: View, field: Field, stated: int) -> str:
    """Say whether the number is that of all rows, those who did not start included."""
    codes = {row_noc(view, field.scope.event_id, row)[0] for row in field.entries or ()}
    return "; with those who did not start they are equal" if len(codes - {None}) == stated else ""


def nation_limit(view: View) -> Iterator[Check]:
    """More competitors of one nation than its limit allows: a wrong nation in a row, or a limit of other Games."""
    for field in view.once(fields):
        for limit, statements in by_value(view.said_of(field.scope.event_id, "nation_limit")):
            if field.entries is not None and not field.are_teams:
                yield from _limit_in_rows(view, field, int(limit), statements)


def _limit_in_rows(view: View, field: Field, limit: int, statements: list[LinkedStatement]) -> Iterator[Check]:
    members: dict[str, list[TableRow]] = defaultdict(list)
    evidence: list[str] = ids_of(statements)
    for row in field.starters:
        code, supporting = row_noc(view, field.scope.event_id, row)
        members[code or ""].append(row)
        evidence += supporting
    without = members.pop("", [])
    above = {code: rows for code, rows in sorted(members.items()) if len(rows) > limit}
    for code, rows in above.items():
        names = listed(row.label for row in rows)
        message = f"at most {limit} of each nation could enter, but {len(rows)} rows are of {code}: {names}"
        ids = [*ids_of(statements), *(i for row in rows for i in row_noc(view, field.scope.event_id, row)[1])]
        yield field.scope.check(
            "nation_limit", f"{limit} {code}", "fail", f"at most {limit}", str(len(rows)), message, ids
        )
    if not above:
        most = max(map(len, members.values()), default=0)
        found = f"at most {most}" + (f", {plural(len(without), 'row')} without a nation" if without else "")
        outcome: CheckOutcome = "unverifiable" if without else "pass"
        message = f"no nation has more than its limit of {limit}"
        if without:
            message += f" so far as is told; the nation of {len(without)} of the {len(field.starters)} rows is missing"
        yield field.scope.check("nation_limit", f"{limit}", outcome, f"at most {limit}", found, message, evidence)


def counts_fit_nation_limit(view: View) -> Iterator[Check]:
    """More competitors than the nations' limit allows, or fewer than nations: a count of another round or event."""
    teams = {field.scope.event_id for field in view.once(fields) if field.are_teams}
    for limit_statement in _one_per_value(view, "nation_limit"):
        event_id = limit_statement.event_id
        for competitors, some in by_value(view.said_of(event_id, "competitors")):
            for nations, others in by_value(view.said_of(event_id, "nations")):
                sides = ((competitors, some), (nations, others))
                yield _counts(view, limit_statement, *sides, are_teams=event_id in teams)


def _one_per_value(view: View, name: str) -> Iterator[LinkedStatement]:
    seen: set[tuple[str, str | None, Decimal]] = set()
    for linked in view.said(name):
        number = linked.statement.value.number
        key = (linked.document_id, linked.event_id, number or Decimal(0))
        if number is not None and linked.statement.subject.kind == "event" and key not in seen:
            seen.add(key)
            yield linked


def _counts(
    view: View,
    linked: LinkedStatement,
    competitors: tuple[Decimal, list[LinkedStatement]],
    nations: tuple[Decimal, list[LinkedStatement]],
    *,
    are_teams: bool,
) -> Check:
    limit, entered, count = int(linked.statement.value.number or 0), int(competitors[0]), int(nations[0])
    expected = str(count) if limit == 1 else f"{count} to {count * limit}"
    outcome: CheckOutcome = "pass" if count <= entered <= limit * count else "fail"
    message = f"{plural(count, 'nation')} with at most {limit} each give {expected} competitors; {entered} are stated"
    if outcome == "fail" and count and (are_teams or entered % count == 0):
        outcome, message = "unverifiable", f"{message}, which may be teams: how many each team had is missing"
    elif outcome == "fail":
        message += "; look at the limit and at both counts"
    key = f"{limit} {entered} {count}"
    ids = [linked.statement_id, *ids_of(competitors[1]), *ids_of(nations[1])]
    return view.scope(linked).check("counts_fit_nation_limit", key, outcome, expected, str(entered), message, ids)


def start_order_within_field(view: View) -> Iterator[Check]:
    """A place in the starting order beyond the number of competitors: a race number taken for it."""
    for linked in view.said("start_order"):
        number = linked.statement.value.number
        counts = view.said_of(linked.event_id, "competitors")
        stated = [s.statement.value.number for s in counts if s.statement.value.number is not None]
        if number is None or not stated:
            continue
        largest = max(stated)
        outcome: CheckOutcome = "pass" if number <= largest else "fail"
        who = linked.statement.subject.name or "a competitor"
        message = f"{who} started as number {number} of {largest}"
        if outcome == "fail":
            message += "; look whether this is a race number"
        ids = [linked.statement_id, *ids_of(counts)]
        key = f"{who} {number}"
        yield view.scope(linked).check(
            "start_order_within_field", key, outcome, f"at most {largest}", str(number), message, ids
        )


def rows_match_listed_count(view: View) -> Iterator[Check]:
    """A source that lists more or fewer than the results have: it leaves some out, or the results do."""
    for field in view.once(fields):
        for linked in view.said_of(field.scope.event_id, "listed_count"):
            count = linked.statement.value.number
            if count is None or field.entries is None or linked.document_id != field.scope.document_id:
                continue
            source, rows = linked.statement.attributed_to or "a source", len(field.starters)
            outcome: CheckOutcome = "pass" if rows == count else "fail"
            message = f"{source} lists {count}, and the results have {plural(rows, 'row')}"
            if outcome == "fail":
                message += "; look for those whom one of them leaves out"
            ids = [linked.statement_id, *field.ids()]
            key = f"{source} {count}"
            yield field.scope.check(
                "rows_match_listed_count", key, outcome, str(count), plural(rows, "row"), message, ids
            )


def omitted_competitors(view: View) -> Iterator[Check]:
    """A source that omits competitors and counts as if it did not: what it must have left, and at which ranks."""
    for field in view.once(fields):
        said = view.said_of(field.scope.event_id, "omitted_by", "entrant")
        sources = full_names(linked.statement.value.text for linked in said)
        omitted: dict[str, list[LinkedStatement]] = defaultdict(list)
        for linked in said:
            omitted[sources[linked.statement.value.text]].append(linked)
        for source, statements in sorted(omitted.items()):
            if field.entries is not None:
                yield _omitted(view, field, source, statements)


def _omitted(view: View, field: Field, source: str, statements: list[LinkedStatement]) -> Check:
    subjects = {linked.subject: linked.statement.subject.name or linked.subject for linked in statements}
    remain = len(field.starters) - len(subjects)
    counts = view.said_of(field.scope.event_id, "listed_count")
    own = [s for s in counts if _same_source(s.statement.attributed_to or "", source)]
    stated = sorted({int(s.statement.value.number) for s in own if s.statement.value.number is not None})
    outcome: CheckOutcome = "unverifiable" if not stated else "pass" if stated == [remain] else "fail"
    found = ", ".join(map(str, stated)) or "not stated"
    message = (
        f"{source} omits {listed(subjects.values())}: {remain} of the {len(field.starters)} remain there"
        f"{_effect_on_ranks(view, field, subjects)}; how many it lists is {'missing' if not stated else found}"
    )
    ids = [*ids_of(statements), *ids_of(own), *field.ids()]
    return field.scope.check("omitted_competitors", source, outcome, str(remain), found, message, ids)


def _same_source(a: str, b: str) -> bool:
    return a == b or is_short_form(a, b) or is_short_form(b, a)


def _effect_on_ranks(view: View, field: Field, subjects: dict[str, str]) -> str:
    """Say which rank each rank below the omitted would be without them."""
    gone = [rank for subject in subjects if (rank := _rank_of(view, field, subject)) is not None]
    ranks = Counter(rank for row in field.starters if (rank := row.whole("rank")) is not None)
    moved = [(rank, rank - sum(other < rank for other in gone)) for rank in sorted(ranks)]
    left = [(old, new) for old, new in moved if new != old and ranks[old] > gone.count(old)]
    if len(gone) < len(subjects):
        return f", at ranks that are not stated of {len(subjects) - len(gone)} of them"
    return f", and {', '.join(f'rank {old} is {new}' for old, new in left)}" if left else ""


def _rank_of(view: View, field: Field, subject: str) -> int | None:
    row = next((row for row in field.starters if row.subject == subject), None)
    if row and row.whole("rank") is not None:
        return row.whole("rank")
    fact = view.judged.facts.get(subject, "rank")
    return int(fact.value.number) if fact and fact.value and fact.value.number is not None else None
