"""Results in a folder, part by part: JSON lines as ``orewire extract`` writes them, or Parquet tables.

    OUT/plan.json    OUT/part-000000.jsonl    OUT/part-000000.errors.jsonl
    OUT/plan.json    OUT/articles/part-000000.parquet    OUT/facts/part-000000.parquet    …

A part's last file is there when all of it is: each is written under another name first, then renamed.
"""

import hashlib
import json
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from orewire.bulk.files import error_line
from orewire.bulk.outcomes import Extracted, Failed, Outcome
from orewire.bulk.parts import Part
from orewire.bulk.sinks import SinkError

#: What parts can be written as.
FORMATS = ("jsonl", "parquet")

_PLAN = "plan.json"


class Written(NamedTuple):
    """What a part gave.

    Attributes:
        extracted: number of extractions.
        failed: number of errors.
    """

    extracted: int
    failed: int


class PartFiles:
    """The folder of results.

    Args:
        folder: where it is; every machine of the cluster must see it.
        output_format: one of `FORMATS`.
    """

    def __init__(self, folder: Path, output_format: str) -> None:
        self.folder = folder
        self._format = output_format

    def begin(self, parts: list[Part], settings: str, *, resume: bool) -> list[int]:
        """Make the folder, or go on with it.

        Args:
            parts: all parts.
            settings: what else the results depend on, in words that are the same for the same run.
            resume: whether to go on with what there is; else there must be nothing.

        Returns:
            Numbers of the parts that are yet to be written.

        Raises:
            SinkError: the folder has something else, or cannot be written.
        """
        path = self.folder / _PLAN
        plan = {"parts": len(parts), "format": self._format, "digest": _digest(parts, settings)}
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if not any(self.folder.iterdir()):
                _write(path, json.dumps(plan).encode())
            elif not resume:
                raise SinkError(
                    f"{self.folder} is not empty: go on with it by --resume, or give another name"
                )
            elif not path.exists():
                raise SinkError(f"{self.folder} holds no run that can be resumed: give another name")
            elif json.loads(path.read_bytes()) != plan:
                raise SinkError(
                    f"{self.folder} was begun with other inputs, options or version of orewire: "
                    "go on with those, or give another name"
                )
        except OSError as error:
            raise SinkError(f"{self.folder} cannot be written: {error.strerror or error}") from error
        return [number for number in range(len(parts)) if not self._last(number).exists()]

    def write(self, number: int, outcomes: Iterable[Outcome]) -> Written:
        """Write a part.

        Args:
            number: its number.
            outcomes: what became of its items.

        Returns:
            How many they were.
        """
        outcomes = list(outcomes)
        tables: dict[str, bytes] = {}
        if self._format == "parquet":
            outcomes, tables = _in_tables(outcomes)
        lines = _lines(outcomes)
        errors = [error_line(outcome) for outcome in outcomes if isinstance(outcome, Failed)]
        if errors:
            _write(self._errors(number), b"".join(errors))
        if self._format == "parquet":
            self._write_tables(number, tables)
        else:
            _write(self._last(number), b"".join(lines))
        return Written(len(lines), len(errors))

    def failed(self, number: int) -> int:
        """Count the errors of a part that is written."""
        path = self._errors(number)
        return len(path.read_bytes().splitlines()) if path.exists() else 0

    def _errors(self, number: int) -> Path:
        return self.folder / f"{_name(number)}.errors.jsonl"

    def _last(self, number: int) -> Path:
        if self._format == "parquet":
            return self.folder / "articles" / f"{_name(number)}.parquet"
        return self.folder / f"{_name(number)}.jsonl"

    def _write_tables(self, number: int, tables: dict[str, bytes]) -> None:
        for name in sorted(tables, key=lambda name: name == "articles"):  # these tell that the part is there
            path = self.folder / name / f"{_name(number)}.parquet"
            path.parent.mkdir(exist_ok=True)
            _write(path, tables[name])


def _in_tables(outcomes: list[Outcome]) -> tuple[list[Outcome], dict[str, bytes]]:
    """Return what became of a part's items, and its extractions as the content of files for each table."""
    from orewire.stores.parquet import parquet_files
    from orewire.stores.store import RowError

    def fitting(outcome: Outcome) -> Outcome:
        if isinstance(outcome, Extracted):
            try:
                parquet_files([outcome.line])
            except RowError as error:
                return Failed(str(error), id=outcome.article_id, error="RowError")
        return outcome

    with suppress(RowError):
        return outcomes, parquet_files(_lines(outcomes))
    outcomes = list(map(fitting, outcomes))  # one bad row keeps no other article out
    return outcomes, parquet_files(_lines(outcomes))


def _lines(outcomes: Iterable[Outcome]) -> list[bytes]:
    return [outcome.line for outcome in outcomes if isinstance(outcome, Extracted)]


def _name(number: int) -> str:
    return f"part-{number:06d}"


def _digest(parts: list[Part], settings: str) -> str:
    digest = hashlib.sha256(settings.encode(errors="surrogatepass"))
    for part in parts:
        for file in part.files:
            digest.update(os.fsencode(file.path) + b"\0" + str(file.path.stat().st_size).encode() + b"\0")
        digest.update(f"{part.start} {part.stop}\n".encode())
    return digest.hexdigest()


def _write(path: Path, content: bytes) -> None:
    # Two workers may write one part, if the first seems lost: each under a name of its own.
    temporary = path.with_name(f".{path.name}.{uuid4().hex}.tmp")
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
