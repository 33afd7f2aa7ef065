import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orewire.bulk.parts import Part, cut, read_part
from orewire.documents import Settings, Unreadable, read_articles

DEFAULT = Settings()


def write_lines(path: Path, count: int) -> None:
    lines = (json.dumps({"text": f"{path.name} {number}"}) for number in range(count))
    content = "".join(f"{line}\n" for line in lines).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)


def parts_of(inputs: Sequence[Path], size: int) -> list[Part]:
    parts = list(cut(map(str, inputs), DEFAULT, size))
    assert not [part for part in parts if isinstance(part, Unreadable)]
    return [part for part in parts if isinstance(part, Part)]


@pytest.mark.parametrize(
    ("files", "size", "expected"),
    [
        ({}, 3, []),
        ({"a.jsonl": 0}, 3, []),
        ({"a.jsonl": 2}, 3, [(["a.jsonl"], 0, None)]),
        ({"a.jsonl": 7}, 3, [(["a.jsonl"], 0, 3), (["a.jsonl"], 3, 6), (["a.jsonl"], 6, 7)]),
        (
            {"a.jsonl": 1, "b.jsonl": 2, "c.jsonl": 1},
            3,
            [(["a.jsonl", "b.jsonl"], 0, None), (["c.jsonl"], 0, None)],
        ),
        ({"a.jsonl": 1, "b.jsonl": 4}, 3, [(["a.jsonl"], 0, None), (["b.jsonl"], 0, 3), (["b.jsonl"], 3, 4)]),
    ],
)
def test_small_files_go_together_and_large_ones_apart(
    tmp_path: Path, files: dict[str, int], size: int, expected: list[tuple[list[str], int, int | None]]
) -> None:
    for name, count in files.items():
        write_lines(tmp_path / name, count)
    parts = parts_of([tmp_path / name for name in files], size)
    assert [([file.path.name for file in part.files], part.start, part.stop) for part in parts] == expected


def test_texts_are_counted_without_being_read(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.html").write_bytes(b"\xff not read here")
    parts = parts_of([tmp_path], 2)
    assert [len(part.files) for part in parts] == [2, 1]


def test_what_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (problem,) = cut([str(tmp_path)], DEFAULT, 3)
    assert isinstance(problem, Unreadable)
    assert problem.where == str(tmp_path)


@settings(max_examples=25, deadline=None)
@given(counts=st.lists(st.integers(0, 9), max_size=6), size=st.integers(1, 7), packed=st.booleans())
def test_the_parts_together_are_the_whole(
    tmp_path_factory: pytest.TempPathFactory, counts: list[int], size: int, packed: bool
) -> None:
    folder = tmp_path_factory.mktemp("parts")
    for number, count in enumerate(counts):
        write_lines(folder / f"{number}.jsonl{'.gz' if packed else ''}", count)
    (folder / "z.txt").write_text("The last one.")
    parts = parts_of([folder], size)
    assert all(part.articles <= size for part in parts)
    assert sum(part.articles for part in parts) == sum(counts) + 1
    in_parts = [item for part in parts for item in read_part(part, DEFAULT)]
    assert in_parts == list(read_articles([str(folder)], DEFAULT))
