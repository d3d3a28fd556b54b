"""A proxy on loopback between the client and the wiki, that does what networks and busy servers do."""

from __future__ import annotations

import http.client
import http.server
import json
import socket
import struct
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Self

Way = Literal["status", "reset", "hang", "truncate", "half JSON", "HTML", "drip", "API error"]
HTML = b"<!DOCTYPE html><html><title>Welcome</title><p>Please log in to this network.</p></html>"


@dataclass(frozen=True)
class Fault:
    """What happens to one request."""

    way: Way
    status: int = 503
    retry_after: str | None = None
    back_in_s: int | None = None
    """`Retry-After` as a date, so many seconds after the answer is sent."""
    seconds: float = 0.0
    code: str = ""


@dataclass(frozen=True)
class Seen:
    """A request that came."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    at: float
    encoding: str | None = None


class FaultProxy(http.server.ThreadingHTTPServer):
    """Takes one fault of `plan` for each request, None to let it pass; when the plan is empty all pass."""

    daemon_threads = True

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.wiki_port = port
        self.plan: list[Fault | None] = []
        self.seen: list[Seen] = []
        self.at_once = self.most_at_once = 0
        self.lock = threading.Lock()

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()

    @property
    def api(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/w/api.php"


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: FaultProxy

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self._count()

    def do_POST(self) -> None:
        self._count()

    def _count(self) -> None:
        with self.server.lock:
            self.server.at_once += 1
            self.server.most_at_once = max(self.server.most_at_once, self.server.at_once)
            fault = self.server.plan.pop(0) if self.server.plan else None
        try:
            self._handle(fault)
        except ConnectionError:
            self.close_connection = True  # who asked has gone
        finally:
            with self.server.lock:
                self.server.at_once -= 1

    def _handle(self, fault: Fault | None) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        at = time.monotonic()
        answer, content = self._asked(body)
        encoding = answer.getheader("Content-Encoding")
        self.server.seen.append(Seen(self.command, self.path, dict(self.headers.items()), body, at, encoding))
        if fault is None:
            self._send(answer, content)
        elif fault.way == "status":
            headers = {"Content-Type": "text/html", "Content-Length": str(len(HTML))}
            again = fault.retry_after or (self._date_in(fault.back_in_s) if fault.back_in_s else None)
            self._head(fault.status, headers | ({"Retry-After": again} if again else {}))
            self.wfile.write(HTML)
        elif fault.way == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            self.connection.close()
        elif fault.way == "hang":
            time.sleep(fault.seconds)
            self.close_connection = True
        elif fault.way == "truncate":
            self._send(answer, content, len(content) // 2)
        elif fault.way == "HTML":
            self._head(200, {"Content-Type": "text/html", "Content-Length": str(len(HTML))})
            self.wfile.write(HTML)
        else:
            self._spoil(fault, answer, content)

    def _date_in(self, seconds: int) -> str:
        return self.date_time_string(int(time.time()) + seconds)

    def _spoil(self, fault: Fault, answer: http.client.HTTPResponse, content: bytes) -> None:
        if fault.way in ("half JSON", "API error"):
            error = json.dumps({"error": {"code": fault.code, "info": "Something."}}).encode()
            said = error if fault.code else b'{"batchcomplete":true,"query":{"pages":[{"pageid":1,"ns":0,"ti'
            self._head(200, {"Content-Type": "application/json", "Content-Length": str(len(said))})
            self.wfile.write(said)
            return
        self._head(answer.status, _passed_on(answer) | {"Content-Length": str(len(content))})
        for byte in content:
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            time.sleep(fault.seconds)

    def _asked(self, body: bytes) -> tuple[http.client.HTTPResponse, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.wiki_port, timeout=60)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in ("connection", "host")}
        connection.request(self.command, self.path, body or None, headers)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer, content

    def _send(self, answer: http.client.HTTPResponse, content: bytes, length: int | None = None) -> None:
        self._head(answer.status, _passed_on(answer) | {"Content-Length": str(len(content))})
        self.wfile.write(content[:length])
        self.close_connection = length is not None

    def _head(self, status: int, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()


def _passed_on(answer: http.client.HTTPResponse) -> dict[str, str]:
    own = {"connection", "transfer-encoding", "content-length", "date", "server", "host"}
    return {name: value for name, value in answer.getheaders() if name.lower() not in own}
