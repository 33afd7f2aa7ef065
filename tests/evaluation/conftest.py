"""Small articles for the tests: gold records built from words, read as the evaluation reads them."""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from orewire.evaluation.gold import GoldRecord, to_extraction
from orewire.schema import Extraction, sha256_of

#: Label, words, value, entity; the words are looked for behind the mention before.
MentionRow = tuple[Any, ...]
#: Type, status, trigger, roles: ``m1`` for a mention, other words for themselves.
FactRow = tuple[str, str, str, Iterable[tuple[str, str]]]

TEXT = "Kazakhstan exported 12 mln tonnes of copper to China for $2.5bn in 2023, the Ministry of Trade said."

MONEY = {"amount": "2500000000", "currency": "USD"}
QUANTITY = {"amount": "12000000", "unit": "t"}
MENTIONS: tuple[MentionRow, ...] = (
    ("GPE", "Kazakhstan", {"country": "KZ"}, "kz"),  # m1
    ("QUANTITY", "12 mln tonnes", QUANTITY),  # m2
    ("MINERAL", "copper", {"commodity": "copper"}),  # m3
    ("GPE", "China", {"country": "CN"}, "cn"),  # m4
    ("MONEY", "$2.5bn", MONEY),  # m5
    ("DATE", "2023", {"timex": "2023", "start": "2023-01-01", "end": "2023-12-31"}),  # m6
    ("ORG", "Ministry of Trade", {"name": "Ministry of Trade"}, "trade"),  # m7
)
SUPPLY: FactRow = (
    "SUPPLY",
    "actual",
    "exported",
    (("supplier", "m1"), ("recipient", "m4"), ("commodity", "m3"), ("quantity", "m2"), ("period", "m6")),
)


def build_record(
    mentions: Iterable[MentionRow] = (), facts: Iterable[FactRow] = (), text: str = TEXT, name: str = "one"
) -> dict[str, Any]:
    position = 0
    records = []
    for number, (label, words, *rest) in enumerate(mentions, start=1):
        value, entity = [*rest, None, None][:2]
        position = text.index(words, position)
        end = position + len(words)
        records.append(
            {
                "id": f"m{number}",
                "label": label,
                "start": position,
                "end": end,
                "value": value,
                "entity": entity,
            }
        )
        position = end
    return {
        "id": name,
        "sha256": sha256_of(text),
        "mentions": records,
        "facts": [_fact(fact, text, {record["id"] for record in records}) for fact in facts],
    }


def _fact(fact: FactRow, text: str, ids: set[str]) -> dict[str, Any]:
    fact_type, status, trigger, roles = fact
    return {
        "type": fact_type,
        "status": status,
        "trigger": _span(trigger, text),
        "arguments": [
            {"role": role, **({"mention": filler} if filler in ids else _span(filler, text))}
            for role, filler in roles
        ],
    }


def _span(words: str, text: str) -> dict[str, int]:
    start = text.index(words)
    return {"start": start, "end": start + len(words)}


@pytest.fixture(scope="session")
def build() -> Callable[..., Extraction]:
    """An article's gold, or what was found in it."""

    def build(
        mentions: Iterable[MentionRow] = (), facts: Iterable[FactRow] = (), text: str = TEXT
    ) -> Extraction:
        return to_extraction(GoldRecord.model_validate(build_record(mentions, facts, text)), text, "test")

    return build


@pytest.fixture(scope="session")
def rows() -> tuple[MentionRow, ...]:
    """What the article's mentions are built from."""
    return MENTIONS


@pytest.fixture(scope="session")
def supply() -> FactRow:
    """What the article's fact is built from."""
    return SUPPLY


@pytest.fixture(scope="session")
def full(build: Callable[..., Extraction]) -> Extraction:
    """The article with all mentions and its fact."""
    return build(MENTIONS, [SUPPLY])


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus of a dev, a test and a stand-off article, and the stand-off text in ``texts``."""
    folder = tmp_path / "corpus"
    (folder / "gold").mkdir(parents=True)
    (folder / "articles").mkdir()
    (tmp_path / "texts").mkdir()
    entries = []
    for name, split, path in (
        ("one", "dev", folder / "articles" / "one.txt"),
        ("two", "test", folder / "articles" / "two.txt"),
        ("three", "test", tmp_path / "texts" / "three.txt"),
    ):
        text = f"{TEXT} Report {name}."
        path.write_bytes(text.encode())
        write_json(folder / "gold" / f"{name}.json", build_record(MENTIONS, [SUPPLY], text, name))
        entries.append(
            {
                "id": name,
                "split": split,
                "published": "2024-03-22",
                "title": None,
                "text": f"articles/{name}.txt" if path.is_relative_to(folder) else None,
                "gold": f"gold/{name}.json",
                "source": "made for the test",
                "license": "MIT",
            }
        )
    write_json(folder / "manifest.json", {"articles": entries})
    return folder


def write_json(path: Path, record: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(record), encoding="utf-8")


@pytest.fixture(scope="session")
def edit() -> Callable[[Path, Callable[[Any], None]], None]:
    """Change a JSON file in place."""

    def edit(path: Path, change: Callable[[Any], None]) -> None:
        record = json.loads(path.read_text(encoding="utf-8"))
        change(record)
        write_json(path, record)

    return edit
