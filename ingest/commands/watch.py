"""`photofinish watch`: run again whenever the sources change."""

from __future__ import annotations

from pathlib import Path

import click

from ingest.commands.options import output_option, raw_option, say, told_errors


@click.command(
    context_settings={"ignore_unknown_options": True}, short_help="Run now, and again whenever the sources change."
)
@raw_option
@output_option
@click.option(
    "--settle",
    type=click.FloatRange(min=0),
    default=1.0,
    show_default=True,
    metavar="SECONDS",
    help="Run once nothing has changed for so long.",
)
@click.argument("run_options", nargs=-1, type=click.UNPROCESSED, metavar="[-- RUN-OPTION...]")
def watch(raw: Path, output: Path, settle: float, run_options: tuple[str, ...]) -> None:
    """Run now, and again whenever RAW changes, until stopped; print a line a run.

    A run that fails leaves the last publication as it is, and the next change starts another. What stands after `--`
    is given to every run: `photofinish watch -- --keep 5`.
    """
    from ingest.changes.watching import watch as watch_folder

    with told_errors():
        for line in watch_folder(raw, output, settle, run_options):
            say(line)
