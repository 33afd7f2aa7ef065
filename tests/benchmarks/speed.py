"""Words per second of the pipeline, the share of each component, load time and memory.

Reads reports of our own newswire, which hold about as many amounts and facts as news does, and in two
workers the gold corpus too, which holds five times as many. Begins with a few articles to warm up, and
prints the best of three runs and the quicker of two loads, as a busy machine only ever makes it slower.

    python tests/benchmarks/speed.py [--model NAME|PATH] [--texts DIR]
"""

import argparse
import multiprocessing
import resource
import sys
import time
from collections import Counter
from collections.abc import Sequence
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

from spacy.language import Language

from orewire.bulk.workers import huge_pages, spare_collector
from orewire.components.pipeline import RULES, create_pipeline
from orewire.extractor import Extractor
from orewire.schema import Article
from training.newswire import read_newswire

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus" / "articles"
NEWSWIRE = ROOT / "models" / "training" / "data"
_EVERY = 3  # of the newswire's reports every third is read
WORKERS = 2
#: What the project promises: words per second of all workers, seconds to load, megabytes of each worker.
LEAST_RATE, LONGEST_LOAD, MOST_MEMORY = 8_500, 1.5, 700
ENCODER = "orewire_encoder"
_RUNS = 3
_LONGEST_WAIT = 120  # seconds


def read_articles(folder: Path) -> list[Article]:
    """Return the articles of a folder, in the order of their names."""
    paths = sorted(folder.glob("*.txt"))
    return [Article(id=path.stem, text=path.read_text(encoding="utf-8")) for path in paths]


def newswire() -> list[Article]:
    """Return reports of our own newswire."""
    reports = [report for path in sorted(NEWSWIRE.glob("*.txt")) for report in read_newswire(path)]
    return [Article(id=report.id, text=report.text) for report in reports[::_EVERY]]


def count_words(articles: Sequence[Article]) -> int:
    """Return how many words stand between white space."""
    return sum(len(article.text.split()) for article in articles)


def component_times(nlp: Language, articles: Sequence[Article]) -> dict[str, float]:
    """Return seconds of processor time by component, best of three runs.

    Every article goes through all components before the next one is begun, as it does in use: components
    share what they find out about a text only while it is being read.
    """
    extractor = Extractor(nlp)
    runs = [_timed_run(extractor, articles) for _ in range(_RUNS)]
    return {name: min(run[name] for run in runs) for name in runs[0]}


def _timed_run(extractor: Extractor, articles: Sequence[Article]) -> Counter[str]:
    seconds: Counter[str] = Counter()
    clock = time.process_time
    for article in articles:
        begin = clock()
        doc = extractor._doc(article)
        seconds["tokenizer"] += (end := clock()) - begin
        for name, component in extractor.nlp.pipeline:
            begin, doc = end, component(doc)
            seconds[name] += (end := clock()) - begin
        extractor._extraction(article, doc)
        seconds["validation and output"] += clock() - end
    return seconds


def pipeline_seconds(extractor: Extractor, articles: Sequence[Article]) -> float:
    """Return seconds of processor time that the whole pipeline takes, best of three runs."""
    times = []
    for _ in range(_RUNS):
        begin = time.process_time()
        list(extractor.pipe(articles))
        times.append(time.process_time() - begin)
    return min(times)


def work(model: str | None, articles: list[Article], ready: Barrier, results: Any) -> None:
    """Load the pipeline, then read all articles as often as is measured, each time with the other workers.

    Args:
        model: spaCy pipeline to take names and grammar from.
        articles: what to read.
        ready: where workers wait until all have loaded.
        results: a queue of (words per second of each run, seconds to load, megabytes at most).
    """
    begin = time.perf_counter()
    extractor = Extractor(create_pipeline(model))
    load = time.perf_counter() - begin
    list(extractor.pipe(articles[:5]))
    spare_collector()  # as the workers of a bulk run do
    rates = []
    for _ in range(_RUNS):
        ready.wait()
        begin = time.perf_counter()
        list(extractor.pipe(articles))
        rates.append(count_words(articles) / (time.perf_counter() - begin))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts kilobytes, macOS bytes.
    results.put((rates, load, peak / (1e6 if sys.platform == "darwin" else 1e3)))


def measure_workers(model: str | None, articles: list[Article]) -> tuple[float, float, float]:
    """Return words per second of several workers at once, the least time to load, the most megabytes."""
    context = multiprocessing.get_context("spawn")
    # Where one worker fails, the others give up waiting for it.
    ready, results = context.Barrier(WORKERS, timeout=_LONGEST_WAIT), context.SimpleQueue()
    workers = [context.Process(target=work, args=(model, articles, ready, results)) for _ in range(WORKERS)]
    with huge_pages():  # as a bulk run does
        for worker in workers:
            worker.start()
    for worker in workers:
        worker.join()
    if any(worker.exitcode for worker in workers):
        sys.exit("a worker failed: see above")
    rates, loads, peaks = zip(*(results.get() for _ in workers), strict=True)
    return max(map(sum, zip(*rates, strict=True))), min(loads), max(peaks)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="words per second, shares of components, load time, memory")
    parser.add_argument("--model", help="spaCy pipeline to take names and grammar from")
    parser.add_argument("--texts", type=Path, help="folder of articles to read in place of our newswire")
    options = parser.parse_args()
    articles = newswire() if options.texts is None else read_articles(options.texts)
    words = count_words(articles)
    if not words:
        sys.exit(f"{options.texts}: holds no words in *.txt files; give a folder of articles with --texts")

    rate, load, peak = measure_workers(options.model, articles)
    gold, *_ = measure_workers(options.model, read_articles(CORPUS))
    extractor, rules = Extractor(create_pipeline(options.model)), Extractor(create_pipeline(RULES))
    list(extractor.pipe(articles[:5]))
    list(rules.pipe(articles[:5]))
    parts = component_times(extractor.nlp, articles)
    whole = pipeline_seconds(extractor, articles)

    print(f"{words:,} words in {len(articles)} articles, one core")
    alone = [("tokenizer alone", parts["tokenizer"]), ("encoder alone", parts.get(ENCODER))]
    alone += [("rules alone", pipeline_seconds(rules, articles)), ("whole pipeline", whole)]
    for name, seconds in alone:
        if seconds is not None:
            print(f"{name:<28}{words / seconds:>10,.0f} words/s")
    total = sum(parts.values())
    for name, seconds in parts.items():
        print(f"  {name:<26}{seconds / words * 1e6:>7.1f} µs/word {seconds / total:>7.1%}")
    print(f"{WORKERS} workers{rate:>29,.0f} words/s   at least {LEAST_RATE:,}")
    print(f"{'  on the gold corpus':<28}{gold:>10,.0f} words/s")
    print(f"{'load time':<28}{load:>10.2f} s         at most {LONGEST_LOAD}")
    print(f"{'peak memory of a worker':<28}{peak:>10,.0f} MB        at most {MOST_MEMORY}")


if __name__ == "__main__":
    main()
