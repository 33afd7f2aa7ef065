"""The component: plain records that an extraction takes, none without a parse."""

import json
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from orewire.components.facts import create_facts
from orewire.facts.frames import FrameError
from orewire.schema import Fact

NLP = spacy.blank("en")
WORDS = ["Peru", "exported", "copper", "to", "Japan", "in", "2023", "."]


def document(*, with_parse: bool = True) -> Doc:
    grammar = {
        "pos": ["PROPN", "VERB", "NOUN", "ADP", "PROPN", "ADP", "NUM", "PUNCT"],
        "heads": [1, 1, 1, 4, 1, 6, 1, 1],
        "deps": ["nsubj", "ROOT", "obj", "case", "obl", "case", "obl", "punct"],
    }
    doc = Doc(NLP.vocab, words=WORDS, **(grammar if with_parse else {}))
    labels = {0: "GPE", 2: "MINERAL", 4: "GPE", 6: "DATE"}
    doc._.mentions = [
        {
            "id": f"m{number}",
            "label": label,
            "start": doc[token].idx,
            "end": doc[token].idx + len(doc[token]),
            "text": doc[token].text,
            "value": None,
            "entity": None if label == "DATE" else f"e{number}",
            "rule": "test",
            "confidence": 1.0,
        }
        for number, (token, label) in enumerate(labels.items(), start=1)
    ]
    doc._.entities = [
        {"id": record["entity"], "name": record["text"]} for record in doc._.mentions if record["entity"]
    ]
    return doc


def test_records_are_plain_and_valid() -> None:
    facts = create_facts(NLP, "facts", None)(document())._.facts
    assert json.loads(json.dumps(facts)) == facts
    (fact,) = map(Fact.model_validate, facts)
    assert fact.type == "SUPPLY"
    assert fact.rule == "supply.ship"
    assert {argument.role for argument in fact.arguments} == {"supplier", "recipient", "commodity", "period"}
    assert fact.confidence is not None
    assert 0 < fact.confidence < 1
    assert fact.sentence.text == "Peru exported copper to Japan in 2023 ."


def test_the_same_text_gives_the_same_identifiers() -> None:
    component = create_facts(NLP, "facts", None)
    first, second = (component(document())._.facts for _ in range(2))
    assert [fact["uid"] for fact in first] == [fact["uid"] for fact in second]


def test_without_a_parse_there_are_no_facts() -> None:
    component = create_facts(NLP, "facts", None)
    assert component(document(with_parse=False))._.facts == []
    assert component(Doc(NLP.vocab, words=[]))._.facts == []


def test_a_folder_of_frames_adds_triggers(tmp_path: Path) -> None:
    (tmp_path / "more.toml").write_text(
        'type = "SUPPLY"\n[[triggers]]\nname = "spirit"\nverbs = ["spirit"]\n', encoding="utf-8"
    )
    doc = document()
    other = Doc(
        NLP.vocab,
        words=[word.replace("exported", "spirited") for word in WORDS],
        pos=[token.pos_ for token in doc],
        heads=[token.head.i for token in doc],
        deps=[token.dep_ for token in doc],
    )
    shift = len("spirited") - len("exported")
    assert shift == 0
    other._.mentions, other._.entities = doc._.mentions, doc._.entities
    assert create_facts(NLP, "facts", None)(other)._.facts == []
    (fact,) = create_facts(NLP, "facts", str(tmp_path))(other)._.facts
    assert fact["rule"] == "supply.spirit"


def test_a_wrong_folder_is_an_error() -> None:
    with pytest.raises(FrameError, match="no such folder"):
        create_facts(NLP, "facts", "nowhere")
