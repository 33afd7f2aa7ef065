"""The layout as Arrow tables, which Parquet files and DuckDB take."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Context, Decimal, InvalidOperation
from typing import Any

import pyarrow as pa

from orewire.stores.layout import TABLES, VERSION, Column, Kind, Table
from orewire.stores.rows import Row
from orewire.stores.store import RowError

# The widest decimal type that readers of Parquet know.
_DIGITS, _DECIMALS = 38, 9
_TYPES: dict[Kind, pa.DataType] = {
    Kind.TEXT: pa.string(),
    Kind.CHOICE: pa.string(),
    Kind.INTEGER: pa.int64(),
    Kind.REAL: pa.float64(),
    Kind.NUMERIC: pa.decimal128(_DIGITS, _DECIMALS),
    Kind.DATE: pa.date32(),
    Kind.BOOLEAN: pa.bool_(),
    Kind.JSON: pa.string(),
}
_STEP = Decimal(1).scaleb(-_DECIMALS)
_CONTEXT = Context(prec=_DIGITS)


def _decimal(digits: str) -> Decimal:
    try:
        return Decimal(digits).quantize(_STEP, context=_CONTEXT)
    except InvalidOperation as error:
        raise OverflowError(f"the number {digits[:50]} is too great") from error


_CONVERTERS: dict[Kind, Callable[[Any], Any]] = {Kind.NUMERIC: _decimal, Kind.DATE: date.fromisoformat}


def schema_of(table: Table) -> pa.Schema:
    """Return the Arrow schema of a table."""
    return pa.schema(
        [pa.field(column.name, _TYPES[column.kind], nullable=not column.required) for column in table.columns]
    )


def table_of(table: Table, rows: list[Row]) -> pa.Table:
    """Return rows as an Arrow table.

    Raises:
        RowError: if a cell does not fit its column.
    """
    columns = zip(*rows, strict=True) if rows else ((),) * len(table.columns)
    try:
        arrays = [_array(column, cells) for column, cells in zip(table.columns, columns, strict=True)]
    except (pa.ArrowException, OverflowError) as error:
        raise RowError(str(error)) from error
    return pa.Table.from_arrays(arrays, schema=schema_of(table))


def _array(column: Column, cells: tuple[Any, ...]) -> pa.Array:
    convert = _CONVERTERS.get(column.kind)
    if convert is not None:
        cells = tuple(None if cell is None else convert(cell) for cell in cells)
    return pa.array(cells, _TYPES[column.kind])


def parquet_schema() -> str:
    """Return the columns of the Parquet files as indented JSON with a final newline."""
    tables = {
        table.name: [
            {"name": field.name, "type": str(field.type), "nullable": field.nullable}
            for field in schema_of(table)
        ]
        for table in TABLES
    }
    return json.dumps({"version": VERSION, "tables": tables}, indent=2) + "\n"
