"""The article: what goes in."""

from datetime import date

from pydantic import Field, field_validator

from orewire.schema.values import Model


class Article(Model):
    """One article to read.

    Attributes:
        id: names it in the output; unique in a run by the user's care.
        text: exactly what the offsets of the extraction count in.
        title: its title, where it is known apart from the text.
        url: where it was published.
        source: who published it.
        published: when; None when unknown.
        warnings: what its reader found amiss, carried into the extraction.
    """

    id: str = Field(min_length=1)
    text: str
    title: str | None = None
    url: str | None = None
    source: str | None = None
    published: date | None = None
    warnings: tuple[str, ...] = ()

    @field_validator("text", "title", "url", "source")
    @classmethod
    def _check_encodable(cls, value: str | None) -> str | None:
        try:
            (value or "").encode()
        except UnicodeEncodeError as error:
            raise ValueError(f"character {error.start} is half of a surrogate pair") from error
        return value
