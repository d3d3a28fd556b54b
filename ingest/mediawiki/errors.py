"""Why a wiki could not be asked. Each error says what was asked of whom, what came, and what to do."""

from __future__ import annotations

from ingest.errors import RunError


class WikiError(RunError):
    """The wiki did not give what was asked; what was brought before stays, and the next run goes on from there."""


class AddressError(WikiError):
    """The address is not that of an API."""

    def __init__(self, api: str) -> None:
        expected = "expected the address of an api.php, as https://en.wikipedia.org/w/api.php"
        super().__init__(f"{api!r} is no API's address; {expected}; give it with --api or as api under [fetch]")


class ContactError(WikiError):
    """Nobody can be written to about our requests."""

    def __init__(self, api: str, contact: str | None) -> None:
        wanted = "a contact, an e-mail address or a web address in plain ASCII"
        had = f"{contact!r} is no contact: {api} wants" if contact else f"{api} wants to know whom to write to:"
        super().__init__(
            f"{had} {wanted}; give it with --contact or PHOTOFINISH_CONTACT, or in sources.toml under [fetch] as "
            'contact = "name@example.org"'
        )


class UnansweredError(WikiError):
    """Every attempt failed in a way that another attempt might have mended."""

    def __init__(self, address: str, reason: str, attempts: int) -> None:
        super().__init__(
            f"{address} gave no usable answer in {attempts} attempts; the last: {reason}; try again later, "
            "what was fetched so far is kept"
        )


class WaitTooLongError(WikiError):
    """The wiki asks to wait for longer than a run should."""

    def __init__(self, address: str, reason: str, wait_s: float) -> None:
        super().__init__(f"{address}: {reason}, and asks to come back in {wait_s:,.0f} s; run this again after that")


class StatusError(WikiError):
    """An HTTP status that will not be another one next time."""

    def __init__(self, address: str, status: int, location: str | None) -> None:
        if location:
            super().__init__(f"{address} is elsewhere: at {location} (HTTP {status}); name that address with --api")
        else:
            super().__init__(f"{address} answered with HTTP status {status}; check the address given with --api")


class ApiError(WikiError):
    """An error of the API's own that asking again does not mend."""

    def __init__(self, address: str, code: str, info: str) -> None:
        super().__init__(f"{address} refused the request: {code}: {info}; nothing was changed")
        self.code = code


class EndlessError(WikiError):
    """A continuation that leads nowhere."""

    def __init__(self, address: str, place: object) -> None:
        super().__init__(f"{address} goes on and on at the same place {place}; report it to whoever runs the wiki")


class UntrustedError(WikiError):
    """The connection's certificate does not hold."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(f"{address} is not to be trusted: {reason}; check the address, or this machine's clock")
