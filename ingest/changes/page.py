"""The page of a change: self-contained, no script, the worst first. What articles say is escaped wherever it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import islice

from ingest.changes.diff import Difference
from ingest.changes.facts import FactChange, FactChanges, Kind
from ingest.changes.losses import Loss
from ingest.markup import EMPTY, Html, csp_hash, join, template, visible
from ingest.words import counted

LIMIT = 200
"""How many facts of a kind, causes or articles are shown; the rest is counted, and complete in changes.parquet."""

_SECTIONS = {
    Kind.DISPUTED: ("Facts that lost their value", "The sources now contradict each other and no rule may decide."),
    Kind.GONE: ("Facts that nothing states any more", "They were published, and no source says them now."),
    Kind.CHANGED: ("Changed values", "The published value is another."),
    Kind.JUDGED: ("Judged otherwise", "The value is what it was; its status or the rule that gave it is another."),
    Kind.SETTLED: ("No longer in dispute", "They had no value and have one now."),
    Kind.ADDED: ("New facts", "Nothing stated them before."),
}

_PAGE = template("""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; style-src '%s'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>What became different: %s to %s – photofinish</title>
<style>%s</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header>
<p class="brand">photofinish</p>
<h1>What became different</h1>
<p>From version <code>%s</code> to <code>%s</code>. Every row and value is in <code>changes.parquet</code>
beside this page.</p>
</header>
<main id="main" tabindex="-1">
%s</main>
</body>
</html>
""")
_SECTION = template('<section id="%s" aria-labelledby="%s-title">\n<h2 id="%s-title">%s</h2>\n%s</section>\n')
_TABLE = template(
    '<div class="scroll" role="region" aria-label="%s" tabindex="0">\n<table>\n<caption>%s</caption>\n'
    "<thead><tr>%s</tr></thead>\n<tbody>\n%s</tbody>\n</table>\n</div>\n"
)
_HEAD, _COUNT_HEAD = template('<th scope="col">%s</th>'), template('<th scope="col" class="count">%s</th>')
_ROW, _NAME = template("<tr>%s</tr>\n"), template('<th scope="row">%s</th>')
_CELL, _COUNT_CELL = template("<td>%s</td>"), template('<td class="count">%s</td>')
_PARAGRAPH, _NONE = template("<p>%s</p>\n"), template('<p class="none">%s</p>\n')
_MORE, _LOSS = template('<p class="more">%s</p>\n'), template('<p class="loss">%s</p>\n')
_FACT = template('%s<span class="of">of <code>%s</code></span>')
_VALUE, _STATUS = template("<bdi>%s</bdi>"), template('<span class="tag is-%s">%s</span>')
_CAUSE = template('%s<span class="of">%s</span>')


def render_changes(
    found: Difference, facts: FactChanges, losses: Sequence[Loss], shrunken: Sequence[Loss], accepted: str | None
) -> str:
    """Return index.html of a change; `accepted` is the reason for which losses beyond the budget were taken."""
    sections = [_coverage(losses, shrunken, accepted)]
    sections += [_facts(kind, facts) for kind in Kind]
    sections += [_inputs(found), _causes(found.causes), _datasets(found)]
    css = _css()
    old, new = found.old.version, found.new.version
    return visible(_PAGE(csp_hash(css), old, new, css, old, new, join(sections)))


@cache
def _css() -> Html:
    return Html((files("ingest.changes") / "static" / "changes.css").read_text(encoding="utf-8"))


def _section(identifier: str, title: str, body: Html) -> Html:
    return _SECTION(identifier, identifier, identifier, title, body)


def _table(caption: str, head: Sequence[Html], rows: Iterable[Sequence[Html]]) -> Html:
    return _TABLE(caption, caption, join(head), join(_ROW(join(row)) for row in rows))


def _more(total: int, what: str) -> Html:
    return _MORE(f"{total - LIMIT:,} more {what} in changes.parquet.") if total > LIMIT else EMPTY


def _coverage(losses: Sequence[Loss], shrunken: Sequence[Loss], accepted: str | None) -> Html:
    parts = [_LOSS(str(loss)) for loss in losses]
    if losses and accepted:
        parts.append(_PARAGRAPH(f"Published all the same, because: {accepted}"))
    if not losses:
        parts.append(_NONE("Nothing was lost beyond the budget."))
    if shrunken:
        parts.append(_PARAGRAPH("Articles of which much less is read than before:"))
        parts += [_LOSS(str(loss)) for loss in shrunken[:LIMIT]]
        parts.append(_more(len(shrunken), "articles"))
    return _section("coverage", "Loss of coverage", join(parts))


def _facts(kind: Kind, facts: FactChanges) -> Html:
    title, meaning = _SECTIONS[kind]
    count = facts.counts[kind.value]
    if not count:
        return _section(kind.value, title, _NONE("None."))
    head = [_HEAD(name) for name in ("Fact", "Before", "After", "Cause")]
    table = _table(counted(count, "fact"), head, (_fact_row(fact) for fact in facts.of(kind, LIMIT)))
    return _section(kind.value, title, join([_PARAGRAPH(meaning), table, _more(count, "facts")]))


def _fact_row(fact: FactChange) -> tuple[Html, ...]:
    name = fact.property.replace("_", " ") + (f" ({fact.about})" if fact.about else "")
    return (
        _NAME(_FACT(name, fact.subject)),
        _CELL(_side(fact.before, fact.status_before)),
        _CELL(_side(fact.after, fact.status_after)),
        _CELL(_CAUSE(fact.cause_kind, fact.cause)),
    )


def _side(value: str | None, status: str | None) -> Html:
    if status is None:
        return _VALUE("–")
    return join([_VALUE(value if value is not None else "no value"), _STATUS(status, status)], " ")


def _inputs(found: Difference) -> Html:
    causes = found.versions.inputs.all_causes()
    if not causes:
        return _section("inputs", "What was changed", _NONE("Nothing that is recorded."))
    rows = ((_NAME(cause.kind), _CELL(cause.text)) for cause in causes[:LIMIT])
    table = _table(counted(len(causes), "thing"), [_HEAD("Kind"), _HEAD("What")], rows)
    rest = _MORE(f"{len(causes) - LIMIT:,} more.") if len(causes) > LIMIT else EMPTY
    return _section("inputs", "What was changed", join([table, rest]))


def _causes(causes: Mapping[tuple[str, str], int]) -> Html:
    """Return how many rows each cause made different, the most first."""
    shown = (
        (_NAME(kind), _CELL(cause), _COUNT_CELL(f"{count:,}")) for (kind, cause), count in islice(causes.items(), LIMIT)
    )
    head = [_HEAD("Kind"), _HEAD("Cause"), _COUNT_HEAD("Rows")]
    table = _table("Rows that became different, by cause", head, shown)
    return _section("causes", "Why", join([table, _more(len(causes), "causes")]))


def _datasets(found: Difference) -> Html:
    head = [_HEAD("Dataset"), *(_COUNT_HEAD(word) for word in ("Removed", "Changed", "Added"))]
    rows = (
        (_NAME(name), *(_COUNT_CELL(f"{counts[change]:,}") for change in ("removed", "changed", "added")))
        for name, counts in found.counts.items()
    )
    return _section("datasets", "Everything, by dataset", _table("Rows that became different", head, rows))
