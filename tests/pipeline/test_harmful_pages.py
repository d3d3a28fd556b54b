"""Whole runs over pages that hang, exhaust memory, overflow the stack or kill their process: each costs itself."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.crew.local import WORTH_A_POOL
from tests.crew.test_cluster import cluster
from tests.pipeline.running import REPOSITORY, Ran, run_process
from tests.pipeline.test_dumps import PAIRS, SCULLS, export, page, text_of

HARMFUL = {"PYTHONPATH": os.pathsep.join([str(REPOSITORY / "tests" / "crew" / "harm"), str(REPOSITORY)])}
# Usually a task must end four workers before Dask gives it up: what is tested is what happens then.
IN_A_CLUSTER = {**HARMFUL, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
HARMS = ["killed", "crash", "exit", "hang", "hang in a library", "memory", "memory that is used", "stack"]


FEW_HARMS = ["killed", "hang in a library", "memory that is used", "stack"]
"""One of each kind: a cluster takes seconds to replace a worker."""


def sources(folder: Path, size: int, harms: Sequence[str]) -> Path:
    """Write a dump whose pages do harm, between two that do not, and a file of each kind; `size` pads the dump."""
    raw = folder / "raw"
    raw.mkdir()
    harmful = [page(f"Harm: {name}", f"Does {name}.", number) for number, name in enumerate(harms, 10)]
    pages = [page(SCULLS, text_of(), 1), *harmful, "\n" * size, page(PAIRS, text_of("7:20.1"), 2)]
    (raw / "wiki.xml").write_bytes(export(*pages))
    (raw / "good.txt").write_text("= Good =\n\nText.\n", encoding="utf-8")
    (raw / "bad.txt").write_text("= Harm: killed =\n\nText.\n", encoding="utf-8")
    return raw


def check(ran: Ran, harms: Sequence[str]) -> None:
    assert ran.status == 1, ran.stderr
    assert {SCULLS, PAIRS, "Good"} == set(ran.frame("documents")["title"])
    rejects = {path: (error, message) for path, error, message in _rejects(ran)}
    assert set(rejects) == {"bad.txt", *(f"wiki.xml#Harm: {name}" for name in harms)}
    assert {error for error, _ in rejects.values()} == {"limit"}
    assert all(path in message and "reading it was given up" in message for path, (_, message) in rejects.items())


def _rejects(ran: Ran) -> list[tuple[str, str, str]]:
    return [(path, error, message) for path, error, message in ran.frame("rejects")["path", "error", "message"].rows()]


@pytest.mark.parametrize(("size", "options"), [(0, ()), (WORTH_A_POOL, ("--workers", "2"))], ids=["small", "pool"])
def test_a_harmful_page_costs_itself(tmp_path: Path, size: int, options: tuple[str, ...]) -> None:
    raw = sources(tmp_path, size, HARMS)
    ran = run_process(raw, tmp_path / "out", *options, env=HARMFUL)
    check(ran, HARMS)
    # It may pass another time, here where nothing does harm: when anything changes, it is tried again.
    nothing_new = run_process(raw, tmp_path / "out", *options)
    assert "nothing changed" in nothing_new.stdout
    (raw / "new.txt").write_text("= New =\n\nText.\n", encoding="utf-8")
    again = run_process(raw, tmp_path / "out", *options)
    assert again.status == 0, again.stderr
    assert again.last_line["read"] == len(HARMS) + 2


def test_a_harmful_page_costs_itself_in_a_cluster(tmp_path: Path) -> None:
    raw = sources(tmp_path, 0, FEW_HARMS)
    with cluster(tmp_path, IN_A_CLUSTER) as address:
        check(run_process(raw, tmp_path / "out", "--scheduler", address, env=HARMFUL), FEW_HARMS)
