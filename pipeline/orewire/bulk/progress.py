"""How far a run is: a bar on a terminal, else a line now and then."""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from time import monotonic

# Seconds between two lines.
_INTERVAL = 10.0

#: Told how many more extractions and errors there are.
Watcher = Callable[[int, int], None]


@dataclass
class Counts:
    """What is done so far.

    Attributes:
        done: results there are, those of earlier runs too.
        failed: those of them that are errors.
        total: results there will be, where that is known.
    """

    done: int = 0
    failed: int = 0
    total: int | None = None
    _now: int = field(default=0, init=False)
    _since: float = field(default=0.0, init=False)

    def add(self, extracted: int, failed: int) -> None:
        """Count more; time counts from the first ones, so that loading the model is no part of the rate."""
        if not self._since:
            self._since = monotonic()
        else:
            self._now += extracted + failed
        self.done += extracted + failed
        self.failed += failed

    def __str__(self) -> str:
        """Return the counts in words: 1,200 of 10,000 articles, 7.1 a second, 20 min left, 3 errors."""
        seconds = monotonic() - self._since
        rate = self._now / seconds if self._now and seconds else None
        known = self.total is not None and self.total >= self.done
        parts = [f"{self.done:,} of {self.total:,} articles" if known else f"{self.done:,} articles"]
        if rate:
            parts.append(f"{rate:,.1f} a second")
            if known and self.total is not None:
                parts.append(f"{_duration((self.total - self.done) / rate)} left")
        if self.failed:
            parts.append(f"{self.failed:,} errors")
        return ", ".join(parts)


def show_progress(counts: Counts) -> AbstractContextManager[Watcher]:
    """Show on stderr how far the run is.

    Args:
        counts: where it starts; it is kept up to date.

    Returns:
        A context whose value is to be told of what is done.
    """
    return _bar(counts) if sys.stderr.isatty() else _lines(counts)


@contextmanager
def _bar(counts: Counts) -> Iterator[Watcher]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    with Progress(BarColumn(), TextColumn("{task.description}"), console=Console(stderr=True)) as progress:
        task = progress.add_task("starting", total=None)

        def watch(extracted: int, failed: int) -> None:
            counts.add(extracted, failed)
            progress.update(task, completed=counts.done, total=counts.total, description=str(counts))

        yield watch


@contextmanager
def _lines(counts: Counts) -> Iterator[Watcher]:
    shown = monotonic()

    def watch(extracted: int, failed: int) -> None:
        nonlocal shown
        counts.add(extracted, failed)
        if monotonic() - shown >= _INTERVAL:
            shown = monotonic()
            print(f"orewire: {counts}", file=sys.stderr, flush=True)

    yield watch


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 2:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h {minutes % 60} min"
