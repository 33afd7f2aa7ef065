"""Parquet: an article per row."""

import gzip
import shutil
import tempfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from orewire.documents.fields import article_of, missing_text
from orewire.documents.items import InputError, Located, Unreadable
from orewire.documents.settings import Settings

_ROWS_AT_A_TIME = 64

# By name, for not every version of pyarrow has all of them.
_BYTES = {"string": "binary", "large_string": "large_binary", "string_view": "binary_view"}


def read_parquet(stream: BinaryIO, where: str, _: str, settings: Settings) -> Iterator[Located | Unreadable]:
    """Read an article per row, a row group at a time.

    Args:
        stream: the file's content.
        where: the file; with the row, counted from 1, it names articles without an id.
        settings: the names of the fields, and the publication date of articles that bring none.

    Yields:
        Articles, and a record for each row that is none.

    Raises:
        InputError: if it is no Parquet, is damaged, or has no column for the text.
    """
    import pyarrow

    try:
        if stream.seekable() and not isinstance(stream, gzip.GzipFile):
            yield from _read(stream, where, settings)
        else:
            # Parquet is read from its end: what cannot be sought in goes to a file first.
            with tempfile.TemporaryFile() as file:
                shutil.copyfileobj(stream, file)
                yield from _read(file, where, settings)
    except pyarrow.ArrowException as error:
        raise InputError(f"is no valid Parquet: {error}") from error


def _read(stream: Any, where: str, settings: Settings) -> Iterator[Located | Unreadable]:
    from pyarrow import parquet

    file = parquet.ParquetFile(stream)
    names = file.schema_arrow.names
    problem = missing_text(names, settings.fields)
    if problem:
        raise InputError(problem)
    columns = list(dict.fromkeys(name for name in vars(settings.fields).values() if name in names))
    number = 0
    for group in range(file.num_row_groups):
        # Asked for several groups, pyarrow reads them all at once.
        for batch in file.iter_batches(_ROWS_AT_A_TIME, [group], columns, use_threads=False):
            for record in _plain(batch).to_pylist():
                number += 1
                yield _read_row(record, f"{where}:{number}", settings)


def _plain(batch: Any) -> Any:
    """Turn dates into text, for Python's have no nanoseconds; leave text as bytes, for it may be damaged."""
    from pyarrow import string, types

    for index, name in enumerate(batch.schema.names):
        column = batch.column(index)
        if types.is_dictionary(column.type):
            column = column.dictionary_decode()
        if types.is_temporal(column.type):
            column = column.cast(string())
        if str(column.type) in _BYTES:
            column = column.cast(_BYTES[str(column.type)])
        batch = batch.set_column(index, name, column)
    return batch


def _read_row(record: dict[str, Any], where: str, settings: Settings) -> Located | Unreadable:
    try:
        values = {
            name: value.decode() if isinstance(value, bytes) else value for name, value in record.items()
        }
    except UnicodeDecodeError:
        return Unreadable(where, "is not UTF-8")
    return article_of(values, where, settings)
