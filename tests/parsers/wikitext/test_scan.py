"""Templates, links, comments and tags are found as MediaWiki's preprocessor finds them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.errors import TooLargeError
from parsers.wikitext.call import read_call
from parsers.wikitext.scan import MAX_DEPTH, Kind, Node, scan


def found(text: str) -> list[tuple[str, str]]:
    return [(node.kind.name, text[node.start : node.end]) for node in scan(text).nodes]


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        ("a {{b|c}} d", [("TEMPLATE", "{{b|c}}")]),
        ("{{a|{{b}}|[[c|d]]}}", [("TEMPLATE", "{{a|{{b}}|[[c|d]]}}")]),
        ("{{{1|x}}}", [("PARAMETER", "{{{1|x}}}")]),
        ("{{{{{1}}}}}", [("TEMPLATE", "{{{{{1}}}}}")]),
        ("{{a|b", []),
        ("{{a|[[b}}", []),
        ("[[a|b]]", []),
        ("[[File:a.jpg|b]]", [("FILE", "[[File:a.jpg|b]]")]),
        ("[[Kategorie:a]]", [("CATEGORY", "[[Kategorie:a]]")]),
        ("<nowiki>{{a}}</nowiki>", [("EXTENSION", "<nowiki>{{a}}</nowiki>")]),
        ("<nowiki>{{a}}", [("TEMPLATE", "{{a}}")]),
        ("<ref name=a>{{b</ref>}}", [("EXTENSION", "<ref name=a>{{b</ref>")]),
        ("<ref name=a/>{{b}}", [("EXTENSION", "<ref name=a/>"), ("TEMPLATE", "{{b}}")]),
        ("a<!-- {{b}} -->c", [("COMMENT", "<!-- {{b}} -->")]),
        ("a\n <!-- b --> <!-- c -->\nd", [("COMMENT", " <!-- b --> <!-- c -->\n")]),
        ("a<!-- b", [("COMMENT", "<!-- b")]),
        ("<noinclude>a</noinclude>", [("COMMENT", "<noinclude>"), ("COMMENT", "</noinclude>")]),
        ("<includeonly>{{a}}</includeonly>b", [("EXTENSION", "<includeonly>{{a}}</includeonly>")]),
    ],
)
def test_what_is_found(text: str, nodes: list[tuple[str, str]]) -> None:
    assert found(text) == nodes


def test_templates_in_references_are_counted_and_named_references_known() -> None:
    scanned = scan('{{a}}<ref name="b">{{cite|{{d}}}}</ref><nowiki>{{e}}</nowiki>')
    assert [scanned.text[node.start : node.end] for node in scanned.templates] == ["{{a}}", "{{d}}", "{{cite|{{d}}}}"]
    assert list(scanned.references) == ["b"]


@pytest.mark.parametrize("unit", [("{{a|", "}}"), ("[[a|", "]]")])
def test_what_is_too_deep_is_refused(unit: tuple[str, str]) -> None:
    opening, closing = unit
    scan(opening * MAX_DEPTH + closing * MAX_DEPTH)
    with pytest.raises(TooLargeError, match="the depth of templates and links"):
        scan(opening * (MAX_DEPTH + 1) + closing * (MAX_DEPTH + 1))


SOUP = st.lists(
    st.sampled_from(
        "{{ {{{ }} }}} [[ ]] [ ] | = <!-- --> <ref> <ref/> </ref> <nowiki> </nowiki> ' '' ''' a b File: \n".split(" ")
    ),
    max_size=60,
).map("".join)


def check(node: Node, start: int, end: int) -> None:
    assert start <= node.start < node.end <= end
    position = node.start
    for child in node.children:
        check(child, position, node.end)
        position = child.end


@given(SOUP)
def test_nodes_lie_in_one_another_and_in_order(text: str) -> None:
    position = 0
    for node in scan(text).nodes:
        check(node, position, len(text))
        position = node.end


def arguments(text: str) -> dict[str, str]:
    node = scan(text).nodes[0]
    assert node.kind is Kind.TEMPLATE
    return {key: text[value.start : value.end] for key, value in read_call(text, node).arguments.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{a| b |c= d = e |\n f }}", {"1": "b", "c": "d = e", "2": "f"}),
        ("{{a|[[b|c=d]]|{{e|f}}=g}}", {"1": "[[b|c=d]]", "{{e|f}}": "g"}),
        ("{{a|x=1|x=2}}", {"x": "2"}),
        ("{{a|2=b|1=}}", {"2": "b", "1": ""}),
        ("{{a|b=<!-- c --> d <!-- e -->}}", {"b": "d"}),
        ("{{a<!-- x -->|<!-- y -->}}", {"1": ""}),
        ("{{#if: a | b | c }}", {"1": "a", "2": "b", "3": "c"}),
        ("{{a|<nowiki>b|c</nowiki>}}", {"1": "<nowiki>b|c</nowiki>"}),
    ],
)
def test_arguments(text: str, expected: dict[str, str]) -> None:
    assert arguments(text) == expected
