"""Articles brought from a real wiki: what is asked, what is written, what is said."""

from __future__ import annotations

import hashlib
import os
import time
from unicodedata import normalize

import pytest

from ingest.fetching.bring import Bringer, Wanted
from ingest.fetching.outcomes import Report
from ingest.fetching.writing import writing
from ingest.mediawiki.answers import Site
from ingest.mediawiki.client import Wiki as Client
from ingest.mediawiki.transport import Transport
from schemas.document import Form
from tests.mediawiki.pages import BULK, BULK_PAGES, BULK_TITLES, EIGHTS, PAGES, SCULLS, UNICODE_TEXT, results
from tests.mediawiki.running import Fetched
from tests.mediawiki.wiki import Wiki

SLUG = "rowing-at-the-1952-summer-olympics-mens-single-sculls"


def test_an_article_comes_with_all_that_is_known_of_it(still_wiki: Wiki, fetched: Fetched) -> None:
    said = fetched.fetch(SCULLS, api=still_wiki.api)
    assert said.status == 0, said.stderr
    page, entry = still_wiki.page(SCULLS), fetched.entry(SCULLS)
    content = (fetched.raw / entry.path).read_bytes()
    assert content.decode() == PAGES[SCULLS]
    assert entry.path == f"articles/{SLUG}-r{page['lastrevid']}.wikitext"
    assert (entry.page_id, entry.revision) == (page["pageid"], page["lastrevid"])
    assert entry.timestamp == "2024-05-01T12:00:00Z" < (entry.retrieved or "")
    assert entry.sha1 == page["revisions"][0]["sha1"] == hashlib.sha1(content).hexdigest()
    assert entry.sha256 == hashlib.sha256(content).hexdigest()
    assert entry.url == f"{still_wiki.address}/wiki/Rowing_at_the_1952_Summer_Olympics_%E2%80%93_Men%27s_single_sculls"
    assert (entry.license, entry.api, entry.redirects) == ("CC BY-SA 4.0", still_wiki.api, ())
    assert fetched.files == {"sources.toml", entry.path}
    assert said.stdout.splitlines() == [
        f"new: {SCULLS}, revision {entry.revision}: {entry.path}",
        "1 new; 1 file written, 3 requests",
    ]


@pytest.mark.parametrize("asked", [SCULLS.replace(" ", "_"), f"rowing{SCULLS[6:]}#Results", f"  {SCULLS} "])
def test_a_title_may_be_written_as_the_wiki_allows(asked: str, still_wiki: Wiki, fetched: Fetched) -> None:
    assert fetched.fetch(asked, api=still_wiki.api).status == 0
    assert fetched.entry(SCULLS).redirects == ()


def test_a_title_in_other_code_points_is_the_same_title(still_wiki: Wiki, fetched: Fetched) -> None:
    title = "Ünïcode – “title” & co"
    assert fetched.fetch(normalize("NFD", title), api=still_wiki.api).status == 0
    assert fetched.text(fetched.entry(title)) == normalize("NFC", UNICODE_TEXT)  # the API composes what it gives out


def test_the_redirects_on_the_way_are_kept(still_wiki: Wiki, fetched: Fetched) -> None:
    said = fetched.fetch("old title", api=still_wiki.api)
    assert fetched.entry(SCULLS).redirects == ("Old title", "Middle title")
    assert f"new: {SCULLS} (over Old title → Middle title), revision" in said.stdout


