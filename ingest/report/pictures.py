"""Pictures where people would rather look: records over the years, splits, marks as stated and as suggested."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import groupby

from ingest.markup import EMPTY, Html, join
from ingest.report import charts
from ingest.report.charts import HEIGHT, LEFT, RIGHT, TOP, WIDTH, Scale
from ingest.report.rows import Row, maybe, text, texts, whole
from ingest.report.words import capital, mark, number, plain

_RACERS_SHOWN = 10
_DAYS_IN_YEAR = 365.25
_LABEL_GAP = 13
_ROW_HEIGHT = 20
_MARKS_SHOWN = 60
_EDGE = WIDTH - RIGHT


def progressions(rows: Iterable[Row]) -> Html:
    """Return a stepped line for each record; `rows` of record_progression are those of one event."""
    ordered = sorted(rows, key=lambda r: (*_record_of(r), text(r, "document_id"), whole(r, "position")))
    return join(_progression(key, _together(list(of))) for key, of in groupby(ordered, key=_record_of))


def _record_of(row: Row) -> tuple[str, str, str]:
    return text(row, "record"), text(row, "event"), text(row, "gender")


def _together(rows: Sequence[Row]) -> list[Row]:
    """Return the steps of one record over the years; one that several articles tell is taken from the longest list."""
    articles = [list(of) for _, of in groupby(rows, key=lambda row: text(row, "document_id"))]
    told: set[tuple[int, object]] = set()
    found: list[Row] = []
    for article in sorted(articles, key=len, reverse=True):
        steps = [(int(_year(row) or 0), row.get("mark")) for row in article]
        found += [row for step, row in zip(steps, article, strict=True) if step not in told]
        told.update(steps)
    return sorted(found, key=lambda row: (_year(row) or 0, whole(row, "position")))


def _progression(key: tuple[str, str, str], rows: Sequence[Row]) -> Html:
    record, event, _ = key
    points = [
        (when, float(str(row["mark"])), row) for row in rows if (when := _year(row)) and row.get("mark") is not None
    ]
    if len(points) < 2:
        return EMPTY
    unit = text(rows[0], "mark_unit")
    title = f"{capital(plain(record))} record, {plain(event)}: how it moved"
    x, y = charts.across(when for when, _, _ in points), charts.upwards(value for _, value, _ in points)
    places = [(x.at(when), y.at(value)) for when, value, _ in points]
    dots = join(
        charts.dot(*place, "point", f"{text(row, 'mark_text')}, {_holder(row)}, {_day(row)}")
        for place, (_, _, row) in zip(places, points, strict=True)
    )
    (first_year, _, first), (last_year, _, last) = points[0], points[-1]
    says = (
        f"A stepped line over the years from {int(first_year)} to {int(last_year)}: {len(points)} records, from "
        f"{text(first, 'mark_text')} by {_holder(first)} to {text(last, 'mark_text')} by {_holder(last)}."
    )
    ends = (*places[:1], *places[-1:])
    labels = join(
        charts.words(_EDGE + 8 if is_last else at_x + 8, at_y + (4 if is_last else -6), "label",
                     f"{text(row, 'mark_text')} {_surname(row)}")
        for (at_x, at_y), row, is_last in zip(ends, (first, last), (False, True), strict=True)
    )  # fmt: skip
    inside = join(
        (_heights(y, unit), _years(x), charts.stepped([*places, (_EDGE, places[-1][1])], "step"), dots, labels)
    )
    table = charts.figures(
        title, ("Date", "Mark", "Competitor", "NOC"),
        ((_day(row), text(row, "mark_text"), _holder(row), text(row, "noc")) for _, _, row in points),
    )  # fmt: skip
    return charts.picture(title, says, inside, table)


def _year(row: Row) -> float | None:
    when = row.get("date")
    if isinstance(when, date):
        return when.year + when.timetuple().tm_yday / _DAYS_IN_YEAR
    return float(whole(row, "year")) or None


def _day(row: Row) -> str:
    return text(row, "date") or text(row, "year")


def _holder(row: Row) -> str:
    return maybe(row, "competitor") or "an unnamed competitor"


def _surname(row: Row) -> str:
    return text(row, "competitor").split(" ")[-1]


def splits(rows: Sequence[Row]) -> Html:
    """Return the gaps to the fastest at each split, for each race; `rows` of splits are those of one event."""
    races: dict[tuple[str, int, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        races[text(row, "document_id"), whole(row, "table_index"), text(row, "round"), text(row, "heat")].append(row)
    return join(_race(name, races[name]) for name in sorted(races))


def _race(key: tuple[str, int, str, str], rows: Sequence[Row]) -> Html:
    names, times = _times(rows)
    shown = sorted(times)[:_RACERS_SHOWN]
    distances = sorted({distance for at in shown for distance in times[at]})
    if len(distances) < 2 or len(shown) < 2:
        return EMPTY
    best = {d: min(times[at][d] for at in shown if d in times[at]) for d in distances}
    gaps = {at: [(d, times[at][d] - best[d]) for d in distances if d in times[at]] for at in shown}
    x = charts.across(distances)
    y = charts.scale((gap for of in gaps.values() for _, gap in of), TOP, HEIGHT - charts.BOTTOM)
    where = ", ".join(word for word in (key[2], f"heat {key[3]}" if key[3] else "") if word)
    title = f"Splits{f' ({where})' if where else ''}: behind the fastest at each distance"
    lines = join(
        charts.line([(x.at(d), y.at(gap)) for d, gap in gaps[at]], f"race r{n % 5}") for n, at in enumerate(shown)
    )
    ends = charts.spread([y.at(gaps[at][-1][1]) + 4 for at in shown], _LABEL_GAP, TOP + 4, HEIGHT - 24)
    labels = join(
        charts.words(_EDGE + 8, end, f"label r{n % 5}", names[at])
        for n, (at, end) in enumerate(zip(shown, ends, strict=True))
    )
    lasts = ((names[at], *gaps[at][-1]) for at in shown)
    behind = "; ".join(f"{name} {number(round(gap, 3))} s behind at {number(d)} m" for name, d, gap in lasts)
    says = f"A line for each of {len(shown)} competitors: seconds behind the fastest at {len(distances)} distances. "
    table = charts.figures(
        title, ("Competitor", *(f"{number(d)} m" for d in distances)),
        ((names[at], *(mark(times[at].get(d), "s") for d in distances)) for at in shown),
    )  # fmt: skip
    return charts.picture(title, says + behind, join((_gaps(y), _distances(x, distances), lines, labels)), table)


def _times(rows: Sequence[Row]) -> tuple[dict[int, str], dict[int, dict[float, float]]]:
    """Return who stands in each row, and their times by distance."""
    names: dict[int, str] = {}
    times: dict[int, dict[float, float]] = defaultdict(dict)
    for row in rows:
        at = whole(row, "row_index")
        names[at] = maybe(row, "competitor") or f"row {at + 1}"
        times[at][float(str(row["distance_m"]))] = float(str(row["split_s"]))
    return names, times


def suggested(rows: Sequence[Row], statement: Callable[[str], Row | None]) -> Html:
    """Return the marks of each table as stated, as published and as suggested, where these differ."""
    tables = groupby(rows, key=lambda r: (text(r, "document_id"), whole(r, "table_index"), text(r, "round")))
    return join(_marks(list(of), statement) for _, of in tables)


def _marks(rows: Sequence[Row], statement: Callable[[str], Row | None]) -> Html:
    points = [(row, *found) for row in rows if (found := _three(row, statement))]
    if not any(stated != final or hint is not None for _, stated, final, hint in points) or len(points) < 2:
        return EMPTY
    points, unit = points[:_MARKS_SHOWN], text(rows[0], "mark_unit")
    height = TOP + charts.BOTTOM + _ROW_HEIGHT * len(points)
    x = charts.scale((v for _, *values in points for v in values if v is not None), LEFT + 130, WIDTH - 24)
    title = "Marks as stated (hollow), as published (filled) and as suggested (diamond)"
    inside, lines = [], []
    for at, (row, stated, final, hint) in enumerate(points):
        y = TOP + _ROW_HEIGHT * at + 10
        name = f"{text(row, 'rank')} {text(row, 'competitor') or '(no name)'}".strip()
        inside += [charts.words(4, y + 4, "label", name[:28]), _three_points(x, y, stated, final, hint, unit)]
        lines.append(
            (name, text(row, "mark_stated"), mark(row.get("mark"), unit), mark(row.get("mark_suggested"), unit))
        )
    says = "; ".join(
        f"{name}: stated {a}, published {b or 'none'}{f', suggested {c}' if c else ''}" for name, a, b, c in lines
    )
    ticks = join(charts.words(x.at(tick), height - 12, "tick", mark(tick, unit)) for tick in x.ticks())
    grid = join(charts.rule(x.at(tick), TOP, x.at(tick), height - 28, "grid") for tick in x.ticks())
    table = charts.figures(title, ("Competitor", "Stated", "Published", "Suggested"), lines)
    return charts.picture(title, says, join((grid, ticks, *inside)), table, height)


def _three(row: Row, statement: Callable[[str], Row | None]) -> tuple[float, float | None, float | None] | None:
    """Return a row's mark as stated, as published and as suggested; None where its own cell states no number."""
    for identifier in texts(row, "supporting"):
        said = statement(identifier)
        if said and said.get("property") == "mark" and said.get("value_text") == row.get("mark_stated"):
            own = said.get("value_number")
            return None if own is None else (float(str(own)), _real(row, "mark"), _real(row, "mark_suggested"))
    return None


