"""Tables of an older layout are brought up to date, those of a newer one left alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from briefs import brief
from contents import contents, expected

from orewire.stores import Counts, StoreError, open_store
from orewire.stores.addresses import _DRIVERS
from orewire.stores.layout import TABLES
from orewire.stores.migrations import STEPS, migrate
from orewire.stores.sql import SqlStore
from orewire.stores.tables import VERSION_TABLE, metadata


def add_place(connection: sa.Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE articles ADD COLUMN place TEXT")


def add_words(connection: sa.Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE articles ADD COLUMN words INTEGER")


@pytest.fixture(params=["sqlite", "duckdb", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of today's version with an article in it."""
    if request.param == "postgresql":
        address: str = request.getfixturevalue("server").new_database()
    else:
        address = f"{request.param}:///{tmp_path}/facts.db"
    with open_store(address) as store:
        store.add(brief(1))
    return address


@contextmanager
def connected(address: str) -> Iterator[sa.Connection]:
    """A transaction as the store has them."""
    store = open_store(address)
    assert isinstance(store, SqlStore)
    try:
        with store.transaction():
            yield store._connection
    finally:
        store.close()


def test_each_step_is_taken_once_and_nothing_lost(address: str) -> None:
    with connected(address) as connection:
        for _ in range(2):
            migrate(connection, metadata(), steps=[*STEPS, add_place, add_words])
        found = connection.exec_driver_sql(
            "SELECT article_id, place, words, version FROM articles, orewire_schema"
        )
        assert tuple(found.one()) == ("brief-1", None, None, 5)


def test_step_that_fails_leaves_the_old_tables(address: str) -> None:
    with pytest.raises(StoreError), connected(address) as connection:
        migrate(connection, metadata(), steps=[*STEPS, add_place, add_place])
    assert contents(address) == expected([brief(1)])
    assert open_store(address).counts == Counts()


@contextmanager
def connected_as_it_is(address: str) -> Iterator[sa.Connection]:
    """A transaction with tables of an older version."""
    engine = sa.create_engine(sa.make_url(address).set(drivername=_DRIVERS[address.partition(":")[0]]))
    with engine.begin() as connection:
        yield connection
    engine.dispose()


#: The indexes of version 1, which had all rows.
INDEXES_1 = {
    "articles": ["published", "digest"],
    "entities": ["name", "country", "commodity"],
    "mentions": ["label name"],
    "facts": ["type status", "uid"],
    "arguments": ["role name", "role commodity", "role country"],
}


def turn_back(address: str) -> None:
    """Give the database the indexes and, where that differs, the comparison of version 1."""
    columns_3 = collated(address)
    with connected(address) as connection:
        for table in TABLES:
            for columns in table.indexes:
                connection.exec_driver_sql(f"DROP INDEX {'_'.join((table.name, *columns))}")
    with connected(address) as connection:
        for table, indexes in INDEXES_1.items():
            for columns in map(str.split, indexes):
                name = "_".join((table, *columns))
                connection.exec_driver_sql(f"CREATE INDEX {name} ON {table} ({', '.join(columns)})")
        connection.exec_driver_sql("UPDATE orewire_schema SET version = 1")
        for table, column in columns_3:
            connection.exec_driver_sql(
                f'ALTER TABLE {table} ALTER COLUMN {column} TYPE TEXT COLLATE "default"'
            )


def collated(address: str) -> set[tuple[str, str]]:
    """The columns of PostgreSQL that are compared as bytes."""
    query = (
        "SELECT table_name, column_name FROM information_schema.columns "
        "WHERE table_schema = 'public' AND collation_name = 'C'"
    )
    if not address.startswith("postgresql"):
        return set()
    with connected(address) as connection:
        return {(table, column) for table, column in connection.exec_driver_sql(query)}


def indexes(address: str) -> set[str]:
    """The statements that make the indexes there are."""
    query = {
        "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
        "postgresql": "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "duckdb": "SELECT sql FROM duckdb_indexes()",
    }[address.partition(":")[0]]
    with connected(address) as connection:
        return {" ".join(sql.split()) for (sql,) in connection.exec_driver_sql(query)}


def test_tables_of_version_1_become_those_of_today(address: str) -> None:
    today = indexes(address), collated(address)
    turn_back(address)
    with open_store(address) as store:
        store.add(brief(2))
    assert (indexes(address), collated(address)) == today
    assert contents(address) == expected([brief(1), brief(2)])


def test_views_that_read_the_tables_stay(address: str) -> None:
    turn_back(address)
    with connected_as_it_is(address) as connection:
        connection.exec_driver_sql("CREATE VIEW supplies AS SELECT article_id, uid FROM facts")
    with open_store(address) as store:
        store.add(brief(2))
    assert contents(address) == expected([brief(1), brief(2)])
    with connected(address) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM supplies").scalar_one() > 0


@pytest.mark.parametrize("versions", [(), (1, 3)])
def test_tables_without_one_version_are_refused(address: str, versions: tuple[int, ...]) -> None:
    with connected(address) as connection:
        connection.exec_driver_sql("DELETE FROM orewire_schema")
        for version in versions:
            connection.execute(metadata().tables[VERSION_TABLE].insert(), {"version": version})
    with pytest.raises(StoreError, match="'orewire_schema' is to have one row"):
        open_store(address)


def test_newer_tables_are_refused(address: str) -> None:
    with connected(address) as connection:
        connection.exec_driver_sql("UPDATE orewire_schema SET version = 9")
    with pytest.raises(StoreError, match="of version 9, this orewire knows 3: install a newer orewire"):
        open_store(address)


def test_newer_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"version": 9, "parts": []}')
    with pytest.raises(StoreError, match="of version 9, this orewire knows 3"):
        open_store(f"parquet:{tmp_path}")


def test_tables_of_another_program_are_left_alone(tmp_path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path}/news.db")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE articles (body TEXT)")
    with pytest.raises(StoreError, match="'articles' was not made by orewire"):
        open_store(f"sqlite:///{tmp_path}/news.db")
    assert sa.inspect(engine).get_table_names() == ["articles"]
