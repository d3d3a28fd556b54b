"""Where a page is well formed, mwparserfromhell reads the same templates, fields and headings from it."""

from __future__ import annotations

import mwparserfromhell
from hypothesis import given
from hypothesis import strategies as st

from parsers.wikitext import parse_wikitext

WORDS = st.text("abcdefghij éü0123456789.,'()–", min_size=1, max_size=12).map(str.strip).filter(bool)
LINKS = st.builds("[[{}|{}]]".format, WORDS, WORDS)
TEMPLATES = st.builds("{{{{nowrap|{}}}}}".format, st.one_of(WORDS, LINKS))
VALUES = st.lists(st.one_of(WORDS, LINKS, TEMPLATES), min_size=1, max_size=4).map(" ".join)
KEYS = st.text("abcdefghij_", min_size=1, max_size=8)
FIELDS = st.dictionaries(KEYS, VALUES, min_size=1, max_size=6)
HEADINGS = st.lists(st.tuples(st.integers(2, 4), WORDS.map(lambda word: word.replace("'", ""))), max_size=4)


def _infobox(fields: dict[str, str]) -> str:
    return "{{Infobox event\n" + "".join(f"| {key} = {value}\n" for key, value in fields.items()) + "}}\n"


@given(FIELDS)
def test_the_fields_of_an_infobox(fields: dict[str, str]) -> None:
    text = _infobox(fields)
    (box,) = parse_wikitext("a", text, "A").infoboxes
    ours = {entry.key: entry.locator.span.of(text) for entry in box.fields if entry.locator.span}
    (template, *_) = mwparserfromhell.parse(text).filter_templates(recursive=False)
    assert ours == {str(param.name).strip(): str(param.value).strip() for param in template.params}


@given(FIELDS)
def test_what_a_reader_sees_of_a_field(fields: dict[str, str]) -> None:
    plain = {key: value for key, value in fields.items() if "{{" not in value and "''" not in value}
    if not plain:
        return
    (box,) = parse_wikitext("a", _infobox(plain), "A").infoboxes
    shown = {key: mwparserfromhell.parse(value).strip_code() for key, value in plain.items()}
    assert {entry.key: entry.value for entry in box.fields} == {k: " ".join(v.split()) for k, v in shown.items()}


@given(HEADINGS)
def test_the_headings_of_a_page(headings: list[tuple[int, str]]) -> None:
    text = "".join(f"{'=' * level} {words} {'=' * level}\n\nText.\n\n" for level, words in headings)
    ours = [section.path[-1] for section in parse_wikitext("a", text, "A").sections if section.heading]
    theirs = mwparserfromhell.parse(text, skip_style_tags=True).filter_headings()
    assert ours == [" ".join(str(heading.title).split()) for heading in theirs]  # a reader sees one space
