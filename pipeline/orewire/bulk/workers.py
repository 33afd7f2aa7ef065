"""A worker: a process that reads articles, and its owner's view of it."""

import faulthandler
import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from time import monotonic
from typing import Any, NamedTuple

from orewire.bulk.outcomes import Extracted, Failed, Outcome
from orewire.schema import Article

#: Reads an article: returns the line of its extraction, or raises.
Reader = Callable[[Article], bytes]
#: Makes the reader, in the worker's process; it is pickled, so it is a function or an object of a module.
ReaderFactory = Callable[[], Reader]

# Each worker has one thread: with more, workers would get in each other's way.
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")

_TUNABLES = "GLIBC_TUNABLES"

#: New objects after which the garbage collector looks for cycles: more than an article is read with.
_COLLECT_AFTER = 50_000


class Ready(NamedTuple):
    """The worker has its reader and waits for articles."""


class Unable(NamedTuple):
    """The worker cannot make its reader.

    Attributes:
        reason: why.
    """

    reason: str


class Gone(NamedTuple):
    """The worker's process has ended."""


Answer = Ready | Unable | Gone | Outcome


@dataclass(eq=False)
class Task:
    """An article to be read.

    Attributes:
        number: its place in the input.
        article: the article.
        deaths: workers that died over it.
    """

    number: int
    article: Article
    deaths: int = 0


class Worker:
    """A process that reads articles one after the other.

    A thread here writes to its pipe and reads from it, so that a process that neither reads nor writes any
    more blocks nobody else.

    Attributes:
        ready: whether it has its reader.
        tasks: what it was given and has not answered; it is at the first.
        since: when it began with the first, on the monotonic clock; before it is ready, when it was started.
        overdue: the task over which it was ended, as it took too long.
    """

    def __init__(
        self, factory: ReaderFactory, timeout: float, on_answer: Callable[["Worker", Answer], None]
    ) -> None:
        """Start the process.

        Args:
            factory: makes its reader.
            timeout: seconds that a document may take.
            on_answer: called in another thread with each answer.

        Raises:
            OSError: there is no room for another process.
        """
        self.ready = False
        self.tasks: deque[Task] = deque()
        self.since = monotonic()
        self.overdue: Task | None = None
        self._ending = False
        self._on_answer = on_answer
        self._chunks: SimpleQueue[list[Article] | None] = SimpleQueue()
        # Spawned on every system: a forked process would take over locks and threads in any state.
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, factory, timeout), daemon=True)
        try:
            with interrupts_held(), huge_pages():
                self._process.start()
                Thread(target=self._converse, daemon=True).start()
        finally:
            theirs.close()

    @property
    def idle(self) -> bool:
        """Whether it waits for articles."""
        return self.ready and not self.tasks and not self._ending

    @property
    def busy(self) -> bool:
        """Whether an answer of it is due, sooner or later."""
        return not self._ending and (bool(self.tasks) or not self.ready)

    @property
    def alive(self) -> bool:
        """Whether the process runs; the end of an idle one is not answered before it is given something."""
        return self._process.is_alive()

    def give(self, tasks: list[Task]) -> None:
        """Hand over articles; only while it has none."""
        self.tasks.extend(tasks)
        self.since = monotonic()
        self._chunks.put([task.article for task in tasks])

    def kill(self) -> None:
        """End the process at once; the answer ``Gone`` follows."""
        self._ending = True
        self._process.kill()
        self._chunks.put(None)

    def join(self) -> str:
        """Wait for the end of the process.

        Returns:
            How it ended.
        """
        self._process.join()
        code = self._process.exitcode or 0
        with suppress(ValueError):
            return f"ended by {signal.Signals(-code).name}"
        return f"ended with exit code {code}"

    def _converse(self) -> None:
        try:
            with suppress(EOFError, OSError), self._pipe as pipe:
                self._on_answer(self, pipe.recv())
                while chunk := self._chunks.get():
                    pipe.send(chunk)
                    for _ in chunk:
                        self._on_answer(self, pipe.recv())
        finally:
            self._on_answer(self, Gone())


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back; a process or thread started meanwhile inherits this and never gets it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # Started together with the first process otherwise, and lets signals through again.
    resource_tracker.ensure_running()
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


@contextmanager
def huge_pages() -> Iterator[None]:
    """Let glibc hold what it can in huge pages, in processes started meanwhile: they read a twentieth faster.

    Other C libraries do not know the setting, nor does glibc before 2.35
    (https://www.gnu.org/software/libc/manual/html_node/Memory-Allocation-Tunables.html).
    """
    if _TUNABLES in os.environ:
        yield
        return
    os.environ[_TUNABLES] = "glibc.malloc.hugetlb=1"
    try:
        yield
    finally:
        del os.environ[_TUNABLES]


def spare_collector() -> None:
    """Keep the garbage collector from looking again and again through what is no garbage.

    What is there now, the reader, stays as long as the process.
    """
    gc.collect()
    gc.freeze()
    collect_rarely()


def collect_rarely() -> None:
    """Have the garbage collector look less often.

    Reading an article or a line leaves no cycles, so its objects go without the collector, most of them
    before it ever looks.
    """
    gc.set_threshold(_COLLECT_AFTER)


def _work(pipe: "Connection[Any, Any]", factory: ReaderFactory, timeout: float) -> None:
    """Read articles until the pipe's other end is closed, as it is when the owner dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    with suppress(EOFError, OSError), Path(os.devnull).open("w") as nowhere:
        try:
            read = factory()
        except Exception as error:
            pipe.send(Unable(str(error) or type(error).__name__))
            return
        spare_collector()
        pipe.send(Ready())
        while True:
            articles = pipe.recv()
            # The owner ends who is stuck; should the owner be dead too, this does, whatever code is stuck.
            faulthandler.dump_traceback_later(2 * timeout * len(articles), exit=True, file=nowhere)
            for article in articles:
                pipe.send(_outcome(read, article))
            faulthandler.cancel_dump_traceback_later()


def _outcome(read: Reader, article: Article) -> Outcome:
    try:
        return Extracted(article.id, read(article))
    except Exception as error:
        return Failed(str(error), id=article.id, error=type(error).__name__)
