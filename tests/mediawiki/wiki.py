"""A real MediaWiki on loopback: installed once, copied for each server, started and stopped."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

REPOSITORY = Path(__file__).parents[2]
CACHE = REPOSITORY / ".cache" / "mediawiki"
ROOT = CACHE / "usr" / "share" / "mediawiki"
HERE = Path(__file__).parent
SETTINGS = HERE / "LocalSettings.php"
ROUTER = HERE / "router.php"
INSTALL = "install PHP and MediaWiki with .ci/mediawiki"
_START_S = 30
Json = dict[str, Any]


def is_installed() -> bool:
    return shutil.which("php") is not None and (ROOT / ".complete").is_file()


class Wiki:
    """One wiki: a folder of data, and a server while it is started."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self._server: subprocess.Popen[bytes] | None = None
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def api(self) -> str:
        return f"{self.address}/w/api.php"

    def _environment(self, **more: str) -> dict[str, str]:
        own = {"TESTWIKI_DATA": str(self.data), "TESTWIKI_SERVER": self.address, "PHP_CLI_SERVER_WORKERS": "2"}
        return {**os.environ, **own, **more}

    def maintain(self, script: str, *arguments: str, **environment: str) -> None:
        """Run a maintenance script; its words are in the error if it fails."""
        command = ["php", "-d", "memory_limit=512M", str(ROOT / "maintenance" / script), *arguments]
        env = self._environment(**environment)
        done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=300, check=False)
        if done.returncode:
            raise RuntimeError(f"{script}: {done.stdout[-2000:]}{done.stderr[-2000:]}")

    def install(self) -> None:
        for folder in ("cache", "images"):
            (self.data / folder).mkdir(parents=True)
        self.maintain(
            "install.php", "--dbtype=sqlite", f"--dbpath={self.data}", "--dbname=wiki", "--server=http://127.0.0.1:1",
            "--scriptpath=/w", "--lang=en", f"--confpath={self.data}", "--pass=a long password 1", "--skins=Vector",
            "--extensions=ParserFunctions", "TestWiki", "Admin",
        )  # fmt: skip
        (self.data / "LocalSettings.php").unlink()
        self.maintain("rebuildLocalisationCache.php", "--lang=en", MW_CONFIG_FILE=str(SETTINGS))

    def load(self, pages: Mapping[str, str], *options: str) -> None:
        """Import pages; page and revision ids are given in their order."""
        dump = self.data / "pages.xml"
        dump.write_text(_dump(pages), encoding="utf-8")
        self.maintain("importDump.php", "--username-prefix=", *options, str(dump), MW_CONFIG_FILE=str(SETTINGS))
        dump.unlink()

    def start(self) -> None:
        """Start the server and wait for its first answer. It leads a process group of its own: it has workers."""
        command = [
            "php", "-d", "opcache.enable=1", "-d", "memory_limit=512M", "-d", "display_errors=stderr",
            "-d", "zlib.output_compression=4096", "-S", f"127.0.0.1:{self.port}", "-t", str(ROOT), str(ROUTER),
        ]  # fmt: skip
        env = self._environment(MW_CONFIG_FILE=str(SETTINGS))
        with self.data.with_suffix(".log").open("ab") as log:
            self._server = subprocess.Popen(command, env=env, stdout=log, stderr=log, start_new_session=True)
        end = time.monotonic() + _START_S
        while True:
            try:
                self.ask(action="query", meta="siteinfo")
                return
            except urllib.error.URLError:
                if self._server.poll() is not None or time.monotonic() > end:
                    raise
                time.sleep(0.02)

    def restore(self, data: Path) -> None:
        """Make the wiki what it was; a request opens its files anew, so that the server may go on."""
        shutil.rmtree(self.data, ignore_errors=True)
        shutil.copytree(data, self.data)

    def stop(self) -> None:
        """Stop the server with its workers, which would go on serving without it."""
        if self._server is not None:
            os.killpg(self._server.pid, signal.SIGKILL)
            self._server.wait(10)
            self._server = None

    def ask(self, **parameters: str) -> Json:
        """Return an answer to a GET, unchecked."""
        query = urllib.parse.urlencode({"format": "json", "formatversion": "2", **parameters})
        with urllib.request.urlopen(f"{self.api}?{query}", timeout=60) as answer:
            content: Json = json.load(answer)
        return content

    def do(self, action: str, **parameters: str) -> Json:
        """Do something to the wiki as an anonymous visitor, whose token is always this."""
        own = {"action": action, "token": "+\\", "format": "json", "formatversion": "2"}
        data = urllib.parse.urlencode({**own, **parameters}).encode()
        with urllib.request.urlopen(self.api, data=data, timeout=60) as answer:
            content: Json = json.load(answer)
        if "error" in content:
            raise RuntimeError(content["error"])
        return content

    def edit(self, title: str, text: str) -> int:
        """Write a page; return the id of its new revision."""
        edit = self.do("edit", title=title, text=text)["edit"]
        return int(edit["newrevid"])

    def move(self, title: str, to: str, *, leave_redirect: bool = True) -> None:
        own = {"from": title, "to": to}
        self.do("move", **own, **({} if leave_redirect else {"noredirect": "1"}))

    def delete(self, title: str) -> None:
        self.do("delete", title=title)

    def undelete(self, title: str) -> None:
        self.do("undelete", title=title)

    def hide(self, revision_id: int) -> None:
        self.do("revisiondelete", type="revision", ids=str(revision_id), hide="content")

    def show(self, revision_id: int) -> None:
        self.do("revisiondelete", type="revision", ids=str(revision_id), show="content")

    def page(self, title: str) -> Json:
        """Return id, last revision and the like of a page."""
        page: Json = self.ask(action="query", titles=title, prop="info|revisions", rvprop="ids|sha1")["query"]["pages"][
            0
        ]
        return page

    def revision(self, title: str) -> int:
        return int(self.page(title)["lastrevid"])


