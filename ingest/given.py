"""What is given now: the sources, what people wrote, the code; what the last run published, and what differs since."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from ingest.audits import audit_files
from ingest.changes.inputs import load_inputs
from ingest.decisions import DECISIONS_FILE, with_decisions
from ingest.redo.cache import Cache, LookedAtCache, remove_cache
from ingest.redo.code import code_prints
from ingest.redo.memory import RememberedFiles
from ingest.redo.plan import Plan, plan_of
from ingest.redo.state import Given, State, still_stands
from ingest.sources import load_sources
from ingest.vocabulary import VOCABULARY_FILE, with_words

CACHE_FILE = ".cache/photofinish.sqlite"
_NOTE = "published"


def opened_cache(output: Path) -> Cache:
    """Open the cache of an output folder."""
    return Cache(output / CACHE_FILE)


def looked_at_cache(output: Path) -> Cache:
    """Look into the cache of an output folder, as by who may only read it."""
    return LookedAtCache(output / CACHE_FILE)


def forget_cache(output: Path) -> None:
    """Remove the cache of an output folder."""
    remove_cache(output / CACHE_FILE)


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


def with_known_archives(given: Given, raw: Path, cache: Cache) -> tuple[Given, tuple[str, ...]]:
    """Return what is given with the pages of the archives that the last run read, and what archives changed since."""
    from ingest.from_archives import as_listed, last_asked
    from ingest.stages.setting import Setting

    setting = Setting(raw, cache, given.code, 1, lambda _step: None, None, given.sources.words)
    sources, changed = as_listed(given.sources, last_asked(cache), setting)
    return replace(given, sources=sources), changed


def _digest_of(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def last_state(cache: Cache) -> State | None:
    """Return what the last run published, or None where that is not known."""
    try:
        return State.from_json(cache.note(_NOTE) or "")
    except (ValueError, KeyError, TypeError):
        return None


def keep_state(cache: Cache, state: State) -> None:
    """Note what a run published, for the next one."""
    cache.keep_note(_NOTE, state.as_json())


def planned(output: Path, given: Given, state: State | None) -> Plan:
    """Return what is to be done again since the last run."""
    old = load_inputs(output, state.version) if state else None
    same = state is not None and state.digest == given.digest
    return plan_of(old, given, same=same, stands=state is not None and still_stands(output, state))
