"""Sentences and the facts they state, with negatives, read by our own model."""

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(find_spec("orewire_news") is None, reason="needs our own model")

CASES = [
    json.loads(line)
    for table in sorted((Path(__file__).parents[1] / "cases").glob("facts*.jsonl"))
    for line in table.read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(scope="module")
def nlp() -> Any:
    from orewire.components.pipeline import create_pipeline

    return create_pipeline()


def facts_of(nlp: Any, text: str, published: str) -> list[dict[str, Any]]:
    doc = nlp.make_doc(text)
    doc._.published = published
    doc = nlp(doc)
    mentions = {record["id"]: record["text"] for record in doc._.mentions}
    found = []
    for fact in doc._.facts:
        arguments: dict[str, list[str]] = {}
        for argument in fact["arguments"]:
            words = mentions[argument["mention"]] if "mention" in argument else argument["text"]
            arguments.setdefault(argument["role"], []).append(words)
        plain = {role: words[0] if len(words) == 1 else words for role, words in arguments.items()}
        found.append({"type": fact["type"], "status": fact["status"], "arguments": plain})
    return found


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_facts(nlp: Any, case: dict[str, Any]) -> None:
    found = facts_of(nlp, case["text"], case["published"])
    assert sorted(map(json.dumps, map(ordered, found))) == sorted(
        map(json.dumps, map(ordered, case["expected"]))
    )


def ordered(fact: dict[str, Any]) -> dict[str, Any]:
    return {**fact, "arguments": dict(sorted(fact["arguments"].items()))}


def test_every_type_is_in_the_table_with_a_negative() -> None:
    from orewire.schema import FactType

    told = {fact["type"] for case in CASES for fact in case["expected"]}
    assert told == set(FactType)
    assert sum(not case["expected"] for case in CASES) >= 10
