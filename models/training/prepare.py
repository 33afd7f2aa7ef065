"""Reads all sources and writes `documents.jsonl`: one form, split into train, dev and test.

Run as ``python -m training.prepare --data DIR --output DIR``.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from orewire.components.tokenizer import create_tokenizer
from training.config import DEFAULT_CONFIG, HERE, read_config
from training.documents import Document, Syntax, write_documents
from training.labels import UNSURE, Span
from training.newswire import read_newswire

_NAMES = {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "MISC"}
_CHUNK = 40  # sentences; sets without document borders are cut into documents of this size
_SENTENCE_ENDS = {".", "!", "?", "...", "…"}
_CLOSERS = {'"', "'", "”", "’", "''", ")", "]"}


def main() -> None:
    """Prepare all documents."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with ner/ and ud/; articles/ beside it"
    )
    parser.add_argument(
        "--articles", type=Path, help="folder of the Wikinews reports [default: DATA/../articles]"
    )
    parser.add_argument("--newswire", type=Path, default=HERE / "data", help="folder of newswire-*.txt")
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--config", type=Path, default=DEFAULT_CONFIG)
    options = parser.parse_args()
    config = read_config(options.config)["prepare"]
    documents = list(
        collect(options.data, options.articles or options.data.parent / "articles", options.newswire, config)
    )
    write_documents(options.output / "documents.jsonl", documents)
    counts: Counter[tuple[str, str]] = Counter()
    for document in documents:
        counts[document.source, document.split] += len(document.words)
    for (source, split), words in sorted(counts.items()):
        print(f"{source:12} {split:6} {words:8,} words")


def collect(data: Path, articles: Path, newswire: Path, config: dict[str, Any]) -> Iterator[Document]:
    """Read every source.

    Args:
        data: the folder with `ner/` and `ud/`.
        articles: the folder with the Wikinews reports and their `labels/`.
        newswire: the folder with our own reports.
        config: the section `prepare` of the configuration.

    Yields:
        Documents of all splits.
    """
    yield from read_treebank(data / "ud" / "gum-open.conllu", "gum", data / "ner" / "gum.jsonl", config)
    yield from read_treebank(data / "ud" / "pud.conllu", "pud", None, config)
    for path in sorted((data / "ner").glob("*.jsonl")):
        if path.stem != "gum":
            yield from read_sentences(path)
    nlp = spacy.blank("en")
    nlp.max_length = 10_000_000
    nlp.tokenizer = create_tokenizer(nlp)
    yield from read_wikinews(articles, nlp, config)
    for path in sorted(newswire.glob("newswire-*.txt")):
        for report in read_newswire(path):
            split = "dev" if _held_out(report.id, config["newswire_dev"]) else "train"
            yield from_text(nlp.make_doc(report.text), report.names, report.id, "newswire", split)


def _held_out(name: str, share: float) -> bool:
    """Decide by the hash of a name whether it is among the share that is kept aside."""
    return int(sha256(name.encode()).hexdigest()[:8], 16) / 2**32 < share


def read_treebank(
    path: Path, source: str, names_path: Path | None, config: dict[str, Any]
) -> Iterator[Document]:
    """Read a CoNLL-U file, with names from the JSONL file whose lines are its sentences.

    Args:
        path: the treebank.
        source: name of the set; `pud` is for testing only.
        names_path: names of the same sentences, if there are any.
        config: the section `prepare` of the configuration.

    Yields:
        Its documents, grammar included.

    Raises:
        ValueError: the two files do not hold the same sentences.
    """
    rows = [json.loads(line) for line in names_path.open(encoding="utf-8")] if names_path else None
    number = 0
    for name, group in groupby(_sentences(path), key=itemgetter(0)):
        syntax = Syntax([], [], [])
        split = "test" if source == "pud" else "dev" if name in config["gum_dev"] else "train"
        document = Document(name, source, split, [], [], [], syntax=syntax)
        for _, sentence in group:
            words = [fields[1] for fields in sentence]
            if rows is not None:
                if rows[number]["tokens"] != words:
                    raise ValueError(
                        f"{path.name} and its names differ in sentence {number}: {' '.join(words)}"
                    )
                offset = len(document.words)
                document.names += [(s + offset, e + offset, label) for s, e, label in rows[number]["ents"]]
            _add_sentence(document, syntax, sentence)
            number += 1
        yield document


