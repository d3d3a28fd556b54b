"""Requests to api.php: errors told apart, and the answers of a continued query merged into one.

An error of the API comes with HTTP status 200. Source: https://www.mediawiki.org/wiki/API:Continue.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from ingest.mediawiki.errors import AddressError, ApiError, EndlessError, StatusError
from ingest.mediawiki.transport import Answer, Request, TransientError, Transport
from ingest.mediawiki.waiting import retry_after_s

Json = dict[str, Any]
"""An object as JSON has it."""

MAX_VALUES = 50
"""How many titles or ids one request may ask for; bots with more rights could ask for 500."""

_PASSING = frozenset({"maxlag", "ratelimited", "readonly"})
_PASSING_PREFIX = "internal_api_error"
_REPEATED = frozenset({"normalized", "redirects", "interwiki", "converted"})
"""Lists that every part of a continued answer has again, unlike those that go on."""
_SHOWN = 60
_ENDING = "/api.php"


class Api:
    """The api.php at `address`, asked through `transport`. Raises `AddressError` for an address of another kind."""

    def __init__(self, address: str, transport: Transport) -> None:
        if not is_address(address):
            raise AddressError(address)
        self.address = address
        self.transport = transport

    @property
    def rest_address(self) -> str:
        """The address of rest.php, which lies beside api.php."""
        return self.address.removesuffix(_ENDING) + "/rest.php"

    def ask(self, **parameters: str) -> Json:
        """Return the answer to one request. Raise `ApiError` for an error that asking again does not mend."""
        common = {"format": "json", "formatversion": "2", "maxlag": str(self.transport.etiquette.maxlag_s)}
        return self.transport.ask(Request(self.address, common | parameters), _object)

    def query(self, **parameters: str) -> Json:
        """Return `query` of an answer, of all its parts where it is continued."""
        merged: Json = {}
        place: Mapping[str, str] = {}
        while True:
            answer = self.ask(action="query", **{**parameters, **place})
            merge(merged, answer.get("query", {}))
            following = answer.get("continue")
            if following is None:
                return merged
            if following == place:
                raise EndlessError(self.address, following)
            place = following


def is_address(text: str) -> bool:
    """Say whether a text is the address of an api.php."""
    return text.startswith(("http://", "https://")) and text.endswith(_ENDING)


def joined(values: Iterable[object]) -> str:
    """Return values as one parameter; where one holds the usual separator, they are separated as the API allows then.

    Source: https://www.mediawiki.org/wiki/API:Data_formats#Multivalue_parameters
    """
    texts = [str(value) for value in values]
    return "\x1f" + "\x1f".join(texts) if any("|" in text for text in texts) else "|".join(texts)


def merge(merged: Json, part: Json) -> None:
    """Add a part of a continued answer: pages by their identity, lists one after the other, the rest replaced."""
    for name, value in part.items():
        if name == "pages":
            _merge_pages(merged.setdefault("pages", []), value)
        elif name in _REPEATED:
            known = merged.setdefault(name, [])
            known.extend(entry for entry in value if entry not in known)
        else:
            _merge_value(merged, name, value)


def _merge_pages(pages: list[Json], more: Iterable[Json]) -> None:
    by_identity = {_identity(page): page for page in pages}
    for page in more:
        known = by_identity.get(_identity(page))
        if known is None:
            by_identity[_identity(page)] = page
            pages.append(page)
        else:
            for name, value in page.items():
                _merge_value(known, name, value)


def _merge_value(target: Json, name: str, value: object) -> None:
    if isinstance(value, list) and isinstance(target.get(name), list):
        target[name] = [*target[name], *value]
    elif isinstance(value, dict) and isinstance(target.get(name), dict):
        target[name] = {**target[name], **value}
    else:
        target[name] = value


def _identity(page: Json) -> object:
    return page.get("pageid") or page.get("title")


def _object(answer: Answer) -> Json:
    """Return the object in an answer of api.php, unless it is an error."""
    if answer.status >= 500:
        raise TransientError(f"{answer.address} failed (HTTP {answer.status})")
    if answer.status != 200:
        raise StatusError(answer.address, answer.status, None)
    content = parsed(answer)
    error = content.get("error")
    if isinstance(error, dict):
        _raise(answer, str(error.get("code")), str(error.get("info")))
    return content


def parsed(answer: Answer) -> Json:
    """Return the JSON object that an answer is; what is cut short or something else may be better next time."""
    try:
        content = json.loads(answer.content)
    except ValueError as error:
        raise TransientError(f"the answer is no whole JSON: it begins with {_beginning(answer)}") from error
    if not isinstance(content, dict):
        raise TransientError(f"the answer is no JSON object: it begins with {_beginning(answer)}")
    return content


def _beginning(answer: Answer) -> str:
    text = answer.content[: _SHOWN * 4].decode("utf-8", "replace")
    return repr(text[:_SHOWN]) if text else "nothing"


def _raise(answer: Answer, code: str, info: str) -> None:
    if code in _PASSING or code.startswith(_PASSING_PREFIX):
        raise TransientError(f"{code}: {info}", retry_after_s(answer.headers, datetime.now(UTC)))
    raise ApiError(answer.address, code, info)
