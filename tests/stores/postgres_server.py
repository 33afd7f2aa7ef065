"""A PostgreSQL server of one's own, from the package pgserver."""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pgserver
import psutil
import psycopg


class Server:
    """A running server, to be asked for databases, killed and started again."""

    def __init__(self, folder: str) -> None:
        self._server = pgserver.get_server(folder, cleanup_mode="stop")
        self._count = 0

    def new_database(self) -> str:
        """Make an empty database and return its address."""
        self._count += 1
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE news{self._count}")
        return self._server.get_uri(database=f"news{self._count}")

    def kill(self) -> None:
        """End all its processes at once, as a power failure does."""
        main = psutil.Process(self._server.get_pid())
        processes = [main, *main.children(recursive=True)]
        for process in processes:
            process.kill()
        psutil.wait_procs(processes)

    def start(self) -> None:
        """Start it again, and wait until it has recovered from its log."""
        deadline = time.monotonic() + 120
        while True:
            try:
                self._server.ensure_postgres_running()  # which itself waits ten seconds
                psycopg.connect(self._server.get_uri()).close()
            except (subprocess.TimeoutExpired, psycopg.OperationalError):
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)
            else:
                return

    def hurry(self) -> None:
        """Wait for no disk: what a killed process has written stays, only a machine would lose it."""
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")

    def stop(self) -> None:
        """Stop it for good."""
        self._server.cleanup()


@contextmanager
def running() -> Iterator[Server]:
    """Run a server in a folder of its own until the block ends."""
    # not a folder of pytest's: a socket's path has to be short, and the server runs as another user than root
    folder = tempfile.mkdtemp(prefix="orewire-postgres-")
    server = Server(folder)
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)
