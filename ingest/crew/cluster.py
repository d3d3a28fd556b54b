"""The crew of a Dask cluster.

https://distributed.dask.org/en/stable/client.html: `Client.get_executor` gives a `concurrent.futures.Executor`. A task
whose workers die again and again raises `KilledWorker`. The workers need photofinish installed, and a nanny each, which
starts a worker anew that died of a page.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ingest.crew.crew import Crew
from ingest.crew.limits import WORKER
from ingest.crew.peaks import note_elsewhere, own_peak
from ingest.errors import RunError
from ingest.redo.cache import Cache
from ingest.redo.code import CodePrints, code_prints

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from distributed import Client

Item = TypeVar("Item")
Result = TypeVar("Result")

_CONNECT_SECONDS = 10


class MissingDaskError(RunError):
    """`--scheduler` without the library that it needs."""

    def __init__(self) -> None:
        super().__init__("--scheduler needs Dask; install it: pip install 'photofinish[dask]'")


class SchedulerError(RunError):
    """No cluster answers."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(f"{address}: {reason}; expected the address of a Dask scheduler with workers")


class OtherCodeError(RunError):
    """The workers of a cluster run other code than this process."""

    def __init__(self, address: str, worker: str) -> None:
        super().__init__(
            f"the worker {worker} of {address} has another photofinish, Python or library than this machine; install "
            "the same on both and start the workers again"
        )


@contextmanager
def cluster_crew(address: str, code: CodePrints) -> Iterator[Crew]:
    """Give the crew of the cluster at an address, whose workers run the code with these fingerprints."""
    try:
        from distributed import Client, KilledWorker
    except ImportError as error:
        raise MissingDaskError from error
    try:
        client = Client(address, timeout=_CONNECT_SECONDS)  # type: ignore[no-untyped-call]  # distributed has no types
    except (OSError, ValueError) as error:
        raise SchedulerError(address, str(error)) from error
    with client:
        workers = _checked(client, address, code)
        crew = ClusterCrew(client, workers, (KilledWorker,))
        try:
            yield crew
            _note_peak(client)
        finally:
            crew.close()


def _note_peak(client: Client) -> None:
    with suppress(Exception):  # whatever Dask meets there: the work is done, and this is a figure in a log
        note_elsewhere(max(client.run(own_peak).values(), default=0))


def _executor(client: Client) -> Executor:
    found: Executor = client.get_executor(pure=False)  # type: ignore[no-untyped-call]
    return found


class LostResultError(Exception):
    """A worker ended after its task was done, and before anybody had the result."""


def _is_no_error(error: BaseException) -> bool:
    """Say whether Dask's executor took a result for an error, and stumbled over it.

    It takes what is not finished for failed, and so what was lost after it was finished: `typ, exc, tb = result`, and
    `exc.with_traceback`.
    """
    frames = traceback.extract_tb(error.__traceback__)
    own = bool(frames) and Path(frames[-1].filename).name == "cfexecutor.py"
    return own and any(word in str(error) for word in ("unpack", "with_traceback"))


class ClusterCrew(Crew):
    """A crew whose workers may see no file of this machine, and may be ended with their task."""

    is_remote = True

    def __init__(self, client: Client, workers: int, deaths: tuple[type[BaseException], ...]) -> None:
        super().__init__(workers, partial(_executor, client), (*deaths, LostResultError))
        self._client = client

    def sees(self, path: Path) -> bool:
        """Say whether every worker sees this very file, as on a disk that all share."""
        here = _stamp(path.as_posix())
        found = self._client.run(_stamp, path.absolute().as_posix())
        return here is not None and set(found.values()) == {here}

    def _let_go(self, executor: Executor, *, wait: bool) -> None:
        executor.shutdown(wait=wait)  # Dask's own cancels what nobody waits for

    def _submit_to(
        self, executor: Executor, function: Callable[[Sequence[Item]], list[Result]], batch: Sequence[Item]
    ) -> Future[list[Result]]:
        return executor.submit(partial(_in_worker, function), batch)

    def _result_of(self, future: Future[list[Result]]) -> list[Result]:
        try:
            return future.result()
        except (ValueError, TypeError, AttributeError) as error:
            if _is_no_error(error):
                raise LostResultError from error
            raise


def _stamp(path: str) -> tuple[int, int] | None:
    """Return size and time of a file, None where there is none; a network's disk may round the time to seconds."""
    try:
        status = Path(path).stat()
    except OSError:
        return None
    return status.st_size, int(status.st_mtime)


def _in_worker(function: Callable[[Sequence[Item]], list[Result]], batch: Sequence[Item]) -> list[Result]:
    os.environ[WORKER] = "1"
    return function(batch)


def _checked(client: Client, address: str, code: CodePrints) -> int:
    """Return how many threads the workers have; raise where one runs other code."""
    threads = sum(client.nthreads().values())  # type: ignore[no-untyped-call]
    if not threads:
        raise SchedulerError(address, "it has no workers")
    for worker, found in sorted(client.run(_prints_here).items()):
        if found != code:
            raise OtherCodeError(address, worker)
    return threads


def _prints_here() -> CodePrints:
    cache = Cache(Path(":memory:"))
    try:
        return code_prints(cache)
    finally:
        cache.close()
