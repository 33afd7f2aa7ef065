"""Files and standard input as streams of bytes, gzip unpacked."""

import gzip
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from orewire.documents.files import GZIP
from orewire.documents.items import InputError

_MAGIC = b"\x1f\x8b"
_HEAD = 1024

# What a stream holds, by how it begins after a byte order mark and white space; the first that fits.
_BEGINNINGS = (
    ("parquet", re.compile(rb"PAR1")),
    ("jsonl", re.compile(rb"\{")),
    (
        "html",
        re.compile(rb"(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+)?html\b", re.IGNORECASE | re.DOTALL),
    ),
)


@contextmanager
def open_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file, unpacking it if it is gzip data.

    Args:
        path: the file.

    Yields:
        Its content.

    Raises:
        InputError: if it is named ``.gz`` and is no gzip data.
        OSError: if it cannot be opened.
    """
    with path.open("rb") as stream:
        if stream.peek(len(_MAGIC)).startswith(_MAGIC):
            with gzip.GzipFile(fileobj=stream) as unpacked:
                yield cast(BinaryIO, unpacked)
        elif path.suffix.lower() == GZIP:
            raise InputError("is named .gz but is no gzip data")
        else:
            yield stream


def open_stdin(stdin: BinaryIO) -> tuple[BinaryIO, str]:
    """Unpack standard input if it is gzip data, and look at what it holds.

    Args:
        stdin: the stream, which need not be seekable.

    Returns:
        Its content from the first byte on, and the kind: ``parquet``, ``jsonl``, ``html`` or ``text``.
    """
    head = _head_of(stdin)
    stream = io.BufferedReader(_Rejoined(head, stdin))
    if head.startswith(_MAGIC):
        unpacked = gzip.GzipFile(fileobj=stream)
        return cast(BinaryIO, unpacked), kind_of(unpacked)
    return stream, _kind(head)


def kind_of(stream: Any) -> str:
    """Tell what a stream holds by how it begins, and leave it where it is.

    Args:
        stream: one that can be peeked into, as :func:`open_file` gives.

    Returns:
        The kind: ``parquet``, ``jsonl``, ``html`` or ``text``.
    """
    return _kind(stream.peek(_HEAD))


def _head_of(stdin: Any) -> bytes:
    """Read as far as the first line with words: more may be long in coming where input is live."""
    head = b""
    while len(head) < _HEAD and b"\n" not in head.lstrip() and (chunk := stdin.read1(_HEAD - len(head))):
        head += chunk
    return head


def _kind(head: bytes) -> str:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return next((kind for kind, beginning in _BEGINNINGS if beginning.match(text)), "text")


class _Rejoined(io.RawIOBase):
    """A stream of which the head has been read, with the head before it again."""

    def __init__(self, head: bytes, rest: Any) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        chunk = self._head[: len(buffer)] or self._rest.read1(len(buffer))
        self._head = self._head[len(chunk) :]
        buffer[: len(chunk)] = chunk
        return len(chunk)
