"""A second process reads lines while this one stores them: the same store, whatever becomes of it."""

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import chain, repeat
from multiprocessing.connection import Connection
from pathlib import Path

import psutil
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "stores"))

from briefs import brief, filled_by, lines
from contents import contents, expected

from orewire.bulk import read_ahead
from orewire.bulk.read_ahead import LineReader, add_lines
from orewire.stores import Counts, Store, StoreError, open_store
from orewire.stores import store as stores
from orewire.stores.lines import Line

BRIEFS = [brief(number) for number in range(11)]
LINES = [Line(f"f:{number}", line) for number, line in enumerate(lines(11), start=1)]
CHUNK = 2
poll = Connection.poll


@pytest.fixture(params=["sqlite:///{}/facts.db", "duckdb:///{}/facts.duckdb", "parquet:{}"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty store."""
    return str(request.param).format(tmp_path)


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    """The address of an empty SQLite database."""
    return f"sqlite:///{tmp_path}/facts.db"


@pytest.fixture(autouse=True)
def early(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the second process from the start, and give it a few lines at once."""
    monkeypatch.setattr(read_ahead, "_ALONE", 0)
    monkeypatch.setattr(Store, "batch", filled_by(CHUNK))


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for the second process, which otherwise nobody does."""
    monkeypatch.setattr(Connection, "poll", lambda pipe: poll(pipe, 60))


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The lines that this process reads."""
    read: list[bytes] = []

    def content_of(line: bytes, *rest: str) -> object:
        read.append(line)
        return original(line, *rest)

    original: Callable[..., object] = stores.content_of
    monkeypatch.setattr(stores, "content_of", content_of)
    return read


def load(address: str, some: Iterator[Line] | list[Line]) -> tuple[Counts, list[str]]:
    """Store lines; return what became of them, and where there was a problem."""
    problems: list[str] = []
    with open_store(address, lambda where, _: problems.append(where)) as store:
        store.batch = filled_by(3)
        add_lines(store, some)
    assert not multiprocessing.active_children()
    return store.counts, problems


@pytest.mark.usefixtures("patient")
def test_second_process_reads_what_is_stored(address: str, here: list[bytes]) -> None:
    assert load(address, LINES) == (Counts(new=11), [])
    assert contents(address) == expected(BRIEFS)
    assert here == []


def test_who_would_wait_reads_too(address: str, here: list[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    answers = chain([True], repeat(False))  # it is ready, and then never done in time
    monkeypatch.setattr(Connection, "poll", lambda pipe: next(answers) and poll(pipe, 60))
    assert load(address, LINES) == (Counts(new=11), [])
    assert contents(address) == expected(BRIEFS)
    second = [line for n, line in enumerate(LINES) if n // CHUNK % 2]  # of two chunks
    assert sorted(here) == sorted(line.content.strip() for line in second)


@pytest.mark.usefixtures("patient")
def test_later_line_of_an_article_counts(sqlite: str) -> None:
    newer = brief(3, tonnes=77)
    line = newer.model_dump_json().encode()
    load(sqlite, [*LINES, Line("newer", line)])
    assert contents(sqlite) == expected([*BRIEFS[:3], newer, *BRIEFS[4:]])
    load(sqlite, [Line("newer", line), *LINES])
    assert contents(sqlite) == expected(BRIEFS)


@pytest.mark.usefixtures("patient")
def test_what_is_no_extraction_is_named_in_order_and_the_rest_stored(sqlite: str, here: list[bytes]) -> None:
    impossible = json.loads(LINES[4].content)
    impossible["article"]["length"] = 10**30  # more than a database's integers hold
    wrong = {1: b"[]", 2: LINES[2].content[:200], 4: json.dumps(impossible).encode(), 10: b"\xff"}
    some = [line._replace(content=wrong.get(n, line.content)) for n, line in enumerate(LINES)]
    assert load(sqlite, some) == (Counts(new=7, failed=4), ["f:2", "f:3", "f:5", "f:11"])
    assert contents(sqlite) == expected(brief for n, brief in enumerate(BRIEFS) if n not in wrong)
    assert here == []


@pytest.mark.usefixtures("patient")
def test_what_is_stored_is_not_read_again(
    address: str, here: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    load(address, LINES[:9])
    given: list[list[bytes]] = []
    send = Connection.send

    def recorded(pipe: "Connection[object, object]", some: list[tuple[bytes, str]]) -> None:
        given.append([line for line, _ in some])
        send(pipe, some)

    monkeypatch.setattr(Connection, "send", recorded)
    assert load(address, LINES) == (Counts(new=2, unchanged=9), [])
    assert given == [[line.content.strip()] for line in LINES[9:]]
    assert here == []


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize("after", [2, 5, 11])
def test_whatever_ends_the_second_process_nothing_is_lost(sqlite: str, here: list[bytes], after: int) -> None:
    def some() -> Iterator[Line]:
        for number, line in enumerate(LINES):
            if number == after:
                end()
            yield line
        if after == len(LINES):
            end()

    def end() -> None:
        for child in multiprocessing.active_children():
            child.kill()
            child.join()

    assert load(sqlite, some()) == (Counts(new=11), [])
    assert contents(sqlite) == expected(BRIEFS)
    assert LINES[-1].content.strip() in here


@pytest.mark.parametrize("failing", ["start", "be ready"])
def test_nobody_waits_for_a_process_that_cannot(
    sqlite: str, here: list[bytes], failing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(_: object) -> None:
        raise BlockingIOError("Resource temporarily unavailable")

    if failing == "start":
        monkeypatch.setattr("multiprocessing.context.SpawnProcess.start", no_room)
    else:
        monkeypatch.setattr(Connection, "poll", lambda _: False)
    assert load(sqlite, LINES) == (Counts(new=11), [])
    assert contents(sqlite) == expected(BRIEFS)
    assert len(here) == len(LINES)


@pytest.mark.parametrize(("count", "started"), [(0, 0), (3 * CHUNK, 0), (3 * CHUNK + 1, 1)])
def test_few_lines_start_no_process(
    sqlite: str, count: int, started: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    starts: list[Store] = []
    begin = LineReader.__init__

    def counted(reader: LineReader, store: Store) -> None:
        starts.append(store)
        begin(reader, store)

    monkeypatch.setattr(LineReader, "__init__", counted)
    monkeypatch.setattr(read_ahead, "_ALONE", 3)
    assert load(sqlite, LINES[:count]) == (Counts(new=count), [])
    assert len(starts) == started


@pytest.mark.usefixtures("patient")
def test_lines_are_taken_two_chunks_ahead_at_most(sqlite: str, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[object] = []
    take = Store.take
    monkeypatch.setattr(Store, "take", lambda store, line: (taken.append(line), take(store, line)))
    ahead = []

    def some() -> Iterator[Line]:
        for number, line in enumerate(LINES):
            ahead.append(number + 1 - len(taken))
            yield line

    load(sqlite, some())
    assert max(ahead) == 2 * CHUNK


@pytest.mark.usefixtures("patient")
def test_errors_end_the_second_process(sqlite: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise StoreError("the disk is full")

    with open_store(sqlite) as store:
        monkeypatch.setattr(store, "replace", full)
        store.batch = filled_by(3)
        with pytest.raises(StoreError, match="the disk is full"):
            add_lines(store, LINES)
        assert not multiprocessing.active_children()
        store._pending.clear()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_ended_load_leaves_no_process_and_another_one_finishes(sqlite: str, number: signal.Signals) -> None:
    count = 1_700  # the process is started before it has all of them
    many = b"".join(lines(count))
    command = [sys.executable, "-m", "orewire", "load", "--to", sqlite]
    heeded = signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in the background of a shell
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        signal.signal(signal.SIGINT, heeded)
        assert process.stdin
        assert process.stderr
        process.stdin.write(many)
        process.stdin.flush()
        children = wait_for(lambda: psutil.Process(process.pid).children())
        os.killpg(process.pid, number) if number is signal.SIGINT else process.kill()
        gone, alive = psutil.wait_procs(children, timeout=60)
        assert gone
        assert not alive
        process.stdin.close()
        assert b"Traceback" not in process.stderr.read()
    assert process.returncode == (130 if number is signal.SIGINT else -number)
    done = subprocess.run(command, input=many, capture_output=True, check=True)
    assert b"0 replaced" in done.stderr
    assert len(contents(sqlite)["articles"]) == count


def wait_for(what: Callable[[], list[psutil.Process]]) -> list[psutil.Process]:
    deadline = time.monotonic() + 60
    while not (found := what()):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return found
