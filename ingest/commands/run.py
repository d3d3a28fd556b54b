"""`photofinish run`: read, reconcile, publish."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import click

from ingest.changes import LOSS_BUDGET
from ingest.commands.options import output_option, raw_option, said, say, told_errors, told_if_read
from ingest.commands.progress import shown_progress
from ingest.words import counted

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ingest.from_archives import Asked
    from ingest.redo.plan import Plan
    from ingest.redo.state import Tally
    from ingest.request import RunResult

_SHOWN = 50
"""How many refusals are told one by one: a dump may have thousands."""


class OfDumps(TypedDict):
    """The options on whole dumps."""

    sources: tuple[Path, ...]
    title: str | None
    templates: tuple[str, ...]
    namespaces: tuple[int, ...]
    as_of: str | None
    check_sha1: bool


@click.command()
@raw_option
@output_option
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=None,
    help="Processes that read documents; the output is the same with any number.  [default: one a core]",
)
@click.option(
    "--scheduler", metavar="ADDRESS", help="The Dask scheduler of a cluster that is to do it: tcp://HOST:PORT."
)
@click.option(
    "--source",
    "sources",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    multiple=True,
    help="A dump beside those in the folder of sources: MediaWiki XML, Enterprise NDJSON or ZIM. May be repeated.",
)
@click.option("--title", metavar="REGEX", help="Of dumps: only pages whose title holds this.")
@click.option("--template", "templates", multiple=True, help="Of dumps: only pages that use this template. Repeatable.")
@click.option(
    "--namespace", "namespaces", type=int, multiple=True, default=(0,), show_default=True, help="Of dumps. Repeatable."
)
@click.option("--as-of", metavar="DATE", help="Of dumps: the last revision up to the end of this day.")
@click.option(
    "--check-sha1/--no-check-sha1", default=True, help="Of dumps: refuse a text that has not the digest given for it."
)
@click.option(
    "--accept-loss",
    metavar="REASON",
    callback=said,
    help="Publish although it holds less than before; the reason is recorded.",
)
@click.option(
    "--loss-budget",
    type=click.FloatRange(0, 1),
    default=LOSS_BUDGET,
    show_default=True,
    help="The share of anything that a version may hold less than the one before, of the same articles.",
)
@click.option("--keep", type=click.IntRange(min=2), default=None, help="Keep so many versions.  [default: all]")
def run(
    raw: Path,
    output: Path,
    workers: int | None,
    scheduler: str | None,
    accept_loss: str | None,
    loss_budget: float,
    keep: int | None,
    **of_dumps: Unpack[OfDumps],
) -> None:
    """Read the sources, reconcile them and publish.

    Exit status 0: the publication reflects the sources. 1: the same, but a document or a decision was refused, or a
    decision is stale. 2: nothing was published and the last publication stands. 64: wrong usage.
    """
    _check_apart(raw, output)
    from ingest.changes.terms import Terms
    from ingest.request import Request
    from ingest.run import run as run_pipeline

    with shown_progress() as progress:
        terms = Terms(accept_loss, loss_budget, keep)
        with told_errors():
            asked = _asked(**of_dumps)
        result = run_pipeline(Request(raw, output, workers or os.cpu_count() or 1, progress, scheduler, terms, asked))
    with told_if_read():
        _tell(result)
    sys.exit(result.status)


def _check_apart(raw: Path, output: Path) -> None:
    """Refuse an output in the folder of sources: the next run would read its report's pages as articles."""
    if output.resolve().is_relative_to(raw.resolve()):
        raise click.UsageError(f"--output {output} is in --raw {raw}, where its pages would be read as articles")


def _asked(
    sources: tuple[Path, ...],
    title: str | None,
    templates: tuple[str, ...],
    namespaces: tuple[int, ...],
    as_of: str | None,
    check_sha1: bool,
) -> Asked | None:
    """Return what is asked of dumps; None for what is usual."""
    if not sources and title is None and not templates and namespaces == (0,) and as_of is None and check_sha1:
        return None
    from ingest.archives import Selection
    from ingest.from_archives import Asked

    chosen = Selection(title, templates, frozenset(namespaces), as_of, redirects=False, check_sha1=check_sha1)
    return Asked(sources, chosen)


def _tell(result: RunResult) -> None:
    """Say what was refused on stderr, and what was published on stdout."""
    from ingest.decisions.words import decision_line
    from ingest.publish import REPORT

    for line in result.healed:
        say(f"photofinish: {line}", err=True)
    _tell_refusals(result)
    if result.error is not None or result.tally is None or result.path is None:
        say(f"photofinish: nothing was published: {result.error}", err=True)
        return
    tally = result.tally
    for decision in tally.decisions:
        say(decision_line(decision), err=decision["outcome"] == "stale")
    verdict = "published" if result.previous != result.version else "nothing new: still"
    say(f"{verdict} {result.path} (report: {result.path / REPORT})")
    if result.plan is not None:
        say(_done(result.plan, tally))
    if result.changes is not None:
        say(f"since {result.previous}: {result.changes}; `photofinish diff` shows them")
    for loss in result.losses:
        say(f"less than before: {loss}", err=True)
    if result.removed:
        say(f"removed {counted(len(result.removed), 'old version')}")
    if result.warning is not None:
        say(f"photofinish: {result.warning}", err=True)
    say(_figures(tally))


def _tell_refusals(result: RunResult) -> None:
    for reject in result.rejects[:_SHOWN]:
        say(f"refused: {reject.message}", err=True)
    if len(result.rejects) > _SHOWN:
        where = " (all in rejects.parquet)" if result.error is None else ""
        say(f"refused: {len(result.rejects) - _SHOWN:,} more{where}", err=True)


def _figures(tally: Tally) -> str:
    """Return how much there is of what, in a line."""
    return (
        f"{counted(tally.documents, 'document')}, {counted(tally.ignored, 'other file')} ignored, "
        f"{counted(len(tally.rejects), 'refusal')}; "
        f"{counted(tally.rows['statements'], 'statement')}, {counted(tally.rows['reconciliation'], 'fact')} "
        f"({tally.facts.get('resolved', 0)} resolved, {tally.facts.get('disputed', 0)} disputed); "
        f"{counted(tally.rows['checks'], 'check')} ({tally.checks.get('fail', 0)} fail, "
        f"{tally.checks.get('unverifiable', 0)} unverifiable)"
    )


def _done(plan: Plan, tally: Tally) -> str:
    """Return what was done again and why, in a line."""
    if plan.is_empty:
        return "nothing changed: nothing was done again"
    read = f"read {tally.read} of {counted(tally.documents, 'document')}"
    return f"{read}, judged {tally.judged} of {counted(tally.groups, 'group')} of statements: {plan.sentence}"
