"""CSV and TSV: an article per row, or a record of what is wrong with the row."""

from collections.abc import Callable

import pytest

from orewire.documents import Fields, Settings, Unreadable, read_articles
from orewire.schema import Article

Write = Callable[[str, bytes | str], str]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.csv", "id,text\n1,x\n2,y\n", [("1", "x"), ("2", "y")]),
        ("a.csv", "id,text\r\n1,x\r\n", [("1", "x")]),
        ("a.csv", "id,text\r1,x\r2,y\r", [("1", "x"), ("2", "y")]),
        ("a.csv", 'id,text\r\n1,"a\rb\r\nc"\r\n', [("1", "a\rb\r\nc")]),
        ("a.csv", "\ufeffid,text\n1,x\n", [("1", "x")]),
        ("a.csv", '"id" , text\n'.replace('" ,', '",') + "1,x\n", [("1", "x")]),
        ("a.csv", "id;text\n1;x, y\n", [("1", "x, y")]),
        ("a.csv", "text\nonly\n", [("a.csv:2", "only")]),
        (
            "a.csv",
            'id,text\n1,"a ""quoted"" word,\nand a second line"\n2,y\n',
            [("1", 'a "quoted" word,\nand a second line'), ("2", "y")],
        ),
        ("a.csv", "id,text\n\n1,x\n\n", [("1", "x")]),
        ("a.csv", "id,text\n1,\n", [("1", "")]),
        ("a.csv", "id,text\n", []),
        ("a.csv", "id,text\n1,a\u2028b\x85c\n", [("1", "a\u2028b\x85c")]),
        ("a.tsv", "id\ttext\n1\tx, y; z\n", [("1", "x, y; z")]),
        ("a.csv", 'text\n"a\nb"\nc\n', [("a.csv:2", "a\nb"), ("a.csv:4", "c")]),
    ],
)
def test_rows(
    write: Write, monkeypatch: pytest.MonkeyPatch, name: str, content: str, expected: list[tuple[str, str]]
) -> None:
    monkeypatch.chdir(write(name, content).removesuffix(name))
    items = read_articles([name])
    assert [(item.id, item.text) for item in items if isinstance(item, Article)] == expected


@pytest.mark.parametrize(
    ("row", "lines", "reason"),
    [
        (b"1", 1, "has 1 cell(s) where the header has 2"),
        (b"1,x,more", 1, "has 3 cell(s) where the header has 2"),
        (b"1,M\xfcnze", 1, "is not UTF-8"),
        (b'1,"x" y', 1, "is no valid CSV up to line 3"),
    ],
)
def test_bad_rows_are_named_and_passed_over(write: Write, row: bytes, lines: int, reason: str) -> None:
    path = write("a.csv", b"id,text\n0,w\n" + row + b"\n2,y\n")
    first, item, last = read_articles([path])
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(item, Unreadable)
    assert item.where == f"{path}:{2 + lines}"
    assert item.reason.startswith(reason)


def test_quote_that_never_ends_is_named_with_what_it_swallows(write: Write) -> None:
    path = write("a.csv", 'id,text\n1,x\n2,"y\n3,z\n')
    article, item = read_articles([path])
    assert isinstance(article, Article)
    assert item == Unreadable(f"{path}:3", "is no valid CSV up to line 4: unexpected end of data")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        (
            "a.csv",
            "id,body\n1,x\n",
            'its header has no field "text"; it has "id", "body": name the one with the text',
        ),
        ("a.csv", "", 'its header has no field "text"; it has none'),
        ("a.csv", b"Cr\xe9dit\ny\n", 'its header has no field "text"; it has "Cr\ufffddit"'),
        ("a.csv", "id\ttext\n1\tx\n", 'its header has no field "text"; it has "id\ttext"'),
        ("a.csv", "text,id,text\nx,1,y\n", 'its header has "text" twice'),
        ("a.csv", '"text" x\n', "its header is no valid CSV"),
        ("a.csv", "id,text\n1,x\n".encode("utf-16"), "its header has no field"),
    ],
)
def test_bad_headers_are_told_once(write: Write, name: str, content: bytes | str, reason: str) -> None:
    (item,) = read_articles([write(name, content)])
    assert isinstance(item, Unreadable)
    assert item.reason.startswith(reason)


def test_header_that_is_no_utf8_can_be_told(write: Write) -> None:
    path = write("a.csv", b"id,text,Cr\xe9dit\n1,x,y\n")
    (article,) = read_articles([path], Settings(fields=Fields(source="by")))
    assert isinstance(article, Article)
    assert article.warnings == ('there is no field "by" for source; there are "id", "text", "Cr\ufffddit"',)


def test_the_semicolon_is_chosen_by_the_field_of_the_text(write: Write) -> None:
    path = write("a.csv", "id;title, long;body\n1;T;x\n")
    (article,) = read_articles([path], Settings(fields=Fields(text="body", title="title, long")))
    assert article == Article(id="1", text="x", title="T")


def test_long_articles_fit_in_a_cell(write: Write) -> None:
    text = "word " * 100_000
    (article,) = read_articles([write("a.csv", f"id,text\n1,{text}\n")])
    assert isinstance(article, Article)
    assert article.text == text
