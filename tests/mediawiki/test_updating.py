"""What becomes of pages on a real wiki, and what an update makes of it."""

from __future__ import annotations

import pytest

from tests.mediawiki.pages import BULK_TITLES, EIGHTS, PAGES, SCULLS, results
from tests.mediawiki.proxy import FaultProxy
from tests.mediawiki.running import Fetched
from tests.mediawiki.wiki import Wiki

STAYS = "its last text stays; remove {path} and what sources.toml says of it if it is not to be read"


def test_only_what_changed_is_fetched_beside_the_old(wiki: Wiki, fetched: Fetched) -> None:
    fetched.fetch(SCULLS, EIGHTS, api=wiki.api)
    old = fetched.entry(SCULLS)
    revision = wiki.edit(SCULLS, results("men's single sculls", "Ann Other", "8:13.0"))
    said = fetched.update()
    new = fetched.entry(SCULLS)
    assert said.stdout.splitlines() == [
        f"changed: {SCULLS}, revision {revision} after {old.revision}: {new.path}",
        "1 changed, 1 unchanged; 1 file written, 3 requests",
    ]
    assert "8:13.0" in fetched.text(new)
    assert fetched.text(old) == PAGES[SCULLS]
    assert [entry.current for entry in fetched.entries.values()] == [False, True, True]
    assert (new.page_id, new.revision) == (old.page_id, revision)


def test_nothing_changed_asks_fifty_titles_a_request_and_writes_nothing(wiki: Wiki, fetched: Fetched) -> None:
    fetched.fetch(*BULK_TITLES[:120], api=wiki.api)
    before = {path: (fetched.raw / path).stat().st_mtime_ns for path in fetched.files}
    assert fetched.update().stdout == "120 unchanged; 0 files written, 3 requests\n"
    assert {path: (fetched.raw / path).stat().st_mtime_ns for path in fetched.files} == before


def test_both_forms_come_to_the_new_revision(wiki: Wiki, fetched: Fetched) -> None:
    fetched.fetch("Norway", "--form", "both", api=wiki.api)
    revision = wiki.edit("Norway", "A country in '''Europe'''.")
    fetched.update()
    assert fetched.entry("Norway").revision == fetched.entry("Norway", "html").revision == revision
    assert "<b" in fetched.text(fetched.entry("Norway", "html"))


@pytest.mark.parametrize("leave_redirect", [True, False], ids=["with a redirect", "without"])
def test_a_moved_page_is_followed(leave_redirect: bool, wiki: Wiki, fetched: Fetched) -> None:
    fetched.fetch("Norway", api=wiki.api)
    old = fetched.entry("Norway")
    wiki.move("Norway", "Kingdom of Norway", leave_redirect=leave_redirect)
    said = fetched.update()
    new = fetched.entry("Kingdom of Norway")
    assert said.stdout.splitlines()[0] == (
        f"moved: Norway is now Kingdom of Norway, revision {new.revision}: {new.path}"
    )
    assert (new.page_id, new.sha1) == (old.page_id, old.sha1)
    assert new.url
    assert new.url.endswith("/Kingdom_of_Norway")
    assert [entry.title for entry in fetched.entries.values() if entry.current] == ["Kingdom of Norway"]


def test_pages_that_swap_titles_are_both_followed(wiki: Wiki, fetched: Fetched) -> None:
    fetched.fetch("Norway", "Meilahti", api=wiki.api)
    ids = {title: fetched.entry(title).page_id for title in ("Norway", "Meilahti")}
    for title, to in (("Norway", "Aside"), ("Meilahti", "Norway"), ("Aside", "Meilahti")):
        wiki.move(title, to, leave_redirect=False)
    fetched.update()
    assert fetched.entry("Norway").page_id == ids["Meilahti"]
    assert fetched.entry("Meilahti").page_id == ids["Norway"]
    assert fetched.text(fetched.entry("Meilahti")) == PAGES["Norway"]


def test_a_deleted_pages_last_text_stays_until_a_person_removes_it(wiki: Wiki, fetched: Fetched) -> None:
    fetched.fetch("Norway", "CON", api=wiki.api)
    wiki.delete("Norway")
    said = fetched.update()
    entry = fetched.entry("Norway")
    assert said.status == 0
    assert said.stdout.splitlines()[0] == (f"deleted: Norway was deleted on the wiki; {STAYS.format(path=entry.path)}")
    assert (entry.gone, fetched.text(entry)) == ("deleted", PAGES["Norway"])
    assert fetched.update().stdout.splitlines()[0] == "still deleted: Norway"
    assert fetched.prune().status == 0
    assert fetched.text(entry) == PAGES["Norway"]


