"""Which store an address names."""

from importlib.util import find_spec
from pathlib import Path

from orewire.stores.store import Report, Store, StoreError

_FORMS = "sqlite:///facts.db, postgresql://user@host/database, duckdb:///facts.duckdb or parquet:DIR"
#: What SQLAlchemy is to connect with, by the scheme of the address.
_DRIVERS = {
    "sqlite": "sqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
    "duckdb": "duckdb",
}
#: Modules that a scheme needs.
_NEEDS = {
    "sqlite": ("sqlalchemy",),
    "postgresql": ("sqlalchemy", "psycopg"),
    "postgres": ("sqlalchemy", "psycopg"),
    "duckdb": ("sqlalchemy", "duckdb", "duckdb_engine", "pyarrow"),
    "parquet": ("pyarrow",),
}


def _ignore(_where: str, _reason: str) -> None:
    """Tell nobody."""


def open_store(url: str, report: Report = _ignore) -> Store:
    """Open a store.

    Args:
        url: ``sqlite:///facts.db``, ``postgresql://…``, ``duckdb:///…`` or ``parquet:DIR``.
        report: called with where a line stands and why it is not stored.

    Returns:
        The store, with its tables made or brought up to date; a context manager.

    Raises:
        StoreError: if the address is wrong, or the store cannot be used.
    """
    scheme, colon, rest = url.partition(":")
    if not colon or scheme not in _NEEDS:
        raise StoreError(f"an address begins with what kind of store it is: {_FORMS}")
    missing = [module for module in _NEEDS[scheme] if find_spec(module) is None]
    if missing:
        raise StoreError(f"{scheme} needs {missing[0]}: pip install 'orewire[stores]'")
    if scheme == "parquet":
        if not rest:
            raise StoreError("parquet: lacks the folder: parquet:DIR")
        from orewire.stores.parquet import ParquetStore

        return ParquetStore(Path(rest), report)
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    from orewire.stores.sql import SqlStore

    try:
        address = make_url(url).set(drivername=_DRIVERS[scheme])
    except (ArgumentError, ValueError) as error:
        # the address itself is not repeated: it may hold a password
        raise StoreError(f"this is no address of a {scheme} database: it looks like {_FORMS}") from error
    if "@" in (address.host or ""):
        raise StoreError("'@' in the name or password of a database's user is written %40")
    if address.database in (None, "", ":memory:") and scheme in ("sqlite", "duckdb"):
        raise StoreError(f"{scheme} in memory is gone when all is stored: name a file, {scheme}:///facts.db")
    return SqlStore(address, report)
