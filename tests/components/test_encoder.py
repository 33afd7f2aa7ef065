"""Our own model in a spaCy pipeline: whatever comes in, trees that hold and offsets that slice."""

import pickle
import shutil
from pathlib import Path

import pytest

pytest.importorskip("onnxruntime")
pytest.importorskip("tokenizers")
pytest.importorskip("orewire_news")

import orewire_news
from orewire.components.candidates import get_candidates
from orewire_news.model import HERE, ModelError, load_reader

if not (HERE / "model.onnx").exists():
    pytest.skip("the model is not here", allow_module_level=True)

NEWS = (
    "Zambia lifts copper output\n\n"
    "LUSAKA, March 3 - First Quantum Minerals said on Thursday that its Kansanshi mine in Zambia produced "
    "60,000 tonnes of copper. Chief executive Tristan Pascall met President Hakainde Hichilema in Lusaka.\n"
    "The company was founded in Canada."
)


@pytest.fixture(scope="module")
def nlp():
    loaded = orewire_news.load()
    loaded.max_length = 10_000_000
    return loaded


def check(doc):
    """Every sentence is one tree over neighbouring words, every name slices back."""
    for token in doc:
        assert token.pos_
        assert token.dep_
        seen = set()
        while token.head.i != token.i:
            assert token.i not in seen
            seen.add(token.i)
            token = token.head  # noqa: PLW2901
        assert token.dep_ in ("ROOT", "dep")
    if len(doc):
        assert doc[0].is_sent_start
        for sentence in doc.sents:
            assert sum(token.head.i == token.i for token in sentence) == 1
    for candidate in get_candidates(doc):
        assert 0 <= candidate.start < candidate.end <= len(doc.text)
        assert 0 <= candidate.confidence <= 1
        assert doc.text[candidate.start : candidate.end].strip() == doc.text[candidate.start : candidate.end]


def names(doc):
    return {(doc.text[found.start : found.end], str(found.label)) for found in get_candidates(doc)}


def test_news(nlp):
    doc = nlp(NEWS)
    check(doc)
    assert {
        ("First Quantum Minerals", "ORG"),
        ("Tristan Pascall", "PERSON"),
        ("Hakainde Hichilema", "PERSON"),
        ("Zambia", "GPE"),
        ("Canada", "GPE"),
    } <= names(doc)
    produced = next(token for token in doc if token.text == "produced")
    assert produced.pos_ == "VERB"
    assert {child.dep_ for child in produced.children} >= {"nsubj", "obj"}
    starts = [sentence.text.split()[0] for sentence in doc.sents]
    assert {"Zambia", "Chief", "The"} <= set(starts)


@pytest.mark.parametrize(
    ("dateline", "text"),
    [
        ("LUSAKA, March 3 -", "First Quantum Minerals lifted output."),
        ("    SALT LAKE CITY, Feb 10 -", "Magnesium prices rose."),
        ("VANCOUVER, British Columbia, Jan. 10, 2024 (Agency) --", "Tin fell."),
        ("CHARLOTTE, N.C., Feb. 15, 2024 /Agency/ --", "Albemarle said it would hire."),
        ("YEREVAN. —", "“We mine gold,” the minister said."),
        ("LONDON –", "$2 million went to Chile."),
    ],
)
def test_dateline_is_no_part_of_the_clause_behind_it(nlp, dateline, text):
    doc = nlp(f"{dateline} {text}")
    check(doc)
    assert len(list(doc.sents)) == 1
    filed = [token for token in doc if token.idx < len(dateline)]
    assert {token.dep_ for token in filed if token.head.idx > len(dateline)} == {"dep"}
    assert not [token for token in doc if token.idx > len(dateline) > token.head.idx]


@pytest.mark.parametrize(
    "text",
    [
        "FERRO-ALLOYS rose in London.",
        "FERRO- AND SILICOMANGANESE FELL AGAIN",
        "KGHM - the copper producer - said profit rose.",
        "The mine - Chile's largest - reopened.",
    ],
)
def test_words_before_other_dashes_are_no_dateline(nlp, text):
    assert "dep" not in {token.dep_ for token in nlp(text)}


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n \t\n",
        "\n\n Leading space. \n\n",
        "x",
        ".",
        "a" * 20_000,
        "中" * 20_000,
        "中国和美国签署协议。" * 100,
        "😀" * 700,
        "\u200b\u00a0\ufeff",
        "- " * 3000,
        '"' * 900,
        "word " * 2000,
        "A\n" * 1000,
        "OUTPUT ROSE AT ACME CORP IN CHILE " * 60,
        "e\u0301" * 300,
        "\U0001f1fa\U0001f1f8 \U0001f469\u200d\U0001f52c said",
    ],
    ids=lambda text: repr(text[:12]),
)
def test_bad_input(nlp, text):
    doc = nlp(text)
    assert doc.text == text
    check(doc)


def test_nothing_at_the_end_of_a_long_text_is_lost(nlp):
    doc = nlp(("The ministry said output rose . " * 400) + "Kazatomprom hired Meirzhan Yussupov in Astana.")
    assert ("Meirzhan Yussupov", "PERSON") in names(doc)
    check(doc)


def test_a_batch_reads_as_single_texts(nlp):
    texts = [NEWS, "Output rose.", "", NEWS.upper(), "Vale and BHP met in Rio de Janeiro."]
    singly = [nlp(text) for text in texts]
    together = {doc.text: doc for doc in nlp.pipe(reversed(texts), batch_size=3)}
    for doc in singly:
        other = together[doc.text]
        assert [(t.pos_, t.dep_, t.head.i) for t in doc] == [(t.pos_, t.dep_, t.head.i) for t in other]
        assert get_candidates(doc) == get_candidates(other)


def test_the_pipeline_survives_saving(nlp, tmp_path):
    import spacy

    nlp.to_disk(tmp_path / "saved")
    assert names(spacy.load(tmp_path / "saved")(NEWS)) == names(nlp(NEWS))


def test_the_component_goes_to_another_process(nlp):
    encoder = pickle.loads(pickle.dumps(nlp.get_pipe("orewire_encoder")))  # noqa: S301
    assert names(encoder(nlp.make_doc(NEWS))) == names(nlp(NEWS))


@pytest.fixture
def copy(tmp_path):
    for name in ("model.onnx", "tokenizer.json", "meta.json"):
        shutil.copy(HERE / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "meta.json"])
def test_a_missing_file_is_named(copy: Path, name):
    (copy / name).unlink()
    with pytest.raises(ModelError, match=f"(?s){name}.*missing.*Get it back"):
        load_reader(copy)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "meta.json"])
def test_a_damaged_file_is_named(copy: Path, name):
    content = bytearray((copy / name).read_bytes())
    (copy / name).write_bytes(bytes(content[: len(content) // 2]))
    with pytest.raises(ModelError, match=f"(?s){name}.*damaged.*Get it back"):
        load_reader(copy)


def test_another_layout_is_refused(copy: Path):
    path = copy / "meta.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"format": 1', '"format": 99'), encoding="utf-8")
    with pytest.raises(ModelError, match="layout 1"):
        load_reader(copy)
