"""Plain text: one article per file."""

from collections.abc import Iterator
from typing import BinaryIO

from orewire.documents.articles import make_article
from orewire.documents.items import InputError, Located, Unreadable
from orewire.documents.settings import Settings

# Text holds hardly any control characters besides white space; what has more of them is something else.
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r"))
_MOST_CONTROLS = 0.02


def read_text(
    stream: BinaryIO, where: str, article_id: str, settings: Settings
) -> Iterator[Located | Unreadable]:
    """Read the one article of a text file, exactly as it is.

    Args:
        stream: the file's content.
        where: the file.
        article_id: names the article.
        settings: the publication date.

    Yields:
        The article.

    Raises:
        InputError: if it is no text in UTF-8.
    """
    values = {"text": decode(stream.read())}
    yield make_article(values, where, article_id, settings.published)


def decode(data: bytes) -> str:
    """Decode text in UTF-8, with or without a byte order mark.

    Args:
        data: the bytes.

    Returns:
        The text.

    Raises:
        InputError: if the bytes are no text in UTF-8.
    """
    if len(data.translate(None, delete=_CONTROLS)) < len(data) * (1 - _MOST_CONTROLS):
        raise InputError("is not text but binary data; give text in UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"is not UTF-8: byte 0x{data[error.start]:02x} at offset {error.start}; convert it to UTF-8"
        ) from error
