"""Parquet: an article per row."""

import dataclasses
import gzip
import shutil
import tempfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from orewire.documents.fields import article_of, missing_text
from orewire.documents.items import InputError, Located, Unreadable
from orewire.documents.settings import Settings

_ROWS_AT_A_TIME = 64


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
    wanted = dict.fromkeys(dataclasses.astuple(settings.fields))
    columns = [name for name in wanted if name in names]
    number = 0
    for batch in file.iter_batches(_ROWS_AT_A_TIME, columns=columns, use_threads=False):
        for record in _dates_as_text(batch).to_pylist():
            number += 1
            yield article_of(record, f"{where}:{number}", settings)


def _dates_as_text(batch: Any) -> Any:
    import pyarrow

    for index, column in enumerate(batch.columns):
        # Python's own times have no nanoseconds.
        if pyarrow.types.is_temporal(column.type):
            batch = batch.set_column(index, batch.schema.names[index], column.cast(pyarrow.string()))
    return batch
