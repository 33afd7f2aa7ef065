"""The roles of each fact type, and stable identifiers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orewire.schema import ROLES, FactType, Label, Status, compute_uid

SHA = "a" * 64


def test_every_type_has_roles() -> None:
    assert set(ROLES) == set(FactType)


@pytest.mark.parametrize(
    ("fact_type", "many"),
    [
        ("TRADE", {"partner", "commodity"}),
        ("SUPPLY", {"commodity"}),
        ("PRODUCTION", {"commodity"}),
        ("RESERVE", {"commodity"}),
        ("PRICE", set()),
        ("INVESTMENT", {"commodity"}),
        ("ACQUISITION", set()),
        ("AGREEMENT", {"party", "commodity"}),
        ("MEETING", {"participant"}),
        ("POSITION", set()),
        ("ESTABLISHMENT", set()),
        ("RANKING", set()),
    ],
)
def test_roles_with_many_fillers(fact_type: str, many: set[str]) -> None:
    assert {name for name, role in ROLES[FactType(fact_type)].items() if role.many} == many


def test_commodities_are_minerals() -> None:
    for roles in ROLES.values():
        if "commodity" in roles:
            assert roles["commodity"].labels == {Label.MINERAL}


@given(st.lists(st.tuples(st.text(max_size=8), st.text(max_size=8)), max_size=5), st.randoms())
def test_uid_does_not_depend_on_the_order_of_arguments(arguments, random) -> None:
    shuffled = random.sample(arguments, len(arguments))
    uids = {compute_uid(SHA, FactType.TRADE, Status.ACTUAL, given) for given in (arguments, shuffled)}
    assert len(uids) == 1


@pytest.mark.parametrize(
    "other",
    [
        ("b" * 64, FactType.TRADE, Status.ACTUAL, [("value", "1")]),
        (SHA, FactType.PRICE, Status.ACTUAL, [("value", "1")]),
        (SHA, FactType.TRADE, Status.PLANNED, [("value", "1")]),
        (SHA, FactType.TRADE, Status.ACTUAL, [("value", "2")]),
        (SHA, FactType.TRADE, Status.ACTUAL, [("period", "1")]),
    ],
)
def test_uid_differs_when_anything_differs(other) -> None:
    assert compute_uid(*other) != compute_uid(SHA, FactType.TRADE, Status.ACTUAL, [("value", "1")])
