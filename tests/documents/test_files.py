"""Inputs are found in name order, with ids that tell where they stand."""

from collections.abc import Callable
from pathlib import Path

import pytest

from orewire.documents import Unreadable
from orewire.documents.files import File, find_files

Write = Callable[[str, bytes | str], str]

NAMES = (
    "a.txt",
    "a/1.TXT",
    "b/10.txt",
    "b/2.html.gz",
    "b/2.txt",
    "b/c/d.jsonl",
    "b/picture.png",
    "b/.hidden.txt",
    "notes",
)


@pytest.fixture
def folder(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in NAMES:
        write(f"data/{name}", name)
    monkeypatch.chdir(tmp_path)
    return Path("data")


def found(name: str, pattern: str | None = None) -> list[tuple[str, str, str | None]]:
    return [
        (item.path.as_posix(), item.id, item.kind)
        for item in find_files(name, pattern)
        if isinstance(item, File)
    ]


@pytest.mark.usefixtures("folder")
def test_folders_are_read_recursively_in_name_order() -> None:
    assert found("data") == [
        ("data/a/1.TXT", "a/1", "text"),
        ("data/a.txt", "a", "text"),
        ("data/b/.hidden.txt", "b/.hidden", "text"),
        ("data/b/10.txt", "b/10", "text"),
        ("data/b/2.html.gz", "b/2", "html"),
        ("data/b/2.txt", "b/2", "text"),
        ("data/b/c/d.jsonl", "b/c/d", "jsonl"),
    ]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.txt", ["a.txt", "b/.hidden.txt", "b/10.txt", "b/2.txt"]),
        ("**/*.txt", ["a.txt", "b/.hidden.txt", "b/10.txt", "b/2.txt"]),
        ("b/*", ["b/.hidden.txt", "b/10.txt", "b/2.html.gz", "b/2.txt", "b/picture.png"]),
        ("b/**/*.jsonl", ["b/c/d.jsonl"]),
        ("**/c/**", ["b/c/d.jsonl"]),
        ("[ab]/?.*", ["a/1.TXT", "b/2.html.gz", "b/2.txt"]),
        ("notes", ["notes"]),
        ("*.pdf", []),
        ("c/*", []),
    ],
)
@pytest.mark.usefixtures("folder")
def test_pattern_chooses_the_files_of_a_folder(pattern: str, expected: list[str]) -> None:
    assert [path.removeprefix("data/") for path, _, _ in found("data", pattern)] == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("data/b/2.txt", [("data/b/2.txt", "2", "text")]),
        ("data/notes", [("data/notes", "notes", None)]),
        ("missing.csv.gz", [("missing.csv.gz", "missing", "csv")]),
        ("data/*.txt", [("data/a.txt", "a", "text")]),
        ("data/b/[0-9]*.txt", [("data/b/10.txt", "10", "text"), ("data/b/2.txt", "2", "text")]),
        ("data/*/*.txt", [("data/b/10.txt", "b/10", "text"), ("data/b/2.txt", "b/2", "text")]),
        ("data/**/d.*", [("data/b/c/d.jsonl", "b/c/d", "jsonl")]),
        ("d*/**/c/*", [("data/b/c/d.jsonl", "data/b/c/d", "jsonl")]),
        ("**/[ab]/1*", [("data/a/1.TXT", "data/a/1", "text"), ("data/b/10.txt", "data/b/10", "text")]),
        ("data/**/.*", [("data/b/.hidden.txt", "b/.hidden", "text")]),
        ("d*a/a*", [("data/a/1.TXT", "1", "text"), ("data/a.txt", "data/a", "text")]),
    ],
)
@pytest.mark.usefixtures("folder")
def test_inputs(name: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert found(name) == expected


@pytest.mark.usefixtures("folder")
def test_wildcards_over_folders_give_each_file_once() -> None:
    assert [path for path, _, _ in found("data/b/**")] == [
        "data/b/10.txt",
        "data/b/2.html.gz",
        "data/b/2.txt",
        "data/b/c/d.jsonl",
        "data/b/picture.png",
    ]


def test_path_with_wildcard_characters_may_exist(write: Write) -> None:
    path = write("a [1].txt", "x")
    write("a 1.txt", "x")
    assert [name for name, _, _ in found(path)] == [path]


@pytest.mark.parametrize(
    ("name", "pattern", "reason"),
    [
        ("data/*.pdf", None, "there is no such file, and none that the pattern fits"),
        ("empty", None, "the folder has no article files (.txt, "),
        ("data", "*.pdf", "the folder has no file that fits '*.pdf'"),
    ],
)
def test_nothing_found(folder: Path, name: str, pattern: str | None, reason: str) -> None:
    (folder.parent / "empty").mkdir()
    (item,) = find_files(name, pattern)
    assert isinstance(item, Unreadable)
    assert item.where == name
    assert item.reason.startswith(reason)


@pytest.mark.parametrize("name", ["data", "data/**/*.txt"])
def test_links_to_folders_are_not_followed(folder: Path, name: str) -> None:
    before = found(name)
    (folder / "b" / "round").symlink_to(folder.absolute())
    assert found(name) == before


@pytest.mark.usefixtures("folder")
def test_empty_name_is_no_folder() -> None:
    assert list(find_files("", None)) == [Unreadable("''", "is an empty name: there is no such file")]


def test_links_to_files_are(folder: Path) -> None:
    (folder / "b" / "link.txt").symlink_to((folder / "a.txt").absolute())
    assert ("data/b/link.txt", "b/link", "text") in found("data")


def test_names_that_are_no_text_can_be_printed(tmp_path: Path) -> None:
    (tmp_path / "caf\udce9.txt").write_text("x")
    (item,) = find_files(str(tmp_path), None)
    assert isinstance(item, File)
    assert item.id == "caf\ufffd"