def _add_sentence(document: Document, syntax: Syntax, sentence: list[list[str]]) -> None:
    offset = len(document.words)
    document.words += [fields[1] for fields in sentence]
    document.starts += [1] + [0] * (len(sentence) - 1)
    syntax.upos += [fields[3] for fields in sentence]
    syntax.relations += [fields[7] for fields in sentence]
    for position, fields in enumerate(sentence):
        head = int(fields[6])
        syntax.heads.append(offset + (head - 1 if head else position))


def _sentences(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    name = ""
    sentence: list[list[str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# newdoc id"):
            name = line.partition("=")[2].strip()
        elif line and line[0].isdigit():
            fields = line.split("\t")
            if fields[0].isdigit():
                sentence.append(fields)
        elif not line and sentence:
            yield name, sentence
            sentence = []


def read_sentences(path: Path) -> Iterator[Document]:
    """Read a set of labelled sentences in document order, cut into documents of a fixed size."""
    source = path.stem.split("_")[0]
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    for first in range(0, len(rows), _CHUNK):
        document = Document(f"{path.stem}-{first}", source, "train", [], [], [])
        for row in rows[first : first + _CHUNK]:
            offset = len(document.words)
            document.words += row["tokens"]
            document.starts += [1] + [0] * (len(row["tokens"]) - 1)
            document.names += [(start + offset, end + offset, label) for start, end, label in row["ents"]]
        yield document


def read_wikinews(articles: Path, nlp: Language, config: dict[str, Any]) -> Iterator[Document]:
    """Read the Wikinews reports with our labels; `labels/test.txt` names those for testing only."""
    labels = articles / "labels"
    tests = set((labels / "test.txt").read_text(encoding="utf-8").split())
    paths = sorted(labels.glob("*.json"))
    rest = [path.stem for path in paths if path.stem not in tests]
    dev = set(sorted(rest, key=lambda name: sha256(name.encode()).hexdigest())[: config["wikinews_dev"]])
    for path in paths:
        row = json.loads(path.read_text(encoding="utf-8"))
        text = (articles / f"{path.stem}.txt").read_bytes().decode("utf-8")
        spans = [(m["start"], m["end"], m["label"]) for m in row["mentions"] if m["label"] in _NAMES]
        split = "test" if path.stem in tests else "dev" if path.stem in dev else "train"
        yield from_text(nlp.make_doc(text), spans, path.stem, "wikinews", split)


def from_text(doc: Doc, spans: Iterable[Span], name: str, source: str, split: str) -> Document:
    """Make a document of a tokenised text with names by character.

    Words under a span that does not begin and end at word borders may be anything.

    Args:
        doc: the tokenised text.
        spans: ``(start, end, label)`` by character.
        name: id of the document.
        source: its set.
        split: its split.

    Returns:
        The document without whitespace tokens.
    """
    tokens = [token for token in doc if not token.is_space]
    text = doc.text
    begins = {token.idx: number for number, token in enumerate(tokens)}
    ends = {token.idx + len(token): number + 1 for number, token in enumerate(tokens)}
    names: list[Span] = []
    for start, end, label in sorted(spans):
        if start in begins and end in ends:
            names.append((begins[start], ends[end], label))
            continue
        under = [n for n, token in enumerate(tokens) if token.idx < end and token.idx + len(token) > start]
        if under and (not names or names[-1][1] <= under[0]):
            names.append((under[0], under[-1] + 1, UNSURE))
    breaks = [
        number
        for number, token in enumerate(tokens)
        if number == 0 or "\n" in text[tokens[number - 1].idx + len(tokens[number - 1]) : token.idx]
    ]
    words = [token.text for token in tokens]
    return Document(name, source, split, words, names, guess_starts(words, set(breaks)), breaks)


def guess_starts(words: list[str], breaks: set[int]) -> list[int]:
    """Tell where sentences begin in running text as far as its layout tells.

    A line that begins with a small letter goes on with the one before; after a full stop nothing is certain.
    """
    starts = []
    for number, word in enumerate(words):
        if number == 0 or (number in breaks and not word[0].islower()):
            starts.append(1)
        elif number in breaks or _may_follow_an_end(words, number):
            starts.append(-1)
        else:
            starts.append(0)
    return starts


def _may_follow_an_end(words: list[str], number: int) -> bool:
    before = number - 1
    while before > 0 and words[before] in _CLOSERS:
        before -= 1
    return words[before] in _SENTENCE_ENDS or words[before][-1] in ".:;-–—" or words[number] in _CLOSERS


if __name__ == "__main__":
    main()
