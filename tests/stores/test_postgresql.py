"""A PostgreSQL server that goes away, and comes back."""

from pathlib import Path
from typing import Any

import psycopg
import pytest
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


def test_tables_made_by_hand_are_taken(server: Any) -> None:
    address = server.new_database()
    statements = Path(__file__).parents[2] / "pipeline/orewire/stores/tables.sql"
    with psycopg.connect(address) as connection:
        connection.execute(statements.read_text(encoding="utf-8"))
    with open_store(address) as store:
        store.add(OLD[0])
    assert contents(address) == expected(OLD[:1])


@pytest.mark.parametrize("table", ["articles", "entities", "mentions", "facts"])
def test_taking_an_article_out_takes_its_rows_out(server: Any, table: str) -> None:
    address = server.new_database()
    with open_store(address) as store:
        for extraction in OLD:
            store.add(extraction)
    with psycopg.connect(address) as connection:
        connection.execute("DELETE FROM articles WHERE article_id <> 'brief-1'")
    assert contents(address)[table] == expected(OLD[1:2])[table]
