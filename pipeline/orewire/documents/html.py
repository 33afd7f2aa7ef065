"""Web pages: the article without what surrounds it."""

from collections.abc import Iterator
from typing import BinaryIO

from orewire.documents.articles import make_article
from orewire.documents.items import InputError, Located, Unreadable
from orewire.documents.settings import Settings

# A date comes from where a page says when it was published, not from just any date in its text; and
# not only up to today: a page reads the same tomorrow.
_DATES = {
    "original_date": True,
    "extensive_search": False,
    "min_date": "1900-01-01",
    "max_date": "2099-12-31",
}


def read_html(
    stream: BinaryIO, where: str, article_id: str, settings: Settings
) -> Iterator[Located | Unreadable]:
    """Read the article of a web page: its text, title, date, site and address.

    Args:
        stream: the page, in any encoding that it declares or that can be told.
        where: the file.
        article_id: names the article.
        settings: the publication date if the page has none.

    Yields:
        The article.

    Raises:
        InputError: if there is no article in it.
    """
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    data = stream.read()
    try:
        page = bare_extraction(
            data, include_comments=False, with_metadata=True, date_extraction_params=dict(_DATES)
        )
    except Exception as error:
        # Pages of the web are as they are: whatever a parser stumbles over ends this page, not the run.
        raise InputError(f"cannot be read as HTML: {type(error).__name__}: {error}") from error
    text = page.text.strip() if isinstance(page, Document) and page.text else ""
    if not isinstance(page, Document) or not text:
        raise InputError("no article text was found in the page")
    values = {
        "text": text,
        "title": page.title,
        "url": page.url,
        "source": page.sitename,
        "published": page.date,
    }
    yield make_article(values, where, article_id, settings.published)
