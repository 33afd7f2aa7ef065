"""Facilities by their noun, by what is said of them, and by their bare names."""

import pytest

from orewire.normalize.facilities import find_facilities


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It reopens Wheal Harriet, a tin mine near Redruth.", ["Wheal Harriet"]),
        ("The island's only ruby mine, Qaqqatsiaq, fell silent.", ["Qaqqatsiaq"]),
        ("He toured the port of Duqm on Sunday.", ["port of Duqm"]),
        ("The Port of Poti is full.", ["Port of Poti"]),
        ("It bought the Yellow Jacket tungsten property in Nevada.", ["Yellow Jacket"]),
        ("Copper from Lumwana and Kansanshi will do.", ["Lumwana", "Kansanshi"]),
        ("It owns the Valea Rece coal mine.", ["Valea Rece"]),
        ("It sailed from the Black Sea port of Constanta.", []),
        ("It bought the Yellow Jacket property in Nevada.", []),
        ("Chairman John Smith, a mine engineer, spoke.", []),
        ("At the mine, John Smith, who was there, spoke.", []),
        ("They flew to Chile, a copper mine in hand.", []),
    ],
)
def test_find_facilities(text: str, names: list[str]) -> None:
    found = [c for c in find_facilities(text) if c.confidence >= 0.5]
    assert [text[c.start : c.end] for c in found] == names
