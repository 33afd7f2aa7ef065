"""A run over many articles: from inputs to a sink, in input order."""

import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import Enum
from threading import current_thread, main_thread
from types import FrameType

from orewire.bulk.outcomes import Extracted, Failed, Outcome
from orewire.bulk.pool import Item, Pool
from orewire.bulk.sinks import Sink


class End(Enum):
    """How a run ended."""

    COMPLETE = "complete"
    INTERRUPTED = "interrupted"
    FAILED_FAST = "failed fast"


def run(
    items: Iterable[Item],
    pool: Pool,
    sink: Sink,
    *,
    fail_fast: bool = False,
    on_outcome: Callable[[Outcome], None] = lambda _: None,
) -> End:
    """Read articles and hand the results to a sink.

    Ctrl-C ends the run in good order: nothing is begun any more, what is complete is in the sink.

    Args:
        items: articles, and inputs that are none.
        pool: reads them.
        sink: takes what becomes of them, in their order.
        fail_fast: whether to stop at the first error.
        on_outcome: told of each result that the sink has taken.

    Returns:
        How it ended.

    Raises:
        orewire.bulk.sinks.SinkError: the sink cannot take a result.
        orewire.bulk.pool.WorkersError: workers cannot be started.
    """
    end = End.COMPLETE
    with _interrupts(pool.stop), pool:
        for outcome in pool.read(items):
            match outcome:
                case Extracted(article_id, line):
                    sink.write(article_id, line)
                case Failed():
                    sink.error(outcome)
            on_outcome(outcome)
            if fail_fast and isinstance(outcome, Failed):
                end = End.FAILED_FAST
                break
        sink.flush()
    return End.INTERRUPTED if pool.stopped else end


@contextmanager
def _interrupts(stop: Callable[[], None]) -> Iterator[None]:
    """Let Ctrl-C call a function; a second one interrupts as ever."""
    if current_thread() is not main_thread():
        yield
        return

    def handle(_number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, before)
        stop()

    before = signal.signal(signal.SIGINT, handle)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
