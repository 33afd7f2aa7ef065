"""A PostgreSQL server that goes away, and comes back."""

import json
import random
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa
from briefs import brief
from contents import contents, expected

from orewire.stores import Counts, StoreError, open_store

OLD = [brief(number) for number in range(4)]
NEW = [brief(number, tonnes=5) for number in range(6)]


def test_server_killed_while_loading_and_started_again(server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    address = server.new_database()
    with open_store(address) as store:
        for extraction in OLD:
            store.add(extraction)
    store = open_store(address)
    for extraction in NEW[:2]:
        store.add(extraction)
    store.flush()
    replace = store.replace

    def killed(*arguments: Any) -> None:
        replace(*arguments)
        server.kill()

    monkeypatch.setattr(store, "replace", killed)
    for extraction in NEW[2:]:
        store.add(extraction)
    with pytest.raises(StoreError, match="run this again"):
        store.flush()
    store.close()
    assert store.counts == Counts(replaced=2)
    server.start()
    assert contents(address) == expected(NEW[:2] + OLD[2:])
    with open_store(address) as store:
        for extraction in NEW:
            store.add(extraction)
    assert store.counts == Counts(new=2, replaced=2, unchanged=2)
    assert contents(address) == expected(NEW)


@pytest.mark.parametrize("times", [1, 2])
def test_tables_made_by_hand_are_taken(server: Any, times: int) -> None:
    address = server.new_database()
    statements = Path(__file__).parents[2] / "pipeline/orewire/stores/tables.sql"
    with psycopg.connect(address, autocommit=True) as connection:
        for statement in statements.read_text(encoding="utf-8").split(";\n") * times:
            with suppress(psycopg.errors.DuplicateTable):  # the second time; psql goes on, too
                connection.execute(statement)
    with open_store(address) as store:
        store.add(OLD[0])
    assert contents(address) == expected(OLD[:1])


@pytest.mark.parametrize("path", [("article", "id"), ("entities", 0, "name")])
def test_what_is_too_long_for_an_index_keeps_no_other_article_out(
    server: Any, path: tuple[str | int, ...]
) -> None:
    record = json.loads(OLD[1].model_dump_json())
    owner = record
    for name in path[:-1]:
        owner = owner[name]
    owner[path[-1]] = random.Random(1).randbytes(4_000).hex()  # what is all alike would be compressed
    problems: list[str] = []
    address = server.new_database()
    with open_store(address, lambda where, _: problems.append(where)) as store:
        for number, line in enumerate(
            [OLD[0].model_dump_json(), json.dumps(record), OLD[2].model_dump_json()]
        ):
            store.add_line(line.encode(), f"f:{number}")
    assert problems == ["f:1"]
    assert contents(address) == expected([OLD[0], OLD[2]])


@pytest.mark.parametrize(("encoding", "failed"), [("LATIN1", ["f:1"]), ("SQL_ASCII", [])])
def test_databases_in_other_encodings(server: Any, encoding: str, failed: list[str]) -> None:
    address = server.new_database()
    name = f"in_{encoding.lower()}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(
            f"CREATE DATABASE {name} ENCODING '{encoding}' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
        )
    other = sa.make_url(address).set(database=name).render_as_string(hide_password=False)
    cyrillic = OLD[1].model_copy(update={"article": OLD[1].article.model_copy(update={"title": "Зять"})})
    problems: list[str] = []
    with open_store(other, lambda where, _: problems.append(where)) as store:
        for number, extraction in enumerate([OLD[0], cyrillic]):
            store.add_line(extraction.model_dump_json().encode(), f"f:{number}")
    assert problems == failed
    assert store.counts == Counts(new=2 - len(failed), failed=len(failed))


@pytest.mark.parametrize("table", ["articles", "entities", "mentions", "facts"])
def test_taking_an_article_out_takes_its_rows_out(server: Any, table: str) -> None:
    address = server.new_database()
    with open_store(address) as store:
        for extraction in OLD:
            store.add(extraction)
    with psycopg.connect(address) as connection:
        connection.execute("DELETE FROM articles WHERE article_id <> 'brief-1'")
    assert contents(address)[table] == expected(OLD[1:2])[table]
