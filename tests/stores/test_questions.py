"""The README's questions have the same answers in every database."""

import sys
from pathlib import Path

import pytest
from briefs import brief
from sqlalchemy import make_url

from orewire.stores import open_store

sys.path.insert(0, str(Path(__file__).parents[1] / "docs"))

from questions import Answer, answer, questions

BRIEFS = [brief(number) for number in range(90, 110)]


def answers(address: str) -> list[Answer]:
    with open_store(address) as store:
        for extraction in BRIEFS:
            store.add(extraction)
    url = make_url(address.replace("postgresql:", "postgresql+psycopg:"))
    return [answer(url, question) for question in questions()]


@pytest.mark.parametrize("kind", ["duckdb", "postgresql"])
def test_answers_are_those_of_sqlite(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    if kind == "postgresql":
        address = request.getfixturevalue("server").new_database()
    else:
        address = f"{kind}:///{tmp_path}/facts.duckdb"
    assert answers(address) == answers(f"sqlite:///{tmp_path}/facts.db")


def test_amounts_are_compared_as_numbers(tmp_path: Path) -> None:
    found = answers(f"sqlite:///{tmp_path}/facts.db")[1].rows
    assert found == [("CL", "actual", "5", "540,000,000"), ("KZ", "actual", "5", "515,000,000")]
