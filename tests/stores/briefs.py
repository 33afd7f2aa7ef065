"""Extractions of short articles as a wire sends them, made up, as many as are wanted."""

from collections.abc import Iterator
from typing import Any

from orewire.schema import Extraction, sha256_of

COMPANIES = ("Northbridge Minerals", "Tau Lithium", "Andina Cobre", "Kestrel Resources", "Baltic Graphite")
PLACES = (("Kazakhstan", "KZ"), ("Chile", "CL"), ("Australia", "AU"), ("Japan", "JP"), ("Canada", "CA"))
MINERALS = (("lithium", "Li"), ("copper", "Cu"), ("tungsten", "W"), ("nickel", "Ni"), ("cobalt", "Co"))
PIPELINE = {"version": "0.1.0", "model": "orewire_news", "model_version": "1.0.0"}


def brief(number: int, *, tonnes: int | None = None, version: str = "0.1.0") -> Extraction:
    """Make up what an article of two sentences states.

    Args:
        number: which one; it decides the names and amounts.
        tonnes: the quantity in its first sentence.
        version: of the orewire that read it.
    """
    company = COMPANIES[number % 5]
    place, country = PLACES[number // 5 % 5]
    mineral, symbol = MINERALS[number // 25 % 5]
    quantity = f"{tonnes or 1000 + number} tonnes"
    money = f"${1 + number % 400} million"
    first = f"{company} will supply {quantity} of {mineral} to {place} next year."
    second = f"It invested {money} in the project, the company said."
    text = f"{first} {second}"
    names = {
        "e1": {"name": company, "kind": "company"},
        "e2": {"commodity": mineral, "symbol": symbol, "lists": [{"list": "US", "year": 2022}]},
        "e3": {"name": place, "country": country},
    }
    amount = quantity.removesuffix(" tonnes")
    year = {"timex": "2025", "start": "2025-01-01", "end": "2025-12-31", "kind": "date", "anchored": True}
    dollars = {"amount": f"{1 + number % 400}000000", "currency": "USD", "basis": "default"}
    mentions = [
        {"id": identifier, "label": label, **_span(text, words), "value": value, "entity": entity}
        for identifier, label, words, value, entity in (
            ("m1", "ORG", company, names["e1"], "e1"),
            ("m2", "QUANTITY", quantity, {"amount": amount, "unit": "t", "tonnes": amount}, None),
            ("m3", "MINERAL", mineral, names["e2"], "e2"),
            ("m4", "GPE", place, names["e3"], "e3"),
            ("m5", "DATE", "next year", year, None),
            ("m6", "MONEY", money, dollars, None),
        )
    ]
    roles = {"supplier": "m1", "quantity": "m2", "commodity": "m3", "recipient": "m4", "period": "m5"}
    facts = [
        {
            "id": identifier,
            "type": kind,
            "status": status,
            "trigger": _span(text, trigger),
            "sentence": _span(text, sentence),
            "arguments": [{"role": role, "mention": mention} for role, mention in filled.items()],
            "uid": sha256_of(f"{identifier} {text}")[:32],
            "rule": f"{kind.lower()}.{trigger}",
            "confidence": 0.75,
        }
        for identifier, kind, status, trigger, sentence, filled in (
            ("f1", "SUPPLY", "planned", "supply", first, roles),
            ("f2", "INVESTMENT", "actual", "invested", second, {"investor": "m1", "value": "m6"}),
        )
    ]
    return Extraction.model_validate(
        {
            "article": {
                "id": f"brief-{number}",
                "source": "Wire",
                "published": f"2024-{1 + number % 12:02}-{1 + number % 28:02}",
                "sha256": sha256_of(text),
                "length": len(text),
            },
            "pipeline": PIPELINE | {"version": version},
            "mentions": mentions,
            "entities": [
                {"id": "e1", "label": "ORG", "name": company, "mentions": ["m1"], "value": names["e1"]},
                {"id": "e2", "label": "MINERAL", "name": mineral, "mentions": ["m3"], "value": names["e2"]},
                {"id": "e3", "label": "GPE", "name": place, "mentions": ["m4"], "value": names["e3"]},
            ],
            "facts": facts,
        }
    )


def filled_by(count: int) -> int:
    """Bytes that as many of the first ten briefs fill, whichever, and one less does not."""
    return count * len(next(lines(1))) - 1_000


def lines(count: int) -> Iterator[bytes]:
    """Yield as many extractions as JSON lines."""
    for number in range(count):
        yield brief(number).model_dump_json().encode() + b"\n"


def _span(text: str, words: str) -> dict[str, Any]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words}
