from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from orewire.evaluation.gold import Skipped, read_corpus
from orewire.evaluation.manifest import CorpusError
from orewire.schema import Label, sha256_of

Edit = Callable[[Path, Callable[[Any], None]], None]


def test_reads_articles_with_their_gold(corpus: Path) -> None:
    one, two = read_corpus(corpus).articles
    assert (one.group, two.group) == ("dev", "test")
    assert one.article.id == one.gold.article.id == "one"
    assert str(one.article.published) == str(one.gold.article.published) == "2024-03-22"
    assert [mention.text for mention in one.gold.mentions][:3] == ["Kazakhstan", "12 mln tonnes", "copper"]
    assert [(fact.type, len(fact.arguments)) for fact in one.gold.facts] == [("SUPPLY", 5)]
    one.gold.check(one.article.text)


def test_skips_stand_off_articles_without_a_text(corpus: Path) -> None:
    expected = Skipped("three", "its text is not in the project: give it with --texts DIR")
    assert read_corpus(corpus).skipped == (expected,)
    elsewhere = corpus / "articles"
    assert read_corpus(corpus, elsewhere).skipped == (
        Skipped("three", f"there is no three.txt in {elsewhere}"),
    )


def test_reads_stand_off_articles_with_a_folder_of_texts(corpus: Path) -> None:
    read = read_corpus(corpus, corpus.parent / "texts")
    assert [article.group for article in read.articles] == ["dev", "test", "test stand-off"]
    assert read.skipped == ()


def test_reads_one_split(corpus: Path) -> None:
    assert [article.article.id for article in read_corpus(corpus, splits=["dev"]).articles] == ["one"]
    assert read_corpus(corpus, splits=["dev"]).sha256 == read_corpus(corpus).sha256


def test_keeps_line_ends(corpus: Path, edit: Edit) -> None:
    text = "Gold\r\nrose."
    (corpus / "articles" / "one.txt").write_bytes(text.encode())
    edit(
        corpus / "gold" / "one.json",
        lambda record: record.update(sha256=sha256_of(text), mentions=[], facts=[]),
    )
    assert read_corpus(corpus).articles[0].article.text == text


def _mention(number: int, **fields: Any) -> Callable[[Any], None]:
    return lambda record: record["mentions"][number].update(fields)


def _fact(**fields: Any) -> Callable[[Any], None]:
    return lambda record: record["facts"][0].update(fields)


def _argument(number: int, **fields: Any) -> Callable[[Any], None]:
    return lambda record: record["facts"][0]["arguments"].__setitem__(number, fields)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_mention(0, label="COUNTRY"), "mentions.0.label: Input should be"),
        (_mention(0, start=None), "mentions.0.start: "),
        (_mention(0, end=0), "mentions.0.end: "),
        (_mention(0, start=10), "mentions.0: span 10-10 is empty"),
        (_mention(0, text="Kazakhstan"), "mentions.0.text: Extra inputs are not permitted"),
        (_mention(6, end=9999), "a span ends at 9999, after the text"),
        (_mention(0, end=11), "mention m1 (GPE 0-11 'Kazakhstan '): begins or ends with white space"),
        (_mention(0, end=25), "mentions m1 and m2 overlap"),
        (_mention(0, id="m2"), "mention id m2 is used 2 times"),
        (_mention(4, value={"amount": 25}), "mention m5 (MONEY 57-63 '$2.5bn'): value.amount: "),
        (_mention(4, value={"amount": "25", "currency": "USX"}), "'USX' is no ISO 4217 currency code"),
        (_mention(4, value={"amount": "25", "currency": "USD", "bond": 1}), "value.bond: Extra inputs"),
        (_mention(4, value={"currency": "USD"}), "value: one of amount, min and max is needed"),
        (_mention(6, value={"kind": "government"}), "value.name: Field required"),
        (_mention(4, entity="dollars"), "a MONEY belongs to no entity"),
        (_mention(6, entity="kz"), "entity kz has mentions of GPE and ORG"),
        (_fact(type="EXPORT"), "facts.0.type: Input should be"),
        (_fact(status="sure"), "facts.0.status: Input should be"),
        (_fact(trigger={"start": 5, "end": 9999}), "a span ends at 9999"),
        (_fact(arguments=[]), "facts.0.arguments: "),
        (_argument(0, role="seller", mention="m1"), "fact f1 (SUPPLY) has no role 'seller'"),
        (_argument(0, role="supplier", mention="m9"), "fact f1 (SUPPLY) names mention m9, which is not"),
        (_argument(0, role="supplier", mention="m2"), "fact f1 (SUPPLY): supplier takes no QUANTITY"),
        (_argument(0, role="supplier"), "supplier needs either a mention, or start and end"),
        (_argument(0, role="supplier", mention="m1", start=0, end=2), "supplier needs either a mention"),
        (_argument(2, role="period", mention="m6"), "fact f1 (SUPPLY) takes one period, not 2"),
        (lambda record: record.update(id="two"), "is gold of article 'two', not 'one'"),
    ],
)
def test_wrong_gold_is_named(corpus: Path, edit: Edit, change: Callable[[Any], None], message: str) -> None:
    path = corpus / "gold" / "one.json"
    edit(path, change)
    with pytest.raises(CorpusError) as error:
        read_corpus(corpus)
    assert str(error.value).startswith(f"{path}: ")
    assert message in str(error.value)


def test_gold_without_its_text_is_checked_too(corpus: Path, edit: Edit) -> None:
    edit(corpus / "gold" / "three.json", _mention(0, end=25))
    with pytest.raises(CorpusError, match=r"three\.json: mentions m1 and m2 overlap"):
        read_corpus(corpus)


@pytest.mark.parametrize(("name", "folder"), [("one", "corpus/articles"), ("three", "texts")])
def test_another_text_is_refused(corpus: Path, name: str, folder: str) -> None:
    path = corpus.parent / folder / f"{name}.txt"
    path.write_text("Another text.")
    with pytest.raises(CorpusError, match=r"is not the text that .* was labelled on") as error:
        read_corpus(corpus, corpus.parent / "texts")
    assert str(path) in str(error.value)


def test_a_missing_text_of_the_project_is_an_error(corpus: Path) -> None:
    (corpus / "articles" / "one.txt").unlink()
    with pytest.raises(CorpusError, match=r"one\.txt: there is no such file \(text of article one\)"):
        read_corpus(corpus)


def test_what_no_score_looks_at_may_be_left_out(full: Any) -> None:
    assert {mention.label for mention in full.mentions} == {
        Label.GPE, Label.QUANTITY, Label.MINERAL, Label.MONEY, Label.DATE, Label.ORG,
    }  # fmt: skip
    assert full.mentions[0].value.name == "Kazakhstan"
    assert full.mentions[4].value.basis == "explicit"
