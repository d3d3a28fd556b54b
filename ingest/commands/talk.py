"""`photofinish talk`: what was found to differ, as wikitext for the talk pages of the articles."""

from __future__ import annotations

import json
from pathlib import Path

import click

from ingest.commands.options import json_option, output_option, say, told_errors


@click.command(short_help="What differs, as wikitext for talk pages.")
@click.argument("event")
@click.option(
    "--output-format",
    type=click.Choice(["wikitext", "json"]),
    default="wikitext",
    show_default=True,
    help="Wikitext to be pasted, or data for machines.",
)
@json_option
@output_option
def talk(event: str, output_format: str, as_json: bool, output: Path) -> None:
    """Write what differs in the articles on EVENT (an event_id), or in one article (its title or document_id).

    One section for each article's talk page: both sides quoted with their places, the tested explanation where there is
    one, and the checks that fail. Nothing is sent anywhere.
    """
    from dataclasses import asdict

    from ingest.talk import as_wikitext, talk_pages

    with told_errors():
        pages = talk_pages(output, event)
    if as_json or output_format == "json":
        say(json.dumps([asdict(page) for page in pages], ensure_ascii=False, indent=2))
    elif pages:
        say("\n".join(map(as_wikitext, pages)), nl=False)
    else:
        say(f"nothing was found to differ in the articles on {event}")