def test_titles_that_lead_to_one_article_bring_it_once(still_wiki: Wiki, fetched: Fetched) -> None:
    said = fetched.fetch(SCULLS, "Old title", "Middle_title", SCULLS, api=still_wiki.api)
    (entry,) = fetched.entries.values()
    assert entry.redirects == ("Old title", "Middle title")
    assert said.stdout.endswith("1 new; 1 file written, 3 requests\n")


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("No such page", "missing: No such page is not on the wiki; check how it is written there"),
        ("Nowhere", "missing: 'Nowhere', over Nowhere, leads to 'Missing page', which is not on the wiki; check how"),
        ("Bad[title", "invalid: 'Bad[title' can be no title: The requested page title contains invalid characters"),
        ("One|two", "invalid: 'One|two' can be no title: The requested page title contains invalid characters"),
        ("", "invalid: '' can be no title: The requested page title is empty"),
        ("Special:Version", "special: Special:Version is a page that the wiki makes when it is asked for, no article"),
        ("wikipedia:Foo", "interwiki: wikipedia:Foo is on another wiki; fetch it there with --api"),
        ("Round", "circle: 'Round' is a redirect that leads to no article: Round → And round → Round"),
        ("Itself", "circle: 'Itself' is a redirect that leads to no article: Itself → Itself"),
        ("Template:Style/styles.css", "other content: Template:Style/styles.css holds css, no wikitext"),
    ],
)
def test_what_cannot_be_had_is_named_and_the_rest_comes(
    title: str, line: str, still_wiki: Wiki, fetched: Fetched
) -> None:
    said = fetched.fetch(title, "Norway", api=still_wiki.api)
    assert said.status == 1
    assert any(told.startswith(line) for told in said.stdout.splitlines()), said.stdout
    assert [entry.title for entry in fetched.entries.values()] == ["Norway"]


def test_a_thousand_pages_come_in_batches_of_fifty(still_wiki: Wiki, fetched: Fetched) -> None:
    started = time.monotonic()
    said = fetched.fetch("--matching", r"^Bulk page \d+$", api=still_wiki.api)
    seconds = time.monotonic() - started
    assert said.status == 0
    assert {entry.title: fetched.text(entry) for entry in fetched.entries.values()} == BULK_PAGES
    listing, site, asked = 2, 1, 2 * BULK // 50
    assert said.stdout.splitlines()[-1] == f"{BULK} new; {BULK} files written, {listing + site + asked} requests"
    crowd = max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))  # 10 s are for a machine that does nothing else
    assert seconds < 10 * crowd


def test_what_is_held_is_not_brought_again(still_wiki: Wiki, fetched: Fetched) -> None:
    fetched.fetch(*BULK_TITLES[:60], api=still_wiki.api)
    before = {path: (fetched.raw / path).stat().st_mtime_ns for path in fetched.files}
    said = fetched.fetch(*BULK_TITLES[:60], api=still_wiki.api)
    assert said.stdout == "60 unchanged; 0 files written, 3 requests\n"
    assert {path: (fetched.raw / path).stat().st_mtime_ns for path in fetched.files} == before


def test_a_file_that_was_lost_is_brought_again(still_wiki: Wiki, fetched: Fetched) -> None:
    fetched.fetch("Norway", "CON", api=still_wiki.api)
    before = fetched.entry("Norway")
    (fetched.raw / before.path).unlink()
    said = fetched.fetch("Norway", "CON", api=still_wiki.api)
    assert said.stdout.splitlines()[-1] == "1 changed, 1 unchanged; 1 file written, 3 requests"
    assert fetched.text(fetched.entry("Norway")) == PAGES["Norway"]
    assert fetched.entry("Norway").path == before.path


def test_the_articles_of_a_category_come(still_wiki: Wiki, fetched: Fetched) -> None:
    name = "Rowing at the 1952 Summer Olympics"
    assert fetched.fetch("--category", name, api=still_wiki.api).status == 0
    assert {entry.title for entry in fetched.entries.values()} == {SCULLS, EIGHTS}
    said = fetched.fetch("--category", f"Category:{name}", "--matching", "eight", api=still_wiki.api)
    assert said.stdout.startswith("1 unchanged;")


def test_the_articles_that_one_links_to_come_and_what_is_not_there_is_named(still_wiki: Wiki, fetched: Fetched) -> None:
    said = fetched.fetch("--links-from", "Meilahti", api=still_wiki.api)
    assert said.status == 1
    assert said.line("missing:").startswith("missing: Missing page is not on the wiki")
    assert {entry.title for entry in fetched.entries.values()} == {SCULLS, "Norway"}
    assert fetched.entry(SCULLS).redirects == ("Old title", "Middle title")


