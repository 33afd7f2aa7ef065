"""News text comes apart where amounts, codes and hyphenated names do."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from orewire.components.tokenizer import create_tokenizer

NLP = spacy.blank("en")
NLP.tokenizer = create_tokenizer(NLP)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("$2.5bn", "$ 2.5 bn"),
        ("US$1.76 billion", "US$ 1.76 billion"),
        ("a $900-million loan", "a $ 900 - million loan"),
        ("Rs16,189-crore", "Rs 16,189 - crore"),
        ("U.S.-Kazakhstan", "U.S. - Kazakhstan"),
        ("mid-2025", "mid - 2025"),
        ("2019/20", "2019 / 20"),
        ("2.1 g/t", "2.1 g / t"),
        ("7.5pct", "7.5 pct"),
        ("<PLC>", "< PLC >"),
        ("(ASX: PLS)", "( ASX : PLS )"),
        ("21st", "21st"),
        ("the 1980s", "the 1980s"),
        ("U3O8 Li2O", "U3O8 Li2O"),
        ("J.P. Morgan & AT&T", "J.P. Morgan & AT&T"),
        ("Sainsbury's don't", "Sainsbury 's do n't"),
        ("In 1991.", "In 1991 ."),
    ],
)
def test_tokens(text: str, tokens: str) -> None:
    assert " ".join(token.text for token in NLP(text)) == tokens


@given(st.text(max_size=60))
def test_tokens_give_the_text_back(text: str) -> None:
    assert "".join(token.text_with_ws for token in NLP(text)) == text
