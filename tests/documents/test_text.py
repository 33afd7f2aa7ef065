"""A text file is read exactly, or not at all."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orewire.documents import Unreadable, read_articles
from orewire.documents.items import InputError
from orewire.documents.text import decode
from orewire.schema import Article

Write = Callable[[str, bytes | str], str]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Erste Zeile\r\n\tzweite – 5 €\n".encode(), "Erste Zeile\r\n\tzweite – 5 €\n"),
        (b"\xef\xbb\xbfGold", "Gold"),
        (b"", ""),
        (b"x" * 200 + b"\0", "x" * 200 + "\0"),
        (b"{not JSON", "{not JSON"),
    ],
    ids=["as it is", "without byte order mark", "empty", "with a few NUL bytes", "of any look"],
)
def test_text(write: Write, data: bytes, text: str) -> None:
    assert list(read_articles([write("a.txt", data)])) == [Article(id="a", text=text)]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("Münze".encode("latin-1"), "is not UTF-8: byte 0xfc at offset 1; convert it to UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is not text but binary data; give text in UTF-8"),
        ("Gold".encode("utf-16"), "is not text but binary data; give text in UTF-8"),
    ],
)
def test_what_is_no_text(write: Write, data: bytes, reason: str) -> None:
    path = write("a.txt", data)
    assert list(read_articles([path])) == [Unreadable(path, reason)]


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])).filter(lambda text: text[:1] != "\ufeff"))
@settings(deadline=None)
def test_text_comes_back(text: str) -> None:
    assert decode(text.encode()) == text


@given(st.binary())
@settings(deadline=None)
def test_any_bytes_are_text_or_an_error(data: bytes) -> None:
    try:
        text = decode(data)
    except InputError:
        return
    assert text.encode() == data.removeprefix(b"\xef\xbb\xbf")
