"""Who asks, how long it waits, and what an answer in parts amounts to."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from ingest.cli import cli
from ingest.mediawiki.errors import AddressError, ContactError
from ingest.mediawiki.queries import Api, Json, joined, merge
from ingest.mediawiki.transport import Transport, is_loopback, user_agent
from ingest.mediawiki.waiting import Etiquette, retry_after_s

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "120"}, 120),
        ({"retry-after": " 5 "}, 5),
        ({"retry-after": "0"}, 0),
        ({"retry-after": "-1"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "1e999"}, None),
        ({"retry-after": "Wed, 01 May 2024 12:00:30 GMT"}, 30),
        ({"retry-after": "Wed, 01 May 2024 11:00:00 GMT"}, 0),
        ({"retry-after": "Wed, 01 May 2024 10:00:30 GMT", "date": "Wed, 01 May 2024 10:00:00 GMT"}, 30),
    ],
)
def test_retry_after_is_seconds_or_a_date(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after_s(headers, NOW) == seconds


def test_waits_double_up_to_a_limit_and_are_never_less_than_asked() -> None:
    etiquette = Etiquette(first_wait_s=1, longest_wait_s=10)
    assert [etiquette.wait_s(attempt, None) for attempt in range(1, 7)] == [1, 2, 4, 8, 10, 10]
    assert [etiquette.wait_s(1, 5), etiquette.wait_s(4, 5), etiquette.wait_s(1, 900)] == [5, 8, 900]


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:80/w/api.php", "http://localhost/api.php", "http://[::1]/api.php"]
)
def test_a_wiki_on_this_machine_needs_no_contact(address: str) -> None:
    assert is_loopback(address)
    assert user_agent(address, None).startswith("photofinish/")


@pytest.mark.parametrize("contact", [None, "", "  ", "me", "näme@example.org", "a@b\r\nX: y"])
def test_any_other_wiki_is_not_asked_without_a_contact(contact: str | None) -> None:
    with pytest.raises(ContactError, match="PHOTOFINISH_CONTACT"):
        Transport("https://en.wikipedia.org/w/api.php", contact)


@pytest.mark.parametrize("contact", ["name@example.org", "https://example.org/contact"])
def test_the_contact_is_in_the_user_agent(contact: str) -> None:
    assert f" ({contact}) " in user_agent("https://en.wikipedia.org/w/api.php", contact)


def test_the_command_says_so_and_writes_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    raw = tmp_path_factory.mktemp("raw")
    result = CliRunner().invoke(cli, ["fetch", "X", "--raw", str(raw)], env={"PHOTOFINISH_CONTACT": ""})
    assert result.exit_code == 2
    assert "https://en.wikipedia.org/w/api.php wants to know whom to write to" in result.stderr
    assert list(raw.iterdir()) == []


@pytest.mark.parametrize("address", ["en.wikipedia.org", "https://en.wikipedia.org/wiki/X", "ftp://x/api.php"])
def test_another_address_is_no_apis(address: str) -> None:
    with (
        Transport("http://127.0.0.1/api.php", None) as transport,
        pytest.raises(AddressError, match="no API's address"),
    ):
        Api(address, transport)


def test_fetch_without_a_choice_is_wrong_usage() -> None:
    result = CliRunner().invoke(cli, ["fetch"])
    assert "name articles, or give --category" in result.stderr


def test_values_with_the_usual_separator_take_the_other() -> None:
    assert joined(["a", "b"]) == "a|b"
    assert joined(["a|b", "c"]) == "\x1fa|b\x1fc"


def test_parts_are_merged_by_what_they_are() -> None:
    merged: Json = {}
    normalized = [{"from": "a", "to": "A"}]
    merge(merged, {"normalized": normalized, "pages": [{"pageid": 1, "title": "A", "links": [1]}, {"title": "B"}]})
    merge(merged, {"normalized": normalized, "pages": [{"pageid": 1, "title": "A", "links": [2], "touched": "x"}]})
    merge(merged, {"badrevids": {"5": {}}, "pages": [{"title": "B", "missing": True}]})
    merge(merged, {"badrevids": {"6": {}}})
    assert merged == {
        "normalized": normalized,
        "pages": [{"pageid": 1, "title": "A", "links": [1, 2], "touched": "x"}, {"title": "B", "missing": True}],
        "badrevids": {"5": {}, "6": {}},
    }
