"""An extraction as rows of the tables. Pure: no database here.

Cells are what JSON has: text, whole numbers, floats, booleans and None. Decimal numbers and dates are text
(``"2.5"``, ``"2024-03-22"``), nested values JSON text; what keeps them makes of them what it can hold.
"""

from collections.abc import Callable, Iterable
from datetime import date
from operator import attrgetter, itemgetter
from typing import Any

from pydantic import BaseModel
from pydantic_core import to_json

from orewire.schema import Extraction, MentionArgument, Value
from orewire.stores.layout import (
    ARGUMENT_VALUES,
    ARTICLE_PATHS,
    ARTICLES,
    ENTITY_VALUES,
    FACT_PATHS,
    FACTS,
    MENTION_VALUES,
    TABLES,
    Column,
    Kind,
    ValueColumn,
)

Cell = str | int | float | bool | None
Row = tuple[Cell, ...]
#: Rows by the name of their table.
Rows = dict[str, list[Row]]


def rows_of(extraction: Extraction, digest: str) -> Rows:
    """Turn an extraction into rows.

    Args:
        extraction: what one article states.
        digest: names just this extraction, see :func:`orewire.stores.store.digest_of`.

    Returns:
        The rows of every table, by its name, in the order of the extraction.
    """
    article = extraction.article.id
    entities: list[Row] = [
        (
            article,
            entity.id,
            _plain(entity.label),
            entity.name,
            _json(entity.aliases),
            *_entity_cells(entity.value),
        )
        for entity in extraction.entities
    ]
    mentions: list[Row] = []
    fillers: dict[str, Row] = {}
    for mention in extraction.mentions:
        words = (mention.id, mention.entity, _plain(mention.label), mention.text, mention.start, mention.end)
        values = _mention_cells(mention.value)
        mentions.append((article, *words, *values))
        fillers[mention.id] = (*words, *_of_argument(values))
    facts: list[Row] = []
    arguments: list[Row] = []
    for fact in extraction.facts:
        facts.append((article, *_fact_cells(fact)))
        for position, argument in enumerate(fact.arguments):
            if isinstance(argument, MentionArgument):
                filler = fillers[argument.mention]
            else:
                filler = (None, None, None, argument.text, argument.start, argument.end, *_NO_VALUE)
            arguments.append((article, fact.id, position, argument.role, *filler))
    return {
        "articles": [(*_article_cells(extraction), digest)],
        "entities": entities,
        "mentions": mentions,
        "facts": facts,
        "arguments": arguments,
    }


def joined(batch: Iterable[Rows]) -> Rows:
    """Put the rows of several extractions together."""
    together: Rows = {table.name: [] for table in TABLES}
    for rows in batch:
        for name, some in rows.items():
            together[name] += some
    return together


_plain = str.__str__  # of a StrEnum, which not every database driver takes for a str


def _json(items: tuple[Any, ...]) -> str:
    return to_json(items).decode()


_CONVERTERS: dict[Kind, Callable[[Any], Cell]] = {
    Kind.CHOICE: _plain,
    Kind.DATE: date.isoformat,
    Kind.JSON: _json,
}


class _Reader:
    """Reads fields of an object as cells.

    What makes the rows runs for every mention of every article, so fields are read in one go, and only those
    that are no plain cell already are looked at again.
    """

    def __init__(self, columns: Iterable[Column], paths: Iterable[str]) -> None:
        self._read = attrgetter(*paths, "__class__")  # of one name alone it would give no tuple
        self._converters = [
            (place, _CONVERTERS[column.kind])
            for place, column in enumerate(columns)
            if column.kind in _CONVERTERS
        ]

    def __call__(self, item: object) -> list[Cell]:
        cells = list(self._read(item))
        cells.pop()
        for place, convert in self._converters:
            if cells[place] is not None:
                cells[place] = convert(cells[place])
        return cells


_article_cells = _Reader(
    (column for column in ARTICLES.columns if column.name in ARTICLE_PATHS), ARTICLE_PATHS.values()
)
_fact_cells = _Reader((column for column in FACTS.columns if column.name in FACT_PATHS), FACT_PATHS.values())


class _ValueReader:
    """Lays values out over the columns that hold them."""

    def __init__(self, columns: tuple[ValueColumn, ...]) -> None:
        self._empty: list[Cell] = [None] * len(columns)
        self._readers: dict[type[BaseModel], tuple[list[int], _Reader]] = {}
        for model in {model for value in columns for model in value.fields}:
            places = [place for place, value in enumerate(columns) if model in value.fields]
            filled = [columns[place] for place in places]
            reader = _Reader([value.column for value in filled], [value.fields[model] for value in filled])
            self._readers[model] = (places, reader)

    def __call__(self, value: Value | None) -> list[Cell]:
        cells = self._empty.copy()
        reader = None if value is None else self._readers.get(type(value))
        if reader is not None:
            places, read = reader
            for place, cell in zip(places, read(value), strict=True):
                cells[place] = cell
        return cells


_mention_cells = _ValueReader(MENTION_VALUES)
_entity_cells = _ValueReader(ENTITY_VALUES)
_of_argument = itemgetter(*map(MENTION_VALUES.index, ARGUMENT_VALUES))
_NO_VALUE: Row = (None,) * len(ARGUMENT_VALUES)
