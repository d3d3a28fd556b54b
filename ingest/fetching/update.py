"""`photofinish update`: new revisions of the articles held, and what became of their pages."""

from __future__ import annotations

from pathlib import Path

from ingest.fetching.bring import Bringer, Wanted, clear_gone, is_article
from ingest.fetching.holdings import Held, forms_to_bring, held_of
from ingest.fetching.outcomes import Kind, Report
from ingest.fetching.record import Record
from ingest.fetching.standings import Answers, Standing, ask, standing
from ingest.fetching.writing import commit
from ingest.mediawiki.answers import Page
from ingest.mediawiki.client import Wiki
from ingest.sources_toml import Entry


def update(raw: Path, wiki: Wiki, record: Record, report: Report) -> None:
    """Ask what became of every page held of a wiki, and bring the revisions that are new."""
    known = held_of(record.entries.values(), wiki.address)
    answers = ask(wiki, list(known.values()))
    updating = _Updating(raw, record, report, known, answers)
    wanted = [want for held in known.values() for want in updating.judged(standing(held, answers, known))]
    commit(raw, record, [])
    if wanted:
        Bringer(raw, wiki, wiki.site(), record, report).bring(wanted)


class _Updating:
    """One update under way: notes in the record and the report what became of each page."""

    def __init__(self, raw: Path, record: Record, report: Report, known: dict[int, Held], answers: Answers) -> None:
        self.raw, self.record, self.report, self.known, self.answers = raw, record, report, known, answers

    def judged(self, now: Standing) -> list[Wanted]:
        """Note what became of a page; return what is to be brought of it."""
        self._hidden(now.held)
        page, title = now.page, now.held.title
        if now.fate == "there" and page is not None:
            return self._there(now.held, page)
        if now.fate == "remade" and page is not None:
            return self._wanted(now.held, page, "remade", f"{title} was deleted and made anew")
        if now.fate == "deleted" and page is not None:
            self._replaced(now.held)
        elif now.fate == "deleted":
            self._gone(now.held, "deleted", f"{title} was deleted on the wiki")
        elif now.fate == "merged":
            self._gone(now.held, "merged", f"{title} was merged into {now.target}")
        else:
            then = "; fetch that if it is to be read instead" if now.leads_on else ", which leads to no article"
            self._gone(now.held, "redirected", f"{title} is now a redirect to {now.target}{then}")
        return []

    def _there(self, held: Held, page: Page) -> list[Wanted]:
        """Note what changed of a page that is there."""
        was_gone = clear_gone(self.record, held)
        if page.title != held.title:
            return self._wanted(held, page, "moved", f"{held.title} is now {page.title}, revision {page.last_revision}")
        if not was_gone:
            note = f"{page.title}, revision {page.last_revision} after {held.newest.revision}"
            return self._wanted(held, page, "changed", note)
        note = f"{page.title} is on the wiki again"
        wanted = self._wanted(held, page, "restored", note)
        if not wanted:
            self.report.add("restored", page.title, f"{note}, at revision {page.last_revision}")
        return wanted

    def _wanted(self, held: Held, page: Page, kind: Kind, note: str) -> list[Wanted]:
        if not is_article(page):
            self.report.add("other content", page.title, f"{page.title} holds {page.model} now; its last text stays")
            return []
        if page.page_id is None or page.last_revision is None:
            return []
        known = held if page.page_id == held.page_id else None
        forms = forms_to_bring(self.raw, known, held.forms, page.last_revision)
        if forms:
            return [Wanted(page, page.last_revision, page.page_id, forms, kind, note, held.newest.redirects)]
        if kind == "moved":
            for entry in held.current.values():
                self._put(entry, title=page.title, url=page.url)
            self.report.add("moved", page.title, note)
        elif kind == "changed":
            self.report.add("unchanged", page.title, note)
        return []

    def _gone(self, held: Held, kind: Kind, message: str) -> None:
        """Note that the wiki shows a page no more; its last text stays and is read."""
        entries = [self._now(entry) for entry in held.current.values()]
        is_news = any(entry.gone != kind for entry in entries)
        for entry in entries:
            self._put(entry, gone=kind)
        paths = ", ".join(entry.path for entry in entries)
        stays = f"its last text stays; remove {paths} and what sources.toml says of it if it is not to be read"
        self.report.add(kind, held.title, f"{message}; {stays}", is_news)

    def _replaced(self, held: Held) -> None:
        """Note that another page that is held has the title now: two texts of one title cannot both be read."""
        entries = [self._now(entry) for entry in held.current.values()]
        for entry in entries:
            self._put(entry, gone="deleted", current=False)
        if entries:
            message = f"{held.title} was deleted, and another page has its title; its last text stays, but is not read"
            self.report.add("replaced", held.title, message)

    def _hidden(self, held: Held) -> None:
        """Note which revisions' texts are hidden now, and which are shown again."""
        for entry in held.entries:
            is_hidden = self.answers.is_hidden(entry.revision)
            if is_hidden:
                what = f"revision {entry.revision} of {held.title}, which {entry.path} holds, is hidden on the wiki now"
                remove = "remove the file and what sources.toml says of it if it should not be kept"
                self.report.add("hidden", held.title, f"{what}; {remove}", entry.gone != "hidden")
                self._put(entry, gone="hidden")
            elif is_hidden is False and entry.gone == "hidden":
                self._put(entry, gone=None)
                shown = f"revision {entry.revision} of {held.title} is shown on the wiki again"
                self.report.add("restored", held.title, shown)

    def _put(self, entry: Entry, **changed: object) -> None:
        self.record.change(entry.path, **changed)

    def _now(self, entry: Entry) -> Entry:
        return self.record.entries[entry.path]
