"""Inputs become articles, or a record that says what is wrong with them."""

import io
import json
from datetime import date
from pathlib import Path

import pytest

from orewire.documents import Unreadable, read_articles
from orewire.schema import Article

DAY = date(2024, 3, 22)


def write(path: Path, data: bytes | str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return str(path)


def test_text_file_is_read_exactly(tmp_path: Path) -> None:
    text = "Erste Zeile\r\n\tzweite – 5 €\n"
    assert list(read_articles([write(tmp_path / "a.txt", text)], DAY)) == [
        Article(id="a", text=text, published=DAY)
    ]


def test_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    (article,) = read_articles([write(tmp_path / "a.txt", b"\xef\xbb\xbfGold")])
    assert isinstance(article, Article)
    assert article.text == "Gold"


def test_folders_are_read_recursively_in_name_order(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/1.TXT", "c/skipped.pdf", "b/10.txt"):
        write(tmp_path / name, "x")
    assert [article.id for article in read_articles([str(tmp_path)])] == ["1", "10", "2"]


def test_lines_bring_their_own_fields(tmp_path: Path) -> None:
    line = {
        "id": "n1",
        "text": "x",
        "title": "T",
        "url": "u",
        "source": "S",
        "published": "2020-01-02T10:00:00Z",
    }
    (article,) = read_articles([write(tmp_path / "a.jsonl", json.dumps(line))], DAY)
    assert article == Article(id="n1", text="x", title="T", url="u", source="S", published=date(2020, 1, 2))


def test_lines_without_id_are_named_by_their_place(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"text": "x"}\n\n{"text": "y"}\n')
    assert [article.id for article in read_articles([path])] == [f"{path}:1", f"{path}:3"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [("Plain text.\n{", ["stdin"]), ('{"id": "a", "text": "x"}\n{"id": "b", "text": "y"}\n', ["a", "b"])],
)
def test_standard_input_is_text_or_lines(data: str, expected: list[str]) -> None:
    assert [article.id for article in read_articles(["-"], stdin=io.BytesIO(data.encode()))] == expected


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("latin.txt", "Münze".encode("latin-1"), "is not UTF-8: byte 0xfc at offset 1"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        ("broken.jsonl", '{"text": "x"', "is not valid JSON"),
        ("list.jsonl", "[1]", 'needs a JSON object with a "text" field'),
        ("untexted.jsonl", '{"body": "x"}', 'needs a JSON object with a "text" field'),
        ("number.jsonl", '{"text": 5}', 'needs a JSON object with a "text" field'),
        ("title.jsonl", '{"text": "x", "title": 5}', '"title"'),
        ("half.jsonl", '{"text": "\\ud800"}', "JSON"),
    ],
)
def test_unreadable(tmp_path: Path, name: str, data: bytes | str, reason: str) -> None:
    (item,) = read_articles([write(tmp_path / name, data)])
    assert isinstance(item, Unreadable)
    assert name in item.where
    assert reason in item.reason


def test_missing_file_is_named(tmp_path: Path) -> None:
    missing = str(tmp_path / "missing.txt")
    assert list(read_articles([missing])) == [Unreadable(missing, "there is no such file or folder")]


def test_folder_without_articles_is_named(tmp_path: Path) -> None:
    (item,) = read_articles([str(tmp_path)])
    assert item == Unreadable(str(tmp_path), "the folder has no article files (.txt, .jsonl)")


def test_others_are_read_past_a_broken_line(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"id": "1", "text": "x"}\nbroken\n{"id": "3", "text": "z"}\n')
    kinds = [type(item) for item in read_articles([path])]
    assert kinds == [Article, Unreadable, Article]


def test_malformed_publication_date_is_a_warning(tmp_path: Path) -> None:
    (article,) = read_articles([write(tmp_path / "a.jsonl", '{"text": "x", "published": "March"}')], DAY)
    assert isinstance(article, Article)
    assert article.published is None
    assert article.warnings == ("published 'March' is no ISO date (YYYY-MM-DD): ignored",)


def test_a_few_nul_bytes_are_text(tmp_path: Path) -> None:
    (article,) = read_articles([write(tmp_path / "a.txt", "x" * 200 + "\0")])
    assert isinstance(article, Article)