def _dump(pages: Mapping[str, str]) -> str:
    return "".join((
        '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">',
        *(_dumped(title, text) for title, text in pages.items()),
        "</mediawiki>",
    ))  # fmt: skip


def _dumped(title: str, text: str) -> str:
    spaces = {"Template": 10, "Category": 14, "MediaWiki": 8}
    model = ("css", "text/css") if title.endswith(".css") else ("wikitext", "text/x-wiki")
    return (
        f"<page><title>{escape(title)}</title><ns>{spaces.get(title.partition(':')[0], 0)}</ns><revision>"
        "<timestamp>2024-05-01T12:00:00Z</timestamp><contributor><username>Admin</username></contributor>"
        f"<model>{model[0]}</model><format>{model[1]}</format>"
        f'<text xml:space="preserve">{escape(text)}</text></revision></page>'
    )


def stamp(pages: Mapping[str, str], sources: Iterable[Path]) -> str:
    """Return a digest of all that a wiki is installed from."""
    digest = sha256(json.dumps(pages).encode())
    for path in sources:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def golden(pages: Mapping[str, str], bulk: Mapping[str, str]) -> Path:
    """Return the data of a wiki with these pages, made once and kept; whoever comes second waits for the first.

    Of the pages in `bulk` the wiki does not know what links to what: that takes it long.
    """
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder = CACHE / f"golden-{stamp({**pages, **bulk}, (SETTINGS, Path(__file__), ROOT / '.complete'))}"
        if not folder.is_dir():
            for old in CACHE.glob("golden-*"):
                shutil.rmtree(old)
            made = Path(f"{folder}.made")
            shutil.rmtree(made, ignore_errors=True)
            wiki = Wiki(made)
            wiki.install()
            wiki.load(pages)
            wiki.maintain("runJobs.php", MW_CONFIG_FILE=str(SETTINGS))
            wiki.load(bulk, "--no-updates")
            made.rename(folder)
    return folder
