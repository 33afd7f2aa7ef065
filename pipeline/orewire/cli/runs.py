"""Runs of many articles: in worker processes of this machine, or on a Ray cluster."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from io import BufferedReader, FileIO
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import click

from orewire.cli.options import SOME_FAILED, tell, tell_duplicate

if TYPE_CHECKING:
    from orewire.bulk.files import Files
    from orewire.bulk.pool import Item
    from orewire.bulk.progress import Counts, Watcher
    from orewire.bulk.sinks import Sink
    from orewire.documents import Duplicate, Settings
    from orewire.stores import Store

#: Exit code of what Ctrl-C ended, as the shell has it.
INTERRUPTED = 130


@dataclass(frozen=True)
class Run:
    """What to read, how, and where the results go, as the options of ``orewire extract`` say."""

    inputs: tuple[str, ...]
    settings: "Settings"
    model: str | None
    frames: str | None
    output_format: str
    output: Path | None
    store: str | None
    resume: bool
    workers: int | None
    timeout: float
    fail_fast: bool
    address: str | None
    part_size: int

    def in_workers(self) -> None:
        """Read in processes of this machine; ends the command with the exit code that tells how it went."""
        from orewire.bulk.into_store import IntoStore
        from orewire.bulk.loader import Loader
        from orewire.bulk.outcomes import Failed
        from orewire.bulk.pool import Pool
        from orewire.bulk.progress import Counts, show_progress
        from orewire.bulk.run import End, run
        from orewire.bulk.streams import Streams
        from orewire.documents import read_articles

        # Read by another thread, which would hold the lock of sys.stdin when this process ends.
        stdin = BufferedReader(FileIO(0, closefd=False)) if "-" in self.inputs else None
        items = _without_duplicates(read_articles(self.inputs, self.settings, stdin))
        pool = Pool(Loader(self.model, self.frames), self.workers or 1, self.timeout)
        counts = Counts()
        watch: Watcher = counts.add
        with explained(), ExitStack() as opened:
            sink: Sink
            if self.output is None:
                sink = Streams(None if self.store else sys.stdout.buffer)
            else:
                sink = files = opened.enter_context(_open_files(self.output, resume=self.resume))
                counts.done = files.ledger.extracted + files.ledger.failed
                counts.failed = files.ledger.failed
                items = (item for item in items if not files.ledger.strike(item))
                watch = opened.enter_context(show_progress(counts))
                Thread(target=self._count, args=(counts,), daemon=True).start()
            store = opened.enter_context(self._open_store()) if self.store else None
            end = run(
                items,
                pool,
                IntoStore(sink, store) if store else sink,
                fail_fast=self.fail_fast,
                on_outcome=lambda outcome: watch(*((0, 1) if isinstance(outcome, Failed) else (1, 0))),
            )
        if self.output is not None:
            _summarize(self.output, counts)
        if store is not None:
            click.echo(f"orewire: {store.counts}", err=True)
        if end is not End.COMPLETE:
            hint = "" if self.output is None else ": the same command with --resume goes on"
            click.echo(f"orewire: stopped after {counts.done:,} articles{hint}", err=True)
        if end is End.INTERRUPTED:
            raise click.exceptions.Exit(INTERRUPTED)
        if counts.failed or (store is not None and store.counts.failed):
            raise click.exceptions.Exit(SOME_FAILED)

    def on_ray(self) -> None:
        """Read on a Ray cluster; ends the command with the exit code that tells how it went."""
        from orewire.bulk.loader import Loader
        from orewire.bulk.part_files import PartFiles
        from orewire.bulk.parts import cut
        from orewire.bulk.progress import Counts, show_progress
        from orewire.bulk.ray_engine import Job, read_on_ray
        from orewire.documents import Unreadable

        assert self.output is not None  # noqa: S101 - the command has seen to it
        found = list(cut(self.inputs, self.settings, self.part_size))
        parts = [part for part in found if not isinstance(part, Unreadable)]
        total = sum(part.articles for part in parts)
        counts = Counts(total=total)
        for problem in found:
            if isinstance(problem, Unreadable):
                counts.failed += 1
                tell(problem.where, problem.reason)
        files = PartFiles(self.output, self.output_format)
        job = Job(parts, self.settings, Loader(self.model, self.frames), self.timeout, files)
        with explained():
            pending = files.begin(parts, self._fingerprint(), resume=self.resume)
            counts.done = total - sum(parts[number].articles for number in pending)
            counts.failed += sum(map(files.failed, set(range(len(parts))).difference(pending)))
            if pending:
                with show_progress(counts) as watch:
                    for written in read_on_ray(job, pending, self.address, self.workers):
                        watch(written.extracted, written.failed)
        click.echo(f"orewire: {self.output}: parts {len(parts):,}, errors {counts.failed:,}", err=True)
        if counts.failed:
            raise click.exceptions.Exit(SOME_FAILED)

    def _count(self, counts: "Counts") -> None:
        """Enter the total; that may take a while, which nobody waits for."""
        from orewire.bulk.totals import count_articles

        counts.total = count_articles(self.inputs, self.settings)

    def _open_store(self) -> "Store":
        """Open the store; what a run to be resumed had written, but perhaps not stored, goes in first."""
        from orewire.stores import open_store
        from orewire.stores.lines import read_lines

        store = open_store(self.store or "", tell)
        if self.resume:
            for line in read_lines(str(self.output)):
                store.add_line(line.content, line.where)
        return store

    def _fingerprint(self) -> str:
        """Say what the results depend on besides the inputs."""
        from orewire.version import __version__

        return repr((__version__, self.settings, self.model, self.frames, self.output_format))


def _open_files(output: Path, *, resume: bool) -> "Files":
    from orewire.bulk.files import Files
    from orewire.bulk.sinks import SinkError

    try:
        return Files(output, resume=resume)
    except SinkError as error:
        raise click.UsageError(str(error)) from error


def _without_duplicates(items: "Iterable[Item | Duplicate]") -> "Iterator[Item]":
    """Tell of articles that came before, on standard error; what stays of them follows."""
    from orewire.documents import Duplicate

    for item in items:
        if isinstance(item, Duplicate):
            tell_duplicate(item)
        else:
            yield item


def _summarize(output: Path, counts: "Counts") -> None:
    from orewire.bulk.files import errors_beside

    where = f" ({errors_beside(output)})" if counts.failed else ""
    extracted = counts.done - counts.failed
    click.echo(f"orewire: {output}: extractions {extracted:,}, errors {counts.failed:,}{where}", err=True)


@contextmanager
def explained() -> Iterator[None]:
    """Turn what keeps a run from going on into messages."""
    from orewire.bulk.pool import ReaderError, WorkersError
    from orewire.bulk.ray_engine import RayError
    from orewire.bulk.sinks import MismatchError, SinkError
    from orewire.bulk.streams import StreamError
    from orewire.stores import StoreError

    try:
        yield
    except (ReaderError, MismatchError) as error:
        raise click.UsageError(str(error)) from error
    except (WorkersError, StoreError, RayError, StreamError) as error:
        raise click.ClickException(str(error)) from error
    except SinkError as error:
        raise click.ClickException(
            f"{error}; once it can be, the same command with --resume goes on"
        ) from error
