"""Results on standard output, errors on standard error."""

import sys
from typing import BinaryIO

from orewire.bulk.outcomes import Failed


class Streams:
    """Writes extractions to one stream and errors, in words, to standard error."""

    def __init__(self, out: BinaryIO | None) -> None:
        """Set up.

        Args:
            out: where extractions go; None for nowhere.
        """
        self._out = out

    def write(self, article_id: str, line: bytes) -> None:  # noqa: ARG002 - the line has it
        """Write an extraction."""
        if self._out is not None:
            self._out.write(line)
            self._out.flush()

    def error(self, failed: Failed) -> None:
        """Say what went wrong."""
        print(f"orewire: {failed}", file=sys.stderr, flush=True)

    def flush(self) -> None:
        """Do nothing: each line is flushed."""
