from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from orewire.evaluation.gold import Corpus, read_corpus
from orewire.evaluation.manifest import CorpusError
from orewire.evaluation.predictions import extract_all, missing, read_predictions
from orewire.schema import Article, Extraction


@pytest.fixture
def gold(corpus: Path) -> Corpus:
    return read_corpus(corpus)


def write(path: Path, extractions: Iterable[Extraction]) -> Path:
    path.write_text("".join(f"{extraction.model_dump_json()}\n" for extraction in extractions))
    return path


def test_reads_extractions_by_their_text(gold: Corpus, tmp_path: Path) -> None:
    one, two = (article.gold for article in gold.articles)
    other = one.model_copy(update={"article": one.article.model_copy(update={"id": "another-name"})})
    predictions = read_predictions(write(tmp_path / "x.jsonl", [two, other]), gold.articles)
    assert predictions == {one.article.sha256: other, two.article.sha256: two}
    assert missing(gold.articles, predictions) == []


def test_passes_over_other_articles(gold: Corpus, tmp_path: Path, full: Extraction) -> None:
    predictions = read_predictions(write(tmp_path / "x.jsonl", [full]), gold.articles)
    assert predictions == {}
    assert missing(gold.articles, predictions) == ["one", "two"]


def test_a_wrong_line_is_named(gold: Corpus, tmp_path: Path) -> None:
    path = write(tmp_path / "x.jsonl", [gold.articles[0].gold])
    with path.open("a") as file:
        file.write('\n{"article": {}}\n')
    with pytest.raises(CorpusError, match=r"x\.jsonl:3: is no extraction: article"):
        read_predictions(path, gold.articles)


def test_a_second_extraction_of_a_text_is_refused(gold: Corpus, tmp_path: Path) -> None:
    path = write(tmp_path / "x.jsonl", [gold.articles[0].gold] * 2)
    with pytest.raises(CorpusError, match=r"x\.jsonl:2: a second extraction of the same text"):
        read_predictions(path, gold.articles)


def test_words_that_are_not_where_they_should_be_are_refused(gold: Corpus, tmp_path: Path) -> None:
    one = gold.articles[0].gold
    moved = one.mentions[0].model_copy(update={"text": "Uzbekistan"})
    path = write(tmp_path / "x.jsonl", [one.model_copy(update={"mentions": (moved, *one.mentions[1:])})])
    with pytest.raises(CorpusError, match=r"x\.jsonl:1: .* is 'Kazakhstan', not 'Uzbekistan'"):
        read_predictions(path, gold.articles)


def test_runs_an_extractor_that_passes_over_an_article(gold: Corpus) -> None:
    by_id = {article.article.id: article.gold for article in gold.articles}

    def pipe(articles: Iterable[Article]) -> Iterator[Extraction]:
        return (by_id[article.id] for article in articles if article.id != "one")

    predictions = extract_all(gold.articles, pipe)
    assert list(predictions.values()) == [by_id["two"]]
    assert missing(gold.articles, predictions) == ["one"]
