"""What becomes of an article: its extraction, or the reason why there is none."""

from typing import NamedTuple


class Extracted(NamedTuple):
    """An article that was read.

    Attributes:
        article_id: the article's id.
        line: its extraction as a line of JSON, with the newline.
    """

    article_id: str
    line: bytes


class Failed(NamedTuple):
    """An article or input that gave no extraction.

    Attributes:
        reason: what went wrong, for people.
        id: the article's id; None for an input that gave no article.
        where: the file, with the line where it has lines; None for an article.
        error: class of the exception; None for an input that gave no article.
    """

    reason: str
    id: str | None = None
    where: str | None = None
    error: str | None = None

    def __str__(self) -> str:
        """Return the error in words: what, where and why."""
        return (
            f"article {self.id}: {self.error}: {self.reason}" if self.id else f"{self.where}: {self.reason}"
        )


Outcome = Extracted | Failed
