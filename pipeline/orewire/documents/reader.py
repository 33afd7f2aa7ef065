"""Articles from text files, JSON lines, folders and standard input, one at a time."""

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import pydantic_core

from orewire.schema import Article

#: Kinds of file that hold articles: one per text file, one per line of a JSON lines file.
SUFFIXES = (".txt", ".jsonl")

_STDIN = "-"
# Text holds hardly any control characters besides white space; what has more of them is something else.
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r"))
_MOST_CONTROLS = 0.02


class Unreadable(NamedTuple):
    """An input that gave no article.

    Attributes:
        where: the file, with the line where it has lines.
        reason: what is wrong with it and, where that helps, what to do.
    """

    where: str
    reason: str


def read_articles(
    inputs: Iterable[str], published: date | None = None, stdin: BinaryIO | None = None
) -> Iterator[Article | Unreadable]:
    """Read articles from files, folders (recursively, in name order) and standard input.

    Args:
        inputs: paths; ``-`` stands for standard input. A ``.jsonl`` file, or standard input that begins
            with ``{``, has an object per line with ``text`` and, optionally, ``id``, ``title``, ``url``,
            ``source`` and ``published``; anything else is one text in UTF-8.
        published: publication date of the articles that bring none.
        stdin: what to read for ``-``; by default the process's own.

    Yields:
        Articles, and a record for each input that is none, in input order.
    """
    for name in inputs:
        if name == _STDIN:
            yield from _read_stdin(stdin or sys.stdin.buffer, published)
        else:
            yield from _read_path(Path(name), published)


def _read_path(path: Path, published: date | None) -> Iterator[Article | Unreadable]:
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())
        if not files:
            yield Unreadable(str(path), f"the folder has no article files ({', '.join(SUFFIXES)})")
        for file in files:
            yield from _read_path(file, published)
        return
    try:
        if path.suffix.lower() == ".jsonl":
            with path.open("rb") as lines:
                yield from _read_lines(lines, str(path), published)
        else:
            yield _read_text(path.read_bytes(), str(path), path.stem, published)
    except FileNotFoundError:
        yield Unreadable(str(path), "there is no such file or folder")
    except OSError as error:
        yield Unreadable(str(path), f"cannot be read: {error.strerror or error}")


def _read_stdin(stdin: BinaryIO, published: date | None) -> Iterator[Article | Unreadable]:
    first = stdin.readline()
    if first.lstrip().startswith(b"{"):
        yield from _read_lines(_chain(first, stdin), "<stdin>", published)
    else:
        yield _read_text(first + stdin.read(), "<stdin>", "stdin", published)


def _chain(first: bytes, rest: Iterable[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _read_text(data: bytes, where: str, article_id: str, published: date | None) -> Article | Unreadable:
    if len(data.translate(None, delete=_CONTROLS)) < len(data) * (1 - _MOST_CONTROLS):
        return Unreadable(where, "is not text but binary data; give text in UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Unreadable(
            where,
            f"is not UTF-8: byte 0x{data[error.start]:02x} at offset {error.start}; convert it to UTF-8",
        )
    return Article(id=article_id, text=text, published=published)


def _read_lines(lines: Iterable[bytes], where: str, published: date | None) -> Iterator[Article | Unreadable]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _read_line(line, f"{where}:{number}", published)


def _read_line(line: bytes, where: str, published: date | None) -> Article | Unreadable:
    try:
        record = pydantic_core.from_json(line)
    except ValueError as error:
        return Unreadable(where, f"is not valid JSON: {error}")
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        return Unreadable(where, 'needs a JSON object with a "text" field that holds a string')
    day, warnings = _published_of(record, published)
    try:
        return Article(
            id=str(record.get("id") or where),
            text=record["text"],
            title=record.get("title"),
            url=record.get("url"),
            source=record.get("source"),
            published=day,
            warnings=warnings,
        )
    except pydantic_core.ValidationError as error:
        problem = error.errors()[0]
        return Unreadable(where, f'"{problem["loc"][0]}": {problem["msg"]}')


def _published_of(record: dict[str, Any], default: date | None) -> tuple[date | None, tuple[str, ...]]:
    given = record.get("published")
    if given is None:
        return default, ()
    try:
        # A time of day may follow (2024-03-22T10:15:00Z).
        return date.fromisoformat(str(given)[:10]), ()
    except ValueError:
        return None, (f"published {given!r} is no ISO date (YYYY-MM-DD): ignored",)