@pytest.mark.parametrize(
    ("arguments", "titles"),
    [
        (["--links-from", "Meilahti", "--matching", "^Nor"], {"Norway"}),
        (["--category", "Rowing at the 1952 Summer Olympics", "--links-from", "Meilahti", "--matching", "way|eight"],
         {EIGHTS, "Norway"}),
        (["--matching", "^Nor", "CON"], {"Norway", "CON"}),
        (["--matching", r"^Bulk page 000\d$"], set(BULK_TITLES[:10])),
    ],
    ids=["of links", "of a category and links", "beside a title", "of all"],
)  # fmt: skip
def test_of_what_is_found_those_that_match_come(
    arguments: list[str], titles: set[str], still_wiki: Wiki, fetched: Fetched
) -> None:
    assert fetched.fetch(*arguments, api=still_wiki.api).status == 0
    assert {entry.title for entry in fetched.entries.values()} == titles


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--category", "No such category"], "the category 'No such category' holds none"),
        (["--category", "Rowing: a category"], "the category 'Rowing: a category' holds none"),
        (["--links-from", "No such page"], "'No such page', whose links were to be followed, is not on the wiki"),
        (["--matching", "^Zzz"], "of the 0 titles in the wiki none matches '^Zzz'"),
        (["--matching", "Olympics"], "does not say how a title begins"),
        (["--matching", "(", "--category", "X"], "is no regular expression"),
    ],
)
def test_nothing_found_is_said(arguments: list[str], reason: str, still_wiki: Wiki, fetched: Fetched) -> None:
    said = fetched.fetch(*arguments, api=still_wiki.api)
    assert said.status == 2
    assert reason in said.stderr
    assert fetched.files == set()


def test_both_forms_of_a_page_are_one_article_and_an_old_revision_is_none(wiki: Wiki, fetched: Fetched) -> None:
    assert fetched.fetch(SCULLS, "--form", "both", api=wiki.api).status == 0
    html, wikitext = fetched.entry(SCULLS, "html"), fetched.entry(SCULLS)
    assert (html.renderer, wikitext.renderer) == ("parsoid", None)
    assert (html.revision, html.page_id, html.sha1) == (wikitext.revision, wikitext.page_id, wikitext.sha1)
    assert html.sha256 == hashlib.sha256((fetched.raw / html.path).read_bytes()).hexdigest()
    wiki.edit(SCULLS, results("men's single sculls", "Ann Other", "8:13.0"))
    assert fetched.update().status == 0
    ran = fetched.run()
    assert ran.status == 0, ran.stderr
    documents = fetched.published("documents")
    assert sorted(documents["document_id"]) == [f"{SLUG}--html", f"{SLUG}--wikitext"]
    assert set(documents["title"]) == {SCULLS}
    assert set(documents["revision_id"]) == {fetched.entry(SCULLS).revision}
    assert fetched.published("rejects").is_empty()
    assert fetched.published("events").height == 1
    winners = fetched.published("results").filter(rank=1)
    assert set(winners["competitor"]) == {"Ann Other"}
    assert set(winners["mark_stated"]) == {"8:13.0"}
    pruned = fetched.prune()
    assert [line.split(":")[0] for line in pruned.stdout.splitlines()[:-1]] == ["removed", "removed"]
    assert fetched.files == {"sources.toml", fetched.entry(SCULLS).path, fetched.entry(SCULLS, "html").path}


def test_a_form_that_is_wanted_later_comes_beside_the_other(still_wiki: Wiki, fetched: Fetched) -> None:
    fetched.fetch("Norway", api=still_wiki.api)
    fetched.fetch("Norway", "--form", "html", api=still_wiki.api)
    assert fetched.entry("Norway").revision == fetched.entry("Norway", "html").revision
    assert len(fetched.files) == 3


def test_names_are_safe_and_hold_the_revision(still_wiki: Wiki, fetched: Fetched) -> None:
    fetched.fetch("CON", "Ünïcode – “title” & co", api=still_wiki.api)
    assert {name.split("-r")[0] for name in fetched.files - {"sources.toml"}} == {
        "articles/con",
        "articles/unicode-title-and-co",
    }


