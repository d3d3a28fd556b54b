"""What became of the pages that are held: asked in batches of 50, then judged page by page.

One question tells most: the revisions held, each with the page that it is of now. A page that was moved keeps its id
and has another title; one whose history was merged away has its revisions under another id; of one that was deleted
the wiki knows the revisions no more. Only what is left unclear is asked further.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ingest.fetching.holdings import Held
from ingest.mediawiki.answers import Page, Resolved, Revision
from ingest.mediawiki.client import Wiki

Fate = Literal["there", "deleted", "merged", "redirected", "remade"]


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of a page that is held.

    `page` is what is under its id, or under its title, now; `target` the title that a redirect or a merger leads to;
    `leads_on` whether there is an article.
    """

    held: Held
    fate: Fate
    page: Page | None = None
    target: str | None = None
    leads_on: bool = True


@dataclass(frozen=True, slots=True)
class Answers:
    """What a wiki says of the pages held; `merges` has the page that a title's history was merged into."""

    revisions: Mapping[int, tuple[Page, Revision]]
    by_id: Mapping[int, Page] = field(default_factory=dict)
    by_title: Mapping[str, Page] = field(default_factory=dict)
    targets: Mapping[str, Resolved] = field(default_factory=dict)
    merges: Mapping[str, str] = field(default_factory=dict)

    def page_of(self, held: Held) -> Page | None:
        """Return the page that has the id of one that is held."""
        found = (self.revisions.get(entry.revision or 0) for entry in held.entries)
        pages = (page for page, _ in filter(None, found) if page.page_id == held.page_id)
        return next(pages, self.by_id.get(held.page_id))

    def is_hidden(self, revision_id: int | None) -> bool | None:
        """Say whether a revision's text is hidden; None where the wiki does not know the revision."""
        found = self.revisions.get(revision_id or 0)
        return found[1].is_hidden if found else None


def ask(wiki: Wiki, held: Sequence[Held]) -> Answers:
    """Ask the wiki what became of pages that are held."""
    revisions = wiki.revisions(sorted({e.revision for page in held for e in page.entries if e.revision}))
    first = Answers(revisions)
    lost = [page for page in held if first.page_of(page) is None]
    by_id = wiki.pages_by_id(page.page_id for page in lost)
    by_title = wiki.pages_by_title(page.title for page in lost if page.page_id not in by_id)
    second = Answers(revisions, by_id, by_title)
    found = [second.page_of(page) or by_title.get(page.title) for page in held]
    redirects = [page.title for page in found if page is not None and page.is_redirect]
    unclear = [page for page in held if _is_unclear(second.page_of(page))]
    merges = {page.title: wiki.merged_into(page.title) for page in unclear if page.newest.gone is None}
    targets = {resolved.asked: resolved for resolved in wiki.resolve(redirects)}
    return Answers(revisions, by_id, by_title, targets, {t: into for t, into in merges.items() if into})


def _is_unclear(page: Page | None) -> bool:
    return page is None or page.is_redirect


def standing(held: Held, answers: Answers, known: Mapping[int, Held]) -> Standing:
    """Judge what became of one page; `known` are all pages held, by id."""
    page = answers.page_of(held)
    if page is not None and not page.is_redirect:
        return Standing(held, "there", page)
    merged = _merged_into(held, answers)
    if merged:
        return Standing(held, "merged", page, merged)
    page = page or answers.by_title.get(held.title)
    if page is None or page.kind != "there":
        return Standing(held, "deleted")
    if page.is_redirect:
        return _redirected(held, page, answers.targets[page.title], known)
    return Standing(held, "deleted" if page.page_id in known else "remade", page)


def _merged_into(held: Held, answers: Answers) -> str | None:
    """Return the page that a page's history is now part of: its log says so, or its revision is of another page."""
    if held.newest.gone == "merged":
        return held.title  # its log was asked when it was found gone
    logged = answers.merges.get(held.title)
    now = answers.revisions.get(held.newest.revision or 0)
    return logged or (now[0].title if now and now[0].page_id != held.page_id else None)


def _redirected(held: Held, page: Page, target: Resolved, known: Mapping[int, Held]) -> Standing:
    """Judge a page that is a redirect now: one to another article that is held was merged into that."""
    is_known = target.page is not None and target.page.page_id in known
    return Standing(held, "merged" if is_known else "redirected", page, target.title, target.leads_to == "page")
