"""`photofinish conflicts` and `explain`: look into what is published, and why."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ingest.commands.options import json_option, output_option, raw_option, say, told_errors

if TYPE_CHECKING:
    from ingest.inspection import Explained


@click.command(short_help="Where the sources differ, with both sides.")
@click.option("--status", type=click.Choice(["disputed", "resolved", "curated"]), help="Only facts of this status.")
@json_option
@output_option
def conflicts(status: str | None, as_json: bool, output: Path) -> None:
    """Show the facts on which the sources differ, the disputed ones first, with both sides."""
    from ingest.inspection import conflicts as find
    from schemas.facts import CONTESTED

    with told_errors():
        _show(find(output, [status] if status else CONTESTED), as_json)


@click.command(short_help="One subject: its values, why these, and what says so.")
@click.argument("subject")
@click.argument("property_name", metavar="[PROPERTY]", required=False)
@click.option(
    "--table", "is_table", is_flag=True, help="Explain how a table was read: the arguments are DOCUMENT TABLE."
)
@raw_option
@json_option
@output_option
def explain(subject: str, property_name: str | None, is_table: bool, raw: Path, as_json: bool, output: Path) -> None:
    """Show what is published of SUBJECT (an event_id, EVENT_ID#COMPETITOR, ...), why, and what would change it.

    With --table: how the table of that number (table_index) of an article (document_id, or path in the folder of
    sources) was read, what told each column, and which rows' cells were moved.
    """
    from ingest.inspection import explain as find

    if is_table:
        _explain_table(subject, property_name, raw, as_json, output)
        return
    with told_errors():
        _show(find(output, subject, property_name), as_json)


def _explain_table(document: str, table: str | None, raw: Path, as_json: bool, output: Path) -> None:
    from ingest.table_inspection import as_text, explain_table

    if table is None or not table.isdecimal():
        raise click.UsageError("--table needs DOCUMENT and the number of its TABLE, counted from 0")
    with told_errors():
        found = explain_table(output, document, int(table), raw)
    say(json.dumps(found.as_json(), ensure_ascii=False, indent=2) if as_json else as_text(found))


def _show(facts: Sequence[Explained], as_json: bool) -> None:
    from ingest.inspection import all_as_text

    if as_json:
        say(json.dumps([fact.as_json() for fact in facts], ensure_ascii=False, indent=2))
    elif facts:
        say(all_as_text(facts))
    else:
        say("no fact of this status")
