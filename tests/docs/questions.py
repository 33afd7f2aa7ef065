"""The questions of questions.sql, and what a database answers."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy as sa


class Question(NamedTuple):
    """A question in words and in SQL."""

    words: str
    sql: str


class Answer(NamedTuple):
    """Names of columns, and rows of cells as they are shown."""

    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]


def questions() -> Iterator[Question]:
    """Yield the questions: each begins with a comment of one line and ends with a semicolon."""
    text = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for part in text.strip().removesuffix(";").split(";\n"):
        words, _, sql = part.strip().partition("\n")
        yield Question(words.removeprefix("-- "), sql)


def answer(url: sa.URL, question: Question) -> Answer:
    """Ask a database."""
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        result = connection.exec_driver_sql(question.sql)
        found = Answer(tuple(result.keys()), [tuple(map(_shown, row)) for row in result])
    engine.dispose()
    return found


def _shown(cell: Any) -> str:
    """Show a number with its thousands, whatever type the database has for it."""
    if cell is None or isinstance(cell, (str, date)):
        return str(cell or "")
    return f"{Decimal(str(cell)).normalize():,f}"
