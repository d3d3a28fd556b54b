"""The pages of a wiki that are held under raw/, from the entries of sources.toml."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest.sources_toml import Entry
from schemas.document import Form

FORMS: tuple[Form, ...] = ("plaintext", "wikitext", "html")


@dataclass(frozen=True, slots=True)
class Held:
    """One page of a wiki: its entries, those of superseded revisions, too, oldest first."""

    page_id: int
    entries: tuple[Entry, ...]

    @property
    def current(self) -> dict[Form, Entry]:
        """The entries that are read, by form."""
        return {form: entry for entry in self.entries for form in FORMS if entry.current and entry.form == form}

    @property
    def newest(self) -> Entry:
        """The entry of the newest revision, a current one where there is one."""
        return max(self.entries, key=lambda entry: (entry.current, entry.revision or 0))

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms in which the page is to be held: those that are read, else those of the newest revision."""
        held = self.current or {entry.form for entry in self.entries if entry.revision == self.newest.revision}
        return tuple(form for form in FORMS if form in held)

    @property
    def title(self) -> str:
        """The title that the page had when it was last asked for."""
        return self.newest.title or self.newest.path


def held_of(entries: Iterable[Entry], api: str) -> dict[int, Held]:
    """Return the pages held of the wiki at `api`, by page id."""
    groups: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.api == api and entry.page_id is not None and entry.revision is not None:
            groups[entry.page_id].append(entry)
    return {page_id: Held(page_id, tuple(sorted(group, key=_age))) for page_id, group in groups.items()}


def apis_of(entries: Iterable[Entry]) -> list[str]:
    """Return the addresses of the wikis that something is held of."""
    return sorted({entry.api for entry in entries if entry.api and entry.page_id and entry.revision})


def forms_to_bring(raw: Path, held: Held | None, asked: Iterable[Form], revision_id: int) -> tuple[Form, ...]:
    """Return the forms, of those asked for and those held, that are not held of a revision with their file there."""
    current: Mapping[Form, Entry] = held.current if held else {}
    wanted = [form for form in FORMS if form in {*asked, *(held.forms if held else ())}]
    return tuple(form for form in wanted if not _is_held(raw, current.get(form), revision_id))


def _is_held(raw: Path, entry: Entry | None, revision_id: int) -> bool:
    return entry is not None and entry.revision == revision_id and (raw / entry.path).is_file()


def _age(entry: Entry) -> tuple[int, str]:
    return entry.revision or 0, entry.path
