"""Counts how well a reader reads: exact names, parts of speech, heads, relations, sentence starts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from orewire_news.reading import Reader, Reading, known_sentences
from training.documents import Document, Syntax
from training.labels import PLACES, UNSURE, Span


@dataclass(slots=True)
class Tally:
    """True positives, predicted and gold spans of one label."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def scores(self) -> dict[str, float]:
        """Give precision, recall, F1 and the number of gold spans."""
        precision = self.right / self.predicted if self.predicted else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        f1 = 2 * self.right / (self.predicted + self.gold) if self.predicted + self.gold else 0.0
        return {
            "precision": round(precision, 4),
            "recall": round(recall, 4),
            "f1": round(f1, 4),
            "gold": self.gold,
        }


@dataclass(slots=True)
class NameScores:
    """Exact span scores; places of all kinds count as one label in `overall`, MISC does not count there."""

    labels: dict[str, Tally] = field(default_factory=dict)
    overall: Tally = field(default_factory=Tally)

    def add(self, gold: Iterable[Span], predicted: Iterable[Span]) -> None:
        """Add the names of one text."""
        gold, predicted = list(gold), list(predicted)
        unsure = [(start, end) for start, end, label in gold if label == UNSURE]
        gold = [span for span in gold if span[2] != UNSURE]
        predicted = [
            span for span in predicted if not any(span[0] < end and span[1] > start for start, end in unsure)
        ]
        self._count(gold, predicted)
        merged = {_merged(span) for span in gold}, {_merged(span) for span in predicted}
        self._count(
            [span for span in merged[0] if span[2] == "PLACE"],
            [span for span in merged[1] if span[2] == "PLACE"],
        )
        counted = [{span for span in spans if span[2] != "MISC"} for spans in merged]
        self.overall.right += len(counted[0] & counted[1])
        self.overall.gold += len(counted[0])
        self.overall.predicted += len(counted[1])

    def _count(self, gold: list[Span], predicted: list[Span]) -> None:
        found = set(gold) & set(predicted)
        for spans, what in ((found, "right"), (set(gold), "gold"), (set(predicted), "predicted")):
            for label, count in Counter(label for _, _, label in spans).items():
                tally = self.labels.setdefault(label, Tally())
                setattr(tally, what, getattr(tally, what) + count)

    def as_dict(self) -> dict[str, dict[str, float]]:
        """Give all scores; `overall` is over PERSON, ORG, PLACE and NORP."""
        rows = {label: tally.scores() for label, tally in sorted(self.labels.items())}
        return {"overall": self.overall.scores(), **rows}


def _merged(span: Span) -> Span:
    return (span[0], span[1], "PLACE" if span[2] in PLACES else span[2])


def score_names(reader: Reader, documents: Iterable[Document]) -> dict[str, dict[str, float]]:
    """Score names; the reader knows nothing but words and line breaks."""
    scores = NameScores()
    for document in documents:
        reading = reader.read(document.words, document.breaks)
        scores.add(document.names, [(name.start, name.end, name.label) for name in reading.names])
    return scores.as_dict()


def score_grammar(reader: Reader, documents: Iterable[Document], *, gold_sentences: bool) -> dict[str, float]:
    """Score grammar over all words, punctuation included.

    Args:
        reader: reads the words.
        documents: documents with grammar.
        gold_sentences: tell the reader where sentences begin.

    Returns:
        UPOS, UAS, LAS (universal relations without subtypes), LAS with subtypes, F1 of sentence starts.
    """
    right: Counter[str] = Counter()
    starts = Tally()
    words = 0
    for document in documents:
        known = known_sentences(document.starts) if gold_sentences else None
        reading = reader.read(document.words, (), known)
        words += len(document.words)
        if document.syntax is not None:
            _count_grammar(right, document.syntax, reading)
        _count_starts(starts, document, reading)
    return {
        name: round(right[name] / max(words, 1), 4) for name in ("upos", "uas", "las", "las_subtypes")
    } | {
        "sentence_starts_f1": starts.scores()["f1"],
        "words": words,
    }


def _count_grammar(right: Counter[str], gold: Syntax, reading: Reading) -> None:
    for word, head in enumerate(gold.heads):
        right["upos"] += gold.upos[word] == reading.upos[word]
        if head != reading.heads[word]:
            continue
        right["uas"] += 1
        right["las_subtypes"] += gold.relations[word] == reading.relations[word]
        right["las"] += gold.relations[word].partition(":")[0] == reading.relations[word].partition(":")[0]


def _count_starts(starts: Tally, document: Document, reading: Reading) -> None:
    given = [start == 1 for start in document.starts]
    starts.gold += sum(given)
    starts.predicted += sum(reading.starts)
    starts.right += sum(a and b for a, b in zip(given, reading.starts, strict=True))
