"""Persons by the honorific before them."""

import pytest

from orewire.normalize.persons import find_persons


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Prime Minister Shaikh Salman bin Rashid received", ["Salman bin Rashid"]),
        ("Mr Waberi paid; Dr. Jean-Luc O'Neill left", ["Waberi", "Jean-Luc O'Neill"]),
        ("by Prof Sir Bruce Keogh, told", ["Bruce Keogh"]),
        ("Sir Richard Branson's Virgin", ["Richard Branson"]),
        ("Mrs. J. K. Rowling", ["J. K. Rowling"]),
        ("President Hassan Sheikh Mohamud, the Somali", []),
        ("the mr in lower case, Mr and Mrs", []),
        ("Sirte and Drake", []),
    ],
)
def test_find_persons(text: str, names: list[str]) -> None:
    assert [text[c.start : c.end] for c in find_persons(text)] == names
