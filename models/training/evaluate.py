"""Measures the exported model: names, grammar, size, speed, int8 against float32. Writes scores.json.

Run as ``python -m training.evaluate --documents FILE [--float32 FILE]``.
"""

from __future__ import annotations

import argparse
import json
import platform
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from orewire_news.model import load_reader, read_meta, session_network
from orewire_news.reading import Reader
from orewire_news.text import WordPieces
from training.config import PACKAGE
from training.documents import Document, read_documents
from training.scores import score_grammar, score_names

SCORES = "scores.json"


def measure(reader: Reader, documents: Sequence[Document]) -> dict[str, Any]:
    """Score a reader on everything that it was not trained on.

    Args:
        reader: the model.
        documents: all prepared documents.

    Returns:
        Scores by set: names on Wikinews and our own newswire, grammar on PUD and GUM.
    """

    def part(source: str, split: str) -> list[Document]:
        return [document for document in documents if (document.source, document.split) == (source, split)]

    return {
        "names": {
            "wikinews-test": score_names(reader, part("wikinews", "test")),
            "wikinews-dev": score_names(reader, part("wikinews", "dev")),
            "newswire-dev": score_names(reader, part("newswire", "dev")),
            "wikinews-dev IN CAPITALS": score_names(reader, recased(part("wikinews", "dev"), str.upper)),
            "wikinews-dev in small letters": score_names(reader, recased(part("wikinews", "dev"), str.lower)),
        },
        "grammar": {
            "pud": score_grammar(reader, part("pud", "test"), gold_sentences=True),
            "pud, sentences found by the model": score_grammar(
                reader, part("pud", "test"), gold_sentences=False
            ),
            "gum-dev": score_grammar(reader, part("gum", "dev"), gold_sentences=True),
        },
    }


def recased(documents: Sequence[Document], change: Callable[[str], str]) -> list[Document]:
    """Write documents in other letters."""
    return [replace(document, words=[change(word) for word in document.words]) for document in documents]


def words_a_second(reader: Reader, documents: Sequence[Document], rounds: int = 3) -> float:
    """Measure the speed on the Wikinews test reports: the best of some rounds, one thread."""
    texts = [document for document in documents if (document.source, document.split) == ("wikinews", "test")]
    count = sum(len(text.words) for text in texts)
    best = 0.0
    for _ in range(rounds):
        began = time.perf_counter()
        for text in texts:
            reader.read(text.words, text.breaks)
        best = max(best, count / (time.perf_counter() - began))
    return round(best, -1)


def main() -> None:
    """Measure as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=Path, required=True)
    parser.add_argument("--package", type=Path, default=PACKAGE)
    parser.add_argument("--float32", type=Path, help="the float32 model, to compare with")
    parser.add_argument("--output", type=Path, help=f"where to write the scores [default: PACKAGE/{SCORES}]")
    options = parser.parse_args()
    documents = list(read_documents(options.documents))
    meta = read_meta(options.package)
    began = time.perf_counter()
    reader = load_reader(options.package)
    loading = time.perf_counter() - began
    scores: dict[str, Any] = {
        "version": meta["version"],
        "sha256": meta["sha256"]["model.onnx"],
        "megabytes": round(sum((options.package / name).stat().st_size for name in meta["sha256"]) / 1e6, 1),
        "seconds_to_load": round(loading, 2),
        "machine": platform.processor() or platform.machine(),
        "words_a_second": words_a_second(reader, documents),
        "words": _words(documents),
        "int8": measure(reader, documents),
    }
    if options.float32:
        pieces = WordPieces(options.package / "tokenizer.json")
        plain = Reader(
            session_network(options.float32),
            pieces,
            upos=meta["upos"],
            relations=meta["relations"],
            window=meta["window"],
        )
        scores["float32_words_a_second"] = words_a_second(plain, documents)
        scores["float32"] = measure(plain, documents)
    output = options.output or options.package / SCORES
    output.write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")
    print(summary(scores))


def _words(documents: Sequence[Document]) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for document in documents:
        split = counts.setdefault(document.source, {})
        split[document.split] = split.get(document.split, 0) + len(document.words)
    return counts


def summary(scores: dict[str, Any]) -> str:
    """Put the scores into a few lines."""
    lines = [
        f"orewire_news {scores['version']}: {scores['megabytes']} MB, "
        f"{scores['words_a_second']:,.0f} words/s on one core"
    ]
    for kind in ("int8", "float32"):
        if kind not in scores:
            continue
        lines.append(f"{kind}:")
        for name, row in scores[kind]["names"].items():
            shown = "  ".join(f"{label} {values['f1']:.3f}" for label, values in row.items())
            lines.append(f"  names   {name:14} {shown}")
        for name, values in scores[kind]["grammar"].items():
            shown = "  ".join(f"{key} {value:.4f}" for key, value in values.items() if key != "words")
            lines.append(f"  grammar {name:14} {shown}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
