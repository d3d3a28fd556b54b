"""Running again whenever the folder of sources changes, each time in a process of its own.

Whatever a run meets, a half-written article or a fault of ours, ends that process and not the watching; and a run that
is stopped midway leaves the last publication as it was.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from ingest.errors import MissingFolderError
from ingest.words import counted

_LONGEST_WAIT = 20
"""How many times the settling time a folder may keep changing before a run starts all the same."""
_POLL_SECONDS = 0.1
_GRACE_SECONDS = 5.0
_PUBLISHED = ("published ", "nothing new: ")
_REFUSED = "refused: "
_STALE = re.compile(r"decision \d+ stale: ")


def watch(raw: Path, output: Path, settle: float, run_options: Sequence[str] = ()) -> Iterator[str]:
    """Run now and after each change, and yield a line a run, until SIGINT or SIGTERM; `settle` is in seconds.

    Raises `MissingFolderError` where there is no folder to watch. Signals are only caught in the main thread.
    """
    if not raw.is_dir():
        raise MissingFolderError(raw)
    command = [sys.executable, "-m", "ingest.cli", "run", "--raw", str(raw), "--output", str(output), *run_options]
    with _stop_signals() as stop:
        for _ in _occasions(raw, output, settle, stop):
            line = _run(command, stop)
            if line:
                yield line


def _occasions(raw: Path, output: Path, settle: float, stop: threading.Event) -> Iterator[None]:
    """Yield at the start, whenever the folder changed and then kept still, and when it is another folder."""
    while not stop.is_set():
        with suppress(FileNotFoundError):  # gone again before it could be watched
            yield from _until_replaced(raw, output, settle, stop)
        while not raw.is_dir() and not stop.wait(max(settle, _POLL_SECONDS)):
            pass


def _until_replaced(raw: Path, output: Path, settle: float, stop: threading.Event) -> Iterator[None]:
    """Yield at once and after each change, until the folder is moved away or removed: its watch sees nothing then."""
    from watchfiles import Change
    from watchfiles import watch as changes_in

    inside = output.resolve()

    def counts(change: Change, path: str) -> bool:
        """Say whether a change is one of sources: not of what editors and downloads keep beside them, nor our own."""
        hidden = Path(path).name.startswith((".", "~")) or path.endswith("~")
        return not hidden and inside not in (resolved := Path(path).resolve()).parents and resolved != inside

    milliseconds = max(1, int(settle * 1000))
    started, identity = False, _identity(raw)
    for changes in changes_in(
        raw, watch_filter=counts, step=milliseconds, debounce=_LONGEST_WAIT * milliseconds, stop_event=stop,
        rust_timeout=milliseconds, yield_on_timeout=True, raise_interrupt=False,
    ):  # fmt: skip
        if _identity(raw) != identity:
            return
        if changes or not started:  # the first time nothing has changed, but the watch is there
            started = True
            yield


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _run(command: Sequence[str], stop: threading.Event) -> str | None:
    """Run once and return its line; None where it was stopped."""
    began = time.strftime("%H:%M:%S")
    # A session of its own: the run and its workers are stopped together, and a terminal's Ctrl-C meets the watch alone.
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace", start_new_session=True
    )
    with process, _ended_on_stop(process, stop):
        stdout, stderr = process.communicate()
    if stop.is_set() and process.returncode < 0:
        return None
    return f"{began} status {process.returncode}: {_told(stdout, stderr)}"


def _told(stdout: str, stderr: str) -> str:
    """Return what a run said, as one line: what it published, else why nothing was; what was refused, and is stale."""
    published = [line for line in stdout.splitlines() if line.startswith(_PUBLISHED)]
    lines = [line for line in (stdout or stderr).splitlines() if line.strip()]
    said = published[0] if published else _error(lines) if lines else "nothing was said"
    refused = [line.removeprefix(_REFUSED) for line in stderr.splitlines() if line.startswith(_REFUSED)]
    stale = sum(bool(_STALE.match(line)) for line in stderr.splitlines())
    return "; ".join(filter(None, (said, _refusals(refused), f"{counted(stale, 'decision')} stale" if stale else "")))


def _refusals(messages: Sequence[str]) -> str:
    if not messages:
        return ""
    return f"1 refused: {messages[0]}" if len(messages) == 1 else f"{len(messages)} refused, the first: {messages[0]}"


def _error(lines: Sequence[str]) -> str:
    """Return the line of stderr that says what went wrong, else the last; with the first of a list that follows."""
    found = next((number for number, line in enumerate(lines) if line.startswith("photofinish:")), len(lines) - 1)
    said = lines[found]
    return f"{said} {lines[found + 1].removeprefix('- ')}" if said.endswith(":") and lines[found + 1 :] else said


@contextmanager
def _ended_on_stop(process: subprocess.Popen[str], stop: threading.Event) -> Iterator[None]:
    """End a process and its workers when watching is to stop: a thread waits for either."""

    def wait() -> None:
        while process.poll() is None:
            if stop.wait(_POLL_SECONDS):
                _end(process)
                return

    thread = threading.Thread(target=wait)
    thread.start()
    try:
        yield
    finally:
        thread.join()


def _end(process: subprocess.Popen[str]) -> None:
    for signal_number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, signal_number)
        except ProcessLookupError:
            return
        try:
            process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            continue
        return


@contextmanager
def _stop_signals() -> Iterator[threading.Event]:
    """Turn SIGINT and SIGTERM into an event; what they did before is put back."""
    stop = threading.Event()

    def on_signal(number: int, frame: FrameType | None) -> None:
        stop.set()

    before = {number: signal.signal(number, on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
