"""Lines of the files that ``orewire extract`` writes."""

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

_GZIP = b"\x1f\x8b"


class Line(NamedTuple):
    """A line, or the reason why there is none."""

    where: str
    content: bytes
    problem: str | None = None


def read_lines(path: str) -> Iterator[Line]:
    """Read the lines of a file that are not empty.

    Args:
        path: the file, plain or compressed by gzip; ``-`` for standard input.

    Yields:
        The lines in order; when the file cannot be read, or no further, a last one with the problem.
    """
    name = "stdin" if path == "-" else path
    number = 0
    try:
        with ExitStack() as stack:
            file: Any = sys.stdin.buffer if path == "-" else stack.enter_context(Path(path).open("rb"))
            lines: Any = io.BufferedReader(file)
            stack.callback(lines.detach)  # standard input stays open
            if lines.peek(2)[:2] == _GZIP:
                lines = stack.enter_context(gzip.open(lines))
            for number, content in enumerate(lines, start=1):
                if content.strip():
                    yield Line(f"{name}:{number}", content)
    except (OSError, EOFError, zlib.error) as error:  # of gzip where a file is cut off or damaged
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        yield Line(f"{name}:{number + 1}" if number else name, b"", reason)
