"""From the values that a reader found to an article."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pydantic_core

from orewire.documents.items import Located, Unreadable
from orewire.schema import Article

_OPTIONAL = ("title", "url", "source")


def make_article(
    values: Mapping[str, Any],
    where: str,
    default_id: str,
    default_day: date | None,
    warnings: tuple[str, ...] = (),
) -> Located | Unreadable:
    """Make an article of values, or a record that says which of them is wrong.

    Args:
        values: ``text`` and, optionally, the other fields of an article; empty ones count as absent,
            and optional ones that are no text, too, with a warning.
        where: the file, with the line or row where it has some.
        default_id: the id if there is none.
        default_day: the publication date if there is none.
        warnings: what was found amiss so far.

    Returns:
        The article and its place, or what is wrong.
    """
    article_id, given = (None if values.get(name) == "" else values.get(name) for name in ("id", "published"))
    day, problems = (default_day, ()) if given is None else _day(given)
    try:
        article = Article(
            id=default_id if article_id is None else _as_text(article_id),
            text=values["text"],
            **{name: values.get(name) or None for name in _OPTIONAL},
            published=day,
            warnings=(*warnings, *problems),
        )
    except pydantic_core.ValidationError as error:
        wrong = {problem["loc"][0]: problem["msg"] for problem in error.errors()}
        for name, message in wrong.items():
            if name not in _OPTIONAL:
                return Unreadable(where, f'"{name}": {message}')
        right = {name: value for name, value in values.items() if name not in wrong}
        ignored = (f'"{name}": {message}: ignored' for name, message in wrong.items())
        return make_article(right, where, default_id, default_day, (*warnings, *ignored))
    return Located(where, article)


def _as_text(article_id: Any) -> Any:
    # Whole numbers with gaps between are written as floats by pandas.
    if isinstance(article_id, float) and article_id.is_integer():
        return str(int(article_id))
    return str(article_id) if isinstance(article_id, int) else article_id


def _day(given: Any) -> tuple[date | None, tuple[str, ...]]:
    text = str(given).strip()
    for parse, part in ((datetime.fromisoformat, text), (date.fromisoformat, text[:10])):
        try:
            parsed = parse(part)
        except ValueError:
            continue
        return parsed.date() if isinstance(parsed, datetime) else parsed, ()
    return None, (f"published {given!r} is no ISO date (YYYY-MM-DD): ignored",)
