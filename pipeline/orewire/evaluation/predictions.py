"""What a system says about gold articles: from an extractor, or from a file of extractions."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from pydantic import ValidationError

from orewire.evaluation.gold import GoldArticle
from orewire.evaluation.manifest import CorpusError, first_problem, read_text
from orewire.schema import Article, Extraction

#: An extractor's ``pipe``: a stream of articles in, a stream of extractions out.
Pipe = Callable[[Iterable[Article]], Iterable[Extraction]]


def extract_all(articles: Sequence[GoldArticle], pipe: Pipe) -> dict[str, Extraction]:
    """Run an extractor over gold articles.

    Args:
        articles: gold articles.
        pipe: the extractor; it may pass over an article that it cannot read.

    Returns:
        Extractions by the sha256 of their text.

    Raises:
        CorpusError: if a span of an extraction is not where it says.
    """
    return _checked(articles, ((x.article.id, x) for x in pipe(gold.article for gold in articles)))


def read_predictions(path: Path, articles: Sequence[GoldArticle]) -> dict[str, Extraction]:
    """Read extractions, one per line of JSON, as ``orewire extract`` writes them.

    Args:
        path: the file.
        articles: the gold articles they are to be compared with; others are passed over. An extraction
            belongs to the article whose text has its sha256, whatever its id.

    Returns:
        Extractions by the sha256 of their text.

    Raises:
        CorpusError: if a line is no extraction, an article comes twice, or a span is not where it says.
    """
    extractions = []
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        if line.strip():
            where = f"{path}:{number}"
            try:
                extractions.append((where, Extraction.model_validate_json(line)))
            except ValidationError as error:
                raise CorpusError(f"{where}: is no extraction: {first_problem(error)}") from None
    return _checked(articles, extractions)


def missing(articles: Iterable[GoldArticle], predictions: dict[str, Extraction]) -> list[str]:
    """Return the ids of articles that have no prediction."""
    return [gold.article.id for gold in articles if gold.gold.article.sha256 not in predictions]


def _checked(
    articles: Sequence[GoldArticle], extractions: Iterable[tuple[str, Extraction]]
) -> dict[str, Extraction]:
    texts = {gold.gold.article.sha256: gold.article.text for gold in articles}
    predictions: dict[str, Extraction] = {}
    for where, extraction in extractions:
        sha256 = extraction.article.sha256
        if sha256 not in texts:
            continue
        if sha256 in predictions:
            raise CorpusError(f"{where}: a second extraction of the same text")
        try:
            extraction.check(texts[sha256])
        except ValueError as error:
            raise CorpusError(f"{where}: {error}") from None
        predictions[sha256] = extraction
    return predictions
