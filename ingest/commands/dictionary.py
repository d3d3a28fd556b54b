"""`photofinish dictionary`: every dataset and column."""

from __future__ import annotations

import click


@click.command()
def dictionary() -> None:
    """Print the data dictionary as Markdown: every dataset and column, with type, unit and meaning."""
    from schemas.datapackage import data_dictionary

    click.echo(data_dictionary(), nl=False)
