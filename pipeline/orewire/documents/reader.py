"""Articles from files, folders and standard input, one at a time."""

import gzip
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import PurePath
from typing import BinaryIO

from orewire.documents.csv import read_csv, read_tsv
from orewire.documents.duplicates import check_duplicates
from orewire.documents.files import File, find_files, shown
from orewire.documents.html import read_html
from orewire.documents.items import Duplicate, InputError, Located, Unreadable
from orewire.documents.json_lines import read_json_lines
from orewire.documents.markdown import read_markdown
from orewire.documents.parquet import read_parquet
from orewire.documents.settings import Settings
from orewire.documents.streams import kind_of, open_file, open_stdin
from orewire.documents.text import read_text
from orewire.schema import Article

#: What reads each kind of content, given stream, place, id of a sole article, and settings.
READERS: dict[str, Callable[[BinaryIO, str, str, Settings], Iterator[Located | Unreadable]]] = {
    "text": read_text,
    "markdown": read_markdown,
    "html": read_html,
    "jsonl": read_json_lines,
    "csv": read_csv,
    "tsv": read_tsv,
    "parquet": read_parquet,
}

_STDIN = "-"
_ONE_ARTICLE = frozenset({"text", "markdown", "html"})


def read_articles(
    inputs: Iterable[str], settings: Settings | None = None, stdin: BinaryIO | None = None
) -> Iterator[Article | Unreadable | Duplicate]:
    """Read articles from files, folders (recursively, in name order) and standard input.

    Args:
        inputs: paths, with wildcards or without; ``-`` stands for standard input. A file's suffix tells its
            kind; where it tells none, and for standard input, how the content begins. Either may be packed
            with gzip.
        settings: how to read them.
        stdin: what to read for ``-``; by default the process's own.

    Yields:
        Articles, each under an id of its own, in input order; a record for each input that is none, and one
        for each article that came before.
    """
    return check_duplicates(_read_all(inputs, settings or Settings(), stdin))


def read_files(files: Iterable[File], settings: Settings) -> Iterator[Article | Unreadable | Duplicate]:
    """Read articles from files that were found, see :func:`find_files`.

    Args:
        files: the files.
        settings: how to read them.

    Yields:
        The same as :func:`read_articles`.
    """
    found = (item for file in files for item in _guarded(_read_file(file, settings), shown(file.path)))
    return check_duplicates(found)


def holds_one(file: File, settings: Settings) -> bool:
    """Tell whether a file is known to hold one article, by its kind.

    A pipe is not looked into, for what is read from it is gone.
    """
    kind = file.kind or settings.kind
    if kind is None and file.path.is_file():
        with suppress(OSError, EOFError, zlib.error, InputError), open_file(file.path) as stream:
            kind = kind_of(stream)
    return kind in _ONE_ARTICLE


def _read_all(
    inputs: Iterable[str], settings: Settings, stdin: BinaryIO | None
) -> Iterator[Located | Unreadable]:
    for name in inputs:
        if name == _STDIN:
            yield from _guarded(_read_stdin(stdin, settings), "<stdin>")
        else:
            yield from _guarded(_read_path(name, settings), shown(PurePath(name)))


def _read_stdin(stdin: BinaryIO | None, settings: Settings) -> Iterator[Located | Unreadable]:
    if stdin is None and sys.stdin is None:
        raise InputError("is closed: give files, or pipe something in")
    stream, kind = open_stdin(stdin or sys.stdin.buffer)
    yield from READERS[settings.kind or kind](stream, "<stdin>", "stdin", settings)


def _read_path(name: str, settings: Settings) -> Iterator[Located | Unreadable]:
    for file in find_files(name, settings.glob):
        if isinstance(file, Unreadable):
            yield file
        else:
            yield from _guarded(_read_file(file, settings), shown(file.path))


def _read_file(file: File, settings: Settings) -> Iterator[Located | Unreadable]:
    with open_file(file.path) as stream:
        read = READERS[file.kind or settings.kind or kind_of(stream)]
        yield from read(stream, shown(file.path), file.id, settings)


def _guarded(items: Iterator[Located | Unreadable], where: str) -> Iterator[Located | Unreadable]:
    """Pass on what an input gives until it ends or fails; a failure becomes a record."""
    try:
        yield from items
    except FileNotFoundError:
        yield Unreadable(where, "there is no such file or folder")
    except EOFError:
        yield Unreadable(where, "its gzip data is cut off: what stood there is lost")
    except (gzip.BadGzipFile, zlib.error) as error:
        yield Unreadable(where, f"its gzip data is damaged, what follows is lost: {error}")
    except OSError as error:
        yield Unreadable(where, f"cannot be read: {error.strerror or error}")
    except ImportError as error:
        yield Unreadable(where, f"cannot be read ({error}): pip install 'orewire[documents]'")
    except InputError as error:
        yield Unreadable(where, str(error))
    except Exception as error:
        # Whatever a library stumbles over ends this input, not the run.
        yield Unreadable(where, f"cannot be read: {type(error).__name__}: {error}")
