"""A real wiki behind a network that fails: what is asked again, after how long, and what is not."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise

import pytest

from ingest.mediawiki.client import Wiki as Client
from ingest.mediawiki.errors import ApiError, StatusError, UnansweredError, WaitTooLongError
from ingest.mediawiki.queries import Api
from ingest.mediawiki.transport import Transport
from ingest.mediawiki.waiting import Etiquette
from tests.mediawiki.pages import BULK_TITLES, PAGES, SCULLS
from tests.mediawiki.proxy import Fault, FaultProxy
from tests.mediawiki.running import Fetched
from tests.mediawiki.wiki import Wiki

QUICK = Etiquette(attempts=3, first_wait_s=0.01)
IMPATIENT = replace(QUICK, silence_s=1.5, whole_answer_s=0.5)
"""For what never ends; else an answer may take its time, on a machine that has much to do."""
ENDLESS = ("hang", "a drip without end")
PASSING = {
    "429": Fault("status", 429),
    "500": Fault("status", 500),
    "too many requests, says the API": Fault("API error", code="ratelimited"),
    "a fault within the wiki": Fault("API error", code="internal_api_error_DBQueryError"),
    "502": Fault("status", 502),
    "503": Fault("status", 503),
    "504": Fault("status", 504),
    "reset": Fault("reset"),
    "hang": Fault("hang", seconds=2),
    "truncated body": Fault("truncate"),
    "half JSON": Fault("half JSON"),
    "an HTML error page with status 200": Fault("HTML"),
    "a drip without end": Fault("drip", seconds=0.005),
}
REASONS = {
    "429": "is busy (HTTP 429)",
    "500": "failed (HTTP 500)",
    "too many requests, says the API": "ratelimited: Something.",
    "a fault within the wiki": "internal_api_error_DBQueryError: Something.",
    "502": "is busy (HTTP 502)",
    "503": "is busy (HTTP 503)",
    "504": "is busy (HTTP 504)",
    "reset": "broke off",
    "hang": "fell silent",
    "truncated body": "broke off",
    "half JSON": "no whole JSON",
    "an HTML error page with status 200": "no whole JSON: it begins with '<!DOCTYPE html>",
    "a drip without end": "was not whole after 0.5 s",
}


@contextmanager
def client(address: str, told: list[str] | None = None, etiquette: Etiquette = QUICK) -> Iterator[Client]:
    with Transport(address, None, etiquette, (told if told is not None else []).append) as transport:
        yield Client(address, transport)


@pytest.mark.parametrize("name", PASSING)
def test_what_passes_is_asked_again_and_the_answer_is_whole(name: str, proxy: FaultProxy) -> None:
    proxy.plan = [PASSING[name]]
    told: list[str] = []
    with client(proxy.api, told, IMPATIENT if name in ENDLESS else QUICK) as wiki:
        (resolved,) = wiki.resolve([SCULLS])
    assert (resolved.leads_to, resolved.title) == ("page", SCULLS)
    assert len(proxy.seen) == 2
    (line,) = told
    assert REASONS[name] in line
    assert line.endswith("asking again in 0.01 s (attempt 1 of 3)")


@pytest.mark.parametrize("name", PASSING)
def test_what_does_not_pass_has_a_limit(name: str, proxy: FaultProxy) -> None:
    proxy.plan = [PASSING[name]] * 9
    etiquette = replace(IMPATIENT, attempts=2) if name in ENDLESS else QUICK
    with client(proxy.api, etiquette=etiquette) as wiki, pytest.raises(UnansweredError) as error:
        wiki.resolve([SCULLS])
    assert len(proxy.seen) == etiquette.attempts
    assert REASONS[name] in str(error.value)
    assert f"no usable answer in {etiquette.attempts} attempts" in str(error.value)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_final_status_is_not_asked_again(status: int, proxy: FaultProxy) -> None:
    proxy.plan = [Fault("status", status)]
    with client(proxy.api) as wiki, pytest.raises(StatusError, match=f"HTTP status {status}"):
        wiki.resolve([SCULLS])
    assert len(proxy.seen) == 1


def test_a_final_error_of_the_api_comes_with_status_200_and_is_not_asked_again(proxy: FaultProxy) -> None:
    with Transport(proxy.api, None, QUICK) as transport, pytest.raises(ApiError, match="badvalue: Unrecognized value"):
        Api(proxy.api, transport).ask(action="nonsense")
    assert len(proxy.seen) == 1


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(("retry_after", "back_in_s"), [("1", None), (None, 2)], ids=["seconds", "date"])
def test_retry_after_is_honoured(
    status: int, retry_after: str | None, back_in_s: int | None, proxy: FaultProxy
) -> None:
    proxy.plan = [Fault("status", status, retry_after, back_in_s)]
    with client(proxy.api) as wiki:
        wiki.resolve([SCULLS])
    assert proxy.seen[1].at - proxy.seen[0].at >= 1


def test_without_retry_after_the_wait_doubles(proxy: FaultProxy) -> None:
    proxy.plan = [Fault("status", 503)] * 3
    with client(proxy.api, etiquette=Etiquette(attempts=4, first_wait_s=0.1)) as wiki:
        wiki.resolve([SCULLS])
    times = [seen.at for seen in proxy.seen]
    waits = [after - before for before, after in pairwise(times)]
    assert [wait >= least for wait, least in zip(waits, (0.1, 0.2, 0.4), strict=True)] == [True] * 3


def test_a_wait_beyond_the_limit_is_left_to_a_person(proxy: FaultProxy) -> None:
    proxy.plan = [Fault("status", 429, retry_after="3600")]
    with client(proxy.api) as wiki, pytest.raises(WaitTooLongError, match=r"asks to come back in 3,600 s"):
        wiki.resolve([SCULLS])
    assert len(proxy.seen) == 1


def test_a_lagging_wiki_is_left_in_peace(wiki: Wiki) -> None:
    lag = wiki.data / "lag"
    lag.write_text("7.5", encoding="utf-8")
    told: list[str] = []

    def catch_up(message: str) -> None:
        told.append(message)
        lag.unlink()

    started = time.monotonic()
    with Transport(wiki.api, None, QUICK, catch_up) as transport:
        assert Client(wiki.api, transport).resolve([SCULLS])[0].leads_to == "page"
    assert time.monotonic() - started >= 5
    (line,) = told
    assert line.startswith("maxlag: Waiting for a database server: 7.5 seconds lagged.; asking again in 5 s")


def test_one_request_at_a_time_says_who_asks_takes_gzip_and_gives_way_to_lag(
    proxy: FaultProxy, fetched: Fetched
) -> None:
    said = fetched.fetch(*BULK_TITLES[:110], "--contact", "someone@example.org", api=proxy.api)
    assert said.status == 0, said.stderr
    assert proxy.most_at_once == 1
    for seen in proxy.seen:
        assert seen.headers["User-Agent"].startswith("photofinish/")
        assert " (someone@example.org) httpx/" in seen.headers["User-Agent"]
        assert seen.headers["Accept-Encoding"] == "gzip"
        assert "maxlag=5" in seen.path
    assert {seen.encoding for seen in proxy.seen if "content" in seen.path} == {"gzip"}


def test_contact_and_api_may_stand_in_sources_toml(proxy: FaultProxy, fetched: Fetched) -> None:
    fetched.raw.mkdir()
    settings = f'[fetch]\ncontact = "us@example.org"\napi = "{proxy.api}"\n'
    (fetched.raw / "sources.toml").write_text(settings, encoding="utf-8")
    assert fetched.fetch("Norway").status == 0
    assert fetched.fetch("CON", PHOTOFINISH_CONTACT="me@example.org").status == 0
    agents = list(dict.fromkeys(seen.headers["User-Agent"] for seen in proxy.seen))
    assert ["(us@example.org)" in agents[0], "(me@example.org)" in agents[1]] == [True, True]


def test_titles_too_long_for_an_address_are_sent_in_a_body(proxy: FaultProxy) -> None:
    titles = [f"Ж{number:02d}" + "ж" * 60 for number in range(50)]
    with client(proxy.api) as wiki:
        resolved = wiki.resolve(titles)
    assert [one.asked for one in resolved] == titles
    assert {one.leads_to for one in resolved} == {"missing"}
    (seen,) = proxy.seen
    assert seen.method == "POST"
    assert seen.headers["Promise-Non-Write-API-Action"] == "true"


def test_a_continued_answer_is_merged_whole(proxy: FaultProxy) -> None:
    proxy.plan = [None, Fault("reset"), None, Fault("half JSON")]
    wanted = {"prop": "links|info", "titles": "Meilahti|Norway|norway", "plnamespace": "0"}
    with Transport(proxy.api, None, QUICK) as transport:
        api = Api(proxy.api, transport)
        in_parts, whole = api.query(pllimit="1", **wanted), api.query(pllimit="max", **wanted)
    assert in_parts == whole
    assert {page["title"]: len(page.get("links", ())) for page in whole["pages"]} == {"Meilahti": 4, "Norway": 0}
    assert len(proxy.seen) > 5


def test_an_address_that_moved_is_named(proxy: FaultProxy) -> None:
    proxy.plan = [Fault("status", 301)]
    with client(proxy.api) as wiki, pytest.raises(StatusError, match="HTTP status 301"):
        wiki.resolve([SCULLS])


def test_html_that_is_something_elses_is_asked_again(proxy: FaultProxy, still_wiki: Wiki) -> None:
    proxy.plan = [Fault("HTML"), Fault("truncate")]
    revision = still_wiki.revision("Norway")
    with client(proxy.api) as wiki:
        html = wiki.html(revision, "Norway")
    assert html
    assert (html.renderer, f'revision/{revision}"' in html.text) == ("parsoid", True)
    assert len(proxy.seen) == 3


def test_html_comes_from_the_parse_action_where_there_is_no_parsoid(proxy: FaultProxy, still_wiki: Wiki) -> None:
    proxy.plan = [Fault("status", 404)]
    with client(proxy.api) as wiki:
        found = [wiki.html(still_wiki.revision(title), title) for title in ("Norway", "CON")]
    assert [html and html.renderer for html in found] == ["parse", "parse"]
    assert found[0]
    assert "<title>Norway</title>" in found[0].text
    assert "<b>Norway</b>" in found[0].text
    assert len(proxy.seen) == 3  # the second is not asked of a Parsoid that is not there


def test_a_page_on_which_parsoid_fails_comes_from_the_parse_action(proxy: FaultProxy, still_wiki: Wiki) -> None:
    proxy.plan = [Fault("status", 500)]
    with client(proxy.api) as wiki:
        found = [wiki.html(still_wiki.revision(title), title) for title in ("Norway", "CON")]
    assert [html and html.renderer for html in found] == ["parse", "parsoid"]


def test_html_of_what_may_not_be_read_is_none(wiki: Wiki) -> None:
    hidden = wiki.revision("Norway")
    wiki.edit("Norway", "newer")
    wiki.hide(hidden)
    with client(wiki.api) as asking:
        assert asking.html(hidden, "Norway") is None
        assert asking.html(999_999, "Norway") is None


def test_a_connection_that_is_refused_is_asked_again_and_said() -> None:
    told: list[str] = []
    with (
        client("http://127.0.0.1:9/w/api.php", told) as wiki,
        pytest.raises(UnansweredError, match="cannot be reached"),
    ):
        wiki.resolve([SCULLS])
    assert len(told) == QUICK.attempts - 1


@pytest.mark.parametrize("name", ["reset", "an HTML error page with status 200"])
def test_a_fetch_that_fails_leaves_nothing_behind_and_the_next_goes_on(
    name: str, proxy: FaultProxy, fetched: Fetched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Etiquette, "wait_s", lambda self, attempt, asked_s: 0.001)
    titles = BULK_TITLES[:120]
    passing = 1 + 2 + 1  # the site, the first fifty, and the titles of the next
    proxy.plan = [None] * passing + [PASSING[name]] * 6
    said = fetched.fetch(*titles, api=proxy.api)
    assert said.status == 2
    assert "gave no usable answer in 6 attempts" in said.stderr
    assert "what was fetched so far is kept" in said.stderr
    held = fetched.entries
    assert [entry.title for entry in held.values()] == list(titles[:50])
    assert fetched.files == {"sources.toml", *held}
    said = fetched.fetch(*titles, api=proxy.api)
    assert said.stdout.splitlines()[-1] == "70 new, 50 unchanged; 70 files written, 6 requests"
    assert [entry.title for entry in fetched.entries.values()] == list(titles)


def test_a_first_fetch_that_fails_leaves_an_empty_folder(
    proxy: FaultProxy, fetched: Fetched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Etiquette, "wait_s", lambda self, attempt, asked_s: 0.001)
    proxy.plan = [None, None, *[Fault("reset")] * 6]
    assert fetched.fetch("Norway", api=proxy.api).status == 2
    assert fetched.files == set()
    assert fetched.fetch("Norway", api=proxy.api).status == 0
    assert fetched.text(fetched.entry("Norway")) == PAGES["Norway"]
