"""Facts on an event's page: those in dispute in brief, each with a page of its own; the others by their subjects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from ingest.markup import Html, join, listed, template, when
from ingest.report.evidence import Evidence
from ingest.report.paths import fact_page
from ingest.report.pieces import MORE
from ingest.report.rows import Row, alternatives, maybe, sort_key, text, texts, whole
from ingest.report.subjects import qualifiers
from ingest.report.words import STATUSES, capital, number, property_name, rule_meaning
from ingest.words import counted
from schemas.facts import CONTESTED

WORST_FIRST = {status: number for number, status in enumerate(STATUSES)}
ORDER = ("subject", "property", "round", "heat", "distance_m", "as_of", "fact_id")
_CANDIDATES_SHOWN = 8
_VALUE_LENGTH = 120
_PLACES_SHOWN = 12
_FILE = "reconciliation.parquet"

_CARD = template("""<article class="card fact" id="%s" data-s="%s" data-p="%s" data-r="%s">
<h3><span>%s</span> <a class="anchor" href="#%s" aria-label="Link to this fact">#</a></h3>
<p>Published: %s <span class="tag is-%s">%s</span> <span class="note">%s Rule <a
href="../methodology.html#%s"><code>%s</code></a></span></p>
<p class="stated">The sources say %s.</p>
%s</article>
""")
_CANDIDATE = template('<bdi class="value">%s</bdi> <span class="note">(%s)</span>')
_VALUE = template('<strong class="value"><bdi>%s</bdi></strong>%s')
_EXACTLY = template(' <span class="note">(%s)</span>')
_NO_VALUE = Html('<strong class="value">no value</strong>')
_SAME = template('<div class="same"><p>The very same words also tell:</p>%s</div>\n')
_SAME_FACT = template('<li id="%s" data-s="%s" data-p="%s" data-r="%s"><a href="../%s">%s</a>: <bdi>%s</bdi></li>')

_NAME = template('<a href="../%s">%s</a>%s')
_OF = template('<span class="of"><span class="visually-hidden">, </span>%s</span>')

_GROUP = template("""<section class="subject"><h3>%s</h3>%s
<ul class="quiet">
%s</ul></section>
""")
_SOURCE_ROW = template('<p class="source-row">%s <span class="where">%s</span></p>')
_FACT = template("""<li id="%s" data-s="%s" data-p="%s" data-r="%s"><a class="name" href="#%s">%s</a> <span><b
class="value"><bdi>%s</bdi></b>%s%s</span> <span class="from"><span class="tag is-%s">%s</span> %s</span></li>
""")
_FROM = template("%s %s")
_SUGGESTED = template(
    ' <span class="note">most likely <em>%s</em>, by a <a href="#results">tested hypothesis</a></span>'
)
_PLACE = ("document_id", "excerpt", "char_start", "char_end", "selector", "table_index", "cell_row", "column_index")


class Facts:
    """Turns rows of `reconciliation` into HTML. `suggestions` are marks that only a hypothesis gives, by statement."""

    def __init__(
        self, evidence: Evidence, decisions: Mapping[str, Row], suggestions: Mapping[tuple[str, ...], str]
    ) -> None:
        self.evidence = evidence
        self.decisions = decisions
        self._suggestions = suggestions

    def on(self, evidence: Evidence) -> Facts:
        """Return the same on other evidence."""
        return Facts(evidence, self.decisions, self._suggestions)

    # In dispute

    def cards(self, rows: Sequence[Row]) -> Html:
        """Return facts in dispute in brief, those that rest on the same words together."""
        return join(self._card(group) for group in same_question(rows, self.evidence))

    def _card(self, group: Sequence[Row]) -> Html:
        row, *same = group
        identifier, rule, status = text(row, "fact_id"), text(row, "rule"), text(row, "status")
        return _CARD(
            identifier, status, text(row, "property"), rule, self._title(row), identifier,
            value_of(row), status, status, rule_meaning(rule), rule, rule,
            _candidates(row), when(same, _SAME, listed("ul", map(self._same, same))),
        )  # fmt: skip

    def _title(self, row: Row) -> Html:
        """Return what a fact is in words, linked to its page: the property, of whom, and in which event."""
        entrant, whole_name = self.evidence.subjects.parts(text(row, "subject"))
        return _NAME(fact_page(text(row, "fact_id")), fact_name(row, entrant), _OF(whole_name))

    def _same(self, row: Row) -> Html:
        entrant, _ = self.evidence.subjects.parts(text(row, "subject"))
        return _SAME_FACT(
            text(row, "fact_id"), text(row, "status"), text(row, "property"), text(row, "rule"),
            fact_page(text(row, "fact_id")), fact_name(row, entrant), maybe(row, "value_text") or "no value",
        )  # fmt: skip

    # Not in dispute

    def quiet(self, rows: Sequence[Row]) -> Html:
        """Return facts that nothing contests, by whom they are about; `rows` are in the order of subjects."""
        return join(self._subject(subject, list(of)) for subject, of in groupby(rows, key=lambda r: text(r, "subject")))

    def _subject(self, subject: str, rows: Sequence[Row]) -> Html:
        entrant, name = self.evidence.subjects.parts(subject)
        shown: dict[tuple[object, ...], Html] = {}
        facts = join(self._fact(row, shown) for row in rows)
        return _GROUP(entrant or name, join(shown.values()), facts)

    def _fact(self, row: Row, source_rows: dict[tuple[object, ...], Html]) -> Html:
        identifier, status, value = text(row, "fact_id"), text(row, "status"), text(row, "value_text")
        places = _together(self.evidence.statements(texts(row, "supporting")))
        shown = [self._from(group, value, source_rows) for group in places[:_PLACES_SHOWN]]
        if more := sum(map(len, places[_PLACES_SHOWN:])):
            shown.append(MORE(counted(more, "more statement"), _FILE))
        exactly, hint = exact_value(row), self._suggestions.get(texts(row, "supporting")[:1])
        return _FACT(
            identifier, status, text(row, "property"), text(row, "rule"), identifier, fact_name(row, ""), value,
            when(exactly, _EXACTLY, exactly), when(hint, _SUGGESTED, hint), status, status, join(shown, "; "),
        )  # fmt: skip

    def _from(self, group: Sequence[Row], value: str, source_rows: dict[tuple[object, ...], Html]) -> Html:
        """Return where a fact is from: its words, unless they are the value, and its place; its row is shown once."""
        statement = group[0]
        title = self.evidence.title(text(statement, "document_id"))
        is_in_table = statement.get("source_kind") == "table"
        key = tuple(map(statement.get, ("document_id", "table_index", "cell_row"))) if is_in_table else (title,)
        if key not in source_rows:
            source_rows[key] = _SOURCE_ROW(self.evidence.row(statement), title)
        place = self.evidence.place(statement)
        return place if text(statement, "excerpt") == value else _FROM(self.evidence.words(*group), place)


def _together(statements: Iterable[Row]) -> list[list[Row]]:
    """Return statements by place: several may stand in the same words."""
    found: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in statements:
        found[tuple(map(row.get, _PLACE))].append(row)
    return list(found.values())


def same_question(rows: Iterable[Row], evidence: Evidence) -> list[list[Row]]:
    """Return facts in lists, those together that rest on the very same words of the same places, in their order.

    A cell is a statement of the winner's mark and one of the winning mark: whoever settles one has settled both.
    """
    found: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in rows:
        sides = (frozenset(_said_there(row, side, evidence)) for side in ("supporting", "opposing"))
        found[(maybe(row, "event_id"), *sides)].append(row)
    return list(found.values())


def _said_there(row: Row, side: str, evidence: Evidence) -> Iterator[tuple[object, ...]]:
    """Yield the places and values of the statements on a side of a fact."""
    for identifier in texts(row, side):
        statement = evidence.statement(identifier)
        yield (identifier,) if statement is None else (*map(statement.get, _PLACE), statement.get("value_text"))


def _candidates(row: Row) -> Html:
    """Return the values stated in a line, the chosen one first; the fact's page has every one whole."""
    stated = sorted(alternatives(row), key=lambda candidate: candidate[0] != row.get("value_text"))
    shown = [_CANDIDATE(_short(value), counted(len(ids), "statement")) for value, ids in stated[:_CANDIDATES_SHOWN]]
    more = len(stated) - _CANDIDATES_SHOWN
    if more > 0:
        shown.append(template("%s on its page")(counted(more, "more value")))
    return join(shown, " or ") if shown else template("%s")(counted(whole(row, "statement_count"), "thing"))


