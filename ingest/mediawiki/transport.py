"""One request at a time, asked again where that may help: etiquette, back-off, and answers that came whole."""

from __future__ import annotations

import ipaddress
import ssl
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from types import TracebackType
from typing import Self, TypeVar
from urllib.parse import urlencode, urlsplit

import httpx

from ingest.mediawiki.errors import ContactError, StatusError, UnansweredError, UntrustedError, WaitTooLongError
from ingest.mediawiki.waiting import Etiquette, retry_after_s

T = TypeVar("T")
_TRANSIENT_STATUSES = frozenset({408, 425, 429, 502, 503, 504})
_LONGEST_ADDRESS = 6000
"""Servers refuse longer request lines (8 kB is usual); 50 titles in another script are longer when encoded."""


class TransientError(Exception):
    """An answer that another attempt may mend; `wait_s` is what the wiki asks for. Never leaves `Transport.ask`."""

    def __init__(self, reason: str, wait_s: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.wait_s = wait_s


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: an address without a query, and its parameters."""

    address: str
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer; the names of its headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    content: bytes
    address: str


def is_loopback(address: str) -> bool:
    """Say whether an address is on this machine: a wiki there has nobody to be polite to."""
    host = urlsplit(address).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def user_agent(address: str, contact: str | None) -> str:
    """Return who we are, with whom to write to; raise `ContactError` where a wiki must know that and cannot.

    Source: https://foundation.wikimedia.org/wiki/Policy:Wikimedia_Foundation_User-Agent_Policy
    """
    given = (contact or "").strip()
    is_usable = given.isascii() and given.isprintable() and ("@" in given or given.startswith(("http://", "https://")))
    if (given and not is_usable) or (not given and not is_loopback(address)):
        raise ContactError(address, contact)
    who = f"photofinish/{version('photofinish')}"
    return f"{who} ({given}) httpx/{httpx.__version__}" if given else f"{who} httpx/{httpx.__version__}"


class Transport:
    """Sends one request at a time to the wiki at `address`; `told` is told of each wait. Close it, or use `with`."""

    def __init__(
        self,
        address: str,
        contact: str | None,
        etiquette: Etiquette | None = None,
        told: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.etiquette = etiquette or Etiquette()
        self.requests = 0
        self._told = told
        self._client = httpx.Client(
            headers={"User-Agent": user_agent(address, contact), "Accept-Encoding": "gzip"},
            timeout=httpx.Timeout(self.etiquette.silence_s, connect=self.etiquette.connect_s),
            trust_env=not is_loopback(address),  # a proxy of this machine's does not lead back to it
            verify=address.startswith("https:"),  # without TLS there is nothing to load certificates for
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def ask(self, request: Request, read: Callable[[Answer], T]) -> T:
        """Return what `read` makes of the answer; ask again where it, or the way here, raises `TransientError`."""
        attempts = self.etiquette.attempts
        for attempt in range(1, attempts + 1):
            try:
                return read(self._checked(self._answer(request)))
            except TransientError as fault:
                if attempt == attempts:
                    raise UnansweredError(request.address, fault.reason, attempts) from fault
                self._wait(request, fault, attempt)
        raise UnansweredError(request.address, "it was never asked", attempts)

    def _wait(self, request: Request, fault: TransientError, attempt: int) -> None:
        wait_s = self.etiquette.wait_s(attempt, fault.wait_s)
        if wait_s > self.etiquette.longest_wait_s:
            raise WaitTooLongError(request.address, fault.reason, wait_s) from fault
        self._told(f"{fault.reason}; asking again in {wait_s:g} s (attempt {attempt} of {self.etiquette.attempts})")
        time.sleep(wait_s)

    def _answer(self, request: Request) -> Answer:
        """Send a request and read its answer whole; raise `TransientError` where it did not come."""
        self.requests += 1
        try:
            with closing(self._client.send(self._sent_as(request), stream=True)) as response:
                return Answer(response.status_code, response.headers, self._body(response), request.address)
        except httpx.RequestError as error:
            refusal = _certificate_error(error)
            if refusal is not None:
                raise UntrustedError(request.address, str(refusal)) from error
            raise TransientError(_way_of(error)) from error

    def _sent_as(self, request: Request) -> httpx.Request:
        """Return the request to send: a GET, which caches answer, unless its address would be too long for servers."""
        query = urlencode(request.parameters)
        if len(request.address) + len(query) <= _LONGEST_ADDRESS:
            return self._client.build_request("GET", f"{request.address}?{query}" if query else request.address)
        # A POST that only reads says so: it need not go to the wiki's primary site (mediawiki.org, API:Etiquette).
        only_reads = {"Promise-Non-Write-API-Action": "true"}
        return self._client.build_request("POST", request.address, data=dict(request.parameters), headers=only_reads)

    def _body(self, response: httpx.Response) -> bytes:
        """Return the body; one that drips for ever never lets a read time out, so the whole has a limit of its own."""
        end = time.monotonic() + self.etiquette.whole_answer_s
        parts = []
        for part in response.iter_bytes():
            parts.append(part)
            if time.monotonic() > end:
                raise TransientError(f"the answer was not whole after {self.etiquette.whole_answer_s:g} s")
        return b"".join(parts)

    def _checked(self, answer: Answer) -> Answer:
        if answer.status in _TRANSIENT_STATUSES:
            reason = f"{answer.address} is busy (HTTP {answer.status})"
            raise TransientError(reason, retry_after_s(answer.headers, datetime.now(UTC)))
        if 300 <= answer.status < 400:
            raise StatusError(answer.address, answer.status, answer.headers.get("location"))
        return answer


def _certificate_error(error: BaseException) -> ssl.SSLCertVerificationError | None:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return cause
        cause = cause.__cause__ or cause.__context__
    return None


def _way_of(error: httpx.RequestError) -> str:
    """Return how a request failed, in words."""
    host = error.request.url.netloc.decode("ascii", "replace")
    if isinstance(error, httpx.ConnectTimeout | httpx.ConnectError):
        return f"{host} cannot be reached ({str(error) or 'no connection in time'})"
    if isinstance(error, httpx.TimeoutException):
        return f"{host} fell silent"
    return f"the answer of {host} broke off ({str(error) or type(error).__name__})"
