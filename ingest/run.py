"""One run: from a folder of sources to `current`, with its line in runs.jsonl whatever happens."""

from __future__ import annotations

import sqlite3
import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ingest.changes.history import record
from ingest.changes.terms import mended, tidied
from ingest.errors import MissingFolderError, NoInputError, RunError
from ingest.files import locked, system_errors, told
from ingest.given import forget_cache, given_now, keep_state, last_state, opened_cache, planned
from ingest.progress import Step, Work
from ingest.redo.cache import Cache, is_damage
from ingest.redo.plan import Plan
from ingest.redo.state import Given, State, Tally
from ingest.request import ASKED_NOTE, FAILED, PUBLISHED, REFUSED, Request, RunResult
from ingest.runlog import line_of
from ingest.shards.store import ShardStore
from ingest.sources import ARCHIVE
from schemas.contract import ContractViolation
from schemas.words import using

if TYPE_CHECKING:
    from ingest.stages.setting import Setting

_SHARDS = ".cache/shards"
_INTERRUPTED = "it was interrupted"
_STOPPED = (
    "the last run (process {}) was ended before it was done; what it left unfinished is removed, what it had finished "
    "is used"
)


def run(request: Request) -> RunResult:
    """Read the sources, publish, and record the run. Errors that concern the run are in the result."""
    started = datetime.now(UTC)
    clock = time.monotonic()
    output = request.output
    if not request.raw.is_dir() and not output.exists():  # a mistyped --raw leaves nothing behind
        return RunResult(FAILED, error=str(MissingFolderError(request.raw)))
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return RunResult(FAILED, error=f"{output}: {error.strerror}; name a folder that can be written to")
    try:
        with locked(output / ".lock") as stopped:
            healed = [_STOPPED.format(stopped)] if stopped is not None else []
            try:
                with system_errors(output):
                    result = _healed(request, healed)
            except (RunError, ContractViolation, OSError) as error:
                result = RunResult(FAILED, error=_sentence(error))
            except KeyboardInterrupt:
                stopped_now = RunResult(FAILED, error=_INTERRUPTED, healed=tuple(healed))
                record(output, line_of(stopped_now, started, time.monotonic() - clock, request))
                raise
            result = replace(result, healed=tuple(healed))
            record(output, line_of(result, started, time.monotonic() - clock, request))
    except (RunError, OSError) as error:
        return RunResult(FAILED, error=_sentence(error))
    return result


def _sentence(error: Exception) -> str:
    if isinstance(error, OSError):
        return told(error)
    if isinstance(error, ContractViolation):
        return f"{error}\nThis is a fault of photofinish: please report it with the article, or take that away"
    return str(error)


def _healed(request: Request, healed: list[str]) -> RunResult:
    """Run; where the cache turns out to be damaged, run again without it. What was mended is noted in `healed`."""
    try:
        return _run(request, healed)
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        healed.append(f"the cache was damaged ({error}) and is made anew: everything is read again")
        forget_cache(request.output)
        return _run(request, healed)


def _run(request: Request, healed: list[str]) -> RunResult:
    cache = opened_cache(request.output)
    healed += cache.healed
    cache.healed = healed
    try:
        mended(request.output, request.terms)
        work = Work()
        left_out = _left_out(request, cache)
        given = _with_archives(given_now(request.raw, cache), request, cache, work)
        state = last_state(cache)
        plan = planned(request.output, given, state)
        if plan.is_empty and state is not None:
            return _unchanged(request, state, plan)
        try:
            result = _published(request, given, plan, cache, work)
            return replace(result, warning=result.warning or left_out)
        except RunError as error:  # with what was refused: it may be why
            return RunResult(FAILED, refused=error.refused or given.sources.rejects, error=str(error))
    finally:
        cache.close()


def _left_out(request: Request, cache: Cache) -> str | None:
    """Say which archives the last run was given that this one is not: their pages are taken away."""
    if cache.note(ASKED_NOTE) is None:
        return None
    from ingest.from_archives import last_asked

    now = {path.absolute() for path in request.asked.paths} if request.asked else set()
    left = [str(path) for path in last_asked(cache).paths if path not in now]
    if not left:
        return None
    these, its = ", ".join(left), "its" if len(left) == 1 else "their"
    return f"the last run was given {these} as well (--source): {its} pages are gone; name it again to have them"


def _with_archives(given: Given, request: Request, cache: Cache, work: Work) -> Given:
    """Return what is given with the pages of archives; what reads them is imported only where there are some."""
    is_asked = request.asked is not None or any(map(ARCHIVE.search, given.sources.ignored))
    if not is_asked and cache.note(ASKED_NOTE) is None:
        return given
    from ingest.from_archives import Asked, keep_asked, with_archives

    asked = request.asked or Asked()
    keep_asked(cache, asked)
    return replace(given, sources=with_archives(given.sources, asked, _setting(request, given, cache), work))


def _setting(request: Request, given: Given, cache: Cache) -> Setting:
    from ingest.stages.setting import Setting

    words = given.sources.words
    shards = ShardStore(request.output / _SHARDS)
    return Setting(
        request.raw, cache, given.code, request.workers, request.progress, request.scheduler, words, shards
    )  # fmt: skip


def _unchanged(request: Request, state: State, plan: Plan) -> RunResult:
    tally = replace(state.tally, read=0, judged=0)
    version, path = state.version, request.output / "versions" / state.version
    removed = tidied(request.output, request.terms)
    return RunResult(_status(tally), version, path, version, tally=tally, plan=plan, removed=removed)


def _status(tally: Tally) -> int:
    refused = any(reject.is_document for reject in tally.rejects)
    return REFUSED if refused or any(each["outcome"] == "stale" for each in tally.decisions) else PUBLISHED


def _published(request: Request, given: Given, plan: Plan, cache: Cache, work: Work) -> RunResult:
    """Publish; `work` is what was read of archives before, and is told with the rest."""
    if not given.sources.files:
        raise NoInputError(request.raw, len(given.sources.rejects))
    from ingest.making import Making

    making = Making(given, _setting(request, given, cache), request.output, request.terms)
    with using(given.sources.words):
        made = making.made()
    publication, step = made.publication, made.step
    work.add(made.tally.read, made.product.read_bytes, made.product.slowest)
    tally = replace(made.tally, read=work.count)
    keep_state(cache, State(publication.version, given.digest, tally))
    request.progress(Step("publish", 1, 1))
    return RunResult(
        _status(tally), publication.version, publication.path, publication.previous, publication.is_new,
        tally, plan, read_bytes=work.size_bytes, slowest=work.slowest, changes=step.changes,
        losses=step.losses, removed=tidied(request.output, request.terms), warning=step.warning,
    )  # fmt: skip
