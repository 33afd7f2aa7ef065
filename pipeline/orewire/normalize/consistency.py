"""One name, one thing: what an article says plainly of a name holds for its other mentions.

After Gale, Church and Yarowsky (1992), "One sense per discourse". A name met in full with good evidence
(``Prime Minister Andrew Mullings``, ``Vestfjord Minerals ASA``) tells what the bare ``Mullings`` and
``Vestfjord`` are, where the finders are unsure of them or miss them.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from orewire.lexicons.facilities import facilities
from orewire.lexicons.organizations import heads, organizations
from orewire.lexicons.persons import persons
from orewire.lexicons.places import Kind, country_code, demonyms
from orewire.normalize.candidate import Candidate
from orewire.normalize.capitals import common_words
from orewire.normalize.gazetteer import readings_of
from orewire.normalize.names import name_words
from orewire.normalize.phrases import PhraseFinder
from orewire.normalize.refine import MODEL_RULES
from orewire.schema import Label

_NAMES = frozenset({Label.PERSON, Label.ORG, Label.GPE, Label.LOC, Label.FAC})
#: A full name is a witness for its short form only when its finder was this sure.
_SURE = 0.75
#: One label must have this share of what all mentions of a name weigh together.
_SHARE = 0.6
#: A mention keeps its own label when its finder was surer than this, whatever the others say.
_CERTAIN = 0.97
#: How sure we are of a mention that only other mentions of its name speak for.
_ADDED = 0.7

#: A full name speaks for its short form this much more than a bare mention does.
_WITNESS = 3.0
#: A town that is not said to be where something is may as well be a company named after it.
_UNPLACED = 0.5
_PLACED = re.compile(r"(?<!stake )(?<!shares )(?<!interest )(?<!holding )\b(?:in|at|near|from|to) (?:the )?$")
_STORM = re.compile(rf"\b(?:{'|'.join(persons().storms)})\s$", re.IGNORECASE)
_PARTICLES = frozenset(persons().particles)
#: What is added where no finder saw it; a place's name may be part of another's (``Orion Bridge``).
_MISSED = frozenset({Label.PERSON, Label.ORG})
_LONGEST_HEADING = 200  # characters
_MINES = frozenset(("mine", "mines", "deposit", "project", "smelter", "prospect"))

_Words = tuple[str, ...]
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")


def settle(text: str, winners: Sequence[Candidate]) -> list[Candidate]:
    """Make the mentions of each name agree, and add those that were missed.

    Args:
        text: the article.
        winners: candidates that do not overlap, in text order.

    Returns:
        Candidates that do not overlap, in text order: with the label that their name has in this article,
        and with mentions of names that no finder saw.
    """
    labels = _labels(text, winners)
    plain = {
        name_words(text[winner.start : winner.end])
        for winner in winners
        if not text[winner.start : winner.end].isupper()
    }
    hiding = [winner for winner in winners if _hides_a_name(text, winner, labels, plain)]
    for winner in hiding:
        labels.pop(_key(text[winner.start : winner.end], winner.label), None)
    settled = [_agreeing(text, winner, labels) for winner in winners if winner not in hiding]
    return sorted([*settled, *_missed(text, settled, labels)], key=lambda candidate: candidate.start)


def _labels(text: str, winners: Sequence[Candidate]) -> dict[_Words, Label]:
    """Weigh what the mentions of each name say; names on which they disagree too much are left out."""
    votes: dict[_Words, dict[Label, float]] = defaultdict(lambda: defaultdict(float))
    witnesses: set[_Words] = set()
    for winner in winners:
        if winner.label not in _NAMES:
            continue
        name = text[winner.start : winner.end]
        words = _key(name, winner.label)
        if not words or _is_country(name) or _STORM.search(text, max(0, winner.start - 12), winner.start):
            continue
        unplaced = winner.label is Label.GPE and not _PLACED.search(
            text, max(0, winner.start - 24), winner.start
        )
        votes[words][winner.label] += winner.confidence * (_UNPLACED if unplaced else 1.0)
        shouted = name.isupper() and _is_shouted(text, winner.start, winner.end)
        if winner.confidence >= _SURE and words not in witnesses and not shouted:
            witnesses.add(words)
            for short in _short_forms(words, winner.label):
                votes[short][winner.label] += _WITNESS * winner.confidence
    labels = {}
    for words, weights in votes.items():
        label = max(weights, key=lambda option: (weights[option], option))
        if weights[label] >= max(_SURE, _SHARE * sum(weights.values())):
            labels[words] = label
    return labels


def _short_forms(words: _Words, label: Label) -> Iterator[_Words]:
    """Yield the forms by which an article goes on to call a person, an organization or a mine."""
    if len(words) < 2:
        return
    if label is Label.PERSON and len(words[-1]) > 2 and words[-1] not in common_words():
        yield words[-2:] if words[-2] in _PARTICLES and len(words) > 2 else words[-1:]
    elif label is Label.ORG:
        if words[0].capitalize() in organizations().names.foreign_heads:
            words = tuple(word for word in words[1:] if len(word) > 3)[:1]
            yield from (words,) if words else ()
            return
        first = words[0]
        plain = first in common_words() or first in facilities().minerals or first.capitalize() in heads()
        if len(first) > 2 and not plain and not _is_well_known_place(first):
            yield words[:1]
            if len(words) > 2:
                yield words[:2]
    elif label is Label.FAC and words[-1] in _MINES:
        short = words[:-1]
        if not readings_of(" ".join(short)) and not all(word in common_words() for word in short):
            yield short


def _agreeing(text: str, winner: Candidate, labels: Mapping[_Words, Label]) -> Candidate:
    if winner.label not in _NAMES or winner.confidence > _CERTAIN or _is_placed_town(text, winner):
        return winner
    label = labels.get(_key(text[winner.start : winner.end], winner.label))
    if label is None or label is winner.label:
        return winner
    return replace(winner, label=label, value=None, rule="consistency.label")


def _is_placed_town(text: str, winner: Candidate) -> bool:
    """Whether a known town is said to be where something is, a namesake company or not: ``in Zurich``."""
    if winner.label is not Label.GPE or not _PLACED.search(text, max(0, winner.start - 24), winner.start):
        return False
    return bool(readings_of(text[winner.start : winner.end]))


def _missed(text: str, settled: Sequence[Candidate], labels: Mapping[_Words, Label]) -> Iterator[Candidate]:
    """Find mentions of persons and organizations of the article that no finder saw."""
    wanted = {
        words: label for words, label in labels.items() if not all(word in common_words() for word in words)
    }
    finder = PhraseFinder((" ".join(words), label) for words, label in wanted.items())
    taken = sorted((candidate.start, candidate.end) for candidate in settled)
    position = 0
    for match in finder.find(text):
        while position < len(taken) and taken[position][1] <= match.start:
            position += 1
        free = position == len(taken) or taken[position][0] >= match.end
        if not free:
            continue
        if _is_shouted(text, match.start, match.end) or (
            match.entry in _MISSED and _stands_alone(text, match.start, match.end)
        ):
            yield Candidate(match.entry, match.start, match.end, None, "consistency.missed", _ADDED)


def _hides_a_name(text: str, winner: Candidate, labels: Mapping[_Words, Label], plain: set[_Words]) -> bool:
    """Whether what a headline in capitals is read as holds a name of the article: ``VINTO NORTE ZINC``."""
    if winner.rule not in MODEL_RULES or winner.confidence > _CERTAIN:
        return False
    words = name_words(text[winner.start : winner.end])
    if len(words) < 3 or words in plain or not _is_shouted(text, winner.start, winner.end):
        return False
    return any(words[:size] in labels for size in range(2, len(words)))


def _is_shouted(text: str, start: int, end: int) -> bool:
    """Whether a name stands in a headline in capitals, where its own capitals tell nothing."""
    if not text[start:end].isupper():
        return False
    first = text.rfind("\n", max(0, start - _LONGEST_HEADING), start) + 1
    last = text.find("\n", end, end + _LONGEST_HEADING)
    line = text[max(first, start - _LONGEST_HEADING) : last if last >= 0 else end + _LONGEST_HEADING]
    return line.count(" ") > 1 and line.isupper()


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether all words of a name begin with a capital, and no capitalised word goes on with it."""
    if not all(word.group()[0].isupper() for word in _WORD.finditer(text, start, end)):
        return False
    after = _WORD.match(text, end + 1) if text[end : end + 1] == " " else None
    return after is None or not after.group()[0].isupper()


def _key(name: str, label: Label) -> _Words:
    """A name's words; a facility's noun is kept, as ``Stavanger Airport`` is not ``Stavanger``."""
    words = name_words(name)
    last = name.rpartition(" ")[2].casefold()
    dropped = " " in name and last.isalpha() and words[-1:] != (last,)
    return (*words, last) if dropped and label is not Label.ORG else words


def _is_well_known_place(word: str) -> bool:
    return any(place.kind is not Kind.CITY or place.size > 2 for place in readings_of(word))


def _is_country(name: str) -> bool:
    return country_code(name) is not None or name.casefold() in demonyms()
