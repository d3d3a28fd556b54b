"""`photofinish decide`: record what a person decided, after showing what it changes."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ingest.commands.options import json_option, output_option, raw_option, said, say, told_errors

if TYPE_CHECKING:
    from ingest.decisions.deciding import Asked

STALE = 1
"""`--refresh` met a decision whose evidence is another."""
_WITH_TEXT = ("choose", "set_value", "reject")
_FLAGS = ("both_true", "accept_explanation", "defer", "same", "different")


@click.command(short_help="Record what a person decides of a fact, and what it changes.")
@click.argument("fact", required=False)
@click.argument("name", metavar="[PROPERTY]", required=False)
@click.option("--choose", metavar="VALUE", help="One of the values that the sources state.")
@click.option("--set", "set_value", metavar="VALUE", help="A value that no source states.")
@click.option("--reject", metavar="STATEMENT", help="A statement_id that is not to count.")
@click.option("--both-true", is_flag=True, help="Every value stated is true.")
@click.option("--accept-explanation", is_flag=True, help="The tested explanation of the losing values is enough.")
@click.option("--defer", is_flag=True, help="Leave it open: hold the value back as disputed.")
@click.option("--same", is_flag=True, help="Two competitors are one person: `decide COMPETITOR COMPETITOR --same`.")
@click.option("--different", is_flag=True, help="Two competitors are two persons.")
@click.option("--reason", metavar="TEXT", callback=said, help="Why; required unless only shown.")
@click.option("--by", metavar="NAME", help="Who decides.  [default: the name you are logged in by]")
@click.option("--only", is_flag=True, help="Leave the other facts that the same words tell as they are.")
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@click.option("--refresh", is_flag=True, help="Renew the fingerprints of decisions whose text moved (all, or FACT's).")
@json_option
@raw_option
@output_option
def decide(
    fact: str | None,
    name: str | None,
    reason: str | None,
    by: str | None,
    only: bool,
    dry_run: bool,
    refresh: bool,
    as_json: bool,
    raw: Path,
    output: Path,
    **actions: str | bool | None,
) -> None:
    """Decide FACT (a fact_id, or SUBJECT PROPERTY) and write it to decisions.toml in the folder of sources.

    First shown is what would change. Facts that rest on the very same words are one question, as the winner's mark and
    the winning mark: they are decided together, unless --only. A value that nobody states is refused unless it is
    `--set`. Exit status 0: written, or only shown as asked. 1: --refresh met a decision whose evidence is another. 2:
    refused, nothing was written. 64: wrong usage.
    """
    chosen = [option for option in (*_WITH_TEXT, *_FLAGS) if actions[option]]
    if refresh:
        if chosen or reason:
            raise click.UsageError("--refresh decides nothing; leave out what else is to be decided")
        _refresh(raw, output, fact, name, dry_run=dry_run, as_json=as_json)
        return
    if len(chosen) != 1 or fact is None:
        options = ", ".join(f"--{option.removesuffix('_value').replace('_', '-')}" for option in (*_WITH_TEXT, *_FLAGS))
        raise click.UsageError(f"name a fact and one of {options}, or use --refresh")
    if not reason and not dry_run:
        raise click.UsageError("--reason is missing: say why, for those who read the decision")
    if chosen[0] in {"same", "different"} and name is None:
        raise click.UsageError(f"--{chosen[0]} needs two competitors")
    given = actions[chosen[0]]
    action = chosen[0].removesuffix("_value")
    asked = _asked(fact, name, action, given if isinstance(given, str) else None, reason, by)
    asked = replace(asked, only=only)
    _decide(raw, output, asked, dry_run, as_json)


def _asked(fact: str, name: str | None, action: str, given: str | None, reason: str | None, by: str | None) -> Asked:
    from datetime import date
    from getpass import getuser

    from ingest.decisions.deciding import Asked

    who = by or getuser()
    return Asked(fact, name, action, given, reason or "only shown", who, date.today())  # type: ignore[arg-type]  # an option


def _decide(raw: Path, output: Path, asked: Asked, dry_run: bool, as_json: bool) -> None:
    from ingest.decisions.deciding import decide as take
    from ingest.decisions.showing import taken_json, taken_text

    with told_errors():
        taken = take(raw, output, asked, is_dry=dry_run)
    if as_json:
        say(json.dumps(taken_json(taken, is_dry=dry_run), ensure_ascii=False, indent=2))
    else:
        say(taken_text(taken, raw, is_dry=dry_run))


def _refresh(raw: Path, output: Path, fact: str | None, name: str | None, *, dry_run: bool, as_json: bool) -> None:
    from ingest.decisions.deciding import refresh
    from ingest.decisions.showing import renewal_json, renewal_line

    with told_errors():
        renewals = refresh(raw, output, fact, name, is_dry=dry_run)
    if as_json:
        say(json.dumps([renewal_json(renewal) for renewal in renewals], ensure_ascii=False, indent=2))
    else:
        say("\n".join(map(renewal_line, renewals)) or "no decision to renew")
    if any(renewal.kind == "stale" for renewal in renewals):
        sys.exit(STALE)
