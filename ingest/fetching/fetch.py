"""`photofinish fetch`: articles by their titles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from ingest.fetching.bring import Bringer, Wanted, clear_gone, is_article
from ingest.fetching.holdings import Held, forms_to_bring, held_of
from ingest.fetching.outcomes import Report
from ingest.fetching.record import Record
from ingest.mediawiki.answers import Page, Resolved
from ingest.mediawiki.client import Wiki, batches
from schemas.document import Form


@dataclass(frozen=True, slots=True)
class Asked:
    """Where articles are brought from and to, in which forms."""

    raw: Path
    wiki: Wiki
    record: Record
    forms: tuple[Form, ...]


def fetch(asked: Asked, titles: Iterable[str], report: Report) -> None:
    """Bring the articles that titles lead to; what is held at its last revision is not asked for again.

    Each batch of 50 is written when it has come, so that a run after a failed one goes on where that stopped.
    """
    bringer = Bringer(asked.raw, asked.wiki, asked.wiki.site(), asked.record, report)
    seen: set[int] = set()
    for batch in batches(dict.fromkeys(_written(title) for title in titles)):
        held = held_of(asked.record.entries.values(), asked.wiki.address)
        pages = _pages(asked.wiki.resolve(batch), report)
        wanted = [
            _wanted(asked, *pages[page_id], held.get(page_id), report) for page_id in pages if page_id not in seen
        ]
        seen |= set(pages)
        bringer.bring([want for want in wanted if want])


def _written(title: str) -> str:
    """Return a title as wikis write titles, so that an answer's words are those asked."""
    return normalize("NFC", title.strip())


def _pages(resolved: Iterable[Resolved], report: Report) -> dict[int, tuple[Page, tuple[str, ...]]]:
    """Return the articles that titles led to, each once, with the redirects on the way to it."""
    pages: dict[int, tuple[Page, tuple[str, ...]]] = {}
    for one in resolved:
        page = _page(one, report)
        if page is not None and page.page_id is not None:
            way = pages.get(page.page_id, (page, ()))[1]
            pages[page.page_id] = page, way or one.redirects
    return pages


def _wanted(asked: Asked, page: Page, way: tuple[str, ...], held: Held | None, report: Report) -> Wanted | None:
    """Return what is to be brought of an article; where nothing is, say so in the report."""
    if page.page_id is None or page.last_revision is None:
        return None
    forms = forms_to_bring(asked.raw, held, asked.forms, page.last_revision)
    if held is not None:
        clear_gone(asked.record, held)
    if not forms:
        report.add("unchanged", page.title, f"{page.title} is held at its last revision {page.last_revision}")
        return None
    came = f" (over {_listed(way)})" if way else ""
    note = f"{page.title}{came}, revision {page.last_revision}"
    redirects = way or (held.newest.redirects if held else ())
    return Wanted(page, page.last_revision, page.page_id, forms, "changed" if held else "new", note, redirects)


def _page(resolved: Resolved, report: Report) -> Page | None:
    """Return the article that a title led to; where it led to none, say so in the report."""
    title, name = resolved.title, resolved.asked
    asked = f"{name!r}, over {_listed(resolved.redirects)}, leads to {title!r}, which" if resolved.redirects else name
    if resolved.leads_to == "missing":
        report.add("missing", title, f"{asked} is not on the wiki; check how it is written there")
    elif resolved.leads_to == "invalid":
        report.add("invalid", name, f"{name!r} can be no title: {resolved.reason or 'it is empty'}")
    elif resolved.leads_to == "special":
        report.add("special", title, f"{asked} is a page that the wiki makes when it is asked for, no article")
    elif resolved.leads_to == "interwiki":
        report.add("interwiki", title, f"{asked} is on another wiki; fetch it there with --api")
    elif resolved.leads_to == "circle":
        way = _listed([*resolved.redirects, title])
        report.add("circle", name, f"{name!r} is a redirect that leads to no article: {way}")
    elif resolved.page is not None and not is_article(resolved.page):
        report.add("other content", title, f"{asked} holds {resolved.page.model}, no wikitext")
    else:
        return resolved.page
    return None


def _listed(titles: Sequence[str]) -> str:
    return " → ".join(titles)
