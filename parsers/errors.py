"""Why a document cannot be read. Each error builds its own sentence from its fields."""

from __future__ import annotations


class DocumentError(ValueError):
    """A document is refused. `code` names the reason for machines; the text says what, where and what to do."""

    code = "document_refused"


class EmptyDocumentError(DocumentError):
    """The file holds no text at all."""

    code = "empty"

    def __init__(self) -> None:
        super().__init__("the file holds no text; expected an article; fetch it again or remove it")


class NotTextError(DocumentError):
    """The bytes are not text (NUL bytes: a picture, an archive, UTF-16)."""

    code = "not_text"

    def __init__(self, offset: int, *, is_utf16: bool = False) -> None:
        advice = "it looks like UTF-16: convert it with `iconv -f UTF-16 -t UTF-8`"
        super().__init__(
            f"byte {offset} is NUL, which no text in UTF-8 holds; expected an article as UTF-8 text; "
            f"{advice if is_utf16 else 'convert the file or remove it'}"
        )


class NotUtf8Error(DocumentError):
    """The bytes are not UTF-8."""

    code = "not_utf8"

    def __init__(self, offset: int, line: int) -> None:
        super().__init__(
            f"byte {offset} (line {line}) is not UTF-8; expected UTF-8 throughout; "
            "convert the file from its own encoding, or fetch it again if it was cut"
        )


class SavedArchiveError(DocumentError):
    """The file is a page with its pictures in one archive (MHTML), its text encoded in it."""

    code = "saved_archive"

    def __init__(self, kind: str) -> None:
        super().__init__(
            f"the file is an archive of a page and its pictures ({kind}); expected the page itself; "
            'open it in a browser and save it as "web page, HTML only"'
        )


class TooLargeError(DocumentError):
    """A count exceeds its limit."""

    code = "too_large"

    def __init__(self, what: str, found: int, limit: int, where: str) -> None:
        super().__init__(f"{what} {where} is {found:,}, more than {limit:,}; expected an article; split or remove it")
