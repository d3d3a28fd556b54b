"""`photofinish status`: what a run would do again, and why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ingest.commands.options import json_option, output_option, raw_option, say, told_errors

if TYPE_CHECKING:
    from ingest.redo.cache import Cache

_SHOWN = 50


@click.command(short_help="What a run would do again, and why; changes nothing.")
@raw_option
@output_option
@json_option
def status(raw: Path, output: Path, as_json: bool) -> None:
    """Say what `run` would do again, and the one reason for each, without doing it."""
    from ingest.errors import MissingFolderError
    from ingest.files import system_errors
    from ingest.given import given_now, last_state, looked_at_cache, planned, with_known_archives

    with told_errors(), system_errors(output):
        if not raw.is_dir():
            raise MissingFolderError(raw)
        cache = looked_at_cache(output)
        try:
            given, archives = with_known_archives(given_now(raw, cache), raw, cache)
            plan = planned(output, given, last_state(cache))
            beside = _beside(cache)
        finally:
            cache.close()
    paths = {file.document_id: file.path for file in given.sources.files}
    documents = [
        {"document_id": d.document_id, "path": paths.get(d.document_id), "reason": d.reason, "was": d.was}
        for d in plan.documents
    ]
    refused = given.sources.rejects
    if as_json:
        rejects = [{"path": r.path, "stage": r.stage, "error": r.error, "message": r.message} for r in refused]
        changes = {
            "sources": beside,
            "documents": documents,
            "archives": archives,
            "judging": plan.judging,
            "publishing": plan.publishing,
        }
        content = {**changes, "rejects": rejects}
        say(json.dumps(content, ensure_ascii=False, indent=2))
    elif plan.is_empty and not archives:
        say("nothing changed: `run` has nothing to do")
    else:
        for name in archives:
            say(f"new or changed, its pages are looked through: {name}")
        for each in documents[:_SHOWN]:
            was = f" (before: {each['was']})" if each["was"] else ""
            say(f"{each['reason']}: {each['path'] or each['document_id']}{was}")
        if len(documents) > _SHOWN:
            say(f"... and {len(documents) - _SHOWN} more")
        for reason in plan.judging:
            say(f"judged again: {reason}")
        for reason in plan.publishing:
            say(f"published again: {reason}")
    if not as_json:
        for name in beside:
            say(f"looked at as well, as by the last run: --source {name}; a run without it takes its pages away")
        for reject in refused[:_SHOWN]:
            say(f"refused: {reject.message}")
        if len(refused) > _SHOWN:
            say(f"... and {len(refused) - _SHOWN} more refused")


def _beside(cache: Cache) -> list[str]:
    """Return the archives beside the folder of sources that the last run was given."""
    from ingest.from_archives import last_asked
    from ingest.request import ASKED_NOTE

    return [str(path) for path in last_asked(cache).paths] if cache.note(ASKED_NOTE) is not None else []
