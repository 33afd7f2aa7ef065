"""Our own model in the pipeline: parts of speech, dependencies, sentence starts, and names as candidates."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

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
#: Where a report says it was filed: *SALT LAKE CITY, Utah, Feb. 10, 2024 (Agency) -*.
_DATELINE = re.compile(
    r"""
    ^ [ \t]* [A-Z]{4,30} [A-Z.'/ -]{0,30}     # the city
    (?: ,\ [A-Z0-9] [^\n,()/]{1,30} ){0,4}    # its state or country, the date, the agency
    (?: \ [(/] [^()/\n]{2,30} [)/] )?        # the agency
    (?: \ ?(?:--|[–—]) | \ - | -\  ) \ *
    (?= ["“'‘]? [A-Z0-9$€£] [^\n]* [a-z] )   # a sentence, not the rest of a line in capitals
    """,
    re.MULTILINE | re.VERBOSE,
)


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
        words = _words(doc)
        breaks, known = _layout(text_of(doc), words)
        filed = _datelines(text_of(doc), words)
        reading = self._reader.read(words.texts, breaks, known | dict.fromkeys(filed, BEGINS))
        _join(reading, filed)
        _annotate(doc, words.places, reading)
        add_candidates(doc, _candidates(text_of(doc), words, reading))
        set_other_names(doc, _other_names(words, reading))
        return doc


class _Words(NamedTuple):
    """A document's tokens but for whitespace: their texts, token numbers, and offsets of both ends."""

    texts: list[str]
    places: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


def _words(doc: Doc) -> _Words:
    """Take the words from an array: an object for each token costs more than all else here."""
    rows = doc.to_array(["IS_SPACE", "IDX", "LENGTH"]).astype(np.int64)
    places = np.flatnonzero(rows[:, 0] == 0)
    starts, ends = rows[places, 1], rows[places, 1] + rows[places, 2]
    text = text_of(doc)
    texts = [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    return _Words(texts, places, starts, ends)


def _layout(text: str, words: _Words) -> tuple[list[int], dict[int, int]]:
    """Tell which words are first in their line, and which of them surely begin a sentence.

    A sentence begins after an empty line, and on a new line after a full stop; else a new line may be a
    paragraph or the middle of a wrapped sentence, which the model decides.
    """
    breaks = [0] if words.texts else []
    known: dict[int, int] = {}
    lines = [match.start() for match in re.finditer("\n", text)]
    for number in np.unique(np.searchsorted(words.starts, lines)).tolist():
        if not 0 < number < len(words.texts):
            continue
        gap = text[words.ends[number - 1] : words.starts[number]]
        if "\n" in gap:
            breaks.append(number)
            wrapped = words.texts[number][0].islower()
            ended = words.texts[number - 1] in _SENTENCE_ENDS
            if gap.count("\n") > 1 or (ended and not wrapped):
                known[number] = BEGINS
    return breaks, known


def _datelines(text: str, words: _Words) -> list[int]:
    """Find the words that come after a dateline."""
    ends = [dateline.end() for dateline in _DATELINE.finditer(text)]
    return np.flatnonzero(np.isin(words.starts, ends)).tolist()


def _join(reading: Reading, filed: list[int]) -> None:
    """Put datelines back before their sentences: read as part of them, their city may be the subject."""
    for number in filed:
        root = _root(reading, number - 1)
        reading.heads[root] = _root(reading, number)
        reading.relations[root] = "dep"
        reading.starts[number] = False


def _root(reading: Reading, word: int) -> int:
    while reading.heads[word] != word:
        word = reading.heads[word]
    return word


def _annotate(doc: Doc, places: NDArray[np.int64], reading: Reading) -> None:
    """Write the grammar; whitespace belongs to the word before it, at the beginning to the first word."""
    if not len(doc):
        return
    strings = doc.vocab.strings
    rows = np.zeros((len(doc), 3), dtype=np.int64)
    rows[:, 0] = strings.add("SPACE")
    rows[:, 2] = strings.add("dep")
    if len(places):
        heads = places[np.array(reading.heads, dtype=np.int64)]
        rows[places, 0] = _numbers({tag: strings.add(tag) for tag in set(reading.upos)}, reading.upos)
        rows[places, 1] = heads - places
        relations = {name: strings.add("ROOT" if name == "root" else name) for name in set(reading.relations)}
        rows[places, 2] = _numbers(relations, reading.relations)
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


def _numbers(known: dict[str, int], names: list[str]) -> NDArray[np.int64]:
    return np.array([known[name] for name in names], dtype=np.uint64).view(np.int64)


def _candidates(text: str, words: _Words, reading: Reading) -> Iterator[Candidate]:
    for name in reading.names:
        label = _LABELS.get(name.label)
        if label is None:
            continue
        start, end = trim_name(text, int(words.starts[name.start]), int(words.ends[name.end - 1]))
        if start < end:
            yield Candidate(label, start, end, None, "encoder.names", name.probability)


def _other_names(words: _Words, reading: Reading) -> Iterator[tuple[int, int]]:
    for name in reading.names:
        if name.label == "MISC" and name.probability >= _LEAST_MISC:
            yield int(words.starts[name.start]), int(words.ends[name.end - 1])


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
