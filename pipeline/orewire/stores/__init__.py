"""Stores: extractions as tables in SQLite, PostgreSQL, DuckDB and Parquet.

    >>> with open_store("sqlite:///facts.db") as store:  # doctest: +SKIP
    ...     store.add(extraction)

``layout`` says which tables and columns there are, ``rows`` turns extractions into them; both know no
database. ``sql`` and ``parquet`` keep them.
"""

from orewire.stores.addresses import open_store
from orewire.stores.store import Counts, Store, StoreError

__all__ = ["Counts", "Store", "StoreError", "open_store"]
