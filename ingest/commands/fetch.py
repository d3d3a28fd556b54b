"""`photofinish fetch`: bring articles from a wiki."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ingest.commands.fetching import contact_option, opened, reported, tell_healed
from ingest.commands.options import raw_option, told_errors

if TYPE_CHECKING:
    from schemas.document import Form

DEFAULT_API = "https://en.wikipedia.org/w/api.php"
_NOT_ALL = 1
_FORMS: Mapping[str, tuple[Form, ...]] = {"wikitext": ("wikitext",), "html": ("html",), "both": ("wikitext", "html")}


@click.command(short_help="Bring articles from a wiki into the folder of sources.")
@click.argument("titles", metavar="[TITLE]...", nargs=-1)
@click.option("--category", "categories", multiple=True, help="All articles of a category; may be given again.")
@click.option("--links-from", metavar="ARTICLE", multiple=True, help="All articles that one links to.")
@click.option(
    "--matching",
    metavar="REGEX",
    help="Of the articles found, those whose title matches; alone, of all the wiki's: then it begins with ^ and text.",
)
@click.option("--api", help=f"The wiki's api.php.  [default: api under [fetch] in sources.toml, else {DEFAULT_API}]")
@click.option(
    "--form",
    type=click.Choice(list(_FORMS)),
    default="wikitext",
    show_default=True,
    help="Wikitext comes 50 articles a request, HTML one by one.",
)
@contact_option
@raw_option
def fetch(
    titles: tuple[str, ...],
    categories: tuple[str, ...],
    links_from: tuple[str, ...],
    matching: str | None,
    api: str | None,
    form: str,
    contact: str | None,
    raw: Path,
) -> None:
    """Bring articles from a MediaWiki into the folder of sources, with where they come from in sources.toml.

    Exit status 0: all are there. 1: some cannot be had, as is said of each. 2: the wiki gave no answer; what came
    before stays, and the same command goes on from there. 64: wrong usage.
    """
    from ingest.fetching.fetch import Asked
    from ingest.fetching.fetch import fetch as bring
    from ingest.fetching.outcomes import Report
    from ingest.fetching.titles import Choice, titles_of
    from ingest.fetching.writing import heal, writing
    from ingest.sources_toml import SOURCES_FILE, read_settings

    choice = Choice(titles, categories, links_from, matching)
    if choice.is_empty:
        raise click.UsageError("name articles, or give --category, --links-from or --matching")
    report = Report()
    with told_errors(), writing(raw, make=True) as record:
        settings = read_settings(raw / SOURCES_FILE)
        tell_healed(heal(raw, record))
        address, whom = api or settings.api or DEFAULT_API, contact or settings.contact
        with reported(report), opened(address, whom, report) as wiki:
            bring(Asked(raw, wiki, record, _FORMS[form]), titles_of(wiki, choice), report)
    sys.exit(_NOT_ALL if report.misses_something else 0)
