"""What stands in a store, and what should, in one form."""

import json
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import sqlalchemy as sa

from orewire.schema import Extraction
from orewire.stores.layout import TABLES, Column, Kind
from orewire.stores.rows import joined, rows_of
from orewire.stores.store import digest_of

Contents = dict[str, list[tuple[Any, ...]]]


def contents(address: str) -> Contents:
    """Read all rows of a store, by table."""
    scheme, _, rest = address.partition(":")
    if scheme == "parquet":
        read = {
            table.name: [
                tuple(row.values())
                for path in sorted(Path(rest, table.name).glob("*.parquet"))
                for row in pq.ParquetFile(path).read().to_pylist()
            ]
            for table in TABLES
        }
    else:
        url = sa.make_url(address)
        engine = sa.create_engine(url.set(drivername="postgresql+psycopg") if scheme == "postgresql" else url)
        with engine.connect() as connection:
            read = {  # untyped, to see what is there
                table.name: [tuple(row) for row in connection.execute(_all_of(table.name))]
                for table in TABLES
            }
        engine.dispose()
    return _in_one_form(read)


def _all_of(table: str) -> sa.Select[Any]:
    return sa.select(sa.text("*")).select_from(sa.table(table))


def expected(extractions: Iterable[Extraction]) -> Contents:
    """Tell the rows that a store of just these extractions has."""
    return _in_one_form(
        joined(
            rows_of(extraction, digest_of(extraction.model_dump_json().encode()))
            for extraction in extractions
        )
    )


def _in_one_form(read: dict[str, Any]) -> Contents:
    return {
        table.name: sorted(
            (
                tuple(_plain(column, cell) for column, cell in zip(table.columns, row, strict=True))
                for row in read[table.name]
            ),
            key=repr,
        )
        for table in TABLES
    }


def _plain(column: Column, cell: Any) -> Any:
    if cell is None:
        return None
    match column.kind:
        case Kind.NUMERIC:
            return Decimal(str(cell)).normalize()
        case Kind.DATE:
            return str(cell)
        case Kind.BOOLEAN:
            return bool(cell)
        case Kind.JSON:
            return json.loads(cell) if isinstance(cell, str) else cell
        case _:
            return cell
