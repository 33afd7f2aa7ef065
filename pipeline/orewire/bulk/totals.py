"""How many results a run will give, where that can be told ahead."""

from collections.abc import Iterable

from orewire.documents import File, Settings, Unreadable, find_files, holds_one, open_file


def count_articles(inputs: Iterable[str], settings: Settings) -> int | None:
    """Count the articles that the inputs hold, and the records of what is none, without reading them.

    Args:
        inputs: paths.
        settings: how they are read.

    Returns:
        The number; None where it cannot be known ahead, as for standard input, pipes, tables or
        damaged files.
    """
    try:
        return _total(inputs, settings)
    except Exception:
        return None  # the run itself meets with it, and tells


def _total(inputs: Iterable[str], settings: Settings) -> int | None:
    total = 0
    for name in inputs:
        if name == "-":
            return None
        for file in find_files(name, settings.glob):
            articles = 1 if isinstance(file, Unreadable) else _articles_in(file, settings)
            if articles is None:
                return None
            total += articles
    return total


def _articles_in(file: File, settings: Settings) -> int | None:
    if holds_one(file, settings) or not file.path.exists():
        return 1
    if file.kind != "jsonl" or not file.path.is_file():
        return None  # of a pipe, what is counted would be lost to the run
    with open_file(file.path) as lines:
        return sum(1 for line in lines if line.strip())
