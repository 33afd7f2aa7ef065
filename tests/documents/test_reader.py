"""Inputs become articles, or a record that says what is wrong with them."""

import gzip
import io
import json
import os
import random
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from orewire.cli.options import KINDS
from orewire.documents import Settings, Unreadable, holds_one, read_articles
from orewire.documents import files as files_module
from orewire.documents.items import Located
from orewire.documents.reader import READERS
from orewire.schema import Article

DAY = date(2024, 3, 22)
TEXT = "Tin rose to $30,000 a tonne."
PAGE = f"<!DOCTYPE html><html><head><title>Tin</title></head><body><p>{TEXT}</p></body></html>"

Write = Callable[[str, bytes | str], str]


def parquet_of(**columns: list[object]) -> bytes:
    file = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(columns), file)
    return file.getvalue()


#: The same article in each kind.
CONTENT: dict[str, bytes | str] = {
    "a.txt": TEXT,
    "a.md": f"*{TEXT}*",
    "a.html": PAGE,
    "a.jsonl": json.dumps({"id": "a", "text": TEXT}),
    "a.csv": f'id,text\na,"{TEXT}"\n',
    "a.tsv": f"id\ttext\na\t{TEXT}\n",
    "a.parquet": parquet_of(id=["a"], text=[TEXT]),
}


@pytest.mark.parametrize("suffix", ["", ".gz"])
@pytest.mark.parametrize("name", CONTENT)
def test_each_kind_is_read_packed_or_not(write: Write, name: str, suffix: str) -> None:
    (article,) = read_articles([write(name + suffix, CONTENT[name])])
    assert isinstance(article, Article)
    assert (article.id, article.text) == ("a", TEXT)


def test_every_kind_has_a_reader_and_an_option() -> None:
    assert set(files_module.KINDS.values()) == set(READERS) == set(KINDS)


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "a.parquet"])
def test_standard_input_tells_its_kind(name: str, pack: Callable[[bytes], bytes]) -> None:
    content = CONTENT[name]
    data = pack(content.encode() if isinstance(content, str) else content)
    (article,) = read_articles(["-"], stdin=io.BytesIO(data))
    assert isinstance(article, Article)
    assert (article.id, article.text) == ("a" if name in ("a.jsonl", "a.parquet") else "stdin", TEXT)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("Plain text.\n{", ["stdin"]),
        ("[1] A footnote.", ["stdin"]),
        ("<3 per cent", ["stdin"]),
        ("", ["stdin"]),
        ('\n \n{"id": "a", "text": "x"}\n{"id": "b", "text": "y"}\n', ["a", "b"]),
        ('\ufeff{"id": "a", "text": "x"}', ["a"]),
        (f'<?xml version="1.0"?>\n<!-- x -->\n{PAGE}', ["stdin"]),
    ],
)
def test_standard_input_by_its_beginning(data: str, expected: list[str]) -> None:
    items = list(read_articles(["-"], stdin=io.BytesIO(data.encode())))
    assert [item.id for item in items if isinstance(item, Article)] == expected


def test_standard_input_longer_than_what_is_looked_at() -> None:
    text = "Tin rose. " * 1000
    (article,) = read_articles(["-"], stdin=io.BytesIO(text.encode()))
    assert isinstance(article, Article)
    assert article.text == text


def test_kind_is_for_what_tells_none(write: Write) -> None:
    rows = CONTENT["a.csv"]
    assert isinstance(rows, str)
    settings = Settings(kind="csv")
    inputs = [
        "-",
        write("rows.data", rows.replace("a,", "b,").replace("rose", "fell")),
        write("c.txt", "rows, text"),
    ]
    items = read_articles(inputs, settings, io.BytesIO(rows.encode()))
    assert [item.id for item in items if isinstance(item, Article)] == ["a", "b", "c"]


@pytest.mark.parametrize("suffix", ["", ".gz"])
@pytest.mark.parametrize(
    ("kind", "one"), [("a.txt", True), ("a.html", True), ("a.jsonl", False), ("a.parquet", False)]
)
def test_files_of_unknown_suffix_tell_their_kind(write: Write, kind: str, one: bool, suffix: str) -> None:
    path = write(f"a.2{suffix}", CONTENT[kind])
    (article,) = read_articles([path])
    assert isinstance(article, Article)
    assert (article.id, article.text) == ("a", TEXT)
    (file,) = files_module.find_files(path, None)
    assert isinstance(file, files_module.File)
    assert holds_one(file, Settings()) is one


def test_pipes_are_read_from_their_beginning() -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading), os.fdopen(writing, "wb") as feed:
        feed.write(b'{"id": "a", "text": "Gold."}\n')
        feed.close()
        path = f"/dev/fd/{reading}"
        assert not holds_one(files_module.File(Path(path), "pipe", None), Settings())
        (article,) = read_articles([path])
    assert article == Article(id="a", text="Gold.")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is not text but binary data"),
        ("page.pdf", b"%PDF-1.4\n\xe2\xe3\xcf\xd3\n", "is not UTF-8: byte 0xe2 at offset 9"),
    ],
)
def test_unknown_files_that_are_no_text(write: Write, name: str, data: bytes, reason: str) -> None:
    path = write(name, data)
    (item,) = read_articles([path])
    assert isinstance(item, Unreadable)
    assert item.where == path
    assert reason in item.reason


