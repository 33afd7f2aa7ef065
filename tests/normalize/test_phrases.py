"""Phrases of a lexicon are found whole, longest first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orewire.normalize.phrases import PhraseFinder

FINDER = PhraseFinder(
    [("rare earths", 1), ("rare", 2), ("U.S.", 3), ("iron ore", 4), ("iron", 5), ("AT&T", 6), ("Iron Ore", 9)]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rare earths and iron ore", [("Rare earths", 1), ("iron ore", 4)]),
        ("rare-earths", [("rare-earths", 1)]),
        ("rare\n  earths", [("rare\n  earths", 1)]),
        ("rare, earths", [("rare", 2)]),
        ("the U.S. and AT&T", [("U.S.", 3), ("AT&T", 6)]),
        ("ironic, wrought-iron", [("iron", 5)]),
        ("iron ores", [("iron", 5)]),
        ("IRON ORE", [("IRON ORE", 4)]),
        ("", []),
    ],
)
def test_find(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(text[match.start : match.end], match.entry) for match in FINDER.find(text)] == expected


@given(st.text(alphabet="rareearthsiron U.S-,\n", max_size=80))
def test_matches_are_in_order_and_apart(text: str) -> None:
    position = 0
    for match in FINDER.find(text):
        assert position <= match.start < match.end <= len(text)
        position = match.end
