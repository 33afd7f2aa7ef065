"""The number of articles is known ahead where it takes no reading."""

import gzip
import os
from pathlib import Path

import pytest

from orewire.bulk.totals import count_articles
from orewire.documents import Settings


@pytest.mark.parametrize(
    ("files", "total"),
    [
        ({"a.txt": "x", "b.txt": "y"}, 2),
        ({"a.txt": "x", "b/c.jsonl": "{}\n\n{}\n"}, 3),
        ({"a.txt": "x", "b.pdf": "y"}, 1),
        ({"a.txt": "x", "b.csv": "text\ny\n"}, None),
    ],
)
def test_total_of_a_folder(tmp_path: Path, files: dict[str, str], total: int | None) -> None:
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content)
    assert count_articles([str(tmp_path)], Settings()) == total


@pytest.mark.parametrize(("content", "total"), [("Tin rose.", 1), ('{"text": "x"}\n{"text": "y"}\n', None)])
def test_total_of_a_file_of_unknown_suffix(tmp_path: Path, content: str, total: int | None) -> None:
    (tmp_path / "feed").write_text(content)
    assert count_articles([str(tmp_path / "feed")], Settings()) == total


def test_total_is_unknown_with_standard_input(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    assert count_articles([str(tmp_path), "-"], Settings()) is None


def test_missing_file_gives_one_record(tmp_path: Path) -> None:
    assert count_articles([str(tmp_path / "missing.jsonl"), str(tmp_path / "missing.txt")], Settings()) == 2


def test_pipe_is_left_to_the_run(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "feed.jsonl")
    assert count_articles([str(tmp_path / "feed.jsonl")], Settings()) is None


@pytest.mark.parametrize("name", ["damaged.jsonl.gz", "no.jsonl.gz", "x" * 300 + ".jsonl"])
def test_total_is_unknown_with_what_cannot_be_read(tmp_path: Path, name: str) -> None:
    packed = gzip.compress(b"{}\n" * 100)
    (tmp_path / "damaged.jsonl.gz").write_bytes(packed[:12] + b"\xff" * 10 + packed[22:])
    (tmp_path / "no.jsonl.gz").write_bytes(b"{}\n")
    assert count_articles([str(tmp_path / name)], Settings()) is None
