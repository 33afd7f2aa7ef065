"""Our own model in the pipeline: parts of speech, dependencies, sentence starts, and names as candidates."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Token

from orewire.components.candidates import add_candidates, set_other_names, text_of
from orewire.normalize.candidate import Candidate
from orewire.normalize.names import trim_name
from orewire.schema import Label
from orewire_news.model import shared_reader
from orewire_news.reading import BEGINS, Reader, Reading

FACTORY = "orewire_encoder"
#: The model's labels that are mentions here; MISC (events, works, products) is none.
_LABELS = {label: Label(label) for label in ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP")}
#: From this probability on a MISC speaks against names within it; on held-out reports none of them was right.
_LEAST_MISC = 0.7
_SENTENCE_ENDS = frozenset({".", "!", "?", '"', "”"})


class Encoder:
    """Reads documents with the model.

    Each document is read by itself: a batch of several would be quantised together, and what the model
    finds in one would depend on its neighbours, so on the number of workers too.

    Args:
        threads: threads for one document.
    """

    def __init__(self, threads: int) -> None:
        self._threads = threads
        self._reader: Reader | None = shared_reader(threads)

    def __getstate__(self) -> dict[str, object]:
        """Leave the model out: another process loads its own."""
        return {"_threads": self._threads, "_reader": None}

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document."""
        if self._reader is None:
            self._reader = shared_reader(self._threads)
        tokens = [token for token in doc if not token.is_space]
        breaks, known = _layout(doc, tokens)
        reading = self._reader.read([token.text for token in tokens], breaks, known)
        _annotate(doc, tokens, reading)
        add_candidates(doc, _candidates(doc, tokens, reading))
        set_other_names(doc, _other_names(tokens, reading))
        return doc


def _layout(doc: Doc, tokens: list[Token]) -> tuple[list[int], dict[int, int]]:
    """Tell which words are first in their line, and which of them surely begin a sentence.

    A sentence begins after an empty line, and on a new line after a full stop; else a new line may be a
    paragraph or the middle of a wrapped sentence, which the model decides.
    """
    text = text_of(doc)
    breaks: list[int] = []
    known: dict[int, int] = {}
    end = 0
    for number, token in enumerate(tokens):
        start = token.idx
        if number == 0:
            breaks.append(0)
        elif start - end > 0 and "\n" in (gap := text[end:start]):
            breaks.append(number)
            wrapped = token.text[0].islower()
            ended = tokens[number - 1].text in _SENTENCE_ENDS
            if gap.count("\n") > 1 or (ended and not wrapped):
                known[number] = BEGINS
        end = start + len(token)
    return breaks, known


def _annotate(doc: Doc, tokens: list[Token], reading: Reading) -> None:
    """Write the grammar; whitespace belongs to the word before it, at the beginning to the first word."""
    if not len(doc):
        return
    strings = doc.vocab.strings
    rows = np.zeros((len(doc), 3), dtype=np.int64)
    rows[:, 0] = strings.add("SPACE")
    rows[:, 2] = strings.add("dep")
    relations = {name: strings.add("ROOT" if name == "root" else name) for name in set(reading.relations)}
    places = np.array([token.i for token in tokens], dtype=np.int64)
    if len(places):
        heads = places[np.array(reading.heads, dtype=np.int64)]
        rows[places, 0] = [strings.add(tag) for tag in reading.upos]
        rows[places, 1] = heads - places
        rows[places, 2] = np.array([relations[name] for name in reading.relations], dtype=np.uint64).view(
            np.int64
        )
        owner = np.searchsorted(places, np.arange(len(doc)), side="right") - 1
        owners = places[np.maximum(owner, 0)]
    else:
        owners = np.zeros(len(doc), dtype=np.int64)
        rows[0, 2] = strings.add("ROOT")
    spaces = np.ones(len(doc), dtype=bool)
    spaces[places] = False
    rows[spaces, 1] = (owners - np.arange(len(doc)))[spaces]
    values: Any = rows.view(np.uint64)
    doc.from_array(["POS", "HEAD", "DEP"], values)


def _candidates(doc: Doc, tokens: list[Token], reading: Reading) -> Iterator[Candidate]:
    text = text_of(doc)
    for name in reading.names:
        label = _LABELS.get(name.label)
        if label is None:
            continue
        last = tokens[name.end - 1]
        start, end = trim_name(text, tokens[name.start].idx, last.idx + len(last))
        if start < end:
            yield Candidate(label, start, end, None, "encoder.names", name.probability)


def _other_names(tokens: list[Token], reading: Reading) -> Iterator[tuple[int, int]]:
    for name in reading.names:
        if name.label == "MISC" and name.probability >= _LEAST_MISC:
            last = tokens[name.end - 1]
            yield tokens[name.start].idx, last.idx + len(last)


@Language.factory(
    FACTORY,
    assigns=["token.pos", "token.dep", "token.head", "token.is_sent_start", "doc._.candidates"],
    default_config={"threads": 1},
)
def create_encoder(nlp: Language, name: str, threads: int) -> Encoder:
    """Create the component.

    Args:
        nlp: the pipeline.
        name: the component's name in it.
        threads: threads for one document.

    Returns:
        The component.

    Raises:
        orewire_news.model.ModelError: a file of the model is missing or damaged.
    """
    return Encoder(threads)
