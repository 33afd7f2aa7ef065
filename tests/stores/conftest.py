import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

NewAddress = Callable[[], str]


@pytest.fixture(scope="session")
def server() -> Iterator[Any]:
    """A PostgreSQL server for all tests; each takes a database of its own."""
    pytest.importorskip("pgserver")
    from postgres_server import running

    with running() as server:
        server.hurry()
        yield server


@pytest.fixture(params=["sqlite", "duckdb", "parquet", "postgresql"])
def new_address(request: pytest.FixtureRequest, tmp_path: Path) -> NewAddress:
    """Give the address of an empty store of one kind after the other; each call gives another store."""
    numbers = iter(range(100))
    return {
        "sqlite": lambda: f"sqlite:///{tmp_path}/{next(numbers)}.db",
        "duckdb": lambda: f"duckdb:///{tmp_path}/{next(numbers)}.duckdb",
        "parquet": lambda: f"parquet:{tmp_path}/{next(numbers)}",
        "postgresql": lambda: request.getfixturevalue("server").new_database(),
    }[request.param]


@pytest.fixture
def address(new_address: NewAddress) -> str:
    """The address of an empty store."""
    return new_address()
