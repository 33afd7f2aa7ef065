"""Extractions in a folder of Parquet files: a folder for each table, a file for each part of the articles.

    facts/manifest.json
    facts/articles/part-0f3a….parquet    facts/mentions/part-0f3a….parquet    …

Files do not change. What replaces an article writes the part that holds it anew, without it. New files have
``.tmp`` behind their name until the manifest, which lists the parts that count, names them; if something
fails before, nothing has changed, and if after, the next one to open the folder puts the files in place.
"""

import hashlib
import json
import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from orewire.stores.arrow import table_of
from orewire.stores.layout import TABLES, VERSION
from orewire.stores.rows import Rows, joined
from orewire.stores.store import Incoming, Report, RowError, Store, Stored, StoreError

MANIFEST = "manifest.json"
_FILES = "part-" + "[0-9a-f]" * 16 + ".parquet"
_TEMPORARY = ".tmp"


def parquet_files(lines: Iterable[bytes]) -> dict[str, bytes]:
    """Return extractions as the content of a Parquet file for each table.

    Args:
        lines: extractions as lines of JSON.

    Returns:
        The content by the table's name.

    Raises:
        RowError: if a line is no extraction, or has what does not fit its column.
    """
    rows = joined(map(_rows_of, lines))
    files = {}
    for table in TABLES:
        content = pa.BufferOutputStream()
        pq.write_table(table_of(table, rows[table.name]), content, compression="zstd")
        files[table.name] = content.getvalue().to_pybytes()
    return files


def _rows_of(line: bytes) -> Rows:
    content = Incoming("", line).content
    if isinstance(content, str):
        raise RowError(content)
    return content.rows


class ParquetStore(Store):
    """Extractions in a folder of Parquet files. Only one process may write a folder at a time."""

    batch = 32 << 20

    def __init__(self, folder: Path, report: Report) -> None:
        """Open the folder, or make it.

        Args:
            folder: where the files are.
            report: told of every line that is not stored.

        Raises:
            StoreError: if the folder cannot be written or is of a newer orewire.
        """
        super().__init__(report)
        self._folder = folder
        self._stored: dict[str, Stored] = {}
        self._ids: dict[str, str] = {}
        self._part_of: dict[str, str] = {}
        with self.transaction():
            self._parts = self._read_manifest()
            for table in TABLES:
                (folder / table.name).mkdir(parents=True, exist_ok=True)
            self._settle()
            for part in self._parts:
                self._remember(part, self._read("articles", part))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Enclose what is to happen whole or not at all; the system's errors become ours."""
        try:
            yield
        except (OSError, json.JSONDecodeError, pa.ArrowInvalid) as error:
            reason = getattr(error, "strerror", None) or error
            raise StoreError(
                f"{self._folder}: {reason}; see that the folder can be written, then run "
                "this again: it goes on where it stopped"
            ) from error

    def articles(self, digests: Collection[str]) -> dict[str, str]:
        """Look up which of some digests are stored, each with its article's id."""
        return {digest: self._ids[digest] for digest in digests if digest in self._ids}

    def stored(self, articles: Collection[str]) -> dict[str, Stored]:
        """Look up which of some articles are stored, and what of them."""
        return {article: self._stored[article] for article in articles if article in self._stored}

    def replace(self, gone: Collection[str], rows: Rows) -> None:
        """Take some articles out, put rows in."""
        incoming = {table.name: table_of(table, rows[table.name]) for table in TABLES}
        stale = {self._part_of[article] for article in gone}
        written = {self._write(incoming): incoming["articles"]}
        for part in sorted(stale):
            rest = self._without(part, gone)
            if rest["articles"].num_rows:
                written[self._write(rest)] = rest["articles"]
        self._parts = sorted((set(self._parts) - stale) | written.keys())
        self._write_manifest()
        self._settle()
        for article in gone:
            del self._ids[self._stored[article].digest]
        for part, articles in written.items():
            self._remember(part, articles)

    def close(self) -> None:
        """Let go of the folder: nothing is open."""

    def _remember(self, part: str, articles: pa.Table) -> None:
        columns = [articles[name].to_pylist() for name in ("article_id", "digest", "pipeline_version")]
        for article, digest, version in zip(*columns, strict=True):
            self._stored[article] = Stored(digest, version)
            self._ids[digest] = article
            self._part_of[article] = part

    def _read(self, table: str, part: str) -> pa.Table:
        return pq.ParquetFile(self._folder / table / f"{part}.parquet").read()

    def _without(self, part: str, gone: Collection[str]) -> dict[str, pa.Table]:
        names = pa.array(sorted(gone), pa.string())
        tables = {table.name: self._read(table.name, part) for table in TABLES}
        return {
            name: rows.filter(pc.invert(pc.is_in(rows["article_id"], names))) for name, rows in tables.items()
        }

    def _write(self, tables: dict[str, pa.Table]) -> str:
        digests = "\n".join(sorted(tables["articles"]["digest"].to_pylist()))
        part = f"part-{hashlib.sha256(digests.encode()).hexdigest()[:16]}"
        for name, rows in tables.items():
            path = self._folder / name / f"{part}.parquet{_TEMPORARY}"
            with path.open("wb") as file:
                pq.write_table(rows, file, compression="zstd")
                file.flush()
                os.fsync(file.fileno())
        return part

    def _read_manifest(self) -> list[str]:
        path = self._folder / MANIFEST
        if not path.exists():
            return []
        match json.loads(path.read_bytes()):
            case {"version": int(version)} if version > VERSION:
                raise StoreError(
                    f"{self._folder}: its files are of version {version}, this orewire knows {VERSION}: "
                    "install a newer orewire"
                )
            case {"version": int(), "parts": [*parts]}:
                return parts
        raise StoreError(f"{path} was not made by orewire: give a folder of its own")

    def _write_manifest(self) -> None:
        path = self._folder / (MANIFEST + _TEMPORARY)
        with path.open("w", encoding="utf-8") as file:
            json.dump({"version": VERSION, "parts": self._parts}, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        path.replace(self._folder / MANIFEST)

    def _settle(self) -> None:
        """Put the files of the parts that count in place, and take the others away."""
        parts = set(self._parts)
        for folder in (self._folder / table.name for table in TABLES):
            for path in folder.glob(_FILES + _TEMPORARY):
                if path.name.partition(".")[0] in parts:
                    path.replace(path.with_suffix(""))
                else:
                    path.unlink()
            for path in folder.glob(_FILES):
                if path.stem not in parts:
                    path.unlink()
