from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from orewire.evaluation.manifest import CorpusError, digest, read_manifest

Edit = Callable[[Path, Callable[[Any], None]], None]


def test_reads_articles_in_order_with_their_groups(corpus: Path) -> None:
    articles = read_manifest(corpus).articles
    assert [(article.id, article.group) for article in articles] == [
        ("one", "dev"),
        ("two", "test"),
        ("three", "test stand-off"),
    ]
    assert str(articles[0].published) == "2024-03-22"


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("split", "train", "article two: articles.1.split: Input should be 'dev' or 'test'"),
        ("published", "soon", "article two: articles.1.published: "),
        ("text", "../two.txt", "article two: articles.1.text: must be a path inside the corpus"),
        ("gold", "/gold/two.json", "article two: articles.1.gold: must be a path inside the corpus"),
        ("id", "a/b", "article a/b: articles.1.id: "),
        ("id", "one", "id 'one' is given 2 times"),
        ("gold", "gold/one.json", "gold 'gold/one.json' is given 2 times"),
        ("note", "x", "article two: articles.1.note: Extra inputs are not permitted"),
    ],
)
def test_a_wrong_entry_is_named(corpus: Path, edit: Edit, field: str, value: str, message: str) -> None:
    edit(corpus / "manifest.json", lambda record: record["articles"][1].update({field: value}))
    with pytest.raises(CorpusError) as error:
        read_manifest(corpus)
    assert str(error.value).startswith(f"{corpus / 'manifest.json'}: {message}")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"articles":\n [}', "manifest.json:2: is not valid JSON"),
        (b"\xff", "manifest.json: is not UTF-8 at byte 0"),
        (b'{"articles": []}', "manifest.json: articles: "),
        (b"[]", "manifest.json: "),
    ],
)
def test_a_wrong_file_is_named(corpus: Path, content: bytes, message: str) -> None:
    (corpus / "manifest.json").write_bytes(content)
    with pytest.raises(CorpusError, match=r"manifest\.json") as error:
        read_manifest(corpus)
    assert message in str(error.value)


def test_a_missing_manifest_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"manifest\.json: cannot be read: No such file"):
        read_manifest(tmp_path)


@pytest.mark.parametrize("name", ["manifest.json", "gold/one.json", "gold/three.json", "articles/two.txt"])
def test_the_digest_covers_every_file(corpus: Path, name: str) -> None:
    manifest = read_manifest(corpus)
    before = digest(corpus, manifest)
    assert digest(corpus, manifest) == before
    with (corpus / name).open("ab") as file:
        file.write(b" ")
    assert digest(corpus, manifest) != before


def test_the_digest_does_not_cover_what_is_not_listed(corpus: Path) -> None:
    manifest = read_manifest(corpus)
    before = digest(corpus, manifest)
    (corpus / "README.md").write_text("A corpus.")
    assert digest(corpus, manifest) == before
