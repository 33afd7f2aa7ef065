"""Extractions in SQLite, PostgreSQL and DuckDB."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import sqlalchemy as sa

from orewire.stores.layout import TABLES, Table
from orewire.stores.migrations import migrate
from orewire.stores.rows import Row, Rows
from orewire.stores.store import Report, RowError, Store, Stored, StoreError
from orewire.stores.tables import metadata

# Of PostgreSQL's locks that are named by a number, ours: one orewire writes at a time.
_LOCK = 0x6F726577697265


class SqlStore(Store):
    """Extractions in a database."""

    def __init__(self, url: sa.URL, report: Report) -> None:
        """Connect, and make the tables or bring them up to date.

        Args:
            url: the database.
            report: told of every line that is not stored.

        Raises:
            StoreError: if the database cannot be reached or is not to be used.
        """
        super().__init__(report)
        self.name = display(url)
        self._secret = url.password
        # without, text comes as the database has it
        encoding = {"client_encoding": "utf8"} if url.get_backend_name() == "postgresql" else {}
        try:
            self._engine = sa.create_engine(url, connect_args=encoding)
        except (TypeError, ValueError) as error:
            raise StoreError(
                f"{self.name}: {self._words(error)}: see what the address has after '?'"
            ) from error
        if url.get_backend_name() == "sqlite":
            _prepare_sqlite(self._engine)
        self._tables = metadata(duckdb=url.get_backend_name() == "duckdb")
        self._insert = _INSERTERS[url.get_backend_name()]
        self._connection: sa.Connection
        try:
            with self.transaction():
                migrate(self._connection, self._tables)
        except StoreError:
            self.close()
            raise

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Enclose what is to happen whole or not at all; the driver's errors become ours."""
        try:
            with self._engine.begin() as self._connection:
                if self._engine.dialect.name == "postgresql":
                    self._connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
                yield
        except (sa.exc.DataError, sa.exc.IntegrityError) as error:
            raise RowError(self._words(error.orig)) from error
        except (sa.exc.DBAPIError, self._engine.dialect.loaded_dbapi.Error) as error:
            cause = error.orig if isinstance(error, sa.exc.DBAPIError) else error
            raise StoreError(
                f"{self.name}: {self._words(cause)}; see that the database can be reached and written, "
                "then run this again: it goes on where it stopped"
            ) from error
        except StoreError as error:
            raise StoreError(f"{self.name}: {error}") from error

    def _words(self, error: BaseException | None) -> str:
        words = " ".join(str(error).split())
        return words.replace(self._secret, "***") if self._secret else words

    def articles(self, digests: Collection[str]) -> dict[str, str]:
        """Look up which of some digests are stored, each with its article's id."""
        columns = self._tables.tables["articles"].c
        query = sa.select(columns.digest, columns.article_id).where(columns.digest.in_(digests))
        return {row.digest: row.article_id for row in self._connection.execute(query)}

    def stored(self, articles: Collection[str]) -> dict[str, Stored]:
        """Look up which of some articles are stored, and what of them."""
        columns = self._tables.tables["articles"].c
        query = sa.select(columns.article_id, columns.digest, columns.pipeline_version)
        found = self._connection.execute(query.where(columns.article_id.in_(articles)))
        return {article: Stored(digest, version) for article, digest, version in found}

    def replace(self, gone: Collection[str], rows: Rows) -> None:
        """Take some articles out, put rows in."""
        if gone:
            for table in reversed(self._tables.sorted_tables):
                if "article_id" in table.c:
                    self._connection.execute(table.delete().where(table.c.article_id.in_(gone)))
        for table in TABLES:
            if rows[table.name]:
                self._insert(self._connection, table, rows[table.name])

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()


def display(url: sa.URL) -> str:
    """Name a database without what may be secret."""
    return sa.URL.create(
        url.get_backend_name(), host=url.host, port=url.port, database=url.database
    ).render_as_string()


def _prepare_sqlite(engine: sa.Engine) -> None:
    @sa.event.listens_for(engine, "connect")
    def connect(connection: Any, _record: object) -> None:
        # transactions are begun below: sqlite3 by itself would leave reads and tables outside of them
        connection.isolation_level = None
        # Foreign keys stay off, as SQLite has them by default: an extraction has been checked to hang
        # together, and an article is taken out of every table. Checking each row takes a sixth of the time.
        connection.execute("PRAGMA page_size = 8192")  # of a new database: twice the default splits fewer
        # In kilobytes: with the indexes in memory, loading is not slowed down by the size of the store.
        connection.execute("PRAGMA cache_size = -200000")

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # two writers wait for each other, and do not fail


def _into(table: Table) -> str:
    columns = ", ".join(f'"{name}"' for name in table.names)
    return f'"{table.name}" ({columns})'


# SQLite takes NaN for NULL. Of None, sqlite3 asks each time how to adapt it, which takes as long as the rest.
_NAN = float("nan")
# Rows in one statement, in powers of two: few different statements, which are kept prepared. Each may take
# 32,766 cells.
_MOST_ROWS = 512


@cache
def _insertion(into: str, columns: int, rows: int) -> str:
    row = f"({', '.join('?' * columns)})"
    return f"INSERT INTO {into} VALUES {', '.join([row] * rows)}"  # noqa: S608 # our names


def _insert_many(connection: sa.Connection, table: Table, rows: list[Row]) -> None:
    into, columns = _into(table), len(table.columns)
    begin, size = 0, _MOST_ROWS
    while begin < len(rows):
        while size > len(rows) - begin:
            size //= 2
        cells = [_NAN if cell is None else cell for row in rows[begin : begin + size] for cell in row]
        begin += size
        try:
            connection.exec_driver_sql(_insertion(into, columns, size), tuple(cells))
        except OverflowError as error:
            raise RowError(str(error)) from error


def _copy(connection: sa.Connection, table: Table, rows: list[Row]) -> None:
    import psycopg

    driver: Any = connection.connection.driver_connection
    statement = f"COPY {_into(table)} FROM STDIN"
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except (psycopg.DataError, psycopg.IntegrityError, psycopg.errors.ProgramLimitExceeded) as error:
        raise RowError(" ".join(str(error).split())) from error


def _insert_arrow(connection: sa.Connection, table: Table, rows: list[Row]) -> None:
    from orewire.stores.arrow import table_of

    driver: Any = connection.connection.driver_connection
    driver.register("incoming", table_of(table, rows))
    connection.exec_driver_sql(f'INSERT INTO "{table.name}" BY NAME SELECT * FROM incoming')  # noqa: S608 # our names
    driver.unregister("incoming")


_INSERTERS: dict[str, Callable[[sa.Connection, Table, list[Row]], None]] = {
    "sqlite": _insert_many,
    "postgresql": _copy,
    "duckdb": _insert_arrow,
}