def test_an_undeleted_page_is_restored(wiki: Wiki, fetched: Fetched) -> None:
    fetched.fetch("Norway", api=wiki.api)
    before = fetched.entries
    wiki.delete("Norway")
    fetched.update()
    wiki.undelete("Norway")
    said = fetched.update()
    assert said.stdout.splitlines()[0].startswith("restored: Norway is on the wiki again, at revision")
    assert fetched.entries == before
    assert fetched.update().stdout.startswith("1 unchanged;")


def test_a_page_undeleted_and_edited_is_brought(wiki: Wiki, fetched: Fetched) -> None:
    fetched.fetch("Norway", api=wiki.api)
    wiki.delete("Norway")
    fetched.update()
    wiki.undelete("Norway")
    revision = wiki.edit("Norway", "Back again.")
    said = fetched.update()
    assert said.stdout.splitlines()[0] == (
        f"restored: Norway is on the wiki again: articles/norway-r{revision}.wikitext"
    )
    assert fetched.text(fetched.entry("Norway")) == "Back again."
    assert {entry.gone for entry in fetched.entries.values()} == {None}


def test_a_page_made_anew_under_its_title_takes_the_old_ones_place(wiki: Wiki, fetched: Fetched) -> None:
    fetched.fetch("Norway", api=wiki.api)
    old = fetched.entry("Norway")
    wiki.delete("Norway")
    wiki.edit("Norway", "Written anew.")
    said = fetched.update()
    new = fetched.entry("Norway")
    assert said.stdout.splitlines()[0] == f"remade: Norway was deleted and made anew: {new.path}"
    assert new.page_id != old.page_id
    assert fetched.text(new) == "Written anew."
    assert fetched.text(old) == PAGES["Norway"]
    assert fetched.update().stdout.splitlines()[0].startswith("1 unchanged")


def test_a_deleted_page_whose_title_another_takes_is_not_read_twice(wiki: Wiki, fetched: Fetched) -> None:
    fetched.fetch("Norway", "Meilahti", api=wiki.api)
    old = fetched.entry("Norway")
    wiki.delete("Norway")
    wiki.move("Meilahti", "Norway", leave_redirect=False)
    said = fetched.update()
    assert said.line("replaced:").startswith("replaced: Norway was deleted, and another page has its title")
    assert said.line("moved:").startswith("moved: Meilahti is now Norway")
    assert fetched.text(fetched.entry("Norway")) == PAGES["Meilahti"]
    assert fetched.text(old) == PAGES["Norway"]


def test_a_page_made_a_redirect_is_told_with_where_it_leads(wiki: Wiki, fetched: Fetched) -> None:
    fetched.fetch("Norway", api=wiki.api)
    wiki.edit("Norway", "#REDIRECT [[Middle title]]")
    said = fetched.update()
    entry = fetched.entry("Norway")
    assert said.stdout.splitlines()[0] == (
        f"redirected: Norway is now a redirect to {SCULLS}; fetch that if it is to be read instead; "
        + STAYS.format(path=entry.path)
    )
    assert (entry.gone, fetched.text(entry)) == ("redirected", PAGES["Norway"])
    wiki.edit("Norway", "An article again.")
    assert fetched.update().stdout.startswith("restored: Norway is on the wiki again")


def test_a_page_deleted_with_a_redirect_in_its_place_is_redirected(wiki: Wiki, fetched: Fetched) -> None:
    fetched.fetch("Norway", api=wiki.api)
    wiki.delete("Norway")
    wiki.edit("Norway", "#REDIRECT [[CON]]")
    assert fetched.update().stdout.startswith("redirected: Norway is now a redirect to CON")


def test_a_redirect_that_leads_nowhere_is_told(wiki: Wiki, fetched: Fetched) -> None:
    fetched.fetch("Norway", api=wiki.api)
    wiki.edit("Norway", "#REDIRECT [[Nowhere]]")
    start = "redirected: Norway is now a redirect to Missing page, which leads to no article; its last text stays;"
    assert fetched.update().stdout.startswith(start)
    assert fetched.update().stdout.startswith("still redirected: Norway\n")


def test_a_redirect_to_an_article_that_is_held_is_a_merger(wiki: Wiki, fetched: Fetched) -> None:
    fetched.fetch("Norway", "CON", api=wiki.api)
    wiki.edit("Norway", "#REDIRECT [[CON]]")
    said = fetched.update()
    assert said.stdout.startswith("merged: Norway was merged into CON; its last text stays;")
    assert fetched.entry("Norway").gone == "merged"


