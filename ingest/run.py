"""One run: from a folder of sources to `current`, with its line in runs.jsonl whatever happens."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.audits import audit_files
from ingest.changes.history import record
from ingest.changes.inputs import load_inputs
from ingest.changes.terms import Terms, mended, tidied
from ingest.decisions import DECISIONS_FILE, with_decisions
from ingest.errors import NoInputError, RunError
from ingest.files import locked
from ingest.progress import Progress, Step
from ingest.redo.cache import Cache
from ingest.redo.code import code_prints
from ingest.redo.memory import RememberedFiles
from ingest.redo.plan import Plan, plan_of
from ingest.redo.state import Given, State, Tally, still_stands
from ingest.runlog import line_of
from ingest.shards.store import ShardStore
from ingest.sources import ARCHIVE, Reject, load_sources
from ingest.vocabulary import VOCABULARY_FILE, with_words
from schemas.contract import ContractViolation
from schemas.words import using

if TYPE_CHECKING:
    from ingest.from_archives import Asked
    from ingest.stages.setting import Setting

PUBLISHED, REFUSED, FAILED = 0, 1, 2
"""Exit statuses: all published; published but a document or decision was refused, or a decision is stale; `current`
does not reflect the sources."""
CACHE_FILE = ".cache/photofinish.sqlite"
_SHARDS = ".cache/shards"
_NOTE = "published"


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run did. `error` says why nothing was published; `tally` is None then.

    `is_new` says that the version was not there before; `plan` what was done again, and why; `changes` what became
    different since the previous version, in a line; `losses` the falls in coverage; `removed` which old versions went;
    `warning` what failed once the version was published.
    """

    status: int
    version: str | None = None
    path: Path | None = None
    previous: str | None = None
    is_new: bool = False
    tally: Tally | None = None
    plan: Plan | None = None
    refused: tuple[Reject, ...] = ()
    error: str | None = None
    read_bytes: int = 0
    slowest: tuple[tuple[str, float], ...] = ()
    changes: str | None = None
    losses: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    warning: str | None = None

    @property
    def rejects(self) -> tuple[Reject, ...]:
        """Everything that was refused."""
        return self.tally.rejects if self.tally else self.refused


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a run: to read `raw` and publish to `output`.

    `scheduler` is the address of a cluster to do it; without one, `workers` processes of this machine do. `terms` say
    what may be published, and which old versions stay. `asked` names archives besides, and what is wanted of all.
    """

    raw: Path
    output: Path
    workers: int
    progress: Progress
    scheduler: str | None = None
    terms: Terms = field(default_factory=Terms)
    asked: Asked | None = None


def run(request: Request) -> RunResult:
    """Read the sources, publish, and record the run. Errors that concern the run are in the result."""
    started = datetime.now(UTC)
    clock = time.monotonic()
    output = request.output
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return RunResult(FAILED, error=f"{output}: {error.strerror}; name a folder that can be written to")
    try:
        with locked(output / ".lock"):
            try:
                result = _run(request)
            except (RunError, ContractViolation, OSError) as error:
                result = RunResult(FAILED, error=_sentence(error))
            record(output, line_of(result, started, time.monotonic() - clock, request))
    except RunError as error:
        return RunResult(FAILED, error=str(error))
    return result


def _sentence(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"{error.filename or 'a file'}: {error.strerror}; nothing was published"
    return str(error)


def opened_cache(output: Path) -> Cache:
    """Open the cache of an output folder; where there is no such folder, one that is forgotten."""
    return Cache(output / CACHE_FILE if output.is_dir() else Path(":memory:"))


def _run(request: Request) -> RunResult:
    cache = opened_cache(request.output)
    try:
        mended(request.output, request.terms)
        given = _with_archives(given_now(request.raw, cache), request, cache)
        state = last_state(cache)
        plan = planned(request.output, given, state)
        if plan.is_empty and state is not None:
            return _unchanged(request, state, plan)
        try:
            return _published(request, given, plan, cache)
        except RunError as error:  # with what was refused: it may be why
            return RunResult(FAILED, refused=given.sources.rejects, error=str(error))
    finally:
        cache.close()


def given_now(raw: Path, cache: Cache) -> Given:
    """Look at the sources, people's files and the code as they are now."""
    code = code_prints(cache)
    remembered = RememberedFiles(cache, code.stages["sources"])
    sources = with_words(raw, with_decisions(raw, load_sources(raw, remembered)))
    remembered.save()
    names = (DECISIONS_FILE, *(path.relative_to(raw).as_posix() for path in audit_files(raw)))
    digests = [(name, _digest_of(raw / name)) for name in names]
    # Not the file's own digest: a comment in it changes no word.
    digests.append((VOCABULARY_FILE, sources.words.digest))
    people = {name: digest for name, digest in digests if digest}
    return Given(sources, code, people)


