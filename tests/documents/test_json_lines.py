"""JSON lines: an article per line, or a record of what is wrong with the line."""

import json
from collections.abc import Callable
from datetime import date

import pytest

from orewire.documents import Settings, Unreadable, read_articles
from orewire.schema import Article

DAY = date(2024, 3, 22)

Write = Callable[[str, bytes | str], str]


def test_lines_bring_their_own_fields(write: Write) -> None:
    line = {
        "id": "n1",
        "text": "x",
        "title": "T",
        "url": "u",
        "source": "S",
        "published": "2020-01-02T10:00:00Z",
        "more": [1],
    }
    assert list(read_articles([write("a.jsonl", json.dumps(line))], Settings(DAY))) == [
        Article(id="n1", text="x", title="T", url="u", source="S", published=date(2020, 1, 2))
    ]


def test_lines_without_id_are_named_by_their_place(write: Write) -> None:
    path = write("a.jsonl", '\ufeff{"text": "x"}\r\n\n{"text": "y", "id": null}\n{"text": "z", "id": ""}')
    items = read_articles([path])
    assert [item.id for item in items if isinstance(item, Article)] == [
        f"{path}:{line}" for line in (1, 3, 4)
    ]


@pytest.mark.parametrize(
    ("given", "expected"), [(7, "7"), (0, "0"), (7.0, "7"), ("x y", "x y"), ("7.0", "7.0")]
)
def test_ids(write: Write, given: object, expected: str) -> None:
    (article,) = read_articles([write("a.jsonl", json.dumps({"id": given, "text": "x"}))])
    assert isinstance(article, Article)
    assert article.id == expected


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "x"', "is not valid JSON"),
        ('{"text": "\\ud800"}', "is not valid JSON"),
        (b'{"text": "M\xfcnze"}', "is not valid JSON"),
        ("[1]", 'is no JSON object such as {"text": "…"}'),
        (
            '{"body": "x", "day": 1}',
            'has no field "text"; it has "body", "day": name the one with the text by --text-field',
        ),
        ("{}", 'has no field "text"; it has none'),
        ('{"text": 5}', '"text": Input should be a valid string'),
        ('{"text": null}', '"text": Input should be a valid string'),
        ('{"text": "x", "id": 1.5}', '"id": Input should be a valid string'),
        ('{"title": 5, "text": 5}', '"text": Input should be a valid string'),
        ('{"text": "x", "id": {"$oid": "5"}}', '"id": Input should be a valid string'),
    ],
)
def test_bad_lines_are_named_and_passed_over(write: Write, line: bytes | str, reason: str) -> None:
    bad = line.encode() if isinstance(line, str) else line
    path = write("a.jsonl", b'{"id": "1", "text": "x"}\n' + bad + b'\n{"id": "3", "text": "z"}\n')
    first, item, last = read_articles([path])
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(item, Unreadable)
    assert item.where == f"{path}:2"
    assert item.reason.startswith(reason)
