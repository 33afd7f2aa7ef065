"""Counts are written as (gold, predicted, matched)."""

from collections.abc import Callable
from typing import Any

import pytest

from orewire.evaluation.facts import FactMatcher, best_pairs
from orewire.schema import Extraction, FactType

Build = Callable[..., Extraction]
Roles = tuple[tuple[str, str], ...]
Triple = tuple[int, int, int]

# Of the article: m1 Kazakhstan, m2 12 mln tonnes, m3 copper, m4 China, m5 $2.5bn, m6 2023, m7 Ministry.
SELLER, BUYER, COPPER = ("supplier", "m1"), ("recipient", "m4"), ("commodity", "m3")
AMOUNT, YEAR = ("quantity", "m2"), ("period", "m6")
ALL = (SELLER, BUYER, COPPER, AMOUNT, YEAR)


def supply(*roles: tuple[str, str], status: str = "actual") -> tuple[str, str, str, Roles]:
    return ("SUPPLY", status, "exported", roles)


def counts(gold: Extraction, predicted: Extraction, fact_type: str = "SUPPLY") -> tuple[Triple, Triple]:
    found = FactMatcher(gold, predicted).counts()[FactType(fact_type)]
    roles, strict = found.roles, found.strict
    return (
        (roles.gold, roles.predicted, roles.matched),
        (strict.gold, strict.predicted, strict.matched),
    )


@pytest.mark.parametrize(
    ("gold", "predicted", "roles", "strict"),
    [
        pytest.param([supply(*ALL)], [supply(*ALL)], (5, 5, 5), (1, 1, 1), id="perfect"),
        pytest.param([supply(*ALL)], [], (5, 0, 0), (1, 0, 0), id="missed"),
        pytest.param([], [supply(*ALL)], (0, 5, 0), (0, 1, 0), id="spurious"),
        pytest.param(
            [supply(*ALL)], [supply(*ALL), supply(*ALL)], (5, 10, 5), (1, 2, 1), id="told twice, one right"
        ),
        pytest.param([supply(*ALL)], [supply(*ALL[::-1])], (5, 5, 5), (1, 1, 1), id="roles in any order"),
        pytest.param(
            [supply(*ALL)], [supply(*ALL, status="planned")], (5, 5, 5), (1, 1, 0), id="status wrong"
        ),
        pytest.param([supply(*ALL)], [supply(*ALL[:4])], (5, 4, 4), (1, 1, 0), id="role missing"),
        pytest.param([supply(*ALL[:4])], [supply(*ALL)], (4, 5, 4), (1, 1, 0), id="role too many"),
        pytest.param(
            [supply(*ALL)],
            [supply(("supplier", "m4"), ("recipient", "m1"), COPPER, AMOUNT, YEAR)],
            (5, 5, 3),
            (1, 1, 0),
            id="roles swapped",
        ),
        pytest.param(
            [supply(*ALL)],
            [supply(SELLER, BUYER, COPPER, ("quantity", "m5"), YEAR)],
            (5, 5, 4),
            (1, 1, 0),
            id="wrong filler",
        ),
        pytest.param(
            [supply(SELLER, COPPER), supply(SELLER, COPPER, BUYER)],
            [supply(SELLER, COPPER, BUYER), supply(SELLER, COPPER)],
            (5, 5, 5),
            (2, 2, 2),
            id="paired so that the most roles agree",
        ),
        pytest.param(
            # Each pairing has four roles right; only one has a whole fact right.
            [supply(SELLER, COPPER), supply(SELLER, COPPER, status="planned")],
            [supply(SELLER, COPPER, status="planned"), supply(SELLER, COPPER, status="negated")],
            (4, 4, 4),
            (2, 2, 1),
            id="among equal pairings the one with whole facts right",
        ),
        pytest.param(
            # Roles come before whole facts: the second gold fact goes with the prediction that has five.
            [supply(SELLER, COPPER), supply(*ALL)],
            [supply(*ALL, status="planned")],
            (7, 5, 5),
            (2, 1, 0),
            id="roles come first",
        ),
    ],
)
def test_counts(build: Build, rows: Any, gold: Any, predicted: Any, roles: Triple, strict: Triple) -> None:
    assert counts(build(rows, gold), build(rows, predicted)) == (roles, strict)


def test_types_are_counted_apart(build: Build, rows: Any, full: Extraction) -> None:
    trade = ("TRADE", "actual", "for", (("exporter", "m1"), ("value", "m5")))
    predicted = build(rows, [trade])
    assert counts(full, predicted) == ((5, 0, 0), (1, 0, 0))
    assert counts(full, predicted, "TRADE") == ((0, 2, 0), (0, 1, 0))


SHIPPED = "Peru shipped copper, zinc and tin to Japan; copper rose."
METALS = [
    ("GPE", "Peru"),
    *(("MINERAL", name, {"commodity": name}) for name in ("copper", "zinc", "tin")),
    ("GPE", "Japan"),
    ("MINERAL", "copper", {"commodity": "copper"}),
]


