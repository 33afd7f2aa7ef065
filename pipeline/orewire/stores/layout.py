"""The tables: columns with types taken from the schema's models, keys, indexes. Knows no database."""

from datetime import date
from enum import StrEnum
from types import NoneType
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin

from pydantic import BaseModel

from orewire.schema import ENTITY_LABELS, VALUE_MODELS, Extraction, Fact, Label, Span
from orewire.schema.values import DecimalString

#: Version of the layout: a database of an older one is brought up to it, one of a newer one refused.
VERSION = 3


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    CHOICE = "choice"  # one of a few words
    INTEGER = "integer"
    REAL = "real"
    NUMERIC = "numeric"
    DATE = "date"
    BOOLEAN = "boolean"
    JSON = "json"


class Column(NamedTuple):
    """One column."""

    name: str
    kind: Kind
    required: bool = False


class Reference(NamedTuple):
    """Columns that, where none is null, are the key of a row in another table."""

    columns: tuple[str, ...]
    table: str


class Table(NamedTuple):
    """One table; an index has the rows whose last column of it is not null."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns, in order."""
        return tuple(column.name for column in self.columns)


_KINDS: dict[type, Kind] = {
    str: Kind.TEXT,
    int: Kind.INTEGER,
    float: Kind.REAL,
    bool: Kind.BOOLEAN,
    date: Kind.DATE,
}


def _column(name: str, annotation: Any) -> Column:
    arms = [annotation]
    if get_origin(annotation) not in (Literal, tuple):
        arms = [arm for arm in get_args(annotation) if arm is not NoneType] or arms
    (arm,) = arms
    return Column(name, _kind(arm), required=NoneType not in get_args(annotation))


def _kind(arm: Any) -> Kind:
    if arm is DecimalString:
        return Kind.NUMERIC
    if get_origin(arm) is tuple:
        return Kind.JSON
    if get_origin(arm) is Annotated:
        arm = get_args(arm)[0]
    if get_origin(arm) is Literal:
        arm = type(get_args(arm)[0])
    return Kind.CHOICE if issubclass(arm, StrEnum) else _KINDS[arm]


def _columns(model: type[BaseModel], paths: dict[str, str]) -> tuple[Column, ...]:
    """Take columns from a model: by name, the path of the field that each holds."""
    columns = []
    for name, path in paths.items():
        *parents, last = path.split(".")
        owner = model
        for parent in parents:
            owner = owner.model_fields[parent].annotation  # type: ignore[assignment] # a nested model
        columns.append(_column(name, owner.model_fields[last].annotation))
    return tuple(columns)


# Names that would have to be quoted, or would not say enough beside the others of their table.
_RENAMED = {
    "min": "amount_min",
    "max": "amount_max",
    "value": "amount",  # of a percentage
    "start": "start_date",
    "end": "end_date",
}


class ValueColumn(NamedTuple):
    """A column that holds a field of normalised values."""

    column: Column
    fields: dict[type[BaseModel], str]  # the name of the field, by the model of the value


def _value_columns(labels: frozenset[Label], *, without: str | None = None) -> tuple[ValueColumn, ...]:
    found: dict[str, ValueColumn] = {}
    for model in (VALUE_MODELS[label] for label in Label if label in labels):
        for field, info in model.model_fields.items():
            column = _column(_RENAMED.get(field, field), info.annotation)._replace(required=False)
            if field != without:
                found.setdefault(column.name, ValueColumn(column, {})).fields[model] = field
    return tuple(found.values())


def _required(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, Kind.TEXT, required=True) for name in names)


