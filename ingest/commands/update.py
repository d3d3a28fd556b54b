"""`photofinish update`: bring what changed on the wikis."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ingest.commands.fetching import contact_option, opened, reported, tell_healed
from ingest.commands.options import FAULT, raw_option, say, told_errors


@click.command(short_help="Bring new revisions of the articles fetched.")
@contact_option
@raw_option
def update(contact: str | None, raw: Path) -> None:
    """Ask the wikis for new revisions of the articles fetched from them, and bring those.

    A new revision is a new file beside the old, which is read no more and stays until `prune`. What was moved,
    deleted, merged, hidden or made a redirect is said; the last text of what is gone stays until a person removes it.

    Exit status 0: raw/ is what the wikis have. 2: a wiki gave no answer; what came before stays, and the same command
    goes on from there. 64: wrong usage.
    """
    from ingest.errors import RunError
    from ingest.fetching.holdings import apis_of
    from ingest.fetching.outcomes import Report
    from ingest.fetching.update import update as bring
    from ingest.fetching.writing import heal, writing
    from ingest.mediawiki.errors import WikiError
    from ingest.sources_toml import SOURCES_FILE, read_settings

    failed: list[RunError] = []
    report = Report()
    with told_errors(), writing(raw) as record:
        settings = read_settings(raw / SOURCES_FILE)
        tell_healed(heal(raw, record))
        apis = apis_of(record.entries.values())
        if not apis:
            say(f"nothing in {raw} was fetched from a wiki; bring articles with: photofinish fetch TITLE")
            return
        with reported(report):
            for api in apis:
                try:
                    with opened(api, contact or settings.contact, report) as wiki:
                        bring(raw, wiki, record, report)
                except WikiError as error:  # the other wikis' articles can be had all the same
                    failed.append(error)
    for failure in failed:
        say(f"photofinish: {failure}", err=True)
    sys.exit(FAULT if failed else 0)
