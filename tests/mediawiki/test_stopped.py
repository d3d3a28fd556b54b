"""A fetch stopped at any moment, two at once, a disk that takes nothing: raw/ is never half-written."""

from __future__ import annotations

import errno
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.fetching import writing
from ingest.fetching.record import Record
from ingest.files import write_whole
from ingest.sources import load_sources, text_of
from tests.mediawiki.pages import BULK_PAGES, BULK_TITLES, PAGES
from tests.mediawiki.running import Fetched
from tests.mediawiki.wiki import REPOSITORY, Wiki

_KILLS = 3
_SOME = 300


def _started(
    wiki: Wiki, raw: Path, limited: Callable[[], None] | None = None, stderr: int = subprocess.DEVNULL
) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "ingest.cli", "fetch", "--raw", str(raw), "--api", wiki.api]
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    null = subprocess.DEVNULL
    matching = ["--matching", r"^Bulk page 0[0-2]"]
    return subprocess.Popen([*command, *matching], env=env, stdout=null, stderr=stderr, preexec_fn=limited)


def _kill_while_it_writes(process: subprocess.Popen[bytes], raw: Path, after_s: float) -> None:
    """Wait until files come in, then a little longer, and kill."""
    before = len(list(raw.rglob("*")))
    end = time.monotonic() + 30
    while process.poll() is None and time.monotonic() < end and len(list(raw.rglob("*"))) <= before:
        time.sleep(0.001)
    time.sleep(after_s)
    os.kill(process.pid, signal.SIGKILL)
    process.wait(30)


def test_killed_at_any_moment_only_whole_articles_are_read(still_wiki: Wiki, fetched: Fetched) -> None:
    chance = random.Random(5)
    fetched.raw.mkdir()
    held = []
    for _ in range(_KILLS):
        process = _started(still_wiki, fetched.raw)
        _kill_while_it_writes(process, fetched.raw, chance.uniform(0, 0.1))
        sources = load_sources(fetched.raw)
        assert sources.rejects == ()
        assert all(file.entry and text_of(file, fetched.raw) == BULK_PAGES[file.title] for file in sources.files)
        held.append(len(sources.files))
    assert held == sorted(held)
    assert held[0] < _SOME
    said = fetched.fetch(*BULK_TITLES[:_SOME], api=still_wiki.api)
    assert said.status == 0
    wanted = {title: BULK_PAGES[title] for title in BULK_TITLES[:_SOME]}
    assert {entry.title: fetched.text(entry) for entry in fetched.entries.values()} == wanted
    assert fetched.files == {"sources.toml", *fetched.entries}