def test_a_merged_history_is_a_merger(wiki: Wiki, fetched: Fetched) -> None:
    fetched.fetch("Norway", api=wiki.api)
    wiki.edit("Countries", "All of them.")
    wiki.do("mergehistory", **{"from": "Norway", "to": "Countries"})
    said = fetched.update()
    assert said.stdout.startswith("merged: Norway was merged into Countries; its last text stays;")
    assert fetched.update().stdout.startswith("still merged: Norway\n")
    assert fetched.text(fetched.entry("Norway")) == PAGES["Norway"]


def test_a_hidden_revision_that_is_held_is_told(wiki: Wiki, fetched: Fetched) -> None:
    fetched.fetch("Norway", api=wiki.api)
    old = fetched.entry("Norway")
    assert old.revision
    wiki.edit("Norway", "Without the words that had to go.")
    wiki.hide(old.revision)
    said = fetched.update()
    assert said.line("hidden:") == (
        f"hidden: revision {old.revision} of Norway, which {old.path} holds, is hidden on the wiki now; "
        "remove the file and what sources.toml says of it if it should not be kept"
    )
    assert said.line("changed:").startswith("changed: Norway, revision")
    assert fetched.entries[old.path].gone == "hidden"
    assert fetched.text(fetched.entry("Norway")) == "Without the words that had to go."
    assert fetched.update().line("still hidden:") == "still hidden: Norway"
    wiki.show(old.revision)
    assert (
        fetched.update().line("restored:") == f"restored: revision {old.revision} of Norway is shown on the wiki again"
    )
    assert fetched.entries[old.path].gone is None


def test_a_revision_hidden_after_it_was_superseded_is_told(wiki: Wiki, fetched: Fetched) -> None:
    fetched.fetch("Norway", api=wiki.api)
    old = fetched.entry("Norway")
    assert old.revision
    wiki.edit("Norway", "Newer.")
    fetched.update()
    wiki.hide(old.revision)
    assert fetched.update().line("hidden:").startswith(f"hidden: revision {old.revision} of Norway")


def test_a_last_revision_taken_back_reads_the_one_before_again(wiki: Wiki, fetched: Fetched) -> None:
    fetched.fetch("Norway", api=wiki.api)
    old = fetched.entry("Norway")
    wiki.edit("Norway", "Taken back.")
    fetched.update()
    wiki.delete("Norway")
    wiki.do("undelete", title="Norway", timestamps="2024-05-01T12:00:00Z")
    said = fetched.update()
    assert said.status == 0
    assert fetched.entry("Norway").path == old.path
    assert said.stdout.splitlines()[-1].startswith("1 changed; 0 files written")


def test_entries_of_people_are_left_alone(wiki: Wiki, fetched: Fetched) -> None:
    fetched.raw.mkdir()
    (fetched.raw / "a.txt").write_text("= A =\n\nText.\n", encoding="utf-8")
    own = f'[[source]]\npath = "a.txt"\ntitle = "Norway"\nurl = "{wiki.address}/wiki/Norway"\nrevision = 1\n'
    (fetched.raw / "sources.toml").write_text(own, encoding="utf-8")
    said = fetched.update()
    assert said.stdout.startswith(f"nothing in {fetched.raw} was fetched from a wiki")
    assert (fetched.raw / "sources.toml").read_text(encoding="utf-8") == own


def test_a_folder_that_is_not_there_is_not_made(fetched: Fetched) -> None:
    for said in (fetched.update(), fetched.prune()):
        assert said.status == 2
        assert "is no folder" in said.stderr
    assert not fetched.raw.exists()


def test_a_wiki_that_gives_no_answer_does_not_keep_the_others_back(
    wiki: Wiki, still_wiki: Wiki, fetched: Fetched
) -> None:
    fetched.fetch("Norway", api=wiki.api)
    with FaultProxy(still_wiki.port) as proxy:
        fetched.fetch("CON", api=proxy.api)
        text = (fetched.raw / "sources.toml").read_text(encoding="utf-8")
        (fetched.raw / "sources.toml").write_text(text.replace(proxy.api, f"{proxy.api[:-8]}/x/api.php"), "utf-8")
        wiki.edit("Norway", "Newer.")
        said = fetched.update()
    assert said.status == 2
    assert "answered with HTTP status 404" in said.stderr
    assert said.line("changed:").startswith("changed: Norway")
