"""What belongs to a name, and which short forms stand for which names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orewire.normalize.names import initials_of, is_acronym_of, name_words, trim_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the United States", "United States"),
        ("The World Bank's", "World Bank"),
        ("Kazakhstan’s", "Kazakhstan"),
        ("The Hague", "The Hague"),
        ("miners'", "miners"),
        (" Rio Tinto ", "Rio Tinto"),
        ("Theranos", "Theranos"),
        ("Ansari", "Ansari"),
        ("the ", ""),
    ],
)
def test_trim_name(text: str, name: str) -> None:
    start, end = trim_name(text, 0, len(text))
    assert text[start:end] == name


@given(st.text(max_size=40))
def test_trimming_twice_changes_nothing_more(text: str) -> None:
    start, end = trim_name(text, 0, len(text))
    assert 0 <= start <= end <= len(text)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Canamax Resources Inc", "Canamax Resources", True),
        ("U.S.", "US", True),
        ("Tau-Ken Samruk JSC", "TAU-KEN SAMRUK", True),
        ("Upper Kairakty deposit", "Upper Kairakty", True),
        ("Rio Tinto", "Rio Grande", False),
        ("Mine", "Company", False),
    ],
)
def test_name_words(left: str, right: str, same: bool) -> None:
    assert (name_words(left) == name_words(right)) is same


@pytest.mark.parametrize(
    ("acronym", "name", "expected"),
    [
        ("DFC", "U.S. International Development Finance Corporation", True),
        ("USKZBC", "U.S.-Kazakhstan Business Council", True),
        ("EBRD", "European Bank for Reconstruction and Development", True),
        ("KMG", "KazMunayGas National Company", True),
        ("IMF", "International Monetary Fund", True),
        ("WHO", "World Trade Organization", False),
        ("A", "Alpha Beta", False),
        ("Company", "Cove Mining Company", False),
        ("UN", "United", False),
    ],
)
def test_is_acronym_of(acronym: str, name: str, expected: bool) -> None:
    assert is_acronym_of(acronym, name) is expected


@pytest.mark.parametrize(
    ("name", "initials"),
    [("International Monetary Fund", "IMF"), ("Bank of England", "BE"), ("de Beers", "B"), ("", "")],
)
def test_initials_of(name: str, initials: str) -> None:
    assert initials_of(name) == initials
