"""Revisions brought from a wiki into files, 50 a request, each batch written as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from ingest.fetching.holdings import Held
from ingest.fetching.names import file_name
from ingest.fetching.outcomes import Kind, Report
from ingest.fetching.record import Record
from ingest.fetching.writing import NewFile, commit
from ingest.mediawiki.answers import Page, Revision, Site
from ingest.mediawiki.client import Wiki, batches
from ingest.sources_toml import Entry
from schemas.document import Form

_WIKITEXT_MODEL = "wikitext"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page to be brought at its last revision, in these forms; `kind` and `note` say why, for the report."""

    page: Page
    revision_id: int
    page_id: int
    forms: tuple[Form, ...]
    kind: Kind
    note: str
    redirects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bringer:
    """Brings what is wanted of one wiki into one folder."""

    raw: Path
    wiki: Wiki
    site: Site
    record: Record
    report: Report

    def bring(self, wanted: Sequence[Wanted]) -> None:
        """Bring pages and write them, batch by batch; an error leaves the batches before it."""
        for batch in batches(wanted):
            ask = self.wiki.contents if any("wikitext" in want.forms for want in batch) else self.wiki.revisions
            found = ask(want.revision_id for want in batch)
            files = [file for want in batch for file in self._files(want, found.get(want.revision_id))]
            self._supersede(files)
            commit(self.raw, self.record, files)
            self.report.files += [file.entry.path for file in files if file.content is not None]
        self.record.save()  # what else was noted, where nothing was brought

    def _files(self, want: Wanted, found: tuple[Page, Revision] | None) -> list[NewFile]:
        """Return the files of a page, and report what became of it."""
        title = want.page.title
        if found is None:
            self.report.add("deleted", title, f"{title} vanished while it was fetched; nothing of it was written")
            return []
        contents = list(self._contents(want, found[1]))
        if len(contents) < len(want.forms):
            hidden = f"revision {want.revision_id} of {title} is hidden on the wiki; nothing of it was written"
            self.report.add("hidden", title, hidden)
            return []
        files = [self._file(want, found[1], *content) for content in contents]
        paths = ", ".join(file.entry.path for file in files)
        self.report.add(want.kind, title, f"{want.note}: {paths}")
        return files

    def _file(self, want: Wanted, revision: Revision, form: Form, content: bytes, renderer: str | None) -> NewFile:
        """Return a revision's file; one that is there already, of a revision come back, is not written again."""
        path = self._path(want, form)
        known = self.record.entries.get(path)
        if known is not None and known.sha256 and (self.raw / path).is_file():
            return NewFile(replace(known, title=want.page.title, url=want.page.url, current=True, gone=None), None)
        return NewFile(self._entry(want, revision, form, path, renderer), content)

    def _path(self, want: Wanted, form: Form) -> str:
        """Return the path of a revision's file, where nothing is that a person or another wiki put there."""
        taken: set[str] = set()
        while True:
            path = file_name(want.page.title, want.revision_id, form, taken)
            entry = self.record.entries.get(path)
            is_ours = entry is not None and (entry.api, entry.page_id) == (self.wiki.address, want.page_id)
            if is_ours or not (entry or (self.raw / path).exists()):
                return path
            taken.add(path)

    def _contents(self, want: Wanted, revision: Revision) -> Iterator[tuple[Form, bytes, str | None]]:
        """Yield each form that may be read, with what rendered it."""
        for form in want.forms:
            if form == "wikitext":
                if revision.text is not None and not revision.is_hidden:
                    yield form, revision.text.encode("utf-8"), None
            elif html := None if revision.is_hidden else self.wiki.html(want.revision_id, want.page.title):
                yield form, html.text.encode("utf-8"), html.renderer

    def _entry(self, want: Wanted, revision: Revision, form: Form, path: str, renderer: str | None) -> Entry:
        return Entry(
            path=path,
            title=want.page.title,
            url=want.page.url,
            license=self.site.license,
            revision=want.revision_id,
            retrieved=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            form=form,
            api=self.wiki.address,
            page_id=want.page_id,
            timestamp=revision.timestamp or None,
            sha1=revision.sha1,
            renderer=renderer,
            redirects=want.redirects,
        )

    def _supersede(self, files: Sequence[NewFile]) -> None:
        """Mark the older revisions of these pages, and former pages of their titles, as no longer read."""
        new = [file.entry for file in files]
        pages = {(entry.form, entry.page_id) for entry in new}
        titles = {(entry.form, entry.title) for entry in new}
        paths = {entry.path for entry in new}
        for entry in [*self.record.entries.values()]:
            is_same = (entry.form, entry.page_id) in pages or (entry.form, entry.title) in titles
            if entry.current and entry.api == self.wiki.address and is_same and entry.path not in paths:
                self.record.put(replace(entry, current=False))


def clear_gone(record: Record, held: Held) -> bool:
    """Take the note off a page that was gone and is back; say whether there was one."""
    gone = [entry for entry in held.entries if entry.gone not in (None, "hidden")]
    for entry in gone:
        record.change(entry.path, gone=None)
    return bool(gone)


def is_article(page: Page) -> bool:
    """Say whether a page is of wikitext: a module or a style sheet is none."""
    return page.model in (None, _WIKITEXT_MODEL)
