"""How a fact holds: from tense, modals, negation, reporting verbs, conditions and nouns around it.

The words are data (``status.toml``).
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from orewire.facts.forms import noun_forms, verb_forms
from orewire.facts.grammar import Grammar
from orewire.schema import Status

#: Which of two signs is kept: a denial says more than a plan.
_STRENGTH = (Status.NEGATED, Status.POSSIBLE, Status.PROJECTED, Status.PLANNED, Status.ACTUAL)


class _Auxiliaries(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    planned: frozenset[str]
    projected: frozenset[str]
    possible: frozenset[str]
    reported: frozenset[str]


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    negations: frozenset[str]
    auxiliaries: _Auxiliaries
    governors: dict[Status, tuple[str, ...]]
    nouns: dict[Status, tuple[str, ...]]
    modifiers: dict[Status, tuple[str, ...]]
    phrases: dict[Status, tuple[str, ...]]
    conditions: frozenset[str]


class StatusWords:
    """The words by form."""

    def __init__(self) -> None:
        text = files("orewire.facts").joinpath("status.toml").read_text(encoding="utf-8")
        words = _Words.model_validate(tomllib.loads(text))
        self.negations = words.negations
        self.conditions = words.conditions
        self.auxiliaries = {
            **dict.fromkeys(words.auxiliaries.planned, Status.PLANNED),
            **dict.fromkeys(words.auxiliaries.projected, Status.PROJECTED),
            **dict.fromkeys(words.auxiliaries.possible, Status.POSSIBLE),
        }
        self.reported = words.auxiliaries.reported
        self.governors = {
            form: status
            for status, lemmas in words.governors.items()
            for lemma in lemmas
            for form in verb_forms(lemma)
        }
        self.nouns = {
            form: status
            for status, lemmas in words.nouns.items()
            for lemma in lemmas
            for form in noun_forms(lemma)
        }
        self.modifiers = {word: status for status, found in words.modifiers.items() for word in found}
        self.phrases: dict[str, list[tuple[list[str], Status]]] = {}
        for status, phrases in words.phrases.items():
            for phrase in phrases:
                first, *rest = phrase.split()
                self.phrases.setdefault(first, []).append((rest, status))


@cache
def status_words() -> StatusWords:
    """Return the words, read once."""
    return StatusWords()


def status_of(
    grammar: Grammar,
    trigger: int,
    *,
    is_noun: bool,
    default: Status | None = None,
    plain: frozenset[str] = frozenset(),
) -> Status:
    """Tell how a fact holds.

    Args:
        grammar: the parse.
        trigger: the token that states the fact.
        is_noun: whether it is a noun.
        default: what the trigger itself says (``plan``), if anything.
        plain: forms of verbs that say nothing here: a contract *agreed* is no plan.

    Returns:
        The status.
    """
    words = status_words()
    signs = list(
        _noun_signs(grammar, trigger, words, plain) if is_noun else _verb_signs(grammar, trigger, words)
    )
    if default is not None:
        signs.append(default)
    for status in _STRENGTH:
        if status in signs:
            return status
    return Status.ACTUAL


def _verb_signs(grammar: Grammar, verb: int, words: StatusWords) -> Iterator[Status]:
    chain = grammar.chain(verb)
    for position, node in enumerate(chain):
        yield from _own_signs(grammar, node, words)
        if position:
            status = words.governors.get(grammar.words[node])
            if status is not None:
                yield status
            elif grammar.pos[node] in ("NOUN", "ADJ"):
                yield from filter(None, [words.nouns.get(grammar.words[node])])
    yield from _noun_object_negation(grammar, verb)
    yield from _phrase_signs(grammar, chain[-1], verb, words)
    yield from _above(grammar, chain[-1], words)
    yield from _shared(grammar, chain[-1], words)


def _own_signs(grammar: Grammar, node: int, words: StatusWords) -> Iterator[Status]:
    for child in grammar.children[node]:
        word = grammar.words[child]
        if (
            word in words.negations
            and child < node
            and grammar.base[child] != "obj"
            and not _is_number_sign(grammar, child)
        ):
            yield Status.NEGATED
        elif word in words.auxiliaries and grammar.pos[child] in ("AUX", "VERB"):
            yield words.auxiliaries[word]
        elif word in words.reported and grammar.pos[child] == "AUX":
            yield Status.POSSIBLE if _conditional(grammar, node, words) else Status.PLANNED
        elif grammar.base[child] == "nsubj" and any(
            grammar.words[grandchild] in ("no", "neither", "none") for grandchild in grammar.children[child]
        ):
            yield Status.NEGATED
    # *Morocco to ship phosphate*: a headline's future
    subject = any(grammar.base[c] == "nsubj" and c < node for c in grammar.children[node])
    if (
        subject
        and not grammar.continues(node)
        and any(grammar.words[c] == "to" and grammar.pos[c] == "PART" for c in grammar.children[node])
    ):
        yield Status.PLANNED
    # *is to lend*, *are to meet*
    before = [
        i for i in range(max(node - 3, 0), node) if grammar.words[i] == "to" and grammar.pos[i] == "PART"
    ]
    if (
        before
        and grammar.words[before[-1] - 1] in ("is", "are", "was", "were", "be")
        and before[-1] >= node - 2
    ):
        yield Status.PLANNED


def _is_number_sign(grammar: Grammar, token: int) -> bool:
    """Tell *No. 114* from *no*."""
    return (grammar.raw[token] == "No" and grammar.words[token + 1 : token + 2] == ["."]) or (
        grammar.words[token] in ("no.", "no") and grammar.pos[min(token + 1, len(grammar.words) - 1)] == "NUM"
    )


def _conditional(grammar: Grammar, node: int, words: StatusWords) -> bool:
    return any(
        grammar.words[grandchild] in words.conditions
        for child in grammar.children[node]
        if grammar.base[child] == "advcl"
        for grandchild in grammar.children[child]
    )


def _noun_object_negation(grammar: Grammar, verb: int) -> Iterator[Status]:
    for child in grammar.children[verb]:
        if grammar.base[child] == "obj" and any(
            grammar.words[grandchild] == "no" and not _is_number_sign(grammar, grandchild)
            for grandchild in grammar.children[child]
        ):
            yield Status.NEGATED


def _phrase_signs(grammar: Grammar, top: int, verb: int, words: StatusWords) -> Iterator[Status]:
    start = max(grammar.bounds[grammar.sentence[verb]][0], min(top, verb) - 8)
    for index in range(start, verb):
        for rest, status in words.phrases.get(grammar.words[index], ()):
            if grammar.find(rest, index + 1):
                yield status


def _above(grammar: Grammar, top: int, words: StatusWords) -> Iterator[Status]:
    """Yield what the verb or noun says that the clause hangs from: *denied that*, *a plan to*."""
    above = grammar.head[top]
    base = grammar.base[top]
    if above == top:
        return
    said = words.governors.get(grammar.words[above])
    if base == "ccomp":
        yield from _reported(grammar, top, said)
    elif base == "acl" and any(grammar.words[c] == "to" for c in grammar.children[top]):
        yield from filter(None, [words.nouns.get(grammar.words[above])])
        yield from _denied(grammar, grammar.governor(above), words)
    elif base == "advcl":
        if any(grammar.words[c] == "to" and grammar.pos[c] == "PART" for c in grammar.children[top]):
            # *will fly to Oslo to meet*: a purpose holds as what serves it
            yield from _own_signs(grammar, above, words)
        if grammar.words[top].endswith("ing") and above == top - 1 and said is not None:
            yield said  # *ruled out selling*, *consider buying*
        if any(grammar.words[c] in words.conditions for c in grammar.children[top]):
            yield Status.POSSIBLE
    if grammar.pos[above] == "VERB" and base in ("ccomp", "xcomp") and said not in (Status.NEGATED, None):
        yield from (s for s in _own_signs(grammar, above, words) if s == Status.NEGATED)


def _reported(grammar: Grammar, top: int, said: Status | None) -> Iterator[Status]:
    """Yield what a reporting verb says of what it reports: a denial, an expectation, an idea."""
    marked = any(grammar.words[c] in ("that", "had") for c in grammar.children[top])
    if said in (Status.NEGATED, Status.PROJECTED) or (said == Status.POSSIBLE and not marked):
        yield said


def _denied(grammar: Grammar, governor: int | None, words: StatusWords) -> Iterator[Status]:
    """Yield a denial by the verb above a noun: *abandoned plans to*, *has no plans to*."""
    if governor is None:
        return
    if words.governors.get(grammar.words[governor]) == Status.NEGATED:
        yield Status.NEGATED
    yield from (s for s in _own_signs(grammar, governor, words) if s == Status.NEGATED)


def _shared(grammar: Grammar, top: int, words: StatusWords) -> Iterator[Status]:
    """Yield what a coordinated verb takes over from the first one: *will buy and sell*."""
    if grammar.base[top] != "conj":
        return
    first = grammar.head[top]
    has_own = any(grammar.base[c] in ("aux", "nsubj") for c in grammar.children[top])
    finite = grammar.words[top].endswith(("ed", "s")) and not grammar.is_passive(top)
    if grammar.pos[first] == "VERB" and not has_own and not finite:
        yield from (s for s in _own_signs(grammar, first, words) if s != Status.NEGATED)
        for node in grammar.chain(first)[1:]:
            yield from filter(None, [words.governors.get(grammar.words[node])])


def _noun_signs(grammar: Grammar, noun: int, words: StatusWords, plain: frozenset[str]) -> Iterator[Status]:
    yield from _modifier_signs(grammar, noun, words)
    if grammar.preposition(noun) in ("since", "after", "before", "until", "following"):
        return
    above = grammar.head[noun]
    if grammar.base[noun] == "nmod" and above != noun:
        yield from filter(None, [words.nouns.get(grammar.words[above])])
    governor = grammar.governor(noun)
    if governor is None:
        return
    if grammar.base[governor] != "acl" or grammar.dep[governor] == "acl:relcl":
        yield from _verb_signs(grammar, governor, words)
    said = words.governors.get(grammar.words[governor])
    is_object = grammar.base[noun] in ("obj", "nmod", "obl")
    acted_on = is_object or (grammar.base[noun] == "nsubj" and grammar.is_passive(governor))
    if said is not None and acted_on and grammar.words[governor] not in plain:
        yield said


def _modifier_signs(grammar: Grammar, noun: int, words: StatusWords) -> Iterator[Status]:
    """Yield what words before a noun say: *planned*, *estimated*, *no*."""
    for child in grammar.children[noun]:
        if child > noun:
            continue
        yield from filter(None, [words.modifiers.get(grammar.words[child])])
        if grammar.words[child] == "no" and not _is_number_sign(grammar, child):
            yield Status.NEGATED
