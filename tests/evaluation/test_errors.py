from collections.abc import Callable
from typing import Any

from orewire.evaluation.errors import Difference, differences
from orewire.schema import Extraction

Build = Callable[..., Extraction]


def test_no_differences(full: Extraction) -> None:
    assert differences(full, full) == []


def test_mentions(build: Build, rows: Any) -> None:
    changed = list(rows)
    changed[2] = ("MINERAL", "copper", {"commodity": "copper", "form": "ore"})
    changed[4] = ("MONEY", "$2.5", {"amount": "2.5", "currency": "USD"})
    assert differences(build(rows), build(changed)) == [
        Difference("one", "wrong value", "MINERAL", 37, "copper", "form ore, not None"),
        Difference("one", "missed", "MONEY", 57, "$2.5bn"),
        Difference("one", "spurious", "MONEY", 57, "$2.5"),
    ]


def test_facts(build: Build, rows: Any, supply: Any) -> None:
    roles = (("supplier", "m1"), ("commodity", "m3"))
    planned = ("SUPPLY", "planned", "exported", roles)
    trade = ("TRADE", "actual", "for", (("exporter", "m1"), ("value", "m5")))
    told = "planned (supplier=Kazakhstan; commodity=copper)"
    full = (
        "actual (supplier=Kazakhstan; recipient=China; commodity=copper; quantity=12 mln tonnes; period=2023)"
    )
    assert differences(build(rows, [supply]), build(rows, [planned, trade])) == [
        Difference("one", "wrong fact", "SUPPLY", 11, "exported", f"{told}, not {full}"),
        Difference("one", "spurious", "TRADE", 53, "for", "actual (exporter=Kazakhstan; value=$2.5bn)"),
    ]
    assert differences(build(rows, [supply]), build(rows)) == [
        Difference("one", "missed", "SUPPLY", 11, "exported", full)
    ]
