"""`photofinish run`: read, reconcile, publish."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ingest.commands.options import output_option, raw_option
from ingest.commands.progress import shown_progress

if TYPE_CHECKING:
    from ingest.run import RunResult


@click.command()
@raw_option
@output_option
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

    with shown_progress() as progress:
        result = run_pipeline(raw, output, workers or os.cpu_count() or 1, progress)
    _tell(result)
    sys.exit(result.status)


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