#: Fields of an extraction that are columns of ``articles``, by column.
ARTICLE_PATHS = {
    "article_id": "article.id",
    "title": "article.title",
    "url": "article.url",
    "source": "article.source",
    "published": "article.published",
    "sha256": "article.sha256",
    "length": "article.length",
    "pipeline_version": "pipeline.version",
    "model": "pipeline.model",
    "model_version": "pipeline.model_version",
    "schema_version": "schema_version",
    "warnings": "warnings",
}
#: Fields of a fact that are columns of ``facts``, by column.
FACT_PATHS = {
    "fact_id": "id",
    "uid": "uid",
    "type": "type",
    "status": "status",
    "confidence": "confidence",
    "rule": "rule",
    "trigger_text": "trigger.text",
    "trigger_start": "trigger.start",
    "trigger_end": "trigger.end",
    "sentence_text": "sentence.text",
    "sentence_start": "sentence.start",
    "sentence_end": "sentence.end",
}
#: Fields of a mention or of words that fill a role, by column.
SPAN_PATHS = {"text": "text", "start_char": "start", "end_char": "end"}

#: Every field of every value has a column; an entity has its name already.
MENTION_VALUES = _value_columns(frozenset(Label))
ENTITY_VALUES = _value_columns(ENTITY_LABELS, without="name")
#: What questions about facts ask for stands beside the arguments, too; the rest is in ``mentions``.
ARGUMENT_VALUES = tuple(
    value
    for value in MENTION_VALUES
    if value.column.name
    in {
        *("name", "country", "commodity", "start_date", "end_date"),
        *("amount", "amount_min", "amount_max", "currency", "per", "unit", "tonnes"),
    }
)

_OF_ARTICLE = Reference(("article_id",), "articles")

ARTICLES = Table(
    "articles",
    (*_columns(Extraction, ARTICLE_PATHS), Column("digest", Kind.TEXT, required=True)),
    key=("article_id",),
    indexes=(("published",), ("digest",)),
)
ENTITIES = Table(
    "entities",
    (
        *_required("article_id", "entity_id"),
        Column("label", Kind.CHOICE, required=True),
        *_required("name"),
        Column("aliases", Kind.JSON, required=True),
        *(value.column for value in ENTITY_VALUES),
    ),
    key=("article_id", "entity_id"),
    references=(_OF_ARTICLE,),
    indexes=(("name",), ("country",), ("commodity",)),
)
MENTIONS = Table(
    "mentions",
    (
        *_required("article_id", "mention_id"),
        Column("entity_id", Kind.TEXT),
        Column("label", Kind.CHOICE, required=True),
        *_columns(Span, SPAN_PATHS),
        *(value.column for value in MENTION_VALUES),
    ),
    key=("article_id", "mention_id"),
    references=(_OF_ARTICLE, Reference(("article_id", "entity_id"), "entities")),
    indexes=(("label", "name"),),
)
FACTS = Table(
    "facts",
    (*_required("article_id"), *_columns(Fact, FACT_PATHS)),
    key=("article_id", "fact_id"),
    references=(_OF_ARTICLE,),
    indexes=(("type", "status"), ("uid",)),
)
ARGUMENTS = Table(
    "arguments",
    (
        *_required("article_id", "fact_id"),
        Column("position", Kind.INTEGER, required=True),
        *_required("role"),
        Column("mention_id", Kind.TEXT),
        Column("entity_id", Kind.TEXT),
        Column("label", Kind.CHOICE),
        *_columns(Span, SPAN_PATHS),
        *(value.column for value in ARGUMENT_VALUES),
    ),
    key=("article_id", "fact_id", "position"),
    references=(
        Reference(("article_id", "fact_id"), "facts"),
        Reference(("article_id", "mention_id"), "mentions"),
    ),
    indexes=(("role", "name"), ("commodity",), ("country",)),
)

#: Columns that tell rows apart and are looked up, which nobody reads in order.
IDENTIFIERS = frozenset({"article_id", "entity_id", "mention_id", "fact_id", "digest", "uid"})

#: All tables; each comes after those that it refers to.
TABLES = (ARTICLES, ENTITIES, MENTIONS, FACTS, ARGUMENTS)
