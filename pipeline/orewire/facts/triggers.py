"""Finding triggers: all words of all frames in one table, looked up once per token."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from orewire.facts.forms import noun_forms, verb_forms
from orewire.facts.frames import Frame, Trigger
from orewire.facts.grammar import Grammar
from orewire.facts.lists import word_list
from orewire.facts.places import Hit


class _Entry(NamedTuple):
    """Words that may begin at a token.

    Attributes:
        rest: the words after the first.
        kind: ``verb``, ``noun``, ``adjective`` or ``phrase``.
        frame: the frame.
        trigger: the trigger.
    """

    rest: tuple[str, ...]
    kind: str
    frame: Frame
    trigger: Trigger


class TriggerIndex:
    """All triggers by the form of their first word."""

    def __init__(self, frames: Sequence[Frame]) -> None:
        """Index the triggers of frames."""
        self._entries: dict[str, list[_Entry]] = {}
        for frame in frames:
            for trigger in frame.triggers:
                self._add(frame, trigger)

    def _add(self, frame: Frame, trigger: Trigger) -> None:
        for kind, all_words in (
            ("verb", trigger.verbs),
            ("noun", trigger.nouns),
            ("adjective", trigger.adjectives),
            ("phrase", trigger.phrases),
        ):
            for words in all_words:
                first, *rest = words.split()
                for form, others in _spellings(kind, first, tuple(rest)):
                    self._entries.setdefault(form, []).append(_Entry(others, kind, frame, trigger))

    def find(self, grammar: Grammar) -> Iterator[Hit]:
        """Yield the triggers of a text in text order."""
        words, entries = grammar.words, self._entries
        for token in [token for token, word in enumerate(words) if word in entries]:
            for entry in entries[words[token]]:
                hit = _match(grammar, token, entry)
                if hit is not None:
                    yield hit


def _spellings(kind: str, first: str, rest: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    if kind in ("verb", "phrase"):
        for form in sorted(verb_forms(first)):
            yield form, rest
    elif kind == "noun" and rest and rest[0] not in ("of", "in", "for", "to", "and"):
        *middle, last = (first, *rest)
        for form in sorted(noun_forms(last)):
            words = (*middle, form)
            yield words[0], words[1:]
    elif kind == "noun":
        for form in sorted(noun_forms(first)):
            yield form, rest
    else:
        yield first, rest


def _match(grammar: Grammar, token: int, entry: _Entry) -> Hit | None:
    pos = grammar.pos[token]
    if entry.kind == "verb" and not _may_be_verb(grammar, token):
        return None
    if entry.kind == "noun" and pos not in ("NOUN", "PROPN", "X", "ADJ"):
        return None
    if entry.kind == "noun" and not entry.rest and not _stands_alone(grammar, token):
        return None
    last = token
    if entry.rest:
        if entry.kind == "verb":
            found = _particles(grammar, token, entry.rest)
            if found is None:
                return None
            last = found
        elif not grammar.find(entry.rest, token + 1):
            return None
        else:
            last = token + len(entry.rest)
    head = token
    is_noun = entry.kind == "noun"
    if is_noun and entry.rest and entry.rest[0] not in ("of", "in", "for", "to", "and"):
        head = last
    if entry.kind in ("phrase", "adjective"):
        is_noun = pos in ("NOUN", "PROPN")
    return Hit(entry.frame, entry.trigger, token, last, head, is_noun)


#: Nouns that may follow a trigger without changing what it states: *export volumes*, *output capacity*.
_MEASURING = word_list("triggers", "measuring")


def _stands_alone(grammar: Grammar, token: int) -> bool:
    """Tell whether a noun is no modifier of another one: *export* in *export ban* states no export."""
    head = grammar.head[token]
    if grammar.base[token] != "compound" or head <= token:
        return True
    return grammar.words[head] in _MEASURING


def _may_be_verb(grammar: Grammar, token: int) -> bool:
    pos = grammar.pos[token]
    if pos == "VERB":
        # *the exporting country*, *steel produced*: a participle before its noun states nothing by itself.
        return not (
            grammar.dep[token] == "amod"
            and grammar.head[token] > token
            and grammar.words[token].endswith("ing")
        )
    if pos in ("ADJ", "AUX"):
        return grammar.words[token].endswith(("ed", "ing", "n", "t", "d")) and grammar.is_verb(token)
    if pos in ("NOUN", "PROPN"):
        return any(grammar.base[child] in ("nsubj", "aux") for child in grammar.children[token]) or (
            grammar.base[token] in ("root", "ccomp", "acl")
            and any(grammar.base[c] == "obj" for c in grammar.children[token])
        )
    return False


def _particles(grammar: Grammar, verb: int, rest: tuple[str, ...]) -> int | None:
    """Find the other words of a verb, which may stand behind a short object: *set the company back*."""
    if grammar.find(rest, verb + 1):
        return verb + len(rest)
    if len(rest) == 1:
        for child in grammar.children[verb]:
            if (
                child > verb
                and grammar.words[child] == rest[0]
                and grammar.dep[child] in ("compound:prt", "advmod")
            ):
                return verb
    return None
