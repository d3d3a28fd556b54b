"""`photofinish rollback`: an earlier version becomes current again."""

from __future__ import annotations

from pathlib import Path

import click

from ingest.commands.options import output_option, say, told_errors


@click.command(short_help="Make an earlier version current again.")
@click.argument("version")
@output_option
def rollback(version: str, output: Path) -> None:
    """Make VERSION current again, if it is whole; the beginning of its name is enough.

    The next run publishes afresh what the sources then amount to: mend or remove first what led to going back.
    """
    from ingest.changes.versions import rollback as go_back

    with told_errors():
        name = go_back(output, version)
    say(f"{output / 'current'} is {name} again")
