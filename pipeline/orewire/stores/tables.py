"""The layout as SQL tables."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlalchemy.types import TypeEngine

from orewire.stores.layout import IDENTIFIERS, TABLES, VERSION, Column, Kind, Table

# PostgreSQL's numeric keeps every digit. SQLite keeps integers of 64 bits and, of other numbers, 15 digits.
# DuckDB's widest type has 38 digits.
_NUMERIC = sa.Numeric().with_variant(sa.Numeric(38, 9), "duckdb")
_TYPES: dict[Kind, TypeEngine[Any]] = {
    Kind.TEXT: sa.Text(),
    Kind.CHOICE: sa.Text(),
    Kind.INTEGER: sa.BigInteger(),
    Kind.REAL: sa.Double(),
    Kind.NUMERIC: _NUMERIC,
    Kind.DATE: sa.Date(),
    Kind.BOOLEAN: sa.Boolean(),
    Kind.JSON: sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
}

# PostgreSQL compares text as the language of the database has it, which takes longer than byte by byte.
_IDENTIFIER = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")

#: Name of the table that keeps the layout's version.
VERSION_TABLE = "orewire_schema"


def metadata(*, duckdb: bool = False) -> sa.MetaData:
    """Return the tables, and the one with the layout's version.

    Taking an article out takes out its rows everywhere.

    Args:
        duckdb: whether they are for DuckDB. It lets no row go that another referred to in the same
            transaction, so there references are not declared; and its indexes have all rows.
    """
    collection = sa.MetaData()
    for table in TABLES:
        references = () if duckdb else table.references
        sa.Table(
            table.name,
            collection,
            *(
                sa.Column(column.name, _type(column), nullable=not column.required)
                for column in table.columns
            ),
            sa.PrimaryKeyConstraint(*table.key),
            *(
                sa.ForeignKeyConstraint(
                    reference.columns,
                    [f"{reference.table}.{column}" for column in reference.columns],
                    ondelete="CASCADE",
                )
                for reference in references
            ),
            *(_index(table, columns, partial=not duckdb) for columns in table.indexes),
        )
    sa.Table(VERSION_TABLE, collection, sa.Column("version", sa.Integer, nullable=False))
    return collection


def _type(column: Column) -> TypeEngine[Any]:
    return _IDENTIFIER if column.name in IDENTIFIERS else _TYPES[column.kind]


def _index(table: Table, columns: tuple[str, ...], *, partial: bool) -> sa.Index:
    index = sa.Index("_".join((table.name, *columns)), *columns)
    (last,) = (column for column in table.columns if column.name == columns[-1])
    if partial and not last.required:
        filled = sa.column(last.name).is_not(None)
        index.dialect_options["sqlite"]["where"] = index.dialect_options["postgresql"]["where"] = filled
    return index


def ddl() -> str:
    """Return the statements that make the tables in PostgreSQL, with a final newline."""
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call] # SQLAlchemy's
    statements = []
    for table in metadata().tables.values():
        statements.append(str(CreateTable(table).compile(dialect=dialect)))
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        statements += [str(CreateIndex(index).compile(dialect=dialect)) for index in indexes]
    statements.append(  # once, however often they are run
        f"INSERT INTO {VERSION_TABLE} (version)\n"  # noqa: S608 # our names
        f"SELECT {VERSION} WHERE NOT EXISTS (SELECT 1 FROM {VERSION_TABLE})"
    )
    lines = "".join(f"\n{statement.strip()};\n" for statement in statements).splitlines()
    tidy = "\n".join(line.rstrip().replace("\t", "    ") for line in lines)
    return f"-- The tables of orewire, version {VERSION} of their layout, for PostgreSQL.\n{tidy}\n"
