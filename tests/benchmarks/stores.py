"""Articles per second into each store, beside the least that is wanted: exit code 1 where one is missed.

Loads made-up short articles (two sentences, six mentions, two facts) from JSON lines, as ``orewire load``
does: the first ones in one process, the others in two, and hardly looking for garbage. There are so many that
the start counts for little, as it does in loads that take their time. Prints the best of five runs, as a busy
machine only ever makes it slower.

    python tests/benchmarks/stores.py
"""

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "stores"))

from briefs import lines
from postgres_server import running

from orewire.bulk.read_ahead import add_lines
from orewire.bulk.workers import collect_rarely
from orewire.stores import open_store
from orewire.stores.lines import Line

ARTICLES = 20_000
#: Articles per second; None where there is no limit.
LIMITS = {"sqlite": 2_000, "postgresql": 1_000, "duckdb": None, "parquet": None}


def rate(url: str, content: list[Line]) -> float:
    """Load everything into a new store and return the articles per second."""
    begin = time.perf_counter()
    with open_store(url) as store:
        add_lines(store, content)
    seconds = time.perf_counter() - begin
    if store.counts.new != len(content):
        sys.exit(f"{url}: {store.counts}")
    return len(content) / seconds


def main() -> int:
    """Measure and print."""
    content = [Line(f"line {number}", line) for number, line in enumerate(lines(ARTICLES), start=1)]
    collect_rarely()
    size = sum(len(line.content) for line in content) / ARTICLES
    missed = 0
    print(f"{ARTICLES:,} short articles of {size:,.0f} bytes of JSON")
    with tempfile.TemporaryDirectory() as folder, running() as server:
        for name, limit in LIMITS.items():
            addresses = {
                "sqlite": lambda run: f"sqlite:///{folder}/{run}.db",
                "postgresql": lambda _: server.new_database(),
                "duckdb": lambda run: f"duckdb:///{folder}/{run}.duckdb",
                "parquet": lambda run: f"parquet:{folder}/{run}",
            }
            best = max(rate(addresses[name](run), content) for run in range(5))
            beside = "" if limit is None else f"   at least {limit:,}: {'yes' if best >= limit else 'NO'}"
            print(f"  {name:<12}{best:>8,.0f} articles/s{beside}")
            missed += limit is not None and best < limit
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
