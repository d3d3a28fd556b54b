"""The command line. Heavy modules are imported inside the commands, so that `--help` is instant."""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ingest.inspection import Explained
    from ingest.pipeline import Progress
    from ingest.run import RunResult

USAGE_ERROR = 64
"""EX_USAGE of sysexits.h: click's own 2 means here that nothing was published."""


FAULT = 2
"""`current` does not reflect the sources."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="photofinish", prog_name="photofinish")
def cli() -> None:
    """Read articles on sports events, reconcile what they say, publish checked Parquet with the evidence."""


@cli.command()
@click.option(
    "--raw", type=click.Path(path_type=Path), default=Path("raw"), show_default=True, help="The folder of sources."
)
@click.option(
    "--output", type=click.Path(path_type=Path), default=Path("output"), show_default=True, help="Where to publish."
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=None,
    help="Processes that read documents; the output is the same with any number.  [default: one a core]",
)
def run(raw: Path, output: Path, workers: int | None) -> None:
    """Read the sources, reconcile them and publish.

    Exit status 0: the publication reflects the sources. 1: the same, but a document was refused. 2: nothing
    was published and the last publication stands. 64: wrong usage.
    """
    from ingest.run import run as run_pipeline

    with _progress() as progress:
        result = run_pipeline(raw, output, workers or os.cpu_count() or 1, progress)
    _tell(result)
    sys.exit(result.status)


_OUTPUT = click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=Path("output"),
    show_default=True,
    help="Where it is published.",
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, one list, for machines.")


@cli.command()
@click.option("--status", type=click.Choice(["disputed", "resolved", "curated"]), help="Only facts of this status.")
@_JSON
@_OUTPUT
def conflicts(status: str | None, as_json: bool, output: Path) -> None:
    """Show the facts on which the sources differ, the disputed ones first, with both sides."""
    from ingest.inspection import CONTESTED
    from ingest.inspection import conflicts as find

    _show(lambda: find(output, [status] if status else CONTESTED), as_json)


@cli.command()
@click.argument("subject")
@click.argument("property_name", metavar="[PROPERTY]", required=False)
@_JSON
@_OUTPUT
def explain(subject: str, property_name: str | None, as_json: bool, output: Path) -> None:
    """Show what is published of SUBJECT (an event_id, EVENT_ID#COMPETITOR, ...), why, and what would change it."""
    from ingest.inspection import explain as find

    _show(lambda: find(output, subject, property_name), as_json)


@cli.command()
def dictionary() -> None:
    """Print the data dictionary as Markdown: every dataset and column, with type, unit and meaning."""
    from schemas.datapackage import data_dictionary

    click.echo(data_dictionary(), nl=False)


def _show(find: Callable[[], Sequence[Explained]], as_json: bool) -> None:
    """Print facts, or say on stderr why there are none to look into (exit status 2)."""
    from ingest.errors import RunError
    from ingest.inspection import as_text

    try:
        facts = find()
    except RunError as error:
        click.echo(f"photofinish: {error}", err=True)
        sys.exit(FAULT)
    if as_json:
        click.echo(json.dumps([fact.as_json() for fact in facts], ensure_ascii=False, indent=2))
    elif facts:
        click.echo("\n\n".join(map(as_text, facts)))
    else:
        click.echo("no fact of this status")


@contextmanager
def _progress() -> Iterator[Progress]:
    """Show a bar on a terminal, a line a stage when piped."""
    if not sys.stderr.isatty():
        yield _plain_progress
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description:8}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield show


def _plain_progress(stage: str, done: int, total: int) -> None:
    if done == total:
        click.echo(f"{stage}: {done} of {total}", err=True)


def _tell(result: RunResult) -> None:
    """Say what was refused on stderr, and what was published on stdout."""
    from ingest.publish import REPORT

    for reject in result.rejects:
        click.echo(f"refused: {reject.message}", err=True)
    if result.error is not None or result.publication is None or result.product is None:
        click.echo(f"photofinish: nothing was published: {result.error}", err=True)
        return
    publication, product = result.publication, result.product
    facts = product.judged.facts.all()
    statuses = {name: sum(fact.status == name for fact in facts) for name in ("disputed", "resolved")}
    outcomes = {name: sum(check.outcome == name for check in product.checks) for name in ("fail", "unverifiable")}
    ignored = len(result.sources.ignored) if result.sources else 0
    verdict = "published" if publication.previous != publication.version else "nothing new: still"
    click.echo(f"{verdict} {publication.path} (report: {publication.path / REPORT})")
    click.echo(
        f"{len(product.documents)} documents, {ignored} other files ignored, {len(result.rejects)} refusals; "
        f"{len(product.rows['statements'])} statements, {len(facts)} facts "
        f"({statuses['resolved']} resolved, {statuses['disputed']} disputed); "
        f"{len(product.checks)} checks ({outcomes['fail']} fail, {outcomes['unverifiable']} unverifiable)"
    )


def main() -> None:
    """Run the command line; wrong usage exits with 64, as sysexits.h has it."""
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(USAGE_ERROR)
    except click.UsageError as error:
        error.show()
        sys.exit(USAGE_ERROR)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.Abort:
        click.echo("stopped; the last publication stands", err=True)
        sys.exit(130)
    except Exception:  # what is unforeseen must not pass for status 1, which says that something was published
        traceback.print_exc()
        click.echo("photofinish: a fault of photofinish; nothing was published: please report it", err=True)
        sys.exit(FAULT)


if __name__ == "__main__":
    main()
