"""An extraction as rows of the tables. Pure: no database here.

Cells are what JSON has: text, whole numbers, floats, booleans and None. Decimal numbers and dates are text
(``"2.5"``, ``"2024-03-22"``), nested values JSON text; what keeps them makes of them what it can hold.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter, itemgetter
from typing import Any

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
    return to_json(items).decode() if items else "[]"


_CONVERTERS: dict[Kind, Callable[[Any], Cell]] = {
    Kind.CHOICE: _plain,
    Kind.DATE: date.isoformat,
    Kind.JSON: _json,
}


class _Reader:
    """Reads fields as the cells of some columns.

    What makes the rows runs for every mention of every article, so fields are read in one go and laid out in
    one go, and only those that are no plain cell already are looked at. Those of one object are read from its
    dictionary, which takes half as long as its attributes.
    """

    def __init__(self, columns: Sequence[Column], paths: Mapping[str, str]) -> None:
        """Set up.

        Args:
            columns: the columns, two at least.
            paths: the field of each, by its name; a column without has None.
        """
        names = [column.name for column in columns if column.name in paths]
        fields = [paths[name] for name in names]
        getter = attrgetter if any("." in field for field in fields) else itemgetter
        # one more, in whose place None is put for the columns without a field
        self._read: Callable[[Any], tuple[Any, ...]] = getter(*fields, fields[0])
        self._converters = [
            (names.index(column.name), _CONVERTERS[column.kind])
            for column in columns
            if column.name in names and column.kind in _CONVERTERS
        ]
        self._lay_out: Callable[[list[Cell]], Row] = itemgetter(
            *(names.index(column.name) if column.name in names else -1 for column in columns)
        )

    def __call__(self, source: object) -> Row:
        """Return the cells of an object, or of its dictionary where no field has a dot."""
        cells = list(self._read(source))
        cells[-1] = None
        for place, convert in self._converters:
            if cells[place] is not None:
                cells[place] = convert(cells[place])
        return self._lay_out(cells)


def _value_reader(columns: tuple[ValueColumn, ...]) -> Callable[[Value | None], Row]:
    """Return what lays values of any model out over the columns that hold them."""
    nothing: Row = (None,) * len(columns)
    readers: dict[type, _Reader] = {
        model: _Reader(
            [value.column for value in columns],
            {value.column.name: value.fields[model] for value in columns if model in value.fields},
        )
        for model in {model for value in columns for model in value.fields}
    }

    def read(value: Value | None) -> Row:
        reader = readers.get(type(value))
        return nothing if reader is None else reader(value.__dict__)

    return read


_article_cells = _Reader(
    [column for column in ARTICLES.columns if column.name in ARTICLE_PATHS], ARTICLE_PATHS
)
_fact_cells = _Reader([column for column in FACTS.columns if column.name in FACT_PATHS], FACT_PATHS)
_mention_cells = _value_reader(MENTION_VALUES)
_entity_cells = _value_reader(ENTITY_VALUES)
_of_argument = itemgetter(*map(MENTION_VALUES.index, ARGUMENT_VALUES))
_NO_VALUE: Row = (None,) * len(ARGUMENT_VALUES)
