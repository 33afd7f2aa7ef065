import pytest
from hypothesis import given
from hypothesis import strategies as st

from orewire.render.text import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain\ttext\n", "plain\ttext\n"),
        ("\x00 \x1b[2J \x7f \x85", "␀ ␛[2J ␡ \ufffd"),
        ("Windows\r\nold Mac\r", "Windows\r\nold Mac␍"),
        ("\u202egpj.exe\u202c \u2066", "\ufffdgpj.exe\ufffd \ufffd"),
        ("marks \u200e\u200f\u061c stay", "marks \u200e\u200f\u061c stay"),
        ("half \ud83d", "half \ufffd"),
    ],
)
def test_controls_become_symbols(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_length_stays(text: str) -> None:
    assert len(visible(text)) == len(text)
    assert visible(visible(text)) == visible(text)
