"""Changes training texts on the fly, so that the model meets what news looks like.

Every function takes a `Sample` and a `random.Random` and gives a `Sample` whose labels still fit its words.
Texts with grammar never gain or lose words.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from training.documents import Document, Syntax
from training.labels import Span


@dataclass(slots=True)
class Sample:
    """A stretch of a document as it goes into a batch.

    Attributes:
        source: the set that it is from.
        words: its words.
        names: labelled spans of words.
        starts: 1 where a sentence begins, 0 where not, -1 unknown.
        breaks: words that are first in their line.
        syntax: grammar, if there is any.
        hidden: words that the network sees as masks.
        shapeless: words whose letter shape the network does not see.
    """

    source: str
    words: list[str]
    names: list[Span]
    starts: list[int]
    breaks: set[int]
    syntax: Syntax | None = None
    hidden: set[int] = field(default_factory=set)
    shapeless: set[int] = field(default_factory=set)


def cut(document: Document, start: int, end: int) -> Sample:
    """Take words ``start`` to ``end`` of a document; heads must stay inside."""
    syntax = None
    if document.syntax is not None:
        syntax = Syntax(
            document.syntax.upos[start:end],
            [head - start for head in document.syntax.heads[start:end]],
            document.syntax.relations[start:end],
        )
    return Sample(
        document.source,
        document.words[start:end],
        [
            (max(s, start) - start, min(e, end) - start, label)
            for s, e, label in document.names
            if s < end and e > start
        ],
        [1, *document.starts[start + 1 : end]],
        {word - start for word in document.breaks if start <= word < end},
        syntax,
    )


def insert(sample: Sample, position: int, words: Sequence[str], names: Iterable[Span] = ()) -> Sample:
    """Put words before ``position``; they begin no sentence.

    Args:
        sample: a text without grammar.
        position: where to put them; it must not be inside a name.
        words: the new words.
        names: names among the new words, counted from the first of them.

    Returns:
        The longer text.
    """
    if sample.syntax is not None:
        raise ValueError("a text with grammar cannot gain words")
    count = len(words)

    def moved(word: int) -> int:
        return word + count if word >= position else word

    return replace(
        sample,
        words=[*sample.words[:position], *words, *sample.words[position:]],
        names=sorted(
            [(moved(s), moved(s) + e - s, label) for s, e, label in sample.names]
            + [(s + position, e + position, label) for s, e, label in names]
        ),
        starts=[*sample.starts[:position], *[0] * count, *sample.starts[position:]],
        breaks={moved(word) for word in sample.breaks},
    )


class NamePools:
    """Names by label, to put in place of others; long ones for long ones, short for short."""

    def __init__(self) -> None:
        self._pools: dict[tuple[str, bool], list[tuple[str, ...]]] = defaultdict(list)

    @classmethod
    def collect(
        cls, documents: Iterable[Document], folder: Path, tokenize: Callable[[str], list[str]]
    ) -> NamePools:
        """Collect the names of our labels and those of the lists `<label>-*.txt` in a folder."""
        found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for document in documents:
            precise = document.source in ("wikinews", "newswire")
            for start, end, label in document.names:
                words = tuple(document.words[start:end])
                if (precise or label == "PERSON") and all(
                    word[0].isupper() or len(word) < 4 for word in words
                ):
                    found[label].add(words)
        for path in sorted(folder.glob("*-*.txt")):
            lines = path.read_text(encoding="utf-8").splitlines()
            names = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
            found[path.stem.partition("-")[0].upper()].update(tuple(tokenize(name)) for name in names)
        pools = cls()
        for label, members in sorted(found.items()):
            for member in sorted(members):
                if not (len(member) == 1 and member[0].isupper() and label == "PERSON"):
                    pools._pools[label, len(member) > 1].append(member)
        return pools

    def draw(self, label: str, words: Sequence[str], rng: random.Random) -> tuple[str, ...] | None:
        """Draw a name of the label, of one word or several like the old one; None if there is none."""
        pool = self._pools.get((label, len(words) > 1))
        if not pool:
            return None
        drawn = rng.choice(pool)
        if len(words[0]) > 3 and all(word.isupper() for word in words if word.isalpha()):
            drawn = tuple(word.upper() for word in drawn)
        return drawn


_REPLACEABLE = ("PERSON", "ORG", "GPE", "FAC")


def replace_names(sample: Sample, pools: NamePools, share: float, rng: random.Random) -> Sample:
    """Put other names of the same label in place of some; a name is replaced alike everywhere in the text."""
    if sample.syntax is not None:
        return sample
    precise = sample.source in ("wikinews", "newswire")
    chosen: dict[tuple[str, ...], tuple[str, ...] | None] = {}
    for start, end, label in reversed(sample.names):
        words = tuple(sample.words[start:end])
        if label not in _REPLACEABLE or not (precise or label in ("PERSON", "ORG")):
            continue
        if words not in chosen:
            chosen[words] = pools.draw(label, words, rng) if rng.random() < share else None
        new = chosen[words]
        if new:
            sample = _swap(sample, start, end, label, new)
    return sample


def _swap(sample: Sample, start: int, end: int, label: str, new: Sequence[str]) -> Sample:
    grown = len(new) - (end - start)

    def moved(word: int) -> int:
        return word + grown if word >= end else word

    names = [(moved(s), moved(s) + e - s, each) for s, e, each in sample.names if s != start]
    return replace(
        sample,
        words=[*sample.words[:start], *new, *sample.words[end:]],
        names=sorted([*names, (start, start + len(new), label)]),
        starts=[*sample.starts[: start + 1], *[0] * (len(new) - 1), *sample.starts[end:]],
        breaks={moved(word) for word in sample.breaks if not start < word < end},
    )


def add_tickers(sample: Sample, share: float, rng: random.Random) -> Sample:
    """Put ``<ABC>`` or ``(NYSE: ABC)`` behind some organizations."""
    if sample.syntax is not None:
        return sample
    for start, end, label in reversed(sample.names):
        if (
            label == "ORG"
            and rng.random() < share
            and not (end < len(sample.words) and sample.words[end] == "<")
        ):
            letters = [word[0].upper() for word in sample.words[start:end] if word[0].isalpha()] or ["X"]
            code = ("".join(letters) + rng.choice("ABCLMNPRTX") * 2)[: rng.choice((2, 3, 3, 4))]
            code += rng.choice(("", "", "", ".N", ".L", ".O", ".TO", ".AX"))
            sample = insert(sample, end, ["<", code, ">"])
    return sample


_MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
_AGENCIES = ("Reuters", "AP", "AFP", "Xinhua", "Bloomberg", "TASS", "Interfax", "Dow Jones", "dpa", "UPI")


def add_dateline(sample: Sample, pools: NamePools, rng: random.Random) -> Sample:
    """Begin a text with a dateline such as ``LONDON, March 3 (Reuters) -``."""
    if sample.syntax is not None or (sample.words and sample.words[0].isupper()):
        return sample
    city = pools.draw("GPE", ["x"] if rng.random() < 0.7 else ["x", "y"], rng)
    if city is None:
        return sample
    words = [word.upper() for word in city] if rng.random() < 0.8 else list(city)
    names: list[Span] = [(0, len(words), "GPE")]
    if rng.random() < 0.7:
        words += [",", rng.choice(_MONTHS), str(rng.randint(1, 28))]
    if rng.random() < 0.5:
        agency = rng.choice(_AGENCIES).split()
        names.append((len(words) + 1, len(words) + 1 + len(agency), "ORG"))
        words += ["(", *agency, ")"]
    words.append(rng.choice(("-", "-", "--", "—", ":")))
    sample = insert(sample, 0, words, names)
    sample.starts[0], sample.starts[len(words)] = 1, 0
    return replace(sample, breaks=(sample.breaks - {len(words)}) | {0})


def recase(sample: Sample, how: str, start: int, end: int) -> Sample:
    """Write words ``start`` to ``end`` in ``upper``, ``lower`` or ``title`` case."""
    change: Callable[[str], str] = {"upper": str.upper, "lower": str.lower, "title": _title}[how]
    words = [change(word) if start <= n < end else word for n, word in enumerate(sample.words)]
    return replace(sample, words=words)


def _title(word: str) -> str:
    return word[:1].upper() + word[1:]


def wrap_lines(sample: Sample, width: int) -> Sample:
    """Break lines hard, as agency copy of the 1980s does."""
    breaks = set(sample.breaks)
    column = 0
    for number, word in enumerate(sample.words):
        column = 0 if number in breaks else column + 1 + len(word)
        if column > width:
            breaks.add(number)
            column = 0
    return replace(sample, breaks=breaks)


def break_sentences(sample: Sample, share: float, rng: random.Random) -> Sample:
    """Begin some sentences on a new line."""
    news = {number for number, start in enumerate(sample.starts) if start == 1 and rng.random() < share}
    return replace(sample, breaks=sample.breaks | news)


def hide(sample: Sample, config: dict[str, Any], rng: random.Random) -> Sample:
    """Hide single words, whole names and letter shapes from the network."""
    hidden = {n for n in range(len(sample.words)) if rng.random() < config["hide_word"]}
    for start, end, _ in sample.names:
        if rng.random() < config["hide_name"]:
            hidden.update(range(start, end))
    everything = rng.random() < config["hide_all_shapes"]
    shapeless = {n for n in range(len(sample.words)) if everything or rng.random() < config["hide_shape"]}
    return replace(sample, hidden=hidden, shapeless=shapeless)


def augment(sample: Sample, pools: NamePools, config: dict[str, Any], rng: random.Random) -> Sample:
    """Apply all changes, each with its chance from the section `augment` of the configuration."""
    own = sample.source in ("wikinews", "newswire")
    sample = replace_names(sample, pools, config["replace_names"], rng)
    if rng.random() < config["tickers"]:
        sample = add_tickers(sample, 0.5, rng)
    if rng.random() < config["dateline"]:
        sample = add_dateline(sample, pools, rng)
    if not own:
        sample = break_sentences(sample, rng.choice((0.0, 0.0, 0.1, 0.3, 1.0)), rng)
    if rng.random() < config["wrap_lines"]:
        sample = wrap_lines(sample, rng.randint(50, 80))
    for how in ("upper", "lower", "title"):
        if rng.random() < config[f"all_{how}"]:
            sample = recase(sample, how, 0, len(sample.words))
            break
        if rng.random() < config[f"first_{how}"]:
            end = next((n for n, start in enumerate(sample.starts) if n and start == 1), len(sample.words))
            sample = recase(sample, how, 0, end)
            break
    return hide(sample, config, rng)
