"""Words per second of the pipeline on one core, and the share of each component.

Reads the corpus, after a few articles to warm up, and prints the best of three runs, as a busy machine only
ever makes it slower.

    python tests/benchmarks/speed.py [--model NAME|PATH] [--texts DIR]
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from spacy.tokens import Doc

from orewire.components.pipeline import RULES, create_pipeline
from orewire.extractor import Extractor
from orewire.schema import Article

CORPUS = Path(__file__).parents[2] / "corpus" / "articles"


def best_of_three(run: Callable[[], object]) -> float:
    """Return the least seconds of processor time that one call takes."""
    times = []
    for _ in range(3):
        begin = time.process_time()
        run()
        times.append(time.process_time() - begin)
    return min(times)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="words per second on one core")
    parser.add_argument("--model", help="spaCy pipeline to take names and grammar from")
    parser.add_argument("--texts", type=Path, default=CORPUS, help="folder of articles to read")
    options = parser.parse_args()
    nlp = create_pipeline(options.model)
    extractor = Extractor(nlp)
    texts = [path.read_text(encoding="utf-8") for path in sorted(options.texts.glob("*.txt"))]
    words = sum(len(text.split()) for text in texts)
    articles = [Article(id=str(number), text=text) for number, text in enumerate(texts)]
    list(extractor.pipe(articles[:5]))

    total = best_of_three(lambda: list(extractor.pipe(articles)))
    rules = Extractor(create_pipeline(RULES))
    list(rules.pipe(articles[:5]))
    rules_alone = best_of_three(lambda: list(rules.pipe(articles)))
    print(f"{words:,} words in {len(texts)} articles, one core")
    print(f"{'rules alone':<28}{words / rules_alone:>10,.0f} words/s")
    print(f"{'whole pipeline':<28}{words / total:>10,.0f} words/s")

    docs: list[Doc] = [nlp.make_doc(text) for text in texts]
    rows = [("tokenizer", best_of_three(lambda: [nlp.make_doc(text) for text in texts]))]
    for name, component in nlp.pipeline:
        begin = time.process_time()
        docs = list(component.pipe(docs)) if hasattr(component, "pipe") else [component(doc) for doc in docs]
        rows.append((name, time.process_time() - begin))
    rows.append(("validation and output", total - sum(seconds for _, seconds in rows)))
    for name, seconds in rows:
        print(f"  {name:<26}{seconds / words * 1e6:>7.1f} µs/word {seconds / total:>7.1%}")


if __name__ == "__main__":
    main()
