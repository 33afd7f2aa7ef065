"""Tables of an older layout are brought up to date, those of a newer one left alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from briefs import brief
from contents import contents, expected

from orewire.stores import Counts, StoreError, open_store
from orewire.stores.migrations import migrate
from orewire.stores.sql import SqlStore
from orewire.stores.tables import metadata


def add_place(connection: sa.Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE articles ADD COLUMN place TEXT")


def add_words(connection: sa.Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE articles ADD COLUMN words INTEGER")


@pytest.fixture(params=["sqlite", "duckdb", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of version 1 with an article in it."""
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
            migrate(connection, metadata(), steps=[add_place, add_words])
        found = connection.exec_driver_sql(
            "SELECT article_id, place, words, version FROM articles, orewire_schema"
        )
        assert tuple(found.one()) == ("brief-1", None, None, 3)


def test_step_that_fails_leaves_the_old_tables(address: str) -> None:
    with pytest.raises(StoreError), connected(address) as connection:
        migrate(connection, metadata(), steps=[add_place, add_place])
    assert contents(address) == expected([brief(1)])
    assert open_store(address).counts == Counts()


def test_newer_tables_are_refused(address: str) -> None:
    with connected(address) as connection:
        connection.exec_driver_sql("UPDATE orewire_schema SET version = 9")
    with pytest.raises(StoreError, match="of version 9, this orewire knows 1: install a newer orewire"):
        open_store(address)


def test_newer_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"version": 9, "parts": []}')
    with pytest.raises(StoreError, match="of version 9, this orewire knows 1"):
        open_store(f"parquet:{tmp_path}")


def test_tables_of_another_program_are_left_alone(tmp_path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path}/news.db")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE articles (body TEXT)")
    with pytest.raises(StoreError, match="'articles' was not made by orewire"):
        open_store(f"sqlite:///{tmp_path}/news.db")
    assert sa.inspect(engine).get_table_names() == ["articles"]
