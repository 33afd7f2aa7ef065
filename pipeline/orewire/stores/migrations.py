"""The layout's version in a database, and what brings an older one up to it."""

from collections.abc import Callable, Sequence
from contextlib import suppress

import sqlalchemy as sa

from orewire.stores.store import StoreError
from orewire.stores.tables import VERSION_TABLE

Step = Callable[[sa.Connection], None]


def _leave_nulls_out_of_indexes(connection: sa.Connection) -> None:
    whole = connection.dialect.name == "duckdb"  # has no other indexes
    for old, new, table, columns in (
        ("articles_published", "articles_published", "articles", "published"),
        ("entities_country", "entities_country", "entities", "country"),
        ("entities_commodity", "entities_commodity", "entities", "commodity"),
        ("mentions_label_name", "mentions_label_name", "mentions", "label, name"),
        ("arguments_role_name", "arguments_role_name", "arguments", "role, name"),
        ("arguments_role_commodity", "arguments_commodity", "arguments", "commodity"),
        ("arguments_role_country", "arguments_country", "arguments", "country"),
    ):
        if whole and old == new:
            continue
        filled = "" if whole else f" WHERE {columns.split()[-1]} IS NOT NULL"
        connection.exec_driver_sql(f"DROP INDEX {old}")
        connection.exec_driver_sql(f"CREATE INDEX {new} ON {table} ({columns}){filled}")


def _compare_identifiers_as_bytes(connection: sa.Connection) -> None:
    if connection.dialect.name != "postgresql":
        return  # the others do anyway
    for table, columns in (
        ("articles", ("article_id", "digest")),
        ("entities", ("article_id", "entity_id")),
        ("mentions", ("article_id", "mention_id", "entity_id")),
        ("facts", ("article_id", "fact_id", "uid")),
        ("arguments", ("article_id", "fact_id", "mention_id", "entity_id")),
    ):
        changes = ", ".join(f'ALTER COLUMN {column} TYPE TEXT COLLATE "C"' for column in columns)
        # Refused where somebody's view reads the column: it stays as it is, which is slower but right.
        with suppress(sa.exc.NotSupportedError), connection.begin_nested():
            connection.exec_driver_sql(f"ALTER TABLE {table} {changes}")


#: The step at place n brings a database of version n + 1 to the next one. Whoever changes the layout raises
#: its version, and appends the step with the statements that change the old tables.
STEPS: tuple[Step, ...] = (_leave_nulls_out_of_indexes, _compare_identifiers_as_bytes)


def migrate(connection: sa.Connection, tables: sa.MetaData, steps: Sequence[Step] = STEPS) -> None:
    """Make the tables where there are none, bring older ones up to date.

    Args:
        connection: in a transaction.
        tables: the tables as they are to be.
        steps: what leads from one version to the next.

    Raises:
        StoreError: if the tables are of a newer version, of none, or not ours.
    """
    current = 1 + len(steps)
    versions = tables.tables[VERSION_TABLE]
    there = set(sa.inspect(connection).get_table_names())
    if VERSION_TABLE not in there:
        foreign = sorted(there & tables.tables.keys())
        if foreign:
            raise StoreError(
                f"its table {foreign[0]!r} was not made by orewire: load into a database of its own"
            )
        tables.create_all(connection)
        connection.execute(versions.insert(), {"version": current})
        return
    found = set(connection.execute(sa.select(versions.c.version)).scalars())
    if len(found) != 1:
        raise StoreError(f"its table {VERSION_TABLE!r} is to have one row, with the version of the tables")
    (version,) = found
    if version > current:
        raise StoreError(
            f"its tables are of version {version}, this orewire knows {current}: install a newer orewire"
        )
    for step in steps[version - 1 :]:
        step(connection)
    if version < current:
        connection.execute(versions.update(), {"version": current})