def test_a_file_of_a_persons_own_is_never_written_over(still_wiki: Wiki, fetched: Fetched) -> None:
    path = f"articles/con-r{still_wiki.revision('CON')}.wikitext"
    (fetched.raw / "articles").mkdir(parents=True)
    (fetched.raw / path).write_text("mine", encoding="utf-8")
    fetched.fetch("CON", api=still_wiki.api)
    assert (fetched.raw / path).read_text(encoding="utf-8") == "mine"
    assert fetched.text(fetched.entry("CON")) == PAGES["CON"]


def test_comments_and_entries_of_people_stay(still_wiki: Wiki, fetched: Fetched) -> None:
    fetched.raw.mkdir()
    own = '# our articles\n[fetch]\ncontact = "us@example.org"\n\n[[source]]\npath = "a.txt"  # typed off\n'
    (fetched.raw / "sources.toml").write_text(own, encoding="utf-8")
    fetched.fetch("Norway", "CON", api=still_wiki.api)
    text = (fetched.raw / "sources.toml").read_text(encoding="utf-8")
    assert text.startswith(own)
    assert len(fetched.entries) == 3


def test_nothing_named_is_no_title(still_wiki: Wiki, fetched: Fetched) -> None:
    said = fetched.fetch("", api=still_wiki.api)
    assert (said.status, said.line("invalid:")) == (1, "invalid: '' can be no title: it is empty")


def test_a_page_that_is_back_is_gone_no_more(wiki: Wiki, fetched: Fetched) -> None:
    fetched.fetch("Old title", api=wiki.api)
    before = fetched.entries
    wiki.delete(SCULLS)
    fetched.update()
    wiki.undelete(SCULLS)
    assert fetched.entry(SCULLS).gone == "deleted"
    assert fetched.fetch(SCULLS, api=wiki.api).stdout.startswith("1 unchanged")
    assert fetched.entries == before
    wiki.edit(SCULLS, "Changed.")
    assert fetched.fetch(SCULLS, api=wiki.api).line("changed:").startswith(f"changed: {SCULLS}, revision")
    assert fetched.entry(SCULLS).redirects == ("Old title", "Middle title")


def test_a_hidden_old_revision_does_not_keep_the_last_away(wiki: Wiki, fetched: Fetched) -> None:
    hidden = wiki.revision("Norway")
    wiki.edit("Norway", "newer")
    wiki.hide(hidden)
    assert fetched.fetch("Norway", api=wiki.api).status == 0
    assert fetched.text(fetched.entry("Norway")) == "newer"


@pytest.mark.parametrize("form", ["wikitext", "html"])
@pytest.mark.parametrize("fate", ["hidden", "deleted"])
def test_what_is_hidden_or_deleted_while_it_is_fetched_is_said(
    fate: str, form: Form, wiki: Wiki, fetched: Fetched
) -> None:
    revision = wiki.revision("Norway")
    report = Report()
    with Transport(wiki.api, None) as transport, writing(fetched.raw, make=True) as record:
        client = Client(wiki.api, transport)
        (resolved,) = client.resolve(["Norway"])
        assert resolved.page
        assert resolved.page.page_id
        if fate == "hidden":
            wiki.edit("Norway", "newer")
            wiki.hide(revision)
        else:
            wiki.delete("Norway")
        want = Wanted(resolved.page, revision, resolved.page.page_id, (form,), "new", "Norway")
        Bringer(fetched.raw, client, Site("", None), record, report).bring([want])
    (outcome,) = report.outcomes
    assert outcome.kind == fate
    assert outcome.message.endswith("nothing of it was written")
    assert (report.misses_something, fetched.files) == (True, set())


def test_answers_cut_to_a_size_are_put_together(wiki: Wiki, fetched: Fetched) -> None:
    (wiki.data / "answer-bytes").write_text("3000", encoding="utf-8")
    said = fetched.fetch(*BULK_TITLES[:50], api=wiki.api)
    assert said.status == 0, said.stderr
    assert {e.title: fetched.text(e) for e in fetched.entries.values()} == dict(list(BULK_PAGES.items())[:50])
    assert int(said.stdout.split()[-2]) > 5
