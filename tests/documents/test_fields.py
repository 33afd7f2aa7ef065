"""Fields of records: under any name, none passed over in silence."""

from collections.abc import Callable
from datetime import date

import pytest

from orewire.documents import Fields, Settings, read_articles
from orewire.documents.fields import article_of
from orewire.documents.items import Located
from orewire.schema import Article

DAY = date(2024, 3, 22)

Write = Callable[[str, bytes | str], str]

MAPPED = Settings(
    fields=Fields(text="body", id="key", title="headline", url="link", source="site", published="date")
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "a.jsonl",
            '{"body": "x", "key": "k", "headline": "T", "link": "u", "site": "S",'
            ' "date": "2024-03-22", "text": "no"}',
        ),
        ("a.csv", "key;body;headline;link;site;date;text\nk;x;T;u;S;2024-03-22;no\n"),
        ("a.tsv", "date\ttext\tkey\tbody\theadline\tlink\tsite\n2024-03-22\tno\tk\tx\tT\tu\tS\n"),
    ],
)
def test_all_six_fields_go_by_any_name(write: Write, name: str, content: str) -> None:
    assert list(read_articles([write(name, content)], MAPPED)) == [
        Article(id="k", text="x", title="T", url="u", source="S", published=DAY)
    ]


def test_one_field_may_serve_twice() -> None:
    settings = Settings(fields=Fields(id="url"))
    item = article_of({"text": "x", "url": "u"}, "here", settings)
    assert item == Located("here", Article(id="u", text="x", url="u"))


def test_named_field_that_is_absent_is_a_warning() -> None:
    item = article_of({"text": "x"}, "here", Settings(fields=Fields(title="headline")))
    assert isinstance(item, Located)
    assert item.article.warnings == ('there is no field "headline" for title; there are "text"',)


def test_fields_that_were_not_named_may_be_absent() -> None:
    assert article_of({"text": "x"}, "here", Settings()) == Located("here", Article(id="here", text="x"))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2024-03-22", DAY),
        (" 2024-03-22 ", DAY),
        ("20240322", DAY),
        ("2024-03-22T10:15:00Z", DAY),
        ("2024-03-22T23:15:00.123456789-08:00", DAY),
        ("2024-03-22 10:15:00 UTC", DAY),
        (20240322, DAY),
    ],
)
def test_publication_dates(given: object, expected: date) -> None:
    item = article_of({"text": "x", "published": given}, "here", Settings(date(2000, 1, 1)))
    assert isinstance(item, Located)
    assert (item.article.published, item.article.warnings) == (expected, ())


@pytest.mark.parametrize("given", ["March", "2024-13-01", "22.03.2024", "03/22/2024", 1711065600, True])
def test_what_is_no_date_is_a_warning_and_not_replaced(given: object) -> None:
    item = article_of({"text": "x", "published": given}, "here", Settings(DAY))
    assert isinstance(item, Located)
    assert item.article.published is None
    assert item.article.warnings == (f"published {given!r} is no ISO date (YYYY-MM-DD): ignored",)


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        (5, "Input should be a valid string"),
        (["S"], "Input should be a valid string"),
        ("S\ud800", "Value error, character 1 is half of a surrogate pair"),
    ],
)
@pytest.mark.parametrize("name", ["title", "url", "source"])
def test_what_is_no_text_is_a_warning_where_it_may_be_absent(name: str, given: object, problem: str) -> None:
    record = {"id": "a", "text": "x", "title": "T", "url": "u", "source": "S", name: given}
    item = article_of(record, "here", Settings(DAY))
    assert isinstance(item, Located)
    assert item.article.warnings == (f'"{name}": {problem}: ignored',)
    expected = {**record, name: None, "published": DAY, "warnings": item.article.warnings}
    assert item.article == Article(**expected)


@pytest.mark.parametrize("empty", [None, ""])
def test_empty_values_count_as_absent(empty: str | None) -> None:
    record = dict.fromkeys(("id", "title", "url", "source", "published"), empty)
    item = article_of({"text": "x", **record}, "here", Settings(DAY))
    assert item == Located("here", Article(id="here", text="x", published=DAY))
