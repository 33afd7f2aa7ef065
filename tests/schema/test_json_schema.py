"""The committed JSON Schema is the one that the models give."""

from pathlib import Path

from orewire.schema.json_schema import extraction_schema

COMMITTED = Path(__file__).parents[2] / "pipeline/orewire/schema/extraction.schema.json"


def test_committed_schema_is_current() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == extraction_schema(), (
        "run: orewire schema > pipeline/orewire/schema/extraction.schema.json"
    )
