"""Articles that came before, by id and by text."""

from collections.abc import Iterable, Iterator

from orewire.documents.fingerprints import Fingerprints
from orewire.documents.items import Duplicate, Located, Unreadable
from orewire.schema import Article


def check_duplicates(items: Iterable[Located | Unreadable]) -> Iterator[Article | Unreadable | Duplicate]:
    """Pass articles on once, each under an id of its own, and tell which came before.

    An article with the id and the text of an earlier one is left out. One with the id of an earlier one but
    another text goes by an id made unique (``id~2``); one with the text of an earlier one but another id
    stays as it is; both carry a warning.

    Args:
        items: articles with their places, and what is none.

    Yields:
        Articles and what is none in the same order, each duplicate's record before it. 24 bytes are held
        for each article.
    """
    ids, texts, articles = Fingerprints(), Fingerprints(), Fingerprints()
    for item in items:
        if isinstance(item, Unreadable):
            yield item
            continue
        where, article = item
        # The length tells where the id ends.
        if not articles.add(f"{len(article.id)} {article.id}{article.text}"):
            yield Duplicate(where, article.id, "the same id and text came before: left out")
            continue
        reasons = []
        unique = article.id
        if article.id in ids:
            unique = _unique(article.id, ids)
            reasons.append(f'the id "{article.id}" came before with another text: this is now "{unique}"')
        if not texts.add(article.text):
            reasons.append("the same text came before under another id")
        ids.add(unique)
        yield from (Duplicate(where, article.id, reason) for reason in reasons)
        if reasons:
            warnings = (*article.warnings, *reasons)
            article = article.model_copy(update={"id": unique, "warnings": warnings})
        yield article


def _unique(article_id: str, ids: Fingerprints) -> str:
    """Return the id with a number that was not used, in few steps however often the id came."""
    used, free = 1, 2
    while f"{article_id}~{free}" in ids:
        used, free = free, 2 * free
    while free - used > 1:
        middle = (used + free) // 2
        if f"{article_id}~{middle}" in ids:
            used = middle
        else:
            free = middle
    return f"{article_id}~{free}"
