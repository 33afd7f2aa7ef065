"""How the time grows with the text, over pieces repeated until they are long: no faster than the text.

Reads each piece of tests/cases/repeated.json over and over with the finders it is meant for, and news reports
one behind the other with the whole pipeline. Prints the worst growth of each, which is how much longer eight
times the text takes, with its piece, and the slowest rate. Ends with exit code 1 where eight times the text
takes more than sixteen times as long.

    python tests/benchmarks/growth.py
"""

import gc
import json
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from orewire.extractor import load
from orewire.normalize.dates import find_dates
from orewire.normalize.facilities import find_facilities
from orewire.normalize.money import find_money
from orewire.normalize.organizations import find_organizations
from orewire.normalize.places import find_places
from orewire.normalize.quantities import find_percentages, find_quantities

TESTS = Path(__file__).parents[1]
REPORTS = TESTS.parent / "corpus" / "articles"
TIMES = 8
MOST_GROWTH = 2 * TIMES
_SIZE = 2_000  # characters of the shorter text
_RUNS = 2
FINDERS: dict[str, list[Callable[[str], Any]]] = {
    "amounts": [find_money, find_quantities, find_percentages],
    "dates": [partial(find_dates, published=None)],
    "organizations": [find_organizations],
    "places": [find_places, find_facilities],
}


def seconds(read: Callable[[str], Any], piece: str, size: int) -> float:
    """Return the least processor time of a few runs; each text is new, so that nothing is remembered."""
    best = float("inf")
    for run in range(_RUNS):
        text = (piece * (size // len(piece) + 1))[: size + run]
        begin = time.process_time()
        read(text)
        best = min(best, time.process_time() - begin)
    return best


def growth(read: Callable[[str], Any], piece: str) -> tuple[float, float]:
    """Return by how much the time grows with eight times the text, and the characters per second of that."""
    short, long = (seconds(read, piece, size) for size in (_SIZE, TIMES * _SIZE))
    return long / short, TIMES * _SIZE / long


def main() -> int:
    """Measure and print."""
    gc.disable()
    repeated = json.loads((TESTS / "cases" / "repeated.json").read_text(encoding="utf-8"))
    readers = {name: (finders, repeated[name]) for name, finders in FINDERS.items()}
    report = min(REPORTS.glob("*.txt")).read_text(encoding="utf-8")
    readers["whole pipeline"] = ([load().extract], [report])
    missed = 0
    for name, (finders, pieces) in readers.items():
        found = [(*growth(find, piece), piece) for find in finders for piece in pieces]
        (worst, _, piece), slowest = max(found), min(rate for _, rate, _ in found)
        missed += worst > MOST_GROWTH
        beside = f"at most {MOST_GROWTH}: {'yes' if worst <= MOST_GROWTH else 'NO'}"
        print(
            f"{name:<16}{worst:>5.1f} times as long ({piece.strip()[:16]!r})   {beside}"
            f"   {slowest:>9,.0f} characters/s"
        )
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
