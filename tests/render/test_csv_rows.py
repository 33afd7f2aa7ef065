"""A row for each fact, that no spreadsheet runs."""

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orewire.render.csv_rows import COLUMNS, _harmless, write_csv
from orewire.schema import ROLES, Extraction, sha256_of

TEXT = "Chile sold Japan and Korea 12 to 14 tonnes of lithium for -$5 in 2023. =1+1 is head of =SUM(A1)."


def span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def extraction(**changes: Any) -> Extraction:
    mentions = {
        "Chile": ("GPE", {"name": "Chile", "country": "CL"}),
        "Japan": ("GPE", None),
        "Korea": ("GPE", None),
        "12 to 14 tonnes": ("QUANTITY", {"min": "12", "max": "14", "unit": "t"}),
        "lithium": ("MINERAL", None),
        "-$5": ("MONEY", {"amount": "-5", "currency": "USD", "per": "t", "basis": "default"}),
        "2023": ("DATE", {"timex": "2023", "start": "2023-01-01", "end": "2023-12-31", "kind": "date"}),
        "=1+1": ("PERSON", None),
        "=SUM(A1)": ("ORG", None),
    }
    ids = {words: f"m{number}" for number, words in enumerate(mentions)}
    facts = [
        (
            "TRADE",
            "sold",
            [("exporter", "Chile"), ("partner", "Japan"), ("partner", "Korea"), ("value", "-$5")],
        ),
        ("SUPPLY", "sold", [("commodity", "lithium"), ("quantity", "12 to 14 tonnes"), ("period", "2023")]),
        ("POSITION", "head", [("person", "=1+1"), ("organization", "=SUM(A1)"), ("title", None)]),
    ]
    record = {
        "article": {"id": "a", "sha256": sha256_of(TEXT), "length": len(TEXT), **changes},
        "pipeline": {"version": "0.1.0", "model": "rules", "model_version": "0.1.0"},
        "mentions": [
            {"id": ids[words], "label": label, **span(words), "value": value}
            for words, (label, value) in mentions.items()
        ],
        "facts": [
            {
                "id": f"f{number}",
                "type": kind,
                "status": "actual",
                "trigger": span(trigger),
                "sentence": span(TEXT[:70]),
                "arguments": [
                    {"role": role, "mention": ids[words]} if words else {"role": role, **span("head")}
                    for role, words in arguments
                ],
                "uid": str(number) * 32,
                "confidence": 0.5,
            }
            for number, (kind, trigger, arguments) in enumerate(facts)
        ],
    }
    return Extraction.model_validate_json(json.dumps(record))


def read(*extractions: Extraction) -> list[dict[str, str]]:
    file = io.StringIO(newline="")
    write_csv(extractions, file)
    file.seek(0)
    return list(csv.DictReader(file, strict=True))


@pytest.mark.parametrize(
    ("number", "cells"),
    [
        (0, {"article": "a", "published": "2024-03-22", "type": "TRADE", "status": "actual"}),
        (0, {"confidence": "0.5", "trigger": "sold", "sentence": TEXT[:70]}),
        (0, {"exporter": "Chile", "partner": "Japan; Korea", "importer": ""}),
        (0, {"value": "'-$5", "value_amount": "-5", "value_unit": "USD/t"}),
        (1, {"quantity": "12 to 14 tonnes", "quantity_amount": "", "quantity_unit": "t"}),
        (1, {"period": "2023", "period_start": "2023-01-01", "period_end": "2023-12-31"}),
        (2, {"person": "'=1+1", "organization": "'=SUM(A1)", "title": "head", "value": ""}),
    ],
)
def test_cells(number: int, cells: dict[str, str]) -> None:
    assert read(extraction(published="2024-03-22"))[number].items() >= cells.items()


def test_header_stands_alone_where_there_are_no_facts() -> None:
    file = io.StringIO(newline="")
    write_csv([], file)
    assert file.getvalue() == ",".join(COLUMNS) + "\r\n"


def test_every_role_has_a_column() -> None:
    assert {role for roles in ROLES.values() for role in roles} <= set(COLUMNS)
    assert len(COLUMNS) == len(set(COLUMNS))


def test_article_without_a_date() -> None:
    assert {row["published"] for row in read(extraction())} == {""}


@pytest.mark.parametrize(
    "cell", ["=1", "+1", "-x", "@A", "\t=1", "\r=1", " =1", "\n=1", "＝1", "-1-1", "+49 30"]
)
def test_formula_is_neutralised(cell: str) -> None:
    assert _harmless(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "-5", "-0.25", "12", "a=b", "1+1", "'=1", "U.S. - China"])
def test_what_is_no_formula_is_left_alone(cell: str) -> None:
    assert _harmless(cell) == cell


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_identifier_comes_back(identifier: str) -> None:
    cells = {row["article"] for row in read(extraction(id=identifier))}
    assert cells == {_harmless(identifier)}
