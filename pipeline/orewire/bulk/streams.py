"""Results on standard output, errors on standard error."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from orewire.bulk.outcomes import Failed
from orewire.bulk.sinks import SinkError


class StreamError(SinkError):
    """Standard output cannot be written; what it has taken cannot be gone on with."""


@contextmanager
def stdout_explained() -> Iterator[None]:
    """Turn what keeps standard output from being written into a message.

    Raises:
        StreamError: it cannot be written.
        BrokenPipeError: nobody reads it any more, as behind ``head``.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        # What is left in its buffer would fail once more when the process ends.
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), 1)
        raise StreamError(f"standard output cannot be written: {error.strerror or error}") from error


class Streams:
    """Writes extractions to one stream and errors, in words, to standard error."""

    def __init__(self, out: BinaryIO | None) -> None:
        """Set up.

        Args:
            out: where extractions go; None for nowhere.
        """
        self._out = out

    def write(self, article_id: str, line: bytes) -> None:  # noqa: ARG002 - the line has it
        """Write an extraction.

        Raises:
            StreamError: it cannot be written.
        """
        if self._out is not None:
            with stdout_explained():
                self._out.write(line)
                self._out.flush()

    def error(self, failed: Failed) -> None:
        """Say what went wrong."""
        print(f"orewire: {failed}", file=sys.stderr, flush=True)

    def flush(self) -> None:
        """Do nothing: each line is flushed."""