@pytest.mark.parametrize(
    ("gold", "predicted", "expected"),
    [
        ("m2 m3 m4", "m4 m2 m3", (3, 3, 3)),
        ("m2 m3 m4", "m2 m3", (3, 2, 2)),
        ("m2", "m6", (1, 1, 1)),  # the same commodity elsewhere
        ("m2", "m2 m6", (1, 2, 1)),  # a filler is used once
        ("m2 m3", "m6 m2", (2, 2, 1)),
    ],
)
def test_a_role_with_many_fillers(build: Build, gold: str, predicted: str, expected: Triple) -> None:
    def shipped(commodities: str) -> Extraction:
        roles = tuple(("commodity", mention) for mention in commodities.split())
        return build(METALS, [("SUPPLY", "actual", "shipped", (*roles, ("supplier", "m1")))], SHIPPED)

    found = counts(shipped(gold), shipped(predicted))[0]
    assert (found[0] - 1, found[1] - 1, found[2] - 1) == expected


BOUGHT = "Rio Tinto Ltd bought Alba for $5m. Rio paid five million dollars, then $6m, chief Ann Li said."
BOUGHT_ROWS = (
    ("ORG", "Rio Tinto Ltd", {"name": "Rio Tinto Ltd"}, "rio"),  # m1
    ("ORG", "Alba", {"name": "Alba"}, "alba"),  # m2
    ("MONEY", "$5m", {"amount": "5000000", "currency": "USD"}),  # m3
    ("ORG", "Rio", {"name": "Rio Tinto Ltd"}, "rio"),  # m4
    ("MONEY", "five million dollars", {"amount": "5000000", "currency": "USD"}),  # m5
    ("MONEY", "$6m", {"amount": "6000000", "currency": "USD"}),  # m6
)


def changed(number: int, *row: Any) -> list[Any]:
    rows: list[Any] = list(BOUGHT_ROWS)
    rows[number - 1] = row
    return rows


@pytest.mark.parametrize(
    ("gold_rows", "predicted_rows", "buyer", "value", "matched"),
    [
        pytest.param(BOUGHT_ROWS, BOUGHT_ROWS, "m1", "m3", 3, id="same spans"),
        pytest.param(
            BOUGHT_ROWS, changed(1, "ORG", "Tinto", {"name": "Tinto"}), "m1", "m3", 3, id="spans overlap"
        ),
        pytest.param(BOUGHT_ROWS, changed(1, "PERSON", "Rio Tinto Ltd"), "m1", "m3", 3, id="label differs"),
        pytest.param(BOUGHT_ROWS, BOUGHT_ROWS, "m4", "m3", 3, id="another mention of the entity"),
        pytest.param(
            BOUGHT_ROWS, changed(4, "ORG", "Rio"), "m4", "m3", 3, id="its gold entity, whatever it says"
        ),
        pytest.param(
            changed(4, "ORG", "Rio"), BOUGHT_ROWS, "m4", "m3", 3, id="its full name, where gold has no entity"
        ),
        pytest.param(
            changed(4, "ORG", "Rio"), changed(4, "ORG", "Rio"), "m4", "m3", 2, id="neither name nor entity"
        ),
        pytest.param(
            BOUGHT_ROWS,
            changed(2, "ORG", "Alba", {"name": "Alba"}, "rio"),
            "m2",
            "m3",
            2,
            id="a wrong entity is no proof of itself",
        ),
        pytest.param(BOUGHT_ROWS, BOUGHT_ROWS, "m1", "m5", 3, id="equal value elsewhere"),
        pytest.param(BOUGHT_ROWS, BOUGHT_ROWS, "m1", "m6", 2, id="another value"),
        pytest.param(
            BOUGHT_ROWS, changed(5, "MONEY", "five million dollars"), "m1", "m5", 2, id="no value elsewhere"
        ),
    ],
)
def test_when_a_role_agrees(
    build: Build, gold_rows: Any, predicted_rows: Any, buyer: str, value: str, matched: int
) -> None:
    def bought(rows: Any, buyer: str, value: str) -> Extraction:
        roles = (("buyer", buyer), ("target", "m2"), ("value", value))
        return build(rows, [("ACQUISITION", "actual", "bought", roles)], BOUGHT)

    found = counts(bought(gold_rows, "m1", "m3"), bought(predicted_rows, buyer, value), "ACQUISITION")
    assert found == ((3, 3, matched), (1, 1, int(matched == 3)))


@pytest.mark.parametrize(("title", "matched"), [("chief", 2), ("chief Ann", 2), ("said", 1)])
def test_words_agree_where_they_overlap(build: Build, title: str, matched: int) -> None:
    def position(title: str) -> Extraction:
        fact = ("POSITION", "actual", title, (("person", "m1"), ("title", title)))
        return build([("PERSON", "Ann Li")], [fact], BOUGHT)

    assert counts(position("chief"), position(title), "POSITION")[0] == (2, 2, matched)


def test_best_pairs_leave_out_what_does_not_go_together() -> None:
    assert best_pairs([1, 2, 3], [3, 4], lambda one, other: int(one == other)) == [(3, 3)]
    assert best_pairs([], [1], lambda one, other: int(one == other)) == []
