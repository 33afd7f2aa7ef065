"""What reading gives: articles, and records of what is none or came before."""

from typing import NamedTuple

from orewire.schema import Article


class Unreadable(NamedTuple):
    """An input that gave no article.

    Attributes:
        where: the file, with the line or row where it has some.
        reason: what is wrong with it and, where that helps, what to do.
    """

    where: str
    reason: str


class Duplicate(NamedTuple):
    """An article with the id, the text, or both of an earlier one.

    Attributes:
        where: the file, with the line or row where it has some.
        id: the article's id, as it was given.
        reason: what it shares with an earlier article, and what was done about it.
    """

    where: str
    id: str
    reason: str


class Located(NamedTuple):
    """An article and where it stood."""

    where: str
    article: Article


class InputError(Exception):
    """An input cannot be read, or not to its end; the message says why."""
