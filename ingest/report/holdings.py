"""What there is and how it was handled: coverage, rejects, and the articles with their licences."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlsplit

from ingest.report.quotes import Evidence
from ingest.report.rows import Row, Rows, in_order, maybe, text, whole
from ingest.report.words import license_address, web_address
from schemas.contract.vocabulary import COVERAGE_KINDS, COVERAGE_OUTCOMES

_WIKIPEDIA = "wikipedia.org"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an article that was not read."""

    kind: str
    name: str
    count: int
    reason: str


@dataclass(frozen=True, slots=True)
class ArticleParts:
    """Parts of one article."""

    document_id: str
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Parts by article, how many there are, and how many of them are not shown."""

    total: int
    articles: tuple[ArticleParts, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """How the parts of all articles were handled. `table` maps a kind to its count of each outcome."""

    table: tuple[tuple[str, Mapping[str, int]], ...]
    lost: Listing
    unread: Listing
    ignored: Listing


def coverage(rows: Rows, evidence: Evidence, limit: int) -> Coverage:
    """Return the rows of `coverage`: what is lost, unread and ignored, and counts of all."""
    found = in_order(rows, "coverage")
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in found:
        counts[text(row, "kind")][text(row, "outcome")] += 1
    table = tuple(
        (kind, {outcome: counts[kind][outcome] for outcome in COVERAGE_OUTCOMES})
        for kind in COVERAGE_KINDS
        if kind in counts
    )

    unread = [row for row in found if row.get("outcome") == "unread"]
    return Coverage(
        table,
        lost=_listing([row for row in unread if row.get("kind") == "lost"], evidence, limit),
        unread=_listing([row for row in unread if row.get("kind") != "lost"], evidence, limit),
        ignored=_listing([row for row in found if row.get("outcome") == "ignored"], evidence, limit),
    )


def _listing(rows: Sequence[Row], evidence: Evidence, limit: int) -> Listing:
    shown = groupby(rows[:limit], key=lambda row: text(row, "document_id"))
    articles = tuple(
        ArticleParts(document_id, evidence.title(document_id), tuple(_part(row) for row in parts))
        for document_id, parts in shown
    )
    evidence.quoted.update(article.document_id for article in articles)
    return Listing(len(rows), articles, max(0, len(rows) - limit))


def _part(row: Row) -> Part:
    return Part(text(row, "kind"), text(row, "name"), whole(row, "count"), text(row, "reason"))


@dataclass(frozen=True, slots=True)
class RejectView:
    """What was refused, and why."""

    path: str
    stage: str
    error: str
    message: str
    excerpt: str | None


@dataclass(frozen=True, slots=True)
class Rejects:
    """What was refused: those shown, and how many there are."""

    total: int
    shown: tuple[RejectView, ...]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.shown)


def rejects(rows: Rows, limit: int) -> Rejects:
    """Return the rows of `rejects`."""
    found = in_order(rows, "rejects")
    return Rejects(len(found), tuple(_reject(row) for row in found[:limit]))


def _reject(row: Row) -> RejectView:
    return RejectView(
        text(row, "path"), text(row, "stage"), text(row, "error"), text(row, "message"), maybe(row, "excerpt")
    )


@dataclass(frozen=True, slots=True)
class SourceView:
    """An article: where it is from, and on what terms. `link` is None where the address is not one of the web."""

    document_id: str
    title: str
    link: str | None
    address: str | None
    path: str
    form: str
    size: int
    sha256: str
    revision: str | None
    retrieved: str | None
    license: str | None
    license_link: str | None
    attribution: str | None


@dataclass(frozen=True, slots=True)
class SourceList:
    """The articles: every one that the page quotes, others up to the limit."""

    total: int
    shown: tuple[SourceView, ...]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.shown)


def sources(rows: Rows, quoted: Collection[str], limit: int) -> SourceList:
    """Return the rows of `documents`: every one of `quoted`, others while there are fewer than `limit`."""
    found = in_order(rows, "documents")
    needed = [row for row in found if text(row, "document_id") in quoted]
    others = [row for row in found if text(row, "document_id") not in quoted]
    shown = [*needed, *others[: max(0, limit - len(needed))]]
    shown.sort(key=lambda row: (text(row, "title"), text(row, "document_id")))
    return SourceList(len(found), tuple(_source(row) for row in shown))


def _source(row: Row) -> SourceView:
    address, license_name = maybe(row, "source_url"), maybe(row, "license")
    link = web_address(address)
    return SourceView(
        document_id=text(row, "document_id"),
        title=text(row, "title"),
        link=link,
        address=address,
        path=text(row, "path"),
        form=text(row, "form"),
        size=whole(row, "size_bytes"),
        sha256=text(row, "sha256"),
        revision=maybe(row, "revision_id"),
        retrieved=maybe(row, "retrieved_at"),
        license=license_name,
        license_link=license_address(license_name) if license_name else None,
        attribution="Wikipedia contributors" if license_name and _is_wikipedia(link) else None,
    )


def _is_wikipedia(link: str | None) -> bool:
    host = urlsplit(link).hostname or "" if link else ""
    return host == _WIKIPEDIA or host.endswith("." + _WIKIPEDIA)
