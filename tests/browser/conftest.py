"""A real browser for the report. Playwright needs a process of its own loop: these tests are all synchronous."""

from __future__ import annotations

import functools
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.pipeline.conftest import raw_with as raw_with
from tests.pipeline.running import SEEDS, run

INSTALL = "no Chromium: apt-get install -y --no-install-recommends chromium"
_NAMES = ("chromium", "chromium-headless-shell", "chromium-browser", "google-chrome")
# Without the rule for hosts a browser asks its maker for updates at every start.
_FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # fmt: skip


@dataclass
class Watched:
    """A page with everything that it asked for and complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@dataclass
class Windows:
    """Opens pages, and in the end holds them to what they must not do: ask for anything else, or complain."""

    browser: Browser
    contexts: list[BrowserContext] = field(default_factory=list)
    opened: list[Watched] = field(default_factory=list)

    def open(
        self, address: str, *, width: int = 1200, dark: bool = False, scripts: bool = True, offline: bool = True
    ) -> Page:
        """Open an address in a fresh window."""
        context = self.browser.new_context(
            offline=offline, viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light",
            java_script_enabled=scripts, accept_downloads=True,
        )  # fmt: skip
        self.contexts.append(context)
        watched = Watched(context.new_page())
        watched.page.on("request", lambda request: watched.requests.append(request.url))
        watched.page.on("console", lambda message: watched.complaints.append(message.text))
        watched.page.on("pageerror", lambda error: watched.complaints.append(str(error)))
        watched.page.goto(address)
        self.opened.append(watched)
        return watched.page

    def check(self) -> None:
        """Hold every page to having asked for nothing foreign, and to having complained of nothing."""
        for watched in self.opened:
            foreign = [url for url in watched.requests if not url.startswith(("file:", "blob:", "http://127.0.0.1:"))]
            assert foreign == []
            assert watched.complaints == []


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium, as the system has it."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(INSTALL)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, headless=True, args=_FLAGS)
        yield started
        started.close()


@pytest.fixture
def windows(browser: Browser) -> Iterator[Windows]:
    """Opens windows; every one is closed, and held to what it must not do."""
    found = Windows(browser)
    yield found
    found.check()
    for context in found.contexts:
        context.close()


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the four articles, as a run publishes it."""
    ran = run(SEEDS, tmp_path_factory.mktemp("browser"))
    assert ran.status == 0, ran.stderr
    return ran.current / "report"


@pytest.fixture
def served(report: Path) -> Iterator[str]:
    """The same over HTTP: the address of its folder."""
    handler = functools.partial(_Quiet, directory=str(report))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""
