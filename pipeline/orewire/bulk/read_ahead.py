"""Many lines into a store: a second process reads the next ones while this one writes."""

import pickle
import signal
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from orewire.bulk.workers import collect_rarely, interrupts_held
from orewire.stores.lines import Line
from orewire.stores.store import Incoming, Store, content_of

# Chunks until the second process is started: few lines are read before it would be ready.
_ALONE = 1


def add_lines(store: Store, lines: Iterable[Line]) -> None:
    """Store lines as ``Store.add_line`` does; many of them faster.

    The second process is spawned, so a program's main module that calls this must be safe to import.

    Args:
        store: where they go; who opened it flushes it.
        lines: lines of JSON as ``orewire extract`` writes them, without those that have a problem.

    Raises:
        StoreError: if the store cannot be written.
        Exception: whatever taking the lines raises.
    """
    incoming = (Incoming(line.where, line.content) for line in lines)
    with ExitStack() as opened:
        reader: LineReader | None = None
        for number, chunk in enumerate(_chunks(incoming)):
            if number == _ALONE and chunk:
                with suppress(OSError):  # without room for another process, this one does it all
                    reader = LineReader(store)
                    opened.callback(reader.close)
            for line in reader.exchange(chunk) if reader else chunk:
                store.take(line)


def _chunks(lines: Iterable[Incoming]) -> Iterator[list[Incoming]]:
    """Yield what goes to the second process at once: what a database stores at once; at last nothing."""
    chunk: list[Incoming] = []
    filled = 0
    for line in lines:
        chunk.append(line)
        filled += line.size
        if filled >= Store.batch:
            yield chunk
            chunk, filled = [], 0
    yield chunk
    if chunk:
        yield []


class LineReader:
    """A process that reads lines.

    It holds nothing that could be lost: lines that it has not read, as it is still starting or was ended by
    whatever it be, are read here when they are stored.
    """

    def __init__(self, store: Store) -> None:
        """Start the process.

        Args:
            store: where the lines go; those that it has need not be read.
        """
        self._store = store
        self._chunk: list[Incoming] = []
        self._given: list[Incoming] = []
        self._ready = False
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_read, args=(theirs,), daemon=True)
        with interrupts_held(), theirs:
            self._process.start()

    def close(self) -> None:
        """End the process."""
        self._pipe.close()
        self._process.kill()
        self._process.join()

    def exchange(self, chunk: list[Incoming]) -> list[Incoming]:
        """Hand over the next lines.

        Args:
            chunk: the lines, none at the end.

        Returns:
            The lines before, read; when the process is not ready for more or has ended, with these.
        """
        if not self._started():
            return chunk
        missing = self._store.missing(chunk)
        before, self._chunk = self._chunk, chunk
        given, self._given = self._given, missing
        try:
            while given and missing and not self._pipe.poll():
                _ = missing.pop().content  # rather than wait, this process reads, too
            contents = self._pipe.recv_bytes() if given else b""
            if missing:
                self._pipe.send([(line.line, line.digest) for line in missing])
        except (EOFError, OSError):
            self._chunk, self._given, self._ready = [], [], False
            return before + chunk
        if given:  # unpacked only now, as the next ones are read meanwhile
            for line, content in zip(given, pickle.loads(contents), strict=True):  # noqa: S301 # of our process
                line.content = content
        return before

    def _started(self) -> bool:
        if not self._ready:
            with suppress(EOFError, OSError):
                if self._pipe.poll():
                    self._pipe.recv()
                    self._ready = True
        return self._ready


def _read(pipe: "Connection[Any, Any]") -> None:
    """Read lines until the pipe's other end is closed, as it is when its owner dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_rarely()
    with suppress(EOFError, OSError):
        pipe.send(None)  # it is ready
        while True:
            pipe.send([content_of(line, digest) for line, digest in pipe.recv()])
