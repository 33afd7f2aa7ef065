"""Parses given by hand."""

from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc

from orewire.facts.grammar import Grammar

NLP = spacy.blank("en")


@pytest.fixture
def parsed() -> Callable[[str], Grammar]:
    """Build a parse from lines ``word POS relation head``; the head is counted from 1, 0 is the root."""

    def build(lines: str) -> Grammar:
        rows = [line.split() for line in lines.strip().splitlines()]
        heads = [int(row[3]) - 1 if row[3] != "0" else index for index, row in enumerate(rows)]
        doc = Doc(
            NLP.vocab,
            words=[row[0] for row in rows],
            pos=[row[1] for row in rows],
            deps=["ROOT" if row[2] == "root" else row[2] for row in rows],
            heads=heads,
        )
        return Grammar(doc, doc.text)

    return build
