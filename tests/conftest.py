"""Rules for the whole suite: what wants a corpus, what a skip means, and how examples are drawn."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest
from hypothesis import settings

CORPUS = "PHOTOFINISH_CORPUS"
NO_SKIPS = "PHOTOFINISH_NO_SKIPS"
SEARCH = "PHOTOFINISH_SEARCH"

# A machine with two busy cores has pauses longer than any deadline: slowness is for the benchmarks to judge.
settings.register_profile("search", deadline=None, print_blob=True)
# The same examples each time: whether a commit is green must not depend on luck. `make fuzz` looks for new ones.
settings.register_profile("suite", settings.get_profile("search"), derandomize=True)
settings.load_profile("search" if os.environ.get(SEARCH) else "suite")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect what is marked `corpus` where there is no corpus."""
    if os.environ.get(CORPUS):
        return
    wanting = [item for item in items if item.get_closest_marker("corpus")]
    if wanting:
        config.hook.pytest_deselected(items=wanting)
        items[:] = [item for item in items if item not in set(wanting)]


def _fail_if_skipped(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure where none is allowed; an expected failure is reported as a skip, and is none."""
    if os.environ.get(NO_SKIPS) == "1" and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{NO_SKIPS}=1, and this was skipped: {report.longrepr}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Look at the report of each phase of each test."""
    report = yield
    _fail_if_skipped(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Look at the report of each module: it may skip itself whole."""
    report = yield
    _fail_if_skipped(report)
    return report