def _short(value: str) -> str:
    return value if len(value) <= _VALUE_LENGTH else f"{value[:_VALUE_LENGTH]}…"


def fact_name(row: Row, entrant: str) -> str:
    """Return what a fact is in words, without its event: `Mark of Willy Hansen (final)`."""
    told = qualifiers(row)
    of = f" of {entrant}" if entrant else ""
    return f"{capital(property_name(text(row, 'property')))}{of}{f' ({told})' if told else ''}"


def value_of(row: Row) -> Html:
    """Return the published value with what it means, or that there is none."""
    value, exactly = maybe(row, "value_text"), exact_value(row)
    return _NO_VALUE if value is None else _VALUE(value, when(exactly, _EXACTLY, exactly))


def exact_value(row: Row) -> str:
    """Return what a value means, where the text alone does not say it: a number with its unit, or a date."""
    if row.get("value_unit") is not None:
        meant = f"{number(row.get('value_number'))} {row['value_unit']}"
    else:
        meant = text(row, "value_date") or number(row.get("value_number"))
    return "" if meant == row.get("value_text") else meant


def worst_first(rows: Iterable[Row]) -> list[Row]:
    """Return facts by status, the worst first, then by subject and property."""
    return sorted(rows, key=lambda row: (WORST_FIRST[text(row, "status")], sort_key(row, ORDER)))


def weight(row: Row) -> int:
    """Return how much room a fact takes: the statements that are shown of it, and itself."""
    shown = _PLACES_SHOWN if row.get("status") not in CONTESTED else 2
    return 2 + min(whole(row, "statement_count"), shown)
