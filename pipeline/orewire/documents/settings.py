"""How inputs are to be read."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Fields:
    """Under which names records (JSON lines, CSV, Parquet) hold what makes an article."""

    text: str = "text"
    id: str = "id"
    title: str = "title"
    url: str = "url"
    source: str = "source"
    published: str = "published"


@dataclass(frozen=True)
class Settings:
    """How inputs are to be read.

    Attributes:
        published: publication date of the articles that bring none.
        fields: names of the fields of records.
        glob: which files of a folder to read: a pattern with a slash is for the path in the folder
            (``**`` stands for any folders), one without for the file's name; by default those whose
            suffix is known.
        kind: what standard input and files whose suffix says nothing hold; by default what their
            beginning looks like.
    """

    published: date | None = None
    fields: Fields = field(default_factory=Fields)
    glob: str | None = None
    kind: str | None = None
