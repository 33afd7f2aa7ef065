"""What a run over many articles costs beside the extraction itself, each figure beside its limit.

    python tests/benchmarks/bulk.py [--model NAME|PATH] [--articles N]

- overhead: one worker process against the bare extractor, whole way from the input file to the output file;
- two workers against one (needs two idle cores);
- memory of a run and its worker over N generated short articles, by rules alone: last tenth against first.

Rates leave out the first tenth of the articles, in which the model is loaded, and are the best of three runs,
as a busy machine only ever makes it slower. Ends with exit code 1 when a limit is missed.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import active_children
from os import getpid
from pathlib import Path
from resource import getpagesize
from statistics import mean

from orewire.bulk.files import Files
from orewire.bulk.loader import Loader
from orewire.bulk.outcomes import Outcome
from orewire.bulk.pool import Pool
from orewire.bulk.run import run
from orewire.documents import read_articles
from orewire.schema import Article

CORPUS = Path(__file__).parents[2] / "corpus" / "articles"
PLACES = ("Chile", "Peru", "Zambia", "Japan", "Kazakhstan", "Australia", "Canada", "South Africa")
MINERALS = ("copper", "lithium", "nickel", "cobalt", "tungsten", "tin", "zinc", "gallium")


def generated(count: int) -> Iterator[dict[str, str]]:
    """Yield short articles whose amounts and names are ever new, as those of the news are."""
    draw = random.Random(20240322)
    for number in range(count):
        seller, buyer = draw.sample(PLACES, 2)
        company = draw.randbytes(3).hex().title()
        text = (
            f"{seller} exported {draw.randint(1_000, 999_999):,} tonnes of {draw.choice(MINERALS)} to "
            f"{buyer} for ${draw.randint(1, 999)} million, {company} Mining Corp said on Thursday."
        )
        yield {"id": str(number), "text": text}


def measured(source: Path, model: str | None, workers: int, on_outcome: Callable[[Outcome], None]) -> None:
    """Run over the articles of a file."""
    with tempfile.TemporaryDirectory() as folder, Files(Path(folder) / "out.jsonl", resume=False) as files:
        run(read_articles([str(source)]), Pool(Loader(model), workers), files, on_outcome=on_outcome)


class Clock:
    """Tells the rate of calls, without the first tenth of them."""

    def __init__(self, count: int) -> None:
        self.times: list[float] = []
        self.count = count

    def tick(self, _: object) -> None:
        self.times.append(time.perf_counter())

    @property
    def rate(self) -> float:
        begin = self.count // 10
        return (self.count - begin) / (self.times[-1] - self.times[begin - 1])


def rates(source: Path, count: int, model: str | None) -> tuple[float, float, float]:
    """Return articles per second of the bare extractor, of one worker and of two."""
    read = Loader(model)()
    articles = [item for item in read_articles([str(source)]) if isinstance(item, Article)]

    def bare(clock: Clock) -> None:
        for article in articles:
            read(article)
            clock.tick(article)

    ways: list[Callable[[Clock], None]] = [
        bare,
        lambda clock: measured(source, model, 1, clock.tick),
        lambda clock: measured(source, model, 2, clock.tick),
    ]
    best = [0.0, 0.0, 0.0]
    for _ in range(3):
        for number, way in enumerate(ways):
            clock = Clock(count)
            way(clock)
            best[number] = max(best[number], clock.rate)
    return best[0], best[1], best[2]


def memory() -> int:
    """Return the resident memory of this process and its workers in pages."""
    processes = [getpid(), *(child.pid for child in active_children())]
    return sum(int(Path(f"/proc/{process}/statm").read_text().split()[1]) for process in processes)


def memory_growth(source: Path, count: int) -> tuple[float, float]:
    """Return the mean memory, in MiB, in the first and in the last tenth of a run."""
    samples: list[int] = []
    done = 0

    def sample(_: object) -> None:
        nonlocal done
        done += 1
        if done % (count // 100) == 0:
            samples.append(memory())

    measured(source, "rules", 1, sample)
    mebibyte = 2**20 / getpagesize()
    return mean(samples[:10]) / mebibyte, mean(samples[-10:]) / mebibyte


def write_lines(path: Path, records: Iterable[dict[str, str]]) -> Path:
    """Write records as JSON lines."""
    with path.open("w") as file:
        file.writelines(json.dumps(record) + "\n" for record in records)
    return path


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="what bulk runs cost")
    parser.add_argument("--model", help="spaCy pipeline for the rates; memory is always that of the rules")
    parser.add_argument("--articles", type=int, default=100_000, help="articles for the memory")
    options = parser.parse_args()
    texts = [path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.txt"))]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        records = ({"id": str(number), "text": text} for number, text in enumerate(texts))
        source = write_lines(folder / "corpus.jsonl", records)
        bare, one, two = rates(source, len(texts), options.model)
        short = write_lines(folder / "short.jsonl", generated(options.articles))
        first, last = memory_growth(short, options.articles)
    words = sum(len(text.split()) for text in texts) / len(texts)
    for what, rate in (("bare extraction", bare), ("one worker", one), ("two workers", two)):
        print(f"{what:<28}{rate * words:>10,.0f} words/s")
    for what, size in (("memory, first tenth", first), ("memory, last tenth", last)):
        print(f"{what:<28}{size:>10,.0f} MiB")
    checks = (
        ("overhead of one worker", bare / one - 1, "below 5.0%", bare / one - 1 < 0.05, ".1%"),
        ("two workers against one", two / one, "at least 1.80", two / one >= 1.8, ".2f"),
        ("growth of memory", last / first - 1, "below 10.0%", abs(last / first - 1) < 0.10, ".1%"),
    )
    for what, value, limit, held, form in checks:
        print(f"{what:<28}{format(value, form):>10}   limit: {limit}{'' if held else '   MISSED'}")
    sys.exit(not all(held for *_, held, _ in checks))


if __name__ == "__main__":
    main()
