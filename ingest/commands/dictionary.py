"""`photofinish dictionary`: every dataset and column."""

from __future__ import annotations

import click

from ingest.commands.options import say


@click.command(short_help="Every dataset and column: type, unit, meaning.")
def dictionary() -> None:
    """Print the data dictionary as Markdown: every dataset and column, with type, unit and meaning."""
    from schemas.datapackage import data_dictionary

    say(data_dictionary(), nl=False)
