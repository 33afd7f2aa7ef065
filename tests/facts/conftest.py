"""Documents with a parse given by hand."""

from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc

NLP = spacy.blank("en")


@pytest.fixture
def parsed() -> Callable[[str], Doc]:
    """Build a document from lines ``word POS relation head``; the head is counted from 1, 0 is the root."""

    def build(lines: str) -> Doc:
        rows = [line.split() for line in lines.strip().splitlines()]
        heads = [int(row[3]) - 1 if row[3] != "0" else index for index, row in enumerate(rows)]
        return Doc(
            NLP.vocab,
            words=[row[0] for row in rows],
            pos=[row[1] for row in rows],
            deps=["ROOT" if row[2] == "root" else row[2] for row in rows],
            heads=heads,
        )

    return build
