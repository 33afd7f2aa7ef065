"""Results in files: OUT has the extractions, OUT.errors.jsonl what went wrong."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Self

import pydantic_core

from orewire.bulk.ledger import Ledger
from orewire.bulk.lines import LineFile
from orewire.bulk.outcomes import Failed
from orewire.bulk.sinks import MismatchError, SinkError
from orewire.schema import PipelineInfo

# Seconds until what was written is made to last, so that a power failure costs no more work than that.
_SYNC = 5.0

# What their lines begin with.
_EXTRACTION = b'{"schema_version":'
_ERROR = b'{"reason":'


def errors_beside(output: Path) -> Path:
    """Return the path of the file that says what went wrong."""
    return output.with_name(f"{output.name}.errors.jsonl")


def error_line(failed: Failed) -> bytes:
    """Return an error as a line of JSON."""
    record = {name: value for name, value in failed._asdict().items() if value is not None}
    return json.dumps(record).encode() + b"\n"


class Files:
    """Appends extractions to OUT and errors to OUT.errors.jsonl.

    A line is written when all before it are in one of the files. So whatever ends the run, the two are the
    beginning of what they would have become, but for a torn last line, and tell where to go on.

    Attributes:
        ledger: what they held before.
    """

    def __init__(self, path: Path, *, resume: bool) -> None:
        """Open the files and keep other runs from them.

        Args:
            path: OUT.
            resume: whether to go on with what there is; else there must be nothing.

        Raises:
            SinkError: OUT cannot be written, is being written by another run, or has what is not to be
                resumed or is none of ours.
        """
        self.ledger = Ledger()
        self._compared = False
        self._out = LineFile(path, _EXTRACTION)
        self._errors = LineFile(errors_beside(path), _ERROR)
        self._synced = monotonic()
        if path.exists() and not path.is_file():
            raise SinkError(f"{path} is no file that can be appended to")
        with _explained(self._out):
            if not self._out.lock():
                raise SinkError(f"another run is writing {path}")
        for file, add in ((self._out, self.ledger.add_extraction), (self._errors, self.ledger.add_error)):
            with _explained(file):
                if resume:
                    _read(file, add)
                elif file.size():
                    raise SinkError(f"{file.path} exists: go on with it by --resume, or give another name")

    def __enter__(self) -> Self:
        """Return the files themselves."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the files."""
        self._out.close()
        self._errors.close()

    def write(self, article_id: str, line: bytes) -> None:  # noqa: ARG002 - the line has it
        """Append an extraction.

        Raises:
            MismatchError: another pipeline made what was there before.
            SinkError: it cannot be written.
        """
        if not self._compared:
            self._compare(line)
        with _explained(self._errors):
            # An error that a power failure takes back is tried again: it must not come out behind this line.
            self._errors.sync()
        with _explained(self._out):
            self._out.append(line)
        if monotonic() - self._synced > _SYNC:
            self.flush()

    def _compare(self, line: bytes) -> None:
        before = self.ledger.pipeline
        now = PipelineInfo.model_validate(pydantic_core.from_json(line)["pipeline"])
        if before not in (None, now):
            raise MismatchError(
                f"{self._out.path} was written by {before}, not by {now}: "
                "go on with what wrote it, or give another name"
            )
        self._compared = True

    def error(self, failed: Failed) -> None:
        """Append an error."""
        with _explained(self._errors):
            self._errors.append(error_line(failed))

    def flush(self) -> None:
        """Wait until all is on the disk."""
        for file in (self._errors, self._out):
            with _explained(file):
                file.sync()
        self._synced = monotonic()


def _read(file: LineFile, add: Callable[[bytes], None]) -> None:
    for number, line in enumerate(file.repaired(), start=1):
        try:
            add(line)
        except ValueError as error:
            raise SinkError(f"{file.path}:{number} {error}: give another name") from None


@contextmanager
def _explained(file: LineFile) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SinkError(f"{file.path} cannot be written: {error.strerror or error}") from error
