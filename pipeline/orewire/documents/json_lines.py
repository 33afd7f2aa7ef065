"""JSON lines: an article per line."""

from collections.abc import Iterator
from typing import BinaryIO

import pydantic_core

from orewire.documents.fields import article_of
from orewire.documents.items import Located, Unreadable
from orewire.documents.settings import Settings

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def read_json_lines(
    stream: BinaryIO, where: str, _: str, settings: Settings
) -> Iterator[Located | Unreadable]:
    """Read a JSON object per line.

    Args:
        stream: the file's content.
        where: the file; with the line it names articles without an id.
        settings: the names of the fields, and the publication date of articles that bring none.

    Yields:
        Articles, and a record for each line that is none.
    """
    for number, line in enumerate(stream, start=1):
        text = line.removeprefix(_BYTE_ORDER_MARK) if number == 1 else line
        if text.strip():
            yield _read_line(text, f"{where}:{number}", settings)


def _read_line(line: bytes, where: str, settings: Settings) -> Located | Unreadable:
    try:
        record = pydantic_core.from_json(line)
    except ValueError as error:
        return Unreadable(where, f"is not valid JSON: {error}")
    if not isinstance(record, dict):
        return Unreadable(where, f'is no JSON object such as {{"{settings.fields.text}": "…"}}')
    return article_of(record, where, settings)
