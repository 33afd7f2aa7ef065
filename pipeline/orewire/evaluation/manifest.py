"""The corpus manifest: which articles there are, where text and gold lie, which half each is in."""

import hashlib
import json
from collections import Counter
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, ValidationError, model_validator

from orewire.schema.values import Model

MANIFEST = "manifest.json"

Split = Literal["dev", "test"]


class CorpusError(ValueError):
    """The corpus cannot be used; the message names the file and the entry in it."""


def _check_inside(path: str) -> str:
    # A manifest must not reach out of its corpus: the digest covers what lies in it, and nothing else.
    if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts or "\\" in path:
        raise ValueError("must be a path inside the corpus folder, with / between its parts")
    return path


CorpusPath = Annotated[str, Field(min_length=1), AfterValidator(_check_inside)]


class ManifestArticle(Model):
    """One article of the corpus.

    Attributes:
        id: names it; file names of stand-off texts are made from it.
        split: the half it belongs to; ``test`` articles are not looked at while rules are written.
        published: its publication date; None when unknown.
        title: its title.
        text: its text, relative to the corpus; None for stand-off gold, whose text is not ours to share.
        gold: its gold record, relative to the corpus.
        url: where it was published.
        source: who wrote it.
        license: on what terms the text is used.
    """

    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
    split: Split
    published: date | None = None
    title: str | None = None
    text: CorpusPath | None = None
    gold: CorpusPath
    url: str | None = None
    source: str | None = None
    license: str | None = None

    @property
    def group(self) -> str:
        """What it is reported with: articles whose text is not in the project have groups of their own."""
        return self.split if self.text is not None else f"{self.split} stand-off"


class Manifest(Model):
    """All articles of a corpus, in reporting order."""

    articles: tuple[ManifestArticle, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _check_unique(self) -> Self:
        for what in ("id", "gold", "text"):
            names = [getattr(article, what) for article in self.articles]
            for name, count in Counter(name for name in names if name is not None).items():
                if count > 1:
                    raise ValueError(f"{what} {name!r} is given {count} times")
        return self


def read_manifest(corpus: Path) -> Manifest:
    """Read and check ``manifest.json`` of a corpus folder.

    Raises:
        CorpusError: if it is missing or wrong; the message names the entry.
    """
    path = corpus / MANIFEST
    record = read_json(path)
    try:
        return Manifest.model_validate(record)
    except ValidationError as error:
        raise CorpusError(f"{path}: {_problem(error, record)}") from None


def read_json(path: Path) -> Any:
    """Read a JSON file.

    Raises:
        CorpusError: if it cannot be read or is not JSON.
    """
    try:
        return json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise CorpusError(f"{path}:{error.lineno}: is not valid JSON: {error.msg}") from None


def read_text(path: Path) -> str:
    """Read a UTF-8 file as it is: line ends stay, since offsets count them.

    Raises:
        CorpusError: if it cannot be read or is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise CorpusError(f"{path}: cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path}: is not UTF-8 at byte {error.start}") from None


def digest(corpus: Path, manifest: Manifest) -> str:
    """Compute the digest of all that is measured on: manifest, gold and the texts in the project.

    Args:
        corpus: the corpus folder.
        manifest: its manifest.

    Returns:
        A hex SHA-256 that changes when any of these files changes, comes or goes.
    """
    names = {MANIFEST}
    for article in manifest.articles:
        names.update(name for name in (article.gold, article.text) if name is not None)
    total = hashlib.sha256()
    for name in sorted(names):
        try:
            content = (corpus / name).read_bytes()
        except OSError as error:
            raise CorpusError(f"{corpus / name}: cannot be read: {error.strerror or error}") from None
        total.update(f"{name}\0{hashlib.sha256(content).hexdigest()}\n".encode())
    return total.hexdigest()


def first_problem(error: ValidationError) -> str:
    """Tell the first problem of a validation error in one line: where in the record, and what."""
    problem = error.errors(include_url=False)[0]
    where = ".".join(str(part) for part in problem["loc"])
    message = problem["msg"].removeprefix("Value error, ")
    return f"{where}: {message}" if where else message


def _problem(error: ValidationError, record: Any) -> str:
    location = error.errors(include_url=False)[0]["loc"]
    if len(location) > 1 and isinstance(location[1], int):
        entry = record["articles"][location[1]]
        name = entry.get("id") if isinstance(entry, dict) else None
        return f"article {name or location[1] + 1}: {first_problem(error)}"
    return first_problem(error)
