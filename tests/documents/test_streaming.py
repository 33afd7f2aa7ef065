"""Any number of articles: each comes out as it went in, and few are held at a time."""

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orewire.documents import Settings, read_articles
from orewire.documents.parquet import read_parquet
from orewire.schema import Article

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
OPTIONAL = st.none() | TEXTS.filter(bool)
RECORDS = st.lists(
    st.fixed_dictionaries(
        {
            "id": TEXTS.filter(bool),
            "text": TEXTS,
            "title": OPTIONAL,
            "url": OPTIONAL,
            "source": OPTIONAL,
            "published": st.none() | st.dates().map(date.isoformat),
        }
    ),
    unique_by=(lambda record: record["id"], lambda record: record["text"]),
)

Records = list[dict[str, Any]]


def json_lines(records: Records) -> bytes:
    return "".join(json.dumps(record) + "\n" for record in records).encode()


def rows(records: Records, delimiter: str) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(
        file,
        ["id", "text", "title", "url", "source", "published"],
        delimiter=delimiter,
        quoting=csv.QUOTE_ALL,
    )
    writer.writeheader()
    writer.writerows(records)
    return file.getvalue().encode()


def parquet(records: Records) -> bytes:
    file = io.BytesIO()
    strings = [(name, pyarrow.string()) for name in ("id", "text", "title", "url", "source", "published")]
    table = pyarrow.Table.from_pylist(records, pyarrow.schema(strings))
    pyarrow.parquet.write_table(table, file, row_group_size=3)
    return file.getvalue()


WRITERS: dict[str, Callable[[Records], bytes]] = {
    "a.jsonl": json_lines,
    "a.csv": lambda records: rows(records, ","),
    "semicolons.csv": lambda records: rows(records, ";"),
    "a.tsv": lambda records: rows(records, "\t"),
    "a.parquet": parquet,
}


@pytest.mark.parametrize("name", WRITERS)
@given(records=RECORDS, packed=st.booleans())
@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_same_articles_come_out(tmp_path: Path, name: str, records: Records, packed: bool) -> None:
    data = WRITERS[name](records)
    path = tmp_path / (f"{name}.gz" if packed else name)
    path.write_bytes(gzip.compress(data) if packed else data)
    assert list(read_articles([str(path)])) == [Article(**record) for record in records]


class Counted(io.RawIOBase):
    """A stream without end of memory: lines made when they are read, which are counted."""

    def __init__(self, line: Callable[[int], bytes]) -> None:
        self.lines = 0
        self._line = line

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._line(self.lines)
        self.lines += 1
        buffer[: len(data)] = data
        return len(data)


def json_line(number: int) -> bytes:
    return json.dumps({"id": str(number), "text": f"{number} " * 100}).encode() + b"\n"


def row(number: int) -> bytes:
    return b"id,text\n" if number == 0 else f'{number},"{f"{number} " * 100}"\n'.encode()


@pytest.mark.parametrize(("kind", "line"), [("jsonl", json_line), ("csv", row)])
def test_lines_are_read_as_they_are_needed(kind: str, line: Callable[[int], bytes]) -> None:
    stream = Counted(line)
    articles = read_articles(["-"], Settings(kind=kind), io.BufferedReader(stream))
    ahead = []
    for number, _ in zip(range(1000), articles, strict=False):
        ahead.append(stream.lines - number)
    assert max(ahead) < 100


def test_files_are_read_as_they_are_needed(tmp_path: Path) -> None:
    paths = (str(tmp_path / f"{number}.txt") for number in range(10**6))
    asked: list[str] = []

    def inputs() -> Iterator[str]:
        for path in paths:
            asked.append(path)
            Path(path).write_text(path)
            yield path

    articles = read_articles(inputs())
    for _ in range(10):
        next(articles)
    assert len(asked) == 10


def test_rows_of_parquet_are_read_by_the_group() -> None:
    file = io.BytesIO()
    texts = [f"{number} " * 100 for number in range(5000)]
    table = pyarrow.table({"text": texts})
    pyarrow.parquet.write_table(table, file, row_group_size=100, compression="none", use_dictionary=False)
    read: list[int] = []

    class Watched(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            data = super().read(size)
            read.append(len(data))
            return data

    articles = read_parquet(Watched(file.getvalue()), "here", "here", Settings())
    for _ in range(100):
        next(articles)
    assert sum(read) < len(file.getvalue()) / 4
