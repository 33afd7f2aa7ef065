"""A file of lines that is appended to and survives whatever ends the run."""

import os
import sys
from collections.abc import Iterator
from io import FileIO
from pathlib import Path

from orewire.bulk.sinks import SinkError


class LineFile:
    """A file that whole lines are appended to; it is made when it is opened or with its first line.

    Every method raises ``OSError`` when the file cannot be used as it says.

    Attributes:
        path: where it is.
    """

    def __init__(self, path: Path, beginning: bytes) -> None:
        """Name the file.

        Args:
            path: where it is.
            beginning: what each of its lines begins with.
        """
        self.path = path
        self._beginning = beginning
        self._file: FileIO | None = None
        self._synced = True

    def open(self) -> FileIO:
        """Open the file for appending, unless it is open."""
        if self._file is None:
            self._file = FileIO(self.path, "ab")
        return self._file

    def lock(self) -> bool:
        """Keep other runs from the file while it is open; False if one has it."""
        file = self.open()
        if sys.platform == "win32":
            return True
        import fcntl

        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True  # a file system without locks
        return True

    def size(self) -> int:
        """Return the file's size in bytes, 0 if there is none."""
        return self.path.stat().st_size if self.path.exists() else 0

    def repaired(self) -> Iterator[bytes]:
        """Yield the lines there are; a torn one at the end is cut off.

        Raises:
            SinkError: what stands at the end is the beginning of no line of this file, and is left alone.
        """
        if not self.size():
            return
        whole = 0
        with self.path.open("rb+") as file:
            for line in file:
                if not line.endswith(b"\n"):
                    self._check_torn(line)
                    file.truncate(whole)
                    return
                whole += len(line)
                yield line

    def _check_torn(self, line: bytes) -> None:
        torn = line.rstrip(b"\0")  # a power failure may leave these
        if not (torn.startswith(self._beginning) or self._beginning.startswith(torn)):
            raise SinkError(f"{self.path} ends in what is no line of ours: give another name")

    def append(self, line: bytes) -> None:
        """Write a line."""
        file = self.open()
        self._synced = False
        rest = memoryview(line)
        while rest:  # a disk that is nearly full takes a part
            rest = rest[file.write(rest) :]

    def sync(self) -> None:
        """Wait until the lines written are on the disk."""
        if self._file is not None and not self._synced:
            os.fsync(self._file.fileno())
            self._synced = True

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
