"""An article can be written as it was read, or is refused."""

import pytest
from pydantic import ValidationError

from orewire.schema import Article


@pytest.mark.parametrize("name", ["id", "text", "title", "url", "source"])
def test_half_of_a_surrogate_pair_is_refused(name: str) -> None:
    with pytest.raises(ValidationError, match=rf"for Article\n{name}\n"):
        Article(**{"id": "a", "text": "x", name: "x\ud800"})


@pytest.mark.parametrize("text", ["", "Münze", "\U0001f600", "\x00"])
def test_whatever_can_be_encoded_is_text(text: str) -> None:
    assert Article(id="a", text=text, title=text).title == text
