"""What `fetch` and `update` share: the contact, a wiki opened, and a report told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from ingest.commands.options import say

if TYPE_CHECKING:
    from ingest.fetching.outcomes import Report
    from ingest.mediawiki.client import Wiki

contact_option = click.option(
    "--contact",
    envvar="PHOTOFINISH_CONTACT",
    show_envvar=True,
    help="Whom a wiki may write to: an e-mail or web address.  [default: contact under [fetch] in sources.toml]",
)


@contextmanager
def opened(api: str, contact: str | None, report: Report) -> Iterator[Wiki]:
    """Open a wiki, tell of each wait on stderr, and count the requests."""
    from ingest.mediawiki.client import Wiki
    from ingest.mediawiki.errors import AddressError
    from ingest.mediawiki.queries import is_address
    from ingest.mediawiki.transport import Transport

    if not is_address(api):
        raise AddressError(api)
    with Transport(api, contact, told=lambda message: say(message, err=True)) as transport:
        try:
            yield Wiki(api, transport)
        finally:
            report.requests += transport.requests


@contextmanager
def reported(report: Report) -> Iterator[None]:
    """Tell the report at the end; after an error, only where something was done before it."""
    from ingest.errors import RunError

    try:
        yield
    except RunError:
        if report.outcomes:
            tell(report)
        raise
    tell(report)


def tell(report: Report) -> None:
    """Say what became of each page, then the counts."""
    from ingest.fetching.outcomes import lines, summary

    for line in lines(report):
        say(line)
    say(summary(report))


def tell_healed(healed: list[str]) -> None:
    """Say that a stopped fetch was cleaned up after."""
    if healed:
        files = "1 unfinished file was" if len(healed) == 1 else f"{len(healed)} unfinished files were"
        say(f"a fetch was stopped here; {files} removed", err=True)
