"""From inputs as given to files to open, in name order."""

import glob
import os
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path, PurePath
from typing import NamedTuple

from orewire.documents.items import Unreadable

#: What a file holds, by its suffix; ``.gz`` may follow.
KINDS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
}

GZIP = ".gz"

_ANY_FOLDERS = "**"


class File(NamedTuple):
    """A file to read.

    Attributes:
        path: where it is.
        id: names its article, if it holds just one.
        kind: what its suffix says that it holds, if it says so.
    """

    path: Path
    id: str
    kind: str | None


def find_files(name: str, pattern: str | None) -> Iterator[File | Unreadable]:
    """Find the files that an input stands for; of a folder no more than the names in it are held.

    Args:
        name: path of a file or a folder, or a path with wildcards (``*``, ``?``, ``[…]``, ``**``).
        pattern: which files of a folder to read; by default those whose suffix is known.

    Yields:
        The files, those of a folder in name order with ids relative to it; records of what cannot be opened.
    """
    if not name:  # which would be the working directory
        yield Unreadable("''", "is an empty name: there is no such file")
        return
    path = Path(name)
    if path.exists() or not glob.has_magic(name):
        yield from _expand(path, PurePath(path.name), pattern)
        return
    found = False
    for match in _below(path) if _ANY_FOLDERS in path.parts else _glob(name):
        found = True
        if isinstance(match, Unreadable):
            yield match
        else:
            yield from _expand(match, match.relative_to(_fixed_part(path)), pattern)
    if not found:
        yield Unreadable(shown(path), "there is no such file, and none that the pattern fits")


def shown(path: PurePath) -> str:
    """Return a path as it can be printed: bytes that are no UTF-8 are replaced."""
    return os.fsencode(path).decode(errors="replace")


def _glob(name: str) -> list[Path]:
    return sorted(map(Path, glob.iglob(name)))  # noqa: PTH207 - pathlib's takes hidden files


def _below(path: Path) -> Iterator[Path | Unreadable]:
    """Yield the files that a path with ``**`` fits; hidden ones only where it names such."""
    depth = path.parts.index(_ANY_FOLDERS)
    start, patterns = PurePath(*path.parts[:depth]), path.parts[depth:]
    for folder in filter(Path.is_dir, _glob(str(start))):
        for item in _walk(folder, PurePath()):
            if isinstance(item, Unreadable):
                yield item
            elif _is_hidden(item.parts) <= _is_hidden(patterns) and _matches(item.parts, patterns):
                yield folder / item


def _is_hidden(parts: tuple[str, ...]) -> bool:
    return any(part.startswith(".") for part in parts)


def _fixed_part(path: Path) -> Path:
    return next(parent for parent in path.parents if not glob.has_magic(str(parent)))


def _expand(path: Path, name: PurePath, pattern: str | None) -> Iterator[File | Unreadable]:
    if not path.is_dir():
        yield _file(path, name)
        return
    found = False
    for item in _walk(path, PurePath()):
        if isinstance(item, Unreadable) or _is_wanted(item, pattern):
            found = True
            yield item if isinstance(item, Unreadable) else _file(path / item, item)
    if not found:
        wanted = f"file that fits {pattern!r}" if pattern else f"article files ({', '.join(KINDS)})"
        yield Unreadable(shown(path), f"the folder has no {wanted}")


def _walk(folder: Path, inside: PurePath) -> Iterator[PurePath | Unreadable]:
    """Yield the files in a folder and below it; links to folders, which may be circular, are not followed."""
    try:
        with os.scandir(folder / inside) as entries:
            found = sorted(
                (entry.name, entry.is_dir(follow_symlinks=False), entry.is_file()) for entry in entries
            )
    except OSError as error:
        yield Unreadable(shown(folder / inside), f"cannot be read: {error.strerror or error}")
        return
    for name, is_folder, is_file in found:
        if is_folder:
            yield from _walk(folder, inside / name)
        elif is_file:
            yield inside / name


def _is_wanted(file: PurePath, pattern: str | None) -> bool:
    if pattern is None:
        return _kind(file) is not None
    if "/" not in pattern:
        return fnmatchcase(file.name, pattern)
    return _matches(file.parts, PurePath(pattern).parts)


def _matches(parts: tuple[str, ...], patterns: tuple[str, ...]) -> bool:
    if not patterns:
        return not parts
    if patterns[0] == _ANY_FOLDERS:
        return any(_matches(parts[skipped:], patterns[1:]) for skipped in range(len(parts) + 1))
    return bool(parts) and fnmatchcase(parts[0], patterns[0]) and _matches(parts[1:], patterns[1:])


def _file(path: Path, name: PurePath) -> File:
    return File(path, shown(_unzipped(name).with_suffix("")), _kind(name))


def _kind(name: PurePath) -> str | None:
    return KINDS.get(_unzipped(name).suffix.lower())


def _unzipped(name: PurePath) -> PurePath:
    return name.with_suffix("") if name.suffix.lower() == GZIP else name
