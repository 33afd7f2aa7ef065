"""From records (JSON lines, CSV, Parquet) to articles, by the names of their fields."""

from collections.abc import Collection, Mapping
from typing import Any

from orewire.documents.articles import make_article
from orewire.documents.items import Located, Unreadable
from orewire.documents.settings import Fields, Settings


def article_of(record: Mapping[str, Any], where: str, settings: Settings) -> Located | Unreadable:
    """Make an article of a record.

    Args:
        record: field names and values.
        where: the file with line or row; names the article if the record has no id.
        settings: the names of the fields, and the publication date if there is none.

    Returns:
        The article and its place, or what is wrong.
    """
    problem = missing_text(record, settings.fields)
    if problem:
        return Unreadable(where, problem)
    names = vars(settings.fields)
    values = {field: record[name] for field, name in names.items() if name in record}
    # A field that was asked for by name is not passed over in silence.
    warnings = tuple(
        f'there is no field "{name}" for {field}; there are {_listed(record)}'
        for field, name in names.items()
        if name not in record and name != field
    )
    return make_article(values, where, where, settings.published, warnings)


def missing_text(names: Collection[str], fields: Fields) -> str | None:
    """Say what to do if none of a record's fields is the one that holds the text.

    Args:
        names: the fields that there are.
        fields: the names that are looked for.

    Returns:
        The message, or None if the field is there.
    """
    if fields.text in names:
        return None
    return (
        f'has no field "{fields.text}"; it has {_listed(names)}: name the one with the text by --text-field'
    )


def _listed(names: Collection[str]) -> str:
    return ", ".join(f'"{name}"' for name in names) or "none"
