"""Workers read in any number and any order, whatever becomes of them; results come in input order."""

from collections.abc import Iterable, Iterator
from multiprocessing import active_children
from pathlib import Path

import pytest
from toys import Toy, read

from orewire.bulk import pool as pool_module
from orewire.bulk.outcomes import Extracted, Failed, Outcome
from orewire.bulk.pool import Item, Pool, ReaderError, WorkersError
from orewire.documents import Unreadable
from orewire.schema import Article


def articles(*texts: str) -> list[Item]:
    return [Article(id=str(number), text=text) for number, text in enumerate(texts)]


def outcomes(items: Iterable[Item], workers: int = 1, timeout: float = 60, model: str = "") -> list[Outcome]:
    with Pool(Toy(model), workers, timeout) as pool:
        return list(pool.read(items))


def words(outcome: Outcome) -> str:
    return outcome.article_id if isinstance(outcome, Extracted) else f"{outcome.id} {outcome.error}"


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_are_those_of_the_reader_in_input_order(workers: int) -> None:
    items = articles(*(f"sleep {number % 7 / 500}" for number in range(100)))
    assert outcomes(items, workers) == [
        Extracted(item.id, read(item)) for item in items if isinstance(item, Article)
    ]


def test_inputs_that_are_no_articles_keep_their_place() -> None:
    first, second = articles("a", "b")
    results = outcomes([Unreadable("x", "is empty"), first, Unreadable("y", "is binary"), second])
    assert results[::2] == [Failed("is empty", where="x"), Failed("is binary", where="y")]
    assert [words(result) for result in results[1::2]] == ["0", "1"]


def test_nothing_to_read_starts_no_worker() -> None:
    assert outcomes([], model="deadly") == []


@pytest.mark.parametrize(("count", "started"), [(1, 1), (2, 2), (9, 3)])
def test_no_more_workers_than_articles_are_started(count: int, started: int) -> None:
    with Pool(Toy(), workers=3) as pool:
        results = pool.read(articles(*["sleep 1"] * count))
        next(results)
        assert len(active_children()) == started


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("raise no lead", Failed("no lead", id="1", error="ValueError")),
        ("die", Failed("two workers died over it, the last ended by SIGKILL", id="1", error="WorkerDied")),
        ("sleep 1000", Failed("took longer than 2 s", id="1", error="TimeoutError")),
        ("stop", Failed("took longer than 2 s", id="1", error="TimeoutError")),
    ],
)
def test_one_bad_article_fails_alone(text: str, expected: Failed) -> None:
    results = outcomes(articles("a", text, "c", "d"), timeout=2)
    assert results[1] == expected
    assert [words(result) for result in (results[0], *results[2:])] == ["0", "2", "3"]


def test_article_whose_worker_died_once_is_read(tmp_path: Path) -> None:
    results = outcomes(articles("a", f"once {tmp_path / 'died'}", "c"))
    assert [words(result) for result in results] == ["0", "1", "2"]


def test_many_bad_articles_among_good_ones() -> None:
    texts = ["a", "die", "b", "raise x", "die", "die", "c", "sleep 1000", "d"]
    assert [words(result) for result in outcomes(articles(*texts), workers=2, timeout=2)] == [
        "0",
        "1 WorkerDied",
        "2",
        "3 ValueError",
        "4 WorkerDied",
        "5 WorkerDied",
        "6",
        "7 TimeoutError",
        "8",
    ]


def test_articles_larger_than_a_pipe() -> None:
    items = articles(*("x" * 3_000_000 for _ in range(4)))
    assert [words(result) for result in outcomes(items, workers=2)] == ["0", "1", "2", "3"]


@pytest.mark.parametrize(
    ("model", "error", "message"),
    [
        ("missing", ReaderError, "there is no such model"),
        ("deadly", WorkersError, "workers die as they start, the last ended by SIGKILL"),
    ],
)
def test_workers_that_cannot_start(model: str, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        outcomes(articles("a"), model=model)


def test_error_of_the_input_is_raised() -> None:
    def broken() -> Iterator[Item]:
        yield from articles("a")
        raise RuntimeError("the disk is gone")

    with pytest.raises(RuntimeError, match="the disk is gone"):
        outcomes(broken())


def test_a_slow_article_holds_back_no_more_than_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool_module, "_WINDOW", 10_000)
    taken = 0

    def counted() -> Iterator[Item]:
        nonlocal taken
        for item in articles("sleep 1", *["x" * 500] * 100):
            taken += 1
            yield item

    with Pool(Toy(), workers=2) as pool:
        results = pool.read(counted())
        assert words(next(results)) == "0"
        assert 10 <= taken <= 12  # one that is inside, one that has just been let in, one at the door
        assert len(list(results)) == 100


def test_stopped_pool_gives_nothing_more() -> None:
    def endless() -> Iterator[Item]:
        number = 0
        while True:
            yield Article(id=str(number), text="a")
            number += 1

    with Pool(Toy()) as pool:
        results = pool.read(endless())
        assert words(next(results)) == "0"
        pool.stop()
        assert list(results) == []


def test_no_process_is_left() -> None:
    with Pool(Toy(), workers=2) as pool:
        next(pool.read(articles("a", "sleep 1000")))
        assert active_children()
    assert active_children() == []
