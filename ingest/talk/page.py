"""A talk page as wikitext. Neutral: it says what stands where, and leaves to the readers what follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.talk.findings import About, Difference, Failure, Quote, TalkPage
from ingest.talk.markup import comment, heading, link, plain, table
from schemas.document import LEAD, SECTION_SEPARATOR

MOST_QUOTES = 12
"""Statements that are quoted under a check; of more the number is told."""
_ASKED = "Could someone with access to the sources check which of these is right? ~~~~"


def as_wikitext(page: TalkPage) -> str:
    """Return the section to be added to the article's talk page, with the name of the page in a comment before it."""
    title = page.title
    if page.is_empty:
        return f"{comment(f'Talk:{title}: nothing was found to differ')}\n"
    return "\n\n".join([comment(f"Talk:{title}"), *_parts(page)]) + "\n"


def _parts(page: TalkPage) -> Iterator[str]:
    yield heading(2, "Statements that differ")
    read = f" ({plain(page.read_as)})" if page.read_as else ""
    yield f"These statements were found by reading {link(page.title)}{read}. They are quoted as they stand."
    events = {about.event_id for difference in (*page.within, *page.between) for about in difference.about}
    several = len(events) > 1
    if page.within:
        yield heading(3, "Within this article")
        yield from (part for difference in page.within for part in _difference(difference, page.title, several))
    if page.between:
        yield heading(3, "Between this article and others")
        yield from (part for difference in page.between for part in _difference(difference, page.title, several))
    if page.failures:
        yield heading(3, "Counts and sums that do not agree")
        yield from (part for failure in page.failures for part in _failure(failure, page.title))
    yield _ASKED


def _difference(difference: Difference, title: str, several_events: bool) -> Iterator[str]:
    yield heading(4, "; ".join(_about(about, several_events) for about in difference.about))
    yield _quotes(difference.quotes, title)
    if difference.explanation:
        yield f"A hypothesis that was tested on the comparable values: {plain(difference.explanation)}."


def _about(about: About, several_events: bool) -> str:
    """Return the property, of whom, in which round; and of which event, where the page tells of several."""
    event = (about.event_id or "").replace("-", " ").replace("/", ", ") if several_events else ""
    name = f"{about.property[:1].upper()}{about.property[1:]}"
    details = ", ".join(part for part in (about.subject, about.qualifiers, event) if part)
    return f"{name} ({details})" if details else name


def _failure(failure: Failure, title: str) -> Iterator[str]:
    yield f"* {plain(failure.message)}"
    if failure.quotes:
        more = len(failure.quotes) - MOST_QUOTES
        yield _quotes(failure.quotes[:MOST_QUOTES], title)
        if more > 0:
            yield f"And {more} more statement{'s' if more > 1 else ''} of the same kind."


def _quotes(quotes: Sequence[Quote], title: str) -> str:
    rows = [(plain(quote.value), f"“{plain(quote.excerpt)}”", _place(quote, title)) for quote in quotes]
    return table(("Value", "Quote", "Where"), rows)


def _place(quote: Quote, title: str) -> str:
    """Return where a quote stands: the article if it is another, the section, and the infobox or the table's row."""
    own = quote.title == title
    last = quote.section.split(SECTION_SEPARATOR)[-1]
    is_lead = quote.section == LEAD
    section = "lead" if is_lead else link(quote.title, last, quote.section)
    parts = [] if own else [link(quote.title)]
    parts.append(section)
    if quote.source_kind == "infobox":
        parts.append("infobox")
    if quote.row is not None:
        parts.append(f"table row {quote.row}" if quote.row > 0 else "table heading")
    if quote.is_nameless:
        parts.append("a row that names nobody: whose it is was inferred")
    if quote.column:
        parts.append(f"column {plain(quote.column)}")
    if quote.attributed_to:
        parts.append(f"after {plain(quote.attributed_to)}")
    return ", ".join(parts)
