from typing import Any

import pytest

from orewire.render.values import readable
from orewire.schema import VALUE_MODELS, Label

MONEY = {"currency": "USD", "basis": "explicit"}
YEAR = {"timex": "2023", "start": "2023-01-01", "end": "2023-12-31"}


@pytest.mark.parametrize(
    ("label", "value", "words"),
    [
        ("MONEY", {"amount": "4100000000", **MONEY}, "USD 4,100,000,000"),
        ("MONEY", {"amount": "25.4", **MONEY, "per": "ozt"}, "USD 25.4 per troy oz"),
        ("MONEY", {"min": "640", "max": "1700", **MONEY}, "USD 640 to 1,700"),
        ("MONEY", {"min": "640", **MONEY}, "from USD 640"),
        ("MONEY", {"max": "640", **MONEY, "approx": True}, "about up to USD 640"),
        ("MONEY", {"amount": "2", **MONEY, "basis": "default"}, "USD 2; currency assumed"),
        ("MONEY", {"amount": "0.0000001", **MONEY, "bound": "more_than"}, "more than USD 0.0000001"),
        ("MONEY", {"amount": "9" * 5000, **MONEY}, f"USD 99{',999' * 1666}"),
        (
            "QUANTITY",
            {"min": "24000", "max": "25000", "unit": "t", "per": "year"},
            "24,000 to 25,000 t per year",
        ),
        ("QUANTITY", {"amount": "5", "unit": "lb", "tonnes": "0.00227"}, "5 lb (0.00227 t)"),
        ("PERCENT", {"value": "60", "bound": "at_most"}, "at most 60%"),
        ("PERCENT", {"approx": True}, "about unknown%"),
        ("DATE", {"kind": "date", **YEAR}, "2023"),
        ("DATE", {"kind": "date", **YEAR, "mod": "early"}, "early 2023"),
        ("DATE", {"kind": "date", "timex": "2023"}, "2023"),
        (
            "DATE",
            {
                "kind": "date",
                "timex": "2021-08-04",
                "start": "2021-08-04",
                "end": "2021-08-04",
                "anchored": True,
            },
            "4 August 2021; counted from the publication date",
        ),
        (
            "DATE",
            {"kind": "date", "timex": "2024-02", "start": "2024-02-01", "end": "2024-02-29"},
            "February 2024",
        ),
        (
            "DATE",
            {"kind": "date", "timex": "2021-Q2", "start": "2021-04-01", "end": "2021-06-30"},
            "1 April 2021 to 30 June 2021",
        ),
        ("DATE", {"kind": "interval", "timex": "9999", "start": "9999-01-01", "end": "9999-12-31"}, "9999"),
        ("DATE", {"kind": "interval", "timex": "2024/..", "start": "2024-01-01"}, "from 1 January 2024"),
        ("DATE", {"kind": "interval", "timex": "../2024", "end": "2024-12-31"}, "until 31 December 2024"),
        ("DATE", {"kind": "duration", "timex": "P25Y"}, "25 years"),
        ("DATE", {"kind": "duration", "timex": "PT1H", "mod": "approx"}, "about 1 hour"),
        ("DATE", {"kind": "duration", "timex": "P1Y6M"}, "P1Y6M"),
        ("DATE", {"kind": "set", "timex": "P1W"}, "recurring: 1 week"),
        ("DATE", {"kind": "date", "timex": "PRESENT_REF"}, "now"),
        (
            "MINERAL",
            {
                "commodity": "rare-earths",
                "form": "oxide",
                "symbol": "REE",
                "lists": [{"list": "US", "year": 2022}, {"list": "EU", "year": 2023}],
            },
            "rare earths (REE), oxide; critical in US 2022, EU 2023",
        ),
        (
            "ORG",
            {"name": "Pilbara Minerals", "acronym": "PLS", "kind": "company", "ticker": "ASX: PLS"},
            "Pilbara Minerals (PLS), company, ASX: PLS",
        ),
        ("ORG", {"name": "OPEC", "acronym": "OPEC"}, "OPEC"),
        ("GPE", {"name": "Salta", "country": "AR"}, "Salta, Argentina"),
        ("GPE", {"name": "Kazakhstan", "country": "KZ"}, "Kazakhstan"),
        ("NORP", {"name": "Nordic"}, "Nordic"),
        ("PERSON", {"name": "Kanat Sharlapaev"}, "Kanat Sharlapaev"),
    ],
)
def test_readable(label: str, value: dict[str, Any], words: str) -> None:
    assert readable(VALUE_MODELS[Label(label)].model_validate(value)) == words
