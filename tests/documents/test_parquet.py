"""Parquet: an article per row, or a record of what is wrong with it."""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from orewire.documents import Fields, Settings, Unreadable, read_articles
from orewire.schema import Article

DAY = date(2024, 3, 22)

Write = Callable[[str, bytes | str], str]


def parquet_of(columns: dict[str, Any], **options: Any) -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.table(columns), file, **options)
    return file.getvalue()


def test_rows_bring_their_fields(write: Write) -> None:
    columns = {
        "id": ["a", None],
        "text": ["x", "y"],
        "title": ["T", None],
        "url": ["u", None],
        "source": ["S", None],
        "published": ["2024-03-22", None],
        "more": [[1], [2]],
    }
    path = write("a.parquet", parquet_of(columns))
    assert list(read_articles([path])) == [
        Article(id="a", text="x", title="T", url="u", source="S", published=DAY),
        Article(id=f"{path}:2", text="y"),
    ]


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (pa.array([DAY]), DAY),
        (pa.array([datetime(2024, 3, 22, 10, tzinfo=UTC)]), DAY),
        (pa.array([1711101600_123456789], pa.timestamp("ns")), DAY),
        (pa.array(["2024-03-22"]).dictionary_encode(), DAY),
        (pa.array([None], pa.date32()), None),
    ],
)
def test_publication_dates_of_any_type(write: Write, column: Any, expected: date | None) -> None:
    path = write("a.parquet", parquet_of({"text": ["x"], "published": column}))
    (article,) = read_articles([path])
    assert isinstance(article, Article)
    assert (article.published, article.warnings) == (expected, ())


def test_numbers_name_articles(write: Write) -> None:
    path = write("a.parquet", parquet_of({"text": ["x"], "key": pa.array([2**40])}))
    (article,) = read_articles([path], Settings(fields=Fields(id="key")))
    assert isinstance(article, Article)
    assert article.id == str(2**40)


def test_rows_are_counted_across_groups(write: Write) -> None:
    path = write(
        "a.parquet", parquet_of({"text": [str(number) for number in range(500)]}, row_group_size=150)
    )
    items = read_articles([path])
    assert [item.id for item in items if isinstance(item, Article)] == [
        f"{path}:{row}" for row in range(1, 501)
    ]


@pytest.mark.parametrize("texts", [[None], [5], [["x"]]])
def test_rows_without_text(write: Write, texts: list[object]) -> None:
    path = write("a.parquet", parquet_of({"text": texts}))
    assert list(read_articles([path])) == [Unreadable(f"{path}:1", '"text": Input should be a valid string')]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is no valid Parquet"),
        (b"PAR1 and no more", "is no valid Parquet"),
        (parquet_of({"text": ["x"]})[:-10], "is no valid Parquet"),
        (
            parquet_of({"body": ["x"]}),
            'has no field "text"; it has "body": name the one with the text by --text-field',
        ),
    ],
)
def test_bad_files(write: Write, data: bytes, reason: str) -> None:
    path = write("a.parquet", data)
    (item,) = read_articles([path])
    assert isinstance(item, Unreadable)
    assert item.where == path
    assert item.reason.startswith(reason)


@pytest.mark.parametrize("kind", ["binary", "string", "large_string", "string_view"])
def test_rows_that_are_no_utf8_spoil_no_other(write: Write, kind: str) -> None:
    texts = pa.array([b"x", b"M\xfcnze", "Münze".encode()]).cast(kind, safe=False)
    path = write("a.parquet", parquet_of({"text": texts}))
    assert list(read_articles([path])) == [
        Article(id=f"{path}:1", text="x"),
        Unreadable(f"{path}:2", "is not UTF-8"),
        Article(id=f"{path}:3", text="Münze"),
    ]


def test_damage_in_the_middle_leaves_what_stands_before(write: Write) -> None:
    texts = [f"text {number}" for number in range(200)]
    data = bytearray(
        parquet_of({"text": texts}, row_group_size=100, compression="none", use_dictionary=False)
    )
    place = data.index(b"text 100") - 40
    data[place : place + 40] = b"\xff" * 40
    *before, last = read_articles([write("a.parquet", bytes(data))])
    assert [item.text for item in before if isinstance(item, Article)][:99] == texts[:99]
    assert isinstance(last, Unreadable)
