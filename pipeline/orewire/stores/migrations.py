"""The layout's version in a database, and what brings an older one up to it."""

from collections.abc import Callable, Sequence

import sqlalchemy as sa

from orewire.stores.store import StoreError
from orewire.stores.tables import VERSION_TABLE

Step = Callable[[sa.Connection], None]

#: The step at place n brings a database of version n + 1 to the next one. The layout has not changed yet:
#: whoever changes it raises its version, and appends the step with the statements that change the old tables.
STEPS: tuple[Step, ...] = ()


def migrate(connection: sa.Connection, tables: sa.MetaData, steps: Sequence[Step] = STEPS) -> None:
    """Make the tables where there are none, bring older ones up to date.

    Args:
        connection: in a transaction.
        tables: the tables as they are to be.
        steps: what leads from one version to the next.

    Raises:
        StoreError: if the tables are of a newer version, or not ours.
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
    version = connection.execute(sa.select(versions.c.version)).scalar_one()
    if version > current:
        raise StoreError(
            f"its tables are of version {version}, this orewire knows {current}: install a newer orewire"
        )
    for step in steps[version - 1 :]:
        step(connection)
    if version < current:
        connection.execute(versions.update(), {"version": current})
