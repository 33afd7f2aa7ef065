"""From text to extraction: whole, deterministic, and the same by any road."""

import gc
from datetime import date
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

import orewire
from orewire.components.pipeline import ModelError
from orewire.schema import Article

SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.txt"))
DAY = date(2024, 3, 22)
EXTRACTOR = orewire.load()


@pytest.fixture(params=SAMPLES, ids=lambda path: path.stem)
def text(request: pytest.FixtureRequest) -> str:
    return request.param.read_text(encoding="utf-8")


def test_every_span_slices_back(text: str) -> None:
    extraction = EXTRACTOR.extract(text, DAY)
    extraction.check(text)
    assert extraction.mentions


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "x" * 20_000,
        "😀🪨" * 50,
        "稀土出口下降了百分之五。",
        "\0",
        "$",
        "-" * 5_000,
        "1" * 5_000,
        "\u202e$5\u0301",
    ],
    ids=["empty", "blank", "one token", "emoji", "CJK", "NUL", "sign", "hyphens", "digits", "marks"],
)
def test_odd_texts_are_read(text: str) -> None:
    EXTRACTOR.extract(text, DAY).check(text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    EXTRACTOR.extract(text, DAY).check(text)


def test_reading_leaves_no_cycles(text: str) -> None:
    # Workers hardly ever collect garbage: whatever cannot go without would pile up in them.
    EXTRACTOR.extract(text, DAY)
    gc.collect()
    gc.disable()
    try:
        EXTRACTOR.extract(text, DAY)
        EXTRACTOR.extract("Another text, so that nothing of the first is remembered.", DAY)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_one_by_one_and_streamed_are_alike() -> None:
    articles = [
        Article(id=path.stem, text=path.read_text(encoding="utf-8"), published=DAY) for path in SAMPLES
    ] * 20
    streamed = list(EXTRACTOR.pipe(articles))
    single = [EXTRACTOR.extract(article.text, DAY, id=article.id) for article in articles]
    assert streamed == single


def test_stream_is_lazy() -> None:
    def endless():
        while True:
            yield Article(id="a", text="Gold rose.")

    assert next(EXTRACTOR.pipe(endless())).article.id == "a"


def test_failing_article_is_reported_and_the_others_read() -> None:
    extractor = orewire.load()

    @spacy.Language.component("fails_on_poison")
    def fails(doc):
        if "poison" in doc.text:
            raise RuntimeError("poisoned")
        return doc

    extractor.nlp.add_pipe("fails_on_poison", first=True)
    articles = [Article(id=str(number), text=text) for number, text in enumerate(["Gold.", "poison", "Tin."])]
    failed = []
    read = list(
        extractor.pipe(articles, on_error=lambda article, error: failed.append((article.id, str(error))))
    )
    assert [extraction.article.id for extraction in read] == ["0", "2"]
    assert failed == [("1", "poisoned")]
    with pytest.raises(RuntimeError, match="poisoned"):
        list(extractor.pipe(articles))


def test_saved_pipeline_gives_the_same(tmp_path: Path, text: str) -> None:
    EXTRACTOR.nlp.to_disk(tmp_path / "saved")
    again = orewire.load(str(tmp_path / "saved"))
    assert again.extract(text, DAY).model_dump_json() == EXTRACTOR.extract(text, DAY).model_dump_json()
    doc = spacy.load(tmp_path / "saved")(text)
    assert doc.ents
    assert any(ent._.value for ent in doc.ents)


def test_docs_survive_serialisation(text: str) -> None:
    doc = EXTRACTOR.nlp(text)
    assert spacy.tokens.Doc(doc.vocab).from_bytes(doc.to_bytes())._.mentions == doc._.mentions


def test_names_of_another_pipeline_are_used(tmp_path: Path) -> None:
    other = spacy.blank("en")
    ruler = other.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PERSON", "pattern": "Zorblatt Quux"}, {"label": "LAW", "pattern": "Act"}])
    other.to_disk(tmp_path / "other")
    extraction = orewire.load(str(tmp_path / "other")).extract("Zorblatt Quux's Act cost $5 million.")
    assert [(mention.label, mention.text) for mention in extraction.mentions] == [
        ("PERSON", "Zorblatt Quux"),
        ("MONEY", "$5 million"),
    ]


@pytest.mark.parametrize("model", ["no_such_pipeline", "/no/such/folder"])
def test_unknown_model_is_named(model: str) -> None:
    with pytest.raises(ModelError, match=model):
        orewire.load(model)


def test_rules_alone_need_no_model() -> None:
    extraction = orewire.load("rules").extract("Chile exported 12,000 tonnes of copper for $110 million.")
    assert extraction.pipeline.model == "rules"
    assert [mention.label for mention in extraction.mentions] == ["GPE", "QUANTITY", "MINERAL", "MONEY"]
    assert extraction.facts == ()


def test_facts_point_to_mentions_and_are_the_same_on_every_run() -> None:
    text = "Chile exported 12,000 tonnes of copper to Japan in 2023."
    (fact,) = EXTRACTOR.extract(text).facts
    assert fact.type == "SUPPLY"
    assert {argument.role for argument in fact.arguments} == {
        "supplier",
        "quantity",
        "commodity",
        "recipient",
        "period",
    }
    assert EXTRACTOR.extract(text).facts == (fact,)


def test_identifier_comes_from_the_text() -> None:
    assert EXTRACTOR.extract("Gold.").article.id == EXTRACTOR.extract("Gold.").article.id
    assert EXTRACTOR.extract("Gold.").article.id != EXTRACTOR.extract("Tin.").article.id


@pytest.mark.parametrize(
    ("text", "published", "warnings"),
    [
        ("", None, ("the text is empty",)),
        ("It closed on Thursday.", None, ("no publication date: 1 relative dates left unresolved",)),
        ("It closed on Thursday.", DAY, ()),
        ("It closed in 1991.", None, ()),
        ("a\0b", None, ("the text holds 1 NUL characters",)),
    ],
)
def test_warnings(text: str, published: date | None, warnings: tuple[str, ...]) -> None:
    assert EXTRACTOR.extract(text, published).warnings == warnings
