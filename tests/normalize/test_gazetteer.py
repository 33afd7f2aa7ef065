"""Countries of names that only a model found."""

from collections import Counter

import pytest

from orewire.normalize.gazetteer import is_country, is_region, value_of
from orewire.schema import Label


@pytest.mark.parametrize(
    ("label", "name", "context", "country"),
    [
        ("GPE", "BERGEN", {"NO": 3}, "NO"),
        ("GPE", "Republic of Djibouti", {}, "DJ"),
        ("GPE", "Vancouver", {"CA": 2, "US": 1}, "CA"),
        ("NORP", "French", {}, "FR"),
    ],
)
def test_value_of(label: str, name: str, context: dict[str, int], country: str) -> None:
    value = value_of(Label(label), name, Counter(context))
    assert value is not None
    assert value.country == country


@pytest.mark.parametrize(
    ("label", "name"), [("GPE", "Galafi"), ("NORP", "Paris"), ("GPE", "Minister of Trade")]
)
def test_unknown_names_have_no_value(label: str, name: str) -> None:
    assert value_of(Label(label), name, Counter()) is None


@pytest.mark.parametrize(
    ("name", "country", "region"),
    [
        ("Africa", False, True),
        ("Kazakhstan", True, False),
        ("South Africa", True, False),
        ("Pori", False, False),
    ],
)
def test_kinds(name: str, country: bool, region: bool) -> None:
    assert (is_country(name), is_region(name)) == (country, region)