def test_missing_file_is_named(tmp_path: Path) -> None:
    missing = str(tmp_path / "missing.txt")
    assert list(read_articles([missing])) == [Unreadable(missing, "there is no such file or folder")]


def test_name_that_cannot_be_a_file(tmp_path: Path) -> None:
    (item,) = read_articles([str(tmp_path / ("x" * 300))])
    assert isinstance(item, Unreadable)
    assert "too long" in item.reason


def packed_lines(count: int) -> bytes:
    """Lines that pack badly, so that damage in the middle leaves some on either side."""
    noise = random.Random(1)
    lines = (json.dumps({"id": str(n), "text": f"{noise.random()} {noise.random()}"}) for n in range(count))
    return gzip.compress("\n".join(lines).encode())


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda data: data[: len(data) // 2], "its gzip data is cut off"),
        (
            lambda data: data[: len(data) // 2] + b"\xff" * 100 + data[len(data) // 2 :],
            "its gzip data is damaged",
        ),
        (lambda data: data[:-8] + bytes(8), "its gzip data is damaged"),
        (lambda data: data + b"more", "its gzip data is damaged"),
    ],
    ids=["cut off", "damaged in the middle", "wrong checksum", "followed by something"],
)
def test_damaged_gzip_gives_what_stands_before(
    write: Write, damage: Callable[[bytes], bytes], reason: str
) -> None:
    path = write("a.jsonl", damage(packed_lines(1000)))
    renamed = Path(path).rename(path + ".gz")
    for items in (
        read_articles([str(renamed)]),
        read_articles(["-"], stdin=io.BytesIO(renamed.read_bytes())),
    ):
        *before, last = items
        articles = [item.id for item in before if isinstance(item, Article)]
        assert len(articles) > 200
        assert articles == [str(number) for number in range(len(articles))]
        assert isinstance(last, Unreadable)
        assert last.where in (str(renamed), "<stdin>")
        assert reason in last.reason


def test_text_in_gzip_that_is_cut_off_is_no_article(write: Write) -> None:
    path = Path(write("a.txt.gz", TEXT))
    path.write_bytes(path.read_bytes()[:-9])
    (item,) = read_articles([str(path)])
    assert isinstance(item, Unreadable)


def test_gz_without_gzip_data(write: Write) -> None:
    path = Path(write("a.jsonl", "{}"))
    path = path.rename(path.with_suffix(".jsonl.gz"))
    assert list(read_articles([str(path)])) == [Unreadable(str(path), "is named .gz but is no gzip data")]


@pytest.mark.parametrize(
    ("name", "module"),
    [("a.html", "trafilatura"), ("a.parquet", "pyarrow"), ("a.md", "yaml")],
)
def test_missing_package_is_named_with_its_extra(
    write: Write, monkeypatch: pytest.MonkeyPatch, name: str, module: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    content = "---\ntitle: x\n---\n" if name == "a.md" else CONTENT[name]
    (item,) = read_articles([write(name, content)])
    assert isinstance(item, Unreadable)
    assert module in item.reason
    assert "pip install 'orewire[documents]'" in item.reason


def test_publication_date_is_for_articles_without(write: Write) -> None:
    inputs = [write(name, content) for name, content in CONTENT.items()]
    days = [item.published for item in read_articles(inputs, Settings(DAY)) if isinstance(item, Article)]
    assert days == [DAY] * len(days)
    own = write("b.jsonl", '{"text": "x", "published": "2020-01-02"}')
    assert [item.published for item in read_articles([own], Settings(DAY)) if isinstance(item, Article)] == [
        date(2020, 1, 2)
    ]


@pytest.mark.parametrize("name", CONTENT)
def test_one_bad_file_stops_no_other(write: Write, name: str) -> None:
    bad = write(f"bad-{name}", b"\xff\xfe\x00bad\x00")
    first, second = read_articles([bad, write(name, CONTENT[name])])
    assert isinstance(first, Unreadable)
    assert first.where.startswith(bad)
    assert isinstance(second, Article)


def test_what_a_reader_stumbles_over_ends_its_file_only(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object) -> Iterator[Located]:
        yield Located("here", Article(id="before", text="x"))
        raise RecursionError("too deep")

    monkeypatch.setitem(READERS, "markdown", stumble)
    bad = write("a.md", "x")
    before, failure, after = read_articles([bad, write("b.txt", TEXT)])
    assert isinstance(before, Article)
    assert failure == Unreadable(bad, "cannot be read: RecursionError: too deep")
    assert isinstance(after, Article)


def test_standard_input_is_needed_only_to_be_read(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    item, failure = read_articles([write("a.txt", TEXT), "-"])
    assert isinstance(item, Article)
    assert failure == Unreadable("<stdin>", "is closed: give files, or pipe something in")


def test_live_input_is_read_as_it_comes() -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as stdin, os.fdopen(writing, "wb", buffering=0) as feed:
        feed.write(b'{"id": "a", "text": "Gold."}\n')
        items = read_articles(["-"], stdin=stdin)
        assert next(items).id == "a"  # the pipe is still open: more could come
        feed.write(b'{"id": "b", "text": "Tin."}\n')
        assert next(items).id == "b"
