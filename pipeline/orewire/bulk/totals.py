"""How many results a run will give, where that can be told ahead."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from orewire.documents.reader import SUFFIXES


def count_articles(inputs: Iterable[str]) -> int | None:
    """Count the articles that the inputs hold, and the records of what is none, without reading them.

    Args:
        inputs: paths.

    Returns:
        The number; None where it cannot be known ahead, as for standard input.
    """
    total = 0
    for name in inputs:
        for file in _files(name):
            articles = _articles_in(file)
            if articles is None:
                return None
            total += articles
    return total


def _files(name: str) -> Iterator[Path]:
    path = Path(name)
    if path.is_dir():
        yield from (file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())
    else:
        yield path


def _articles_in(path: Path) -> int | None:
    match path.suffix.lower():
        case ".txt":
            return 1
        case ".jsonl":
            try:
                with path.open("rb") as lines:
                    return sum(1 for line in lines if line.strip())
            except OSError:
                return 1  # it gives one record that says so
    return None
