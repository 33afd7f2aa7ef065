"""The reader of the workers gives what the extractor gives, and forgets the words that it saw."""

import pytest

import orewire.extractor
from orewire.bulk import loader
from orewire.bulk.loader import Loader
from orewire.schema import Article

ARTICLES = [
    Article(id=str(number), text=f"Zorblatt{number} sold {number},500 tonnes of tin for $5 million to Chile.")
    for number in range(9)
]


def test_lines_are_those_of_the_extractor_and_words_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    extractor = orewire.extractor.load("rules")
    monkeypatch.setattr(orewire.extractor, "load", lambda *_: extractor)
    monkeypatch.setattr(loader, "_ZONE", 3)
    read = Loader("rules")()
    lines = [read(article) for article in ARTICLES]
    kept = [number for number in range(9) if f"Zorblatt{number}" in extractor.nlp.vocab.strings]
    assert kept == [6, 7, 8]
    del read  # ends the zone
    expected = orewire.extractor.load("rules").pipe(ARTICLES)
    assert lines == [extraction.model_dump_json().encode() + b"\n" for extraction in expected]
