"""Run money, quantities and percentages against a peer's own test cases.

    python tests/benchmarks/peers.py [--misses] [FOLDER]

FOLDER holds ``currency.jsonl``, ``dimension.jsonl`` and ``percent.jsonl`` (microsoft/Recognizers-Text, every
second case of its English specifications; default ``../shared/peer-cases`` beside the checkout). Prints, per
file, how many expected spans are found (by overlap) and how many of their values are right.

The peer's habits that are not ours, left as misses where we differ:

- currency words without an amount count there (``50 dollar rmb``: ``rmb``); they are left out here;
- ``percent of 10`` is 10% there; in news it is a percent of something;
- amounts in cents keep their unit there (``470 pence`` is 470); they are compared in the unit as written;
- bitcoins have an amount there; ours have no value, as they have no ISO 4217 code;
- ``2 pm`` is two picometres there, ``one drachma`` a weight, and angles and bits are dimensions;
- temperatures are no dimensions there.
"""

import argparse
import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from orewire.normalize.candidate import Candidate
from orewire.normalize.money import find_money
from orewire.normalize.quantities import find_percentages, find_quantities
from orewire.schema import MoneyValue, PercentValue, QuantityValue

DEFAULT_FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "peer-cases"
KINDS = {"Weight", "Length", "Area", "Volume", "Power", "Speed"}
SUBUNITS = {"Pence": 100, "Cent": 100, "Sen": 100}
UNITS = {
    "Pound": "lb",
    "Inch": "in",
    "Mile": "mi",
    "Barrel": "bbl",
    "Ounce": "oz",
    "Foot": "ft",
    "Gallon": "gal",
    "Cubic foot": "ft3",
    "Square meter": "m2",
    "Square foot": "ft2",
    "Square kilometer": "km2",
    "Square mile": "mi2",
    "Cubic meter": "m3",
    "Meter": "m",
    "Kilometer": "km",
    "Centimeter": "cm",
    "Decimeter": "dm",
    "Millimeter": "mm",
    "Picometer": "pm",
    "Metric ton": "t",
    "Ton": "t",
    "Kilogram": "kg",
    "Gram": "g",
    "Milligram": "mg",
    "Microgram": "µg",
    "Teaspoon": "tsp",
    "Tablespoon": "tbsp",
    "Acre": "acre",
    "Hectare": "ha",
    "Yard": "yd",
    "Liter": "L",
    "Milliliter": "mL",
}

Expected = dict[str, Any]


def main() -> None:
    """Print the measures of each file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT_FOLDER)
    parser.add_argument("--misses", action="store_true", help="print every case that is not right")
    arguments = parser.parse_args()
    if not arguments.folder.is_dir():
        print(f"peers: skipped, no folder {arguments.folder}")
        return
    for name, find, right in (
        ("currency", find_money, money_is_right),
        ("dimension", find_quantities, quantity_is_right),
        ("percent", find_percentages, percent_is_right),
    ):
        measure(arguments.folder / f"{name}.jsonl", find, right, misses=arguments.misses)


def measure(
    path: Path,
    find: Callable[[str], list[Candidate]],
    right: Callable[[Candidate, Expected], bool],
    *,
    misses: bool,
) -> None:
    """Print a file's figures: spans found, values right, spans that nothing expects, whole cases."""
    spans = found = values = extra = cases = whole = 0
    for case in _cases(path):
        text, expected = case["input"], [item for item in case["expected"] if _counts(item)]
        candidates = find(text)
        hits = list(_pairs(text, candidates, expected))
        good = sum(candidate is not None and right(candidate, item) for item, candidate in hits)
        surplus = len(candidates) - sum(candidate is not None for _, candidate in hits)
        ignored = sum(not _counts(item) for item in case["expected"])
        spans += len(expected)
        found += sum(candidate is not None for _, candidate in hits)
        values += good
        extra += max(0, surplus - ignored)
        cases += 1
        correct = good == len(expected) and surplus <= ignored
        whole += correct
        if misses and not correct:
            print(f"  {text!r}\n    expected {[(item['text'], item.get('amount')) for item in expected]}")
            print(f"    found    {[(text[c.start : c.end], c.value) for c in candidates]}")
    print(
        f"{path.stem}: {found} of {spans} spans found, {values} values right, {extra} more than expected; "
        f"{whole} of {cases} cases right ({whole / cases:.1%})"
    )


def money_is_right(candidate: Candidate, expected: Expected) -> bool:
    """Compare an amount in the unit that the peer keeps, and the currency where it names one."""
    value = candidate.value
    if not isinstance(value, MoneyValue) or value.amount is None:
        return False
    amount = Decimal(value.amount) * SUBUNITS.get(expected["unit"], 1)
    return amount == Decimal(expected["amount"]) and expected["currency"] in {None, value.currency}


def quantity_is_right(candidate: Candidate, expected: Expected) -> bool:
    """Compare amount and unit; of a range, its upper end, which is all the peer reads."""
    value = candidate.value
    if not isinstance(value, QuantityValue):
        return False
    amount = value.amount or value.max
    unit = expected["unit"].partition(" per ")[0]
    return (
        amount is not None
        and abs(Decimal(amount) - Decimal(expected["amount"])) < Decimal("0.00001")
        and value.unit.replace("ozt", "oz").partition("/")[0] == UNITS.get(unit)
    )


def percent_is_right(candidate: Candidate, expected: Expected) -> bool:
    """Compare the number."""
    value = candidate.value
    return isinstance(value, PercentValue) and f"{value.value}%" == expected["value"]


def _cases(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _counts(item: Expected) -> bool:
    if "value" in item:
        return item["value"] != "null"
    return item["amount"] is not None and item.get("kind", "Weight") in KINDS


def _pairs(
    text: str, candidates: list[Candidate], expected: list[Expected]
) -> Iterator[tuple[Expected, Candidate | None]]:
    position = 0
    left = list(candidates)
    for item in expected:
        start = text.lower().find(item["text"].lower(), position)
        end = start + len(item["text"])
        position = max(position, start + 1)
        match = next((c for c in left if c.start < end and start < c.end), None)
        if match is not None:
            left.remove(match)
        yield item, match


if __name__ == "__main__":
    main()
