"""CSV and TSV with a header: an article per row."""

import csv
from collections.abc import Iterator
from functools import partial
from io import TextIOWrapper
from itertools import chain
from typing import BinaryIO

from orewire.documents.fields import article_of, missing_text
from orewire.documents.items import InputError, Located, Unreadable
from orewire.documents.settings import Settings

# An article is one field; Python's own limit of 128 KiB is soon reached.
_LONGEST_FIELD = 2**27

_COMMA_OR_SEMICOLON = ",;"
_TAB = "\t"


def _read(
    stream: BinaryIO, where: str, _: str, settings: Settings, *, delimiters: str
) -> Iterator[Located | Unreadable]:
    """Read an article per row; the first row names the fields.

    Args:
        stream: the file's content, in UTF-8.
        where: the file; with the line where the row begins it names articles without an id.
        settings: the names of the fields, and the publication date of articles that bring none.
        delimiters: what may separate cells: the first under which the header has the text's field.

    Yields:
        Articles, and a record for each row that is none.

    Raises:
        InputError: if the header has no field for the text.
    """
    csv.field_size_limit(_LONGEST_FIELD)
    # A byte that is no UTF-8 spoils its row, not the file.
    lines = TextIOWrapper(stream, "utf-8", "surrogateescape", newline="")
    first = next(lines, "").removeprefix("\ufeff")
    delimiter = _delimiter(first, delimiters, settings.fields.text)
    rows = csv.reader(chain([first], lines), delimiter=delimiter, strict=True)
    header = _header(rows, settings)
    while True:
        place = f"{where}:{rows.line_num + 1}"
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield Unreadable(place, f"is no valid CSV up to line {rows.line_num}: {error}")
            continue
        if row is None:
            return
        if row:
            yield _read_row(header, row, place, settings)


read_csv = partial(_read, delimiters=_COMMA_OR_SEMICOLON)
read_tsv = partial(_read, delimiters=_TAB)


def _delimiter(line: str, candidates: str, text_field: str) -> str:
    for candidate in candidates:
        if text_field in _names(next(csv.reader([line], delimiter=candidate), [])):
            return candidate
    return candidates[0]


def _header(rows: Iterator[list[str]], settings: Settings) -> list[str]:
    try:
        header = _names(next(rows, []))
    except csv.Error as error:
        raise InputError(f"its header is no valid CSV: {error}") from error
    problem = missing_text(header, settings.fields)
    if problem:
        raise InputError(f"its header {problem}")
    twice = [name for name in header if name and header.count(name) > 1]
    if twice:
        raise InputError(f'its header has "{twice[0]}" twice')
    return header


def _names(row: list[str]) -> list[str]:
    return [name.strip().encode(errors="surrogateescape").decode(errors="replace") for name in row]


def _read_row(header: list[str], row: list[str], where: str, settings: Settings) -> Located | Unreadable:
    if len(row) != len(header):
        return Unreadable(where, f"has {len(row)} cell(s) where the header has {len(header)}")
    try:
        "".join(row).encode()
    except UnicodeEncodeError:
        return Unreadable(where, "is not UTF-8; convert it to UTF-8")
    return article_of(dict(zip(header, row, strict=True)), where, settings)
