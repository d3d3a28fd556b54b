"""What a wiki says, typed: its site, pages, revisions, and where the titles asked for led."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import unquote

Json = Mapping[str, Any]
PageKind = Literal["there", "missing", "invalid", "special"]
LeadsTo = Literal["page", "missing", "invalid", "special", "interwiki", "circle"]


@dataclass(frozen=True, slots=True)
class Site:
    """A wiki: its name and the licence of its texts, where it says so."""

    name: str
    license: str | None


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision. `sha1` is hexadecimal, of the wikitext; `text` is there where it was asked for and may be read."""

    revision_id: int
    timestamp: str
    sha1: str | None
    is_hidden: bool
    model: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page as its wiki has it now; `revisions` are those that were asked for."""

    kind: PageKind
    title: str
    page_id: int | None = None
    url: str | None = None
    last_revision: int | None = None
    is_redirect: bool = False
    model: str | None = None
    reason: str | None = None
    revisions: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolved:
    """Where a title led. `redirects` are the titles passed on the way, in order, without the last one, `title`."""

    asked: str
    leads_to: LeadsTo
    title: str
    redirects: tuple[str, ...] = ()
    page: Page | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Html:
    """A revision as HTML, and what made it: `parsoid`, or `parse` (the API's action of that name)."""

    text: str
    renderer: Literal["parsoid", "parse"]


def site_of(query: Json) -> Site:
    """Read the answer to meta=siteinfo."""
    rights = query.get("rightsinfo", {})
    return Site(str(query.get("general", {}).get("sitename", "")), rights.get("text") or rights.get("url") or None)


def pages_of(query: Json) -> list[Page]:
    """Read the pages of an answer."""
    return [_page(page) for page in query.get("pages", ())]


def _page(page: Json) -> Page:
    return Page(
        kind=_kind(page),
        title=str(page.get("title", "")),
        page_id=page.get("pageid") or None,
        url=page.get("canonicalurl"),
        last_revision=page.get("lastrevid") or None,
        is_redirect=bool(page.get("redirect")),
        model=page.get("contentmodel"),
        reason=page.get("invalidreason"),
        revisions=_revisions(page.get("revisions", ())),
    )


def _kind(page: Json) -> PageKind:
    kinds: tuple[PageKind, ...] = ("invalid", "special", "missing")
    return next((kind for kind in kinds if page.get(kind)), "there")


def _revisions(revisions: Iterable[Json]) -> tuple[Revision, ...]:
    """Read revisions, each once, also where a continued answer repeats one."""
    return tuple({revision["revid"]: _revision(revision) for revision in revisions}.values())


def _revision(revision: Json) -> Revision:
    main = revision.get("slots", {}).get("main", {})
    return Revision(
        revision_id=int(revision["revid"]),
        timestamp=str(revision.get("timestamp", "")),
        sha1=revision.get("sha1") or None,
        is_hidden=bool(revision.get("sha1hidden") or main.get("texthidden") or main.get("missing")),
        model=main.get("contentmodel"),
        text=main.get("content"),
    )


def resolved_of(query: Json, asked: Sequence[str]) -> list[Resolved]:
    """Return where each of the titles `asked` led, in their order: normalised, then over redirects, to a page."""
    normalized = {_from(entry): str(entry["to"]) for entry in query.get("normalized", ())}
    redirects = {str(entry["from"]): entry for entry in query.get("redirects", ())}
    elsewhere = {str(entry["title"]).replace("_", " ") for entry in query.get("interwiki", ())}
    pages = {page.title: page for page in pages_of(query)}
    return [_resolved(title, normalized.get(title, title), redirects, elsewhere, pages) for title in asked]


def _from(entry: Json) -> str:
    return unquote(str(entry["from"])) if entry.get("fromencoded") else str(entry["from"])


def _resolved(
    asked: str, title: str, redirects: Mapping[str, Json], elsewhere: set[str], pages: Mapping[str, Page]
) -> Resolved:
    passed: list[str] = []
    while title in redirects:
        if title in passed:
            return Resolved(asked, "circle", title, tuple(passed))
        passed.append(title)
        step = redirects[title]
        title = str(step["to"])
        if step.get("tointerwiki"):
            return Resolved(asked, "interwiki", title, tuple(passed))
    page = pages.get(title)
    if page is None:
        is_elsewhere = title.replace("_", " ") in elsewhere
        nowhere: LeadsTo = "circle" if passed else "invalid"
        return Resolved(asked, "interwiki" if is_elsewhere else nowhere, title, tuple(passed))
    leads_to: LeadsTo = "page" if page.kind == "there" else page.kind
    if page.kind == "there" and page.is_redirect:
        leads_to = "circle"  # redirects were followed as far as they led
    return Resolved(asked, leads_to, title, tuple(passed), page, page.reason)