@pytest.mark.parametrize("moment", ["before the files", "between two files", "before sources.toml"])
def test_what_a_stopped_fetch_left_is_no_article_and_is_removed(
    moment: str, still_wiki: Wiki, fetched: Fetched, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched.fetch("CON", api=still_wiki.api)
    _stop(moment, monkeypatch)
    # A kill undoes nothing: what would be undone is kept, as if the process had ended there.
    monkeypatch.setattr(Path, "unlink", lambda *_, **__: None)
    said = fetched.fetch("Norway", "Meilahti", api=still_wiki.api)
    monkeypatch.undo()
    assert said.stderr.strip() == "Aborted!"
    assert ".fetching" in fetched.files
    sources = load_sources(fetched.raw)
    assert [file.title for file in sources.files] == ["CON"]
    assert (sources.rejects, sources.ignored) == ((), ())
    said = fetched.fetch("Norway", api=still_wiki.api)
    assert ("a fetch was stopped here" in said.stderr) == (moment != "before the files")
    assert fetched.files == {"sources.toml", *fetched.entries}
    assert {entry.title for entry in fetched.entries.values()} == {"CON", "Norway"}


def _stop(moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    replaced: list[object] = []

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    def stop_at_the_second(source: Path, target: Path) -> None:
        replaced.append(target)
        if len([path for path in replaced if str(path).endswith(".wikitext")]) == 2:
            raise KeyboardInterrupt
        os.rename(source, target)

    if moment == "before the files":
        monkeypatch.setattr(writing, "_write", stop)
    elif moment == "between two files":
        monkeypatch.setattr(os, "replace", stop_at_the_second)
    else:
        monkeypatch.setattr(Record, "save", stop)


@pytest.mark.parametrize("failing", ["articles", "sources.toml"])
def test_a_full_disk_leaves_all_as_it_was(
    failing: str, still_wiki: Wiki, fetched: Fetched, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched.fetch("CON", api=still_wiki.api)
    before = {path: (fetched.raw / path).read_bytes() for path in fetched.files}

    def full(*arguments: object) -> None:
        if failing == "articles" or str(arguments[0]).endswith("sources.toml"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(arguments[0]))
        write_whole(*arguments)  # type: ignore[arg-type]  # as it was called

    if failing == "articles":
        monkeypatch.setattr(Path, "write_bytes", full)
    else:
        monkeypatch.setattr("ingest.fetching.record.write_whole", full)
    said = fetched.fetch("Norway", "Meilahti", api=still_wiki.api)
    monkeypatch.undo()
    assert said.status == 2
    assert "No space left on device; nothing of this batch was kept" in said.stderr
    assert {path: (fetched.raw / path).read_bytes() for path in fetched.files} == before
    assert fetched.fetch("Norway", api=still_wiki.api).status == 0
    assert fetched.text(fetched.entry("Norway")) == PAGES["Norway"]


@pytest.mark.parametrize("kilobytes", [2, 40])
def test_where_the_disk_takes_no_more_whole_articles_stay_and_the_next_fetch_goes_on(
    kilobytes: int, still_wiki: Wiki, fetched: Fetched
) -> None:
    """The system itself refuses to let a file grow further: sources.toml is the first that does."""
    limit = kilobytes * 1024
    process = _started(
        still_wiki, fetched.raw, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)), subprocess.PIPE
    )
    told = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 2
    assert "sources.toml: File too large; nothing of this batch was kept; mend that and run this again" in told
    assert "Traceback" not in told
    assert fetched.files == ({"sources.toml", *fetched.entries} if fetched.files else set())
    assert len(fetched.files) < _SOME
    assert load_sources(fetched.raw).rejects == ()
    assert fetched.fetch(*BULK_TITLES[:_SOME], api=still_wiki.api).status == 0
    assert {entry.title: fetched.text(entry) for entry in fetched.entries.values()} == {
        title: BULK_PAGES[title] for title in BULK_TITLES[:_SOME]
    }


def test_two_at_once_do_not_meet(still_wiki: Wiki, fetched: Fetched) -> None:
    process = _started(still_wiki, fetched.raw)
    end = time.monotonic() + 30
    while not fetched.files and time.monotonic() < end:
        time.sleep(0.001)
    process.send_signal(signal.SIGSTOP)
    said = [fetched.fetch("CON", api=still_wiki.api), fetched.update(), fetched.prune()]
    assert {(each.status, each.stderr) for each in said} == {
        (2, f"photofinish: another fetch, update or prune (process {process.pid}) is at work in {fetched.raw}; wait "
         "for it to end\n")
    }  # fmt: skip
    process.kill()
    process.wait(30)
    assert fetched.fetch("CON", api=still_wiki.api).status == 0


def test_what_a_person_writes_meanwhile_is_kept(
    still_wiki: Wiki, fetched: Fetched, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched.fetch("CON", api=still_wiki.api)
    path = fetched.raw / "sources.toml"
    save = Record.save

    def save_after_a_person(self: Record) -> None:
        text = path.read_text(encoding="utf-8")
        if not text.startswith("# mine\n"):
            path.write_text(f"# mine\n{text}", encoding="utf-8")
        save(self)

    monkeypatch.setattr(Record, "save", save_after_a_person)
    fetched.fetch("Norway", api=still_wiki.api)
    assert path.read_text(encoding="utf-8").startswith("# mine\n[[source]]")
    assert {entry.title for entry in fetched.entries.values()} == {"CON", "Norway"}