def _with_archives(given: Given, request: Request, cache: Cache) -> Given:
    """Return what is given with the pages of archives; what reads them is imported only where there are some."""
    if request.asked is None and not any(map(ARCHIVE.search, given.sources.ignored)):
        return given
    from ingest.from_archives import Asked, keep_asked, with_archives

    asked = request.asked or Asked()
    keep_asked(cache, asked)
    return replace(given, sources=with_archives(given.sources, asked, _setting(request, given, cache)))


def with_known_archives(given: Given, raw: Path, cache: Cache) -> tuple[Given, tuple[str, ...]]:
    """Return what is given with the pages of the archives that the last run read, and what archives changed since."""
    from ingest.from_archives import as_listed, last_asked
    from ingest.stages.setting import Setting

    setting = Setting(raw, cache, given.code, 1, lambda _step: None, None, given.sources.words)
    sources, changed = as_listed(given.sources, last_asked(cache), setting)
    return replace(given, sources=sources), changed


def _setting(request: Request, given: Given, cache: Cache) -> Setting:
    from ingest.stages.setting import Setting

    words = given.sources.words
    shards = ShardStore(request.output / _SHARDS)
    return Setting(
        request.raw, cache, given.code, request.workers, request.progress, request.scheduler, words, shards
    )  # fmt: skip


def _digest_of(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def last_state(cache: Cache) -> State | None:
    """Return what the last run published, or None where that is not known."""
    try:
        return State.from_json(cache.note(_NOTE) or "")
    except (ValueError, KeyError, TypeError):
        return None


def planned(output: Path, given: Given, state: State | None) -> Plan:
    """Return what is to be done again since the last run."""
    old = load_inputs(output, state.version) if state else None
    same = state is not None and state.digest == given.digest
    return plan_of(old, given, same=same, stands=state is not None and still_stands(output, state))


def _unchanged(request: Request, state: State, plan: Plan) -> RunResult:
    tally = replace(state.tally, read=0, judged=0)
    version, path = state.version, request.output / "versions" / state.version
    removed = tidied(request.output, request.terms)
    return RunResult(_status(tally), version, path, version, tally=tally, plan=plan, removed=removed)


def _status(tally: Tally) -> int:
    refused = any(reject.is_document for reject in tally.rejects)
    return REFUSED if refused or any(each["outcome"] == "stale" for each in tally.decisions) else PUBLISHED


def _published(request: Request, given: Given, plan: Plan, cache: Cache) -> RunResult:
    if not given.sources.files:
        raise NoInputError(request.raw, len(given.sources.rejects))
    from ingest.making import Making

    making = Making(given, _setting(request, given, cache), request.output, request.terms)
    with using(given.sources.words):
        made = making.made()
    publication, step = made.publication, made.step
    cache.keep_note(_NOTE, State(publication.version, given.digest, made.tally).as_json())
    request.progress(Step("publish", 1, 1))
    return RunResult(
        _status(made.tally), publication.version, publication.path, publication.previous, publication.is_new,
        made.tally, plan, read_bytes=made.product.read_bytes, slowest=made.product.slowest, changes=step.changes,
        losses=step.losses, removed=tidied(request.output, request.terms), warning=step.warning,
    )  # fmt: skip