def _real(row: Row, column: str) -> float | None:
    value = row.get(column)
    return None if value is None else float(str(value))


def _three_points(x: Scale, y: float, stated: float, final: float | None, hint: float | None, unit: str) -> Html:
    others = [v for v in (final, hint) if v is not None and v != stated]
    links = join(charts.rule(x.at(stated), y, x.at(v), y, "shift") for v in others)
    dots = [charts.dot(x.at(stated), y, "stated", f"stated {mark(stated, unit)}", 4)]
    if final is not None:
        dots.append(charts.dot(x.at(final), y, "final", f"published {mark(final, unit)}", 3))
    if hint is not None:
        at = x.at(hint)
        dots.append(charts.line([(at, y - 5), (at + 5, y), (at, y + 5), (at - 5, y), (at, y - 5)], "hint"))
    return join((links, *dots))


def _heights(y: Scale, unit: str) -> Html:
    return join(
        join(
            (
                charts.rule(LEFT, y.at(t), _EDGE, y.at(t), "grid"),
                charts.words(LEFT - 6, y.at(t) + 4, "tick end", mark(t, unit)),
            )
        )
        for t in y.ticks()
    )


def _years(x: Scale) -> Html:
    ticks = sorted({round(tick) for tick in x.ticks(8)})
    return join(charts.words(x.at(tick), HEIGHT - 12, "tick", tick) for tick in ticks)


def _gaps(y: Scale) -> Html:
    return join(
        join((charts.rule(LEFT, y.at(t), _EDGE, y.at(t), "grid"),
              charts.words(LEFT - 6, y.at(t) + 4, "tick end", f"+{number(t)} s" if t else "0")))
        for t in y.ticks() if t >= 0
    )  # fmt: skip


def _distances(x: Scale, distances: Sequence[float]) -> Html:
    step = max(1, len(distances) // 8)
    return join(charts.words(x.at(d), HEIGHT - 12, "tick", f"{number(d)} m") for d in distances[::step])
