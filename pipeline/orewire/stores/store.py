"""What all stores share: batches of extractions, and which of them change what is stored."""

import hashlib
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass, fields
from functools import cached_property
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
#: What became of lines.
Result = tuple[Counts, list[Problem]]


class Content(NamedTuple):
    """What a line says.

    Attributes:
        article: the id of its article.
        version: of the orewire that made it.
        rows: what is stored of it.
    """

    article: str
    version: str
    rows: Rows


_LEAST_SIZE = 256


class Incoming:
    """A line that is to be stored; it is read when that is first asked for.

    Attributes:
        where: names it when it is reported.
        line: the line, without its end.
        digest: names its extraction.
    """

    def __init__(self, where: str, line: bytes, extraction: Extraction | None = None) -> None:
        """Take the line.

        Args:
            where: names it when it is reported.
            line: the line; its end does not count.
            extraction: what it says, where that is known.
        """
        self.where = where
        self.line = line.strip()
        self.digest = digest_of(self.line)
        self._extraction = extraction

    @cached_property
    def content(self) -> Content | str:
        """What it says, or why it says nothing; may be set by who has read it elsewhere."""
        return content_of(self.line, self.digest, self._extraction)

    @property
    def size(self) -> int:
        """What it takes of a batch; few bytes count as more, as a query with very many lines is refused."""
        return max(len(self.line), _LEAST_SIZE)

    @property
    def is_read(self) -> bool:
        """Whether what it says is known."""
        return "content" in vars(self)


def content_of(line: bytes, digest: str, extraction: Extraction | None = None) -> Content | str:
    """Return what a line says, or why it says nothing.

    Args:
        line: the line, without its end.
        digest: names its extraction.
        extraction: what it says, where that is known.
    """
    shown = _shown_nul(line)
    if extraction is None or shown is not line:
        try:
            extraction = Extraction.model_validate_json(shown)
        except ValidationError as error:
            first = error.errors(include_url=False, include_context=False, include_input=False)[0]
            place = ".".join(map(str, first["loc"]))
            return f"no extraction: {place + ': ' if place else ''}{first['msg']}"
    return Content(extraction.article.id, extraction.pipeline.version, rows_of(extraction, digest))


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

    #: Bytes of lines that are stored at once: long articles take no more memory than short ones.
    batch = 2 << 20

    def __init__(self, report: Report) -> None:
        self.counts = Counts()
        self._report = report
        self._pending: list[Incoming] = []
        self._filled = 0

    def add(self, extraction: Extraction) -> None:
        """Store an extraction; one of the same article is replaced whole.

        Args:
            extraction: what one article states.

        Raises:
            StoreError: if the store cannot be written.
        """
        line = extraction.model_dump_json().encode()
        self.take(Incoming(f"article {extraction.article.id}", line, extraction))

    def add_line(self, line: bytes, where: str) -> None:
        """Store a line of JSON as ``orewire extract`` writes it; one that is none is reported and counted.

        Args:
            line: the line; its end does not count.
            where: names the line when it is reported.

        Raises:
            StoreError: if the store cannot be written.
        """
        self.take(Incoming(where, line))

    def take(self, line: Incoming) -> None:
        """Store a line; see ``add_line``."""
        self._pending.append(line)
        self._filled += line.size
        if self._filled >= self.batch:
            self.flush()

    def flush(self) -> None:
        """Store what has been collected.

        Raises:
            StoreError: if the store cannot be written.
        """
        pending, self._pending, self._filled = self._pending, [], 0
        if not pending:
            return
        counts, problems = self._put(pending)
        self.counts.add(counts)
        for where, reason in problems:
            self._report(where, reason)

    def missing(self, lines: list[Incoming]) -> list[Incoming]:
        """Return those of some lines that are not stored already, in order.

        Raises:
            StoreError: if the store cannot be read.
        """
        with self.transaction():
            known = self.articles([line.digest for line in lines])
        return [line for line in lines if line.digest not in known]

    def _put(self, lines: list[Incoming]) -> Result:
        try:
            return self._store(lines)
        except RowError as error:
            if len(lines) == 1:
                return Counts(failed=1), [(lines[0].where, str(error))]
        # One bad row keeps no other article out; by halves it is found in few steps.
        middle = len(lines) // 2
        counts, problems = self._put(lines[:middle])
        more, others = self._put(lines[middle:])
        counts.add(more)
        return counts, problems + others

    def _store(self, lines: list[Incoming]) -> Result:
        with self.transaction():
            known = self.articles([line.digest for line in lines if not line.is_read])
            read = {line: line.content for line in lines if line.digest not in known}
            problems = [(line.where, reason) for line, reason in read.items() if isinstance(reason, str)]
            contents = {
                line.digest: content for line, content in read.items() if isinstance(content, Content)
            }
            ids = known | {digest: content.article for digest, content in contents.items()}
            before = self.stored(set(ids.values()))
            after = dict(before)
            counts = Counts(failed=len(problems))
            for digest in (line.digest for line in lines if line.digest in ids):
                article, content = ids[digest], contents.get(digest)
                version = content.version if content else before[article].version
                counts.count(_take(after, article, Stored(digest, version)))
            changed = [article for article in after if after[article] != before.get(article)]
            if changed:
                rows = joined(contents[after[article].digest].rows for article in changed)
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
    release = re.match(r"\d{1,9}(\.\d{1,9})*", version)
    return tuple(map(int, release.group().split("."))) if release else ()


# The only way for NUL to stand in JSON; a backslash before it would make it six plain characters.
_NUL = re.compile(rb"(?<!\\)((?:\\\\)*)\\u0000")


def _shown_nul(line: bytes) -> bytes:
    """Replace NUL, which PostgreSQL keeps in no text, by a character that keeps the offsets."""
    return _NUL.sub(rb"\1\\ufffd", line) if b"\\u0000" in line else line
