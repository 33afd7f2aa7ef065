"""Counts in words, as lines or as a bar."""

import io
import sys

import pytest

from orewire.bulk import progress
from orewire.bulk.progress import Counts, show_progress

# One more extraction, one more error.
READ = (1, 0)
FAILED = (0, 1)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(progress, "monotonic", lambda: now[0])
    return now


@pytest.mark.parametrize(
    ("before", "total", "results", "seconds", "words"),
    [
        (0, None, [READ], 0, "1 articles"),
        (0, None, [READ] * 21, 10, "21 articles, 2.0 a second"),
        (0, 81, [READ] * 21, 10, "21 of 81 articles, 2.0 a second, 30 s left"),
        (0, 1021, [READ] * 21, 10, "21 of 1,021 articles, 2.0 a second, 8 min left"),
        (
            979,
            37_000,
            [READ] * 20 + [FAILED],
            10,
            "1,000 of 37,000 articles, 2.0 a second, 5 h 0 min left, 1 errors",
        ),
        (0, 5, [READ] * 21, 10, "21 articles, 2.0 a second"),
    ],
)
def test_counts_in_words(
    clock: list[float],
    before: int,
    total: int | None,
    results: list[tuple[int, int]],
    seconds: float,
    words: str,
) -> None:
    counts = Counts(done=before, total=total)
    counts.add(*results[0])
    clock[0] += seconds
    for result in results[1:]:
        counts.add(*result)
    assert str(counts) == words


def test_lines_come_now_and_then(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    with show_progress(Counts()) as watch:
        for _ in range(45):
            watch(*READ)
            clock[0] += 1
    assert capsys.readouterr().err.splitlines() == [
        f"orewire: {count} articles, 1.0 a second" for count in (11, 21, 31, 41)
    ]


def test_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("COLUMNS", "100")
    with show_progress(Counts(total=2)) as watch:
        watch(*READ)
        watch(*FAILED)
    assert "2 of 2 articles" in terminal.getvalue()
