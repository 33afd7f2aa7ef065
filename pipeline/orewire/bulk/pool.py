"""Workers in any number that give their results in input order."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from types import TracebackType
from typing import Self

from orewire.bulk.outcomes import Failed, Outcome
from orewire.bulk.window import Window
from orewire.bulk.workers import Answer, Gone, ReaderFactory, Ready, Task, Unable, Worker, interrupts_held
from orewire.documents import Unreadable
from orewire.schema import Article

Item = Article | Unreadable

# Characters of articles that are read ahead, waiting or held back. Results are about 15 times as large, so
# they stay below 60 MB, and an article may take some minutes before the workers have to wait for it.
_WINDOW = 4_000_000
# What an item weighs besides its text.
_ITEM = 500
# Characters that a worker is given at once: short articles go by the dozen, so that it need not wait for
# the next, long ones one by one.
_CHUNK = 4_000
# An article that two workers died over is to blame.
_MOST_DEATHS = 2
# Workers in a row that die before they are ready, or seconds that they take, until it is not by chance.
_MOST_FAILED_STARTS = 5
_START = 600.0


class WorkersError(RuntimeError):
    """Workers cannot be started; the message says why."""


class ReaderError(WorkersError):
    """Workers cannot make their reader; the message says why."""


class Pool:
    """Processes that read articles.

    A worker that dies is replaced and its article given to another; an article that two die over, or one
    that takes too long, has failed.

    Attributes:
        stopped: whether it was told to stop.
    """

    def __init__(self, factory: ReaderFactory, workers: int = 1, timeout: float = 300.0) -> None:
        """Set up the pool; workers are started as articles wait for them.

        Args:
            factory: makes the reader, in each worker; must be picklable.
            workers: number of processes at most.
            timeout: seconds that an article may take.
        """
        self._factory = factory
        self._size = workers
        self._timeout = timeout
        self._workers: list[Worker] = []
        self._window = Window(_WINDOW)
        self._waiting: deque[Task] = deque()
        self._done: dict[int, tuple[int, Outcome]] = {}
        self._taken = self._given = self._failed_starts = 0
        self.stopped = False
        self._reading = False
        # What other threads have to say, as calls that this one makes: no state is shared.
        self._calls: SimpleQueue[Callable[[], None]] = SimpleQueue()

    def __enter__(self) -> Self:
        """Return the pool itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the workers; they hold nothing that could be lost."""
        self._window.close()
        for worker in self._workers:
            worker.kill()
        for worker in self._workers:
            worker.join()

    def stop(self) -> None:
        """Let ``read`` end after the outcome it is at; may be called by a signal handler."""
        self.stopped = True
        self._calls.put(lambda: None)

    def read(self, items: Iterable[Item]) -> Iterator[Outcome]:
        """Read articles; when all are read, it can be called again, for more.

        Args:
            items: articles, and inputs that are none; taken in another thread, not far ahead.

        Yields:
            What became of each, in their order.

        Raises:
            WorkersError: if workers cannot be started, ``ReaderError`` if they cannot make their reader.
            Exception: whatever taking the items raises.
        """
        self._reading = True
        with interrupts_held():
            Thread(target=self._take_in, args=(items,), daemon=True).start()
        while not self.stopped and (self._reading or self._given < self._taken):
            self._hand_out()
            try:
                self._calls.get(timeout=self._patience())()
            except Empty:
                self._end_overdue()
            while not self.stopped and self._given in self._done:
                size, outcome = self._done.pop(self._given)
                self._given += 1
                self._window.leave(size)
                yield outcome

    def _take_in(self, items: Iterable[Item]) -> None:
        try:
            for item in items:
                if not self._window.enter(_size(item)):
                    return
                self._calls.put(partial(self._take, item))
        except Exception as error:
            self._calls.put(partial(_raise, error))
        self._calls.put(self._end)

    def _take(self, item: Item) -> None:
        if isinstance(item, Unreadable):
            self._done[self._taken] = _size(item), Failed(item.reason, where=item.where)
        else:
            self._waiting.append(Task(self._taken, item))
        self._taken += 1

    def _end(self) -> None:
        self._reading = False

    def _hand_out(self) -> None:
        for worker in self._workers:
            if self._waiting and worker.idle:
                if worker.alive:
                    worker.give(self._chunk())
                else:
                    worker.kill()
        starting = sum(worker.busy and not worker.ready for worker in self._workers)
        for _ in range(min(len(self._waiting) - starting, self._size - len(self._workers))):
            try:
                self._workers.append(Worker(self._factory, self._timeout, self._tell))
            except OSError as error:
                raise WorkersError(f"a worker cannot be started: {error.strerror or error}") from error

    def _chunk(self) -> list[Task]:
        chunk = [self._waiting.popleft()]
        length = len(chunk[0].article.text)
        while self._waiting and (length := length + len(self._waiting[0].article.text)) <= _CHUNK:
            chunk.append(self._waiting.popleft())
        return chunk

    def _patience(self) -> float | None:
        deadlines = [self._deadline(worker) for worker in self._workers if worker.busy]
        return max(0.0, min(deadlines) - monotonic()) if deadlines else None

    def _deadline(self, worker: Worker) -> float:
        return worker.since + (self._timeout if worker.ready else _START)

    def _end_overdue(self) -> None:
        for worker in self._workers:
            if worker.busy and self._deadline(worker) <= monotonic():
                worker.overdue = worker.tasks[0] if worker.tasks else None
                worker.kill()

    def _tell(self, worker: Worker, answer: Answer) -> None:
        self._calls.put(partial(self._hear, worker, answer))

    def _hear(self, worker: Worker, answer: Answer) -> None:
        match answer:
            case Ready():
                worker.ready = True
                self._failed_starts = 0
            case Unable(reason):
                raise ReaderError(reason)
            case Gone():
                self._bury(worker)
            case outcome:
                worker.since = monotonic()
                self._finish(worker.tasks.popleft(), outcome)

    def _bury(self, worker: Worker) -> None:
        """Give what a dead worker had to others; the first of it is what it died over."""
        self._workers.remove(worker)
        end = worker.join()
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts == _MOST_FAILED_STARTS:
                raise WorkersError(f"workers die as they start, the last {end}: is there memory for them?")
        elif worker.tasks and worker.overdue is worker.tasks[0]:
            self._fail(worker.tasks.popleft(), "TimeoutError", f"took longer than {self._timeout:g} s")
        elif worker.tasks and worker.overdue is None:
            worker.tasks[0].deaths += 1
            if worker.tasks[0].deaths == _MOST_DEATHS:
                self._fail(worker.tasks.popleft(), "WorkerDied", f"two workers died over it, the last {end}")
        self._waiting.extendleft(reversed(worker.tasks))

    def _fail(self, task: Task, error: str, reason: str) -> None:
        self._finish(task, Failed(reason, id=task.article.id, error=error))

    def _finish(self, task: Task, outcome: Outcome) -> None:
        self._done[task.number] = _size(task.article), outcome


def _size(item: Item) -> int:
    return _ITEM + (len(item.text) if isinstance(item, Article) else 0)


def _raise(error: Exception) -> None:
    raise error
