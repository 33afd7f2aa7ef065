"""An extraction gives the rows that the layout says."""

import json
from pathlib import Path

import pytest
from briefs import brief

from orewire.schema import VALUE_MODELS, Extraction
from orewire.stores.arrow import parquet_schema, table_of
from orewire.stores.layout import ARGUMENTS, ENTITIES, FACTS, MENTIONS, TABLES, Kind, Table
from orewire.stores.rows import Cell, rows_of
from orewire.stores.tables import ddl

FOLDER = Path(__file__).parents[2] / "pipeline/orewire/stores"
EXTRACTION = brief(0)
ROWS = rows_of(EXTRACTION, "d" * 64)


def row(table: Table, number: int) -> dict[str, Cell]:
    """The cells of a row that are filled, by column."""
    cells = zip(table.names, ROWS[table.name][number], strict=True)
    return {name: cell for name, cell in cells if cell is not None}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_rows_fit_their_table(table: Table) -> None:
    for cells in ROWS[table.name]:
        for column, cell in zip(table.columns, cells, strict=True):
            assert cell is not None or not column.required
    assert table_of(table, ROWS[table.name]).num_rows == len(ROWS[table.name])


def test_there_is_a_row_for_everything() -> None:
    facts = EXTRACTION.facts
    assert {name: len(rows) for name, rows in ROWS.items()} == {
        "articles": 1,
        "entities": len(EXTRACTION.entities),
        "mentions": len(EXTRACTION.mentions),
        "facts": len(facts),
        "arguments": sum(len(fact.arguments) for fact in facts),
    }


@pytest.mark.parametrize(
    ("table", "number", "cells"),
    [
        (ENTITIES, 0, {"label": "ORG", "name": "Northbridge Minerals", "kind": "company", "aliases": "[]"}),
        (ENTITIES, 1, {"commodity": "lithium", "lists": '[{"list":"US","year":2022}]'}),
        (MENTIONS, 1, {"text": "1000 tonnes", "amount": "1000", "unit": "t", "tonnes": "1000"}),
        (MENTIONS, 4, {"timex": "2025", "start_date": "2025-01-01", "anchored": True, "kind": "date"}),
        (MENTIONS, 5, {"amount": "1000000", "currency": "USD", "basis": "default", "approx": False}),
        (FACTS, 0, {"type": "SUPPLY", "status": "planned", "trigger_text": "supply", "confidence": 0.75}),
        (ARGUMENTS, 3, {"fact_id": "f1", "role": "recipient", "name": "Kazakhstan", "country": "KZ"}),
        (ARGUMENTS, 6, {"fact_id": "f2", "position": 1, "role": "value", "mention_id": "m6"}),
    ],
)
def test_cells(table: Table, number: int, cells: dict[str, Cell]) -> None:
    assert row(table, number).items() >= cells.items()


def test_words_that_fill_a_role_have_no_mention() -> None:
    record = json.loads(EXTRACTION.model_dump_json())
    words = {"role": "kind", "start": 0, "end": 11, "text": "Northbridge"}
    record["facts"][0] |= {
        "type": "AGREEMENT",
        "arguments": [{"role": "party", "mention": "m1"}, {"role": "party", "mention": "m4"}, words],
    }
    rows = rows_of(Extraction.model_validate(record), "d")["arguments"]
    cells = dict(zip(ARGUMENTS.names, rows[2], strict=True))
    assert {name: cell for name, cell in cells.items() if cell is not None} == {
        "article_id": "brief-0",
        "fact_id": "f1",
        "position": 2,
        "role": "kind",
        "text": "Northbridge",
        "start_char": 0,
        "end_char": 11,
    }


def test_every_field_of_a_value_has_a_column() -> None:
    renamed = {"min": "amount_min", "max": "amount_max", "value": "amount"}
    renamed |= {"start": "start_date", "end": "end_date"}
    fields = {field for model in VALUE_MODELS.values() for field in model.model_fields}
    assert {renamed.get(field, field) for field in fields} <= set(MENTIONS.names)


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        ("amount", Kind.NUMERIC),
        ("tonnes", Kind.NUMERIC),
        ("start_date", Kind.DATE),
        ("approx", Kind.BOOLEAN),
        ("lists", Kind.JSON),
        ("bound", Kind.CHOICE),
        ("country", Kind.TEXT),
    ],
)
def test_types_come_from_the_models(column: str, kind: Kind) -> None:
    assert {each.name: each.kind for each in MENTIONS.columns}[column] is kind


@pytest.mark.parametrize(
    ("file", "text", "name"), [("tables.sql", ddl, "sql"), ("parquet.schema.json", parquet_schema, "parquet")]
)
def test_committed_schema_is_current(file: str, text: object, name: str) -> None:
    assert callable(text)
    assert (FOLDER / file).read_text(encoding="utf-8") == text(), (
        f"run: orewire schema --format {name} > pipeline/orewire/stores/{file}"
    )
