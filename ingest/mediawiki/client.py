"""What fetching asks of a wiki, one method a question; each asks for at most 50 titles or ids a request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import islice
from typing import TypeVar

from ingest.mediawiki.answers import Html, Page, Resolved, Revision, Site, pages_of, resolved_of, site_of
from ingest.mediawiki.errors import ApiError
from ingest.mediawiki.queries import MAX_VALUES, Api, Json, joined
from ingest.mediawiki.transport import Answer, Request, TransientError, Transport

T = TypeVar("T")
_PAGE = {"prop": "info", "inprop": "url"}
_REVISIONS = {"prop": "info|revisions", "inprop": "url", "rvprop": "ids|timestamp|sha1"}
_HIDDEN_STATUS = 403
_VANISHED = frozenset({"nosuchrevid", "missingtitle", "permissiondenied"})


def batches(values: Iterable[T], size: int = MAX_VALUES) -> Iterator[list[T]]:
    """Yield the values in lists of at most `size`."""
    rest = iter(values)
    while batch := list(islice(rest, size)):
        yield batch


class Wiki:
    """A wiki, named by the address of its api.php. Every method may raise `WikiError`."""

    def __init__(self, address: str, transport: Transport) -> None:
        self._api = Api(address, transport)
        self._transport = transport
        self._has_parsoid = True

    @property
    def address(self) -> str:
        """The address of the API."""
        return self._api.address

    def site(self) -> Site:
        """Return what the wiki says of itself."""
        return site_of(self._api.query(meta="siteinfo", siprop="general|rightsinfo"))

    def resolve(self, titles: Sequence[str]) -> list[Resolved]:
        """Return where titles lead, in their order, redirects followed to the end."""
        found: list[Resolved] = []
        for batch in batches(titles):
            found += resolved_of(self._api.query(titles=joined(batch), redirects="1", **_PAGE), batch)
        return found

    def pages_by_title(self, titles: Iterable[str]) -> dict[str, Page]:
        """Return pages by their titles as the wiki writes them, redirects not followed."""
        answers = (self._api.query(titles=joined(batch), **_PAGE) for batch in batches(titles))
        return {page.title: page for answer in answers for page in pages_of(answer)}

    def pages_by_id(self, page_ids: Iterable[int]) -> dict[int, Page]:
        """Return the pages that are there, by their ids."""
        answers = (self._api.query(pageids=joined(batch), **_PAGE) for batch in batches(page_ids))
        pages = (page for answer in answers for page in pages_of(answer))
        return {page.page_id: page for page in pages if page.page_id is not None and page.kind == "there"}

    def revisions(self, revision_ids: Iterable[int]) -> dict[int, tuple[Page, Revision]]:
        """Return revisions by their ids, each with the page that it is of now; those not there are left out."""
        return self._revisions(revision_ids, _REVISIONS)

    def contents(self, revision_ids: Iterable[int]) -> dict[int, tuple[Page, Revision]]:
        """Return the same with their texts.

        The API composes what it gives out (NFC): of a page that was imported decomposed, the text has another SHA-1
        than the one that is given with it.
        """
        wanted = {**_REVISIONS, "rvprop": f"{_REVISIONS['rvprop']}|content", "rvslots": "main"}
        return self._revisions(revision_ids, wanted)

    def _revisions(self, revision_ids: Iterable[int], wanted: dict[str, str]) -> dict[int, tuple[Page, Revision]]:
        found: dict[int, tuple[Page, Revision]] = {}
        for batch in batches(revision_ids):
            for page in pages_of(self._api.query(revids=joined(batch), **wanted)):
                found |= {revision.revision_id: (page, revision) for revision in page.revisions}
        return found

    def category(self, name: str) -> list[str]:
        """Return the titles of the articles in a category, without those of its subcategories."""
        members = {"list": "categorymembers", "cmtype": "page", "cmnamespace": "0", "cmlimit": "max"}
        try:
            answer = self._api.query(cmtitle=name if ":" in name else f"Category:{name}", **members)
        except ApiError as error:
            if error.code != "invalidcategory":
                raise
            answer = self._api.query(cmtitle=f"Category:{name}", **members)  # its own name holds a colon
        return _titles(answer.get("categorymembers", ()))

    def links_from(self, title: str) -> list[str] | None:
        """Return the titles of the articles that one links to, in the alphabet's order; None where it is not there."""
        answer = self._api.query(titles=joined([title]), redirects="1", prop="links", plnamespace="0", pllimit="max")
        pages = [page for page in answer.get("pages", ()) if page.get("pageid")]
        return [name for page in pages for name in _titles(page.get("links", ()))] if pages else None

    def titles_from(self, prefix: str) -> list[str]:
        """Return the titles of all articles that begin with `prefix`, redirects left out."""
        listing = {"list": "allpages", "apfilterredir": "nonredirects", "aplimit": "max"}
        return _titles(self._api.query(apprefix=prefix, **listing).get("allpages", ()))

    def merged_into(self, title: str) -> str | None:
        """Return the page that a page's history was merged into, as the log of merges has it."""
        log = {"list": "logevents", "letype": "merge", "lelimit": "1"}
        events = self._api.query(letitle=title, **log).get("logevents", ())
        return next((event.get("params", {}).get("dest_title") for event in events), None)

    def html(self, revision_id: int, title: str) -> Html | None:
        """Return a revision as HTML, of Parsoid where the wiki has it; None where it may not be read any more."""
        if not self._has_parsoid:
            return self._parsed(revision_id, title)
        request = Request(f"{self._api.rest_address}/v1/revision/{revision_id}/html")
        answer = self._transport.ask(request, lambda answer: _whole_html(answer, revision_id))
        if answer.status == 200:
            return Html(answer.content.decode("utf-8"), "parsoid")
        if answer.status == _HIDDEN_STATUS:
            return None
        html = self._parsed(revision_id, title)
        # Of a revision that is there, 404 says that the wiki has no such address; 500, that Parsoid failed on the page.
        self._has_parsoid = html is None or answer.status != 404
        return html

    def _parsed(self, revision_id: int, title: str) -> Html | None:
        asked = {"prop": "text", "disablelimitreport": "1", "disableeditsection": "1"}
        try:
            parse = self._api.ask(action="parse", oldid=str(revision_id), **asked)["parse"]
        except ApiError as error:
            if error.code in _VANISHED:
                return None
            raise
        head = f'<meta charset="utf-8"/><title>{escape(title, quote=False)}</title>'
        return Html(f"<!DOCTYPE html>\n<html><head>{head}</head><body>\n{parse['text']}\n</body></html>\n", "parse")


def _titles(entries: Iterable[Json]) -> list[str]:
    return [str(entry["title"]) for entry in entries]


def _whole_html(answer: Answer, revision_id: int) -> Answer:
    """Return the answer, unless it is a page of something that stands between us and the wiki."""
    marks = (f'revision/{revision_id}"'.encode(), b"</html>")
    if answer.status == 200 and not all(mark in answer.content for mark in marks):
        raise TransientError(f"the answer of {answer.address} is not the HTML of revision {revision_id}")
    return answer
