from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import text as text_module
from parsers.errors import (
    DocumentError,
    EmptyDocumentError,
    NotTextError,
    NotUtf8Error,
    SavedArchiveError,
    TooLargeError,
)
from parsers.text import decode, line_number, lines, stripped
from schemas.document import Span

NEWLINES = st.text(st.sampled_from("a|=\r\n \u2028\x0b\ufeff"), max_size=60)


@pytest.mark.parametrize("data", [b"", b"\n", b" \t\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n"])
def test_a_file_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(EmptyDocumentError, match="no text"):
        decode(data)


def test_a_file_that_is_not_text_is_refused_with_the_place() -> None:
    with pytest.raises(NotTextError, match="byte 2 is NUL"):
        decode(b"ab\0cd")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named(encoding: str) -> None:
    with pytest.raises(NotTextError, match="it looks like UTF-16: convert it"):
        decode("= Rowing at the 1952 Summer Olympics =\n\nTällä".encode(encoding))


@pytest.mark.parametrize(
    "data",
    ["= Rowing =".encode("utf-32"), "= Rowing =".encode("utf-32-be"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\2\0\x1f"],
)
def test_what_else_holds_nul_is_not_taken_for_utf_16(data: bytes) -> None:
    with pytest.raises(NotTextError, match="convert the file or remove it"):
        decode(data)


def test_bytes_that_are_not_utf8_are_refused_with_byte_and_line() -> None:
    with pytest.raises(NotUtf8Error, match=re.escape("byte 7 (line 2)")):
        decode(b"abc\nabc" + "é".encode("latin-1") + b"\n")


def test_a_text_cut_in_the_middle_of_a_character_is_refused() -> None:
    with pytest.raises(NotUtf8Error):
        decode("Kaňkovský".encode()[:-1])


def test_a_file_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_module, "MAX_BYTES", 3)
    with pytest.raises(TooLargeError, match="is 4, more than 3"):
        decode(b"abcd")


@pytest.mark.parametrize(
    "head",
    [
        b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=x",
        b"MIME-Version: 1.0\nContent-type: multipart/related\n",
    ],
)
def test_a_page_saved_with_its_pictures_in_one_archive_is_refused(head: bytes) -> None:
    with pytest.raises(SavedArchiveError, match="HTML only"):
        decode(head + b"\n\n<html>=3D</html>")


def test_words_with_a_colon_are_no_archive() -> None:
    assert decode(b"Note: a race.\nThe form has Content-Type: multipart/related in it.")


def test_each_refusal_is_a_document_error_with_a_code_of_its_own() -> None:
    errors = [
        EmptyDocumentError(), NotTextError(0), NotUtf8Error(0, 1), SavedArchiveError("a"),
        TooLargeError("a", 2, 1, "b"),
    ]  # fmt: skip
    assert all(isinstance(error, DocumentError) for error in errors)
    assert len({error.code for error in errors}) == len(errors)


def test_newlines_are_kept_as_they_are() -> None:
    assert decode(b"a\r\nb\rc\n") == "a\r\nb\rc\n"


def test_a_line_beyond_the_limit_is_refused_with_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_module, "MAX_LINE", 4)
    assert len(list(lines("abcd\nabcd"))) == 2
    with pytest.raises(TooLargeError, match="of line 2 is 5, more than 4"):
        list(lines("abcd\nabcde"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nb", ["a", "b"]),
        ("a\r\nb\r\n", ["a", "b"]),
        ("a\rb", ["a", "b"]),
        ("a\n\rb", ["a", "", "b"]),
        ("a\n", ["a"]),
        ("a\x0bb\u2028c", ["a\x0bb\u2028c"]),
        ("", []),
    ],
)
def test_lines_end_at_line_feeds_and_carriage_returns_alone(text: str, expected: list[str]) -> None:
    assert [line.of(text) for line in lines(text)] == expected


@given(NEWLINES)
def test_lines_and_their_newlines_make_the_text(text: str) -> None:
    spans = list(lines(text))
    assert "".join(re.split("[\r\n]", text)) == "".join(span.of(text) for span in spans)
    for number, span in enumerate(spans, start=1):
        assert line_number(text, span.start) == number
        assert line_number(text, span.end) == number


@given(NEWLINES, st.integers(0, 60), st.integers(0, 60))
def test_a_stripped_span_slices_to_the_stripped_text(text: str, a: int, b: int) -> None:
    span = Span(min(a, b, len(text)), min(max(a, b), len(text)))
    result = stripped(text, span)
    assert result.of(text) == span.of(text).strip()
    assert stripped(text, result) == result
    assert span.start <= result.start <= result.end <= max(span.end, result.start)
