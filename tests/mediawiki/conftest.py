"""The wiki of a test: `wiki` is as new and may be changed, `still_wiki` is for tests that only read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.mediawiki.pages import BULK_PAGES, PAGES
from tests.mediawiki.proxy import FaultProxy
from tests.mediawiki.running import Fetched
from tests.mediawiki.wiki import INSTALL, Wiki, golden, is_installed


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wiki]:
    """One server for all tests: it starts in half a second, and its data is put back in a hundredth."""
    if not is_installed():
        pytest.skip(INSTALL)
    server = Wiki(tmp_path_factory.mktemp("server") / "wiki")
    server.restore(golden(PAGES, BULK_PAGES))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def still_wiki(server: Wiki) -> Wiki:
    """A wiki that the test does not change."""
    return server


@pytest.fixture
def wiki(server: Wiki) -> Iterator[Wiki]:
    """A wiki that the test may change."""
    yield server
    server.restore(golden(PAGES, BULK_PAGES))


@pytest.fixture
def proxy(still_wiki: Wiki) -> Iterator[FaultProxy]:
    """A proxy in front of a wiki that the test does not change."""
    with FaultProxy(still_wiki.port) as proxy:
        yield proxy


@pytest.fixture
def fetched(tmp_path: Path) -> Fetched:
    """A folder of sources, empty at first, and the commands run on it."""
    return Fetched(tmp_path / "raw", tmp_path / "output")
