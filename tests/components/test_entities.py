"""Mentions get entities, and the fullest name in the article."""

from typing import Any

import spacy
from spacy.tokens import Doc

from orewire.components.entities import Entities

NLP = spacy.blank("en")
Doc.set_extension("mentions", default=[], force=True)


def linked(text: str, *mentions: tuple[str, str, dict[str, Any] | None]) -> Doc:
    """Link mentions given as (label, words, value) in text order."""
    doc = NLP.make_doc(text)
    position = 0
    records = []
    for number, (label, words, value) in enumerate(mentions, start=1):
        start = text.index(words, position)
        position = start + len(words)
        records.append(
            {
                "id": f"m{number}",
                "label": label,
                "start": start,
                "end": position,
                "text": words,
                "value": value,
            }
            | {"entity": None, "rule": "test", "confidence": 1.0}
        )
    doc._.mentions = records
    return Entities()(doc)


def org(name: str, kind: str = "other", ticker: str | None = None) -> dict[str, Any]:
    return {"name": name, "acronym": None, "kind": kind, "ticker": ticker}


def test_acronym_and_full_name_share_an_entity() -> None:
    doc = linked(
        "The European Development Bank (EDB) lent. EDB said so.",
        ("ORG", "European Development Bank", org("European Development Bank", "bank")),
        ("ORG", "EDB", org("EDB")),
        ("ORG", "EDB", org("EDB")),
    )
    (entity,) = doc._.entities
    assert entity["name"] == "European Development Bank"
    assert entity["aliases"] == ["EDB"]
    assert entity["mentions"] == ["m1", "m2", "m3"]
    assert {(mention["value"]["name"], mention["value"]["acronym"]) for mention in doc._.mentions} == {
        ("European Development Bank", "EDB")
    }


def test_kind_and_ticker_come_from_whichever_mention_has_them() -> None:
    doc = linked(
        "Canamax Resources Inc (TSX: CMX) sold. Canamax said so.",
        ("ORG", "Canamax Resources Inc", org("Canamax Resources Inc", "company", "TSX: CMX")),
        ("ORG", "Canamax", None),
    )
    assert doc._.mentions[1]["value"] == org("Canamax Resources Inc", "company", "TSX: CMX")


def test_forms_of_one_commodity_share_an_entity_and_keep_their_form() -> None:
    value = {"commodity": "lithium", "form": None, "symbol": "Li", "lists": []}
    doc = linked(
        "lithium and lithium carbonate",
        ("MINERAL", "lithium", value),
        ("MINERAL", "lithium carbonate", {**value, "form": "carbonate"}),
    )
    (entity,) = doc._.entities
    assert entity["value"]["form"] is None
    assert [mention["value"]["form"] for mention in doc._.mentions] == [None, "carbonate"]


def test_values_have_no_entity() -> None:
    doc = linked("It paid $5.", ("MONEY", "$5", {"amount": "5", "currency": "USD", "basis": "default"}))
    assert doc._.entities == []
    assert doc._.mentions[0]["entity"] is None


def test_place_without_value_gets_its_name() -> None:
    doc = linked("Oretown grew.", ("GPE", "Oretown", None))
    assert doc._.mentions[0]["value"] == {"name": "Oretown", "country": None}
