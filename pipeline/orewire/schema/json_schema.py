"""The JSON Schema of what comes out."""

import json

from orewire.schema.extraction import SCHEMA_VERSION, Extraction


def extraction_schema() -> str:
    """Return the JSON Schema (2020-12) of an extraction as indented JSON with a final newline."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": f"orewire extraction schema {SCHEMA_VERSION}",
        **Extraction.model_json_schema(mode="serialization"),
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
