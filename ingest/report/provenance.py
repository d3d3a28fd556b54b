"""Where the articles are from, and on what terms their words may be quoted."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from ingest.markup import EMPTY, Html, template, when
from ingest.report.rows import Row, maybe, text, whole
from ingest.report.words import license_address, web_address

_WIKIPEDIA = "wikipedia.org"
_LINK = template('<a href="%s" rel="external noopener noreferrer">%s</a>')
_LICENCE_LINK = template('<a href="%s" rel="license noopener noreferrer">%s</a>')
_LICENCE = template("%s%s")
_BY = Html(", Wikipedia contributors")
_BDI = template("<bdi>%s</bdi>")
_REVISION = template("%s%s")
_RETRIEVED = template(", retrieved %s")


@dataclass(frozen=True, slots=True)
class SourceView:
    """An article: where it is from. `link` is None where the address is not one of the web."""

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

    @property
    def address_link(self) -> Html:
        """The address, linked where it is one of the web."""
        if self.link:
            return _LINK(self.link, self.link)
        return _BDI(self.address or "not recorded")

    @property
    def revision_words(self) -> Html:
        """The revision, linked to where a wiki shows it, and when it was fetched."""
        link = self.revision_link
        number = _LINK(link, self.revision) if link else self.revision or "not recorded"
        return _REVISION(number, when(self.retrieved, _RETRIEVED, self.retrieved))

    @property
    def revision_link(self) -> str | None:
        """The address of the very revision, on a wiki that is known to give it; else None."""
        if not self.link or not self.revision or not self.revision.isdigit() or not is_wikipedia(self.link):
            return None
        parts = urlsplit(self.link)
        return f"https://{parts.hostname}/w/index.php?oldid={self.revision}"


def source_view(row: Row) -> SourceView:
    """Return a row of `documents` as it is shown."""
    address = maybe(row, "source_url")
    return SourceView(
        document_id=text(row, "document_id"),
        title=text(row, "title"),
        link=web_address(address),
        address=address,
        path=text(row, "path"),
        form=text(row, "form"),
        size=whole(row, "size_bytes"),
        sha256=text(row, "sha256"),
        revision=maybe(row, "revision_id"),
        retrieved=maybe(row, "retrieved_at"),
        license=maybe(row, "license"),
    )


def licence(view: SourceView) -> Html | str:
    """Return an article's licence with whom it attributes the text to, or that it is not recorded."""
    if not view.license:
        return "The licence is not recorded."
    address = license_address(view.license)
    name = _LICENCE_LINK(address, view.license) if address else view.license
    return _LICENCE(name, _BY if is_wikipedia(view.link) else EMPTY)


def is_wikipedia(link: str | None) -> bool:
    """Say whether an address is one of Wikipedia's."""
    host = urlsplit(link).hostname or "" if link else ""
    return host == _WIKIPEDIA or host.endswith("." + _WIKIPEDIA)
