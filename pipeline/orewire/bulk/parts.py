"""Inputs cut into parts, each of which can be read by itself, on any machine that sees the files."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from orewire.documents import Duplicate, File, Settings, Unreadable, find_files, holds_one, read_files
from orewire.schema import Article


class Part(NamedTuple):
    """Some files, or a stretch of one.

    Attributes:
        files: the files.
        articles: how many there are in it, what cannot be read counted in.
        start: number of the first item to read; items are what reading the files gives.
        stop: number of the item after the last; None for all there are.
    """

    files: tuple[File, ...]
    articles: int
    start: int = 0
    stop: int | None = None


def cut(inputs: Iterable[str], settings: Settings, size: int) -> Iterator[Part | Unreadable]:
    """Cut inputs into parts.

    Files that hold many articles are read once to count them, which takes a small share of what reading
    them with the model takes.

    Args:
        inputs: paths of files and folders.
        settings: how to read them.
        size: items a part at most; small files go together.

    Yields:
        The parts in input order, and a record of what cannot be opened.
    """
    together: list[File] = []
    count = 0
    for name in inputs:
        for file in find_files(name, settings.glob):
            if isinstance(file, Unreadable):
                yield file
                continue
            items = 1 if holds_one(file, settings) else sum(1 for _ in read_files([file], settings))
            if count + items > size and together:
                yield Part(tuple(together), count)
                together, count = [], 0
            if items > size:
                for start in range(0, items, size):
                    stop = min(start + size, items)
                    yield Part((file,), stop - start, start, stop)
            elif items:
                together.append(file)
                count += items
    if together:
        yield Part(tuple(together), count)


def read_part(part: Part, settings: Settings) -> Iterator[Article | Unreadable | Duplicate]:
    """Read a part.

    Args:
        part: the part.
        settings: how to read it.

    Yields:
        Its items, with the ids that they have when all is read in one go; duplicates are found among the
        part's files only.
    """
    yield from islice(read_files(part.files, settings), part.start, part.stop)
