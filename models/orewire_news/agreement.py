"""What one name is in one place of a text it is in all others, as a rule."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from orewire_news.decoding import Name

_SURE = 0.85  # a name at least so probable is looked for where the network passed it over


def agree(words: Sequence[str], names: Sequence[Name], starts: Sequence[bool]) -> list[Name]:
    """Make the names of a text agree with each other.

    Names of the same words get the label that is the most probable over all of them together; words that
    are a sure name elsewhere in the text are added where they are in no name (``WHO``, after
    ``World Health Organization (WHO)``). A single word is not added at the beginning of a sentence, where
    its capital says nothing, unless it is all in capitals.

    Args:
        words: the words of the text.
        names: its names in order.
        starts: for each word whether a sentence begins there.

    Returns:
        The names in order, none of them overlapping.
    """
    weights: dict[tuple[str, ...], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    counts: Counter[tuple[str, ...]] = Counter()
    for name in names:
        text = tuple(words[name.start : name.end])
        weights[text][name.label] += name.probability
        counts[text] += 1
    labels = {text: max(votes.items(), key=_weight)[0] for text, votes in weights.items()}
    agreed = []
    for name in names:
        text = tuple(words[name.start : name.end])
        label = labels[text]
        if label == name.label:
            agreed.append(name)
        else:
            agreed.append(Name(name.start, name.end, label, round(weights[text][label] / counts[text], 4)))
    return sorted([*agreed, *_passed_over(words, agreed, starts)])


def _weight(vote: tuple[str, float]) -> tuple[float, str]:
    label, weight = vote
    return weight, label


def _passed_over(words: Sequence[str], names: Sequence[Name], starts: Sequence[bool]) -> list[Name]:
    known: dict[str, dict[tuple[str, ...], Name]] = defaultdict(dict)
    free = bytearray(b"\1" * len(words))
    for name in names:
        text = tuple(words[name.start : name.end])
        free[name.start : name.end] = bytes(name.end - name.start)
        if name.probability >= _SURE and name.label != "MISC" and len("".join(text)) > 2:
            known[text[0]].setdefault(text, name)
    found = []
    for start, word in enumerate(words):
        if not free[start] or word not in known:
            continue
        for text in sorted(known[word], key=len, reverse=True):
            end = start + len(text)
            if tuple(words[start:end]) != text or not all(free[start:end]):
                continue
            if len(text) == 1 and (word.islower() or (starts[start] and not word.isupper())):
                continue
            name = known[word][text]
            found.append(Name(start, end, name.label, _SURE))
            free[start:end] = bytes(end - start)
            break
    return found
