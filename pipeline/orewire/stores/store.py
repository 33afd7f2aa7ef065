"""What all stores share: batches of extractions, and which of them change what is stored."""

import hashlib
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass, fields
from types import TracebackType
from typing import NamedTuple, Self

from pydantic import ValidationError

from orewire.schema import Extraction
from orewire.stores.rows import Rows, joined, rows_of


class StoreError(Exception):
    """The store cannot be used; the message says why and what to do, and holds no password."""


class RowError(Exception):
    """The store takes some row of what it was given not."""


@dataclass
class Counts:
    """What became of the extractions.

    Attributes:
        new: of articles that the store did not have.
        replaced: that took the place of another one of their article.
        unchanged: that were stored already.
        kept: that an older orewire made than what is stored of their article, which was kept.
        failed: lines that are no extraction, or that the store does not take.
    """

    new: int = 0
    replaced: int = 0
    unchanged: int = 0
    kept: int = 0
    failed: int = 0

    def count(self, name: str, number: int = 1) -> None:
        """Count more of one sort."""
        setattr(self, name, getattr(self, name) + number)

    def add(self, more: "Counts") -> None:
        """Add other counts."""
        for field in fields(self):
            self.count(field.name, getattr(more, field.name))

    def __str__(self) -> str:
        return ", ".join(f"{getattr(self, field.name)} {field.name}" for field in fields(self))


#: Where a line stands, and what is wrong with it.
Problem = tuple[str, str]
#: Called with both.
Report = Callable[[str, str], None]


class Pending(NamedTuple):
    """A line that waits to be stored."""

    where: str
    line: bytes
    extraction: Extraction | None  # where it was given, not read


class Stored(NamedTuple):
    """What is stored of an article: its extraction's digest, and the version of orewire that made it."""

    digest: str
    version: str


def digest_of(line: bytes) -> str:
    """Return the hex SHA-256 digest that names an extraction, of its JSON line without the line's end."""
    return hashlib.sha256(line).hexdigest()


class Store(ABC):
    """Extractions in tables; a context manager that stores what is left on leaving without an error.

    Extractions are collected and stored in batches. A batch is stored whole or not at all, so that whatever
    happens, every article is as it was or as it is to be, and storing the same again finishes the work.
    """

    #: How many extractions are stored at once.
    batch: int

    def __init__(self, report: Report) -> None:
        self.counts = Counts()
        self._report = report
        self._pending: list[Pending] = []

    def add(self, extraction: Extraction) -> None:
        """Store an extraction; one of the same article is replaced whole.

        Args:
            extraction: what one article states.

        Raises:
            StoreError: if the store cannot be written.
        """
        line = extraction.model_dump_json().encode()
        self._add(Pending(f"article {extraction.article.id}", line, extraction))

    def add_line(self, line: bytes, where: str) -> None:
        """Store a line of JSON as ``orewire extract`` writes it; one that is none is reported and counted.

        Args:
            line: the line; its end does not count.
            where: names the line when it is reported.

        Raises:
            StoreError: if the store cannot be written.
        """
        self._add(Pending(where, line.strip(), None))

    def _add(self, pending: Pending) -> None:
        self._pending.append(pending)
        if len(self._pending) >= self.batch:
            self.flush()

    def flush(self) -> None:
        """Store what has been collected.

        Raises:
            StoreError: if the store cannot be written.
        """
        pending, self._pending = self._pending, []
        if not pending:
            return
        try:
            counts, problems = self._store(pending)
        except RowError as error:
            if len(pending) == 1:
                counts, problems = Counts(failed=1), [(pending[0].where, str(error))]
            else:  # one bad row keeps no other article out
                for one in pending:
                    self._pending = [one]
                    self.flush()
                return
        self.counts.add(counts)
        for where, reason in problems:
            self._report(where, reason)

    def _store(self, pending: list[Pending]) -> tuple[Counts, list[Problem]]:
        with self.transaction():
            digests = [digest_of(one.line) for one in pending]
            known = self.articles(digests)
            problems: list[Problem] = []
            read = {
                digest: _read(one, problems)
                for one, digest in zip(pending, digests, strict=True)
                if digest not in known
            }
            extractions = {digest: extraction for digest, extraction in read.items() if extraction}
            ids = known | {digest: extraction.article.id for digest, extraction in extractions.items()}
            before = self.stored(set(ids.values()))
            after = dict(before)
            counts = Counts(failed=sum(digest not in ids for digest in digests))
            for digest in filter(ids.__contains__, digests):
                article, extraction = ids[digest], extractions.get(digest)
                version = extraction.pipeline.version if extraction else before[article].version
                counts.count(_take(after, article, Stored(digest, version)))
            changed = [article for article in after if after[article] != before.get(article)]
            if changed:
                final = [after[article].digest for article in changed]
                rows = joined(rows_of(extractions[digest], digest) for digest in final)
                self.replace(before.keys() & set(changed), rows)
        return counts, problems

    @abstractmethod
    def transaction(self) -> AbstractContextManager[None]:
        """Enclose what is to happen whole or not at all."""

    @abstractmethod
    def articles(self, digests: Collection[str]) -> dict[str, str]:
        """Look up which of some digests are stored, each with its article's id."""

    @abstractmethod
    def stored(self, articles: Collection[str]) -> dict[str, Stored]:
        """Look up which of some articles are stored, and what of them."""

    @abstractmethod
    def replace(self, gone: Collection[str], rows: Rows) -> None:
        """Take some articles out, put rows in.

        Raises:
            RowError: if some row is not taken.
        """

    @abstractmethod
    def close(self) -> None:
        """Let go of the store."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self.flush()
        finally:
            self.close()


def _take(articles: dict[str, Stored], article: str, offered: Stored) -> str:
    """Let an extraction take its article's place, unless it is there already or an older orewire made it.

    Returns:
        The name of the count that it adds to.
    """
    held = articles.get(article)
    if held is not None and held.digest == offered.digest:
        return "unchanged"
    if held is not None and _numbers(offered.version) < _numbers(held.version):
        return "kept"
    articles[article] = offered
    return "new" if held is None else "replaced"


def _numbers(version: str) -> tuple[int, ...]:
    """Return the numbers that a version begins with: of ``0.10.0rc1``, 0, 10 and 0."""
    release = re.match(r"\d+(\.\d+)*", version)
    return tuple(map(int, release.group().split("."))) if release else ()


def _read(one: Pending, problems: list[Problem]) -> Extraction | None:
    line = _shown_nul(one.line)
    if one.extraction is not None and line is one.line:
        return one.extraction
    try:
        return Extraction.model_validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"]))
        problems.append((one.where, f"no extraction: {place + ': ' if place else ''}{first['msg']}"))
        return None


# The only way for NUL to stand in JSON; a backslash before it would make it six plain characters.
_NUL = re.compile(rb"(?<!\\)((?:\\\\)*)\\u0000")


def _shown_nul(line: bytes) -> bytes:
    """Replace NUL, which PostgreSQL keeps in no text, by a character that keeps the offsets."""
    return _NUL.sub(rb"\1\\ufffd", line) if b"\\u0000" in line else line
