"""Checks: each with both sides and the statements of both; those that pass in brief."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.markup import EMPTY, Html, join, template
from ingest.report.evidence import About, Evidence
from ingest.report.pieces import NAMED_OF
from ingest.report.rows import Row, maybe, sort_key, text, texts
from ingest.report.words import OUTCOMES, capital, plain
from ingest.words import counted

ORDER = ("event_id", "document_id", "kind", "check_id")
_QUOTES_SHOWN = 60
_OPEN_UP_TO = 4
_FILE = "checks.parquet"
_WORST_FIRST = {outcome: number for number, outcome in enumerate(OUTCOMES)}

_CARD = template("""<article class="card check" id="%s" data-s="%s" data-p="%s">
<h3><span>%s</span> <a class="anchor" href="#%s" aria-label="Link to this check">#</a></h3>
<p><span class="tag is-%s">%s</span> %s</p>
<dl class="sides"><div><dt>Expected</dt><dd><bdi>%s</bdi></dd></div>
<div><dt>Found</dt><dd><bdi>%s</bdi></dd></div></dl>
%s<p class="ids"><code>%s</code></p>
</article>
""")
_FOLDED = template("<details><summary>The %s of both sides</summary>%s</details>\n")
_GLANCE = template('<li><a class="name" href="%s">%s</a><span class="of">%s</span> %s</li>\n')
_PASSING = template('<details class="passing"><summary>%s</summary><ul class="lines">%s</ul></details>\n')
_LINE = template('<li id="%s"><span class="tag is-pass">pass</span> %s: %s</li>\n')


class Checks:
    """Turns rows of `checks` into HTML."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence

    def cards(self, rows: Iterable[Row]) -> Html:
        """Return checks that do not pass."""
        return join(map(self.card, rows))

    def passing(self, rows: Sequence[Row]) -> Html:
        """Return checks that pass, in brief; nothing where there are none."""
        return passing_list(join(map(self.passing_line, rows)), len(rows)) if rows else EMPTY

    def passing_line(self, row: Row) -> Html:
        """Return a check that passes, in brief."""
        return _LINE(text(row, "check_id"), kind_name(row), text(row, "message"))

    def subject(self, row: Row) -> str:
        """Return what a check is on: an event, an article, or several articles."""
        event_id, document_id = maybe(row, "event_id"), maybe(row, "document_id")
        if event_id:
            return self._evidence.subjects.event(event_id)
        return self._evidence.title(document_id) if document_id else "across articles"

    def card(self, row: Row) -> Html:
        """Return a check that does not pass, with the statements of both sides."""
        identifier, outcome = text(row, "check_id"), text(row, "outcome")
        return _CARD(
            identifier, outcome, text(row, "kind"), NAMED_OF(kind_name(row), self.subject(row)), identifier,
            outcome, outcome, text(row, "message"), text(row, "expected"), text(row, "found"),
            self._quotes(row), identifier,
        )  # fmt: skip

    def _quotes(self, row: Row) -> Html:
        identifiers = texts(row, "statement_ids")
        quotes = self._evidence.quotes(identifiers, About(maybe(row, "event_id")), _QUOTES_SHOWN, _FILE)
        if len(identifiers) <= _OPEN_UP_TO:
            return quotes
        return _FOLDED(counted(len(identifiers), "statement"), quotes)


def passing_list(lines: Html, count: int) -> Html:
    """Return checks that pass as a list that unfolds."""
    return _PASSING(f"{counted(count, 'check')} passed", lines)


def check_line(row: Row, href: str, turn: Checks) -> Html:
    """Return a check on the first page."""
    return _GLANCE(href, kind_name(row), turn.subject(row), text(row, "message"))


def kind_name(row: Row) -> str:
    """Return a check's kind in words."""
    return kind_words(text(row, "kind"))


def kind_words(kind: str) -> str:
    """Return a kind of checks in words."""
    return capital(plain(kind))


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Return checks by outcome, the worst first, then by event and article."""
    return sorted(rows, key=lambda row: (_WORST_FIRST[text(row, "outcome")], sort_key(row, ORDER)))


def weight(row: Row) -> int:
    """Return how much room a check takes."""
    return 2 if row.get("outcome") == "pass" else 3 + min(len(texts(row, "statement_ids")), _QUOTES_SHOWN)
