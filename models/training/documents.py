"""The form in which every training text is kept: words, line breaks, names, syntax."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from training.labels import Span


@dataclass(slots=True)
class Syntax:
    """Grammar of a text, word by word; a head is a word number, a root is its own head."""

    upos: list[str]
    heads: list[int]
    relations: list[str]


@dataclass(slots=True)
class Document:
    """One text.

    Attributes:
        id: unique within its set.
        source: name of the set (`gum`, `wikinews`, …); decides what its labels mean.
        split: `train`, `dev` or `test`.
        words: the words.
        names: labelled spans of words.
        starts: for each word 1 if a sentence begins there, 0 if not, -1 if that is not known.
        breaks: word numbers that are first in their line.
        syntax: grammar, where the set has it.
    """

    id: str
    source: str
    split: str
    words: list[str]
    names: list[Span]
    starts: list[int]
    breaks: list[int] = field(default_factory=list)
    syntax: Syntax | None = None


def write_documents(path: Path, documents: Iterable[Document]) -> None:
    """Write documents as JSON lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for document in documents:
            file.write(json.dumps(asdict(document), ensure_ascii=False) + "\n")


def read_documents(path: Path) -> Iterator[Document]:
    """Read documents written by `write_documents`."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            row["names"] = [(start, end, label) for start, end, label in row["names"]]
            row["syntax"] = Syntax(**row["syntax"]) if row["syntax"] else None
            yield Document(**row)
